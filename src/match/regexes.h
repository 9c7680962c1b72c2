/* match/regexes.h - where a regex matches in a document, as spans of tokens. */
#ifndef NL_MATCH_REGEXES_H
#define NL_MATCH_REGEXES_H

#include "match/eval.h"

/* Runs every regex of the IR over every block that may match it, and hands the matches to `eval`. A regex that met its
 * limits is told in `sink`, once; what it found so far counts. */
void nl_regexes_run(nl_eval *eval, nl_regex_state *state, nl_sink *sink);

#endif
