/* normlint check: what texts say, against what rule sets expect.
 *
 * The command line and the rules are looked at first, and anything wrong with them ends the run. From then on one
 * text that cannot be read does not keep the others from being checked. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/batch.h"
#include "run/check.h"
#include "app/commands.h"
#include "app/fixed.h"
#include "run/files.h"
#include "app/known.h"
#include "run/load.h"
#include "app/outputs.h"
#include "app/profile.h"
#include "app/progress.h"
#include "app/terminal.h"
#include "base/file.h"
#include "base/mem.h"
#include "diag/codes.h"

enum { OF_RULES = NL_DUMP_TOKENS | NL_DUMP_AST | NL_DUMP_IR };

typedef struct {
	const nl_options *options;
	nl_loaded rules; /* for dumps of rules */
	nl_profiles profiles;
	NL_VEC(uint32_t) profile_of; /* each text */
	nl_known known;
	pthread_mutex_t lock; /* of what the threads report beside their texts */
	nl_files files;
	nl_sink sink;     /* what goes to standard error before and behind the texts */
	nl_sink findings; /* of configurations; they count, so they are shown whatever is left out */
	nl_sink settings; /* what is wrong with configurations and their rules, while files are gathered */
	nl_outputs outputs;
	nl_progress progress;
	bool shares_terminal;               /* some output and progress */
	char *directory;                    /* owned; NULL when it cannot be told */
	NL_VEC(nl_report_ruleset) rulesets; /* of all profiles */
	NL_VEC(nl_str) positions;           /* that any of them looks for */
	nl_totals totals;
	NL_VEC(uint32_t) warnings;   /* of the texts of each profile */
	uint32_t to_change, changed; /* places that --diff shows; texts that are changed, or would be */
	bool failed;                 /* a gate other than --fail-level was not met */
	bool at_fail_level;
} run;

/* ---- before the first text ------------------------------------------------------------------------------------- */

typedef NL_VEC(struct stat) stats;

/* The files that reports are about to take the place of. */
static stats find_outputs(const nl_options *o)
{
	stats found = {0};
	struct stat st;
	for (uint32_t i = 0; i < o->outputs.len; i++) {
		const char *path = o->outputs.at[i].path;
		if (path && stat(path, &st) == 0 && S_ISREG(st.st_mode)) *nl_vec_push(&found) = st;
	}
	return found;
}

static bool is_output(const stats *outputs, const char *path)
{
	struct stat text;
	if (outputs->len == 0 || strcmp(path, "-") == 0 || stat(path, &text) != 0) return false;
	for (uint32_t i = 0; i < outputs->len; i++)
		if (text.st_dev == outputs->at[i].st_dev && text.st_ino == outputs->at[i].st_ino) return true;
	return false;
}

static bool is_operand(const nl_options *o, const char *path)
{
	for (uint32_t i = 0; i < o->operands.len; i++)
		if (strcmp(o->operands.at[i], path) == 0) return true;
	return false;
}

/* A text that was named is not to be lost; an old report in a directory is no text. */
static void keep_outputs_apart(run *r)
{
	uint32_t kept = 0;
	stats outputs = find_outputs(r->options);
	for (uint32_t i = 0; i < r->files.paths.len; i++) {
		const char *path = r->files.paths.at[i];
		if (!is_output(&outputs, path)) r->files.paths.at[kept++] = path;
		else if (is_operand(r->options, path)) {
			nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0},
				"'%s' is to be checked, and -o would write over it", path);
			nl_diag_help(&r->sink, diag, "give the report another name");
		} else
			nl_sink_add(&r->sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "'%s' is left out: the report goes there", path);
	}
	if (kept == 0 && r->files.paths.len && r->sink.errors == 0)
		nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "no text is left to check");
	r->files.paths.len = kept;
	nl_vec_release(&outputs);
}

