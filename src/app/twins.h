/* app/twins.h - positions that are always found together, in the same words: two names for one thing, or two patterns that
 * do not tell apart what their titles do. */
#ifndef NL_APP_TWINS_H
#define NL_APP_TWINS_H

#include "match/match.h"

typedef struct {
	uint64_t *found;   /* by position: a hash of all its evidence in all examples; 0 when it was found in none */
	uint32_t examples; /* so far */
} nl_twins;

void nl_twins_init(nl_twins *twins, const nl_ir *ir);
void nl_twins_release(nl_twins *twins);

/* Takes in what was found in one more example. */
void nl_twins_note(nl_twins *twins, const nl_match *match);
/* The first position of those that `among` marks whose evidence was that of `position` in every example; NL_NONE when
 * there is none before it. */
uint32_t nl_twins_first(const nl_twins *twins, uint32_t position, const bool *among);

#endif
