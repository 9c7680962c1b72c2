/* api/rules.h - inside of a normlint_rules: for checkers. */
#ifndef NL_API_RULES_H
#define NL_API_RULES_H

#include <stdatomic.h>

#include "normlint.h"
#include "run/load.h"

struct normlint_rules {
	atomic_uint holders; /* whoever made it, and each checker */
	normlint_builtin builtin;
	NL_VEC(const char *) paths;
	NL_VEC(nl_load_text) texts;
	nl_arena arena; /* of both */
	nl_loaded loaded;
	bool compiled;
	bool spoiled; /* memory ran out: what it holds may be half made, and is left alone */
};

void nl_api_rules_hold(normlint_rules *rules);

#endif
