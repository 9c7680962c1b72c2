/* What --fix does to real texts: fixes NORMLINT RULES.norm TEXT...
 *
 * Each text is copied and fixed, by built-in rule sets and by rules whose words stand in many texts. Then
 *
 *   - the edits of the JSON report lie within the places that it has of what is not wanted; put into the text here, report after
 *     report, they lead to the same bytes as --fix does
 *   - where some are not made, since rule sets want other things, all bytes outside of such places are there still, in order
 *   - --diff says as much as --fix does, and touches nothing
 *   - a second run changes nothing
 *   - as many places are told as fixed as were written, and some are at all */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/vec.h"
#include "harness/sandbox.h"

typedef struct {
	const char *program;
	sandbox box;
	nl_arena arena; /* of one text */
	unsigned passed, failed, fixed;
} fixes;

typedef struct {
	size_t start, end;
} stretch;

static void tell(fixes *f, bool passed, const char *text, const char *options, const char *what)
{
	if (passed) f->passed++;
	else {
		f->failed++;
		printf("failed: %s, %s: %s\n", text, options, what);
	}
}

static sandbox_result run(fixes *f, const char *options, const char *more, const char *name)
{
	nl_str command = nl_arena_printf(&f->arena, "check --no-config %s %s %s", options, more, name);
	return sandbox_run(&f->box, f->program, command, NL_STR(""), &f->arena);
}

static nl_str content(fixes *f, const char *name)
{
	nl_str path = nl_arena_printf(&f->arena, "%s/files/%s", f->box.root, name);
	nl_file file = nl_file_read(path.ptr, NL_MAX_DOCUMENT);
	nl_str copy = nl_arena_str(&f->arena, (nl_str){file.ptr, file.len});
	nl_file_release(&file);
	return copy;
}

enum { MOST_ROUNDS = 10 };

/* ---- what may change ------------------------------------------------------------------------------------------- */

static size_t offset_of(const cJSON *place, const char *key)
{
	const cJSON *offset = cJSON_GetObjectItem(cJSON_GetObjectItem(place, key), "offset");
	return cJSON_IsNumber(offset) ? (size_t)offset->valuedouble : SIZE_MAX;
}

static int by_start(const void *a, const void *b)
{
	const stretch *x = a, *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* All places of positions that some finding with a replacement is about. A rule of these rule sets has the name of its
 * position. */
static stretch *places_in(const cJSON *report, uint32_t *count)
{
	NL_VEC(stretch) list = {0};
	const cJSON *document = cJSON_GetArrayItem(cJSON_GetObjectItem(report, "documents"), 0), *finding, *position, *evidence;
	cJSON_ArrayForEach(finding, cJSON_GetObjectItem(document, "findings"))
	{
		if (cJSON_IsNull(cJSON_GetObjectItem(finding, "fix"))) continue;
		cJSON_ArrayForEach(position, cJSON_GetObjectItem(document, "positions"))
		{
			const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(position, "id"));
			if (strcmp(id, cJSON_GetStringValue(cJSON_GetObjectItem(finding, "rule"))) != 0) continue;
			cJSON_ArrayForEach(evidence, cJSON_GetObjectItem(position, "evidence")) * nl_vec_push(&list) =
				(stretch){offset_of(evidence, "start"), offset_of(evidence, "end")};
		}
	}
	if (list.len) qsort(list.at, list.len, sizeof *list.at, by_start);
	*count = list.len;
	return list.at;
}

/* The bytes between the places must come in order in what became of the text, the first at its start, the last at its end. */
static bool keeps_the_rest(nl_str before, nl_str after, const stretch *places, uint32_t count)
{
	size_t done = 0, at = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (places[i].start >= done) {
			nl_str kept = nl_str_slice(before, done, places[i].start);
			size_t found = nl_str_find(nl_str_slice(after, at, after.len), kept);
			if (found == SIZE_MAX || (done == 0 && found != 0)) return false;
			at += found + kept.len;
		}
		if (places[i].end > done) done = places[i].end;
	}
	nl_str rest = nl_str_slice(before, done, before.len);
	return done == 0 ? nl_str_eq(before, after) : after.len >= at + rest.len && nl_str_ends(after, rest);
}

/* ---- what the report has for it ---------------------------------------------------------------------------------- */

typedef struct {
	stretch at;
	const char *text;
} edit;

static int by_place(const void *a, const void *b)
{
	const edit *x = a, *y = b;
	return x->at.start < y->at.start ? -1 : x->at.start > y->at.start;
}

static bool lies_within(stretch inner, const stretch *places, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (places[i].start <= inner.start && inner.end <= places[i].end) return true;
	return false;
}

