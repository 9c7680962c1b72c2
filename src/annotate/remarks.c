/* annotate/remarks.c - what a verdict has to say, as comments: one for each finding, and short ones where it points to other
 * words. They are read by drafters, in a word processor, so they tell neither lines nor commands. */
#include <stdlib.h>

#include "annotate/annotate.h"
#include "base/mem.h"
#include "diag/draw.h"
#include "judge/wording.h"
#include "report/finding.h"

enum { MOST_SOURCES = 3 }; /* of a finding; the others are in the rules */

/* Words that came nearest to what is absent. */
typedef struct {
	nl_span span; /* of the source */
	nl_str claim; /* what they nearly say, as it reads behind "that" */
	nl_str why;   /* what they lack */
} near_miss;

typedef struct {
	nl_remarks *to;
	const nl_verdict *verdict;
	nl_span title;
	NL_VEC(nl_str) lines; /* of the remark that is being made */
	NL_VEC(near_miss) misses;
	NL_VEC(const nl_finding *) missed_by; /* for each of them the finding that tells it */
} maker;

/* ---- lines ----------------------------------------------------------------------------------------------------- */

/* A line of its own begins with a capital, as people write. */
static void add_line(maker *m, const char *before, nl_str text)
{
	nl_buf line = {0};
	nl_buf_add_c(&line, before);
	nl_draw_clean(&line, text);
	if (line.len && line.ptr[0] >= 'a' && line.ptr[0] <= 'z') line.ptr[0] = (char)(line.ptr[0] - 'a' + 'A');
	*nl_vec_push(&m->lines) = nl_arena_str(&m->to->arena, nl_buf_str(&line));
	nl_buf_release(&line);
}

static void add_code(maker *m, const nl_finding *finding)
{
	add_line(m, "", nl_arena_printf(&m->to->arena, "[" NL_FMT "]", NL_ARG(finding->diag.code)));
}

static uint32_t add_citations(nl_buf *line, const nl_citation *list, uint32_t count, uint32_t told, nl_arena *arena)
{
	for (uint32_t i = 0; i < count && told < MOST_SOURCES; i++, told++)
		nl_buf_addf(line, "%s" NL_FMT, told ? "; " : "", NL_ARG(nl_wording_citation(&list[i], arena)));
	return told;
}

/* The sources of the positions that the rule names; else those of the rule set. */
static void add_sources(maker *m, const nl_finding *finding)
{
	const nl_ruleset *set = NULL;
	const nl_rule *rule = nl_finding_rule(m->verdict, finding, &set);
	const nl_ir *ir = m->verdict->match->ir;
	nl_buf line = {0};
	uint32_t told = 0;
	for (uint32_t i = 0; rule && i < ir->position_count; i++)
		if (nl_ir_cond_names(ir, rule->condition, i))
			told = add_citations(&line, ir->positions[i].citations, ir->positions[i].citation_count, told, &m->to->arena);
	if (rule && told == 0) told = add_citations(&line, set->citations, set->citation_count, told, &m->to->arena);
	if (told) add_line(m, "Source: ", nl_buf_str(&line));
	nl_buf_release(&line);
}

/* ---- remarks --------------------------------------------------------------------------------------------------- */

static nl_remark *add_remark(maker *m, nl_span span, nl_severity severity)
{
	nl_remark *remark = nl_vec_push(&m->to->list);
	*remark = (nl_remark){
		.span = span,
		.severity = severity,
		.text = nl_arena_copy(&m->to->arena, m->lines.at, m->lines.len * sizeof *m->lines.at),
		.line_count = m->lines.len,
		.parts = nl_arena_copy(&m->to->arena, &span, sizeof span),
		.part_count = 1,
	};
	nl_vec_clear(&m->lines);
	return remark;
}

static void set_parts(maker *m, nl_remark *remark, const nl_diag *diag)
{
	nl_span *parts = nl_arena_array(&m->to->arena, nl_span, diag->parts.len + 1);
	parts[0] = diag->primary.span;
	for (uint32_t i = 0; i < diag->parts.len; i++) parts[i + 1] = diag->parts.at[i].span;
	remark->parts = parts;
	remark->part_count = diag->parts.len + 1;
}

static void add_finding(maker *m, const nl_finding *finding)
{
	const nl_diag *diag = &finding->diag;
	bool whole = finding->sentence == NL_NONE;
	add_line(m, "", nl_arena_printf(&m->to->arena, "%s: " NL_FMT, nl_severity_name(diag->severity), NL_ARG(diag->message)));
	for (uint32_t i = 0; i < diag->notes.len; i++) add_line(m, "", diag->notes.at[i]);
	for (uint32_t i = 0; i < diag->helps.len; i++) add_line(m, "Help: ", diag->helps.at[i]);
	add_sources(m, finding);
	add_code(m, finding);
	nl_remark *remark = add_remark(m, whole ? m->title : finding->span, diag->severity);
	remark->code = diag->code;
	remark->is_finding = true;
	remark->is_whole = whole;
	if (!whole) set_parts(m, remark, diag);
}

/* "Also here: says that ..." */
static void add_related(maker *m, const nl_finding *finding, const nl_label *label)
{
	add_line(m, "", nl_arena_printf(&m->to->arena, NL_FMT ": " NL_FMT, NL_ARG(label->text), NL_ARG(finding->diag.message)));
	add_code(m, finding);
	add_remark(m, label->span, finding->diag.severity)->code = finding->diag.code;
}

/* ---- nearest misses -------------------------------------------------------------------------------------------- */

static bool same_words(const near_miss *a, const near_miss *b)
{
	return a->span.start == b->span.start && a->span.end == b->span.end;
}

