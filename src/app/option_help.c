/* --help of a command, by the table of options. */
#include <string.h>

#include "app/option_table.h"

enum { NARROWEST = 20 }; /* columns beside the names of options; with less, lines stay as they are */

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

/* Words of help, in lines of at most `width` columns when that is not 0, indented below the first; a line end of the table stays
 * where there is room. */
static void add_lines(nl_buf *out, const char *help, size_t indent, size_t width)
{
	size_t column = indent, room = width > indent + NARROWEST ? width : 0;
	while (*help) {
		size_t len = strcspn(help, " \n"), line = strcspn(help, "\n");
		bool breaks = column > indent && room && column + 1 + len > room;
		if (breaks) nl_buf_addf(out, "\n%*s", (int)indent, "");
		else if (column > indent) nl_buf_add_byte(out, ' ');
		column = breaks ? indent : column + (column > indent);
		nl_buf_add(out, (nl_str){help, len});
		column += len;
		bool ends = !room && len == line && help[len];
		if (ends) nl_buf_addf(out, "\n%*s", (int)indent, "");
		if (ends) column = indent;
		help += len + (help[len] != '\0');
	}
	nl_buf_add_byte(out, '\n');
}

static void add_options(const nl_command *command, uint32_t columns, nl_buf *out)
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
		add_lines(out, row->help, (size_t)width + 4, columns);
	}
	nl_buf_release(&names);
}

void nl_options_help(const nl_command *command, uint32_t width, nl_buf *out)
{
	nl_buf_addf(out, "usage: normlint %s [OPTIONS]%s%s\n\n%s\n", command->name, command->operands[0] ? " " : "",
		command->operands, command->about);
	add_options(command, width, out);
	nl_buf_addf(out, "\nExamples\n%s", command->examples);
}
