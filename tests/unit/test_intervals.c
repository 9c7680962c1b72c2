/* The interval operators against their definitions, spelled out by brute force over random lists. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "handmade.h"
#include "match/intervals.h"

enum { SEED = 20240607, CASES = 4000, MAX_TOKENS = 60, MAX_SPANS = 24, MAX_RESULT = MAX_SPANS * MAX_SPANS * 2 };

typedef struct {
	nl_range at[MAX_RESULT];
	uint32_t len;
} list;

/* ---- a random document and random lists ---------------------------------------------------------------------- */

typedef struct {
	nl_doc doc;
	nl_sentence sentences[MAX_TOKENS];
	nl_block blocks[MAX_TOKENS];
	nl_section sections[MAX_TOKENS];
} random_doc;

/* Sentences of up to 8 tokens, some empty; a new block or section begins at some of them. */
static void make_doc(random_doc *r, uint32_t *seed)
{
	nl_doc_words_free(r->doc.words);
	*r = (random_doc){0};
	r->sections[0] = (nl_section){.heading = NL_NONE, .parent = NL_NONE};
	r->doc.section_count = 1;
	uint32_t sentence = 0, token = 0;
	for (; sentence < MAX_TOKENS / 3 && token < MAX_TOKENS - 8; sentence++) {
		if (sentence == 0 || hand_random(seed, 3) == 0) {
			if (hand_random(seed, 3) == 0) {
				r->sections[r->doc.section_count] =
					(nl_section){.heading = NL_NONE, .parent = 0, .level = 1, .first = r->doc.block_count};
				r->doc.section_count++;
			}
			r->blocks[r->doc.block_count++] = (nl_block){.first = sentence, .section = r->doc.section_count - 1};
		}
		uint32_t words = hand_random(seed, 9);
		r->sentences[sentence] =
			(nl_sentence){.first = token, .end = token + words, .block = r->doc.block_count - 1, .lead_in = NL_NONE};
		r->blocks[r->doc.block_count - 1].end = sentence + 1;
		token += words;
	}
	/* So that no document is empty. */
	r->sentences[sentence] =
		(nl_sentence){.first = token, .end = token + 1, .block = r->doc.block_count - 1, .lead_in = NL_NONE};
	r->blocks[r->doc.block_count - 1].end = sentence + 1;
	r->doc.sentences = r->sentences;
	r->doc.blocks = r->blocks;
	r->doc.sections = r->sections;
	r->doc.sentence_count = sentence + 1;
	r->doc.token_count = token + 1;
}

