/* diag/suggest.h - "did you mean". */
#ifndef NL_DIAG_SUGGEST_H
#define NL_DIAG_SUGGEST_H

#include "base/str.h"

/* The candidate closest to `word` by edit distance with swaps (Damerau 1964, restricted), or NULL when none is within a
 * third of the word's length. Ties go to the first. */
const nl_str *nl_suggest(nl_str word, const nl_str *candidates, size_t count);

#endif
