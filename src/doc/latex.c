/* doc/latex.c - the LaTeX reader. TeX is a programming language and is not run here: commands and environments are known by
 * name (doc/latex_commands.h), definitions without parameters are put in where they are used, and of a command that is
 * not known the arguments are shown. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "doc/included.h"
#include "doc/latex_commands.h"
#include "doc/marker.h"
#include "doc/prose.h"
#include "doc/readers.h"

enum {
	MAX_ENVIRONMENTS = 100, /* inside each other; deeper ones leave no trace but their text */
	MAX_BRACES = 200,       /* inside an argument that is passed over or kept for later */
	MAX_ARGUMENTS = 9,
	MAX_OPTION = 2000, /* bytes between square brackets */
	EARLY_WORDS = 4,   /* words in a row before the document begins are part of its text; in an argument */
	EARLY_ARGUMENT = 8,
};

/* What the end of a group does. */
typedef enum { END_NOTHING, END_BLOCK, END_MARKS, END_DROP_NEXT } group_end;

typedef struct {
	nl_str name;
	const nl_latex_environment *kind;
	char style; /* of a list's numbers; '-' for bullets */
	nl_str before, behind;
	uint32_t number; /* of the last item */
} environment;

typedef struct {
	nl_str text; /* that the command stands for, commands in it left out; empty when it shows its arguments */
	uint32_t arguments;
	bool shows; /* its arguments */
} definition;

/* Where something stands next, as far as it is known: no part of a text is searched twice for the same. */
typedef struct {
	size_t from, found, end; /* looked for in from..end; `found` is `end` when it is not there */
} ahead;

typedef struct {
	nl_prose prose;
	nl_str text; /* up to the end of what is read */
	size_t at;
	NL_VEC(uint8_t) groups; /* open, with what their ends do */
	environment open[MAX_ENVIRONMENTS];
	uint32_t depth, deeper, lists;
	uint32_t numbered; /* lists of numbers around */
	uint32_t shift;    /* of heading levels: parts and chapters */
	bool preamble, footnote, over;
	bool early_told;
	uint32_t early_groups; /* open when a paragraph ended: they have lost their braces */
	nl_map commands;       /* that the text defines: a place in `definitions` */
	NL_VEC(definition) definitions;
	ahead math[4], empty, fi, head; /* what was looked for */
	nl_arena arena;
} reader;

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static char char_at(const reader *r, size_t at)
{
	return at < r->text.len ? r->text.ptr[at] : '\0';
}

/* Past blanks and at most one line end. */
static size_t skip_blanks(const reader *r, size_t at)
{
	while (at < r->text.len && is_blank(r->text.ptr[at])) at++;
	if (char_at(r, at) != '\n') return at;
	size_t next = at + 1;
	while (next < r->text.len && is_blank(r->text.ptr[next])) next++;
	return char_at(r, next) == '\n' ? at : next;
}

/* Whether the line behind the line end at `at` holds nothing. */
static bool ends_paragraph(const reader *r, size_t at)
{
	size_t next = at + 1;
	while (next < r->text.len && is_blank(r->text.ptr[next])) next++;
	return char_at(r, next) == '\n';
}

/* Past the group that opens at `at`, with "{" or "["; `at` when it is not closed, or too deep inside. `is_short`: as TeX has it of
 * most arguments, it ends before the paragraph does, or a brace was lost. */
static size_t past_any_group(const reader *r, size_t at, bool is_short)
{
	char open = char_at(r, at), close = open == '[' ? ']' : '}';
	uint32_t depth = 0;
	size_t end = open == '[' && r->text.len > at + MAX_OPTION ? at + MAX_OPTION : r->text.len;
	for (size_t i = at; i < end; i++) {
		char c = r->text.ptr[i];
		if (is_short && c == '\n' && ends_paragraph(r, i)) return at;
		if (c == '\\') i++;
		else if (c == '%')
			while (i + 1 < r->text.len && r->text.ptr[i + 1] != '\n') i++;
		else if (c == '{' || (i == at && c == open)) {
			if (++depth > MAX_BRACES) return at;
		} else if ((c == '}' && depth > (open == '[')) || (c == close && depth == 1)) {
			if (--depth == 0) return i + 1;
		} else if (c == '}') return at;
	}
	return at;
}

