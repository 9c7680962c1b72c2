/* match/miss.h - the nearest miss of a position: what nl_matcher_miss() asks. */
#ifndef NL_MATCH_MISS_H
#define NL_MATCH_MISS_H

#include "match/eval.h"

typedef struct nl_misses nl_misses;

/* `eval` is borrowed and must outlive it. Owned. */
nl_misses *nl_misses_new(nl_eval *eval);
void nl_misses_free(nl_misses *misses);
void nl_misses_begin(nl_misses *misses, const nl_doc *doc); /* the document that `eval` saw last; borrowed */
/* The best of the sentences first .. end - 1. What it points to lies in `arena`, which must live until the next document: the
 * miss of a position in the whole text is worked out once. */
nl_miss nl_misses_of(nl_misses *misses, uint32_t position, uint32_t first, uint32_t end, nl_arena *arena);

#endif
