/* lang/lint.h - what is odd but legal in rules (W06xx). Private to lang/. */
#ifndef NL_LANG_LINT_H
#define NL_LANG_LINT_H

#include "lang/state.h"

/* After a compile without errors: looks at the trees and at the IR, and adds warnings. */
void nl_lint(nl_rules *rules, nl_sink *sink);

/* lint_patterns.c: patterns that can never match, and alternatives that others cover. */
void nl_lint_patterns(const nl_ir *ir, nl_sink *sink);

#endif
