/* doc/encoding.h - what others than the readers of text need of encodings as well. */
#ifndef NL_DOC_ENCODING_H
#define NL_DOC_ENCODING_H

#include "base/arena.h"
#include "base/buf.h"

/* UTF-16 without its mark as UTF-8, in the arena. A surrogate without its other half, a lone last byte and NUL become U+FFFD. */
nl_str nl_utf16_to_utf8(nl_str bytes, bool big_endian, nl_arena *arena);
/* UTF-8 as UTF-16, without a mark, added to `out`. */
void nl_utf8_to_utf16(nl_str text, bool big_endian, nl_buf *out);

/* What bytes are that begin like no text, as it goes on after "it": "is an RTF document". NULL when nothing is known of them. */
const char *nl_known_content(nl_str bytes);

#endif
