/* Labels are matched through a ladder: for each place, in order of start, the farthest end that any place of each
 * stance has reached so far. What overlaps a span is then one binary search, however many places there are. */
#include "judge/agreement.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

bool nl_stance_holds(nl_stance stance)
{
	return stance >= NL_HEDGED;
}

/* ---- what overlaps what ---------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t start;
	uint32_t reach[NL_STANCES]; /* the farthest end of this place and those before it, for each stance */
} rung;

typedef struct {
	rung *rungs; /* owned */
	uint32_t count;
} ladder;

static ladder ladder_of(nl_holdings holdings)
{
	ladder l = {nl_alloc(((size_t)holdings.count + 1) * sizeof *l.rungs), holdings.count};
	for (uint32_t i = 0; i < holdings.count; i++) {
		const nl_holding *h = &holdings.at[i];
		if (i > 0) l.rungs[i] = l.rungs[i - 1];
		l.rungs[i].start = h->span.start;
		if (h->span.end > l.rungs[i].reach[h->stance]) l.rungs[i].reach[h->stance] = h->span.end;
	}
	return l;
}

static nl_stance stance_on(const ladder *l, nl_span span)
{
	uint32_t low = 0, high = l->count; /* rungs that start before the span's end */
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (l->rungs[middle].start < span.end) low = middle + 1;
		else high = middle;
	}
	for (int stance = NL_AFFIRMED; low > 0 && stance > NL_ABSENT; stance--)
		if (l->rungs[low - 1].reach[stance] > span.start) return (nl_stance)stance;
	return NL_ABSENT;
}

void nl_holdings_stances(nl_holdings of, nl_holdings against, nl_stance *stances)
{
	ladder l = ladder_of(against);
	for (uint32_t i = 0; i < of.count; i++) stances[i] = stance_on(&l, of.at[i].span);
	free(l.rungs);
}

/* ---- labels ---------------------------------------------------------------------------------------------------- */

static void add_labels(nl_agreement *to, nl_holdings coded, nl_holdings found)
{
	nl_stance *stances = nl_alloc(((size_t)coded.count + found.count + 1) * sizeof *stances);
	nl_holdings_stances(coded, found, stances);
	for (uint32_t i = 0; i < coded.count; i++) {
		to->labels.at[coded.at[i].stance][stances[i]]++;
		if (!nl_stance_holds(coded.at[i].stance)) continue;
		if (nl_stance_holds(stances[i])) to->sentences.right++;
		else to->sentences.missed++;
	}
	nl_holdings_stances(found, coded, stances);
	for (uint32_t i = 0; i < found.count; i++)
		if (nl_stance_holds(found.at[i].stance) && !nl_stance_holds(stances[i])) to->sentences.wrong++;
	free(stances);
}

static bool any_holds(nl_holdings holdings)
{
	for (uint32_t i = 0; i < holdings.count; i++)
		if (nl_stance_holds(holdings.at[i].stance)) return true;
	return false;
}

static void add_document(nl_tally *to, bool coded, bool found)
{
	to->right += coded && found;
	to->wrong += found && !coded;
	to->missed += coded && !found;
}

/* ---- units ----------------------------------------------------------------------------------------------------- */

/* A place as the sentences that it touches. */
typedef struct {
	uint32_t first, last;
	bool by_coder;
	nl_stance stance;
} touched;

typedef struct {
	NL_VEC(touched) list;
	const nl_span *sentences;
	uint32_t sentence_count;
} touches;

/* The first sentence that ends behind `offset`. */
static uint32_t sentence_behind(const touches *t, uint32_t offset)
{
	uint32_t low = 0, high = t->sentence_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (t->sentences[middle].end > offset) high = middle;
		else low = middle + 1;
	}
	return low;
}

/* A place between sentences, on white space or marks, touches none. */
static void add_touches(touches *t, nl_holdings holdings, bool by_coder)
{
	for (uint32_t i = 0; i < holdings.count; i++) {
		nl_span span = holdings.at[i].span;
		uint32_t first = sentence_behind(t, span.start), end = sentence_behind(t, span.end - 1);
		if (end < t->sentence_count && t->sentences[end].start < span.end) end++;
		if (first < end) *nl_vec_push(&t->list) = (touched){first, end - 1, by_coder, holdings.at[i].stance};
	}
}

static int compare_touched(const void *left, const void *right)
{
	const touched *a = left, *b = right;
	return (a->first > b->first) - (a->first < b->first);
}

