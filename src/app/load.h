/* app/load.h - the rules of a run: the built-in ones, and those that the user adds. */
#ifndef NL_APP_LOAD_H
#define NL_APP_LOAD_H

#include "app/files.h"
#include "app/options.h"
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

/* Loads the built-in rules, then the files and directories in `paths` as one layer that may replace them. Everything
 * that is wrong is in `sink`; false when there was an error. Only rules that are not stored are parsed and compiled. */
bool nl_load(nl_loaded *loaded, const char *const *paths, uint32_t path_count, unsigned flags, nl_sink *sink);
/* The same with configurations before them, each as a layer of its own. */
bool nl_load_configured(nl_loaded *loaded, const char *const *configs, uint32_t config_count, const char *const *paths,
	uint32_t path_count, unsigned flags, nl_sink *sink);
void nl_loaded_release(nl_loaded *loaded);

bool nl_is_builtin(const nl_source *source); /* whether it is a rule file that came with the program */

/* An index for a name given by the user, or NL_NONE after an error with "did you mean". */
uint32_t nl_find_ruleset(const nl_ir *ir, nl_str name, nl_sink *sink);
/* With an empty name, english. */
uint32_t nl_find_language(const nl_ir *ir, nl_str name, nl_sink *sink);

#endif
