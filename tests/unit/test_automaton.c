/* The automaton against a phrase matcher that tries everything, and what it does with many states and many phrases. */
#include <stdlib.h>

#include "check.h"
#include "handmade.h"
#include "match/automaton.h"

enum { SEED = 19680601, CASES = 300 };

static bool matches_at(const hand_rules *h, const nl_lexicon *lexicon, const nl_doc *doc, uint32_t inst, uint32_t token,
	uint32_t last, int depth)
{
	if (depth == 0) return false;
	const nl_inst *i = &h->insts.at[inst];
	nl_symbols symbols = token <= last ? nl_lexicon_symbols(lexicon, nl_doc_token(doc, token).word_class) : (nl_symbols){0};
	switch (i->op) {
	case NL_INST_WORD:
		return token <= last && i->a == symbols.stem && matches_at(h, lexicon, doc, inst + 1, token + 1, last, depth - 1);
	case NL_INST_ANY: return token <= last && matches_at(h, lexicon, doc, inst + 1, token + 1, last, depth - 1);
	case NL_INST_SPLIT:
		return matches_at(h, lexicon, doc, i->a, token, last, depth - 1) ||
			matches_at(h, lexicon, doc, i->b, token, last, depth - 1);
	case NL_INST_JUMP: return matches_at(h, lexicon, doc, i->a, token, last, depth - 1);
	case NL_INST_ACCEPT: return token == last + 1;
	}
	return false;
}

