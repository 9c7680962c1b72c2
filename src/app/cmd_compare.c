/* normlint compare: what two drafts, or more, say differently.
 *
 * All drafts are read and checked first; when one cannot be, nothing is compared. They share one checker, so that a word
 * has one class in all of them. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/check.h"
#include "app/commands.h"
#include "run/files.h"
#include "app/git.h"
#include "app/output.h"
#include "app/profile.h"
#include "app/terminal.h"
#include "base/mem.h"

typedef struct {
	const nl_options *options;
	nl_profiles profiles;
	nl_checker checker;
	nl_git *git;
	NL_VEC(char *) revisions;    /* owned; the bytes of those drafts that came from Git */
	nl_checked *drafts;          /* owned */
	const nl_verdict **verdicts; /* owned; of the drafts */
	nl_comparison **comparisons; /* owned; of each draft but the first with the one before it */
	uint32_t count;
	nl_sink sink;
	nl_output output;
	nl_buf out;
	bool failed; /* --fail-on */
} run;

/* ---- before the first draft ------------------------------------------------------------------------------------ */

static void refuse(run *r, const char *message, const char *help)
{
	nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "%s", message);
	nl_diag_help(&r->sink, diag, "%s", help);
}

static bool is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

static void check_operands(run *r)
{
	const nl_options *o = r->options;
	uint32_t from_stdin = 0;
	for (uint32_t i = 0; i < o->operands.len; i++) from_stdin += is_stdin(o->operands.at[i]);
	if (o->git.len && o->operands.len != 1)
		refuse(r, "--git compares revisions of one file", "name that file: normlint compare --git HEAD~1 draft.md");
	else if (o->git.len && from_stdin) refuse(r, "standard input has no revisions", "name a file behind --git");
	else if (!o->git.len && o->operands.len < 2)
		refuse(r, o->operands.len ? "one draft, and nothing to compare it with" : "no drafts to compare",
			"name the old draft, then the new one: normlint compare old.md new.md");
	else if (from_stdin > 1) refuse(r, "standard input can be only one of the drafts", "name a file for the others");
	nl_options_check_stdin(o, &r->sink);
}

/* All drafts are judged by what holds for the new one: two yardsticks would make differences of their own. */
static bool prepare(run *r)
{
	const nl_options *o = r->options;
	nl_profiles_init(&r->profiles, o, o->no_builtin ? NL_LOAD_NO_BUILTIN : 0);
	const char *last = o->operands.len ? o->operands.at[o->operands.len - 1] : "-";
	uint32_t profile = nl_profile_for(&r->profiles, last, &r->sink);
	check_operands(r);
	if (profile == NL_NONE || r->sink.errors) return false;
	r->checker = nl_profile_checker(r->profiles.list.at[profile], &o->input);
	return true;
}

/* ---- the drafts ------------------------------------------------------------------------------------------------ */

static nl_checked *next_draft(run *r)
{
	return &r->drafts[r->count++];
}

static bool check_path(run *r, const char *path)
{
	nl_file file = nl_check_read(path, &r->options->input);
	return nl_check_file(&r->checker, path, &file, r->options->stdin_name, &r->sink, next_draft(r));
}

static bool check_revision(run *r, nl_str revision, nl_str later)
{
	nl_git_file file;
	size_t len;
	if (!nl_git_read(r->git, revision, later, &file, &r->sink)) return false;
	char *bytes = nl_git_bytes(r->git, &file, nl_input_max_size(&r->options->input), &len, &r->sink);
	if (!bytes) return false;
	*nl_vec_push(&r->revisions) = bytes;
	return nl_check_text(&r->checker, file.name, (nl_str){bytes, len}, &r->sink, next_draft(r));
}

/* "A": A and the file on disk; "A..B", "A.." and "..B", where HEAD is what is left out. */
static bool check_revisions(run *r, const char *path)
{
	nl_str range = r->options->git;
	size_t dots = nl_str_find(range, NL_STR(".."));
	r->git = nl_git_open(path, &r->sink);
	if (!r->git) return false;
	if (dots == SIZE_MAX) return check_revision(r, range, (nl_str){0}) && check_path(r, path);
	nl_str old = nl_str_slice(range, 0, dots), new = nl_str_slice(range, dots + 2, range.len);
	if (old.len == 0) old = NL_STR("HEAD");
	if (new.len == 0) new = NL_STR("HEAD");
	return check_revision(r, old, new) && check_revision(r, new, (nl_str){0});
}

