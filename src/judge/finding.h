/* judge/finding.h - where findings are gathered: shared by findings.c and contradictions.c, sorted by judge.c. */
#ifndef NL_JUDGE_FINDING_H
#define NL_JUDGE_FINDING_H

#include "judge/judge.h"

/* Findings are built as diagnostics in `sink`, whose arena becomes the verdict's. One diagnostic of the sink
 * belongs to each entry of `list`, in the same order. */
typedef struct {
	nl_matcher *matcher;
	nl_match *match;
	nl_sink sink;
	NL_VEC(nl_finding) list;
	const nl_judge_plan *plan;
	struct nl_suppressor *suppressor; /* suppress.c */
	nl_str folded;                    /* the sentence whose words are in `words`: often the next one is the same */
	nl_buf words;
} nl_findings;

/* Begins a finding at `evidence`, or on the document as a whole when that is NULL. The message is `message`. The
 * diagnostic is valid until the next one is begun. */
nl_diag *nl_finding_begin(nl_findings *findings, nl_severity severity, nl_str ruleset, nl_str rule, nl_str message,
	const nl_evidence *evidence);
/* A related place: other evidence, with a word about it. */
void nl_finding_related(nl_findings *findings, nl_diag *diag, const nl_evidence *evidence, nl_str text);

/* The words of a sentence that a fingerprint is of; empty for what is absent (`evidence` NULL). */
nl_str nl_finding_sentence(const nl_findings *findings, const nl_evidence *evidence);

uint64_t nl_finding_fingerprint(nl_findings *findings, nl_str ruleset, nl_str rule, const nl_evidence *evidence);

/* Adds what the result of one rule gives rise to: one finding, or none. */
void nl_findings_of_rule(nl_findings *findings, const nl_ruleset *ruleset, const nl_rule_result *result);
/* Adds the contradictions inside the document. */
void nl_findings_of_contradictions(nl_findings *findings);

#endif
