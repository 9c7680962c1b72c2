#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"

/* ---- where they are ------------------------------------------------------------------------------------------ */

/* Kept for the run. */
static const char *joined(const char *directory, const char *name)
{
	size_t size = strlen(directory) + strlen(name) + 2;
	char *path = malloc(size);
	if (!path) give_up("get memory");
	snprintf(path, size, "%s/%s", directory, name);
	return path;
}

static const char *if_there(const char *path)
{
	return access(path, X_OK) == 0 ? path : NULL;
}

static const char *on_the_path(const char *name)
{
	char list[4096];
	snprintf(list, sizeof list, "%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	for (char *at = strtok(list, ":"); at; at = strtok(NULL, ":")) {
		const char *path = if_there(joined(at, name));
		if (path) return path;
	}
	return NULL;
}

programs find_programs(const char *normlint, const char *peers)
{
	const char *rg = if_there(joined(peers, "node_modules/@vscode/ripgrep/bin/rg"));
	if (!rg) rg = if_there(joined(peers, "node_modules/@vscode/ripgrep-linux-x64/bin/rg"));
	if (!rg) rg = if_there(joined(peers, "node_modules/@vscode/ripgrep-linux-arm64/bin/rg"));
	char *directory = strdup(normlint);
	*strrchr(directory, '/') = '\0';
	return (programs){
		.normlint = normlint,
		.empty = joined(directory, "bench_empty"),
		.pcre2 = joined(directory, "bench_pcre2"),
		.ripgrep = rg ? rg : on_the_path("rg"),
		.textlint = if_there(joined(peers, "node_modules/.bin/textlint")),
		.yara = on_the_path("yara"),
		.vale = on_the_path("vale"),
		.wc = on_the_path("wc"),
	};
}

/* ---- how each is called -------------------------------------------------------------------------------------- */

rival check_by_normlint(const programs *p, const char *name, const char *rules, const char *jobs, const char *path)
{
	rival r = {.name = name,
		.args = {p->normlint, "check", "--exit-zero", "--quiet", "-f", "json", "-o", "out.json", "--jobs", jobs}};
	uint32_t at = 10;
	if (rules) {
		r.args[at++] = "--no-builtin";
		r.args[at++] = "--rules";
		r.args[at++] = rules;
	}
	r.args[at] = path;
	return r;
}

rival ripgrep_search(const programs *p, bool unicode, const char *path)
{
	return (rival){.name = unicode ? "ripgrep, multi-line, Unicode" : "ripgrep, multi-line, ASCII",
		.args = {p->ripgrep, "--no-config", "--threads", "1", "--multiline", "--ignore-case", "--only-matching",
			"--byte-offset", "--file", "phrases.regex", unicode ? "--unicode" : "--no-unicode", path},
		.output = "out.txt",
		.missing = !p->ripgrep};
}

rival yara_search(const programs *p, const char *path)
{
	return (rival){.name = "YARA",
		.args = {p->yara, "--print-strings", "--threads=1", "phrases.yar", path},
		.output = "out.txt",
		.missing = !p->yara};
}

rival pcre2_search(const programs *p, bool one_expression, const char *path)
{
	return (rival){.name = one_expression ? "PCRE2 JIT, one alternation" : "PCRE2 JIT, a loop of 200",
		.args = {p->pcre2, one_expression ? "phrases.one" : "phrases.regex", path},
		.output = "out.txt"};
}

rival textlint_check(const programs *p, const char *path)
{
	return (rival){.name = "textlint, own rule",
		.args = {p->textlint, "--config", "textlintrc.json", "--rulesdir", "textlint", "--format", "unix", path},
		.output = "out.txt",
		.missing = !p->textlint};
}

rival vale_check(const programs *p, const char *path)
{
	return (rival){.name = "Vale",
		.args = {p->vale, "--config=vale.ini", "--no-exit", "--output=line", path},
		.output = "out.txt",
		.missing = !p->vale};
}

rival count_words(const programs *p, const char *locale, const char *path)
{
	return (rival){.name = strcmp(locale, "C") == 0 ? "`wc -w`, C" : "`wc -w`, UTF-8",
		.args = {p->wc, "-w", path},
		.locale = locale,
		.missing = !p->wc};
}

rival empty_program(const programs *p)
{
	return (rival){.name = "an empty C program", .args = {p->empty}};
}
