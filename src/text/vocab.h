/* text/vocab.h - the words that the rules know, and what each word of a text is to them.
 *
 * A symbol is what one place of a phrase asks for: a stem ("state"), a form ("=states") or exact characters ('ICT').
 * A text word is described by its word class: the set of symbols that it satisfies (at most one of each kind). Class 0
 * satisfies none: no rule knows the word. The matcher's automaton runs over classes.
 *
 * An nl_vocab is filled by the compiler and immutable afterwards; threads share it. An nl_lexicon is the per-thread
 * side: it remembers the class of each distinct word it has seen, keyed by the word's bytes, so that a token costs one
 * probe and a word form is folded and stemmed once. */
#ifndef NL_TEXT_VOCAB_H
#define NL_TEXT_VOCAB_H

#include "base/str.h"
#include "text/language.h"

typedef uint32_t nl_symbol; /* 0 is none */
typedef uint32_t nl_class;  /* 0 is "known to no rule" */

typedef struct nl_vocab nl_vocab;
typedef struct nl_lexicon nl_lexicon;

typedef enum { NL_SYMBOL_STEM, NL_SYMBOL_FORM, NL_SYMBOL_EXACT } nl_symbol_kind;

typedef struct {
	nl_symbol stem, form, exact; /* 0 where no rule asks for it */
} nl_symbols;

typedef struct {
	uint32_t hash;
	nl_symbol_kind kind;
	uint32_t key, key_len; /* the stem, form or characters, in `texts` */
} nl_vocab_entry;

/* True when libstemmer has it, or it is "none". */
bool nl_stemmer_exists(nl_str name);

/* `language` is borrowed and must outlive the vocabulary. Owned. */
nl_vocab *nl_vocab_new(const nl_language *language);
void nl_vocab_free(nl_vocab *vocab);
/* The symbol for a word of a rule; `word` is one word as nl_word_next() cuts it. Two words with the same stem (or form)
 * are the same symbol. */
nl_symbol nl_vocab_add(nl_vocab *vocab, nl_symbol_kind kind, nl_str word);
/* A vocabulary as three arrays without a pointer in them, so that it can be stored in the program and used as it lies there. */
typedef struct {
	const char *texts;             /* of all symbols, as dumps show them: "state", "=states", "'ICT'" */
	const nl_vocab_entry *entries; /* of symbol i + 1 */
	const nl_symbol *slots;        /* open addressing by hash, linear probing; 0 is free */
	uint32_t texts_len, entry_count, slot_count;
} nl_vocab_table;

const nl_vocab_table *nl_vocab_table_of(const nl_vocab *vocab); /* borrowed; valid until the next nl_vocab_add() */
/* A vocabulary to which nothing can be added. Both are borrowed and must outlive it. Owned. */
nl_vocab *nl_vocab_stored(const nl_language *language, const nl_vocab_table *table);

/* One that begins with the symbols of `table`, which is copied, and goes on. Owned. */
nl_vocab *nl_vocab_continued(const nl_language *language, const nl_vocab_table *table);

uint32_t nl_vocab_symbols(const nl_vocab *vocab);                     /* how many there are; symbols are 1..count */
nl_str nl_vocab_symbol_text(const nl_vocab *vocab, nl_symbol symbol); /* for dumps; borrowed */

/* `vocab` is borrowed, must outlive the lexicon, and must not change any more. Owned. */
nl_lexicon *nl_lexicon_new(const nl_vocab *vocab);
void nl_lexicon_free(nl_lexicon *lexicon);
/* The class of a word, given by its bytes as they stand in the text. `plain` as in nl_word. One probe for a word
 * seen before. The memory is bounded: after 2^18 distinct words further ones are worked out anew each time. Where
 * no rule knows a word but for a number of up to three digits at its end ("dominance6"), that is a footnote mark
 * and does not count. */
nl_class nl_lexicon_class(nl_lexicon *lexicon, nl_str word, bool plain);
/* What a class satisfies; valid for the life of the lexicon. Classes are numbered from 0 without gaps. */
nl_symbols nl_lexicon_symbols(const nl_lexicon *lexicon, nl_class word_class);
uint32_t nl_lexicon_classes(const nl_lexicon *lexicon);

#endif
