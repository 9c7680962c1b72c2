/* normlint config: what holds for a text, and which line of which file says so. */
#include "app/commands.h"
#include "app/config_json.h"
#include "run/files.h"
#include "app/output.h"
#include "app/profile.h"
#include "app/terminal.h"

typedef struct {
	const nl_options *options;
	nl_profiles profiles;
	nl_sink sink;
	nl_buf out;
} run;

enum { LABEL_WIDTH = 12 };

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static void begin_row(run *r, const char *label)
{
	nl_buf_addf(&r->out, "%-*s  ", LABEL_WIDTH, label);
}

/* Where it comes from, behind what it is. */
static void end_row(run *r, const nl_setting *setting, const char *otherwise)
{
	if (setting) {
		uint32_t line = nl_source_place(setting->source, setting->span.start).line;
		nl_buf_addf(&r->out, "   (" NL_FMT ":%u)\n", NL_ARG(nl_source_name(setting->source)), line);
	} else nl_buf_addf(&r->out, "   (%s)\n", otherwise);
}

static void add_list(nl_buf *out, nl_str item, bool first)
{
	nl_buf_addf(out, "%s" NL_FMT, first ? "" : ", ", NL_ARG(item));
}

static void add_names(run *r, const nl_setting *setting)
{
	for (uint32_t i = 0; i < setting->name_count; i++) add_list(&r->out, setting->names[i].text, i == 0);
}

/* ---- settings --------------------------------------------------------------------------------------------------- */

static void show_files(run *r, const nl_config *config)
{
	begin_row(r, "from");
	if (config->path.len) nl_buf_addf(&r->out, NL_FMT "\n", NL_ARG(config->shown));
	else nl_buf_add_c(&r->out, "no configuration\n");
	const nl_source *last = NULL;
	for (uint32_t i = 0; i < config->setting_count; i++) {
		const nl_source *source = config->settings[i].setting->source;
		if (source == last || nl_str_eq(nl_source_name(source), config->shown)) continue;
		begin_row(r, "extends");
		nl_buf_addf(&r->out, NL_FMT "\n", NL_ARG(nl_source_name(source)));
		last = source;
	}
}

static void show_rulesets(run *r, const nl_profile *profile)
{
	begin_row(r, "use");
	for (uint32_t i = 0; i < profile->rulesets.len; i++)
		add_list(&r->out, profile->ir->rulesets[profile->rulesets.at[i]].id, i == 0);
	end_row(r, profile->uses, "all but optional ones, as nothing says which");
}

static void show_gates(run *r, const nl_profile *profile)
{
	for (uint32_t i = 0; i < profile->gates.len; i++) {
		begin_row(r, "min-score");
		nl_buf_addf(&r->out, NL_FMT " %g", NL_ARG(profile->gates.at[i].ruleset), profile->gates.at[i].score);
		end_row(r, profile->gates.at[i].setting, "");
	}
}

static void show_ignored(run *r, const nl_setting *setting)
{
	char day[16];
	begin_row(r, "ignore");
	add_names(r, setting);
	if (setting->sentence.len) nl_buf_addf(&r->out, " in \"" NL_FMT "\"", NL_ARG(setting->sentence));
	if (setting->has_fingerprint)
		nl_buf_addf(&r->out, " in sentence %016llx", (unsigned long long)setting->fingerprint);
	if (setting->until != NL_NO_DATE) {
		nl_date_text(setting->until, day);
		nl_buf_addf(&r->out, " until %s", day);
	}
	nl_buf_addf(&r->out, ": " NL_FMT, NL_ARG(setting->reason));
	end_row(r, setting, "");
}

/* Settings of which several hold at once, in their order. */
static void show_others(run *r, const nl_config *config, nl_str path)
{
	for (uint32_t i = 0; i < config->setting_count; i++) {
		const nl_setting *setting = config->settings[i].setting;
		bool holds = path.len ? nl_setting_holds(&config->settings[i], path) : setting->path_count == 0;
		if (!holds) continue;
		if (setting->kind == NL_SETTING_IGNORE) show_ignored(r, setting);
		if (setting->kind != NL_SETTING_SEVERITY && setting->kind != NL_SETTING_EXCLUDE) continue;
		begin_row(r, nl_setting_name_of(setting->kind));
		add_names(r, setting);
		if (setting->kind == NL_SETTING_SEVERITY) nl_buf_addf(&r->out, " %s", nl_severity_name(setting->severity));
		end_row(r, setting, "");
	}
}