static size_t past_group(const reader *r, size_t at)
{
	return past_any_group(r, at, false);
}

/* What stands between the brackets of the group from..past. */
static nl_str inside(const reader *r, size_t from, size_t past)
{
	return past > from + 2 ? nl_str_slice(r->text, from + 1, past - 1) : NL_STR("");
}

/* --- Blocks. --- */

static const environment *around(const reader *r)
{
	for (uint32_t i = r->depth; i-- > 0;)
		if (r->open[i].kind->role != NL_LATEX_GROUP && r->open[i].kind->role != NL_LATEX_QUOTE) return &r->open[i];
	return NULL;
}

/* What comes next where nothing special was said: by the environment around. */
static void next_running(reader *r)
{
	const environment *e = around(r);
	nl_block_kind kind = NL_BLOCK_PARAGRAPH;
	nl_latex_environment_role role = e ? e->kind->role : NL_LATEX_GROUP;
	if (role == NL_LATEX_LIST || role == NL_LATEX_NUMBERS) kind = NL_BLOCK_LIST;
	if (role == NL_LATEX_TABLE) kind = NL_BLOCK_TABLE;
	if (role == NL_LATEX_CODE) kind = NL_BLOCK_CODE;
	if (r->footnote) kind = NL_BLOCK_FOOTNOTE;
	nl_prose_next(&r->prose, kind, kind == NL_BLOCK_LIST ? r->lists * NL_HINT_STEP : 0, NL_STR(""));
}

static void read_range(reader *r, size_t from, size_t to);

/* Reads the footnotes that the block which just ended holds; those inside them come behind them. */
static void read_notes(reader *r)
{
	size_t at = r->at;
	nl_str text = r->text;
	if (r->footnote || r->prose.notes.len == 0) return;
	r->footnote = true;
	nl_builder_quoted(r->prose.builder, false);
	for (uint32_t i = 0; i < r->prose.notes.len; i++) {
		nl_span note = r->prose.notes.at[i];
		next_running(r);
		read_range(r, note.start, note.end);
		nl_prose_end(&r->prose);
	}
	nl_vec_clear(&r->prose.notes);
	nl_builder_quoted(r->prose.builder, r->prose.quotes > 0);
	r->footnote = false;
	r->text = text;
	r->at = at;
}

static void end_block(reader *r)
{
	bool unused = r->prose.label[0] != '\0' && !nl_builder_is_open(r->prose.builder); /* \item, and its text still to come */
	if (unused) return;
	nl_prose_end(&r->prose);
	read_notes(r);
	next_running(r);
}

/* Words before the document begins, where nothing is read: settings do not have so many in a row, in arguments or outside. */
static void look_at_early(reader *r, size_t from, size_t to)
{
	uint32_t words = 0, most = r->groups.len > r->early_groups ? EARLY_ARGUMENT : EARLY_WORDS;
	if (r->early_told) return;
	for (size_t i = from; i < to && words < most; i++)
		words += is_letter(r->text.ptr[i]) && (i == from || is_blank(r->text.ptr[i - 1]));
	if (words < most) return;
	r->early_told = true;
	nl_tell_before(r->prose.included, nl_str_trim(nl_str_slice(r->text, from, to)), NL_STR("\\begin{document}"));
}

static void send(reader *r, size_t from, size_t to)
{
	if (r->preamble) look_at_early(r, from, to);
	else nl_prose_text(&r->prose, from, to);
}

static void put(reader *r, uint32_t c, size_t from, size_t to)
{
	if (!r->preamble) nl_prose_char(&r->prose, c, from, to);
}

/* --- Arguments. --- */

/* Opens the group at r->at, whose end will do `end`. A single character without braces is left to itself. */
static void open_group(reader *r, group_end end)
{
	r->at = skip_blanks(r, r->at);
	if (char_at(r, r->at) != '{') return;
	*nl_vec_push(&r->groups) = (uint8_t)end;
	r->at++;
}

/* Passes over the arguments that a signature names, up to the first that is shown. One that takes in the end of a paragraph is read as
 * text: nothing is lost when a brace was. */
static void pass_arguments(reader *r, const char *signature)
{
	for (; *signature && *signature != 's'; signature++) {
		size_t at = skip_blanks(r, r->at);
		bool optional = *signature == 'o', there = char_at(r, at) == (optional ? '[' : '{');
		size_t past = there ? past_any_group(r, at, true) : at;
		if (past > at) r->at = past;
		else if (there && !optional) return;
	}
}

