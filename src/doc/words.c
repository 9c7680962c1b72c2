/* doc/words.c - the sentence of a token, and tokens cut again, sentence by sentence, when someone asks for them.
 *
 * Those are few: of sentences that hold evidence and of what leads them. What was cut is kept while it is not much, so that a
 * sentence in which many positions have evidence is cut once. */
#include "doc/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	KEPT = 1 << 19,       /* tokens of a text, all of which are kept */
	KEPT_LARGE = 1 << 16, /* those of a larger one that are kept */
	STRIDE = 16,          /* the sentence of each so-many-th token is tabled */
	STEPS = 8,            /* sentences passed one by one behind it; sentences without words may be many */
};

struct nl_doc_words {
	NL_VEC(nl_token) kept;
	uint32_t *ends;    /* of each sentence its end, close together */
	uint32_t *strides; /* the sentence of token 0, STRIDE, 2 * STRIDE ... */
	uint32_t *place;   /* by sentence: where its tokens begin in `kept`, + 1; 0: not there */
	uint32_t last;     /* the sentence that a token was asked for last */
	nl_tokens cut;
	nl_buf room; /* for a sentence at the source's end */
};

static void table_strides(const nl_doc *doc, nl_doc_words *words)
{
	uint32_t sentence = 0, count = doc->token_count / STRIDE + 1;
	words->ends = nl_alloc((doc->sentence_count + (size_t)1) * sizeof *words->ends);
	for (uint32_t i = 0; i < doc->sentence_count; i++) words->ends[i] = doc->sentences[i].end;
	words->strides = nl_alloc(count * sizeof *words->strides);
	for (uint32_t i = 0; i < count; i++) {
		while (sentence < doc->sentence_count && words->ends[sentence] <= i * STRIDE) sentence++;
		words->strides[i] = sentence;
	}
}

static nl_doc_words *words_of(const nl_doc *doc)
{
	if (doc->words) return doc->words;
	nl_doc_words *words = nl_alloc(sizeof *words);
	words->place = nl_alloc((doc->sentence_count + (size_t)1) * sizeof *words->place);
	table_strides(doc, words);
	return ((nl_doc *)doc)->words = words; /* a memory of what the text says anyway */
}

void nl_doc_words_free(nl_doc_words *words)
{
	if (!words) return;
	nl_vec_release(&words->kept);
	free(words->ends);
	free(words->strides);
	free(words->place);
	nl_tokens_release(&words->cut);
	nl_buf_release(&words->room);
	free(words);
}

/* A sentence as nl_tokens_cut() wants it. */
static nl_str with_room_behind(const nl_doc *doc, nl_doc_words *words, nl_str text)
{
	nl_str source = nl_source_text(doc->source);
	uintptr_t end = (uintptr_t)(text.ptr + text.len), last = (uintptr_t)(source.ptr + source.len);
	if (end <= last && end >= (uintptr_t)source.ptr && last - end >= NL_TOKENS_BEHIND) return text;
	nl_buf_clear(&words->room);
	nl_buf_add(&words->room, text);
	nl_tokens_pad(&words->room);
	return nl_buf_str(&words->room);
}

static void cut_sentence(const nl_doc *doc, nl_doc_words *words, uint32_t sentence)
{
	const nl_sentence *s = &doc->sentences[sentence];
	if (words->kept.len > KEPT_LARGE && doc->token_count > KEPT) {
		memset(words->place, 0, doc->sentence_count * sizeof *words->place);
		nl_vec_clear(&words->kept);
	}
	nl_tokens_cut(&words->cut, doc->lexicon, with_room_behind(doc, words, nl_doc_sentence_text(doc, sentence)), 0);
	assert(words->cut.list.len == s->end - s->first); /* a cut never parts a word, and a gap never depends on the sentence before */
	words->place[sentence] = words->kept.len + 1;
	for (uint32_t i = 0; i < words->cut.list.len; i++) {
		nl_token *token = nl_vec_push(&words->kept);
		*token = words->cut.list.at[i];
		token->start += s->text.start;
	}
	words->kept.at[words->place[sentence] - 1].gap = 0;
}

const nl_token *nl_doc_tokens(const nl_doc *doc, uint32_t sentence)
{
	nl_doc_words *words = words_of(doc);
	if (doc->sentences[sentence].first == doc->sentences[sentence].end) return NULL;
	if (!words->place[sentence]) cut_sentence(doc, words, sentence);
	return words->kept.at + words->place[sentence] - 1;
}

nl_token nl_doc_token(const nl_doc *doc, uint32_t token)
{
	nl_doc_words *words = words_of(doc);
	const nl_sentence *last = &doc->sentences[words->last];
	if (token < last->first || token >= last->end) words->last = nl_doc_sentence_of(doc, token);
	return nl_doc_tokens(doc, words->last)[token - doc->sentences[words->last].first];
}

static uint32_t find_sentence(const nl_doc *doc, const nl_doc_words *words, uint32_t token)
{
	if (token >= doc->token_count) return doc->sentence_count;
	uint32_t low = words->strides[token / STRIDE], high = doc->sentence_count;
	for (uint32_t n = 0; n < STEPS; n++, low++)
		if (words->ends[low] > token) return low;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (words->ends[middle] > token) high = middle;
		else low = middle + 1;
	}
	return low;
}

uint32_t nl_doc_sentence_of(const nl_doc *doc, uint32_t token)
{
	return find_sentence(doc, words_of(doc), token);
}

uint32_t nl_doc_sentence_near(const nl_doc *doc, uint32_t near, uint32_t token)
{
	const nl_doc_words *words = words_of(doc);
	if (near && token < words->ends[near - 1]) return find_sentence(doc, words, token);
	for (uint32_t i = near; i < doc->sentence_count && i < near + STEPS; i++)
		if (token < words->ends[i]) return i;
	return find_sentence(doc, words, token);
}

uint32_t nl_doc_sentences_of(const nl_doc *doc, const uint32_t *tokens, size_t step, uint32_t count, uint32_t *out)
{
	const nl_doc_words *words = words_of(doc);
	uint32_t len = 0, end = 0; /* of the last sentence found */
	for (uint32_t i = 0; i < count; i++) {
		uint32_t token = tokens[i * step];
		if (token < end) continue;
		uint32_t sentence = words->strides[token / STRIDE];
		if (words->ends[sentence] <= token && words->ends[++sentence] <= token)
			sentence = find_sentence(doc, words, token);
		out[len++] = sentence;
		end = words->ends[sentence];
	}
	return len;
}

nl_span nl_doc_range(const nl_doc *doc, uint32_t first, uint32_t last)
{
	uint32_t start = nl_doc_token(doc, first).start;
	nl_token end = nl_doc_token(doc, last);
	return (nl_span){start, end.start + end.len};
}

bool nl_doc_is_quoted(const nl_doc *doc, uint32_t first, uint32_t last)
{
	uint32_t low = 0, high = doc->quoted_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (doc->quoted[middle].end <= first) low = middle + 1;
		else high = middle;
	}
	return low < doc->quoted_count && doc->quoted[low].first <= first && last < doc->quoted[low].end;
}
