/* Alignment: the cheapest pairing against all pairings; passages that cover every sentence once; what was split, put together and
 * moved, by example. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "harness/chance.h"
#include "judge/align.h"
#include "judge/assign.h"

/* ---- the cheapest pairing -------------------------------------------------------------------------------------- */

enum { SIZE = 5, NEVER = 1 << 20 };

typedef struct {
	int64_t cost[SIZE][SIZE]; /* NEVER: no pair */
	int64_t alone;
} price_list;

static int64_t cheapest(const price_list *prices, uint32_t row, uint32_t taken)
{
	if (row == SIZE) return 0;
	int64_t best = prices->alone + cheapest(prices, row + 1, taken);
	for (uint32_t c = 0; c < SIZE; c++) {
		if (taken & 1u << c || prices->cost[row][c] == NEVER) continue;
		int64_t cost = prices->cost[row][c] + cheapest(prices, row + 1, taken | 1u << c);
		if (cost < best) best = cost;
	}
	return best;
}

static int64_t cost_of(const price_list *prices, const uint32_t *mate)
{
	int64_t cost = 0;
	uint32_t taken = 0;
	for (uint32_t row = 0; row < SIZE; row++) {
		cost += mate[row] == NL_NONE ? prices->alone : prices->cost[row][mate[row]];
		if (mate[row] == NL_NONE) continue;
		if (taken & 1u << mate[row]) return -1; /* a column with two owners */
		taken |= 1u << mate[row];
	}
	return cost;
}

static void test_assign(void)
{
	chance c = {7};
	uint32_t wrong = 0;
	for (uint32_t n = 0; n < 3000; n++) {
		price_list prices = {.alone = 1 + chance_below(&c, 12)};
		NL_VEC(nl_candidate) list = {0};
		uint32_t mate[SIZE];
		for (uint32_t row = 0; row < SIZE; row++) {
			for (uint32_t column = 0; column < SIZE; column++) {
				bool listed = chance_below(&c, 3) > 0;
				prices.cost[row][column] = listed ? chance_below(&c, 10) : NEVER;
				if (listed) *nl_vec_push(&list) = (nl_candidate){row, column, prices.cost[row][column]};
			}
		}
		nl_assign(list.at, list.len, SIZE, SIZE, prices.alone, mate);
		wrong += cost_of(&prices, mate) != cheapest(&prices, 0, 0);
		nl_vec_release(&list);
	}
	CHECK_INT(wrong, 0);
	uint32_t none[1] = {0};
	nl_assign(NULL, 0, 1, 0, 5, none);
	CHECK_INT(none[0], NL_NONE);
}

/* ---- texts of letters: a sentence a word of C, a word a letter ------------------------------------------------- */

typedef struct {
	NL_VEC(uint32_t) words, starts;
} letters;

static letters letters_of(const char *text)
{
	letters l = {0};
	*nl_vec_push(&l.starts) = 0;
	for (const char *c = text; *c; c++) {
		if (*c == ' ') *nl_vec_push(&l.starts) = l.words.len;
		else if (*c != '-') *nl_vec_push(&l.words) = (uint32_t)(*c - 'a'); /* "-" is a sentence without words */
	}
	*nl_vec_push(&l.starts) = l.words.len;
	return l;
}

static nl_sentence_words words_of(const letters *l)
{
	return (nl_sentence_words){l->words.at, l->words.at, l->starts.at, l->starts.len - 1};
}

static void add_side(nl_buf *out, nl_passage_side side)
{
	for (uint32_t i = side.first; i < side.end; i++) nl_buf_addf(out, "%s%u", i > side.first ? "+" : "", i);
}

/* "0=0" the same, "1~1" reworded, "2>" gone, ">3" new, "!" behind what was moved. */
static void check_align(const char *old_text, const char *new_text, const char *wanted)
{
	letters old = letters_of(old_text), new = letters_of(new_text);
	nl_sentence_words a = words_of(&old), b = words_of(&new);
	nl_passages passages = {0};
	nl_buf out = {0};
	nl_align(&a, &b, 26, &passages);
	for (uint32_t i = 0; i < passages.len; i++) {
		const nl_passage *p = &passages.at[i];
		bool both = p->old.first < p->old.end && p->new.first < p->new.end;
		nl_buf_add_c(&out, i ? " " : "");
		add_side(&out, p->old);
		nl_buf_add_c(&out, both ? p->same ? "=" : "~" : ">");
		add_side(&out, p->new);
		if (p->moved) nl_buf_add_byte(&out, '!');
	}
	CHECK_STR(nl_buf_str(&out), wanted);
	nl_buf_release(&out);
	nl_vec_release(&passages);
	nl_vec_release(&old.words);
	nl_vec_release(&old.starts);
	nl_vec_release(&new.words);
	nl_vec_release(&new.starts);
}

