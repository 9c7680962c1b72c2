/* lang/rules.h - rule files in, compiled rules out: the one door to the language.
 *
 *   nl_rules_new -> nl_rules_add_file / add_text, once or more -> nl_rules_compile -> nl_rules_ir
 *
 * Files are parsed with their imports as they are added; names may be used before they are defined, across files. A
 * position, term, rule set, axis or language of a later *layer* replaces one of the same name of an earlier layer (so
 * --rules can replace built-in rules); within one layer a name defined twice is an error. */
#ifndef NL_LANG_RULES_H
#define NL_LANG_RULES_H

#include "ir/ir.h"

typedef struct nl_rules nl_rules;

/* A rule file that is part of the program. Arrays of them end with a NULL name. */
typedef struct {
	const char *name; /* "lang/english.norm": relative to the rules path */
	const char *text;
	size_t len;
} nl_builtin_file;

extern const nl_builtin_file nl_builtin_files[]; /* rules/, made into an array by the Makefile */

/* `builtins`: what `import` finds when no file on disk has the name; shown as "<built-in>/name". Owned. */
nl_rules *nl_rules_new(const nl_builtin_file *builtins);
void nl_rules_free(nl_rules *rules); /* NULL is fine; the IR and every source go with it */

/* An item that has a name, and where it stands. */
typedef struct {
	uint32_t kind; /* nl_ast_kind */
	uint32_t file; /* a source of the IR */
	nl_str name;
	nl_span span;
} nl_rules_item;

/* Rules that were compiled before, from built-in files alone: others are added to them without parsing them again. */
typedef struct {
	const nl_ir *ir;
	const nl_rules_item *items;
	uint32_t item_count;
} nl_rules_base;

/* The items of rules that compiled, in the arena of `rules`. False when there is one of a kind that a base cannot have. */
bool nl_rules_items(nl_rules *rules, const nl_rules_item **items, uint32_t *count);

/* What is added stands in later layers than the base, and sees its names; `base` is borrowed and must outlive the result, and is
 * part of its IR. Not all can be added to it: nl_rules_compile() is false, without an error in its sink, when an item takes the place of
 * one of the base, brings a language, or is in no ordinary file. Then the rules are to be compiled together with those of the base.
 * The same holds after an error: it may not be told as it would be there. There is no lint. */
nl_rules *nl_rules_upon(const nl_builtin_file *builtins, const nl_rules_base *base);

/* Begins the next layer. Files added from now on may replace names of earlier ones. */
void nl_rules_next_layer(nl_rules *rules);
/* Parse a file and what it imports; errors go to `sink` and the result is false when there was one. A file that was
 * already read is not read again. */
bool nl_rules_add_file(nl_rules *rules, const char *path, nl_sink *sink);
/* The same for a configuration file, whatever its name: others may hold no `config` unless they end in ".normlint". */
bool nl_rules_add_configuration(nl_rules *rules, const char *path, nl_sink *sink);
bool nl_rules_add_builtin(nl_rules *rules, const char *name, nl_sink *sink);
bool nl_rules_add_text(nl_rules *rules, nl_str name, nl_str text, nl_sink *sink); /* both copied */

/* Resolves names, checks everything, compiles; called once, also after an add that failed, since what else is wrong is then
 * told in the same run. False when there was any error; then there is no IR. With `lint`, also tells what is odd but legal
 * (W06xx): unused terms, patterns that can never match, positions without examples or sources. */
bool nl_rules_compile(nl_rules *rules, bool lint, nl_sink *sink);
const nl_ir *nl_rules_ir(const nl_rules *rules); /* borrowed; NULL before a successful compile */

/* Lays a rule file out anew: the same tokens and comments, in lines of 120 columns, appended to `out`. Neither imports nor
 * names are looked at. False, with nothing appended, after telling what is wrong with its shape. */
bool nl_rules_format(nl_rules *rules, nl_str name, nl_str text, nl_buf *out, nl_sink *sink);

/* For --dump-tokens and --dump-ast; stable text. Trees of built-in files only when there are no others. */
void nl_rules_dump_tokens(const nl_rules *rules, nl_str source_name, nl_buf *out);
void nl_rules_dump_ast(const nl_rules *rules, nl_buf *out);

#endif
