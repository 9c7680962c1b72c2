/* Builders of what nests: patterns, conditions, phrases. Lists of alternatives and of "&" are kept flat, so that no later pass
 * meets a tree as deep as a list is long; what is nested is counted here, and cut where the limit is met. */
#include "lang/ast.h"

#include <string.h>

#include "base/limits.h"
#include "diag/codes.h"
#include "lang/parse.h"
#include "text/words.h"

static nl_arena *arena_of(nl_parser *parser)
{
	return &parser->rules->arena;
}

/* True when `depth` is past the limit, which is told once a file. */
static bool too_deep(nl_parser *parser, nl_span span, uint32_t depth)
{
	if (depth <= NL_MAX_NESTING) return false;
	nl_parse_exhausted(parser, span);
	return true;
}

/* ---- patterns ------------------------------------------------------------------------------------------------- */

static nl_ast_pattern *new_pattern(nl_parser *parser, nl_ast_kind kind, nl_span span)
{
	nl_ast_pattern *pattern = nl_arena_new(arena_of(parser), nl_ast_pattern);
	pattern->kind = kind;
	pattern->span = span;
	pattern->depth = 1;
	return pattern;
}

/* Past the limit of nesting the child is left out, so that no walk goes deeper than the limit. */
static void add_child(nl_parser *parser, nl_ast_pattern *parent, nl_ast_pattern *child)
{
	if (too_deep(parser, child->span, child->depth + 1)) {
		parent->broken = true;
		return;
	}
	if (child->depth >= parent->depth) parent->depth = child->depth + 1;
	nl_ast_push(&parent->children, child);
}

nl_ast_pattern *nl_ast_make_phrase(nl_parser *parser, nl_span span, nl_ast_text *text)
{
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_PHRASE, span);
	pattern->text = text;
	if (!text->broken && span.start >= parser->quiet_until) pattern->phrase = nl_parse_phrase(parser, text);
	pattern->broken = pattern->phrase == NULL;
	return pattern;
}

/* A lexeme has its mark in front and, when it is closed, behind. */
nl_ast_pattern *nl_ast_make_exact(nl_parser *parser, nl_span span, nl_str lexeme)
{
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_EXACT, span);
	pattern->text = nl_ast_make_verbatim(parser, span, nl_str_slice(lexeme, 1, lexeme.len - 1));
	return pattern;
}

nl_ast_pattern *nl_ast_mend_exact(nl_parser *parser, nl_span span, nl_str lexeme)
{
	parser->lost_told = span.end;
	(void)lexeme;
	nl_diag *diag =
		nl_parse_error(parser, NL_CODE_NAME(E0103), (nl_span){span.start, span.start + 1}, "exact text is not closed");
	nl_diag_help(parser->sink, diag, "close it with ' on the same line; a phrase stands in quotation marks: \"don't\"");
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_EXACT, span);
	pattern->text = nl_ast_make_verbatim(parser, span, NL_STR(""));
	pattern->broken = true;
	return pattern;
}

nl_ast_pattern *nl_ast_make_regex(nl_parser *parser, nl_span span, nl_str lexeme)
{
	size_t end = lexeme.len;
	while (lexeme.ptr[end - 1] != '/') end--;
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_REGEX, span);
	nl_span inner = {span.start, span.start + (uint32_t)end};
	pattern->text = nl_ast_make_verbatim(parser, inner, nl_str_slice(lexeme, 1, end - 1));
	pattern->flags = nl_str_slice(lexeme, end, lexeme.len);
	return pattern;
}

nl_ast_pattern *nl_ast_mend_regex(nl_parser *parser, nl_span span, nl_str lexeme)
{
	parser->lost_told = span.end;
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0309), (nl_span){span.start, span.start + 1},
		"the regular expression is not closed");
	if (lexeme.len > 1 && lexeme.ptr[1] >= '0' && lexeme.ptr[1] <= '9')
		nl_diag_help(parser->sink, diag, "a distance stands right behind its operator: 'then/8', without a space");
	else nl_diag_help(parser->sink, diag, "close it with '/' on the same line; write '\\/' for a slash inside it");
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_REGEX, span);
	pattern->text = nl_ast_make_verbatim(parser, span, NL_STR(""));
	pattern->broken = true;
	return pattern;
}