static nl_str take_any_argument(reader *r, bool is_short)
{
	size_t at = skip_blanks(r, r->at), past = char_at(r, at) == '{' ? past_any_group(r, at, is_short) : at;
	if (past == at) return NL_STR("");
	r->at = past;
	return inside(r, at, past);
}

/* The next argument, in braces, passed over; empty when there is none. */
static nl_str take_argument(reader *r)
{
	return take_any_argument(r, true);
}

/* The name of an environment, as take_argument() yields it; empty, and nothing passed over, for what is none. */
static nl_str take_name(reader *r)
{
	size_t at = r->at;
	nl_str name = take_argument(r);
	if (!name.len || (!memchr(name.ptr, '\\', name.len) && !memchr(name.ptr, '\n', name.len))) return name;
	r->at = at;
	return NL_STR("");
}

static size_t place_of(const reader *r, nl_str slice)
{
	return (size_t)(slice.ptr - r->text.ptr);
}

/* --- Definitions. --- */

/* A definition's text without commands and braces; empty when it is more than text. */
static nl_str plain_text(reader *r, nl_str body)
{
	nl_buf out = {0};
	for (size_t i = 0; i < body.len; i++) {
		char c = body.ptr[i];
		if (c == '{' || c == '}') continue;
		if (c == '%') {
			while (i + 1 < body.len && body.ptr[i + 1] != '\n') i++;
			continue;
		}
		if (c == '~') c = ' ';
		if (c != '\\') {
			nl_buf_add_byte(&out, c);
			continue;
		}
		size_t start = i + 1;
		while (i + 1 < body.len && is_letter(body.ptr[i + 1])) i++;
		if (i + 1 == start && i + 1 < body.len) nl_buf_add_byte(&out, body.ptr[++i]);
		else if (nl_latex_command_of(nl_str_slice(body, start, i + 1))->signature[0] == 'd')
			nl_buf_clear(&out), i = body.len;
	}
	nl_str text = nl_arena_str(&r->arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return text;
}

/* "\\labelenumi" and the like, which pandoc defines: the look of a list's labels, "(\\alph{enumi})". */
static void set_label_style(environment *list, nl_str look)
{
	static const struct {
		nl_str name;
		char style;
	} styles[] = {{NL_STR("\\arabic"), '1'}, {NL_STR("\\alph"), 'a'}, {NL_STR("\\Alph"), 'A'}, {NL_STR("\\roman"), 'i'},
		{NL_STR("\\Roman"), 'I'}};
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
		size_t at = nl_str_find(look, styles[i].name);
		if (at == SIZE_MAX) continue;
		size_t past = at + styles[i].name.len;
		list->before = at ? nl_str_slice(look, at - 1, at) : NL_STR("");
		if (past < look.len && look.ptr[past] == '*') past++;
		else if (past < look.len && look.ptr[past] == '{')
			past += nl_str_find(nl_str_slice(look, past, look.len), NL_STR("}")) + 1;
		list->behind = past < look.len ? nl_str_slice(look, past, past + 1) : NL_STR("");
		if (list->behind.len && !strchr(".):", list->behind.ptr[0])) list->behind = NL_STR("");
		if (list->before.len && list->before.ptr[0] != '(') list->before = NL_STR("");
		list->style = styles[i].style;
		return;
	}
}

static void define(reader *r, nl_str name, uint32_t arguments, nl_str body)
{
	if (nl_str_starts(name, NL_STR("labelenum")) && r->depth) {
		environment *e = &r->open[r->depth - 1];
		if (e->kind->role == NL_LATEX_NUMBERS) set_label_style(e, body);
		return;
	}
	definition d = {.arguments = arguments < MAX_ARGUMENTS ? arguments : MAX_ARGUMENTS};
	d.shows = body.len && memchr(body.ptr, '#', body.len) != NULL;
	if (!d.shows) d.text = plain_text(r, body);
	nl_map_set(&r->commands, name, r->definitions.len);
	*nl_vec_push(&r->definitions) = d;
}

