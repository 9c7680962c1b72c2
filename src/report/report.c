/* The table of outputs: a new one is a file beside this and a line here. */
#include "report/report.h"

enum { SEND_AT = 256 << 10 }; /* bytes */

void nl_report_send(nl_buf *out, const nl_report_options *options)
{
	if (out->len >= SEND_AT && options->send) options->send(out, options->send_context);
}

static const nl_report *const reports[] = {&nl_report_text, &nl_report_json};

const nl_report *nl_report_at(uint32_t i)
{
	return i < sizeof reports / sizeof *reports ? reports[i] : NULL;
}

const nl_report *nl_report_find(nl_str name)
{
	for (uint32_t i = 0; nl_report_at(i); i++)
		if (nl_str_eq(nl_str_of(nl_report_at(i)->name), name)) return nl_report_at(i);
	return NULL;
}
