/* lang/names.h - who is called what: definitions, and what names refer to. Private to lang/. */
#ifndef NL_LANG_NAMES_H
#define NL_LANG_NAMES_H

#include "lang/state.h"

/* Fills the tables of `rules` from its files, and tells names that are defined twice, unknown, or refer to themselves. */
void nl_names_resolve(nl_rules *rules, nl_sink *sink);

/* The table of a kind of item; NULL: such an item has no name that others use. */
nl_table *nl_names_table(nl_rules *rules, nl_ast_kind kind);
/* What a name refers to; NULL when it is unknown. */
nl_ast_item *nl_names_find(const nl_table *table, nl_str name);
uint32_t nl_names_index(const nl_table *table, nl_str name);
/* The rule set that another extends: one of its own name is that of the layer before. NULL: none, or unknown. */
nl_ast_item *nl_names_base(const nl_rules *rules, const nl_ast_item *ruleset);
/* The language that a file's phrases are written in. */
nl_str nl_names_language(const nl_rule_file *file);

/* Calls `each` for each term named in a pattern, or in a phrase of it (`in_phrase`), with the place of the name and how
 * deep in the pattern it stands. */
typedef void nl_term_visitor(void *context, nl_str name, nl_span span, bool in_phrase, uint32_t depth);
void nl_names_walk(const nl_ast_pattern *pattern, nl_term_visitor *each, void *context);

#endif
