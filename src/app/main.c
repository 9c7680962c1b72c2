/* normlint: finds the first word in the table of commands, reads its options, runs it. */
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/output.h"
#include "app/terminal.h"
#include "app/version.h"
#include "diag/suggest.h"

static const nl_command *const commands[] = {&nl_command_check, &nl_command_annotate, &nl_command_compare,
	&nl_command_history, &nl_command_test, &nl_command_explain, &nl_command_rules, &nl_command_eval, &nl_command_fmt,
	&nl_command_config, &nl_command_init, &nl_command_suppress};
/* Blocks of so many bytes are always mapped one by one: left to itself malloc() takes larger and larger ones out of its heap, where
 * an array that grows is copied and leaves a hole, a tenth of the memory that a large text takes. */
enum { COMMANDS = sizeof commands / sizeof *commands, MAPPED_FROM = 256 << 10 };

static const nl_command *find_command(nl_str name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (nl_str_eq(nl_str_of(commands[i]->name), name)) return commands[i];
	return NULL;
}

static void add_overview(nl_buf *out)
{
	nl_buf_add_c(out,
		"normlint reads policy texts and tells which norms they affirm, weaken, oppose or leave out.\n\n"
		"usage: normlint COMMAND [OPTIONS] ...\n\nCommands\n");
	for (size_t i = 0; i < COMMANDS; i++)
		nl_buf_addf(out, "  %-8s %-16s %s\n", commands[i]->name, commands[i]->operands, commands[i]->summary);
	nl_buf_add_c(out,
		"\n  normlint COMMAND --help   its options, with examples\n"
		"  normlint --version        this program's version and its libraries'\n");
}

/* Prints to standard output; the status tells whether that worked. */
static int print(nl_buf *text)
{
	nl_options options;
	nl_options_init(&options);
	nl_sink sink = {0};
	nl_output output;
	nl_output_open(&output, NULL, &sink);
	nl_output_write(&output, text);
	bool written = nl_output_close(&output, &sink);
	nl_tell(&sink, &options);
	nl_buf_release(text);
	return written ? NL_EXIT_CLEAN : NL_EXIT_TROUBLE;
}

static int fail_with(nl_sink *sink)
{
	nl_options options;
	nl_options_init(&options);
	nl_tell(sink, &options);
	return NL_EXIT_TROUBLE;
}

static int unknown_command(const char *word)
{
	nl_sink sink = {0};
	nl_str names[COMMANDS];
	for (size_t i = 0; i < COMMANDS; i++) names[i] = nl_str_of(commands[i]->name);
	bool is_path = access(word, F_OK) == 0;
	const char *what = word[0] == '-' ? "option" : "command";
	nl_diag *diag = nl_sink_add(&sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "unknown %s '%s'", what, word);
	const nl_str *nearest = nl_suggest(nl_str_of(word), names, COMMANDS);
	if (is_path) nl_diag_help(&sink, diag, "to check a text, write 'normlint check %s'", word);
	else if (nearest) nl_diag_help(&sink, diag, "did you mean 'normlint " NL_FMT "'?", NL_ARG(*nearest));
	else nl_diag_help(&sink, diag, "see 'normlint --help'");
	return fail_with(&sink);
}

/* "normlint help test" is "normlint test --help". */
static int run_help(int count, char **words)
{
	const nl_command *command = count > 0 ? find_command(nl_str_of(words[0])) : NULL;
	if (count > 0 && !command) return unknown_command(words[0]);
	nl_buf out = {0};
	if (command) nl_options_help(command, &out);
	else add_overview(&out);
	return print(&out);
}

static int run_command(const nl_command *command, int count, char **words)
{
	nl_options options;
	nl_sink sink = {0};
	nl_options_init(&options);
	bool fine = nl_options_parse(&options, command, count, words, &sink);
	if (fine) nl_options_pair_outputs(&options, &sink);
	fine = sink.errors == 0;
	int status;
	if (options.help) {
		nl_buf out = {0};
		nl_options_help(command, &out);
		nl_sink_release(&sink);
		status = print(&out);
	} else status = fine ? command->run(&options) : fail_with(&sink);
	nl_options_release(&options);
	return status;
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, which ends the run in order */
	nl_terminal_guard();
	mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
	nl_buf out = {0};
	if (argc < 2) {
		nl_sink sink = {0};
		nl_diag *diag = nl_sink_add(&sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "no command given");
		nl_diag_help(&sink, diag, "to check a text, write 'normlint check FILE'; for the rest see 'normlint --help'");
		return fail_with(&sink);
	}
	const char *word = argv[1];
	if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
		nl_version(&out);
		return print(&out);
	}
	if (strcmp(word, "help") == 0) return run_help(argc - 2, argv + 2);
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return run_help(0, NULL);
	const nl_command *command = find_command(nl_str_of(word));
	return command ? run_command(command, argc - 2, argv + 2) : unknown_command(word);
}
