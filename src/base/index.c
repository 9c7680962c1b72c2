/* base/index.c - a counting sort of pairs by key. */
#include "base/index.h"

nl_index nl_index_of(const nl_pairs *pairs, uint32_t keys, nl_arena *arena)
{
	uint32_t *start = nl_arena_array(arena, uint32_t, (size_t)keys + 2);
	uint32_t *values = nl_arena_array(arena, uint32_t, (size_t)pairs->len + 1);
	/* Counted two places on, so that filling moves each start to where the next key begins. */
	for (uint32_t i = 0; i < pairs->len; i++) start[pairs->at[i].key + 2]++;
	for (uint32_t k = 1; k <= keys; k++) start[k + 1] += start[k];
	for (uint32_t i = 0; i < pairs->len; i++) values[start[pairs->at[i].key + 1]++] = pairs->at[i].value;
	return (nl_index){start, values};
}
