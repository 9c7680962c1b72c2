/* app/reference.h - the loaded rules as a part of a manual, in Markdown: headings of the third level and below. RULES.md ends
 * with it (`make reference`). */
#ifndef NL_APP_REFERENCE_H
#define NL_APP_REFERENCE_H

#include "ir/ir.h"

/* A table of the topics, then each position under its topic; `topics` in the order in which they come. */
void nl_reference_positions(const nl_ir *ir, const nl_str *topics, uint32_t count, nl_buf *out);
void nl_reference_rulesets(const nl_ir *ir, nl_buf *out);
void nl_reference_axes(const nl_ir *ir, nl_buf *out);

#endif
