/* grammar/norm.y - the shape of a rule file, and nothing else.
 *
 * Actions call the builders of lang/ast.h. After a mistake the parser goes on at the next field, the closing brace, or the
 * next item: those are the rules with `error` in them. Rules that call nl_ast_mend_... or nl_parse_tell_... take a common slip
 * as what was meant, and tell it. */

%require "3.8"
%define api.prefix {nl_norm_}
%define api.pure full
%define api.value.type union
%define api.location.type {nl_span}
%define parse.error custom
%define parse.lac full
/* What must be so is done before the next token is looked at: a block ends with its brace, whatever follows. */
%define lr.default-reduction consistent
%expect 0
%locations
%param {nl_parser *parser} {void *scanner}

%code requires {
#include "lang/parse.h"
}

%code {
int nl_norm_lex(NL_NORM_STYPE *value, nl_span *span, void *scanner);
#define nl_norm_lex(value, span, parser, scanner) nl_norm_lex(value, span, scanner)

static void nl_norm_error(const nl_span *span, nl_parser *parser, void *scanner, const char *message);

/* Each bracket takes a place on the parser's stack until it is closed. */
#define YYMAXDEPTH 4000
#define YYLLOC_DEFAULT(whole, parts, count)                              \
	do {                                                                 \
		(whole).start = (count) ? YYRHSLOC(parts, 1).start : YYRHSLOC(parts, 0).end; \
		(whole).end = YYRHSLOC(parts, count).end;                        \
	} while (0)
}

/* ORDER of norm.l */
%token END 0 "the end of the file"
%token IMPORT "'import'" TERM "'term'" POSITION "'position'" RULESET "'ruleset'" AXIS "'axis'" LANGUAGE "'language'" USE "'use'"
%token EXTENDS "'extends'" FROM "'from'" TO "'to'"
%token TOPIC "'topic'" SOURCE "'source'" URL "'url'" WHY "'why'" OPPOSES "'opposes'" IGNORES "'ignores'" MATCHES "'matches'"
%token ACCEPTS "'accept'" REJECTS "'reject'"
%token STEMMER "'stemmer'" ABBREVIATIONS "'abbreviations'" SPELLING "'spelling'" OPENERS "'openers'" FORMS "'forms'" ARTICLES "'articles'" NAMES "'names'" STOP "'stop'"
%token WHEN "'when'"
%token <nl_str> RULE_KIND "'require', 'recommend', 'discourage' or 'forbid'"
%token OVERRIDE "'override'" DROP "'drop'" OPTIONAL "'optional'" AS "'as'" AT "'at least'" LEAST "'least'" WEIGHT "'weight'"
%token <nl_str> SEVERITY "'error', 'warning' or 'note'"
%token MESSAGE "'message'" HELP "'help'" INSTEAD "'instead'" FOR "'for'"
%token CONFIG "'config'" USES "the setting 'use'" OF_LANGUAGE "the setting 'language'" EXCLUDE "'exclude'" RATE "'severity'" MIN_SCORE "'min-score'" FAIL_LEVEL "'fail-level'" MAX_WARNINGS "'max-warnings'" GITIGNORE "'gitignore'"
%token IGNORE "'ignore'" SENTENCE "'sentence'" FINGERPRINT "'fingerprint'" UNTIL "'until'" BECAUSE "'because'"
%token COUNT "'count'" OF "'of'" AND "'and'" OR "'or'" NOT "'not'" BUT "'but not'" UNLESS "'unless'" ABOUT "'about'"
%token WITHIN "'within'" IN "'in'"
%token <nl_str> THEN "'then'" NEAR "'near'"
%token <nl_str> NAME "a name" REFERENCE "a term" NUMBER "a number" LOCATOR "a place such as 28(d)"
%token <nl_str> RULE_NAME "a rule such as freedom-online/privacy" DATE "a date"
%token <nl_str> TEXT "quoted text" EXACT "exact text" REGEX "a regular expression"
%token AT_OR_ABOVE "'>='"
%token <nl_str> OR_SLIP "'OR'" AND_SLIP "'AND'" BAD_NAME "a malformed name" BAD_REFERENCE "a malformed term"
%token <nl_str> CURLY_TEXT "text in curly quotes" LOST_EXACT "exact text that is not closed"
%token <nl_str> LOST_REGEX "a regular expression that is not closed" LOST_TEXT "quoted text that is not closed"
%token BAD_COMPARISON "a comparison" BAD_CHARACTER "a character"
%token NEVER "nothing" /* no token of the scanner: see resume */
%token '{' "'{'" '}' "'}'" '(' "'('" ')' "')'" '|' "'|'" '&' "'&'" '=' "'='" ',' "','" '>' "'>'"

