/* The XML of Checkstyle, which many tools read: a file each, with its errors. As Checkstyle itself does, a text without
 * findings is named too, and what the text as a whole lacks is at line 0 and has no column. */
#include "report/finding.h"
#include "report/path.h"
#include "report/xml_writer.h"

static const char *severity_word(nl_severity severity)
{
	return severity == NL_NOTE ? "info" : nl_severity_name(severity);
}

static void add_error(nl_buf *out, const nl_doc *doc, const nl_finding *finding)
{
	nl_buf message = {0};
	nl_region region = nl_region_of(doc, finding);
	nl_finding_message(&message, finding);
	nl_buf_add_c(out, "    <error");
	nl_xml_put_count(out, "line", region.whole ? 0 : region.start.line);
	if (!region.whole) nl_xml_put_count(out, "column", region.start.column);
	nl_xml_put_attribute(out, "severity", nl_str_of(severity_word(finding->diag.severity)));
	nl_xml_put_attribute(out, "message", nl_buf_str(&message));
	nl_xml_put_attribute(out, "source", finding->diag.code);
	nl_buf_add_c(out, "/>\n");
	nl_buf_release(&message);
}

static void checkstyle_begin(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
}

static void checkstyle_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_buf path = {0};
	nl_report_path(&path, options, verdict->match->doc);
	nl_buf_add_c(out, "  <file");
	nl_xml_put_attribute(out, "name", nl_buf_str(&path));
	nl_buf_add_c(out, ">\n");
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (nl_report_shows(options, &verdict->findings[i])) add_error(out, verdict->match->doc, &verdict->findings[i]);
		nl_report_send(out, options);
	}
	nl_buf_add_c(out, "  </file>\n");
	nl_buf_release(&path);
}

static void checkstyle_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options, (void)totals;
	nl_buf_add_c(out, "</checkstyle>\n");
}

const nl_report nl_report_checkstyle = {.name = "checkstyle",
	.begin = checkstyle_begin,
	.document = checkstyle_document,
	.between = nl_report_nothing,
	.end = checkstyle_end};
