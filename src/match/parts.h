/* match/parts.h - which words of a span the pattern's phrases matched.
 *
 * Operators keep only the ends of what they cover, so the parts are found again from the root of a pattern down: each
 * child's list is minimal, so the span of a child that takes part is given by its first or its last token. Inside a
 * phrase, the words that a gap ("_", "...") passed over are no part. It runs for evidence only, and its work is bounded:
 * a pattern too intricate is answered with the whole span as one part. */
#ifndef NL_MATCH_PARTS_H
#define NL_MATCH_PARTS_H

#include "match/eval.h"

typedef struct nl_parts nl_parts;

/* All borrowed. Owned. */
nl_parts *nl_parts_new(nl_eval *eval, const nl_lexicon *lexicon);
void nl_parts_free(nl_parts *parts);

/* The parts of `range`, a span of `node` in the document of `eval`: in order, disjoint, not adjacent, at least one.
 * Borrowed, valid until the next call. */
nl_spans nl_parts_of(nl_parts *parts, uint32_t node, nl_range range);

#endif
