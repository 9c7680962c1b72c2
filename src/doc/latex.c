/* doc/latex.c - the LaTeX reader. TeX is a programming language and is not run here: commands and environments are known by
 * name (doc/latex_commands.h), definitions without parameters are put in where they are used, and of a command that is
 * not known the arguments are shown. */
#include <stdlib.h>
#include <string.h>

#include "base/byte_set.h"
#include "base/mem.h"
#include "doc/included.h"
#include "doc/latex_reader.h"
#include "doc/readers.h"

/* --- Commands. --- */

static void read_heading(nl_latex *r, const nl_latex_command *c, nl_str name)
{
	bool high = nl_str_starts(name, NL_STR("part")) || nl_str_starts(name, NL_STR("chapter"));
	uint32_t level = high ? 1 : c->level + r->shift;
	nl_latex_pass_arguments(r, "o");
	nl_latex_end_block(r);
	if (r->footnote) return;
	nl_prose_next(&r->prose, NL_BLOCK_HEADING, level, NL_STR(""));
	nl_latex_open_group(r, NL_LATEX_END_BLOCK);
}

/* The title stands over the whole text, wherever it is given. */
static void read_title(nl_latex *r)
{
	size_t at = nl_latex_skip_blanks(r, r->at), past = nl_latex_char_at(r, at) == '{' ? nl_latex_past_group(r, at) : at;
	nl_str text = r->text;
	bool preamble = r->preamble;
	if (past == at) return;
	nl_latex_end_block(r);
	r->preamble = false;
	nl_prose_next(&r->prose, NL_BLOCK_HEADING, 0, NL_STR(""));
	nl_latex_read_range(r, at + 1, past - 1);
	r->text = text;
	r->at = past;
	nl_latex_end_block(r);
	r->preamble = preamble;
}

static void read_note(nl_latex *r)
{
	size_t at = nl_latex_skip_blanks(r, r->at), past = nl_latex_char_at(r, at) == '{' ? nl_latex_past_group(r, at) : at;
	if (past == at) return;
	if (!r->preamble) *nl_vec_push(&r->prose.notes) = (nl_span){(uint32_t)at + 1, (uint32_t)past - 1};
	r->at = past;
}

/* \verb|...| and \lstinline{...}: what stands there is text. */
static void read_verb(nl_latex *r)
{
	char mark = nl_latex_char_at(r, r->at), close = mark == '{' ? '}' : mark;
	size_t end = r->at + 1;
	while (end < r->text.len && r->text.ptr[end] != close && r->text.ptr[end] != '\n') end++;
	if (!mark || nl_latex_char_at(r, end) != close) return;
	nl_latex_send(r, r->at + 1, end);
	r->at = end + 1;
}

/* \textsuperscript{1} is a footnote's mark, \textsuperscript{st} is not. */
static void read_raised(nl_latex *r)
{
	size_t at = nl_latex_skip_blanks(r, r->at);
	nl_str raised = nl_latex_take_argument(r);
	size_t digits = 0;
	while (digits < raised.len && raised.ptr[digits] >= '0' && raised.ptr[digits] <= '9') digits++;
	if (digits < raised.len) r->at = at;
}

static size_t look_ahead(const nl_latex *r, nl_latex_ahead *a, nl_str what)
{
	bool known = a->end == r->text.len && r->at >= a->from && r->at <= a->found && a->found > 0;
	if (known) return a->found;
	size_t found = nl_str_find(nl_str_slice(r->text, r->at, r->text.len), what);
	*a = (nl_latex_ahead){r->at, found == SIZE_MAX ? r->text.len : r->at + found, r->text.len};
	return a->found;
}

static void skip_to(nl_latex *r, nl_latex_ahead *a, nl_str command)
{
	size_t found = look_ahead(r, a, command);
	if (found < r->text.len) r->at = found + command.len;
}

static void read_break(nl_latex *r, size_t start)
{
	const nl_latex_open_environment *e = nl_latex_environment_around(r);
	nl_latex_pass_arguments(r, "o");
	if (e && e->kind->role == NL_LATEX_TABLE) nl_latex_end_block(r);
	else if (!r->preamble) nl_prose_line(&r->prose, start, r->at);
}