static void add_units(nl_stances *to, nl_holdings coded, nl_holdings found, const nl_span *sentences, uint32_t sentence_count)
{
	touches t = {.sentences = sentences, .sentence_count = sentence_count};
	add_touches(&t, coded, true);
	add_touches(&t, found, false);
	if (t.list.len) qsort(t.list.at, t.list.len, sizeof *t.list.at, compare_touched);
	uint32_t untouched = sentence_count;
	for (uint32_t i = 0; i < t.list.len;) {
		uint32_t first = t.list.at[i].first, last = t.list.at[i].last;
		nl_stance values[2] = {NL_ABSENT, NL_ABSENT}; /* what was found, the coder's */
		for (; i < t.list.len && t.list.at[i].first <= last; i++) {
			const touched *place = &t.list.at[i];
			if (place->last > last) last = place->last;
			if (place->stance > values[place->by_coder]) values[place->by_coder] = place->stance;
		}
		to->at[values[1]][values[0]]++;
		untouched -= last - first + 1;
	}
	to->at[NL_ABSENT][NL_ABSENT] += untouched;
	nl_vec_release(&t.list);
}

/* ---- sums ------------------------------------------------------------------------------------------------------ */

void nl_agreement_add(nl_agreement *to, nl_holdings coded, nl_holdings found, const nl_span *sentences, uint32_t sentence_count)
{
	if (coded.count + found.count == 0) {
		to->units.at[NL_ABSENT][NL_ABSENT] += sentence_count;
		return;
	}
	add_labels(to, coded, found);
	add_document(&to->documents, any_holds(coded), any_holds(found));
	add_units(&to->units, coded, found, sentences, sentence_count);
}

static void sum_tally(nl_tally *to, const nl_tally *more)
{
	to->right += more->right;
	to->wrong += more->wrong;
	to->missed += more->missed;
}

static void sum_stances(nl_stances *to, const nl_stances *more)
{
	for (int c = 0; c < NL_STANCES; c++)
		for (int k = 0; k < NL_STANCES; k++) to->at[c][k] += more->at[c][k];
}

void nl_agreement_sum(nl_agreement *to, const nl_agreement *more)
{
	sum_tally(&to->sentences, &more->sentences);
	sum_tally(&to->documents, &more->documents);
	sum_stances(&to->labels, &more->labels);
	sum_stances(&to->units, &more->units);
}

/* ---- figures --------------------------------------------------------------------------------------------------- */

static double ratio(uint64_t part, uint64_t whole)
{
	return whole ? (double)part / (double)whole : (double)NAN;
}

double nl_tally_precision(const nl_tally *tally)
{
	return ratio(tally->right, tally->right + tally->wrong);
}

double nl_tally_recall(const nl_tally *tally)
{
	return ratio(tally->right, tally->right + tally->missed);
}

double nl_tally_f1(const nl_tally *tally)
{
	return ratio(2 * tally->right, 2 * tally->right + tally->wrong + tally->missed);
}

static uint64_t count_from(const nl_stances *stances, int first)
{
	uint64_t count = 0;
	for (int c = 0; c < NL_STANCES; c++)
		for (int k = first; k < NL_STANCES; k++) count += stances->at[c][k];
	return count;
}

uint64_t nl_stances_count(const nl_stances *stances)
{
	return count_from(stances, NL_ABSENT);
}

uint64_t nl_stances_matched(const nl_stances *stances)
{
	return count_from(stances, NL_ABSENT + 1);
}

uint64_t nl_stances_same(const nl_stances *stances)
{
	uint64_t count = 0;
	for (int k = NL_ABSENT + 1; k < NL_STANCES; k++) count += stances->at[k][k];
	return count;
}

/* With the coincidences o(c,k) of all pairs of values and n(c) their row sums, n their total (two values a unit):
 *
 *   alpha = 1 - D_o / D_e = 1 - (n - 1) * sum of o(c,k) / sum of n(c) * n(k), both over c other than k */
double nl_alpha(const uint64_t *counts, uint32_t values)
{
	double n = 0, observed = 0, expected = 0;
	for (uint32_t i = 0; i < values * values; i++) n += 2 * (double)counts[i];
	for (uint32_t c = 0; c < values; c++) {
		double of_value = 0;
		for (uint32_t k = 0; k < values; k++) {
			of_value += (double)counts[c * values + k] + (double)counts[k * values + c];
			if (k != c) observed += 2 * (double)counts[c * values + k];
		}
		expected += of_value * (n - of_value);
	}
	return expected > 0 ? 1 - (n - 1) * observed / expected : (double)NAN;
}

double nl_alpha_holds(const nl_stances *units)
{
	uint64_t counts[2][2] = {{0}};
	for (int c = 0; c < NL_STANCES; c++)
		for (int k = 0; k < NL_STANCES; k++)
			counts[nl_stance_holds((nl_stance)c)][nl_stance_holds((nl_stance)k)] += units->at[c][k];
	return nl_alpha(&counts[0][0], 2);
}

double nl_alpha_stance(const nl_stances *units)
{
	return nl_alpha(&units->at[0][0], NL_STANCES);
}