/* The whole path of a name in a walk, and the configuration that governs its directory. */
static nl_str whole_path(run *r, const char *path, const nl_directory **directory)
{
	nl_str rest;
	*directory = nl_directory_of(nl_configs_directories(r->profiles.configs), nl_str_of(path), &rest);
	return nl_profile_path(&r->profiles, path);
}

static nl_left_out leaves_out(void *context, const char *path, bool is_directory)
{
	run *r = context;
	const nl_directory *directory;
	nl_str whole = whole_path(r, path, &directory);
	const nl_config *config = nl_configs_for(r->profiles.configs, directory, &r->settings);
	if (nl_config_leaves_out(config, whole, is_directory)) return NL_BY_CONFIGURATION;
	if (r->options->no_gitignore || !config->use_gitignore) return NL_KEPT;
	const char *slash = strrchr(path, '/');
	bool ignored = nl_directory_ignores(nl_configs_directories(r->profiles.configs), directory,
		nl_str_of(slash ? slash + 1 : path), is_directory);
	return ignored ? NL_BY_GIT : NL_KEPT;
}

/* What was named is checked even if the configuration excludes it, unless that is to hold as well: a hook names every file. */
static void leave_out_named(run *r)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < r->files.paths.len; i++) {
		const char *path = r->files.paths.at[i];
		const nl_directory *directory;
		nl_str whole = whole_path(r, path, &directory);
		const nl_config *config = nl_configs_for(r->profiles.configs, directory, &r->settings);
		if (!nl_config_excludes(config, whole)) r->files.paths.at[kept++] = path;
		else
			nl_sink_add(&r->sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "'%s' is left out: " NL_FMT " excludes it", path,
				NL_ARG(config->shown));
	}
	r->files.passed_over.by_configuration += r->files.paths.len - kept;
	r->files.paths.len = kept;
}

/* Better too many texts than too few: what such a file names is checked. */
static void tell_unread_lists(run *r)
{
	const nl_directories *directories = nl_configs_directories(r->profiles.configs);
	for (uint32_t i = 0; i < directories->unread.len; i++) {
		const nl_unread_list *list = &directories->unread.at[i];
		nl_diag *diag = nl_sink_add(&r->sink, NL_WARNING, NL_CODE_NAME(D0701), (nl_label){0}, "cannot read '" NL_FMT "': %s",
			NL_ARG(nl_path_shown(&r->sink.arena, list->path, nl_str_of(r->directory))), nl_file_why(list->error));
		nl_diag_note(&r->sink, diag, "what it names is not left out");
	}
}

static void gather_files(run *r)
{
	r->files.leaves_out = leaves_out;
	r->files.context = r;
	for (uint32_t i = 0; i < r->options->operands.len; i++)
		nl_files_add(&r->files, r->options->operands.at[i], nl_format_known_name, "texts", &r->sink);
	if (r->options->force_exclude) leave_out_named(r);
	if (r->options->fix && !r->options->diff) nl_fix_drop_twins(&r->files, &r->sink);
	tell_unread_lists(r);
	r->totals.failed = r->files.failed;
	r->totals.passed_over = r->files.passed_over;
}

/* The profile of each text; false when something is wrong with any of them. With no text left, that of where the run was
 * started: what is wrong with the command line is told all the same. */
static bool find_profiles(run *r)
{
	for (uint32_t i = 0; i < r->files.paths.len; i++) {
		*nl_vec_push(&r->profile_of) = nl_profile_for(&r->profiles, r->files.paths.at[i], &r->settings);
		nl_known_add_text(&r->known, &r->profiles, r->files.paths.at[i]);
	}
	if (r->files.paths.len == 0) nl_profile_for(&r->profiles, "-", &r->settings);
	if (r->settings.errors == 0) nl_profiles_check_gates(&r->profiles, &r->settings);
	return r->settings.errors == 0;
}