%type <nl_ast_item *> item head lost
%type <nl_ast_body> position_body ruleset_body language_body config_body
%type <nl_ast_field *> position_field ruleset_field language_field config_field setting source
%type <nl_ast_rule *> rule
%type <nl_ast_attrs> attributes exceptions
%type <nl_ast_attr *> attribute exception
%type <nl_ast_cond *> condition conjunction negation atom
%type <nl_ast_conds> conditions
%type <nl_ast_pattern *> pattern exclusion topical conjoined sequence filtered primary stops
%type <nl_ast_citations> citations
%type <nl_ast_citation *> citation
%type <nl_str> locator place
%type <nl_ast_name *> name number rule_name severity date
%type <nl_ast_names> names kinds rule_names
%type <nl_ast_text *> text title
%type <nl_ast_texts> texts pairs

%%

file
	: items
	| items error
	;

items
	: %empty
	| items item                              { nl_ast_add_item(parser, $2); }
	| items error resume item                 { nl_ast_add_item(parser, $4); }
	;

/* Stands behind an error: what follows is passed over until a token comes that the grammar can go on with, and from there
 * mistakes are told again. Without its second form, which never comes, bison would go on at once with any token. */
resume
	: %empty                                  { yyerrok; }
	| NEVER
	;

/* The same, but mistakes are told only when three tokens made sense: for places where much begins with a mere name. */
resume_quietly
	: %empty
	| NEVER
	;

item
	: IMPORT text                             { $$ = nl_ast_make_import(parser, @$, $2); }
	| IMPORT error resume                     { $$ = nl_ast_lost_item(parser, NL_AST_IMPORT, @$, NULL); }
	| TERM name '=' pattern                   { $$ = nl_ast_make_term(parser, @$, $2, $4); }
	| TERM name pattern                       { nl_parse_tell_no_equals(parser, @2);
	                                            $$ = nl_ast_make_term(parser, @$, $2, $3); }
	| TERM name error resume                  { $$ = nl_ast_lost_item(parser, NL_AST_TERM, @$, $2); }
	| TERM name '=' error resume              { $$ = nl_ast_lost_item(parser, NL_AST_TERM, @$, $2); }
	| TERM error resume                       { $$ = nl_ast_lost_item(parser, NL_AST_TERM, @$, NULL); }
	| AXIS name title FROM name TO name       { $$ = nl_ast_make_axis(parser, @$, $2, $3, $5, $7); }
	| AXIS name FROM name TO name             { $$ = nl_ast_make_axis(parser, @$, $2, NULL, $4, $6); }
	| AXIS error resume                       { $$ = nl_ast_lost_item(parser, NL_AST_AXIS, @$, NULL); }
	| USE LANGUAGE name                       { $$ = nl_ast_make_use(parser, @$, $3); }
	| USE error resume                        { $$ = nl_ast_lost_item(parser, NL_AST_USE, @$, NULL); }
	| POSITION head '{' position_body close   { $$ = nl_ast_make_block(NL_AST_POSITION, @$, $2, $4); }
	| RULESET head '{' ruleset_body close     { $$ = nl_ast_make_block(NL_AST_RULESET, @$, $2, $4); }
	| LANGUAGE head '{' language_body close   { $$ = nl_ast_make_block(NL_AST_LANGUAGE, @$, $2, $4); }
	| CONFIG '{' config_body close            { $$ = nl_ast_make_block(NL_AST_CONFIG, @$, nl_ast_make_config(parser, @1), $3); }
	| CONFIG error resume                     { $$ = nl_ast_lost_item(parser, NL_AST_CONFIG, @$, NULL); }
	| POSITION lost                           { $$ = nl_ast_make_block(NL_AST_POSITION, @$, $2, (nl_ast_body){0}); }
	| RULESET lost                            { $$ = nl_ast_make_block(NL_AST_RULESET, @$, $2, (nl_ast_body){0}); }
	| LANGUAGE lost                           { $$ = nl_ast_make_block(NL_AST_LANGUAGE, @$, $2, (nl_ast_body){0}); }
	;