static int compare(const void *a, const void *b)
{
	const nl_range *x = a, *y = b;
	if (x->first != y->first) return x->first < y->first ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

/* Keeps the spans that contain no other, each once. */
static void minimize(list *l)
{
	if (l->len) qsort(l->at, l->len, sizeof *l->at, compare);
	list out = {0};
	for (uint32_t i = 0; i < l->len; i++) {
		bool minimal = true;
		for (uint32_t k = 0; k < l->len; k++) {
			bool inside = l->at[k].first >= l->at[i].first && l->at[k].last <= l->at[i].last;
			bool equal = compare(&l->at[k], &l->at[i]) == 0;
			if ((inside && !equal) || (equal && k < i)) minimal = false;
		}
		if (minimal) out.at[out.len++] = l->at[i];
	}
	*l = out;
}

static void make_list(list *l, const nl_doc *doc, uint32_t *seed)
{
	l->len = hand_random(seed, MAX_SPANS);
	for (uint32_t i = 0; i < l->len; i++) {
		uint32_t first = hand_random(seed, doc->token_count),
				 words = hand_random(seed, 4) ? hand_random(seed, 3) : hand_random(seed, 9);
		uint32_t last = first + words < doc->token_count ? first + words : doc->token_count - 1;
		l->at[i] = (nl_range){first, last};
	}
	minimize(l);
}

/* ---- the definitions ----------------------------------------------------------------------------------------- */

static uint32_t unit_of(const nl_doc *doc, nl_unit unit, uint32_t token)
{
	uint32_t sentence = 0;
	while (doc->sentences[sentence].end <= token) sentence++;
	if (unit == NL_UNIT_DOCUMENT) return 0;
	return unit == NL_UNIT_SENTENCE ? sentence : nl_doc_unit(doc, unit, sentence);
}

static bool in_one_unit(const nl_doc *doc, nl_unit unit, nl_range range)
{
	return unit_of(doc, unit, range.first) == unit_of(doc, unit, range.last);
}

static void add(list *out, const nl_doc *doc, nl_unit unit, nl_range range)
{
	if (in_one_unit(doc, unit, range)) out->at[out->len++] = range;
}

static void brute_then(list *out, const nl_doc *doc, nl_unit unit, uint32_t gap, const list *a, const list *b)
{
	for (uint32_t i = 0; i < a->len; i++) {
		for (uint32_t k = 0; k < b->len; k++) {
			if (a->at[i].last >= b->at[k].first || b->at[k].first - a->at[i].last - 1 > gap) continue;
			add(out, doc, unit, (nl_range){a->at[i].first, b->at[k].last});
		}
	}
}

static void brute_and(list *out, const nl_doc *doc, nl_unit unit, const list *a, const list *b)
{
	for (uint32_t i = 0; i < a->len; i++) {
		for (uint32_t k = 0; k < b->len; k++) {
			nl_range x = a->at[i], y = b->at[k];
			nl_range cover = {x.first < y.first ? x.first : y.first, x.last > y.last ? x.last : y.last};
			add(out, doc, unit, cover);
		}
	}
}

static bool overlap(nl_range a, nl_range b)
{
	return a.first <= b.last && b.first <= a.last;
}

/* Whether two spans have words in one unit. */
static bool touch_a_unit(const nl_doc *doc, nl_unit unit, nl_range a, nl_range b)
{
	for (uint32_t s = a.first; s <= a.last; s++) {
		for (uint32_t t = b.first; t <= b.last; t++) {
			if (unit_of(doc, unit, s) == unit_of(doc, unit, t)) return true;
		}
	}
	return false;
}

static void brute_without(list *out, const nl_doc *doc, const nl_unit *unit, const list *a, const list *b)
{
	for (uint32_t i = 0; i < a->len; i++) {
		bool kept = true;
		for (uint32_t k = 0; k < b->len; k++) {
			if (unit ? touch_a_unit(doc, *unit, a->at[i], b->at[k]) : overlap(a->at[i], b->at[k])) kept = false;
		}
		if (kept) out->at[out->len++] = a->at[i];
	}
}

/* ---- comparing ----------------------------------------------------------------------------------------------- */

static nl_spans spans_of(const list *l)
{
	return (nl_spans){l->at, l->len};
}

static bool same(const list *got, list *wanted)
{
	minimize(wanted);
	return got->len == wanted->len && memcmp(got->at, wanted->at, got->len * sizeof *got->at) == 0;
}

static void test_operators(void)
{
	static random_doc r;
	static list a, b, c, got, wanted;
	uint32_t seed = SEED;
	uint32_t bad[6] = {0};
	for (int i = 0; i < CASES; i++) {
		make_doc(&r, &seed);
		make_list(&a, &r.doc, &seed);
		make_list(&b, &r.doc, &seed);
		make_list(&c, &r.doc, &seed);
		nl_unit unit = (nl_unit)hand_random(&seed, 4);
		uint32_t gap = hand_random(&seed, 3) ? hand_random(&seed, 9) : UINT32_MAX;

		wanted.len = 0;
		brute_then(&wanted, &r.doc, unit, gap, &a, &b);
		got.len = nl_intervals_then(&r.doc, unit, gap, spans_of(&a), spans_of(&b), got.at);
		bad[0] += !same(&got, &wanted);

		brute_then(&wanted, &r.doc, unit, gap, &b, &a); /* added to a THEN b */
		got.len = nl_intervals_near(&r.doc, unit, gap, spans_of(&a), spans_of(&b), got.at);
		bad[1] += !same(&got, &wanted);

		wanted.len = 0;
		brute_and(&wanted, &r.doc, unit, &a, &b);
		got.len = nl_intervals_and(&r.doc, unit, spans_of(&a), spans_of(&b), got.at);
		bad[2] += !same(&got, &wanted);

		wanted.len = 0;
		brute_without(&wanted, &r.doc, NULL, &a, &b);
		got.len = nl_intervals_but_not(spans_of(&a), spans_of(&b), got.at);
		bad[3] += !same(&got, &wanted);

		wanted.len = 0;
		brute_without(&wanted, &r.doc, &unit, &a, &b);
		got.len = nl_intervals_unless(&r.doc, unit, spans_of(&a), spans_of(&b), got.at);
		bad[4] += !same(&got, &wanted);

		static nl_range spare[MAX_RESULT];
		nl_spans lists[] = {spans_of(&a), spans_of(&b), spans_of(&c)};
		wanted = a;
		memcpy(wanted.at + wanted.len, b.at, b.len * sizeof *b.at);
		memcpy(wanted.at + wanted.len + b.len, c.at, c.len * sizeof *c.at);
		wanted.len += b.len + c.len;
		got.len = nl_intervals_or(lists, 3, got.at, spare);
		bad[5] += !same(&got, &wanted);
	}
	printf("%d cases from seed %d\n", CASES, SEED);
	CHECK_INT(bad[0], 0);
	CHECK_INT(bad[1], 0);
	CHECK_INT(bad[2], 0);
	CHECK_INT(bad[3], 0);
	CHECK_INT(bad[4], 0);
	CHECK_INT(bad[5], 0);
	nl_doc_words_free(r.doc.words);
}

/* Applying `and` from the left is the cover of one span of each of three children. */
static void test_and_of_three(void)
{
	static random_doc r;
	static list a, b, c, pair, got, wanted, covers;
	uint32_t seed = SEED + 1, bad = 0;
	for (int i = 0; i < CASES / 4; i++) {
		make_doc(&r, &seed);
		make_list(&a, &r.doc, &seed);
		make_list(&b, &r.doc, &seed);
		make_list(&c, &r.doc, &seed);
		nl_unit unit = (nl_unit)hand_random(&seed, 4);
		/* Covers of a and b wherever they are: only the cover of all three must lie in one unit. */
		wanted.len = covers.len = 0;
		brute_and(&covers, &r.doc, NL_UNIT_DOCUMENT, &a, &b);
		minimize(&covers);
		brute_and(&wanted, &r.doc, unit, &covers, &c);
		pair.len = nl_intervals_and(&r.doc, unit, spans_of(&a), spans_of(&b), pair.at);
		got.len = nl_intervals_and(&r.doc, unit, spans_of(&pair), spans_of(&c), got.at);
		bad += !same(&got, &wanted);
	}
	CHECK_INT(bad, 0);
	nl_doc_words_free(r.doc.words);
}

static void test_lists(void)
{
	nl_range at[8];
	uint32_t len = 0;
	len = nl_spans_push(at, len, (nl_range){1, 5});
	len = nl_spans_push(at, len, (nl_range){1, 7}); /* contains the one before */
	CHECK_INT(len, 1);
	len = nl_spans_push(at, len, (nl_range){2, 4}); /* inside the one before */
	CHECK_INT(len, 1);
	CHECK_INT(at[0].first, 2);
	len = nl_spans_push(at, len, (nl_range){3, 9});
	CHECK_INT(len, 2);

	nl_spans spans = {at, len}; /* 2-4, 3-9 */
	CHECK_INT(nl_spans_from(spans, 3), 1);
	CHECK_INT(nl_spans_from(spans, 4), 2);
	CHECK_INT(nl_spans_until(spans, 5), 1);
	CHECK(nl_spans_touch(spans, (nl_range){9, 12}));
	CHECK(!nl_spans_touch(spans, (nl_range){0, 1}));
	CHECK(nl_spans_have(spans, (nl_range){3, 9}));
	CHECK(!nl_spans_have(spans, (nl_range){3, 8}));
}

int main(void)
{
	test_lists();
	test_operators();
	test_and_of_three();
	return check_done();
}
