/* The table of options, and the reading of a command line by it. */
#include "app/options.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "diag/suggest.h"

enum { FEW_NAMES = 16, MAX_OPTIONS = 64, MAX_JOBS = 256 };

typedef bool setter(nl_options *options, nl_str value, nl_sink *sink);

typedef struct {
	unsigned commands;
	const char *section;      /* heading in help */
	const char *name, *alias; /* with their hyphens; the alias may be NULL */
	char letter;              /* 0: none */
	const char *value;        /* what help calls the value; NULL: a flag */
	const char *help;
	setter *set;
} option;

/* ---- errors ---------------------------------------------------------------------------------------------------- */

static nl_label nowhere(void)
{
	return (nl_label){0};
}

static void add_known(nl_sink *sink, nl_diag *diag, const nl_str *known, size_t count)
{
	nl_buf list = {0};
	for (size_t i = 0; i < count; i++)
		nl_buf_addf(&list, "%s" NL_FMT, i == 0 ? "" : i + 1 == count ? " or " : ", ", NL_ARG(known[i]));
	nl_diag_help(sink, diag, "use " NL_FMT, NL_ARG(nl_buf_str(&list)));
	nl_buf_release(&list);
}

void nl_tell_unknown(nl_sink *sink, const char *what, nl_str name, const nl_str *known, size_t count)
{
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "unknown %s '" NL_FMT "'", what, NL_ARG(name));
	const nl_str *nearest = nl_suggest(name, known, count);
	if (nearest) nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*nearest));
	else if (count > 0 && count <= FEW_NAMES) add_known(sink, diag, known, count);
}

static bool wrong(nl_sink *sink, const char *expected, nl_str value)
{
	nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "expected %s, found '" NL_FMT "'", expected, NL_ARG(value));
	return false;
}

/* ---- values ---------------------------------------------------------------------------------------------------- */

/* One of a list of words, by its index. */
static bool choose(nl_str value, const char *what, const nl_str *words, size_t count, size_t *chosen, nl_sink *sink)
{
	for (*chosen = 0; *chosen < count; (*chosen)++)
		if (nl_str_eq(words[*chosen], value)) return true;
	nl_tell_unknown(sink, what, value, words, count);
	return false;
}

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
	static const nl_str words[] = {{"note", 4}, {"warning", 7}, {"error", 5}};
	size_t chosen;
	if (!choose(value, "severity", words, 3, &chosen, sink)) return false;
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
	nl_str names[16];
	size_t count = 0;
	if (nl_format_find(value, &o->input.format)) return true;
	while (nl_format_at(count) && count < 16) {
		names[count] = nl_str_of(nl_format_at(count));
		count++;
	}
	nl_tell_unknown(sink, "input format", value, names, count);
	return false;
}

static bool set_changes(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_str words[] = {{"accepted", 8}, {"original", 8}};
	size_t chosen;
	if (!choose(value, "word", words, 2, &chosen, sink)) return false;
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
	nl_str names[NL_MAX_OUTPUTS];
	size_t count = 0;
	for (uint32_t i = 0; nl_report_at(i) && count < NL_MAX_OUTPUTS; i++)
		names[count++] = nl_str_of(nl_report_at(i)->name);
	const nl_report *report = nl_report_find(value);
	if (!report) nl_tell_unknown(sink, "output format", value, names, count);
	if (!report || is_full(o, sink)) return false;
	o->gave_report = true;
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
	static const nl_str words[] = {{"text", 4}, {"json", 4}, {"markdown", 8}};
	size_t chosen;
	if (!choose(value, "output format", words, 3, &chosen, sink)) return false;
	o->json = chosen == 1;
	o->markdown = chosen == 2;
	return true;
}

static bool set_config_format(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_str words[] = {{"text", 4}, {"json", 4}};
	size_t chosen;
	if (!choose(value, "output format", words, 2, &chosen, sink)) return false;
	o->json = chosen == 1;
	return true;
}

