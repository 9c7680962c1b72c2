/* Many literals in one pass, against one search for each. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "check.h"
#include "match/literals.h"

enum { SEED = 19700101, CASES = 2000, LITERALS = 6, TEXT = 300 };

typedef struct {
	uint32_t counts[LITERALS];
	size_t last[LITERALS]; /* place + 1 of the last one told */
	bool in_order;
	nl_str text;
	const nl_literal *literals;
	uint32_t wrong;
} told;

static uint32_t random_below(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool stands_at(nl_str text, const nl_literal *literal, size_t at)
{
	if (at + literal->text.len > text.len) return false;
	for (size_t i = 0; i < literal->text.len; i++) {
		char c = literal->ignore_case ? lower(text.ptr[at + i]) : text.ptr[at + i];
		if (c != literal->text.ptr[i]) return false;
	}
	return true;
}

static void tell(void *context, uint32_t literal, size_t at)
{
	told *t = context;
	t->wrong += !stands_at(t->text, &t->literals[literal], at);
	if (at + 1 <= t->last[literal]) t->in_order = false;
	t->last[literal] = at + 1;
	t->counts[literal]++;
}

/* Few different characters, so that literals are found, and overlap themselves and each other. */
static void fill(char *bytes, size_t len, bool small, uint32_t *seed)
{
	for (size_t i = 0; i < len; i++) bytes[i] = (small ? "abk:/" : "abAkB:K/")[random_below(seed, small ? 5 : 8)];
}

/* Mostly of a letter that no literal holds. */
static void thin_out(char *bytes, size_t len, uint32_t *seed)
{
	for (size_t i = 0; i < len; i++)
		if (random_below(seed, 16)) bytes[i] = 'z';
}

static bool agrees(uint32_t *seed, bool sparse)
{
	char text[TEXT + NL_BYTES] = {0}, forms[LITERALS][4];
	nl_literals all = {0};
	nl_literal literals[LITERALS];
	told t = {.in_order = true, .text = {text, random_below(seed, TEXT)}, .literals = literals};
	fill(text, t.text.len, false, seed);
	if (sparse) thin_out(text, t.text.len, seed);
	for (uint32_t i = 0; i < LITERALS; i++) {
		literals[i] = (nl_literal){.text = {forms[i], 2 + random_below(seed, 3)}, .ignore_case = random_below(seed, 2)};
		fill(forms[i], sizeof forms[i], literals[i].ignore_case, seed);
		nl_literals_add(&all, literals[i]);
	}
	for (uint32_t i = 0; sparse && i < LITERALS; i++) { /* somewhere, or they would hardly ever stand there */
		size_t at = random_below(seed, TEXT);
		if (at + literals[i].text.len <= t.text.len) memcpy(text + at, literals[i].text.ptr, literals[i].text.len);
	}
	fill(text + t.text.len, NL_BYTES, false, seed); /* what stands behind is none of it */
	nl_literals_find(&all, t.text, tell, &t);
	nl_literals_release(&all);
	for (uint32_t i = 0; i < LITERALS; i++) {
		uint32_t count = 0;
		for (size_t at = 0; at < t.text.len; at++) count += stands_at(t.text, &literals[i], at);
		t.wrong += count != t.counts[i];
	}
	return t.wrong == 0 && t.in_order;
}

int main(void)
{
	uint32_t seed = SEED, bad = 0;
	for (int i = 0; i < CASES; i++) bad += !agrees(&seed, i % 2);
	printf("%d cases from seed %d\n", CASES, SEED);
	CHECK_INT(bad, 0);
	told none = {0};
	nl_literals_find(&(nl_literals){0}, NL_STR("a text of more than sixteen bytes"), tell, &none);
	CHECK_INT(none.counts[0], 0);
	return check_done();
}
