/* normlint init: a first configuration, with what one can set as comments. */
#include <sys/stat.h>

#include "app/commands.h"
#include "app/output.h"
#include "app/terminal.h"

static const char first[] =
	"# normlint reads this file for every text beside and below it. 'normlint config FILE' "
	"shows what holds for a text;\n"
	"# 'normlint fmt .normlint' lays this file out. Lines that begin with '#' are examples.\n"
	"\n"
	"config {\n"
	"	# What texts are held against; 'normlint rules' lists what there is. Without a 'use', "
	"all but the optional ones.\n"
	"	# use freedom-online\n"
	"\n"
	"	# Some texts are held against others. Patterns are those of .gitignore, counted from "
	"here; the last that fits holds.\n"
	"	# \"strategy/**/*.md\" use national-strategy, freedom-online\n"
	"\n"
	"	# What a walk through directories leaves out, beside what Git ignores.\n"
	"	# exclude \"archive/\", \"*.bak.md\"\n"
	"\n"
	"	# When a run fails: from which severity on, above how many warnings, below which score.\n"
	"	# fail-level warning\n"
	"	# max-warnings 10\n"
	"	# min-score national-strategy 70\n"
	"\n"
	"	# How much a rule weighs here: of one rule set, or of all that have it.\n"
	"	# severity freedom-online/privacy note\n"
	"\n"
	"	# What is accepted, with the reason, and until when. In Markdown and HTML a comment "
	"beside the sentence does the same:\n"
	"	# <!-- normlint: ignore privacy until 2030-06-30: covered by the Data Act -->\n"
	"	# \"annex.docx\" ignore privacy until 2030-06-30 because \"covered by the Data Act\"\n"
	"}\n"
	"\n"
	"# Positions and rule sets of your own: RULES.md teaches how.\n"
	"# import \"rules/ours.norm\"\n";

/* Never over a file that is there, not even one that came a moment ago. */
static bool write_new(const char *path, nl_sink *sink)
{
	struct stat st;
	nl_output output;
	nl_buf text = {0};
	if (lstat(path, &st) == 0) {
		nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "'%s' exists and is left as it is", path);
		nl_diag_help(sink, diag, "'normlint config' shows what it says");
		return false;
	}
	if (!nl_output_open_new(&output, path, sink)) return false;
	nl_buf_add_c(&text, first);
	nl_output_write(&output, &text);
	nl_buf_release(&text);
	return nl_output_close(&output, sink);
}

static int run_init(const nl_options *options)
{
	nl_sink sink = {0};
	nl_arena arena = {0};
	bool written = false;
	if (options->operands.len > 1)
		nl_sink_add(&sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "'normlint init' takes one directory, found %u",
			options->operands.len);
	else {
		nl_str directory = nl_str_of(options->operands.len ? options->operands.at[0] : "");
		bool slash = directory.len == 0 || nl_str_ends(directory, NL_STR("/"));
		const char *path = nl_arena_printf(&arena, NL_FMT "%s.normlint", NL_ARG(directory), slash ? "" : "/").ptr;
		written = write_new(path, &sink);
		if (written) nl_sink_add(&sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "'%s' was written", path);
	}
	nl_tell(&sink, options);
	nl_arena_release(&arena);
	return written ? NL_EXIT_CLEAN : NL_EXIT_TROUBLE;
}

const nl_command nl_command_init = {
	.name = "init",
	.bit = NL_COMMAND_INIT,
	.operands = "[DIRECTORY]",
	.first = NL_VALUE_DIRECTORY,
	.further = NL_VALUE_ANY,
	.summary = "write a first configuration",
	.about = "Writes a file .normlint in the directory (default: this one), with what can be set as comments.\n"
			 "A file that is there is left as it is, and the command ends with 2.",
	.examples = "  normlint init             then edit .normlint\n",
	.run = run_init,
};
