/* judge/fingerprint.h - a name for a finding that stays when a text is edited elsewhere. */
#ifndef NL_JUDGE_FINGERPRINT_H
#define NL_JUDGE_FINGERPRINT_H

#include "base/buf.h"

/* Of the rule set, the rule, and the folded words of the sentence (empty for what is absent). Line breaks, white space,
 * case, punctuation, hyphenation and a number or letter at the sentence's start make no difference. */
uint64_t nl_fingerprint(nl_str ruleset, nl_str rule, nl_str sentence);

/* In two steps, for several rules and one sentence: its folded words are added to `words`. */
void nl_fingerprint_words(nl_str sentence, nl_buf *words);
uint64_t nl_fingerprint_of(nl_str ruleset, nl_str rule, nl_str words);

#endif