/* \newcommand{\name}[1][default]{body}, \newcommand*\name{body}, \def\name#1{body}. */
static void read_definition(reader *r, bool primitive)
{
	uint32_t arguments = 0;
	r->at = skip_blanks(r, r->at);
	bool braced = char_at(r, r->at) == '{';
	size_t name = r->at + braced + 1, past = name;
	if (char_at(r, name - 1) != '\\') return;
	while (past < r->text.len && is_letter(r->text.ptr[past])) past++;
	r->at = past + (braced && char_at(r, past) == '}');
	for (; primitive && char_at(r, r->at) == '#'; r->at += 2) arguments++;
	while (!primitive && char_at(r, skip_blanks(r, r->at)) == '[') {
		size_t at = skip_blanks(r, r->at), end = past_group(r, at);
		if (end == at) break;
		char digit = char_at(r, at + 1);
		if (!arguments && digit >= '0' && digit <= '9') arguments = (uint32_t)(digit - '0');
		r->at = end;
	}
	nl_str body = take_any_argument(r, !r->preamble); /* of paragraphs only where definitions belong: a brace may be lost */
	if (nl_str_find(body, NL_STR("\\begin{document}")) != SIZE_MAX)
		nl_tell_unended(r->prose.included, nl_str_slice(r->text, name - 1, past), NL_STR("}"));
	if (past > name) define(r, nl_str_slice(r->text, name, past), arguments, body);
}

/* A command that the text defines; false when it does not. */
static bool use_definition(reader *r, nl_str name, size_t start)
{
	uint32_t known = nl_map_get(&r->commands, name);
	if (known == NL_NONE) return false;
	const definition *d = &r->definitions.at[known];
	if (d->shows) return true;
	for (uint32_t i = 0; i < d->arguments; i++) take_argument(r);
	if (!r->preamble) nl_prose_expand(&r->prose, d->text, start, r->at);
	return true;
}

/* --- Environments. --- */

/* Past what is not read, up to "\end{name}" itself; to the end of the text when that is missing. */
static size_t find_environment_end(const reader *r, nl_str name)
{
	for (size_t at = r->at; at < r->text.len; at++) {
		size_t found = nl_str_find(nl_str_slice(r->text, at, r->text.len), NL_STR("\\end{"));
		if (found == SIZE_MAX) break;
		at += found;
		nl_str rest = nl_str_slice(r->text, at + 5, r->text.len);
		if (nl_str_starts(rest, name) && rest.len > name.len && rest.ptr[name.len] == '}') return at;
	}
	return r->text.len;
}

static void tell_unended(reader *r, nl_str name)
{
	nl_str end = nl_arena_printf(&r->arena, "\\end{" NL_FMT "}", NL_ARG(name));
	nl_tell_unended(r->prose.included, name, end);
}

static void read_verbatim(reader *r, nl_str name, bool shown)
{
	size_t end = find_environment_end(r, name), from = r->at;
	while (from < end && (is_blank(r->text.ptr[from]) || r->text.ptr[from] == '\n')) from++;
	if (shown && from < end) {
		nl_prose_next(&r->prose, NL_BLOCK_CODE, 0, NL_STR(""));
		send(r, from, end);
		nl_prose_end(&r->prose);
		next_running(r);
	}
	if (!shown && end == r->prose.text.len) tell_unended(r, name);
	r->at = end < r->text.len ? end + 6 + name.len : end;
}

/* "[label=(\alph*)]" of enumitem and "[(a)]" of enumerate; LaTeX's own labels where there is none. */
static void begin_numbers(reader *r, environment *e)
{
	static const char styles[] = "1aiA";
	static const nl_str behind[] = {NL_STR("."), NL_STR(")"), NL_STR("."), NL_STR(".")};
	uint32_t level = r->numbered < 4 ? r->numbered : 3;
	e->style = styles[level];
	e->before = level == 1 ? NL_STR("(") : NL_STR("");
	e->behind = behind[level];
	r->numbered++;
	size_t at = skip_blanks(r, r->at), past = char_at(r, at) == '[' ? past_group(r, at) : at;
	if (past == at) return;
	nl_str options = inside(r, at, past);
	nl_marker marker;
	r->at = past;
	set_label_style(e, options);
	if (!nl_marker_read(options, &marker) || marker.style == NL_MARKER_BULLET) return;
	e->style = marker.style == NL_MARKER_NUMBER ? '1'
		: marker.roman == 1                     ? (marker.upper ? 'I' : 'i')
												: (marker.upper ? 'A' : 'a');
	e->before = marker.open ? NL_STR("(") : NL_STR("");
	e->behind = marker.close == ')' ? NL_STR(")") : NL_STR(".");
}

