/* Random rules over random drafts, through the compiler, the readers and the engine, against the plain matcher of spans.h.
 *
 *   oracle [CASES [SEED]]    a case is one rule file with three positions and DRAFTS drafts; case i is made from SEED + i
 *
 * So a case that fails is run again alone by `oracle 1 ITS-SEED`. */
#include <stdio.h>
#include <stdlib.h>

#include "diag/draw.h"
#include "lang/rules.h"
#include "match/matcher.h"
#include "oracle/stance.h"

enum { CASES = 2000, SEED = 1, DRAFTS = 4, SHOWN = 5 };

typedef struct {
	unsigned passed, failed;
	uint64_t places; /* that were found, so that a run that compares nothing is seen */
} tally;

typedef struct {
	uint64_t seed;
	oracle_rules rules;
	nl_buf source, draft;
	nl_rules *compiled;
	uint32_t language;
	nl_matcher *matcher;
	tally *tally;
} trial;

/* ---- telling ------------------------------------------------------------------------------------------------- */

static void show_span(const oracle_text *text, uint32_t first, uint32_t last)
{
	nl_token token = nl_doc_token(text->doc, first), end = nl_doc_token(text->doc, last), *from = &token, *to = &end;
	printf("    %u-%u \"" NL_FMT "\"\n", first, last,
		NL_ARG(nl_doc_text(text->doc, (nl_span){from->start, to->start + to->len})));
}

static void show_spans(const char *what, const oracle_text *text, const oracle_spans *spans)
{
	printf("  %s\n", what);
	for (uint32_t f = 0; f < text->count; f++) {
		for (uint32_t l = f; l < text->count; l++) {
			if (oracle_spans_have(spans, f, l)) show_span(text, f, l);
		}
	}
}

static void tell(const trial *t)
{
	printf("case %llu\n--- rules\n" NL_FMT "--- draft\n" NL_FMT "\n---\n", (unsigned long long)t->seed,
		NL_ARG(nl_buf_str(&t->source)), NL_ARG(nl_buf_str(&t->draft)));
	printf("  again: make oracle ORACLE_CASES=1 ORACLE_SEED=%llu\n", (unsigned long long)t->seed);
}

/* Counts a failure; true when it is one of the first, to be shown further. */
static bool fail(const trial *t, uint32_t position, const char *what)
{
	if (t->tally->failed++ >= SHOWN) return false;
	tell(t);
	printf("position-%u %s\n", position, what);
	return true;
}

static bool fail_at_compiling(const trial *t, nl_sink *sink)
{
	nl_buf out = {0};
	nl_draw_sink(&out, sink, (nl_draw_style){.show_source = true});
	if (t->tally->failed++ < SHOWN) printf(NL_FMT, NL_ARG(nl_buf_str(&out)));
	nl_buf_release(&out);
	return false;
}

/* ---- comparing ----------------------------------------------------------------------------------------------- */

static oracle_spans spans_of(const nl_range *list, uint32_t count)
{
	oracle_spans spans = {0};
	for (uint32_t i = 0; i < count; i++) spans.last[list[i].first] |= UINT64_C(1) << list[i].last;
	return spans;
}

static bool same(const oracle_spans *a, const oracle_spans *b)
{
	for (uint32_t i = 0; i < ORACLE_TOKENS; i++) {
		if (a->last[i] != b->last[i]) return false;
	}
	return true;
}

/* True when the engine found what the pattern means. */
static bool compare_spans(const trial *t, const oracle_text *text, nl_spans found, uint32_t position)
{
	oracle_spans got = spans_of(found.at, found.len), wanted = oracle_find(text, t->rules.positions[position]);
	t->tally->places += found.len;
	if (same(&got, &wanted)) {
		t->tally->passed++;
		return true;
	}
	if (!fail(t, position, "finds other places")) return false;
	show_spans("wanted", text, &wanted);
	show_spans("got", text, &got);
	return false;
}

static bool equal(nl_range a, nl_range b)
{
	return a.first == b.first && a.last == b.last;
}

static oracle_piece piece_of(const nl_evidence *e)
{
	return (oracle_piece){
		.range = e->range,
		.parts = oracle_tokens_of((nl_spans){e->parts, e->part_count}),
		.stance = e->stance,
		.strength = e->strength,
		.stance_cue = e->stance_cue,
		.strength_cue = e->strength_cue,
	};
}

static bool agree(const oracle_piece *a, const oracle_piece *b)
{
	return equal(a->range, b->range) && a->parts == b->parts && a->stance == b->stance && a->strength == b->strength &&
		equal(a->stance_cue, b->stance_cue) && equal(a->strength_cue, b->strength_cue);
}

static void show_cue(const char *what, const oracle_text *text, nl_range cue)
{
	if (cue.first > cue.last) return;
	printf("      %s", what);
	show_span(text, cue.first, cue.last);
}

static void show_pieces(const char *what, const oracle_text *text, const oracle_piece *pieces, uint32_t count)
{
	printf("  %s\n", what);
	for (uint32_t i = 0; i < count; i++) {
		show_span(text, pieces[i].range.first, pieces[i].range.last);
		printf("      %s, %s, parts %#llx\n", nl_stance_name(pieces[i].stance), nl_strength_name(pieces[i].strength),
			(unsigned long long)pieces[i].parts);
		show_cue("by", text, pieces[i].stance_cue);
		show_cue("as firm as", text, pieces[i].strength_cue);
	}
}