static bool set_eval_format(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_measure_report *const reports[] = {&nl_measure_report_text, &nl_measure_report_json,
		&nl_measure_report_csv};
	static const nl_str words[] = {{"text", 4}, {"json", 4}, {"csv", 3}};
	size_t chosen;
	if (!choose(value, "output format", words, 3, &chosen, sink)) return false;
	o->eval_report = reports[chosen];
	return true;
}

static bool is_stdout(const char *path)
{
	return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
}

static bool set_compare_format(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_compare_report *const reports[] = {&nl_compare_report_text, &nl_compare_report_json,
		&nl_compare_report_html};
	static const nl_str words[] = {{"text", 4}, {"json", 4}, {"html", 4}};
	size_t chosen;
	if (!choose(value, "output format", words, 3, &chosen, sink)) return false;
	o->compare_report = reports[chosen];
	return true;
}

static bool set_history_format(nl_options *o, nl_str value, nl_sink *sink)
{
	static const nl_history_report *const reports[] = {&nl_history_report_text, &nl_history_report_json,
		&nl_history_report_html};
	static const nl_str words[] = {{"text", 4}, {"json", 4}, {"html", 4}};
	size_t chosen;
	if (!choose(value, "output format", words, 3, &chosen, sink)) return false;
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
		nl_change change = NL_CHANGE_ABSENT;
		if (!nl_change_find(name, &change) || change == NL_CHANGE_ABSENT) {
			nl_str known[NL_CHANGES];
			uint32_t count = 0;
			for (int c = NL_CHANGE_UNCHANGED; c < NL_CHANGES; c++)
				known[count++] = nl_str_of(nl_change_name((nl_change)c));
			nl_tell_unknown(sink, "change", name, known, count);
			return false;
		}
		o->fail_on |= 1u << change;
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
	o->output_file = is_stdout(value.ptr) ? NULL : value.ptr;
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
	if (equals == SIZE_MAX || equals == 0) return wrong(sink, "RULESET=SCORE", value);
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
	static const nl_str words[] = {{"auto", 4}, {"always", 6}, {"never", 5}};
	size_t chosen;
	if (!choose(value, "word", words, 3, &chosen, sink)) return false;
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
static const option options_table[] = {
	{CHECK | NL_COMMAND_CONFIG | NL_COMMAND_SUPPRESS | COMPARE | HISTORY | ANNOTATE, "Rules", "--ruleset", NULL, 0,
		"NAME,...", "judge by these only, or by 'all' (default: all but optional ones)", set_rulesets},
	{CONFIGURED, "Rules", "--rules", NULL, 0, "PATH",
		"add a rule file, or all .norm files of a directory; they replace built-in names", set_rules},
	{ALL | CONFIGURED, "Rules", "--no-builtin", NULL, 0, NULL, "leave the built-in positions and rule sets out", set_no_builtin},
	{NL_COMMAND_RULES, "Rules", "--topic", NULL, 0, "TOPIC", "only positions of this topic", set_topic},
	{NL_COMMAND_TEST, "Rules", "--coverage", NULL, 0, NULL, "an alternative without an example is an error", set_coverage},
	{CONFIGURED | NL_COMMAND_TEST, "Configuration", "--config", NULL, 0, "FILE",
		"take it from FILE instead of the nearest .normlint", set_config},
	{CONFIGURED | NL_COMMAND_TEST, "Configuration", "--no-config", NULL, 0, NULL, "take none", set_no_config},
	{TEXTS, "Texts", "--input-format", NULL, 0, "FORMAT",
		"auto, text, markdown, html, rst, asciidoc, latex, docx, odt, fodt (default: auto)", set_input_format},
	{TEXTS, "Texts", "--changes", NULL, 0, "WHICH",
		"tracked changes of a Word or OpenDocument text: accepted or original (default: accepted)", set_changes},
	{TEXTS, "Texts", "--max-size", NULL, 0, "SIZE",
		"read no file that is larger, or unpacks to more: 64K, 20M, 1G (default: see README)", set_max_size},
	{(TEXTS & ~HISTORY) | NL_COMMAND_FMT, "Texts", "--stdin-filename", NULL, 0, "NAME",
		"what to call standard input; its ending tells the format", set_stdin_name},
	{TEXTS, "Texts", "--language", NULL, 0, "NAME", "the language of the texts (default: english)", set_language},
	{HISTORY, "Texts", "--git", NULL, 0, "REV[..REV]",
		"only what is in this revision, or in the second and not in the first (default: HEAD)", set_git},
	{COMPARE, "Texts", "--git", NULL, 0, "REV[..REV]",
		"compare FILE at a Git revision with the one on disk, or at two revisions", set_git},
	{CHECK, "Texts", "--no-gitignore", NULL, 0, NULL, "in directories, do not leave out what Git ignores", set_no_gitignore},
	{CHECK, "Texts", "--force-exclude", NULL, 0, NULL,
		"leave out what the configuration excludes even if it is named here", set_force_exclude},
	{CHECK, "Texts", "--jobs", NULL, 'j', "N", "check so many texts at a time (default: one for each processor)", set_jobs},
	{CHECK, "Output", "--output-format", "--format", 'f',
		"FORMAT", "text, concise, json, ndjson, sarif, rdjson, github, gitlab, junit, checkstyle,\ncsv, markdown, html or sqlite (default: text); several may be given",
		set_report},
	{NL_COMMAND_RULES, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or markdown (default: text)",
		set_list_format},
	{NL_COMMAND_CONFIG, "Output", "--output-format", "--format", 'f', "FORMAT", "text or json (default: text)",
		set_config_format},
	{EVAL, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or csv (default: text)", set_eval_format},
	{COMPARE, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or html (default: text)", set_compare_format},
	{HISTORY, "Output", "--output-format", "--format", 'f', "FORMAT", "text, json or html (default: text)", set_history_format},
	{CHECK, "Output", "--output-file", NULL, 'o', "FILE",
		"write the format before it there instead of to standard output (-)", set_report_file},
	{ANNOTATE, "Output", "--output-file", NULL, 'o', "FILE",
		"write the text with its comments there (-: standard output); may be the text itself", set_annotated_file},
	{ANNOTATE, "Output", "--remove", NULL, 0, NULL, "take the comments of normlint out, and add none", set_remove},
	{ALL & ~(CHECK | ANNOTATE), "Output", "--output-file", NULL, 'o', "FILE",
		"write there instead of to standard output (-)", set_output_file},
	{CHECK | ANNOTATE, "Output", "--min-severity", NULL, 0, "LEVEL",
		"show findings from note, warning or error up (default: note)", set_min_severity},
	{NL_COMMAND_FMT, "Output", "--check", NULL, 0, NULL, "only tell which files would change", set_check},
	{NL_COMMAND_FMT, "Output", "--diff", NULL, 0, NULL, "only show what would change", set_diff},
	{NL_COMMAND_SUPPRESS, "Suppression", "--until", NULL, 0, "DATE", "the last day on which it holds: 2027-06-30", set_until},
	{ALL | OURS | NL_COMMAND_FMT, "Output", "--color", "--colour", 0, "WHEN", "auto, always or never (default: auto)",
		set_colour},
	{CHECK, "Output", "--verbose", NULL, 'v', NULL,
		"also what the text says, position by position, and where it stands on axes", set_verbose},
	{CHECK, "Output", "--quiet", NULL, 'q', NULL, "findings only, without scores and totals", set_quiet},
	{COMPARE, "Output", "--verbose", NULL, 'v', NULL,
		"also what is unchanged or was moved, and each change in its sentence", set_verbose},
	{HISTORY, "Output", "--verbose", NULL, 'v', NULL, "also revisions in which no position changed", set_verbose},
	{HISTORY, "Output", "--quiet", NULL, 'q', NULL, "changes only, without scores and axes", set_quiet},
	{COMPARE, "Output", "--quiet", NULL, 'q', NULL, "changes only, without scores and totals", set_quiet},
	{NL_COMMAND_TEST, "Output", "--verbose", NULL, 'v', NULL, "also every position with its number of examples", set_verbose},
	{NL_COMMAND_INIT | NL_COMMAND_SUPPRESS | ANNOTATE, "Output", "--quiet", NULL, 'q', NULL, "errors only", set_quiet},
	{NL_COMMAND_FMT, "Output", "--quiet", NULL, 'q', NULL, "errors only", set_quiet},
	{NL_COMMAND_TEST, "Output", "--quiet", NULL, 'q', NULL, "failures only, without warnings and the summary", set_quiet},
	{EVAL, "Output", "--misses", NULL, 0, "POSITION",
		"show each place of this position that was missed or found falsely", set_misses},
	{EVAL, "Output", "--quiet", NULL, 'q', NULL, "totals only, without a line for each position", set_quiet},
	{EVAL, "Verdict", "--min-f1", NULL, 0, "N",
		"fail when F1 by sentence, of all positions together, is below N (0 to 1)", set_min_f1},
	{COMPARE, "Verdict", "--fail-on", NULL, 0, "CHANGE,...",
		"fail when a position is one of these: dropped, weakened, negated, new, ...", set_fail_on},
	{CHECK, "Fixes", "--fix", NULL, 0, NULL,
		"write what rules have instead into the texts, where that is safe; tell the rest", set_fix},
	{CHECK, "Fixes", "--diff", NULL, 0, NULL, "only show what --fix would change, for 'git apply'", set_diff},
	{CHECK | ANNOTATE, "Verdict", "--fail-level", NULL, 0, "LEVEL",
		"fail when there is a finding from here up (default: error)", set_fail_level},
	{CHECK, "Verdict", "--max-warnings", NULL, 0, "N", "fail when there are more than N warnings", set_max_warnings},
	{CHECK, "Verdict", "--min-score", NULL, 0, "RULESET=N", "fail when a text scores below N", set_min_score},
	{CHECK | ANNOTATE, "Verdict", "--baseline", NULL, 0, "FILE", "findings that are in FILE do not fail", set_baseline},
	{CHECK, "Verdict", "--write-baseline", NULL, 0, "FILE", "write all findings to FILE", set_write_baseline},
	{CHECK, "Verdict", "--prune-baseline", NULL, 0, NULL, "take findings that are gone out of the baseline", set_prune_baseline},
	{CHECK | ANNOTATE, "Verdict", "--exit-zero", NULL, 0, NULL, "end with status 0 whatever was found", set_exit_zero},
	{CHECK, "For rule authors", "--dump-tokens", NULL, 0, NULL,
		"print the words of the files given by --rules, and stop", set_dump_tokens},
	{CHECK, "For rule authors", "--dump-ast", NULL, 0, NULL, "print what was read from them, and stop", set_dump_ast},
	{CHECK, "For rule authors", "--dump-ir", NULL, 0, NULL, "print the compiled rules, and stop", set_dump_ir},
	{CHECK, "For rule authors", "--dump-doc", NULL, 0, NULL, "print blocks, sentences and lead-ins of the texts", set_dump_doc},
	{CHECK, "For rule authors", "--trace-match", NULL, 0, NULL, "print where each part of each pattern matched",
		set_trace_match},
	{ALL | OURS | NL_COMMAND_FMT, "Help", "--help", NULL, 'h', NULL, "print this", set_help},
};
/* clang-format on */

static const option *row_at(const nl_command *command, size_t *i)
{
	for (; *i < sizeof options_table / sizeof *options_table; (*i)++)
		if (options_table[*i].commands & command->bit) return &options_table[(*i)++];
	return NULL;
}

/* ---- parsing --------------------------------------------------------------------------------------------------- */

static const option *find_long(const nl_command *command, nl_str name)
{
	const option *row;
	for (size_t i = 0; (row = row_at(command, &i));)
		if (nl_str_eq(nl_str_of(row->name), name) || (row->alias && nl_str_eq(nl_str_of(row->alias), name))) return row;
	return NULL;
}

static const option *find_letter(const nl_command *command, char letter)
{
	const option *row;
	for (size_t i = 0; (row = row_at(command, &i));)
		if (row->letter == letter) return row;
	return NULL;
}

static bool tell_unknown_option(const nl_command *command, nl_str name, nl_sink *sink)
{
	nl_str known[MAX_OPTIONS];
	size_t count = 0;
	const option *row;
	for (size_t i = 0; (row = row_at(command, &i)) && count + 1 < MAX_OPTIONS;) {
		known[count++] = nl_str_of(row->name);
		if (row->alias) known[count++] = nl_str_of(row->alias);
	}
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "unknown option '" NL_FMT "' of 'normlint %s'",
		NL_ARG(name), command->name);
	const nl_str *nearest = nl_suggest(name, known, count);
	if (nearest) nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*nearest));
	else nl_diag_help(sink, diag, "see 'normlint %s --help'", command->name);
	return false;
}

