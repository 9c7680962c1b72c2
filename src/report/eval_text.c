/* Figures for people: a line a position, the worst first, then the totals and who said what.
 *
 *                        by sentence                                       by document
 *   position             right  false  missed   prec.  recall     F1       prec.  recall     F1   stance   alpha
 *   privacy                 28      8       1   0.778   0.966  0.862       0.938   1.000  0.968     96 %   0.852
 *
 * A figure that would divide by nothing is a dash. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "report/eval_report.h"

enum { LEAST_NAME = 8 };

static const double good_f1 = 0.8, fair_f1 = 0.65;

/* ---- pieces ---------------------------------------------------------------------------------------------------- */

static void paint(nl_buf *out, const nl_measure_options *options, const char *sgr)
{
	if (options->style.colour) nl_buf_addf(out, "\x1b[%sm", sgr);
}

static void add_padded(nl_buf *out, nl_str text, uint32_t columns)
{
	nl_draw_clean(out, text);
	uint32_t taken = nl_draw_columns(text);
	if (taken < columns) nl_buf_addf(out, "%*s", (int)(columns - taken), "");
}

static void add_figure(nl_buf *out, int width, double value)
{
	if (isnan(value)) nl_buf_addf(out, "%*s", width, "-");
	else nl_buf_addf(out, "%*.3f", width, value);
}

static void add_percent(nl_buf *out, int width, uint64_t part, uint64_t whole)
{
	if (whole == 0) nl_buf_addf(out, "%*s", width, "-");
	else nl_buf_addf(out, "%*.0f %%", width - 2, 100 * (double)part / (double)whole);
}

static void add_f1(nl_buf *out, const nl_measure_options *options, int width, double value)
{
	paint(out, options, isnan(value) ? "0" : value >= good_f1 ? "32" : value >= fair_f1 ? "33" : "31");
	add_figure(out, width, value);
	paint(out, options, "0");
}

static const char *plural(uint64_t count)
{
	return count == 1 ? "" : "s";
}

/* ---- a line a position ----------------------------------------------------------------------------------------- */

/* By rising F1, then by name; what has no F1 comes last. */
static int by_f1(const void *left, const void *right)
{
	const nl_measure_row *a = *(const nl_measure_row *const *)left, *b = *(const nl_measure_row *const *)right;
	double x = nl_tally_f1(&a->agreement.sentences), y = nl_tally_f1(&b->agreement.sentences);
	if (isnan(x) != isnan(y)) return isnan(x) ? 1 : -1;
	if (x < y || x > y) return x < y ? -1 : 1;
	return nl_str_cmp(a->position, b->position);
}

static uint32_t name_columns(const nl_measure_row **rows, uint32_t count)
{
	uint32_t columns = LEAST_NAME;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t name = nl_draw_columns(rows[i]->position);
		if (name > columns) columns = name;
	}
	return columns;
}

static void add_head(nl_buf *out, const nl_measure_options *options, uint32_t columns)
{
	paint(out, options, "1");
	nl_buf_addf(out, "%*s  %-48s%s\n", (int)columns, "", "by sentence", "by document");
	nl_buf_addf(out, "%-*s  %5s %6s %7s %7s %7s %6s    %7s %7s %6s %8s %7s", (int)columns, "position", "right", "false",
		"missed", "prec.", "recall", "F1", "prec.", "recall", "F1", "stance", "alpha");
	paint(out, options, "0");
	nl_buf_add_byte(out, '\n');
}

static void add_row(nl_buf *out, const nl_measure_options *options, const nl_measure_row *row, uint32_t columns)
{
	const nl_agreement *a = &row->agreement;
	add_padded(out, row->position, columns);
	nl_buf_addf(out, "  %5" PRIu64 " %6" PRIu64 " %7" PRIu64, a->sentences.right, a->sentences.wrong, a->sentences.missed);
	add_figure(out, 8, nl_tally_precision(&a->sentences));
	add_figure(out, 8, nl_tally_recall(&a->sentences));
	add_f1(out, options, 7, nl_tally_f1(&a->sentences));
	add_figure(out, 11, nl_tally_precision(&a->documents));
	add_figure(out, 8, nl_tally_recall(&a->documents));
	add_f1(out, options, 7, nl_tally_f1(&a->documents));
	add_percent(out, 9, nl_stances_same(&a->labels), nl_stances_matched(&a->labels));
	add_figure(out, 8, nl_alpha_holds(&a->units));
	nl_buf_add_byte(out, '\n');
}

static void add_rows(nl_buf *out, const nl_measure_options *options, const nl_measure_row **rows, uint32_t count)
{
	qsort(rows, count, sizeof *rows, by_f1);
	uint32_t columns = name_columns(rows, count);
	add_head(out, options, columns);
	for (uint32_t i = 0; i < count; i++) add_row(out, options, rows[i], columns);
	nl_buf_add_byte(out, '\n');
}

/* ---- totals ---------------------------------------------------------------------------------------------------- */

