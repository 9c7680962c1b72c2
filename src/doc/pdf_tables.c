/* doc/pdf_tables.c - see pdf_tables.h. */
#include "doc/pdf_tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/marker.h"

enum {
	CELL_PERCENT = 150,       /* of the size: a gap between cells, */
	CELL_SPACES = 3,          /* and so many spaces; */
	NARROW_CELL_PERCENT = 40, /* the same where the cells of a line beside it begin at the same place */
	NARROW_SPACES_PERCENT = 160,
	CELL_EDGE = 150,     /* hundredths of a point by which the edges of cells may differ that are one */
	STRETCHED = 100,     /* the same of a justified line and its column */
	ROW_REACH = 4,       /* lines from a row to the next, whose cells may have several */
	CLOSE_PERCENT = 112, /* of the smallest distance of base lines in a table: lines of one row, */
	FAR_PERCENT = 120,   /* when others are so far from each other */
};

/* ---- lines ----------------------------------------------------------------------------------------------------- */

/* The gap behind a word, in hundredths of a point; 0 behind the last. */
static int32_t gap_behind(const nl_pdf_lines *lines, const nl_pdf_line *line, uint32_t index)
{
	if (index + 1 >= line->end - line->first) return 0;
	const nl_pdf_word *word = nl_pdf_word_of(lines, line, index), *next = nl_pdf_word_of(lines, line, index + 1);
	return next->x - word->x - word->width;
}

static bool is_wide_gap(const nl_pdf_lines *lines, const nl_pdf_line *line, int32_t gap)
{
	return (int64_t)gap * 100 >= (int64_t)line->size * CELL_PERCENT && gap >= CELL_SPACES * lines->space;
}

static bool is_narrow_gap(const nl_pdf_lines *lines, const nl_pdf_line *line, int32_t gap)
{
	return (int64_t)gap * 100 >= (int64_t)line->size * NARROW_CELL_PERCENT &&
		(int64_t)gap * 100 >= (int64_t)lines->space * NARROW_SPACES_PERCENT;
}

/* A justified line is stretched to the edge, and its gaps are no cells. */
static bool is_stretched(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	return line->right >= lines->columns.at[line->column].right - STRETCHED;
}

static bool is_marker_word(nl_str text)
{
	char spaced[16];
	nl_marker marker;
	if (text.len + 2 > sizeof spaced) return false;
	memcpy(spaced, text.ptr, text.len);
	spaced[text.len] = ' ';
	spaced[text.len + 1] = 'x';
	return nl_marker_read((nl_str){spaced, text.len + 2}, &marker) == text.len + 1;
}

/* Where the second cell of a line begins; INT32_MIN when it has none. */
static int32_t second_cell(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	uint32_t count = line->end - line->first;
	uint32_t first = count && is_marker_word(nl_pdf_word_of(lines, line, 0)->text) ? 1 : 0;
	for (uint32_t i = first; i + 1 < count; i++)
		if (is_wide_gap(lines, line, gap_behind(lines, line, i))) return nl_pdf_word_of(lines, line, i + 1)->x;
	return INT32_MIN;
}

static bool has_cell_at(const nl_pdf_lines *lines, const nl_pdf_line *line, int32_t x)
{
	for (uint32_t i = 0; i + 1 < line->end - line->first; i++) {
		int32_t start = nl_pdf_word_of(lines, line, i + 1)->x;
		if (abs(start - x) <= CELL_EDGE && is_narrow_gap(lines, line, gap_behind(lines, line, i))) return true;
	}
	return false;
}

/* A line that holds nothing but more of a cell that begins at `x`. */
static bool is_more_of(const nl_pdf_line *line, int32_t x)
{
	return abs(line->left - x) <= CELL_EDGE;
}

static bool are_beside(const nl_pdf_line *a, const nl_pdf_line *b)
{
	return a->column == b->column && a->role == NL_PDF_BODY && b->role == NL_PDF_BODY;
}

/* Marks a line and one near it, and what stands between, when both have a cell at the same place; and lines right behind it that
 * go on with that cell. */
static void find_from(const nl_pdf_lines *lines, uint32_t i, bool *found)
{
	const nl_pdf_line *line = &lines->lines.at[i];
	int32_t x = line->role == NL_PDF_BODY && line->end - line->first > 1 ? second_cell(lines, line) : INT32_MIN;
	if (x == INT32_MIN) return;
	uint32_t last = i;
	for (int direction = -1; direction <= 1; direction += 2)
		for (uint32_t d = 1; d <= ROW_REACH; d++) {
			uint32_t other = direction < 0 ? i - d : i + d;
			if (other >= lines->lines.len || !are_beside(line, &lines->lines.at[other])) break;
			if (is_stretched(lines, line) && is_stretched(lines, &lines->lines.at[other])) continue;
			if (!has_cell_at(lines, &lines->lines.at[other], x)) continue;
			for (uint32_t k = other < i ? other : i; k <= (other < i ? i : other); k++) found[k] = true;
			if (other > i) last = other;
			break;
		}
	for (uint32_t k = last + 1; found[i] && k < lines->lines.len && k <= last + ROW_REACH; k++) {
		if (!are_beside(line, &lines->lines.at[k]) || !is_more_of(&lines->lines.at[k], x)) break;
		found[k] = true;
	}
}

