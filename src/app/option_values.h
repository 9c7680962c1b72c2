/* app/option_values.h - what can stand behind an option: for the setters that read it, for help, and for the shells, which
 * propose it. */
#ifndef NL_APP_OPTION_VALUES_H
#define NL_APP_OPTION_VALUES_H

#include "diag/diag.h"

typedef enum {
	NL_VALUE_ANY, /* nothing can be proposed */
	/* One of a list of words. */
	NL_VALUE_SEVERITY,
	NL_VALUE_COLOUR,
	NL_VALUE_CHANGES,
	NL_VALUE_INPUT_FORMAT,
	NL_VALUE_REPORT,
	NL_VALUE_LIST_FORMAT,
	NL_VALUE_EVAL_FORMAT,
	NL_VALUE_PLAIN_FORMAT,
	NL_VALUE_PAGE_FORMAT,
	NL_VALUE_CHANGE, /* several, with commas between */
	NL_VALUE_SHELL,
	/* A name of the rules that hold where normlint is started: app/names.h. */
	NL_VALUE_RULESETS, /* several, with commas between */
	NL_VALUE_RULESET_SCORE,
	NL_VALUE_POSITION,
	NL_VALUE_TOPIC,
	NL_VALUE_LANGUAGE,
	NL_VALUE_NAME, /* of anything that `explain` knows */
	/* A path. */
	NL_VALUE_FILE,
	NL_VALUE_DIRECTORY,
	NL_VALUE_TEXT,      /* a text that can be checked, or a directory */
	NL_VALUE_RULE_FILE, /* or a directory */
	NL_VALUE_LABELS,
	NL_VALUE_REVISION, /* of Git */
	NL_VALUE_COMMAND,
	NL_VALUE_KINDS
} nl_value_kind;

/* Word `i` of a list of words; empty past the last, and for what is no such list. */
nl_str nl_value_word(nl_value_kind kind, size_t i);
/* The index of `value` in a list of words; false after an error in `sink` that knows the nearest one. */
bool nl_value_choose(nl_value_kind kind, nl_str value, size_t *chosen, nl_sink *sink);
/* Whether several values may stand there, with commas between. */
bool nl_value_is_list(nl_value_kind kind);

#endif
