/* The same draft in every format gives the same positions, stances, strengths, evidence, scores and axes: each Markdown draft
 * of examples/formats against the files beside it that have its name. */
#include "check.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "run/check.h"
#include "run/load.h"

typedef struct {
	nl_loaded rules;
	nl_checker checker;
	uint32_t *rulesets;
	nl_sink sink;
} bench;

static const nl_input_options by_itself;

static void bench_init(bench *b)
{
	*b = (bench){0};
	CHECK(nl_load(&b->rules, NULL, 0, 0, &b->sink));
	const nl_ir *ir = b->rules.ir;
	b->rulesets = malloc(sizeof *b->rulesets * (ir->ruleset_count + 1));
	for (uint32_t i = 0; i < ir->ruleset_count; i++) b->rulesets[i] = i;
	nl_checker_init(&b->checker, ir, nl_find_language(ir, NL_STR("english"), &b->sink), &by_itself, b->rulesets,
		ir->ruleset_count);
}

static void bench_release(bench *b)
{
	nl_checker_release(&b->checker);
	nl_loaded_release(&b->rules);
	nl_sink_release(&b->sink);
	free(b->rulesets);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The words of a piece of evidence, without what stands between them: marks and line ends are the format's. */
static void add_words(nl_buf *out, const nl_doc *doc, nl_range range)
{
	for (uint32_t i = range.first; i <= range.last; i++) {
		nl_token token = nl_doc_token(doc, i), *t = &token;
		nl_buf_addf(out, " " NL_FMT, NL_ARG(nl_doc_text(doc, (nl_span){t->start, t->start + t->len})));
	}
}

/* A line for each piece of evidence of a position, sorted: a footnote stands where its format has it. */
static void add_evidence(nl_buf *out, const nl_match *match, const nl_position_match *found)
{
	char **lines = calloc(found->count + 1, sizeof *lines);
	for (uint32_t i = 0; i < found->count; i++) {
		const nl_evidence *e = &found->evidence[i];
		nl_buf line = {0};
		nl_buf_addf(&line, "  %s %d", nl_stance_name(e->stance), (int)e->strength);
		add_words(&line, match->doc, e->range);
		nl_buf_add_byte(&line, '\0');
		lines[i] = line.ptr;
	}
	qsort(lines, found->count, sizeof *lines, by_text);
	for (uint32_t i = 0; i < found->count; i++) {
		nl_buf_addf(out, "%s\n", lines[i]);
		free(lines[i]);
	}
	free(lines);
}

/* All that a draft says, as text. Owned. */
static nl_buf said_by(bench *b, const char *path)
{
	nl_buf out = {0};
	nl_checked checked;
	nl_file file = nl_check_read(path, &by_itself);
	CHECK(nl_check_file(&b->checker, path, &file, NL_STR(""), &b->sink, &checked));
	if (checked.verdict) {
		const nl_ir *ir = b->rules.ir;
		for (uint32_t i = 0; i < ir->position_count; i++) {
			const nl_position_match *found = &checked.match->positions[i];
			if (found->count == 0) continue;
			nl_buf_addf(&out, NL_FMT " %s %d\n", NL_ARG(ir->positions[i].id), nl_stance_name(found->stance),
				(int)found->strength);
			add_evidence(&out, checked.match, found);
		}
		const nl_verdict *v = checked.verdict;
		for (uint32_t i = 0; i < v->score_count; i++)
			nl_buf_addf(&out, NL_FMT " %.3f %u errors %u warnings %u notes\n", NL_ARG(v->scores[i].ruleset->id),
				v->scores[i].score, v->scores[i].errors, v->scores[i].warnings, v->scores[i].notes);
		for (uint32_t i = 0; i < v->axis_count; i++)
			nl_buf_addf(&out, "axis %u: %.3f %.3f %.3f\n", i, v->axes[i].value, v->axes[i].low, v->axes[i].high);
	}
	nl_checked_release(&checked);
	return out;
}

/* Compares a draft with its siblings; how many there are. */
static uint32_t check_siblings(bench *b, const char *path)
{
	char pattern[256];
	glob_t found;
	uint32_t count = 0;
	nl_buf wanted = said_by(b, path);
	CHECK(wanted.len > 500);
	nl_buf_add_byte(&wanted, '\0'); /* as CHECK_STR takes it */
	wanted.len--;
	snprintf(pattern, sizeof pattern, "%.*s.*", (int)(strlen(path) - strlen(".md")), path);
	CHECK(glob(pattern, 0, NULL, &found) == 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		if (strcmp(found.gl_pathv[i], path) == 0) continue;
		nl_buf got = said_by(b, found.gl_pathv[i]);
		if (!nl_str_eq(nl_buf_str(&got), nl_buf_str(&wanted))) fprintf(stderr, "%s:\n", found.gl_pathv[i]);
		CHECK_STR(nl_buf_str(&got), wanted.ptr);
		nl_buf_release(&got);
		count++;
	}
	globfree(&found);
	nl_buf_release(&wanted);
	return count;
}

int main(void)
{
	bench b;
	glob_t drafts;
	bench_init(&b);
	CHECK(glob("examples/formats/*.md", 0, NULL, &drafts) == 0);
	uint32_t siblings = 0;
	for (size_t i = 0; i < drafts.gl_pathc; i++)
		if (!strstr(drafts.gl_pathv[i], "README")) siblings += check_siblings(&b, drafts.gl_pathv[i]);
	CHECK(siblings >= 4);
	globfree(&drafts);
	bench_release(&b);
	return check_done();
}