static void show_gitignore(run *r, const nl_config *config)
{
	const nl_setting *said = NULL;
	for (uint32_t i = 0; i < config->setting_count; i++)
		if (config->settings[i].setting->kind == NL_SETTING_GITIGNORE) said = config->settings[i].setting;
	begin_row(r, "gitignore");
	nl_buf_add_c(&r->out, config->use_gitignore ? "yes" : "no");
	end_row(r, said, "as nothing says otherwise");
}

/* `path` is empty for a directory: settings for some paths only are counted. */
static void show(run *r, const nl_profile *profile, nl_str path)
{
	const nl_config *config = profile->config;
	uint32_t some = 0;
	show_files(r, config);
	if (path.len && nl_config_excludes(config, path)) {
		begin_row(r, "excluded");
		nl_buf_add_c(&r->out, "yes, unless it is named on the command line\n");
	}
	show_rulesets(r, profile);
	begin_row(r, "language");
	nl_buf_add(&r->out, profile->ir->languages[profile->language].text.id);
	end_row(r, profile->speaks, "as nothing says otherwise");
	begin_row(r, "fail-level");
	nl_buf_add_c(&r->out, nl_severity_name(profile->fail_level));
	end_row(r, profile->fails, "as nothing says otherwise");
	if (profile->limits) {
		begin_row(r, "max-warnings");
		nl_buf_addf(&r->out, "%u", profile->limits->most);
		end_row(r, profile->limits, "");
	}
	show_gates(r, profile);
	show_others(r, config, path);
	show_gitignore(r, config);
	for (uint32_t i = 0; i < config->setting_count && !path.len; i++)
		some += config->settings[i].setting->path_count > 0;
	if (some)
		nl_buf_addf(&r->out, "%u more for some paths only: 'normlint config FILE' shows what holds for a text\n", some);
}

/* ---- the run ---------------------------------------------------------------------------------------------------- */

static int run_config(const nl_options *options)
{
	run r = {.options = options};
	nl_output output;
	nl_str whole = {0};
	bool written = false;
	nl_profiles_init(&r.profiles, options, options->no_builtin ? NL_LOAD_NO_BUILTIN : 0u);
	if (options->operands.len > 1)
		nl_sink_add(&r.sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "'normlint config' takes one path, found %u",
			options->operands.len);
	else if (options->config && options->no_config)
		nl_sink_add(&r.sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "--config and --no-config are given together");
	else {
		const char *path = options->operands.len ? options->operands.at[0] : ".";
		bool is_directory;
		uint32_t found = nl_profile_of_path(&r.profiles, path, &is_directory, &r.sink);
		if (!is_directory) whole = nl_profile_path(&r.profiles, path);
		if (found != NL_NONE && options->json)
			nl_config_json(r.profiles.list.at[found], nl_str_of(path), whole, &r.out);
		else if (found != NL_NONE) show(&r, r.profiles.list.at[found], whole);
	}
	if (r.sink.errors == 0 && nl_output_open(&output, NULL, &r.sink)) {
		nl_output_write(&output, &r.out);
		written = nl_output_close(&output, &r.sink);
	}
	nl_tell(&r.sink, options);
	nl_buf_release(&r.out);
	nl_profiles_release(&r.profiles);
	return written ? NL_EXIT_CLEAN : NL_EXIT_TROUBLE;
}

const nl_command nl_command_config = {
	.name = "config",
	.bit = NL_COMMAND_CONFIG,
	.operands = "[PATH]",
	.first = NL_VALUE_TEXT,
	.further = NL_VALUE_ANY,
	.summary = "show which settings hold, and where they come from",
	.about = "Shows what holds for a text, or for a directory (default: this one), setting by setting, with the line "
			 "of the\n"
			 "configuration that says so. The text need not exist yet.\n"
			 "Ends with 0, or with 2 when something is wrong with a configuration.",
	.examples = "  normlint config                      here\n"
				"  normlint config strategy/2027.md     for a text\n"
				"  normlint config -f json strategy/    for a program\n",
	.run = run_config,
};
