/* text/lexicon.c - from the bytes of a word to its class, by one probe.
 *
 *   short    the classes of short ASCII words, with the word itself in the slot (text/short_words.h)
 *   slots    open addressing, linear probing; each holds an entry's number + 1, 0 is free
 *   entries  in order of first sight: hash, key, class
 *   classes  the distinct sets of symbols; class 0 is the empty set
 *
 * Two bounds hold against hostile texts: no more than MAX_WORDS words are remembered, and a word whose place is further
 * than MAX_PROBES away (keys made to collide) is worked out each time. Either costs time in proportion to the text. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/vec.h"
#include "text/short_words.h"
#include "text/stem.h"
#include "text/vocab.h"
#include "text/vocab_lookup.h"
#include "text/words.h"

enum {
	FIRST_SLOTS = 1024,
	MAX_WORDS = 1 << 18,
	MAX_PROBES = 64,
	KEPT_WORD = 64,       /* bytes; longer words are too rare to be remembered */
	FOOTNOTE_LETTERS = 3, /* a number behind so many letters may be a footnote mark: "dominance6" */
	FOOTNOTE_DIGITS = 3,
};

typedef struct {
	uint32_t hash, len;
	nl_class word_class;
	uint32_t key; /* offset in `keys` */
} entry;

struct nl_lexicon {
	const nl_vocab *vocab;
	nl_stemmer *stemmer;
	nl_short_words short_words;
	uint32_t *slots;
	uint32_t slot_count;
	NL_VEC(entry) entries;
	nl_buf keys;
	NL_VEC(nl_symbols) classes;
	nl_map class_of; /* the bytes of an nl_symbols */
	nl_arena class_keys;
	nl_buf exact;
};

static nl_class class_for(nl_lexicon *lexicon, nl_symbols symbols)
{
	nl_str key = {(const char *)&symbols, sizeof symbols};
	uint32_t known = nl_map_get(&lexicon->class_of, key);
	if (known != NL_NONE) return known;
	*nl_vec_push(&lexicon->classes) = symbols;
	return nl_map_intern(&lexicon->class_of, nl_arena_str(&lexicon->class_keys, key));
}

static void resize_short(nl_short_words *words, uint32_t count)
{
	nl_short_word *old = words->slots;
	uint32_t old_count = words->count;
	*words = (nl_short_words){.slots = nl_alloc(count * sizeof *words->slots), .count = count, .used = words->used};
	words->shift = 64 - (uint32_t)__builtin_ctz(count);
	for (uint32_t i = 0; i < old_count; i++) {
		if (!old[i].word.low) continue;
		nl_short_word *slot = nl_short_slot(words, old[i].word);
		if (slot) *slot = old[i];
	}
	free(old);
}

nl_lexicon *nl_lexicon_new(const nl_vocab *vocab)
{
	nl_lexicon *lexicon = nl_alloc(sizeof *lexicon);
	lexicon->vocab = vocab;
	lexicon->stemmer = nl_stemmer_new(nl_vocab_language(vocab));
	lexicon->slot_count = FIRST_SLOTS;
	lexicon->slots = nl_alloc(FIRST_SLOTS * sizeof *lexicon->slots);
	resize_short(&lexicon->short_words, FIRST_SLOTS);
	class_for(lexicon, (nl_symbols){0, 0, 0});
	return lexicon;
}

void nl_lexicon_free(nl_lexicon *lexicon)
{
	if (!lexicon) return;
	nl_stemmer_free(lexicon->stemmer);
	free(lexicon->short_words.slots);
	free(lexicon->slots);
	nl_vec_release(&lexicon->entries);
	nl_vec_release(&lexicon->classes);
	nl_map_release(&lexicon->class_of);
	nl_arena_release(&lexicon->class_keys);
	nl_buf_release(&lexicon->keys);
	nl_buf_release(&lexicon->exact);
	free(lexicon);
}

