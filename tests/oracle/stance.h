/* tests/oracle/stance.h - stance and strength of a piece of evidence, straight from match/stance.h and match/cues.h, with a
 * language pack of few cues. Which words of a span are its parts is taken from the engine. */
#ifndef NL_TESTS_ORACLE_STANCE_H
#define NL_TESTS_ORACLE_STANCE_H

#include "match/intervals.h"
#include "oracle/spans.h"

/* The pack as a rule file, "language test" and its use. */
void oracle_pack_write(nl_buf *out);
/* A word of some cue or stop, for drafts. */
const char *oracle_cue_word(chance *c);

/* Evidence as the engine should give it. */
typedef struct {
	nl_range range;
	uint64_t parts; /* bit t: token t is in a part */
	nl_stance stance;
	nl_strength strength;
	nl_range stance_cue, strength_cue;
} oracle_piece;

/* One span with its parts; `ignores` is a mask of 1u << nl_cue_kind. */
oracle_piece oracle_stance(const oracle_text *text, uint32_t ignores, nl_range range, nl_spans parts);
/* Makes the pieces that one sentence has with the same stance one: match/match.h. Returns how many are left. */
uint32_t oracle_join(const oracle_text *text, oracle_piece *pieces, uint32_t count);

/* Whether parts are what they must be: in order, apart, and from the first word of the range to the last. */
bool oracle_parts_fit(nl_range range, nl_spans parts);
uint64_t oracle_tokens_of(nl_spans parts);

#endif
