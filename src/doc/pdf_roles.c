/* doc/pdf_roles.c - which lines of a page are its running heads, its number and its footnotes; see pdf_lines.h.
 *
 * A running head is the outermost line of a page, and stands at the same height with the same words (but for a number that rises)
 * on another page, too. A footnote is in smaller print, at the foot of a column, and begins with its mark. */
#include "base/mem.h"
#include "doc/marker.h"
#include "doc/pdf_lines.h"
#include "doc/sentences.h"
#include "doc/txt_lines.h"

enum {
	ROUNDS = 4,        /* lines on top of each other that may all be running heads */
	SAME_HEIGHT = 300, /* hundredths of a point */
	HEAD_BYTES = 200,
	NOTE_PERCENT = 93, /* of the size of the body, at most */
	LABEL_DIGITS = 3,
	PAGE_LINES = 5000, /* a page of more has no footnotes */
};

/* An outermost line, for comparing. */
typedef struct {
	uint32_t line, number; /* the last number in it; 0 for none */
	nl_str name;           /* its text with "#" for numbers */
	int32_t y;
} outer;

typedef struct {
	nl_pdf_lines *lines;
	NL_VEC(outer) outers;
	nl_arena arena;
} marker_of_heads;

/* ---- running heads and page numbers ---------------------------------------------------------------------------- */

