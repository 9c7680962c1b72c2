/* Places are asked for a few offsets of a text, often of one that is a single huge line (text out of a PDF). So there is a
 * mark about every MARK_STEP bytes with the lines and characters counted up to it: any place is then a count over at most
 * MARK_STEP bytes. The starts of lines are tabled apart, for the few who ask for whole lines. */
#include "diag/source.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/bytes.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { MARK_STEP = 512 };

/* A character's start, and what stands before it. */
typedef struct {
	uint32_t at;
	uint32_t chars;      /* in the whole text */
	uint32_t wide;       /* of them, those past U+FFFF: two units each in UTF-16 */
	uint32_t line;       /* its line, from 1 */
	uint32_t line_chars; /* before its line */
} mark;

struct nl_source {
	nl_str name, text; /* the name lies behind this struct: sources are made for every rule file at every start */
	nl_encoding encoding;
	uint32_t bom;
	const nl_page_start *pages;
	uint32_t page_count;
	const nl_text_box *boxes;
	uint32_t box_count;
	pthread_mutex_t measuring;
	atomic_bool has_lines, has_marks;
	NL_VEC(uint32_t) lines; /* where each begins */
	NL_VEC(mark) marks;     /* the n-th stands at the last character that begins at or before n * MARK_STEP */
};

nl_source *nl_source_new(nl_str name, nl_str text, nl_encoding encoding, uint32_t bom)
{
	nl_source *source = nl_alloc(sizeof *source + name.len);
	if (name.len) memcpy(source + 1, name.ptr, name.len);
	source->name = (nl_str){(const char *)(source + 1), name.len};
	source->text = text;
	source->encoding = encoding;
	source->bom = bom;
	pthread_mutex_init(&source->measuring, NULL);
	return source;
}

void nl_source_set_pages(nl_source *source, const nl_page_start *pages, uint32_t count)
{
	source->pages = pages;
	source->page_count = count;
}

void nl_source_set_boxes(nl_source *source, const nl_text_box *boxes, uint32_t count)
{
	source->boxes = boxes;
	source->box_count = count;
}

void nl_source_free(nl_source *source)
{
	if (!source) return;
	pthread_mutex_destroy(&source->measuring);
	nl_vec_release(&source->lines);
	nl_vec_release(&source->marks);
	free(source);
}

nl_str nl_source_name(const nl_source *source)
{
	return source->name;
}

nl_str nl_source_text(const nl_source *source)
{
	return source->text;
}

nl_encoding nl_source_encoding(const nl_source *source)
{
	return source->encoding;
}

/* Makes a table when it is first needed. The one way in which a const source changes: its tables are a memory of what its text
 * says anyway. Threads that check texts share the sources of the rules, so whoever comes first makes it, and the others wait. */
static void made(nl_source *source, atomic_bool *is_made, void (*make)(nl_source *source))
{
	if (atomic_load_explicit(is_made, memory_order_acquire)) return;
	pthread_mutex_lock(&source->measuring);
	if (!*is_made) {
		make(source);
		atomic_store_explicit(is_made, true, memory_order_release);
	}
	pthread_mutex_unlock(&source->measuring);
}

/* ---- marks ------------------------------------------------------------------------------------------------------ */

/* Steps over one character and counts it. */
static void step(nl_str text, mark *m)
{
	char c = text.ptr[m->at];
	uint32_t len = 1;
	if ((unsigned char)c >= 0x80) {
		nl_utf8_char wide = nl_utf8_decode(text, m->at);
		len = wide.len;
		m->wide += wide.code_point > 0xFFFF;
	}
	m->at += len;
	m->chars++;
	bool ends_line = c == '\n' || (c == '\r' && !(m->at < text.len && text.ptr[m->at] == '\n'));
	if (!ends_line) return;
	m->line++;
	m->line_chars = m->chars;
}

/* Steps over ASCII, none of it '\r', as far as it goes in the next sixteen bytes and before `to`. False when it did not go
 * that far. */
static inline bool leap(nl_str text, mark *m, size_t to)
{
	const char *bytes = text.ptr + m->at;
	uint32_t other = nl_bytes_wide(bytes) | nl_bytes_equal(bytes, '\r');
	uint32_t len = other ? (uint32_t)__builtin_ctz(other) : NL_BYTES;
	if (len > to - m->at) len = (uint32_t)(to - m->at);
	uint32_t ends = nl_bytes_equal(bytes, '\n') & ((1u << len) - 1);
	if (ends) {
		m->line += (uint32_t)__builtin_popcount(ends);
		m->line_chars = m->chars + 32 - (uint32_t)__builtin_clz(ends);
	}
	m->at += len;
	m->chars += len;
	return !other;
}

/* Steps over ASCII that ends no line, sixteen bytes at a time, before `to`. */
static inline void run_on(nl_str text, mark *m, size_t to)
{
	uint32_t from = m->at;
	while (to - m->at >= NL_BYTES && !(nl_bytes_wide(text.ptr + m->at) | nl_bytes_line_ends(text.ptr + m->at)))
		m->at += NL_BYTES;
	m->chars += m->at - from;
}

