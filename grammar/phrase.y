/* grammar/phrase.y - the notation inside a quoted phrase. The first mistake ends it: a phrase is short, and a second one
 * would mostly echo the first. */

%require "3.8"
%define api.prefix {nl_phrase_}
%define api.pure full
%define api.value.type union
%define api.location.type {nl_span}
%define parse.error custom
%expect 0
%locations
%param {nl_parser *parser} {void *scanner}

%code requires {
#include "lang/parse.h"
}

%code {
int nl_phrase_lex(NL_PHRASE_STYPE *value, nl_span *span, void *scanner);
#define nl_phrase_lex(value, span, parser, scanner) nl_phrase_lex(value, span, scanner)

static void nl_phrase_error(const nl_span *span, nl_parser *parser, void *scanner, const char *message);

#define YYMAXDEPTH 1000
#define YYLLOC_DEFAULT(whole, parts, count)                              \
	do {                                                                 \
		(whole).start = (count) ? YYRHSLOC(parts, 1).start : YYRHSLOC(parts, 0).end; \
		(whole).end = YYRHSLOC(parts, count).end;                        \
	} while (0)
}

%token END 0 "the end of the phrase"
%token <nl_str> WORD "a word" FORM "a word after '='" REFERENCE "a term"
%token ANY "'_'" GAP "'...'" JOINED "'_' joined to a word" BAD "a character"
%token '[' "'['" ']' "']'" '(' "'('" ')' "')'" '|' "'|'"

%type <nl_ast_phrase *> element
%type <nl_ast_phrases> elements choice

%%

phrase
	: %empty                   { parser->phrase = NULL; }
	| elements                 { parser->phrase = nl_ast_make_phrase_group(parser, NL_AST_SEQUENCE, @$, $1); }
	;

elements
	: element                  { $$ = nl_ast_phrases_push((nl_ast_phrases){0}, $1); }
	| elements element         { $$ = nl_ast_phrases_push($1, $2); }
	;

element
	: WORD                     { $$ = nl_ast_make_word(parser, NL_AST_WORD, @$, $1); }
	| FORM                     { $$ = nl_ast_make_word(parser, NL_AST_FORM, @$, $1); }
	| REFERENCE                { $$ = nl_ast_make_word(parser, NL_AST_PHRASE_TERM, @$, $1); }
	| ANY                      { $$ = nl_ast_make_word(parser, NL_AST_ANY, @$, NL_STR("")); }
	| GAP                      { $$ = nl_ast_make_word(parser, NL_AST_GAP, @$, NL_STR("")); }
	| '[' choice ']'           { $$ = nl_ast_make_phrase_group(parser, NL_AST_OPTIONAL, @$, $2); }
	| '(' choice ')'           { $$ = nl_ast_make_phrase_group(parser, NL_AST_CHOICE, @$, $2); }
	;

choice
	: elements                 { $$ = nl_ast_phrases_push((nl_ast_phrases){0}, nl_ast_make_phrase_group(parser, NL_AST_SEQUENCE, @1, $1)); }
	| choice '|' elements      { $$ = nl_ast_phrases_push($1, nl_ast_make_phrase_group(parser, NL_AST_SEQUENCE, @3, $3)); }
	;

%%

static int yyreport_syntax_error(const yypcontext_t *context, nl_parser *parser, void *scanner)
{
	(void)scanner;
	int found = 0;
	while (found < YYMAXUTOK && YYTRANSLATE(found) != yypcontext_token(context)) found++;
	nl_phrase_unexpected(parser, *yypcontext_location(context), found);
	return 0;
}

/* Only called when the stack is full. */
static void nl_phrase_error(const nl_span *span, nl_parser *parser, void *scanner, const char *message)
{
	(void)scanner, (void)message;
	nl_parse_exhausted(parser, *span);
}
