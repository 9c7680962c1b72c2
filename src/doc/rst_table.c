/* doc/rst_table.c - grid tables and simple tables: their cells, row by row. */
#include <string.h>

#include "base/utf8.h"
#include "doc/rst.h"

enum { MAX_COLUMNS = 64 };

static bool is_only(nl_str text, const char *marks)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(marks, text.ptr[i])) return false;
	return true;
}

typedef struct {
	nl_rst *rst;
	uint32_t indent;                   /* of the table */
	uint32_t columns[MAX_COLUMNS + 1]; /* where each begins, in characters from the indent; the last: where the table ends */
	uint32_t count;
} table;

/* The byte of a line's character `column`, counted from the table's indent; the line's end when it is shorter. */
static uint32_t byte_at(const table *t, uint32_t line, uint32_t column)
{
	const nl_markup_line *l = &t->rst->lines.lines.at[line];
	uint32_t at = l->start, here = l->indent > t->indent ? l->indent - t->indent : 0;
	nl_str text = nl_str_slice(t->rst->lines.text, 0, l->end);
	for (; here < column && at < l->end; here++) at += nl_utf8_decode(text, at).len;
	return at;
}

/* Sends column `first` up to `past` of the lines as one cell. */
static void send_cell(table *t, uint32_t from, uint32_t to, uint32_t start, uint32_t end)
{
	nl_str text = t->rst->lines.text;
	nl_prose_next(&t->rst->prose, NL_BLOCK_TABLE, 0, NL_STR(""));
	for (uint32_t i = from; i < to; i++) {
		uint32_t first = byte_at(t, i, start), past = end == UINT32_MAX ? t->rst->lines.lines.at[i].end : byte_at(t, i, end);
		nl_str piece = nl_str_trim(nl_str_slice(text, first, past));
		if (is_only(piece, "-+=|")) continue;
		size_t at = (size_t)(piece.ptr - text.ptr);
		nl_rst_inline(t->rst, at, at + piece.len);
		nl_prose_line(&t->rst->prose, first + (uint32_t)piece.len, past);
	}
	nl_prose_end(&t->rst->prose);
}

/* --- Grid tables: "+---+---+". --- */

static void find_columns(table *t, nl_str border)
{
	for (uint32_t i = 0; i < border.len && t->count <= MAX_COLUMNS; i++)
		if (border.ptr[i] == '+') t->columns[t->count++] = i;
	if (t->count) t->count--; /* the last + ends the table */
}

static bool is_bar(const table *t, uint32_t line, uint32_t column)
{
	uint32_t at = byte_at(t, line, column);
	return at < t->rst->lines.lines.at[line].end && strchr("|+", t->rst->lines.text.ptr[at]);
}

static void send_grid_row(table *t, uint32_t from, uint32_t to)
{
	for (uint32_t c = 0; c < t->count;) {
		uint32_t past = c + 1;
		while (past < t->count && !is_bar(t, from, t->columns[past])) past++; /* a cell over several columns */
		send_cell(t, from, to, t->columns[c] + 1, t->columns[past]);
		c = past;
	}
}

static uint32_t grid_table(table *t, uint32_t line, uint32_t end)
{
	find_columns(t, nl_markup_line_text(&t->rst->lines, line));
	uint32_t row = line + 1, i = line + 1;
	if (t->count == 0) return line;
	for (; i < end; i++) {
		nl_str text = nl_markup_line_text(&t->rst->lines, i);
		if (text.len == 0 || !strchr("+|", text.ptr[0])) break;
		if (text.ptr[0] != '+') continue;
		if (i > row) send_grid_row(t, row, i);
		row = i + 1;
	}
	if (i > row) send_grid_row(t, row, i); /* its last border is missing */
	return i;
}

/* --- Simple tables: "==== ====". --- */

static bool is_border(nl_str line, char mark)
{
	return line.len && line.ptr[0] == mark && is_only(line, mark == '=' ? "= " : "- ");
}

static uint32_t simple_table(table *t, uint32_t line, uint32_t end)
{
	nl_str border = nl_markup_line_text(&t->rst->lines, line);
	for (uint32_t i = 0; i < border.len && t->count < MAX_COLUMNS; i++)
		if (border.ptr[i] == '=' && (i == 0 || border.ptr[i - 1] == ' ')) t->columns[t->count++] = i;
	uint32_t last = line;
	for (uint32_t i = line + 1; i < end; i++) {
		if (!is_border(nl_markup_line_text(&t->rst->lines, i), '=')) continue;
		last = i;
		if (i + 1 == end || nl_markup_line_is_empty(&t->rst->lines, i + 1)) break;
	}
	if (last == line) return line;
	for (uint32_t row = line + 1, past; row < last; row = past) {
		past = row + 1;
		nl_str text = nl_markup_line_text(&t->rst->lines, row);
		if (text.len == 0 || is_border(text, '=') || is_border(text, '-')) continue;
		while (past < last) { /* lines whose first cell is empty go on with the row */
			nl_str next = nl_markup_line_text(&t->rst->lines, past);
			bool goes_on = next.len && t->count > 1 && t->rst->lines.lines.at[past].indent >= t->indent + t->columns[1];
			if (!goes_on) break;
			past++;
		}
		for (uint32_t c = 0; c < t->count; c++)
			send_cell(t, row, past, t->columns[c], c + 1 < t->count ? t->columns[c + 1] : UINT32_MAX);
	}
	return last + 1;
}

uint32_t nl_rst_table(nl_rst *rst, uint32_t line, uint32_t end)
{
	nl_str text = nl_markup_line_text(&rst->lines, line);
	table t = {.rst = rst, .indent = rst->lines.lines.at[line].indent};
	bool grid = text.len > 4 && (nl_str_starts(text, NL_STR("+-")) || nl_str_starts(text, NL_STR("+="))) &&
		text.ptr[text.len - 1] == '+';
	if (grid) return grid_table(&t, line, end);
	bool columns = nl_str_find(text, NL_STR(" ")) != SIZE_MAX && is_border(text, '=');
	return columns ? simple_table(&t, line, end) : line;
}
