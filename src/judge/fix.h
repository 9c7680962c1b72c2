/* judge/fix.h - from the words of an `instead` to what could be written in the place of the words that were found.
 *
 * A fix is offered only where it can be read as if the drafter had written it:
 *
 *   - the rule does not want the position, and says what stands for what: `instead "A" for "B"` puts A for B wherever B is among
 *     the words that were found; `instead "A"` alone puts A for all of them, where the position's pattern is that phrase as it
 *     stands, plain words, and they are nothing else
 *   - B stands there as written, in one of its forms ("weapons" for "weapon"), and A can be given the same form. Capitals are
 *     carried over
 *   - nothing of it is quoted or code, no markup stands between the words, and the words behind an article still fit it
 *   - A can be written there: what could be markup is only put into plain text
 *
 * Whether a text is better for it is not known here: app/fix.h tries. */
#ifndef NL_JUDGE_FIX_H
#define NL_JUDGE_FIX_H

#include "judge/judge.h"

/* Adds the edits in places of a position, those of each in order, strings in `arena`; of a place without a safe one, none. */
typedef NL_VEC(nl_replacement) nl_replacements;
void nl_fix_places(const nl_match *match, const nl_rule *rule, uint32_t position, const nl_evidence *const *places,
	uint32_t count, nl_arena *arena, nl_replacements *edits);

#endif
