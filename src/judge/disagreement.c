/* First the places are gathered and sorted, then each is put into words: a diagnostic is built where it belongs in the
 * order, and never moved. */
#include "judge/disagreement.h"

#include <stdlib.h>

#include "base/mem.h"
#include "judge/wording.h"
#include "match/context.h"

enum { QUOTE_COLUMNS = 60 };

typedef struct {
	bool missed;
	uint32_t index; /* of the label, or of what was found */
	nl_span span;
	nl_stance other; /* what the other side sees there; it does not hold the position */
} place;

typedef NL_VEC(place) places;

static int compare_places(const void *left, const void *right)
{
	const place *a = left, *b = right;
	if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
	if (a->missed != b->missed) return a->missed ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static void gather(places *to, nl_holdings of, nl_holdings against, bool missed)
{
	nl_stance *stances = nl_alloc(((size_t)of.count + 1) * sizeof *stances);
	nl_holdings_stances(of, against, stances);
	for (uint32_t i = 0; i < of.count; i++)
		if (nl_stance_holds(of.at[i].stance) && !nl_stance_holds(stances[i]))
			*nl_vec_push(to) = (place){missed, i, of.at[i].span, stances[i]};
	free(stances);
}

/* "that privacy is protected", or "'privacy'" when the rules know no such position. */
static nl_str claim_of(nl_disagreements *to, const nl_disagreement_case *of)
{
	nl_arena *arena = &to->sink.arena;
	if (of->rule_position == NL_NONE) return nl_arena_printf(arena, "'" NL_FMT "'", NL_ARG(of->position));
	nl_str claim = nl_wording_claim(of->match->ir, of->rule_position, arena);
	return nl_arena_printf(arena, "that " NL_FMT, NL_ARG(claim));
}

/* ---- missed ---------------------------------------------------------------------------------------------------- */

/* The first sentence that ends behind `offset` of the source. */
static uint32_t sentence_behind(const nl_doc *doc, uint32_t offset)
{
	uint32_t low = 0, high = doc->sentence_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (nl_doc_origin(doc, doc->sentences[middle].text).end > offset) high = middle;
		else low = middle + 1;
	}
	return low;
}

/* The sentences that a span of the source touches: first, and past the last. */
static nl_range sentences_in(const nl_doc *doc, nl_span span)
{
	nl_range range = {sentence_behind(doc, span.start), sentence_behind(doc, span.end - 1)};
	if (range.last < doc->sentence_count && nl_doc_origin(doc, doc->sentences[range.last].text).start < span.end)
		range.last++;
	return range;
}

static bool any_prose(const nl_doc *doc, nl_range sentences)
{
	for (uint32_t i = sentences.first; i < sentences.last; i++)
		if (nl_is_prose(doc, i)) return true;
	return false;
}

static void note_nearest(nl_disagreements *to, nl_diag *diag, const nl_disagreement_case *of, nl_span span)
{
	const nl_doc *doc = of->match->doc;
	nl_range sentences = sentences_in(doc, span);
	if (!any_prose(doc, sentences) && !of->match->ir->positions[of->rule_position].in_headings) {
		nl_diag_note(&to->sink, diag, "it stands in a heading or in code, where evidence does not count");
		return;
	}
	nl_miss miss = nl_matcher_miss_in(of->matcher, of->match, of->rule_position, sentences.first, sentences.last);
	if (miss.sentence == NL_NONE) {
		nl_diag_note(&to->sink, diag, "no word of its patterns is there");
		return;
	}
	nl_str why = nl_wording_missing(of->match->ir, &miss, &to->sink.arena);
	if (miss.found.first > miss.found.last) {
		nl_diag_note(&to->sink, diag, NL_FMT, NL_ARG(why));
		return;
	}
	nl_str words = nl_wording_quote(doc, miss.found, QUOTE_COLUMNS, &to->sink.arena);
	nl_diag_note(&to->sink, diag, "closest is \"" NL_FMT "\", %.0f %% of the pattern: " NL_FMT, NL_ARG(words),
		miss.share * 100, NL_ARG(why));
}

