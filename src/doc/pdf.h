/* doc/pdf.h - what is asked of normlint-pdf (src/pdf/README.md), for all who ask. */
#ifndef NL_DOC_PDF_H
#define NL_DOC_PDF_H

#include "doc/input.h"

/* Runs normlint-pdf on bytes, within the limits for a file. `task`: NULL to read a PDF, "--comments" to write into one. What it
 * writes is added to `out`. False after an error in the sink of `file`. */
bool nl_pdf_run_program(const nl_input_file *file, const char *task, nl_str bytes, nl_buf *out);

#endif
