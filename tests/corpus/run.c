/* Real texts, whose stances people have read: corpus NORMLINT DIRECTORY STANCES.tsv DISTANCES.tsv SAME.tsv
 *
 * The texts themselves are not part of this repository; DIRECTORY holds them under the names in the tables. Each text is
 * checked once and its JSON kept; then every cell of the first table, every line of the second, and every position and score of a
 * line of the third is one check. */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "harness/sandbox.h"

enum { MAX_FIELDS = 16 };

typedef struct {
	const char *program, *directory;
	sandbox box;
	nl_arena arena;
	nl_map names;            /* file name -> index into documents */
	NL_VEC(cJSON *) reports; /* parsed output; NULL where the check failed */
	unsigned passed, failed;
} texts;

static void tell(texts *corpus, bool passed, const char *what)
{
	if (passed) corpus->passed++;
	else {
		corpus->failed++;
		printf("failed: %s\n", what);
	}
}

/* The one document of a report on the text `name`; NULL after telling that there is none. */
static const cJSON *document(texts *corpus, nl_str name)
{
	uint32_t index = nl_map_intern(&corpus->names, name);
	if (index == corpus->reports.len) {
		nl_str command = nl_arena_printf(&corpus->arena, "check --exit-zero --output-format json '%s/" NL_FMT "'",
			corpus->directory, NL_ARG(name));
		sandbox_result result = sandbox_run(&corpus->box, corpus->program, command, NL_STR(""), &corpus->arena);
		cJSON *report = cJSON_ParseWithLength(result.out.ptr, result.out.len);
		*nl_vec_push(&corpus->reports) = report;
		if (!report || result.status != 0)
			printf(NL_FMT "normlint " NL_FMT " ended with status %d\n", NL_ARG(result.err), NL_ARG(command), result.status);
	}
	return cJSON_GetArrayItem(cJSON_GetObjectItem(corpus->reports.at[index], "documents"), 0);
}

/* The member of `list` whose `key` is `id`. */
static const cJSON *find(const cJSON *list, const char *key, nl_str id)
{
	const cJSON *item;
	cJSON_ArrayForEach(item, list)
	{
		const char *value = cJSON_GetStringValue(cJSON_GetObjectItem(item, key));
		if (value && nl_str_eq(nl_str_of(value), id)) return item;
	}
	return NULL;
}

static void check_stance(texts *corpus, nl_str position, nl_str name, nl_str wanted)
{
	const cJSON *found = find(cJSON_GetObjectItem(document(corpus, name), "positions"), "id", position);
	const char *stance = cJSON_GetStringValue(cJSON_GetObjectItem(found, "stance"));
	nl_str what = nl_arena_printf(&corpus->arena, NL_FMT ": " NL_FMT " is %s, wanted " NL_FMT, NL_ARG(name),
		NL_ARG(position), stance ? stance : "not reported at all", NL_ARG(wanted));
	tell(corpus, stance && nl_str_eq(nl_str_of(stance), wanted), what.ptr);
}

static double score(texts *corpus, nl_str ruleset, nl_str name)
{
	const cJSON *found = find(cJSON_GetObjectItem(document(corpus, name), "scores"), "ruleset", ruleset);
	const cJSON *value = cJSON_GetObjectItem(found, "score");
	return cJSON_IsNumber(value) ? value->valuedouble : (double)NAN;
}

static void check_distance(texts *corpus, const nl_str *fields)
{
	double high = score(corpus, fields[0], fields[1]), low = score(corpus, fields[0], fields[2]),
		   wanted = atof(fields[3].ptr);
	nl_str what =
		nl_arena_printf(&corpus->arena, NL_FMT " gives " NL_FMT " %.1f and " NL_FMT " %.1f, wanted %g points between",
			NL_ARG(fields[0]), NL_ARG(fields[1]), high, NL_ARG(fields[2]), low, wanted);
	tell(corpus, high - low >= wanted, what.ptr); /* false with a NaN */
}

/* Whether two files take a position in the same way, with the same evidence; places may differ. */
static bool is_same_position(const cJSON *a, const cJSON *b)
{
	static const char *const keys[] = {"stance", "strength"};
	const cJSON *first = cJSON_GetObjectItem(a, "evidence"), *second = cJSON_GetObjectItem(b, "evidence");
	int count = cJSON_GetArraySize(first);
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		if (!cJSON_Compare(cJSON_GetObjectItem(a, keys[k]), cJSON_GetObjectItem(b, keys[k]), true)) return false;
		for (int i = 0; i < count; i++) {
			const cJSON *x = cJSON_GetArrayItem(first, i), *y = cJSON_GetArrayItem(second, i);
			if (!cJSON_Compare(cJSON_GetObjectItem(x, keys[k]), cJSON_GetObjectItem(y, keys[k]), true)) return false;
		}
	}
	return b && count == cJSON_GetArraySize(second);
}