/* What stands before a block. A rule set's may say what it extends, and then need no title of its own; check.c tells where
 * that does not belong. */
head
	: name title                              { $$ = nl_ast_make_head(parser, @$, $1, $2, NULL); }
	| name title EXTENDS name                 { $$ = nl_ast_make_head(parser, @$, $1, $2, $4); }
	| name EXTENDS name                       { $$ = nl_ast_make_head(parser, @$, $1, NULL, $3); }
	| name EXTENDS name title                 { $$ = nl_ast_make_head(parser, @$, $1, $4, $3); }
	| lost
	;

lost
	: name error resume                        { $$ = nl_ast_lost_item(parser, NL_AST_POSITION, @$, $1); }
	| name title error resume                  { $$ = nl_ast_lost_item(parser, NL_AST_POSITION, @$, $1); }
	| error resume                            { $$ = nl_ast_lost_item(parser, NL_AST_POSITION, @$, NULL); }
	;

title
	: text
	| '=' text                                { nl_parse_tell_equals(parser, @1); $$ = $2; }
	;

/* The second and third follow a mistake: one inside the last field, or the brace itself is lost. */
close
	: '}'
	| error '}'                               { yyerrok; }
	| error resume
	;

position_body
	: %empty                                  { $$ = (nl_ast_body){0}; }
	| position_body position_field            { $$ = nl_ast_body_field($1, $2); }
	| position_body error resume position_field
	                                          { $$ = nl_ast_body_field($1, $4); }
	;

position_field
	: TOPIC name                              { $$ = nl_ast_make_names(parser, NL_AST_TOPIC, @$, nl_ast_names_push((nl_ast_names){0}, $2)); }
	| source
	| WHY text                                { $$ = nl_ast_make_texts(parser, NL_AST_WHY, @$, nl_ast_texts_push((nl_ast_texts){0}, $2)); }
	| OPPOSES names                           { $$ = nl_ast_make_names(parser, NL_AST_OPPOSES, @$, $2); }
	| IGNORES names                           { $$ = nl_ast_make_names(parser, NL_AST_IGNORES, @$, $2); }
	| MATCHES pattern                         { $$ = nl_ast_make_matches(parser, NL_AST_MATCHES, @$, $2); }
	| ACCEPTS texts                           { $$ = nl_ast_make_texts(parser, NL_AST_ACCEPT, @$, $2); }
	| REJECTS texts                           { $$ = nl_ast_make_texts(parser, NL_AST_REJECT, @$, $2); }
	;

source
	: SOURCE citations                        { $$ = nl_ast_make_source(parser, @$, $2); }
	;

citations
	: citation                                { $$ = nl_ast_citations_push((nl_ast_citations){0}, $1); }
	| citations ',' citation                  { $$ = nl_ast_citations_push($1, $3); }
	;

citation
	: text                                    { $$ = nl_ast_make_citation(parser, @$, $1, NL_STR(""), NULL); }
	| text locator                            { $$ = nl_ast_make_citation(parser, @$, $1, $2, NULL); }
	| text URL text                           { $$ = nl_ast_make_citation(parser, @$, $1, NL_STR(""), $3); }
	| text locator URL text                   { $$ = nl_ast_make_citation(parser, @$, $1, $2, $4); }
	;

