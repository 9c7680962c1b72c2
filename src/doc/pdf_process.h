/* doc/pdf_process.h - runs normlint-pdf on the bytes of a PDF and takes what it writes.
 *
 * It is a process of its own, so that a PDF that crashes the library, or makes it work for ever, costs one file and not the run;
 * and so that the library is loaded when a PDF is read and not else. It confines itself (src/pdf/confine.h). Any number may
 * run beside each other. */
#ifndef NL_DOC_PDF_PROCESS_H
#define NL_DOC_PDF_PROCESS_H

#include "base/buf.h"

typedef enum {
	NL_PDF_RUN_FINE,
	NL_PDF_RUN_MISSING,      /* the program cannot be started; `error` says why */
	NL_PDF_RUN_MEMORY,       /* more memory than it may have */
	NL_PDF_RUN_TIME,         /* more time */
	NL_PDF_RUN_OUTPUT,       /* more text than `max_output` */
	NL_PDF_RUN_NOT_CONFINED, /* the system does not let it give up its rights */
	NL_PDF_RUN_FORBIDDEN,    /* it tried what it may not do */
	NL_PDF_RUN_CRASHED       /* it ended in any other way than it should; `error` is the signal, 0 for none */
} nl_pdf_run;

typedef struct {
	unsigned pages, seconds; /* seconds of processor time, */
	unsigned clock_seconds;  /* and by the clock: a machine may have other things to do */
	size_t memory;           /* bytes, the program and its libraries included */
	size_t max_output;       /* bytes of its stream */
} nl_pdf_limits;

/* Who is told each time when more came, while the program goes on, and may take away what stands in `out`; `take` is NULL: nobody. */
typedef struct {
	void (*take)(void *context, nl_buf *out);
	void *context;
} nl_pdf_taker;

/* Runs `program` (a path) on `bytes`, with `task` as its last argument unless that is NULL; what it wrote is added to `out`. */
nl_pdf_run nl_pdf_process_run(const char *program, const char *task, nl_str bytes, const nl_pdf_limits *limits,
	nl_pdf_taker taker, nl_buf *out, int *error);

/* Where normlint-pdf is: beside this program, else in ../libexec/normlint; when this code is in a shared library, else in
 * ../libexec/normlint or ../../libexec/normlint as seen from there. Owned string; the first of these when it is in none. */
char *nl_pdf_process_program(void);

#endif
