/* Loading rules for every command that needs them. */
#include "run/load.h"

#include <stdlib.h>

#include "base/mem.h"
#include "diag/suggest.h"

static bool add_builtins(nl_rules *rules, bool languages_only, nl_sink *sink)
{
	bool fine = true;
	for (const nl_builtin_file *file = nl_builtin_files; file->name; file++) {
		if (languages_only && !nl_str_starts(nl_str_of(file->name), NL_STR("lang/"))) continue;
		fine = nl_rules_add_builtin(rules, file->name, sink) && fine;
	}
	return fine;
}

static bool load_stored(nl_loaded *loaded)
{
	loaded->stored = nl_stored_open(&nl_stored_builtin);
	loaded->ir = nl_stored_ir(loaded->stored);
	return true;
}

static bool add_configs(nl_rules *rules, const char *const *configs, uint32_t count, nl_sink *sink)
{
	bool fine = true;
	for (uint32_t i = 0; i < count; i++) {
		nl_rules_next_layer(rules);
		fine = nl_rules_add_configuration(rules, configs[i], sink) && fine;
	}
	return fine;
}

/* The configurations, then what is named, files and texts, as a layer of its own. */
static bool add_all(nl_loaded *loaded, const nl_load_plan *plan, nl_sink *sink)
{
	bool fine = add_configs(loaded->rules, plan->configs, plan->config_count, sink);
	if (loaded->user.paths.len + plan->text_count) nl_rules_next_layer(loaded->rules);
	for (uint32_t i = 0; i < loaded->user.paths.len; i++)
		fine = nl_rules_add_file(loaded->rules, loaded->user.paths.at[i], sink) && fine;
	for (uint32_t i = 0; i < plan->text_count; i++)
		fine = nl_rules_add_text(loaded->rules, plan->texts[i].name, plan->texts[i].text, sink) && fine;
	return fine;
}

/* Upon the stored rules, so that these need not be parsed again. False when that cannot be done, and nothing is told. */
static bool load_upon_stored(nl_loaded *loaded, const nl_load_plan *plan)
{
	nl_sink unseen = {0};
	load_stored(loaded);
	loaded->rules = nl_rules_upon(nl_builtin_files, nl_stored_base(loaded->stored));
	bool fine = add_all(loaded, plan, &unseen);
	fine = fine && nl_rules_compile(loaded->rules, false, &unseen) && !unseen.list.len;
	nl_sink_release(&unseen);
	loaded->ir = fine ? nl_rules_ir(loaded->rules) : NULL;
	if (fine) return true;
	nl_rules_free(loaded->rules);
	nl_stored_free(loaded->stored);
	loaded->rules = NULL;
	loaded->stored = NULL;
	return false;
}

bool nl_load_by(nl_loaded *loaded, const nl_load_plan *plan, nl_sink *sink)
{
	*loaded = (nl_loaded){0};
	if (plan->config_count + plan->path_count + plan->text_count == 0 && !plan->flags) return load_stored(loaded);
	for (uint32_t i = 0; i < plan->path_count; i++)
		nl_files_add(&loaded->user, plan->paths[i], nl_is_rule_file, "rule files (.norm)", sink);
	if (!plan->flags && !loaded->user.failed && load_upon_stored(loaded, plan)) return true;
	loaded->rules = nl_rules_new(nl_builtin_files);
	bool fine = add_builtins(loaded->rules, plan->flags & NL_LOAD_NO_BUILTIN, sink);
	fine = add_all(loaded, plan, sink) && fine;
	if (loaded->user.failed) fine = false;
	/* Compiled even after an error, so that what is wrong with names is told in the same run. */
	fine = nl_rules_compile(loaded->rules, plan->flags & NL_LOAD_LINT, sink) && fine;
	loaded->ir = fine ? nl_rules_ir(loaded->rules) : NULL;
	return loaded->ir != NULL;
}

bool nl_load(nl_loaded *loaded, const char *const *paths, uint32_t path_count, unsigned flags, nl_sink *sink)
{
	const nl_load_plan plan = {.flags = flags, .paths = paths, .path_count = path_count};
	return nl_load_by(loaded, &plan, sink);
}

void nl_loaded_release(nl_loaded *loaded)
{
	nl_rules_free(loaded->rules); /* may stand upon those that are stored */
	nl_stored_free(loaded->stored);
	nl_files_release(&loaded->user);
}

bool nl_is_builtin(const nl_source *source)
{
	return source && nl_str_starts(nl_source_name(source), NL_STR("<built-in>/"));
}

uint32_t nl_find_ruleset(const nl_ir *ir, nl_str name, nl_sink *sink)
{
	uint32_t found = nl_ir_ruleset(ir, name);
	if (found != NL_NONE) return found;
	nl_str *known = nl_alloc((ir->ruleset_count + 1) * sizeof *known);
	for (uint32_t i = 0; i < ir->ruleset_count; i++) known[i] = ir->rulesets[i].id;
	nl_tell_unknown(sink, "rule set", name, known, ir->ruleset_count);
	if (nl_ir_position(ir, name) != NL_NONE)
		nl_diag_note(sink, nl_vec_last(&sink->list), "'" NL_FMT "' is a position, which rule sets ask for", NL_ARG(name));
	free(known);
	return NL_NONE;
}

uint32_t nl_find_language(const nl_ir *ir, nl_str name, nl_sink *sink)
{
	if (name.len == 0) name = NL_STR("english");
	uint32_t found = nl_ir_language_of(ir, name);
	if (found != NL_NONE) return found;
	nl_str *known = nl_alloc((ir->language_count + 1) * sizeof *known);
	for (uint32_t i = 0; i < ir->language_count; i++) known[i] = ir->languages[i].text.id;
	nl_tell_unknown(sink, "language", name, known, ir->language_count);
	free(known);
	return NL_NONE;
}
