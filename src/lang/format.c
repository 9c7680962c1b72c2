/* normlint fmt: one layout for every rule file.
 *
 * Tokens are written in their order, each once; what is decided here is only where a line ends and at which column the next
 * one begins. What fits on a line of 120 columns stays on it. A pattern that does not is broken before its loosest operators,
 * then, where a part is still too long, before that part's own, further in:
 *
 *	matches "(control|protect|defend)"
 *	            then/9 "(=its|=their|=own|national) (information space|cyberspace)"
 *	      | @sovereign-right about @digital-topic
 *
 * Short alternatives share lines; the bar of a `matches` hangs before its column, so that alternatives stand below each
 * other. A quoted text longer than a line is continued below its first word. Comments end or begin lines wherever they are,
 * and so break what they stand in.
 *
 * Which tokens make an item, a field, a rule comes from the tree. In the end the result is cut up again and compared with
 * the tokens and comments that came in: a file that would lose something is not touched. */
#include "base/mem.h"
#include "base/utf8.h"
#include "diag/draw.h"
#include "lang/lexemes.h"
#include "lang/load.h"
#include "lang/parse.h"
#include "norm.tab.h"

enum {
	WIDTH = 120, /* columns of a line */
	TAB = 4,
	KEYWORD = 8, /* columns of a position's field keyword, the space behind it included */
	STEP = 4,    /* how much further in a part of a broken pattern is broken */
	BAR = 2,     /* columns of a bar and its space */
	SHORT = 50   /* columns of an alternative that shares its line with others */
};

typedef struct {
	const nl_lexemes *lexemes;
	uint32_t *flat;   /* by token: where it would begin if all stood on one line */
	uint32_t *breaks; /* by token: how many comments up to it would break that line */
	nl_buf out;
	uint32_t next;   /* the token to be written next */
	uint32_t column; /* of what is written next; of a fresh line, its indentation */
	uint32_t tabs;   /* how many tabs an indentation has at most; the rest are spaces */
	uint32_t wrap;   /* where the line goes on after a comment */
	bool fresh;      /* nothing stands on this line */
	bool line_done;  /* a comment ends this line */
	bool commented;  /* the comments above the next token were written */
} format;

static const nl_lexeme *token_at(const format *f, uint32_t i)
{
	return &f->lexemes->list.at[i];
}

static int kind_at(const format *f, uint32_t i)
{
	return token_at(f, i)->kind;
}

/* ---- widths --------------------------------------------------------------------------------------------------------- */

static uint32_t gap_before(const nl_lexemes *l, uint32_t i)
{
	if (i == 0) return 0;
	int kind = l->list.at[i].kind, before = l->list.at[i - 1].kind;
	bool joined = kind == ')' || kind == ',' || before == '(' || (kind == '(' && before == COUNT) ||
		(kind == '}' && before == '{');
	return joined ? 0 : 1;
}

static void measure(format *f)
{
	const nl_lexemes *l = f->lexemes;
	f->flat = nl_alloc(l->list.len * sizeof *f->flat);
	f->breaks = nl_alloc(l->list.len * sizeof *f->breaks);
	for (uint32_t i = 1; i < l->list.len; i++) {
		const nl_lexeme *before = token_at(f, i - 1);
		f->flat[i] = f->flat[i - 1] + before->columns + gap_before(l, i);
		f->breaks[i] = f->breaks[i - 1] + (before->trailing != NL_NONE || token_at(f, i)->comment_count > 0);
	}
}

/* Columns of the tokens from `first` up to `end` on one line. */
static uint32_t width(const format *f, uint32_t first, uint32_t end)
{
	return first < end ? f->flat[end - 1] + token_at(f, end - 1)->columns - f->flat[first] : 0;
}

static uint32_t next_column(const format *f)
{
	bool on_new_line = f->line_done || (token_at(f, f->next)->comment_count && !f->commented && !f->fresh);
	if (on_new_line) return f->wrap;
	return f->fresh ? f->column : f->column + gap_before(f->lexemes, f->next);
}

