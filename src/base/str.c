#include "base/str.h"

#include <string.h>

#include "base/bytes.h"

enum { SHORT = 8 }; /* bytes of what is found by its first one */

nl_str nl_str_of(const char *c_string)
{
	return (nl_str){c_string, c_string ? strlen(c_string) : 0};
}

bool nl_str_eq(nl_str a, nl_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int nl_str_cmp(nl_str a, nl_str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool nl_str_starts(nl_str text, nl_str prefix)
{
	return text.len >= prefix.len && nl_str_eq(nl_str_slice(text, 0, prefix.len), prefix);
}

bool nl_str_ends(nl_str text, nl_str suffix)
{
	return text.len >= suffix.len && nl_str_eq(nl_str_slice(text, text.len - suffix.len, text.len), suffix);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

nl_str nl_str_trim(nl_str text)
{
	size_t start = 0, end = text.len;
	while (start < end && is_space(text.ptr[start])) start++;
	while (end > start && is_space(text.ptr[end - 1])) end--;
	return nl_str_slice(text, start, end);
}

void nl_str_copy(char *to, size_t room, nl_str text)
{
	text = nl_str_slice(text, 0, room - 1);
	if (text.len) memcpy(to, text.ptr, text.len);
	to[text.len] = '\0';
}

size_t nl_str_line_end(nl_str text, size_t at)
{
	for (; at + NL_BYTES <= text.len; at += NL_BYTES) {
		uint32_t ends = nl_bytes_equal(text.ptr + at, '\n') | nl_bytes_equal(text.ptr + at, '\r');
		if (ends) return at + (uint32_t)__builtin_ctz(ends);
	}
	while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r') at++;
	return at;
}

/* By its first byte, for memmem() looks at each byte when there are few of them. */
static size_t find_short(nl_str text, nl_str what)
{
	const char *at = text.ptr, *end = text.ptr + (text.len - what.len) + 1;
	while ((at = memchr(at, what.ptr[0], (size_t)(end - at)))) {
		if (memcmp(at, what.ptr, what.len) == 0) return (size_t)(at - text.ptr);
		if (++at == end) break;
	}
	return SIZE_MAX;
}

size_t nl_str_find(nl_str text, nl_str what)
{
	if (what.len == 0) return 0;
	if (text.len < what.len) return SIZE_MAX;
	if (what.len <= SHORT) return find_short(text, what);
	const char *p = memmem(text.ptr, text.len, what.ptr, what.len);
	return p ? (size_t)(p - text.ptr) : SIZE_MAX;
}

/* FNV-1a read eight bytes at a time, then mixed as in MurmurHash3's finalizer (both public domain). Good
 * enough for tables of words; not for keys that an attacker chooses, so tables bound their probes. */
uint64_t nl_hash(const void *bytes, size_t len)
{
	const unsigned char *p = bytes;
	uint64_t h = 0xcbf29ce484222325u ^ len;
	for (; len >= 8; p += 8, len -= 8) {
		uint64_t word = (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
			(uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
		h = (h ^ word) * 0x9e3779b97f4a7c15u;
		h ^= h >> 29;
	}
	for (; len; p++, len--) h = (h ^ *p) * 0x100000001b3u;
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	return h;
}
