/* match/matcher.c - one document through the engine: hits, spans, evidence. */
#include "match/matcher.h"

#include "base/mem.h"
#include "match/regexes.h"
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
	m->lexicon = nl_lexicon_new(l->vocab);
	m->phrases = nl_automaton_new(ir, l->leaves, l->leaf_count, l->vocab, m->lexicon);
	m->cues = nl_cues_new(ir, language, m->lexicon);
	if (ir->regex_count) m->regex_state = nl_regex_state_new();
	nl_eval_init(&m->eval, ir);
	m->parts = nl_parts_new(&m->eval, m->lexicon);
	return m;
}

void nl_matcher_free(nl_matcher *m)
{
	if (!m) return;
	nl_parts_free(m->parts);
	nl_eval_release(&m->eval);
	nl_regex_state_free(m->regex_state);
	nl_cues_free(m->cues);
	nl_automaton_free(m->phrases);
	nl_lexicon_free(m->lexicon);
	nl_vec_release(&m->hits);
	nl_vec_release(&m->evidence);
	free(m);
}

nl_lexicon *nl_matcher_lexicon(nl_matcher *m)
{
	return m->lexicon;
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

static void match_position(nl_matcher *m, nl_match *match, const nl_position *position, nl_position_match *out)
{
	const nl_doc *doc = match->doc;
	nl_spans spans = position->root == NL_NONE ? (nl_spans){NULL, 0} : nl_eval_spans(&m->eval, position->root);
	uint32_t sentence = 0;
	nl_vec_clear(&m->evidence);
	for (uint32_t i = 0; i < spans.len; i++) {
		nl_range range = spans.at[i];
		sentence = nl_sentence_from(doc, sentence, range.first);
		bool counts = nl_is_prose(doc, sentence) && nl_is_prose(doc, nl_sentence_from(doc, sentence, range.last));
		if (!counts && !position->in_headings) continue;
		nl_evidence evidence = evidence_of(m, match, position, range, sentence);
		*nl_vec_push(&m->evidence) = evidence;
	}
	out->count = m->evidence.len;
	if (out->count) out->evidence = nl_arena_copy(&match->arena, m->evidence.at, out->count * sizeof *m->evidence.at);
	nl_stance_of_document(out);
}

/* ---- a document ---------------------------------------------------------------------------------------------- */

nl_match *nl_matcher_run(nl_matcher *m, const nl_doc *doc, nl_sink *sink)
{
	nl_eval_begin(&m->eval, doc);
	nl_automaton_run(m->phrases, doc, 0, doc->sentence_count, &m->hits);
	nl_eval_hits(&m->eval, &m->hits);
	if (m->hits.cap > KEPT_HITS) nl_vec_release(&m->hits);
	else nl_vec_clear(&m->hits);
	nl_regexes_run(&m->eval, m->regex_state, sink);
	nl_eval_run(&m->eval);

	nl_match *match = nl_alloc(sizeof *match);
	match->doc = doc;
	match->ir = m->ir;
	nl_position_match *positions = nl_arena_array(&match->arena, nl_position_match, m->ir->position_count);
	nl_cues_begin(m->cues, doc);
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
	nl_spans spans = nl_eval_spans(&m->eval, node);
	*count = spans.len;
	return spans.len ? nl_arena_copy(&match->arena, spans.at, spans.len * sizeof *spans.at) : NULL;
}
