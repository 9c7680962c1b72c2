/* doc/pdf_groups.c - see pdf_groups.h. What ends a paragraph: another look, a wider gap, a marker, an indentation, and a line that
 * ends although the next word would have fit. A line that begins with a small letter goes on with a sentence that is open,
 * whatever stands between. */
#include "doc/pdf_groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/sentences.h"
#include "doc/txt_lines.h"
#include "text/words.h"

enum {
	SAME_SIZE_PERCENT = 8,  /* by which sizes differ that are one */
	GAP_PERCENT = 135,      /* of the usual distance of base lines: more parts paragraphs */
	INDENT_PERCENT = 70,    /* of the size: an indentation */
	SLACK_PERCENT = 40,     /* of the size, by which a word may fail to fit */
	HANG = 200,             /* hundredths of a point: edges that differ */
	COLUMN_HINT = 300,      /* what counts as a column of characters in hints of depth */
	QUOTE_PERCENT = 150,    /* of the size: a quotation is set in by so much, */
	FULL_LINE_PERCENT = 75, /* and its lines are so long, of the longest */
	BIG_PERCENT = 112,      /* of the size of the body: a heading */
	HEADING_LINES = 4,
	HEADING_WORDS = 24,
	PLAIN_HEADING_WORDS = 14,
	HEADING_BYTES = 300,
	MAX_STYLES = 6,
};

typedef struct {
	nl_pdf_groups *groups;
	const nl_pdf_lines *lines;
	const nl_str *texts;
	bool *tables;    /* lines that are of one */
	int32_t *quotes; /* the right edge of a quotation that a line is in; 0 for none */
	nl_seen_markers seen;
	int32_t item_left; /* where the marker of the item stands that a paragraph may go on with; INT32_MAX for none */
	int32_t styles[MAX_STYLES]; /* sizes of headings, the largest first */
	uint32_t style_count;
} grouper;

static const nl_pdf_line *line_at(const grouper *g, uint32_t index)
{
	return &g->lines->lines.at[index];
}

static const nl_pdf_column *column_of(const grouper *g, const nl_pdf_line *line)
{
	return &g->lines->columns.at[line->column];
}

static bool is_open(nl_str text)
{
	return !nl_is_mark_of(nl_last_mark(text), ".:;!?") && !nl_ends_sentence(text);
}

static bool begins_small(nl_str text)
{
	return text.len > 0 && nl_char_is_lower(nl_utf8_decode(text, 0).code_point);
}

static bool is_heading_look(const grouper *g, const nl_pdf_line *line)
{
	return (line->bold && !g->lines->body_bold) || (int64_t)line->size * 100 >= (int64_t)g->lines->body_size * BIG_PERCENT;
}

/* ---- where paragraphs end -------------------------------------------------------------------------------------- */

/* The right edge that the lines around keep. */
static int32_t right_edge(const grouper *g, const nl_pdf_line *line)
{
	int32_t quote = g->quotes ? g->quotes[line - g->lines->lines.at] : 0;
	return quote ? quote : column_of(g, line)->right;
}

/* The next word would have fit on the line. */
static bool is_short(const grouper *g, const nl_pdf_line *line, const nl_pdf_line *next)
{
	const nl_pdf_word *word = nl_pdf_word_of(g->lines, next, 0);
	int32_t needed = word->width + line->size / 4 + line->size * SLACK_PERCENT / 100;
	return line->right + needed <= right_edge(g, line);
}

static bool same_size(const nl_pdf_line *a, const nl_pdf_line *b)
{
	return (int64_t)abs(a->size - b->size) * 100 <= (int64_t)a->size * SAME_SIZE_PERCENT;
}

static size_t marker_of(const grouper *g, uint32_t index, nl_marker *marker)
{
	return nl_line_marker(g->texts[index], &g->seen, marker);
}

static bool begins_item(const grouper *g, uint32_t before, uint32_t index)
{
	nl_marker marker;
	const nl_pdf_line *a = line_at(g, before), *b = line_at(g, index);
	if (!marker_of(g, index, &marker)) return false;
	if (marker.style == NL_MARKER_BULLET && marker.number >= 0x80 && marker.number != 0x2013 && marker.number != 0x2014)
		return true;
	nl_str text = g->texts[before];
	bool joiner = nl_str_ends(text, NL_STR(" and")) || nl_str_ends(text, NL_STR(" or"));
	bool moved = a->column == b->column && abs(a->left - b->left) > HANG;
	return !is_open(text) || nl_str_ends(text, NL_STR(",")) || joiner || moved || is_short(g, a, b);
}

