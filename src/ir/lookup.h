/* ir/lookup.h - what the engine looks up in compiled rules: the same for every text, so the compiler works it out, and it is
 * stored with the rules that are part of the program. */
#ifndef NL_IR_LOOKUP_H
#define NL_IR_LOOKUP_H

#include "ir/ir.h"

/* Symbol -> the WORD instructions that wait for it at the start of one of these leaves, for symbols 0 .. `symbols`. In the arena. */
nl_index nl_ir_starts(const nl_ir *ir, const uint32_t *leaves, uint32_t leaf_count, uint32_t symbols, nl_arena *arena);

/* Sets `parents`, `of_leaf`, `of_regex`, `parts` and `words` of `ir`, and `starts` and `cue_starts` of its languages, when all the
 * rest is there. In the arena. `languages` are those of `ir`. `base`: rules with which the nodes of `ir` begin, from which is taken what
 * holds of these; NULL: none. */
void nl_ir_set_lookups(nl_ir *ir, const nl_ir *base, nl_ir_language *languages, nl_arena *arena);

#endif
