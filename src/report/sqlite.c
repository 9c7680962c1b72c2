/* The rows of a run. The statements say what becomes of them: each has as many parameters as its rows have values. Ids are given by the
 * database; the run and the document that rows belong to are the last ones, since a run is written without others in between. */
#include "report/sqlite.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "base/version.h"
#include "judge/wording.h"
#include "report/finding.h"
#include "report/json_tree.h"
#include "report/path.h"
#include "report/report.h"
#include "report/rows.h"

enum { SCRATCH = 64 << 10 }; /* bytes in an arena before it is emptied */

#define RUN "(SELECT max(id) FROM runs)"
#define DOCUMENT "(SELECT max(id) FROM documents)"

enum {
	ADD_RUN,
	ADD_POSITION,
	ADD_RULESET,
	ADD_AXIS,
	ADD_DOCUMENT,
	ADD_STANCE,
	ADD_EVIDENCE,
	ADD_SCORE,
	ADD_TOPIC_SCORE,
	ADD_POINT,
	ADD_AXIS_PLACE,
	ADD_FINDING,
	ADD_EDIT,
	SET_TOTALS,
	STATEMENTS
};

/* clang-format off */
static const char *const statements[STATEMENTS] = {
	[ADD_RUN] = "INSERT INTO runs (started, version, directory, min_severity) VALUES (?, ?, ?, ?)",
	[ADD_POSITION] = "INSERT INTO positions (id, title, topic, why, source) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
		"SET title = excluded.title, topic = excluded.topic, why = excluded.why, source = excluded.source",
	[ADD_RULESET] = "INSERT INTO rulesets (id, title, source) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
		"SET title = excluded.title, source = excluded.source",
	[ADD_AXIS] = "INSERT INTO axes (id, title, from_position, to_position) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
		"SET title = excluded.title, from_position = excluded.from_position, to_position = excluded.to_position",
	[ADD_DOCUMENT] = "INSERT INTO documents (run, path, format, words, sentences) VALUES (" RUN ", ?, ?, ?, ?)",
	[ADD_STANCE] = "INSERT INTO stances (document, position, stance, strength) VALUES (" DOCUMENT ", ?, ?, ?)",
	[ADD_EVIDENCE] = "INSERT INTO evidence (document, position, line, \"column\", \"offset\", end_line, end_column, end_offset, page, "
		"section, stance, strength, text) VALUES (" DOCUMENT ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ADD_SCORE] = "INSERT INTO scores (document, ruleset, score, errors, warnings, notes) VALUES (" DOCUMENT ", ?, ?, ?, ?, ?)",
	[ADD_TOPIC_SCORE] = "INSERT INTO topic_scores (document, ruleset, topic, score) VALUES (" DOCUMENT ", ?, ?, ?)",
	[ADD_POINT] = "INSERT INTO points (document, ruleset, rule, kind, weight, credit, applies) VALUES (" DOCUMENT ", ?, ?, ?, ?, ?, ?)",
	[ADD_AXIS_PLACE] = "INSERT INTO axis_places (document, axis, value, low, high) VALUES (" DOCUMENT ", ?, ?, ?, ?)",
	[ADD_FINDING] = "INSERT INTO findings (document, ruleset, rule, severity, message, line, \"column\", \"offset\", end_line, end_column, "
		"end_offset, page, notes, help, fix, fingerprint, number, suppressed_by, suppressed_reason, suppressed_until) "
		"VALUES (" DOCUMENT ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[ADD_EDIT] = "INSERT INTO edits (finding, number, line, \"column\", \"offset\", end_line, end_column, end_offset, text) "
		"VALUES ((SELECT max(id) FROM findings), ?, ?, ?, ?, ?, ?, ?, ?)",
	[SET_TOTALS] = "UPDATE runs SET documents = ?, failed = ?, errors = ?, warnings = ?, notes = ?, suppressed = ?, known = ?, fixed = ? "
		"WHERE id = " RUN,
};
/* clang-format on */

const char *nl_sqlite_statement(size_t i)
{
	return i < STATEMENTS ? statements[i] : NULL;
}

