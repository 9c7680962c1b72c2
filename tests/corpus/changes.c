/* What people found when they put two drafts beside each other: changes NORMLINT DIRECTORY CHANGES.tsv
 *
 *   # old       new         position    what became of it       words
 *   first.md    second.md   privacy     weakened                -shall; +should
 *   first.md    second.md   rights      weakened and reworded
 *   first.md    second.md   crime       moved or unchanged
 *
 * A name behind "and" is another that is true of some place. Words that begin with - were dropped, those with + added, in a
 * passage of the position. Each line is one check; so is that the comparison the other way round is its mirror. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "harness/sandbox.h"
#include "harness/table.h"

typedef struct {
	const char *program, *directory;
	sandbox box;
	nl_arena arena;
	nl_map pairs;            /* "old\nnew" -> index into reports */
	NL_VEC(cJSON *) reports; /* parsed output; NULL where the comparison failed */
	unsigned passed, failed;
} drafts;

static bool tell(drafts *d, bool passed, const char *what)
{
	if (passed) d->passed++;
	else {
		d->failed++;
		printf("failed: %s\n", what);
	}
	return passed;
}

static cJSON *compare(drafts *d, nl_str old, nl_str new)
{
	nl_str command = nl_arena_printf(&d->arena, "compare --output-format json '%s/" NL_FMT "' '%s/" NL_FMT "'",
		d->directory, NL_ARG(old), d->directory, NL_ARG(new));
	sandbox_result result = sandbox_run(&d->box, d->program, command, NL_STR(""), &d->arena);
	cJSON *report = result.status == 0 ? cJSON_ParseWithLength(result.out.ptr, result.out.len) : NULL;
	if (!report)
		printf(NL_FMT "normlint " NL_FMT " ended with status %d\n", NL_ARG(result.err), NL_ARG(command), result.status);
	return report;
}

/* ---- the other way round --------------------------------------------------------------------------------------- */

static const char *mirrored(const char *change)
{
	static const char *const pairs[][2] = {{"new", "dropped"}, {"strengthened", "weakened"}};
	for (size_t i = 0; i < 2; i++) {
		if (strcmp(change, pairs[i][0]) == 0) return pairs[i][1];
		if (strcmp(change, pairs[i][1]) == 0) return pairs[i][0];
	}
	return change;
}

static const char *change_of(const cJSON *item)
{
	const char *change = cJSON_GetStringValue(cJSON_GetObjectItem(item, "change"));
	return change ? change : "not told";
}

static bool has_also(const cJSON *item, const char *change)
{
	const cJSON *also;
	cJSON_ArrayForEach(also, cJSON_GetObjectItem(item, "also")) if (strcmp(also->valuestring, change) == 0) return true;
	return false;
}

static bool is_mirror(const cJSON *item, const cJSON *other)
{
	const cJSON *also, *list = cJSON_GetObjectItem(item, "also");
	if (strcmp(mirrored(change_of(item)), change_of(other)) != 0) return false;
	if (cJSON_GetArraySize(list) != cJSON_GetArraySize(cJSON_GetObjectItem(other, "also"))) return false;
	cJSON_ArrayForEach(also, list) if (!has_also(other, mirrored(also->valuestring))) return false;
	return true;
}

static int number_at(const cJSON *item, const char *side, const char *key)
{
	const cJSON *start = cJSON_GetObjectItem(cJSON_GetObjectItem(item, side), "start");
	return start ? cJSON_GetObjectItem(start, key)->valueint : -1;
}

/* The passage of `list` that has the two sides of `passage` exchanged. */
static const cJSON *mirror_passage(const cJSON *list, const cJSON *passage)
{
	static const char *const keys[] = {"line", "column"};
	const cJSON *item;
	cJSON_ArrayForEach(item, list)
	{
		bool same = true;
		for (size_t k = 0; k < 2; k++) {
			same = same && number_at(item, "old", keys[k]) == number_at(passage, "new", keys[k]);
			same = same && number_at(item, "new", keys[k]) == number_at(passage, "old", keys[k]);
		}
		if (same) return item;
	}
	return NULL;
}

static void check_mirror(drafts *d, const cJSON *report, nl_str old, nl_str new)
{
	cJSON *other = compare(d, new, old);
	const cJSON *item, *list = cJSON_GetObjectItem(other, "positions");
	cJSON_ArrayForEach(item, cJSON_GetObjectItem(report, "positions"))
	{
		const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(item, "id"));
		const cJSON *mirror = table_find(list, "id", nl_str_of(id));
		nl_str what = nl_arena_printf(&d->arena, NL_FMT " and " NL_FMT ": %s is %s, and %s the other way round",
			NL_ARG(old), NL_ARG(new), id, change_of(item), change_of(mirror));
		tell(d, mirror && is_mirror(item, mirror), what.ptr);
	}
	list = cJSON_GetObjectItem(other, "passages");
	cJSON_ArrayForEach(item, cJSON_GetObjectItem(report, "passages"))
	{
		const cJSON *mirror = mirror_passage(list, item);
		nl_str what = nl_arena_printf(&d->arena, NL_FMT " and " NL_FMT ": the passage from line %d to %d has no mirror",
			NL_ARG(old), NL_ARG(new), number_at(item, "old", "line"), number_at(item, "new", "line"));
		tell(d, mirror && strcmp(mirrored(change_of(item)), change_of(mirror)) == 0, what.ptr);
	}
	cJSON_Delete(other);
}

