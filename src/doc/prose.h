/* doc/prose.h - what the readers of markup share: text on its way from the source to the builder.
 *
 * A reader says what comes next (a heading, an item with its label) and sends runs of text and the characters that
 * markup stands for; a block begins with the first text that is more than white space. Clauses that begin a line or a block
 * with a marker, "(a) ...", become items, as in plain text. Footnotes that stand inside a sentence are kept as places
 * and read when their block has ended. */
#ifndef NL_DOC_PROSE_H
#define NL_DOC_PROSE_H

#include "base/vec.h"
#include "doc/builder.h"
#include "doc/included.h"

enum {
	NL_LABEL_MAX = 32, /* bytes of a label, its NUL included; longer ones are cut */
	NL_HINT_STEP = 4,  /* hint of depth for each list around an item */
};

typedef struct {
	nl_builder *builder;
	nl_included *included;    /* borrowed; NULL for formats that include nothing */
	nl_str text;              /* of the source, all of it */
	uint32_t quotes;          /* block quotes around */
	nl_block_kind kind;       /* of the block that comes next */
	uint32_t level;           /* as nl_builder_block takes it */
	char label[NL_LABEL_MAX]; /* of the item that begins; empty once used */
	bool line_start;          /* a line end that the reader of the page sees came last */
	NL_VEC(nl_span) notes;    /* footnotes in the open block, in order */
	size_t expanded;          /* bytes of expansions so far */
} nl_prose;

void nl_prose_release(nl_prose *prose);
/* Ends the open block and says what comes next, until said otherwise. `label` is copied. */
void nl_prose_next(nl_prose *prose, nl_block_kind kind, uint32_t level, nl_str label);
void nl_prose_end(nl_prose *prose);
/* Enters or leaves a block quote; ends the open block. */
void nl_prose_quote(nl_prose *prose, bool enters);
/* Bytes from..to of the source. White space begins no block. */
void nl_prose_text(nl_prose *prose, size_t from, size_t to);
/* What the bytes from..to of the source stand for: a character, or several. */
void nl_prose_char(nl_prose *prose, uint32_t c, size_t from, size_t to);
void nl_prose_words(nl_prose *prose, nl_str words, size_t from, size_t to);
/* The words that a definition in the text gives for a name in the bytes from..to. All expansions together hold at most as much as
 * the text itself, and a bit: a name past that stands for itself. */
void nl_prose_expand(nl_prose *prose, nl_str words, size_t from, size_t to);
/* A line end that the reader of the page sees, or one of the source where markers at a line's start count. */
void nl_prose_line(nl_prose *prose, size_t from, size_t to);
/* Whether the open block ends with white space, or none is open: where a word can begin. */
bool nl_prose_at_word(const nl_prose *prose);

/* The open block begins with a marker, as in plain text: makes it an item. */
void nl_prose_find_item(nl_builder *builder, uint32_t level);
/* A marker at the start of a line of running text, `text`, before which a clause ends. Bytes, 0 for none. */
size_t nl_prose_item_at_line(const nl_builder *builder, nl_str text);

/* An item's number as readers see it: style '1', 'a', 'A', 'i' or 'I', "before" and "behind" as in "(a)". */
void nl_label_number(char out[NL_LABEL_MAX], char style, uint32_t number, nl_str before, nl_str behind);

#endif
