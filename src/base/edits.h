/* base/edits.h - the shortest edit from one sequence to another: lines of a file, words of a passage.
 *
 * Myers, E. (1986), An O(ND) Difference Algorithm and Its Variations, Algorithmica 1. Elements are numbers; equal ones
 * are the same element. */
#ifndef NL_BASE_EDITS_H
#define NL_BASE_EDITS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
	const uint32_t *at;
	uint32_t len;
} nl_sequence;

/* Marks what is gone from `before` and what is fresh in `after`; both arrays have an entry for each element and are false
 * at first. What is left unmarked is the same in both, in the same order. Sequences that differ in more places than is worth
 * looking at (NL_MOST_EDITS) are marked from the first difference to the last. */
enum { NL_MOST_EDITS = 3000 };
void nl_edits(nl_sequence before, nl_sequence after, bool *gone, bool *fresh);

#endif
