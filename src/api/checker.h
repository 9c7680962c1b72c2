/* api/checker.h - inside of a normlint_checker and its results.
 *
 * What a text is checked by is an *engine*: a matcher with the rule sets that it was made for. A result needs the engine that made it
 * (words are cut again by its lexicon), so engines count who holds them. When settings change, the next text gets another. */
#ifndef NL_API_CHECKER_H
#define NL_API_CHECKER_H

#include "api/rules.h"
#include "run/check.h"

typedef struct {
	uint32_t holders; /* the checker, and each result; all of one thread */
	normlint_rules *rules;
	nl_checker checker;
	uint32_t *rulesets; /* owned */
	uint32_t ruleset_count;
	bool partial; /* rule sets were picked */
	bool spoiled; /* memory ran out in it: nothing of it is touched again */
} nl_api_engine;

struct normlint_checker {
	normlint_rules *rules;
	nl_api_engine *engine;     /* NULL until the next text */
	NL_VEC(uint32_t) rulesets; /* that were picked; none: all but the optional ones */
	uint32_t language;
	nl_input_options input;
	nl_arena arena; /* of paths in `input` */
};

struct normlint_result {
	nl_api_engine *engine;
	nl_judge_plan plan;
	nl_checked checked;
	nl_arena arena; /* what accessors make */
};

void nl_api_engine_release(nl_api_engine *engine); /* one holder less; NULL is fine */

#endif
