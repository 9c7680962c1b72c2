#include "app/inputs.h"

#include <string.h>
#include <sys/stat.h>

/* A file that is there, by whatever path it is called. */
static bool same_file(const char *a, const char *b)
{
	struct stat of_a, of_b;
	if (strcmp(a, "-") == 0 || stat(a, &of_a) != 0 || stat(b, &of_b) != 0) return false;
	return S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

/* Nobody writes reports into files of these names. */
static const char *what_by_name(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return NULL;
	if (nl_str_ends(nl_str_of(path), NL_STR(".normlint"))) return "a configuration";
	return nl_str_ends(nl_str_of(path), NL_STR(".norm")) ? "a file of rules" : NULL;
}

/* What of the inputs a file is; NULL: none of them. */
static const char *what_is(const nl_options *o, bool operands, const char *path)
{
	for (uint32_t i = 0; i < o->rule_paths.len; i++)
		if (same_file(o->rule_paths.at[i], path)) return "a file of rules";
	if (o->config && same_file(o->config, path)) return "the configuration";
	if (o->baseline && same_file(o->baseline, path)) return "the baseline";
	const char *written = o->write_baseline;
	if (written && (strcmp(written, path) == 0 || same_file(written, path))) return "where the baseline goes";
	for (uint32_t i = 0; operands && i < o->operands.len; i++)
		if (same_file(o->operands.at[i], path)) return "read";
	return what_by_name(path);
}

static void guard(const nl_options *o, bool operands, const char *path, nl_sink *sink)
{
	const char *what = path ? what_is(o, operands, path) : NULL;
	if (!what) return;
	nl_diag *diag =
		nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "'%s' is %s, and -o would write over it", path, what);
	nl_diag_help(sink, diag, "give the report another name");
}

void nl_inputs_guard(const nl_options *o, bool operands, nl_sink *sink)
{
	guard(o, operands, o->output_file, sink);
	for (uint32_t i = 0; i < o->outputs.len; i++) guard(o, operands, o->outputs.at[i].path, sink);
}