static void read_command(nl_latex *r, const nl_latex_command *c, nl_str name, size_t start)
{
	if (nl_str_eq(name, NL_STR("setcounter"))) {
		nl_latex_set_counter(r);
		return;
	}
	if (c->role != NL_LATEX_BREAK) nl_latex_pass_arguments(r, c->signature);
	switch (c->role) {
	case NL_LATEX_PLAIN: break;
	case NL_LATEX_PARAGRAPH: nl_latex_end_block(r); break;
	case NL_LATEX_BREAK: read_break(r, start); break;
	case NL_LATEX_HEADING: read_heading(r, c, name); break;
	case NL_LATEX_TITLE: read_title(r); break;
	case NL_LATEX_CAPTION:
		nl_latex_end_block(r);
		if (!r->footnote) nl_prose_next(&r->prose, NL_BLOCK_PARAGRAPH, 0, NL_STR(""));
		nl_latex_open_group(r, NL_LATEX_END_BLOCK);
		break;
	case NL_LATEX_NOTE: read_note(r); break;
	case NL_LATEX_MARKS:
		nl_latex_put_char(r, 0x201C, start, r->at);
		nl_latex_open_group(r, NL_LATEX_END_MARKS);
		break;
	case NL_LATEX_BEGIN: nl_latex_begin_environment(r); break;
	case NL_LATEX_END: nl_latex_end_environment(r); break;
	case NL_LATEX_ITEM: nl_latex_begin_item(r); break;
	case NL_LATEX_VERB: read_verb(r); break;
	case NL_LATEX_RAISED: read_raised(r); break;
	case NL_LATEX_EITHER: nl_latex_open_group(r, NL_LATEX_END_DROP_NEXT); break;
	case NL_LATEX_DEFINES: nl_latex_define(r, false); break;
	case NL_LATEX_DEF: nl_latex_define(r, true); break;
	case NL_LATEX_INCLUDES: {
		nl_str file = nl_latex_take_argument(r);
		if (file.len) nl_tell_included(r->prose.included, file);
		break;
	}
	case NL_LATEX_SKIPS: skip_to(r, &r->fi, NL_STR("\\fi")); break;
	case NL_LATEX_CONTINUED: skip_to(r, &r->head, NL_STR("\\endhead")); break;
	}
}

/* \'e, \'{e}, \c{c}, \"\i: the letter with the mark on it, as words are compared. */
static bool read_accent(nl_latex *r, nl_str name, size_t start)
{
	uint32_t mark = nl_latex_accent(name);
	size_t at = nl_latex_is_letter(name.ptr[0]) ? nl_latex_skip_blanks(r, r->at) : r->at;
	bool braced = nl_latex_char_at(r, at) == '{', dotless = false;
	if (!mark || (nl_latex_is_letter(name.ptr[0]) && !braced && at == r->at)) return false;
	at += braced;
	if (nl_latex_char_at(r, at) == '\\') dotless = true, at++;
	char letter = nl_latex_char_at(r, at);
	if (!nl_latex_is_letter(letter) || (braced && nl_latex_char_at(r, at + 1) != '}')) return false;
	size_t past = at + 1 + braced;
	if (dotless) past = nl_latex_skip_blanks(r, past);
	nl_buf text = {0};
	nl_buf_add_byte(&text, letter);
	nl_buf_add_char(&text, mark);
	if (!r->preamble) nl_prose_words(&r->prose, nl_buf_str(&text), start, past);
	nl_buf_release(&text);
	r->at = past;
	return true;
}

/* Math says nothing in words: it is left out, up to `close`, when that stands in the same paragraph. */
static bool skip_math(nl_latex *r, int kind)
{
	static const nl_str closes[] = {NL_STR("$"), NL_STR("$$"), NL_STR("\\)"), NL_STR("\\]")};
	size_t found = look_ahead(r, &r->math[kind], closes[kind]);
	if (found == r->text.len || found > look_ahead(r, &r->empty, NL_STR("\n\n"))) return false;
	r->at = found + closes[kind].len;
	return true;
}

static void read_backslash(nl_latex *r)
{
	size_t start = r->at, end = start + 1;
	while (end < r->text.len && nl_latex_is_letter(r->text.ptr[end])) end++;
	if (end == start + 1 && end < r->text.len) end++;
	else if (nl_latex_char_at(r, end) == '*') end++;
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
	bool word = nl_latex_is_letter(name.ptr[0]);
	if (!word && c->role == NL_LATEX_PLAIN && !symbol) return; /* "\-", "\/", "\!" */
	if (symbol) {
		size_t past = word ? nl_latex_skip_blanks(r, end) : end;
		nl_latex_put_char(r, symbol, start, past);
		r->at = past;
		return;
	}
	if (!nl_latex_is_known(c) && nl_latex_use_definition(r, name, start)) return;
	if (word && nl_latex_is_known(c) && *c->signature == '\0' && c->role == NL_LATEX_PLAIN)
		r->at = nl_latex_skip_blanks(r, end);
	read_command(r, c, name, start);
}

/* --- Characters. --- */

