/* Damaged PDFs: mutate NORMLINT COUNT SEED FILE.pdf...
 *
 * Makes COUNT files, each a FILE with some bytes changed, taken out, doubled or cut off, and checks them in batches. Whatever comes,
 * normlint ends by itself, reports each file or says what is wrong with it, and never passes one over in silence: of a file
 * that is reported without a word, at least MOST_WORDS percent of the words were read. The file that broke this is kept, and named. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "harness/chance.h"
#include "harness/sandbox.h"

enum { BATCH = 25, MOST_CHANGES = 8, MOST_BYTES = 200, MOST_WORDS = 50, FEW_WORDS = 100, MAX_FILES = 64 };

typedef struct {
	nl_str bytes;
	double words; /* 0: cannot be read as it is, or has so few that a change may make another good file of it */
} original;

typedef struct {
	const char *program;
	sandbox box;
	original originals[MAX_FILES];
	uint32_t original_count, of[BATCH]; /* the original of each file of the batch */
	unsigned passed, failed, read, warned, refused;
} run;

/* ---- changing -------------------------------------------------------------------------------------------------- */

static void remove_bytes(nl_buf *b, size_t at, size_t len)
{
	if (len > b->len - at) len = b->len - at;
	memmove(b->ptr + at, b->ptr + at + len, b->len - at - len);
	b->len -= len;
}

static void double_bytes(nl_buf *b, size_t from, size_t len, size_t at)
{
	if (len > b->len - from) len = b->len - from;
	char *copy = malloc(len + 1);
	memcpy(copy, b->ptr + from, len);
	nl_buf_reserve(b, len);
	memmove(b->ptr + at + len, b->ptr + at, b->len - at);
	memcpy(b->ptr + at, copy, len);
	b->len += len;
	free(copy);
}

/* Puts another number where one stands: offsets, lengths and references are what a PDF hangs together by. */
static void change_number(nl_buf *b, chance *c, size_t at)
{
	while (at < b->len && (b->ptr[at] < '0' || b->ptr[at] > '9')) at++;
	for (; at < b->len && b->ptr[at] >= '0' && b->ptr[at] <= '9'; at++) b->ptr[at] = (char)('0' + chance_below(c, 10));
}

static void change(nl_buf *b, chance *c)
{
	if (b->len == 0) return;
	size_t at = chance_below(c, (uint32_t)b->len), len = chance_below(c, MOST_BYTES) + 1;
	switch (chance_below(c, 6)) {
	case 0: b->ptr[at] = (char)chance_below(c, 256); break;
	case 1: b->ptr[at] = (char)(b->ptr[at] ^ (1 << chance_below(c, 8))); break;
	case 2: remove_bytes(b, at, len); break;
	case 3: double_bytes(b, at, len, chance_below(c, (uint32_t)b->len)); break;
	case 4: change_number(b, c, at); break;
	case 5:
		if (chance_once_in(c, 4)) b->len = at;
		else change_number(b, c, at);
		break;
	}
}

/* ---- checking -------------------------------------------------------------------------------------------------- */

static nl_str name_of(uint32_t i, nl_arena *arena)
{
	return nl_arena_printf(arena, "./%02u.pdf", i); /* as a directory's files are called */
}

static void fail(run *r, uint32_t seed, const char *why, const sandbox_result *result)
{
	r->failed++;
	printf("failed: %s; the batch of seed %u, in %s\n" NL_FMT "\n", why, seed, r->box.root, NL_ARG(result->err));
}

static const cJSON *document(const cJSON *report, nl_str name)
{
	const cJSON *item;
	cJSON_ArrayForEach(item, cJSON_GetObjectItem(report, "documents"))
	{
		const char *path = cJSON_GetStringValue(cJSON_GetObjectItem(item, "path"));
		if (path && nl_str_eq(nl_str_of(path), name)) return item;
	}
	return NULL;
}

