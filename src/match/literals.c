#include "match/literals.h"

#include <string.h>

void nl_literals_release(nl_literals *literals)
{
	nl_vec_release(&literals->list);
	nl_vec_release(&literals->pairs);
	nl_vec_release(&literals->kinds);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
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

static nl_literal_pair rarest(const nl_literal *literal)
{
	nl_literal_pair best = {.fold = literal->ignore_case ? 0x20 : 0};
	uint32_t least = UINT32_MAX;
	for (uint32_t i = 0; i + 1 < literal->text.len; i++) {
		char first = literal->text.ptr[i], second = literal->text.ptr[i + 1];
		uint32_t cost = frequency(first, literal->ignore_case) * frequency(second, literal->ignore_case);
		if (cost >= least) continue;
		least = cost;
		best.offset = i;
	}
	best.first = (char)(literal->text.ptr[best.offset] | best.fold);
	best.second = (char)(literal->text.ptr[best.offset + 1] | best.fold);
	return best;
}

void nl_literals_add(nl_literals *literals, nl_literal literal)
{
	nl_literal_pair own = rarest(&literal);
	bool known = false;
	for (uint32_t i = 0; i < literals->pairs.len; i++) {
		const nl_literal_pair *p = &literals->pairs.at[i];
		known |= p->fold == own.fold && p->first == own.first && p->second == own.second;
	}
	*nl_vec_push(&literals->list) = literal;
	*nl_vec_push(&literals->pairs) = own;
	if (!known) *nl_vec_push(&literals->kinds) = nl_byte_pair_of(own.fold, own.first, own.second);
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

/* Tells of the literals at whose pair the byte `at` may be the first. */
static void compare(const nl_literals *l, nl_str text, size_t at,
	void (*found)(void *context, uint32_t literal, size_t at), void *context)
{
	for (uint32_t i = 0; i < l->list.len; i++) {
		const nl_literal_pair *p = &l->pairs.at[i];
		const nl_literal *literal = &l->list.at[i];
		if ((text.ptr[at] | p->fold) != p->first) continue;
		bool fits = at >= p->offset && literal->text.len <= text.len - (at - p->offset);
		if (fits && equal(text.ptr + at - p->offset, literal)) found(context, i, at - p->offset);
	}
}

void nl_literals_find(const nl_literals *literals, nl_str text,
	void (*found)(void *context, uint32_t literal, size_t at), void *context)
{
	for (size_t at = 0; at < text.len; at += NL_BYTES) {
		uint32_t mask = nl_bytes_pairs(text.ptr + at, literals->kinds.at, literals->kinds.len);
		if (text.len - at < NL_BYTES) mask &= (1u << (text.len - at)) - 1;
		for (; mask; mask &= mask - 1) compare(literals, text, at + (uint32_t)__builtin_ctz(mask), found, context);
	}
}
