/* normlint annotate: findings as comments in the document itself.
 *
 * First the comments of an earlier run go. What is left is checked as `check` does it, so that no comment is ever about a
 * comment, and gets its own. The whole is made in memory, and has its name only when it is written: the output may be
 * the document itself. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "app/commands.h"
#include "app/known.h"
#include "app/output.h"
#include "app/terminal.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "run/check.h"
#include "run/files.h"

typedef struct {
	const nl_options *options;
	const char *path;
	nl_str name; /* of the text, for messages */
	nl_profiles profiles;
	nl_known known;
	const nl_profile *profile;
	nl_file file;
	const nl_annotator *annotator;
	nl_buf clean, out; /* without comments of normlint; with them */
	uint32_t removed, comments, findings[NL_ERROR + 1];
	nl_sink sink;
	bool at_fail_level;
} run;

static nl_diag *fail(run *r, const char *format, nl_str what)
{
	return nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, format, NL_ARG(what));
}

/* ---- the command line ------------------------------------------------------------------------------------------ */

static bool is_standard(const char *path)
{
	return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
}

static void check_output(run *r)
{
	const char *to = r->options->output_file;
	if (!to) {
		nl_diag *diag = fail(r, "no output: name the file that the comments go into%.*s", (nl_str){0});
		nl_diag_help(&r->sink, diag,
			"write 'normlint annotate %s -o FILE'; with its own name the text itself gets the comments", r->path);
	} else if (is_standard(to) && isatty(STDOUT_FILENO))
		fail(r, "the output is no text, and standard output is a terminal%.*s", (nl_str){0});
}

static bool take_operands(run *r)
{
	const nl_options *o = r->options;
	if (o->operands.len != 1) {
		nl_diag *diag =
			nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "expected one FILE, found %u", o->operands.len);
		nl_diag_help(&r->sink, diag, "texts are annotated one by one: normlint annotate draft.docx -o reviewed.docx");
		return false;
	}
	r->path = o->operands.at[0];
	r->name = nl_str_of(r->path);
	if (strcmp(r->path, "-") == 0) r->name = o->stdin_name.len ? o->stdin_name : NL_STR("<stdin>");
	if (o->config && o->no_config) fail(r, "--config and --no-config are given together%.*s", (nl_str){0});
	nl_options_check_stdin(o, &r->sink);
	check_output(r);
	return r->sink.errors == 0;
}

/* ---- the document ---------------------------------------------------------------------------------------------- */

static bool refuse_format(run *r, nl_format format)
{
	nl_buf titles = {0};
	nl_annotator_titles(&titles);
	nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, NL_CODE_NAME(D0716), (nl_label){0},
		"cannot annotate '" NL_FMT "': %s%s hold%s no comments of readers", NL_ARG(r->name),
		format == NL_FORMAT_AUTO ? "plain text" : "files of the format ",
		format == NL_FORMAT_AUTO ? "" : nl_format_name(format), format == NL_FORMAT_AUTO ? "s" : "");
	nl_diag_note(&r->sink, diag, "comments can be put into " NL_FMT, NL_ARG(nl_buf_str(&titles)));
	nl_diag_help(&r->sink, diag, "'normlint check %s' tells what there is to say", r->path);
	nl_buf_release(&titles);
	return false;
}

static bool read_file(run *r)
{
	const nl_input_options *input = &r->options->input;
	r->file = nl_check_read(r->path, input);
	if (!r->file.ptr) {
		nl_files_tell(&r->sink, strcmp(r->path, "-") == 0 ? NULL : r->path, r->file.error);
		return false;
	}
	nl_str bytes = {r->file.ptr, r->file.len};
	nl_format format = nl_input_format(r->name, bytes, input);
	r->annotator = nl_annotator_find(format);
	if (!r->annotator) return refuse_format(r, format);
	const nl_input_file file = {r->name, bytes, input, &r->sink};
	return nl_annotate_remove(r->annotator, &file, &r->clean, &r->removed);
}

/* ---- comments -------------------------------------------------------------------------------------------------- */

static bool find_profile(run *r)
{
	uint32_t found = nl_profile_for(&r->profiles, r->path, &r->sink);
	if (found != NL_NONE) r->profile = r->profiles.list.at[found];
	if (r->profile) nl_known_add_text(&r->known, &r->profiles, r->path);
	return r->profile && r->sink.errors == 0;
}

static void count_comments(run *r, const nl_remarks *remarks)
{
	r->comments = remarks->list.len;
	for (uint32_t i = 0; i < remarks->list.len; i++)
		if (remarks->list.at[i].is_finding) r->findings[remarks->list.at[i].severity]++;
}

static const char *plural(uint32_t count)
{
	return count == 1 ? "" : "s";
}

