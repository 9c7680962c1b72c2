/* report/finding.h - what several outputs say of a finding. */
#ifndef NL_REPORT_FINDING_H
#define NL_REPORT_FINDING_H

#include "report/json_writer.h"
#include "report/report.h"

/* Where it stands. `end` is past its last character. What the document as a whole lacks has its first line, for tools that
 * want a place. */
typedef struct {
	nl_place start, end;
	bool whole;
} nl_region;

nl_region nl_region_of(const nl_doc *doc, const nl_finding *finding);
nl_region nl_region_of_span(const nl_source *source, nl_span span);

/* The message, fit for one line: control characters are shown as escapes, white space is folded. */
void nl_finding_message(nl_buf *out, const nl_finding *finding);
/* A line for each note, related place and help: "note: ...". The last one is ended too. */
void nl_finding_remarks(nl_buf *out, const nl_finding *finding);

/* The same without the words: the notes, each related place behind them; all helps in one, empty when there is none. In `arena`, and
 * not cleaned. */
nl_strs nl_finding_notes(const nl_finding *finding, nl_arena *arena);
nl_str nl_finding_help(const nl_finding *finding, nl_arena *arena);

const char *nl_suppression_by(const nl_suppression *suppression); /* "comment", "configuration", "baseline" */

/* The findings of a document that the options show, as values of a JSON list: each on a line of its own behind `indent`, by
 * `put`, which is given the path to name. */
typedef void nl_finding_put(nl_json_writer *w, nl_str path, const nl_verdict *verdict, const nl_finding *finding);
void nl_findings_put(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict, const char *indent,
	nl_finding_put *put);

/* Which of the findings with its fingerprint it is in the document, from 1. */
uint32_t nl_finding_number(const nl_verdict *verdict, const nl_finding *finding);

/* The rule that it comes from; NULL for a contradiction. `set` may be NULL. */
const nl_rule *nl_finding_rule(const nl_verdict *verdict, const nl_finding *finding, const nl_ruleset **set);

#endif
