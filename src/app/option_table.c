/* The table of options, and the setters of its rows. */
#include "app/option_table.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

enum { MAX_JOBS = 256 };

static nl_label nowhere(void)
{
	return (nl_label){0};
}

static bool wrong(nl_sink *sink, const char *expected, nl_str value)
{
	nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "expected %s, found '" NL_FMT "'", expected, NL_ARG(value));
	return false;
}

/* ---- values ---------------------------------------------------------------------------------------------------- */

static bool read_number(nl_str value, double max, double *number)
{
	if (value.len == 0 || strchr("0123456789.", value.ptr[0]) == NULL) return false;
	char *end;
	errno = 0;
	*number = strtod(value.ptr, &end);
	return errno == 0 && end == value.ptr + value.len && isfinite(*number) && *number <= max;
}

static bool set_severity(nl_severity *severity, nl_str value, nl_sink *sink)
{
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_SEVERITY, value, &chosen, sink)) return false;
	*severity = (nl_severity)chosen;
	return true;
}

/* "a,b" names two; an empty name is a slip worth telling. */
static bool set_rulesets(nl_options *o, nl_str value, nl_sink *sink)
{
	for (size_t at = 0; at <= value.len;) {
		nl_str rest = nl_str_slice(value, at, value.len);
		size_t comma = nl_str_find(rest, NL_STR(","));
		nl_str name = nl_str_trim(comma == SIZE_MAX ? rest : nl_str_slice(rest, 0, comma));
		if (name.len == 0) return wrong(sink, "the name of a rule set", value);
		*nl_vec_push(&o->rulesets) = name;
		at += (comma == SIZE_MAX ? rest.len : comma) + 1;
	}
	return true;
}

static bool set_rules(nl_options *o, nl_str value, nl_sink *sink)
{
	if (value.len == 0) return wrong(sink, "a rule file or a directory", value);
	*nl_vec_push(&o->rule_paths) = value.ptr;
	return true;
}

static bool set_no_builtin(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->no_builtin = true;
}

static bool set_language(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)sink;
	o->language = value;
	return true;
}

static bool set_topic(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)sink;
	o->topic = value;
	return true;
}

static bool set_input_format(nl_options *o, nl_str value, nl_sink *sink)
{
	size_t chosen;
	return nl_value_choose(NL_VALUE_INPUT_FORMAT, value, &chosen, sink) && nl_format_find(value, &o->input.format);
}

static bool set_changes(nl_options *o, nl_str value, nl_sink *sink)
{
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_CHANGES, value, &chosen, sink)) return false;
	o->input.changes = (nl_changes)chosen;
	return true;
}

/* "64M" */
static bool set_max_size(nl_options *o, nl_str value, nl_sink *sink)
{
	static const char units[] = "KMG";
	const char *unit = value.len ? strchr(units, value.ptr[value.len - 1]) : NULL;
	char digits[16];
	double number, factor = unit ? (double)((size_t)1 << 10 * (unit - units + 1)) : 1;
	snprintf(digits, sizeof digits, NL_FMT, (int)(value.len - (unit != NULL)), value.ptr);
	bool fine = value.len < sizeof digits && read_number(nl_str_of(digits), (double)NL_MAX_DOCUMENT / factor, &number);
	if (!fine || number * factor < 1) return wrong(sink, "a size such as 65536, 64K, 20M or 1G, at most 3.75G", value);
	o->input.max_size = (size_t)(number * factor);
	return true;
}

static bool set_stdin_name(nl_options *o, nl_str value, nl_sink *sink)
{
	if (value.len == 0) return wrong(sink, "a file name", value);
	o->stdin_name = value;
	return true;
}

static bool is_full(const nl_options *o, nl_sink *sink)
{
	if (o->outputs.len < NL_MAX_OUTPUTS) return false;
	nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "more than %d outputs", NL_MAX_OUTPUTS);
	return true;
}

static bool set_report(nl_options *o, nl_str value, nl_sink *sink)
{
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_REPORT, value, &chosen, sink) || is_full(o, sink)) return false;
	o->gave_report = true;
	const nl_report *report = nl_report_at((uint32_t)chosen);
	bool awaited = o->outputs.len && !nl_vec_last(&o->outputs)->report;
	if (awaited) nl_vec_last(&o->outputs)->report = report;
	else *nl_vec_push(&o->outputs) = (nl_output_choice){.report = report};
	return true;
}

