/* lang/state.h - what an nl_rules holds while rules are read, checked and compiled. Private to lang/. */
#ifndef NL_LANG_STATE_H
#define NL_LANG_STATE_H

#include <stdarg.h>

#include "lang/ast.h"
#include "lang/rules.h"

/* One rule file as it was read. */
struct nl_rule_file {
	nl_source *source;
	uint32_t number; /* among the files of the nl_rules, and the sources of its IR */
	nl_str path;     /* as it is printed; what imports are relative to */
	bool builtin;
	bool stored;        /* of the base: its items are known by name and place, and parsed when they are needed */
	bool configuration; /* may hold `config` */
	bool broken;        /* a mistake of shape was told in it */
	bool loading;       /* it or one of its imports is being read: importing it now is a cycle */
	uint32_t layer;
	nl_ast_items items;
	nl_ast_name *language; /* of `use language`; NULL: english */
};

/* The names of one kind of item. An item of a later layer takes the place of an earlier one. */
typedef struct {
	nl_map index;
	NL_VEC(nl_ast_item *) items;
} nl_table;

struct nl_rules {
	nl_arena arena; /* trees, names, the IR */
	const nl_builtin_file *builtins;
	const nl_rules_base *base; /* NULL: none */
	bool outgrown;             /* what was added cannot stand upon it */
	nl_map builtin_index;
	NL_VEC(nl_rule_file *) files;
	nl_map file_index; /* by the file's identity: its real path, or "<built-in>/name" */
	uint32_t layer;
	uint32_t errors;
	bool next_is_configuration; /* the file that is loaded next, but not those that it imports */
	bool incomplete; /* a file or the beginning of an item was lost: unknown names may be its fault, and are not told */
	nl_sink overflow; /* takes the last error past the limit, unseen */
	nl_table terms, positions, rulesets, axes, languages;
	NL_VEC(nl_regex *) regexes;
	nl_ir_language *languages_ir; /* also after a compile that failed: their maps and vocabularies are on the heap */
	uint32_t language_count;
	nl_ir *ir;            /* NULL before a successful compile */
	NL_VEC(void *) parts; /* of it, on the heap */
};

/* An error, counted against the limit of a load; past it, errors are kept from the sink. */
nl_diag *nl_rules_error(nl_rules *rules, nl_sink *sink, nl_str code, nl_label primary, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
nl_diag *nl_rules_verror(nl_rules *rules, nl_sink *sink, nl_str code, nl_label primary, const char *format, va_list args);

#endif
