/* match/sets.h - which of some members each sentence of a document holds, as a number for each set of them.
 *
 * A text has many sentences but few different sets. Members are added one after another, each with the sentences that hold
 * it; a sentence then moves from its set to the one with that member too. So each (sentence, member) costs one look-up in
 * a small table, and whoever asks what a set is worth asks once for each set and not for each sentence. */
#ifndef NL_MATCH_SETS_H
#define NL_MATCH_SETS_H

#include "base/map.h"
#include "base/vec.h"

typedef struct {
	uint32_t rest, member;      /* the set is `member` with all of the set `rest`; of set 0, which is empty, nothing */
	uint32_t with, with_member; /* the set that is this one with the member last added to it; member NL_NONE: none yet */
} nl_set;

typedef struct {
	NL_VEC(nl_set) sets;
	uint32_t *of;    /* by sentence, where it holds anything */
	uint64_t *holds; /* bit set: the sentences that hold anything */
	uint32_t cap;    /* sentences that there is room for */
} nl_sets;           /* all zero at first; kept from use to use */

void nl_sets_release(nl_sets *sets);
/* Empties all; sentences are below `sentence_count`. */
void nl_sets_begin(nl_sets *sets, uint32_t sentence_count);
/* The next member, and the sentences that hold it: each once, rising. No member is added twice. */
void nl_sets_add(nl_sets *sets, uint32_t member, const uint32_t *sentences, uint32_t count);
/* The first sentence from `sentence` on, below `end`, that holds anything; `end` when there is none. */
uint32_t nl_sets_next(const nl_sets *sets, uint32_t sentence, uint32_t end);

#endif
