/* match/packed.c - see packed.h. */
#include "match/packed.h"

#include <stdlib.h>

#include "base/mem.h"

enum {
	MOST_BYTES = 2 * 5, /* of a span */
	PART = 64,          /* spans between two looks at the room that is left */
};

void nl_packed_release(nl_packed *packed)
{
	free(packed->at);
	*packed = (nl_packed){0};
}

static uint8_t *put(uint8_t *at, uint64_t number)
{
	for (; number >= 0x80; number >>= 7) *at++ = (uint8_t)(number | 0x80);
	*at++ = (uint8_t)number;
	return at;
}

static const uint8_t *get(const uint8_t *at, uint64_t *number)
{
	uint64_t value = *at & 0x7Fu;
	for (uint32_t shift = 7; *at++ & 0x80; shift += 7) value |= (uint64_t)(*at & 0x7Fu) << shift;
	*number = value;
	return at;
}

static void reserve(nl_packed *packed, size_t more)
{
	if (packed->cap - packed->len >= more) return;
	packed->cap += packed->cap / 8 + more;
	packed->at = nl_realloc(packed->at, packed->cap);
}

static uint8_t *add_span(nl_packed *packed, uint8_t *at, nl_range span)
{
	uint64_t distance = span.first - packed->first;
	uint32_t length = span.last - span.first;
	packed->first = span.first;
	if (length == packed->length) return put(at, distance << 1);
	packed->length = length;
	return put(put(at, distance << 1 | 1), length);
}

void nl_packed_add(nl_packed *packed, nl_spans spans)
{
	for (uint32_t i = 0; i < spans.len;) {
		reserve(packed, PART * MOST_BYTES);
		uint8_t *at = packed->at + packed->len;
		for (uint32_t end = spans.len - i < PART ? spans.len : i + PART; i < end; i++)
			at = add_span(packed, at, spans.at[i]);
		packed->len = (size_t)(at - packed->at);
	}
	packed->count += spans.len;
}

void nl_packed_read(const nl_packed *packed, nl_range *out)
{
	const uint8_t *at = packed->at;
	uint32_t first = 0;
	uint64_t distance, length = 0;
	for (uint32_t i = 0; i < packed->count; i++) {
		at = get(at, &distance);
		if (distance & 1) at = get(at, &length);
		first += (uint32_t)(distance >> 1);
		out[i] = (nl_range){first, first + (uint32_t)length};
	}
}
