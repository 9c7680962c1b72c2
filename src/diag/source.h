/* diag/source.h - a text that places refer to: a rule file or a policy document.
 *
 * A source holds its bytes as UTF-8 (`text`). A file that came as UTF-16 or Windows-1252 was converted by whoever
 * opened the source; the source then also knows the encoding, so that a place can give the byte offset in the file
 * as it lies on disk. Lines end at LF, CR LF or CR. Immutable after it was made, apart from its line table, which is
 * made on first use (so a source belongs to one thread). */
#ifndef NL_DIAG_SOURCE_H
#define NL_DIAG_SOURCE_H

#include "base/arena.h"

typedef struct {
	uint32_t start, end; /* bytes of a source's text: first, and past the last */
} nl_span;

typedef enum {
	NL_ENCODING_UTF8,
	NL_ENCODING_WINDOWS_1252,
	NL_ENCODING_BYTES, /* another charset of a byte a character */
	NL_ENCODING_UTF16LE,
	NL_ENCODING_UTF16BE,
	NL_ENCODING_RENDITION /* the file is no text; what is shown was made from it, and its bytes are nowhere in the file */
} nl_encoding;

typedef struct nl_source nl_source;

#define NL_NO_OFFSET SIZE_MAX

/* Where a person looks. line and column count from 1, columns in characters (code points); offset counts bytes of
 * the file on disk from 0, or is NL_NO_OFFSET in a rendition. page counts from 1; 0: the file tells of none. page_line is
 * the line on that page, from 1, where the lines of the text are those of pages; else 0. */
typedef struct {
	uint32_t line, column;
	size_t offset;
	uint32_t page, page_line;
} nl_place;

/* The text from `start` on stands on this page, down to where the next one begins. */
typedef struct {
	uint32_t start, page;
} nl_page_start;

/* A place on a page, in hundredths of a point from the left and the top of the page as it is shown. */
typedef struct {
	int32_t x, y, width, height;
} nl_box;

/* Where a stretch of the text stands on its page. */
typedef struct {
	nl_span text;
	nl_box box;
} nl_text_box;

/* `name` is copied; `text` is borrowed and must outlive the source. `bom` is how many bytes of a byte order mark the
 * file on disk has before the first byte of `text`. Owned; NULL never comes back. */
nl_source *nl_source_new(nl_str name, nl_str text, nl_encoding encoding, uint32_t bom);
void nl_source_free(nl_source *source); /* NULL is fine */

/* Tells where pages begin, in order of `start`. Borrowed, and must outlive the source. Text before the first is on no page. */
void nl_source_set_pages(nl_source *source, const nl_page_start *pages, uint32_t count);

/* Tells where words stand on their pages, in order of their text. Borrowed, and must outlive the source. */
void nl_source_set_boxes(nl_source *source, const nl_text_box *boxes, uint32_t count);

nl_str nl_source_name(const nl_source *source); /* borrowed; what is printed before a place */
nl_str nl_source_text(const nl_source *source); /* borrowed; UTF-8, may hold invalid bytes */
nl_encoding nl_source_encoding(const nl_source *source);
uint32_t nl_source_lines(const nl_source *source);             /* at least 1 */
nl_str nl_source_line(const nl_source *source, uint32_t line); /* 1-based; without its line end; empty past the last */
uint32_t nl_source_line_start(const nl_source *source, uint32_t line);   /* text offset of a line's first byte */
nl_place nl_source_place(const nl_source *source, uint32_t text_offset); /* an offset past the end is the end */
/* The smallest box around the words of `span` that stand on the page where it begins. False when the file tells of none. */
bool nl_source_box(const nl_source *source, nl_span span, nl_box *box);

#endif
