#include "oracle/stance.h"

#include <string.h>

#include "match/context.h"
#include "text/words.h"

/* ---- the language pack --------------------------------------------------------------------------------------- */

typedef struct {
	nl_cue_kind kind;
	nl_cue_reach reach;
	nl_strength strength;
	const char *words[2]; /* families */
} cue;

static const cue cues[] = {
	{NL_CUE_NEGATION, NL_CUE_BEFORE, 0, {"not"}},
	{NL_CUE_NEGATION, NL_CUE_BEFORE, 0, {"never"}},
	{NL_CUE_NEGATION, NL_CUE_AROUND, 0, {"may", "not"}},
	{NL_CUE_NEGATION, NL_CUE_AFTER, 0, {"reject"}},
	{NL_CUE_NEGATION, NL_CUE_PSEUDO, 0, {"not", "only"}},
	{NL_CUE_HEDGE, NL_CUE_AROUND, 0, {"perhap"}},
	{NL_CUE_HEDGE, NL_CUE_BEFORE, 0, {"may", "only"}},
	{NL_CUE_HEDGE, NL_CUE_AROUND, 0, {"only", "perhap"}},
	{NL_CUE_REPORTING, NL_CUE_BEFORE, 0, {"critic", "say"}},
	{NL_CUE_REPORTING, NL_CUE_AFTER, 0, {"critic", "say"}},
	{NL_CUE_STRENGTH, NL_CUE_AROUND, NL_BINDING, {"shall"}},
	{NL_CUE_STRENGTH, NL_CUE_BEFORE, NL_RECOMMENDED, {"should"}},
	{NL_CUE_STRENGTH, NL_CUE_AFTER, NL_TENTATIVE, {"hope"}},
	{NL_CUE_STRENGTH, NL_CUE_AROUND, NL_TENTATIVE, {"may"}},
};

enum { CUES = sizeof cues / sizeof *cues, HITS = ORACLE_TOKENS * 2 };

static const char stop[] = "but"; /* and ";" */

static const char *kind_name(const cue *c)
{
	return c->kind == NL_CUE_STRENGTH ? nl_strength_name(c->strength) : nl_cue_kind_name(c->kind);
}

void oracle_pack_write(nl_buf *out)
{
	static const char *const reaches[] = {"before", "after", "around", "pseudo"};
	nl_buf_add_c(out, "language test \"Test\" {\n  stemmer \"english\"\n  spelling \"-isation\" = \"-ization\"\n");
	for (uint32_t i = 0; i < CUES; i++) {
		const char *second = cues[i].words[1];
		nl_buf_addf(out, "  %s %s \"%s%s%s\"\n", kind_name(&cues[i]), reaches[cues[i].reach], cues[i].words[0],
			second ? " " : "", second ? second : "");
	}
	nl_buf_addf(out, "  stop \"%s\" | \";\"\n}\nuse language test\n", stop);
}

const char *oracle_cue_word(chance *c)
{
	static const char *const written[] = {"not", "never", "may", "rejected", "only", "perhaps", "critics", "say",
		"shall", "should", "hope", "but"};
	return written[chance_below(c, sizeof written / sizeof *written)];
}

/* ---- the cues of a sentence ---------------------------------------------------------------------------------- */

typedef struct {
	nl_range range;
	bool rightward, leftward;
	nl_strength strength;
} hit;

typedef struct {
	hit at[HITS];
	uint32_t len;
} hits;

static bool is_word(const oracle_text *text, uint32_t token, const char *family)
{
	return strcmp(text->words[token]->family, family) == 0;
}

/* Whether a cue stands at a token of a sentence. */
static bool stands_at(const oracle_text *text, const cue *c, uint32_t token, uint32_t end)
{
	if (!is_word(text, token, c->words[0])) return false;
	return !c->words[1] || (token + 1 < end && is_word(text, token + 1, c->words[1]));
}

static nl_range range_at(const cue *c, uint32_t token)
{
	return (nl_range){token, c->words[1] ? token + 1 : token};
}

static bool overlap(nl_range a, nl_range b)
{
	return a.first <= b.last && b.first <= a.last;
}

