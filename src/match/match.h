/* match/match.h - compiled rules + a document in, evidence out.
 *
 * A matcher is one thread's engine for one language: its lexicon, its automaton (built lazily from the phrase programs,
 * kept from document to document), its scratch memory. For each document:
 *
 *   tokens -> phrase automaton -> leaves' spans -> operators, only where leaves matched -> positions' spans
 *   -> stance and strength of each (match/stance.h) -> nl_match
 */
#ifndef NL_MATCH_MATCH_H
#define NL_MATCH_MATCH_H

#include "doc/doc.h"
#include "ir/ir.h"

typedef struct nl_matcher nl_matcher;

/* An interval of tokens, both ends inclusive. */
typedef struct {
	uint32_t first, last;
} nl_range;

/* In rising order of what a document takes from its evidence. */
typedef enum { NL_ABSENT, NL_REPORTED, NL_OPPOSED, NL_HEDGED, NL_AFFIRMED } nl_stance;

/* A place where a position matched. The spans that one sentence has with the same stance are one piece of evidence: its
 * range is from the first to the last, its parts are those of all. */
typedef struct {
	nl_range range;
	const nl_range *parts; /* the words that the pattern's phrases matched, in order, without the gaps between */
	uint32_t part_count;
	uint32_t sentence; /* of its first token */
	nl_stance stance;
	nl_strength strength;
	nl_range stance_cue; /* the words that made it reported, opposed or hedged; first > last: none, or quotation marks */
	nl_range strength_cue; /* the words that gave the strength; first > last: none, a plain statement */
} nl_evidence;

typedef struct {
	nl_stance stance;     /* of the document: the strongest of its own voice, then what it reports, then absent */
	nl_strength strength; /* of the strongest evidence with that stance; NL_TENTATIVE when absent */
	const nl_evidence *evidence; /* in order of place */
	uint32_t count;
	bool passed_over; /* not looked for: nl_matcher_look_for() */
} nl_position_match;

typedef struct {
	const nl_doc *doc;
	const nl_ir *ir;
	const nl_position_match *positions; /* one for each position of the IR, in its order */
	nl_arena arena;
} nl_match;

/* `ir` is borrowed and must outlive the matcher. `language` is an index into its languages. Owned. */
nl_matcher *nl_matcher_new(const nl_ir *ir, uint32_t language);
void nl_matcher_free(nl_matcher *matcher);
nl_lexicon *nl_matcher_lexicon(nl_matcher *matcher); /* borrowed; documents are opened with it */
/* Whether a position is looked for in the documents to come. At first all are; one that is not is absent. */
void nl_matcher_look_for(nl_matcher *matcher, uint32_t position, bool yes);

/* Who listens finds the phrases of a document while its tokens are at hand: for nl_doc_open() and nl_input_doc(). */
nl_doc_listener nl_matcher_listener(nl_matcher *matcher);
/* Every position's evidence in `doc`, which was opened with this matcher's lexicon and must outlive the result. If it was not
 * the last one that the listener heard, its tokens are cut once more. A regex that met its limits is told in `sink` as a
 * warning. Owned result. */
nl_match *nl_matcher_run(nl_matcher *matcher, const nl_doc *doc, nl_sink *sink);
void nl_match_free(nl_match *match);

/* ---- why it did not match ------------------------------------------------------------------------------------ */

/* The sentence that satisfied the largest part of a position's pattern. */
typedef struct {
	uint32_t sentence;       /* NL_NONE: no word of the pattern occurs anywhere */
	nl_range found;          /* the words there that did match, from the first to the last */
	double share;            /* of the pattern that was satisfied, 0 to below 1 */
	const uint32_t *missing; /* nodes that found nothing there, outermost first; in the match's arena */
	uint32_t missing_count;
	bool apart; /* all parts are there, but too far apart, in the wrong order, or kept out by "but not", "unless", "in" */
} nl_miss;

/* For a position of the last document that nl_matcher_run() saw, whose result `match` is, before the matcher hears another. */
nl_miss nl_matcher_miss(nl_matcher *matcher, nl_match *match, uint32_t position);
/* The same among the sentences first .. end - 1 alone. */
nl_miss nl_matcher_miss_in(nl_matcher *matcher, nl_match *match, uint32_t position, uint32_t first, uint32_t end);

/* The spans of any node in the last document; for `explain` and --trace-match. In the match's arena. */
const nl_range *nl_matcher_spans(nl_matcher *matcher, nl_match *match, uint32_t node, uint32_t *count);

/* For --trace-match: each node that has spans, each piece of evidence with its parts and cues; in order, readable. `match` is
 * the result of the last nl_matcher_run(). */
void nl_matcher_trace(nl_matcher *matcher, const nl_match *match, nl_buf *out);

const char *nl_stance_name(nl_stance stance); /* "affirmed", "hedged", "opposed", "reported", "absent" */

#endif
