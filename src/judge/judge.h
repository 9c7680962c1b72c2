/* judge/judge.h - what a document's positions mean to the rule sets: credits, scores, findings, axes. */
#ifndef NL_JUDGE_JUDGE_H
#define NL_JUDGE_JUDGE_H

#include "match/match.h"

typedef struct {
	const nl_rule *rule;
	bool applies;  /* false: its `when` does not hold, and it does not count */
	double credit; /* 0, 0.5 or 1 */
} nl_rule_result;

typedef struct {
	nl_str topic;
	double score; /* 0 to 100 */
} nl_topic_score;

typedef struct {
	const nl_ruleset *ruleset;
	double score; /* 100 x sum of weight x credit / sum of weight, over the rules that apply; 100 when none does */
	const nl_rule_result *rules;
	const nl_topic_score *topics; /* by name; of a compound rule, the topic of its first position */
	uint32_t topic_count;
	uint32_t errors, warnings, notes; /* findings of this rule set */
} nl_score;

/* Where a document stands between two positions: log((p + 0.5) / (n + 0.5)), p and n being the affirmed evidence of
 * its ends (Lowe, Benoit, Mikhaylov and Laver 2011), with the 95 % interval of the log odds ratio. */
typedef struct {
	const nl_axis *axis;
	double value, low, high;
	uint32_t from_count, to_count;
} nl_axis_place;

/* Why a finding does not count: somebody wrote that it is to be passed over, and why. */
typedef struct {
	bool in_text;  /* in the text itself; else beside it, as in a configuration */
	nl_str reason; /* may be empty */
} nl_suppression;

/* One place where the document departs from a rule set, or contradicts itself. */
typedef struct {
	nl_str ruleset; /* "contradiction" for a finding of the text itself */
	nl_str rule;
	nl_diag diag;      /* its code is "ruleset/rule"; strings and arrays in the verdict's arena */
	uint32_t sentence; /* NL_NONE when something is absent */
	nl_span span; /* of the source: all of the evidence, while the diagnostic points at its parts; empty when absent */
	nl_str replacement;   /* words to write instead, from the rule; empty when there are none */
	uint64_t fingerprint; /* of the rule and the sentence's folded words; survives reflow and renumbering */
	const nl_suppression *suppression; /* NULL: none. Reports leave a suppressed finding out, but for those that list such */
} nl_finding;

typedef struct {
	const nl_match *match;
	const nl_score *scores;     /* one for each rule set chosen, in that order */
	const nl_axis_place *axes;  /* every axis, in the IR's order */
	const nl_finding *findings; /* by place; those of the whole document last */
	uint32_t score_count, axis_count, finding_count;
	nl_arena arena;
} nl_verdict;

/* Judges a match by the rule sets with these indexes. `matcher` must be the one that made `match`, right after it:
 * it is asked for the nearest misses. Owned; `match` must outlive it. */
nl_verdict *nl_judge(nl_matcher *matcher, nl_match *match, const uint32_t *rulesets, uint32_t ruleset_count);
void nl_verdict_free(nl_verdict *verdict);

#endif
