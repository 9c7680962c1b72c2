/* judge/judge.h - what a document's positions mean to the rule sets: credits, scores, findings, axes. */
#ifndef NL_JUDGE_JUDGE_H
#define NL_JUDGE_JUDGE_H

#include "base/date.h"
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

/* Why findings of a rule do not count in some place: somebody wrote that they are to be passed over, and why. */
typedef struct {
	bool in_text;     /* in the text itself; else beside it, as in a configuration */
	bool in_baseline; /* nobody looked into it yet: it was there when the baseline was written */
	nl_str reason;    /* may be empty */
	nl_str name;      /* of a rule, in all rule sets; "freedom-online/privacy"; or of a rule set, for all its rules */
	bool whole;       /* the whole text, what it lacks included; else one of the next three */
	nl_span span;     /* of the source; only when it is in the text */
	nl_str sentence;  /* a sentence by its words */
	uint64_t fingerprint;
	nl_date until; /* the last day on which it holds; NL_NO_DATE: for ever */
	nl_label label;
} nl_suppression;

/* Another severity for findings of a rule; `name` as above. */
typedef struct {
	nl_str name;
	nl_severity severity;
} nl_rating;

/* Words of the source, and what to write in their place. */
typedef struct {
	nl_span span;
	nl_str text; /* UTF-8 */
} nl_replacement;

/* Where something that is asked for, and that nothing says, came nearest to being said. */
typedef struct {
	uint32_t position;
	nl_range found; /* the words there that its pattern has */
	nl_str why;     /* what they lack: "no word there like \"apply\"" */
} nl_closest;

/* One place where the document departs from a rule set, or contradicts itself. */
typedef struct {
	nl_str ruleset; /* "contradiction" for a finding of the text itself, "suppression" for one of a comment in it */
	nl_str rule;
	nl_diag diag;      /* its code is "ruleset/rule"; strings and arrays in the verdict's arena */
	uint32_t sentence; /* NL_NONE when something is absent */
	nl_span span; /* of the source: all of the evidence, while the diagnostic points at its parts; empty when absent */
	const nl_closest *closest; /* those that help to find the place, a few at most */
	uint32_t closest_count;
	nl_str replacement; /* words to write instead, from the rule; empty when there are none */
	const nl_replacement *edits; /* how to write them in all places of the finding where that is safe (judge/fix.h); by place, apart */
	uint32_t edit_count;
	uint64_t fingerprint; /* of the rule and the sentence's folded words; survives reflow and renumbering */
	const nl_suppression *suppression; /* NULL: none. Reports leave a suppressed finding out, but for those that list such */
	const uint64_t *places; /* for a baseline: the fingerprints of all that it is about, when the plan asks for them */
	uint32_t place_count;
} nl_finding;

typedef struct {
	const nl_match *match;
	const nl_score *scores;     /* one for each rule set chosen, in that order */
	const nl_axis_place *axes;  /* every axis, in the IR's order */
	const nl_finding *findings; /* by place; those of the whole document last */
	uint32_t score_count, axis_count, finding_count;
	nl_arena arena;
} nl_verdict;

/* How a match is judged. What it points to is borrowed and must outlive the verdict. */
typedef struct {
	const uint32_t *rulesets; /* indexes */
	uint32_t ruleset_count;
	bool partial;  /* they were picked for this run alone, so a suppression that is of no use may be for another */
	bool comments; /* look for suppressions in the text */
	const nl_suppression *suppressions; /* those beside it that may concern it */
	bool *used;                         /* of each of them: set when it kept a finding away */
	const nl_rating *ratings;           /* of several that fit the last holds */
	const uint64_t *known;              /* fingerprints of a baseline, in order */
	bool *met;                          /* of each of them: set when it is still there */
	uint32_t suppression_count, rating_count, known_count;
	bool with_places; /* see nl_finding */
	/* Whoever is shown the findings sees them on the words themselves: notes tell neither lines nor where to look for more. */
	bool in_place;
	nl_date today;
} nl_judge_plan;

/* Judges a match. `matcher` must be the one that made it, right after it: it is asked for the nearest misses. Owned; `match`
 * must outlive it. A suppression does not change a score: it says that a finding is accepted, not that the text is another.
 *
 * A rule that does not want something is judged place by place: a finding stands at the first place that nobody suppressed.
 * One that asks for something looks at the text as a whole: what is said of any place where it came near holds for all. */
nl_verdict *nl_judge_by(nl_matcher *matcher, nl_match *match, const nl_judge_plan *plan);
/* By rule sets alone. */
nl_verdict *nl_judge(nl_matcher *matcher, nl_match *match, const uint32_t *rulesets, uint32_t ruleset_count);
void nl_verdict_free(nl_verdict *verdict);

#endif
