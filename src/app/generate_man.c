/* The sections of normlint(1) that the table of options and that of commands hold: COMMANDS and OPTIONS, in mdoc. */
#include <string.h>

#include "app/commands.h"
#include "app/generate.h"
#include "app/option_table.h"

enum { LINE = 78 }; /* bytes */

/* Words that roff would take for its own are made plain. A line break is kept; others come where a line would be too long. */
static void add_text(nl_buf *out, const char *text, bool fill)
{
	size_t column = 0;
	for (; *text; text++) {
		size_t before = out->len;
		if (column == 0 && strchr(".'", *text)) nl_buf_add_c(out, "\\&");
		bool wrap = fill && *text == ' ' && column + strcspn(text + 1, " \n") >= LINE;
		if (*text == '\\') nl_buf_add_c(out, "\\e");
		else if (*text == '-' && text[1] == '-') nl_buf_add_c(out, "\\-");
		else if (*text != ' ' || text[1] != '\n') nl_buf_add_byte(out, wrap ? '\n' : *text);
		column = wrap || *text == '\n' ? 0 : column + (out->len - before);
	}
}

/* A text of sentences: each begins a line. */
static void add_sentences(nl_buf *out, const char *text)
{
	nl_buf lines = {0};
	for (; *text; text++) {
		bool ends = *text == '.' && text[1] == ' ' && text[2] >= 'A' && text[2] <= 'Z';
		nl_buf_add_byte(&lines, *text);
		if (ends) nl_buf_add_byte(&lines, '\n'), text++;
	}
	nl_buf_add_byte(&lines, '\0');
	add_text(out, lines.ptr, true);
	nl_buf_add_byte(out, '\n');
	nl_buf_release(&lines);
}

static void add_option(nl_buf *out, const nl_option *row)
{
	nl_buf_add_c(out, ".It");
	if (row->letter) nl_buf_addf(out, " Fl %c%s", row->letter, row->value ? " Ar " : "");
	if (row->letter && row->value) nl_buf_add_c(out, row->value);
	nl_buf_addf(out, "%s Fl %s", row->letter ? " ," : "", row->name + 1);
	if (row->value) nl_buf_addf(out, " Ar %s", row->value);
	nl_buf_add_byte(out, '\n');
	add_text(out, row->help, true);
	if (row->alias) nl_buf_addf(out, ";\nalso\n.Fl %s", row->alias + 1);
	nl_buf_add_c(out, "\n");
}

static void add_options(nl_buf *out, const nl_command *command)
{
	const nl_option *row;
	const char *section = "";
	for (size_t i = 0; (row = nl_option_next(command, &i));) {
		if (strcmp(row->name, "--help") == 0) continue;
		if (strcmp(section, row->section) != 0) {
			if (section[0]) nl_buf_add_c(out, ".El\n");
			nl_buf_addf(out, ".Pp\n%s:\n.Bl -tag -width Ds -compact -offset indent\n", row->section);
			section = row->section;
		}
		add_option(out, row);
	}
	if (section[0]) nl_buf_add_c(out, ".El\n");
}

static void add_examples(nl_buf *out, const char *examples)
{
	nl_buf_add_c(out, ".Pp\nExamples:\n.Bd -literal -offset indent\n");
	for (const char *end; (end = strchr(examples, '\n')); examples = end + 1) {
		while (*examples == ' ') examples++;
		nl_buf line = {0};
		nl_buf_addf(&line, "%.*s", (int)(end - examples), examples);
		nl_buf_add_byte(&line, '\0');
		add_text(out, line.ptr, false);
		nl_buf_add_byte(out, '\n');
		nl_buf_release(&line);
	}
	nl_buf_add_c(out, ".Ed\n");
}

void nl_generate_man(nl_buf *out)
{
	const nl_command *command;
	nl_buf_add_c(out, ".Sh COMMANDS\nEach has its options, and\n.Fl h , Fl -help ,\nwhich shows them.\n");
	for (size_t c = 0; (command = nl_command_at(c)); c++) {
		nl_buf_addf(out, ".Ss normlint %s%s%s\\&\n", command->name, command->operands[0] ? " " : "", command->operands);
		add_sentences(out, command->about);
		add_options(out, command);
		add_examples(out, command->examples);
	}
}
