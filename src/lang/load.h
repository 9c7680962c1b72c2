/* lang/load.h - reading rule files and what they import. Private to lang/. */
#ifndef NL_LANG_LOAD_H
#define NL_LANG_LOAD_H

#include "lang/state.h"

/* Each reads and parses a file with its imports, unless it was read before. Errors go to `sink`. */
void nl_load_path(nl_rules *rules, nl_str path, nl_sink *sink);
void nl_load_builtin(nl_rules *rules, nl_str name, nl_sink *sink);
void nl_load_text(nl_rules *rules, nl_str name, nl_str text, nl_sink *sink);
/* The same, without its imports. NULL when it is no text at all; else mistakes of shape may have been told. */
nl_rule_file *nl_load_alone(nl_rules *rules, nl_str name, nl_str text, nl_sink *sink);

#endif
