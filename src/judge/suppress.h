/* judge/suppress.h - which findings are passed over, and which suppressions are of no use: shared by the files that make
 * findings. */
#ifndef NL_JUDGE_SUPPRESS_H
#define NL_JUDGE_SUPPRESS_H

#include "judge/finding.h"

/* Whether a name, as suppressions and ratings give it, speaks of a rule. */
bool nl_rule_name_fits(nl_str name, nl_str ruleset, nl_str rule);
/* Whether some rule could be meant by it; when not, `meant` is the nearest name that there is, or empty. In `arena`. */
bool nl_rule_name_known(const nl_ir *ir, nl_str name, nl_str *meant, nl_arena *arena);

/* Gathers the suppressions of a plan and, when it says so, those in the text, into `findings`. */
void nl_suppress_begin(nl_findings *findings);
/* Whether any could speak of the rule. */
bool nl_suppress_concerns(const nl_findings *findings, nl_str ruleset, nl_str rule);
/* The suppression of a rule at a place, NULL when there is none. `evidence` NULL: of what the text as a whole lacks. */
const nl_suppression *nl_suppress_at(nl_findings *findings, nl_str ruleset, nl_str rule, const nl_evidence *evidence);
/* Adds what is wrong with the suppressions in the text: malformed, unknown, expired, of no use. */
void nl_suppress_end(nl_findings *findings);
void nl_suppress_release(nl_findings *findings); /* findings may still point to suppressions */

#endif
