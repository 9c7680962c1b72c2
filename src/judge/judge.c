/* Judging one document: scores, axes and findings, put in order. */
#include "judge/judge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "judge/axis.h"
#include "judge/credit.h"
#include "judge/finding.h"
#include "judge/suppress.h"

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
	for (uint32_t r = 0; r < ruleset->rule_count; r++) nl_findings_of_rule(found, ruleset, &score.rules[r]);
	return score;
}

static void place_on_axes(nl_verdict *verdict, const nl_match *match, nl_arena *arena)
{
	nl_axis_place *axes = nl_arena_array(arena, nl_axis_place, match->ir->axis_count);
	for (uint32_t i = 0; i < match->ir->axis_count; i++) axes[i] = nl_axis_place_of(match, &match->ir->axes[i]);
	verdict->axes = axes;
	verdict->axis_count = match->ir->axis_count;
}

/* Findings of a rule may have been given another severity. */
static void rate(nl_findings *f)
{
	for (uint32_t i = 0; i < f->list.len; i++)
		for (uint32_t r = 0; r < f->plan->rating_count; r++)
			if (nl_rule_name_fits(f->plan->ratings[r].name, f->list.at[i].ruleset, f->list.at[i].rule))
				f->sink.list.at[i].severity = f->plan->ratings[r].severity;
}

static void count_findings(const nl_findings *f, nl_score *scores, uint32_t count)
{
	for (uint32_t i = 0; i < f->list.len; i++) {
		if (f->list.at[i].suppression) continue;
		for (uint32_t s = 0; s < count; s++)
			if (nl_str_eq(scores[s].ruleset->id, f->list.at[i].ruleset))
				count_finding(&scores[s], f->sink.list.at[i].severity);
	}
}

nl_verdict *nl_judge_by(nl_matcher *matcher, nl_match *match, const nl_judge_plan *plan)
{
	nl_verdict *verdict = nl_alloc(sizeof *verdict);
	nl_findings found = {.matcher = matcher, .match = match, .plan = plan};
	nl_score *scores = nl_arena_array(&found.sink.arena, nl_score, plan->ruleset_count);
	nl_suppress_begin(&found);
	for (uint32_t i = 0; i < plan->ruleset_count; i++)
		scores[i] = judge_ruleset(&found, &match->ir->rulesets[plan->rulesets[i]]);
	nl_findings_of_contradictions(&found);
	nl_suppress_end(&found);
	rate(&found);
	count_findings(&found, scores, plan->ruleset_count);
	nl_suppress_release(&found);
	place_on_axes(verdict, match, &found.sink.arena);
	set_findings(verdict, &found);
	verdict->match = match;
	verdict->scores = scores;
	verdict->score_count = plan->ruleset_count;
	/* The diagnostics' strings live on in the verdict; only the list that held them goes. */
	verdict->arena = found.sink.arena;
	found.sink.arena = (nl_arena){0};
	nl_sink_release(&found.sink);
	nl_vec_release(&found.list);
	nl_buf_release(&found.words);
	return verdict;
}

nl_verdict *nl_judge(nl_matcher *matcher, nl_match *match, const uint32_t *rulesets, uint32_t ruleset_count)
{
	const nl_judge_plan plan = {.rulesets = rulesets, .ruleset_count = ruleset_count};
	return nl_judge_by(matcher, match, &plan);
}

void nl_verdict_free(nl_verdict *verdict)
{
	if (!verdict) return;
	nl_arena_release(&verdict->arena);
	free(verdict);
}
