/* doc/rst.h - the parts of the reStructuredText reader: blocks (doc/rst.c), tables (doc/rst_table.c), and what stands in a
 * line (doc/rst_inline.c). After docutils.sourceforge.io/docs/ref/rst/restructuredtext.html. */
#ifndef NL_DOC_RST_H
#define NL_DOC_RST_H

#include "base/map.h"
#include "doc/markup_lines.h"
#include "doc/prose.h"

enum { NL_RST_STYLES = 16 };

typedef struct {
	nl_prose prose;
	nl_markup_lines lines;
	nl_map substitutions; /* from |name| to a place in `replacements` */
	NL_VEC(nl_span) replacements;
	uint32_t depth;                 /* of bodies inside bodies */
	uint32_t lists;                 /* around */
	bool footnote, cells;           /* paragraphs and items are footnotes; cells of a table */
	uint16_t styles[NL_RST_STYLES]; /* of titles, in order of their levels: the character, and whether a line stands above */
	uint32_t style_count;
	bool titled; /* the first title is the document's */
} nl_rst;

/* The table that begins at `line`; the line behind it, or `line` when there is none. */
uint32_t nl_rst_table(nl_rst *rst, uint32_t line, uint32_t end);

/* Sends the bytes from..to with their inline markup left out. */
void nl_rst_inline(nl_rst *rst, size_t from, size_t to);

#endif