static void put_c(nl_row *row, const char *text)
{
	nl_row_put_text(row, nl_str_of(text));
}

/* ---- the run ---------------------------------------------------------------------------------------------------- */

static void put_now(nl_row *row)
{
	char text[64];
	struct tm at;
	time_t now = (time_t)nl_date_now();
	gmtime_r(&now, &at);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &at);
	put_c(row, text);
}

static void put_citations(nl_row *row, const nl_citation *citations, uint32_t count)
{
	nl_arena arena = {0};
	nl_row_put_text(row, nl_wording_citations(citations, count, &arena));
	nl_arena_release(&arena);
}

static void add_position(nl_buf *out, const nl_position *position)
{
	nl_row row = nl_row_begin(out, ADD_POSITION);
	nl_row_put_text(&row, position->id);
	nl_row_put_text(&row, position->title);
	nl_row_put_text(&row, position->topic);
	nl_row_put_text(&row, position->why);
	put_citations(&row, position->citations, position->citation_count);
	nl_row_end(&row);
}

static void add_ruleset(nl_buf *out, const nl_ruleset *ruleset)
{
	nl_row row = nl_row_begin(out, ADD_RULESET);
	nl_row_put_text(&row, ruleset->id);
	nl_row_put_text(&row, ruleset->title);
	put_citations(&row, ruleset->citations, ruleset->citation_count);
	nl_row_end(&row);
}

static void add_axis(nl_buf *out, const nl_ir *ir, const nl_axis *axis)
{
	nl_row row = nl_row_begin(out, ADD_AXIS);
	nl_row_put_text(&row, axis->id);
	nl_row_put_text(&row, axis->title);
	nl_row_put_text(&row, ir->positions[axis->from].id);
	nl_row_put_text(&row, ir->positions[axis->to].id);
	nl_row_end(&row);
}

/* Of a name that the rules of several texts give a meaning, the first holds. */
static void add_definitions(nl_buf *out, const nl_report_options *options)
{
	for (uint32_t r = options->ruleset_count; r-- > 0;) {
		const nl_ir *ir = options->rulesets[r].ir;
		add_ruleset(out, options->rulesets[r].ruleset);
		if (r > 0 && options->rulesets[r - 1].ir == ir) continue;
		for (uint32_t i = 0; i < ir->position_count; i++) add_position(out, &ir->positions[i]);
		for (uint32_t i = 0; i < ir->axis_count; i++) add_axis(out, ir, &ir->axes[i]);
	}
}

static void sqlite_begin(nl_buf *out, const nl_report_options *options)
{
	nl_row row = nl_row_begin(out, ADD_RUN);
	put_now(&row);
	put_c(&row, NL_VERSION);
	nl_row_put_text(&row, options->directory);
	put_c(&row, nl_severity_name(options->min_severity));
	nl_row_end(&row);
	add_definitions(out, options);
}

static void sqlite_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options;
	nl_row row = nl_row_begin(out, SET_TOTALS);
	nl_row_put_count(&row, totals->documents);
	nl_row_put_count(&row, totals->failed);
	nl_row_put_count(&row, totals->errors);
	nl_row_put_count(&row, totals->warnings);
	nl_row_put_count(&row, totals->notes);
	nl_row_put_count(&row, totals->suppressed);
	nl_row_put_count(&row, totals->known);
	nl_row_put_count(&row, totals->fixed);
	nl_row_end(&row);
}

/* ---- what a text says ------------------------------------------------------------------------------------------- */

static void put_offset(nl_row *row, size_t offset)
{
	if (offset == NL_NO_OFFSET) nl_row_put_null(row);
	else nl_row_put_count(row, offset);
}

static nl_place put_span(nl_row *row, const nl_source *source, nl_span span)
{
	nl_place start = nl_source_place(source, span.start), end = nl_source_place(source, span.end);
	nl_row_put_count(row, start.line);
	nl_row_put_count(row, start.column);
	put_offset(row, start.offset);
	nl_row_put_count(row, end.line);
	nl_row_put_count(row, end.column);
	put_offset(row, end.offset);
	return start;
}