bool *nl_pdf_tables_find(const nl_pdf_lines *lines)
{
	bool *found = nl_alloc(lines->lines.len + 1);
	for (uint32_t i = 0; i < lines->lines.len; i++) find_from(lines, i, found);
	return found;
}

/* ---- cells ----------------------------------------------------------------------------------------------------- */

/* Words of a line that begin a cell or go on with one. */
typedef struct {
	nl_pdf_part part;
	int32_t x;
	uint32_t row, column;
} piece;

typedef NL_VEC(piece) piece_list;

static int by_x(const void *a, const void *b)
{
	const piece *x = a, *y = b;
	if (x->x != y->x) return x->x < y->x ? -1 : 1;
	return x->part.line < y->part.line ? -1 : x->part.line > y->part.line;
}

static int by_line(const void *a, const void *b)
{
	const piece *x = a, *y = b;
	if (x->part.line != y->part.line) return x->part.line < y->part.line ? -1 : 1;
	return x->part.first < y->part.first ? -1 : x->part.first > y->part.first;
}

static int by_cell(const void *a, const void *b)
{
	const piece *x = a, *y = b;
	if (x->row != y->row) return x->row < y->row ? -1 : 1;
	if (x->column != y->column) return x->column < y->column ? -1 : 1;
	return by_line(a, b);
}

static void cut_lines(const nl_pdf_lines *lines, uint32_t first, uint32_t end, piece_list *pieces)
{
	for (uint32_t l = first; l < end; l++) {
		const nl_pdf_line *line = &lines->lines.at[l];
		uint32_t count = line->end - line->first;
		for (uint32_t i = 0, stop; i < count; i = stop) {
			for (stop = i + 1; stop < count && !is_narrow_gap(lines, line, gap_behind(lines, line, stop - 1));) stop++;
			*nl_vec_push(pieces) = (piece){.part = {l, i, stop}, .x = nl_pdf_word_of(lines, line, i)->x};
		}
	}
}

/* Columns are places where pieces begin, from left to right. */
static void set_columns(piece_list *pieces)
{
	uint32_t column = 0;
	qsort(pieces->at, pieces->len, sizeof *pieces->at, by_x);
	for (uint32_t i = 1; i < pieces->len; i++) {
		column += pieces->at[i].x - pieces->at[i - 1].x > CELL_EDGE;
		pieces->at[i].column = column;
	}
}

/* The distance of base lines up to which lines are of one row; 0 when the distances tell nothing. */
static int32_t row_distance(const nl_pdf_lines *lines, uint32_t first, uint32_t end)
{
	int32_t nearest = INT32_MAX, farthest = 0;
	for (uint32_t l = first + 1; l < end; l++) {
		int32_t distance = lines->lines.at[l].base - lines->lines.at[l - 1].base;
		if (distance < nearest) nearest = distance;
		if (distance > farthest) farthest = distance;
	}
	bool tells = (int64_t)farthest * 100 >= (int64_t)nearest * FAR_PERCENT;
	return tells && nearest > 0 ? nearest / 100 * CLOSE_PERCENT : 0;
}

/* Pieces come by line. */
static void set_rows(const nl_pdf_lines *lines, piece_list *pieces, int32_t close)
{
	uint32_t row = 0;
	for (uint32_t i = 0, end; i < pieces->len; i = end) {
		uint32_t line = pieces->at[i].part.line;
		bool empty = true;
		for (end = i; end < pieces->len && pieces->at[end].part.line == line; end++)
			empty = empty && pieces->at[end].column > 0;
		bool more = i > 0 && (empty || lines->lines.at[line].base - lines->lines.at[line - 1].base <= close);
		row += i > 0 && !more;
		for (uint32_t p = i; p < end; p++) pieces->at[p].row = row;
	}
}

nl_pdf_cells nl_pdf_tables_cells(const nl_pdf_lines *lines, uint32_t first, uint32_t end)
{
	piece_list pieces = {0};
	nl_pdf_cells cells = {0};
	cut_lines(lines, first, end, &pieces);
	set_columns(&pieces);
	qsort(pieces.at, pieces.len, sizeof *pieces.at, by_line);
	set_rows(lines, &pieces, row_distance(lines, first, end));
	qsort(pieces.at, pieces.len, sizeof *pieces.at, by_cell);
	for (uint32_t i = 0, cell = 0; i < pieces.len; i++) {
		const piece *p = &pieces.at[i];
		cell += i > 0 && (p->row != p[-1].row || p->column != p[-1].column);
		*nl_vec_push(&cells) = (nl_pdf_cell_part){p->part, cell};
	}
	nl_vec_release(&pieces);
	return cells;
}
