/* A tool of the Makefile: compiles the built-in rules and prints them as a C file. */
#include <stdio.h>

#include "diag/draw.h"
#include "store/write.h"

static int fail(nl_sink *sink)
{
	nl_buf out = {0};
	nl_draw_sink(&out, sink, (nl_draw_style){.show_source = true});
	fwrite(out.ptr, 1, out.len, stderr);
	nl_buf_release(&out);
	return 1;
}

static int store(nl_rules *rules, nl_sink *sink)
{
	for (const nl_builtin_file *file = nl_builtin_files; file->name; file++)
		nl_rules_add_builtin(rules, file->name, sink);
	if (!nl_rules_compile(rules, false, sink)) return fail(sink);
	nl_buf out = {0};
	bool fine = nl_store_write(rules, &out);
	if (!fine)
		fputs(
			"store: a rule file is none of rules/, begins with a byte order mark, or has 'use language' or 'config'\n",
			stderr);
	fine = fine && fwrite(out.ptr, 1, out.len, stdout) == out.len && fflush(stdout) == 0;
	nl_buf_release(&out);
	return fine ? 0 : 1;
}

int main(void)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(nl_builtin_files);
	int status = store(rules, &sink);
	nl_sink_release(&sink);
	nl_rules_free(rules);
	return status;
}
