#include "app/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "diag/codes.h"
#include "judge/suppress.h"

void nl_profiles_init(nl_profiles *p, const nl_options *options, unsigned load_flags)
{
	*p = (nl_profiles){.options = options, .load_flags = load_flags};
	p->configs = nl_configs_new(options->config, options->no_config);
}

static void release_profile(nl_profile *profile)
{
	nl_vec_release(&profile->rulesets);
	free(profile->asked);
	nl_vec_release(&profile->gates);
	nl_vec_release(&profile->ratings);
	nl_vec_release(&profile->suppressions);
	nl_vec_release(&profile->suppression_numbers);
	free(profile);
}

void nl_profiles_release(nl_profiles *p)
{
	for (uint32_t i = 0; i < p->list.len; i++) release_profile(p->list.at[i]);
	for (uint32_t i = 0; i < p->loads.len; i++) {
		nl_loaded_release(p->loads.at[i]);
		free(p->loads.at[i]);
	}
	nl_vec_release(&p->list);
	nl_vec_release(&p->loads);
	nl_vec_release(&p->suppressions);
	nl_map_release(&p->by_settings);
	nl_map_release(&p->by_rules);
	nl_map_release(&p->by_suppression);
	nl_arena_release(&p->arena);
	nl_configs_free(p->configs);
}

/* ---- rules ------------------------------------------------------------------------------------------------------ */

/* Rules are loaded once for all configurations that bring the same files. Errors are those of the first. */
static const nl_loaded *rules_of(nl_profiles *p, const nl_config *config, nl_sink *sink)
{
	nl_buf key = {0};
	for (uint32_t i = 0; i < config->rule_file_count; i++) nl_buf_addf(&key, "%s\n", config->rule_files[i]);
	uint32_t known = nl_map_get(&p->by_rules, nl_buf_str(&key));
	if (known == NL_NONE) {
		nl_loaded *loaded = nl_alloc(sizeof *loaded);
		const nl_load_plan plan = {.flags = p->load_flags,
			.configs = config->rule_files,
			.config_count = config->rule_file_count,
			.paths = p->options->rule_paths.at,
			.path_count = p->options->rule_paths.len};
		nl_load_by(loaded, &plan, sink);
		known = p->loads.len;
		*nl_vec_push(&p->loads) = loaded;
		nl_map_set(&p->by_rules, nl_arena_str(&p->arena, nl_buf_str(&key)), known);
	}
	nl_buf_release(&key);
	return p->loads.at[known];
}

/* ---- one profile ------------------------------------------------------------------------------------------------ */

typedef struct {
	nl_profiles *all;
	nl_profile *to;
	const bool *holds; /* of each setting */
	nl_sink *sink;
	bool failed;
} builder;

static nl_label label_of(const nl_setting *setting, uint32_t name)
{
	return nl_at(setting->source, setting->names[name].span);
}

/* Errors about names say where the configuration has them. */
static uint32_t find_named(builder *b, const nl_setting *setting, uint32_t name, bool language)
{
	uint32_t before = b->sink->list.len;
	nl_str text = setting->names[name].text;
	uint32_t found = language ? nl_find_language(b->to->ir, text, b->sink) : nl_find_ruleset(b->to->ir, text, b->sink);
	if (b->sink->list.len > before) {
		nl_vec_last(&b->sink->list)->primary = label_of(setting, name);
		nl_vec_last(&b->sink->list)->code = language ? NL_CODE_NAME(E0204) : NL_CODE_NAME(E0203);
		b->failed = true;
	}
	return found;
}

static void choose(nl_profile *to, uint32_t ruleset)
{
	for (uint32_t i = 0; i < to->rulesets.len; i++)
		if (to->rulesets.at[i] == ruleset) return;
	if (ruleset != NL_NONE) *nl_vec_push(&to->rulesets) = ruleset;
}

static void choose_all(nl_profile *to, bool optional)
{
	for (uint32_t i = 0; i < to->ir->ruleset_count; i++)
		if (optional || !to->ir->rulesets[i].optional) choose(to, i);
}

static bool is_all(nl_str name)
{
	return nl_str_eq(name, NL_STR("all"));
}

static void use_named(builder *b)
{
	const nl_options *o = b->all->options;
	b->to->partial = true;
	for (uint32_t i = 0; i < o->rulesets.len; i++) {
		uint32_t before = b->sink->errors;
		if (is_all(o->rulesets.at[i])) choose_all(b->to, true);
		else choose(b->to, nl_find_ruleset(b->to->ir, o->rulesets.at[i], b->sink));
		b->failed |= b->sink->errors > before;
	}
}

