/* match/matcher.c - one document through the engine: hits, spans, evidence. */
#include "match/matcher.h"

#include "base/mem.h"
#include "match/stance.h"

/* Scratch beyond this is given back after each document: one large text should not make all the others cost its memory,
 * and what is needed at the beginning should not be there at the end. */
enum { KEPT_HITS = 1 << 16 };

nl_matcher *nl_matcher_new(const nl_ir *ir, uint32_t language)
{
	nl_matcher *m = nl_alloc(sizeof *m);
	const nl_ir_language *l = &ir->languages[language];
	m->ir = ir;
	m->language = language;
	m->passed_over = nl_alloc(ir->position_count + 1);
	m->lexicon = nl_lexicon_new(l->vocab);
	m->phrases = nl_automaton_new(ir, &l->starts, m->lexicon);
	m->cues = nl_cues_new(ir, language, m->lexicon);
	m->regexes = nl_regexes_new(ir);
	nl_eval_init(&m->eval, ir);
	m->parts = nl_parts_new(&m->eval, m->lexicon);
	m->misses = nl_misses_new(&m->eval);
	return m;
}

void nl_matcher_free(nl_matcher *m)
{
	if (!m) return;
	nl_misses_free(m->misses);
	nl_parts_free(m->parts);
	nl_eval_release(&m->eval);
	nl_regexes_free(m->regexes);
	nl_cues_free(m->cues);
	nl_automaton_free(m->phrases);
	nl_lexicon_free(m->lexicon);
	free(m->passed_over);
	nl_vec_release(&m->hits);
	nl_vec_release(&m->evidence);
	nl_vec_release(&m->ranges);
	free(m);
}

nl_lexicon *nl_matcher_lexicon(nl_matcher *m)
{
	return m->lexicon;
}

void nl_matcher_look_for(nl_matcher *m, uint32_t position, bool yes)
{
	m->passed_over[position] = !yes;
}

/* ---- while a document is read -------------------------------------------------------------------------------- */

static void begin_reading(void *context, const nl_doc *doc)
{
	nl_matcher *m = context;
	m->heard = doc;
	nl_eval_begin(&m->eval);
	nl_regexes_begin(m->regexes);
}

static void read_sentences(nl_matcher *m, const nl_token *tokens, const nl_sentence *sentences, uint32_t count)
{
	nl_vec_clear(&m->hits);
	nl_automaton_run(m->phrases, tokens, sentences, count, &m->hits);
	nl_eval_hits(&m->eval, &m->hits);
}

static void read_block(void *context, const nl_heard_block *block)
{
	nl_matcher *m = context;
	read_sentences(m, block->tokens, block->sentences, block->sentence_count);
	nl_str text = nl_str_slice(block->text, block->from, block->text.len);
	nl_regexes_block(m->regexes, block->sentences[0].block, text);
}

nl_doc_listener nl_matcher_listener(nl_matcher *m)
{
	return (nl_doc_listener){begin_reading, read_block, m};
}

/* The hits of a document that the matcher did not hear. */
static void find_hits(nl_matcher *m, const nl_doc *doc)
{
	begin_reading(m, doc);
	for (uint32_t i = 0; i < doc->sentence_count; i++) read_sentences(m, nl_doc_tokens(doc, i), &doc->sentences[i], 1);
	nl_buf text = {0};
	for (uint32_t i = 0; i < doc->block_count; i++) {
		nl_buf_clear(&text);
		nl_buf_add(&text, nl_doc_block_text(doc, i));
		nl_tokens_pad(&text);
		nl_regexes_block(m->regexes, i, nl_buf_str(&text));
	}
	nl_buf_release(&text);
}

/* ---- evidence ------------------------------------------------------------------------------------------------ */

static nl_evidence evidence_of(nl_matcher *m, nl_match *match, const nl_position *position, nl_range range, uint32_t sentence)
{
	nl_spans parts = nl_parts_of(m->parts, position->root, range);
	nl_evidence evidence = {
		.range = range,
		.parts = nl_arena_copy(&match->arena, parts.at, parts.len * sizeof *parts.at),
		.part_count = parts.len,
		.sentence = sentence,
	};
	nl_stance_decide(m->cues, match->doc, position->ignores, &evidence);
	return evidence;
}

static int by_first(const void *a, const void *b)
{
	const nl_range *x = a, *y = b;
	return x->first != y->first ? (x->first > y->first) - (x->first < y->first) : (x->last > y->last) - (x->last < y->last);
}

/* The parts of several pieces in order, those that overlap made one. */
static void join_parts(nl_matcher *m, nl_match *match, nl_evidence *evidence)
{
	qsort(m->ranges.at, m->ranges.len, sizeof *m->ranges.at, by_first);
	nl_range *parts = nl_arena_copy(&match->arena, m->ranges.at, m->ranges.len * sizeof *m->ranges.at);
	uint32_t len = 0;
	for (uint32_t i = 0; i < m->ranges.len; i++) {
		nl_range next = m->ranges.at[i];
		if (len && next.first <= parts[len - 1].last) {
			if (next.last > parts[len - 1].last) parts[len - 1].last = next.last;
		} else {
			parts[len++] = next;
		}
	}
	evidence->parts = parts;
	evidence->part_count = len;
}