/* Do the tokens up to `end` fit on this line, with `tail` columns behind them? */
static bool fits(const format *f, uint32_t end, uint32_t tail)
{
	return f->breaks[end - 1] == f->breaks[f->next] && next_column(f) + width(f, f->next, end) + tail <= WIDTH;
}

/* ---- writing -------------------------------------------------------------------------------------------------------- */

/* A new line, unless this one is still fresh. */
static void go_on(format *f, uint32_t column)
{
	if (!f->fresh) nl_buf_add_byte(&f->out, '\n');
	f->fresh = true;
	f->line_done = false;
	f->column = column;
}

static void add(format *f, nl_str text, uint32_t columns)
{
	uint32_t tabs = f->column / TAB < f->tabs ? f->column / TAB : f->tabs;
	if (f->fresh) {
		for (uint32_t i = 0; i < tabs; i++) nl_buf_add_byte(&f->out, '\t');
		nl_buf_addf(&f->out, "%*s", (int)(f->column - tabs * TAB), "");
	}
	f->fresh = false;
	nl_buf_add(&f->out, text);
	f->column += columns;
}

static void add_spaces(format *f, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) add(f, NL_STR(" "), 1);
}

static void add_blank_line(format *f)
{
	if (f->out.len) nl_buf_add_byte(&f->out, '\n');
}

/* The comments above the next token, each on a line of its own. With `blanks`, empty lines between them are kept. */
static void add_comments(format *f, bool blanks)
{
	const nl_lexeme *token = token_at(f, f->next);
	for (uint32_t i = 0; i < token->comment_count; i++) {
		const nl_comment *comment = &f->lexemes->comments.at[token->comment + i];
		if (blanks && i > 0 && comment->blank) add_blank_line(f);
		uint32_t column = f->column;
		add(f, comment->text, 0);
		go_on(f, column);
	}
	f->commented = true;
}

static void begin_token(format *f)
{
	bool comments = token_at(f, f->next)->comment_count && !f->commented;
	if (comments || f->line_done) go_on(f, f->fresh ? f->column : f->wrap);
	else if (!f->fresh) add_spaces(f, gap_before(f->lexemes, f->next));
	if (comments) add_comments(f, false);
}

static void end_token(format *f)
{
	uint32_t trailing = token_at(f, f->next++)->trailing;
	f->commented = false;
	if (trailing == NL_NONE) return;
	add(f, NL_STR(" "), 1);
	add(f, f->lexemes->comments.at[trailing].text, 0);
	f->line_done = true;
}

static void put(format *f)
{
	const nl_lexeme *token = token_at(f, f->next);
	begin_token(f);
	add(f, token->text, token->columns);
	end_token(f);
}

static void put_all(format *f, uint32_t end)
{
	while (f->next < end) put(f);
}

/* ---- quoted texts ---------------------------------------------------------------------------------------------------- */

/* Where a quoted text can be continued on the next line: at a single space, since white space around the line end is read as
 * one, and in a phrase behind a bar. Places outside brackets are better, in rising rank. */
typedef struct {
	nl_str text;
	bool phrase;
	size_t at;      /* the byte looked at */
	uint32_t depth; /* brackets */
} break_search;

static bool is_blank_at(nl_str text, size_t i)
{
	return i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t');
}

/* The rank of a break behind the byte looked at; 0: there can be none. */
static int break_rank(break_search *s)
{
	char c = s->text.ptr[s->at];
	if (s->phrase && (c == '(' || c == '[')) s->depth++;
	if (s->phrase && (c == ')' || c == ']') && s->depth) s->depth--;
	if (s->phrase && c == '|') return 2;
	bool at_edge = s->at < 2 || s->at + 2 >= s->text.len;
	if (c != ' ' || at_edge || is_blank_at(s->text, s->at - 1) || is_blank_at(s->text, s->at + 1)) return 0;
	return s->depth ? 1 : 3;
}

