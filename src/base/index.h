/* base/index.h - from a number to many: the values of each key, packed one key after another in one array.
 *
 * Symbol -> instructions, leaf -> nodes, node -> parents: built once in linear time, then only read. */
#ifndef NL_BASE_INDEX_H
#define NL_BASE_INDEX_H

#include "base/arena.h"
#include "base/vec.h"

typedef struct {
	uint32_t key, value;
} nl_pair;

typedef NL_VEC(nl_pair) nl_pairs;

typedef struct {
	const uint32_t *start; /* keys + 1 of them; the values of key k lie at values[start[k]] .. values[start[k + 1] - 1] */
	const uint32_t *values; /* in the order in which the pairs were given */
} nl_index;

/* Every key of `pairs` is below `keys`. In the arena. */
nl_index nl_index_of(const nl_pairs *pairs, uint32_t keys, nl_arena *arena);

#endif
