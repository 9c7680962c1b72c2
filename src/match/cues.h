/* match/cues.h - the cues and stops of a language, found in a sentence.
 *
 * Cues are phrases and run in an automaton of their own, only over sentences that hold evidence and the lead-ins of
 * these; what a sentence holds is kept for the other evidence in it. */
#ifndef NL_MATCH_CUES_H
#define NL_MATCH_CUES_H

#include "match/intervals.h"

enum { NL_CUE_KINDS = NL_CUE_STRENGTH + 1 };

typedef struct nl_cues nl_cues;

typedef struct {
	nl_range range;
	nl_cue_reach reach;   /* never PSEUDO */
	nl_strength strength; /* of NL_CUE_STRENGTH */
	/* Indexes into the list: the last cue, from this one to the left, that governs what stands to its right, and the first
	 * one, from this one to the right, that governs what stands to its left. NL_NONE: there is none. */
	uint32_t rightward, leftward;
} nl_found_cue;

/* The cues of one kind in a sentence: none overlaps another, in order. */
typedef struct {
	const nl_found_cue *at;
	uint32_t len;
} nl_found_cues;

/* For language `language` of `ir`, both borrowed with the lexicon as in match/automaton.h. Owned. */
nl_cues *nl_cues_new(const nl_ir *ir, uint32_t language, const nl_lexicon *lexicon);
void nl_cues_free(nl_cues *cues);
void nl_cues_begin(nl_cues *cues, const nl_doc *doc); /* the next document */

/* What a sentence of the document holds; borrowed, valid until the next call with another sentence. */
nl_found_cues nl_cues_in(nl_cues *cues, uint32_t sentence, nl_cue_kind kind);
/* Whether a stop stands between the tokens `left` and `right` of a sentence: a stop word, or a mark in a gap. */
bool nl_cues_stop_between(nl_cues *cues, uint32_t sentence, uint32_t left, uint32_t right);

#endif
