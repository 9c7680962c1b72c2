/* SARIF 2.1.0 (OASIS), one run, with what GitHub code scanning asks for beyond the standard: every result has a place with
 * a line, every rule its descriptions and a help, and there are no more results than it takes. A result is one line, so that
 * the rest can be cut.
 *
 * Columns count characters ("unicodeCodePoints"). A finding about a text as a whole stands at its first line. */
#include <inttypes.h>

#include "base/utf8.h"
#include "base/version.h"
#include "report/finding.h"
#include "report/json_writer.h"
#include "report/path.h"
#include "report/rule_help.h"

enum {
	MOST_RESULTS = 25000,  /* in a run, for GitHub */
	LONGEST_SUMMARY = 1024 /* characters of a rule's description, for GitHub */
};

static const char schema[] =
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/* ---- messages -------------------------------------------------------------------------------------------------- */

/* A link in a message is [text](target), and {0} is an argument (sections 3.11.5 and 3.11.6): what is neither is written so that
 * it is taken for neither. */
static void add_literal(nl_buf *out, nl_str text, bool in_link)
{
	nl_buf clean = {0};
	nl_draw_clean(&clean, text);
	bool like_link = in_link || nl_str_find(nl_buf_str(&clean), NL_STR("](")) != SIZE_MAX;
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.ptr[i];
		if (c == '{' || c == '}') nl_buf_add_byte(out, c);
		if (like_link && (c == '[' || c == ']' || c == '\\')) nl_buf_add_byte(out, '\\');
		nl_buf_add_byte(out, c);
	}
	nl_buf_release(&clean);
}

static void put_message(nl_json_writer *w, const char *key, nl_str text)
{
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "text", text);
	nl_json_close(w);
}

/* The first sentence is what is shown where there is little room. Related places are linked by their numbers. */
static void put_result_message(nl_json_writer *w, const nl_diag *diag)
{
	nl_buf text = {0};
	add_literal(&text, diag->message, false);
	nl_buf_add_byte(&text, '.');
	for (uint32_t i = 0; i < diag->notes.len; i++) {
		nl_buf_add_c(&text, "\nNote: ");
		add_literal(&text, diag->notes.at[i], false);
	}
	for (uint32_t i = 0; i < diag->related.len; i++) {
		nl_buf_add_c(&text, "\nNote: [");
		add_literal(&text, diag->related.at[i].text, true);
		nl_buf_addf(&text, "](%u)", i + 1);
	}
	for (uint32_t i = 0; i < diag->helps.len; i++) {
		nl_buf_add_c(&text, "\nHelp: ");
		add_literal(&text, diag->helps.at[i], false);
	}
	put_message(w, "message", nl_buf_str(&text));
	nl_buf_release(&text);
}

/* ---- rules ----------------------------------------------------------------------------------------------------- */

static const char *level_of(nl_severity severity)
{
	return nl_severity_name(severity); /* "note", "warning", "error": the words are the same */
}

static nl_str cut(nl_str text, size_t most)
{
	size_t at = 0;
	for (; at < text.len && most; most--) at += nl_utf8_decode(text, at).len;
	return nl_str_slice(text, 0, at);
}

/* The text as a message of its own, no longer than GitHub takes it; the buffer is emptied. */
static void put_text(nl_json_writer *w, const char *key, nl_buf *text)
{
	put_message(w, key, cut(nl_buf_str(text), LONGEST_SUMMARY));
	nl_buf_clear(text);
}

