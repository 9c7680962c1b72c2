/* Runs the examples of the manual: docs [--bless] NORMLINT FILE.md...
 *
 * The info string of a fenced block says what it is:
 *
 *   ```norm            a whole rule file, rules.norm; begins an example. It must pass `normlint test rules.norm`
 *   ```norm NAME       another file, for the example that the next ```norm begins (what it imports)
 *   ```norm fails      a rule file with an error: `normlint test rules.norm` must end with status 2
 *   ```pattern         one pattern alone: must compile in a position
 *   ```text NAME       a draft that belongs to the example before it
 *   ```config          a configuration, .normlint: `normlint config` must end with status 0. Other files that it names exist, empty
 *   ```output          what `normlint check --no-builtin --rules rules.norm NAME...` prints of the example so far; without
 *                      a draft, what `normlint test rules.norm` prints (standard output, then standard error)
 *
 * Other blocks are not looked at. --bless writes what came out into the ```output blocks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/vec.h"
#include "harness/sandbox.h"

typedef struct {
	nl_str info, body;
	uint32_t line;
} fenced;

typedef struct {
	const char *program, *path;
	bool bless;
	unsigned passed, failed;
	nl_arena arena;
	nl_buf blessed;
	/* the example that is being read */
	sandbox box;
	uint32_t line; /* where it begins; 0: none yet */
	bool fails;    /* its rules are meant to be wrong */
	nl_buf drafts; /* their names, as arguments */
	bool shown;    /* an ```output has run it already */
} manual;

static void tell(manual *docs, uint32_t line, bool passed, const char *what)
{
	if (passed) docs->passed++;
	else {
		docs->failed++;
		printf("%s:%u: failed: %s\n\n", docs->path, line, what);
	}
}

static nl_str printed(manual *docs, const sandbox_result *result)
{
	return nl_arena_printf(&docs->arena, NL_FMT NL_FMT, NL_ARG(result->out), NL_ARG(result->err));
}

static void test_rules(manual *docs, uint32_t line, int wanted, const char *what)
{
	sandbox_result result =
		sandbox_run(&docs->box, docs->program, NL_STR("test --color never rules.norm"), NL_STR(""), &docs->arena);
	if (result.status != wanted) printf(NL_FMT, NL_ARG(printed(docs, &result)));
	tell(docs, line, result.status == wanted, what);
}

/* The rules of an example are tested when all that belongs to it has been read. */
static void end_example(manual *docs)
{
	if (docs->line && !(docs->fails && docs->shown))
		test_rules(docs, docs->line, docs->fails ? 2 : 0,
			docs->fails ? "these rules have no error" : "these rules do not pass 'normlint test'");
	sandbox_close(&docs->box);
	sandbox_open(&docs->box);
	nl_buf_clear(&docs->drafts);
	docs->line = 0;
	docs->shown = docs->fails = false;
}

static void begin_example(manual *docs, const fenced *block, bool fails)
{
	if (docs->line) end_example(docs);
	docs->line = block->line;
	docs->fails = fails;
	sandbox_write(&docs->box, NL_STR("rules.norm"), block->body);
}

static void check_pattern(manual *docs, const fenced *block)
{
	end_example(docs);
	nl_str rules =
		nl_arena_printf(&docs->arena, "position example \"Example\" {\n\tmatches " NL_FMT "}\n", NL_ARG(block->body));
	sandbox_write(&docs->box, NL_STR("rules.norm"), rules);
	test_rules(docs, block->line, 0, "this pattern does not compile");
	end_example(docs);
}

static void check_config(manual *docs, const fenced *block)
{
	end_example(docs);
	sandbox_write(&docs->box, NL_STR("sub/.normlint"), block->body);
	sandbox_write(&docs->box, NL_STR("sub/rules/ours.norm"), NL_STR(""));
	sandbox_write(&docs->box, NL_STR("shared.normlint"), NL_STR(""));
	sandbox_result result =
		sandbox_run(&docs->box, docs->program, NL_STR("config --color never sub"), NL_STR(""), &docs->arena);
	if (result.status) printf(NL_FMT, NL_ARG(printed(docs, &result)));
	tell(docs, block->line, result.status == 0, "this configuration has an error");
	end_example(docs);
}

