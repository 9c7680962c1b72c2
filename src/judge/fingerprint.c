/* The hash is over "ruleset/rule", a line end, and the words with a space between them. Parts of a hyphenated word are
 * put together, because a reflow may move a hyphen to a line end and back. */
#include "judge/fingerprint.h"

#include "text/words.h"

static bool all_in(nl_str word, const char *allowed)
{
	for (size_t i = 0; i < word.len; i++)
		if (nl_str_find(nl_str_of(allowed), (nl_str){&word.ptr[i], 1}) == SIZE_MAX) return false;
	return word.len > 0;
}

static bool is_letter(nl_str word)
{
	return word.len == 1 && ((word.ptr[0] >= 'a' && word.ptr[0] <= 'z') || (word.ptr[0] >= 'A' && word.ptr[0] <= 'Z'));
}

/* "19." "(a)" "iv)" "3": what a renumbering changes. A letter or a Roman numeral needs a mark behind it: "I" and
 * "a" are words. */
static bool is_label(nl_str word, uint32_t gap_behind)
{
	if (all_in(word, "0123456789")) return true;
	if (!(gap_behind & (NL_GAP_PAREN | NL_GAP_STOP))) return false;
	return is_letter(word) || all_in(word, "ivxlcIVXLC");
}

void nl_fingerprint_words(nl_str sentence, nl_buf *key)
{
	nl_word word, next;
	bool more = nl_word_next(sentence, 0, &word), started = false;
	for (; more; word = next) {
		more = nl_word_next(sentence, word.end, &next);
		nl_str bytes = nl_str_slice(sentence, word.start, word.end);
		if (!started && more && is_label(bytes, next.gap)) continue;
		if (started && !(word.gap & (NL_GAP_HYPHEN | NL_GAP_LINE_END_HYPHEN))) nl_buf_add_byte(key, ' ');
		nl_word_fold(bytes, key);
		started = true;
	}
}

uint64_t nl_fingerprint_of(nl_str ruleset, nl_str rule, nl_str words)
{
	nl_buf key = {0};
	nl_buf_addf(&key, NL_FMT "/" NL_FMT "\n", NL_ARG(ruleset), NL_ARG(rule));
	nl_buf_add(&key, words);
	uint64_t hash = nl_hash(key.ptr, key.len);
	nl_buf_release(&key);
	return hash;
}

uint64_t nl_fingerprint(nl_str ruleset, nl_str rule, nl_str sentence)
{
	nl_buf words = {0};
	nl_fingerprint_words(sentence, &words);
	uint64_t hash = nl_fingerprint_of(ruleset, rule, nl_buf_str(&words));
	nl_buf_release(&words);
	return hash;
}