static void compare_evidence(const trial *t, const oracle_text *text, const oracle_piece *wanted, uint32_t count,
	const nl_position_match *match, uint32_t position)
{
	oracle_piece got[ORACLE_TOKENS];
	bool same_all = match->count == count;
	for (uint32_t i = 0; i < match->count; i++) {
		got[i] = piece_of(&match->evidence[i]);
		same_all = same_all && agree(&got[i], &wanted[i]);
	}
	t->tally->passed += same_all;
	if (same_all || !fail(t, position, "has other evidence")) return;
	show_pieces("wanted", text, wanted, count);
	show_pieces("got", text, got, match->count);
}

static void compare(const trial *t, const oracle_text *text, nl_match *match, uint32_t position)
{
	uint32_t root = match->ir->positions[position].root, count = 0;
	nl_spans found = {NULL, 0};
	found.at = nl_matcher_spans(t->matcher, match, root, &found.len);
	if (!compare_spans(t, text, found, position)) return;
	oracle_piece pieces[ORACLE_TOKENS];
	for (uint32_t i = 0; i < found.len; i++) {
		nl_range range = found.at[i];
		if (!oracle_counts(text, t->rules.positions[position], range.first, range.last)) continue;
		nl_spans parts = nl_parts_of(t->matcher->parts, root, range);
		if (!oracle_parts_fit(range, parts)) {
			if (fail(t, position, "has parts that do not fit")) show_span(text, range.first, range.last);
			return;
		}
		pieces[count++] = oracle_stance(text, t->rules.ignores[position], range, parts);
	}
	count = oracle_join(text, pieces, count);
	compare_evidence(t, text, pieces, count, &match->positions[position], position);
}

/* ---- a case -------------------------------------------------------------------------------------------------- */

static void check_draft(trial *t)
{
	nl_sink sink = {0};
	nl_arena arena = {0};
	nl_source *source = nl_doc_source(NL_STR("draft.md"), nl_buf_str(&t->draft), &arena, &sink);
	nl_doc_listener listener = nl_matcher_listener(t->matcher);
	nl_doc *doc = nl_doc_open(source, NL_FORMAT_MARKDOWN, &nl_rules_ir(t->compiled)->languages[t->language].text,
		nl_matcher_lexicon(t->matcher), &listener, &sink);
	nl_match *match = nl_matcher_run(t->matcher, doc, &sink);
	oracle_text text;
	bool fits = oracle_text_open(&text, doc);
	if (!fits) fail(t, 0, "was not compared: the draft has other words than were written into it");
	for (uint32_t i = 0; fits && i < ORACLE_POSITIONS; i++) compare(t, &text, match, i);
	nl_match_free(match);
	nl_doc_free(doc);
	nl_source_free(source);
	nl_sink_release(&sink);
	nl_arena_release(&arena);
}

static bool compile(trial *t)
{
	nl_sink sink = {0};
	t->compiled = nl_rules_new(NULL);
	nl_rules_add_text(t->compiled, NL_STR("rules.norm"), nl_buf_str(&t->source), &sink);
	bool fine = nl_rules_compile(t->compiled, false, &sink);
	if (!fine) fail_at_compiling(t, &sink);
	nl_sink_release(&sink);
	return fine;
}

static void run_case(uint64_t seed, tally *all)
{
	chance c = {seed};
	nl_arena arena = {0};
	trial t = {.seed = seed, .tally = all};
	oracle_vocabulary vocabulary;
	oracle_vocabulary_choose(&vocabulary, &c);
	oracle_rules_make(&t.rules, &vocabulary, &c, &arena);
	oracle_pack_write(&t.source);
	oracle_rules_write(&t.rules, &t.source);
	if (compile(&t)) {
		t.language = nl_ir_language_of(nl_rules_ir(t.compiled), NL_STR("test"));
		t.matcher = nl_matcher_new(nl_rules_ir(t.compiled), t.language);
		nl_eval *eval = &t.matcher->eval;
		if (seed % 2) eval->most_spans = 0;                              /* the pool is emptied before every pattern */
		if (seed % 3 == 0) eval->packed_from = eval->merged_at_once = 1; /* the ways of long lists */
		if (seed % 5 < 2) eval->flat_from = 0;                           /* and of large texts */
		for (int i = 0; i < DRAFTS; i++) {
			nl_buf_clear(&t.draft);
			oracle_draft_write(&vocabulary, &c, &t.draft);
			check_draft(&t);
		}
		nl_matcher_free(t.matcher);
	}
	nl_rules_free(t.compiled);
	nl_buf_release(&t.source);
	nl_buf_release(&t.draft);
	nl_arena_release(&arena);
}

int main(int argc, char **argv)
{
	uint64_t cases = argc > 1 ? strtoull(argv[1], NULL, 10) : CASES, seed = argc > 2 ? strtoull(argv[2], NULL, 10) : SEED;
	tally all = {0};
	for (uint64_t i = 0; i < cases; i++) run_case(seed + i, &all);
	printf("%llu cases from seed %llu, %llu places found\n", (unsigned long long)cases, (unsigned long long)seed,
		(unsigned long long)all.places);
	printf("%u passed, %u failed\n", all.passed, all.failed);
	return all.failed != 0;
}
