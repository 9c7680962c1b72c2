/* match/stance.c - which cues govern a piece of evidence.
 *
 * To the left and to the right of a part only the nearest cue matters: a stop between it and the part is also between
 * every further cue and the part. So each part costs a few binary searches, however many cues its sentence has.
 *
 * A negation far away is seldom meant: sentences of such texts run to fifty words and more, and what is denied at their
 * beginning is not what their end speaks of. So a negation has a reach, as in NegEx (Chapman and others 2001), whose window
 * of six words is too narrow for drafters' prose. A hedge or a speaker governs the whole sentence. */
#include "match/stance.h"

#include "match/context.h"

enum { NEGATION_REACH = 15 }; /* words from the cue to the evidence; measured on labelled texts */

/* The cue that governs the evidence; `distance` in words, 0: inside a part. */
typedef struct {
	bool found;
	nl_range cue;
	nl_strength strength;
	uint32_t distance;
} governor;

typedef struct {
	nl_cues *cues;
	const nl_doc *doc;
	nl_spans parts;
	nl_cue_kind kind;
	governor best;
} search;

static const nl_range no_cue = {1, 0};

/* ---- one sentence -------------------------------------------------------------------------------------------- */

static bool is_in_part(const search *s, uint32_t token)
{
	uint32_t i = nl_spans_until(s->parts, token);
	return i < s->parts.len && s->parts.at[i].first <= token;
}

/* How many cues of the list begin before a token; how many end at it or before. */
static uint32_t begin_before(nl_found_cues list, uint32_t token)
{
	uint32_t low = 0, high = list.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (list.at[middle].range.first < token) low = middle + 1;
		else high = middle;
	}
	return low;
}

static uint32_t end_by(nl_found_cues list, uint32_t token)
{
	uint32_t low = 0, high = list.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (list.at[middle].range.last <= token) low = middle + 1;
		else high = middle;
	}
	return low;
}

/* The nearest cue that begins before `token` and governs rightward; NULL when there is none or it begins inside a part. In
 * that case what stands further left is nearer to that part, and found from there. */
static const nl_found_cue *cue_before(const search *s, nl_found_cues list, uint32_t token)
{
	uint32_t behind = begin_before(list, token);
	uint32_t i = behind ? list.at[behind - 1].rightward : NL_NONE;
	return i == NL_NONE || is_in_part(s, list.at[i].range.first) ? NULL : &list.at[i];
}

/* The same to the right: the nearest cue that ends behind `token` and governs leftward. */
static const nl_found_cue *cue_after(const search *s, nl_found_cues list, uint32_t token)
{
	uint32_t next = end_by(list, token);
	uint32_t i = next < list.len ? list.at[next].leftward : NL_NONE;
	return i == NL_NONE || is_in_part(s, list.at[i].range.last) ? NULL : &list.at[i];
}

/* Of equally near cues the one found first is kept. */
static void offer(search *s, const nl_found_cue *cue, uint32_t distance)
{
	if (s->kind == NL_CUE_NEGATION && distance > NEGATION_REACH) return;
	if (s->best.found && s->best.distance <= distance) return;
	s->best = (governor){.found = true, .cue = cue->range, .strength = cue->strength, .distance = distance};
}

static void look_inside(search *s, nl_found_cues list, nl_range part)
{
	uint32_t i = part.first ? end_by(list, part.first - 1) : 0;
	if (i < list.len && list.at[i].range.first <= part.last) offer(s, &list.at[i], 0);
}

static void look_around(search *s, uint32_t sentence, nl_range part)
{
	nl_found_cues list = nl_cues_in(s->cues, sentence, s->kind);
	if (!list.len) return;
	if (s->kind == NL_CUE_STRENGTH) look_inside(s, list, part);

	const nl_found_cue *before = cue_before(s, list, part.first);
	if (before && !nl_cues_stop_between(s->cues, sentence, before->range.last, part.first))
		offer(s, before, before->range.last < part.first ? part.first - before->range.last : 1);

	const nl_found_cue *after = cue_after(s, list, part.last);
	if (after && !nl_cues_stop_between(s->cues, sentence, part.last, after->range.first))
		offer(s, after, after->range.first > part.last ? after->range.first - part.last : 1);
}

/* A part of a regex may cross sentence ends: each sentence holds its piece of it. No part is before the sentence `from`. */
static void look_around_pieces(search *s, uint32_t from, nl_range part)
{
	uint32_t sentence = nl_doc_sentence_near(s->doc, from, part.first);
	for (; sentence < s->doc->sentence_count && s->doc->sentences[sentence].first <= part.last; sentence++) {
		const nl_sentence *in = &s->doc->sentences[sentence];
		if (in->first == in->end) continue;
		nl_range piece = {part.first > in->first ? part.first : in->first, part.last < in->end ? part.last : in->end - 1};
		look_around(s, sentence, piece);
	}
}

