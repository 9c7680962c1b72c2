/* --help of a command, by the table of options. */
#include <string.h>

#include "app/option_table.h"

static void add_names(nl_buf *out, const nl_option *row)
{
	if (row->letter) nl_buf_addf(out, "-%c, ", row->letter);
	nl_buf_add_c(out, row->name);
	if (row->value) nl_buf_addf(out, " %s", row->value);
}

static size_t names_width(const nl_command *command)
{
	size_t width = 0;
	nl_buf names = {0};
	const nl_option *row;
	for (size_t i = 0; (row = nl_option_next(command, &i)); nl_buf_clear(&names)) {
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
	const nl_option *row;
	for (size_t i = 0; (row = nl_option_next(command, &i)); nl_buf_clear(&names)) {
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
