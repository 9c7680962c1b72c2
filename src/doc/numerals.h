/* doc/numerals.h - numbers as word processors write them before items: "iv", "bb", "Third". */
#ifndef NL_DOC_NUMERALS_H
#define NL_DOC_NUMERALS_H

#include "base/buf.h"

typedef enum {
	NL_NUMERAL_DECIMAL,
	NL_NUMERAL_DECIMAL_ZERO, /* 01 */
	NL_NUMERAL_UPPER_ROMAN,
	NL_NUMERAL_LOWER_ROMAN,
	NL_NUMERAL_UPPER_LETTER, /* Z, AA, BB */
	NL_NUMERAL_LOWER_LETTER,
	NL_NUMERAL_UPPER_ALPHABET, /* Z, AA, AB */
	NL_NUMERAL_LOWER_ALPHABET,
	NL_NUMERAL_ORDINAL,      /* 3rd */
	NL_NUMERAL_CARDINAL,     /* Three */
	NL_NUMERAL_ORDINAL_WORD, /* Third */
	NL_NUMERAL_HEX,
	NL_NUMERAL_SYMBOLS, /* *, †, ‡, §, **, ... */
	NL_NUMERAL_CIRCLED, /* ③ */
	NL_NUMERAL_DASHED,  /* - 3 - */
	NL_NUMERAL_BULLET,  /* no number at all */
	NL_NUMERAL_NONE     /* nothing */
} nl_numeral;

/* What a format cannot say (Roman numerals past 3999, 0 in letters) is written in decimal digits. */
void nl_numeral_add(nl_buf *out, nl_numeral format, uint32_t number);

#endif
