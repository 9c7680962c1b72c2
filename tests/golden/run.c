/* The golden runner: golden [--bless] [--only TEXT] NORMLINT FILE.test...
 *                    golden --extract DIR FILE.test...
 *
 * Each case gets a directory of its own with its files; each of its steps runs there, and what it prints and returns is
 * compared with what the case expects (format: cases.h). --bless writes what came out into the test files instead;
 * --extract runs nothing and writes every rule file and draft into DIR, as food for the fuzzers and tests/chop. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "cases.h"
#include "doc/doc.h"
#include "harness/sandbox.h"

typedef struct {
	const char *program; /* absolute */
	const char *extract; /* directory, or NULL */
	nl_str only;
	bool bless;
	unsigned passed, failed;
} golden;

typedef struct {
	const case_block *cmd; /* NULL: the default command */
	const case_block *expect, *err, *exit;
	NL_VEC(const case_block *) holds;
} case_step;

typedef NL_VEC(case_step) steps;

/* ---- one case ------------------------------------------------------------------------------------------------ */

static bool is_input(block_kind kind)
{
	return kind <= BLOCK_STDIN;
}

static void collect_steps(const test_case *test, steps *list)
{
	for (uint32_t i = 0; i < test->blocks.len; i++) {
		const case_block *block = &test->blocks.at[i];
		if (is_input(block->kind)) continue;
		if (block->kind == BLOCK_CMD || list->len == 0) *nl_vec_push(list) = (case_step){0};
		case_step *step = nl_vec_last(list);
		if (block->kind == BLOCK_CMD) step->cmd = block;
		if (block->kind == BLOCK_EXPECT) step->expect = block;
		if (block->kind == BLOCK_STDERR) step->err = block;
		if (block->kind == BLOCK_EXIT) step->exit = block;
		if (block->kind == BLOCK_HOLDS) *nl_vec_push(&step->holds) = block;
	}
	if (list->len == 0) *nl_vec_push(list) = (case_step){0};
}

static nl_str default_command(const test_case *test, nl_arena *arena)
{
	nl_str command = NL_STR("check --color never");
	for (uint32_t i = 0; i < test->blocks.len; i++) {
		if (test->blocks.at[i].kind == BLOCK_RULES)
			command = NL_STR("check --color never --no-builtin --rules rules.norm");
	}
	for (uint32_t i = 0; i < test->blocks.len; i++) {
		const case_block *block = &test->blocks.at[i];
		if (block->kind == BLOCK_TEXT || block->kind == BLOCK_BYTES)
			command = nl_arena_printf(arena, NL_FMT " '" NL_FMT "'", NL_ARG(command), NL_ARG(block->argument));
	}
	return command;
}

/* "NAME SIZE" */
static void write_zeros(const sandbox *box, nl_str argument)
{
	size_t space = nl_str_find(argument, NL_STR(" "));
	nl_str size = nl_str_slice(argument, space, argument.len);
	sandbox_write_zeros(box, nl_str_slice(argument, 0, space), size.len ? strtoull(size.ptr, NULL, 10) : 0);
}

/* "NAME PATH" */
static void write_copy(const sandbox *box, nl_str argument, nl_arena *arena)
{
	size_t space = nl_str_find(argument, NL_STR(" "));
	nl_str path = nl_arena_str(arena, nl_str_trim(nl_str_slice(argument, space, argument.len)));
	nl_file file = nl_file_read(path.ptr, NL_MAX_DOCUMENT);
	if (!file.ptr) {
		fprintf(stderr, "golden: cannot read %s; run it from the top of the tree\n", path.ptr);
		exit(2);
	}
	sandbox_write(box, nl_str_slice(argument, 0, space), (nl_str){file.ptr, file.len});
	nl_file_release(&file);
}

static void write_inputs(const test_case *test, const sandbox *box, nl_arena *arena, nl_str *input)
{
	for (uint32_t i = 0; i < test->blocks.len; i++) {
		const case_block *block = &test->blocks.at[i];
		if (!is_input(block->kind)) continue;
		if (block->kind == BLOCK_STDIN) *input = block->body;
		else if (block->kind == BLOCK_ZEROS) write_zeros(box, block->argument);
		else if (block->kind == BLOCK_COPY) write_copy(box, block->argument, arena);
		else sandbox_write(box, cases_file_name(block), cases_bytes(block, arena));
	}
}

/* An output whose last line has no end would read like one that has; so that is said. */
static nl_str as_body(nl_str output, nl_arena *arena)
{
	if (output.len == 0 || nl_str_ends(output, NL_STR("\n"))) return output;
	return nl_arena_printf(arena, NL_FMT "\n\\ no line end\n", NL_ARG(output));
}