static void close_group(nl_latex *r)
{
	size_t at = r->at++;
	if (r->groups.len == 0) return;
	nl_latex_group_end end = (nl_latex_group_end)r->groups.at[--r->groups.len];
	switch (end) {
	case NL_LATEX_END_NOTHING: break;
	case NL_LATEX_END_BLOCK: nl_latex_end_block(r); break;
	case NL_LATEX_END_MARKS: nl_latex_put_char(r, 0x201D, at, at + 1); break;
	case NL_LATEX_END_DROP_NEXT: nl_latex_take_argument(r); break;
	}
}

/* A line end; an empty line behind it ends the block. */
static void read_line_end(nl_latex *r)
{
	size_t next = r->at + 1;
	while (next < r->text.len && nl_latex_is_blank(r->text.ptr[next])) next++;
	if (nl_latex_char_at(r, next) != '\n') {
		nl_latex_send(r, r->at, r->at + 1);
		r->at++;
		return;
	}
	if (r->preamble) r->early_groups = r->groups.len;
	nl_latex_end_block(r);
	r->at = next;
}

static void read_comment(nl_latex *r)
{
	while (r->at < r->text.len && r->text.ptr[r->at] != '\n') r->at++;
	size_t next = r->at + 1;
	while (next < r->text.len && nl_latex_is_blank(r->text.ptr[next])) next++;
	if (r->at < r->text.len && nl_latex_char_at(r, next) != '\n') r->at = next; /* the line end goes with it */
}

/* "--", "---", "``", "''": what is typed for what is printed. */
static void read_run(nl_latex *r, char c)
{
	size_t len = 1;
	while (len < 3 && nl_latex_char_at(r, r->at + len) == c) len++;
	uint32_t shown = c == '-' ? (len == 3 ? 0x2014 : len == 2 ? 0x2013 : '-') : 0;
	if (c != '-' && len == 3) len = 2;
	if (c == '`') shown = len == 2 ? 0x201C : 0x2018;
	if (c == '\'') shown = len == 2 ? 0x201D : 0x2019;
	if (shown == '-') nl_latex_send(r, r->at, r->at + 1);
	else nl_latex_put_char(r, shown, r->at, r->at + len);
	r->at += len;
}

static void read_character(nl_latex *r)
{
	char c = r->text.ptr[r->at];
	const nl_latex_open_environment *e = c == '&' ? nl_latex_environment_around(r) : NULL;
	switch (c) {
	case '\\': read_backslash(r); return;
	case '%': read_comment(r); return;
	case '\n': read_line_end(r); return;
	case '{':
		*nl_vec_push(&r->groups) = NL_LATEX_END_NOTHING;
		r->at++;
		return;
	case '}': close_group(r); return;
	case '~':
		nl_latex_put_char(r, 0xA0, r->at, r->at + 1);
		r->at++;
		return;
	case '-':
	case '`':
	case '\'': read_run(r, c); return;
	case '$': {
		bool two = nl_latex_char_at(r, r->at + 1) == '$';
		size_t at = r->at;
		r->at += two ? 2 : 1;
		if (!skip_math(r, two)) nl_latex_send(r, at, r->at);
		return;
	}
	default:
		if (e && e->kind->role == NL_LATEX_TABLE) nl_latex_end_block(r);
		else nl_latex_send(r, r->at, r->at + 1);
		r->at++;
	}
}

void nl_latex_read_range(nl_latex *r, size_t from, size_t to)
{
	uint32_t groups = r->groups.len;
	nl_byte_set special = nl_byte_set_of("\\%\n{}~-`'$&");
	r->text = nl_str_slice(r->prose.text, 0, to);
	r->at = from;
	while (r->at < to && !r->over) {
		size_t end = r->at;
		while (end < to && !nl_byte_set_has(&special, r->text.ptr[end])) end++;
		nl_latex_send(r, r->at, end);
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
	nl_latex *r = nl_alloc(sizeof *r);
	r->prose = (nl_prose){.builder = builder, .text = text, .kind = NL_BLOCK_PARAGRAPH, .included = included};
	r->preamble = nl_str_find(text, NL_STR("\\begin{document}")) != SIZE_MAX;
	r->shift = shift_of(text);
	nl_latex_read_range(r, 0, text.len);
	if (r->over) nl_tell_behind(r->prose.included, nl_str_slice(text, r->at - (sizeof "\\end{document}" - 1), r->at));
	r->prose.label[0] = '\0';
	nl_latex_end_block(r);
	nl_vec_release(&r->groups);
	nl_vec_release(&r->definitions);
	nl_map_release(&r->commands);
	nl_arena_release(&r->arena);
	nl_prose_release(&r->prose);
	free(r);
}
