/* base/utf8.h - reading and writing UTF-8.
 *
 * Invalid bytes never stop a reader: each maximal invalid part (Unicode 15, section 3.9, U+FFFD substitution)
 * reads as one U+FFFD. Surrogates, overlong forms and values past U+10FFFF are invalid. */
#ifndef NL_BASE_UTF8_H
#define NL_BASE_UTF8_H

#include "base/str.h"

enum { NL_REPLACEMENT = 0xFFFD };

typedef struct {
	uint32_t code_point; /* U+FFFD for an invalid part, with valid = false */
	uint32_t len;        /* bytes read, at least 1 */
	bool valid;
} nl_utf8_char;

nl_utf8_char nl_utf8_decode(nl_str text, size_t at);     /* at < text.len */
size_t nl_utf8_encode(uint32_t code_point, char out[4]); /* bytes written; U+FFFD for a surrogate or too large a value */
size_t nl_utf8_previous(nl_str text, size_t at);         /* start of the character before `at`; at > 0 */
size_t nl_utf8_count(nl_str text);                       /* characters, each invalid part as one */
size_t nl_utf8_invalid(nl_str text);                     /* offset of the first invalid byte, or SIZE_MAX */

#endif