static bool same_miss(const near_miss *a, const near_miss *b)
{
	return same_words(a, b) && nl_str_eq(a->claim, b->claim) && nl_str_eq(a->why, b->why);
}

/* Whether a miss from `first` on, before `i`, is the same by `same`. */
static bool was_told(const maker *m, uint32_t first, uint32_t i, bool same(const near_miss *, const near_miss *))
{
	for (uint32_t k = first; k < i; k++)
		if (same(&m->misses.at[k], &m->misses.at[i])) return true;
	return false;
}

/* A miss with the codes of all rules that it is told by. How many they are. */
static uint32_t add_miss(maker *m, uint32_t i, nl_severity *severity)
{
	const near_miss *miss = &m->misses.at[i];
	nl_buf codes = {0};
	uint32_t count = 0;
	add_line(m, "Closest to saying that ",
		nl_arena_printf(&m->to->arena, NL_FMT " (" NL_FMT ")", NL_ARG(miss->claim), NL_ARG(miss->why)));
	for (uint32_t k = i; k < m->misses.len; k++) {
		const nl_diag *diag = &m->missed_by.at[k]->diag;
		if (!same_miss(miss, &m->misses.at[k])) continue;
		nl_buf_addf(&codes, "%s[" NL_FMT "]", count++ ? " " : "", NL_ARG(diag->code));
		if (diag->severity > *severity) *severity = diag->severity;
	}
	add_line(m, "", nl_buf_str(&codes));
	nl_buf_release(&codes);
	return count;
}

/* Words may have come near to much that is absent: then one comment tells it all. */
static void add_misses(maker *m)
{
	for (uint32_t i = 0; i < m->misses.len; i++) {
		nl_severity severity = NL_NOTE;
		uint32_t count = 0;
		if (was_told(m, 0, i, same_words)) continue;
		for (uint32_t k = i; k < m->misses.len; k++)
			if (same_words(&m->misses.at[i], &m->misses.at[k]) && !was_told(m, i, k, same_miss))
				count += add_miss(m, k, &severity);
		nl_remark *remark = add_remark(m, m->misses.at[i].span, severity);
		if (count == 1) remark->code = m->missed_by.at[i]->diag.code;
	}
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

typedef struct {
	nl_remark remark;
	uint32_t seq;
} sortable;

static int by_place(const void *a, const void *b)
{
	const sortable *x = a, *y = b;
	uint32_t x_start = x->remark.span.start, y_start = y->remark.span.start;
	if (x_start != y_start) return x_start < y_start ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static void sort(nl_remarks *remarks)
{
	uint32_t count = remarks->list.len;
	sortable *order = nl_alloc((count + 1) * sizeof *order);
	for (uint32_t i = 0; i < count; i++) order[i] = (sortable){remarks->list.at[i], i};
	qsort(order, count, sizeof *order, by_place);
	for (uint32_t i = 0; i < count; i++) remarks->list.at[i] = order[i].remark;
	free(order);
}

/* ---- all of it -------------------------------------------------------------------------------------------------- */

static void keep_miss(maker *m, const nl_finding *finding, const nl_closest *closest)
{
	const nl_match *match = m->verdict->match;
	*nl_vec_push(&m->misses) = (near_miss){
		.span = nl_wording_origin(match->doc, closest->found),
		.claim = nl_wording_claim(match->ir, closest->position, &m->to->arena),
		.why = closest->why,
	};
	*nl_vec_push(&m->missed_by) = finding;
}

static nl_span without_space(const nl_source *source, nl_span span)
{
	nl_str text = nl_source_text(source);
	nl_str trimmed = nl_str_trim(nl_str_slice(text, span.start, span.end));
	if (trimmed.len == 0) return span;
	uint32_t start = (uint32_t)(trimmed.ptr - text.ptr);
	return (nl_span){start, start + (uint32_t)trimmed.len};
}

/* The first heading; without one the first sentence. */
static nl_span title_of(const nl_doc *doc)
{
	const nl_block *found = NULL;
	for (uint32_t i = 0; i < doc->block_count && !found; i++)
		if (doc->blocks[i].kind == NL_BLOCK_HEADING && doc->blocks[i].text.end > doc->blocks[i].text.start)
			found = &doc->blocks[i];
	if (found) return without_space(doc->source, nl_doc_origin(doc, found->text));
	if (doc->sentence_count) return without_space(doc->source, nl_doc_origin(doc, doc->sentences[0].text));
	return (nl_span){0, 0};
}

void nl_remarks_read(nl_remarks *remarks, const nl_verdict *verdict, nl_severity least)
{
	const nl_doc *doc = verdict->match->doc;
	maker m = {.to = remarks, .verdict = verdict, .title = title_of(doc)};
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (finding->suppression || finding->diag.severity < least) continue;
		add_finding(&m, finding);
		for (uint32_t k = 0; k < finding->diag.related.len; k++) add_related(&m, finding, &finding->diag.related.at[k]);
		for (uint32_t k = 0; k < finding->closest_count; k++) keep_miss(&m, finding, &finding->closest[k]);
	}
	add_misses(&m);
	sort(remarks);
	nl_vec_release(&m.lines);
	nl_vec_release(&m.misses);
	nl_vec_release(&m.missed_by);
}

void nl_remark_text(const nl_remark *remark, nl_buf *out)
{
	for (uint32_t i = 0; i < remark->line_count; i++)
		nl_buf_addf(out, "%s" NL_FMT, i ? "\n" : "", NL_ARG(remark->text[i]));
}

void nl_remarks_release(nl_remarks *remarks)
{
	nl_vec_release(&remarks->list);
	nl_arena_release(&remarks->arena);
}
