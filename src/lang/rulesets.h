/* lang/rulesets.h - rules, checked and with what their rule set inherits. Private to lang/. */
#ifndef NL_LANG_RULESETS_H
#define NL_LANG_RULESETS_H

#include "lang/check.h"

/* A rule as it holds in a rule set: its own, or inherited and overridden. */
typedef struct {
	nl_rule rule; /* all but its conditions, which the compiler adds */
	const nl_ast_rule *from;
	bool inherited;
	bool dropped;
	nl_span changed; /* of the override or drop in this rule set; empty: none */
} nl_ruleset_rule;

typedef enum { NL_RULESET_NEW, NL_RULESET_BUSY, NL_RULESET_DONE } nl_ruleset_progress;

typedef struct nl_ruleset_state {
	nl_ruleset_progress progress;
	nl_ruleset_rule *rules; /* inherited ones first, in their order; dropped ones are gone */
	uint32_t count;
	bool incomplete; /* what it extends was lost to a mistake that was told: it may lack rules */
	uint32_t depth;  /* how many rule sets it extends, one above the other */
} nl_ruleset_state;

/* Checks every rule set, also those that were replaced, and makes item->state. */
void nl_rulesets_check(nl_checker *checker);

#endif
