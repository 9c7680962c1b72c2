/* report/compare_report.h - what `normlint compare` prints: one small interface, one file an output (compare_text.c,
 * compare_json.c, compare_html.c).
 *
 * Two drafts are told apart place by place; of more there is a table, a column each. Both append to a buffer. */
#ifndef NL_REPORT_COMPARE_REPORT_H
#define NL_REPORT_COMPARE_REPORT_H

#include "diag/draw.h"
#include "judge/compare.h"

typedef struct {
	nl_draw_style style;
	bool quiet;       /* text: no scores, axes and totals */
	bool verbose;     /* text: also what is unchanged or moved, and each change in its sentence */
	bool ascii;       /* text: no other characters than those of ASCII */
	uint32_t fail_on; /* mask of 1u << nl_change: changes that fail; told as errors */
} nl_compare_options;

/* Drafts in the order given, at least two. */
typedef struct {
	const nl_verdict *const *drafts;
	const nl_comparison *const *comparisons; /* of each draft but the first with the one before it */
	uint32_t count;                          /* of drafts */
} nl_draft_list;

typedef struct {
	const char *name; /* value of --output-format */
	void (*pair)(nl_buf *out, const nl_compare_options *options, const nl_comparison *comparison);
	void (*table)(nl_buf *out, const nl_compare_options *options, const nl_draft_list *drafts);
} nl_compare_report;

extern const nl_compare_report nl_compare_report_text, nl_compare_report_json, nl_compare_report_html;

#endif
