/* match/cues.c - from the hits of the cue automaton to lists of cues that hold.
 *
 *   1. A cue that a pseudo-cue of its kind overlaps is none ("not only").
 *   2. Of cues of one kind that overlap, the longest holds, of equally long ones the first ("may not" over "may"); the
 *      same words as a BEFORE and an AFTER cue ("critics say") govern both ways.
 *   3. Two negations of what follows, one right behind the other without a mark between, cancel out ("not without", "never
 *      fail to"). This is the only double negation known: words between them mean a list more often than a negated
 *      negation ("does not and will not", "neither ... nor").
 *
 * A stop is kept as an interval too: a stop word as its tokens, a mark before token t as the empty interval [t, t - 1].
 * So "between two tokens" is one comparison for both. */
#include "match/cues.h"

#include <string.h>

#include "base/mem.h"
#include "match/automaton.h"
#include "text/words.h"

typedef NL_VEC(nl_range) ranges;

/* What is known of one sentence: where its cues lie by kind, and its stops. */
typedef struct {
	uint32_t cues[NL_CUE_KINDS + 1];
	uint32_t stops, stops_end;
} summary;

struct nl_cues {
	const nl_ir *ir;
	const nl_ir_language *language;
	nl_automaton *automaton;
	nl_arena arena;   /* of `of_leaf` */
	nl_index of_leaf; /* leaf -> cues of the language; its number of cues stands for "a stop" */

	/* Of this document. */
	const nl_doc *doc;
	uint32_t *by_sentence; /* index into summaries; NL_NONE: not looked at */
	uint32_t sentence_cap;
	NL_VEC(summary) summaries;
	NL_VEC(nl_found_cue) found;
	ranges stops; /* minimal within each sentence */

	/* Scratch of one sentence. */
	nl_hits hits;
	NL_VEC(nl_found_cue) real[NL_CUE_KINDS];
	ranges pseudo[NL_CUE_KINDS]; /* joined where they overlap */
	ranges stop_words;
};

/* ---- building ------------------------------------------------------------------------------------------------ */

nl_cues *nl_cues_new(const nl_ir *ir, uint32_t language, const nl_lexicon *lexicon)
{
	nl_cues *cues = nl_alloc(sizeof *cues);
	cues->ir = ir;
	cues->language = &ir->languages[language];
	nl_pairs pairs = {0};
	for (uint32_t i = 0; i < cues->language->cue_count; i++)
		*nl_vec_push(&pairs) = (nl_pair){cues->language->cues[i].leaf, i};
	for (uint32_t i = 0; i < cues->language->stop_count; i++)
		*nl_vec_push(&pairs) = (nl_pair){cues->language->stops[i], cues->language->cue_count};
	uint32_t leaves = 0; /* those of cues come before those of patterns */
	for (uint32_t i = 0; i < pairs.len; i++) leaves = pairs.at[i].key >= leaves ? pairs.at[i].key + 1 : leaves;
	cues->of_leaf = nl_index_of(&pairs, leaves, &cues->arena);
	cues->automaton = nl_automaton_new(ir, &cues->language->cue_starts, lexicon);
	nl_vec_release(&pairs);
	return cues;
}

void nl_cues_free(nl_cues *cues)
{
	if (!cues) return;
	nl_automaton_free(cues->automaton);
	nl_arena_release(&cues->arena);
	free(cues->by_sentence);
	nl_vec_release(&cues->summaries);
	nl_vec_release(&cues->found);
	nl_vec_release(&cues->stops);
	nl_vec_release(&cues->hits);
	for (int kind = 0; kind < NL_CUE_KINDS; kind++) {
		nl_vec_release(&cues->real[kind]);
		nl_vec_release(&cues->pseudo[kind]);
	}
	nl_vec_release(&cues->stop_words);
	free(cues);
}

void nl_cues_begin(nl_cues *cues, const nl_doc *doc)
{
	if (doc->sentence_count > cues->sentence_cap) {
		cues->by_sentence = nl_realloc(cues->by_sentence, doc->sentence_count * sizeof *cues->by_sentence);
		cues->sentence_cap = doc->sentence_count;
	}
	if (doc->sentence_count) memset(cues->by_sentence, 0xFF, doc->sentence_count * sizeof *cues->by_sentence);
	cues->doc = doc;
	nl_vec_clear(&cues->summaries);
	nl_vec_clear(&cues->found);
	nl_vec_clear(&cues->stops);
}

