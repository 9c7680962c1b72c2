/* Judging one document: scores, axes and findings, put in order. */
#include "judge/judge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "judge/axis.h"
#include "judge/credit.h"
#include "judge/finding.h"

/* By place in the source; what is said of the whole document comes last. Ties keep the order in which they were found:
 * `seq` makes qsort() stable. */
typedef struct {
	nl_finding finding;
	uint32_t seq;
} sortable;

static int by_place(const void *a, const void *b)
{
	const sortable *x = a, *y = b;
	bool x_whole = x->finding.sentence == NL_NONE, y_whole = y->finding.sentence == NL_NONE;
	if (x_whole != y_whole) return x_whole ? 1 : -1;
	uint32_t x_start = x->finding.diag.primary.span.start, y_start = y->finding.diag.primary.span.start;
	if (!x_whole && x_start != y_start) return x_start < y_start ? -1 : 1;
	return x->seq < y->seq ? -1 : 1;
}

static void set_findings(nl_verdict *verdict, nl_findings *found)
{
	uint32_t count = found->list.len;
	sortable *order = nl_alloc((count + 1) * sizeof *order);
	for (uint32_t i = 0; i < count; i++) {
		order[i] = (sortable){found->list.at[i], i};
		order[i].finding.diag = found->sink.list.at[i];
	}
	qsort(order, count, sizeof *order, by_place);
	nl_finding *sorted = nl_arena_array(&found->sink.arena, nl_finding, count);
	for (uint32_t i = 0; i < count; i++) sorted[i] = order[i].finding;
	free(order);
	verdict->findings = sorted;
	verdict->finding_count = count;
}

static void count_finding(nl_score *score, nl_severity severity)
{
	switch (severity) {
	case NL_ERROR: score->errors++; break;
	case NL_WARNING: score->warnings++; break;
	case NL_NOTE: score->notes++; break;
	}
}

static nl_score judge_ruleset(nl_findings *found, const nl_ruleset *ruleset)
{
	nl_score score = nl_score_of(found->match, ruleset, &found->sink.arena);
	for (uint32_t r = 0; r < ruleset->rule_count; r++) {
		uint32_t before = found->list.len;
		nl_findings_of_rule(found, ruleset, &score.rules[r]);
		if (found->list.len > before) count_finding(&score, ruleset->rules[r].severity);
	}
	return score;
}

static void place_on_axes(nl_verdict *verdict, const nl_match *match, nl_arena *arena)
{
	nl_axis_place *axes = nl_arena_array(arena, nl_axis_place, match->ir->axis_count);
	for (uint32_t i = 0; i < match->ir->axis_count; i++) axes[i] = nl_axis_place_of(match, &match->ir->axes[i]);
	verdict->axes = axes;
	verdict->axis_count = match->ir->axis_count;
}

nl_verdict *nl_judge(nl_matcher *matcher, nl_match *match, const uint32_t *rulesets, uint32_t ruleset_count)
{
	nl_verdict *verdict = nl_alloc(sizeof *verdict);
	nl_findings found = {.matcher = matcher, .match = match};
	nl_score *scores = nl_arena_array(&found.sink.arena, nl_score, ruleset_count);
	for (uint32_t i = 0; i < ruleset_count; i++) scores[i] = judge_ruleset(&found, &match->ir->rulesets[rulesets[i]]);
	nl_findings_of_contradictions(&found);
	place_on_axes(verdict, match, &found.sink.arena);
	set_findings(verdict, &found);
	verdict->match = match;
	verdict->scores = scores;
	verdict->score_count = ruleset_count;
	/* The diagnostics' strings live on in the verdict; only the list that held them goes. */
	verdict->arena = found.sink.arena;
	found.sink.arena = (nl_arena){0};
	nl_sink_release(&found.sink);
	nl_vec_release(&found.list);
	return verdict;
}

void nl_verdict_free(nl_verdict *verdict)
{
	if (!verdict) return;
	nl_arena_release(&verdict->arena);
	free(verdict);
}
