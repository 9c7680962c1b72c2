/* judge/fingerprint.h - a name for a finding that stays when a text is edited elsewhere. */
#ifndef NL_JUDGE_FINGERPRINT_H
#define NL_JUDGE_FINGERPRINT_H

#include "base/str.h"

/* Of the rule set, the rule, and the folded words of the sentence (empty for what is absent). Line breaks, white space,
 * case, punctuation, hyphenation and a number or letter at the sentence's start make no difference. */
uint64_t nl_fingerprint(nl_str ruleset, nl_str rule, nl_str sentence);

#endif
