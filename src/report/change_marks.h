/* report/change_marks.h - changes as single characters, for tables. */
#ifndef NL_REPORT_CHANGE_MARKS_H
#define NL_REPORT_CHANGE_MARKS_H

#include "judge/compare.h"

char nl_change_mark(nl_change change);       /* '+', '-', '<' and so on; a blank for absent */
const char *nl_change_sgr(nl_change change); /* how it is painted on a terminal; NULL: not at all */

#endif