/* The text with all edits of its report; false when there is none. Rules may have the same edit. */
static bool apply_report(fixes *f, const char *path, const char *options, const cJSON *report, nl_str *text)
{
	NL_VEC(edit) list = {0};
	uint32_t count;
	stretch *places = places_in(report, &count);
	bool within = true;
	const cJSON *document = cJSON_GetArrayItem(cJSON_GetObjectItem(report, "documents"), 0), *finding, *item;
	cJSON_ArrayForEach(finding, cJSON_GetObjectItem(document, "findings"))
	{
		cJSON_ArrayForEach(item, cJSON_GetObjectItem(cJSON_GetObjectItem(finding, "fix"), "edits"))
		{
			stretch at = {offset_of(item, "start"), offset_of(item, "end")};
			within = within && lies_within(at, places, count);
			*nl_vec_push(&list) = (edit){at, cJSON_GetStringValue(cJSON_GetObjectItem(item, "text"))};
		}
	}
	if (list.len) qsort(list.at, list.len, sizeof *list.at, by_place);
	nl_buf out = {0};
	size_t done = 0;
	for (uint32_t i = 0; i < list.len; i++) {
		if (list.at[i].at.start < done) continue;
		nl_buf_add(&out, nl_str_slice(*text, done, list.at[i].at.start));
		nl_buf_add_c(&out, list.at[i].text);
		done = list.at[i].at.end;
	}
	nl_buf_add(&out, nl_str_slice(*text, done, text->len));
	*text = nl_arena_str(&f->arena, nl_buf_str(&out));
	tell(f, within, path, options, "an edit lies outside of what was found");
	bool any = list.len > 0;
	nl_buf_release(&out);
	nl_vec_release(&list);
	free(places);
	return any;
}

/* What comes of a text by its reports. */
static nl_str follow_reports(fixes *f, const char *path, const char *options, const char *name, nl_str text)
{
	bool goes_on = true;
	for (int round = 0; round < MOST_ROUNDS && goes_on; round++) {
		sandbox_write(&f->box, nl_str_of(name), text);
		sandbox_result result = run(f, options, "-f json", name);
		cJSON *report = cJSON_ParseWithLength(result.out.ptr, result.out.len);
		goes_on = apply_report(f, path, options, report, &text);
		cJSON_Delete(report);
	}
	return text;
}

/* ---- a text ---------------------------------------------------------------------------------------------------- */

static unsigned fixed_in(nl_str out)
{
	cJSON *report = cJSON_ParseWithLength(out.ptr, out.len);
	const cJSON *fixed = cJSON_GetObjectItem(cJSON_GetObjectItem(report, "summary"), "fixed");
	unsigned count = cJSON_IsNumber(fixed) ? (unsigned)fixed->valuedouble : UINT32_MAX;
	cJSON_Delete(report);
	return count;
}

static void check_text(fixes *f, const char *path, nl_str text, const char *options)
{
	const char *dot = strrchr(path, '.');
	nl_str name = nl_arena_printf(&f->arena, "draft%s", dot ? dot : ".txt");
	uint32_t count;
	sandbox_write(&f->box, name, text);
	sandbox_result first = run(f, options, "-f json", name.ptr);
	cJSON *report = cJSON_ParseWithLength(first.out.ptr, first.out.len);
	stretch *places = places_in(report, &count);
	sandbox_result diff = run(f, options, "--diff -q", name.ptr);
	tell(f, nl_str_eq(content(f, name.ptr), text), path, options, "--diff changed the text");
	sandbox_result fix = run(f, options, "--fix -f json", name.ptr);
	nl_str after = content(f, name.ptr);
	unsigned fixed = fixed_in(fix.out);
	bool changed = !nl_str_eq(after, text);
	tell(f, first.status < 2 && fix.status < 2 && report, path, options, "it could not be checked");
	tell(f, (fixed > 0) == changed && fixed != UINT32_MAX, path, options, "what is told as fixed is not what was written");
	tell(f, (diff.status == 1) == changed && (diff.out.len > 0) == changed, path, options, "--diff says something else");
	if (nl_str_find(fix.err, NL_STR("is not fixed by")) != SIZE_MAX)
		tell(f, keeps_the_rest(text, after, places, count), path, options, "more changed than findings");
	else
		tell(f, nl_str_eq(follow_reports(f, path, options, name.ptr, text), after), path, options,
			"the reports lead to another text");
	sandbox_write(&f->box, name, after);
	sandbox_result again = run(f, options, "--fix -f json", name.ptr);
	tell(f, nl_str_eq(content(f, name.ptr), after) && fixed_in(again.out) == 0, path, options,
		"a second run changed something");
	if (fixed != UINT32_MAX) f->fixed += fixed;
	cJSON_Delete(report);
	free(places);
}

static const char *const kinds[] = {"", "--ruleset freedom-online", "--ruleset sco-code-2015",
	"--no-builtin --rules rules.norm"};

static void check_file(fixes *f, const char *path)
{
	nl_file file = nl_file_read(path, NL_MAX_DOCUMENT);
	if (!file.ptr) tell(f, false, path, "", "it could not be read");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds && file.ptr; i++)
		check_text(f, path, (nl_str){file.ptr, file.len}, kinds[i]);
	nl_file_release(&file);
	nl_arena_release(&f->arena);
	f->arena = (nl_arena){0};
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: fixes NORMLINT RULES.norm TEXT...\n");
		return 2;
	}
	char *program = realpath(argv[1], NULL);
	nl_file rules = nl_file_read(argv[2], NL_MAX_RULE_FILE);
	fixes f = {.program = program};
	sandbox_open(&f.box);
	sandbox_write(&f.box, NL_STR("rules.norm"), (nl_str){rules.ptr, rules.len});
	for (int i = 3; i < argc; i++) check_file(&f, argv[i]);
	tell(&f, f.fixed > 0, "all texts", "all options", "nothing was fixed");
	printf("%u places fixed in %d texts\n", f.fixed, argc - 3);
	sandbox_close(&f.box);
	nl_file_release(&rules);
	free(program);
	printf("%u passed, %u failed\n", f.passed, f.failed);
	return f.failed ? 1 : 0;
}
