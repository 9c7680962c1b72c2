/* A table for spreadsheets and statistics programs: a row a text, and for each position its stance and its strength there
 * (RFC 4180, in UTF-8). A field that a spreadsheet would take for a formula begins with an apostrophe. */
#include "base/utf8.h"
#include "report/path.h"
#include "report/report.h"

#include <string.h>

static void add_field(nl_buf *out, nl_str value)
{
	bool formula = value.len && value.ptr[0] && strchr("=+-@\t\r\n", value.ptr[0]), quoted = formula;
	for (size_t i = 0; i < value.len; i++) quoted |= value.ptr[i] && strchr(",\"\r\n", value.ptr[i]) != NULL;
	if (quoted) nl_buf_add_byte(out, '"');
	if (formula) nl_buf_add_byte(out, '\'');
	for (size_t at = 0; at < value.len;) {
		nl_utf8_char c = nl_utf8_decode(value, at);
		bool is_text = (c.code_point >= 0x20 && c.code_point != 0x7F) || c.code_point == '\r' || c.code_point == '\n';
		if (c.code_point == '"') nl_buf_add_byte(out, '"');
		nl_buf_add_char(out, is_text ? c.code_point : NL_REPLACEMENT);
		at += c.len;
	}
	if (quoted) nl_buf_add_byte(out, '"');
}

static void add_heading(nl_buf *out, nl_str id, const char *what)
{
	nl_buf heading = {0};
	nl_buf_addf(&heading, NL_FMT " %s", NL_ARG(id), what);
	nl_buf_add_byte(out, ',');
	add_field(out, nl_buf_str(&heading));
	nl_buf_release(&heading);
}

static void csv_begin(nl_buf *out, const nl_report_options *options)
{
	nl_buf_add_c(out, "document,format,words,errors,warnings,notes");
	for (uint32_t i = 0; i < options->ruleset_count; i++) add_heading(out, options->rulesets[i].ruleset->id, "score");
	for (uint32_t i = 0; i < options->position_count; i++) {
		add_heading(out, options->positions[i], "stance");
		add_heading(out, options->positions[i], "strength");
	}
	nl_buf_add_c(out, "\r\n");
}

static void add_counts(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	uint32_t counts[NL_ERROR + 1] = {0};
	for (uint32_t i = 0; i < verdict->finding_count; i++)
		if (nl_report_shows(options, &verdict->findings[i])) counts[verdict->findings[i].diag.severity]++;
	nl_buf_addf(out, ",%u,%u,%u", counts[NL_ERROR], counts[NL_WARNING], counts[NL_NOTE]);
}

/* A rule set that this text is not held against has no score. */
static void add_score(nl_buf *out, const nl_verdict *verdict, nl_str ruleset)
{
	nl_buf_add_byte(out, ',');
	for (uint32_t i = 0; i < verdict->score_count; i++)
		if (nl_str_eq(verdict->scores[i].ruleset->id, ruleset)) nl_buf_addf(out, "%.1f", verdict->scores[i].score);
}

/* An absent position has no strength; one that was not looked for has no stance. */
static void add_position(nl_buf *out, const nl_match *match, nl_str id)
{
	uint32_t position = nl_ir_position(match->ir, id);
	const nl_position_match *found = position == NL_NONE ? NULL : &match->positions[position];
	if (!found || found->passed_over) nl_buf_add_c(out, ",,");
	else
		nl_buf_addf(out, ",%s,%s", nl_stance_name(found->stance),
			found->stance == NL_ABSENT ? "" : nl_strength_name(found->strength));
}

static void csv_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	const nl_match *match = verdict->match;
	nl_buf path = {0};
	nl_report_path(&path, options, match->doc);
	add_field(out, nl_buf_str(&path));
	nl_buf_release(&path);
	nl_buf_addf(out, ",%s,%u", nl_format_name(match->doc->format), match->doc->token_count);
	add_counts(out, options, verdict);
	for (uint32_t i = 0; i < options->ruleset_count; i++) add_score(out, verdict, options->rulesets[i].ruleset->id);
	for (uint32_t i = 0; i < options->position_count; i++) add_position(out, match, options->positions[i]);
	nl_buf_add_c(out, "\r\n");
}

const nl_report nl_report_csv = {.name = "csv",
	.begin = csv_begin,
	.document = csv_document,
	.between = nl_report_nothing,
	.end = nl_report_no_end};
