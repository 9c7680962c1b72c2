/* Figures for spreadsheets and statistics programs: a line a position, by name, then one for all of them. RFC 4180 but
 * for its line ends; a figure that would divide by nothing is an empty field. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "report/eval_report.h"

static void csv_begin(nl_buf *out, const nl_measure_options *options)
{
	(void)options;
	nl_buf_add_c(out,
		"position,labels,right,false,missed,precision,recall,f1,"
		"document_right,document_false,document_missed,document_precision,document_recall,document_f1,"
		"stance_matched,stance_same,units,alpha,alpha_stance\n");
}

/* Always quoted, so that no name can be taken for something else. */
static void add_name(nl_buf *out, nl_str name)
{
	nl_buf_add_byte(out, '"');
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '"') nl_buf_add_byte(out, '"');
		nl_buf_add_byte(out, name.ptr[i]);
	}
	nl_buf_add_byte(out, '"');
}

static void add_count(nl_buf *out, uint64_t count)
{
	nl_buf_addf(out, ",%" PRIu64, count);
}

static void add_figure(nl_buf *out, double value)
{
	if (isnan(value)) nl_buf_add_byte(out, ',');
	else nl_buf_addf(out, ",%.4f", value);
}

static void add_tally(nl_buf *out, const nl_tally *tally)
{
	add_count(out, tally->right);
	add_count(out, tally->wrong);
	add_count(out, tally->missed);
	add_figure(out, nl_tally_precision(tally));
	add_figure(out, nl_tally_recall(tally));
	add_figure(out, nl_tally_f1(tally));
}

static void add_line(nl_buf *out, nl_str name, const nl_agreement *a)
{
	add_name(out, name);
	add_count(out, nl_stances_count(&a->labels));
	add_tally(out, &a->sentences);
	add_tally(out, &a->documents);
	add_count(out, nl_stances_matched(&a->labels));
	add_count(out, nl_stances_same(&a->labels));
	add_count(out, nl_stances_count(&a->units));
	add_figure(out, nl_alpha_holds(&a->units));
	add_figure(out, nl_alpha_stance(&a->units));
	nl_buf_add_byte(out, '\n');
}

static void csv_end(nl_buf *out, const nl_measure_options *options, const nl_measure_result *result)
{
	(void)options;
	uint32_t count;
	const nl_measure_row **rows = nl_measure_shown(result->measure, &count);
	for (uint32_t i = 0; i < count; i++) add_line(out, rows[i]->position, &rows[i]->agreement);
	free(rows);
	add_line(out, NL_STR("(all)"), &result->measure->total);
}

const nl_measure_report nl_measure_report_csv = {"csv", csv_begin, NULL, csv_end};