static bool is_list(nl_latex_environment_role role)
{
	return role == NL_LATEX_LIST || role == NL_LATEX_NUMBERS || role == NL_LATEX_TERMS;
}

static void leave_environment(reader *r);

static void begin_environment(reader *r)
{
	nl_str name = take_name(r);
	const nl_latex_environment *kind = nl_latex_environment_of(name);
	end_block(r);
	pass_arguments(r, kind->signature);
	if (kind->role == NL_LATEX_VERBATIM || kind->role == NL_LATEX_DROPPED) {
		read_verbatim(r, name, kind->role == NL_LATEX_VERBATIM);
		return;
	}
	if (kind->role == NL_LATEX_DOCUMENT) { /* what is open before it has lost its end */
		while (r->depth) leave_environment(r);
		r->deeper = 0;
		r->preamble = false;
	}
	if (r->depth == MAX_ENVIRONMENTS) {
		r->deeper++;
		return;
	}
	environment *e = &r->open[r->depth++];
	*e = (environment){.name = name, .kind = kind, .style = '-'};
	if (kind->role == NL_LATEX_NUMBERS) begin_numbers(r, e);
	if (is_list(kind->role)) r->lists++;
	if (kind->role == NL_LATEX_QUOTE) nl_prose_quote(&r->prose, true);
	next_running(r);
}

static void leave_environment(reader *r)
{
	const environment *e = &r->open[r->depth - 1];
	r->prose.label[0] = '\0';
	end_block(r);
	if (e->kind->role == NL_LATEX_QUOTE) nl_prose_quote(&r->prose, false);
	if (e->kind->role == NL_LATEX_NUMBERS) r->numbered--;
	if (is_list(e->kind->role)) r->lists--;
	if (e->kind->role == NL_LATEX_DOCUMENT) r->over = true;
	r->depth--;
	next_running(r);
}

static void end_environment(reader *r)
{
	nl_str name = take_name(r);
	if (r->deeper) {
		r->deeper--;
		return;
	}
	for (uint32_t i = r->depth; i-- > 0;) {
		if (!nl_str_eq(r->open[i].name, name)) continue;
		while (r->depth > i) leave_environment(r);
		return;
	}
	end_block(r);
}

/* \item, \item[(a)], \item[Term]. */
static void read_item(reader *r)
{
	char label[NL_LABEL_MAX] = "\xE2\x80\xA2";
	environment *e = NULL;
	for (uint32_t i = r->depth; i-- > 0 && !e;)
		if (is_list(r->open[i].kind->role)) e = &r->open[i];
	r->prose.label[0] = '\0';
	end_block(r);
	size_t at = skip_blanks(r, r->at), past = char_at(r, at) == '[' ? past_group(r, at) : at;
	nl_str own = inside(r, at, past);
	nl_marker marker;
	if (past > at) r->at = past;
	if (e && e->kind->role == NL_LATEX_TERMS) {
		size_t behind = r->at;
		nl_str text = r->text;
		if (own.len) read_range(r, place_of(r, own), place_of(r, own) + own.len);
		r->text = text;
		r->at = behind;
		end_block(r);
		return;
	}
	if (e && e->style != '-' && past == at) nl_label_number(label, e->style, ++e->number, e->before, e->behind);
	if (past > at && nl_marker_read(own, &marker) && marker.label.len < NL_LABEL_MAX) {
		memcpy(label, marker.label.ptr, marker.label.len);
		label[marker.label.len] = '\0';
	}
	if (r->footnote) next_running(r);
	else nl_prose_next(&r->prose, NL_BLOCK_LIST, r->lists * NL_HINT_STEP, nl_str_of(label));
}