/* Evidence is there, but opposes the position or only reports it. */
static void note_other_stances(nl_disagreements *to, nl_diag *diag, const nl_disagreement_case *of, nl_span span)
{
	for (uint32_t i = 0; i < of->found.count; i++) {
		nl_span found = of->found.at[i].span;
		if (found.start >= span.end || found.end <= span.start) continue;
		const char *stance = nl_stance_name(of->found.at[i].stance);
		if (of->other.len) {
			nl_diag_note(&to->sink, diag, NL_FMT " holds it %s", NL_ARG(of->other), stance);
			continue;
		}
		const nl_evidence *evidence = &of->match->positions[of->rule_position].evidence[i];
		nl_str why = nl_wording_stance(of->match->doc, evidence, true, &to->sink.arena);
		nl_diag_note(&to->sink, diag, "found there, but %s%s" NL_FMT, stance, why.len ? ": " : "", NL_ARG(why));
	}
}

static nl_diag *tell_missed(nl_disagreements *to, const nl_disagreement_case *of, const place *at, nl_str claim)
{
	nl_diag *diag = nl_sink_add(&to->sink, NL_WARNING, of->position, nl_at(of->match->doc->source, at->span),
		"missed: " NL_FMT " holds " NL_FMT "%s" NL_FMT "%s", NL_ARG(of->coder), NL_ARG(claim),
		of->other.len ? ", " : "", NL_ARG(of->other), of->other.len ? " does not" : "");
	if (of->coded.at[at->index].stance == NL_HEDGED)
		nl_diag_note(&to->sink, diag, NL_FMT " holds it hedged", NL_ARG(of->coder));
	if (at->other != NL_ABSENT) note_other_stances(to, diag, of, at->span);
	else if (of->other.len == 0) note_nearest(to, diag, of, at->span);
	return diag;
}

/* ---- false ----------------------------------------------------------------------------------------------------- */

static nl_diag *tell_false(nl_disagreements *to, const nl_disagreement_case *of, const place *at, nl_str claim)
{
	const nl_source *source = of->match->doc->source;
	nl_diag *diag = of->other.len ? nl_sink_add(&to->sink, NL_WARNING, of->position, nl_at(source, at->span),
										"false: " NL_FMT " holds " NL_FMT ", " NL_FMT " does not", NL_ARG(of->other),
										NL_ARG(claim), NL_ARG(of->coder))
								  : nl_sink_add(&to->sink, NL_WARNING, of->position, nl_at(source, at->span),
										"false: " NL_FMT " does not hold " NL_FMT, NL_ARG(of->coder), NL_ARG(claim));
	if (!of->other.len) {
		const nl_evidence *evidence = &of->match->positions[of->rule_position].evidence[at->index];
		nl_wording_point(&to->sink, diag, of->match->doc, evidence);
		nl_str why = nl_wording_stance(of->match->doc, evidence, true, &to->sink.arena);
		if (why.len) nl_diag_note(&to->sink, diag, "found %s: " NL_FMT, nl_stance_name(evidence->stance), NL_ARG(why));
	}
	if (at->other != NL_ABSENT)
		nl_diag_note(&to->sink, diag, "to " NL_FMT " it is %s there", NL_ARG(of->coder), nl_stance_name(at->other));
	return diag;
}

void nl_disagreements_find(nl_disagreements *to, const nl_disagreement_case *of)
{
	*to = (nl_disagreements){0};
	places found = {0};
	gather(&found, of->coded, of->found, true);
	gather(&found, of->found, of->coded, false);
	if (found.len) qsort(found.at, found.len, sizeof *found.at, compare_places);
	nl_str claim = claim_of(to, of);
	for (uint32_t i = 0; i < found.len; i++) {
		const place *at = &found.at[i];
		nl_diag *diag = at->missed ? tell_missed(to, of, at, claim) : tell_false(to, of, at, claim);
		*nl_vec_push(&to->list) = (nl_disagreement){at->missed, at->span, *diag};
	}
	nl_vec_release(&found);
}

void nl_disagreements_release(nl_disagreements *disagreements)
{
	nl_vec_release(&disagreements->list);
	nl_sink_release(&disagreements->sink);
}
