/* doc/sentences.h - where the sentences of a block end.
 *
 * A cut is a place in the text where a new sentence begins. Sentences end at stops, clauses at semicolons; a colon cuts
 * when clauses ended by semicolons follow it; an inline marker, "(a)", begins an item; and a word of
 * language->openers at a line start begins a clause of its own. */
#ifndef NL_DOC_SENTENCES_H
#define NL_DOC_SENTENCES_H

#include "base/buf.h"
#include "base/vec.h"
#include "doc/doc.h"
#include "doc/marker.h"

typedef enum { NL_CUT_STOP, NL_CUT_CLAUSE, NL_CUT_COLON, NL_CUT_OPENER, NL_CUT_ITEM } nl_cut_kind;

typedef struct {
	uint32_t at;      /* first byte of the new sentence */
	uint32_t token;   /* its first, counted in the block */
	nl_cut_kind kind; /* what made it begin */
	uint32_t level;   /* of an item: its list */
	bool is_new;      /* of an item: the list begins with it */
} nl_cut;

enum { NL_FIRST_MARKERS = 3 }; /* "(a)", "(i)", "(1)" */

typedef struct {
	const nl_language *language;
	nl_lists *lists;     /* entered by inline markers; borrowed */
	char before;         /* the last character of the block before that is no white space; 0 for none */
	NL_VEC(nl_cut) cuts; /* of the last block, in order */
	nl_buf word;
	/* The block in work. */
	nl_str text;            /* of the block, its marker included */
	const nl_token *tokens; /* of the block */
	uint32_t token_count;
	uint32_t hint;
	uint32_t last_cut;                    /* byte; the block's start at first */
	uint32_t first_token;                 /* the first of the current sentence, counted in the block */
	uint32_t colon;                       /* where a clause after a colon begins, in the current sentence; 0 for none */
	uint32_t colon_token;                 /* the token behind that colon */
	uint32_t bracket;                     /* where an open bracket stands; NL_NONE for none */
	uint32_t last_item;                   /* token of the last inline marker */
	uint32_t no_second[NL_FIRST_MARKERS]; /* no second marker stands before this place; spares searches */
} nl_cutter;

void nl_cutter_release(nl_cutter *cutter);
/* Fills `cuts` for a block: `text` from byte `start` on, behind its marker. `tokens` are the block's own. */
void nl_cutter_run(nl_cutter *cutter, nl_str text, uint32_t start, const nl_tokens *tokens, uint32_t hint);

/* Whether the mark is one of the ASCII characters `marks`. */
bool nl_is_mark_of(uint32_t mark, const char *marks);
/* Whether the text ends a sentence: a stop, behind which only closing quotes, brackets and footnote marks stand. */
bool nl_ends_sentence(nl_str text);
/* The last character of the text that is no white space, no closing quote or bracket, and no footnote mark; 0 for
 * none. */
uint32_t nl_last_mark(nl_str text);

#endif