/* \setcounter{enumi}{3}: the list goes on from there. */
static void set_counter(reader *r)
{
	nl_str counter = take_argument(r), value = take_argument(r);
	uint32_t number = 0;
	for (size_t i = 0; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9' && number < 100000; i++)
		number = number * 10 + (uint32_t)(value.ptr[i] - '0');
	if (nl_str_starts(counter, NL_STR("enum")) && r->depth) r->open[r->depth - 1].number = number;
}

/* --- Commands. --- */

static void read_heading(reader *r, const nl_latex_command *c, nl_str name)
{
	bool high = nl_str_starts(name, NL_STR("part")) || nl_str_starts(name, NL_STR("chapter"));
	uint32_t level = high ? 1 : c->level + r->shift;
	pass_arguments(r, "o");
	end_block(r);
	if (r->footnote) return;
	nl_prose_next(&r->prose, NL_BLOCK_HEADING, level, NL_STR(""));
	open_group(r, END_BLOCK);
}

/* The title stands over the whole text, wherever it is given. */
static void read_title(reader *r)
{
	size_t at = skip_blanks(r, r->at), past = char_at(r, at) == '{' ? past_group(r, at) : at;
	nl_str text = r->text;
	bool preamble = r->preamble;
	if (past == at) return;
	end_block(r);
	r->preamble = false;
	nl_prose_next(&r->prose, NL_BLOCK_HEADING, 0, NL_STR(""));
	read_range(r, at + 1, past - 1);
	r->text = text;
	r->at = past;
	end_block(r);
	r->preamble = preamble;
}

static void read_note(reader *r)
{
	size_t at = skip_blanks(r, r->at), past = char_at(r, at) == '{' ? past_group(r, at) : at;
	if (past == at) return;
	if (!r->preamble) *nl_vec_push(&r->prose.notes) = (nl_span){(uint32_t)at + 1, (uint32_t)past - 1};
	r->at = past;
}

/* \verb|...| and \lstinline{...}: what stands there is text. */
static void read_verb(reader *r)
{
	char mark = char_at(r, r->at), close = mark == '{' ? '}' : mark;
	size_t end = r->at + 1;
	while (end < r->text.len && r->text.ptr[end] != close && r->text.ptr[end] != '\n') end++;
	if (!mark || char_at(r, end) != close) return;
	send(r, r->at + 1, end);
	r->at = end + 1;
}

/* \textsuperscript{1} is a footnote's mark, \textsuperscript{st} is not. */
static void read_raised(reader *r)
{
	size_t at = skip_blanks(r, r->at);
	nl_str raised = take_argument(r);
	size_t digits = 0;
	while (digits < raised.len && raised.ptr[digits] >= '0' && raised.ptr[digits] <= '9') digits++;
	if (digits < raised.len) r->at = at;
}

static size_t look_ahead(const reader *r, ahead *a, nl_str what)
{
	bool known = a->end == r->text.len && r->at >= a->from && r->at <= a->found && a->found > 0;
	if (known) return a->found;
	size_t found = nl_str_find(nl_str_slice(r->text, r->at, r->text.len), what);
	*a = (ahead){r->at, found == SIZE_MAX ? r->text.len : r->at + found, r->text.len};
	return a->found;
}

static void skip_to(reader *r, ahead *a, nl_str command)
{
	size_t found = look_ahead(r, a, command);
	if (found < r->text.len) r->at = found + command.len;
}

static void read_break(reader *r, size_t start)
{
	const environment *e = around(r);
	pass_arguments(r, "o");
	if (e && e->kind->role == NL_LATEX_TABLE) end_block(r);
	else if (!r->preamble) nl_prose_line(&r->prose, start, r->at);
}

static void read_command(reader *r, const nl_latex_command *c, nl_str name, size_t start)
{
	if (nl_str_eq(name, NL_STR("setcounter"))) {
		set_counter(r);
		return;
	}
	if (c->role != NL_LATEX_BREAK) pass_arguments(r, c->signature);
	switch (c->role) {
	case NL_LATEX_PLAIN: break;
	case NL_LATEX_PARAGRAPH: end_block(r); break;
	case NL_LATEX_BREAK: read_break(r, start); break;
	case NL_LATEX_HEADING: read_heading(r, c, name); break;
	case NL_LATEX_TITLE: read_title(r); break;
	case NL_LATEX_CAPTION:
		end_block(r);
		if (!r->footnote) nl_prose_next(&r->prose, NL_BLOCK_PARAGRAPH, 0, NL_STR(""));
		open_group(r, END_BLOCK);
		break;
	case NL_LATEX_NOTE: read_note(r); break;
	case NL_LATEX_MARKS:
		put(r, 0x201C, start, r->at);
		open_group(r, END_MARKS);
		break;
	case NL_LATEX_BEGIN: begin_environment(r); break;
	case NL_LATEX_END: end_environment(r); break;
	case NL_LATEX_ITEM: read_item(r); break;
	case NL_LATEX_VERB: read_verb(r); break;
	case NL_LATEX_RAISED: read_raised(r); break;
	case NL_LATEX_EITHER: open_group(r, END_DROP_NEXT); break;
	case NL_LATEX_DEFINES: read_definition(r, false); break;
	case NL_LATEX_DEF: read_definition(r, true); break;
	case NL_LATEX_INCLUDES: {
		nl_str file = take_argument(r);
		if (file.len) nl_tell_included(r->prose.included, file);
		break;
	}
	case NL_LATEX_SKIPS: skip_to(r, &r->fi, NL_STR("\\fi")); break;
	case NL_LATEX_CONTINUED: skip_to(r, &r->head, NL_STR("\\endhead")); break;
	}
}

/* \'e, \'{e}, \c{c}, \"\i: the letter with the mark on it, as words are compared. */
static bool read_accent(reader *r, nl_str name, size_t start)
{
	uint32_t mark = nl_latex_accent(name);
	size_t at = is_letter(name.ptr[0]) ? skip_blanks(r, r->at) : r->at;
	bool braced = char_at(r, at) == '{', dotless = false;
	if (!mark || (is_letter(name.ptr[0]) && !braced && at == r->at)) return false;
	at += braced;
	if (char_at(r, at) == '\\') dotless = true, at++;
	char letter = char_at(r, at);
	if (!is_letter(letter) || (braced && char_at(r, at + 1) != '}')) return false;
	size_t past = at + 1 + braced;
	if (dotless) past = skip_blanks(r, past);
	nl_buf text = {0};
	nl_buf_add_byte(&text, letter);
	nl_buf_add_char(&text, mark);
	if (!r->preamble) nl_prose_words(&r->prose, nl_buf_str(&text), start, past);
	nl_buf_release(&text);
	r->at = past;
	return true;
}

/* Math says nothing in words: it is left out, up to `close`, when that stands in the same paragraph. */
static bool skip_math(reader *r, int kind)
{
	static const nl_str closes[] = {NL_STR("$"), NL_STR("$$"), NL_STR("\\)"), NL_STR("\\]")};
	size_t found = look_ahead(r, &r->math[kind], closes[kind]);
	if (found == r->text.len || found > look_ahead(r, &r->empty, NL_STR("\n\n"))) return false;
	r->at = found + closes[kind].len;
	return true;
}

static void read_backslash(reader *r)
{
	size_t start = r->at, end = start + 1;
	while (end < r->text.len && is_letter(r->text.ptr[end])) end++;
	if (end == start + 1 && end < r->text.len) end++;
	else if (char_at(r, end) == '*') end++;
	nl_str name = nl_str_slice(r->text, start + 1, end);
	r->at = end;
	if (name.len == 0) return;
	if (read_accent(r, name, start)) return;
	if (nl_str_eq(name, NL_STR("(")) || nl_str_eq(name, NL_STR("["))) {
		skip_math(r, name.ptr[0] == '(' ? 2 : 3);
		return;
	}
	uint32_t symbol = nl_latex_symbol(name);
	const nl_latex_command *c = nl_latex_command_of(name);
	bool word = is_letter(name.ptr[0]);
	if (!word && c->role == NL_LATEX_PLAIN && !symbol) return; /* "\-", "\/", "\!" */
	if (symbol) {
		size_t past = word ? skip_blanks(r, end) : end;
		put(r, symbol, start, past);
		r->at = past;
		return;
	}
	if (!nl_latex_is_known(c) && use_definition(r, name, start)) return;
	if (word && nl_latex_is_known(c) && *c->signature == '\0' && c->role == NL_LATEX_PLAIN) r->at = skip_blanks(r, end);
	read_command(r, c, name, start);
}

/* --- Characters. --- */

static void close_group(reader *r)
{
	size_t at = r->at++;
	if (r->groups.len == 0) return;
	group_end end = (group_end)r->groups.at[--r->groups.len];
	switch (end) {
	case END_NOTHING: break;
	case END_BLOCK: end_block(r); break;
	case END_MARKS: put(r, 0x201D, at, at + 1); break;
	case END_DROP_NEXT: take_argument(r); break;
	}
}

/* A line end; an empty line behind it ends the block. */
static void read_line_end(reader *r)
{
	size_t next = r->at + 1;
	while (next < r->text.len && is_blank(r->text.ptr[next])) next++;
	if (char_at(r, next) != '\n') {
		send(r, r->at, r->at + 1);
		r->at++;
		return;
	}
	if (r->preamble) r->early_groups = r->groups.len;
	end_block(r);
	r->at = next;
}

static void read_comment(reader *r)
{
	while (r->at < r->text.len && r->text.ptr[r->at] != '\n') r->at++;
	size_t next = r->at + 1;
	while (next < r->text.len && is_blank(r->text.ptr[next])) next++;
	if (r->at < r->text.len && char_at(r, next) != '\n') r->at = next; /* the line end goes with it */
}

/* "--", "---", "``", "''": what is typed for what is printed. */
static void read_run(reader *r, char c)
{
	size_t len = 1;
	while (len < 3 && char_at(r, r->at + len) == c) len++;
	uint32_t shown = c == '-' ? (len == 3 ? 0x2014 : len == 2 ? 0x2013 : '-') : 0;
	if (c != '-' && len == 3) len = 2;
	if (c == '`') shown = len == 2 ? 0x201C : 0x2018;
	if (c == '\'') shown = len == 2 ? 0x201D : 0x2019;
	if (shown == '-') send(r, r->at, r->at + 1);
	else put(r, shown, r->at, r->at + len);
	r->at += len;
}

static void read_character(reader *r)
{
	char c = r->text.ptr[r->at];
	const environment *e = c == '&' ? around(r) : NULL;
	switch (c) {
	case '\\': read_backslash(r); return;
	case '%': read_comment(r); return;
	case '\n': read_line_end(r); return;
	case '{':
		*nl_vec_push(&r->groups) = END_NOTHING;
		r->at++;
		return;
	case '}': close_group(r); return;
	case '~':
		put(r, 0xA0, r->at, r->at + 1);
		r->at++;
		return;
	case '-':
	case '`':
	case '\'': read_run(r, c); return;
	case '$': {
		bool two = char_at(r, r->at + 1) == '$';
		size_t at = r->at;
		r->at += two ? 2 : 1;
		if (!skip_math(r, two)) send(r, at, r->at);
		return;
	}
	default:
		if (e && e->kind->role == NL_LATEX_TABLE) end_block(r);
		else send(r, r->at, r->at + 1);
		r->at++;
	}
}

/* Reads the bytes from..to, and leaves r->at there; groups that are left open are closed. */
static void read_range(reader *r, size_t from, size_t to)
{
	uint32_t groups = r->groups.len;
	r->text = nl_str_slice(r->prose.text, 0, to);
	r->at = from;
	while (r->at < to && !r->over) {
		size_t end = r->at;
		while (end < to && !strchr("\\%\n{}~-`'$&", r->text.ptr[end])) end++;
		send(r, r->at, end);
		r->at = end;
		if (end < to) read_character(r);
	}
	if (r->groups.len > groups) r->groups.len = groups;
}

/* How far sections are moved down: by parts, and by chapters. */
static uint32_t shift_of(nl_str text)
{
	bool chapters =
		nl_str_find(text, NL_STR("\\chapter{")) != SIZE_MAX || nl_str_find(text, NL_STR("\\chapter*{")) != SIZE_MAX;
	return chapters ? 1 : 0;
}

void nl_latex_read(nl_builder *builder, nl_str text, nl_included *included)
{
	reader *r = nl_alloc(sizeof *r);
	r->prose = (nl_prose){.builder = builder, .text = text, .kind = NL_BLOCK_PARAGRAPH, .included = included};
	r->preamble = nl_str_find(text, NL_STR("\\begin{document}")) != SIZE_MAX;
	r->shift = shift_of(text);
	read_range(r, 0, text.len);
	if (r->over) nl_tell_behind(r->prose.included, nl_str_slice(text, r->at - (sizeof "\\end{document}" - 1), r->at));
	r->prose.label[0] = '\0';
	end_block(r);
	nl_vec_release(&r->groups);
	nl_vec_release(&r->definitions);
	nl_map_release(&r->commands);
	nl_arena_release(&r->arena);
	nl_prose_release(&r->prose);
	free(r);
}
