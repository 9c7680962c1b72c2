/* The table of outputs: a new one is a file beside this and a line here. */
#include "report/report.h"

enum { SEND_AT = 48 << 10 }; /* bytes */

static const nl_report *const reports[] = {&nl_report_text, &nl_report_concise, &nl_report_json, &nl_report_ndjson,
	&nl_report_sarif, &nl_report_rdjson, &nl_report_github, &nl_report_gitlab, &nl_report_junit, &nl_report_checkstyle,
	&nl_report_csv, &nl_report_markdown};

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

void nl_report_send(nl_buf *out, const nl_report_options *options)
{
	if (out->len >= SEND_AT && options->send) options->send(out, options->send_context);
}

bool nl_report_shows(const nl_report_options *options, const nl_finding *finding)
{
	return !finding->suppression && finding->diag.severity >= options->min_severity;
}

void nl_report_nothing(nl_buf *out, const nl_report_options *options)
{
	(void)out, (void)options;
}

void nl_report_no_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)out, (void)options, (void)totals;
}

/* ---- what readers can take ------------------------------------------------------------------------------------- */

static uint64_t line_ends(nl_str text)
{
	uint64_t count = 0;
	for (size_t i = 0; i < text.len; i++) count += text.ptr[i] == '\n';
	return count;
}

/* Where item `n` (from 0) begins, with its line end. */
static size_t item_start(nl_str part, uint64_t n)
{
	size_t at = 0;
	for (; at < part.len; at++)
		if (part.ptr[at] == '\n' && n-- == 0) break;
	return at;
}

static void fit_items(const nl_report *report, nl_report_taken *taken, nl_buf *part)
{
	uint64_t room = report->most_items - taken->items, count = line_ends(nl_buf_str(part));
	if (count > room) {
		part->len = item_start(nl_buf_str(part), room);
		if (part->len && part->ptr[part->len - 1] == ',') part->len--;
		taken->left_out += count - room;
		count = room;
	}
	taken->items += count;
}

/* Once a line is left out, all behind it are. */
static void fit_bytes(const nl_report *report, nl_report_taken *taken, nl_buf *part)
{
	bool full = taken->left_out || taken->bytes >= report->most_bytes;
	uint64_t room = full ? 0 : report->most_bytes - taken->bytes;
	if (part->len > room) {
		size_t kept = (size_t)room;
		while (kept && part->ptr[kept - 1] != '\n') kept--;
		taken->left_out += line_ends(nl_str_slice(nl_buf_str(part), kept, part->len));
		part->len = kept;
	}
	taken->bytes += part->len;
}

void nl_report_fit(const nl_report *report, nl_report_taken *taken, nl_buf *part)
{
	if (report->most_items) fit_items(report, taken, part);
	if (report->most_bytes) fit_bytes(report, taken, part);
}
