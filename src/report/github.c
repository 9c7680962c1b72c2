/* Annotations on GitHub, as commands that its runner reads from a step's standard output:
 *
 *   ::error file=draft.md,line=3,endLine=3,col=19,endColumn=24,title=normlint (apples/a)::says that ...
 *
 * The characters that would end a property or the line are written as % and their number (the runner takes them back). What is no UTF-8, or
 * would colour the log of the step, is replaced. The
 * runner wants columns only where the last line is the first. What the text as a whole lacks has no line. */
#include "base/utf8.h"
#include "report/finding.h"
#include "report/path.h"

static void add_escaped(nl_buf *out, nl_str text, bool property)
{
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		uint32_t p = c.code_point;
		bool ends = p == '%' || p == '\r' || p == '\n' || (property && (p == ':' || p == ','));
		if (ends) nl_buf_addf(out, "%%%02X", (unsigned)p);
		else nl_buf_add_char(out, (p < 0x20 && p != '\t') || (p >= 0x7F && p < 0xA0) ? NL_REPLACEMENT : p);
		at += c.len;
	}
}

static const char *command_of(nl_severity severity)
{
	return severity == NL_ERROR ? "error" : severity == NL_WARNING ? "warning" : "notice";
}

static void add_place(nl_buf *out, const nl_region *region)
{
	if (region->whole) return;
	nl_buf_addf(out, ",line=%u,endLine=%u", region->start.line, region->end.line);
	if (region->start.line == region->end.line)
		nl_buf_addf(out, ",col=%u,endColumn=%u", region->start.column, region->end.column);
}

static void add_annotation(nl_buf *out, nl_str path, const nl_doc *doc, const nl_finding *finding)
{
	nl_buf text = {0};
	nl_region region = nl_region_of(doc, finding);
	nl_buf_addf(out, "::%s file=", command_of(finding->diag.severity));
	add_escaped(out, path, true);
	add_place(out, &region);
	nl_buf_addf(&text, "normlint (" NL_FMT ")", NL_ARG(finding->diag.code));
	nl_buf_add_c(out, ",title=");
	add_escaped(out, nl_buf_str(&text), true);
	nl_buf_clear(&text);
	nl_finding_message(&text, finding);
	nl_buf_add_byte(&text, '\n');
	nl_finding_remarks(&text, finding);
	nl_buf_add_c(out, "::");
	add_escaped(out, nl_str_trim(nl_buf_str(&text)), false);
	nl_buf_add_byte(out, '\n');
	nl_buf_release(&text);
}

static void github_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_buf path = {0};
	nl_report_path(&path, options, verdict->match->doc);
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (!nl_report_shows(options, &verdict->findings[i])) continue;
		add_annotation(out, nl_buf_str(&path), verdict->match->doc, &verdict->findings[i]);
		nl_report_send(out, options);
	}
	nl_buf_release(&path);
}

const nl_report nl_report_github = {.name = "github",
	.begin = nl_report_nothing,
	.document = github_document,
	.between = nl_report_nothing,
	.end = nl_report_no_end};