locator
	: NAME                                    { $$ = $1; }
	| NAME place                              { $$ = nl_ast_make_locator(parser, $1, $2); }
	;

place
	: NUMBER
	| LOCATOR
	| text                                    { $$ = $1->text; }
	| '(' NAME ')'                            { $$ = nl_ast_slice(parser, @$); }
	| '(' NUMBER ')'                          { $$ = nl_ast_slice(parser, @$); }
	;

/* ---- patterns, loosest first ---- */

pattern
	: exclusion
	| pattern '|' exclusion                   { $$ = nl_ast_make_list(parser, NL_AST_OR, @$, $1, $3); }
	| pattern or_slip exclusion               { $$ = nl_ast_make_list(parser, NL_AST_OR, @$, $1, $3); }
	;

or_slip
	: ','                                     { nl_parse_tell_operator(parser, @1, "|"); }
	| OR                                      { nl_parse_tell_operator(parser, @1, "|"); }
	| OR_SLIP                                 { nl_parse_tell_operator(parser, @1, "|"); }
	;

exclusion
	: topical
	| exclusion BUT NOT topical               { $$ = nl_ast_make_binary(parser, NL_AST_BUT_NOT, @$, $1, $4); }
	| exclusion UNLESS topical                { $$ = nl_ast_make_binary(parser, NL_AST_UNLESS, @$, $1, $3); }
	;

topical
	: conjoined
	| topical ABOUT conjoined                 { $$ = nl_ast_make_binary(parser, NL_AST_ABOUT, @$, $1, $3); }
	;

conjoined
	: sequence
	| conjoined '&' sequence                  { $$ = nl_ast_make_list(parser, NL_AST_AND, @$, $1, $3); }
	| conjoined and_slip sequence             { $$ = nl_ast_make_list(parser, NL_AST_AND, @$, $1, $3); }
	;

and_slip
	: AND                                     { nl_parse_tell_operator(parser, @1, "&"); }
	| AND_SLIP                                { nl_parse_tell_operator(parser, @1, "&"); }
	;

sequence
	: filtered
	| sequence THEN filtered                  { $$ = nl_ast_make_gap(parser, NL_AST_THEN, @$, $1, @2, $2, $3); }
	| sequence NEAR filtered                  { $$ = nl_ast_make_gap(parser, NL_AST_NEAR, @$, $1, @2, $2, $3); }
	;

filtered
	: primary
	| filtered IN kinds                       { $$ = nl_ast_make_filter(parser, NL_AST_IN, @$, $1, $3); }
	| filtered NOT IN kinds                   { $$ = nl_ast_make_filter(parser, NL_AST_NOT_IN, @$, $1, $4); }
	;

kinds
	: name                                    { $$ = nl_ast_names_push((nl_ast_names){0}, $1); }
	| '(' names ')'                           { $$ = $2; }
	;

primary
	: text                                    { $$ = nl_ast_make_phrase(parser, @$, $1); }
	| EXACT                                   { $$ = nl_ast_make_exact(parser, @$, $1); }
	| LOST_EXACT                              { $$ = nl_ast_mend_exact(parser, @$, $1); }
	| REGEX                                   { $$ = nl_ast_make_regex(parser, @$, $1); }
	| LOST_REGEX                              { $$ = nl_ast_mend_regex(parser, @$, $1); }
	| REFERENCE                               { $$ = nl_ast_make_term_use(parser, @$, $1); }
	| BAD_REFERENCE                           { $$ = nl_ast_make_term_use(parser, @$, $1); }
	| NAME                                    { $$ = nl_ast_mend_term_use(parser, @$, $1); }
	| BAD_NAME                                { $$ = nl_ast_mend_term_use(parser, @$, $1); }
	| '(' pattern ')'                         { $$ = $2; }
	| WITHIN name '(' pattern ')'             { $$ = nl_ast_make_within(parser, @$, $2, $4); }
	;