static nl_ast_pattern *new_term_use(nl_parser *parser, nl_span span, nl_ast_name *name)
{
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_TERM_USE, span);
	pattern->name = name;
	return pattern;
}

static bool is_name(nl_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
		bool hyphen = c == '-' && i > 0 && i + 1 < text.len && text.ptr[i - 1] != '-';
		if (!letter && !(digit && i > 0) && !hyphen) return false;
	}
	return text.len > 0;
}

nl_ast_pattern *nl_ast_make_term_use(nl_parser *parser, nl_span span, nl_str lexeme)
{
	nl_str name = nl_str_slice(lexeme, 1, lexeme.len);
	nl_ast_name *node = is_name(name) ? nl_ast_make_name(parser, span, name) : nl_ast_mend_name(parser, span, name);
	return new_term_use(parser, span, node);
}

nl_ast_pattern *nl_ast_mend_term_use(nl_parser *parser, nl_span span, nl_str lexeme)
{
	nl_str mended = nl_ast_mended_name(parser, lexeme);
	nl_parse_bare_word(parser, span, lexeme, mended);
	nl_ast_pattern *pattern = new_term_use(parser, span, nl_ast_make_name(parser, span, mended.len ? mended : lexeme));
	pattern->broken = true;
	return pattern;
}

static void splice(nl_ast_patterns *list, const nl_ast_patterns *more)
{
	if (!more->first) return;
	if (list->first) list->last->next = more->first;
	else list->first = more->first;
	list->last = more->last;
	list->count += more->count;
}

/* One list of all alternatives, however they were bracketed: (A | B) | C is A | B | C. */
nl_ast_pattern *nl_ast_make_list(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_ast_pattern *b)
{
	nl_ast_pattern *list = a;
	if (a->kind != kind) {
		list = new_pattern(parser, kind, span);
		add_child(parser, list, a);
	}
	list->span = span;
	if (b->kind != kind) {
		add_child(parser, list, b);
		return list;
	}
	splice(&list->children, &b->children);
	if (b->depth > list->depth) list->depth = b->depth;
	list->broken |= b->broken;
	return list;
}

nl_ast_pattern *nl_ast_make_binary(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_ast_pattern *b)
{
	nl_ast_pattern *pattern = new_pattern(parser, kind, span);
	add_child(parser, pattern, a);
	add_child(parser, pattern, b);
	return pattern;
}

/* `op` is "then", or "then/8" with the distance. */
nl_ast_pattern *nl_ast_make_gap(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_span op_span,
	nl_str op, nl_ast_pattern *b)
{
	enum { MAX_DIGITS = 6 };
	nl_ast_pattern *pattern = nl_ast_make_binary(parser, kind, span, a, b);
	size_t slash = nl_str_find(op, NL_STR("/"));
	pattern->gap = UINT32_MAX;
	if (slash == SIZE_MAX) return pattern;
	if (op.len - slash - 1 > MAX_DIGITS) {
		nl_diag *diag =
			nl_parse_error(parser, NL_CODE_NAME(E0117), op_span, "the distance in '" NL_FMT "' is too large", NL_ARG(op));
		nl_diag_help(parser->sink, diag, "without a distance, any number of words may stand between, inside the unit");
		return pattern;
	}
	pattern->gap = 0;
	for (size_t i = slash + 1; i < op.len; i++) pattern->gap = pattern->gap * 10 + (uint32_t)(op.ptr[i] - '0');
	return pattern;
}

nl_ast_pattern *nl_ast_make_filter(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_ast_names kinds)
{
	nl_ast_pattern *pattern = new_pattern(parser, kind, span);
	add_child(parser, pattern, a);
	pattern->kinds = kinds;
	return pattern;
}

nl_ast_pattern *nl_ast_make_within(nl_parser *parser, nl_span span, nl_ast_name *unit, nl_ast_pattern *a)
{
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_WITHIN, span);
	add_child(parser, pattern, a);
	pattern->name = unit;
	return pattern;
}

