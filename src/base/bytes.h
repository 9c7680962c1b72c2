/* base/bytes.h - sixteen bytes at once: which of them are of a kind, as a mask with bit i for byte i.
 *
 * What every x86-64 has (SSE2) is used where it is; elsewhere, and with NL_PLAIN_BYTES defined, plain C gives the same
 * masks. All sixteen bytes must be readable. Where only few say yes, a chunk of four times as many is asked first whether any does. */
#ifndef NL_BASE_BYTES_H
#define NL_BASE_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { NL_BYTES = 16, NL_CHUNK = 64 };

#if defined(__SSE2__) && !defined(NL_PLAIN_BYTES)

#include <emmintrin.h>

static inline __m128i nl_bytes_load(const char *bytes)
{
	return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

/* Bytes low .. low + most, none of them beyond 0x7F. */
static inline __m128i nl_bytes_between(__m128i bytes, char low, char most)
{
	__m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(low));
	return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(most)), above);
}

static inline uint32_t nl_bytes_mask(__m128i bytes)
{
	return (uint32_t)_mm_movemask_epi8(bytes);
}

/* Beyond ASCII. */
static inline uint32_t nl_bytes_wide(const char *bytes)
{
	return nl_bytes_mask(nl_bytes_load(bytes));
}

/* 0x80 .. 0xBF: the bytes of UTF-8 that begin no character. */
static inline uint32_t nl_bytes_continuing(const char *bytes)
{
	return nl_bytes_mask(_mm_cmplt_epi8(nl_bytes_load(bytes), _mm_set1_epi8((char)0xC0)));
}

/* '\n' .. '\r': what ends lines. */
static inline uint32_t nl_bytes_line_ends(const char *bytes)
{
	return nl_bytes_mask(nl_bytes_between(nl_bytes_load(bytes), '\n', '\r' - '\n'));
}

static inline uint32_t nl_bytes_equal(const char *bytes, char byte)
{
	return nl_bytes_mask(_mm_cmpeq_epi8(nl_bytes_load(bytes), _mm_set1_epi8(byte)));
}

/* Where two texts differ. */
static inline uint32_t nl_bytes_differ(const char *a, const char *b)
{
	return ~nl_bytes_mask(_mm_cmpeq_epi8(nl_bytes_load(a), nl_bytes_load(b))) & 0xFFFF;
}

/* Below 0x20, beyond ASCII, '"' and '\\': what JSON and others cannot take as it is. */
static inline uint32_t nl_bytes_special(const char *bytes)
{
	__m128i all = nl_bytes_load(bytes), quotes = _mm_cmpeq_epi8(all, _mm_set1_epi8('"'));
	__m128i slashes = _mm_cmpeq_epi8(all, _mm_set1_epi8('\\')), others = _mm_cmplt_epi8(all, _mm_set1_epi8(0x20));
	return nl_bytes_mask(_mm_or_si128(others, _mm_or_si128(quotes, slashes))); /* signed: beyond ASCII is below 0 */
}

/* Two bytes side by side that are looked for, once the bits `fold` are set in both. */
typedef struct {
	__m128i fold, first, second;
} nl_byte_pair;

static inline nl_byte_pair nl_byte_pair_of(char fold, char first, char second)
{
	return (nl_byte_pair){_mm_set1_epi8(fold), _mm_set1_epi8(first), _mm_set1_epi8(second)};
}

static inline __m128i nl_bytes_pair(const char *bytes, const nl_byte_pair *pair)
{
	__m128i a = _mm_cmpeq_epi8(_mm_or_si128(nl_bytes_load(bytes), pair->fold), pair->first);
	__m128i b = _mm_cmpeq_epi8(_mm_or_si128(nl_bytes_load(bytes + 1), pair->fold), pair->second);
	return _mm_and_si128(a, b);
}

/* Where one of the pairs stands. Seventeen bytes are read. */
static inline uint32_t nl_bytes_pairs(const char *bytes, const nl_byte_pair *pairs, uint32_t count)
{
	__m128i found = _mm_setzero_si128();
	for (uint32_t i = 0; i < count; i++) found = _mm_or_si128(found, nl_bytes_pair(bytes, &pairs[i]));
	return nl_bytes_mask(found);
}

/* A byte that is looked for `shift` bytes behind each place, at most one. */
typedef struct {
	__m128i byte;
	uint32_t shift;
} nl_byte_sign;

static inline nl_byte_sign nl_byte_sign_of(char byte, uint32_t shift)
{
	return (nl_byte_sign){_mm_set1_epi8(byte), shift};
}

static inline __m128i nl_bytes_sign(const char *bytes, const nl_byte_sign *sign)
{
	return _mm_cmpeq_epi8(nl_bytes_load(bytes + sign->shift), sign->byte);
}