static void check_command_line(run *r)
{
	const nl_options *o = r->options;
	if (o->operands.len == 0 && !(o->dumps & OF_RULES)) {
		nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "no text to check");
		nl_diag_help(&r->sink, diag, "name a file or a directory, or '-' for standard input");
	}
	nl_options_check_stdin(o, &r->sink);
	if (o->dumps && o->outputs.len > 1)
		nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "a dump has one output, and %u are given",
			o->outputs.len);
	nl_fix_check_options(o, &r->sink);
	if (o->dumps && o->outputs.at[0].report->rows)
		nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "a dump is text, and no '%s'",
			o->outputs.at[0].report->name);
	if (o->config && o->no_config)
		nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "--config and --no-config are given together");
}

/* What can be known before the texts; false when the run cannot go on. */
static bool prepare(run *r)
{
	const nl_options *o = r->options;
	unsigned flags = o->no_builtin ? NL_LOAD_NO_BUILTIN : 0u;
	nl_profiles_init(&r->profiles, o, flags);
	check_command_line(r);
	nl_known_open(&r->known, o, &r->profiles, &r->sink);
	if (o->dumps & OF_RULES) nl_load(&r->rules, o->rule_paths.at, o->rule_paths.len, flags | NL_LOAD_TREES, &r->sink);
	/* Without a text, the rules and names are looked at none the less. */
	else if (r->sink.errors) nl_profile_for(&r->profiles, "-", &r->sink);
	return r->sink.errors == 0;
}

/* ---- looking into the machine ---------------------------------------------------------------------------------- */

/* Tokens and the AST can be shown of rules that do not compile: that is when they are needed. */
static int dump_rules(run *r, bool prepared)
{
	nl_output output;
	nl_buf out = {0};
	if (!nl_output_open(&output, r->options->outputs.at[0].path, &r->sink)) return NL_EXIT_TROUBLE;
	unsigned dumps = r->options->dumps;
	for (uint32_t i = 0; (dumps & NL_DUMP_TOKENS) && i < r->rules.user.paths.len; i++)
		nl_rules_dump_tokens(r->rules.rules, nl_str_of(r->rules.user.paths.at[i]), &out);
	if (dumps & NL_DUMP_AST) nl_rules_dump_ast(r->rules.rules, &out);
	if ((dumps & NL_DUMP_IR) && r->rules.ir) nl_ir_dump(r->rules.ir, &out);
	nl_output_write(&output, &out);
	nl_buf_release(&out);
	return nl_output_close(&output, &r->sink) && prepared ? NL_EXIT_CLEAN : NL_EXIT_TROUBLE;
}

static void dump_text(const run *r, const nl_checker *checker, const nl_checked *checked, nl_buf *out)
{
	if (r->options->dumps & NL_DUMP_DOC) nl_doc_dump(checked->doc, out);
	if (r->options->dumps & NL_TRACE_MATCH) nl_matcher_trace(checker->matcher, checked->match, out);
}

/* ---- a text, in any thread ------------------------------------------------------------------------------------- */

/* What a thread has for itself. */
typedef struct {
	run *run;
	NL_VEC(nl_checker *) checkers; /* for each profile, when it was first needed */
	nl_sink sink;
} worker;

static const nl_profile *profile_of(const run *r, const nl_batch_text *text)
{
	return r->profiles.list.at[r->profile_of.at[text->number]];
}

static void count_findings(const run *r, const nl_profile *profile, const nl_verdict *verdict, nl_batch_text *text)
{
	nl_totals_count(&text->totals, verdict);
	for (uint32_t i = 0; i < verdict->finding_count && !r->options->write_baseline; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (!finding->suppression && finding->diag.severity >= profile->fail_level) text->at_fail_level = true;
	}
}

