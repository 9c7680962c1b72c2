/* A snippet is drawn line by line. A line of a source becomes cells: what a terminal shows for each character, with the
 * columns that it takes. A window of cells that fits the width is chosen around what is marked, and the marks are put under
 * it. A policy text may be one line of many megabytes, so only the bytes that could be in the window become cells.
 *
 *   draft.md:42:61: warning: promotes multilateral Internet governance [freedom-online/multilateral-governance]
 *      42 | … the establishment of multilateral, transparent and democratic international Internet governance
 *         |                        ^~~~~~~~~~~~                                            ~~~~~~~~~~~~~~~~~~~
 *         = note: ...
 */
#include "diag/draw.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"

enum {
	DEFAULT_WIDTH = 100,
	LEAST_CONTEXT = 20, /* columns of text on the narrowest terminal */
	TAB_STOP = 4,
	LONGEST_MARK = 3,   /* lines that one mark is drawn on; of a longer one only the first is shown */
	MOST_LINES = 6,     /* lines of one snippet */
	BYTES_A_COLUMN = 8, /* how far around a mark text is looked at: letters with marks on them take several bytes */
	WORD_SEARCH = 16    /* columns given up so that a cut falls between words */
};

/* ---- characters ---------------------------------------------------------------------------------------------- */

typedef enum { GLYPH_SHOWN, GLYPH_LEFT_OUT, GLYPH_ESCAPED, GLYPH_SPACE, GLYPH_TAB } glyph_kind;

/* Soft hyphens and zero-width spaces are part of typeset text and mean nothing here; every other character that shows
 * nothing (controls, direction overrides, tags) could make a line look like another one. */
static glyph_kind glyph_of(uint32_t c)
{
	if (c == '\t') return GLYPH_TAB;
	if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) return GLYPH_SPACE;
	if (c >= 0x20 && c < 0x7F) return GLYPH_SHOWN;
	if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF) return GLYPH_LEFT_OUT;
	if (c == 0x200C || c == 0x200D) return GLYPH_SHOWN; /* they join or part letters and emoji */
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CN: return GLYPH_ESCAPED;
	case UTF8PROC_CATEGORY_CF: return utf8proc_charwidth((utf8proc_int32_t)c) > 0 ? GLYPH_SHOWN : GLYPH_ESCAPED;
	default: return GLYPH_SHOWN;
	}
}

static uint32_t columns_of(uint32_t c)
{
	if (c < 0x7F) return 1;
	if (utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CO) return 1;
	int width = utf8proc_charwidth((utf8proc_int32_t)c);
	return width > 0 ? (uint32_t)width : 0;
}

static const char escape[] = "\\u{%02x}";

/* The columns that are taken by what is shown for `c` at `column`. */
static uint32_t width_of(uint32_t c, uint32_t column)
{
	switch (glyph_of(c)) {
	case GLYPH_SHOWN: return columns_of(c);
	case GLYPH_LEFT_OUT: return 0;
	case GLYPH_SPACE: return 1;
	case GLYPH_ESCAPED: return (uint32_t)snprintf(NULL, 0, escape, c);
	case GLYPH_TAB: break;
	}
	return TAB_STOP - column % TAB_STOP;
}

/* Appends what is shown for `c` at `column`; returns the columns that it takes. */
static uint32_t add_glyph(nl_buf *out, uint32_t c, uint32_t column)
{
	uint32_t columns = width_of(c, column);
	switch (glyph_of(c)) {
	case GLYPH_SHOWN: nl_buf_add_char(out, c); break;
	case GLYPH_LEFT_OUT: break;
	case GLYPH_SPACE: nl_buf_add_byte(out, ' '); break;
	case GLYPH_ESCAPED: nl_buf_addf(out, escape, c); break;
	case GLYPH_TAB: nl_buf_addf(out, "%*s", (int)columns, ""); break;
	}
	return columns;
}

uint32_t nl_draw_columns(nl_str text)
{
	uint32_t columns = 0;
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		columns += width_of(c.code_point, columns);
		at += c.len;
	}
	return columns;
}

