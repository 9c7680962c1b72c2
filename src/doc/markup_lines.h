/* doc/markup_lines.h - the lines of a text whose markup is made of lines: reStructuredText, AsciiDoc. */
#ifndef NL_DOC_MARKUP_LINES_H
#define NL_DOC_MARKUP_LINES_H

#include "base/str.h"
#include "base/vec.h"

typedef struct {
	uint32_t start, end; /* bytes, without white space at both ends; equal for an empty line */
	uint32_t indent;     /* columns before `start`; tabs stop at every eighth */
} nl_markup_line;

typedef struct {
	nl_str text;
	NL_VEC(nl_markup_line) lines;
} nl_markup_lines;

void nl_markup_lines_read(nl_markup_lines *lines, nl_str text); /* fills an empty one */
void nl_markup_lines_release(nl_markup_lines *lines);
nl_str nl_markup_line_text(const nl_markup_lines *lines, uint32_t line);
bool nl_markup_line_is_empty(const nl_markup_lines *lines, uint32_t line);
/* How often the character `mark`, and no other, makes up the line; 0 when it does not. */
uint32_t nl_markup_line_of(const nl_markup_lines *lines, uint32_t line, char mark);

#endif
