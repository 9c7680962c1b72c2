/* doc/pdf_lines.c - see pdf_lines.h. All work on a page is sorting and walking, so a page of any words costs no more than
 * their number times its logarithm, for each level of columns. */
#include "doc/pdf_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	MAX_DEPTH = 3,          /* columns inside columns: up to eight beside each other */
	BINS = 256,             /* across a region, in which gutters are looked for */
	GUTTER = 700,           /* hundredths of a point: its least width */
	TWO_COLUMNS = 16000,    /* no two columns are narrower together */
	SIDE_ROWS = 5,          /* rows on either side of a gutter, at least */
	SIDE_LETTERS = 12,      /* in one of them, on average */
	SIDE_PERCENT = 22,      /* of the width of the region, at least */
	FULL_PERCENT = 70,      /* of a column's width: half of its rows are so long */
	SAME_BASE = 100,        /* hundredths of a point, and */
	SAME_BASE_PERCENT = 18, /* of the size of the font: base lines that are one */
	SMALL_PERCENT = 80,     /* of the size of the line: raised and lowered marks */
	NEAR_ROWS = 3,          /* among which a mark looks for its line */
	MARK_WORDS = 4,         /* in a row of marks */
	MARK_BYTES = 12,        /* of one */
	SPACE_PERCENT = 12,     /* of the size: a gap that is white space */
	SIZE_STEP = 50,         /* sizes of fonts are told apart by so much */
	DISTANCE_STEP = 20,
	STEPS = 400,
	FEW_LINES = 6,    /* of a column, which say too little of its edges */
	NEAR_COLUMNS = 8, /* that are asked then */
	RAGGED_PERCENT = 15,
	SAME_EDGE = 600,
};

typedef struct {
	uint32_t first, end; /* words, in the order of the work */
	uint32_t into;       /* the row that it belongs to: itself, but for marks */
	int32_t base, size, top, bottom;
} row;

/* A row and one of its words, for sorting. */
typedef struct {
	uint32_t row;
	int32_t x;
	uint32_t word;
} place;

/* Words of a region, and the rows that they make. */
typedef struct {
	NL_VEC(uint32_t) words;
	NL_VEC(row) rows;
} area;

typedef struct {
	nl_pdf_lines *lines;
	const nl_pdf_word *words;
	uint32_t page;
	int32_t last_gutter; /* the middle of the one on a page before; 0 for none */
} cutter;

