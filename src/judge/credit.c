/* Credits and scores. A credit is worked out from the stances alone and needs no words; the same condition read
 * again for its words is what findings.c does. */
#include "judge/credit.h"

#include <stdlib.h>

uint32_t nl_credit_count(const nl_position_match *position, nl_stance stance, nl_strength at_least)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < position->count; i++)
		count += position->evidence[i].stance == stance && position->evidence[i].strength >= at_least;
	return count;
}

/* 1 affirmed with at least the strength asked; 0.5 affirmed more weakly, or only hedged; else 0. */
static double credit_of_position(const nl_position_match *position, nl_strength at_least)
{
	if (position->stance == NL_AFFIRMED) return position->strength >= at_least ? 1 : 0.5;
	return position->stance == NL_HEDGED ? 0.5 : 0;
}

static double credit_of_count(const nl_position_match *position, uint32_t wanted, nl_strength at_least)
{
	if (nl_credit_count(position, NL_AFFIRMED, at_least) >= wanted) return 1;
	uint32_t any = nl_credit_count(position, NL_AFFIRMED, NL_TENTATIVE) + nl_credit_count(position, NL_HEDGED, NL_TENTATIVE);
	return any >= wanted ? 0.5 : 0;
}

/* The n-th greatest credit is 1 when n parts have 1, else 0.5 when n parts have at least 0.5: credits take no other
 * value. */
static double nth_greatest(const nl_match *match, const nl_cond *cond, nl_strength at_least)
{
	const uint32_t *children = match->ir->cond_children + cond->first_child;
	uint32_t full = 0, half = 0;
	for (uint32_t i = 0; i < cond->child_count; i++) {
		double credit = nl_credit_of_condition(match, children[i], at_least);
		full += credit >= 1;
		half += credit > 0;
	}
	return full >= cond->n ? 1 : half >= cond->n ? 0.5 : 0;
}

static double extreme(const nl_match *match, const nl_cond *cond, nl_strength at_least, bool greatest)
{
	const uint32_t *children = match->ir->cond_children + cond->first_child;
	double result = greatest ? 0 : 1;
	for (uint32_t i = 0; i < cond->child_count; i++) {
		double credit = nl_credit_of_condition(match, children[i], at_least);
		if (greatest ? credit > result : credit < result) result = credit;
	}
	return result;
}

double nl_credit_of_condition(const nl_match *match, uint32_t condition, nl_strength at_least)
{
	const nl_cond *cond = &match->ir->conds[condition];
	switch (cond->op) {
	case NL_COND_POSITION: return credit_of_position(&match->positions[cond->position], at_least);
	case NL_COND_AND: return extreme(match, cond, at_least, false);
	case NL_COND_OR: return extreme(match, cond, at_least, true);
	case NL_COND_NOT: return 1 - nl_credit_of_condition(match, match->ir->cond_children[cond->first_child], at_least);
	case NL_COND_N_OF: return nth_greatest(match, cond, at_least);
	case NL_COND_COUNT: return credit_of_count(&match->positions[cond->position], cond->n, at_least);
	}
	return 0;
}

bool nl_rule_asks(const nl_rule *rule)
{
	return rule->kind == NL_REQUIRE || rule->kind == NL_RECOMMEND;
}

/* Whether the rule applies, and its credit: of its condition, or for forbid and discourage what is left to 1. */
static nl_rule_result credit_of_rule(const nl_match *match, const nl_rule *rule)
{
	bool applies = rule->when == NL_NONE || nl_credit_of_condition(match, rule->when, NL_TENTATIVE) > 0;
	double credit = nl_credit_of_condition(match, rule->condition, rule->at_least);
	return (nl_rule_result){rule, applies, nl_rule_asks(rule) ? credit : 1 - credit};
}

/* The first position that a condition names. */
static uint32_t first_position(const nl_ir *ir, uint32_t condition)
{
	const nl_cond *cond = &ir->conds[condition];
	while (cond->op != NL_COND_POSITION && cond->op != NL_COND_COUNT)
		cond = &ir->conds[ir->cond_children[cond->first_child]];
	return cond->position;
}

/* ---- scores ---------------------------------------------------------------------------------------------------- */

typedef struct {
	nl_str id;
	double weight, earned;
} topic_sum;

static double score_from(double earned, double weight)
{
	return weight > 0 ? 100 * earned / weight : 100;
}

static void add_to_topic(topic_sum *sums, uint32_t *count, nl_str topic, double weight, double earned)
{
	if (topic.len == 0) return;
	uint32_t i = 0;
	while (i < *count && !nl_str_eq(sums[i].id, topic)) i++;
	if (i == *count) sums[(*count)++] = (topic_sum){.id = topic};
	sums[i].weight += weight;
	sums[i].earned += earned;
}

static int by_id(const void *a, const void *b)
{
	return nl_str_cmp(((const nl_topic_score *)a)->topic, ((const nl_topic_score *)b)->topic);
}

static void set_topics(nl_score *score, const topic_sum *sums, uint32_t count, nl_arena *arena)
{
	nl_topic_score *topics = nl_arena_array(arena, nl_topic_score, count);
	for (uint32_t i = 0; i < count; i++)
		topics[i] = (nl_topic_score){sums[i].id, score_from(sums[i].earned, sums[i].weight)};
	if (count > 1) qsort(topics, count, sizeof *topics, by_id);
	score->topics = topics;
	score->topic_count = count;
}

nl_score nl_score_of(const nl_match *match, const nl_ruleset *ruleset, nl_arena *arena)
{
	nl_rule_result *results = nl_arena_array(arena, nl_rule_result, ruleset->rule_count);
	topic_sum *sums = nl_arena_array(arena, topic_sum, ruleset->rule_count);
	uint32_t topic_count = 0;
	double weight = 0, earned = 0;
	for (uint32_t i = 0; i < ruleset->rule_count; i++) {
		const nl_rule *rule = &ruleset->rules[i];
		results[i] = credit_of_rule(match, rule);
		if (!results[i].applies) continue;
		double gain = rule->weight * results[i].credit;
		weight += rule->weight;
		earned += gain;
		nl_str topic = match->ir->positions[first_position(match->ir, rule->condition)].topic;
		add_to_topic(sums, &topic_count, topic, rule->weight, gain);
	}
	nl_score score = {.ruleset = ruleset, .score = score_from(earned, weight), .rules = results};
	set_topics(&score, sums, topic_count, arena);
	return score;
}
