#include "report/change_marks.h"

static const struct {
	char mark;
	const char *sgr;
} marks[] = {
	[NL_CHANGE_ABSENT] = {' ', NULL},
	[NL_CHANGE_UNCHANGED] = {'=', NULL},
	[NL_CHANGE_MOVED] = {'=', NULL},
	[NL_CHANGE_REWORDED] = {'~', NULL},
	[NL_CHANGE_NEW] = {'+', "32"},
	[NL_CHANGE_STRENGTHENED] = {'>', "32"},
	[NL_CHANGE_WEAKENED] = {'<', "31"},
	[NL_CHANGE_NEGATED] = {'!', "31"},
	[NL_CHANGE_DROPPED] = {'-', "31"},
};

char nl_change_mark(nl_change change)
{
	return marks[change].mark;
}

const char *nl_change_sgr(nl_change change)
{
	return marks[change].sgr;
}
