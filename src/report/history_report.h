/* report/history_report.h - what `normlint history` prints: one file an output (history_text.c, history_json.c, history_html.c). */
#ifndef NL_REPORT_HISTORY_REPORT_H
#define NL_REPORT_HISTORY_REPORT_H

#include "diag/draw.h"
#include "judge/history.h"

typedef struct {
	nl_draw_style style;
	bool quiet;   /* text: no scores and axes */
	bool verbose; /* text: also revisions in which no position changed */
	bool ascii;   /* text: no other characters than those of ASCII */
} nl_history_options;

typedef struct {
	const char *name; /* value of --output-format */
	void (*write)(nl_buf *out, const nl_history_options *options, const nl_history *history);
} nl_history_report;

extern const nl_history_report nl_history_report_text, nl_history_report_json, nl_history_report_html;

#endif
