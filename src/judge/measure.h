/* judge/measure.h - evidence held against labels, or one coder's labels against another's: all positions, text by text.
 *
 * What a text adds is counts alone, so no text need be kept once it was added. */
#ifndef NL_JUDGE_MEASURE_H
#define NL_JUDGE_MEASURE_H

#include "judge/coding.h"

typedef struct {
	nl_str position;
	nl_agreement agreement;
} nl_measure_row;

typedef struct {
	nl_measure_row *rows; /* one for each position */
	uint32_t row_count;
	nl_agreement total; /* set by nl_measure_finish() */
	uint32_t documents; /* that were compared */
	uint64_t sentences; /* in them */
} nl_measure;

/* One text in the eyes of two readers. */
typedef struct {
	const nl_holdings *coded, *found; /* a list for each position */
	const nl_span *sentences;         /* NULL when the text itself is not at hand: then no units are counted */
	uint32_t sentence_count;
} nl_measure_text;

/* A row for each name in `positions`, whose keys must outlive the result. */
void nl_measure_init(nl_measure *measure, const nl_map *positions);
void nl_measure_release(nl_measure *measure);
void nl_measure_add(nl_measure *measure, const nl_measure_text *text);
/* Sums up the rows that are worth a line; a unit of the total is a sentence and a position. The other rows are left out
 * of it, or a position that nobody speaks of would raise the agreement. */
void nl_measure_finish(nl_measure *measure);

/* The rows that are worth a line, by name: the coder labelled the position, or it was held to be somewhere. Owned, free() it;
 * with room for one more than there are. */
const nl_measure_row **nl_measure_shown(const nl_measure *measure, uint32_t *count);

/* The evidence of a match as places of its source, a list for each of `positions` positions (those past the rules' own are
 * empty), each place in the order of the evidence; in `arena`. */
const nl_holdings *nl_measure_evidence(const nl_match *match, uint32_t positions, nl_arena *arena);
/* Where the sentences stand in the source. */
const nl_span *nl_measure_sentences(const nl_doc *doc, nl_arena *arena);

#endif
