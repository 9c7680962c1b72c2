/* A document a line, as soon as it is done: each is a member of `documents` of the JSON report, and there is nothing else. */
#include "report/json.h"

static void ndjson_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_json_writer w = nl_json_writer_flat(out);
	nl_json_put_document(&w, options, verdict);
	nl_buf_add_byte(out, '\n');
}

const nl_report nl_report_ndjson = {.name = "ndjson",
	.begin = nl_report_nothing,
	.document = ndjson_document,
	.between = nl_report_nothing,
	.end = nl_report_no_end};
