/* app/options.h - the command line as data: what was asked for. The table that it is read by is in option_table.h. */
#ifndef NL_APP_OPTIONS_H
#define NL_APP_OPTIONS_H

#include "app/option_values.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/vec.h"
#include "doc/input.h"
#include "report/compare_report.h"
#include "report/eval_report.h"
#include "report/history_report.h"
#include "report/report.h"

/* Commands as bits, so that a row of the table can serve several. */
typedef enum {
	NL_COMMAND_CHECK = 1 << 0,
	NL_COMMAND_TEST = 1 << 1,
	NL_COMMAND_EXPLAIN = 1 << 2,
	NL_COMMAND_RULES = 1 << 3,
	NL_COMMAND_EVAL = 1 << 4,
	NL_COMMAND_FMT = 1 << 5,
	NL_COMMAND_COMPARE = 1 << 6,
	NL_COMMAND_HISTORY = 1 << 7,
	NL_COMMAND_CONFIG = 1 << 8,
	NL_COMMAND_INIT = 1 << 9,
	NL_COMMAND_SUPPRESS = 1 << 10,
	NL_COMMAND_ANNOTATE = 1 << 11
} nl_command_bit;

typedef enum { NL_COLOUR_AUTO, NL_COLOUR_ALWAYS, NL_COLOUR_NEVER } nl_colour_mode;

/* What a rule author may look into instead of checking. */
typedef enum {
	NL_DUMP_TOKENS = 1 << 0,
	NL_DUMP_AST = 1 << 1,
	NL_DUMP_IR = 1 << 2,
	NL_DUMP_DOC = 1 << 3,
	NL_TRACE_MATCH = 1 << 4
} nl_dump_bit;

typedef struct {
	nl_str ruleset;
	double score;
} nl_min_score;

/* An output of `check`: a report and where it goes. */
typedef struct {
	const nl_report *report; /* NULL while its --output-format is still to come */
	const char *path;        /* NULL: standard output */
} nl_output_choice;

/* Strings point into argv. */
typedef struct {
	NL_VEC(const char *) operands;
	NL_VEC(const char *) rule_paths;
	NL_VEC(nl_str) rulesets;
	NL_VEC(nl_min_score) min_scores;
	NL_VEC(nl_output_choice) outputs; /* of check; at least one after nl_options_pair_outputs() */
	const nl_measure_report *eval_report;
	const nl_compare_report *compare_report;
	const nl_history_report *history_report;
	const char *config, *baseline, *write_baseline; /* files; NULL: not given */
	const char *output_file; /* of other commands; NULL: standard output, but for annotate, which then has none */
	nl_str stdin_name, topic, misses;
	nl_date until;    /* NL_NO_DATE: for ever */
	nl_str language;  /* empty: not given */
	nl_str git;       /* "A", "A..B"; empty: texts as they lie on disk */
	uint32_t fail_on; /* mask of 1u << nl_change */
	nl_input_options input;
	nl_severity min_severity;
	nl_severity fail_level; /* NL_ERROR, also when it was not given */
	uint32_t max_warnings;  /* UINT32_MAX: any number */
	uint32_t jobs;          /* 0: as many as processors */
	double min_f1;          /* 0: any */
	nl_colour_mode colour;
	unsigned dumps; /* nl_dump_bit */
	bool gave_fail_level, no_config, no_gitignore, force_exclude, prune_baseline;
	bool fix, gave_report, remove;
	bool no_builtin, exit_zero, quiet, verbose, coverage, help, json, markdown, check, diff;
} nl_options;

/* A subcommand: what main.c dispatches on and help is made of. */
typedef struct {
	const char *name;
	nl_command_bit bit;
	const char *operands;         /* "PATH..." */
	nl_value_kind first, further; /* operands that shells propose */
	const char *summary;          /* a line for the list of commands */
	const char *about;            /* a few lines for its own help */
	const char *examples;         /* lines, each with what it does */
	int (*run)(const nl_options *options);
} nl_command;

void nl_options_init(nl_options *options);
void nl_options_release(nl_options *options);
/* Reads the words behind the command's name. Errors go to `sink`; all are told, not only the first. */
bool nl_options_parse(nl_options *options, const nl_command *command, int count, char **words, nl_sink *sink);

/* Sees to it that each output has a report and a place of its own, or adds an error. */
void nl_options_pair_outputs(nl_options *options, nl_sink *sink);
/* Warns of "-o report.html" without a format: the file gets what its name does not say. */
void nl_options_check_endings(const nl_options *options, nl_sink *sink);

/* Adds an error when --stdin-filename is given and no operand is "-". */
void nl_options_check_stdin(const nl_options *options, nl_sink *sink);

/* Help for a command, and its usage line. `width`: columns that its options fit into; 0: any. */
void nl_options_help(const nl_command *command, uint32_t width, nl_buf *out);

#endif