size_t nl_draw_fit(nl_str text, uint32_t columns)
{
	uint32_t taken = 0;
	for (size_t at = 0; at < text.len;) {
		if (text.ptr[at] >= ' ' && text.ptr[at] < 0x7F) { /* most are: a byte, a column */
			if (taken == columns) return at;
			taken++;
			at++;
			continue;
		}
		nl_utf8_char c = nl_utf8_decode(text, at);
		taken += width_of(c.code_point, taken);
		if (taken > columns) return at;
		at += c.len;
	}
	return text.len;
}

static bool is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x202F;
}

/* How many bytes from `at` on are shown as they are. */
static size_t plain_run(nl_str text, size_t at)
{
	size_t end = at;
	while (end < text.len && text.ptr[end] > ' ' && text.ptr[end] < 0x7F) end++;
	return end - at;
}

void nl_draw_clean(nl_buf *out, nl_str text)
{
	bool space = false;
	for (size_t at = 0; at < text.len;) {
		size_t run = plain_run(text, at);
		if (run) {
			nl_buf_add(out, nl_str_slice(text, at, at + run));
			at += run;
			space = false;
			continue;
		}
		nl_utf8_char c = nl_utf8_decode(text, at);
		at += c.len;
		bool was_space = space;
		space = is_space(c.code_point);
		if (!space) add_glyph(out, c.code_point, 0);
		else if (!was_space) nl_buf_add_byte(out, ' ');
	}
}

/* ---- a line as cells ----------------------------------------------------------------------------------------- */

/* A character with the marks that combine with it. */
typedef struct {
	nl_span source;  /* bytes of the source's text */
	uint32_t shown;  /* where its bytes begin in `shown`; they end where the next cell's begin */
	uint32_t column; /* likewise */
	bool space;
} cell;

typedef struct {
	nl_buf shown;
	NL_VEC(cell) cells;         /* one more than there are, which ends the last */
	bool cut_before, cut_after; /* the line goes on beyond the cells */
} cells;

static void cells_release(cells *line)
{
	nl_buf_release(&line->shown);
	nl_vec_release(&line->cells);
}

