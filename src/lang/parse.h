/* lang/parse.h - from bytes to a tree, and what is told when they make none.
 *
 * The scanner and the parser are made by flex and bison from grammar/; they know nothing but shapes. What they find
 * wrong they hand over here, and parse.c puts it into words. */
#ifndef NL_LANG_PARSE_H
#define NL_LANG_PARSE_H

#include "lang/state.h"

enum { NL_MAX_EXPECTED = 80 }; /* more than the grammar has tokens */

/* The state of one parse: shared by scanner, parser and builders. A phrase is parsed by a state of its own. */
struct nl_parser {
	nl_parser *outer; /* of a phrase: the state of the file around it */
	nl_rules *rules;
	nl_rule_file *file;
	nl_sink *sink;
	nl_str text;           /* what is scanned */
	uint32_t base;         /* where `text` begins in the source: 0 but for a phrase or an item */
	uint32_t at;           /* scanned so far */
	int last_token, token; /* the one before the current, and that */
	nl_span last_span, span;
	uint32_t lost_told;       /* end of the last text without its closing mark that was told */
	nl_span open_brace;       /* of the block that is open; empty: none */
	bool closed_block;        /* the last '}' closed one */
	NL_VEC(nl_span) brackets; /* open round brackets */
	NL_VEC(nl_span) comments; /* passed over so far */
	uint32_t quiet_until;     /* mistakes of shape before this place only echo one that was told */
	bool too_deep;            /* told once a file */
	nl_ast_phrase *phrase;    /* what the phrase parser made */
	bool told;                /* something is wrong with this phrase, and was told */
};

/* Parses file->source into file->items. Errors go to `sink`. */
void nl_parse_file(nl_rules *rules, nl_rule_file *file, nl_sink *sink);
/* Parses one item of a file, which stands at `span`, and adds it to file->items. */
void nl_parse_item(nl_rules *rules, nl_rule_file *file, nl_span span, nl_sink *sink);
void nl_parse_dump_tokens(nl_rule_file *file, nl_buf *out);

/* phrase.c: the inside of a quoted phrase; NULL after telling what is wrong with it. */
nl_ast_phrase *nl_parse_phrase(nl_parser *parser, const nl_ast_text *text);
/* Is each word of `text` joined to the next by hyphens or white space alone? Else `at` is where it is not. */
bool nl_phrase_only_words(nl_str text, uint32_t *at);

/* An error at a place of the file being parsed. Notes and helps are added to what comes back. */
nl_diag *nl_parse_error(nl_parser *parser, nl_str code, nl_span span, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* ---- called by the generated parsers --------------------------------------------------------------------------- */

void nl_parse_scanned(nl_parser *parser, int token, nl_span span);
void nl_parse_comment(nl_parser *parser, nl_span span);
/* `expected`: token kinds that would have been right; `label` names one in users' words. */
void nl_parse_unexpected(nl_parser *parser, nl_span span, int found, const int *expected, int count);
void nl_parse_exhausted(nl_parser *parser, nl_span span);
void nl_phrase_unexpected(nl_parser *parser, nl_span span, int found);
void nl_parse_tell_operator(nl_parser *parser, nl_span span, const char *meant); /* "or" where '|' belongs, and the like */
void nl_parse_tell_equals(nl_parser *parser, nl_span span);                      /* '=' before a title */
void nl_parse_tell_no_equals(nl_parser *parser, nl_span name);                   /* none behind a term's name */

/* ---- called by the builders -------------------------------------------------------------------------------------- */

/* A word that stands bare in a pattern: a term without its '@', or words without quotation marks. */
/* True after telling that a quotation mark is missing on this line, when one is: other mistakes there only echo it. */
bool nl_parse_tell_quote(nl_parser *parser, nl_span span);
void nl_parse_bare_word(nl_parser *parser, nl_span span, nl_str word, nl_str as_name);
/* A word of a phrase must be cut into words by nl_word_next() with nothing but hyphens and white space between. */
void nl_phrase_check_word(nl_parser *parser, const nl_ast_phrase *word);

/* ---- made by flex and bison -------------------------------------------------------------------------------------- */

void nl_norm_run(nl_parser *parser);   /* parses parser->text */
void nl_phrase_run(nl_parser *parser); /* parses parser->text as a phrase into parser->phrase */
const char *nl_norm_label(int token);  /* "'position'", "a name" */
/* Calls `each` for every token of parser->text: of a file, of a phrase. */
void nl_norm_tokens(nl_parser *parser, void (*each)(void *context, int token, nl_span span), void *context);
void nl_phrase_tokens(nl_parser *parser, void (*each)(void *context, int token, nl_span span), void *context);

#endif