static void check_scores(worker *w, const nl_profile *profile, const nl_verdict *verdict, nl_batch_text *text)
{
	for (uint32_t i = 0; i < profile->gates.len; i++) {
		const nl_score_gate *gate = &profile->gates.at[i];
		for (uint32_t s = 0; s < verdict->score_count; s++) {
			const nl_score *score = &verdict->scores[s];
			if (!nl_str_eq(score->ruleset->id, gate->ruleset) || score->score >= gate->score) continue;
			nl_diag *diag = nl_sink_add(&w->sink, NL_ERROR, (nl_str){0}, nl_at_file(verdict->match->doc->source),
				"scores %.1f on '" NL_FMT "', below the %g asked for", score->score, NL_ARG(gate->ruleset), gate->score);
			if (gate->setting)
				nl_diag_note(&w->sink, diag, "asked for by " NL_FMT, NL_ARG(nl_source_name(gate->setting->source)));
			text->below_score = true;
		}
	}
}

static void report_text(worker *w, const nl_profile *profile, const nl_verdict *verdict, nl_batch_text *text)
{
	text->totals.documents = 1;
	count_findings(w->run, profile, verdict, text);
	nl_outputs_document(&w->run->outputs, text, verdict);
	check_scores(w, profile, verdict, text);
}

static nl_checker *checker_for(worker *w, uint32_t profile)
{
	const run *r = w->run;
	while (w->checkers.len <= profile) *nl_vec_push(&w->checkers) = NULL;
	if (w->checkers.at[profile]) return w->checkers.at[profile];
	const nl_profile *of = r->profiles.list.at[profile];
	nl_checker *checker = nl_alloc(sizeof *checker);
	*checker = nl_profile_checker(of, &r->options->input);
	return w->checkers.at[profile] = checker;
}

static nl_judge_plan plan_for(run *r, const nl_profile *profile, uint32_t text)
{
	nl_judge_plan plan = nl_profile_plan(profile, nl_alloc(profile->suppressions.len + 1));
	nl_known_plan(&r->known, text, &plan);
	return plan;
}

/* What became of suppressions that several texts share. */
static void take_used(run *r, const nl_profile *profile, const nl_judge_plan *plan)
{
	if (plan->suppression_count == 0) return;
	pthread_mutex_lock(&r->lock);
	for (uint32_t i = 0; i < plan->suppression_count; i++) {
		nl_config_suppression *of = &r->profiles.suppressions.at[profile->suppression_numbers.at[i]];
		of->concerns = true;
		of->used |= plan->used[i];
	}
	pthread_mutex_unlock(&r->lock);
}

/* Judges a text anew as it is now, as if it had not been judged before. */
static void check_fixed(const worker *w, nl_checker *checker, nl_batch_text *text, nl_fixed *fixed, nl_judge_plan *plan,
	nl_checked *checked)
{
	nl_sink told = {0}; /* all of it was told of the text as it was */
	memset(plan->used, 0, plan->suppression_count);
	if (plan->known_count) memset(plan->met, 0, plan->known_count);
	nl_checked_release(checked);
	nl_buf_add_byte(&fixed->bytes, '\0');
	nl_file file = {fixed->bytes.ptr, fixed->bytes.len - 1, 0};
	fixed->bytes = (nl_buf){0};
	if (!nl_check_file(checker, text->path, &file, w->run->options->stdin_name, &told, checked))
		text->totals.failed = 1;
	nl_sink_release(&told);
}

/* With --diff, shows what would change; with --fix, changes it, and `checked` is of the text as it is then. */
static void fix_one(worker *w, nl_checker *checker, nl_batch_text *text, nl_judge_plan *plan, nl_checked *checked)
{
	const run *r = w->run;
	nl_fixed fixed;
	nl_fix_text(checker, r->options, checked, &fixed, &w->sink);
	bool writes = !r->options->diff && fixed.count, written = false;
	if (r->options->diff) {
		bool colour = nl_terminal_style(r->options->colour, r->outputs.at[0].file.path ? -1 : STDOUT_FILENO).colour;
		nl_fixed_diff(checked, &fixed, nl_str_of(r->directory), colour, &text->out[0], &w->sink);
		text->to_change = fixed.count;
	}
	if (writes)
		written = nl_fixed_write(text->path, (nl_str){checked->file.ptr, checked->file.len}, &fixed.bytes, &w->sink);
	if (writes && !written) text->totals.failed = 1;
	nl_tell_draw(&w->sink, r->options, &text->told); /* it speaks of the text as it was */
	if (written) {
		text->totals.fixed = fixed.count;
		check_fixed(w, checker, text, &fixed, plan, checked);
	}
	nl_fixed_release(&fixed);
}