static bool inside_character(nl_str text, uint32_t at)
{
	return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* The cells of the bytes `part` of `text`. */
static cells cells_of(nl_str text, nl_span part)
{
	cells line = {0};
	uint32_t column = 0;
	for (uint32_t at = part.start; at < part.end;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		uint32_t shown = (uint32_t)line.shown.len;
		uint32_t columns = add_glyph(&line.shown, c.code_point, column);
		if (columns == 0 && line.cells.len > 0) nl_vec_last(&line.cells)->source.end = at + c.len;
		else *nl_vec_push(&line.cells) = (cell){{at, at + c.len}, shown, column, is_space(c.code_point)};
		column += columns;
		at += c.len;
	}
	*nl_vec_push(&line.cells) = (cell){{part.end, part.end}, (uint32_t)line.shown.len, column, true};
	return line;
}

/* The part of a line that is worth looking at: all of it, or enough around what is marked. */
static cells cells_around(const nl_source *source, nl_span line, nl_span marked, uint32_t width)
{
	nl_str text = nl_source_text(source);
	uint32_t reach = width * BYTES_A_COLUMN;
	nl_span part = line;
	if (marked.start - line.start > reach) part.start = marked.start - reach;
	if (line.end - marked.start > reach) part.end = marked.start + reach;
	while (part.start > line.start && inside_character(text, part.start)) part.start--;
	while (part.end < line.end && inside_character(text, part.end)) part.end++;
	cells cut = cells_of(text, part);
	cut.cut_before = part.start > line.start;
	cut.cut_after = part.end < line.end;
	return cut;
}

/* ---- the window that is shown -------------------------------------------------------------------------------- */

/* Cells first..end; the ellipses stand outside. */
typedef struct {
	uint32_t first, end;
} window;

static uint32_t column_at(const cells *line, uint32_t i)
{
	return line->cells.at[i].column;
}

static uint32_t cell_at(const cells *line, uint32_t offset)
{
	uint32_t i = 0, last = line->cells.len - 1;
	while (i < last && line->cells.at[i].source.end <= offset) i++;
	return i;
}

/* Moves a cut to the nearest white space inside, so that no word is cut; but never into what is marked. */
static window between_words(const cells *line, window w, window marked)
{
	uint32_t last = line->cells.len - 1;
	if (w.first > 0 || line->cut_before) {
		uint32_t i = w.first;
		while (i < marked.first && !line->cells.at[i].space && column_at(line, i) - column_at(line, w.first) < WORD_SEARCH)
			i++;
		if (line->cells.at[i].space || i == marked.first) w.first = i;
	}
	if (w.end < last || line->cut_after) {
		uint32_t i = w.end;
		while (i > marked.end && !line->cells.at[i - 1].space && column_at(line, w.end) - column_at(line, i) < WORD_SEARCH)
			i--;
		if (i > w.first && (line->cells.at[i - 1].space || i == marked.end)) w.end = i;
	}
	return w;
}

/* The widest window of at most `width` columns, with what is marked in its middle, or at least its beginning. */
static window window_of(const cells *line, nl_span span, uint32_t width)
{
	uint32_t last = line->cells.len - 1;
	if (column_at(line, last) <= width && !line->cut_before && !line->cut_after) return (window){0, last};

	width -= 2; /* for the ellipses */
	window marked = {cell_at(line, span.start), cell_at(line, span.end)};
	uint32_t wanted = column_at(line, marked.end) - column_at(line, marked.first);
	uint32_t before = wanted < width ? (width - wanted) / 2 : 0;
	uint32_t after = column_at(line, last) - column_at(line, marked.first);
	if (before + after < width) before = width - after; /* room that the end of the line leaves */

	window w = marked;
	while (w.first > 0 && column_at(line, marked.first) - column_at(line, w.first - 1) <= before) w.first--;
	w.end = w.first;
	while (w.end < last && column_at(line, w.end + 1) - column_at(line, w.first) <= width) w.end++;
	if (marked.end > w.end) marked.end = w.end;
	return between_words(line, w, marked);
}

/* ---- marks --------------------------------------------------------------------------------------------------- */

/* The part of a label that stands on one line. */
typedef struct {
	uint32_t line;
	nl_span span;
	bool primary; /* begins with ^ */
	bool goes_on; /* on lines that are not shown */
} mark;

typedef NL_VEC(mark) marks;

static nl_span line_span(const nl_source *source, uint32_t line)
{
	uint32_t start = nl_source_line_start(source, line);
	return (nl_span){start, start + (uint32_t)nl_source_line(source, line).len};
}

static nl_span clipped(nl_span span, nl_span to)
{
	if (span.start < to.start) span.start = to.start;
	if (span.end > to.end) span.end = to.end;
	if (span.start > span.end) span.start = span.end;
	return span;
}

static nl_span without_space(const nl_source *source, nl_span span)
{
	nl_str text = nl_source_text(source), part = nl_str_trim(nl_str_slice(text, span.start, span.end));
	uint32_t start = (uint32_t)(part.ptr - text.ptr);
	return (nl_span){start, start + (uint32_t)part.len};
}

static void add_marks(marks *list, const nl_source *source, nl_span span, bool primary)
{
	uint32_t last_byte = span.end > span.start ? span.end - 1 : span.start;
	uint32_t first = nl_source_place(source, span.start).line, last = nl_source_place(source, last_byte).line;
	bool too_long = last - first >= LONGEST_MARK;
	for (uint32_t line = first; line <= (too_long ? first : last); line++) {
		nl_span part = clipped(span, line_span(source, line));
		if (line > first) part = without_space(source, part);
		if (line > first && part.start == part.end) continue;
		*nl_vec_push(list) = (mark){line, part, primary && line == first, too_long};
	}
}

static int compare_marks(const void *left, const void *right)
{
	const mark *a = left, *b = right;
	if (a->line != b->line) return a->line < b->line ? -1 : 1;
	if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
	return (int)b->primary - (int)a->primary;
}

/* ---- drawing ------------------------------------------------------------------------------------------------- */

typedef struct {
	nl_buf *out;
	nl_draw_style style;
	int gutter; /* columns of a line number */
} drawing;

static const char bold[] = "\033[1m", green[] = "\033[1;32m", cyan[] = "\033[1;36m", plain[] = "\033[0m";

static const char *severity_colour(nl_severity severity)
{
	static const char *const colours[] = {[NL_NOTE] = cyan, [NL_WARNING] = "\033[1;35m", [NL_ERROR] = "\033[1;31m"};
	return colours[severity];
}

static void colour(const drawing *to, const char *code)
{
	if (to->style.colour) nl_buf_add_c(to->out, code);
}

static void end_line(nl_buf *out)
{
	while (out->len > 0 && out->ptr[out->len - 1] == ' ') out->len--;
	nl_buf_add_byte(out, '\n');
}

/* Fills columns that `span` takes in the window with ~ ; an empty span takes the one where it stands. */
static void underline(char *row, const cells *line, window w, mark m)
{
	uint32_t base = column_at(line, w.first), first = UINT32_MAX;
	for (uint32_t i = w.first; i <= w.end; i++) {
		nl_span source = line->cells.at[i].source;
		bool point = m.span.start == m.span.end && (source.end > m.span.start || i == line->cells.len - 1);
		bool inside = source.start < m.span.end && source.end > m.span.start && i < w.end;
		if (!inside && !(point && first == UINT32_MAX)) continue;
		uint32_t end = point ? column_at(line, i) + 1 : column_at(line, i + 1);
		for (uint32_t column = column_at(line, i); column < end; column++) {
			if (row[column - base] == ' ') row[column - base] = '~';
		}
		if (first == UINT32_MAX) first = column_at(line, i);
	}
	if (m.primary && first != UINT32_MAX) row[first - base] = '^';
}

static void draw_marks(const drawing *to, const cells *line, window w, const mark *list, uint32_t count)
{
	uint32_t columns = column_at(line, w.end) - column_at(line, w.first) + 1; /* a point may stand behind the last */
	char *row = nl_alloc(columns);
	memset(row, ' ', columns);
	for (uint32_t i = 0; i < count; i++) underline(row, line, w, list[i]);
	while (columns > 0 && row[columns - 1] == ' ') columns--;
	colour(to, green);
	nl_buf_add(to->out, (nl_str){row, columns});
	if (list[count - 1].goes_on) nl_buf_add_c(to->out, "...");
	colour(to, plain);
	end_line(to->out);
	free(row);
}

/* One line of source and the line of marks under it; `list` are its marks, at least one, in order. */
static void draw_line(const drawing *to, const nl_source *source, const mark *list, uint32_t count)
{
	nl_span all = list[0].span;
	for (uint32_t i = 1; i < count; i++) {
		if (list[i].span.end > all.end) all.end = list[i].span.end;
	}
	uint32_t width = to->style.width - (uint32_t)to->gutter - 3;
	cells line = cells_around(source, line_span(source, list[0].line), all, width);
	window w = window_of(&line, all, width);
	bool cut_before = w.first > 0 || line.cut_before, cut_after = w.end + 1 < line.cells.len || line.cut_after;
	nl_str shown = nl_str_slice(nl_buf_str(&line.shown), line.cells.at[w.first].shown, line.cells.at[w.end].shown);

	nl_buf_addf(to->out, "%*u | %s", to->gutter, list[0].line, cut_before ? "…" : "");
	nl_buf_add(to->out, shown);
	if (cut_after) nl_buf_add_c(to->out, "…");
	end_line(to->out);

	nl_buf_addf(to->out, "%*s | %s", to->gutter, "", cut_before ? " " : "");
	draw_marks(to, &line, w, list, count);
	cells_release(&line);
}

static void draw_snippet(const drawing *to, const nl_label *primary, const nl_labels *parts)
{
	marks list = {0};
	add_marks(&list, primary->source, primary->span, true);
	for (uint32_t i = 0; parts && i < parts->len; i++) add_marks(&list, primary->source, parts->at[i].span, false);
	qsort(list.at, list.len, sizeof *list.at, compare_marks);

	uint32_t lines = 0;
	for (uint32_t first = 0, end; first < list.len; first = end) {
		for (end = first + 1; end < list.len && list.at[end].line == list.at[first].line;) end++;
		bool gap = first > 0 && list.at[first].line > list.at[first - 1].line + 1, full = ++lines > MOST_LINES;
		if (gap || full) nl_buf_addf(to->out, "%*s |\n", to->gutter, "...");
		if (full) break;
		draw_line(to, primary->source, list.at + first, end - first);
	}
	nl_vec_release(&list);
}

/* "path:line:col: error: message [code]" */
static void draw_header(const drawing *to, const nl_label *at, nl_severity severity, nl_str message, nl_str code)
{
	nl_buf *out = to->out;
	colour(to, bold);
	nl_draw_clean(out, at->source ? nl_source_name(at->source) : NL_STR("normlint"));
	if (at->source && !at->whole) {
		nl_place place = nl_source_place(at->source, at->span.start);
		nl_buf_addf(out, ":%u:%u", place.line, place.column);
	}
	nl_buf_add_c(out, ": ");
	colour(to, severity_colour(severity));
	nl_buf_addf(out, "%s: ", nl_severity_name(severity));
	colour(to, plain);
	colour(to, bold);
	nl_draw_clean(out, message);
	colour(to, plain);
	if (code.len) nl_buf_addf(out, " [" NL_FMT "]", NL_ARG(code));
	end_line(out);
}

static void draw_remarks(const drawing *to, const nl_strs *list, const char *word, const char *word_colour)
{
	for (uint32_t i = 0; i < list->len; i++) {
		nl_buf_addf(to->out, "%*s = ", to->gutter, "");
		colour(to, word_colour);
		nl_buf_addf(to->out, "%s:", word);
		colour(to, plain);
		nl_buf_add_byte(to->out, ' ');
		nl_draw_clean(to->out, list->at[i]);
		end_line(to->out);
	}
}

static bool has_line(const nl_label *label)
{
	return label->source && !label->whole;
}

/* Line numbers of five digits leave the look alone; larger ones push everything to the right. */
static int gutter_of(const nl_diag *diag)
{
	int gutter = 5;
	if (has_line(&diag->primary)) {
		uint32_t lines = nl_source_lines(diag->primary.source);
		for (uint32_t most = 99999; lines > most && gutter < 10; most = most * 10 + 9) gutter++;
	}
	return gutter;
}

void nl_draw_diag(nl_buf *out, const nl_diag *diag, nl_draw_style style)
{
	drawing to = {out, style, gutter_of(diag)};
	if (to.style.width == 0) to.style.width = DEFAULT_WIDTH;
	if (to.style.width < (uint32_t)to.gutter + LEAST_CONTEXT) to.style.width = (uint32_t)to.gutter + LEAST_CONTEXT;

	draw_header(&to, &diag->primary, diag->severity, diag->message, diag->code);
	if (!style.show_source) return;
	if (has_line(&diag->primary)) draw_snippet(&to, &diag->primary, &diag->parts);
	draw_remarks(&to, &diag->notes, "note", cyan);
	draw_remarks(&to, &diag->helps, "help", green);
	for (uint32_t i = 0; i < diag->related.len; i++) {
		const nl_label *label = &diag->related.at[i];
		draw_header(&to, label, NL_NOTE, label->text, NL_STR(""));
		if (has_line(label)) draw_snippet(&to, label, NULL);
	}
}

void nl_draw_sink(nl_buf *out, nl_sink *sink, nl_draw_style style)
{
	nl_sink_sort(sink);
	for (uint32_t i = 0; i < sink->list.len; i++) {
		if (i > 0 && style.show_source) nl_buf_add_byte(out, '\n');
		nl_draw_diag(out, &sink->list.at[i], style);
	}
}
