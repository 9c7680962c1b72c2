/* diag/suggest.h - "did you mean". */
#ifndef NL_DIAG_SUGGEST_H
#define NL_DIAG_SUGGEST_H

#include "diag/diag.h"

/* The candidate closest to `word` by edit distance with swaps (Damerau 1964, restricted), or NULL when none is within a
 * third of the word's length. Ties go to the first. */
const nl_str *nl_suggest(nl_str word, const nl_str *candidates, size_t count);

/* Adds an error "unknown WHAT 'name'" with "did you mean", or with all names when they are few. */
void nl_tell_unknown(nl_sink *sink, const char *what, nl_str name, const nl_str *known, size_t count);

#endif
