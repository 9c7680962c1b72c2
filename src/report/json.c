/* JSON: one object for a run, described by normlint.schema.json beside this file. Small values
 * (a piece of evidence, a score, a finding) are built as trees and written one by one into a frame that is written by hand, so that
 * neither a thousand texts nor one with a hundred thousand pieces of evidence is ever held in memory as a tree. A key is never left out: what is not there is null or an empty list. */
#include <inttypes.h>

#include "base/version.h"
#include "judge/wording.h"
#include "report/json_tree.h"
#include "report/report.h"

static void set_citations(nl_json *object, const char *key, const nl_citation *citations, uint32_t count, nl_arena *arena)
{
	nl_str joined = {0};
	for (uint32_t i = 0; i < count; i++) {
		nl_str one = nl_wording_citation(&citations[i], arena);
		joined = i == 0 ? one : nl_arena_printf(arena, NL_FMT "; " NL_FMT, NL_ARG(joined), NL_ARG(one));
	}
	nl_json_set_string(object, key, joined);
}

static void set_place(nl_json *object, const char *key, const nl_source *source, uint32_t offset)
{
	nl_place place = nl_source_place(source, offset);
	nl_json *value = nl_json_set_object(object, key);
	nl_json_set_number(value, "line", place.line);
	nl_json_set_number(value, "column", place.column);
	if (place.offset == NL_NO_OFFSET) nl_json_set_null(value, "offset");
	else nl_json_set_number(value, "offset", (double)place.offset);
}

/* The page on which a place stands. */
static void set_page(nl_json *object, const nl_source *source, uint32_t offset)
{
	uint32_t page = nl_source_place(source, offset).page;
	if (page) nl_json_set_number(object, "page", page);
	else nl_json_set_null(object, "page");
}

