/* app/fix.h - texts with the replacements that rules have for what they do not want: check --fix and --diff.
 *
 * judge/fix.h says what could be written where. Here it is tried: with all of it, else rule by rule, the text is checked anew in
 * memory, and what is tried is kept only when less of what is not wanted is left, and no rule that the text is held against is met
 * less than before. So rule sets that want opposite things do not take turns. Then again, until nothing more is kept. */
#ifndef NL_APP_FIX_H
#define NL_APP_FIX_H

#include "app/options.h"
#include "run/check.h"
#include "run/files.h"

typedef struct {
	nl_buf bytes;   /* of the file as it would be; only when there is something to change */
	uint32_t count; /* places that are changed */
} nl_fixed;

/* Whether the options ask for it. */
bool nl_fix_wanted(const nl_options *options);
/* Adds an error for options that do not go together with it. */
void nl_fix_check_options(const nl_options *options, nl_sink *sink);
/* A file that has two names is one text: of those the first stays. Each is told. */
void nl_fix_drop_twins(nl_files *files, nl_sink *sink);

/* Works out what becomes of a text. `checker` made `checked` and has its plan still, and may have seen no other text since. What
 * could be fixed and is not is told in `sink`; show it before either is released. */
void nl_fix_text(nl_checker *checker, const nl_options *options, const nl_checked *checked, nl_fixed *fixed, nl_sink *sink);
void nl_fixed_release(nl_fixed *fixed);

#endif