static void put_help(nl_json_writer *w, const nl_ir *ir, const nl_ruleset *set, const nl_rule *rule)
{
	nl_buf text = {0};
	nl_json_open(w, "help", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_rule_help(&text, ir, set, rule, false);
	nl_json_put_string(w, "text", nl_buf_str(&text));
	nl_buf_clear(&text);
	nl_rule_help(&text, ir, set, rule, true);
	nl_json_put_string(w, "markdown", nl_buf_str(&text));
	nl_json_close(w);
	nl_buf_release(&text);
}

static nl_str topic_of(const nl_ir *ir, const nl_rule *rule)
{
	for (uint32_t i = 0; i < ir->position_count; i++)
		if (nl_ir_cond_names(ir, rule->condition, i)) return ir->positions[i].topic;
	return (nl_str){0};
}

static void put_properties(nl_json_writer *w, const nl_ir *ir, const nl_ruleset *set, const nl_rule *rule)
{
	nl_str topic = topic_of(ir, rule);
	nl_json_open(w, "properties", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_open(w, "tags", NL_JSON_LIST, NL_JSON_FIT);
	nl_json_put_string(w, NULL, set->id);
	nl_json_put_string(w, NULL, nl_str_of(nl_rule_kind_name(rule->kind)));
	if (topic.len && !nl_str_eq(topic, set->id)) nl_json_put_string(w, NULL, topic); /* no tag twice */
	nl_json_close(w);
	nl_json_put_number(w, "weight", rule->weight);
	nl_json_close(w);
}

static void put_level(nl_json_writer *w, nl_severity severity)
{
	nl_json_open(w, "defaultConfiguration", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "level", nl_str_of(level_of(severity)));
	nl_json_close(w);
}

static void put_rule(nl_json_writer *w, const nl_ir *ir, const nl_ruleset *set, const nl_rule *rule)
{
	nl_buf text = {0};
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_buf_addf(&text, NL_FMT "/" NL_FMT, NL_ARG(set->id), NL_ARG(rule->id));
	nl_json_put_string(w, "id", nl_buf_str(&text));
	nl_buf_clear(&text);
	nl_rule_title(&text, ir, rule);
	nl_buf_add_byte(&text, '.');
	put_text(w, "shortDescription", &text);
	nl_rule_summary(&text, ir, rule);
	put_text(w, "fullDescription", &text);
	put_help(w, ir, set, rule);
	if (nl_rule_address(&text, ir, set, rule)) nl_json_put_string(w, "helpUri", nl_buf_str(&text));
	put_level(w, rule->severity);
	put_properties(w, ir, set, rule);
	nl_json_close(w);
	nl_buf_release(&text);
}

/* Contradictions are of no rule set. One rule stands for all: the pairs that could contradict each other are many. So it is
 * with suppressions. */
static void put_rule_of_text(nl_json_writer *w, const char *id, const char *title, const char *help)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "id", nl_str_of(id));
	put_message(w, "shortDescription", nl_str_of(title));
	put_message(w, "fullDescription", nl_str_of(help));
	nl_json_open(w, "help", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "text", nl_str_of(help));
	nl_json_put_string(w, "markdown", nl_str_of(help));
	nl_json_close(w);
	put_level(w, NL_WARNING);
	nl_json_open(w, "properties", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_open(w, "tags", NL_JSON_LIST, NL_JSON_FIT);
	nl_json_put_string(w, NULL, nl_str_of(id));
	nl_json_close(w);
	nl_json_close(w);
	nl_json_close(w);
}

/* The number of a finding's rule in the order in which sarif_begin() writes them; NL_NONE when it is not among them, since
 * texts of one run may be checked by different rules of one name. */
static uint32_t index_of(const nl_report_options *options, const nl_finding *finding, bool of_text)
{
	uint32_t before = 0;
	for (uint32_t s = 0; s < options->ruleset_count; s++) {
		const nl_ruleset *set = options->rulesets[s].ruleset;
		for (uint32_t r = 0; !of_text && nl_str_eq(set->id, finding->ruleset) && r < set->rule_count; r++)
			if (nl_str_eq(set->rules[r].id, finding->rule)) return before + r;
		before += set->rule_count;
	}
	if (!of_text) return NL_NONE;
	return before + nl_str_eq(finding->ruleset, NL_STR("suppression"));
}

/* ---- results --------------------------------------------------------------------------------------------------- */

static void put_artifact(nl_json_writer *w, nl_str uri)
{
	nl_json_open(w, "artifactLocation", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "uri", uri);
	nl_json_close(w);
}

static void put_region(nl_json_writer *w, const char *key, const nl_region *region)
{
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_count(w, "startLine", region->start.line);
	nl_json_put_count(w, "startColumn", region->start.column);
	nl_json_put_count(w, "endLine", region->end.line);
	nl_json_put_count(w, "endColumn", region->end.column);
	nl_json_close(w);
}

static void put_place(nl_json_writer *w, nl_str uri, const nl_region *region)
{
	nl_json_open(w, "physicalLocation", NL_JSON_OBJECT, NL_JSON_LINES);
	put_artifact(w, uri);
	put_region(w, "region", region);
	nl_json_close(w);
}

static void put_related(nl_json_writer *w, nl_str uri, const nl_diag *diag)
{
	nl_buf text = {0};
	if (diag->related.len == 0) return;
	nl_json_open(w, "relatedLocations", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < diag->related.len; i++) {
		const nl_label *label = &diag->related.at[i];
		nl_region region = nl_region_of_span(label->source, label->span);
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
		nl_json_put_count(w, "id", i + 1);
		put_place(w, uri, &region);
		nl_buf_clear(&text);
		add_literal(&text, label->text, false);
		put_message(w, "message", nl_buf_str(&text));
		nl_json_close(w);
	}
	nl_json_close(w);
	nl_buf_release(&text);
}

/* Of the two, GitHub uses the first; its form there is a hash and which of its kind in the file it is. */
static void put_fingerprints(nl_json_writer *w, const nl_verdict *verdict, const nl_finding *finding)
{
	nl_buf hash = {0};
	nl_buf_addf(&hash, "%016" PRIx64 ":%u", finding->fingerprint, nl_finding_number(verdict, finding));
	nl_json_open(w, "partialFingerprints", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "primaryLocationLineHash", nl_buf_str(&hash));
	nl_json_put_string(w, "normlint/v1", nl_str_slice(nl_buf_str(&hash), 0, 16));
	nl_json_close(w);
	nl_buf_release(&hash);
}

/* An empty list says that the result counts: it may not be left out where another result has one (section 3.27.23). */
static void put_suppressions(nl_json_writer *w, const nl_suppression *suppression)
{
	nl_json_open(w, "suppressions", NL_JSON_LIST, NL_JSON_LINES);
	if (suppression) {
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
		nl_json_put_string(w, "kind", suppression->in_text ? NL_STR("inSource") : NL_STR("external"));
		if (suppression->reason.len) nl_json_put_string(w, "justification", suppression->reason);
		nl_json_close(w);
	}
	nl_json_close(w);
}

/* One fix, which changes all places of the finding. */
static void put_fixes(nl_json_writer *w, nl_str uri, const nl_source *source, const nl_finding *finding)
{
	nl_buf text = {0};
	if (finding->edit_count == 0) return;
	nl_buf_add_c(&text, "Use \"");
	add_literal(&text, finding->replacement, false);
	nl_buf_add_c(&text, "\".");
	nl_json_open(w, "fixes", NL_JSON_LIST, NL_JSON_LINES);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	put_message(w, "description", nl_buf_str(&text));
	nl_json_open(w, "artifactChanges", NL_JSON_LIST, NL_JSON_LINES);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	put_artifact(w, uri);
	nl_json_open(w, "replacements", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < finding->edit_count; i++) {
		nl_region region = nl_region_of_span(source, finding->edits[i].span);
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
		put_region(w, "deletedRegion", &region);
		put_message(w, "insertedContent", finding->edits[i].text);
		nl_json_close(w);
	}
	nl_json_close(w);
	nl_json_close(w);
	nl_json_close(w);
	nl_json_close(w);
	nl_json_close(w);
	nl_buf_release(&text);
}

static void put_result(nl_json_writer *w, const nl_report_options *options, nl_str uri, const nl_verdict *verdict,
	const nl_finding *finding)
{
	const nl_rule *rule = nl_finding_rule(verdict, finding, NULL);
	uint32_t index = index_of(options, finding, !rule);
	nl_region region = nl_region_of(verdict->match->doc, finding);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "ruleId", rule ? finding->diag.code : finding->ruleset);
	if (index != NL_NONE) nl_json_put_count(w, "ruleIndex", index);
	nl_json_put_string(w, "level", nl_str_of(level_of(finding->diag.severity)));
	put_result_message(w, &finding->diag);
	nl_json_open(w, "locations", NL_JSON_LIST, NL_JSON_LINES);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	put_place(w, uri, &region);
	nl_json_close(w);
	nl_json_close(w);
	put_related(w, uri, &finding->diag);
	put_fingerprints(w, verdict, finding);
	put_suppressions(w, finding->suppression);
	put_fixes(w, uri, verdict->match->doc->source, finding);
	nl_json_close(w);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static void sarif_begin(nl_buf *out, const nl_report_options *options)
{
	nl_json_writer w = nl_json_writer_at(out, 3);
	nl_buf_addf(out, "{\n  \"$schema\": \"%s\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n      \"tool\": ", schema);
	nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_open(&w, "driver", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(&w, "name", NL_STR("normlint"));
	nl_json_put_string(&w, "semanticVersion", NL_STR(NL_VERSION));
	nl_json_open(&w, "rules", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < options->ruleset_count; i++) {
		const nl_ruleset *set = options->rulesets[i].ruleset;
		for (uint32_t r = 0; r < set->rule_count; r++) put_rule(&w, options->rulesets[i].ir, set, &set->rules[r]);
	}
	put_rule_of_text(&w, "contradiction", "Must not contradict itself.",
		"The text affirms a position in one place and denies it in another, or affirms two positions that oppose each "
		"other. "
		"Each finding names both places: one of them is to be changed.");
	put_rule_of_text(&w, "suppression", "Suppressions must be sound.",
		"A comment that keeps findings away names a rule that there is, gives its reason, has not ended, and is of "
		"use. "
		"Else it is to be mended or taken out.");
	nl_json_close(&w);
	nl_json_close(&w);
	nl_json_close(&w);
	nl_buf_add_c(out, ",\n      \"columnKind\": \"unicodeCodePoints\",\n      \"results\": [");
}

static void sarif_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_buf uri = {0};
	bool any = false;
	nl_report_uri(&uri, options, verdict->match->doc);
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (finding->diag.severity < options->min_severity) continue;
		nl_report_send(out, options);
		nl_buf_add_c(out, any ? ",\n        " : "\n        ");
		nl_json_writer w = nl_json_writer_flat(out);
		put_result(&w, options, nl_buf_str(&uri), verdict, finding);
		any = true;
	}
	nl_buf_release(&uri);
}

