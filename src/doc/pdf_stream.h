/* doc/pdf_stream.h - what normlint-pdf writes, read: the words of a PDF, page by page.
 *
 * The lines of the stream are described in src/pdf/README.md. Whoever wrote them has read a file from outside and may have
 * been taken over by it, so each line is held against that description, and one that does not fit refuses the whole. */
#ifndef NL_DOC_PDF_STREAM_H
#define NL_DOC_PDF_STREAM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

/* Lengths are hundredths of a point; positions count from the left and the top of the page as it is shown. */
typedef struct {
	int32_t x, y, width, height;
	int32_t base;             /* where its letters stand: a y */
	int32_t size;             /* of the font */
	uint32_t line;            /* equal for words of what poppler takes for a line */
	uint8_t rotation;         /* quarters clockwise */
	bool bold, italic, space; /* space: one follows */
	nl_str text; /* no white space, no controls; ligatures and the bullets of symbol fonts as plain characters */
} nl_pdf_word;

typedef struct {
	int32_t width, height;
	uint32_t first, end; /* words */
	bool picture;        /* no word, and something else is drawn */
} nl_pdf_page;

typedef struct {
	uint32_t page; /* 0: of the whole file */
	nl_str text;
} nl_pdf_problem;

typedef enum { NL_PDF_FINE, NL_PDF_ENCRYPTED, NL_PDF_DAMAGED, NL_PDF_PAGES, NL_PDF_PAGE } nl_pdf_error;

/* All zero is nothing. Page number i + 1 is pages.at[i]. Texts lie in `arena`. */
typedef struct {
	NL_VEC(nl_pdf_page) pages;
	NL_VEC(nl_pdf_word) words;
	NL_VEC(nl_pdf_problem) problems;
	nl_pdf_error error;
	uint32_t number; /* of the error: pages that there are, or the page that cannot be read */
	nl_arena arena;
} nl_pdf_words;

/* A stream that comes piece by piece, while its writer goes on. */
typedef struct {
	nl_pdf_words *words;
	nl_str rest;    /* of the line that is read */
	uint32_t lines; /* read so far */
	uint32_t page_count, line;
	uint8_t rotation;
	bool counted, in_line, ended, refused;
} nl_pdf_stream;

/* Of words that are not set; release them in any case. */
nl_pdf_stream nl_pdf_stream_begin(nl_pdf_words *words);
/* Reads the whole lines at the front of what came and takes them out of it. Once a line did not fit, all is taken out. */
void nl_pdf_stream_take(nl_pdf_stream *stream, nl_buf *came);
/* Behind the last piece, with what is left of it. False when it was no stream: then `line` is the number of the first line that
 * does not fit. */
bool nl_pdf_stream_end(const nl_pdf_stream *stream, const nl_buf *left, uint32_t *line);
/* A whole one. */
bool nl_pdf_stream_read(nl_pdf_words *words, nl_str stream, uint32_t *line);
void nl_pdf_words_release(nl_pdf_words *words);

#endif
