/* app/profile.h - what holds for the texts of a run: rules, rule sets, severities, gates, suppressions.
 *
 * Each comes from the command line, else from the configuration that governs the text, else from the program. Texts for which
 * the same settings hold share a profile. */
#ifndef NL_APP_PROFILE_H
#define NL_APP_PROFILE_H

#include "run/check.h"
#include "app/config.h"
#include "app/options.h"
#include "run/load.h"
#include "report/report.h"

/* A score that a text must reach. */
typedef struct {
	nl_str ruleset;
	double score;
	const nl_setting *setting; /* that asks for it; NULL: the command line */
} nl_score_gate;

typedef struct {
	const nl_config *config;
	const nl_loaded *rules;
	const nl_ir *ir;
	uint32_t language;
	NL_VEC(uint32_t) rulesets;
	bool *asked; /* of each position: whether it is looked for */
	NL_VEC(nl_score_gate) gates;
	NL_VEC(nl_rating) ratings;
	NL_VEC(nl_suppression) suppressions;
	NL_VEC(uint32_t) suppression_numbers; /* of each, in nl_profiles.suppressions */
	nl_severity fail_level;
	bool partial; /* --ruleset picks rule sets for this run alone */
	/* Where each comes from; NULL: the command line or the program. Texts of several profiles may share a `limits`: it is about
	 * all of them together. */
	const nl_setting *uses, *fails, *speaks, *limits;
} nl_profile;

/* A suppression of a configuration, for each name that it gives. */
typedef struct {
	const nl_setting *setting;
	nl_str name;
	bool concerns; /* some text of this run */
	bool used;     /* it kept a finding away */
} nl_config_suppression;

typedef struct {
	const nl_options *options;
	unsigned load_flags;
	nl_configs *configs;
	NL_VEC(nl_loaded *) loads;
	NL_VEC(nl_profile *) list;
	NL_VEC(nl_config_suppression) suppressions;
	nl_map by_settings, by_rules, by_suppression; /* of profiles, loads, suppressions */
	nl_arena arena;
} nl_profiles;

void nl_profiles_init(nl_profiles *profiles, const nl_options *options, unsigned load_flags);
void nl_profiles_release(nl_profiles *profiles);

/* The number of the profile for a text ("-": standard input), or NL_NONE after an error in `sink`: then nothing can be checked
 * by it. What is wrong with a configuration or with rules is told once. */
uint32_t nl_profile_for(nl_profiles *profiles, const char *path, nl_sink *sink);
/* The same for texts of a configuration as a whole, without one at hand: settings for some paths only are left aside. */
uint32_t nl_profile_of_config(nl_profiles *profiles, const nl_config *config, nl_sink *sink);

/* The same for a path: of a directory, when it is one or ends in '/', else of a text, which may still be to be written. */
uint32_t nl_profile_of_path(nl_profiles *profiles, const char *path, bool *is_directory, nl_sink *sink);

/* A checker of texts of this profile. Release it before the profiles. */
nl_checker nl_profile_checker(const nl_profile *profile, const nl_input_options *input);

/* How a text of this profile is judged; it is judged today. `used` has an entry for each of its suppressions. */
nl_judge_plan nl_profile_plan(const nl_profile *profile, bool *used);

/* The rules that the configuration brings for a text, or for where the run was started when `path` is NULL; owned by the profiles.
 * NULL after an error in `sink`. For commands that show rules and hold no text against them. */
const nl_loaded *nl_profiles_rules(nl_profiles *profiles, const char *path, nl_sink *sink);

/* The whole path of a text, where it really is. In the arena. */
nl_str nl_profile_path(nl_profiles *profiles, const char *path);

/* Adds an error for each --min-score whose rule set no profile holds any text against. */
void nl_profiles_check_gates(const nl_profiles *profiles, nl_sink *sink);

#endif
