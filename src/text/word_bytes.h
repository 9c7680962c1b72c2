/* text/word_bytes.h - what a single byte says about words; for the files that cut them. */
#ifndef NL_TEXT_WORD_BYTES_H
#define NL_TEXT_WORD_BYTES_H

#include <stdint.h>

enum {
	NL_BYTE_WORD = 1 << 15, /* an ASCII letter or digit: part of a word */
	NL_BYTE_LOOK = 1 << 14, /* beyond ASCII, or a mark whose meaning depends on its neighbours */
};

/* By byte: nl_gap bits, or one of the above. */
extern const uint16_t nl_word_bytes[256];

#endif