/* On to the last character that begins at or before `to`. */
static void walk(nl_str text, mark *m, size_t to)
{
	while (m->at < to) {
		run_on(text, m, to);
		if (text.len - m->at >= NL_BYTES && leap(text, m, to)) continue;
		if (m->at >= to) return;
		mark next = *m;
		step(text, &next);
		if (next.at > to) return;
		*m = next;
	}
}

static void make_marks(nl_source *source)
{
	mark m = {.line = 1};
	for (size_t at = 0; at <= source->text.len; at += MARK_STEP) {
		walk(source->text, &m, at);
		*nl_vec_push(&source->marks) = m;
	}
}

/* An offset in the middle of a character is taken for its start. */
static mark count_to(const nl_source *source, uint32_t offset)
{
	nl_source *changing = (nl_source *)source;
	made(changing, &changing->has_marks, make_marks);
	mark m = source->marks.at[offset / MARK_STEP];
	walk(source->text, &m, offset);
	return m;
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

static void make_lines(nl_source *source)
{
	nl_str text = source->text;
	*nl_vec_push(&source->lines) = 0;
	for (size_t at = 0; (at = nl_str_line_end(text, at)) < text.len;) {
		bool two = text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
		at += two ? 2 : 1;
		*nl_vec_push(&source->lines) = (uint32_t)at;
	}
}

static const nl_source *with_lines(const nl_source *source)
{
	nl_source *changing = (nl_source *)source;
	made(changing, &changing->has_lines, make_lines);
	return source;
}

uint32_t nl_source_lines(const nl_source *source)
{
	return with_lines(source)->lines.len;
}

uint32_t nl_source_line_start(const nl_source *source, uint32_t line)
{
	with_lines(source);
	if (line == 0 || line > source->lines.len) return (uint32_t)source->text.len;
	return source->lines.at[line - 1];
}

nl_str nl_source_line(const nl_source *source, uint32_t line)
{
	size_t start = nl_source_line_start(source, line), end = nl_source_line_start(source, line + 1);
	while (end > start && (source->text.ptr[end - 1] == '\n' || source->text.ptr[end - 1] == '\r')) end--;
	return nl_str_slice(source->text, start, end);
}

/* ---- places ----------------------------------------------------------------------------------------------------- */

static size_t offset_on_disk(const nl_source *source, uint32_t text_offset, mark m)
{
	switch (source->encoding) {
	case NL_ENCODING_UTF8: return source->bom + (size_t)text_offset;
	case NL_ENCODING_WINDOWS_1252:
	case NL_ENCODING_BYTES: return source->bom + (size_t)m.chars;
	case NL_ENCODING_RENDITION: return NL_NO_OFFSET;
	case NL_ENCODING_UTF16LE:
	case NL_ENCODING_UTF16BE: break;
	}
	return source->bom + 2 * ((size_t)m.chars + m.wide);
}

/* The page that holds an offset; NULL for none. */
static const nl_page_start *page_at(const nl_source *source, uint32_t offset)
{
	uint32_t low = 0, high = source->page_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (source->pages[middle].start <= offset) low = middle + 1;
		else high = middle;
	}
	return low ? &source->pages[low - 1] : NULL;
}

nl_place nl_source_place(const nl_source *source, uint32_t text_offset)
{
	if (text_offset > source->text.len) text_offset = (uint32_t)source->text.len;
	mark here = count_to(source, text_offset);
	const nl_page_start *page = page_at(source, text_offset);
	return (nl_place){.line = here.line,
		.column = here.chars - here.line_chars + 1,
		.offset = offset_on_disk(source, text_offset, here),
		.page = page ? page->page : 0,
		.page_line = page && source->box_count ? here.line - count_to(source, page->start).line + 1 : 0};
}

/* The first box whose text ends behind `offset`. */
static uint32_t box_at(const nl_source *source, uint32_t offset)
{
	uint32_t low = 0, high = source->box_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (source->boxes[middle].text.end > offset) high = middle;
		else low = middle + 1;
	}
	return low;
}

static void widen(nl_box *box, const nl_box *other)
{
	int32_t right = box->x + box->width, bottom = box->y + box->height;
	if (other->x + other->width > right) right = other->x + other->width;
	if (other->y + other->height > bottom) bottom = other->y + other->height;
	if (other->x < box->x) box->x = other->x;
	if (other->y < box->y) box->y = other->y;
	box->width = right - box->x;
	box->height = bottom - box->y;
}

bool nl_source_box(const nl_source *source, nl_span span, nl_box *box)
{
	uint32_t first = box_at(source, span.start);
	if (first == source->box_count || source->boxes[first].text.start >= span.end) return false;
	const nl_page_start *page = page_at(source, source->boxes[first].text.start);
	*box = source->boxes[first].box;
	for (uint32_t i = first + 1; i < source->box_count && source->boxes[i].text.start < span.end; i++) {
		if (page_at(source, source->boxes[i].text.start) != page) break;
		widen(box, &source->boxes[i].box);
	}
	return true;
}