static int32_t least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t most(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t right_of(const nl_pdf_word *word)
{
	return word->x + word->width;
}

/* ---- words in rows --------------------------------------------------------------------------------------------- */

static int by_base(const void *a, const void *b, void *context)
{
	const nl_pdf_word *words = context, *x = &words[*(const uint32_t *)a], *y = &words[*(const uint32_t *)b];
	if (x->base != y->base) return x->base < y->base ? -1 : 1;
	return *(const uint32_t *)a < *(const uint32_t *)b ? -1 : 1;
}

static int by_place(const void *a, const void *b)
{
	const place *x = a, *y = b;
	if (x->row != y->row) return x->row < y->row ? -1 : 1;
	if (x->x != y->x) return x->x < y->x ? -1 : 1;
	return x->word < y->word ? -1 : 1;
}

/* The look of a row, from its words; its size and base line are those of most letters. */
static void measure_row(const cutter *c, const area *region, row *r)
{
	size_t best = 0, run = 0;
	int32_t size = 0;
	r->top = INT32_MAX;
	r->bottom = INT32_MIN;
	for (uint32_t i = r->first; i < r->end; i++) {
		const nl_pdf_word *word = &c->words[region->words.at[i]];
		run = i > r->first && word->size == size ? run + word->text.len : word->text.len;
		size = word->size;
		if (run > best) {
			best = run;
			r->size = size;
			r->base = word->base;
		}
		r->top = least(r->top, word->y);
		r->bottom = most(r->bottom, word->y + word->height);
	}
}

/* Words whose base lines are nearly one. */
static void find_rows(const cutter *c, area *region)
{
	uint32_t *at = region->words.at, sorted = 1;
	/* The words of a column come as the page was cut into rows before. */
	while (sorted < region->words.len && by_base(&at[sorted - 1], &at[sorted], (void *)c->words) < 0) sorted++;
	if (sorted < region->words.len) qsort_r(at, region->words.len, sizeof *at, by_base, (void *)c->words);
	for (uint32_t i = 0, end; i < region->words.len; i = end) {
		const nl_pdf_word *first = &c->words[at[i]];
		for (end = i + 1; end < region->words.len; end++) {
			const nl_pdf_word *word = &c->words[at[end]];
			if (word->base - first->base > most(SAME_BASE, least(word->size, first->size) / 100 * SAME_BASE_PERCENT))
				break;
		}
		row *r = nl_vec_push(&region->rows);
		*r = (row){.first = i, .end = end, .into = region->rows.len - 1};
		measure_row(c, region, r);
	}
}

static bool is_marks(const cutter *c, const area *region, const row *r)
{
	if (r->end - r->first > MARK_WORDS) return false;
	for (uint32_t i = r->first; i < r->end; i++)
		if (c->words[region->words.at[i]].text.len > MARK_BYTES) return false;
	return true;
}

/* Small marks that stand within the height of a line belong to it. */
static bool holds(const row *line, const row *marks)
{
	int32_t middle = marks->top / 2 + marks->bottom / 2;
	bool small = marks->size < line->size && (int64_t)marks->size * 100 <= (int64_t)line->size * SMALL_PERCENT;
	return small && middle > line->top && middle < line->bottom;
}

static void place_marks(const cutter *c, area *region)
{
	uint32_t count = region->rows.len;
	for (uint32_t i = 0; i < count; i++) {
		row *marks = &region->rows.at[i];
		if (!is_marks(c, region, marks)) continue;
		for (uint32_t d = 1; d <= NEAR_ROWS && marks->into == i; d++) {
			if (i + d < count && holds(&region->rows.at[i + d], marks)) marks->into = i + d;
			else if (i >= d && holds(&region->rows.at[i - d], marks)) marks->into = i - d;
		}
	}
}

/* Lines are larger than the marks that they hold, so this comes to an end. */
static uint32_t line_of(const area *region, uint32_t r)
{
	while (region->rows.at[r].into != r) r = region->rows.at[r].into;
	return r;
}

/* Puts the words in order: by rows, each from left to right. */
static void order_words(const cutter *c, area *region)
{
	uint32_t count = region->words.len, kept = 0, at = 0;
	place *places = nl_alloc((count + 1) * sizeof *places);
	for (uint32_t r = 0; r < region->rows.len; r++)
		for (uint32_t i = region->rows.at[r].first; i < region->rows.at[r].end; i++) {
			uint32_t word = region->words.at[i];
			places[at++] = (place){line_of(region, r), c->words[word].x, word};
		}
	uint32_t sorted = 1;
	while (sorted < count && by_place(&places[sorted - 1], &places[sorted]) < 0) sorted++;
	if (sorted < count) qsort(places, count, sizeof *places, by_place);
	for (uint32_t i = 0; i < count; i++) region->words.at[i] = places[i].word;
	for (uint32_t i = 0, end; i < count; i = end) {
		for (end = i; end < count && places[end].row == places[i].row;) end++;
		row *r = &region->rows.at[kept++];
		*r = (row){.first = i, .end = end};
		measure_row(c, region, r);
	}
	region->rows.len = kept;
	free(places);
}

static void make_rows(const cutter *c, area *region)
{
	find_rows(c, region);
	place_marks(c, region);
	order_words(c, region);
}

static void release(area *region)
{
	nl_vec_release(&region->words);
	nl_vec_release(&region->rows);
}

/* ---- gutters --------------------------------------------------------------------------------------------------- */

/* What stands on one side of a gutter. */
typedef struct {
	uint32_t rows, full;
	size_t letters;
	int32_t left, right;
} side;

static bool crosses(const cutter *c, const area *region, const row *r, int32_t middle)
{
	for (uint32_t i = r->first; i < r->end; i++) {
		const nl_pdf_word *word = &c->words[region->words.at[i]];
		if (word->x < middle + GUTTER / 2 && right_of(word) > middle - GUTTER / 2) return true;
	}
	return false;
}

/* The part of a row on one side: its edges and letters. False when there is none. */
static bool part_of(const cutter *c, const area *region, const row *r, int32_t middle, bool is_left, side *part)
{
	*part = (side){.left = INT32_MAX, .right = INT32_MIN};
	for (uint32_t i = r->first; i < r->end; i++) {
		const nl_pdf_word *word = &c->words[region->words.at[i]];
		if ((word->x < middle) != is_left) continue;
		part->left = least(part->left, word->x);
		part->right = most(part->right, right_of(word));
		part->letters += word->text.len;
	}
	return part->right > part->left;
}

static side measure_side(const cutter *c, const area *region, int32_t middle, bool is_left)
{
	side all = {.left = INT32_MAX, .right = INT32_MIN}, part;
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < region->rows.len; i++) {
			const row *r = &region->rows.at[i];
			if (crosses(c, region, r, middle) || !part_of(c, region, r, middle, is_left, &part)) continue;
			if (pass == 1) {
				all.full += (int64_t)(part.right - part.left) * 100 >= (int64_t)(all.right - all.left) * FULL_PERCENT;
				continue;
			}
			all.left = least(all.left, part.left);
			all.right = most(all.right, part.right);
			all.letters += part.letters;
			all.rows++;
		}
	return all;
}

