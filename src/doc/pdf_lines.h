/* doc/pdf_lines.h - the lines of the pages of a PDF, in the order in which a person reads them.
 *
 * A page is cut into columns and zones: a gutter is a strip that nothing stands in while text stands on both sides of it, and a row
 * that crosses it ends a zone (recursive X-Y cut: Nagy and Seth 1984, with rows in the place of pixels). In a zone the left column
 * is read before the right. Words on one base line are a line; raised marks of notes belong to the line beside them. */
#ifndef NL_DOC_PDF_LINES_H
#define NL_DOC_PDF_LINES_H

#include "base/map.h"
#include "doc/pdf_stream.h"

typedef enum {
	NL_PDF_BODY,
	NL_PDF_RUNNING, /* a running head or foot */
	NL_PDF_NUMBER,  /* of the page */
	NL_PDF_NOTE,    /* of a footnote */
	NL_PDF_TURNED   /* stands upright or upside down; `column` is that of its block alone */
} nl_pdf_role;

typedef struct {
	uint32_t first, end;   /* of `order` */
	uint32_t page, column; /* page from 0; columns count through the document in the order of reading */
	int32_t left, right;   /* lengths as in nl_pdf_word */
	int32_t top, bottom, base, size;
	bool bold;    /* all of it */
	uint8_t role; /* nl_pdf_role */
} nl_pdf_line;

/* Where the text of a column begins and ends. */
typedef struct {
	int32_t left, right;
	uint32_t lines;
} nl_pdf_column;

typedef struct {
	const nl_pdf_words *words;
	NL_VEC(uint32_t) order; /* words, line by line */
	NL_VEC(nl_pdf_line) lines;
	NL_VEC(nl_pdf_column) columns;
	NL_VEC(uint32_t) pages; /* the first line of each, and the count of all */
	int32_t body_size;      /* of the font that most letters have */
	int32_t leading;        /* between base lines in the body */
	int32_t space;          /* between words, most often */
	bool body_bold;
} nl_pdf_lines;

/* `words` is borrowed and must outlive the lines. */
void nl_pdf_lines_read(nl_pdf_lines *lines, const nl_pdf_words *words);
void nl_pdf_lines_release(nl_pdf_lines *lines);
/* Tells running heads, page numbers and footnotes from the body (doc/pdf_roles.c). */
void nl_pdf_lines_mark(nl_pdf_lines *lines);

const nl_pdf_word *nl_pdf_word_of(const nl_pdf_lines *lines, const nl_pdf_line *line, uint32_t index);
/* Whether the word is the mark of a note: small, raised, a number or a star. */
bool nl_pdf_is_note_mark(const nl_pdf_line *line, const nl_pdf_word *word);
/* Bytes of the mark of a footnote, and of the space behind it, at the start of a text; 0 for none. */
size_t nl_pdf_note_label(nl_str text);
/* Whether the line begins with such a mark, raised or not. */
bool nl_pdf_begins_note(const nl_pdf_lines *lines, const nl_pdf_line *line);
/* The words of a line with spaces between, without marks of notes, into `out`. */
void nl_pdf_line_text(const nl_pdf_lines *lines, const nl_pdf_line *line, nl_buf *out);
/* Whether white space stands between the word and the next of its line. */
bool nl_pdf_has_space(const nl_pdf_lines *lines, const nl_pdf_line *line, uint32_t index);

#endif
