/* lang/lexemes.h - a rule file as the formatter sees it: its tokens in order, each with the comments that belong to it.
 * Private to lang/.
 *
 * A comment behind a token on its line is that token's; one on a line of its own is the next token's. A comment behind an
 * operator is about what stands before it, since lines are broken before operators:
 *
 *   "apply" |    # in any form
 *   "govern"
 */
#ifndef NL_LANG_LEXEMES_H
#define NL_LANG_LEXEMES_H

#include "lang/state.h"

typedef struct {
	nl_str text; /* with its '#', without white space at its end */
	bool blank;  /* an empty line stands above it */
} nl_comment;

typedef struct {
	int kind; /* a token of grammar/norm.y; 0 for the end, which is the last */
	nl_span span;
	nl_str text;            /* as it is written on one line: the lines of a continued text are joined */
	uint32_t columns;       /* of `text` */
	bool phrase;            /* quoted text that is a phrase of a pattern */
	bool blank;             /* an empty line stands above it, below its comments */
	uint32_t comment;       /* those on lines of their own above it: the first, */
	uint32_t comment_count; /* and how many */
	uint32_t trailing;      /* the comment behind it on its line, or NL_NONE */
	uint32_t partner;       /* of '(': its ')', and of ')' its '(' */
} nl_lexeme;

typedef struct {
	NL_VEC(nl_lexeme) list;
	NL_VEC(nl_comment) comments; /* in order */
	nl_arena arena;              /* of texts that were joined */
} nl_lexemes;

/* Cuts up a file that was parsed without an error. Borrows from its source. */
void nl_lexemes_init(nl_lexemes *lexemes, const nl_rule_file *file);
void nl_lexemes_release(nl_lexemes *lexemes);

/* Whether `text` has the same tokens with the same meaning, and the same comments, in the same order. */
bool nl_lexemes_same(const nl_lexemes *lexemes, nl_str text);

/* How loosely an operator binds, 1 the loosest; 0 for what is none. `but not` is two tokens, of which the second counts as
 * an operator only behind the first. */
int nl_lexeme_level(const nl_lexemes *lexemes, uint32_t i);

#endif