/* ---- a line of the table --------------------------------------------------------------------------------------- */

static const cJSON *report_of(drafts *d, nl_str old, nl_str new)
{
	nl_str key = nl_arena_printf(&d->arena, NL_FMT "\n" NL_FMT, NL_ARG(old), NL_ARG(new));
	uint32_t index = nl_map_intern(&d->pairs, key);
	if (index < d->reports.len) return d->reports.at[index];
	cJSON *report = compare(d, old, new);
	*nl_vec_push(&d->reports) = report;
	if (report) check_mirror(d, report, old, new);
	return report;
}

/* The text up to `mark`, which it moves behind; all of it when there is none. */
static nl_str take(nl_str *text, nl_str mark)
{
	size_t end = nl_str_find(*text, mark);
	nl_str part = nl_str_trim(nl_str_slice(*text, 0, end));
	*text = end == SIZE_MAX ? (nl_str){0} : nl_str_slice(*text, end + mark.len, text->len);
	return part;
}

/* "weakened and reworded" */
static bool is_so(const cJSON *position, nl_str wanted)
{
	char name[32];
	nl_str change = take(&wanted, NL_STR(" and "));
	if (!nl_str_eq(nl_str_of(change_of(position)), change)) return false;
	while (wanted.len > 0) {
		nl_str also = take(&wanted, NL_STR(" and "));
		snprintf(name, sizeof name, NL_FMT, NL_ARG(also));
		if (!has_also(position, name)) return false;
	}
	return true;
}

static bool is_one_of(const cJSON *position, nl_str wanted)
{
	while (wanted.len > 0) {
		if (is_so(position, take(&wanted, NL_STR(" or ")))) return true;
	}
	return false;
}

/* Whether a passage of the position has an edit of this kind that holds the words. */
static bool has_edit(const cJSON *report, const cJSON *position, const char *kind, nl_str words)
{
	const cJSON *place, *edit;
	cJSON_ArrayForEach(place, cJSON_GetObjectItem(position, "places"))
	{
		const cJSON *index = cJSON_GetObjectItem(place, "passage");
		if (!cJSON_IsNumber(index)) continue;
		const cJSON *passage = cJSON_GetArrayItem(cJSON_GetObjectItem(report, "passages"), index->valueint);
		cJSON_ArrayForEach(edit, cJSON_GetObjectItem(passage, "words"))
		{
			const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(edit, kind));
			if (text && nl_str_find(nl_str_of(text), words) != SIZE_MAX) return true;
		}
	}
	return false;
}

static void check_row(drafts *d, const nl_str *fields, uint32_t count)
{
	const cJSON *report = report_of(d, fields[0], fields[1]);
	const cJSON *position = table_find(cJSON_GetObjectItem(report, "positions"), "id", fields[2]);
	nl_str where = nl_arena_printf(&d->arena, NL_FMT " and " NL_FMT ": " NL_FMT, NL_ARG(fields[0]), NL_ARG(fields[1]),
		NL_ARG(fields[2]));
	nl_str what =
		nl_arena_printf(&d->arena, NL_FMT " is %s, wanted " NL_FMT, NL_ARG(where), change_of(position), NL_ARG(fields[3]));
	tell(d, position && is_one_of(position, fields[3]), what.ptr);
	nl_str words = count > 4 ? fields[4] : (nl_str){0};
	while (words.len > 0) {
		nl_str edit = take(&words, NL_STR(";"));
		const char *kind = nl_str_starts(edit, NL_STR("+")) ? "added" : "dropped";
		what = nl_arena_printf(&d->arena, NL_FMT ": \"" NL_FMT "\" is not told to be %s", NL_ARG(where),
			NL_ARG(nl_str_slice(edit, 1, edit.len)), kind);
		tell(d, position && edit.len > 1 && has_edit(report, position, kind, nl_str_slice(edit, 1, edit.len)), what.ptr);
	}
}

int main(int argc, char **argv)
{
	char *program = argc == 4 ? realpath(argv[1], NULL) : NULL, *directory = argc == 4 ? realpath(argv[2], NULL) : NULL;
	if (!program || !directory) {
		fprintf(stderr, "usage: changes NORMLINT DIRECTORY CHANGES.tsv\n");
		return 2;
	}
	drafts d = {.program = program, .directory = directory};
	nl_str fields[TABLE_FIELDS], table = table_read(argv[3], &d.arena);
	sandbox_open(&d.box);
	for (uint32_t count; (count = table_next_row(&table, fields)) > 0;) {
		if (count < 4) tell(&d, false, "a row of the changes has fewer than four columns");
		else check_row(&d, fields, count);
	}
	printf("%u passed, %u failed\n", d.passed, d.failed);
	sandbox_close(&d.box);
	for (uint32_t i = 0; i < d.reports.len; i++) cJSON_Delete(d.reports.at[i]);
	nl_vec_release(&d.reports);
	nl_map_release(&d.pairs);
	nl_arena_release(&d.arena);
	free(program);
	free(directory);
	return d.failed > 0;
}
