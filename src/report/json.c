/* JSON: one object for a run, described by normlint.schema.json beside this file. It is written value by value into a
 * buffer that is sent off as it fills, so that neither a thousand texts nor one with a hundred thousand pieces of evidence
 * is ever held in memory. A key is never left out: what is not there is null or an empty list. */
#include <inttypes.h>

#include "base/version.h"
#include "judge/wording.h"
#include "report/finding.h"
#include "report/json.h"
#include "report/json_tree.h"
#include "report/json_writer.h"
#include "report/report.h"

enum {
	DOCUMENT_DEPTH = 2,
	SCRATCH = 64 << 10 /* bytes in an arena before it is emptied: one for each value would cost more than the value */
};

static void put_citations(nl_json_writer *w, const char *key, const nl_citation *citations, uint32_t count)
{
	nl_arena arena = {0};
	nl_json_put_string(w, key, nl_wording_citations(citations, count, &arena));
	nl_arena_release(&arena);
}

uint32_t nl_json_put_place(nl_json_writer *w, const char *key, const nl_source *source, uint32_t offset)
{
	nl_place place = nl_source_place(source, offset);
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_count(w, "line", place.line);
	nl_json_put_count(w, "column", place.column);
	if (place.offset == NL_NO_OFFSET) nl_json_put_null(w, "offset");
	else nl_json_put_count(w, "offset", place.offset);
	nl_json_close(w);
	return place.page;
}

/* The page on which a place stands. */
static void put_page(nl_json_writer *w, uint32_t page)
{
	if (page) nl_json_put_count(w, "page", page);
	else nl_json_put_null(w, "page");
}

/* The box of a span on the page where it begins: left, top, width, height, in points. */
static void put_box(nl_json_writer *w, const nl_source *source, nl_span span)
{
	nl_box box;
	if (!nl_source_box(source, span, &box)) {
		nl_json_put_null(w, "box");
		return;
	}
	const int32_t lengths[] = {box.x, box.y, box.width, box.height};
	nl_json_open(w, "box", NL_JSON_LIST, NL_JSON_FIT);
	for (size_t i = 0; i < 4; i++) nl_json_put_number(w, NULL, nl_json_rounded(lengths[i] / 100.0, 2));
	nl_json_close(w);
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

/* What one piece of evidence leaves for the next. */
typedef struct {
	nl_arena scratch;
	uint32_t section; /* of the last piece */
	nl_arena paths;
	nl_str path; /* of that section; in `paths` */
} evidence_state;

static nl_str section_path(evidence_state *state, const nl_doc *doc, uint32_t block)
{
	if (state->section == doc->blocks[block].section) return state->path;
	nl_arena_release(&state->paths);
	state->section = doc->blocks[block].section;
	return state->path = nl_doc_section_path(doc, block, &state->paths);
}

static void put_evidence(nl_json_writer *w, const nl_doc *doc, const nl_evidence *evidence, evidence_state *state)
{
	if (state->scratch.used > SCRATCH) nl_arena_release(&state->scratch);
	nl_span span = nl_wording_origin(doc, evidence->range);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	uint32_t page = nl_json_put_place(w, "start", doc->source, span.start);
	nl_json_put_place(w, "end", doc->source, span.end);
	nl_json_put_string(w, "section", section_path(state, doc, doc->sentences[evidence->sentence].block));
	put_page(w, page);
	put_box(w, doc->source, span);
	nl_json_put_string(w, "stance", nl_str_of(nl_stance_name(evidence->stance)));
	nl_json_put_string(w, "strength", nl_str_of(nl_strength_name(evidence->strength)));
	nl_json_put_string(w, "text", nl_wording_quote(doc, evidence->range, UINT32_MAX, &state->scratch));
	nl_json_close(w);
}

void nl_json_put_said(nl_json_writer *w, const nl_report_options *options, const nl_match *match, uint32_t position)
{
	const nl_position_match *found = &match->positions[position];
	nl_json_put_string(w, "stance", nl_str_of(nl_stance_name(found->stance)));
	if (found->stance == NL_ABSENT) nl_json_put_null(w, "strength");
	else nl_json_put_string(w, "strength", nl_str_of(nl_strength_name(found->strength)));
	nl_json_open(w, "evidence", NL_JSON_LIST, NL_JSON_LINES);
	evidence_state state = {.section = NL_NONE};
	for (uint32_t e = 0; e < found->count; e++) {
		if (options) nl_report_send(w->out, options);
		put_evidence(w, match->doc, &found->evidence[e], &state);
	}
	nl_arena_release(&state.scratch);
	nl_arena_release(&state.paths);
	nl_json_close(w);
}

static void put_position(nl_json_writer *w, const nl_report_options *options, const nl_match *match, uint32_t i)
{
	const nl_position *position = &match->ir->positions[i];
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "id", position->id);
	nl_json_put_string(w, "title", position->title);
	nl_json_put_string(w, "topic", position->topic);
	nl_json_put_said(w, options, match, i);
	nl_json_close(w);
}