static nl_symbols symbols_of(nl_lexicon *lexicon, nl_str word, bool plain)
{
	nl_str exact = word;
	if (!plain) {
		nl_buf_clear(&lexicon->exact);
		nl_word_exact(word, &lexicon->exact);
		exact = nl_buf_str(&lexicon->exact);
	}
	nl_symbols symbols = {.exact = nl_vocab_find(lexicon->vocab, NL_SYMBOL_EXACT, exact)};
	nl_str form = nl_stemmer_form(lexicon->stemmer, word);
	symbols.form = nl_vocab_find(lexicon->vocab, NL_SYMBOL_FORM, form);
	symbols.stem = nl_vocab_find(lexicon->vocab, NL_SYMBOL_STEM, nl_stemmer_stem(lexicon->stemmer, form));
	return symbols;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "dominance6": the word without a footnote number that lost its raised position on the way through a text format. */
static nl_str without_footnote(nl_str word)
{
	size_t letters = word.len;
	while (letters > 0 && is_digit(word.ptr[letters - 1])) letters--;
	if (letters < FOOTNOTE_LETTERS || word.len - letters > FOOTNOTE_DIGITS) return word;
	for (size_t i = letters - FOOTNOTE_LETTERS; i < letters; i++)
		if (word.ptr[i] < 'a' || word.ptr[i] > 'z') return word;
	return nl_str_slice(word, 0, letters);
}

static nl_class work_out(nl_lexicon *lexicon, nl_str word, bool plain)
{
	if (word.len > NL_LONGEST_WORD) return 0;
	nl_class word_class = class_for(lexicon, symbols_of(lexicon, word, plain));
	if (word_class) return word_class;
	nl_str bare = without_footnote(word);
	return bare.len == word.len ? 0 : class_for(lexicon, symbols_of(lexicon, bare, plain));
}

static inline uint64_t load(const char *bytes, size_t len)
{
	uint64_t value = 0;
	memcpy(&value, bytes, len);
	return value;
}

/* Reads a short word in two overlapping loads. Byte order shows in the hash, but nothing outside depends on it. */
static uint32_t hash_of(nl_str word)
{
	const char *end = word.ptr + word.len;
	uint64_t a, b;
	if (word.len > 16) return (uint32_t)nl_hash(word.ptr, word.len);
	if (word.len >= 8) a = load(word.ptr, 8), b = load(end - 8, 8);
	else if (word.len >= 4) a = load(word.ptr, 4), b = load(end - 4, 4);
	else if (word.len >= 2) a = load(word.ptr, 2), b = load(end - 2, 2);
	else a = word.len ? load(word.ptr, 1) : 0, b = 0;
	uint64_t h = (a ^ word.len * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
	h = (h ^ h >> 32 ^ b) * 0xc4ceb9fe1a85ec53u;
	return (uint32_t)(h >> 32);
}

/* memcmp() for words: most are short, and a call costs more than they do. */
static bool same_bytes(const char *a, const char *b, size_t len)
{
	if (len > 16) return memcmp(a, b, len) == 0;
	if (len >= 8) return load(a, 8) == load(b, 8) && load(a + len - 8, 8) == load(b + len - 8, 8);
	if (len >= 4) return load(a, 4) == load(b, 4) && load(a + len - 4, 4) == load(b + len - 4, 4);
	return len == 0 || (a[0] == b[0] && a[len / 2] == b[len / 2] && a[len - 1] == b[len - 1]);
}

static void grow(nl_lexicon *lexicon)
{
	free(lexicon->slots);
	lexicon->slot_count *= 2;
	lexicon->slots = nl_alloc(lexicon->slot_count * sizeof *lexicon->slots);
	uint32_t mask = lexicon->slot_count - 1;
	for (uint32_t i = 0; i < lexicon->entries.len; i++) {
		uint32_t slot = lexicon->entries.at[i].hash & mask;
		for (int probe = 0; lexicon->slots[slot] && probe < MAX_PROBES; probe++) slot = (slot + 1) & mask;
		if (!lexicon->slots[slot]) lexicon->slots[slot] = i + 1;
	}
}

static void remember(nl_lexicon *lexicon, nl_str word, uint32_t hash, uint32_t slot, nl_class word_class)
{
	lexicon->slots[slot] = lexicon->entries.len + 1;
	*nl_vec_push(&lexicon->entries) = (entry){hash, (uint32_t)word.len, word_class, (uint32_t)lexicon->keys.len};
	nl_buf_add(&lexicon->keys, word);
	if (lexicon->entries.len * 2 > lexicon->slot_count) grow(lexicon);
}

nl_class nl_lexicon_class(nl_lexicon *lexicon, nl_str word, bool plain)
{
	if (word.len > KEPT_WORD) return work_out(lexicon, word, plain);
	uint32_t hash = hash_of(word), mask = lexicon->slot_count - 1, slot = hash & mask;
	for (int probe = 0; probe < MAX_PROBES; probe++, slot = (slot + 1) & mask) {
		if (lexicon->slots[slot] == 0) {
			nl_class word_class = work_out(lexicon, word, plain);
			if (lexicon->entries.len < MAX_WORDS) remember(lexicon, word, hash, slot, word_class);
			return word_class;
		}
		const entry *e = &lexicon->entries.at[lexicon->slots[slot] - 1];
		if (e->hash == hash && e->len == word.len && same_bytes(lexicon->keys.ptr + e->key, word.ptr, word.len))
			return e->word_class;
	}
	return work_out(lexicon, word, plain);
}

const nl_short_words *nl_lexicon_short_words(const nl_lexicon *lexicon)
{
	return &lexicon->short_words;
}

nl_class nl_lexicon_learn(nl_lexicon *lexicon, nl_short_key key, nl_str word)
{
	nl_short_words *words = &lexicon->short_words;
	nl_short_word *slot = nl_short_slot(words, key);
	if (slot && slot->word.low) return slot->word_class;
	nl_class word_class = work_out(lexicon, word, true);
	if (!slot || words->used == MAX_WORDS) return word_class;
	*slot = (nl_short_word){key, word_class};
	if (++words->used * 2 > words->count) resize_short(words, words->count * 2);
	return word_class;
}

nl_symbols nl_lexicon_symbols(const nl_lexicon *lexicon, nl_class word_class)
{
	return lexicon->classes.at[word_class];
}

uint32_t nl_lexicon_classes(const nl_lexicon *lexicon)
{
	return lexicon->classes.len;
}