/* ---- rule sets ---- */

ruleset_body
	: %empty                                  { $$ = (nl_ast_body){0}; }
	| ruleset_body ruleset_field              { $$ = nl_ast_body_field($1, $2); }
	| ruleset_body rule                       { $$ = nl_ast_body_rule($1, $2); }
	| ruleset_body error resume ruleset_field { $$ = nl_ast_body_field($1, $4); }
	| ruleset_body error resume rule          { $$ = nl_ast_body_rule($1, $4); }
	;

ruleset_field
	: source
	| OPTIONAL                                { $$ = nl_ast_make_names(parser, NL_AST_ON_REQUEST, @$, (nl_ast_names){0}); }
	;

rule
	: RULE_KIND condition attributes          { $$ = nl_ast_make_rule(parser, @$, $1, NULL, $2, $3); }
	| WHEN condition RULE_KIND condition attributes
	                                          { $$ = nl_ast_make_rule(parser, @$, $3, $2, $4, $5); }
	| OVERRIDE name attributes                { $$ = nl_ast_make_change(parser, NL_AST_OVERRIDE, @$, $2, $3); }
	| DROP name                               { $$ = nl_ast_make_change(parser, NL_AST_DROP, @$, $2, (nl_ast_attrs){0}); }
	;

attributes
	: %empty                                  { $$ = (nl_ast_attrs){0}; }
	| attributes attribute                    { $$ = nl_ast_attrs_push($1, $2); }
	;

attribute
	: AS name                                 { $$ = nl_ast_make_attr(parser, NL_AST_AS, @$, $2, NULL); }
	| AT LEAST name                           { $$ = nl_ast_make_attr(parser, NL_AST_AT_LEAST, @$, $3, NULL); }
	| WEIGHT number                           { $$ = nl_ast_make_attr(parser, NL_AST_WEIGHT, @$, $2, NULL); }
	| SEVERITY                                { $$ = nl_ast_make_attr(parser, NL_AST_SEVERITY, @$, nl_ast_make_name(parser, @1, $1), NULL); }
	| MESSAGE text                            { $$ = nl_ast_make_attr(parser, NL_AST_MESSAGE, @$, NULL, $2); }
	| HELP text                               { $$ = nl_ast_make_attr(parser, NL_AST_HELP, @$, NULL, $2); }
	| INSTEAD text                            { $$ = nl_ast_make_attr(parser, NL_AST_INSTEAD, @$, NULL, $2); }
	| INSTEAD text FOR texts                  { $$ = nl_ast_make_instead(parser, @$, $2, $4); }
	;

condition
	: conjunction
	| condition OR conjunction                { $$ = nl_ast_make_cond(parser, NL_AST_COND_OR, @$, $1, $3); }
	| condition OR_SLIP conjunction           { nl_parse_tell_operator(parser, @2, "or");
	                                            $$ = nl_ast_make_cond(parser, NL_AST_COND_OR, @$, $1, $3); }
	;

conjunction
	: negation
	| conjunction AND negation                { $$ = nl_ast_make_cond(parser, NL_AST_COND_AND, @$, $1, $3); }
	| conjunction AND_SLIP negation           { nl_parse_tell_operator(parser, @2, "and");
	                                            $$ = nl_ast_make_cond(parser, NL_AST_COND_AND, @$, $1, $3); }
	;

negation
	: atom
	| NOT negation                            { $$ = nl_ast_make_not(parser, @$, $2); }
	;

atom
	: name                                    { $$ = nl_ast_make_is(parser, $1); }
	| number OF '(' conditions ')'            { $$ = nl_ast_make_n_of(parser, @$, $1, $4); }
	| COUNT '(' name ')' AT_OR_ABOVE number   { $$ = nl_ast_make_count(parser, @$, $3, false, $6); }
	| COUNT '(' name ')' '>' number           { $$ = nl_ast_make_count(parser, @$, $3, true, $6); }
	| '(' condition ')'                       { $$ = $2; }
	;