static void use_configured(builder *b, const nl_setting *setting)
{
	for (uint32_t i = 0; i < setting->name_count; i++) {
		if (is_all(setting->names[i].text)) choose_all(b->to, true);
		else choose(b->to, nl_ir_ruleset(b->to->ir, setting->names[i].text));
	}
}

/* Without a word about it: all but the optional ones, of which those that must reach a score. */
static void use_default(builder *b)
{
	choose_all(b->to, false);
	for (uint32_t i = 0; i < b->to->gates.len; i++) choose(b->to, nl_ir_ruleset(b->to->ir, b->to->gates.at[i].ruleset));
}

static void add_gate(nl_profile *to, nl_score_gate gate)
{
	for (uint32_t i = 0; i < to->gates.len; i++) {
		if (!nl_str_eq(to->gates.at[i].ruleset, gate.ruleset)) continue;
		to->gates.at[i] = gate;
		return;
	}
	*nl_vec_push(&to->gates) = gate;
}

/* A rule of any rule set; a name that no rule set has would change nothing, and nobody would notice. */
static bool check_rule_name(builder *b, const nl_setting *setting, uint32_t name)
{
	nl_str meant, text = setting->names[name].text;
	if (nl_rule_name_known(b->to->ir, text, &meant, &b->sink->arena)) return true;
	nl_diag *diag = nl_sink_add(b->sink, NL_ERROR, NL_CODE_NAME(E0910), label_of(setting, name),
		"'%s' names '" NL_FMT "', which is no rule", nl_setting_name_of(setting->kind), NL_ARG(text));
	if (meant.len) nl_diag_help(b->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(meant));
	else nl_diag_help(b->sink, diag, "a finding shows its name behind it: [freedom-online/privacy]");
	b->failed = true;
	return false;
}

static uint32_t number_of(nl_profiles *p, const nl_setting *setting, uint32_t name)
{
	nl_str key = nl_arena_printf(&p->arena, "%p %u", (const void *)setting, name);
	uint32_t number = nl_map_get(&p->by_suppression, key);
	if (number != NL_NONE) return number;
	nl_map_set(&p->by_suppression, key, p->suppressions.len);
	*nl_vec_push(&p->suppressions) = (nl_config_suppression){.setting = setting, .name = setting->names[name].text};
	return p->suppressions.len - 1;
}

static void suppress(builder *b, const nl_setting *setting, uint32_t name)
{
	if (!check_rule_name(b, setting, name)) return;
	*nl_vec_push(&b->to->suppression_numbers) = number_of(b->all, setting, name);
	*nl_vec_push(&b->to->suppressions) = (nl_suppression){.reason = setting->reason,
		.name = setting->names[name].text,
		.whole = !setting->has_fingerprint && !setting->sentence.len,
		.sentence = setting->sentence,
		.fingerprint = setting->fingerprint,
		.until = setting->until,
		.label = label_of(setting, name)};
}

/* A slip in a setting for other texts is told now, and not when one of them comes. */
static void check_names(builder *b, const nl_setting *setting)
{
	bool rulesets = setting->kind == NL_SETTING_USE || setting->kind == NL_SETTING_MIN_SCORE;
	bool rules = setting->kind == NL_SETTING_SEVERITY || setting->kind == NL_SETTING_IGNORE;
	for (uint32_t i = 0; i < setting->name_count; i++) {
		if (rules) check_rule_name(b, setting, i);
		else if (setting->kind == NL_SETTING_LANGUAGE) find_named(b, setting, i, true);
		else if (rulesets && !is_all(setting->names[i].text)) find_named(b, setting, i, false);
	}
}

static void apply(builder *b, const nl_setting *setting)
{
	nl_profile *to = b->to;
	switch (setting->kind) {
	case NL_SETTING_USE:
		check_names(b, setting);
		to->uses = setting;
		break;
	case NL_SETTING_LANGUAGE:
		check_names(b, setting);
		to->speaks = setting;
		break;
	case NL_SETTING_FAIL_LEVEL: to->fails = setting; break;
	case NL_SETTING_MAX_WARNINGS: to->limits = setting; break;
	case NL_SETTING_MIN_SCORE:
		for (uint32_t i = 0; i < setting->name_count; i++)
			if (find_named(b, setting, i, false) != NL_NONE)
				add_gate(to, (nl_score_gate){setting->names[i].text, setting->score, setting});
		break;
	case NL_SETTING_SEVERITY:
		for (uint32_t i = 0; i < setting->name_count; i++)
			if (check_rule_name(b, setting, i))
				*nl_vec_push(&to->ratings) = (nl_rating){setting->names[i].text, setting->severity};
		break;
	case NL_SETTING_IGNORE:
		for (uint32_t i = 0; i < setting->name_count; i++) suppress(b, setting, i);
		break;
	case NL_SETTING_EXTENDS:
	case NL_SETTING_EXCLUDE:
	case NL_SETTING_GITIGNORE: break; /* about files, not about what they say */
	}
}

