/* report/compare_wording.h - what became of a position between two drafts, in words, and what is shown of it: the same in all outputs. */
#ifndef NL_REPORT_COMPARE_WORDING_H
#define NL_REPORT_COMPARE_WORDING_H

#include "judge/compare.h"

/* Sentences less alike than this are shown without their edits: nearly every word would be one. */
#define NL_COMPARE_ALIKE 0.3

/* "no longer says that privacy is protected"; empty when it is absent in both. In `arena`. */
nl_str nl_compare_message(const nl_comparison *comparison, uint32_t position, nl_arena *arena);

/* What is told of one position: its evidence that shows the change best, and the passage that it is in. */
typedef struct {
	const nl_doc *old_doc, *new_doc;
	const nl_evidence *old, *new; /* NULL where there is none */
	const nl_passage *passage;    /* of what is shown, when both drafts have it; else NULL */
} nl_compare_showing;

nl_compare_showing nl_compare_show(const nl_comparison *comparison, uint32_t position);

#endif
