/* Tokens and comments come from the scanner in one pass; which quoted texts are phrases comes from the tree. A phrase is
 * written without white space at its brackets and bars, where it means nothing, so that a line can be broken there. */
#include "lang/lexemes.h"

#include "diag/draw.h"
#include "lang/parse.h"
#include "norm.tab.h"

/* ---- the scanner's pass --------------------------------------------------------------------------------------------- */

typedef struct {
	nl_lexemes *lexemes;
	nl_parser parser;
	uint32_t end;          /* of the last token or comment */
	uint32_t seen;         /* comments that were taken */
	NL_VEC(uint32_t) open; /* brackets */
} scan;

static nl_str slice(const scan *s, nl_span span)
{
	return nl_str_slice(s->parser.text, span.start, span.end);
}

static uint32_t lines_between(const scan *s, uint32_t start, uint32_t end)
{
	uint32_t lines = 0;
	for (uint32_t i = start; i < end; i++) {
		char c = s->parser.text.ptr[i];
		lines += c == '\n' || (c == '\r' && (i + 1 == end || s->parser.text.ptr[i + 1] != '\n'));
	}
	return lines;
}

/* The comments between the last token and this one. */
static void take_comments(scan *s, nl_lexeme *next)
{
	nl_lexemes *l = s->lexemes;
	next->comment = l->comments.len;
	for (; s->seen < s->parser.comments.len; s->seen++) {
		nl_span span = s->parser.comments.at[s->seen];
		uint32_t lines = lines_between(s, s->end, span.start);
		if (lines == 0 && l->list.len && next->comment_count == 0) {
			nl_vec_last(&l->list)->trailing = l->comments.len;
			next->comment++;
		} else next->comment_count++;
		*nl_vec_push(&l->comments) = (nl_comment){nl_str_trim(slice(s, span)), lines > 1};
		s->end = span.end;
	}
}

static void match_brackets(scan *s, nl_lexeme *token)
{
	nl_lexemes *l = s->lexemes;
	if (token->kind == '(') *nl_vec_push(&s->open) = l->list.len;
	if (token->kind != ')' || s->open.len == 0) return;
	token->partner = s->open.at[--s->open.len];
	l->list.at[token->partner].partner = l->list.len;
}

static void take_token(void *context, int kind, nl_span span)
{
	scan *s = context;
	nl_lexeme token = {.kind = kind, .span = span, .text = slice(s, span), .trailing = NL_NONE, .partner = NL_NONE};
	take_comments(s, &token);
	token.blank = lines_between(s, s->end, span.start) > 1;
	match_brackets(s, &token);
	*nl_vec_push(&s->lexemes->list) = token;
	s->end = span.end;
}

static void scan_text(nl_lexemes *lexemes, nl_str text)
{
	scan s = {.lexemes = lexemes, .parser = {.text = text}};
	nl_norm_tokens(&s.parser, take_token, &s);
	take_token(&s, 0, (nl_span){(uint32_t)text.len, (uint32_t)text.len});
	nl_vec_release(&s.open);
	nl_vec_release(&s.parser.brackets);
	nl_vec_release(&s.parser.comments);
}

/* ---- comments behind operators --------------------------------------------------------------------------------------- */

int nl_lexeme_level(const nl_lexemes *lexemes, uint32_t i)
{
	switch (lexemes->list.at[i].kind) {
	case '|':
	case OR: return 1;
	case BUT:
	case UNLESS: return 2;
	case NOT: return i > 0 && lexemes->list.at[i - 1].kind == BUT ? 2 : 0;
	case ABOUT: return 3;
	case '&':
	case AND: return 4;
	case THEN:
	case NEAR: return 5;
	default: return 0;
	}
}

/* Comments of one place are neighbours, so that those of an operator and of what follows it make one run. */
static void move_comments(nl_lexemes *l, uint32_t at)
{
	nl_lexeme *op = &l->list.at[at], *next = op + 1, *before = op - 1;
	bool behind_first = op->trailing != NL_NONE && op->comment_count == 0 && before->trailing == NL_NONE &&
		nl_lexeme_level(l, at - 1) == 0;
	if (behind_first) {
		before->trailing = op->trailing;
		op->trailing = NL_NONE;
	}
	uint32_t more = next->comment_count + (op->trailing != NL_NONE);
	if (op->comment_count == 0 && more) op->comment = op->trailing != NL_NONE ? op->trailing : next->comment;
	op->comment_count += more;
	op->trailing = NL_NONE;
	next->comment_count = 0;
}

/* From behind, so that those of "but not" arrive at its first word. */
static void attach_to_operands(nl_lexemes *l)
{
	for (uint32_t i = l->list.len - 1; i-- > 1;) {
		if (nl_lexeme_level(l, i) > 0) move_comments(l, i);
	}
}