/* Whether a side is a column of running text, as a column of a table or of numbers is not. */
static bool is_column(const side *s, int32_t width)
{
	return s->rows >= SIDE_ROWS && s->full * 2 >= s->rows && s->letters >= (size_t)s->rows * SIDE_LETTERS &&
		(int64_t)(s->right - s->left) * 100 >= (int64_t)width * SIDE_PERCENT;
}

/* Counts for each bin the rows that have a word in it, or so near that no gutter would fit. */
static void count_bins(const cutter *c, const area *region, int32_t left, int32_t width, uint32_t *bins)
{
	uint32_t seen[BINS] = {0};
	double scale = (double)BINS / width;
	for (uint32_t r = 0; r < region->rows.len; r++)
		for (uint32_t i = region->rows.at[r].first; i < region->rows.at[r].end; i++) {
			const nl_pdf_word *word = &c->words[region->words.at[i]];
			int32_t first = (int32_t)((word->x - GUTTER / 2 - left) * scale);
			int32_t last = (int32_t)((right_of(word) + GUTTER / 2 - left) * scale);
			if (last >= BINS) last = BINS - 1;
			for (int32_t b = most(first, 0); b <= last; b++) {
				bins[b] += seen[b] != r + 1;
				seen[b] = r + 1;
			}
		}
}

/* The middle of the widest strip that the fewest rows cross. */
static int32_t best_strip(const uint32_t *bins, int32_t left, int32_t width)
{
	uint32_t fewest = UINT32_MAX, from = BINS * SIDE_PERCENT / 100, to = BINS - from, best = 0, best_len = 0;
	for (uint32_t b = from; b < to; b++)
		if (bins[b] < fewest) fewest = bins[b];
	for (uint32_t b = from, len = 0; b < to; b++) {
		len = bins[b] == fewest ? len + 1 : 0;
		if (len <= best_len) continue;
		best_len = len;
		best = b;
	}
	int64_t middle = (int64_t)best * 2 - best_len + 2;
	return left + (int32_t)(middle * width / (2 * BINS));
}

static bool is_gutter(const cutter *c, const area *region, int32_t middle, int32_t width)
{
	side left = measure_side(c, region, middle, true), right = measure_side(c, region, middle, false);
	return is_column(&left, width) && is_column(&right, width);
}

/* On a page with little text the gutter of the page before holds, when nothing speaks against it. */
static bool is_last_gutter(const cutter *c, const area *region)
{
	uint32_t crossing = 0, count = region->rows.len;
	side right = measure_side(c, region, c->last_gutter, false), left = measure_side(c, region, c->last_gutter, true);
	for (uint32_t i = 0; i < count; i++) crossing += crosses(c, region, &region->rows.at[i], c->last_gutter);
	return left.rows > 0 && right.rows > 0 && crossing * 2 < count && left.full * 2 >= left.rows;
}

