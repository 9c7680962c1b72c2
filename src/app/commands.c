/* The table of subcommands, in the order of help. */
#include "app/commands.h"

static const nl_command *const commands[] = {&nl_command_check, &nl_command_annotate, &nl_command_compare,
	&nl_command_history, &nl_command_test, &nl_command_explain, &nl_command_rules, &nl_command_eval, &nl_command_fmt,
	&nl_command_config, &nl_command_init, &nl_command_suppress};
enum { COMMANDS = sizeof commands / sizeof *commands };

const nl_command *nl_command_at(size_t i)
{
	return i < COMMANDS ? commands[i] : NULL;
}

const nl_command *nl_command_find(nl_str name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (nl_str_eq(nl_str_of(commands[i]->name), name)) return commands[i];
	return NULL;
}
