/* app/option_table.h - the one table of options: reading a command line (option_reader.c), --help (option_help.c), completions
 * of shells (completions.c) and the manual (manual.c) are all made from it, so they cannot disagree.
 *
 * To add an option: a field in options.h, a setter and a row in option_table.c. */
#ifndef NL_APP_OPTION_TABLE_H
#define NL_APP_OPTION_TABLE_H

#include "app/option_values.h"
#include "app/options.h"

typedef struct {
	unsigned commands;        /* that take it: nl_command_bit */
	const char *section;      /* heading in help */
	const char *name, *alias; /* with their hyphens; the alias may be NULL */
	char letter;              /* 0: none */
	const char *value;        /* what help calls the value; NULL: a flag */
	const char *help;
	bool (*set)(nl_options *options, nl_str value, nl_sink *sink); /* false after an error in `sink` */
	nl_value_kind kind;
} nl_option;

/* The options of a command, in the order of help: call with *i == 0 first. NULL at the end. */
const nl_option *nl_option_next(const nl_command *command, size_t *i);

bool nl_option_is_stdout(const char *path); /* whether a path that was given means standard output */

#endif