static int compare_hits(const void *a, const void *b)
{
	const nl_hit *x = a, *y = b;
	if (x->range.first != y->range.first) return x->range.first < y->range.first ? -1 : 1;
	if (x->range.last != y->range.last) return x->range.last < y->range.last ? -1 : 1;
	return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

static void brute_force(const hand_rules *h, const nl_lexicon *lexicon, const nl_doc *doc, nl_hits *hits)
{
	for (uint32_t s = 0; s < doc->sentence_count; s++) {
		for (uint32_t first = doc->sentences[s].first; first < doc->sentences[s].end; first++) {
			for (uint32_t last = first; last < doc->sentences[s].end; last++) {
				for (uint32_t i = 0; i < h->phrases.len; i++) {
					uint32_t leaf = h->phrases.at[i];
					if (matches_at(h, lexicon, doc, h->leaves.at[leaf].start, first, last, 64))
						*nl_vec_push(hits) = (nl_hit){leaf, {first, last}};
				}
			}
		}
	}
}

static bool same_hits(const nl_hits *a, const nl_hits *b)
{
	if (a->len != b->len) return false;
	for (uint32_t i = 0; i < a->len; i++) {
		if (compare_hits(&a->at[i], &b->at[i]) != 0) return false;
	}
	return true;
}

/* Words, optional words, alternatives and gaps between a first and a last word. */
static void random_phrase(nl_buf *out, uint32_t *seed)
{
	static const char *const words[] = {"state", "law", "force"};
	static const char *const inner[] = {"state", "law", "force", "[law]", "[state]", "_", "...", "law|force", "[force|state]"};
	nl_buf_add_c(out, words[hand_random(seed, 3)]);
	for (uint32_t i = hand_random(seed, 5); i > 0; i--) nl_buf_addf(out, " %s", inner[hand_random(seed, 9)]);
	if (hand_random(seed, 2)) nl_buf_addf(out, " %s", words[hand_random(seed, 3)]);
	else nl_buf_addf(out, " [%s] %s", words[hand_random(seed, 3)], words[hand_random(seed, 3)]);
	nl_buf_add_byte(out, '\0');
}

static void random_text(nl_buf *out, uint32_t *seed)
{
	static const char *const words[] = {"State", "states", "laws", "Force,", "unknown", "law"};
	for (int line = 0; line < 3; line++) {
		for (uint32_t i = hand_random(seed, 14); i > 0; i--) nl_buf_addf(out, "%s ", words[hand_random(seed, 6)]);
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_add_byte(out, '\0');
}

/* One random set of phrases over one random text, with plenty of states and with one. */
static bool agrees(uint32_t *seed)
{
	hand_rules h;
	hand_rules_begin(&h);
	nl_buf phrase = {0}, text = {0};
	for (int i = 0; i < 4; i++) {
		nl_buf_clear(&phrase);
		random_phrase(&phrase, seed);
		hand_phrase(&h, phrase.ptr);
	}
	const nl_ir *ir = hand_rules_done(&h);
	nl_lexicon *lexicon = nl_lexicon_new(h.vocab);
	random_text(&text, seed);
	hand_doc d;
	const nl_doc *doc = hand_doc_open(&d, text.ptr, lexicon);

	nl_hits wanted = {0}, got = {0}, small = {0};
	brute_force(&h, lexicon, doc, &wanted);
	if (wanted.len) qsort(wanted.at, wanted.len, sizeof *wanted.at, compare_hits);
	nl_automaton *automaton = nl_automaton_new(ir, &h.ir_language.starts, lexicon);
	nl_automaton_run(automaton, d.tokens.at, doc->sentences, doc->sentence_count, &got);
	nl_automaton_limit(automaton, 1);
	nl_automaton_run(automaton, d.tokens.at, doc->sentences, doc->sentence_count, &small);
	bool same = same_hits(&got, &wanted) && same_hits(&small, &wanted);

	nl_automaton_free(automaton);
	nl_lexicon_free(lexicon);
	hand_doc_release(&d);
	hand_rules_release(&h);
	nl_vec_release(&wanted);
	nl_vec_release(&got);
	nl_vec_release(&small);
	nl_buf_release(&phrase);
	nl_buf_release(&text);
	return same;
}

static void test_against_brute_force(void)
{
	uint32_t seed = SEED, bad = 0;
	for (int i = 0; i < CASES; i++) bad += !agrees(&seed);
	printf("%d cases from seed %d\n", CASES, SEED);
	CHECK_INT(bad, 0);
}

static void test_a_phrase_stays_in_its_sentence(void)
{
	hand_rules h;
	hand_rules_begin(&h);
	hand_phrase(&h, "human right");
	const nl_ir *ir = hand_rules_done(&h);
	nl_lexicon *lexicon = nl_lexicon_new(h.vocab);
	hand_doc d;
	const nl_doc *doc = hand_doc_open(&d, "all that is human\nrights of man\nHuman, Rights.", lexicon);
	nl_automaton *automaton = nl_automaton_new(ir, &h.ir_language.starts, lexicon);
	nl_hits hits = {0};
	nl_automaton_run(automaton, d.tokens.at, doc->sentences, doc->sentence_count, &hits);
	CHECK_INT(hits.len, 1);
	if (hits.len) CHECK_STR(hand_text(doc, hits.at[0].range), "Human, Rights");
	nl_vec_clear(&hits);
	nl_automaton_run(automaton, d.tokens.at, doc->sentences, 2, &hits); /* the first two sentences only */
	CHECK_INT(hits.len, 0);
	nl_automaton_run(automaton, d.tokens.at, doc->sentences, 0, &hits);
	CHECK_INT(hits.len, 0);
	nl_vec_release(&hits);
	nl_automaton_free(automaton);
	nl_lexicon_free(lexicon);
	hand_doc_release(&d);
	hand_rules_release(&h);
}

/* Fifty thousand phrases, all with the same first word: built and run in a moment, and only the right one is found. */
static void test_many_phrases(void)
{
	enum { PHRASES = 50000 };
	hand_rules h;
	hand_rules_begin(&h);
	nl_buf text = {0};
	for (int i = 0; i < PHRASES; i++) {
		nl_buf_clear(&text);
		nl_buf_addf(&text, "state x%d y%d", i % 977, i);
		nl_buf_add_byte(&text, '\0');
		uint32_t leaf = hand_leaf(&h, text.ptr);
		*nl_vec_push(&h.phrases) = leaf;
	}
	const nl_ir *ir = hand_rules_done(&h);
	nl_lexicon *lexicon = nl_lexicon_new(h.vocab);
	hand_doc d;
	const nl_doc *doc = hand_doc_open(&d, "states x976 y4884 and state x1 y2", lexicon);
	nl_automaton *automaton = nl_automaton_new(ir, &h.ir_language.starts, lexicon);
	nl_hits hits = {0};
	nl_automaton_run(automaton, d.tokens.at, doc->sentences, doc->sentence_count, &hits);
	CHECK_INT(hits.len, 1);
	if (hits.len) CHECK_INT(hits.at[0].leaf, 4884);
	nl_vec_release(&hits);
	nl_automaton_free(automaton);
	nl_lexicon_free(lexicon);
	nl_buf_release(&text);
	hand_doc_release(&d);
	hand_rules_release(&h);
}

int main(void)
{
	test_a_phrase_stays_in_its_sentence();
	test_against_brute_force();
	test_many_phrases();
	return check_done();
}
