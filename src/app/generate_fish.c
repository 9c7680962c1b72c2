/* Completion for fish: a line for each option of each command. */
#include "app/commands.h"
#include "app/generate.h"
#include "app/names.h"
#include "app/option_table.h"

/* Inside single quotes. */
static void add_quoted(nl_buf *out, const char *text)
{
	nl_buf_add_byte(out, '\'');
	nl_generate_text(out, text, "\\'", "\\");
	nl_buf_add_byte(out, '\'');
}

static void add_files(nl_buf *out, nl_value_kind kind)
{
	if (kind == NL_VALUE_RULE_FILE) nl_buf_add_c(out, "__fish_complete_suffix .norm");
	else if (kind == NL_VALUE_LABELS) nl_buf_add_c(out, "__fish_complete_suffix .tsv");
	else if (kind == NL_VALUE_DIRECTORY) nl_buf_add_c(out, "__fish_complete_directories");
	else if (kind == NL_VALUE_FILE) nl_buf_add_c(out, "__fish_complete_path");
	else if (kind == NL_VALUE_REVISION) nl_buf_add_c(out, "git for-each-ref --format=\"%(refname:short)\" 2>/dev/null");
	else {
		nl_buf_add_c(out, "__fish_complete_suffix");
		for (size_t i = 0; nl_format_ending(i); i++) nl_buf_addf(out, " %s", nl_format_ending(i));
	}
}

/* What proposes a value, as the argument of -a; nothing for one of which nothing is known. */
static void add_proposals(nl_buf *out, nl_value_kind kind)
{
	const char *names = nl_names_called(kind);
	bool list = nl_value_is_list(kind), words = nl_value_word(kind, 0).len > 0;
	if (kind == NL_VALUE_ANY) return;
	nl_buf_add_c(out, " -a '(");
	if (list) nl_buf_add_c(out, "__fish_complete_list , \"");
	if (words) {
		nl_buf_add_c(out, "printf %s\\\\n");
		nl_str word;
		for (size_t i = 0; (word = nl_value_word(kind, i)).len; i++) nl_buf_addf(out, " " NL_FMT, NL_ARG(word));
	} else if (names) nl_buf_addf(out, "normlint --complete %s 2>/dev/null", names);
	else add_files(out, kind);
	if (kind == NL_VALUE_RULESET_SCORE) nl_buf_add_c(out, " | string replace -r \"\\$\" =");
	nl_buf_add_c(out, list ? "\")'" : ")'");
}

static void add_option(nl_buf *out, const nl_command *command, const nl_option *row)
{
	nl_buf_addf(out, "complete -c normlint -n '__fish_seen_subcommand_from %s' -l %s", command->name, row->name + 2);
	if (row->letter) nl_buf_addf(out, " -s %c", row->letter);
	if (row->value) {
		nl_buf_add_c(out, " -x");
		add_proposals(out, row->kind);
	}
	nl_buf_add_c(out, " -d ");
	add_quoted(out, row->help);
	nl_buf_add_byte(out, '\n');
}

static void add_operands(nl_buf *out, const nl_command *command, nl_value_kind kind)
{
	if (kind == NL_VALUE_ANY) return;
	nl_buf_addf(out, "complete -c normlint -n '__fish_seen_subcommand_from %s'", command->name);
	add_proposals(out, kind);
	nl_buf_add_byte(out, '\n');
}

void nl_generate_fish(nl_buf *out)
{
	nl_buf_add_c(out,
		"# Completion of normlint for fish, made by `normlint --generate complete-fish`.\n"
		"complete -c normlint -f\n"
		"complete -c normlint -n __fish_use_subcommand -l help -s h -d 'what commands there are'\n"
		"complete -c normlint -n __fish_use_subcommand -l version -s V -d 'versions of the program and its "
		"libraries'\n");
	const nl_command *command;
	for (size_t c = 0; (command = nl_command_at(c)); c++) {
		nl_buf_addf(out, "complete -c normlint -n __fish_use_subcommand -a %s -d ", command->name);
		add_quoted(out, command->summary);
		nl_buf_add_byte(out, '\n');
		const nl_option *row;
		for (size_t i = 0; (row = nl_option_next(command, &i));) add_option(out, command, row);
		add_operands(out, command, command->first);
		if (command->further != command->first) add_operands(out, command, command->further);
	}
}
