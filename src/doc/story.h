/* doc/story.h - paragraphs of a word processor's document on their way into a rendition.
 *
 * Notes and text boxes stand inside of a paragraph, and are read after it. So a paragraph is put together on its own, with what
 * hangs on it, and written when it is whole: its line, then the lines that hang on it. Readers of Word and OpenDocument files
 * share all this; they know XML and styles, and nothing of lines. */
#ifndef NL_DOC_STORY_H
#define NL_DOC_STORY_H

#include "doc/rendition.h"

enum { NL_TWIPS = 1440 }; /* an inch; lengths count these */

typedef struct {
	uint32_t end; /* in the text of the paragraph */
	nl_piece_origin origin;
	bool breaks;   /* a line break: an item may begin behind it */
	uint32_t page; /* a page begins here; 0: none */
} nl_stretch;

typedef struct nl_para nl_para;
typedef NL_VEC(nl_para *) nl_paras;

struct nl_para {
	nl_buf text;
	NL_VEC(nl_stretch) stretches;
	nl_block_kind kind;
	uint32_t level; /* of a heading; 0: title */
	bool quoted;
	bool shown_only;     /* a line of a table of contents or an index: no text of the document */
	bool is_continuing;  /* a further paragraph of a list item */
	nl_buf label;        /* "(a)", "Article 3", "•"; empty: none */
	int32_t left, first; /* indentation of the paragraph, and of its first line, in twips */
	uint32_t depth;      /* of an item in its list, from 1 */
	nl_paras hanging;    /* owned: notes and text boxes */
};

/* Paragraphs written so far of one story: the body, a note, a text box. All zero begins one. */
typedef struct {
	int32_t body_left; /* indentation of the last paragraph that is no item */
	bool in_list;      /* the last one was an item */
	uint32_t outer;    /* depth of the outermost item since then */
} nl_story;

/* A story that is being read. Readers keep a stack of what begins with this, since notes and text boxes stand inside of
 * paragraphs. */
typedef struct {
	nl_paras *out;           /* where its paragraphs go; NULL: into the rendition */
	nl_para *para;           /* the open one; also one that is over, when the next goes on with it */
	bool in_para;            /* inside of a paragraph's element */
	NL_VEC(uint32_t) tables; /* columns of each open one */
	uint32_t paragraph;      /* that element, in the rendition's list */
} nl_frame;

nl_para *nl_frame_para(nl_frame *frame); /* the open one, or a new one */
/* The element of a paragraph begins, and ends; its bytes are told to the rendition. */
void nl_frame_begin(nl_frame *frame, nl_rendition *rendition, uint32_t part, nl_span element);
void nl_frame_end(nl_frame *frame, nl_rendition *rendition, uint32_t end);
bool nl_frame_in_table(const nl_frame *frame); /* one of several columns: with a single one it is a frame around text */
/* Sends the open paragraph where it goes; there must be one. */
void nl_frame_write(nl_frame *frame, nl_story *story, nl_rendition *rendition);

/* What the name of a style says of its paragraphs. */
typedef enum {
	NL_STYLE_PLAIN,
	NL_STYLE_TITLE,
	NL_STYLE_QUOTE,
	NL_STYLE_CODE,
	NL_STYLE_CONTENTS, /* of a table of contents or an index */
	NL_STYLE_CONTINUES /* a further paragraph of a list item */
} nl_style_sort;

/* Names of built-in styles are English in files of every edition of Word, LibreOffice and pandoc. `outline` is set for those of
 * headings, to 1..9. */
nl_style_sort nl_style_sort_of(nl_str name, int32_t *outline);

/* A part of what labels are made of, cut at a length that no label has: it comes back before each of a million items. */
nl_str nl_label_part(nl_str text);

nl_para *nl_para_new(void);
void nl_para_free(nl_para *para); /* with what hangs on it; NULL is fine */
void nl_paras_release(nl_paras *list);

void nl_para_add(nl_para *para, nl_str text, nl_piece_origin origin);
void nl_para_break(nl_para *para, nl_piece_origin origin); /* a line break inside of the paragraph */
void nl_para_page(nl_para *para, uint32_t page);           /* a page begins here */

/* Writes the paragraph and what hangs on it, and frees it. */
void nl_story_write(nl_story *story, nl_para *para, nl_rendition *rendition);

#endif
