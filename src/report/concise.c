/* A line a finding, for grep and for editors: path:line:column: severity: message [rule]. Every line has a place, so that
 * one pattern reads them all: what the document as a whole lacks stands at its beginning. */
#include "report/report.h"

static void concise_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_draw_style style = options->style;
	style.show_source = false;
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (!nl_report_shows(options, &verdict->findings[i])) continue;
		nl_diag diag = verdict->findings[i].diag;
		if (diag.primary.whole) diag.primary = nl_at(diag.primary.source, (nl_span){0});
		nl_draw_diag(out, &diag, style);
		nl_report_send(out, options);
	}
}

const nl_report nl_report_concise = {.name = "concise",
	.begin = nl_report_nothing,
	.document = concise_document,
	.between = nl_report_nothing,
	.end = nl_report_no_end};
