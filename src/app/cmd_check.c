/* normlint check: what texts say, against what rule sets expect.
 *
 * The command line and the rules are looked at first, and anything wrong with them ends the run. From then on one
 * text that cannot be read does not keep the others from being checked. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/batch.h"
#include "app/check.h"
#include "app/commands.h"
#include "app/files.h"
#include "app/load.h"
#include "app/outputs.h"
#include "app/progress.h"
#include "app/terminal.h"
#include "base/mem.h"
#include "diag/codes.h"

enum { OF_RULES = NL_DUMP_TOKENS | NL_DUMP_AST | NL_DUMP_IR };

typedef struct {
	const nl_options *options;
	nl_loaded rules;
	NL_VEC(uint32_t) rulesets;
	uint32_t language;
	nl_files files;
	nl_sink sink; /* what goes to standard error before and behind the texts */
	nl_outputs outputs;
	nl_progress progress;
	bool shares_terminal; /* some output and progress */
	char *directory;      /* owned; NULL when it cannot be told */
	bool *asked;          /* owned: nl_report_options.asked */
	nl_totals totals;
	bool failed; /* a gate other than --fail-level was not met */
	bool at_fail_level;
} run;

/* ---- before the first text ------------------------------------------------------------------------------------- */

static void choose_ruleset(run *r, uint32_t ruleset)
{
	for (uint32_t i = 0; i < r->rulesets.len; i++)
		if (r->rulesets.at[i] == ruleset) return;
	if (ruleset != NL_NONE) *nl_vec_push(&r->rulesets) = ruleset;
}

/* Those named, "all", or all but the optional ones, of which those that must reach a score. */
static void choose_rulesets(run *r)
{
	const nl_ir *ir = r->rules.ir;
	bool all = false;
	for (uint32_t i = 0; i < r->options->rulesets.len; i++) {
		if (nl_str_eq(r->options->rulesets.at[i], NL_STR("all"))) all = true;
		else choose_ruleset(r, nl_find_ruleset(ir, r->options->rulesets.at[i], &r->sink));
	}
	if (r->options->rulesets.len && !all) return;
	for (uint32_t i = 0; i < ir->ruleset_count; i++)
		if (all || !ir->rulesets[i].optional) choose_ruleset(r, i);
	for (uint32_t i = 0; i < r->options->min_scores.len; i++)
		choose_ruleset(r, nl_ir_ruleset(ir, r->options->min_scores.at[i].ruleset));
}

static void check_min_scores(run *r)
{
	for (uint32_t i = 0; i < r->options->min_scores.len; i++) {
		nl_str name = r->options->min_scores.at[i].ruleset;
		uint32_t found = nl_find_ruleset(r->rules.ir, name, &r->sink);
		bool chosen = false;
		for (uint32_t k = 0; k < r->rulesets.len; k++) chosen |= r->rulesets.at[k] == found;
		if (found != NL_NONE && !chosen)
			nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0},
				"--min-score names the rule set '" NL_FMT "', which --ruleset leaves out", NL_ARG(name));
	}
}

/* Whether a text is a file that a report is about to take the place of. */
static bool is_output(const nl_options *o, const char *path)
{
	struct stat text, output;
	for (uint32_t i = 0; i < o->outputs.len; i++) {
		const char *written = o->outputs.at[i].path;
		if (!written || strcmp(path, "-") == 0 || stat(written, &output) != 0 || stat(path, &text) != 0) continue;
		if (S_ISREG(text.st_mode) && text.st_dev == output.st_dev && text.st_ino == output.st_ino) return true;
	}
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
	for (uint32_t i = 0; i < r->files.paths.len; i++) {
		const char *path = r->files.paths.at[i];
		if (!is_output(r->options, path)) r->files.paths.at[kept++] = path;
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
}

static void gather_files(run *r)
{
	for (uint32_t i = 0; i < r->options->operands.len; i++)
		nl_files_add(&r->files, r->options->operands.at[i], nl_format_known_name, "texts", &r->sink);
	r->totals.failed = r->files.failed;
}

/* Rules, names and options; false when the run cannot go on. */
static bool prepare(run *r)
{
	const nl_options *o = r->options;
	unsigned flags = (o->no_builtin ? NL_LOAD_NO_BUILTIN : 0u) | (o->dumps & OF_RULES ? NL_LOAD_TREES : 0u);
	bool loaded = nl_load(&r->rules, o->rule_paths.at, o->rule_paths.len, flags, &r->sink);
	if (loaded) {
		choose_rulesets(r);
		check_min_scores(r);
		r->language = nl_find_language(r->rules.ir, o->language, &r->sink);
	}
	if (o->operands.len == 0 && !(o->dumps & OF_RULES)) {
		nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "no text to check");
		nl_diag_help(&r->sink, diag, "name a file or a directory, or '-' for standard input");
	}
	nl_options_check_stdin(o, &r->sink);
	if (o->dumps && o->outputs.len > 1)
		nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "a dump has one output, and %u are given",
			o->outputs.len);
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
	const run *run;
	nl_checker checker;
	nl_sink sink;
} worker;

static void count_findings(const nl_options *o, const nl_verdict *verdict, nl_batch_text *text)
{
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (verdict->findings[i].suppression) continue;
		nl_severity severity = verdict->findings[i].diag.severity;
		text->totals.errors += severity == NL_ERROR;
		text->totals.warnings += severity == NL_WARNING;
		text->totals.notes += severity == NL_NOTE;
		if (severity >= o->fail_level) text->at_fail_level = true;
	}
}

