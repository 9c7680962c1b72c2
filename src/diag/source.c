/* Places are asked for a few offsets of a text, often of one that is a single huge line (text out of a PDF). So besides
 * the starts of lines there is a mark about every MARK_STEP bytes with the characters counted up to it: any place is then a
 * binary search for the line and a count over at most MARK_STEP bytes. */
#include "diag/source.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { MARK_STEP = 512 };

/* The start of the first character at or after n * MARK_STEP, for the n-th mark. */
typedef struct {
	uint32_t at;
	uint32_t chars; /* before `at`, in the whole text */
	uint32_t wide;  /* of them, those past U+FFFF: two units each in UTF-16 */
} mark;

struct nl_source {
	nl_str name, text; /* the name lies behind this struct: sources are made for every rule file at every start */
	nl_encoding encoding;
	uint32_t bom;
	const nl_page_start *pages;
	uint32_t page_count;
	pthread_mutex_t measuring;
	atomic_bool measured;
	NL_VEC(uint32_t) lines; /* where each begins */
	NL_VEC(mark) marks;
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

/* Steps over one character and counts it. */
static void step(nl_str text, mark *m)
{
	uint32_t len = 1;
	if ((unsigned char)text.ptr[m->at] >= 0x80) {
		nl_utf8_char c = nl_utf8_decode(text, m->at);
		len = c.len;
		m->wide += c.code_point > 0xFFFF;
	}
	m->at += len;
	m->chars++;
}

static void measure(nl_source *source)
{
	nl_str text = source->text;
	*nl_vec_push(&source->lines) = 0;
	*nl_vec_push(&source->marks) = (mark){0};
	for (mark m = {0}; m.at < text.len;) {
		char c = text.ptr[m.at];
		step(text, &m);
		if (m.at / MARK_STEP >= source->marks.len) *nl_vec_push(&source->marks) = m;
		bool ends_line = c == '\n' || (c == '\r' && !(m.at < text.len && text.ptr[m.at] == '\n'));
		if (ends_line) *nl_vec_push(&source->lines) = m.at;
	}
	atomic_store_explicit(&source->measured, true, memory_order_release);
}

/* The one place where a const source changes: its tables are a memory of what its text says anyway. Threads that check
 * texts share the sources of the rules, so whoever comes first measures, and the others wait. */
static const nl_source *measured(const nl_source *source)
{
	nl_source *changed = (nl_source *)source;
	if (atomic_load_explicit(&source->measured, memory_order_acquire)) return source;
	pthread_mutex_lock(&changed->measuring);
	if (!changed->measured) measure(changed);
	pthread_mutex_unlock(&changed->measuring);
	return source;
}

/* Counts the characters before `offset`. An offset in the middle of a character is taken for its start. */
static mark count_to(const nl_source *source, uint32_t offset)
{
	uint32_t n = offset / MARK_STEP;
	if (n >= source->marks.len) n = source->marks.len - 1;
	if (source->marks.at[n].at > offset) n--;
	mark m = source->marks.at[n];
	for (mark next = m; m.at < offset; m = next) {
		if (offset - m.at >= 8 && nl_utf8_is_ascii8(source->text.ptr + m.at)) {
			next.at += 8;
			next.chars += 8;
			continue;
		}
		step(source->text, &next);
		if (next.at > offset) break;
	}
	return m;
}

uint32_t nl_source_lines(const nl_source *source)
{
	return measured(source)->lines.len;
}

uint32_t nl_source_line_start(const nl_source *source, uint32_t line)
{
	measured(source);
	if (line == 0 || line > source->lines.len) return (uint32_t)source->text.len;
	return source->lines.at[line - 1];
}

nl_str nl_source_line(const nl_source *source, uint32_t line)
{
	size_t start = nl_source_line_start(source, line), end = nl_source_line_start(source, line + 1);
	while (end > start && (source->text.ptr[end - 1] == '\n' || source->text.ptr[end - 1] == '\r')) end--;
	return nl_str_slice(source->text, start, end);
}

/* The last line that begins at or before `offset`, from 1. */
static uint32_t line_of(const nl_source *source, uint32_t offset)
{
	uint32_t low = 0, high = source->lines.len;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->lines.at[middle] <= offset) low = middle;
		else high = middle;
	}
	return low + 1;
}

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

static uint32_t page_of(const nl_source *source, uint32_t offset)
{
	uint32_t low = 0, high = source->page_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (source->pages[middle].start <= offset) low = middle + 1;
		else high = middle;
	}
	return low ? source->pages[low - 1].page : 0;
}

nl_place nl_source_place(const nl_source *source, uint32_t text_offset)
{
	measured(source);
	if (text_offset > source->text.len) text_offset = (uint32_t)source->text.len;
	uint32_t line = line_of(source, text_offset);
	mark here = count_to(source, text_offset), start = count_to(source, source->lines.at[line - 1]);
	return (nl_place){.line = line,
		.column = here.chars - start.chars + 1,
		.offset = offset_on_disk(source, text_offset, here),
		.page = page_of(source, text_offset)};
}
