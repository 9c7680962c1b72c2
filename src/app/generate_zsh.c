/* Completion for zsh: what _arguments is to know of each command. */
#include "app/commands.h"
#include "app/generate.h"
#include "app/names.h"
#include "app/option_table.h"

/* clang-format off: as it comes out */
static const char head[] = "#compdef normlint\n"
						   "# Completion of normlint for zsh, made by `normlint --generate complete-zsh`.\n"
						   "\n"
						   "_normlint_known() {\n"
						   "\tlocal -a names\n"
						   "\tnames=(${(f)\"$(_call_program names normlint --complete $1 2>/dev/null)\"})\n"
						   "\tshift\n"
						   "\tcompadd \"$@\" -a names\n"
						   "}\n";

static const char begin[] =
	"\n"
	"_normlint() {\n"
	"\tlocal curcontext=\"$curcontext\" state state_descr line ret=1\n"
	"\tlocal -A opt_args\n"
	"\t_arguments -C '(- *)'{-h,--help}'[what commands there are]' '(- *)'{-V,--version}'[versions]' \\\n"
	"\t\t'1: :->command' '*:: :->words' && ret=0\n"
	"\tcase $state in\n"
	"\tcommand)\n"
	"\t\tlocal -a commands=(\n";
/* clang-format on */

/* _arguments puts words of its own behind a function's name, so each kind of names has its function. */
static void add_names(nl_buf *out)
{
	for (nl_value_kind kind = 0; kind < NL_VALUE_KINDS; kind++) {
		const char *names = nl_names_called(kind);
		if (names && kind != NL_VALUE_RULESET_SCORE)
			nl_buf_addf(out, "_normlint_%s() { _normlint_known %s \"$@\" }\n", names, names);
	}
}

/* Inside a message or description of _arguments, inside single quotes. */
static void add_escaped(nl_buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\'') nl_buf_add_c(out, "'\\''");
		else {
			char one[] = {*text, '\0'};
			nl_generate_text(out, one, "[]:\\", "\\");
		}
	}
}

static void add_words(nl_buf *out, nl_value_kind kind)
{
	nl_str word;
	if (nl_value_is_list(kind)) nl_buf_add_c(out, "_sequence compadd -");
	else nl_buf_add_c(out, "(");
	for (size_t i = 0; (word = nl_value_word(kind, i)).len; i++)
		nl_buf_addf(out, "%s" NL_FMT, i || nl_value_is_list(kind) ? " " : "", NL_ARG(word));
	if (!nl_value_is_list(kind)) nl_buf_add_c(out, ")");
}

static void add_files(nl_buf *out, nl_value_kind kind)
{
	if (kind == NL_VALUE_RULE_FILE) nl_buf_add_c(out, "_files -g \"*.norm(-.)\"");
	else if (kind == NL_VALUE_LABELS) nl_buf_add_c(out, "_files -g \"*.tsv(-.)\"");
	else if (kind == NL_VALUE_DIRECTORY) nl_buf_add_c(out, "_files -/");
	else if (kind == NL_VALUE_FILE) nl_buf_add_c(out, "_files");
	else if (kind == NL_VALUE_REVISION)
		nl_buf_add_c(out, "compadd ${(f)\"$(git for-each-ref --format=\"%(refname\\:short)\" 2>/dev/null)\"}");
	else if (kind == NL_VALUE_TEXT) {
		nl_buf_add_c(out, "_files -g \"(#i)*.(");
		for (size_t i = 0; nl_format_ending(i); i++) nl_buf_addf(out, "%s%s", i ? "|" : "", nl_format_ending(i) + 1);
		nl_buf_add_c(out, ")(-.)\"");
	}
}

static void add_action(nl_buf *out, nl_value_kind kind)
{
	const char *names = nl_names_called(kind);
	if (nl_value_word(kind, 0).len) add_words(out, kind);
	else if (!names) add_files(out, kind);
	else if (nl_value_is_list(kind)) nl_buf_addf(out, "_sequence _normlint_%s", names);
	else nl_buf_addf(out, "_normlint_%s%s", names, kind == NL_VALUE_RULESET_SCORE ? " -S =" : "");
}

/* '*'{-f+,--output-format=}'[help]:FORMAT:(text json)' */
static void add_option(nl_buf *out, const nl_option *row)
{
	const char *ends_letter = row->value ? "+" : "", *ends_name = row->value ? "=" : "";
	nl_buf_add_c(out, " \\\n\t\t\t\t'*'");
	if (row->letter) nl_buf_addf(out, "{-%c%s,%s%s}", row->letter, ends_letter, row->name, ends_name);
	else nl_buf_addf(out, "%s%s", row->name, ends_name);
	nl_buf_add_c(out, "'[");
	add_escaped(out, row->help);
	nl_buf_add_c(out, "]");
	if (row->value) {
		nl_buf_add_c(out, ":");
		add_escaped(out, row->value);
		nl_buf_add_c(out, ":");
		add_action(out, row->kind);
	}
	nl_buf_add_c(out, "'");
}

static void add_operands(nl_buf *out, const nl_command *command)
{
	if (command->first == NL_VALUE_ANY) return;
	nl_buf_add_c(out, " \\\n\t\t\t\t'1: :");
	add_action(out, command->first);
	nl_buf_add_c(out, "' '*: :");
	add_action(out, command->further);
	nl_buf_add_c(out, "'");
}

void nl_generate_zsh(nl_buf *out)
{
	const nl_command *command;
	nl_buf_add_c(out, head);
	add_names(out);
	nl_buf_add_c(out, begin);
	for (size_t c = 0; (command = nl_command_at(c)); c++) {
		nl_buf_addf(out, "\t\t\t'%s:", command->name);
		add_escaped(out, command->summary);
		nl_buf_add_c(out, "'\n");
	}
	nl_buf_add_c(out, "\t\t)\n\t\t_describe -t commands command commands && ret=0 ;;\n\twords)\n\t\tcase $line[1] in\n");
	for (size_t c = 0; (command = nl_command_at(c)); c++) {
		nl_buf_addf(out, "\t\t%s)\n\t\t\t_arguments -s", command->name);
		const nl_option *row;
		for (size_t i = 0; (row = nl_option_next(command, &i));) add_option(out, row);
		add_operands(out, command);
		nl_buf_add_c(out, " && ret=0 ;;\n");
	}
	nl_buf_add_c(out, "\t\tesac ;;\n\tesac\n\treturn ret\n}\n\n_normlint \"$@\"\n");
}