typedef struct {
	nl_options *options;
	const nl_command *command;
	int count, at;
	char **words;
	nl_sink *sink;
} parser;

/* A setter tells what is wrong with a value; which option it was given to is added here. */
static bool set_value(parser *p, const option *row, nl_str name, const char *value)
{
	if (row->set(p->options, nl_str_of(value), p->sink)) return true;
	nl_diag_note(p->sink, nl_vec_last(&p->sink->list), "in the value of '" NL_FMT "'", NL_ARG(name));
	return false;
}

/* The value from behind "=" or the next word; `given` is NULL when it does not come from the word itself. */
static bool take_value(parser *p, const option *row, nl_str name, const char *given)
{
	if (!given && p->at < p->count) given = p->words[p->at++];
	if (given) return set_value(p, row, name, given);
	nl_sink_add(p->sink, NL_ERROR, (nl_str){0}, nowhere(), "'" NL_FMT "' needs a value: %s", NL_ARG(name), row->value);
	return false;
}

static bool take_long(parser *p, char *word)
{
	char *equals = strchr(word, '=');
	nl_str name = equals ? (nl_str){word, (size_t)(equals - word)} : nl_str_of(word);
	const option *row = find_long(p->command, name);
	if (!row) return tell_unknown_option(p->command, name, p->sink);
	if (row->value) return take_value(p, row, name, equals ? equals + 1 : NULL);
	if (!equals) return row->set(p->options, (nl_str){0}, p->sink);
	nl_sink_add(p->sink, NL_ERROR, (nl_str){0}, nowhere(), "'" NL_FMT "' takes no value", NL_ARG(name));
	return false;
}

