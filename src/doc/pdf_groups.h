/* doc/pdf_groups.h - which lines of a PDF are one paragraph, and what kind of one. */
#ifndef NL_DOC_PDF_GROUPS_H
#define NL_DOC_PDF_GROUPS_H

#include "doc/pdf_tables.h"
#include "text/block.h"

/* Lines, or parts of lines, that make one block, in the order of reading; not always neighbours, since the foot of a page may
 * stand between. */
typedef struct {
	uint32_t first, end; /* of `members` */
	nl_block_kind kind;
	uint32_t level; /* of a heading from 1, 0 for the title of the document; of an item its hint (doc/builder.h) */
	size_t marker;  /* bytes of the marker of an item, or of the mark of a footnote, with the space behind */
	bool quoted;    /* set in on both sides */
} nl_pdf_group;

typedef struct {
	const nl_pdf_lines *lines;
	const nl_str *texts; /* of each line, without marks of notes */
	NL_VEC(nl_pdf_part) members;
	NL_VEC(nl_pdf_group) groups;
} nl_pdf_groups;

/* `lines` must be marked; both are borrowed. */
void nl_pdf_groups_make(nl_pdf_groups *groups, const nl_pdf_lines *lines, const nl_str *texts);
void nl_pdf_groups_release(nl_pdf_groups *groups);

#endif