/* ---- sorting hits -------------------------------------------------------------------------------------------- */

/* Hits come by rising first token, so overlapping ones follow one another. */
static void add_pseudo(ranges *list, nl_range range)
{
	if (list->len && range.first <= nl_vec_last(list)->last) {
		if (range.last > nl_vec_last(list)->last) nl_vec_last(list)->last = range.last;
		return;
	}
	*nl_vec_push(list) = range;
}

static void sort_hit(nl_cues *cues, const nl_hit *hit)
{
	for (uint32_t i = cues->of_leaf.start[hit->leaf]; i < cues->of_leaf.start[hit->leaf + 1]; i++) {
		uint32_t which = cues->of_leaf.values[i];
		if (which == cues->language->cue_count) {
			*nl_vec_push(&cues->stop_words) = hit->range;
			continue;
		}
		const nl_cue *cue = &cues->language->cues[which];
		if (cue->reach == NL_CUE_PSEUDO) add_pseudo(&cues->pseudo[cue->kind], hit->range);
		else
			*nl_vec_push(&cues->real[cue->kind]) =
				(nl_found_cue){.range = hit->range, .reach = cue->reach, .strength = cue->strength};
	}
}

/* ---- which cues hold ----------------------------------------------------------------------------------------- */

static uint32_t length(nl_range range)
{
	return range.last - range.first;
}

/* Step 2: `kept` is the last cue that holds, and `cue` overlaps it. The same words may be a cue in both directions. */
static void keep_longer(nl_found_cue *kept, const nl_found_cue *cue)
{
	bool same = kept->range.first == cue->range.first && kept->range.last == cue->range.last;
	if (same && kept->reach != cue->reach) kept->reach = NL_CUE_AROUND;
	else if (length(cue->range) > length(kept->range)) *kept = *cue;
}

/* Steps 1 and 2: moves the cues of a kind that hold to the document's list. */
static void keep_cues_that_hold(nl_cues *cues, int kind)
{
	nl_spans pseudo = {cues->pseudo[kind].at, cues->pseudo[kind].len};
	uint32_t start = cues->found.len;
	for (uint32_t i = 0; i < cues->real[kind].len; i++) {
		const nl_found_cue *cue = &cues->real[kind].at[i];
		if (nl_spans_touch(pseudo, cue->range)) continue;
		bool overlaps = cues->found.len > start && cue->range.first <= nl_vec_last(&cues->found)->range.last;
		if (overlaps) keep_longer(nl_vec_last(&cues->found), cue);
		else *nl_vec_push(&cues->found) = *cue;
	}
}

static bool governs_rightward(const nl_found_cue *cue)
{
	return cue->reach == NL_CUE_BEFORE || cue->reach == NL_CUE_AROUND;
}

static bool governs_leftward(const nl_found_cue *cue)
{
	return cue->reach == NL_CUE_AFTER || cue->reach == NL_CUE_AROUND;
}

/* Whether `cue` stands right behind `before`, so that the one negates the other. */
static bool is_nested(const nl_cues *cues, const nl_found_cue *before, const nl_found_cue *cue)
{
	const uint32_t marks = NL_GAP_COMMA | NL_GAP_SEMICOLON | NL_GAP_COLON | NL_GAP_STOP | NL_GAP_DASH | NL_GAP_PAREN;
	return governs_rightward(before) && before->range.last + 1 == cue->range.first &&
		!(nl_doc_token(cues->doc, cue->range.first).gap & marks);
}

/* Links a sentence's cues of one kind. Of a run of nested negations only its length matters: an even run says nothing,
 * and the search goes on before it. */