/* All places of the cues of a kind, by first token; pseudo-cues apart. */
static void find_cues(const oracle_text *text, uint32_t sentence, nl_cue_kind kind, bool pseudo, hits *found)
{
	const nl_sentence *s = &text->doc->sentences[sentence];
	found->len = 0;
	for (uint32_t t = s->first; t < s->end; t++) {
		for (uint32_t i = 0; i < CUES; i++) {
			const cue *c = &cues[i];
			if (c->kind != kind || (c->reach == NL_CUE_PSEUDO) != pseudo || !stands_at(text, c, t, s->end)) continue;
			found->at[found->len++] = (hit){range_at(c, t), c->reach == NL_CUE_BEFORE || c->reach == NL_CUE_AROUND,
				c->reach == NL_CUE_AFTER || c->reach == NL_CUE_AROUND, c->strength};
		}
	}
}

/* Of overlapping cues that hold the longest does, of equally long ones the first. */
static bool beats(nl_range a, nl_range b)
{
	uint32_t a_len = a.last - a.first, b_len = b.last - b.first;
	return overlap(a, b) && (a_len > b_len || (a_len == b_len && a.first < b.first));
}

static bool holds(const hits *all, const hits *pseudo, nl_range range)
{
	for (uint32_t i = 0; i < pseudo->len; i++) {
		if (overlap(pseudo->at[i].range, range)) return false;
	}
	for (uint32_t i = 0; i < all->len; i++) {
		if (beats(all->at[i].range, range) && holds(all, pseudo, all->at[i].range)) return false;
	}
	return true;
}

/* The cues that hold, in order; the same words before and after become one that governs both ways. */
static void cues_in(const oracle_text *text, uint32_t sentence, nl_cue_kind kind, hits *found)
{
	hits all, pseudo;
	find_cues(text, sentence, kind, false, &all);
	find_cues(text, sentence, kind, true, &pseudo);
	found->len = 0;
	for (uint32_t i = 0; i < all.len; i++) {
		const hit *h = &all.at[i];
		if (!holds(&all, &pseudo, h->range)) continue;
		hit *last = found->len ? &found->at[found->len - 1] : NULL;
		if (last && last->range.first == h->range.first) {
			last->rightward |= h->rightward;
			last->leftward |= h->leftward;
		} else {
			found->at[found->len++] = *h;
		}
	}
}

/* Whether a stop stands between two tokens of a sentence; `right` may be its end. */
static bool stop_between(const oracle_text *text, uint32_t sentence, uint32_t left, uint32_t right)
{
	const nl_sentence *s = &text->doc->sentences[sentence];
	for (uint32_t t = left + 1; t <= right && t < s->end; t++) {
		if (nl_doc_token(text->doc, t).gap & NL_GAP_SEMICOLON && t > s->first) return true;
		if (t < right && is_word(text, t, stop)) return true;
	}
	return false;
}

/* ---- which cue governs --------------------------------------------------------------------------------------- */

typedef struct {
	const oracle_text *text;
	const nl_evidence *evidence;
	nl_cue_kind kind;
	bool found;
	nl_range cue;
	nl_strength strength;
	uint32_t distance;
} governor;

/* A negation reaches fifteen words. */
static void offer(governor *g, const hit *h, uint32_t distance)
{
	if (g->kind == NL_CUE_NEGATION && distance > 15) return;
	if (g->found && g->distance <= distance) return;
	g->found = true;
	g->cue = h->range;
	g->strength = h->strength;
	g->distance = distance;
}

static bool is_in_part(const nl_evidence *evidence, uint32_t token)
{
	for (uint32_t i = 0; i < evidence->part_count; i++) {
		if (evidence->parts[i].first <= token && token <= evidence->parts[i].last) return true;
	}
	return false;
}

/* "not" right behind "never", without a mark between: the one negates the other. */
static bool negates(const oracle_text *text, const hit *h, const hit *before)
{
	const uint32_t marks = NL_GAP_COMMA | NL_GAP_SEMICOLON | NL_GAP_COLON | NL_GAP_STOP | NL_GAP_DASH | NL_GAP_PAREN;
	return before->rightward && h->rightward && before->range.last + 1 == h->range.first &&
		!(nl_doc_token(text->doc, h->range.first).gap & marks);
}

