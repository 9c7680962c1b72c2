/* match/index.h - from a number to many: the values of each key, packed one key after another in one array.
 *
 * Symbol -> instructions, leaf -> nodes, node -> parents: built once in linear time, then only read. */
#ifndef NL_MATCH_INDEX_H
#define NL_MATCH_INDEX_H

#include "base/vec.h"

typedef struct {
	uint32_t key, value;
} nl_pair;

typedef NL_VEC(nl_pair) nl_pairs;

typedef struct {
	uint32_t *start;  /* keys + 1 of them; the values of key k lie at values[start[k]] .. values[start[k + 1] - 1] */
	uint32_t *values; /* in the order in which the pairs were given */
} nl_index;

/* Every key of `pairs` is below `keys`. Owned; nl_index_release() frees it. */
nl_index nl_index_of(const nl_pairs *pairs, uint32_t keys);
void nl_index_release(nl_index *index);

#endif