static void link_cues(const nl_cues *cues, nl_found_cue *list, uint32_t len, nl_cue_kind kind)
{
	uint32_t run = 0;
	for (uint32_t i = 0; i < len; i++) {
		if (!governs_rightward(&list[i])) {
			list[i].rightward = i ? list[i - 1].rightward : NL_NONE;
			run = 0;
			continue;
		}
		bool nested = kind == NL_CUE_NEGATION && run && is_nested(cues, &list[i - 1], &list[i]);
		run = nested ? run + 1 : 1;
		if (run % 2) list[i].rightward = i;
		else list[i].rightward = i >= run ? list[i - run].rightward : NL_NONE;
	}
	for (uint32_t i = len; i-- > 0;) {
		if (governs_leftward(&list[i])) list[i].leftward = i;
		else list[i].leftward = i + 1 < len ? list[i + 1].leftward : NL_NONE;
	}
}

/* ---- stops --------------------------------------------------------------------------------------------------- */

static void add_stop(nl_cues *cues, uint32_t start, nl_range stop)
{
	nl_vec_push(&cues->stops);
	nl_range *list = cues->stops.at + start;
	cues->stops.len = start + nl_spans_push(list, cues->stops.len - 1 - start, stop);
}

static void collect_stops(nl_cues *cues, uint32_t sentence)
{
	const nl_sentence *s = &cues->doc->sentences[sentence];
	const nl_token *tokens = nl_doc_tokens(cues->doc, sentence);
	uint32_t start = cues->stops.len, word = 0;
	for (uint32_t t = s->first; t < s->end; t++) {
		bool mark = t > s->first && tokens[t - s->first].gap & cues->language->stop_gaps;
		if (mark) add_stop(cues, start, (nl_range){t, t - 1});
		for (; word < cues->stop_words.len && cues->stop_words.at[word].first == t; word++)
			add_stop(cues, start, cues->stop_words.at[word]);
	}
}

/* ---- a sentence ---------------------------------------------------------------------------------------------- */

static void look_at(nl_cues *cues, uint32_t sentence)
{
	nl_vec_clear(&cues->hits);
	nl_vec_clear(&cues->stop_words);
	for (int kind = 0; kind < NL_CUE_KINDS; kind++) {
		nl_vec_clear(&cues->real[kind]);
		nl_vec_clear(&cues->pseudo[kind]);
	}
	const nl_doc *doc = cues->doc;
	nl_automaton_run(cues->automaton, nl_doc_tokens(doc, sentence), &doc->sentences[sentence], 1, &cues->hits);
	for (uint32_t i = 0; i < cues->hits.len; i++) sort_hit(cues, &cues->hits.at[i]);

	summary s = {.stops = cues->stops.len};
	for (int kind = 0; kind < NL_CUE_KINDS; kind++) {
		s.cues[kind] = cues->found.len;
		keep_cues_that_hold(cues, kind);
		link_cues(cues, nl_vec_from(&cues->found, s.cues[kind]), cues->found.len - s.cues[kind], (nl_cue_kind)kind);
	}
	s.cues[NL_CUE_KINDS] = cues->found.len;
	collect_stops(cues, sentence);
	s.stops_end = cues->stops.len;
	cues->by_sentence[sentence] = cues->summaries.len;
	*nl_vec_push(&cues->summaries) = s;
}

static const summary *summary_of(nl_cues *cues, uint32_t sentence)
{
	if (cues->by_sentence[sentence] == NL_NONE) look_at(cues, sentence);
	return &cues->summaries.at[cues->by_sentence[sentence]];
}

nl_found_cues nl_cues_in(nl_cues *cues, uint32_t sentence, nl_cue_kind kind)
{
	const summary *s = summary_of(cues, sentence);
	uint32_t len = s->cues[kind + 1] - s->cues[kind];
	return len ? (nl_found_cues){cues->found.at + s->cues[kind], len} : (nl_found_cues){NULL, 0};
}

bool nl_cues_stop_between(nl_cues *cues, uint32_t sentence, uint32_t left, uint32_t right)
{
	const summary *s = summary_of(cues, sentence);
	if (s->stops == s->stops_end) return false;
	nl_spans stops = {nl_vec_from(&cues->stops, s->stops), s->stops_end - s->stops};
	uint32_t i = nl_spans_from(stops, left + 1);
	return i < stops.len && stops.at[i].last < right;
}
