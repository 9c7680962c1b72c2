/* base/glob.h - path patterns, as in .gitignore.
 *
 *   *.md             a name without '/' matches in any directory
 *   /notes.md        '/' at the start or in the middle: counted from the top
 *   strategy/        a directory, and so all that is in it
 *   a/ ** /b         '**' (written without the spaces) stands for any number of directories, also none
 *   ?  [a-z] [!0-9]  one character, but never '/'
 *   \*               the character itself
 *   !keep.md         takes back what an earlier pattern matched
 *
 * Paths are divided by '/', and are relative to where the patterns count from. Time is at most the product of both lengths. */
#ifndef NL_BASE_GLOB_H
#define NL_BASE_GLOB_H

#include "base/str.h"

typedef struct {
	nl_str text; /* without '!', and without '/' at either end; borrowed */
	bool negated;
	bool directories; /* only those */
	bool anchored;    /* counted from the top */
} nl_glob;

/* `pattern` is borrowed. "./" at its start is as good as "/". */
nl_glob nl_glob_of(nl_str pattern);
/* What is wrong with a pattern, as "'[' that is not closed", with its offset; NULL when nothing is. */
const char *nl_glob_fault(nl_str pattern, size_t *at);

/* Whether the pattern, its '!' left aside, matches this very path. */
bool nl_glob_matches(const nl_glob *glob, nl_str path, bool is_directory);
/* Whether it matches the path of a file or a directory above it. */
bool nl_glob_covers(const nl_glob *glob, nl_str path);

#endif