static void put_span_and_page(nl_row *row, const nl_source *source, nl_span span)
{
	nl_place start = put_span(row, source, span);
	if (start.page) nl_row_put_count(row, start.page);
	else nl_row_put_null(row);
}

/* Before something that needs a little of the arena. */
static nl_arena *emptied(nl_arena *arena)
{
	if (arena->used > SCRATCH) nl_arena_release(arena);
	return arena;
}

static void add_evidence(nl_buf *out, const nl_match *match, nl_str position, const nl_evidence *evidence, nl_arena *arena)
{
	const nl_doc *doc = match->doc;
	nl_row row = nl_row_begin(out, ADD_EVIDENCE);
	nl_row_put_text(&row, position);
	put_span_and_page(&row, doc->source, nl_wording_origin(doc, evidence->range));
	nl_row_put_text(&row, nl_doc_section_path(doc, doc->sentences[evidence->sentence].block, arena));
	put_c(&row, nl_stance_name(evidence->stance));
	put_c(&row, nl_strength_name(evidence->strength));
	nl_row_put_text(&row, nl_wording_quote(doc, evidence->range, UINT32_MAX, arena));
	nl_row_end(&row);
}

static void add_stance(nl_buf *out, const nl_report_options *options, const nl_match *match, uint32_t i, nl_arena *arena)
{
	const nl_position_match *found = &match->positions[i];
	nl_str position = match->ir->positions[i].id;
	if (found->passed_over) return;
	nl_row row = nl_row_begin(out, ADD_STANCE);
	nl_row_put_text(&row, position);
	put_c(&row, nl_stance_name(found->stance));
	if (found->stance == NL_ABSENT) nl_row_put_null(&row);
	else put_c(&row, nl_strength_name(found->strength));
	nl_row_end(&row);
	for (uint32_t e = 0; e < found->count; e++) {
		nl_report_send(out, options);
		add_evidence(out, match, position, &found->evidence[e], emptied(arena));
	}
}

/* ---- what rule sets think of it --------------------------------------------------------------------------------- */

static void add_point(nl_buf *out, nl_str ruleset, const nl_rule_result *result)
{
	nl_row row = nl_row_begin(out, ADD_POINT);
	nl_row_put_text(&row, ruleset);
	nl_row_put_text(&row, result->rule->id);
	put_c(&row, nl_rule_kind_name(result->rule->kind));
	nl_row_put_number(&row, result->rule->weight);
	nl_row_put_number(&row, result->credit);
	nl_row_put_count(&row, result->applies);
	nl_row_end(&row);
}

static void add_score(nl_buf *out, const nl_score *score)
{
	nl_str ruleset = score->ruleset->id;
	nl_row row = nl_row_begin(out, ADD_SCORE);
	nl_row_put_text(&row, ruleset);
	nl_row_put_number(&row, nl_json_rounded(score->score, 1));
	nl_row_put_count(&row, score->errors);
	nl_row_put_count(&row, score->warnings);
	nl_row_put_count(&row, score->notes);
	nl_row_end(&row);
	for (uint32_t i = 0; i < score->topic_count; i++) {
		row = nl_row_begin(out, ADD_TOPIC_SCORE);
		nl_row_put_text(&row, ruleset);
		nl_row_put_text(&row, score->topics[i].topic);
		nl_row_put_number(&row, nl_json_rounded(score->topics[i].score, 1));
		nl_row_end(&row);
	}
	for (uint32_t i = 0; i < score->ruleset->rule_count; i++) add_point(out, ruleset, &score->rules[i]);
}

static void add_axis_place(nl_buf *out, const nl_axis_place *place)
{
	nl_row row = nl_row_begin(out, ADD_AXIS_PLACE);
	nl_row_put_text(&row, place->axis->id);
	nl_row_put_number(&row, nl_json_rounded(place->value, 3));
	nl_row_put_number(&row, nl_json_rounded(place->low, 3));
	nl_row_put_number(&row, nl_json_rounded(place->high, 3));
	nl_row_end(&row);
}

/* ---- findings --------------------------------------------------------------------------------------------------- */