/* What `in_sixteen` tells of the four parts of a chunk, together. */
#define NL_IN_CHUNK(in_sixteen, bytes, what)                                                  \
	_mm_or_si128(_mm_or_si128(in_sixteen(bytes, what), in_sixteen((bytes) + NL_BYTES, what)), \
		_mm_or_si128(in_sixteen((bytes) + 2 * NL_BYTES, what), in_sixteen((bytes) + 3 * NL_BYTES, what)))

/* Whether one of the signs stands behind any of NL_CHUNK places. One byte more is read. */
static inline bool nl_chunk_has_sign(const char *bytes, const nl_byte_sign *signs, uint32_t count)
{
	__m128i found = _mm_setzero_si128();
	for (uint32_t i = 0; i < count; i++) found = _mm_or_si128(found, NL_IN_CHUNK(nl_bytes_sign, bytes, &signs[i]));
	return nl_bytes_mask(found) != 0;
}

/* Whether one of the pairs stands at any of NL_CHUNK places. One byte more is read. */
static inline bool nl_chunk_has_pair(const char *bytes, const nl_byte_pair *pairs, uint32_t count)
{
	__m128i found = _mm_setzero_si128();
	for (uint32_t i = 0; i < count; i++) found = _mm_or_si128(found, NL_IN_CHUNK(nl_bytes_pair, bytes, &pairs[i]));
	return nl_bytes_mask(found) != 0;
}

/* ASCII letters and digits. */
static inline uint32_t nl_bytes_alphanumeric(const char *bytes)
{
	__m128i all = nl_bytes_load(bytes), small = _mm_or_si128(all, _mm_set1_epi8(0x20));
	return nl_bytes_mask(_mm_or_si128(nl_bytes_between(small, 'a', 25), nl_bytes_between(all, '0', 9)));
}

#else

static inline uint32_t nl_bytes_between(const char *bytes, unsigned char fold, unsigned char low, unsigned char most)
{
	uint32_t mask = 0;
	for (uint32_t i = 0; i < NL_BYTES; i++) {
		unsigned char above = (unsigned char)(((unsigned char)bytes[i] | fold) - low);
		mask |= (uint32_t)(above <= most) << i;
	}
	return mask;
}

static inline uint32_t nl_bytes_wide(const char *bytes)
{
	return nl_bytes_between(bytes, 0, 0x80, 0x7F);
}

static inline uint32_t nl_bytes_continuing(const char *bytes)
{
	return nl_bytes_between(bytes, 0, 0x80, 0x3F);
}

static inline uint32_t nl_bytes_line_ends(const char *bytes)
{
	return nl_bytes_between(bytes, 0, '\n', '\r' - '\n');
}

static inline uint32_t nl_bytes_differ(const char *a, const char *b)
{
	uint32_t mask = 0;
	for (uint32_t i = 0; i < NL_BYTES; i++) mask |= (uint32_t)(a[i] != b[i]) << i;
	return mask;
}

static inline uint32_t nl_bytes_equal(const char *bytes, char byte)
{
	return nl_bytes_between(bytes, 0, (unsigned char)byte, 0);
}

typedef struct {
	char fold, first, second;
} nl_byte_pair;

static inline nl_byte_pair nl_byte_pair_of(char fold, char first, char second)
{
	return (nl_byte_pair){fold, first, second};
}

static inline uint32_t nl_bytes_special(const char *bytes)
{
	uint32_t mask = 0;
	for (uint32_t i = 0; i < NL_BYTES; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		mask |= (uint32_t)(byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\') << i;
	}
	return mask;
}

static inline uint32_t nl_bytes_pairs(const char *bytes, const nl_byte_pair *pairs, uint32_t count)
{
	uint32_t mask = 0;
	for (uint32_t i = 0; i < count; i++) {
		const nl_byte_pair *p = &pairs[i];
		for (uint32_t k = 0; k < NL_BYTES; k++)
			mask |= (uint32_t)((bytes[k] | p->fold) == p->first && (bytes[k + 1] | p->fold) == p->second) << k;
	}
	return mask;
}

typedef struct {
	char byte;
	uint32_t shift;
} nl_byte_sign;

static inline nl_byte_sign nl_byte_sign_of(char byte, uint32_t shift)
{
	return (nl_byte_sign){byte, shift};
}

static inline bool nl_chunk_has_sign(const char *bytes, const nl_byte_sign *signs, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (memchr(bytes + signs[i].shift, signs[i].byte, NL_CHUNK)) return true;
	return false;
}

static inline bool nl_chunk_has_pair(const char *bytes, const nl_byte_pair *pairs, uint32_t count)
{
	for (uint32_t at = 0; at < NL_CHUNK; at += NL_BYTES)
		if (nl_bytes_pairs(bytes + at, pairs, count)) return true;
	return false;
}

static inline uint32_t nl_bytes_alphanumeric(const char *bytes)
{
	return nl_bytes_between(bytes, 0x20, 'a', 25) | nl_bytes_between(bytes, 0, '0', 9);
}

#endif

#endif
