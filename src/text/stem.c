/* text/stem.c - spelling pairs and libstemmer. */
#include "text/stem.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/vocab.h"
#include "text/words.h"

enum { ENDING_NEEDS = 3 }; /* bytes before an ending that a spelling pair changes */

struct nl_stemmer {
	const nl_language *language;
	struct sb_stemmer *snowball; /* NULL for "none" */
	nl_map words;                /* whole-word spelling pairs: index of the pair's first string */
	uint32_t *next_ending;       /* by pair: the next pair whose ending has the same last byte */
	uint32_t endings[256];       /* by the last byte of an ending: its first pair; NL_NONE: none */
	nl_buf form;
};

static struct sb_stemmer *open_snowball(nl_str name)
{
	char c_name[32];
	if (name.len >= sizeof c_name) return NULL;
	for (size_t i = 0; i < name.len; i++) c_name[i] = name.ptr[i];
	c_name[name.len] = '\0';
	return sb_stemmer_new(c_name, NULL);
}

bool nl_stemmer_exists(nl_str name)
{
	if (nl_str_eq(name, NL_STR("none"))) return true;
	struct sb_stemmer *snowball = open_snowball(name);
	sb_stemmer_delete(snowball);
	return snowball != NULL;
}

static bool is_ending(nl_str text)
{
	return text.len > 1 && text.ptr[0] == '-';
}

/* From the last pair to the first, so that the first is found first. */
static void index_endings(nl_stemmer *stemmer)
{
	const nl_language *language = stemmer->language;
	uint32_t pairs = language->spelling_count / 2;
	stemmer->next_ending = nl_alloc(pairs * sizeof *stemmer->next_ending);
	memset(stemmer->endings, 0xFF, sizeof stemmer->endings);
	for (uint32_t i = pairs; i-- > 0;) {
		nl_str from = language->spelling[2 * i], to = language->spelling[2 * i + 1];
		if (!is_ending(from) || !is_ending(to)) continue;
		uint32_t *first = &stemmer->endings[(unsigned char)from.ptr[from.len - 1]];
		stemmer->next_ending[i] = *first;
		*first = i;
	}
}

nl_stemmer *nl_stemmer_new(const nl_language *language)
{
	nl_stemmer *stemmer = nl_alloc(sizeof *stemmer);
	stemmer->language = language;
	stemmer->snowball = open_snowball(language->stemmer);
	for (uint32_t i = 0; i + 1 < language->spelling_count; i += 2) {
		nl_str from = language->spelling[i];
		if (!is_ending(from) && nl_map_get(&stemmer->words, from) == NL_NONE) nl_map_set(&stemmer->words, from, i);
	}
	index_endings(stemmer);
	return stemmer;
}

void nl_stemmer_free(nl_stemmer *stemmer)
{
	if (!stemmer) return;
	sb_stemmer_delete(stemmer->snowball);
	nl_map_release(&stemmer->words);
	free(stemmer->next_ending);
	nl_buf_release(&stemmer->form);
	free(stemmer);
}

static void respell_ending(nl_stemmer *stemmer)
{
	if (!stemmer->form.len) return;
	uint32_t pair = stemmer->endings[(unsigned char)stemmer->form.ptr[stemmer->form.len - 1]];
	for (; pair != NL_NONE; pair = stemmer->next_ending[pair]) {
		nl_str from = stemmer->language->spelling[2 * pair], to = stemmer->language->spelling[2 * pair + 1];
		nl_str ending = nl_str_slice(from, 1, from.len);
		if (stemmer->form.len < ending.len + ENDING_NEEDS || !nl_str_ends(nl_buf_str(&stemmer->form), ending)) continue;
		stemmer->form.len -= ending.len;
		nl_buf_add(&stemmer->form, nl_str_slice(to, 1, to.len));
		return;
	}
}

nl_str nl_stemmer_form(nl_stemmer *stemmer, nl_str word)
{
	nl_buf_clear(&stemmer->form);
	nl_word_fold(word, &stemmer->form);
	uint32_t pair = nl_map_get(&stemmer->words, nl_buf_str(&stemmer->form));
	if (pair != NL_NONE) return stemmer->language->spelling[pair + 1];
	respell_ending(stemmer);
	return nl_buf_str(&stemmer->form);
}

nl_str nl_stemmer_stem(nl_stemmer *stemmer, nl_str form)
{
	if (!stemmer->snowball) return form;
	const sb_symbol *stem = sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)form.ptr, (int)form.len);
	if (!stem) nl_out_of_memory(form.len);
	return (nl_str){(const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball)};
}