/* All are read, so that everything that is wrong with them is told. */
static bool check_drafts(run *r)
{
	uint32_t count = r->options->operands.len;
	bool fine = true;
	r->drafts = nl_alloc((count + 2) * sizeof *r->drafts);
	r->verdicts = nl_alloc((count + 2) * sizeof *r->verdicts);
	r->comparisons = nl_alloc((count + 2) * sizeof *r->comparisons);
	if (r->options->git.len) fine = check_revisions(r, r->options->operands.at[0]);
	else
		for (uint32_t i = 0; i < count; i++) fine = check_path(r, r->options->operands.at[i]) && fine;
	for (uint32_t i = 0; fine && i < r->count; i++) r->verdicts[i] = r->drafts[i].verdict;
	nl_tell(&r->sink, r->options); /* what is told points into the drafts */
	return fine;
}

/* ---- telling --------------------------------------------------------------------------------------------------- */

/* Each draft with the one before it; of two, place by place. */
static void compare_drafts(run *r, const nl_compare_options *options)
{
	for (uint32_t i = 1; i < r->count; i++) {
		const nl_comparison *comparison = r->comparisons[i - 1] = nl_compare(r->verdicts[i - 1], r->verdicts[i]);
		for (uint32_t change = 0; change < NL_CHANGES; change++)
			r->failed |= comparison->counts[change] > 0 && options->fail_on & 1u << change;
	}
	nl_draft_list drafts = {r->verdicts, (const nl_comparison *const *)r->comparisons, r->count};
	if (r->count == 2) r->options->compare_report->pair(&r->out, options, r->comparisons[0]);
	else r->options->compare_report->table(&r->out, options, &drafts);
}

static int report(run *r)
{
	const nl_options *o = r->options;
	if (!nl_output_open(&r->output, o->output_file, &r->sink)) return NL_EXIT_TROUBLE;
	const nl_compare_options options = {
		.style = nl_terminal_style(o->colour, o->output_file ? -1 : STDOUT_FILENO),
		.quiet = o->quiet,
		.verbose = o->verbose,
		.ascii = nl_terminal_ascii(),
		.fail_on = o->fail_on,
	};
	compare_drafts(r, &options);
	nl_output_write(&r->output, &r->out);
	if (!nl_output_close(&r->output, &r->sink)) return NL_EXIT_TROUBLE;
	return r->failed ? NL_EXIT_FINDINGS : NL_EXIT_CLEAN;
}

static int run_compare(const nl_options *options)
{
	run r = {.options = options};
	int status = NL_EXIT_TROUBLE;
	if (prepare(&r) && check_drafts(&r)) status = report(&r);
	nl_tell(&r.sink, options);
	for (uint32_t i = 0; r.comparisons && i + 1 < r.count; i++) nl_comparison_free(r.comparisons[i]);
	for (uint32_t i = 0; i < r.count; i++) nl_checked_release(&r.drafts[i]);
	free(r.comparisons);
	free(r.drafts);
	free(r.verdicts);
	if (r.checker.matcher) nl_checker_release(&r.checker);
	nl_git_close(r.git);
	for (uint32_t i = 0; i < r.revisions.len; i++) free(r.revisions.at[i]);
	nl_vec_release(&r.revisions);
	nl_profiles_release(&r.profiles);
	nl_buf_release(&r.out);
	return status;
}

const nl_command nl_command_compare = {
	.name = "compare",
	.bit = NL_COMMAND_COMPARE,
	.operands = "OLD NEW...",
	.first = NL_VALUE_TEXT,
	.further = NL_VALUE_TEXT,
	.summary = "tell what drafts say differently",
	.about = "Tells what became of each position from the old draft to the new one: new, dropped, strengthened,\n"
			 "weakened, negated, reworded, moved or unchanged, with the places in both and the words that changed;\n"
			 "then the scores and axes before and after. The drafts may be of any format. Of more than two drafts\n"
			 "there is a table, a column each, where a change is one from the draft to the left.\n"
			 "Ends with 0, with 1 when --fail-on names a change that there is, with 2 when a draft could not be read.",
	.examples = "  normlint compare draft-1.docx draft-2.docx\n"
				"  normlint compare --fail-on weakened,dropped,negated old.md new.md    in CI\n"
				"  normlint compare --git HEAD~1 draft.md            the last revision but one with the file on disk\n"
				"  normlint compare --git v1..v2 -f json draft.md    two revisions, for a program\n"
				"  normlint compare 2011.txt 2015.txt 2018.txt       a table\n",
	.run = run_compare,
};
