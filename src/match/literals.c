#include "match/literals.h"

#include "base/bytes.h"
#include "base/vec.h"

/* A literal by two bytes of it, side by side. */
typedef struct {
	uint32_t offset; /* of the first of them */
	char fold;       /* 0x20 when letters of either case do, else 0 */
	char first, second;
} pair;

typedef struct {
	nl_str text;
	const nl_literal *literals;
	uint32_t count;
	void (*found)(void *context, uint32_t literal, size_t at);
	void *context;
	NL_VEC(pair) pairs;         /* one for each literal */
	NL_VEC(nl_byte_pair) kinds; /* of them, each once */
} finder;

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

static pair rarest(const nl_literal *literal)
{
	pair best = {.fold = literal->ignore_case ? 0x20 : 0};
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

/* ---- finding ------------------------------------------------------------------------------------------------- */

static bool equal(const char *text, const nl_literal *literal)
{
	if (!literal->ignore_case) return memcmp(text, literal->text.ptr, literal->text.len) == 0;
	for (size_t i = 0; i < literal->text.len; i++) {
		if (lower(text[i]) != literal->text.ptr[i]) return false;
	}
	return true;
}

static void add_literal(finder *f, const nl_literal *literal)
{
	pair own = rarest(literal);
	bool known = false;
	for (uint32_t i = 0; i < f->pairs.len; i++) {
		const pair *p = &f->pairs.at[i];
		known |= p->fold == own.fold && p->first == own.first && p->second == own.second;
	}
	*nl_vec_push(&f->pairs) = own;
	if (!known) *nl_vec_push(&f->kinds) = nl_byte_pair_of(own.fold, own.first, own.second);
}

/* Compares the literals at whose pair the byte `at` may be the first. */
static void compare(finder *f, size_t at)
{
	for (uint32_t i = 0; i < f->count; i++) {
		const pair *p = &f->pairs.at[i];
		const nl_literal *literal = &f->literals[i];
		if ((f->text.ptr[at] | p->fold) != p->first) continue;
		bool fits = at >= p->offset && literal->text.len <= f->text.len - (at - p->offset);
		if (fits && equal(f->text.ptr + at - p->offset, literal)) f->found(f->context, i, at - p->offset);
	}
}

static void find(finder *f)
{
	size_t at = 0;
	for (; f->text.len - at > NL_BYTES; at += NL_BYTES)
		for (uint32_t mask = nl_bytes_pairs(f->text.ptr + at, f->kinds.at, f->kinds.len); mask; mask &= mask - 1)
			compare(f, at + (uint32_t)__builtin_ctz(mask));
	for (; at < f->text.len; at++) compare(f, at);
}

void nl_literals_find(nl_str text, const nl_literal *literals, uint32_t count,
	void (*found)(void *context, uint32_t literal, size_t at), void *context)
{
	finder f = {.text = text, .literals = literals, .count = count, .found = found, .context = context};
	for (uint32_t i = 0; i < count; i++) add_literal(&f, &literals[i]);
	if (count) find(&f);
	nl_vec_release(&f.pairs);
	nl_vec_release(&f.kinds);
}