/* Each member of the list `key` of the first file against that of the second whose `name` is the same. */
static void check_same_list(texts *corpus, const nl_str *files, const char *key, const char *name)
{
	const cJSON *first = cJSON_GetObjectItem(document(corpus, files[0]), key), *item;
	const cJSON *second = cJSON_GetObjectItem(document(corpus, files[1]), key);
	tell(corpus, cJSON_GetArraySize(first) > 0 && cJSON_GetArraySize(first) == cJSON_GetArraySize(second), key);
	cJSON_ArrayForEach(item, first)
	{
		nl_str id = nl_str_of(cJSON_GetStringValue(cJSON_GetObjectItem(item, name)));
		const cJSON *other = find(second, name, id);
		bool same = strcmp(key, "scores") ? is_same_position(item, other) : cJSON_Compare(item, other, true);
		nl_str what = nl_arena_printf(&corpus->arena, NL_FMT " of " NL_FMT " is not that of " NL_FMT, NL_ARG(id),
			NL_ARG(files[1]), NL_ARG(files[0]));
		tell(corpus, same, what.ptr);
	}
}

static void check_same(texts *corpus, const nl_str *files)
{
	check_same_list(corpus, files, "positions", "id");
	check_same_list(corpus, files, "scores", "ruleset");
}

/* ---- tables -------------------------------------------------------------------------------------------------- */

static nl_str read_table(texts *corpus, const char *path)
{
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	if (!file.ptr) {
		fprintf(stderr, "%s: %s\n", path, strerror(file.error));
		exit(2);
	}
	nl_str text = nl_arena_str(&corpus->arena, (nl_str){file.ptr, file.len});
	nl_file_release(&file);
	return text;
}

/* The fields of the next line that is no comment; 0 at the end. */
static uint32_t next_row(nl_str *text, nl_str fields[MAX_FIELDS])
{
	while (text->len > 0) {
		size_t end = nl_str_find(*text, NL_STR("\n"));
		nl_str line = nl_str_slice(*text, 0, end);
		*text = nl_str_slice(*text, line.len + 1, text->len);
		if (line.len == 0 || line.ptr[0] == '#') continue;
		uint32_t count = 0;
		for (size_t at = 0; at <= line.len && count < MAX_FIELDS;) {
			nl_str rest = nl_str_slice(line, at, line.len);
			fields[count++] = nl_str_slice(rest, 0, nl_str_find(rest, NL_STR("\t")));
			at += fields[count - 1].len + 1;
		}
		return count;
	}
	return 0;
}

static void check_stances(texts *corpus, nl_str table)
{
	nl_str head[MAX_FIELDS], fields[MAX_FIELDS];
	uint32_t columns = next_row(&table, head), count;
	while ((count = next_row(&table, fields)) > 0) {
		if (count != columns) tell(corpus, false, "a row of the stances has more or fewer columns than the first");
		for (uint32_t i = 1; i < count && i < columns; i++) {
			if (!nl_str_eq(fields[i], NL_STR("."))) check_stance(corpus, fields[0], head[i], fields[i]);
		}
	}
}

static void check_distances(texts *corpus, nl_str table)
{
	nl_str fields[MAX_FIELDS];
	for (uint32_t count; (count = next_row(&table, fields)) > 0;) {
		if (count != 4) tell(corpus, false, "a row of the distances has not four columns");
		else check_distance(corpus, fields);
	}
}

static void check_files_of_one_text(texts *corpus, nl_str table)
{
	nl_str fields[MAX_FIELDS];
	for (uint32_t count; (count = next_row(&table, fields)) > 0;) {
		if (count != 2) tell(corpus, false, "a row of the files of one text has not two columns");
		else check_same(corpus, fields);
	}
}

static void release(texts *corpus)
{
	for (uint32_t i = 0; i < corpus->reports.len; i++) cJSON_Delete(corpus->reports.at[i]);
	nl_vec_release(&corpus->reports);
	nl_map_release(&corpus->names);
	nl_arena_release(&corpus->arena);
}

int main(int argc, char **argv)
{
	char *program = argc == 6 ? realpath(argv[1], NULL) : NULL, *directory = argc == 6 ? realpath(argv[2], NULL) : NULL;
	if (!program || !directory) {
		fprintf(stderr, "usage: corpus NORMLINT DIRECTORY STANCES.tsv DISTANCES.tsv SAME.tsv\n");
		return 2;
	}
	texts corpus = {.program = program, .directory = directory};
	sandbox_open(&corpus.box);
	check_stances(&corpus, read_table(&corpus, argv[3]));
	check_distances(&corpus, read_table(&corpus, argv[4]));
	check_files_of_one_text(&corpus, read_table(&corpus, argv[5]));
	printf("%u passed, %u failed\n", corpus.passed, corpus.failed);
	sandbox_close(&corpus.box);
	release(&corpus);
	free(program);
	free(directory);
	return corpus.failed > 0;
}
