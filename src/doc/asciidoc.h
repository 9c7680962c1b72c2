/* doc/asciidoc.h - the parts of the AsciiDoc reader: blocks (doc/asciidoc.c) and what stands in a line
 * (doc/asciidoc_inline.c). After docs.asciidoctor.org/asciidoc/latest, with the older quotation marks that pandoc writes. */
#ifndef NL_DOC_ASCIIDOC_H
#define NL_DOC_ASCIIDOC_H

#include "base/map.h"
#include "doc/markup_lines.h"
#include "doc/prose.h"

enum { NL_ASCIIDOC_LISTS = 16 };

typedef struct {
	char mark;       /* '*', '-', '.', '1' for numbers, '<' for callouts */
	uint32_t count;  /* of marks: "**" has two */
	char style;      /* of numbers, as nl_label_number takes it */
	uint32_t number; /* of the next item */
} nl_asciidoc_list;

typedef struct {
	nl_prose prose;
	nl_markup_lines lines;
	nl_map attributes; /* from :name: to a place in `values` */
	NL_VEC(nl_span) values;
	uint32_t depth; /* of delimited blocks inside delimited blocks */
	nl_asciidoc_list lists[NL_ASCIIDOC_LISTS];
	uint32_t list_depth;
	bool attached; /* "+" came last: the next block belongs to the item */
	bool in_text;  /* a heading or text was seen: the header is over */
	/* What attribute lines say of the block that comes next. */
	nl_str style;   /* "quote", "NOTE", "source", "loweralpha" */
	uint32_t start; /* of a list; 0 for none */
} nl_asciidoc;

/* Sends the bytes from..to with their inline markup left out; footnotes go into prose.notes. */
void nl_asciidoc_inline(nl_asciidoc *reader, size_t from, size_t to);

#endif
