/* app/commands.h - the subcommands, a file each. To add one: cmd_NAME.c beside the others, its bit in options.h, and a
 * line here and in commands.c. */
#ifndef NL_APP_COMMANDS_H
#define NL_APP_COMMANDS_H

#include "app/options.h"

/* How a run ends. Never CLEAN after a broken rule or a text that could not be read. */
enum { NL_EXIT_CLEAN = 0, NL_EXIT_FINDINGS = 1, NL_EXIT_TROUBLE = 2 };

extern const nl_command nl_command_check, nl_command_test, nl_command_explain, nl_command_rules, nl_command_eval,
	nl_command_fmt, nl_command_compare, nl_command_history, nl_command_config, nl_command_init, nl_command_suppress,
	nl_command_annotate;

const nl_command *nl_command_at(size_t i);      /* in the order of help; NULL past the last */
const nl_command *nl_command_find(nl_str name); /* NULL when there is none */

#endif
