/* judge/history.h - what a text said from revision to revision: stances, scores and axes, and nothing of the texts themselves, so
 * that thousands of revisions need little memory. */
#ifndef NL_JUDGE_HISTORY_H
#define NL_JUDGE_HISTORY_H

#include "judge/compare.h"

/* Who wrote it when. */
typedef struct {
	nl_str commit, date, author, summary; /* the date is the author's: "2015-01-09" */
	nl_str path;                          /* what the file was called then */
} nl_revision;

typedef struct {
	nl_revision revision;
	uint32_t words;
	const nl_position_match *said; /* by position: stance, strength and count; no evidence */
	const double *scores;          /* by rule set */
	const nl_axis_place *axes;     /* by axis */
} nl_history_row;

typedef struct {
	const nl_ir *ir;
	const uint32_t *rulesets; /* chosen, indexes into ir->rulesets */
	uint32_t ruleset_count;
	NL_VEC(nl_history_row) rows; /* oldest first */
	nl_arena arena;
} nl_history;

/* `ir` and `rulesets` are borrowed and must outlive the history. */
void nl_history_init(nl_history *history, const nl_ir *ir, const uint32_t *rulesets, uint32_t ruleset_count);
void nl_history_release(nl_history *history);

/* Adds the next revision; its strings are copied. The verdict is by the same rules and rule sets, and not needed afterwards. */
void nl_history_add(nl_history *history, const nl_revision *revision, const nl_verdict *verdict);

/* What became of a position in a row, compared with the row before: never moved or reworded. In the first row what is said is new. */
nl_change nl_history_change(const nl_history *history, uint32_t row, uint32_t position);
/* Whether that is worth telling: it is said otherwise than before. Of a row: whether it is of some position. */
bool nl_history_changed(const nl_history *history, uint32_t row, uint32_t position);
bool nl_history_row_changed(const nl_history *history, uint32_t row);

#endif
