/* report/eval_report.h - what `normlint eval` prints: one small interface, one file an output (eval_text.c, eval_json.c,
 * eval_csv.c).
 *
 * A report is begun once, gets each disagreement that was asked for as its text is done, and is ended once with the
 * figures. It appends to a buffer, which the caller writes out after each call. */
#ifndef NL_REPORT_EVAL_REPORT_H
#define NL_REPORT_EVAL_REPORT_H

#include "diag/draw.h"
#include "judge/disagreement.h"
#include "judge/measure.h"

typedef struct {
	nl_draw_style style;
	bool quiet;          /* text: the totals alone, without a line a position */
	nl_str coder, other; /* who is compared: "labels.tsv" with "normlint", or with "second.tsv" */
	uint32_t position;   /* of --misses: text shows its figures alone; NL_NONE: all of them */
} nl_measure_options;

/* What there was to compare. */
typedef struct {
	const nl_measure *measure;
	const nl_str *left_out; /* documents with labels that were not compared: not given, not read by both coders */
	uint32_t left_out_count;
	uint32_t unlabelled;    /* texts that were given and are in no label; they do not count */
	uint32_t disagreements; /* that were shown */
} nl_measure_result;

typedef struct {
	const char *name; /* value of --output-format */
	void (*begin)(nl_buf *out, const nl_measure_options *options);
	/* NULL: this output has no room for places. `number` counts all that were shown before. */
	void (*disagreement)(nl_buf *out, const nl_measure_options *options, const nl_disagreement *disagreement, uint32_t number);
	void (*end)(nl_buf *out, const nl_measure_options *options, const nl_measure_result *result);
} nl_measure_report;

extern const nl_measure_report nl_measure_report_text, nl_measure_report_json, nl_measure_report_csv;

#endif