static void check_one(void *state, nl_batch_text *text)
{
	worker *w = state;
	run *r = w->run;
	const nl_profile *profile = profile_of(r, text);
	nl_checker *checker = checker_for(w, r->profile_of.at[text->number]);
	nl_judge_plan plan = plan_for(r, profile, text->number);
	nl_checked checked;
	checker->plan = &plan;
	if (!nl_check_file(checker, text->path, &text->file, r->options->stdin_name, &w->sink, &checked))
		text->totals.failed = 1;
	else if (r->options->dumps) dump_text(r, checker, &checked, &text->out[0]);
	else if (nl_fix_wanted(r->options)) fix_one(w, checker, text, &plan, &checked);
	if (checked.verdict && !r->options->dumps && !r->options->diff) {
		report_text(w, profile, checked.verdict, text);
		take_used(r, profile, &plan);
		nl_known_take(&r->known, text->number, profile, &plan, checked.verdict);
	}
	nl_tell_draw(&w->sink, r->options, &text->told);
	nl_checked_release(&checked);
	free(plan.used);
	free(plan.met);
}

static void *begin_worker(void *context)
{
	worker *w = nl_alloc(sizeof *w);
	w->run = context;
	return w;
}

static void end_worker(void *state)
{
	worker *w = state;
	for (uint32_t i = 0; i < w->checkers.len; i++) {
		if (w->checkers.at[i]) nl_checker_release(w->checkers.at[i]);
		free(w->checkers.at[i]);
	}
	nl_vec_release(&w->checkers);
	free(w);
}

static nl_file read_text(void *context, const char *path)
{
	const run *r = context;
	return nl_check_read(path, &r->options->input);
}

/* ---- a text's turn --------------------------------------------------------------------------------------------- */

static void add_totals(run *r, const nl_batch_text *text)
{
	while (r->warnings.len < r->profiles.list.len) *nl_vec_push(&r->warnings) = 0;
	r->warnings.at[r->profile_of.at[text->number]] += text->totals.warnings;
	r->totals.documents += text->totals.documents;
	r->totals.failed += text->totals.failed;
	r->totals.errors += text->totals.errors;
	r->totals.warnings += text->totals.warnings;
	r->totals.notes += text->totals.notes;
	r->totals.suppressed += text->totals.suppressed;
	r->totals.known += text->totals.known;
	r->totals.fixed += text->totals.fixed;
	r->to_change += text->to_change;
	r->changed += text->to_change + text->totals.fixed > 0;
	r->failed |= text->below_score;
	r->at_fail_level |= text->at_fail_level;
}

static bool has_output(const nl_batch_text *text)
{
	for (uint32_t i = 0; i < NL_MAX_OUTPUTS; i++)
		if (text->out[i].len) return true;
	return false;
}

static bool pass_on(void *context, nl_batch_text *text, bool done)
{
	run *r = context;
	if (text->told.len || (r->shares_terminal && has_output(text))) nl_progress_hide(&r->progress);
	bool goes_on = nl_outputs_write(&r->outputs, text);
	if (done) {
		nl_tell_write(&text->told);
		add_totals(r, text);
		nl_progress_show(&r->progress, text->number + 1, nl_seconds());
	}
	return goes_on;
}