/* ---- scores and axes ------------------------------------------------------------------------------------------- */

static void put_rule(nl_json_writer *w, const nl_rule_result *result)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "id", result->rule->id);
	nl_json_put_string(w, "kind", nl_str_of(nl_rule_kind_name(result->rule->kind)));
	nl_json_put_number(w, "weight", result->rule->weight);
	nl_json_put_number(w, "credit", result->credit);
	nl_json_put_bool(w, "applies", result->applies);
	nl_json_close(w);
}

static void put_topic(nl_json_writer *w, const nl_topic_score *topic)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "id", topic->topic);
	nl_json_put_number(w, "score", nl_json_rounded(topic->score, 1));
	nl_json_close(w);
}

static void put_score(nl_json_writer *w, const nl_score *score)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "ruleset", score->ruleset->id);
	nl_json_put_number(w, "score", nl_json_rounded(score->score, 1));
	nl_json_put_count(w, "errors", score->errors);
	nl_json_put_count(w, "warnings", score->warnings);
	nl_json_put_count(w, "notes", score->notes);
	nl_json_open(w, "topics", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < score->topic_count; i++) put_topic(w, &score->topics[i]);
	nl_json_close(w);
	nl_json_open(w, "rules", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < score->ruleset->rule_count; i++) put_rule(w, &score->rules[i]);
	nl_json_close(w);
	nl_json_close(w);
}

static void put_axis(nl_json_writer *w, const nl_axis_place *place)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "id", place->axis->id);
	nl_json_put_number(w, "value", nl_json_rounded(place->value, 3));
	nl_json_put_number(w, "low", nl_json_rounded(place->low, 3));
	nl_json_put_number(w, "high", nl_json_rounded(place->high, 3));
	nl_json_close(w);
}

/* ---- findings -------------------------------------------------------------------------------------------------- */

static void put_notes(nl_json_writer *w, const nl_finding *finding, nl_arena *arena)
{
	nl_strs notes = nl_finding_notes(finding, arena);
	nl_json_open(w, "notes", NL_JSON_LIST, NL_JSON_FIT);
	for (uint32_t i = 0; i < notes.len; i++) nl_json_put_string(w, NULL, notes.at[i]);
	nl_json_close(w);
}

static void put_help(nl_json_writer *w, const nl_finding *finding, nl_arena *arena)
{
	nl_str help = nl_finding_help(finding, arena);
	if (help.len) nl_json_put_string(w, "help", help);
	else nl_json_put_null(w, "help");
}

static void put_edit(nl_json_writer *w, const nl_source *source, const nl_replacement *edit)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_place(w, "start", source, edit->span.start);
	nl_json_put_place(w, "end", source, edit->span.end);
	nl_json_put_string(w, "text", edit->text);
	nl_json_close(w);
}

static void put_fix(nl_json_writer *w, const nl_source *source, const nl_finding *finding)
{
	if (!finding->replacement.len) {
		nl_json_put_null(w, "fix");
		return;
	}
	nl_json_open(w, "fix", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "replacement", finding->replacement);
	nl_json_open(w, "edits", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < finding->edit_count; i++) put_edit(w, source, &finding->edits[i]);
	nl_json_close(w);
	nl_json_close(w);
}

/* Findings that do not count stay in sight. */
static void put_suppression(nl_json_writer *w, const nl_suppression *suppression)
{
	char day[16];
	if (!suppression) {
		nl_json_put_null(w, "suppressed");
		return;
	}
	nl_json_open(w, "suppressed", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "by", nl_str_of(nl_suppression_by(suppression)));
	nl_json_put_string(w, "reason", suppression->reason);
	if (suppression->until == NL_NO_DATE) nl_json_put_null(w, "until");
	else {
		nl_date_text(suppression->until, day);
		nl_json_put_string(w, "until", nl_str_of(day));
	}
	nl_json_close(w);
}

