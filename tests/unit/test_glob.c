/* Path patterns: each case was also put to `git check-ignore` (see against_git). */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/glob.h"

static const struct {
	const char *pattern, *path;
	bool covers;
} cases[] = {
	{"*.md", "a.md", true},
	{"*.md", "deep/down/a.md", true},
	{"*.md", "a.mdx", false},
	{"/a.md", "a.md", true},
	{"/a.md", "b/a.md", false},
	{"docs/*.md", "docs/a.md", true},
	{"docs/*.md", "docs/b/a.md", false},
	{"docs/*.md", "x/docs/a.md", false},
	{"docs/**/*.md", "docs/a.md", true},
	{"docs/**/*.md", "docs/b/c/a.md", true},
	{"docs/**", "docs/b/c/a.md", true},
	{"docs/**", "docs", false},
	{"**/docs", "docs/a.md", true},
	{"**/docs", "x/y/docs/a.md", true},
	{"**/docs/a.md", "x/docs/a.md", true},
	{"a/**/b/**/c", "a/b/x/b/c", true},
	{"a/**/b/**/c", "a/x/y/c", false},
	{"docs", "docs/a.md", true},
	{"docs/", "docs/a.md", true},
	{"docs/", "x/docs/a.md", true},
	{"a.md/", "a.md", false},
	{"a?c.md", "abc.md", true},
	{"a?c.md", "ac.md", false},
	{"[a-c]x.md", "bx.md", true},
	{"[!a-c]x.md", "bx.md", false},
	{"[!a-c]x.md", "dx.md", true},
	{"[]x]y", "]y", true},
	{"\\*.md", "*.md", true},
	{"\\*.md", "a.md", false},
	{"*a*b*c*", "xxaxxbxxcxx", true},
	{"*a*b*c*", "xxaxxcxxbxx", false},
	{"a*/b", "a/x/b", false},
	{"**", "a", true},
	{"**", "a/b/c", true},
	{"*", "a/b", true},
	{"foo/*", "foo/bar/baz", true},
	{"[a", "[a", false},
	{"a/**b/c", "a/xb/c", true},
	{"a/**b/c", "a/x/b/c", false},
};

static void test_cases(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		nl_glob glob = nl_glob_of(nl_str_of(cases[i].pattern));
		bool covers = nl_glob_covers(&glob, nl_str_of(cases[i].path));
		if (covers != cases[i].covers) fprintf(stderr, "'%s' on '%s'\n", cases[i].pattern, cases[i].path);
		CHECK(covers == cases[i].covers);
	}
	nl_glob umlaut = nl_glob_of(NL_STR("?.md")), set = nl_glob_of(NL_STR("[ä-ü].md"));
	CHECK(nl_glob_matches(&umlaut, NL_STR("\xc3\xbc.md"), false)); /* a character, not a byte */
	CHECK(nl_glob_matches(&set, NL_STR("\xc3\xb6.md"), false));
	nl_glob dotted = nl_glob_of(NL_STR("./a.md")), negated = nl_glob_of(NL_STR("!a.md"));
	CHECK(nl_glob_matches(&dotted, NL_STR("a.md"), false) && !nl_glob_matches(&dotted, NL_STR("b/a.md"), false));
	CHECK(negated.negated && nl_glob_matches(&negated, NL_STR("a.md"), false));
}

/* Git is asked the same, where it is installed. */
static void against_git(void)
{
	char root[] = "/tmp/normlint-glob-XXXXXX";
	if (system("git --version >/dev/null 2>&1") != 0 || !mkdtemp(root)) return;
	nl_buf command = {0};
	nl_buf_addf(&command, "cd %s && git init -q . 2>/dev/null", root);
	CHECK(system(command.ptr) == 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		nl_buf_clear(&command);
		nl_buf_addf(&command, "%s/.gitignore", root);
		FILE *file = fopen(command.ptr, "w");
		CHECK(file != NULL);
		fprintf(file, "%s\n", cases[i].pattern);
		fclose(file);
		nl_buf_clear(&command);
		nl_buf_addf(&command, "cd %s && git check-ignore -q --no-index -- '%s'", root, cases[i].path);
		bool ignored = system(command.ptr) == 0;
		if (ignored != cases[i].covers) fprintf(stderr, "git differs: '%s' on '%s'\n", cases[i].pattern, cases[i].path);
		CHECK(ignored == cases[i].covers);
	}
	nl_buf_clear(&command);
	nl_buf_addf(&command, "rm -rf %s", root);
	CHECK(system(command.ptr) == 0);
	nl_buf_release(&command);
}

static void test_faults(void)
{
	size_t at = 0;
	CHECK(nl_glob_fault(NL_STR("docs/**/*.md"), &at) == NULL);
	CHECK(nl_glob_fault(NL_STR("!docs/"), &at) == NULL);
	CHECK(nl_glob_fault(NL_STR(""), &at) != NULL);
	CHECK(nl_glob_fault(NL_STR("/"), &at) != NULL);
	CHECK(nl_glob_fault(NL_STR("a//b"), &at) != NULL && at == 2);
	CHECK(nl_glob_fault(NL_STR("../a"), &at) != NULL && at == 0);
	CHECK(nl_glob_fault(NL_STR("a[b"), &at) != NULL && at == 1);
	CHECK(nl_glob_fault(NL_STR("*.{md,txt}"), &at) != NULL && at == 2);
	CHECK(nl_glob_fault(NL_STR("a\\"), &at) != NULL && at == 1);
	CHECK(nl_glob_fault(NL_STR("\\{a"), &at) == NULL);
}

/* Many stars are not many ways. */
static void test_time(void)
{
	nl_buf pattern = {0}, path = {0};
	for (int i = 0; i < 200; i++) nl_buf_add_c(&pattern, "*a");
	for (int i = 0; i < 20000; i++) nl_buf_add_c(&path, "a");
	nl_buf_add_c(&pattern, "b");
	nl_glob glob = nl_glob_of(nl_buf_str(&pattern));
	CHECK(!nl_glob_covers(&glob, nl_buf_str(&path)));
	nl_buf_clear(&pattern);
	nl_buf_clear(&path);
	for (int i = 0; i < 100; i++) nl_buf_add_c(&pattern, "**/a/");
	for (int i = 0; i < 2000; i++) nl_buf_add_c(&path, "a/");
	nl_buf_add_c(&pattern, "b");
	nl_buf_add_c(&path, "c");
	glob = nl_glob_of(nl_buf_str(&pattern));
	CHECK(!nl_glob_covers(&glob, nl_buf_str(&path)));
	nl_buf_release(&pattern);
	nl_buf_release(&path);
}

int main(void)
{
	test_cases();
	test_faults();
	test_time();
	against_git();
	return check_done();
}
