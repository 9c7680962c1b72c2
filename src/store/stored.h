/* store/stored.h - the built-in rules, compiled when the program was built: a start has nothing to parse.
 *
 *   rules/ -> lang/ -> nl_ir -> store/write.c -> stored.c, in C, whose arrays are the nl_ir -> the program
 *
 * main.c and write.c are a tool that the Makefile runs; stored.c of this folder belongs to the program. What cannot be a
 * constant is made at start: sources, hash maps, regexes. */
#ifndef NL_STORE_STORED_H
#define NL_STORE_STORED_H

#include "lang/rules.h"

/* A source, by its place in nl_builtin_files. */
typedef struct {
	nl_str name;
	uint32_t file;
} nl_stored_source;

/* Beside an nl_ir_language, whose maps and vocabulary are empty. */
typedef struct {
	nl_vocab_table vocab;
	const nl_str *abbreviations;
	uint32_t abbreviation_count;
	const nl_str *openers;
	uint32_t opener_count;
} nl_stored_language;

typedef struct {
	nl_ir ir; /* without sources; its regexes are not compiled */
	const nl_stored_language *languages;
	const nl_stored_source *sources;
	const nl_rules_item *items;
	uint32_t item_count;
} nl_stored_rules;

extern const nl_stored_rules nl_stored_builtin; /* rules/; the C file comes from the tool */

typedef struct nl_stored nl_stored;

nl_stored *nl_stored_open(const nl_stored_rules *rules); /* `rules` is borrowed and must outlive the result. Owned. */
void nl_stored_free(nl_stored *stored);                  /* NULL is fine; the IR goes with it */
const nl_rules_base *nl_stored_base(const nl_stored *stored); /* borrowed; to add other rules to these */
const nl_ir *nl_stored_ir(const nl_stored *stored); /* borrowed; equal to that of an nl_rules with the same files */

#endif
