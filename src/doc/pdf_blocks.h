/* doc/pdf_blocks.h - from the lines of a PDF to a rendition: its lines, and paragraphs, headings, items and cells made of them. */
#ifndef NL_DOC_PDF_BLOCKS_H
#define NL_DOC_PDF_BLOCKS_H

#include "doc/pdf_lines.h"
#include "doc/rendition.h"

/* Adds all lines, page by page, with the box of each word; then the blocks in the order of reading, so that a paragraph that
 * goes on over the end of a column or page is one, and the footnotes of the page follow it. Of a running head only the first is
 * a block; page numbers and the marks of notes are in none. */
void nl_pdf_blocks_write(nl_pdf_lines *lines, nl_rendition *rendition);

#endif