static void check_scores(worker *w, const nl_verdict *verdict, nl_batch_text *text)
{
	const nl_options *o = w->run->options;
	for (uint32_t i = 0; i < o->min_scores.len; i++) {
		const nl_min_score *wanted = &o->min_scores.at[i];
		for (uint32_t s = 0; s < verdict->score_count; s++) {
			const nl_score *score = &verdict->scores[s];
			if (!nl_str_eq(score->ruleset->id, wanted->ruleset) || score->score >= wanted->score) continue;
			nl_sink_add(&w->sink, NL_ERROR, (nl_str){0}, nl_at_file(verdict->match->doc->source),
				"scores %.1f on '" NL_FMT "', below the %g asked for", score->score, NL_ARG(wanted->ruleset), wanted->score);
			text->below_score = true;
		}
	}
}

static void report_text(worker *w, const nl_verdict *verdict, nl_batch_text *text)
{
	text->totals.documents = 1;
	count_findings(w->run->options, verdict, text);
	nl_outputs_document(&w->run->outputs, text, verdict);
	check_scores(w, verdict, text);
}

static void check_one(void *state, nl_batch_text *text)
{
	worker *w = state;
	const nl_options *o = w->run->options;
	nl_checked checked;
	if (!nl_check_file(&w->checker, text->path, &text->file, o->stdin_name, &w->sink, &checked))
		text->totals.failed = 1;
	else if (o->dumps) dump_text(w->run, &w->checker, &checked, &text->out[0]);
	else report_text(w, checked.verdict, text);
	nl_tell_draw(&w->sink, o, &text->told);
	nl_checked_release(&checked);
}

static void *begin_worker(void *context)
{
	const run *r = context;
	worker *w = nl_alloc(sizeof *w);
	w->run = r;
	nl_checker_init(&w->checker, r->rules.ir, r->language, &r->options->input, r->rulesets.at, r->rulesets.len);
	nl_checker_pass_over(&w->checker);
	return w;
}

static void end_worker(void *state)
{
	worker *w = state;
	nl_checker_release(&w->checker);
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
	r->totals.documents += text->totals.documents;
	r->totals.failed += text->totals.failed;
	r->totals.errors += text->totals.errors;
	r->totals.warnings += text->totals.warnings;
	r->totals.notes += text->totals.notes;
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

static nl_report_options report_options(run *r)
{
	const nl_options *o = r->options;
	const nl_ir *ir = r->rules.ir;
	r->asked = nl_alloc((ir->position_count + 1) * sizeof *r->asked);
	for (uint32_t i = 0; i < ir->position_count; i++)
		r->asked[i] = nl_check_asks_for(ir, r->rulesets.at, r->rulesets.len, i);
	return (nl_report_options){
		.min_severity = o->min_severity,
		.quiet = o->quiet,
		.verbose = o->verbose,
		.several = r->files.paths.len + r->files.failed > 1,
		.ascii = nl_terminal_ascii(),
		.directory = nl_str_of(r->directory),
		.ir = ir,
		.asked = r->asked,
		.rulesets = r->rulesets.at,
		.ruleset_count = r->rulesets.len,
	};
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
	nl_outputs_end(&r->outputs, &r->totals);
}

/* ---- the run --------------------------------------------------------------------------------------------------- */

static int status_of(run *r, bool written)
{
	if (r->options->max_warnings < r->totals.warnings) {
		nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "%u warning%s, where --max-warnings accepts %u",
			r->totals.warnings, r->totals.warnings == 1 ? "" : "s", r->options->max_warnings);
		r->failed = true;
	}
	if (!written || r->totals.failed) return NL_EXIT_TROUBLE;
	return (r->failed || r->at_fail_level) && !r->options->exit_zero ? NL_EXIT_FINDINGS : NL_EXIT_CLEAN;
}

static int check_texts(run *r)
{
	gather_files(r);
	uint32_t wrong = r->sink.errors;
	keep_outputs_apart(r);
	if (r->sink.errors > wrong) return NL_EXIT_TROUBLE;
	if (!nl_outputs_open(&r->outputs, r->options, &r->sink)) return NL_EXIT_TROUBLE;
	nl_tell(&r->sink, r->options);
	check_all(r);
	bool written = nl_outputs_close(&r->outputs, &r->sink);
	return status_of(r, written);
}

static int run_check(const nl_options *options)
{
	run r = {.options = options, .directory = getcwd(NULL, 0)};
	int status = NL_EXIT_TROUBLE;
	bool prepared = prepare(&r);
	if (options->dumps & OF_RULES) status = dump_rules(&r, prepared);
	else if (prepared) status = check_texts(&r);
	nl_tell(&r.sink, options);
	nl_loaded_release(&r.rules);
	nl_files_release(&r.files);
	nl_vec_release(&r.rulesets);
	free(r.asked);
	free(r.directory);
	return status;
}

const nl_command nl_command_check = {
	.name = "check",
	.bit = NL_COMMAND_CHECK,
	.operands = "PATH...",
	.summary = "check texts against rule sets",
	.about = "Reads each text, finds the positions that it takes, and tells where it departs from the rule sets.\n"
			 "PATH is a text, a directory that is searched for texts, or - for standard input.\n"
			 "Ends with 0 when clean, 1 when there are findings that fail, 2 when something could not be checked.",
	.examples = "  normlint check draft.md                            against every rule set\n"
				"  normlint check --ruleset freedom-online drafts/    against one\n"
				"  normlint check --rules our.norm --min-score ours=80 draft.md\n"
				"  normlint check -f sarif -o report.sarif -f text drafts/    two reports of one run\n",
	.run = run_check,
};
