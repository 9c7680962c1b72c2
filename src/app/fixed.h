/* app/fixed.h - what becomes of a text whose fixes were worked out (app/fix.h): it is written, or shown as a diff. */
#ifndef NL_APP_FIXED_H
#define NL_APP_FIXED_H

#include "app/fix.h"

/* Puts the new bytes in the place of the old ones, `before`; a file that holds something else by now, or that is read-only, is
 * left alone. `after` stays. False after an error in `sink`. */
bool nl_fixed_write(const char *path, nl_str before, const nl_buf *after, nl_sink *sink);

/* Adds the change as a diff that `git apply` takes where the run was started; where it does not, `sink` tells. */
void nl_fixed_diff(const nl_checked *checked, const nl_fixed *fixed, nl_str directory, bool colour, nl_buf *out,
	nl_sink *sink);

#endif
