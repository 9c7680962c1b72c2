/* report/report.h - one small interface, one file an output.
 *
 * A report is begun once, gets each document, and is ended once with the totals. It appends to a buffer, which the caller
 * writes out, so that nothing waits for the last document. Documents may be written by several threads, each into a
 * buffer of its own; the caller puts them into order, with what `between` says between two of them. A document may have
 * nothing to say; then nothing stands between it and the next. */
#ifndef NL_REPORT_REPORT_H
#define NL_REPORT_REPORT_H

#include "diag/draw.h"
#include "doc/passed_over.h"
#include "judge/judge.h"

typedef struct {
	uint32_t documents, failed;       /* checked; could not be checked */
	uint32_t errors, warnings, notes; /* findings, shown or not */
	uint32_t suppressed, known;       /* findings that count no more: by somebody's reason; by a baseline */
	uint32_t fixed;                   /* places that were changed before findings were counted */
	uint64_t left_out;                /* findings for which there was no room (items, else lines): nl_report_fit() */
	nl_passed_over passed_over;
} nl_totals;

/* Texts of one run may be checked by different rules. */
typedef struct {
	const nl_ir *ir;
	const nl_ruleset *ruleset;
} nl_report_ruleset;

typedef struct {
	nl_draw_style style;
	nl_severity min_severity; /* findings below it are not shown (JSON too) */
	bool quiet;               /* text: no scores, no summary */
	bool verbose;             /* text: evidence of every position, and the axes */
	bool several;             /* more than one document may come: text then heads each and ends with a summary */
	bool ascii;               /* text: bars without block characters */
	nl_str directory;         /* where the run was started, absolute: paths below it are told from there */
	const nl_report_ruleset *rulesets; /* that any text of the run is held against; one of each name */
	const nl_str *positions;           /* names of those that are looked for in any */
	uint32_t ruleset_count, position_count;
	/* Called when some text has gathered in the middle of a document: writes it out and empties the buffer, or leaves it for the
	 * next call. NULL: never. */
	void (*send)(nl_buf *out, void *context);
	void *send_context;
	void *state;     /* of a report that tells of all documents first */
	uint32_t texts;  /* that the run has; some may fail */
	uint32_t number; /* of the document's text in the run, from 0 */
} nl_report_options;

/* Adds the findings of a document, but not the document itself. */
void nl_totals_count(nl_totals *totals, const nl_verdict *verdict);

typedef struct nl_report nl_report;
struct nl_report {
	const char *name; /* value of --output-format: "text", "json" */
	void (*begin)(nl_buf *out, const nl_report_options *options);
	void (*document)(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict);
	void (*between)(nl_buf *out, const nl_report_options *options);
	void (*end)(nl_buf *out, const nl_report_options *options, const nl_totals *totals);
	/* A report that tells of all documents before the first one: what it writes of each waits on the disk, `overview` is written
	 * before that, and `options->state`, made by `open`, is where `document` keeps what `overview` needs, in any thread. Others
	 * have none of these. */
	void *(*open)(void);
	void (*overview)(nl_buf *out, const nl_report_options *options, const nl_totals *totals);
	void (*close)(void *state);
	/* What its readers can take of all documents together; 0: anything. Items are the members of a list: a line end, the
	 * value on one line, a comma before the next. */
	uint32_t most_items, most_bytes;
	const char *reader; /* who takes no more: "GitHub code scanning" */
	bool rows;          /* what it writes are rows (report/rows.h) for a database, which must be a file */
};

/* Sends off what has gathered in the middle of a document, when it is much. Only between two lines or items. */
void nl_report_send(nl_buf *out, const nl_report_options *options);

/* How much of an output its documents have taken so far. */
typedef struct {
	uint64_t items, bytes;
	uint64_t left_out; /* items; of a report without them, lines */
} nl_report_taken;

/* Takes off the end of what a document has written, or a part of it, whatever its readers could not take. In the order of the
 * documents. */
void nl_report_fit(const nl_report *report, nl_report_taken *taken, nl_buf *part);

/* Whether a report tells of the finding: it is not suppressed, and weighs enough. */
bool nl_report_shows(const nl_report_options *options, const nl_finding *finding);

extern const nl_report nl_report_text, nl_report_concise, nl_report_json, nl_report_ndjson, nl_report_sarif,
	nl_report_rdjson, nl_report_github, nl_report_gitlab, nl_report_junit, nl_report_checkstyle, nl_report_csv,
	nl_report_markdown, nl_report_html, nl_report_sqlite;
const nl_report *nl_report_find(nl_str name); /* NULL when there is none */
const nl_report *nl_report_at(uint32_t i);    /* NULL past the last */

/* For a report that has nothing to say there. */
void nl_report_nothing(nl_buf *out, const nl_report_options *options);
void nl_report_no_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals);

#endif
