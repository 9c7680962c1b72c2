#include "app/known.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/output.h"
#include "base/mem.h"

/* ---- before the texts ------------------------------------------------------------------------------------------- */

static bool check_options(const nl_options *o, nl_sink *sink)
{
	if (o->baseline && o->write_baseline)
		nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "--baseline and --write-baseline are given together");
	if (o->prune_baseline && !o->baseline) {
		nl_diag *diag =
			nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "--prune-baseline is given without --baseline");
		nl_diag_help(sink, diag, "name the baseline: --baseline FILE --prune-baseline");
	}
	return !(o->baseline && o->write_baseline) && !(o->prune_baseline && !o->baseline);
}

bool nl_known_open(nl_known *k, const nl_options *options, nl_profiles *profiles, nl_sink *sink)
{
	*k = (nl_known){.options = options, .reads = options->baseline, .writes = options->write_baseline};
	pthread_mutex_init(&k->lock, NULL);
	const char *path = k->reads ? options->baseline : options->write_baseline;
	if (!check_options(options, sink)) return false;
	if (!path) return true;
	nl_str rest;
	struct stat st;
	k->directory = nl_directory_of(nl_configs_directories(profiles->configs), nl_str_of(path), &rest)->path;
	k->found.directory = k->directory;
	bool is_new = k->writes && stat(path, &st) != 0 && errno == ENOENT;
	if (!is_new && !nl_baseline_read(&k->old, path, k->directory, sink)) return false;
	for (uint32_t i = 0; i < k->old.texts.len; i++) *nl_vec_push(&k->asked) = NULL;
	return true;
}

void nl_known_release(nl_known *k)
{
	nl_baseline_release(&k->old);
	nl_baseline_release(&k->found);
	nl_vec_release(&k->names);
	nl_vec_release(&k->asked);
	nl_arena_release(&k->arena);
	pthread_mutex_destroy(&k->lock);
}

void nl_known_add_text(nl_known *k, nl_profiles *profiles, const char *path)
{
	if (k->reads || k->writes)
		*nl_vec_push(&k->names) = nl_baseline_name(&k->arena, nl_profile_path(profiles, path), k->directory);
}

/* ---- a text ----------------------------------------------------------------------------------------------------- */

void nl_known_plan(nl_known *k, uint32_t text, nl_judge_plan *plan)
{
	plan->with_places = k->writes;
	const nl_baseline_text *known = k->reads ? nl_baseline_of(&k->old, k->names.at[text]) : NULL;
	if (!known) return;
	plan->known = known->known;
	plan->known_count = known->count;
	plan->met = nl_alloc(known->count);
}

void nl_known_take(nl_known *k, uint32_t text, const nl_profile *profile, const nl_judge_plan *plan, const nl_verdict *verdict)
{
	if (!k->reads && !k->writes) return;
	pthread_mutex_lock(&k->lock);
	nl_baseline_text *known = nl_baseline_of(&k->old, k->names.at[text]);
	if (known) {
		known->checked = true;
		k->asked.at[known - k->old.texts.at] = profile;
		for (uint32_t i = 0; i < plan->known_count; i++) known->met[i] |= plan->met[i];
	}
	if (k->writes) nl_baseline_add(&k->found, k->names.at[text], verdict);
	pthread_mutex_unlock(&k->lock);
}

/* ---- behind the texts ------------------------------------------------------------------------------------------- */

/* "\t" and the like as they were. */
static nl_str unescaped(nl_arena *arena, nl_str name)
{
	char *out = nl_arena_alloc(arena, name.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (c == '\\' && i + 1 < name.len) {
			c = name.ptr[++i];
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
		}
		out[len++] = c;
	}
	return (nl_str){out, len};
}