/* The nearest cue that begins before a token and governs what follows; of negated negations an even number says nothing. */
static const hit *cue_before(const governor *g, const hits *list, uint32_t token)
{
	uint32_t i = list->len;
	while (i > 0 && list->at[i - 1].range.first >= token) i--;
	while (i > 0) {
		uint32_t run = 1;
		while (g->kind == NL_CUE_NEGATION && run < i && negates(g->text, &list->at[i - run], &list->at[i - run - 1]))
			run++;
		if (list->at[i - 1].rightward && run % 2) return &list->at[i - 1];
		i -= run;
	}
	return NULL;
}

static const hit *cue_after(const hits *list, uint32_t token)
{
	for (uint32_t i = 0; i < list->len; i++) {
		if (list->at[i].range.last > token && list->at[i].leftward) return &list->at[i];
	}
	return NULL;
}

/* A part, or the piece of it that one sentence holds. */
static void look_around(governor *g, uint32_t sentence, nl_range part)
{
	hits list;
	cues_in(g->text, sentence, g->kind, &list);
	for (uint32_t i = 0; g->kind == NL_CUE_STRENGTH && i < list.len; i++) {
		if (part.first <= list.at[i].range.last && list.at[i].range.first <= part.last) {
			offer(g, &list.at[i], 0);
			break;
		}
	}
	const hit *before = cue_before(g, &list, part.first), *after = cue_after(&list, part.last);
	if (before && !is_in_part(g->evidence, before->range.first) &&
		!stop_between(g->text, sentence, before->range.last, part.first))
		offer(g, before, before->range.last < part.first ? part.first - before->range.last : 1);
	if (after && !is_in_part(g->evidence, after->range.last) &&
		!stop_between(g->text, sentence, part.last, after->range.first))
		offer(g, after, after->range.first > part.last ? after->range.first - part.last : 1);
}

static void look_at_parts(governor *g)
{
	for (uint32_t i = 0; i < g->evidence->part_count; i++) {
		nl_range part = g->evidence->parts[i];
		for (uint32_t first = part.first; first <= part.last;) {
			uint32_t sentence = g->text->sentences[first], end = g->text->doc->sentences[sentence].end;
			look_around(g, sentence, (nl_range){first, part.last < end ? part.last : end - 1});
			first = end;
		}
	}
}

/* A sentence of an item behind a full stop: of its lead-in only who speaks concerns it. */
static bool is_further_sentence(const nl_doc *doc, uint32_t sentence)
{
	if (sentence == 0) return false;
	const nl_sentence *here = &doc->sentences[sentence], *before = here - 1;
	bool same = before->block == here->block && before->lead_in == here->lead_in;
	return same && nl_str_ends(nl_doc_sentence_text(doc, sentence - 1), NL_STR("."));
}

/* From the lead-ins above the item, the nearest that says something; negation and hedge do not pass a stop inside the item. */
static void look_at_lead_ins(governor *g)
{
	const nl_doc *doc = g->text->doc;
	uint32_t item = g->text->sentences[g->evidence->range.first], first = doc->sentences[item].first;
	if (g->kind != NL_CUE_REPORTING && is_further_sentence(doc, item)) return;
	bool ends_at_stop = g->kind == NL_CUE_NEGATION || g->kind == NL_CUE_HEDGE;
	if (ends_at_stop && first < g->evidence->parts[0].first && stop_between(g->text, item, first, g->evidence->parts[0].first))
		return;
	uint32_t steps = 0;
	for (uint32_t s = doc->sentences[item].lead_in; s != NL_NONE && !g->found; s = doc->sentences[s].lead_in) {
		hits list;
		cues_in(g->text, s, g->kind, &list);
		const hit *h = cue_before(g, &list, doc->sentences[s].end);
		if (h && !is_in_part(g->evidence, h->range.first) && !stop_between(g->text, s, h->range.last, doc->sentences[s].end))
			offer(g, h, steps);
		steps++;
	}
}

static governor govern(const oracle_text *text, const nl_evidence *evidence, nl_cue_kind kind)
{
	governor g = {.text = text, .evidence = evidence, .kind = kind};
	look_at_parts(&g);
	if (!g.found) look_at_lead_ins(&g);
	return g;
}

