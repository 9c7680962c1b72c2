/* text/short_words.h - the part of a lexicon that most words meet: ASCII words of less than sixteen bytes, each in its slot with
 * its class, so that a word seen before costs one line of memory. For text/lexicon.c and text/tokens.c. */
#ifndef NL_TEXT_SHORT_WORDS_H
#define NL_TEXT_SHORT_WORDS_H

#include <string.h>

#include "text/vocab.h"

enum { NL_SHORT_WORD = 15, NL_SHORT_PROBES = 32 };

/* The bytes of a word, zeros behind them, in two numbers. `low` is not 0. */
typedef struct {
	uint64_t low, high;
} nl_short_key;

typedef struct {
	nl_short_key word; /* low 0: a free slot */
	nl_class word_class;
} nl_short_word;

typedef struct {
	nl_short_word *slots; /* open addressing, linear probing, never full */
	uint32_t count, used, shift;
} nl_short_words;

/* The key of a word of 1 to NL_SHORT_WORD bytes; sixteen bytes from `word` on must be readable. Byte order shows in the key,
 * but nothing outside depends on it. */
static inline nl_short_key nl_short_key_of(const char *word, uint32_t len)
{
	static const unsigned char masks[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0xFF};
	nl_short_key key, mask;
	memcpy(&key, word, sizeof key);
	memcpy(&mask, masks + 16 - len, sizeof mask);
	return (nl_short_key){key.low & mask.low, key.high & mask.high};
}

/* The slot that holds the word, or the free one where it belongs; NULL when both are too far away (words made to
 * collide). */
static inline nl_short_word *nl_short_slot(const nl_short_words *words, nl_short_key key)
{
	uint64_t hash = (key.low ^ key.high * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93);
	uint32_t at = (uint32_t)(hash >> words->shift), mask = words->count - 1;
	for (uint32_t probe = 0; probe < NL_SHORT_PROBES; probe++, at = (at + 1) & mask) {
		nl_short_word *slot = &words->slots[at];
		if ((slot->word.low == key.low && slot->word.high == key.high) || slot->word.low == 0) return slot;
	}
	return NULL;
}

const nl_short_words *nl_lexicon_short_words(const nl_lexicon *lexicon); /* borrowed; for the lexicon's life */
/* The class of a word that is not among them; remembers it while there is room. */
nl_class nl_lexicon_learn(nl_lexicon *lexicon, nl_short_key key, nl_str word);

#endif