/* "-qv", "-o FILE", "-oFILE" */
static bool take_letters(parser *p, char *word)
{
	for (char *c = word + 1; *c; c++) {
		char shown[] = {'-', *c, '\0'};
		const option *row = find_letter(p->command, *c);
		if (!row) return tell_unknown_option(p->command, c == word + 1 ? nl_str_of(word) : nl_str_of(shown), p->sink);
		if (row->value) return take_value(p, row, nl_str_of(shown), c[1] ? c + 1 : NULL);
		if (!row->set(p->options, (nl_str){0}, p->sink)) return false;
	}
	return true;
}

bool nl_options_parse(nl_options *options, const nl_command *command, int count, char **words, nl_sink *sink)
{
	parser p = {options, command, count, 0, words, sink};
	bool fine = true, only_operands = false;
	while (p.at < p.count) {
		char *word = p.words[p.at++];
		if (only_operands || word[0] != '-' || word[1] == '\0') *nl_vec_push(&options->operands) = word;
		else if (strcmp(word, "--") == 0) only_operands = true;
		else if (word[1] == '-') fine = take_long(&p, word) && fine;
		else fine = take_letters(&p, word) && fine;
	}
	return fine;
}

static bool same_place(const nl_output_choice *a, const nl_output_choice *b)
{
	if (!a->path || !b->path) return a->path == b->path;
	struct stat of_a, of_b;
	if (strcmp(a->path, b->path) == 0) return true;
	bool exist = stat(a->path, &of_a) == 0 && stat(b->path, &of_b) == 0;
	return exist && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino && S_ISREG(of_a.st_mode);
}

