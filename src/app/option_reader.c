/* Reads a command line by the table of options. */
#include <string.h>
#include <sys/stat.h>

#include "app/option_table.h"
#include "diag/suggest.h"

enum { MAX_OPTIONS = 64 };

static nl_label nowhere(void)
{
	return (nl_label){0};
}

static const nl_option *find_long(const nl_command *command, nl_str name)
{
	const nl_option *row;
	for (size_t i = 0; (row = nl_option_next(command, &i));)
		if (nl_str_eq(nl_str_of(row->name), name) || (row->alias && nl_str_eq(nl_str_of(row->alias), name))) return row;
	return NULL;
}

static const nl_option *find_letter(const nl_command *command, char letter)
{
	const nl_option *row;
	for (size_t i = 0; (row = nl_option_next(command, &i));)
		if (row->letter == letter) return row;
	return NULL;
}

/* "--output" for "--output-format" and "--output-file". False when none begins so. */
static bool tell_beginnings(nl_str name, const nl_str *known, size_t count, nl_sink *sink, nl_diag *diag)
{
	nl_buf names = {0};
	for (size_t i = 0; i < count && name.len > 3; i++)
		if (nl_str_starts(known[i], name))
			nl_buf_addf(&names, "%s'" NL_FMT "'", names.len ? " or " : "", NL_ARG(known[i]));
	bool any = names.len > 0;
	if (any) nl_diag_help(sink, diag, "did you mean " NL_FMT "?", NL_ARG(nl_buf_str(&names)));
	nl_buf_release(&names);
	return any;
}

static bool tell_unknown_option(const nl_command *command, nl_str name, nl_sink *sink)
{
	nl_str known[MAX_OPTIONS];
	size_t count = 0;
	const nl_option *row;
	for (size_t i = 0; (row = nl_option_next(command, &i)) && count + 1 < MAX_OPTIONS;) {
		known[count++] = nl_str_of(row->name);
		if (row->alias) known[count++] = nl_str_of(row->alias);
	}
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, nowhere(), "unknown option '" NL_FMT "' of 'normlint %s'",
		NL_ARG(name), command->name);
	if (tell_beginnings(name, known, count, sink, diag)) return false;
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
static bool set_value(parser *p, const nl_option *row, nl_str name, const char *value)
{
	if (row->set(p->options, nl_str_of(value), p->sink)) return true;
	nl_diag_note(p->sink, nl_vec_last(&p->sink->list), "in the value of '" NL_FMT "'", NL_ARG(name));
	return false;
}

/* The value from behind "=" or the next word; `given` is NULL when it does not come from the word itself. */
static bool take_value(parser *p, const nl_option *row, nl_str name, const char *given)
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
	const nl_option *row = find_long(p->command, name);
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
		const nl_option *row = find_letter(p->command, *c);
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

bool nl_option_is_stdout(const char *path)
{
	return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0;
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
		if (choice->path && nl_option_is_stdout(choice->path)) choice->path = NULL;
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

void nl_options_check_endings(const nl_options *options, nl_sink *sink)
{
	const nl_output_choice *choice = &options->outputs.at[0];
	static const struct {
		const char *ending, *format;
	} endings[] = {{".html", "html"}, {".htm", "html"}, {".json", "json"}, {".ndjson", "ndjson"}, {".jsonl", "ndjson"},
		{".sarif", "sarif"}, {".csv", "csv"}, {".xml", "junit"}, {".db", "sqlite"}, {".sqlite", "sqlite"}};
	if (options->gave_report || options->dumps || !choice->path) return;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (!nl_str_ends(nl_str_of(choice->path), nl_str_of(endings[i].ending))) continue;
		nl_diag *diag = nl_sink_add(sink, NL_WARNING, (nl_str){0}, nowhere(), "'%s' gets the report as text", choice->path);
		nl_diag_help(sink, diag, "for what its name says: -f %s -o %s; -f text says that text is meant",
			endings[i].format, choice->path);
		return;
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
