/* report/html_points.h - the points that a rule set makes of a text: what conflicts with it, what is said too weakly for it, and
 * what it misses. */
#ifndef NL_REPORT_HTML_POINTS_H
#define NL_REPORT_HTML_POINTS_H

#include "report/html_report.h"

typedef enum { NL_POINT_CONFLICTS, NL_POINT_WEAK, NL_POINT_MISSING, NL_POINT_KINDS } nl_point_kind;

typedef struct {
	const nl_finding *finding;
	const nl_rule *rule;
	nl_point_kind kind;
} nl_point;

typedef NL_VEC(nl_point) nl_points;

/* Where points are written. */
typedef struct {
	nl_buf *out;
	nl_page_text *text;
	const nl_match *match;
	nl_arena scratch; /* to be released */
} nl_pen;

/* Those that are shown of a rule set, in the order of the findings; the vector is owned. */
nl_points nl_points_of(const nl_page_text *text, const nl_score *score);
/* The message, with the words and their place. Also of a finding that no rule set makes. */
void nl_point_put_message(nl_pen *pen, const nl_finding *finding);
/* An item of a list: the whole point, with what helps and whence it is; or `again`, where another rule set was already told to
 * make the same of the same words: without the words and whence it is. */
void nl_point_put(nl_pen *pen, const nl_point *point, bool again);
/* The position that a simple rule is about; NL_NONE for a condition of several. */
uint32_t nl_point_position(const nl_match *match, const nl_rule *rule);
/* What a rule asks for, shortly. */
void nl_point_put_label(nl_pen *pen, const nl_rule *rule);
/* Remembers the sentence in which something came nearest, so that links find it there; its number. */
uint32_t nl_point_nearest(nl_pen *pen, const nl_closest *closest);

#endif
