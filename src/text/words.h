/* text/words.h - what counts as a word. Rules and documents are cut by this one function, or phrases would not match.
 *
 * A word is a run of letters, digits and marks (Unicode categories L, N, M), with an apostrophe allowed between
 * letters ("don't"; a final 's or ’s is left out of the word: "State's" is the word "State"), and with soft hyphens and
 * zero-width characters inside it ignored. A hyphen ends a word: "multi-stakeholder" is two words. Single dots inside
 * initials are kept inside: "U.S." is the word "U.S", so that "U.S." and "US" are the same word after folding. Raised
 * digits (footnote marks) belong to no word. */
#ifndef NL_TEXT_WORDS_H
#define NL_TEXT_WORDS_H

#include "base/buf.h"

/* What stands between two words; the marks that a matcher or the sentence cutter cares for. */
typedef enum {
	NL_GAP_COMMA = 1 << 0,
	NL_GAP_SEMICOLON = 1 << 1,
	NL_GAP_COLON = 1 << 2,
	NL_GAP_STOP = 1 << 3,            /* . ! ? … */
	NL_GAP_DASH = 1 << 4,            /* en or em dash, or a hyphen with white space around it */
	NL_GAP_PAREN = 1 << 5,           /* ( ) [ ] */
	NL_GAP_HYPHEN = 1 << 6,          /* a hyphen right between the two words */
	NL_GAP_LINE_END_HYPHEN = 1 << 7, /* a hyphen or soft hyphen right after a word, with a line end or space behind */
	NL_GAP_SPACE = 1 << 8,           /* white space of any kind, line ends included */
	NL_GAP_SLASH = 1 << 9,
	NL_GAP_OPEN_QUOTE = 1 << 10,
	NL_GAP_CLOSE_QUOTE = 1 << 11,
	NL_GAP_OTHER = 1 << 12
} nl_gap;

enum { NL_WORD_MAX = 0xFFF0 }; /* bytes; a longer run of letters is cut into several words */

typedef struct {
	uint32_t start, end; /* bytes of the text */
	uint32_t gap;        /* nl_gap bits of what stands between the word before and this one */
	bool plain;          /* only ASCII letters and digits: nothing inside to ignore or fold but case */
} nl_word;

/* The first word at or after `from`, with `gap` telling all that was passed on the way. False at the end of the text;
 * `word` then is empty at the end, its gap still set. Linear; looks at most a few bytes back. */
bool nl_word_next(nl_str text, uint32_t from, nl_word *word);

/* Folded form: NFKC, case folded, without soft hyphens, zero-width characters, dots of initials; curly apostrophes
 * as '. Appends to `out`. (utf8proc; ASCII words take a short way with the same result.) */
void nl_word_fold(nl_str word, nl_buf *out);
/* The same without folding case, and with the dots of initials: what 'ICT' is compared with. */
void nl_word_exact(nl_str word, nl_buf *out);

/* Whether a character is a lower-case letter, in any script. */
bool nl_char_is_lower(uint32_t code_point);
/* The same character as a small letter, as a capital; itself where there is none. */
uint32_t nl_char_lower(uint32_t code_point);
uint32_t nl_char_upper(uint32_t code_point);

#endif