static void tell_comments(run *r)
{
	const uint32_t *count = r->findings;
	uint32_t findings = count[NL_ERROR] + count[NL_WARNING] + count[NL_NOTE];
	if (r->options->remove)
		nl_sink_add(&r->sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "%u comment%s taken out", r->removed, plural(r->removed));
	else
		nl_sink_add(&r->sink, NL_NOTE, (nl_str){0}, (nl_label){0},
			"%u comment%s on %u finding%s: %u error%s, %u warning%s, %u note%s", r->comments, plural(r->comments),
			findings, plural(findings), count[NL_ERROR], plural(count[NL_ERROR]), count[NL_WARNING],
			plural(count[NL_WARNING]), count[NL_NOTE], plural(count[NL_NOTE]));
	const nl_input_file file = {r->name, {r->file.ptr, r->file.len}, &r->options->input, &r->sink};
	if (r->removed || r->comments) nl_annotate_tell_signed(r->annotator, &file);
}

static bool write_remarks(run *r, const nl_checked *checked)
{
	nl_remarks remarks = {0};
	const nl_input_file file = {r->name, nl_buf_str(&r->clean), &r->options->input, &r->sink};
	nl_remarks_read(&remarks, checked->verdict, r->options->min_severity);
	for (uint32_t i = 0; i < checked->verdict->finding_count; i++) {
		const nl_finding *finding = &checked->verdict->findings[i];
		r->at_fail_level |= !finding->suppression && finding->diag.severity >= r->profile->fail_level;
	}
	const nl_annotation annotation = {&file, &checked->input, remarks.list.at, remarks.list.len, nl_date_now()};
	bool fine = nl_annotate_write(r->annotator, &annotation, &r->out);
	count_comments(r, &remarks);
	nl_remarks_release(&remarks);
	return fine;
}

static bool annotate(run *r)
{
	nl_checked checked;
	nl_checker checker = nl_profile_checker(r->profile, &r->options->input);
	nl_judge_plan plan = nl_profile_plan(r->profile, nl_alloc(r->profile->suppressions.len + 1));
	nl_known_plan(&r->known, 0, &plan);
	plan.in_place = true;
	checker.plan = &plan;
	bool fine = nl_check_text(&checker, r->name, nl_buf_str(&r->clean), &r->sink, &checked) && write_remarks(r, &checked);
	nl_tell(&r->sink, r->options); /* before the text goes, which places refer to */
	nl_checked_release(&checked);
	nl_checker_release(&checker);
	free(plan.used);
	free(plan.met);
	return fine;
}

static bool write_output(run *r)
{
	nl_output output;
	const char *to = r->options->output_file;
	if (!nl_output_open(&output, is_standard(to) ? NULL : to, &r->sink)) return false;
	nl_output_write(&output, &r->out);
	bool written = nl_output_close(&output, &r->sink);
	if (written) tell_comments(r);
	return written;
}

static bool work(run *r)
{
	if (!take_operands(r)) return false;
	bool reads = r->options->remove || nl_known_open(&r->known, r->options, &r->profiles, &r->sink);
	if (!reads || (!r->options->remove && !find_profile(r)) || !read_file(r)) return false;
	if (r->options->remove) nl_buf_add(&r->out, nl_buf_str(&r->clean));
	else if (!annotate(r)) return false;
	return write_output(r);
}

static int run_annotate(const nl_options *options)
{
	run r = {.options = options};
	nl_profiles_init(&r.profiles, options, options->no_builtin ? NL_LOAD_NO_BUILTIN : 0u);
	bool done = work(&r);
	nl_tell(&r.sink, options);
	nl_file_release(&r.file);
	nl_buf_release(&r.clean);
	nl_buf_release(&r.out);
	nl_known_release(&r.known);
	nl_profiles_release(&r.profiles);
	if (!done) return NL_EXIT_TROUBLE;
	return r.at_fail_level && !options->exit_zero ? NL_EXIT_FINDINGS : NL_EXIT_CLEAN;
}

const nl_command nl_command_annotate = {
	.name = "annotate",
	.bit = NL_COMMAND_ANNOTATE,
	.operands = "FILE",
	.first = NL_VALUE_TEXT,
	.further = NL_VALUE_ANY,
	.summary = "write findings into a document, as comments",
	.about = "Checks a document and writes it anew with each finding as a comment on its words; what is missing stands "
			 "on the\n"
			 "title. All else stays as it is. Comments of an earlier run are replaced.\n"
			 "Ends with 0 when nothing fails, 1 when there are findings that do (the file is written), 2 when it could "
			 "not be "
			 "written.",
	.examples = "  normlint annotate draft.docx -o reviewed.docx      comments from every rule set\n"
				"  normlint annotate --ruleset freedom-online draft.docx -o draft.docx    into the document itself\n"
				"  normlint annotate --remove reviewed.docx -o draft.docx    takes them out\n",
	.run = run_annotate,
};
