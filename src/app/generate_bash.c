/* Completion for bash: two functions that the table makes, one that knows no option. It needs no other package. */
#include "app/commands.h"
#include "app/generate.h"
#include "app/names.h"
#include "app/option_table.h"

static const char head[] =
	"# Completion of normlint for bash, made by `normlint --generate complete-bash`.\n"
	"\n"
	"_normlint_words() { mapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY < <(compgen -P \"$2\" -W \"$1\" -- \"$3\"); }\n"
	"\n"
	"# Files whose names match the expression $1, and directories.\n"
	"_normlint_files() {\n"
	"\tlocal file\n"
	"\tcompopt -o filenames 2>/dev/null\n"
	"\twhile IFS= read -r file; do\n"
	"\t\t[[ -d $file || ${file,,} =~ $1 ]] && COMPREPLY+=(\"$file\")\n"
	"\tdone < <(compgen -f -- \"$cur\")\n"
	"}\n"
	"\n"
	"# What can stand where a value of the kind $1 is to come.\n"
	"_normlint_value() {\n"
	"\tlocal before=\n"
	"\tcase $1 in *,) [[ $cur != *,* ]] || before=${cur%,*},; esac\n"
	"\tcase ${1%,} in\n";

static const char tail[] =
	"\n"
	"_normlint() {\n"
	"\tlocal cur=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} kind i count=0\n"
	"\tCOMPREPLY=()\n"
	"\t# bash takes \"--option=value\" for three words.\n"
	"\tif [[ $cur == = ]]; then cur=\n"
	"\telif [[ $last == = ]]; then last=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	"\tif ((COMP_CWORD == 1)); then\n"
	"\t\t_normlint_words \"$_normlint_commands help --help --version\" '' \"$cur\"\n"
	"\t\treturn\n"
	"\tfi\n"
	"\t_normlint_kind \"$command\" \"$last\"\n"
	"\tif [[ -n $kind ]]; then _normlint_value \"$kind\"; return; fi\n"
	"\tif [[ $cur == -* ]]; then\n"
	"\t\t_normlint_options \"$command\"\n"
	"\t\treturn\n"
	"\tfi\n"
	"\tfor ((i = 2; i < COMP_CWORD; i++)); do\n"
	"\t\tif [[ ${COMP_WORDS[i]} == -?* ]]; then\n"
	"\t\t\t_normlint_kind \"$command\" \"${COMP_WORDS[i]}\"\n"
	"\t\t\t[[ -z $kind ]] || { ((i++)); [[ ${COMP_WORDS[i]} != = ]] || ((i++)); }\n"
	"\t\telse\n"
	"\t\t\t((count++))\n"
	"\t\tfi\n"
	"\tdone\n"
	"\t_normlint_kind \"$command\" \"operand$((count > 0))\"\n"
	"\t_normlint_value \"${kind:-any}\"\n"
	"}\n"
	"\n"
	"complete -F _normlint normlint\n";

static void add_kind(nl_buf *out, nl_value_kind kind)
{
	nl_buf_addf(out, "%d%s", (int)kind, nl_value_is_list(kind) ? "," : "");
}

static void add_endings(nl_buf *out)
{
	const char *ending;
	for (size_t i = 0; (ending = nl_format_ending(i)); i++) nl_buf_addf(out, "%s%s", i ? "|" : "", ending + 1);
}

static void add_words(nl_buf *out, nl_value_kind kind)
{
	nl_str word;
	for (size_t i = 0; (word = nl_value_word(kind, i)).len; i++)
		nl_buf_addf(out, "%s" NL_FMT, i ? " " : "", NL_ARG(word));
}

