#include "base/utf8.h"

#include "base/bytes.h"

/* The well-formed byte sequences, Unicode 15 table 3-7: for each first byte how many follow, and the range of
 * the second (the only place where overlong forms and surrogates show). */
typedef struct {
	uint32_t more;
	unsigned char low, high;
} sequence;

static sequence sequence_of(unsigned char first)
{
	if (first >= 0xC2 && first <= 0xDF) return (sequence){1, 0x80, 0xBF};
	if (first == 0xE0) return (sequence){2, 0xA0, 0xBF};
	if (first == 0xED) return (sequence){2, 0x80, 0x9F};
	if (first >= 0xE1 && first <= 0xEF) return (sequence){2, 0x80, 0xBF};
	if (first == 0xF0) return (sequence){3, 0x90, 0xBF};
	if (first >= 0xF1 && first <= 0xF3) return (sequence){3, 0x80, 0xBF};
	if (first == 0xF4) return (sequence){3, 0x80, 0x8F};
	return (sequence){0, 0, 0};
}

static bool continues(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* A well-formed sequence of two or three bytes, as nearly all are; false for any other. */
static inline bool decode_common(const unsigned char *p, size_t left, nl_utf8_char *out)
{
	if (left < 2 || !continues(p[1])) return false;
	if ((p[0] & 0xE0) == 0xC0) {
		*out = (nl_utf8_char){(p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu), 2, true};
		return out->code_point >= 0x80;
	}
	if ((p[0] & 0xF0) != 0xE0 || left < 3 || !continues(p[2])) return false;
	uint32_t value = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	*out = (nl_utf8_char){value, 3, true};
	return value >= 0x800 && (value < 0xD800 || value > 0xDFFF);
}

nl_utf8_char nl_utf8_decode(nl_str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.ptr + at;
	size_t left = text.len - at;
	nl_utf8_char common;
	if (p[0] < 0x80) return (nl_utf8_char){p[0], 1, true};
	if (decode_common(p, left, &common)) return common;
	sequence s = sequence_of(p[0]);
	uint32_t value = p[0] & 0x07u; /* the only whole sequence that is left has four bytes */
	for (uint32_t i = 1; i <= s.more; i++) {
		unsigned char low = i == 1 ? s.low : 0x80, high = i == 1 ? s.high : 0xBF;
		if (i >= left || p[i] < low || p[i] > high) return (nl_utf8_char){NL_REPLACEMENT, i, false};
		value = value << 6 | (p[i] & 0x3Fu);
	}
	if (s.more == 0) return (nl_utf8_char){NL_REPLACEMENT, 1, false};
	return (nl_utf8_char){value, s.more + 1, true};
}

size_t nl_utf8_encode(uint32_t c, char out[4])
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = NL_REPLACEMENT;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
	static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
	out[0] = (char)(lead[len] | c);
	return len;
}

size_t nl_utf8_previous(nl_str text, size_t at)
{
	for (size_t back = 1; back <= 4 && back <= at; back++) {
		size_t start = at - back;
		if (continues((unsigned char)text.ptr[start])) continue;
		return nl_utf8_decode(nl_str_slice(text, 0, at), start).len == back ? start : at - 1;
	}
	return at - 1; /* four trailing bytes in a row: the last is an invalid part of its own */
}

size_t nl_utf8_count(nl_str text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len; count++) at += nl_utf8_decode(text, at).len;
	return count;
}

size_t nl_utf8_invalid(nl_str text)
{
	for (size_t at = 0; at < text.len;) {
		while (text.len - at >= 2 * NL_BYTES && !(nl_bytes_wide(text.ptr + at) | nl_bytes_wide(text.ptr + at + NL_BYTES)))
			at += 2 * NL_BYTES;
		if (at == text.len) break;
		if (text.len - at >= NL_BYTES) {
			uint32_t wide = nl_bytes_wide(text.ptr + at);
			at += wide ? (uint32_t)__builtin_ctz(wide) : NL_BYTES;
			if (!wide) continue;
		}
		if ((unsigned char)text.ptr[at] < 0x80) { /* of a short text, or of the end of one */
			at++;
			continue;
		}
		nl_utf8_char c = nl_utf8_decode(text, at);
		if (!c.valid) return at;
		at += c.len;
	}
	return SIZE_MAX;
}