/* ---- lead-ins ------------------------------------------------------------------------------------------------ */

/* "States should not: (a) harm hospitals, but protect them": a stop inside the item ends the reach of a negation or hedge
 * in its lead-in. Who speaks and how firmly goes on behind it. */
static bool item_turns(const search *s, uint32_t sentence)
{
	if (s->kind != NL_CUE_NEGATION && s->kind != NL_CUE_HEDGE) return false;
	uint32_t first = s->doc->sentences[sentence].first;
	return s->parts.len && first < s->parts.at[0].first &&
		nl_cues_stop_between(s->cues, sentence, first, s->parts.at[0].first);
}

/* "States could: (a) train staff. Staff must be paid.": the lead-in runs on into the item's first sentence. What follows it
 * stands for itself, though whoever speaks still does. */
static bool stands_for_itself(const search *s, uint32_t sentence)
{
	if (s->kind == NL_CUE_REPORTING || sentence == 0) return false;
	const nl_sentence *here = &s->doc->sentences[sentence], *before = here - 1;
	if (before->block != here->block || before->lead_in != here->lead_in) return false;
	return nl_str_ends(nl_doc_sentence_text(s->doc, sentence - 1), NL_STR("."));
}

static void look_at_lead_ins(search *s, uint32_t sentence)
{
	if (item_turns(s, sentence) || stands_for_itself(s, sentence)) return;
	uint32_t i = nl_lead_in(s->doc, sentence);
	for (uint32_t steps = 0; i != NL_NONE && steps < NL_MAX_LEAD_INS && !s->best.found; steps++) {
		uint32_t end = s->doc->sentences[i].end;
		const nl_found_cue *cue = cue_before(s, nl_cues_in(s->cues, i, s->kind), end);
		if (cue && !nl_cues_stop_between(s->cues, i, cue->range.last, end)) offer(s, cue, steps);
		i = nl_lead_in(s->doc, i);
	}
}

/* ---- evidence ------------------------------------------------------------------------------------------------ */

static governor govern(nl_cues *cues, const nl_doc *doc, const nl_evidence *evidence, nl_cue_kind kind)
{
	search s = {.cues = cues, .doc = doc, .parts = {evidence->parts, evidence->part_count}, .kind = kind};
	for (uint32_t i = 0; i < s.parts.len; i++) look_around_pieces(&s, evidence->sentence, s.parts.at[i]);
	if (!s.best.found) look_at_lead_ins(&s, evidence->sentence);
	return s.best;
}

static bool is_quoted(const nl_doc *doc, const nl_evidence *evidence)
{
	for (uint32_t i = 0; i < evidence->part_count; i++) {
		if (!nl_doc_is_quoted(doc, evidence->parts[i].first, evidence->parts[i].last)) return false;
	}
	return true;
}

void nl_stance_decide(nl_cues *cues, const nl_doc *doc, uint32_t ignores, nl_evidence *evidence)
{
	static const struct {
		nl_cue_kind kind;
		nl_stance stance;
	} order[] = {
		{NL_CUE_REPORTING, NL_REPORTED},
		{NL_CUE_NEGATION, NL_OPPOSED},
		{NL_CUE_HEDGE, NL_HEDGED},
	};
	governor strength = govern(cues, doc, evidence, NL_CUE_STRENGTH);
	evidence->strength = strength.found ? strength.strength : NL_DECLARED;
	evidence->strength_cue = strength.found ? strength.cue : no_cue;
	evidence->stance_cue = no_cue;

	if (!(ignores & 1u << NL_CUE_REPORTING) && is_quoted(doc, evidence)) {
		evidence->stance = NL_REPORTED;
		return;
	}
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		if (ignores & 1u << order[i].kind) continue;
		governor cue = govern(cues, doc, evidence, order[i].kind);
		if (!cue.found) continue;
		evidence->stance = order[i].stance;
		evidence->stance_cue = cue.cue;
		return;
	}
	bool tentative = evidence->strength == NL_TENTATIVE && !(ignores & 1u << NL_CUE_HEDGE);
	evidence->stance = tentative ? NL_HEDGED : NL_AFFIRMED;
	if (tentative) evidence->stance_cue = evidence->strength_cue;
}

/* ---- documents ----------------------------------------------------------------------------------------------- */

void nl_stance_of_document(nl_position_match *position)
{
	position->stance = NL_ABSENT;
	position->strength = NL_TENTATIVE;
	for (uint32_t i = 0; i < position->count; i++) {
		const nl_evidence *e = &position->evidence[i];
		bool stronger = e->stance > position->stance || (e->stance == position->stance && e->strength > position->strength);
		if (!stronger) continue;
		position->stance = e->stance;
		position->strength = e->strength;
	}
}

const char *nl_stance_name(nl_stance stance)
{
	static const char *const names[] = {"absent", "reported", "opposed", "hedged", "affirmed"};
	return names[stance];
}