static bool is_gap(const grouper *g, const nl_pdf_line *a, const nl_pdf_line *b)
{
	int64_t usual =
		(int64_t)g->lines->leading * (a->size > 0 ? a->size : 1) / (g->lines->body_size > 0 ? g->lines->body_size : 1);
	return (int64_t)(b->base - a->base) * 100 > usual * GAP_PERCENT;
}

/* ---- quotations ------------------------------------------------------------------------------------------------ */

/* The lines first..end begin at the same place with no gap between. They are a quotation when they are set in as much on the right
 * as on the left, or more, and are parted in the middle of sentences: those are no lines that the writer ended. */
static bool is_quotation(const grouper *g, uint32_t first, uint32_t end, int32_t right)
{
	const nl_pdf_line *line = line_at(g, first);
	const nl_pdf_column *column = column_of(g, line);
	int32_t inside = line->left - column->left;
	nl_marker marker;
	bool runs_on = false;
	if (end - first < 2 || inside < line->size / 100 * QUOTE_PERCENT || column->right - right < inside - HANG)
		return false;
	if (nl_marker_read(g->texts[first], &marker)) return false;
	for (uint32_t i = first; i + 1 < end; i++) {
		int64_t width = line_at(g, i)->right - line->left, widest = right - line->left;
		if (width * 100 < widest * FULL_LINE_PERCENT) return false;
		runs_on = runs_on || (is_open(g->texts[i]) && begins_small(g->texts[i + 1]));
	}
	return runs_on;
}

static bool goes_on_below(const grouper *g, uint32_t i)
{
	const nl_pdf_line *a = line_at(g, i), *b = line_at(g, i + 1);
	return a->column == b->column && b->role == NL_PDF_BODY && !g->tables[i + 1] && abs(a->left - b->left) <= HANG &&
		same_size(a, b) && !is_gap(g, a, b);
}

/* Lines right below one that stands further left go on with it: an item. */
static bool hangs(const grouper *g, uint32_t i)
{
	if (i == 0 || line_at(g, i - 1)->column != line_at(g, i)->column) return false;
	return !is_gap(g, line_at(g, i - 1), line_at(g, i));
}

static void find_quotes(grouper *g)
{
	int32_t *quotes = nl_alloc((g->lines->lines.len + 1) * sizeof *quotes);
	for (uint32_t i = 0, end; i < g->lines->lines.len; i = end) {
		int32_t right = line_at(g, i)->right;
		end = i + 1;
		if (line_at(g, i)->role != NL_PDF_BODY || g->tables[i]) continue;
		for (; end < g->lines->lines.len && goes_on_below(g, end - 1); end++)
			if (line_at(g, end)->right > right) right = line_at(g, end)->right;
		if (hangs(g, i) || !is_quotation(g, i, end, right)) continue;
		for (uint32_t k = i; k < end; k++) quotes[k] = right;
	}
	g->quotes = quotes;
}

/* ---- lines of one paragraph ------------------------------------------------------------------------------------ */

/* Whether the line stands further in or out than the one before, as the first of a paragraph does; the second line of a
 * paragraph with an indentation, or of an item, stands otherwise, too. */
static bool is_shifted(const grouper *g, const nl_pdf_group *group, const nl_pdf_line *a, const nl_pdf_line *b)
{
	int32_t indent = a->size * INDENT_PERCENT / 100, shift = b->left - a->left;
	bool second = g->groups->members.len - group->first == 1;
	if (second && group->marker) return shift < -HANG;
	if (second) return shift > indent;
	return shift > indent || shift < -indent;
}

/* A paragraph whose first line is indented goes on at the top of the next column with a line that is not. */
static bool goes_on_flush(const grouper *g, const nl_pdf_group *group, const nl_pdf_line *b)
{
	const nl_pdf_line *first = line_at(g, g->groups->members.at[group->first].line);
	bool indented = first->left - column_of(g, first)->left > first->size * INDENT_PERCENT / 100;
	bool flush = b->left - column_of(g, b)->left < b->size * INDENT_PERCENT / 100;
	return indented && flush && !group->marker;
}

static bool ends_group(const grouper *g, const nl_pdf_group *group, uint32_t before, uint32_t index)
{
	const nl_pdf_line *a = line_at(g, before), *b = line_at(g, index);
	nl_str text = g->texts[before], next = g->texts[index];
	if (!same_size(a, b) || (g->quotes[before] > 0) != (g->quotes[index] > 0)) return true;
	if (begins_item(g, before, index)) return true;
	bool open = is_open(text), short_line = is_short(g, a, b);
	bool looks = a->bold != b->bold && is_heading_look(g, a) != is_heading_look(g, b);
	if (looks && short_line) return true;
	if (open && begins_small(next)) return false;
	if (looks) return true;
	bool capitals = nl_is_capitals(text) && nl_is_capitals(next);
	bool heading = is_heading_look(g, a) || capitals;
	if (a->column != b->column) {
		if (heading || (!open && !goes_on_flush(g, group, b))) return true;
		return short_line;
	}
	if (is_gap(g, a, b)) return true;
	if (heading) return false;
	return short_line || (!open && is_shifted(g, group, a, b));
}