static void add_file_kinds(nl_buf *out)
{
	nl_buf_addf(out, "\t%d) _normlint_files '\\.(", NL_VALUE_TEXT);
	add_endings(out);
	nl_buf_addf(out,
		")$' ;;\n"
		"\t%d) _normlint_files '\\.norm$' ;;\n"
		"\t%d) _normlint_files '\\.tsv$' ;;\n"
		"\t%d) _normlint_files '' ;;\n"
		"\t%d) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\") ;;\n"
		"\t%d) _normlint_words \"$(git for-each-ref --format='%%(refname:short)' 2>/dev/null)\" '' \"$cur\" ;;\n",
		NL_VALUE_RULE_FILE, NL_VALUE_LABELS, NL_VALUE_FILE, NL_VALUE_DIRECTORY, NL_VALUE_REVISION);
}

static void add_values(nl_buf *out)
{
	for (nl_value_kind kind = 0; kind < NL_VALUE_KINDS; kind++) {
		const char *names = nl_names_called(kind);
		if (nl_value_word(kind, 0).len) {
			nl_buf_addf(out, "\t%d) _normlint_words '", (int)kind);
			add_words(out, kind);
			nl_buf_add_c(out, "' \"$before\" \"${cur##*,}\" ;;\n");
		} else if (names) {
			const char *behind = kind == NL_VALUE_RULESET_SCORE ? " | sed 's/$/=/'" : "";
			if (behind[0]) nl_buf_addf(out, "\t%d) compopt -o nospace 2>/dev/null\n\t\t", (int)kind);
			else nl_buf_addf(out, "\t%d) ", (int)kind);
			nl_buf_addf(out, "_normlint_words \"$(normlint --complete %s 2>/dev/null%s)\" \"$before\" \"${cur##*,}\" ;;\n",
				names, behind);
		}
	}
	add_file_kinds(out);
	nl_buf_add_c(out, "\tesac\n}\n");
}

/* _normlint_kind COMMAND OPTION: the kind of its value; empty for a flag. An operand is an option of the name operand0, for the
 * first, or operand1. */
static void add_kinds(nl_buf *out)
{
	nl_buf_add_c(out, "\n_normlint_kind() {\n\tkind=\n\tcase $1:$2 in\n");
	const nl_command *command;
	for (size_t c = 0; (command = nl_command_at(c)); c++) {
		const nl_option *row;
		for (size_t i = 0; (row = nl_option_next(command, &i));) {
			if (!row->value) continue;
			nl_buf_addf(out, "\t%s:%s", command->name, row->name);
			if (row->alias) nl_buf_addf(out, " | %s:%s", command->name, row->alias);
			if (row->letter) nl_buf_addf(out, " | %s:-%c", command->name, row->letter);
			nl_buf_add_c(out, ") kind=");
			add_kind(out, row->kind);
			nl_buf_add_c(out, " ;;\n");
		}
		nl_buf_addf(out, "\t%s:operand0) kind=%d ;;\n\t%s:operand1) kind=%d ;;\n", command->name, (int)command->first,
			command->name, (int)command->further);
	}
	nl_buf_add_c(out, "\thelp:operand0) kind=commands ;;\n\tesac\n}\n");
}

static void add_options(nl_buf *out)
{
	nl_buf_add_c(out, "\n_normlint_options() {\n\tcase $1 in\n");
	const nl_command *command;
	for (size_t c = 0; (command = nl_command_at(c)); c++) {
		nl_buf_addf(out, "\t%s) _normlint_words '", command->name);
		const nl_option *row;
		for (size_t i = 0; (row = nl_option_next(command, &i));) nl_buf_addf(out, "%s ", row->name);
		out->len--;
		nl_buf_add_c(out, "' '' \"$cur\" ;;\n");
	}
	nl_buf_add_c(out, "\tesac\n}\n");
}

void nl_generate_bash(nl_buf *out)
{
	nl_buf_add_c(out, head);
	nl_buf_add_c(out, "\tcommands) _normlint_words \"$_normlint_commands\" '' \"$cur\" ;;\n");
	add_values(out);
	add_kinds(out);
	add_options(out);
	nl_buf_add_c(out, "\n_normlint_commands='");
	for (size_t c = 0; nl_command_at(c); c++) nl_buf_addf(out, "%s%s", c ? " " : "", nl_command_at(c)->name);
	nl_buf_add_c(out, "'\n");
	nl_buf_add_c(out, tail);
}
