/* judge/assign.h - the cheapest pairing of rows with columns, where a row may also be left alone.
 *
 * Shortest augmenting paths with potentials (Jonker and Volgenant 1987, A Shortest Augmenting Path Algorithm for Dense and Sparse
 * Linear Assignment Problems), on a sparse table: only pairs that are listed can be made. Exact, and with whole numbers
 * the same on every machine. */
#ifndef NL_JUDGE_ASSIGN_H
#define NL_JUDGE_ASSIGN_H

#include <stdint.h>

typedef struct {
	uint32_t row, column;
	int64_t cost; /* not negative */
} nl_candidate;

/* `list` is by row. A row without a column costs `alone`; columns may stay free at no cost. mate[row] becomes its column or
 * NL_NONE. */
void nl_assign(const nl_candidate *list, uint32_t count, uint32_t rows, uint32_t columns, int64_t alone, uint32_t *mate);

#endif