/* Returns what the block should say. */
static nl_str check_output(manual *docs, const fenced *block)
{
	bool drafts = docs->drafts.len > 0;
	nl_str command = NL_STR("test --color never rules.norm");
	if (drafts)
		command = nl_arena_printf(&docs->arena, "check --color never --no-builtin --rules rules.norm" NL_FMT,
			NL_ARG(nl_buf_str(&docs->drafts)));
	sandbox_result result = sandbox_run(&docs->box, docs->program, command, NL_STR(""), &docs->arena);
	nl_str got = printed(docs, &result);
	docs->shown = true;
	bool same = docs->bless || nl_str_eq(block->body, got);
	if (!same) sandbox_show_difference(&docs->box, "output", block->body, got);
	bool fails = result.status >= 2;
	tell(docs, block->line, same && fails == docs->fails,
		same ? "the exit status is not that of such an example" : "the output differs");
	return got;
}

/* One fenced block of any kind; returns the body that it has after blessing. */
static nl_str run_block(manual *docs, const fenced *block)
{
	size_t space = nl_str_find(block->info, NL_STR(" "));
	nl_str word = nl_str_slice(block->info, 0, space),
		   name = nl_str_trim(nl_str_slice(block->info, space, block->info.len));
	bool belongs = nl_str_eq(word, NL_STR("text")) ? name.len > 0 : nl_str_eq(word, NL_STR("output"));
	if (belongs && !docs->line) {
		tell(docs, block->line, false, "there is no ```norm before this block that it belongs to");
		return block->body;
	}
	if (nl_str_eq(word, NL_STR("norm"))) {
		bool fails = nl_str_eq(name, NL_STR("fails"));
		if (name.len == 0 || fails) begin_example(docs, block, fails);
		else {
			if (docs->line) end_example(docs);
			sandbox_write(&docs->box, name, block->body);
		}
	}
	if (nl_str_eq(word, NL_STR("pattern"))) check_pattern(docs, block);
	if (nl_str_eq(word, NL_STR("config"))) check_config(docs, block);
	if (nl_str_eq(word, NL_STR("text")) && name.len > 0) {
		sandbox_write(&docs->box, name, block->body);
		nl_buf_addf(&docs->drafts, " '" NL_FMT "'", NL_ARG(name));
	}
	return nl_str_eq(word, NL_STR("output")) ? check_output(docs, block) : block->body;
}

static nl_str next_line(nl_str text, size_t *at)
{
	nl_str rest = nl_str_slice(text, *at, text.len);
	size_t end = nl_str_find(rest, NL_STR("\n"));
	nl_str line = nl_str_slice(rest, 0, end == SIZE_MAX ? rest.len : end + 1);
	*at += line.len;
	return line;
}

/* Only fences of three backticks at the start of a line: what the manual uses. */
static void run_text(manual *docs, nl_str text)
{
	const nl_str fence = NL_STR("```");
	uint32_t number = 0;
	size_t at = 0;
	for (nl_str line; (line = next_line(text, &at)).len > 0;) {
		number++;
		nl_buf_add(&docs->blessed, line);
		if (!nl_str_starts(line, fence)) continue;
		fenced block = {.info = nl_str_trim(nl_str_slice(line, 3, line.len)), .line = number};
		size_t start = at, end = at;
		while ((line = next_line(text, &at)).len > 0 && !nl_str_starts(line, fence)) {
			end = at;
			number++;
		}
		number++;
		block.body = nl_str_slice(text, start, end);
		nl_buf_add(&docs->blessed, run_block(docs, &block));
		nl_buf_add(&docs->blessed, line);
	}
	end_example(docs);
}

static void run_file(manual *docs, const char *path)
{
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	if (!file.ptr) {
		fprintf(stderr, "%s: %s\n", path, strerror(file.error));
		exit(2);
	}
	docs->path = path;
	nl_buf_clear(&docs->blessed);
	run_text(docs, (nl_str){file.ptr, file.len});
	if (docs->bless) {
		FILE *out = fopen(path, "wb");
		if (!out || fwrite(docs->blessed.ptr, 1, docs->blessed.len, out) != docs->blessed.len || fclose(out) != 0) {
			perror(path);
			exit(2);
		}
	}
	nl_file_release(&file);
}

int main(int argc, char **argv)
{
	manual docs = {.bless = argc > 1 && strcmp(argv[1], "--bless") == 0};
	int i = docs.bless ? 2 : 1;
	char *program = i < argc ? realpath(argv[i], NULL) : NULL;
	if (!program) {
		fprintf(stderr, "usage: docs [--bless] NORMLINT FILE.md...\n");
		return 2;
	}
	docs.program = program;
	sandbox_open(&docs.box);
	while (++i < argc) run_file(&docs, argv[i]);
	sandbox_close(&docs.box);
	printf("%u passed, %u failed\n", docs.passed, docs.failed);
	nl_buf_release(&docs.blessed);
	nl_buf_release(&docs.drafts);
	nl_arena_release(&docs.arena);
	free(program);
	return docs.failed > 0;
}
