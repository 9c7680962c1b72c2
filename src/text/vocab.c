/* text/vocab.c - the symbols of the rules: one hash table over the keys of all kinds. */
#include "text/vocab.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "text/stem.h"
#include "text/vocab_lookup.h"
#include "text/words.h"

struct nl_vocab {
	const nl_language *language;
	nl_vocab_table table; /* what is looked up in: the arrays below, or those of a stored vocabulary */
	nl_stemmer *stemmer;  /* for nl_vocab_add() alone, each lexicon has its own; NULL: stored */
	NL_VEC(nl_vocab_entry) entries;
	nl_buf texts;
	nl_symbol *slots;
	nl_buf exact; /* scratch */
};

nl_vocab *nl_vocab_new(const nl_language *language)
{
	nl_vocab *vocab = nl_alloc(sizeof *vocab);
	vocab->language = language;
	vocab->stemmer = nl_stemmer_new(language);
	return vocab;
}

nl_vocab *nl_vocab_stored(const nl_language *language, const nl_vocab_table *table)
{
	nl_vocab *vocab = nl_alloc(sizeof *vocab);
	vocab->language = language;
	vocab->table = *table;
	return vocab;
}

nl_vocab *nl_vocab_continued(const nl_language *language, const nl_vocab_table *table)
{
	nl_vocab *vocab = nl_vocab_new(language);
	nl_vocab_table *own = &vocab->table;
	*own = *table;
	vocab->entries.at = nl_realloc(NULL, table->entry_count * sizeof *table->entries);
	vocab->entries.len = vocab->entries.cap = table->entry_count;
	vocab->slots = nl_realloc(NULL, table->slot_count * sizeof *table->slots);
	if (table->entry_count) memcpy(vocab->entries.at, table->entries, table->entry_count * sizeof *table->entries);
	if (table->slot_count) memcpy(vocab->slots, table->slots, table->slot_count * sizeof *table->slots);
	nl_buf_add(&vocab->texts, (nl_str){table->texts, table->texts_len});
	own->entries = vocab->entries.at;
	own->slots = vocab->slots;
	own->texts = vocab->texts.ptr;
	return vocab;
}

void nl_vocab_free(nl_vocab *vocab)
{
	if (!vocab) return;
	nl_stemmer_free(vocab->stemmer);
	nl_vec_release(&vocab->entries);
	nl_buf_release(&vocab->texts);
	free(vocab->slots);
	nl_buf_release(&vocab->exact);
	free(vocab);
}

/* ---- the table ------------------------------------------------------------------------------------------------- */

static uint32_t hash_of(nl_symbol_kind kind, nl_str key)
{
	return (uint32_t)nl_hash(key.ptr, key.len) + (uint32_t)kind;
}

/* The slot of a key: the one that holds it, or the free one where it belongs. There must be slots. */
static uint32_t slot_of(const nl_vocab_table *table, nl_symbol_kind kind, nl_str key, uint32_t hash)
{
	uint32_t mask = table->slot_count - 1;
	for (uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
		if (!table->slots[slot]) return slot;
		const nl_vocab_entry *e = &table->entries[table->slots[slot] - 1];
		bool same = e->hash == hash && e->kind == kind && e->key_len == key.len;
		if (same && (!key.len || memcmp(table->texts + e->key, key.ptr, key.len) == 0)) return slot;
	}
}

nl_symbol nl_vocab_find(const nl_vocab *vocab, nl_symbol_kind kind, nl_str key)
{
	const nl_vocab_table *table = &vocab->table;
	return table->slot_count ? table->slots[slot_of(table, kind, key, hash_of(kind, key))] : 0;
}

/* Twice the slots. */
static void grow(nl_vocab *vocab)
{
	uint32_t count = vocab->table.slot_count ? vocab->table.slot_count * 2 : 64, mask = count - 1;
	free(vocab->slots);
	vocab->slots = nl_alloc(count * sizeof *vocab->slots);
	for (uint32_t i = 0; i < vocab->entries.len; i++) {
		uint32_t slot = vocab->entries.at[i].hash & mask;
		while (vocab->slots[slot]) slot = (slot + 1) & mask;
		vocab->slots[slot] = i + 1;
	}
	vocab->table.slots = vocab->slots;
	vocab->table.slot_count = count;
}

/* ---- adding ---------------------------------------------------------------------------------------------------- */

static nl_str key_of(nl_vocab *vocab, nl_symbol_kind kind, nl_str word)
{
	if (kind == NL_SYMBOL_EXACT) {
		nl_buf_clear(&vocab->exact);
		nl_word_exact(word, &vocab->exact);
		return nl_buf_str(&vocab->exact);
	}
	nl_str form = nl_stemmer_form(vocab->stemmer, word);
	return kind == NL_SYMBOL_FORM ? form : nl_stemmer_stem(vocab->stemmer, form);
}

static void add_entry(nl_vocab *vocab, nl_symbol_kind kind, nl_str key, uint32_t hash)
{
	if (kind != NL_SYMBOL_STEM) nl_buf_add_byte(&vocab->texts, kind == NL_SYMBOL_FORM ? '=' : '\'');
	*nl_vec_push(&vocab->entries) =
		(nl_vocab_entry){.hash = hash, .kind = kind, .key = (uint32_t)vocab->texts.len, .key_len = (uint32_t)key.len};
	nl_buf_add(&vocab->texts, key);
	if (kind == NL_SYMBOL_EXACT) nl_buf_add_byte(&vocab->texts, '\'');
	vocab->table.texts = vocab->texts.ptr;
	vocab->table.texts_len = (uint32_t)vocab->texts.len;
	vocab->table.entries = vocab->entries.at;
	vocab->table.entry_count = vocab->entries.len;
}

nl_symbol nl_vocab_add(nl_vocab *vocab, nl_symbol_kind kind, nl_str word)
{
	assert(vocab->stemmer);
	nl_str key = key_of(vocab, kind, word);
	uint32_t hash = hash_of(kind, key);
	if ((vocab->entries.len + 1) * 2 > vocab->table.slot_count) grow(vocab);
	nl_symbol *slot = &vocab->slots[slot_of(&vocab->table, kind, key, hash)];
	if (*slot) return *slot;
	add_entry(vocab, kind, key, hash);
	return *slot = vocab->entries.len;
}

/* ---- looking --------------------------------------------------------------------------------------------------- */

const nl_vocab_table *nl_vocab_table_of(const nl_vocab *vocab)
{
	return &vocab->table;
}

uint32_t nl_vocab_symbols(const nl_vocab *vocab)
{
	return vocab->table.entry_count;
}

nl_str nl_vocab_symbol_text(const nl_vocab *vocab, nl_symbol symbol)
{
	if (!symbol || symbol > vocab->table.entry_count) return NL_STR("");
	const nl_vocab_entry *e = &vocab->table.entries[symbol - 1];
	uint32_t before = e->kind != NL_SYMBOL_STEM, behind = e->kind == NL_SYMBOL_EXACT;
	return (nl_str){vocab->table.texts + e->key - before, before + e->key_len + behind};
}

const nl_language *nl_vocab_language(const nl_vocab *vocab)
{
	return vocab->language;
}
