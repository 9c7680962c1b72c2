/* report/html_report.h - what fills the frame of html_page.h when texts are checked: html.c holds it together.
 *
 * Ids in the page, T being the number of a text from 1:
 *
 *   tT    a text, tTh its heading, cT its cards         pP   position P in the glossary
 *   TeN   where its evidence N stands, TnN the note on it
 *   TsS   its sentence S, where something came nearest
 *
 * Of few texts the page has the cards before all texts, and every point is told in full. Of many, whose report is to be hardly
 * larger than they are, each text has a list of its own, in which what is missing is named. */
#ifndef NL_REPORT_HTML_REPORT_H
#define NL_REPORT_HTML_REPORT_H

#include "base/map.h"
#include "base/vec.h"
#include "report/html_page.h"
#include "report/report.h"

enum {
	NL_PAGE_FEW = 12,   /* texts */
	NL_PAGE_COLUMNS = 6 /* so many texts are columns of the table of positions; more are its rows */
};

/* A piece of evidence, in the order of the text. */
typedef struct {
	const nl_evidence *evidence;
	uint32_t position; /* of the run */
	nl_span text;      /* of the document's text */
	nl_span source;
} nl_page_evidence;

/* A text while its part of the page is written. */
typedef struct {
	const nl_report_options *options;
	const nl_verdict *verdict;
	uint32_t number;           /* T */
	const uint32_t *positions; /* of each position of the IR, its number in the run; NL_NONE: it is not looked for */
	const nl_page_evidence *evidence;
	uint32_t evidence_count;
	bool full;     /* every point is told in full each time */
	bool *nearest; /* sentences that somebody is sent to */
	nl_arena arena;
} nl_page_text;

typedef struct {
	const nl_axis_place *places; /* a copy */
	const nl_ir *ir;
	uint32_t count;
} nl_page_axes;

typedef struct {
	uint8_t stance, strength;
	uint32_t count, first; /* pieces of evidence; the number of the first with this stance */
} nl_page_said;

typedef struct {
	uint32_t conflicts, missing, contradictions; /* points that are shown, over all rule sets */
} nl_page_tally;

/* What is kept of a text for the parts that tell of all. In the arena of the run. */
typedef struct {
	uint32_t number; /* T */
	nl_str path, title;
	nl_str sentence, cards;   /* HTML; cards only of few texts */
	double *scores;           /* by rule set of the run; below 0: not held against it */
	const nl_page_said *said; /* by position of the run */
	nl_page_axes axes;
	nl_page_tally tally;
} nl_page_row;

typedef struct {
	const nl_report_options *options;
	const nl_page_row *const *rows; /* in order */
	uint32_t count;
	/* Of each position of the run, where it is defined; `ir` NULL: no text was checked for it. */
	const struct nl_page_definition *definitions;
} nl_page_run;

typedef struct nl_page_definition {
	const nl_ir *ir;
	uint32_t position;
	uint32_t number; /* of the first text that is checked by it: others may know it by other rules */
} nl_page_definition;

/* Scorecards, contradictions and what was accepted. */
nl_page_tally nl_page_put_cards(nl_buf *out, nl_page_text *text);
/* The text itself, evidence marked, notes beside it. */
void nl_page_put_text(nl_buf *out, const nl_page_text *text);
/* Sentences about all texts, their scores, their places on scales, the table of positions. */
void nl_page_put_summary(nl_buf *out, const nl_page_run *run);
void nl_page_put_scores(nl_buf *out, const nl_page_run *run);
void nl_page_put_scales(nl_buf *out, const nl_page_run *run);
void nl_page_put_matrix(nl_buf *out, const nl_page_run *run);
/* What each position means, whence it is, and who asks for it. */
void nl_page_put_glossary(nl_buf *out, const nl_page_run *run);

/* What a rule set is called. */
void nl_page_put_ruleset(nl_buf *out, const nl_ruleset *set);
/* The number of a piece of evidence from 1, by the place of its words in the source; 0 when it is none. */
uint32_t nl_page_number_of(const nl_page_text *text, nl_span source);
/* "line 12", or "page 3" where lines are not what people see. */
void nl_page_put_place(nl_buf *out, const nl_doc *doc, uint32_t source_offset);

#endif