static void set_language(builder *b)
{
	const nl_options *o = b->all->options;
	uint32_t before = b->sink->errors;
	if (o->language.len) b->to->speaks = NULL;
	if (b->to->speaks) b->to->language = nl_ir_language_of(b->to->ir, b->to->speaks->names[0].text);
	else b->to->language = nl_find_language(b->to->ir, o->language, b->sink);
	b->failed |= b->sink->errors > before;
}

static void set_gates(builder *b)
{
	const nl_options *o = b->all->options;
	for (uint32_t i = 0; i < o->min_scores.len; i++)
		add_gate(b->to, (nl_score_gate){o->min_scores.at[i].ruleset, o->min_scores.at[i].score, NULL});
	if (o->gave_fail_level) b->to->fails = NULL;
	if (o->max_warnings != UINT32_MAX) b->to->limits = NULL;
	b->to->fail_level = b->to->fails ? b->to->fails->severity : o->fail_level;
}

static void set_rulesets(builder *b)
{
	if (b->all->options->rulesets.len) {
		b->to->uses = NULL;
		use_named(b);
	} else if (b->to->uses) use_configured(b, b->to->uses);
	else use_default(b);
}

/* A profile that failed is kept too, empty, so that its errors are told once. */
static uint32_t build(nl_profiles *p, const nl_config *config, const bool *holds, nl_sink *sink)
{
	nl_profile *profile = nl_alloc(sizeof *profile);
	*nl_vec_push(&p->list) = profile;
	profile->config = config;
	if (config->failed) return NL_NONE;
	profile->rules = rules_of(p, config, sink);
	profile->ir = profile->rules->ir;
	if (!profile->ir) return NL_NONE;
	builder b = {p, profile, holds, sink, false};
	for (uint32_t i = 0; i < config->setting_count; i++) {
		if (holds[i]) apply(&b, config->settings[i].setting);
		else check_names(&b, config->settings[i].setting);
	}
	set_gates(&b);
	set_rulesets(&b);
	set_language(&b);
	profile->asked = nl_check_asked(profile->ir, profile->rulesets.at, profile->rulesets.len);
	return b.failed ? NL_NONE : p->list.len - 1;
}

/* ---- which one -------------------------------------------------------------------------------------------------- */

const nl_loaded *nl_profiles_rules(nl_profiles *p, const char *path, nl_sink *sink)
{
	nl_str rest, name = nl_str_of(path && strcmp(path, "-") != 0 ? path : ".normlint");
	const nl_directory *directory = nl_directory_of(nl_configs_directories(p->configs), name, &rest);
	const nl_config *config = nl_configs_for(p->configs, directory, sink);
	const nl_loaded *rules = config->failed ? NULL : rules_of(p, config, sink);
	return rules && rules->ir ? rules : NULL;
}

static nl_str written_path(const nl_profiles *p, const char *path)
{
	if (strcmp(path, "-") != 0) return nl_str_of(path);
	return p->options->stdin_name.len ? p->options->stdin_name : NL_STR("<stdin>");
}

static nl_str whole_path(nl_profiles *p, const char *path, const nl_directory **directory)
{
	nl_str rest;
	*directory = nl_directory_of(nl_configs_directories(p->configs), written_path(p, path), &rest);
	return nl_arena_printf(&p->arena, NL_FMT "%s" NL_FMT, NL_ARG((*directory)->path), (*directory)->parent ? "/" : "",
		NL_ARG(rest));
}

nl_str nl_profile_path(nl_profiles *p, const char *path)
{
	const nl_directory *directory;
	return whole_path(p, path, &directory);
}

static bool tells_the_same(const nl_diag *a, const nl_diag *b)
{
	return a->primary.source == b->primary.source && a->primary.span.start == b->primary.span.start &&
		nl_str_eq(a->message, b->message);
}

/* Profiles share their settings, and what is wrong with one: it is told once. */
static void drop_repeated(nl_sink *sink, uint32_t from)
{
	uint32_t kept = from;
	for (uint32_t i = from; i < sink->list.len; i++) {
		bool known = false;
		for (uint32_t k = 0; k < kept && !known; k++) known = tells_the_same(&sink->list.at[i], &sink->list.at[k]);
		sink->errors -= known && sink->list.at[i].severity == NL_ERROR;
		sink->warnings -= known && sink->list.at[i].severity == NL_WARNING;
		if (!known) sink->list.at[kept++] = sink->list.at[i];
	}
	sink->list.len = kept;
}

