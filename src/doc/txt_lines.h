/* doc/txt_lines.h - the lines of a plain text, and whether a line goes on in the next.
 *
 * Texts come with one line a paragraph, hard-wrapped with empty lines between paragraphs, or out of a PDF with
 * none. What tells a deliberate line end from a wrapped one is whether the first word of the next line would have
 * fit, given how long the lines around are. */
#ifndef NL_DOC_TXT_LINES_H
#define NL_DOC_TXT_LINES_H

#include "base/vec.h"
#include "diag/source.h"
#include "doc/marker.h"

typedef enum {
	NL_LINE_TEXT,
	NL_LINE_EMPTY,
	NL_LINE_RULE,     /* "-----", "=====": markup */
	NL_LINE_NUMBER,   /* a page number */
	NL_LINE_HEADER,   /* of a page: the same line on many pages, with a page number in it or beside it */
	NL_LINE_CONTENTS, /* "1.2 Scope ........ 7" */
	NL_LINE_FIELD,    /* of the head of a form, a memo or a message: "Keywords: privacy" */
	NL_LINE_QUOTE     /* "> ..." */
} nl_line_kind;

typedef struct {
	nl_span span;   /* without white space at both ends */
	uint16_t width; /* characters, the indentation included; at most UINT16_MAX */
	uint16_t indent;
	uint8_t kind;   /* nl_line_kind */
	bool long_word; /* a line may have grown by it: an address */
} nl_line;

typedef struct {
	nl_str text;
	NL_VEC(nl_line) lines;
} nl_lines;

/* The last markers seen: of those like "A." and of all others. Initials ("J. Smith") are no markers, so one of the
 * first kind must begin a list or go on with one. All zero: none yet. */
typedef struct {
	nl_marker letter, other;
} nl_seen_markers;

void nl_lines_read(nl_lines *lines, nl_str text);
void nl_lines_release(nl_lines *lines);
nl_str nl_line_text(const nl_lines *lines, uint32_t line);
/* Whether a block ends between the line and the next; both exist. */
bool nl_line_ends_block(const nl_lines *lines, uint32_t line, const nl_seen_markers *seen);
/* A list marker at the start of a line, one that is believed where a block can begin. Bytes, 0 for none. */
size_t nl_line_marker(nl_str text, const nl_seen_markers *seen, nl_marker *marker);
/* "12", "- 12 -", "Page 3 of 10" and the like. */
bool nl_is_page_number(nl_str line);
/* "Article 5", "CHAPTER II: Aims": a capitalized word, a number, and nothing or a mark behind it. */
bool nl_is_word_and_number(nl_str text);
/* Whether all letters are capitals, and there are several. */
bool nl_is_capitals(nl_str text);
void nl_markers_see(nl_seen_markers *seen, const nl_marker *marker);

#endif