static void add_group(grouper *g, uint32_t index)
{
	nl_marker marker;
	nl_pdf_group *group = nl_vec_push(&g->groups->groups);
	*group = (nl_pdf_group){.first = g->groups->members.len, .kind = NL_BLOCK_PARAGRAPH};
	group->quoted = g->quotes[index] > 0;
	group->marker = group->quoted ? 0 : marker_of(g, index, &marker);
	if (group->marker) nl_markers_see(&g->seen, &marker);
}

static void add_note(grouper *g, uint32_t index)
{
	bool raised = nl_pdf_is_note_mark(line_at(g, index), nl_pdf_word_of(g->lines, line_at(g, index), 0));
	nl_pdf_group *group = nl_vec_push(&g->groups->groups);
	*group = (nl_pdf_group){.first = g->groups->members.len, .kind = NL_BLOCK_FOOTNOTE};
	group->marker = raised ? 0 : nl_pdf_note_label(g->texts[index]);
}

/* The cells of the table that begins with the line; the line behind it. */
static uint32_t group_cells(grouper *g, uint32_t first)
{
	uint32_t end = first, last = NL_NONE;
	while (end < g->lines->lines.len && g->tables[end] && line_at(g, end)->column == line_at(g, first)->column) end++;
	nl_pdf_cells cells = nl_pdf_tables_cells(g->lines, first, end);
	for (uint32_t i = 0; i < cells.len; i++) {
		if (cells.at[i].cell != last)
			*nl_vec_push(&g->groups->groups) = (nl_pdf_group){.first = g->groups->members.len, .kind = NL_BLOCK_TABLE};
		last = cells.at[i].cell;
		*nl_vec_push(&g->groups->members) = cells.at[i].part;
		nl_vec_last(&g->groups->groups)->end = g->groups->members.len;
	}
	nl_vec_release(&cells);
	return end;
}

static void group_lines(grouper *g, nl_pdf_role role)
{
	uint32_t before = NL_NONE;
	for (uint32_t i = 0; i < g->lines->lines.len; i++) {
		const nl_pdf_line *line = line_at(g, i);
		if (line->role != role) continue;
		if (g->tables[i]) {
			i = group_cells(g, i) - 1;
			before = NL_NONE;
			continue;
		}
		bool note = role == NL_PDF_NOTE, first = before == NL_NONE;
		if (note && (first || nl_pdf_begins_note(g->lines, line))) add_note(g, i);
		else if (!note && (first || ends_group(g, nl_vec_last(&g->groups->groups), before, i))) add_group(g, i);
		*nl_vec_push(&g->groups->members) = (nl_pdf_part){i, 0, line->end - line->first};
		nl_vec_last(&g->groups->groups)->end = g->groups->members.len;
		before = i;
	}
}

/* ---- kinds ----------------------------------------------------------------------------------------------------- */

/* The words of a group of few lines, in `out`. */
static void group_text(const grouper *g, const nl_pdf_group *group, nl_buf *out)
{
	for (uint32_t i = group->first; i < group->end && out->len <= HEADING_BYTES; i++) {
		if (out->len) nl_buf_add_byte(out, ' ');
		nl_buf_add(out, g->texts[g->groups->members.at[i].line]);
	}
}

static uint32_t count_words(nl_str text)
{
	nl_word word = {0};
	uint32_t words = 0;
	for (uint32_t from = 0; words <= HEADING_WORDS && nl_word_next(text, from, &word); from = word.end) words++;
	return words;
}

static bool is_heading_text(const grouper *g, const nl_pdf_group *group, nl_str text)
{
	const nl_pdf_line *line = line_at(g, g->groups->members.at[group->first].line);
	bool big = (int64_t)line->size * 100 >= (int64_t)g->lines->body_size * BIG_PERCENT,
		 numbered = nl_is_word_and_number(text);
	uint32_t words = count_words(text), mark = nl_last_mark(text);
	if (words == 0 || words > HEADING_WORDS || text.len > HEADING_BYTES || nl_is_mark_of(mark, ",;")) return false;
	if (!big && nl_is_mark_of(mark, ".:") && !numbered) return false;
	if (big) return true;
	nl_marker marker;
	bool item = group->marker && nl_marker_read(text, &marker) && (marker.open || marker.style == NL_MARKER_BULLET);
	if (item || begins_small(text)) return false;
	if (line->bold && !g->lines->body_bold) return true;
	return words <= PLAIN_HEADING_WORDS && !group->marker && (numbered || nl_is_capitals(text));
}