/* How many bytes of `text` come on a line with `room` columns, or past it if it must be; 0 when the text cannot be broken. */
static size_t find_break(nl_str text, uint32_t room, bool phrase, uint32_t depth_before, uint32_t *depth)
{
	break_search s = {.text = text, .phrase = phrase, .depth = depth_before};
	size_t best = 0;
	int best_rank = 0;
	uint32_t columns = 0;
	while (s.at < text.len && (columns < room || best == 0)) {
		uint32_t len = nl_utf8_decode(text, s.at).len;
		int rank = break_rank(&s);
		if (text.ptr[s.at] == '\\') len++;
		s.at += len;
		columns += nl_draw_columns(nl_str_slice(text, s.at - len, s.at));
		bool early = columns < room / 2;
		if (rank == 0 || (best && columns >= room) || (!early && rank < best_rank)) continue;
		best = s.at;
		best_rank = early ? 0 : rank;
		*depth = s.depth;
	}
	return best;
}

/* The lines of a continued text begin below its first character. */
static void put_text(format *f, uint32_t tail)
{
	const nl_lexeme *token = token_at(f, f->next);
	begin_token(f);
	nl_str rest = token->text;
	uint32_t indent = f->column + 1, depth = 0, columns = token->columns;
	while (f->column + columns + tail > WIDTH) {
		uint32_t room = f->column < WIDTH ? WIDTH - f->column : 1;
		size_t cut = find_break(rest, room, token->phrase, depth, &depth);
		if (cut == 0) break;
		nl_str line = nl_str_slice(rest, 0, cut);
		add(f, line, 0);
		add(f, NL_STR("\\"), 0);
		go_on(f, indent);
		columns -= nl_draw_columns(line);
		rest = nl_str_slice(rest, cut, rest.len);
	}
	add(f, rest, columns);
	end_token(f);
}

/* ---- patterns and conditions ------------------------------------------------------------------------------------------ */

static void lay_pattern(format *f, uint32_t end, uint32_t indent, uint32_t tail);

/* The next token from `at` on that stands in no bracket and has this level, or is this kind; `end` when there is none. */
static uint32_t find_level(const format *f, uint32_t at, uint32_t end, int level)
{
	for (; at < end && nl_lexeme_level(f->lexemes, at) != level; at++) {
		if (kind_at(f, at) == '(') at = token_at(f, at)->partner;
	}
	return at < end ? at : end;
}

static uint32_t find_kind(const format *f, uint32_t at, uint32_t end, int kind)
{
	for (; at < end && kind_at(f, at) != kind; at++) {
		if (kind_at(f, at) == '(') at = token_at(f, at)->partner;
	}
	return at < end ? at : end;
}

/* The level of the loosest operator outside brackets; 0 when there is none. */
static int loosest(const format *f, uint32_t at, uint32_t end)
{
	int found = 0;
	for (; at < end; at++) {
		int level = nl_lexeme_level(f->lexemes, at);
		if (level && (!found || level < found)) found = level;
		if (kind_at(f, at) == '(') at = token_at(f, at)->partner;
	}
	return found;
}

/* Things with commas between: each on a line of its own, or as many on a line as fit. */
static void lay_list(format *f, uint32_t end, uint32_t indent, uint32_t tail, bool own_lines)
{
	uint32_t first = f->next;
	while (f->next < end) {
		uint32_t comma = find_kind(f, f->next, end, ','), stop = comma < end ? comma + 1 : end;
		uint32_t behind = stop == end ? tail : 0;
		if (f->next > first && (own_lines || !fits(f, stop, behind))) go_on(f, indent);
		if (fits(f, stop, behind)) put_all(f, stop);
		while (f->next < stop) {
			if (kind_at(f, f->next) == TEXT) put_text(f, f->next + 1 == stop ? behind : 1);
			else put(f);
		}
	}
}

static void lay_bracket(format *f, uint32_t end, uint32_t tail)
{
	uint32_t close = token_at(f, f->next)->partner, wrap = f->wrap;
	uint32_t behind = width(f, close, end) + tail;
	uint32_t indent = next_column(f) + 1;
	put(f);
	f->wrap = indent;
	if (find_kind(f, f->next, close, ',') < close) lay_list(f, close, indent, behind, false);
	else lay_pattern(f, close, indent, behind);
	put(f);
	f->wrap = wrap;
}