/* Marks that end a cue's reach are written like phrases; without a letter or digit, they are marks. */
nl_ast_pattern *nl_ast_make_stop(nl_parser *parser, nl_span span, nl_ast_text *text)
{
	nl_word word;
	if (text->broken || text->raw.len == 0 || nl_word_next(text->raw, 0, &word))
		return nl_ast_make_phrase(parser, span, text);
	nl_ast_pattern *pattern = new_pattern(parser, NL_AST_MARK, span);
	pattern->text = text;
	return pattern;
}

/* ---- conditions ----------------------------------------------------------------------------------------------- */

static nl_ast_cond *new_cond(nl_parser *parser, nl_ast_kind kind, nl_span span)
{
	nl_ast_cond *condition = nl_arena_new(arena_of(parser), nl_ast_cond);
	*condition = (nl_ast_cond){.kind = kind, .span = span, .depth = 1};
	return condition;
}

static void add_operand(nl_parser *parser, nl_ast_cond *parent, nl_ast_cond *child)
{
	if (too_deep(parser, child->span, child->depth + 1)) return;
	if (child->depth >= parent->depth) parent->depth = child->depth + 1;
	nl_ast_push(&parent->children, child);
}

nl_ast_cond *nl_ast_make_is(nl_parser *parser, nl_ast_name *position)
{
	nl_ast_cond *condition = new_cond(parser, NL_AST_IS, position->span);
	condition->position = position;
	return condition;
}

/* "a and b and c" is one list, as alternatives are. */
nl_ast_cond *nl_ast_make_cond(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_cond *a, nl_ast_cond *b)
{
	nl_ast_cond *list = a;
	if (a->kind != kind) {
		list = new_cond(parser, kind, span);
		add_operand(parser, list, a);
	}
	list->span = span;
	add_operand(parser, list, b);
	return list;
}

nl_ast_cond *nl_ast_make_not(nl_parser *parser, nl_span span, nl_ast_cond *a)
{
	nl_ast_cond *condition = new_cond(parser, NL_AST_COND_NOT, span);
	add_operand(parser, condition, a);
	return condition;
}

nl_ast_cond *nl_ast_make_n_of(nl_parser *parser, nl_span span, nl_ast_name *number, nl_ast_conds list)
{
	nl_ast_cond *condition = new_cond(parser, NL_AST_N_OF, span);
	condition->number = number;
	for (nl_ast_cond *c = list.first, *next; c; c = next) {
		next = c->next;
		c->next = NULL;
		add_operand(parser, condition, c);
	}
	return condition;
}

nl_ast_conds nl_ast_conds_push(nl_ast_conds list, nl_ast_cond *condition)
{
	nl_ast_push(&list, condition);
	return list;
}

nl_ast_cond *nl_ast_make_count(nl_parser *parser, nl_span span, nl_ast_name *position, bool above, nl_ast_name *number)
{
	nl_ast_cond *condition = new_cond(parser, NL_AST_COUNT, span);
	condition->position = position;
	condition->above = above;
	condition->number = number;
	return condition;
}

/* ---- phrases -------------------------------------------------------------------------------------------------- */

nl_ast_phrase *nl_ast_make_word(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_str word)
{
	nl_ast_phrase *node = nl_arena_new(arena_of(parser), nl_ast_phrase);
	*node = (nl_ast_phrase){.kind = kind, .span = span, .word = word, .depth = 1};
	if (kind == NL_AST_WORD || kind == NL_AST_FORM) nl_phrase_check_word(parser, node);
	return node;
}

nl_ast_phrase *nl_ast_make_phrase_group(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_phrases parts)
{
	nl_ast_phrase *node = nl_arena_new(arena_of(parser), nl_ast_phrase);
	*node = (nl_ast_phrase){.kind = kind, .span = span, .children = parts};
	for (const nl_ast_phrase *p = parts.first; p; p = p->next) {
		if (p->depth > node->depth) node->depth = p->depth;
	}
	node->depth++;
	if (!too_deep(parser, span, node->depth)) return node;
	node->children = (nl_ast_phrases){0};
	node->depth = 1;
	parser->told = true;
	return node;
}

nl_ast_phrases nl_ast_phrases_push(nl_ast_phrases list, nl_ast_phrase *part)
{
	nl_ast_push(&list, part);
	return list;
}
