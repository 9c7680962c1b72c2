/* doc/pdf_groups.h - which lines of a PDF are one paragraph, and what kind of one. */
#ifndef NL_DOC_PDF_GROUPS_H
#define NL_DOC_PDF_GROUPS_H

#include "doc/pdf_lines.h"
#include "text/block.h"

/* Lines that make one block, in the order of reading; not always neighbours, since the foot of a page may stand between. */
typedef struct {
	uint32_t first, end; /* of `members` */
	nl_block_kind kind;
	uint32_t level; /* of a heading from 1, 0 for the title of the document; of an item its hint (doc/builder.h) */
	size_t marker;  /* bytes of the marker of an item, or of the mark of a footnote, with the space behind */
	bool row;       /* of a table: a line whose cells are blocks */
} nl_pdf_group;

typedef struct {
	const nl_pdf_lines *lines;
	const nl_str *texts;      /* of each line, without marks of notes */
	NL_VEC(uint32_t) members; /* lines */
	NL_VEC(nl_pdf_group) groups;
} nl_pdf_groups;

/* `lines` must be marked; both are borrowed. */
void nl_pdf_groups_make(nl_pdf_groups *groups, const nl_pdf_lines *lines, const nl_str *texts);
void nl_pdf_groups_release(nl_pdf_groups *groups);
/* Whether a cell of a table ends with the word. */
bool nl_pdf_ends_cell(const nl_pdf_lines *lines, const nl_pdf_line *line, uint32_t index);

#endif