static bool is_reported(const run *r, nl_str ruleset)
{
	for (uint32_t i = 0; i < r->rulesets.len; i++)
		if (nl_str_eq(r->rulesets.at[i].ruleset->id, ruleset)) return true;
	return false;
}

static void gather_positions(run *r, const nl_profile *profile, nl_map *seen)
{
	const nl_ir *ir = profile->ir;
	for (uint32_t i = 0; i < ir->position_count; i++) {
		if (!profile->asked[i]) continue;
		uint32_t count = seen->len;
		if (nl_map_intern(seen, ir->positions[i].id) == count) *nl_vec_push(&r->positions) = ir->positions[i].id;
	}
}

/* What the texts are held against, each name once, in the order of the profiles. */
static void gather_rulesets(run *r)
{
	nl_map seen = {0};
	for (uint32_t p = 0; p < r->profiles.list.len; p++) {
		const nl_profile *profile = r->profiles.list.at[p];
		for (uint32_t i = 0; i < profile->rulesets.len; i++) {
			const nl_ruleset *ruleset = &profile->ir->rulesets[profile->rulesets.at[i]];
			if (!is_reported(r, ruleset->id)) *nl_vec_push(&r->rulesets) = (nl_report_ruleset){profile->ir, ruleset};
		}
		gather_positions(r, profile, &seen);
	}
	nl_map_release(&seen);
}

static nl_report_options report_options(run *r)
{
	const nl_options *o = r->options;
	gather_rulesets(r);
	return (nl_report_options){
		.min_severity = o->min_severity,
		.quiet = o->quiet,
		.verbose = o->verbose,
		.several = r->files.paths.len + r->files.failed > 1,
		.ascii = nl_terminal_ascii(),
		.directory = nl_str_of(r->directory),
		.rulesets = r->rulesets.at,
		.ruleset_count = r->rulesets.len,
		.positions = r->positions.at,
		.position_count = r->positions.len,
		.texts = r->files.paths.len,
	};
}

/* Whether the run has all the texts that a setting could be about: it names them one by one, or the whole tree was walked. */
static bool has_all_texts(run *r, const nl_setting *setting, nl_str from)
{
	bool plain = setting->path_count > 0;
	for (uint32_t i = 0; i < setting->path_count; i++)
		for (size_t c = 0; c < setting->paths[i].len; c++) plain &= !strchr("*?[\\!", setting->paths[i].ptr[c]);
	if (plain) return true;
	for (uint32_t i = 0; i < r->options->operands.len; i++) {
		struct stat st;
		const char *path = r->options->operands.at[i];
		if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) continue;
		nl_str walked = nl_directory_at(nl_configs_directories(r->profiles.configs), nl_str_of(path))->path;
		bool top = nl_str_eq(walked, NL_STR("/"));
		if (nl_str_starts(from, walked) && (top || from.len == walked.len || from.ptr[walked.len] == '/')) return true;
	}
	return false;
}

static nl_str from_of(const run *r, const nl_setting *setting)
{
	for (uint32_t p = 0; p < r->profiles.list.len; p++) {
		const nl_config *config = r->profiles.list.at[p]->config;
		for (uint32_t i = 0; i < config->setting_count; i++)
			if (config->settings[i].setting == setting) return config->settings[i].from;
	}
	return (nl_str){0};
}

static void tell_suppression(run *r, const nl_config_suppression *of, bool over)
{
	nl_label label = nl_at(of->setting->source, of->setting->span);
	char day[16];
	if (over) {
		nl_date_text(of->setting->until, day);
		nl_diag *diag = nl_sink_add(&r->findings, NL_WARNING, NL_CODE_NAME(B1004), label,
			"ignored '" NL_FMT "' until %s, which is over", NL_ARG(of->name), day);
		nl_diag_help(&r->findings, diag, "mend the text, or set a later day with its reason");
	} else {
		nl_diag *diag = nl_sink_add(&r->findings, NL_WARNING, NL_CODE_NAME(B1003), label,
			"ignores '" NL_FMT "', of which there is no finding in the texts that it is about", NL_ARG(of->name));
		nl_diag_help(&r->findings, diag, "take it out");
	}
	r->totals.warnings++;
}

