/* text/tokens.h - a text as tokens: its words, each with its word class.
 *
 * This is where the time of a check goes: each word of a text passes here once. Most are ASCII, short, and one space behind the
 * word before: for these sixteen bytes are looked at together, and the class comes from one slot (text/short_words.h). All others
 * take the way of text/words.h, with the same result. */
#ifndef NL_TEXT_TOKENS_H
#define NL_TEXT_TOKENS_H

#include "base/buf.h"
#include "base/vec.h"
#include "text/vocab.h"
#include "text/words.h"

/* Twelve bytes. */
typedef struct {
	uint32_t start; /* byte of the text that was cut */
	nl_class word_class;
	uint16_t len; /* bytes; at most NL_WORD_MAX */
	uint16_t gap; /* nl_gap bits of what stands before it, after the last token */
} nl_token;

typedef struct {
	NL_VEC(nl_token) list;
	NL_VEC(uint32_t) marks; /* those with more than white space and hyphens in their gap */
} nl_tokens;

enum { NL_TOKENS_BEHIND = 16 }; /* bytes behind a text that must be readable */

void nl_tokens_release(nl_tokens *tokens);
/* Makes room behind the text of `buf`. */
void nl_tokens_pad(nl_buf *buf);
/* Cuts the text from byte `start` on, anew. A word that a line end parts ("informa-\ntion") is put together where a rule knows
 * the whole; else its halves are two tokens with a hyphen between. */
void nl_tokens_cut(nl_tokens *tokens, nl_lexicon *lexicon, nl_str text, uint32_t start);

#endif
