/* report/report.h - one small interface, one file an output.
 *
 * A report is begun once, gets each document, and is ended once with the totals. It appends to a buffer, which the caller
 * writes out, so that nothing waits for the last document. Documents may be written by several threads, each into a
 * buffer of its own; the caller puts them into order, with what `between` says between two of them. */
#ifndef NL_REPORT_REPORT_H
#define NL_REPORT_REPORT_H

#include "diag/draw.h"
#include "judge/judge.h"

typedef struct {
	uint32_t documents, failed;       /* checked; could not be checked */
	uint32_t errors, warnings, notes; /* findings, shown or not */
} nl_totals;

typedef struct {
	nl_draw_style style;
	nl_severity min_severity; /* findings below it are not shown (JSON too) */
	bool quiet;               /* text: no scores, no summary */
	bool verbose;             /* text: evidence of every position, and the axes */
	bool several;             /* more than one document may come: text then heads each and ends with a summary */
	bool ascii;               /* text: bars without block characters */
	const nl_ir *ir;
	const uint32_t *rulesets; /* chosen, indexes into ir->rulesets */
	uint32_t ruleset_count;
	/* Called when much text has gathered in the middle of a document: writes it out and empties the buffer. NULL: never. */
	void (*send)(nl_buf *out, void *context);
	void *send_context;
} nl_report_options;

typedef struct nl_report nl_report;
struct nl_report {
	const char *name; /* value of --output-format: "text", "json" */
	void (*begin)(nl_buf *out, const nl_report_options *options);
	void (*document)(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict);
	void (*between)(nl_buf *out, const nl_report_options *options);
	void (*end)(nl_buf *out, const nl_report_options *options, const nl_totals *totals);
};

/* Sends off what has gathered in the middle of a document, when it is much. */
void nl_report_send(nl_buf *out, const nl_report_options *options);

extern const nl_report nl_report_text, nl_report_json;
const nl_report *nl_report_find(nl_str name); /* NULL when there is none */
const nl_report *nl_report_at(uint32_t i);    /* NULL past the last */

#endif