/* Suppressions of configurations that are over, or were of no use. They are told on standard error, since they are about no text
 * of their own, and count as warnings. */
static void check_suppressions(run *r)
{
	nl_date today = nl_date_today();
	uint32_t before = r->totals.warnings;
	for (uint32_t i = 0; i < r->profiles.suppressions.len && !r->options->dumps; i++) {
		const nl_config_suppression *of = &r->profiles.suppressions.at[i];
		bool over = of->setting->until != NL_NO_DATE && of->setting->until < today;
		bool unused = !over && !of->used && r->totals.failed == 0 && r->options->rulesets.len == 0;
		if (!of->concerns || !(over || (unused && has_all_texts(r, of->setting, from_of(r, of->setting))))) continue;
		tell_suppression(r, of, over);
	}
	for (uint32_t p = 0; p < r->profiles.list.len && r->totals.warnings > before; p++)
		if (r->profiles.list.at[p]->fail_level <= NL_WARNING) r->at_fail_level = true;
}

static void check_all(run *r)
{
	const nl_options *o = r->options;
	const nl_batch_plan plan = {
		.jobs = o->jobs ? o->jobs : nl_batch_processors(),
		.context = r,
		.read = read_text,
		.begin = begin_worker,
		.check = check_one,
		.end = end_worker,
		.pass_on = pass_on,
	};
	nl_report_options common = report_options(r);
	nl_outputs_begin(&r->outputs, o, &common);
	r->shares_terminal = nl_outputs_on_terminal(&r->outputs);
	r->progress = nl_progress_of(nl_terminal_progress(o), r->files.paths.len, nl_seconds());
	if (nl_outputs_alive(&r->outputs)) nl_batch_run(&plan, r->files.paths.at, r->files.paths.len);
	nl_progress_hide(&r->progress);
	check_suppressions(r);
	nl_outputs_end(&r->outputs, &r->totals);
	nl_buf shown = {0};
	if (r->options->min_severity <= NL_WARNING)
		nl_draw_sink(&shown, &r->findings, nl_terminal_style(r->options->colour, STDERR_FILENO));
	nl_tell_write(&shown);
	nl_buf_release(&shown);
	nl_sink_release(&r->findings);
}

/* ---- the run --------------------------------------------------------------------------------------------------- */

static void tell_places(run *r, const char *done, uint32_t places)
{
	nl_sink_add(&r->sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "%s %u place%s in %u text%s", done, places,
		places == 1 ? "" : "s", r->changed, r->changed == 1 ? "" : "s");
}

/* Reports that say nothing of fixes leave it to standard error. */
static void tell_fixed(run *r)
{
	const nl_options *o = r->options;
	bool in_report = false;
	for (uint32_t i = 0; i < o->outputs.len; i++)
		in_report |= o->outputs.at[i].report == &nl_report_text || o->outputs.at[i].report == &nl_report_json;
	if (o->quiet) return;
	if (o->diff && r->to_change) tell_places(r, "would fix", r->to_change);
	if (!o->diff && r->totals.fixed && !in_report) tell_places(r, "fixed", r->totals.fixed);
}

static void tell_limit(run *r, const nl_setting *setting, uint32_t warnings)
{
	nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0},
		"%u warning%s, where 'max-warnings' accepts %u", warnings, warnings == 1 ? "" : "s", setting->most);
	nl_diag_note(&r->sink, diag, "asked for by " NL_FMT ":%u", NL_ARG(nl_source_name(setting->source)),
		nl_source_place(setting->source, setting->span.start).line);
	r->failed = true;
}

