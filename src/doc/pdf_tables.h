/* doc/pdf_tables.h - the tables on the pages of a PDF, roughly: nothing in a PDF says that a table is one.
 *
 * Lines are rows when they have wide gaps, and words behind these that begin at the same place as on a line near by. What stands
 * below a cell, with nothing in the first column or no more than the usual distance from the line above, is more of it. */
#ifndef NL_DOC_PDF_TABLES_H
#define NL_DOC_PDF_TABLES_H

#include "doc/pdf_lines.h"

/* Words of a line. */
typedef struct {
	uint32_t line, first, end;
} nl_pdf_part;

/* For each line whether it is one of a table. Owned. */
bool *nl_pdf_tables_find(const nl_pdf_lines *lines);
/* The cells of the lines first..end, which are a table: a cell is the parts of one number, which come after one another. In the
 * order of reading, row by row. Owned; release with nl_vec_release(). */
typedef struct {
	nl_pdf_part part;
	uint32_t cell;
} nl_pdf_cell_part;

typedef NL_VEC(nl_pdf_cell_part) nl_pdf_cells;

nl_pdf_cells nl_pdf_tables_cells(const nl_pdf_lines *lines, uint32_t first, uint32_t end);

#endif
