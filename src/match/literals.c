#include "match/literals.h"

#include "base/bytes.h"
#include "base/vec.h"

/* A literal at one of its bytes; of one that ignores case there are two, for a letter in either case. */
typedef struct {
	uint32_t literal, offset; /* of the byte in it */
	uint32_t next;            /* place with the same byte; 0 is none, the first place is 1 */
} place;

typedef struct {
	nl_str text;
	const nl_literal *literals;
	void (*found)(void *context, uint32_t literal, size_t at);
	void *context;
	NL_VEC(place) places;
	NL_VEC(char) bytes;  /* each that some literal is looked for by, once */
	uint32_t first[256]; /* by byte: its first place */
} finder;

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

/* ---- choosing ------------------------------------------------------------------------------------------------ */

/* How often a byte stands in English prose, roughly; only the order counts. */
static uint32_t frequency(char c, bool ignore_case)
{
	static const char letters[] = "zqxjkvbpygfwmucldrhsnioate"; /* rarest first */
	const char *letter = c >= 'a' && c <= 'z' ? memchr(letters, c, sizeof letters - 1) : NULL;
	if (letter) return 40 + 8 * (uint32_t)(letter - letters) + ignore_case;
	if (c >= 'A' && c <= 'Z') return 20;
	if (c == ' ') return 400;
	return c == ',' || c == '.' || c == '\n' || c == '-' ? 30 : 10;
}

static uint32_t rarest(const nl_literal *literal)
{
	uint32_t best = 0;
	for (uint32_t i = 1; i < literal->text.len; i++) {
		bool rarer = frequency(literal->text.ptr[i], literal->ignore_case) <
			frequency(literal->text.ptr[best], literal->ignore_case);
		if (rarer) best = i;
	}
	return best;
}

static void add_place(finder *f, uint32_t literal, uint32_t offset, char byte)
{
	uint32_t *first = &f->first[(unsigned char)byte];
	if (!*first) *nl_vec_push(&f->bytes) = byte;
	*nl_vec_push(&f->places) = (place){literal, offset, *first};
	*first = f->places.len;
}

static void add_literal(finder *f, uint32_t i)
{
	const nl_literal *literal = &f->literals[i];
	uint32_t offset = rarest(literal);
	char byte = literal->text.ptr[offset];
	add_place(f, i, offset, byte);
	if (literal->ignore_case && upper(byte) != byte) add_place(f, i, offset, upper(byte));
}

/* ---- finding ------------------------------------------------------------------------------------------------- */

static bool equal(const char *text, const nl_literal *literal)
{
	if (!literal->ignore_case) return memcmp(text, literal->text.ptr, literal->text.len) == 0;
	for (size_t i = 0; i < literal->text.len; i++) {
		if (lower(text[i]) != literal->text.ptr[i]) return false;
	}
	return true;
}

/* One of the bytes stands at `at`. */
static void compare(finder *f, size_t at)
{
	for (uint32_t p = f->first[(unsigned char)f->text.ptr[at]]; p; p = f->places.at[p - 1].next) {
		const place *here = &f->places.at[p - 1];
		const nl_literal *literal = &f->literals[here->literal];
		bool fits = at >= here->offset && literal->text.len <= f->text.len - (at - here->offset);
		if (fits && equal(f->text.ptr + at - here->offset, literal))
			f->found(f->context, here->literal, at - here->offset);
	}
}

static void find(finder *f)
{
	size_t at = 0;
	for (; f->text.len - at >= 4 * NL_BYTES; at += 4 * NL_BYTES) {
		uint64_t mask = nl_bytes_any64(f->text.ptr + at, f->bytes.at, f->bytes.len);
		for (; mask; mask &= mask - 1) compare(f, at + (uint32_t)__builtin_ctzll(mask));
	}
	for (; at < f->text.len; at++) compare(f, at);
}

void nl_literals_find(nl_str text, const nl_literal *literals, uint32_t count,
	void (*found)(void *context, uint32_t literal, size_t at), void *context)
{
	finder f = {.text = text, .literals = literals, .found = found, .context = context};
	for (uint32_t i = 0; i < count; i++) add_literal(&f, i);
	if (count) find(&f);
	nl_vec_release(&f.places);
	nl_vec_release(&f.bytes);
}