/* What no operator divides: a leaf or a bracket, with the words before and behind it. */
static void lay_operand(format *f, uint32_t end, uint32_t tail)
{
	while (f->next < end) {
		uint32_t behind = width(f, f->next, end) - token_at(f, f->next)->columns + tail;
		if (kind_at(f, f->next) == '(') lay_bracket(f, end, tail);
		else if (kind_at(f, f->next) == TEXT) put_text(f, behind);
		else put(f);
	}
}

static bool is_short(const format *f, uint32_t first, uint32_t end)
{
	return first + 1 == end && token_at(f, first)->columns <= SHORT;
}

/* Short alternatives flow; every other operand of a broken pattern begins a line with its operator. */
static bool shares_line(const format *f, uint32_t operand_before, uint32_t operand, uint32_t stop, uint32_t tail)
{
	if (kind_at(f, f->next) != '|' || f->line_done || token_at(f, f->next)->comment_count) return false;
	return is_short(f, operand_before, f->next) && is_short(f, operand, stop) && fits(f, stop, tail);
}

/* The tokens up to `end`, from where the line is; `indent`: where operators begin a line; `tail`: columns behind the last. */
static void lay_pattern(format *f, uint32_t end, uint32_t indent, uint32_t tail)
{
	int level = loosest(f, f->next, end);
	if (fits(f, end, tail)) put_all(f, end);
	else if (level == 0) lay_operand(f, end, tail);
	uint32_t operand = f->next;
	while (f->next < end) {
		bool with_operator = nl_lexeme_level(f->lexemes, f->next) == level;
		uint32_t begin = f->next + (with_operator ? (kind_at(f, f->next) == BUT ? 2 : 1) : 0);
		uint32_t stop = find_level(f, begin, end, level), behind = stop == end ? tail : 0;
		if (with_operator && !shares_line(f, operand, begin, stop, behind)) go_on(f, indent);
		put_all(f, begin);
		operand = begin;
		uint32_t inside = next_column(f) > indent ? next_column(f) : indent;
		lay_pattern(f, stop, inside + STEP, behind);
	}
}

/* ---- fields of positions and languages -------------------------------------------------------------------------------- */

static void pad(format *f, uint32_t column)
{
	if (!f->line_done && f->column < column) add_spaces(f, column - f->column);
}

static void lay_position_field(format *f, const nl_ast_field *field, uint32_t end)
{
	uint32_t indent = TAB + KEYWORD;
	f->wrap = indent;
	put(f);
	pad(f, indent - 1);
	bool examples = field->kind == NL_AST_ACCEPT || field->kind == NL_AST_REJECT;
	if (field->kind != NL_AST_MATCHES) lay_list(f, end, indent, 0, examples && !fits(f, end, 0));
	else lay_pattern(f, end, loosest(f, f->next, end) == 1 ? indent - BAR : indent, 0);
}

/* A list that does not fit behind its keyword goes below it. */
static void lay_language_field(format *f, const nl_ast_field *field, uint32_t end)
{
	uint32_t indent = 2 * TAB;
	f->tabs = 2;
	f->wrap = indent;
	put_all(f, f->next + (field->kind == NL_AST_CUE ? 2 : 1));
	bool is_list = !field->pattern || loosest(f, f->next, end) == 0;
	if (!fits(f, end, 0)) go_on(f, is_list ? indent : indent + BAR);
	if (field->pattern) lay_pattern(f, end, indent, 0);
	else lay_list(f, end, indent, 0, false);
}

static void lay_source(format *f, uint32_t end)
{
	f->wrap = f->column + token_at(f, f->next)->columns + 1;
	uint32_t indent = f->wrap;
	put(f);
	lay_list(f, end, indent, 0, false);
}

/* ---- rules ------------------------------------------------------------------------------------------------------------ */

