/* app/describe.h - parts of the rules as text for people: what `explain` and `rules` print. */
#ifndef NL_APP_DESCRIBE_H
#define NL_APP_DESCRIBE_H

#include "ir/ir.h"

enum { NL_DESCRIBE_WIDTH = 100 }; /* columns when the terminal does not say */

/* Each is a page of its own, wrapped to `width` columns. */
void nl_describe_position(const nl_ir *ir, uint32_t position, uint32_t width, nl_buf *out);
void nl_describe_ruleset(const nl_ir *ir, uint32_t ruleset, uint32_t width, nl_buf *out);
void nl_describe_axis(const nl_ir *ir, uint32_t axis, uint32_t width, nl_buf *out);
void nl_describe_term(const nl_ir *ir, uint32_t node, uint32_t width, nl_buf *out);
void nl_describe_language(const nl_ir *ir, uint32_t language, uint32_t width, nl_buf *out);

/* "require privacy at least declared, weight 3, error" */
void nl_describe_rule(const nl_ir *ir, const nl_rule *rule, nl_buf *out);

/* The node of a term, or NL_NONE. */
uint32_t nl_find_term(const nl_ir *ir, nl_str name);

#endif