/* The file for the format before it; one before all formats is for the format to come. */
static bool set_report_file(nl_options *o, nl_str value, nl_sink *sink)
{
	if (value.len == 0) return wrong(sink, "a file name", value);
	nl_output_choice *last = o->outputs.len ? nl_vec_last(&o->outputs) : NULL;
	if (!last) last = nl_vec_push(&o->outputs), *last = (nl_output_choice){0};
	if (last->path) {
		nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "'%s' and '%s' are both for the format '%s'",
			last->path, value.ptr, last->report ? last->report->name : nl_report_text.name);
		nl_diag_help(sink, diag, "write each -o behind the --output-format that it is for");
		return false;
	}
	last->path = value.ptr;
	return true;
}

static bool set_list_format(nl_options *o, nl_str value, nl_sink *sink)
{
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_LIST_FORMAT, value, &chosen, sink)) return false;
	o->json = chosen == 1;
	o->markdown = chosen == 2;
	return true;
}

static bool set_config_format(nl_options *o, nl_str value, nl_sink *sink)
{
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_PLAIN_FORMAT, value, &chosen, sink)) return false;
	o->json = chosen == 1;
	return true;
}

static bool set_eval_format(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_measure_report *const reports[] = {&nl_measure_report_text, &nl_measure_report_json,
		&nl_measure_report_csv};
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_EVAL_FORMAT, value, &chosen, sink)) return false;
	o->eval_report = reports[chosen];
	return true;
}

static bool set_compare_format(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_compare_report *const reports[] = {&nl_compare_report_text, &nl_compare_report_json,
		&nl_compare_report_html};
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_PAGE_FORMAT, value, &chosen, sink)) return false;
	o->compare_report = reports[chosen];
	return true;
}

static bool set_history_format(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_history_report *const reports[] = {&nl_history_report_text, &nl_history_report_json,
		&nl_history_report_html};
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_PAGE_FORMAT, value, &chosen, sink)) return false;
	o->history_report = reports[chosen];
	return true;
}

/* "weakened,dropped": what can have become of a position that is in one of the drafts. */
static bool set_fail_on(nl_options *o, nl_str value, nl_sink *sink)
{
	for (size_t at = 0; at <= value.len;) {
		nl_str rest = nl_str_slice(value, at, value.len);
		size_t comma = nl_str_find(rest, NL_STR(","));
		nl_str name = nl_str_trim(comma == SIZE_MAX ? rest : nl_str_slice(rest, 0, comma));
		size_t chosen;
		if (!nl_value_choose(NL_VALUE_CHANGE, name, &chosen, sink)) return false;
		o->fail_on |= 1u << (NL_CHANGE_UNCHANGED + chosen);
		at += (comma == SIZE_MAX ? rest.len : comma) + 1;
	}
	return true;
}

static bool set_git(nl_options *o, nl_str value, nl_sink *sink)
{
	if (value.len == 0 || value.ptr[0] == '-')
		return wrong(sink, "a revision such as HEAD~1, or two with '..' between", value);
	o->git = value;
	return true;
}

static bool set_output_file(nl_options *o, nl_str value, nl_sink *sink)
{
	if (value.len == 0) return wrong(sink, "a file name", value);
	o->output_file = nl_option_is_stdout(value.ptr) ? NULL : value.ptr;
	return true;
}

/* The file is to be named in any case, or a forgotten -o would write an archive to the terminal. */
static bool set_annotated_file(nl_options *o, nl_str value, nl_sink *sink)
{
	if (value.len == 0) return wrong(sink, "a file name", value);
	o->output_file = value.ptr;
	return true;
}

static bool set_remove(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->remove = true;
}

static bool set_min_severity(nl_options *o, nl_str value, nl_sink *sink)
{
	return set_severity(&o->min_severity, value, sink);
}

static bool set_fail_level(nl_options *o, nl_str value, nl_sink *sink)
{
	o->gave_fail_level = true;
	return set_severity(&o->fail_level, value, sink);
}

