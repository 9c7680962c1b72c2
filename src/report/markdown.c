/* A summary as Markdown, for a comment on a pull request or the page of a CI run: for each text its scores and its weightiest
 * findings. It is no longer than a comment may be; the totals at its end are told in any case. */
#include "report/finding.h"
#include "report/markdown_text.h"
#include "report/path.h"

enum {
	SHOWN = 10,         /* findings of a text */
	MOST_BYTES = 65000, /* of all texts: a comment on GitHub holds 65,536 characters */
};

static void add_count(nl_buf *out, uint32_t count, const char *one, const char *before)
{
	nl_buf_addf(out, "%s%u %s%s", before, count, one, count == 1 ? "" : "s");
}

/* A name between backticks, which is shown as it is; it may hold backticks itself. */
static void add_code(nl_buf *out, nl_str text)
{
	nl_buf clean = {0};
	nl_draw_clean(&clean, text);
	size_t longest = 0, run = 0;
	for (size_t i = 0; i < clean.len; i++) {
		run = clean.ptr[i] == '`' ? run + 1 : 0;
		if (run > longest) longest = run;
	}
	for (size_t i = 0; i <= longest; i++) nl_buf_add_byte(out, '`');
	if (longest) nl_buf_add_byte(out, ' ');
	nl_buf_add(out, nl_buf_str(&clean));
	if (longest) nl_buf_add_byte(out, ' ');
	for (size_t i = 0; i <= longest; i++) nl_buf_add_byte(out, '`');
	nl_buf_release(&clean);
}

/* ---- a text ---------------------------------------------------------------------------------------------------- */

static void add_scores(nl_buf *out, const nl_verdict *verdict)
{
	if (verdict->score_count == 0) return;
	nl_buf_add_c(out, "\n| rule set | score | errors | warnings | notes |\n| :-- | --: | --: | --: | --: |\n");
	for (uint32_t i = 0; i < verdict->score_count; i++) {
		const nl_score *score = &verdict->scores[i];
		nl_buf_add_c(out, "| ");
		nl_markdown_add(out, score->ruleset->id);
		nl_buf_addf(out, " | %.1f | %u | %u | %u |\n", score->score, score->errors, score->warnings, score->notes);
	}
}

static void add_finding(nl_buf *out, const nl_doc *doc, const nl_finding *finding)
{
	nl_region region = nl_region_of(doc, finding);
	nl_buf_addf(out, "- **%s**", nl_severity_name(finding->diag.severity));
	if (!region.whole) nl_buf_addf(out, ", line %u", region.start.line);
	nl_buf_add_c(out, ": ");
	nl_markdown_add(out, finding->diag.message);
	nl_buf_add_c(out, " (");
	nl_markdown_add(out, finding->diag.code);
	nl_buf_add_c(out, ")\n");
	for (uint32_t i = 0; i < finding->diag.helps.len; i++) {
		nl_buf_add_c(out, "  - help: ");
		nl_markdown_add(out, finding->diag.helps.at[i]);
		nl_buf_add_byte(out, '\n');
	}
}

static uint32_t count_shown(const nl_report_options *options, const nl_verdict *verdict)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < verdict->finding_count; i++) count += nl_report_shows(options, &verdict->findings[i]);
	return count;
}

/* Errors first, then warnings, then notes, each in the order of the text. */
static void add_findings(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	uint32_t count = count_shown(options, verdict), shown = 0;
	if (count) nl_buf_add_byte(out, '\n');
	for (int severity = NL_ERROR; severity >= NL_NOTE; severity--) {
		for (uint32_t i = 0; i < verdict->finding_count && shown < SHOWN; i++) {
			const nl_finding *finding = &verdict->findings[i];
			if ((int)finding->diag.severity != severity || !nl_report_shows(options, finding)) continue;
			add_finding(out, verdict->match->doc, finding);
			shown++;
		}
	}
	if (count > shown) nl_buf_addf(out, "- and %u more\n", count - shown);
}

static void markdown_begin(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_c(out, "## normlint\n");
}

static void markdown_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_buf path = {0};
	nl_report_path(&path, options, verdict->match->doc);
	nl_buf_add_c(out, "\n### ");
	add_code(out, nl_buf_str(&path));
	nl_buf_add_byte(out, '\n');
	add_scores(out, verdict);
	add_findings(out, options, verdict);
	nl_buf_release(&path);
}

static void markdown_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options;
	if (totals->left_out) nl_buf_add_c(out, "\n*There is more, for which a comment has no room.*\n");
	add_count(out, totals->documents, "document", "\n**");
	nl_buf_add_c(out, ":");
	if (totals->errors + totals->warnings + totals->notes == 0) nl_buf_add_c(out, " no findings");
	if (totals->errors) add_count(out, totals->errors, "error", " ");
	if (totals->warnings) add_count(out, totals->warnings, "warning", totals->errors ? ", " : " ");
	if (totals->notes) add_count(out, totals->notes, "note", totals->errors + totals->warnings ? ", " : " ");
	if (totals->failed) nl_buf_addf(out, "; %u could not be checked", totals->failed);
	nl_buf_add_c(out, "**\n");
}

const nl_report nl_report_markdown = {.name = "markdown",
	.begin = markdown_begin,
	.document = markdown_document,
	.between = nl_report_nothing,
	.end = markdown_end,
	.most_bytes = MOST_BYTES,
	.reader = "a comment on a pull request"};