static void put_optional(nl_row *row, nl_str text)
{
	if (text.len) nl_row_put_text(row, text);
	else nl_row_put_null(row);
}

static void put_suppression(nl_row *row, const nl_suppression *suppression)
{
	char day[16];
	if (!suppression) {
		for (int i = 0; i < 3; i++) nl_row_put_null(row);
		return;
	}
	put_c(row, nl_suppression_by(suppression));
	nl_row_put_text(row, suppression->reason);
	if (suppression->until == NL_NO_DATE) nl_row_put_null(row);
	else {
		nl_date_text(suppression->until, day);
		put_c(row, day);
	}
}

static void put_notes(nl_row *row, const nl_finding *finding, nl_arena *arena)
{
	nl_strs notes = nl_finding_notes(finding, arena);
	nl_str joined = {0};
	for (uint32_t i = 0; i < notes.len; i++)
		joined = i == 0 ? notes.at[i] : nl_arena_printf(arena, NL_FMT "\n" NL_FMT, NL_ARG(joined), NL_ARG(notes.at[i]));
	nl_row_put_text(row, joined);
}

static void add_edit(nl_buf *out, const nl_source *source, const nl_finding *finding, uint32_t i)
{
	nl_row row = nl_row_begin(out, ADD_EDIT);
	nl_row_put_count(&row, i + 1);
	put_span(&row, source, finding->edits[i].span);
	nl_row_put_text(&row, finding->edits[i].text);
	nl_row_end(&row);
}

static void add_finding(nl_buf *out, const nl_verdict *verdict, const nl_finding *finding, nl_arena *arena)
{
	const nl_source *source = verdict->match->doc->source;
	nl_row row = nl_row_begin(out, ADD_FINDING);
	nl_row_put_text(&row, finding->ruleset);
	nl_row_put_text(&row, finding->rule);
	put_c(&row, nl_severity_name(finding->diag.severity));
	nl_row_put_text(&row, finding->diag.message);
	if (finding->sentence == NL_NONE)
		for (int i = 0; i < 7; i++) nl_row_put_null(&row);
	else put_span_and_page(&row, source, finding->span);
	put_notes(&row, finding, arena);
	put_optional(&row, nl_finding_help(finding, arena));
	put_optional(&row, finding->replacement);
	nl_row_put_text(&row, nl_arena_printf(arena, "%016" PRIx64, finding->fingerprint));
	nl_row_put_count(&row, nl_finding_number(verdict, finding));
	put_suppression(&row, finding->suppression);
	nl_row_end(&row);
	for (uint32_t i = 0; i < finding->edit_count; i++) add_edit(out, source, finding, i);
}

static void add_document(nl_buf *out, const nl_report_options *options, const nl_doc *doc)
{
	nl_buf path = {0};
	nl_report_path(&path, options, doc);
	nl_row row = nl_row_begin(out, ADD_DOCUMENT);
	nl_row_put_text(&row, nl_buf_str(&path));
	put_c(&row, nl_format_name(doc->format));
	nl_row_put_count(&row, doc->token_count);
	nl_row_put_count(&row, doc->sentence_count);
	nl_row_end(&row);
	nl_buf_release(&path);
}

static void sqlite_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	const nl_match *match = verdict->match;
	nl_arena arena = {0};
	add_document(out, options, match->doc);
	for (uint32_t i = 0; i < match->ir->position_count; i++) add_stance(out, options, match, i, &arena);
	for (uint32_t i = 0; i < verdict->score_count; i++) add_score(out, &verdict->scores[i]);
	for (uint32_t i = 0; i < verdict->axis_count; i++) add_axis_place(out, &verdict->axes[i]);
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (verdict->findings[i].diag.severity < options->min_severity) continue;
		nl_report_send(out, options);
		add_finding(out, verdict, &verdict->findings[i], emptied(&arena));
	}
	nl_arena_release(&arena);
}

const nl_report nl_report_sqlite = {.name = "sqlite",
	.begin = sqlite_begin,
	.document = sqlite_document,
	.between = nl_report_nothing,
	.end = sqlite_end,
	.rows = true};
