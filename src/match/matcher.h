/* match/matcher.h - inside of an nl_matcher, for the files of match/ that answer questions about its last document. */
#ifndef NL_MATCH_MATCHER_H
#define NL_MATCH_MATCHER_H

#include "match/cues.h"
#include "match/eval.h"
#include "match/miss.h"
#include "match/parts.h"
#include "match/regexes.h"

struct nl_matcher {
	const nl_ir *ir;
	uint32_t language;
	bool *passed_over; /* by position */
	nl_lexicon *lexicon;
	nl_automaton *phrases;
	nl_cues *cues;
	nl_parts *parts;
	nl_misses *misses;
	nl_regexes *regexes;
	nl_eval eval;                 /* of the last document */
	const nl_doc *heard;          /* the document that was read last, with its hits; NULL: none, or matched already */
	nl_hits hits;                 /* of one block; scratch */
	NL_VEC(nl_evidence) evidence; /* scratch */
	NL_VEC(nl_range) ranges;      /* scratch */
};

#endif
