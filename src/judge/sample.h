/* judge/sample.h - what a pattern looks for, as words that a drafter could write. */
#ifndef NL_JUDGE_SAMPLE_H
#define NL_JUDGE_SAMPLE_H

#include "ir/ir.h"

/* `"apply", "applicable" or "extend to"`: a few of the ways in which the node could match. Of choices the first is taken,
 * optional words are left out, and "…" stands for what may come between. In `arena`. */
nl_str nl_sample_node(const nl_ir *ir, uint32_t node, nl_arena *arena);

#endif