static bool set_max_warnings(nl_options *o, nl_str value, nl_sink *sink)
{
	double number;
	if (!read_number(value, UINT32_MAX - 1, &number) || number != floor(number))
		return wrong(sink, "a whole number", value);
	o->max_warnings = (uint32_t)number;
	return true;
}

static bool set_jobs(nl_options *o, nl_str value, nl_sink *sink)
{
	double number;
	if (!read_number(value, MAX_JOBS, &number) || number != floor(number) || number < 1)
		return wrong(sink, "a whole number from 1 to 256", value);
	o->jobs = (uint32_t)number;
	return true;
}

static bool set_min_score(nl_options *o, nl_str value, nl_sink *sink)
{
	nl_min_score wanted;
	size_t equals = nl_str_find(value, NL_STR("="));
	if (equals == SIZE_MAX || equals == 0)
		return wrong(sink, "a rule set and its score, as in freedom-online=70", value);
	wanted.ruleset = nl_str_slice(value, 0, equals);
	if (!read_number(nl_str_slice(value, equals + 1, value.len), 100, &wanted.score))
		return wrong(sink, "a score from 0 to 100 behind '='", value);
	*nl_vec_push(&o->min_scores) = wanted;
	return true;
}

static bool set_min_f1(nl_options *o, nl_str value, nl_sink *sink)
{
	return read_number(value, 1, &o->min_f1) || wrong(sink, "a figure from 0 to 1", value);
}

static bool set_misses(nl_options *o, nl_str value, nl_sink *sink)
{
	if (value.len == 0) return wrong(sink, "the name of a position", value);
	o->misses = value;
	return true;
}

static bool set_exit_zero(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->exit_zero = true;
}

static bool set_colour(nl_options *o, nl_str value, nl_sink *sink)
{
	size_t chosen;
	if (!nl_value_choose(NL_VALUE_COLOUR, value, &chosen, sink)) return false;
	o->colour = (nl_colour_mode)chosen;
	return true;
}

/* Of -q and -v the later holds. */
static bool set_quiet(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	o->verbose = false;
	return o->quiet = true;
}

static bool set_verbose(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	o->quiet = false;
	return o->verbose = true;
}

static bool set_coverage(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->coverage = true;
}

static bool set_check(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->check = true;
}

static bool set_diff(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->diff = true;
}

static bool set_fix(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->fix = true;
}

static bool set_help(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->help = true;
}

static bool set_file(const char **path, nl_str value, nl_sink *sink)
{
	if (value.len == 0) return wrong(sink, "a file name", value);
	*path = value.ptr;
	return true;
}

static bool set_config(nl_options *o, nl_str value, nl_sink *sink)
{
	return set_file(&o->config, value, sink);
}

static bool set_baseline(nl_options *o, nl_str value, nl_sink *sink)
{
	return set_file(&o->baseline, value, sink);
}

static bool set_write_baseline(nl_options *o, nl_str value, nl_sink *sink)
{
	return set_file(&o->write_baseline, value, sink);
}

static bool set_until(nl_options *o, nl_str value, nl_sink *sink)
{
	o->until = nl_date_of(value);
	return o->until != NL_NO_DATE || wrong(sink, "a day such as 2027-06-30", value);
}

static bool set_prune_baseline(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->prune_baseline = true;
}

static bool set_no_config(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->no_config = true;
}

static bool set_no_gitignore(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->no_gitignore = true;
}

static bool set_force_exclude(nl_options *o, nl_str value, nl_sink *sink)
{
	(void)value, (void)sink;
	return o->force_exclude = true;
}

#define DUMP(name, bit)                                          \
	static bool name(nl_options *o, nl_str value, nl_sink *sink) \
	{                                                            \
		(void)value, (void)sink;                                 \
		o->dumps |= bit;                                         \
		return true;                                             \
	}
DUMP(set_dump_tokens, NL_DUMP_TOKENS)
DUMP(set_dump_ast, NL_DUMP_AST)
DUMP(set_dump_ir, NL_DUMP_IR)
DUMP(set_dump_doc, NL_DUMP_DOC)
DUMP(set_trace_match, NL_TRACE_MATCH)
#undef DUMP

/* ---- the table ------------------------------------------------------------------------------------------------- */