/* The first token that begins at `offset` or behind. */
static uint32_t token_from(const format *f, uint32_t offset)
{
	uint32_t low = f->next, high = f->lexemes->list.len - 1;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (token_at(f, middle)->span.start < offset) low = middle + 1;
		else high = middle;
	}
	return low;
}

static bool is_text_attr(const nl_ast_attr *attr)
{
	return attr->kind == NL_AST_MESSAGE || attr->kind == NL_AST_HELP || attr->kind == NL_AST_INSTEAD ||
		attr->kind == NL_AST_SENTENCE || attr->kind == NL_AST_BECAUSE;
}

/* Texts stand on lines of their own, further in, and so does what follows them. */
static void lay_attrs(format *f, const nl_ast_attrs *attrs, uint32_t indent)
{
	bool below = false;
	for (const nl_ast_attr *attr = attrs->first; attr; attr = attr->next) {
		uint32_t end = token_from(f, attr->span.end);
		below |= is_text_attr(attr);
		if (below || !fits(f, end, 0)) go_on(f, indent);
		f->wrap = indent;
		lay_operand(f, end, 0);
	}
}

static void lay_rule(format *f, const nl_ast_rule *rule, uint32_t end)
{
	uint32_t indent = 2 * TAB;
	f->tabs = 2;
	f->wrap = indent;
	if (rule->when) {
		put(f);
		lay_pattern(f, find_kind(f, f->next, end, RULE_KIND), indent, 0);
		go_on(f, TAB);
	}
	put(f);
	lay_pattern(f, rule->attrs.first ? token_from(f, rule->attrs.first->span.start) : end, indent, 0);
	lay_attrs(f, &rule->attrs, indent);
}

/* ---- settings --------------------------------------------------------------------------------------------------------- */

static void lay_setting(format *f, const nl_ast_field *field, uint32_t end)
{
	uint32_t indent = 2 * TAB;
	f->tabs = 2;
	f->wrap = indent;
	if (field->paths.first) lay_list(f, token_from(f, field->paths.last->span.end), TAB, 0, false);
	if (fits(f, end, 0)) {
		put_all(f, end);
		return;
	}
	uint32_t list = field->attrs.first ? token_from(f, field->attrs.first->span.start) : end;
	if (field->paths.first && !fits(f, list, 0)) go_on(f, indent);
	put(f);
	lay_list(f, list, indent, 0, false);
	lay_attrs(f, &field->attrs, indent);
}

/* ---- items ------------------------------------------------------------------------------------------------------------ */

/* Begins a line with the next token, its comments above it. Empty lines are kept, one for many, but for `first`; `apart`
 * puts one. */
static void begin_line(format *f, uint32_t column, bool first, bool apart)
{
	const nl_lexeme *token = token_at(f, f->next);
	bool blank = token->comment_count ? f->lexemes->comments.at[token->comment].blank : token->blank;
	bool closes = token->kind == '}' || token->kind == 0;
	go_on(f, column);
	f->tabs = 1;
	if (!first && (apart || (blank && (!closes || token->comment_count)))) add_blank_line(f);
	add_comments(f, true);
	if (token->comment_count && token->blank && !closes) add_blank_line(f);
}

static bool is_block(const nl_ast_item *item)
{
	return item->kind == NL_AST_POSITION || item->kind == NL_AST_RULESET || item->kind == NL_AST_LANGUAGE ||
		item->kind == NL_AST_CONFIG;
}

/* Fields and rules are two lists of the tree; here they come in the order of the file. */
static void lay_body(format *f, const nl_ast_item *item)
{
	const nl_ast_field *field = item->body.fields.first;
	const nl_ast_rule *rule = item->body.rules.first;
	for (bool first = true; field || rule; first = false) {
		begin_line(f, TAB, first, false);
		if (rule && (!field || rule->span.start < field->span.start)) {
			lay_rule(f, rule, token_from(f, rule->span.end));
			rule = rule->next;
			continue;
		}
		uint32_t end = token_from(f, field->span.end);
		if (item->kind == NL_AST_POSITION) lay_position_field(f, field, end);
		else if (item->kind == NL_AST_LANGUAGE) lay_language_field(f, field, end);
		else if (item->kind == NL_AST_CONFIG) lay_setting(f, field, end);
		else lay_source(f, end);
		field = field->next;
	}
}

