/* lang/settings.h - a configuration file as it was written: its `config` blocks, setting by setting.
 *
 * What a setting names (rule sets, rules, languages) is looked up by whoever has the rules; here only its shape is checked. */
#ifndef NL_LANG_SETTINGS_H
#define NL_LANG_SETTINGS_H

#include "base/date.h"
#include "lang/rules.h"

typedef enum {
	NL_SETTING_USE,          /* names: rule sets */
	NL_SETTING_EXTENDS,      /* names: files */
	NL_SETTING_EXCLUDE,      /* names: patterns of paths */
	NL_SETTING_GITIGNORE,    /* yes */
	NL_SETTING_LANGUAGE,     /* names: one */
	NL_SETTING_SEVERITY,     /* names: rules; severity */
	NL_SETTING_MIN_SCORE,    /* names: rule sets; score */
	NL_SETTING_FAIL_LEVEL,   /* severity */
	NL_SETTING_MAX_WARNINGS, /* most */
	NL_SETTING_IGNORE        /* names: rules; what follows */
} nl_setting_kind;

typedef struct {
	nl_str text;
	nl_span span;
} nl_setting_name;

typedef struct {
	nl_setting_kind kind;
	const nl_source *source;
	nl_span span;
	const nl_str *paths; /* patterns, checked; none: for every text */
	const nl_setting_name *names;
	uint32_t path_count, name_count;
	nl_severity severity;
	double score;
	uint32_t most;
	bool yes;
	nl_str sentence;      /* IGNORE: only in this sentence, by its words; empty: not given */
	uint64_t fingerprint; /* or by its fingerprint */
	bool has_fingerprint;
	nl_date until; /* NL_NO_DATE: for ever */
	nl_str reason;
} nl_setting;

typedef struct {
	const nl_setting *list; /* in the order of the file */
	uint32_t count;
	bool has_rules;  /* the file holds or imports more than settings */
	uint32_t closes; /* where the last `config` closes: its '}'; 0: there is none */
} nl_settings;

const char *nl_setting_name_of(nl_setting_kind kind); /* as it is written: "use" */

/* Reads the settings of a configuration file, without what it imports. Both texts are copied; everything lives as long as
 * `rules`, which is of no use for anything else afterwards. False after an error in `sink`. */
bool nl_rules_read_settings(nl_rules *rules, nl_str path, nl_str text, nl_settings *settings, nl_sink *sink);

#endif
