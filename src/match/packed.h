/* match/packed.h - the spans of a frequent phrase, in two or three bytes each instead of eight.
 *
 * A large text that says much has as many bytes of spans as of words. Most are near the one before, and as long: so of each is kept
 * the distance of its first token from that of the span before, times two; and, when that is odd, its length, both in as few bytes
 * as they take (seven bits a byte, the last one without the eighth). They are unpacked when a pattern needs them. */
#ifndef NL_MATCH_PACKED_H
#define NL_MATCH_PACKED_H

#include "match/intervals.h"

typedef struct {
	uint8_t *at;
	size_t len, cap;
	uint32_t count;
	uint32_t first, length; /* of the last span */
} nl_packed;                /* all zero is empty */

void nl_packed_release(nl_packed *packed);
/* Adds spans that begin behind all that are there; first tokens rise. */
void nl_packed_add(nl_packed *packed, nl_spans spans);
/* Writes all of them to `out`, which has room for `count`. */
void nl_packed_read(const nl_packed *packed, nl_range *out);

#endif