static void tell_same_place(const nl_output_choice *a, const nl_output_choice *b, nl_sink *sink)
{
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "the formats '%s' and '%s' both go to %s%s%s",
		a->report->name, b->report->name, b->path ? "'" : "standard output", b->path ? b->path : "", b->path ? "'" : "");
	nl_diag_help(sink, diag, "give each a file of its own: -f %s -o FILE -f %s -o FILE", a->report->name, b->report->name);
}

void nl_options_pair_outputs(nl_options *options, nl_sink *sink)
{
	if (options->outputs.len == 0) *nl_vec_push(&options->outputs) = (nl_output_choice){0};
	for (uint32_t i = 0; i < options->outputs.len; i++) {
		nl_output_choice *choice = &options->outputs.at[i];
		if (!choice->report) choice->report = &nl_report_text;
		if (choice->path && is_stdout(choice->path)) choice->path = NULL;
		if (choice->report->rows && !choice->path) {
			nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(),
				"the format '%s' is a database, which cannot go to standard output", choice->report->name);
			nl_diag_help(sink, diag, "name its file: -f %s -o FILE", choice->report->name);
			return;
		}
		for (uint32_t k = 0; k < i; k++) {
			if (!same_place(&options->outputs.at[k], choice)) continue;
			tell_same_place(&options->outputs.at[k], choice, sink);
			return;
		}
	}
}

