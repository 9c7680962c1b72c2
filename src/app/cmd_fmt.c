/* normlint fmt: lays rule files out, each alone. A file with mistakes of shape is told and left as it is. */
#include <unistd.h>

#include "app/commands.h"
#include "app/diff.h"
#include "run/files.h"
#include "app/output.h"
#include "app/terminal.h"
#include "base/file.h"
#include "base/limits.h"
#include "lang/rules.h"

typedef struct {
	const nl_options *options;
	nl_files files;
	nl_sink sink;
	nl_buf out; /* for standard output */
	uint32_t changed, unchanged, failed;
} run;

/* A line about what was done, for people: the result of a run that only looks, else a message. */
static void note_changed(run *r, nl_str name)
{
	r->changed++;
	if (r->options->quiet || r->options->diff) return;
	nl_buf_addf(&r->out, "%s " NL_FMT "\n", r->options->check ? "would reformat" : "reformatted", NL_ARG(name));
}

static void write_file(run *r, const char *path, nl_buf *text)
{
	nl_output output;
	if (!nl_output_open(&output, path, &r->sink)) {
		r->failed++;
		return;
	}
	nl_output_write(&output, text);
	if (nl_output_close(&output, &r->sink)) note_changed(r, nl_str_of(path));
	else r->failed++;
}

/* Formatted text of standard input is the output, changed or not. */
static void take_result(run *r, const char *path, nl_str name, nl_str before, nl_buf *after)
{
	const nl_options *o = r->options;
	bool same = nl_str_eq(before, nl_buf_str(after)), is_stdin = nl_str_eq(nl_str_of(path), NL_STR("-"));
	r->unchanged += same;
	if (o->diff)
		nl_diff(name, name, before, nl_buf_str(after), nl_terminal_style(o->colour, STDOUT_FILENO).colour, &r->out);
	if (is_stdin && !o->diff && !o->check) {
		nl_buf_add(&r->out, nl_buf_str(after));
		r->changed += !same;
	} else if (same) return;
	else if (o->diff || o->check) note_changed(r, name);
	else write_file(r, path, after);
}

static void format_one(run *r, const char *path)
{
	nl_str name = nl_str_of(path);
	bool is_stdin = nl_str_eq(name, NL_STR("-"));
	if (is_stdin) name = r->options->stdin_name.len ? r->options->stdin_name : NL_STR("<stdin>");
	nl_file file = is_stdin ? nl_file_read_fd(STDIN_FILENO, NL_MAX_RULE_FILE) : nl_file_read(path, NL_MAX_RULE_FILE);
	nl_str text = {file.ptr, file.len};
	nl_rules *rules = nl_rules_new(NULL);
	nl_buf after = {0};
	if (!file.ptr) nl_files_tell(&r->sink, is_stdin ? NULL : path, file.error);
	if (file.ptr && nl_rules_format(rules, name, text, &after, &r->sink)) take_result(r, path, name, text, &after);
	else r->failed++;
	nl_tell(&r->sink, r->options); /* while the rules still hold what it points to */
	nl_rules_free(rules);
	nl_buf_release(&after);
	nl_file_release(&file);
}

static bool wants_summary(const run *r)
{
	const nl_options *o = r->options;
	bool filter = r->files.paths.len == 1 && nl_str_eq(nl_str_of(r->files.paths.at[0]), NL_STR("-"));
	return !o->quiet && !o->diff && !(filter && !o->check);
}

static void add_count(nl_buf *out, uint32_t count, const char *what)
{
	if (count) nl_buf_addf(out, "%s%u file%s %s", out->len ? ", " : "", count, count == 1 ? "" : "s", what);
}

static void add_summary(run *r)
{
	nl_buf line = {0};
	add_count(&line, r->changed, r->options->check ? "would be reformatted" : "reformatted");
	add_count(&line, r->unchanged, r->options->check ? "already formatted" : "left unchanged");
	add_count(&line, r->failed, "with errors");
	nl_buf_addf(&r->out, NL_FMT "\n", NL_ARG(nl_buf_str(&line)));
	nl_buf_release(&line);
}

static void gather_files(run *r)
{
	const nl_options *o = r->options;
	for (uint32_t i = 0; i < o->operands.len; i++)
		nl_files_add(&r->files, o->operands.at[i], nl_is_rule_file, "rule files (.norm)", &r->sink);
	r->failed = r->files.failed;
}

static int format_files(run *r)
{
	nl_output output;
	nl_options_check_stdin(r->options, &r->sink);
	if (r->options->operands.len == 0) {
		nl_diag *diag = nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "no rule file to format");
		nl_diag_help(&r->sink, diag, "name a file or a directory, or '-' for standard input");
	}
	if (r->sink.errors) return NL_EXIT_TROUBLE;
	gather_files(r);
	if (!nl_output_open(&output, NULL, &r->sink)) return NL_EXIT_TROUBLE;
	nl_tell(&r->sink, r->options);
	for (uint32_t i = 0; i < r->files.paths.len; i++) {
		format_one(r, r->files.paths.at[i]);
		nl_output_write(&output, &r->out);
	}
	if (wants_summary(r)) add_summary(r);
	nl_output_write(&output, &r->out);
	if (!nl_output_close(&output, &r->sink) || r->failed) return NL_EXIT_TROUBLE;
	return r->changed && (r->options->check || r->options->diff) ? NL_EXIT_FINDINGS : NL_EXIT_CLEAN;
}

static int run_fmt(const nl_options *options)
{
	run r = {.options = options};
	int status = format_files(&r);
	nl_tell(&r.sink, options);
	nl_files_release(&r.files);
	nl_buf_release(&r.out);
	return status;
}

const nl_command nl_command_fmt = {
	.name = "fmt",
	.bit = NL_COMMAND_FMT,
	.operands = "PATH...",
	.first = NL_VALUE_RULE_FILE,
	.further = NL_VALUE_RULE_FILE,
	.summary = "lay rule files out",
	.about = "Writes rule files anew in one layout, comments kept; what they say does not change.\n"
			 "PATH is a .norm file, a directory that is searched for them, or - for standard input.\n"
			 "A file with syntax errors is left as it is.\n"
			 "Ends with 0, with 1 when --check or --diff found a file to reformat, with 2 when a file has errors.",
	.examples = "  normlint fmt our.norm             the file is replaced\n"
				"  normlint fmt --check rules/       tells which files would change\n"
				"  normlint fmt --diff our.norm      shows what would change\n"
				"  normlint fmt - <our.norm          writes to standard output\n",
	.run = run_fmt,
};