/* ---- stance -------------------------------------------------------------------------------------------------- */

static bool is_quoted(const oracle_text *text, const nl_evidence *evidence)
{
	for (uint32_t t = evidence->range.first; t <= evidence->range.last; t++) {
		if (is_in_part(evidence, t) && !nl_doc_is_quoted(text->doc, t, t)) return false;
	}
	return true;
}

/* Stance and its cue; the strength is known. */
static void take_stance(const oracle_text *text, uint32_t ignores, const nl_evidence *evidence, oracle_piece *piece)
{
	static const nl_cue_kind kinds[] = {NL_CUE_REPORTING, NL_CUE_NEGATION, NL_CUE_HEDGE};
	static const nl_stance stances[] = {NL_REPORTED, NL_OPPOSED, NL_HEDGED};
	piece->stance = NL_REPORTED;
	if (!(ignores & 1u << NL_CUE_REPORTING) && is_quoted(text, evidence)) return;
	for (int i = 0; i < 3; i++) {
		governor g = govern(text, evidence, kinds[i]);
		if (!g.found || ignores & 1u << kinds[i]) continue;
		piece->stance = stances[i];
		piece->stance_cue = g.cue;
		return;
	}
	bool hedged = piece->strength == NL_TENTATIVE && !(ignores & 1u << NL_CUE_HEDGE);
	piece->stance = hedged ? NL_HEDGED : NL_AFFIRMED;
	if (hedged) piece->stance_cue = piece->strength_cue;
}

oracle_piece oracle_stance(const oracle_text *text, uint32_t ignores, nl_range range, nl_spans parts)
{
	static const nl_range none = {1, 0};
	nl_evidence evidence = {.range = range, .parts = parts.at, .part_count = parts.len};
	governor strength = govern(text, &evidence, NL_CUE_STRENGTH);
	oracle_piece piece = {
		.range = range,
		.parts = oracle_tokens_of(parts),
		.strength = strength.found ? strength.strength : NL_DECLARED,
		.strength_cue = strength.found ? strength.cue : none,
		.stance_cue = none,
	};
	take_stance(text, ignores, &evidence, &piece);
	return piece;
}

static bool lies_in_one_sentence(const oracle_text *text, nl_range range)
{
	return text->sentences[range.first] == text->sentences[range.last];
}

static bool belong_together(const oracle_text *text, const oracle_piece *a, const oracle_piece *b)
{
	return a->stance == b->stance && lies_in_one_sentence(text, a->range) && lies_in_one_sentence(text, b->range) &&
		text->sentences[a->range.first] == text->sentences[b->range.first];
}

static void take_in(oracle_piece *piece, const oracle_piece *more)
{
	piece->range.last = more->range.last;
	piece->parts |= more->parts;
	if (more->strength <= piece->strength) return;
	piece->strength = more->strength;
	piece->strength_cue = more->strength_cue;
}

uint32_t oracle_join(const oracle_text *text, oracle_piece *pieces, uint32_t count)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t k = 0;
		while (k < kept && !belong_together(text, &pieces[k], &pieces[i])) k++;
		if (k < kept) take_in(&pieces[k], &pieces[i]);
		else pieces[kept++] = pieces[i];
	}
	return kept;
}

/* ---- parts --------------------------------------------------------------------------------------------------- */

bool oracle_parts_fit(nl_range range, nl_spans parts)
{
	if (!parts.len || parts.at[0].first != range.first || parts.at[parts.len - 1].last != range.last) return false;
	for (uint32_t i = 0; i < parts.len; i++) {
		if (parts.at[i].first > parts.at[i].last) return false;
		if (i && parts.at[i - 1].last + 1 >= parts.at[i].first) return false;
	}
	return true;
}

uint64_t oracle_tokens_of(nl_spans parts)
{
	uint64_t tokens = 0;
	for (uint32_t i = 0; i < parts.len; i++) {
		for (uint32_t t = parts.at[i].first; t <= parts.at[i].last; t++) tokens |= UINT64_C(1) << t;
	}
	return tokens;
}