#define ALL                                                                                                   \
	(NL_COMMAND_CHECK | NL_COMMAND_TEST | NL_COMMAND_EXPLAIN | NL_COMMAND_RULES | NL_COMMAND_EVAL | COMPARE | \
		HISTORY | ANNOTATE)
#define TEXTS (NL_COMMAND_CHECK | NL_COMMAND_EXPLAIN | NL_COMMAND_EVAL | COMPARE | HISTORY | ANNOTATE)
#define CHECK NL_COMMAND_CHECK
#define EVAL NL_COMMAND_EVAL
#define ANNOTATE NL_COMMAND_ANNOTATE
#define COMPARE NL_COMMAND_COMPARE
#define HISTORY NL_COMMAND_HISTORY
#define OURS (NL_COMMAND_CONFIG | NL_COMMAND_INIT | NL_COMMAND_SUPPRESS)
#define CONFIGURED                                                                                                  \
	(NL_COMMAND_CHECK | NL_COMMAND_EXPLAIN | NL_COMMAND_RULES | NL_COMMAND_CONFIG | NL_COMMAND_SUPPRESS | COMPARE | \
		HISTORY | EVAL | ANNOTATE)

/* clang-format off: a row a line */
static const nl_option options_table[] = {
	{CHECK | NL_COMMAND_CONFIG | NL_COMMAND_SUPPRESS | COMPARE | HISTORY | ANNOTATE, "Rules", "--ruleset", NULL, 0,
		"NAME,...", "judge by these only, or by 'all' (default: all but optional ones)", set_rulesets, NL_VALUE_RULESETS},
	{CONFIGURED, "Rules", "--rules", NULL, 0, "PATH",
		"add a rule file, or all .norm files of a directory; they replace built-in names", set_rules, NL_VALUE_RULE_FILE},
	{ALL | CONFIGURED, "Rules", "--no-builtin", NULL, 0, NULL, "leave the built-in positions and rule sets out",
		set_no_builtin, NL_VALUE_ANY},
	{NL_COMMAND_RULES, "Rules", "--topic", NULL, 0, "TOPIC", "only positions of this topic", set_topic, NL_VALUE_TOPIC},
	{NL_COMMAND_TEST, "Rules", "--coverage", NULL, 0, NULL, "an alternative without an example is an error",
		set_coverage, NL_VALUE_ANY},
	{CONFIGURED | NL_COMMAND_TEST, "Configuration", "--config", NULL, 0, "FILE",
		"take it from FILE instead of the nearest .normlint", set_config, NL_VALUE_FILE},
	{CONFIGURED | NL_COMMAND_TEST, "Configuration", "--no-config", NULL, 0, NULL, "take none", set_no_config, NL_VALUE_ANY},
	{TEXTS, "Texts", "--input-format", NULL, 0, "FORMAT",
		"auto, text, markdown, html, rst, asciidoc, latex, docx, odt, fodt, pdf (default: auto)", set_input_format,
		NL_VALUE_INPUT_FORMAT},
	{TEXTS, "Texts", "--changes", NULL, 0, "WHICH",
		"tracked changes of a Word or OpenDocument text: accepted or original (default: accepted)", set_changes,
		NL_VALUE_CHANGES},
	{TEXTS, "Texts", "--max-size", NULL, 0, "SIZE",
		"read no file that is larger, or unpacks to more: 64K, 20M, 1G (default: see README)", set_max_size, NL_VALUE_ANY},
	{(TEXTS & ~HISTORY) | NL_COMMAND_FMT, "Texts", "--stdin-filename", NULL, 0, "NAME",
		"what to call standard input; its ending tells the format", set_stdin_name, NL_VALUE_FILE},
	{TEXTS, "Texts", "--language", NULL, 0, "NAME", "the language of the texts (default: english)", set_language,
		NL_VALUE_LANGUAGE},
	{HISTORY, "Texts", "--git", NULL, 0, "REV[..REV]",
		"only what is in this revision, or in the second and not in the first (default: HEAD)", set_git, NL_VALUE_REVISION},
	{COMPARE, "Texts", "--git", NULL, 0, "REV[..REV]",
		"compare FILE at a Git revision with the one on disk, or at two revisions", set_git, NL_VALUE_REVISION},
	{CHECK, "Texts", "--no-gitignore", NULL, 0, NULL, "in directories, do not leave out what Git ignores",
		set_no_gitignore, NL_VALUE_ANY},
	{CHECK, "Texts", "--force-exclude", NULL, 0, NULL,
		"leave out what the configuration excludes even if it is named here", set_force_exclude, NL_VALUE_ANY},
	{CHECK, "Texts", "--jobs", NULL, 'j', "N", "check so many texts at a time (default: one for each processor)",
		set_jobs, NL_VALUE_ANY},
	{CHECK, "Output", "--output-format", "--format", 'f',
		"FORMAT", "text, concise, json, ndjson, sarif, rdjson, github, gitlab, junit, checkstyle,\ncsv, markdown, html or sqlite (default: text); several may be given",
		set_report, NL_VALUE_REPORT},
	{NL_COMMAND_RULES, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or markdown (default: text)",
		set_list_format, NL_VALUE_LIST_FORMAT},
	{NL_COMMAND_CONFIG, "Output", "--output-format", "--format", 'f', "FORMAT", "text or json (default: text)",
		set_config_format, NL_VALUE_PLAIN_FORMAT},
	{EVAL, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or csv (default: text)", set_eval_format,
		NL_VALUE_EVAL_FORMAT},
	{COMPARE, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or html (default: text)",
		set_compare_format, NL_VALUE_PAGE_FORMAT},
	{HISTORY, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or html (default: text)",
		set_history_format, NL_VALUE_PAGE_FORMAT},
	{CHECK, "Output", "--output-file", NULL, 'o', "FILE",
		"write the format before it there instead of to standard output (-)", set_report_file, NL_VALUE_FILE},
	{ANNOTATE, "Output", "--output-file", NULL, 'o', "FILE",
		"write the text with its comments there (-: standard output); may be the text itself", set_annotated_file,
		NL_VALUE_FILE},
	{ANNOTATE, "Output", "--remove", NULL, 0, NULL, "take the comments of normlint out, and add none", set_remove, NL_VALUE_ANY},
	{ALL & ~(CHECK | ANNOTATE), "Output", "--output-file", NULL, 'o', "FILE",
		"write there instead of to standard output (-)", set_output_file, NL_VALUE_FILE},
	{CHECK | ANNOTATE, "Output", "--min-severity", NULL, 0, "LEVEL",
		"show findings from note, warning or error up (default: note)", set_min_severity, NL_VALUE_SEVERITY},
	{NL_COMMAND_FMT, "Output", "--check", NULL, 0, NULL, "only tell which files would change", set_check, NL_VALUE_ANY},
	{NL_COMMAND_FMT, "Output", "--diff", NULL, 0, NULL, "only show what would change", set_diff, NL_VALUE_ANY},
	{NL_COMMAND_SUPPRESS, "Suppression", "--until", NULL, 0, "DATE", "the last day on which it holds: 2027-06-30",
		set_until, NL_VALUE_ANY},
	{ALL | OURS | NL_COMMAND_FMT, "Output", "--color", "--colour", 0, "WHEN", "auto, always or never (default: auto)",
		set_colour, NL_VALUE_COLOUR},
	{CHECK, "Output", "--verbose", NULL, 'v', NULL,
		"also what the text says, position by position, and where it stands on axes", set_verbose, NL_VALUE_ANY},
	{CHECK, "Output", "--quiet", NULL, 'q', NULL, "findings only, without scores and totals", set_quiet, NL_VALUE_ANY},
	{COMPARE, "Output", "--verbose", NULL, 'v', NULL,
		"also what is unchanged or was moved, and each change in its sentence", set_verbose, NL_VALUE_ANY},
	{HISTORY, "Output", "--verbose", NULL, 'v', NULL, "also revisions in which no position changed", set_verbose, NL_VALUE_ANY},
	{HISTORY, "Output", "--quiet", NULL, 'q', NULL, "changes only, without scores and axes", set_quiet, NL_VALUE_ANY},
	{COMPARE, "Output", "--quiet", NULL, 'q', NULL, "changes only, without scores and totals", set_quiet, NL_VALUE_ANY},
	{NL_COMMAND_TEST, "Output", "--verbose", NULL, 'v', NULL, "also every position with its number of examples",
		set_verbose, NL_VALUE_ANY},
	{NL_COMMAND_INIT | NL_COMMAND_SUPPRESS | ANNOTATE, "Output", "--quiet", NULL, 'q', NULL, "errors only", set_quiet,
		NL_VALUE_ANY},
	{NL_COMMAND_FMT, "Output", "--quiet", NULL, 'q', NULL, "errors only", set_quiet, NL_VALUE_ANY},
	{NL_COMMAND_TEST, "Output", "--quiet", NULL, 'q', NULL, "failures only, without warnings and the summary",
		set_quiet, NL_VALUE_ANY},
	{EVAL, "Output", "--misses", NULL, 0, "POSITION",
		"show each place of this position that was missed or found falsely", set_misses, NL_VALUE_POSITION},
	{EVAL, "Output", "--quiet", NULL, 'q', NULL, "totals only, without a line for each position", set_quiet, NL_VALUE_ANY},
	{EVAL, "Verdict", "--min-f1", NULL, 0, "N",
		"fail when F1 by sentence, of all positions together, is below N (0 to 1)", set_min_f1, NL_VALUE_ANY},
	{COMPARE, "Verdict", "--fail-on", NULL, 0, "CHANGE,...",
		"fail when a position is one of these: dropped, weakened, negated, new, ...", set_fail_on, NL_VALUE_CHANGE},
	{CHECK, "Fixes", "--fix", NULL, 0, NULL,
		"write what rules have instead into the texts, where that is safe; tell the rest", set_fix, NL_VALUE_ANY},
	{CHECK, "Fixes", "--diff", NULL, 0, NULL, "only show what --fix would change, for 'git apply'", set_diff, NL_VALUE_ANY},
	{CHECK | ANNOTATE, "Verdict", "--fail-level", NULL, 0, "LEVEL",
		"fail when there is a finding from note, warning or error up (default: error)", set_fail_level, NL_VALUE_SEVERITY},
	{CHECK, "Verdict", "--max-warnings", NULL, 0, "N", "fail when there are more than N warnings", set_max_warnings,
		NL_VALUE_ANY},
	{CHECK, "Verdict", "--min-score", NULL, 0, "RULESET=N", "fail when a text scores below N", set_min_score,
		NL_VALUE_RULESET_SCORE},
	{CHECK | ANNOTATE, "Verdict", "--baseline", NULL, 0, "FILE", "findings that are in FILE do not fail", set_baseline,
		NL_VALUE_FILE},
	{CHECK, "Verdict", "--write-baseline", NULL, 0, "FILE", "write all findings to FILE", set_write_baseline, NL_VALUE_FILE},
	{CHECK, "Verdict", "--prune-baseline", NULL, 0, NULL, "take findings that are gone out of the baseline",
		set_prune_baseline, NL_VALUE_ANY},
	{CHECK | ANNOTATE, "Verdict", "--exit-zero", NULL, 0, NULL, "end with status 0 whatever was found", set_exit_zero,
		NL_VALUE_ANY},
	{CHECK, "For rule authors", "--dump-tokens", NULL, 0, NULL,
		"print the words of the files given by --rules, and stop", set_dump_tokens, NL_VALUE_ANY},
	{CHECK, "For rule authors", "--dump-ast", NULL, 0, NULL, "print what was read from them, and stop", set_dump_ast,
		NL_VALUE_ANY},
	{CHECK, "For rule authors", "--dump-ir", NULL, 0, NULL, "print the compiled rules, and stop", set_dump_ir, NL_VALUE_ANY},
	{CHECK, "For rule authors", "--dump-doc", NULL, 0, NULL, "print blocks, sentences and lead-ins of the texts",
		set_dump_doc, NL_VALUE_ANY},
	{CHECK, "For rule authors", "--trace-match", NULL, 0, NULL, "print where each part of each pattern matched",
		set_trace_match, NL_VALUE_ANY},
	{ALL | OURS | NL_COMMAND_FMT, "Help", "--help", NULL, 'h', NULL, "print this", set_help, NL_VALUE_ANY},
};
/* clang-format on */

const nl_option *nl_option_next(const nl_command *command, size_t *i)
{
	for (; *i < sizeof options_table / sizeof *options_table; (*i)++)
		if (options_table[*i].commands & command->bit) return &options_table[(*i)++];
	return NULL;
}