static void add_tally(nl_buf *out, const nl_measure_options *options, const char *name, const nl_tally *tally)
{
	nl_buf_addf(out, "%-13sprecision", name);
	add_figure(out, 6, nl_tally_precision(tally));
	nl_buf_add_c(out, "  recall");
	add_figure(out, 6, nl_tally_recall(tally));
	nl_buf_add_c(out, "  F1 ");
	add_f1(out, options, 5, nl_tally_f1(tally));
	nl_buf_addf(out, "  (%" PRIu64 " right, %" PRIu64 " false, %" PRIu64 " missed)\n", tally->right, tally->wrong,
		tally->missed);
}

static void add_alpha(nl_buf *out, const nl_agreement *a, const nl_measure_result *result)
{
	if (result->measure->sentences == 0) {
		nl_buf_add_c(out, "alpha        - (units are sentences: it takes the texts)\n");
		return;
	}
	nl_buf_add_c(out, "alpha       ");
	add_figure(out, 6, nl_alpha_holds(&a->units));
	nl_buf_add_c(out, " by holding a position,");
	add_figure(out, 6, nl_alpha_stance(&a->units));
	nl_buf_addf(out, " by stance  (%" PRIu64 " sentence%s)\n", result->measure->sentences,
		plural(result->measure->sentences));
}

static void add_totals(nl_buf *out, const nl_measure_options *options, const nl_agreement *a, const nl_measure_result *result)
{
	add_tally(out, options, "by sentence", &a->sentences);
	add_tally(out, options, "by document", &a->documents);
	uint64_t matched = nl_stances_matched(&a->labels), same = nl_stances_same(&a->labels);
	nl_buf_add_c(out, "stance     ");
	if (matched) nl_buf_addf(out, "%6.1f %%", 100 * (double)same / (double)matched);
	else nl_buf_add_c(out, "  -");
	nl_buf_addf(out, " of %" PRIu64 " matched label%s\n", matched, plural(matched));
	add_alpha(out, a, result);
}

/* Stances from the strongest down; a column for what was not found at all. */
static void add_stances(nl_buf *out, const nl_measure_options *options, const nl_stances *labels)
{
	nl_buf_add_c(out, "\nLabels by their stance in ");
	nl_draw_clean(out, options->coder);
	nl_buf_add_c(out, " (lines) and to ");
	nl_draw_clean(out, options->other);
	nl_buf_add_c(out, " (columns)\n");
	paint(out, options, "1");
	nl_buf_addf(out, "%-10s", "");
	for (int k = NL_AFFIRMED; k >= NL_ABSENT; k--) nl_buf_addf(out, " %9s", nl_stance_name((nl_stance)k));
	paint(out, options, "0");
	nl_buf_add_byte(out, '\n');
	for (int c = NL_AFFIRMED; c > NL_ABSENT; c--) {
		nl_buf_addf(out, "%-10s", nl_stance_name((nl_stance)c));
		for (int k = NL_AFFIRMED; k >= NL_ABSENT; k--) {
			if (k == c) paint(out, options, "1");
			nl_buf_addf(out, " %9" PRIu64, labels->at[c][k]);
			if (k == c) paint(out, options, "0");
		}
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_add_byte(out, '\n');
}

static void add_documents(nl_buf *out, const nl_measure_result *result)
{
	uint32_t documents = result->measure->documents;
	nl_buf_addf(out, "%u document%s", documents, plural(documents));
	if (result->left_out_count) nl_buf_addf(out, "; %u more with labels, left out", result->left_out_count);
	if (result->unlabelled) nl_buf_addf(out, "; %u without labels, left out", result->unlabelled);
	nl_buf_add_byte(out, '\n');
}

/* ---- the report ------------------------------------------------------------------------------------------------ */

static void text_begin(nl_buf *out, const nl_measure_options *options)
{
	(void)out;
	(void)options;
}

static void text_disagreement(nl_buf *out, const nl_measure_options *options, const nl_disagreement *d, uint32_t number)
{
	(void)number;
	nl_draw_diag(out, &d->diag, options->style);
	nl_buf_add_byte(out, '\n');
}

static void text_end(nl_buf *out, const nl_measure_options *options, const nl_measure_result *result)
{
	const nl_measure *measure = result->measure;
	if (measure->documents == 0) return; /* told on standard error */
	const nl_agreement *totals = &measure->total;
	uint32_t count;
	const nl_measure_row **rows = nl_measure_shown(measure, &count);
	if (options->position != NL_NONE) {
		rows[0] = &measure->rows[options->position];
		totals = &rows[0]->agreement;
		count = 1;
	}
	if (count && !options->quiet) add_rows(out, options, rows, count);
	free(rows);
	add_totals(out, options, totals, result);
	if (!options->quiet) add_stances(out, options, &totals->labels);
	add_documents(out, result);
}

const nl_measure_report nl_measure_report_text = {"text", text_begin, text_disagreement, text_end};
