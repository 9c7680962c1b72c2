/* lang/dump.h - the tree of a rule file as text, for --dump-ast. Private to lang/. */
#ifndef NL_LANG_DUMP_H
#define NL_LANG_DUMP_H

#include "lang/state.h"

/* One node a line, indented by depth: kind, span, what it holds. Stable: golden tests compare it. */
void nl_dump_file(const nl_rule_file *file, nl_buf *out);

#endif