static void put_finding(nl_json_writer *w, const nl_doc *doc, const nl_finding *finding, nl_arena *arena)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "ruleset", finding->ruleset);
	nl_json_put_string(w, "rule", finding->rule);
	nl_json_put_string(w, "severity", nl_str_of(nl_severity_name(finding->diag.severity)));
	nl_json_put_string(w, "message", finding->diag.message);
	if (finding->sentence == NL_NONE) {
		nl_json_put_null(w, "start");
		nl_json_put_null(w, "end");
		nl_json_put_null(w, "page");
		nl_json_put_null(w, "box");
	} else {
		uint32_t page = nl_json_put_place(w, "start", doc->source, finding->span.start);
		nl_json_put_place(w, "end", doc->source, finding->span.end);
		put_page(w, page);
		put_box(w, doc->source, finding->span);
	}
	put_notes(w, finding, arena);
	put_help(w, finding, arena);
	put_fix(w, doc->source, finding);
	nl_json_put_string(w, "fingerprint", nl_arena_printf(arena, "%016" PRIx64, finding->fingerprint));
	put_suppression(w, finding->suppression);
	nl_json_close(w);
}

static void put_findings(nl_json_writer *w, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_arena scratch = {0};
	nl_json_open(w, "findings", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (verdict->findings[i].diag.severity < options->min_severity) continue;
		if (scratch.used > SCRATCH) nl_arena_release(&scratch);
		nl_report_send(w->out, options);
		put_finding(w, verdict->match->doc, &verdict->findings[i], &scratch);
	}
	nl_arena_release(&scratch);
	nl_json_close(w);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

/* What is open between two calls is written by hand: the root and its list of documents. */
static void json_begin(nl_buf *out, const nl_report_options *options)
{
	nl_json_writer w = nl_json_writer_at(out, 1);
	nl_buf_add_c(out, "{\n  \"version\": 1,\n  \"tool\": ");
	nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(&w, "name", NL_STR("normlint"));
	nl_json_put_string(&w, "version", NL_STR(NL_VERSION));
	nl_json_close(&w);
	nl_buf_add_c(out, ",\n  \"rulesets\": ");
	nl_json_open(&w, NULL, NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < options->ruleset_count; i++) {
		const nl_ruleset *ruleset = options->rulesets[i].ruleset;
		nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
		nl_json_put_string(&w, "id", ruleset->id);
		nl_json_put_string(&w, "title", ruleset->title);
		put_citations(&w, "source", ruleset->citations, ruleset->citation_count);
		nl_json_close(&w);
	}
	nl_json_close(&w);
	nl_buf_add_c(out, ",\n  \"documents\": [");
}

void nl_json_put_document(nl_json_writer *w, const nl_report_options *options, const nl_verdict *verdict)
{
	const nl_match *match = verdict->match;
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "path", nl_source_name(match->doc->source));
	nl_json_put_string(w, "format", nl_str_of(nl_format_name(match->doc->format)));
	nl_json_put_count(w, "words", match->doc->token_count);
	nl_json_put_count(w, "sentences", match->doc->sentence_count);
	nl_json_open(w, "positions", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < match->ir->position_count; i++)
		if (!match->positions[i].passed_over) put_position(w, options, match, i);
	nl_json_close(w);
	nl_json_open(w, "scores", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < verdict->score_count; i++) put_score(w, &verdict->scores[i]);
	nl_json_close(w);
	nl_json_open(w, "axes", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < verdict->axis_count; i++) put_axis(w, &verdict->axes[i]);
	nl_json_close(w);
	put_findings(w, options, verdict);
	nl_json_close(w);
}

static void json_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_json_writer w = nl_json_writer_at(out, DOCUMENT_DEPTH);
	nl_buf_add_c(out, "\n    ");
	nl_json_put_document(&w, options, verdict);
}

static void json_between(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_c(out, ",");
}

static void json_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options;
	nl_json_writer w = nl_json_writer_at(out, 1);
	nl_buf_add_c(out, totals->documents ? "\n  ],\n  \"summary\": " : "],\n  \"summary\": ");
	nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_count(&w, "documents", totals->documents);
	nl_json_put_count(&w, "failed", totals->failed);
	nl_json_put_count(&w, "left_out", nl_passed_over_all(&totals->passed_over));
	nl_json_put_count(&w, "errors", totals->errors);
	nl_json_put_count(&w, "warnings", totals->warnings);
	nl_json_put_count(&w, "notes", totals->notes);
	nl_json_put_count(&w, "suppressed", totals->suppressed);
	nl_json_put_count(&w, "known", totals->known);
	nl_json_put_count(&w, "fixed", totals->fixed);
	nl_json_close(&w);
	nl_buf_add_c(out, "\n}\n");
}

const nl_report nl_report_json = {.name = "json",
	.begin = json_begin,
	.document = json_document,
	.between = json_between,
	.end = json_end};
