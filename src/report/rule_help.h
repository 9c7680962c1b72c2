/* report/rule_help.h - what a rule asks for and why, for readers who see a finding far from the rules. */
#ifndef NL_REPORT_RULE_HELP_H
#define NL_REPORT_RULE_HELP_H

#include "report/report.h"

/* "Must say that existing international law applies in cyberspace" */
void nl_rule_title(nl_buf *out, const nl_ir *ir, const nl_rule *rule);
/* The title and why its positions matter, in one paragraph. */
void nl_rule_summary(nl_buf *out, const nl_ir *ir, const nl_rule *rule);
/* A page: why, what helps, sources, examples. As plain text, or as Markdown. */
void nl_rule_help(nl_buf *out, const nl_ir *ir, const nl_ruleset *set, const nl_rule *rule, bool markdown);
/* The address of the first source that has one: of its positions, else of the rule set. False when there is none. */
bool nl_rule_address(nl_buf *out, const nl_ir *ir, const nl_ruleset *set, const nl_rule *rule);

#endif
