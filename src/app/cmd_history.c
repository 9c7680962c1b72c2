/* normlint history: what a text said from revision to revision.
 *
 * Revisions are read, checked and forgotten one by one. One that cannot be read is told and left out, and the run ends with 2. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/check.h"
#include "app/commands.h"
#include "app/git.h"
#include "app/output.h"
#include "app/profile.h"
#include "app/progress.h"
#include "app/terminal.h"

typedef struct {
	const nl_options *options;
	nl_profiles profiles;
	nl_checker checker;
	nl_git *git;
	nl_git_files revisions;
	nl_history history;
	nl_sink sink;
	nl_output output;
	nl_buf out;
	nl_progress progress;
	bool failed; /* a revision could not be read */
} run;

static void refuse(run *r, const char *message, const char *help)
{
	nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "%s", message);
	nl_diag_help(&r->sink, diag, "%s", help);
}

static bool prepare(run *r)
{
	const nl_options *o = r->options;
	nl_profiles_init(&r->profiles, o, o->no_builtin ? NL_LOAD_NO_BUILTIN : 0);
	uint32_t number = nl_profile_for(&r->profiles, o->operands.len ? o->operands.at[0] : "-", &r->sink);
	if (o->operands.len != 1)
		refuse(r, o->operands.len ? "more than one file" : "no file",
			"name one file in a Git work tree: normlint history draft.md");
	else if (strcmp(o->operands.at[0], "-") == 0)
		refuse(r, "standard input has no history", "name a file in a Git work tree");
	if (number == NL_NONE || r->sink.errors) return false;
	const nl_profile *profile = r->profiles.list.at[number];
	r->checker = nl_profile_checker(profile, &o->input);
	nl_history_init(&r->history, profile->ir, profile->rulesets.at, profile->rulesets.len);
	r->git = nl_git_open(o->operands.at[0], &r->sink);
	return r->git && nl_git_history(r->git, o->git, &r->revisions, &r->sink);
}

static void check_revision(run *r, const nl_git_file *file)
{
	size_t len;
	nl_checked checked = {0};
	char *bytes = nl_git_bytes(r->git, file, nl_input_max_size(&r->options->input), &len, &r->sink);
	if (bytes && nl_check_text(&r->checker, file->name, (nl_str){bytes, len}, &r->sink, &checked)) {
		const nl_revision revision = {file->commit, file->date, file->author, file->summary, file->path};
		nl_history_add(&r->history, &revision, checked.verdict);
	} else r->failed = true;
	if (r->sink.list.len) nl_progress_hide(&r->progress);
	nl_tell(&r->sink, r->options); /* what is told points into the text */
	nl_checked_release(&checked);
	free(bytes);
}

static int report(run *r)
{
	const nl_options *o = r->options;
	if (!nl_output_open(&r->output, o->output_file, &r->sink)) return NL_EXIT_TROUBLE;
	r->progress = nl_progress_of(nl_terminal_progress(o), r->revisions.len, nl_seconds());
	r->progress.what = "revisions";
	for (uint32_t i = 0; i < r->revisions.len; i++) {
		check_revision(r, &r->revisions.at[i]);
		nl_progress_show(&r->progress, i + 1, nl_seconds());
	}
	nl_progress_hide(&r->progress);
	const nl_history_options options = {
		.style = nl_terminal_style(o->colour, o->output_file ? -1 : STDOUT_FILENO),
		.quiet = o->quiet,
		.verbose = o->verbose,
		.ascii = nl_terminal_ascii(),
	};
	o->history_report->write(&r->out, &options, &r->history);
	nl_output_write(&r->output, &r->out);
	return nl_output_close(&r->output, &r->sink) && !r->failed ? NL_EXIT_CLEAN : NL_EXIT_TROUBLE;
}

static int run_history(const nl_options *options)
{
	run r = {.options = options};
	int status = prepare(&r) ? report(&r) : NL_EXIT_TROUBLE;
	nl_tell(&r.sink, options);
	nl_history_release(&r.history);
	nl_vec_release(&r.revisions);
	nl_git_close(r.git);
	if (r.checker.matcher) nl_checker_release(&r.checker);
	nl_profiles_release(&r.profiles);
	nl_buf_release(&r.out);
	return status;
}

const nl_command nl_command_history = {
	.name = "history",
	.bit = NL_COMMAND_HISTORY,
	.operands = "FILE",
	.first = NL_VALUE_TEXT,
	.further = NL_VALUE_ANY,
	.summary = "tell what a text said from revision to revision",
	.about =
		"Checks every Git revision of a text, renames followed: in which one each position first appeared, became\n"
		"stronger or weaker, was negated or dropped, with commit and author date; then scores and axes by revision.\n"
		"Ends with 0, with 2 when a revision could not be read.",
	.examples = "  normlint history drafts/code.md\n"
				"  normlint history --ruleset freedom-online -f json drafts/code.md    for charts\n"
				"  normlint history --git v1.. drafts/code.md                          since a tag\n",
	.run = run_history,
};