/* All pieces [first, end) of one sentence that have the stance of the first of them, as one: a sentence is the unit of
 * evidence, and what it says twice in the same way it says once, as firmly as where it is firmest. Those taken in are
 * marked absent. A span that goes on behind the sentence's end stays alone. */
static void join_like(nl_matcher *m, nl_match *match, uint32_t first, uint32_t end)
{
	nl_evidence *evidence = &m->evidence.at[first];
	uint32_t sentence_end = match->doc->sentences[evidence->sentence].end, joined = 0;
	if (evidence->range.last >= sentence_end) return;
	nl_vec_clear(&m->ranges);
	for (uint32_t i = first; i < end; i++) {
		nl_evidence *more = &m->evidence.at[i];
		if (more->stance != evidence->stance || more->range.last >= sentence_end) continue;
		for (uint32_t k = 0; k < more->part_count; k++) *nl_vec_push(&m->ranges) = more->parts[k];
		if (i == first) continue;
		evidence->range.last = more->range.last; /* no span holds another, so it ends behind */
		if (more->strength > evidence->strength) {
			evidence->strength = more->strength;
			evidence->strength_cue = more->strength_cue;
		}
		more->stance = NL_ABSENT;
		joined++;
	}
	if (joined) join_parts(m, match, evidence);
}

static void join_sentences(nl_matcher *m, nl_match *match)
{
	uint32_t kept = 0;
	for (uint32_t i = 0, end = 0; i < m->evidence.len; i++) {
		nl_evidence *at = m->evidence.at;
		while (end < m->evidence.len && (end <= i || at[end].sentence == at[i].sentence)) end++;
		if (at[i].stance == NL_ABSENT) continue;
		if (end - i > 1) join_like(m, match, i, end);
		at[kept++] = at[i];
	}
	m->evidence.len = kept;
}

static void match_position(nl_matcher *m, nl_match *match, const nl_position *position, nl_position_match *out)
{
	const nl_doc *doc = match->doc;
	out->passed_over = m->passed_over[position - m->ir->positions];
	bool none = position->root == NL_NONE || out->passed_over;
	if (!none) nl_eval_need(&m->eval, position->root);
	nl_spans spans = none ? (nl_spans){NULL, 0} : nl_eval_spans(&m->eval, position->root);
	uint32_t sentence = 0;
	nl_vec_clear(&m->evidence);
	for (uint32_t i = 0; i < spans.len; i++) {
		nl_range range = spans.at[i];
		sentence = nl_doc_sentence_near(doc, sentence, range.first);
		bool counts = nl_is_prose(doc, sentence) && nl_is_prose(doc, nl_doc_sentence_near(doc, sentence, range.last));
		if (!counts && !position->in_headings) continue;
		nl_evidence evidence = evidence_of(m, match, position, range, sentence);
		*nl_vec_push(&m->evidence) = evidence;
	}
	join_sentences(m, match);
	out->count = m->evidence.len;
	if (out->count) out->evidence = nl_arena_copy(&match->arena, m->evidence.at, out->count * sizeof *m->evidence.at);
	nl_stance_of_document(out);
}

/* ---- a document ---------------------------------------------------------------------------------------------- */

nl_match *nl_matcher_run(nl_matcher *m, const nl_doc *doc, nl_sink *sink)
{
	if (m->heard != doc || doc->heard_by != m) find_hits(m, doc);
	m->heard = NULL;
	m->eval.doc = doc;
	if (m->hits.cap > KEPT_HITS) nl_vec_release(&m->hits);
	nl_regexes_run(m->regexes, &m->eval, sink);
	nl_eval_run(&m->eval, doc);

	nl_match *match = nl_alloc(sizeof *match);
	match->doc = doc;
	match->ir = m->ir;
	nl_position_match *positions = nl_arena_array(&match->arena, nl_position_match, m->ir->position_count);
	nl_cues_begin(m->cues, doc);
	nl_misses_begin(m->misses, doc);
	for (uint32_t i = 0; i < m->ir->position_count; i++) match_position(m, match, &m->ir->positions[i], &positions[i]);
	match->positions = positions;
	return match;
}

void nl_match_free(nl_match *match)
{
	if (!match) return;
	nl_arena_release(&match->arena);
	free(match);
}

const nl_range *nl_matcher_spans(nl_matcher *m, nl_match *match, uint32_t node, uint32_t *count)
{
	nl_eval_need(&m->eval, node);
	nl_spans spans = nl_eval_spans(&m->eval, node);
	*count = spans.len;
	return spans.len ? nl_arena_copy(&match->arena, spans.at, spans.len * sizeof *spans.at) : NULL;
}

nl_miss nl_matcher_miss(nl_matcher *m, nl_match *match, uint32_t position)
{
	return nl_matcher_miss_in(m, match, position, 0, match->doc->sentence_count);
}

nl_miss nl_matcher_miss_in(nl_matcher *m, nl_match *match, uint32_t position, uint32_t first, uint32_t end)
{
	return nl_misses_of(m->misses, position, first, end, &match->arena);
}