static bool same(const sandbox *box, const char *what, nl_str wanted, nl_str got)
{
	if (nl_str_eq(wanted, got)) return true;
	sandbox_show_difference(box, what, wanted, got);
	return false;
}

static bool compare(const sandbox *box, const case_step *step, const sandbox_result *result)
{
	if (!step->expect) {
		printf("the step has no @@ expect (an empty one says that nothing is printed)\n");
		return false;
	}
	int wanted = step->exit ? atoi(step->exit->argument.ptr) : 0;
	bool out = same(box, "standard output", step->expect->body, result->out);
	bool err = same(box, "standard error", step->err ? step->err->body : NL_STR(""), result->err);
	if (wanted != result->status) printf("exit status %d, wanted %d\n", result->status, wanted);
	return out && err && wanted == result->status;
}

/* A file that is not there reads as one that says so. */
static nl_str file_after(const sandbox *box, const case_block *block, nl_arena *arena)
{
	nl_str path = nl_arena_printf(arena, "%s/files/" NL_FMT, box->root, NL_ARG(block->argument));
	nl_file file = nl_file_read(path.ptr, NL_MAX_RULE_FILE);
	nl_str text = file.ptr ? nl_arena_str(arena, (nl_str){file.ptr, file.len}) : NL_STR("\\ no such file\n");
	nl_file_release(&file);
	return as_body(text, arena);
}

static bool compare_files(const sandbox *box, const case_step *step, nl_arena *arena)
{
	bool fine = true;
	for (uint32_t i = 0; i < step->holds.len; i++) {
		const case_block *block = step->holds.at[i];
		const char *what = nl_arena_printf(arena, "file " NL_FMT, NL_ARG(block->argument)).ptr;
		fine = same(box, what, block->body, file_after(box, block, arena)) && fine;
	}
	return fine;
}

static void bless_files(nl_buf *blessed, const sandbox *box, const case_step *step, nl_arena *arena)
{
	for (uint32_t i = 0; i < step->holds.len; i++) {
		const case_block *block = step->holds.at[i];
		nl_buf_addf(blessed, "@@ holds " NL_FMT "\n" NL_FMT, NL_ARG(block->argument), NL_ARG(file_after(box, block, arena)));
	}
}

static void bless_step(nl_buf *blessed, const case_step *step, const sandbox_result *result)
{
	if (step->cmd) nl_buf_add(blessed, step->cmd->whole);
	nl_buf_add_c(blessed, "@@ expect\n");
	nl_buf_add(blessed, result->out);
	if (result->err.len) nl_buf_addf(blessed, "@@ stderr\n" NL_FMT, NL_ARG(result->err));
	/* Empty lines at the end of a case do not count, so one that is output is closed by a status. */
	nl_str last = result->err.len ? result->err : result->out;
	if (result->status || nl_str_ends(last, NL_STR("\n\n"))) nl_buf_addf(blessed, "@@ exit %d\n", result->status);
}

/* Runs a case. Its text as it would be blessed is appended to `blessed`. */
static bool run_case(const golden *runner, const test_case *test, nl_buf *blessed)
{
	nl_arena arena = {0};
	sandbox box;
	sandbox_open(&box);
	nl_str input = {0};
	write_inputs(test, &box, &arena, &input);
	nl_buf_addf(blessed, "=== " NL_FMT "\n", NL_ARG(test->title));
	for (uint32_t i = 0; i < test->blocks.len; i++) {
		if (is_input(test->blocks.at[i].kind)) nl_buf_add(blessed, test->blocks.at[i].whole);
	}

	steps list = {0};
	collect_steps(test, &list);
	bool passed = true;
	for (uint32_t i = 0; i < list.len; i++) {
		nl_str command = list.at[i].cmd ? list.at[i].cmd->argument : default_command(test, &arena);
		sandbox_result result = sandbox_run(&box, runner->program, command, input, &arena);
		result.out = as_body(result.out, &arena);
		result.err = as_body(result.err, &arena);
		bless_step(blessed, &list.at[i], &result);
		bless_files(blessed, &box, &list.at[i], &arena);
		bool files = runner->bless || compare_files(&box, &list.at[i], &arena);
		if (runner->bless || (compare(&box, &list.at[i], &result) && files)) continue;
		printf("after: normlint " NL_FMT "\n", NL_ARG(command));
		passed = false;
	}
	for (uint32_t i = 0; i < list.len; i++) nl_vec_release(&list.at[i].holds);
	nl_vec_release(&list);
	sandbox_close(&box);
	nl_arena_release(&arena);
	return passed;
}

