/* annotate/docx_body.h - where comments can stand in the body of a Word file.
 *
 * A comment's range begins and ends between runs, inside of a paragraph, and so a run that holds the first or the last word is
 * cut in two, each with the properties of both. Seen from a paragraph, its content is a row of units: runs, and whatever else
 * is no mere bracket around runs as links and tracked changes are. Text boxes are inside of a run: Word lets no comment stand
 * in them, nor in notes; there the whole run, or the reference to the note, is what the comment is about. */
#ifndef NL_ANNOTATE_DOCX_BODY_H
#define NL_ANNOTATE_DOCX_BODY_H

#include "annotate/splice.h"
#include "base/map.h"
#include "doc/docx.h"

typedef struct {
	nl_span whole, open;   /* the element; its start tag */
	nl_span properties;    /* w:rPr of a run; empty when it has none */
	uint32_t first, count; /* of a run: what is in it, without the properties */
	uint32_t behind; /* where a run can stand that is in no link or change: the end of the outermost bracket around the unit */
	bool is_run;
} docx_unit;

typedef struct {
	nl_span whole, content;
	bool is_text; /* w:t, w:delText */
} docx_child;

typedef struct {
	nl_span whole;
	nl_str id;
	uint32_t unit; /* the run of a w:commentReference; NL_NONE: it is the beginning or the end of a range */
} docx_mark;

typedef struct {
	nl_str id;
	bool is_endnote;
	uint32_t unit;
} docx_note_mark;

/* The first paragraph. */
typedef struct {
	nl_span whole, open;
	uint32_t behind; /* its properties */
} docx_first;

typedef struct {
	nl_str text;      /* the part, as UTF-8 */
	bool is_strict;   /* names of elements are those of ISO 29500 strict */
	docx_first first; /* whole is empty when there is none */
	NL_VEC(docx_unit) units;
	NL_VEC(docx_child) children;
	NL_VEC(docx_mark) marks; /* of comments */
	NL_VEC(docx_note_mark) notes;
	nl_arena arena;
} docx_body;

/* `text` is borrowed. False after an error in the sink of `file`. */
bool docx_body_read(docx_body *body, const nl_input_file *file, nl_str part, nl_str text);
void docx_body_release(docx_body *body);

/* ---- taking out --------------------------------------------------------------------------------------------------- */

/* Takes out the marks of comments with these ids, and puts together the runs that docx_cuts_apply() cut in two: it leaves a space
 * in the end tags there, "</w:r >", which means nothing and is gone once a word processor has saved the file. */
void docx_body_unmark(const docx_body *body, const nl_map *ids, nl_splices *splices);

/* What a text that is cut gets when it has no such attribute; two spaces before it tell whose it is. */
#define DOCX_KEPT_SPACE "  xml:space=\"preserve\""

/* ---- putting in --------------------------------------------------------------------------------------------------- */

/* A place between two units, inside of a run before the child `child`, or inside of the text of that child. */
typedef enum { DOCX_CUT_NONE, DOCX_CUT_CHILD, DOCX_CUT_TEXT } docx_cut_kind;
typedef struct {
	uint32_t at;
	docx_cut_kind kind;
	uint32_t unit, child;
	uint32_t order, seq; /* ends come before beginnings */
	nl_str text;
} docx_cut;

typedef struct {
	const docx_body *body;
	NL_VEC(docx_cut) list;
	nl_arena arena;
} docx_cuts;

uint32_t docx_body_unit_at(const docx_body *body, uint32_t byte); /* the unit that holds a byte, or NL_NONE */
/* Whether there is one. */
bool docx_body_holds(const docx_body *body, uint32_t byte);
/* The range of the reference to a note; false when there is none. */
bool docx_body_note(const docx_body *body, nl_str id, bool is_endnote, nl_span *range);

/* What an element that calls Word's namespace "w:" says of it: nothing where all around it call it so, too. */
const char *docx_declaration(bool calls_it_w, bool is_strict);
/* The marks of a comment around a range, both ends of which are held. */
void docx_cuts_add(docx_cuts *cuts, nl_span range, uint32_t id);
/* The marks of a comment at the beginning of the first paragraph, when there are no words. False when there is none. */
bool docx_cuts_add_first(docx_cuts *cuts, uint32_t id);
void docx_cuts_apply(docx_cuts *cuts, nl_splices *splices);
void docx_cuts_release(docx_cuts *cuts);

#endif