static void check_file(run *r, const cJSON *report, uint32_t i, uint32_t seed, const sandbox_result *result, nl_arena *arena)
{
	nl_str name = name_of(i, arena), quoted = nl_arena_printf(arena, "'" NL_FMT "'", NL_ARG(name));
	const cJSON *doc = document(report, name);
	bool told = nl_str_find(result->err, quoted) != SIZE_MAX;
	double words = cJSON_GetNumberValue(cJSON_GetObjectItem(doc, "words"));
	doc ? told ? r->warned++ : r->read++ : r->refused++;
	if (!doc && !told)
		fail(r, seed, nl_arena_printf(arena, NL_FMT " is neither reported nor refused", NL_ARG(name)).ptr, result);
	else if (doc && !told && words * 100 < r->originals[r->of[i]].words * MOST_WORDS)
		fail(r, seed, nl_arena_printf(arena, "of " NL_FMT " most is passed over in silence", NL_ARG(name)).ptr, result);
	else r->passed++;
}

static void check_batch(run *r, uint32_t seed, nl_arena *arena)
{
	sandbox_result result =
		sandbox_run(&r->box, r->program, NL_STR("check --exit-zero -f json --ruleset un-gge-2015 ."), NL_STR(""), arena);
	cJSON *report = cJSON_ParseWithLength(result.out.ptr, result.out.len);
	if (result.status > 2 || !report)
		fail(r, seed, nl_arena_printf(arena, "normlint ended with status %d", result.status).ptr, &result);
	else
		for (uint32_t i = 0; i < BATCH; i++) check_file(r, report, i, seed, &result, arena);
	cJSON_Delete(report);
}

static void write_batch(run *r, uint32_t seed, nl_arena *arena)
{
	chance c = {seed};
	for (uint32_t i = 0; i < BATCH; i++) {
		nl_buf bytes = {0};
		r->of[i] = chance_below(&c, r->original_count);
		nl_buf_add(&bytes, r->originals[r->of[i]].bytes);
		for (uint32_t n = chance_below(&c, MOST_CHANGES) + 1; n; n--) change(&bytes, &c);
		sandbox_write(&r->box, name_of(i, arena), nl_buf_str(&bytes));
		nl_buf_release(&bytes);
	}
}

static void add_original(run *r, const char *path, nl_arena *arena)
{
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	if (!file.ptr) {
		fprintf(stderr, "%s: %s\n", path, strerror(file.error));
		exit(2);
	}
	original *o = &r->originals[r->original_count++];
	o->bytes = nl_arena_str(arena, (nl_str){file.ptr, file.len});
	nl_file_release(&file);
	sandbox_write(&r->box, NL_STR("00.pdf"), o->bytes);
	sandbox_result result =
		sandbox_run(&r->box, r->program, NL_STR("check --exit-zero -f json ./00.pdf"), NL_STR(""), arena);
	cJSON *report = cJSON_ParseWithLength(result.out.ptr, result.out.len);
	const cJSON *words = cJSON_GetObjectItem(document(report, NL_STR("./00.pdf")), "words");
	o->words = cJSON_IsNumber(words) && words->valuedouble >= FEW_WORDS ? words->valuedouble : 0;
	cJSON_Delete(report);
}

int main(int argc, char **argv)
{
	char *program = argc > 4 ? realpath(argv[1], NULL) : NULL;
	if (!program || argc - 4 > MAX_FILES) {
		fprintf(stderr, "usage: mutate NORMLINT COUNT SEED FILE.pdf...\n");
		return 2;
	}
	run r = {.program = program};
	nl_arena kept = {0};
	sandbox_open(&r.box);
	for (int i = 4; i < argc; i++) add_original(&r, argv[i], &kept);
	uint32_t count = (uint32_t)atoi(argv[2]), seed = (uint32_t)atoi(argv[3]);
	for (uint32_t done = 0; done < count && r.failed == 0; done += BATCH, seed++) {
		nl_arena arena = {0};
		write_batch(&r, seed, &arena);
		check_batch(&r, seed, &arena);
		nl_arena_release(&arena);
	}
	printf("%u read, %u with a warning, %u refused\n%u passed, %u failed\n", r.read, r.warned, r.refused, r.passed, r.failed);
	if (r.failed == 0) sandbox_close(&r.box);
	nl_arena_release(&kept);
	free(program);
	return r.failed > 0;
}