/* ---- texts on one line ----------------------------------------------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A continued line becomes one space; escapes stay as they are. */
static nl_str joined(nl_lexemes *l, nl_str raw)
{
	char *out = nl_arena_alloc(&l->arena, raw.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < raw.len; i++) {
		bool escape = raw.ptr[i] == '\\' && i + 1 < raw.len;
		if (escape && (raw.ptr[i + 1] == '\n' || raw.ptr[i + 1] == '\r')) {
			while (i + 1 < raw.len && is_space(raw.ptr[i + 1])) i++;
			while (len > 1 && is_space(out[len - 1])) len--;
			out[len++] = ' ';
			continue;
		}
		out[len++] = raw.ptr[i];
		if (escape) out[len++] = raw.ptr[++i];
	}
	return (nl_str){out, len};
}

static bool is_one_of(char c, const char *set)
{
	for (; *set; set++) {
		if (c == *set) return true;
	}
	return false;
}

/* Without the white space that means nothing in a phrase. */
static nl_str tightened(nl_lexemes *l, nl_str text)
{
	char *out = nl_arena_alloc(&l->arena, text.len + 1);
	size_t len = 0;
	out[len++] = '"';
	for (size_t i = 1; i < text.len; i++) {
		char c = text.ptr[i];
		if (is_space(c)) {
			if (!is_one_of(out[len - 1], "\"([| ")) out[len++] = ' ';
			continue;
		}
		if (is_one_of(c, "\")]|") && out[len - 1] == ' ') len--;
		out[len++] = c;
	}
	return (nl_str){out, len};
}

static void mark_phrases(nl_lexemes *l, const nl_ast_pattern *pattern, uint32_t *at)
{
	if (pattern->kind == NL_AST_PHRASE) {
		while (l->list.at[*at].span.start < pattern->text->span.start) ++*at;
		l->list.at[*at].phrase = true;
	}
	for (const nl_ast_pattern *p = pattern->children.first; p; p = p->next) mark_phrases(l, p, at);
}

static void mark_file(nl_lexemes *l, const nl_rule_file *file)
{
	uint32_t at = 0;
	for (const nl_ast_item *item = file->items.first; item; item = item->next) {
		if (item->pattern) mark_phrases(l, item->pattern, &at);
		for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
			if (field->pattern) mark_phrases(l, field->pattern, &at);
		}
	}
}

void nl_lexemes_init(nl_lexemes *lexemes, const nl_rule_file *file)
{
	*lexemes = (nl_lexemes){0};
	scan_text(lexemes, nl_source_text(file->source));
	attach_to_operands(lexemes);
	mark_file(lexemes, file);
	for (uint32_t i = 0; i < lexemes->list.len; i++) {
		nl_lexeme *token = &lexemes->list.at[i];
		if (token->kind == TEXT) token->text = joined(lexemes, token->text);
		if (token->phrase) token->text = tightened(lexemes, token->text);
		token->columns = nl_draw_columns(token->text);
	}
}

void nl_lexemes_release(nl_lexemes *lexemes)
{
	nl_vec_release(&lexemes->list);
	nl_vec_release(&lexemes->comments);
	nl_arena_release(&lexemes->arena);
}

/* ---- whether nothing was lost ----------------------------------------------------------------------------------------- */

/* The tokens inside a phrase, written one behind the other. */
typedef struct {
	nl_str text;
	nl_buf out;
} phrase_tokens;

static void add_phrase_token(void *context, int token, nl_span span)
{
	phrase_tokens *tokens = context;
	nl_buf_addf(&tokens->out, "%d " NL_FMT "\n", token, NL_ARG(nl_str_slice(tokens->text, span.start, span.end)));
}

static bool same_phrase(nl_str a, nl_str b)
{
	nl_str texts[2] = {nl_str_slice(a, 1, a.len - 1), nl_str_slice(b, 1, b.len - 1)};
	phrase_tokens tokens[2];
	for (int i = 0; i < 2; i++) {
		nl_parser parser = {.text = texts[i]};
		tokens[i] = (phrase_tokens){.text = texts[i]};
		nl_phrase_tokens(&parser, add_phrase_token, &tokens[i]);
		nl_vec_release(&parser.brackets);
	}
	bool same = nl_str_eq(nl_buf_str(&tokens[0].out), nl_buf_str(&tokens[1].out));
	nl_buf_release(&tokens[0].out);
	nl_buf_release(&tokens[1].out);
	return same;
}

static bool same_token(const nl_lexeme *wanted, nl_lexemes *got, const nl_lexeme *token)
{
	if (wanted->kind != token->kind) return false;
	if (wanted->phrase) return same_phrase(wanted->text, token->text);
	nl_str text = token->kind == TEXT ? joined(got, token->text) : token->text;
	return nl_str_eq(wanted->text, text);
}

bool nl_lexemes_same(const nl_lexemes *lexemes, nl_str text)
{
	nl_lexemes got = {0};
	scan_text(&got, text);
	bool same = got.list.len == lexemes->list.len && got.comments.len == lexemes->comments.len;
	for (uint32_t i = 0; same && i < got.list.len; i++) same = same_token(&lexemes->list.at[i], &got, &got.list.at[i]);
	for (uint32_t i = 0; same && i < got.comments.len; i++)
		same = nl_str_eq(lexemes->comments.at[i].text, got.comments.at[i].text);
	nl_lexemes_release(&got);
	return same;
}
