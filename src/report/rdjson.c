/* The diagnostic format of reviewdog (message DiagnosticResult of its reviewdog.proto, as JSON): a diagnostic a line. Lines
 * and columns count from 1, columns in bytes of UTF-8, the end is exclusive. What the text as a whole lacks has a path and no
 * range. The path is one, not a URI: reviewdog compares it with those of a diff. */
#include "report/finding.h"
#include "report/json_writer.h"
#include "report/rule_help.h"

static const char *severity_word(nl_severity severity)
{
	return severity == NL_ERROR ? "ERROR" : severity == NL_WARNING ? "WARNING" : "INFO";
}

static void put_position(nl_json_writer *w, const char *key, const nl_source *source, uint32_t offset)
{
	uint32_t line = nl_source_place(source, offset).line;
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_count(w, "line", line);
	nl_json_put_count(w, "column", offset - nl_source_line_start(source, line) + 1);
	nl_json_close(w);
}

static void put_range(nl_json_writer *w, const nl_source *source, nl_span span)
{
	nl_json_open(w, "range", NL_JSON_OBJECT, NL_JSON_LINES);
	put_position(w, "start", source, span.start);
	put_position(w, "end", source, span.end);
	nl_json_close(w);
}

/* `span` NULL: the text as a whole. */
static void put_location(nl_json_writer *w, nl_str path, const nl_source *source, const nl_span *span)
{
	nl_json_open(w, "location", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "path", path);
	if (span) put_range(w, source, *span);
	nl_json_close(w);
}

static void put_code(nl_json_writer *w, const nl_verdict *verdict, const nl_finding *finding)
{
	nl_buf url = {0};
	const nl_ruleset *set = NULL;
	const nl_rule *rule = nl_finding_rule(verdict, finding, &set);
	nl_json_open(w, "code", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "value", finding->diag.code);
	if (rule && nl_rule_address(&url, verdict->match->ir, set, rule)) nl_json_put_string(w, "url", nl_buf_str(&url));
	nl_json_close(w);
	nl_buf_release(&url);
}

static void put_related(nl_json_writer *w, nl_str path, const nl_diag *diag)
{
	if (diag->related.len == 0) return;
	nl_json_open(w, "related_locations", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < diag->related.len; i++) {
		const nl_label *label = &diag->related.at[i];
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
		nl_json_put_string(w, "message", label->text);
		put_location(w, path, label->source, &label->span);
		nl_json_close(w);
	}
	nl_json_close(w);
}

static bool is_inside(nl_span inner, nl_span outer)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}

/* reviewdog shows them beside the diagnostic: those of the finding's other places would stand in the wrong lines. */
static void put_suggestions(nl_json_writer *w, const nl_source *source, const nl_finding *finding)
{
	bool any = false;
	for (uint32_t i = 0; i < finding->edit_count; i++) any |= is_inside(finding->edits[i].span, finding->span);
	if (!any) return;
	nl_json_open(w, "suggestions", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < finding->edit_count; i++) {
		if (!is_inside(finding->edits[i].span, finding->span)) continue;
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
		put_range(w, source, finding->edits[i].span);
		nl_json_put_string(w, "text", finding->edits[i].text);
		nl_json_close(w);
	}
	nl_json_close(w);
}

static void put_diagnostic(nl_json_writer *w, nl_str path, const nl_verdict *verdict, const nl_finding *finding)
{
	nl_buf text = {0};
	nl_finding_message(&text, finding);
	nl_buf_add_byte(&text, '\n');
	nl_finding_remarks(&text, finding);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "message", nl_str_trim(nl_buf_str(&text)));
	put_location(w, path, verdict->match->doc->source, finding->sentence == NL_NONE ? NULL : &finding->span);
	nl_json_put_string(w, "severity", nl_str_of(severity_word(finding->diag.severity)));
	put_code(w, verdict, finding);
	put_suggestions(w, verdict->match->doc->source, finding);
	put_related(w, path, &finding->diag);
	nl_json_close(w);
	nl_buf_release(&text);
}

static void rdjson_begin(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_c(out, "{\n  \"source\": {\"name\": \"normlint\"},\n  \"diagnostics\": [");
}

static void rdjson_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_findings_put(out, options, verdict, "    ", put_diagnostic);
}

static void rdjson_between(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_byte(out, ',');
}

static void rdjson_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options, (void)totals;
	nl_buf_add_c(out, "\n  ]\n}\n");
}

const nl_report nl_report_rdjson = {.name = "rdjson",
	.begin = rdjson_begin,
	.document = rdjson_document,
	.between = rdjson_between,
	.end = rdjson_end};