static void sarif_between(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_byte(out, ',');
}

static void put_notification(nl_json_writer *w, nl_severity severity, nl_str text)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "level", nl_str_of(level_of(severity)));
	put_message(w, "message", text);
	nl_json_close(w);
}

static void put_notifications(nl_json_writer *w, const nl_totals *totals)
{
	nl_buf text = {0};
	nl_json_open(w, "toolExecutionNotifications", NL_JSON_LIST, NL_JSON_LINES);
	if (totals->failed) {
		nl_buf_addf(&text, "%u text%s could not be checked; standard error says which and why.", totals->failed,
			totals->failed == 1 ? "" : "s");
		put_notification(w, NL_ERROR, nl_buf_str(&text));
	}
	nl_buf_clear(&text);
	if (totals->left_out) {
		nl_buf_addf(&text, "%" PRIu64 " more result%s left out: no more than %d are taken.", totals->left_out,
			totals->left_out == 1 ? " is" : "s are", MOST_RESULTS);
		put_notification(w, NL_WARNING, nl_buf_str(&text));
	}
	nl_json_close(w);
	nl_buf_release(&text);
}

static void sarif_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options;
	nl_buf_add_c(out, "\n      ],\n      \"invocations\": ");
	nl_json_writer w = nl_json_writer_at(out, 3);
	nl_json_open(&w, NULL, NL_JSON_LIST, NL_JSON_LINES);
	nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_bool(&w, "executionSuccessful", totals->failed == 0);
	put_notifications(&w, totals);
	nl_json_close(&w);
	nl_json_close(&w);
	nl_buf_add_c(out, "\n    }\n  ]\n}\n");
}

const nl_report nl_report_sarif = {.name = "sarif",
	.begin = sarif_begin,
	.document = sarif_document,
	.between = sarif_between,
	.end = sarif_end,
	.most_items = MOST_RESULTS,
	.reader = "GitHub code scanning"};
