/* report/compare_html.h - the parts of pages of comparisons and histories, between their files (compare_html*.c, history_html.c).
 *
 * In a page of two drafts position i of the rules is "#c<i>", and passage i "#p<i>", so that each leads to the other. */
#ifndef NL_REPORT_COMPARE_HTML_H
#define NL_REPORT_COMPARE_HTML_H

#include "report/compare_report.h"

/* "- dropped", with a sign for those who see no colours. */
void nl_compare_put_change(nl_buf *out, nl_change change);
/* "1 dropped, 3 weakened and 5 new"; of the changes in `which` (mask of 1u << nl_change). Nothing when there is none. */
void nl_compare_put_counts(nl_buf *out, const uint32_t counts[NL_CHANGES], uint32_t which);
/* The sign of the difference, and how it reads: "+12.0". */
void nl_compare_put_difference(nl_buf *out, double difference);
/* "affirmed, binding" behind its mark. */
void nl_compare_put_said(nl_buf *out, nl_stance stance, nl_strength strength);
/* The words of one draft as they stand there, the label of an item before them. With `edits` what this draft has alone is marked;
 * NULL: it is not. */
void nl_compare_put_passage(nl_buf *out, const nl_doc *doc, nl_passage_side side, const nl_edit_list *edits, bool of_new);

/* What became of each position: a list by change, with the words of both drafts. */
void nl_compare_put_positions(nl_buf *out, const nl_compare_options *options, const nl_comparison *comparison);
/* Both drafts beside each other, passage by passage. */
void nl_compare_put_drafts(nl_buf *out, const nl_compare_options *options, const nl_comparison *comparison);
/* Each axis with all drafts on it. */
void nl_compare_put_scales(nl_buf *out, const nl_draft_list *drafts);

#endif
