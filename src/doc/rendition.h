/* doc/rendition.h - the text of a file that is no text itself (Word, OpenDocument, PDF), as its reader sees it.
 *
 * A reader of such a format writes two things at once: lines, one for each paragraph (of a PDF: one for each line of a page),
 * and blocks, which are parts of these lines. The lines become the source that places refer to; the blocks are fed into the
 * builder. What is shown but belongs to no block (the number of a list item, a page number) is in the lines only.
 *
 *   nl_rendition_page(r, 3);
 *   nl_rendition_show(r, "(a) ", nowhere);
 *   nl_rendition_block(r, NL_BLOCK_LIST, 4, "(a)", false);
 *   nl_rendition_text(r, "use ", origin);  nl_rendition_text(r, "force", origin);
 *   nl_rendition_end(r);
 *   nl_rendition_line(r);
 *
 * Beside them it keeps the way back into the file: for every piece of text the part of the file and the bytes that it came
 * from, and the run and the paragraph around it, so that a file can be given back with remarks on the very words. Everything
 * lives until nl_rendition_free(). */
#ifndef NL_DOC_RENDITION_H
#define NL_DOC_RENDITION_H

#include "base/map.h"
#include "doc/builder.h"

/* A stretch of the rendition and where it came from. Pieces come in order of `text`. When `bytes` is as long as `text`, it is
 * that text byte for byte; else the text stands for it as a whole (an entity, a tab, an element). */
typedef struct {
	nl_span text;  /* of the rendition */
	uint32_t part; /* NL_NONE: from nowhere; the file does not hold it as text */
	nl_span bytes; /* of the part, unpacked and as UTF-8 */
	uint32_t run;  /* NL_NONE: in none */
} nl_piece;

/* Text of one look. `element`: the element with its tags; `properties`: in it the element that says how it looks, empty
 * when there is none. */
typedef struct {
	uint32_t part, paragraph;
	nl_span element, properties;
} nl_run;

/* A paragraph of the file. A deleted paragraph mark may make one line of several, and a text box one inside of another. */
typedef struct {
	uint32_t part;
	nl_span element; /* with its tags */
} nl_paragraph;

typedef struct {
	nl_block_kind kind;
	uint32_t level; /* as nl_builder_block() takes it */
	bool quoted;
	nl_str label;
	uint32_t first, end; /* spans */
} nl_rendition_block_entry;

typedef struct {
	nl_buf text;
	NL_VEC(nl_page_start) pages;
	NL_VEC(nl_text_box) boxes; /* of words, where the file tells of places on pages */
	NL_VEC(nl_rendition_block_entry) blocks;
	NL_VEC(nl_span) spans; /* of the text: what each block is made of */
	NL_VEC(nl_piece) pieces;
	NL_VEC(nl_run) runs;
	NL_VEC(nl_paragraph) paragraphs;
	nl_map parts; /* names of the file's parts, "word/document.xml"; the number of one is its place here */
	nl_arena arena;
	bool open;    /* a block */
	bool is_full; /* it would be longer than NL_MAX_RENDITION: what came since then is left out */
} nl_rendition;

/* Where text comes from: as in nl_piece. */
typedef struct {
	uint32_t part;
	nl_span bytes;
	uint32_t run;
} nl_piece_origin;

#define NL_FROM_NOWHERE ((nl_piece_origin){NL_NONE, {0, 0}, NL_NONE})

nl_rendition *nl_rendition_new(void);
void nl_rendition_free(nl_rendition *rendition); /* NULL is fine */

/* ---- what readers send, in the order of reading ---- */

/* What comes next stands on this page. */
void nl_rendition_page(nl_rendition *rendition, uint32_t page);
/* Begins a block; arguments as of nl_builder_block(). `quoted`: it stands in a block quote. `label` is copied. */
void nl_rendition_block(nl_rendition *rendition, nl_block_kind kind, uint32_t level, nl_str label, bool quoted);
/* Text of the open block. Line ends in it become spaces: a line of the rendition ends where the reader says so. */
void nl_rendition_text(nl_rendition *rendition, nl_str text, nl_piece_origin origin);
/* Text that is shown and is no text of any block. */
void nl_rendition_show(nl_rendition *rendition, nl_str text, nl_piece_origin origin);
/* Text that is there already becomes text of the open block, too: for readers that know what blocks are when all is read. */
void nl_rendition_take(nl_rendition *rendition, nl_span text);
void nl_rendition_end(nl_rendition *rendition); /* ends the block */
/* Ends the line. A block may go on over it: then the line end is white space of the block. */
void nl_rendition_line(nl_rendition *rendition);

uint32_t nl_rendition_part(nl_rendition *rendition, nl_str name); /* the number of a part; the name is copied */

/* ---- what is asked ---- */

/* The source of the lines; its text is borrowed from the rendition, to which nothing may be added any more. Owned. */
nl_source *nl_rendition_source(const nl_rendition *rendition, nl_str name);
/* Sends the blocks. A paragraph that begins with a typed marker ("(a) ...") becomes a list item. */
void nl_rendition_feed(const nl_rendition *rendition, nl_builder *builder);
/* The first piece that ends behind `offset` of the text; the count of pieces when none does. */
uint32_t nl_rendition_piece_at(const nl_rendition *rendition, uint32_t offset);

#endif
