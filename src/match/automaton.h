/* match/automaton.h - all phrases of a language at once, as one automaton over word classes.
 *
 * The programs of the phrases (ir/ir.h, nl_inst) are run together and determinized lazily: a state is the set of places
 * in all programs that can be reached by the words read so far, and a transition is worked out when a text first takes
 * it (the lazy DFA of Cox 2010 and RE2, over words instead of bytes). It is anchored: a run begins at each token whose
 * class can begin a phrase, and ends when no phrase can go on. Most words begin none: one array look-up each.
 *
 * A run is no longer than the longest phrase, so the whole is linear in the tokens whatever the text. States are kept from
 * document to document and thrown away when there are too many; that costs time and changes no result. */
#ifndef NL_MATCH_AUTOMATON_H
#define NL_MATCH_AUTOMATON_H

#include "match/match.h"

typedef struct nl_automaton nl_automaton;

typedef struct {
	uint32_t leaf;
	nl_range range;
} nl_hit;

typedef NL_VEC(nl_hit) nl_hits;

/* An automaton for leaves of `ir`, by what they begin with: symbol -> WORD instructions (ir/lookup.h). All are borrowed and must
 * outlive it, and the classes of the documents it sees must come from that lexicon. Owned. */
nl_automaton *nl_automaton_new(const nl_ir *ir, const nl_index *starts, const nl_lexicon *lexicon);
void nl_automaton_free(nl_automaton *automaton);

/* Adds to `hits` each place in sentences that follow one another where a leaf matches: by first token, then by last; for one
 * first token every last that the phrase allows, shortest first. No hit crosses a sentence end. `tokens` begins with the token
 * sentences[0].first. */
void nl_automaton_run(nl_automaton *automaton, const nl_token *tokens, const nl_sentence *sentences, uint32_t count,
	nl_hits *hits);

/* How many states are kept before all are thrown away; for tests. */
void nl_automaton_limit(nl_automaton *automaton, uint32_t states);

#endif
