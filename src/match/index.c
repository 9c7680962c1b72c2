/* match/index.c - a counting sort of pairs by key. */
#include "match/index.h"

#include "base/mem.h"

nl_index nl_index_of(const nl_pairs *pairs, uint32_t keys)
{
	nl_index index = {
		.start = nl_alloc(((size_t)keys + 2) * sizeof *index.start),
		.values = nl_alloc(((size_t)pairs->len + 1) * sizeof *index.values),
	};
	/* Counted two places on, so that filling moves each start to where the next key begins. */
	for (uint32_t i = 0; i < pairs->len; i++) index.start[pairs->at[i].key + 2]++;
	for (uint32_t k = 1; k <= keys; k++) index.start[k + 1] += index.start[k];
	for (uint32_t i = 0; i < pairs->len; i++) index.values[index.start[pairs->at[i].key + 1]++] = pairs->at[i].value;
	return index;
}

void nl_index_release(nl_index *index)
{
	free(index->start);
	free(index->values);
	*index = (nl_index){0};
}