/* Each is about all texts for which it holds, whatever else holds for them. */
static void check_limits(run *r)
{
	for (uint32_t p = 0; p < r->warnings.len; p++) {
		const nl_setting *setting = r->profiles.list.at[p]->limits;
		uint32_t first = 0, sum = 0;
		if (!setting) continue;
		while (r->profiles.list.at[first]->limits != setting) first++;
		for (uint32_t i = p; i < r->warnings.len; i++)
			if (r->profiles.list.at[i]->limits == setting) sum += r->warnings.at[i];
		if (first == p && sum > setting->most) tell_limit(r, setting, sum);
	}
}

static int status_of(run *r, bool written)
{
	tell_fixed(r);
	if (r->options->diff) {
		if (!written || r->totals.failed) return NL_EXIT_TROUBLE;
		return r->to_change && !r->options->exit_zero ? NL_EXIT_FINDINGS : NL_EXIT_CLEAN;
	}
	check_limits(r);
	if (r->options->max_warnings < r->totals.warnings) {
		nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "%u warning%s, where --max-warnings accepts %u",
			r->totals.warnings, r->totals.warnings == 1 ? "" : "s", r->options->max_warnings);
		r->failed = true;
	}
	if (!written || r->totals.failed) return NL_EXIT_TROUBLE;
	return (r->failed || r->at_fail_level) && !r->options->exit_zero ? NL_EXIT_FINDINGS : NL_EXIT_CLEAN;
}

static bool prepare_texts(run *r)
{
	gather_files(r);
	uint32_t wrong = r->sink.errors;
	keep_outputs_apart(r);
	bool fine = find_profiles(r) && r->sink.errors == wrong;
	nl_tell(&r->settings, r->options);
	return fine;
}

static int check_texts(run *r)
{
	if (!prepare_texts(r)) return NL_EXIT_TROUBLE;
	if (!nl_outputs_open(&r->outputs, r->options, &r->sink)) return NL_EXIT_TROUBLE;
	nl_tell(&r->sink, r->options);
	check_all(r);
	bool written = nl_outputs_close(&r->outputs, &r->sink);
	if (!r->options->dumps && !r->options->diff) written = nl_known_close(&r->known, &r->sink) && written;
	return status_of(r, written);
}

static int run_check(const nl_options *options)
{
	run r = {.options = options, .directory = getcwd(NULL, 0)};
	int status = NL_EXIT_TROUBLE;
	pthread_mutex_init(&r.lock, NULL);
	bool prepared = prepare(&r);
	if (options->dumps & OF_RULES) status = dump_rules(&r, prepared);
	else if (prepared) status = check_texts(&r);
	nl_tell(&r.sink, options);
	nl_loaded_release(&r.rules);
	nl_files_release(&r.files);
	nl_vec_release(&r.profile_of);
	nl_vec_release(&r.warnings);
	nl_vec_release(&r.rulesets);
	nl_vec_release(&r.positions);
	nl_known_release(&r.known);
	nl_profiles_release(&r.profiles);
	pthread_mutex_destroy(&r.lock);
	free(r.directory);
	return status;
}

const nl_command nl_command_check = {
	.name = "check",
	.bit = NL_COMMAND_CHECK,
	.operands = "PATH...",
	.first = NL_VALUE_TEXT,
	.further = NL_VALUE_TEXT,
	.summary = "check texts against rule sets",
	.about = "Reads each text, finds the positions that it takes, and tells where it departs from the rule sets.\n"
			 "PATH is a text, a directory that is searched for texts, or - for standard input.\n"
			 "Ends with 0 when clean, 1 when there are findings that fail, 2 when something could not be checked.",
	.examples = "  normlint check draft.md                            against every rule set\n"
				"  normlint check --ruleset freedom-online drafts/    against one\n"
				"  normlint check --rules our.norm --min-score ours=80 draft.md\n"
				"  normlint check --diff drafts/                      what --fix would write\n"
				"  normlint check -f sarif -o report.sarif -f text drafts/    two reports of one run\n",
	.run = run_check,
};
