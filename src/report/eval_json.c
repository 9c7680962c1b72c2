/* JSON: one object, described by eval.schema.json beside this file. The places come first, as they are found; then
 * the figures. A figure that would divide by nothing is null. */
#include <math.h>
#include <stdlib.h>

#include "base/version.h"
#include "report/eval_report.h"
#include "report/json_tree.h"

static void set_figure(nl_json *object, const char *key, double value)
{
	if (isnan(value)) nl_json_set_null(object, key);
	else nl_json_set_number(object, key, nl_json_rounded(value, 4));
}

static void set_place(nl_json *object, const char *key, const nl_source *source, uint32_t offset)
{
	nl_place place = nl_source_place(source, offset);
	nl_json *value = nl_json_set_object(object, key);
	nl_json_set_number(value, "line", place.line);
	nl_json_set_number(value, "column", place.column);
	nl_json_set_number(value, "offset", (double)place.offset);
}

static void add_value(nl_buf *out, const char *key, nl_json *value)
{
	nl_buf_addf(out, ",\n  \"%s\": ", key);
	nl_json_print(value, out, 1);
}

/* ---- places ---------------------------------------------------------------------------------------------------- */

static void json_begin(nl_buf *out, const nl_measure_options *options)
{
	nl_json *tool = nl_json_object();
	nl_json_set_string(tool, "name", NL_STR("normlint"));
	nl_json_set_string(tool, "version", NL_STR(NL_VERSION));
	nl_buf_add_c(out, "{\n  \"version\": 1");
	add_value(out, "tool", tool);
	add_value(out, "coder", nl_json_string(options->coder));
	add_value(out, "other", nl_json_string(options->other));
	nl_buf_add_c(out, ",\n  \"disagreements\": [");
}

static void json_disagreement(nl_buf *out, const nl_measure_options *options, const nl_disagreement *d, uint32_t number)
{
	(void)options;
	const nl_source *source = d->diag.primary.source;
	nl_json *value = nl_json_object();
	nl_json_set_string(value, "path", nl_source_name(source));
	nl_json_set_string(value, "position", d->diag.code);
	nl_json_set_string(value, "kind", d->missed ? NL_STR("missed") : NL_STR("false"));
	set_place(value, "start", source, d->span.start);
	set_place(value, "end", source, d->span.end);
	nl_json_set_string(value, "message", d->diag.message);
	nl_json *notes = nl_json_set_array(value, "notes");
	for (uint32_t i = 0; i < d->diag.notes.len; i++) nl_json_push_string(notes, d->diag.notes.at[i]);
	nl_buf_add_c(out, number == 0 ? "\n    " : ",\n    ");
	nl_json_print(value, out, 2);
}

/* ---- figures --------------------------------------------------------------------------------------------------- */

static void set_tally(nl_json *object, const char *key, const nl_tally *tally)
{
	nl_json *value = nl_json_set_object(object, key);
	nl_json_set_number(value, "right", (double)tally->right);
	nl_json_set_number(value, "false", (double)tally->wrong);
	nl_json_set_number(value, "missed", (double)tally->missed);
	set_figure(value, "precision", nl_tally_precision(tally));
	set_figure(value, "recall", nl_tally_recall(tally));
	set_figure(value, "f1", nl_tally_f1(tally));
}

/* The table has a row for each stance of the coder's, and in it a number for each stance of the other's. */
static void set_stances(nl_json *object, const nl_stances *labels)
{
	uint64_t matched = nl_stances_matched(labels), same = nl_stances_same(labels);
	nl_json *value = nl_json_set_object(object, "stances");
	nl_json_set_number(value, "matched", (double)matched);
	nl_json_set_number(value, "same", (double)same);
	set_figure(value, "accuracy", matched ? (double)same / (double)matched : (double)NAN);
	nl_json *table = nl_json_set_object(value, "table");
	for (int c = NL_AFFIRMED; c > NL_ABSENT; c--) {
		nl_json *row = nl_json_set_object(table, nl_stance_name((nl_stance)c));
		for (int k = NL_AFFIRMED; k >= NL_ABSENT; k--)
			nl_json_set_number(row, nl_stance_name((nl_stance)k), (double)labels->at[c][k]);
	}
}

static void set_agreement(nl_json *object, const nl_agreement *a)
{
	nl_json_set_number(object, "labels", (double)nl_stances_count(&a->labels));
	set_tally(object, "by_sentence", &a->sentences);
	set_tally(object, "by_document", &a->documents);
	set_stances(object, &a->labels);
	nl_json *alpha = nl_json_set_object(object, "alpha");
	nl_json_set_number(alpha, "units", (double)nl_stances_count(&a->units));
	set_figure(alpha, "holds", nl_alpha_holds(&a->units));
	set_figure(alpha, "stance", nl_alpha_stance(&a->units));
}

static nl_json *positions_of(const nl_measure *measure)
{
	nl_json *list = nl_json_array();
	uint32_t count;
	const nl_measure_row **rows = nl_measure_shown(measure, &count);
	for (uint32_t i = 0; i < count; i++) {
		nl_json *value = nl_json_push_object(list);
		nl_json_set_string(value, "id", rows[i]->position);
		set_agreement(value, &rows[i]->agreement);
	}
	free(rows);
	return list;
}

static nl_json *documents_of(const nl_measure_result *result)
{
	nl_json *value = nl_json_object();
	nl_json_set_number(value, "compared", result->measure->documents);
	nl_json_set_number(value, "sentences", (double)result->measure->sentences);
	nl_json *left_out = nl_json_set_array(value, "left_out");
	for (uint32_t i = 0; i < result->left_out_count; i++) nl_json_push_string(left_out, result->left_out[i]);
	nl_json_set_number(value, "unlabelled", result->unlabelled);
	return value;
}

static void json_end(nl_buf *out, const nl_measure_options *options, const nl_measure_result *result)
{
	(void)options;
	nl_buf_add_c(out, result->disagreements ? "\n  ]" : "]");
	add_value(out, "positions", positions_of(result->measure));
	nl_json *total = nl_json_object();
	set_agreement(total, &result->measure->total);
	add_value(out, "total", total);
	add_value(out, "documents", documents_of(result));
	nl_buf_add_c(out, "\n}\n");
}

const nl_measure_report nl_measure_report_json = {"json", json_begin, json_disagreement, json_end};
