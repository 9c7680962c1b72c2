/* app/diff.h - what changed between two texts, as a unified diff that patch(1) takes. */
#ifndef NL_APP_DIFF_H
#define NL_APP_DIFF_H

#include "base/buf.h"

/* Nothing when the texts are equal. The names stand in the two lines of the head. */
void nl_diff(nl_str old_name, nl_str new_name, nl_str before, nl_str after, bool colour, nl_buf *out);

#endif
