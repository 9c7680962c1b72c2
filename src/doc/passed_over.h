/* doc/passed_over.h - what lay in the directories that a run was given, and was not looked at. */
#ifndef NL_DOC_PASSED_OVER_H
#define NL_DOC_PASSED_OVER_H

#include "base/str.h"

/* Counts names of texts and of directories. */
typedef struct {
	uint32_t by_git, by_configuration; /* that .gitignore, or 'exclude', names */
	uint32_t links;                    /* links to directories */
	uint32_t unread;                   /* drafts in formats that are not read, by their endings */
	nl_str endings;                    /* theirs: ".doc, .rtf"; borrowed from whoever counted */
} nl_passed_over;

static inline uint32_t nl_passed_over_all(const nl_passed_over *over)
{
	return over->by_git + over->by_configuration + over->links + over->unread;
}

#endif