static bool exists(nl_known *k, nl_str name)
{
	nl_str path = unescaped(&k->arena, name);
	if (!nl_str_starts(path, NL_STR("/")))
		path = nl_arena_printf(&k->arena, NL_FMT "/" NL_FMT, NL_ARG(k->directory), NL_ARG(path));
	struct stat st;
	return stat(path.ptr, &st) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/* Whether this run looked for what a line is about: with --ruleset it may not have. */
static bool was_asked(const nl_profile *profile, nl_str code)
{
	nl_str ruleset = nl_str_slice(code, 0, nl_str_find(code, NL_STR("/")));
	bool of_text = nl_str_eq(ruleset, NL_STR("contradiction")) || nl_str_eq(ruleset, NL_STR("suppression"));
	if (!profile->partial || of_text) return true;
	for (uint32_t i = 0; i < profile->rulesets.len; i++)
		if (nl_str_eq(profile->ir->rulesets[profile->rulesets.at[i]].id, ruleset)) return true;
	return false;
}

static bool is_met(const nl_baseline_text *text, uint64_t fingerprint)
{
	for (uint32_t i = 0; i < text->count; i++)
		if (text->known[i] == fingerprint) return text->met[i];
	return false;
}

/* Whether each line of the old baseline is still so, as far as this run can tell. */
static bool *lines_left(nl_known *k, uint32_t *gone)
{
	bool *left = nl_alloc(k->old.lines.len + 1);
	*gone = 0;
	for (uint32_t t = 0; t < k->old.texts.len; t++) {
		const nl_baseline_text *text = &k->old.texts.at[t];
		bool there = text->checked || exists(k, k->old.lines.at[text->first].path);
		for (uint32_t i = text->first; i < text->first + text->count; i++) {
			const nl_baseline_line *line = &k->old.lines.at[i];
			left[i] =
				there && (!text->checked || !was_asked(k->asked.at[t], line->code) || is_met(text, line->fingerprint));
			*gone += !left[i];
		}
	}
	return left;
}

static bool write_file(const char *path, nl_buf *text, nl_sink *sink)
{
	nl_output output;
	if (!nl_output_open(&output, path, sink)) return false;
	nl_output_write(&output, text);
	return nl_output_close(&output, sink);
}

static void note(nl_sink *sink, const char *before, uint32_t count, const char *behind)
{
	nl_sink_add(sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "%s%u finding%s %s", before, count, count == 1 ? "" : "s", behind);
}

static bool close_old(nl_known *k, nl_sink *sink)
{
	uint32_t gone;
	bool *left = lines_left(k, &gone), fine = true;
	nl_buf text = {0};
	if (gone && k->options->prune_baseline) {
		nl_baseline_write(&k->old, left, &text);
		fine = write_file(k->options->baseline, &text, sink);
		if (fine) note(sink, "", gone, "that are gone were taken out of the baseline");
	} else if (gone) {
		note(sink, "", gone, "of the baseline are gone");
		nl_diag_help(sink, nl_vec_last(&sink->list),
			"'--prune-baseline' takes them out, so that they cannot come back unseen");
	}
	nl_buf_release(&text);
	free(left);
	return fine;
}

/* Lines of texts that were not part of this run stay. */
static bool close_new(nl_known *k, nl_sink *sink)
{
	for (uint32_t t = 0; t < k->old.texts.len; t++) {
		const nl_baseline_text *text = &k->old.texts.at[t];
		if (text->checked || !exists(k, k->old.lines.at[text->first].path)) continue;
		for (uint32_t i = 0; i < text->count; i++) *nl_vec_push(&k->found.lines) = k->old.lines.at[text->first + i];
	}
	nl_baseline_sort(&k->found);
	nl_buf text = {0};
	nl_baseline_write(&k->found, NULL, &text);
	bool fine = write_file(k->options->write_baseline, &text, sink);
	if (fine) {
		nl_str name = nl_str_of(k->options->write_baseline);
		nl_buf before = {0};
		nl_buf_addf(&before, "'" NL_FMT "' has ", NL_ARG(name));
		nl_buf_add_byte(&before, '\0');
		note(sink, before.ptr, k->found.lines.len, "that will not fail a run with --baseline");
		nl_buf_release(&before);
	}
	nl_buf_release(&text);
	return fine;
}

bool nl_known_close(nl_known *k, nl_sink *sink)
{
	if (k->reads) return close_old(k, sink);
	return k->writes ? close_new(k, sink) : true;
}