conditions
	: condition                               { $$ = nl_ast_conds_push((nl_ast_conds){0}, $1); }
	| conditions ',' condition                { $$ = nl_ast_conds_push($1, $3); }
	;

/* ---- languages ---- */

language_body
	: %empty                                  { $$ = (nl_ast_body){0}; }
	| language_body language_field            { $$ = nl_ast_body_field($1, $2); }
	| language_body error resume_quietly language_field
	                                          { $$ = nl_ast_body_field($1, $4); yyerrok; }
	;

language_field
	: STEMMER text                            { $$ = nl_ast_make_texts(parser, NL_AST_STEMMER, @$, nl_ast_texts_push((nl_ast_texts){0}, $2)); }
	| ABBREVIATIONS texts                     { $$ = nl_ast_make_texts(parser, NL_AST_ABBREVIATIONS, @$, $2); }
	| SPELLING pairs                          { $$ = nl_ast_make_texts(parser, NL_AST_SPELLING, @$, $2); }
	| OPENERS texts                           { $$ = nl_ast_make_texts(parser, NL_AST_OPENERS, @$, $2); }
	| FORMS pairs                             { $$ = nl_ast_make_texts(parser, NL_AST_FORMS, @$, $2); }
	| ARTICLES texts                          { $$ = nl_ast_make_texts(parser, NL_AST_ARTICLES, @$, $2); }
	| NAMES texts                             { $$ = nl_ast_make_texts(parser, NL_AST_NAMES, @$, $2); }
	| STOP stops                              { $$ = nl_ast_make_matches(parser, NL_AST_STOP, @$, $2); }
	| name name pattern                       { $$ = nl_ast_make_cue(parser, @$, $1, $2, $3); }
	;

pairs
	: text '=' text                           { $$ = nl_ast_texts_push(nl_ast_texts_push((nl_ast_texts){0}, $1), $3); }
	| pairs ',' text '=' text                 { $$ = nl_ast_texts_push(nl_ast_texts_push($1, $3), $5); }
	;

stops
	: text                                    { $$ = nl_ast_make_stop(parser, @$, $1); }
	| stops '|' text                          { $$ = nl_ast_make_list(parser, NL_AST_OR, @$, $1, nl_ast_make_stop(parser, @3, $3)); }
	;

/* ---- configuration ---- */

config_body
	: %empty                                  { $$ = (nl_ast_body){0}; }
	| config_body config_field                { $$ = nl_ast_body_field($1, $2); }
	| config_body error resume_quietly config_field
	                                          { $$ = nl_ast_body_field($1, $4); yyerrok; }
	;

/* Texts before a setting are patterns of paths. */
config_field
	: setting
	| texts setting                           { $$ = nl_ast_for_paths($2, @$, $1); }
	;

setting
	: USES names                              { $$ = nl_ast_make_names(parser, NL_AST_USES, @$, $2); }
	| EXTENDS texts                           { $$ = nl_ast_make_texts(parser, NL_AST_EXTENDS, @$, $2); }
	| EXCLUDE texts                           { $$ = nl_ast_make_texts(parser, NL_AST_EXCLUDE, @$, $2); }
	| GITIGNORE name                          { $$ = nl_ast_make_setting(parser, NL_AST_GITIGNORE, @$, (nl_ast_names){0}, $2); }
	| OF_LANGUAGE name                        { $$ = nl_ast_make_setting(parser, NL_AST_TEXT_LANGUAGE, @$, (nl_ast_names){0}, $2); }
	| RATE rule_names severity                { $$ = nl_ast_make_setting(parser, NL_AST_RATE, @$, $2, $3); }
	| MIN_SCORE names number                  { $$ = nl_ast_make_setting(parser, NL_AST_MIN_SCORE, @$, $2, $3); }
	| FAIL_LEVEL severity                     { $$ = nl_ast_make_setting(parser, NL_AST_FAIL_LEVEL, @$, (nl_ast_names){0}, $2); }
	| MAX_WARNINGS number                     { $$ = nl_ast_make_setting(parser, NL_AST_MAX_WARNINGS, @$, (nl_ast_names){0}, $2); }
	| IGNORE rule_names exceptions            { $$ = nl_ast_make_ignore(parser, @$, $2, $3); }
	;

