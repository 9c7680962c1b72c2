/* tests/unit/check.h - the few macros that unit tests need. A failed check is told with its place and the values, and
 * the test goes on, so that one run shows all that is wrong. */
#ifndef NL_TESTS_CHECK_H
#define NL_TESTS_CHECK_H

#include <inttypes.h>
#include <stdio.h>

#include "base/str.h"

static unsigned check_passed, check_failed;

static inline void check_that(bool holds, const char *what, const char *file, int line)
{
	if (holds) check_passed++;
	else {
		check_failed++;
		fprintf(stderr, "%s:%d: failed: %s\n", file, line, what);
	}
}

static inline void check_str(nl_str got, nl_str wanted, const char *what, const char *file, int line)
{
	bool same = nl_str_eq(got, wanted);
	check_that(same, what, file, line);
	if (!same) fprintf(stderr, "  got    \"" NL_FMT "\"\n  wanted \"" NL_FMT "\"\n", NL_ARG(got), NL_ARG(wanted));
}

static inline void check_int(int64_t got, int64_t wanted, const char *what, const char *file, int line)
{
	check_that(got == wanted, what, file, line);
	if (got != wanted) fprintf(stderr, "  got %" PRId64 ", wanted %" PRId64 "\n", got, wanted);
}

#define CHECK(holds) check_that((holds), #holds, __FILE__, __LINE__)
#define CHECK_STR(got, wanted) check_str((got), nl_str_of(wanted), #got, __FILE__, __LINE__)
#define CHECK_INT(got, wanted) check_int((int64_t)(got), (int64_t)(wanted), #got, __FILE__, __LINE__)

/* The last line of a test's main(): the line that the runner adds up, and the exit status. */
static inline int check_done(void)
{
	printf("%u passed, %u failed\n", check_passed, check_failed);
	return check_failed != 0;
}

#endif
