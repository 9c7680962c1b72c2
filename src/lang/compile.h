/* lang/compile.h - from checked trees to the IR. Private to lang/. */
#ifndef NL_LANG_COMPILE_H
#define NL_LANG_COMPILE_H

#include "lang/state.h"

/* Compiles everything; only called when no error was told. What can still go wrong is size. Sets rules->ir. */
void nl_compile(nl_rules *rules, nl_sink *sink);
void nl_compile_release(nl_rules *rules); /* what the IR has on the heap */

/* ---- shared by compile.c, program.c, leaves.c and packs.c ------------------------------------------------------------------- */

enum { NL_SYMBOL_KINDS = NL_SYMBOL_EXACT + 1 };

/* The IR while it grows; positions, rule sets, axes and languages have their places from the start. */
typedef struct {
	nl_rules *rules;
	nl_sink *sink;
	NL_VEC(nl_inst) insts;
	NL_VEC(nl_leaf) leaves;
	NL_VEC(nl_node) nodes;
	NL_VEC(uint32_t) children;
	NL_VEC(nl_regex_leaf) regexes;
	NL_VEC(nl_cond) conds;
	NL_VEC(uint32_t) cond_children;
	NL_VEC(uint32_t) alternatives; /* of the position under way */
	uint32_t *term_nodes;          /* by the term's index; NL_NONE: not needed so far */
	uint32_t *position_numbers;    /* IR index by the position's index */
	nl_map *symbols;               /* by language and kind of symbol: what words of the rules were, as written */
	/* where the compiler is */
	const nl_rule_file *file;
	uint32_t language;
	bool in_term;
	uint32_t program; /* first instruction of the phrase under way */
	bool too_large;
} nl_compiler;

/* The number of a position in the IR, by its name. */
uint32_t nl_compile_position_number(const nl_compiler *compiler, nl_str name);

/* program.c: a phrase, an exact text, or alternatives of them and of terms, as one leaf. */
uint32_t nl_compile_leaf(nl_compiler *compiler, const nl_ast_pattern *pattern);

/* leaves.c: sets `first` of the leaves from `from` on, which are those of patterns, and lists them by language. */
void nl_compile_list_leaves(nl_compiler *compiler, uint32_t from);

/* packs.c: the languages with their cues, in order of id; an English one without cues when no file defines it. */
void nl_compile_languages(nl_compiler *compiler);
uint32_t nl_compile_language_number(const nl_compiler *compiler, nl_str id);

#endif