void nl_options_check_stdin(const nl_options *options, nl_sink *sink)
{
	if (options->stdin_name.len == 0) return;
	for (uint32_t i = 0; i < options->operands.len; i++)
		if (strcmp(options->operands.at[i], "-") == 0) return;
	nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "--stdin-filename is given, but '-' is not among the paths");
}

void nl_options_init(nl_options *options)
{
	*options = (nl_options){.eval_report = &nl_measure_report_text,
		.compare_report = &nl_compare_report_text,
		.history_report = &nl_history_report_text,
		.min_severity = NL_NOTE,
		.fail_level = NL_ERROR,
		.max_warnings = UINT32_MAX,
		.until = NL_NO_DATE};
}

void nl_options_release(nl_options *options)
{
	nl_vec_release(&options->outputs);
	nl_vec_release(&options->operands);
	nl_vec_release(&options->rule_paths);
	nl_vec_release(&options->rulesets);
	nl_vec_release(&options->min_scores);
}

/* ---- help ------------------------------------------------------------------------------------------------------ */

static void add_names(nl_buf *out, const option *row)
{
	if (row->letter) nl_buf_addf(out, "-%c, ", row->letter);
	nl_buf_add_c(out, row->name);
	if (row->value) nl_buf_addf(out, " %s", row->value);
}

static size_t names_width(const nl_command *command)
{
	size_t width = 0;
	nl_buf names = {0};
	const option *row;
	for (size_t i = 0; (row = row_at(command, &i)); nl_buf_clear(&names)) {
		add_names(&names, row);
		if (names.len > width) width = names.len;
	}
	nl_buf_release(&names);
	return width;
}

/* Help of several lines is indented below its first. */
static void add_lines(nl_buf *out, const char *help, int indent)
{
	for (const char *end; (end = strchr(help, '\n')); help = end + 1)
		nl_buf_addf(out, "%.*s\n%*s", (int)(end - help), help, indent, "");
	nl_buf_addf(out, "%s\n", help);
}

static void add_options(const nl_command *command, nl_buf *out)
{
	int width = (int)names_width(command);
	const char *section = "";
	nl_buf names = {0};
	const option *row;
	for (size_t i = 0; (row = row_at(command, &i)); nl_buf_clear(&names)) {
		if (strcmp(section, row->section) != 0) nl_buf_addf(out, "\n%s\n", row->section);
		section = row->section;
		add_names(&names, row);
		nl_buf_addf(out, "  %-*.*s  ", width, (int)names.len, names.ptr);
		add_lines(out, row->help, width + 4);
	}
	nl_buf_release(&names);
}

void nl_options_help(const nl_command *command, nl_buf *out)
{
	nl_buf_addf(out, "usage: normlint %s [OPTIONS]%s%s\n\n%s\n", command->name, command->operands[0] ? " " : "",
		command->operands, command->about);
	add_options(command, out);
	nl_buf_addf(out, "\nExamples\n%s", command->examples);
}