/* ---- files --------------------------------------------------------------------------------------------------- */

static void write_whole(const char *path, nl_str text)
{
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(text.ptr, 1, text.len, file) != text.len || fclose(file) != 0) {
		perror(path);
		exit(2);
	}
}

/* The ending of a draft's name when it tells a format, so that it is read as that. */
static nl_str seed_ending(const case_block *block)
{
	nl_str name = block->argument;
	if (block->kind == BLOCK_RULES || block->kind == BLOCK_FILE) return NL_STR(".norm");
	if (nl_format_by_name(name) == NL_FORMAT_AUTO) return NL_STR(".txt");
	size_t dot = name.len;
	while (dot > 0 && name.ptr[dot - 1] != '.') dot--;
	return nl_str_slice(name, dot - 1, name.len);
}

static void extract(const golden *runner, const test_case *test, nl_arena *arena)
{
	for (uint32_t i = 0; i < test->blocks.len; i++) {
		const case_block *block = &test->blocks.at[i];
		bool configuration = block->kind == BLOCK_FILE && nl_str_ends(block->argument, NL_STR(".normlint"));
		if (block->kind > BLOCK_BYTES && !configuration) continue;
		nl_str bytes = cases_bytes(block, arena);
		nl_str ending = seed_ending(block);
		uint64_t name = nl_hash(bytes.ptr, bytes.len);
		write_whole(
			nl_arena_printf(arena, "%s/%016llx" NL_FMT, runner->extract, (unsigned long long)name, NL_ARG(ending)).ptr, bytes);
	}
}

static bool is_chosen(const golden *runner, const test_case *test)
{
	return nl_str_find(test->title, runner->only) != SIZE_MAX;
}

/* A case that was not chosen keeps its text when a file is blessed. */
static void keep(const test_case *test, nl_buf *blessed)
{
	nl_buf_addf(blessed, "=== " NL_FMT "\n", NL_ARG(test->title));
	for (uint32_t i = 0; i < test->blocks.len; i++) nl_buf_add(blessed, test->blocks.at[i].whole);
}

static void run_cases(golden *runner, const char *path, const test_file *file, nl_buf *blessed)
{
	nl_arena arena = {0};
	for (uint32_t i = 0; i < file->cases.len; i++) {
		const test_case *test = &file->cases.at[i];
		if (i > 0) nl_buf_add_byte(blessed, '\n');
		if (runner->extract) extract(runner, test, &arena);
		else if (!is_chosen(runner, test)) keep(test, blessed);
		else if (run_case(runner, test, blessed)) runner->passed++;
		else {
			printf("%s:%u: failed: " NL_FMT "\n\n", path, test->line, NL_ARG(test->title));
			runner->failed++;
		}
	}
	nl_arena_release(&arena);
}

static void run_file(golden *runner, const char *path)
{
	nl_file bytes = nl_file_read(path, NL_MAX_RULE_FILE);
	if (!bytes.ptr) {
		fprintf(stderr, "%s: %s\n", path, strerror(bytes.error));
		exit(2);
	}
	nl_str text = {bytes.ptr, bytes.len};
	test_file file = {0};
	nl_buf blessed = {0};
	if (!cases_parse(path, text, &file)) runner->failed++;
	else {
		nl_buf_add(&blessed, file.preamble);
		run_cases(runner, path, &file, &blessed);
		if (runner->bless && !nl_str_eq(nl_buf_str(&blessed), text)) {
			write_whole(path, nl_buf_str(&blessed));
			printf("blessed %s\n", path);
		}
	}
	nl_buf_release(&blessed);
	cases_release(&file);
	nl_file_release(&bytes);
}

int main(int argc, char **argv)
{
	golden runner = {0};
	int i = 1;
	for (; i < argc && argv[i][0] == '-'; i++) {
		if (strcmp(argv[i], "--bless") == 0) runner.bless = true;
		else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc) runner.only = nl_str_of(argv[++i]);
		else if (strcmp(argv[i], "--extract") == 0 && i + 1 < argc) runner.extract = argv[++i];
		else break;
	}
	char *program = NULL;
	if (!runner.extract && (i == argc || !(program = realpath(argv[i++], NULL)))) {
		fprintf(stderr,
			"usage: golden [--bless] [--only TEXT] NORMLINT FILE.test...\n       golden --extract DIR FILE.test...\n");
		return 2;
	}
	runner.program = program;
	for (; i < argc; i++) run_file(&runner, argv[i]);
	if (!runner.extract) printf("%u passed, %u failed\n", runner.passed, runner.failed);
	free(program);
	return runner.failed > 0;
}
