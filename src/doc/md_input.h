/* doc/md_input.h - Markdown as md4c can read it: what it does not know is rewritten into what it does, and the way back to the
 * source is kept.
 *
 *   > [!NOTE]            alerts are no quotations: their ">" is left out
 *   !!! note "Title"     admonitions (also ???): what is indented under them is moved to the left
 *   ::: note Title       containers: the lines that open and close them are left out
 *   : definition         a block of its own, under its term
 *   [^1]                 the marks of footnotes would be read as links: apostrophes stand for them */
#ifndef NL_DOC_MD_INPUT_H
#define NL_DOC_MD_INPUT_H

#include "base/buf.h"
#include "base/vec.h"

enum { NL_MD_MASK = '\'' };

typedef struct {
	uint32_t at, source; /* from here on, bytes of the input are those of the source from there on */
} nl_md_piece;

typedef struct {
	nl_str text;                /* what md4c reads */
	nl_buf made;                /* holds it when it is not the source itself */
	NL_VEC(nl_md_piece) pieces; /* empty: all bytes stand where they stood */
	uint32_t start;             /* of the body in the source */
} nl_md_input;

/* Of the body that begins at `start` in `source`. Released by nl_md_input_release(); `source` must outlive it. */
void nl_md_input_make(nl_md_input *input, nl_str source, size_t start);
void nl_md_input_release(nl_md_input *input);
/* The place in the source of byte `at` of the input. */
uint32_t nl_md_input_place(const nl_md_input *input, size_t at);

#endif