/* The box of a span on the page where it begins: left, top, width, height, in points. */
static void set_box(nl_json *object, const nl_source *source, nl_span span)
{
	nl_box box;
	if (!nl_source_box(source, span, &box)) {
		nl_json_set_null(object, "box");
		return;
	}
	nl_json *list = nl_json_set_array(object, "box");
	const int32_t lengths[] = {box.x, box.y, box.width, box.height};
	for (size_t i = 0; i < 4; i++) nl_json_push_number(list, nl_json_rounded(lengths[i] / 100.0, 2));
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

static nl_json *evidence_value(const nl_doc *doc, const nl_evidence *evidence, nl_arena *arena)
{
	nl_span span = nl_wording_origin(doc, evidence->range);
	nl_json *value = nl_json_object();
	set_place(value, "start", doc->source, span.start);
	set_place(value, "end", doc->source, span.end);
	nl_json_set_string(value, "section", nl_doc_section_path(doc, doc->sentences[evidence->sentence].block, arena));
	set_page(value, doc->source, span.start);
	set_box(value, doc->source, span);
	nl_json_set_string(value, "stance", nl_str_of(nl_stance_name(evidence->stance)));
	nl_json_set_string(value, "strength", nl_str_of(nl_strength_name(evidence->strength)));
	nl_json_set_string(value, "text", nl_wording_quote(doc, evidence->range, UINT32_MAX, arena));
	return value;
}

/* ---- scores and axes ------------------------------------------------------------------------------------------- */

static void push_rule(nl_json *list, const nl_rule_result *result)
{
	nl_json *value = nl_json_push_object(list);
	nl_json_set_string(value, "id", result->rule->id);
	nl_json_set_string(value, "kind", nl_str_of(nl_rule_kind_name(result->rule->kind)));
	nl_json_set_number(value, "weight", result->rule->weight);
	nl_json_set_number(value, "credit", result->credit);
	nl_json_set_bool(value, "applies", result->applies);
}

static nl_json *score_value(const nl_score *score)
{
	nl_json *value = nl_json_object();
	nl_json_set_string(value, "ruleset", score->ruleset->id);
	nl_json_set_number(value, "score", nl_json_rounded(score->score, 1));
	nl_json_set_number(value, "errors", score->errors);
	nl_json_set_number(value, "warnings", score->warnings);
	nl_json_set_number(value, "notes", score->notes);
	nl_json *topics = nl_json_set_array(value, "topics");
	for (uint32_t i = 0; i < score->topic_count; i++) {
		nl_json *topic = nl_json_push_object(topics);
		nl_json_set_string(topic, "id", score->topics[i].topic);
		nl_json_set_number(topic, "score", nl_json_rounded(score->topics[i].score, 1));
	}
	nl_json *rules = nl_json_set_array(value, "rules");
	for (uint32_t i = 0; i < score->ruleset->rule_count; i++) push_rule(rules, &score->rules[i]);
	return value;
}

static nl_json *axis_value(const nl_axis_place *place)
{
	nl_json *value = nl_json_object();
	nl_json_set_string(value, "id", place->axis->id);
	nl_json_set_number(value, "value", nl_json_rounded(place->value, 3));
	nl_json_set_number(value, "low", nl_json_rounded(place->low, 3));
	nl_json_set_number(value, "high", nl_json_rounded(place->high, 3));
	return value;
}

/* ---- findings -------------------------------------------------------------------------------------------------- */

static void set_notes(nl_json *finding, const nl_diag *diag, nl_arena *arena)
{
	nl_json *notes = nl_json_set_array(finding, "notes");
	for (uint32_t i = 0; i < diag->notes.len; i++) nl_json_push_string(notes, diag->notes.at[i]);
	for (uint32_t i = 0; i < diag->related.len; i++) {
		const nl_label *label = &diag->related.at[i];
		nl_place place = nl_source_place(label->source, label->span.start);
		nl_json_push_string(notes, nl_arena_printf(arena, "%u:%u: " NL_FMT, place.line, place.column, NL_ARG(label->text)));
	}
}

static void set_help(nl_json *finding, const nl_diag *diag, nl_arena *arena)
{
	nl_str joined = {0};
	for (uint32_t i = 0; i < diag->helps.len; i++)
		joined = i == 0 ? diag->helps.at[i]
						: nl_arena_printf(arena, NL_FMT "; " NL_FMT, NL_ARG(joined), NL_ARG(diag->helps.at[i]));
	if (joined.len) nl_json_set_string(finding, "help", joined);
	else nl_json_set_null(finding, "help");
}

static nl_json *finding_value(const nl_doc *doc, const nl_finding *finding, nl_arena *arena)
{
	nl_json *value = nl_json_object();
	nl_json_set_string(value, "ruleset", finding->ruleset);
	nl_json_set_string(value, "rule", finding->rule);
	nl_json_set_string(value, "severity", nl_str_of(nl_severity_name(finding->diag.severity)));
	nl_json_set_string(value, "message", finding->diag.message);
	if (finding->sentence == NL_NONE) {
		nl_json_set_null(value, "start");
		nl_json_set_null(value, "end");
		nl_json_set_null(value, "page");
		nl_json_set_null(value, "box");
	} else {
		set_place(value, "start", doc->source, finding->span.start);
		set_place(value, "end", doc->source, finding->span.end);
		set_page(value, doc->source, finding->span.start);
		set_box(value, doc->source, finding->span);
	}
	set_notes(value, &finding->diag, arena);
	set_help(value, &finding->diag, arena);
	if (finding->replacement.len)
		nl_json_set_string(nl_json_set_object(value, "fix"), "replacement", finding->replacement);
	else nl_json_set_null(value, "fix");
	nl_json_set_string(value, "fingerprint", nl_arena_printf(arena, "%016" PRIx64, finding->fingerprint));
	return value;
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static void json_begin(nl_buf *out, const nl_report_options *options)
{
	nl_arena arena = {0};
	nl_json *tool = nl_json_object();
	nl_json_set_string(tool, "name", NL_STR("normlint"));
	nl_json_set_string(tool, "version", NL_STR(NL_VERSION));
	nl_json *rulesets = nl_json_array();
	for (uint32_t i = 0; i < options->ruleset_count; i++) {
		const nl_ruleset *ruleset = &options->ir->rulesets[options->rulesets[i]];
		nl_json *value = nl_json_push_object(rulesets);
		nl_json_set_string(value, "id", ruleset->id);
		nl_json_set_string(value, "title", ruleset->title);
		set_citations(value, "source", ruleset->citations, ruleset->citation_count, &arena);
	}
	nl_buf_add_c(out, "{\n  \"version\": 1,\n  \"tool\": ");
	nl_json_print(tool, out, 1);
	nl_buf_add_c(out, ",\n  \"rulesets\": ");
	nl_json_print(rulesets, out, 1);
	nl_buf_add_c(out, ",\n  \"documents\": [");
	nl_arena_release(&arena);
}

/* A list inside a document, written value by value. What has been written is sent off as it comes. */
typedef struct {
	nl_buf *out;
	const nl_report_options *options;
	uint32_t depth; /* of its values */
	uint32_t count;
} list;

static void new_line(nl_buf *out, uint32_t depth)
{
	nl_buf_addf(out, "\n%*s", (int)(2 * depth), "");
}

static list begin_list(nl_buf *out, const nl_report_options *options, const char *key, uint32_t depth)
{
	nl_buf_add_c(out, ",");
	new_line(out, depth - 1);
	nl_buf_addf(out, "\"%s\": [", key);
	return (list){out, options, depth, 0};
}

static void begin_value(list *to)
{
	nl_report_send(to->out, to->options);
	if (to->count++) nl_buf_add_c(to->out, ",");
	new_line(to->out, to->depth);
}

static void add_to_list(list *to, nl_json *value)
{
	begin_value(to);
	nl_json_print(value, to->out, to->depth);
}

static void end_list(const list *ended)
{
	if (ended->count) new_line(ended->out, ended->depth - 1);
	nl_buf_add_c(ended->out, "]");
}

/* A value that is written by hand. */
static void add_string(nl_buf *out, const char *before, nl_str value)
{
	nl_buf_add_c(out, before);
	nl_json_print(nl_json_string(value), out, 0);
}

static void add_head(nl_buf *out, const nl_doc *doc)
{
	add_string(out, "{\n      \"path\": ", nl_source_name(doc->source));
	nl_buf_addf(out, ",\n      \"format\": \"%s\",\n      \"words\": %u,\n      \"sentences\": %u",
		nl_format_name(doc->format), doc->token_count, doc->sentence_count);
}

static void add_position(list *to, const nl_match *match, uint32_t i)
{
	const nl_position *position = &match->ir->positions[i];
	const nl_position_match *found = &match->positions[i];
	begin_value(to);
	add_string(to->out, "{\n          \"id\": ", position->id);
	add_string(to->out, ",\n          \"title\": ", position->title);
	add_string(to->out, ",\n          \"topic\": ", position->topic);
	nl_buf_addf(to->out, ",\n          \"stance\": \"%s\",\n          \"strength\": ", nl_stance_name(found->stance));
	if (found->stance == NL_ABSENT) nl_buf_add_c(to->out, "null");
	else nl_buf_addf(to->out, "\"%s\"", nl_strength_name(found->strength));
	list evidence = begin_list(to->out, to->options, "evidence", to->depth + 2);
	for (uint32_t e = 0; e < found->count; e++) {
		nl_arena arena = {0};
		add_to_list(&evidence, evidence_value(match->doc, &found->evidence[e], &arena));
		nl_arena_release(&arena);
	}
	end_list(&evidence);
	nl_buf_add_c(to->out, "\n        }");
}

static void add_findings(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	list findings = begin_list(out, options, "findings", 4);
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		nl_arena arena = {0};
		if (verdict->findings[i].diag.severity >= options->min_severity)
			add_to_list(&findings, finding_value(verdict->match->doc, &verdict->findings[i], &arena));
		nl_arena_release(&arena);
	}
	end_list(&findings);
}

static void json_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_buf_add_c(out, "\n    ");
	add_head(out, verdict->match->doc);
	list positions = begin_list(out, options, "positions", 4);
	for (uint32_t i = 0; i < verdict->match->ir->position_count; i++) {
		if (!verdict->match->positions[i].passed_over) add_position(&positions, verdict->match, i);
	}
	end_list(&positions);
	list scores = begin_list(out, options, "scores", 4);
	for (uint32_t i = 0; i < verdict->score_count; i++) add_to_list(&scores, score_value(&verdict->scores[i]));
	end_list(&scores);
	list axes = begin_list(out, options, "axes", 4);
	for (uint32_t i = 0; i < verdict->axis_count; i++) add_to_list(&axes, axis_value(&verdict->axes[i]));
	end_list(&axes);
	add_findings(out, options, verdict);
	nl_buf_add_c(out, "\n    }");
}

static void json_between(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_c(out, ",");
}

static void json_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options;
	nl_json *summary = nl_json_object();
	nl_json_set_number(summary, "documents", totals->documents);
	nl_json_set_number(summary, "errors", totals->errors);
	nl_json_set_number(summary, "warnings", totals->warnings);
	nl_json_set_number(summary, "notes", totals->notes);
	nl_buf_add_c(out, totals->documents ? "\n  ],\n  \"summary\": " : "],\n  \"summary\": ");
	nl_json_print(summary, out, 1);
	nl_buf_add_c(out, "\n}\n");
}

const nl_report nl_report_json = {"json", json_begin, json_document, json_between, json_end};
