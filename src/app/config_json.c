#include "app/config_json.h"

#include <inttypes.h>
#include <stdio.h>

#include "report/json_writer.h"

/* ---- a setting --------------------------------------------------------------------------------------------------- */

static void begin(nl_json_writer *w, nl_setting_kind kind)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "name", nl_str_of(nl_setting_name_of(kind)));
}

/* The line that says so; none for what the command line or the program says. */
static void end(nl_json_writer *w, const nl_setting *setting)
{
	if (setting) {
		nl_json_put_string(w, "file", nl_source_name(setting->source));
		nl_json_put_count(w, "line", nl_source_place(setting->source, setting->span.start).line);
	} else {
		nl_json_put_null(w, "file");
		nl_json_put_null(w, "line");
	}
	nl_json_close(w);
}

static void put_names(nl_json_writer *w, const char *key, const nl_setting *setting)
{
	nl_json_open(w, key, NL_JSON_LIST, NL_JSON_FIT);
	for (uint32_t i = 0; i < setting->name_count; i++) nl_json_put_string(w, NULL, setting->names[i].text);
	nl_json_close(w);
}

static void put_word(nl_json_writer *w, nl_setting_kind kind, nl_str word, const nl_setting *setting)
{
	begin(w, kind);
	nl_json_put_string(w, "value", word);
	end(w, setting);
}

static void put_ignore(nl_json_writer *w, const nl_setting *setting)
{
	char text[24];
	begin(w, NL_SETTING_IGNORE);
	put_names(w, "rules", setting);
	if (setting->sentence.len) nl_json_put_string(w, "sentence", setting->sentence);
	else nl_json_put_null(w, "sentence");
	snprintf(text, sizeof text, "%016" PRIx64, setting->fingerprint);
	if (setting->has_fingerprint) nl_json_put_string(w, "fingerprint", nl_str_of(text));
	else nl_json_put_null(w, "fingerprint");
	if (setting->until != NL_NO_DATE) {
		nl_date_text(setting->until, text);
		nl_json_put_string(w, "until", nl_str_of(text));
	} else nl_json_put_null(w, "until");
	nl_json_put_string(w, "reason", setting->reason);
	end(w, setting);
}

/* ---- all that hold ----------------------------------------------------------------------------------------------- */

/* Those of which one holds. */
static void put_single(nl_json_writer *w, const nl_profile *profile)
{
	begin(w, NL_SETTING_USE);
	nl_json_open(w, "value", NL_JSON_LIST, NL_JSON_FIT);
	for (uint32_t i = 0; i < profile->rulesets.len; i++)
		nl_json_put_string(w, NULL, profile->ir->rulesets[profile->rulesets.at[i]].id);
	nl_json_close(w);
	end(w, profile->uses);
	put_word(w, NL_SETTING_LANGUAGE, profile->ir->languages[profile->language].text.id, profile->speaks);
	put_word(w, NL_SETTING_FAIL_LEVEL, nl_str_of(nl_severity_name(profile->fail_level)), profile->fails);
	if (!profile->limits) return;
	begin(w, NL_SETTING_MAX_WARNINGS);
	nl_json_put_count(w, "value", profile->limits->most);
	end(w, profile->limits);
}

static void put_scores(nl_json_writer *w, const nl_profile *profile)
{
	for (uint32_t i = 0; i < profile->gates.len; i++) {
		begin(w, NL_SETTING_MIN_SCORE);
		nl_json_put_string(w, "ruleset", profile->gates.at[i].ruleset);
		nl_json_put_number(w, "value", profile->gates.at[i].score);
		end(w, profile->gates.at[i].setting);
	}
}

static void put_several(nl_json_writer *w, const nl_held_setting *held)
{
	const nl_setting *setting = held->setting;
	switch (setting->kind) {
	case NL_SETTING_IGNORE: put_ignore(w, setting); break;
	case NL_SETTING_SEVERITY:
		begin(w, setting->kind);
		put_names(w, "rules", setting);
		nl_json_put_string(w, "value", nl_str_of(nl_severity_name(setting->severity)));
		end(w, setting);
		break;
	case NL_SETTING_EXCLUDE:
		begin(w, setting->kind);
		put_names(w, "value", setting);
		end(w, setting);
		break;
	default: break;
	}
}

static void put_gitignore(nl_json_writer *w, const nl_config *config)
{
	const nl_setting *said = NULL;
	for (uint32_t i = 0; i < config->setting_count; i++)
		if (config->settings[i].setting->kind == NL_SETTING_GITIGNORE) said = config->settings[i].setting;
	begin(w, NL_SETTING_GITIGNORE);
	nl_json_put_bool(w, "value", config->use_gitignore);
	end(w, said);
}

static void put_settings(nl_json_writer *w, const nl_profile *profile, nl_str whole)
{
	const nl_config *config = profile->config;
	nl_json_open(w, "settings", NL_JSON_LIST, NL_JSON_LINES);
	put_single(w, profile);
	put_scores(w, profile);
	for (uint32_t i = 0; i < config->setting_count; i++) {
		bool holds =
			whole.len ? nl_setting_holds(&config->settings[i], whole) : config->settings[i].setting->path_count == 0;
		if (holds) put_several(w, &config->settings[i]);
	}
	put_gitignore(w, config);
	nl_json_close(w);
}

static void put_extended(nl_json_writer *w, const nl_config *config)
{
	const nl_source *last = NULL;
	nl_json_open(w, "extends", NL_JSON_LIST, NL_JSON_FIT);
	for (uint32_t i = 0; i < config->setting_count; i++) {
		const nl_source *source = config->settings[i].setting->source;
		if (source == last || nl_str_eq(nl_source_name(source), config->shown)) continue;
		nl_json_put_string(w, NULL, nl_source_name(source));
		last = source;
	}
	nl_json_close(w);
}

void nl_config_json(const nl_profile *profile, nl_str path, nl_str whole, nl_buf *out)
{
	const nl_config *config = profile->config;
	nl_json_writer w = nl_json_writer_at(out, 0);
	nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_count(&w, "version", 1);
	nl_json_put_string(&w, "path", path);
	if (config->path.len) nl_json_put_string(&w, "configuration", config->shown);
	else nl_json_put_null(&w, "configuration");
	put_extended(&w, config);
	nl_json_put_bool(&w, "excluded", whole.len && nl_config_excludes(config, whole));
	put_settings(&w, profile, whole);
	nl_json_close(&w);
	nl_buf_add_byte(out, '\n');
}