/* The highest or lowest line of a page that has no role yet; NL_NONE when there is none. */
static uint32_t outermost(const nl_pdf_lines *lines, uint32_t page, bool top)
{
	uint32_t best = NL_NONE;
	for (uint32_t i = lines->pages.at[page]; i < lines->pages.at[page + 1]; i++) {
		const nl_pdf_line *line = &lines->lines.at[i];
		if (line->role != NL_PDF_BODY) continue;
		bool further = best == NL_NONE ||
			(top ? line->base < lines->lines.at[best].base : line->base > lines->lines.at[best].base);
		if (further) best = i;
	}
	return best;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static outer outer_of(marker_of_heads *m, uint32_t index, nl_str text)
{
	outer o = {.line = index, .y = m->lines->lines.at[index].base};
	nl_buf name = {0};
	for (size_t i = 0; i < text.len;) {
		if (!is_digit(text.ptr[i])) {
			nl_buf_add_byte(&name, text.ptr[i++]);
			continue;
		}
		uint32_t number = 0;
		for (; i < text.len && is_digit(text.ptr[i]); i++) number = number * 10 + (uint32_t)(text.ptr[i] - '0');
		o.number = number;
		nl_buf_add_byte(&name, '#');
	}
	o.name = nl_arena_str(&m->arena, nl_buf_str(&name));
	nl_buf_release(&name);
	return o;
}

/* Collects the outermost lines of all pages; page numbers are marked at once. */
static void collect(marker_of_heads *m, bool top)
{
	nl_vec_clear(&m->outers);
	for (uint32_t page = 0; page + 1 < m->lines->pages.len; page++) {
		uint32_t index = outermost(m->lines, page, top);
		if (index == NL_NONE) continue;
		nl_buf text = {0};
		nl_pdf_line_text(m->lines, &m->lines->lines.at[index], &text);
		if (nl_is_page_number(nl_str_trim(nl_buf_str(&text)))) m->lines->lines.at[index].role = NL_PDF_NUMBER;
		else if (text.len <= HEAD_BYTES) *nl_vec_push(&m->outers) = outer_of(m, index, nl_str_trim(nl_buf_str(&text)));
		nl_buf_release(&text);
	}
}

static int by_name(const void *a, const void *b)
{
	const outer *x = a, *y = b;
	int order = nl_str_cmp(x->name, y->name);
	if (order) return order;
	if (x->y != y->y) return x->y < y->y ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Neighbours in the order of names and heights. The one number in them is that of the page, so it rises with it. */
static bool is_same(const outer *a, const outer *b)
{
	if (!nl_str_eq(a->name, b->name) || b->y - a->y > SAME_HEIGHT) return false;
	return a->number == b->number || (a->number < b->number) == (a->line < b->line);
}

static void mark_heads(nl_pdf_lines *lines)
{
	marker_of_heads m = {.lines = lines};
	for (int round = 0; round < 2 * ROUNDS; round++) {
		collect(&m, round % 2 == 0);
		if (m.outers.len > 1) qsort(m.outers.at, m.outers.len, sizeof *m.outers.at, by_name);
		for (uint32_t i = 1; i < m.outers.len; i++) {
			if (!is_same(&m.outers.at[i - 1], &m.outers.at[i])) continue;
			lines->lines.at[m.outers.at[i - 1].line].role = NL_PDF_RUNNING;
			lines->lines.at[m.outers.at[i].line].role = NL_PDF_RUNNING;
		}
	}
	nl_vec_release(&m.outers);
	nl_arena_release(&m.arena);
}

/* ---- footnotes ------------------------------------------------------------------------------------------------- */

static bool is_small(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	return line->role == NL_PDF_BODY && (int64_t)line->size * 100 <= (int64_t)lines->body_size * NOTE_PERCENT;
}

/* "1", "12.", "[3]", "*", and "1These", where no space was set behind the mark. */
size_t nl_pdf_note_label(nl_str text)
{
	size_t at = nl_str_starts(text, NL_STR("[")), first = at;
	if (nl_str_starts(text, NL_STR("*"))) return 1;
	if (nl_str_starts(text, NL_STR("\xE2\x80\xA0"))) return 3; /* a dagger */
	while (at < text.len && is_digit(text.ptr[at])) at++;
	if (at == first || at - first > LABEL_DIGITS) return 0;
	if (at < text.len && (text.ptr[at] == ']' || text.ptr[at] == '.' || text.ptr[at] == ')')) at++;
	bool apart = at == text.len || text.ptr[at] == ' ' || (text.ptr[at] >= 'A' && text.ptr[at] <= 'Z');
	while (at < text.len && text.ptr[at] == ' ') at++;
	return apart ? at : 0;
}

bool nl_pdf_begins_note(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	const nl_pdf_word *word = nl_pdf_word_of(lines, line, 0);
	return nl_pdf_is_note_mark(line, word) || nl_pdf_note_label(word->text) > 0;
}

/* Whether text of the body stands above the line on its page. */
static bool has_body_above(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	for (uint32_t i = lines->pages.at[line->page]; i < lines->pages.at[line->page + 1]; i++) {
		const nl_pdf_line *other = &lines->lines.at[i];
		if (other->role == NL_PDF_BODY && !is_small(lines, other) && other->base < line->base) return true;
	}
	return false;
}

/* Whether text of the body stands below it, in its column or across. */
static bool has_body_below(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	for (uint32_t i = lines->pages.at[line->page]; i < lines->pages.at[line->page + 1]; i++) {
		const nl_pdf_line *other = &lines->lines.at[i];
		bool beside = other->right <= line->left || other->left >= line->right;
		if (other->role == NL_PDF_BODY && !is_small(lines, other) && other->base > line->base && !beside) return true;
	}
	return false;
}

static bool is_raised_note(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	return line->role == NL_PDF_BODY && nl_pdf_is_note_mark(line, nl_pdf_word_of(lines, line, 0));
}

/* Where the notes of the column first..end may begin: with the small print at its foot, or a line that begins with a raised mark. */
static uint32_t notes_start(const nl_pdf_lines *lines, uint32_t first, uint32_t end)
{
	uint32_t start = end;
	while (start > first && is_small(lines, &lines->lines.at[start - 1])) start--;
	if (start < end) return start;
	for (start = first; start < end && !is_raised_note(lines, &lines->lines.at[start]);) start++;
	return start;
}

/* Whether a note stops in the middle of a sentence, to go on in the next column or page. */
static bool is_left_open(const nl_pdf_lines *lines, uint32_t note)
{
	nl_buf text = {0};
	if (note == NL_NONE) return false;
	nl_pdf_line_text(lines, &lines->lines.at[note], &text);
	bool open = !nl_ends_sentence(nl_str_trim(nl_buf_str(&text)));
	nl_buf_release(&text);
	return open;
}

/* The lines first..end are a column. Those at its foot are notes from the first mark on; from their first line on when the last note
 * before, `note`, goes on there. */
static void mark_notes_of(nl_pdf_lines *lines, uint32_t first, uint32_t end, uint32_t *note)
{
	uint32_t start = notes_start(lines, first, end), page = lines->lines.at[first].page;
	if (start == end || lines->pages.at[page + 1] - lines->pages.at[page] > PAGE_LINES) return;
	const nl_pdf_line *line = &lines->lines.at[start];
	if (!has_body_above(lines, line) || (is_small(lines, line) && has_body_below(lines, line))) return;
	bool goes_on = is_left_open(lines, *note);
	for (uint32_t i = start; i < end; i++) {
		goes_on = goes_on || nl_pdf_begins_note(lines, &lines->lines.at[i]);
		if (!goes_on) continue;
		lines->lines.at[i].role = NL_PDF_NOTE;
		*note = i;
	}
}

static void mark_notes(nl_pdf_lines *lines)
{
	uint32_t note = NL_NONE;
	for (uint32_t i = 0, end; i < lines->lines.len; i = end) {
		for (end = i; end < lines->lines.len && lines->lines.at[end].column == lines->lines.at[i].column;) end++;
		uint32_t last = end;
		while (last > i && lines->lines.at[last - 1].role == NL_PDF_RUNNING) last--;
		while (last > i && lines->lines.at[last - 1].role == NL_PDF_NUMBER) last--;
		mark_notes_of(lines, i, last, &note);
	}
}

void nl_pdf_lines_mark(nl_pdf_lines *lines)
{
	mark_heads(lines);
	mark_notes(lines);
}