static void test_examples(void)
{
	check_align("-", "-", "");
	check_align("abc", "-", "0>");
	check_align("-", "abc", ">0");
	check_align("abc def ghi", "abc def ghi", "0=0 1=1 2=2");
	check_align("abc - def", "- abc def", "0=1 2=2");
	check_align("abc def ghi", "abc xyz ghi", "0=0 1> >1 2=2");
	check_align("abcdef ghijkl mnopqr", "abcdef ghijxy mnopqr", "0=0 1~1 2=2");
	check_align("abc def ghi jkl", "jkl abc def ghi", "3=0! 0=1 1=2 2=3");
	check_align("abcdefgh ij", "ij abcdefgh", "1=0! 0=1"); /* what has fewer words was moved */
	check_align("ab ab cd", "ab cd ab", "1=0 2=1 0=2!");   /* equal sentences go with their neighbours */
	check_align("ab ab ab", "ab ab", "0=0 1=1 2>");
}

static void test_parts(void)
{
	check_align("xy abcdefgh zw", "xy abcd efgh zw", "0=0 1=1+2 2=3");
	check_align("xy abcd efgh zw", "xy abcdefgh zw", "0=0 1+2=1 3=2");
	check_align("xy abcdefghij zw", "xy abcd efghik zw", "0=0 1~1+2 2=3");
	check_align("xy abcdefgh zw", "zw abcd efgh xy", "2=0! 1=1+2 0=3!");
}

/* ---- any two texts --------------------------------------------------------------------------------------------- */

static void random_text(chance *c, char *text)
{
	uint32_t sentences = chance_below(c, 9);
	for (uint32_t s = 0; s < sentences; s++) {
		for (uint32_t w = chance_below(c, 6); w > 0; w--) *text++ = (char)('a' + chance_below(c, 7));
		*text++ = ' ';
	}
	*text = '\0';
}

static bool covers(const nl_sentence_words *text, const nl_passages *passages, bool in_new)
{
	uint32_t *times = calloc(text->count + 1, sizeof *times);
	bool fine = true;
	for (uint32_t i = 0; i < passages->len; i++) {
		nl_passage_side side = in_new ? passages->at[i].new : passages->at[i].old;
		for (uint32_t s = side.first; s < side.end; s++) times[s]++;
		if (side.first < side.end)
			fine = fine && text->starts[side.first] < text->starts[side.first + 1] &&
				text->starts[side.end - 1] < text->starts[side.end];
	}
	for (uint32_t i = 0; i < text->count; i++) {
		bool has_words = text->starts[i] < text->starts[i + 1];
		fine = fine && (has_words ? times[i] == 1 : times[i] <= 1);
	}
	free(times);
	return fine;
}

/* Passages that were not moved keep their order in both texts. */
static bool keeps_order(const nl_passages *passages)
{
	uint32_t last = 0;
	for (uint32_t i = 0; i < passages->len; i++) {
		const nl_passage *p = &passages->at[i];
		if (p->moved || p->old.first == p->old.end || p->new.first == p->new.end) continue;
		if (p->old.first < last) return false;
		last = p->old.end;
	}
	return true;
}

static void test_any(void)
{
	chance c = {11};
	uint32_t uncovered = 0, disordered = 0, unlike = 0;
	for (uint32_t n = 0; n < 4000; n++) {
		char a[64], b[64];
		random_text(&c, a);
		random_text(&c, b);
		letters old = letters_of(a), new = letters_of(b);
		nl_sentence_words x = words_of(&old), y = words_of(&new);
		nl_passages passages = {0};
		nl_align(&x, &y, 26, &passages);
		uncovered += !covers(&x, &passages, false) || !covers(&y, &passages, true);
		disordered += !keeps_order(&passages);
		for (uint32_t i = 0; i < passages.len; i++) {
			double likeness = passages.at[i].likeness;
			unlike += likeness < 0 || likeness > 1.000001 || (passages.at[i].same && likeness != 1);
		}
		nl_vec_release(&passages);
		nl_vec_release(&old.words);
		nl_vec_release(&old.starts);
		nl_vec_release(&new.words);
		nl_vec_release(&new.starts);
	}
	CHECK_INT(uncovered, 0);
	CHECK_INT(disordered, 0);
	CHECK_INT(unlike, 0);
}

int main(void)
{
	test_assign();
	test_examples();
	test_parts();
	test_any();
	return check_done();
}
