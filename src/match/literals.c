#include "match/literals.h"

#include <string.h>

void nl_literals_release(nl_literals *literals)
{
	nl_vec_release(&literals->list);
	nl_vec_release(&literals->pairs);
	nl_vec_release(&literals->kinds);
	nl_vec_release(&literals->signs);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* ---- choosing ------------------------------------------------------------------------------------------------ */

enum { RARE = 20 /* in a sentence there is none, mostly */, NO_SIGN = 2 };

/* How often a byte stands in English prose, roughly; only the order counts. */
static uint32_t frequency(char c, bool ignore_case)
{
	static const char letters[] = "zqxjkvbpygfwmucldrhsnioate"; /* rarest first */
	const char *letter = c >= 'a' && c <= 'z' ? memchr(letters, c, sizeof letters - 1) : NULL;
	if (letter) return 40 + 8 * (uint32_t)(letter - letters) + ignore_case;
	if (c >= 'A' && c <= 'Z') return RARE;
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

/* A rare byte of the pair, one that is looked for anyway if there is one: 0 for the first, 1 for the second, or NO_SIGN. */
static uint32_t sign_of(const nl_literals *literals, const nl_literal *literal, uint32_t offset)
{
	uint32_t best = NO_SIGN;
	for (uint32_t shift = NO_SIGN; shift-- > 0;) {
		char c = literal->text.ptr[offset + shift];
		if (frequency(c, literal->ignore_case) > RARE) continue;
		if (literals->is_sign[shift][(unsigned char)c]) return shift;
		best = shift;
	}
	return best;
}

static void add_kind(nl_literals *literals, const nl_literal *literal, nl_literal_pair own)
{
	nl_byte_pair kind = nl_byte_pair_of(own.fold, own.first, own.second);
	uint32_t shift = sign_of(literals, literal, own.offset);
	*nl_vec_push(&literals->kinds) = kind;
	if (shift == NO_SIGN) { /* changes places with the first that has a sign */
		nl_byte_pair *first = &literals->kinds.at[literals->signed_from++];
		*nl_vec_last(&literals->kinds) = *first;
		*first = kind;
		return;
	}
	char sign = literal->text.ptr[own.offset + shift];
	bool *known = &literals->is_sign[shift][(unsigned char)sign];
	if (!*known) *nl_vec_push(&literals->signs) = nl_byte_sign_of(sign, shift);
	*known = true;
}

void nl_literals_add(nl_literals *literals, nl_literal literal)
{
	nl_literal_pair own = rarest(&literal);
	bool known = false;
	for (uint32_t i = 0; i < literals->pairs.len; i++) {
		const nl_literal_pair *p = &literals->pairs.at[i];
		known |= p->fold == own.fold &&
			memcmp(literals->list.at[i].text.ptr + p->offset, literal.text.ptr + own.offset, 2) == 0;
	}
	*nl_vec_push(&literals->list) = literal;
	*nl_vec_push(&literals->pairs) = own;
	if (!known) add_kind(literals, &literal, own);
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

/* Most chunks hold nothing that is looked for, and to ask whether is cheaper than to ask where. */
static inline bool is_empty_chunk(const nl_literals *l, const char *bytes)
{
	return !nl_chunk_has_sign(bytes, l->signs.at, l->signs.len) && !nl_chunk_has_pair(bytes, l->kinds.at, l->signed_from);
}

void nl_literals_find(const nl_literals *literals, nl_str text,
	void (*found)(void *context, uint32_t literal, size_t at), void *context)
{
	for (size_t at = 0; at < text.len;) {
		if (text.len - at >= NL_CHUNK && is_empty_chunk(literals, text.ptr + at)) {
			at += NL_CHUNK;
			continue;
		}
		size_t end = text.len - at < NL_CHUNK ? text.len : at + NL_CHUNK;
		for (; at < end; at += NL_BYTES) {
			uint32_t mask = nl_bytes_pairs(text.ptr + at, literals->kinds.at, literals->kinds.len);
			if (end - at < NL_BYTES) mask &= (1u << (end - at)) - 1;
			for (; mask; mask &= mask - 1) compare(literals, text, at + (uint32_t)__builtin_ctz(mask), found, context);
		}
		at = end;
	}
}