/* The middle of the gutter that parts the region; 0 for none. */
static int32_t find_gutter(cutter *c, const area *region, uint32_t depth)
{
	uint32_t bins[BINS] = {0};
	int32_t left = INT32_MAX, right = INT32_MIN;
	for (uint32_t i = 0; i < region->words.len; i++) {
		left = least(left, c->words[region->words.at[i]].x);
		right = most(right, right_of(&c->words[region->words.at[i]]));
	}
	if (right - left < TWO_COLUMNS) return 0;
	if (region->rows.len >= SIDE_ROWS) {
		count_bins(c, region, left, right - left, bins);
		int32_t middle = best_strip(bins, left, right - left);
		if (is_gutter(c, region, middle, right - left)) {
			if (depth == 0) c->last_gutter = middle;
			return middle;
		}
	}
	return depth == 0 && c->last_gutter && is_last_gutter(c, region) ? c->last_gutter : 0;
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static void add_line(cutter *c, const area *region, const row *r, uint32_t column)
{
	nl_pdf_lines *lines = c->lines;
	nl_pdf_line *line = nl_vec_push(&lines->lines);
	*line = (nl_pdf_line){
		.first = lines->order.len,
		.page = c->page,
		.column = column,
		.left = INT32_MAX,
		.right = INT32_MIN,
		.top = r->top,
		.bottom = r->bottom,
		.base = r->base,
		.size = r->size,
		.bold = true,
	};
	for (uint32_t i = r->first; i < r->end; i++) {
		const nl_pdf_word *word = &c->words[region->words.at[i]];
		*nl_vec_push(&lines->order) = region->words.at[i];
		line->left = least(line->left, word->x);
		line->right = most(line->right, right_of(word));
		line->bold = line->bold && word->bold;
	}
	line->end = lines->order.len;
}

/* The second of the extremes: one line that sticks out says nothing. */
static void measure_column(nl_pdf_lines *lines, uint32_t first, nl_pdf_column *column)
{
	int32_t left[2] = {INT32_MAX, INT32_MAX}, right[2] = {INT32_MIN, INT32_MIN};
	for (uint32_t i = first; i < lines->lines.len; i++) {
		const nl_pdf_line *line = &lines->lines.at[i];
		left[1] = line->left < left[0] ? left[0] : least(left[1], line->left);
		left[0] = least(left[0], line->left);
		right[1] = line->right > right[0] ? right[0] : most(right[1], line->right);
		right[0] = most(right[0], line->right);
	}
	bool several = lines->lines.len - first >= FEW_LINES;
	*column = (nl_pdf_column){left[several], right[several], lines->lines.len - first};
}

static void add_column(cutter *c, const area *region)
{
	uint32_t first = c->lines->lines.len;
	if (region->rows.len == 0) return;
	nl_pdf_column *column = nl_vec_push(&c->lines->columns);
	for (uint32_t i = 0; i < region->rows.len; i++) add_line(c, region, &region->rows.at[i], c->lines->columns.len - 1);
	measure_column(c->lines, first, column);
}

static void cut(cutter *c, area *all, uint32_t depth);

static void cut_columns(cutter *c, area *left, area *right, uint32_t depth)
{
	cut(c, left, depth + 1);
	cut(c, right, depth + 1);
}

/* Adds the lines of a region in the order of reading. The region is empty after it. */
static void cut(cutter *c, area *all, uint32_t depth)
{
	area left = {0}, right = {0}, across = {0};
	if (all->words.len == 0) return;
	make_rows(c, all);
	int32_t middle = depth < MAX_DEPTH ? find_gutter(c, all, depth) : 0;
	if (middle == 0) add_column(c, all);
	for (uint32_t i = 0; middle && i < all->rows.len; i++) {
		const row *r = &all->rows.at[i];
		bool over = crosses(c, all, r, middle);
		if (over) cut_columns(c, &left, &right, depth);
		else cut(c, &across, MAX_DEPTH);
		for (uint32_t w = r->first; w < r->end; w++) {
			uint32_t word = all->words.at[w];
			area *to = over ? &across : c->words[word].x < middle ? &left : &right;
			*nl_vec_push(&to->words) = word;
		}
	}
	cut_columns(c, &left, &right, depth); /* of these and the next one is empty */
	cut(c, &across, MAX_DEPTH);
	release(&left);
	release(&right);
	release(&across);
	nl_vec_clear(&all->words);
	nl_vec_clear(&all->rows);
}

/* Words that stand upright or upside down are not laid out: each line as it comes. */
static void add_turned(cutter *c, const nl_pdf_page *page)
{
	area turned = {0};
	uint32_t before = c->lines->lines.len;
	for (uint32_t i = page->first; i < page->end; i++) {
		if (c->words[i].rotation == 0) continue;
		bool goes_on = turned.words.len && c->words[*nl_vec_last(&turned.words)].line == c->words[i].line;
		if (!goes_on) *nl_vec_push(&turned.rows) = (row){.first = turned.words.len};
		*nl_vec_push(&turned.words) = i;
		row *r = nl_vec_last(&turned.rows);
		r->end = turned.words.len;
		measure_row(c, &turned, r);
	}
	add_column(c, &turned);
	for (uint32_t i = before; i < c->lines->lines.len; i++) c->lines->lines.at[i].role = NL_PDF_TURNED;
	release(&turned);
}

static void read_page(cutter *c, uint32_t number)
{
	const nl_pdf_page *page = &c->lines->words->pages.at[number];
	area upright = {0};
	c->page = number;
	*nl_vec_push(&c->lines->pages) = c->lines->lines.len;
	for (uint32_t i = page->first; i < page->end; i++)
		if (c->words[i].rotation == 0) *nl_vec_push(&upright.words) = i;
	cut(c, &upright, 0);
	add_turned(c, page);
	release(&upright);
}

/* ---- the document as a whole ----------------------------------------------------------------------------------- */

/* Ragged lines and columns of few lines say too little of the right edge: a column has that of one near it that begins at the
 * same place, when it is not much wider. */
static void widen_columns(nl_pdf_lines *lines)
{
	for (uint32_t i = 0; i < lines->columns.len; i++) {
		nl_pdf_column *column = &lines->columns.at[i];
		uint32_t first = i > NEAR_COLUMNS ? i - NEAR_COLUMNS : 0;
		int32_t most_wide = column->right + (column->right - column->left) / 100 * RAGGED_PERCENT;
		for (uint32_t j = first; j < lines->columns.len && j <= i + NEAR_COLUMNS; j++) {
			const nl_pdf_column *other = &lines->columns.at[j];
			bool same = abs(other->left - column->left) <= SAME_EDGE;
			if (same && (column->lines < FEW_LINES || other->right <= most_wide))
				column->right = most(column->right, other->right);
		}
	}
}

static uint32_t highest(const size_t *counts)
{
	uint32_t best = 0;
	for (uint32_t i = 1; i < STEPS; i++)
		if (counts[i] > counts[best]) best = i;
	return best;
}

static uint32_t step_of(int32_t value, int32_t step)
{
	return value < 0 ? 0 : value / step < STEPS ? (uint32_t)(value / step) : STEPS - 1;
}

static void measure_fonts(nl_pdf_lines *lines)
{
	size_t sizes[STEPS] = {0}, bold = 0, all = 0;
	for (uint32_t i = 0; i < lines->words->words.len; i++) {
		const nl_pdf_word *word = &lines->words->words.at[i];
		sizes[step_of(word->size + SIZE_STEP / 2, SIZE_STEP)] += word->text.len;
		bold += word->bold ? word->text.len : 0;
		all += word->text.len;
	}
	lines->body_size = (int32_t)highest(sizes) * SIZE_STEP;
	lines->body_bold = bold * 2 > all;
}

static bool is_of_body_size(const nl_pdf_lines *lines, const nl_pdf_line *line)
{
	return abs(line->size - lines->body_size) < SIZE_STEP;
}

static void measure_distances(nl_pdf_lines *lines)
{
	size_t leads[STEPS] = {0}, spaces[STEPS] = {0};
	for (uint32_t i = 0; i < lines->lines.len; i++) {
		const nl_pdf_line *line = &lines->lines.at[i], *before = i ? line - 1 : line;
		if (!is_of_body_size(lines, line)) continue;
		if (is_of_body_size(lines, before) && line->column == before->column && line->base > before->base)
			leads[step_of(line->base - before->base + DISTANCE_STEP / 2, DISTANCE_STEP)]++;
		for (uint32_t w = 0; w + 1 < line->end - line->first; w++) {
			int32_t gap = nl_pdf_word_of(lines, line, w + 1)->x - right_of(nl_pdf_word_of(lines, line, w));
			if (gap > 0) spaces[step_of(gap + DISTANCE_STEP / 2, DISTANCE_STEP)]++;
		}
	}
	leads[STEPS - 1] = spaces[STEPS - 1] = 0; /* all that is larger */
	lines->leading = (int32_t)highest(leads) * DISTANCE_STEP;
	lines->space = (int32_t)highest(spaces) * DISTANCE_STEP;
	if (lines->leading == 0) lines->leading = lines->body_size * 6 / 5;
	if (lines->space == 0) lines->space = lines->body_size / 4;
}

void nl_pdf_lines_read(nl_pdf_lines *lines, const nl_pdf_words *words)
{
	*lines = (nl_pdf_lines){.words = words};
	cutter c = {.lines = lines, .words = words->words.at};
	for (uint32_t i = 0; i < words->pages.len; i++) read_page(&c, i);
	*nl_vec_push(&lines->pages) = lines->lines.len;
	widen_columns(lines);
	measure_fonts(lines);
	measure_distances(lines);
}

void nl_pdf_lines_release(nl_pdf_lines *lines)
{
	nl_vec_release(&lines->order);
	nl_vec_release(&lines->lines);
	nl_vec_release(&lines->columns);
	nl_vec_release(&lines->pages);
}

/* ---- what is asked of a line ----------------------------------------------------------------------------------- */

const nl_pdf_word *nl_pdf_word_of(const nl_pdf_lines *lines, const nl_pdf_line *line, uint32_t index)
{
	return &lines->words->words.at[lines->order.at[line->first + index]];
}

bool nl_pdf_is_note_mark(const nl_pdf_line *line, const nl_pdf_word *word)
{
	size_t digits = 0;
	if ((int64_t)word->size * 100 > (int64_t)line->size * SMALL_PERCENT || word->base >= line->base) return false;
	if (word->text.len > MARK_BYTES) return false;
	for (size_t i = 0; i < word->text.len; i++) {
		char c = word->text.ptr[i];
		if (c >= '0' && c <= '9') digits++;
		else if (c >= 0 && !strchr("*,;()[]abcdef", c)) return false;
	}
	return digits <= MARK_WORDS;
}

bool nl_pdf_has_space(const nl_pdf_lines *lines, const nl_pdf_line *line, uint32_t index)
{
	if (index + 1 >= line->end - line->first) return false;
	const nl_pdf_word *word = nl_pdf_word_of(lines, line, index), *next = nl_pdf_word_of(lines, line, index + 1);
	if (word->space || word->line != next->line) return true;
	return line->role == NL_PDF_TURNED || next->x - right_of(word) > line->size / 100 * SPACE_PERCENT;
}

void nl_pdf_line_text(const nl_pdf_lines *lines, const nl_pdf_line *line, nl_buf *out)
{
	for (uint32_t i = 0; i < line->end - line->first; i++) {
		const nl_pdf_word *word = nl_pdf_word_of(lines, line, i);
		if (!nl_pdf_is_note_mark(line, word)) nl_buf_add(out, word->text);
		if (nl_pdf_has_space(lines, line, i)) nl_buf_add_byte(out, ' ');
	}
}
