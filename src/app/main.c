/* normlint: finds the first word in the table of commands, reads its options, runs it. */
#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/generate.h"
#include "app/inputs.h"
#include "app/interrupt.h"
#include "app/names.h"
#include "app/output.h"
#include "app/terminal.h"
#include "app/version.h"
#include "diag/suggest.h"

/* Blocks of so many bytes are always mapped one by one: left to itself malloc() takes larger and larger ones out of its heap, where
 * an array that grows is copied and leaves a hole, a tenth of the memory that a large text takes. Its heap is given back
 * when so much is free, not after each text. What a draft of a few pages needs is asked for at once: page by page, as it is touched,
 * the kernel took a tenth of a short run to give it. */
enum { MOST_COMMANDS = 32, MAPPED_FROM = 1 << 20, GIVEN_BACK = 8 << 20, HEAP = 1 << 20, PAGE = 4096 };

static void prepare_heap(void)
{
	mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
	mallopt(M_TRIM_THRESHOLD, GIVEN_BACK);
	mallopt(M_TOP_PAD, HEAP);
#ifdef MADV_POPULATE_WRITE
	void *first = malloc(1);
	uintptr_t from = ((uintptr_t)first + PAGE) & ~(uintptr_t)(PAGE - 1), end = (uintptr_t)sbrk(0) & ~(uintptr_t)(PAGE - 1);
	if (first && from < end && end - from <= 2 * HEAP)
		madvise((void *)from, end - from, MADV_POPULATE_WRITE); /* older kernels will not */
	free(first);
#endif
}

/* Fits a screen of 24 lines and 80 columns; tests/robust/run looks. */
static void add_overview(nl_buf *out)
{
	nl_buf_add_c(out,
		"normlint tells which norms policy texts affirm, weaken, oppose or leave out\n\n"
		"usage: normlint COMMAND [OPTIONS] ...   'normlint COMMAND --help' tells more\n\n");
	const nl_command *command;
	for (size_t i = 0; (command = nl_command_at(i)); i++)
		nl_buf_addf(out, "  %-9s %s\n", command->name, command->summary);
	nl_buf_add_c(out,
		"\nExamples\n"
		"  normlint check draft.md                          against every rule set\n"
		"  normlint check --ruleset freedom-online drafts/  a directory, against one\n"
		"  normlint compare old.docx new.docx               what became of each position\n"
		"  normlint explain privacy draft.md                why it is found, or not\n"
		"  normlint --version                               its own and its libraries'\n");
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

/* Columns of the terminal that help goes to; 0: none, or it does not say. */
static uint32_t help_width(void)
{
	return isatty(STDOUT_FILENO) ? nl_terminal_style(NL_COLOUR_NEVER, STDOUT_FILENO).width : 0;
}

static int unknown_command(const char *word)
{
	nl_sink sink = {0};
	nl_str names[MOST_COMMANDS];
	size_t count = 0;
	for (; count < MOST_COMMANDS && nl_command_at(count); count++) names[count] = nl_str_of(nl_command_at(count)->name);
	bool is_path = access(word, F_OK) == 0;
	const char *what = word[0] == '-' ? "option" : "command";
	nl_diag *diag = nl_sink_add(&sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "unknown %s '%s'", what, word);
	const nl_str *nearest = nl_suggest(nl_str_of(word), names, count);
	const nl_str global[] = {NL_STR("--version"), NL_STR("--help")}, *near_global = nl_suggest(nl_str_of(word), global, 2);
	if (!is_path && near_global) nl_diag_help(&sink, diag, "did you mean 'normlint " NL_FMT "'?", NL_ARG(*near_global));
	else if (!is_path && word[0] == '-' && !nearest)
		nl_diag_help(&sink, diag, "options stand behind the command: normlint check %s ...; see 'normlint --help'", word);
	else if (is_path) nl_diag_help(&sink, diag, "to check a text, write 'normlint check %s'", word);
	else if (nearest) nl_diag_help(&sink, diag, "did you mean 'normlint " NL_FMT "'?", NL_ARG(*nearest));
	else nl_diag_help(&sink, diag, "see 'normlint --help'");
	return fail_with(&sink);
}

/* "normlint help test" is "normlint test --help". */
static int run_help(int count, char **words)
{
	const nl_command *command = count > 0 ? nl_command_find(nl_str_of(words[0])) : NULL;
	if (count > 0 && !command) return unknown_command(words[0]);
	nl_buf out = {0};
	if (command) nl_options_help(command, help_width(), &out);
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
	if (fine && command == &nl_command_check) nl_options_check_endings(&options, &sink);
	/* `check` looks at its texts itself; `annotate` may write the text that it reads. */
	bool operands = command != &nl_command_check && command != &nl_command_annotate;
	if (fine) nl_inputs_guard(&options, operands, &sink);
	fine = sink.errors == 0;
	int status;
	if (options.help) {
		nl_buf out = {0};
		nl_options_help(command, help_width(), &out);
		nl_sink_release(&sink);
		status = print(&out);
	} else if (fine) {
		nl_tell(&sink, &options);
		status = command->run(&options);
	} else status = fail_with(&sink);
	nl_options_release(&options);
	return status;
}

/* For who installs normlint: neither is of use to others. */
static int generate(const char *what)
{
	nl_sink sink = {0};
	nl_buf out = {0};
	return nl_generate(nl_str_of(what), &out, &sink) ? print(&out) : fail_with(&sink);
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, which ends the run in order */
	nl_terminal_guard();
	prepare_heap();
	nl_interrupt_watch();
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
	if (argc == 3 && strcmp(word, "--generate") == 0) return generate(argv[2]);
	if (argc == 3 && strcmp(word, "--complete") == 0)
		return nl_names_list(argv[2], &out) ? print(&out) : NL_EXIT_TROUBLE;
	if (strcmp(word, "help") == 0) return run_help(argc - 2, argv + 2);
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return run_help(0, NULL);
	const nl_command *command = nl_command_find(nl_str_of(word));
	return command ? run_command(command, argc - 2, argv + 2) : unknown_command(word);
}