exceptions
	: %empty                                  { $$ = (nl_ast_attrs){0}; }
	| exceptions exception                    { $$ = nl_ast_attrs_push($1, $2); }
	;

exception
	: SENTENCE text                           { $$ = nl_ast_make_attr(parser, NL_AST_SENTENCE, @$, NULL, $2); }
	| FINGERPRINT text                        { $$ = nl_ast_make_attr(parser, NL_AST_FINGERPRINT, @$, NULL, $2); }
	| UNTIL date                              { $$ = nl_ast_make_attr(parser, NL_AST_UNTIL, @$, $2, NULL); }
	| BECAUSE text                            { $$ = nl_ast_make_attr(parser, NL_AST_BECAUSE, @$, NULL, $2); }
	;

rule_names
	: rule_name                               { $$ = nl_ast_names_push((nl_ast_names){0}, $1); }
	| rule_names ',' rule_name                { $$ = nl_ast_names_push($1, $3); }
	;

rule_name
	: name
	| RULE_NAME                               { $$ = nl_ast_make_name(parser, @$, $1); }
	;

severity
	: SEVERITY                                { $$ = nl_ast_make_name(parser, @$, $1); }
	;

date
	: DATE                                    { $$ = nl_ast_make_name(parser, @$, $1); }
	;

/* ---- leaves ---- */

name
	: NAME                                    { $$ = nl_ast_make_name(parser, @$, $1); }
	| BAD_NAME                                { $$ = nl_ast_mend_name(parser, @$, $1); }
	;

names
	: name                                    { $$ = nl_ast_names_push((nl_ast_names){0}, $1); }
	| names ',' name                          { $$ = nl_ast_names_push($1, $3); }
	;

number
	: NUMBER                                  { $$ = nl_ast_make_name(parser, @$, $1); }
	;

text
	: TEXT                                    { $$ = nl_ast_make_text(parser, @$, $1); }
	| LOST_TEXT                               { $$ = nl_ast_mend_text(parser, @$, $1); }
	| CURLY_TEXT                              { $$ = nl_ast_mend_curly_text(parser, @$, $1); }
	;

texts
	: text                                    { $$ = nl_ast_texts_push((nl_ast_texts){0}, $1); }
	| texts ',' text                          { $$ = nl_ast_texts_push($1, $3); }
	;

%%

/* Bison numbers its symbols apart from the tokens that the rest of the program knows. */
static int token_of(yysymbol_kind_t kind)
{
	int token = 0;
	while (token < YYMAXUTOK && YYTRANSLATE(token) != kind) token++;
	return token;
}

static int yyreport_syntax_error(const yypcontext_t *context, nl_parser *parser, void *scanner)
{
	(void)scanner;
	yysymbol_kind_t kinds[NL_MAX_EXPECTED];
	int expected[NL_MAX_EXPECTED];
	int count = yypcontext_expected_tokens(context, kinds, NL_MAX_EXPECTED);
	for (int i = 0; i < count; i++) expected[i] = token_of(kinds[i]);
	nl_parse_unexpected(parser, *yypcontext_location(context), token_of(yypcontext_token(context)), expected, count);
	return 0;
}

const char *nl_norm_label(int token)
{
	return yysymbol_name(YYTRANSLATE(token));
}

/* Only called when the stack is full: everything else goes through yyreport_syntax_error(). */
static void nl_norm_error(const nl_span *span, nl_parser *parser, void *scanner, const char *message)
{
	(void)scanner, (void)message;
	nl_parse_exhausted(parser, *span);
}
