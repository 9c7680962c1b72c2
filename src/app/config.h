/* app/config.h - the configurations of a run.
 *
 * Which one holds for a text: the file that --config names; else the nearest .normlint from the text's directory upward;
 * else the user's own, $XDG_CONFIG_HOME/normlint/config.normlint (~/.config when that is not set); else none. With
 * --no-config none at all.
 *
 * A configuration is a list of settings in the order in which they hold: first those of the files that it extends, then its
 * own. Of two that say different things of a text, the later holds. */
#ifndef NL_APP_CONFIG_H
#define NL_APP_CONFIG_H

#include "app/directories.h"
#include "diag/diag.h"
#include "lang/settings.h"

typedef struct {
	const nl_setting *setting;
	nl_str from; /* the directory from which its patterns count */
} nl_held_setting;

typedef struct {
	nl_str path;  /* where it really is; empty: no configuration */
	nl_str shown; /* the same for people */
	const nl_held_setting *settings;
	const char *const *rule_files; /* those of its files that hold or import rules, in order: each a layer of its own */
	uint32_t setting_count, rule_file_count;
	bool use_gitignore;
	bool failed; /* told: nothing can be checked by it */
} nl_config;

typedef struct nl_configs nl_configs;

/* `file` is what --config names, or NULL; `none`: --no-config. */
nl_configs *nl_configs_new(const char *file, bool none);
void nl_configs_free(nl_configs *configs); /* NULL is fine */

nl_directories *nl_configs_directories(nl_configs *configs);

/* The configuration for texts in a directory. Never NULL; `failed` after an error in `sink`, which is told once. Borrowed. */
const nl_config *nl_configs_for(nl_configs *configs, const nl_directory *directory, nl_sink *sink);

/* Whether a setting speaks of a text, by its whole path. */
bool nl_setting_holds(const nl_held_setting *held, nl_str path);
/* Whether the configuration keeps a name of a directory out of a walk; `path` is its whole path. What lies in an excluded
 * directory is not looked at there: the walk does not come to it, unless somebody named that directory. */
bool nl_config_leaves_out(const nl_config *config, nl_str path, bool is_directory);
/* Whether it excludes a text, by its name or that of a directory above it. */
bool nl_config_excludes(const nl_config *config, nl_str path);

#endif
