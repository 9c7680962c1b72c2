/* run/load.h - the rules of a run: the built-in ones, and those that the user adds. */
#ifndef NL_RUN_LOAD_H
#define NL_RUN_LOAD_H

#include "run/files.h"
#include "store/stored.h"

/* `stored`, `rules`, or both: then `rules` stand upon `stored`. */
typedef struct {
	nl_stored *stored; /* the built-in rules as they were compiled when the program was built */
	nl_rules *rules;
	const nl_ir *ir; /* NULL when something is wrong with the rules */
	nl_files user;   /* the rule files that the user named */
} nl_loaded;

enum nl_load_flags {
	NL_LOAD_NO_BUILTIN = 1 << 0, /* of the built-in rules the language packs only */
	NL_LOAD_LINT = 1 << 1,       /* tell what is odd but legal */
	NL_LOAD_TREES = 1 << 2       /* `rules` is needed, for dumps */
};

/* Rules that are in memory. */
typedef struct {
	nl_str name, text;
} nl_load_text;

/* What is loaded, in this order: the built-in rules; configurations, each as a layer of its own that may replace what was before;
 * files, directories and texts, as one layer. */
typedef struct {
	unsigned flags; /* nl_load_flags */
	const char *const *configs;
	const char *const *paths;
	const nl_load_text *texts;
	uint32_t config_count, path_count, text_count;
} nl_load_plan;

/* Everything that is wrong is in `sink`; false when there was an error. Only rules that are not stored are parsed and compiled. */
bool nl_load_by(nl_loaded *loaded, const nl_load_plan *plan, nl_sink *sink);
/* Without configurations and texts. */
bool nl_load(nl_loaded *loaded, const char *const *paths, uint32_t path_count, unsigned flags, nl_sink *sink);
void nl_loaded_release(nl_loaded *loaded);

bool nl_is_builtin(const nl_source *source); /* whether it is a rule file that came with the program */

/* An index for a name given by the user, or NL_NONE after an error with "did you mean". */
uint32_t nl_find_ruleset(const nl_ir *ir, nl_str name, nl_sink *sink);
/* With an empty name, english. */
uint32_t nl_find_language(const nl_ir *ir, nl_str name, nl_sink *sink);

#endif
