#include "doc/latex_reader.h"

#include <string.h>

#include "doc/included.h"

enum {
	MAX_BRACES = 200,  /* inside an argument that is passed over or kept for later */
	MAX_OPTION = 2000, /* bytes between square brackets */
	EARLY_WORDS = 4,   /* words in a row before the document begins are part of its text; in an argument */
	EARLY_ARGUMENT = 8,
};

/* --- Groups. --- */

size_t nl_latex_skip_blanks(const nl_latex *r, size_t at)
{
	while (at < r->text.len && nl_latex_is_blank(r->text.ptr[at])) at++;
	if (nl_latex_char_at(r, at) != '\n') return at;
	size_t next = at + 1;
	while (next < r->text.len && nl_latex_is_blank(r->text.ptr[next])) next++;
	return nl_latex_char_at(r, next) == '\n' ? at : next;
}

/* Whether the line behind the line end at `at` holds nothing. */
static bool ends_paragraph(const nl_latex *r, size_t at)
{
	size_t next = at + 1;
	while (next < r->text.len && nl_latex_is_blank(r->text.ptr[next])) next++;
	return nl_latex_char_at(r, next) == '\n';
}

/* Past the group that opens at `at`, with "{" or "["; `at` when it is not closed, or too deep inside. `is_short`: as TeX has it of
 * most arguments, it ends before the paragraph does, or a brace was lost. */
static size_t past_any_group(const nl_latex *r, size_t at, bool is_short)
{
	char open = nl_latex_char_at(r, at), close = open == '[' ? ']' : '}';
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

size_t nl_latex_past_group(const nl_latex *r, size_t at)
{
	return past_any_group(r, at, false);
}

nl_str nl_latex_inside_of(const nl_latex *r, size_t from, size_t past)
{
	return past > from + 2 ? nl_str_slice(r->text, from + 1, past - 1) : NL_STR("");
}

/* --- Blocks. --- */

const nl_latex_open_environment *nl_latex_environment_around(const nl_latex *r)
{
	for (uint32_t i = r->depth; i-- > 0;)
		if (r->open[i].kind->role != NL_LATEX_GROUP && r->open[i].kind->role != NL_LATEX_QUOTE) return &r->open[i];
	return NULL;
}

void nl_latex_next_running(nl_latex *r)
{
	const nl_latex_open_environment *e = nl_latex_environment_around(r);
	nl_block_kind kind = NL_BLOCK_PARAGRAPH;
	nl_latex_environment_role role = e ? e->kind->role : NL_LATEX_GROUP;
	if (role == NL_LATEX_LIST || role == NL_LATEX_NUMBERS) kind = NL_BLOCK_LIST;
	if (role == NL_LATEX_TABLE) kind = NL_BLOCK_TABLE;
	if (role == NL_LATEX_CODE) kind = NL_BLOCK_CODE;
	if (r->footnote) kind = NL_BLOCK_FOOTNOTE;
	nl_prose_next(&r->prose, kind, kind == NL_BLOCK_LIST ? r->lists * NL_HINT_STEP : 0, NL_STR(""));
}

/* Reads the footnotes that the block which just ended holds; those inside them come behind them. */
static void read_notes(nl_latex *r)
{
	size_t at = r->at;
	nl_str text = r->text;
	if (r->footnote || r->prose.notes.len == 0) return;
	r->footnote = true;
	nl_builder_quoted(r->prose.builder, false);
	for (uint32_t i = 0; i < r->prose.notes.len; i++) {
		nl_span note = r->prose.notes.at[i];
		nl_latex_next_running(r);
		nl_latex_read_range(r, note.start, note.end);
		nl_prose_end(&r->prose);
	}
	nl_vec_clear(&r->prose.notes);
	nl_builder_quoted(r->prose.builder, r->prose.quotes > 0);
	r->footnote = false;
	r->text = text;
	r->at = at;
}

void nl_latex_end_block(nl_latex *r)
{
	bool unused = r->prose.label[0] != '\0' && !nl_builder_is_open(r->prose.builder); /* \item, and its text still to come */
	if (unused) return;
	nl_prose_end(&r->prose);
	read_notes(r);
	nl_latex_next_running(r);
}

/* Words before the document begins, where nothing is read: settings do not have so many in a row, in arguments or outside. */
static void look_at_early(nl_latex *r, size_t from, size_t to)
{
	uint32_t words = 0, most = r->groups.len > r->early_groups ? EARLY_ARGUMENT : EARLY_WORDS;
	if (r->early_told) return;
	for (size_t i = from; i < to && words < most; i++)
		words += nl_latex_is_letter(r->text.ptr[i]) && (i == from || nl_latex_is_blank(r->text.ptr[i - 1]));
	if (words < most) return;
	r->early_told = true;
	nl_tell_before(r->prose.included, nl_str_trim(nl_str_slice(r->text, from, to)), NL_STR("\\begin{document}"));
}

void nl_latex_send(nl_latex *r, size_t from, size_t to)
{
	if (r->preamble) look_at_early(r, from, to);
	else nl_prose_text(&r->prose, from, to);
}

void nl_latex_put_char(nl_latex *r, uint32_t c, size_t from, size_t to)
{
	if (!r->preamble) nl_prose_char(&r->prose, c, from, to);
}

/* --- Arguments. --- */

void nl_latex_open_group(nl_latex *r, nl_latex_group_end end)
{
	r->at = nl_latex_skip_blanks(r, r->at);
	if (nl_latex_char_at(r, r->at) != '{') return;
	*nl_vec_push(&r->groups) = (uint8_t)end;
	r->at++;
}

void nl_latex_pass_arguments(nl_latex *r, const char *signature)
{
	for (; *signature && *signature != 's'; signature++) {
		size_t at = nl_latex_skip_blanks(r, r->at);
		bool optional = *signature == 'o', there = nl_latex_char_at(r, at) == (optional ? '[' : '{');
		size_t past = there ? past_any_group(r, at, true) : at;
		if (past > at) r->at = past;
		else if (there && !optional) return;
	}
}

nl_str nl_latex_take_any_argument(nl_latex *r, bool is_short)
{
	size_t at = nl_latex_skip_blanks(r, r->at), past = nl_latex_char_at(r, at) == '{' ? past_any_group(r, at, is_short) : at;
	if (past == at) return NL_STR("");
	r->at = past;
	return nl_latex_inside_of(r, at, past);
}

nl_str nl_latex_take_argument(nl_latex *r)
{
	return nl_latex_take_any_argument(r, true);
}

nl_str nl_latex_take_name(nl_latex *r)
{
	size_t at = r->at;
	nl_str name = nl_latex_take_argument(r);
	if (!name.len || (!memchr(name.ptr, '\\', name.len) && !memchr(name.ptr, '\n', name.len))) return name;
	r->at = at;
	return NL_STR("");
}

size_t nl_latex_place_of(const nl_latex *r, nl_str slice)
{
	return (size_t)(slice.ptr - r->text.ptr);
}