static bool is_heading(const grouper *g, const nl_pdf_group *group)
{
	nl_buf text = {0};
	if (group->kind != NL_BLOCK_PARAGRAPH || group->quoted || group->end - group->first > HEADING_LINES) return false;
	group_text(g, group, &text);
	bool heading = is_heading_text(g, group, nl_buf_str(&text));
	nl_buf_release(&text);
	return heading;
}

/* Keeps the sizes of headings in order, the largest first; what does not find room counts as the smallest. */
static void add_style(grouper *g, int32_t size)
{
	uint32_t at = 0;
	while (at < g->style_count && g->styles[at] > size) at++;
	if (at < g->style_count && g->styles[at] == size) return;
	if (g->style_count < MAX_STYLES) g->style_count++;
	for (uint32_t i = g->style_count - 1; i > at; i--) g->styles[i] = g->styles[i - 1];
	if (at < g->style_count) g->styles[at] = size;
}

/* Sizes in whole points, so that small differences make no levels. */
static int32_t style_of(const grouper *g, const nl_pdf_group *group)
{
	return (line_at(g, g->groups->members.at[group->first].line)->size + 50) / 100;
}

static uint32_t level_of(const grouper *g, int32_t style)
{
	uint32_t level = 1;
	while (level < g->style_count && g->styles[level - 1] > style) level++;
	return level;
}

/* The largest heading is the title when it is the only one of its size, and larger than the body. */
static void set_levels(grouper *g)
{
	uint32_t largest = 0;
	nl_pdf_group *title = NULL;
	for (uint32_t i = 0; i < g->groups->groups.len; i++) {
		nl_pdf_group *group = &g->groups->groups.at[i];
		if (group->kind != NL_BLOCK_HEADING) continue;
		group->level = level_of(g, style_of(g, group));
		largest += group->level == 1;
		if (group->level == 1) title = group;
	}
	if (largest != 1 || g->style_count < 2) return;
	for (uint32_t i = 0; i < g->groups->groups.len; i++)
		if (g->groups->groups.at[i].kind == NL_BLOCK_HEADING) g->groups->groups.at[i].level--;
	title->level = 0;
}

static uint32_t hint_of(const grouper *g, const nl_pdf_line *line)
{
	int32_t inside = line->left - column_of(g, line)->left;
	return inside > 0 ? (uint32_t)(inside / COLUMN_HINT) : 0;
}

/* Items, and paragraphs that go on with one. */
static void set_item(grouper *g, nl_pdf_group *group)
{
	const nl_pdf_line *line = line_at(g, g->groups->members.at[group->first].line);
	int32_t inside = line->left - column_of(g, line)->left;
	if (group->marker) {
		if (inside < g->item_left) g->item_left = inside;
		group->kind = NL_BLOCK_LIST;
		group->level = hint_of(g, line);
	} else if (g->item_left != INT32_MAX && inside >= g->item_left + 2 * COLUMN_HINT) {
		group->kind = NL_BLOCK_LIST;
		uint32_t hint = hint_of(g, line);
		group->level = hint ? hint - 1 : 0; /* of an item whose marker stands further left */
	} else g->item_left = INT32_MAX;
}

static void set_kinds(grouper *g)
{
	for (uint32_t i = 0; i < g->groups->groups.len; i++) {
		nl_pdf_group *group = &g->groups->groups.at[i];
		if (group->kind != NL_BLOCK_PARAGRAPH || group->quoted) continue;
		if (is_heading(g, group)) {
			group->kind = NL_BLOCK_HEADING;
			group->marker = 0;
			g->item_left = INT32_MAX;
			add_style(g, style_of(g, group));
		} else set_item(g, group);
	}
	set_levels(g);
}

void nl_pdf_groups_make(nl_pdf_groups *groups, const nl_pdf_lines *lines, const nl_str *texts)
{
	*groups = (nl_pdf_groups){.lines = lines, .texts = texts};
	grouper g = {.groups = groups, .lines = lines, .texts = texts, .item_left = INT32_MAX};
	g.tables = nl_pdf_tables_find(lines);
	find_quotes(&g);
	group_lines(&g, NL_PDF_BODY);
	g.seen = (nl_seen_markers){0};
	group_lines(&g, NL_PDF_NOTE);
	group_lines(&g, NL_PDF_TURNED);
	set_kinds(&g);
	free(g.tables);
	free(g.quotes);
}

void nl_pdf_groups_release(nl_pdf_groups *groups)
{
	nl_vec_release(&groups->members);
	nl_vec_release(&groups->groups);
}