/* The profile of a configuration and those of its settings that hold. */
static uint32_t find(nl_profiles *p, const nl_config *config, const bool *holds, nl_sink *sink)
{
	nl_buf key = {0};
	nl_buf_addf(&key, "%p ", (const void *)config);
	for (uint32_t i = 0; i < config->setting_count; i++) nl_buf_add_byte(&key, holds[i] ? '1' : '0');
	uint32_t known = nl_map_get(&p->by_settings, nl_buf_str(&key));
	if (known == NL_NONE) {
		uint32_t before = p->list.len, told = sink->list.len;
		bool fine = build(p, config, holds, sink) != NL_NONE;
		drop_repeated(sink, told);
		/* One past the list stands for what failed. */
		known = fine ? before : UINT32_MAX - 1;
		nl_map_set(&p->by_settings, nl_arena_str(&p->arena, nl_buf_str(&key)), known);
	}
	nl_buf_release(&key);
	return known == UINT32_MAX - 1 ? NL_NONE : known;
}

uint32_t nl_profile_for(nl_profiles *p, const char *path, nl_sink *sink)
{
	const nl_directory *directory;
	nl_str whole = whole_path(p, path, &directory);
	const nl_config *config = nl_configs_for(p->configs, directory, sink);
	bool *holds = nl_alloc(config->setting_count + 1);
	for (uint32_t i = 0; i < config->setting_count; i++) holds[i] = nl_setting_holds(&config->settings[i], whole);
	uint32_t found = find(p, config, holds, sink);
	free(holds);
	return found;
}

nl_checker nl_profile_checker(const nl_profile *profile, const nl_input_options *input)
{
	nl_checker checker;
	nl_checker_init(&checker, profile->ir, profile->language, input, profile->rulesets.at, profile->rulesets.len);
	for (uint32_t i = 0; i < profile->ir->position_count; i++)
		nl_matcher_look_for(checker.matcher, i, profile->asked[i]);
	return checker;
}

nl_judge_plan nl_profile_plan(const nl_profile *profile, bool *used)
{
	return (nl_judge_plan){
		.rulesets = profile->rulesets.at,
		.ruleset_count = profile->rulesets.len,
		.partial = profile->partial,
		.comments = true,
		.suppressions = profile->suppressions.at,
		.suppression_count = profile->suppressions.len,
		.ratings = profile->ratings.at,
		.rating_count = profile->ratings.len,
		.used = used,
		.today = nl_date_today(),
	};
}

uint32_t nl_profile_of_config(nl_profiles *p, const nl_config *config, nl_sink *sink)
{
	bool *holds = nl_alloc(config->setting_count + 1);
	for (uint32_t i = 0; i < config->setting_count; i++) holds[i] = config->settings[i].setting->path_count == 0;
	uint32_t found = find(p, config, holds, sink);
	free(holds);
	return found;
}

void nl_profiles_check_gates(const nl_profiles *p, nl_sink *sink)
{
	for (uint32_t i = 0; i < p->options->min_scores.len; i++) {
		nl_str name = p->options->min_scores.at[i].ruleset;
		bool chosen = false, known = false;
		for (uint32_t k = 0; k < p->list.len; k++) {
			const nl_profile *profile = p->list.at[k];
			known |= profile->ir && nl_ir_ruleset(profile->ir, name) != NL_NONE;
			for (uint32_t r = 0; r < profile->rulesets.len; r++)
				chosen |= nl_str_eq(profile->ir->rulesets[profile->rulesets.at[r]].id, name);
		}
		if (!known && p->list.len && p->list.at[0]->ir) nl_find_ruleset(p->list.at[0]->ir, name, sink);
		else if (known && !chosen)
			nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0},
				"--min-score names the rule set '" NL_FMT "', which %s leaves out", NL_ARG(name),
				p->options->rulesets.len ? "--ruleset" : "the configuration");
	}
}

uint32_t nl_profile_of_path(nl_profiles *p, const char *path, bool *is_directory, nl_sink *sink)
{
	struct stat st;
	*is_directory = stat(path, &st) == 0 ? S_ISDIR(st.st_mode) : nl_str_ends(nl_str_of(path), NL_STR("/"));
	if (!*is_directory) return nl_profile_for(p, path, sink);
	const nl_directory *directory = nl_directory_at(nl_configs_directories(p->configs), nl_str_of(path));
	return nl_profile_of_config(p, nl_configs_for(p->configs, directory, sink), sink);
}