static void lay_block(format *f, const nl_ast_item *item)
{
	uint32_t open = find_kind(f, f->next, f->lexemes->list.len - 1, '{');
	f->wrap = TAB;
	while (f->next < open) {
		if (kind_at(f, f->next) == TEXT) put_text(f, width(f, f->next + 1, open + 1) + 1);
		else put(f);
	}
	put(f);
	lay_body(f, item);
	bool empty = !item->body.fields.first && !item->body.rules.first;
	f->wrap = 0;
	if (!empty || token_at(f, f->next)->comment_count) begin_line(f, TAB, empty, false);
	if (f->fresh || !empty) go_on(f, 0);
	put(f);
}

/* The pattern goes below the name when its first part does not fit behind. */
static void lay_term(format *f, uint32_t end)
{
	f->wrap = TAB;
	put_all(f, find_kind(f, f->next, end, '=') + 1);
	int level = loosest(f, f->next, end);
	uint32_t stop = level ? find_level(f, f->next, end, level) : end;
	if (!fits(f, end, 0) && !fits(f, stop, 0)) go_on(f, level == 1 ? TAB + BAR : TAB);
	lay_pattern(f, end, TAB, 0);
}

static void lay_axis(format *f, uint32_t end)
{
	f->wrap = TAB;
	bool whole = fits(f, end, 0);
	while (f->next < end) {
		int kind = kind_at(f, f->next);
		if (!whole && (kind == FROM || kind == TO)) go_on(f, TAB);
		if (kind == TEXT) put_text(f, 0);
		else put(f);
	}
}

static void lay_item(format *f, const nl_ast_item *item, const nl_ast_item *before)
{
	uint32_t end = token_from(f, item->span.end);
	bool apart = before && (is_block(before) || is_block(item) || before->kind != item->kind);
	begin_line(f, 0, !before, apart);
	if (is_block(item)) lay_block(f, item);
	else if (item->kind == NL_AST_TERM) lay_term(f, end);
	else if (item->kind == NL_AST_AXIS) lay_axis(f, end);
	else {
		f->wrap = TAB;
		put_all(f, end);
	}
}

static void lay_file(format *f, const nl_rule_file *file)
{
	const nl_ast_item *before = NULL;
	for (const nl_ast_item *item = file->items.first; item; before = item, item = item->next) lay_item(f, item, before);
	if (token_at(f, f->next)->comment_count) begin_line(f, 0, !before, before && is_block(before));
	go_on(f, 0);
}

/* ---- the whole -------------------------------------------------------------------------------------------------------- */

static bool format_file(const nl_rule_file *file, nl_buf *out, nl_sink *sink)
{
	nl_lexemes lexemes;
	nl_lexemes_init(&lexemes, file);
	format f = {.lexemes = &lexemes, .fresh = true};
	measure(&f);
	lay_file(&f, file);
	bool same = nl_lexemes_same(&lexemes, nl_buf_str(&f.out));
	if (same) nl_buf_add(out, nl_buf_str(&f.out));
	else
		nl_sink_add(sink, NL_ERROR, (nl_str){0}, nl_at_file(file->source),
			"laying this file out would change what it says, so it is left alone: a mistake in normlint");
	nl_buf_release(&f.out);
	nl_lexemes_release(&lexemes);
	free(f.flat);
	free(f.breaks);
	return same;
}

bool nl_rules_format(nl_rules *rules, nl_str name, nl_str text, nl_buf *out, nl_sink *sink)
{
	uint32_t errors = rules->errors;
	const nl_rule_file *file = nl_load_alone(rules, name, text, sink);
	return file && rules->errors == errors && format_file(file, out, sink);
}
