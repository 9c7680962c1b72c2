/* judge/credit.h - how far a document meets a condition: 1 fully, 0.5 in part, 0 not at all. */
#ifndef NL_JUDGE_CREDIT_H
#define NL_JUDGE_CREDIT_H

#include "judge/judge.h"

/* A condition's credit: `and` is the least of its parts, `or` the greatest, `not` what is left to 1, `N of` the N-th
 * greatest; `count` is 1 when there is enough affirmed evidence, 0.5 when hedged or weaker evidence makes it enough. */
double nl_credit_of_condition(const nl_match *match, uint32_t condition, nl_strength at_least);

/* Evidence of a position with this stance and at least this strength. */
uint32_t nl_credit_count(const nl_position_match *position, nl_stance stance, nl_strength at_least);
/* True for require and recommend. */
bool nl_rule_asks(const nl_rule *rule);

/* Every rule's result and the scores, in total and by topic; the counts of findings are left at 0. In `arena`. */
nl_score nl_score_of(const nl_match *match, const nl_ruleset *ruleset, nl_arena *arena);

#endif
