/* tests/unit/doc_check.h - drafts for the tests of readers: opened with a small language, dumped, and checked for what
 * must hold of every document. */
#ifndef NL_TESTS_DOC_CHECK_H
#define NL_TESTS_DOC_CHECK_H

#include <string.h>
#include <time.h>

#include "check.h"
#include "doc/doc.h"

typedef struct {
	nl_language language;
	nl_vocab *vocab;
	nl_lexicon *lexicon;
	nl_buf dump; /* of the last draft */
	nl_sink sink;
	nl_arena arena; /* converted text */
	nl_source *source;
	nl_doc *doc;            /* the last draft; NULL when it was refused */
	NL_VEC(nl_token) heard; /* its tokens, as they were told while it was read */
} drafts;

static inline void drafts_init(drafts *d)
{
	static const char *const abbreviations[] = {"art", "para", "no", "dr", "etc", "sec", "u.s", "us"};
	static const char *const openers[] = {"recalling", "noting"};
	static const char *const words[] = {"information", "state", "cooperate", "multistakeholder"};
	*d = (drafts){.language = {.id = NL_STR("english"), .stemmer = NL_STR("english")}};
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
		nl_map_intern(&d->language.abbreviations, nl_str_of(abbreviations[i]));
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
		nl_map_intern(&d->language.openers, nl_str_of(openers[i]));
	d->vocab = nl_vocab_new(&d->language);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		nl_vocab_add(d->vocab, NL_SYMBOL_STEM, nl_str_of(words[i]));
	d->lexicon = nl_lexicon_new(d->vocab);
}

static inline void drafts_close(drafts *d)
{
	nl_doc_free(d->doc);
	nl_source_free(d->source);
	nl_sink_release(&d->sink);
	nl_arena_release(&d->arena);
	d->doc = NULL;
	d->source = NULL;
}

static inline void drafts_release(drafts *d)
{
	drafts_close(d);
	nl_buf_release(&d->dump);
	nl_vec_release(&d->heard);
	nl_lexicon_free(d->lexicon);
	nl_vocab_free(d->vocab);
	nl_map_release(&d->language.abbreviations);
	nl_map_release(&d->language.openers);
}

/* All of a document's text. */
static inline nl_str text_of(const nl_doc *doc)
{
	return nl_doc_text(doc, (nl_span){0, doc->text_len});
}

static inline void check_tokens(const nl_doc *doc)
{
	nl_str source = nl_source_text(doc->source);
	uint32_t end = 0;
	for (uint32_t i = 0; i < doc->token_count; i++) {
		nl_token token = nl_doc_token(doc, i), *t = &token;
		CHECK(t->len > 0 && t->start >= end && t->start + t->len <= doc->text_len);
		end = t->start + t->len;
		nl_span origin = nl_doc_origin(doc, (nl_span){t->start, end});
		CHECK(origin.start < origin.end && origin.end <= source.len);
		bool verbatim = doc->format == NL_FORMAT_TEXT; /* Markdown replaces entities and leaves markup out */
		if (verbatim)
			CHECK(origin.end - origin.start == t->len &&
				nl_str_eq(nl_str_slice(source, origin.start, origin.end), nl_doc_quote(doc, i, i)));
	}
}

static inline void check_sentences(const nl_doc *doc)
{
	uint32_t token = 0, end = 0;
	for (uint32_t i = 0; i < doc->sentence_count; i++) {
		const nl_sentence *s = &doc->sentences[i];
		CHECK(s->first == token && s->end >= s->first && s->block < doc->block_count);
		CHECK(s->lead_in == NL_NONE || s->lead_in < i);
		CHECK(s->text.start >= end && s->text.end >= s->text.start && s->text.end <= doc->text_len);
		end = s->text.end;
		token = s->end;
		if (s->first == s->end) continue;
		nl_span words = nl_doc_range(doc, s->first, s->end - 1);
		CHECK(words.start >= s->text.start && words.end <= s->text.end);
		CHECK_INT(nl_doc_token(doc, s->first).gap, 0);
		CHECK_INT(nl_doc_sentence_of(doc, s->first), i);
		CHECK_INT(nl_doc_sentence_of(doc, s->end - 1), i);
	}
	CHECK_INT(token, doc->token_count);
}

static inline void check_blocks(const nl_doc *doc)
{
	uint32_t sentence = 0;
	for (uint32_t i = 0; i < doc->block_count; i++) {
		const nl_block *b = &doc->blocks[i];
		CHECK(b->first == sentence && b->end > b->first);
		sentence = b->end;
		for (uint32_t s = b->first; s < b->end; s++) CHECK_INT(doc->sentences[s].block, i);
		const nl_section *section = &doc->sections[b->section];
		CHECK(b->section < doc->section_count && section->first <= i && i < section->end);
		CHECK(b->kind != NL_BLOCK_HEADING || (section->heading == i && section->level == b->level));
	}
	CHECK_INT(sentence, doc->sentence_count);
	for (uint32_t i = 1; i < doc->section_count; i++) {
		const nl_section *s = &doc->sections[i], *parent = &doc->sections[s->parent];
		CHECK(s->parent < i && (parent->level < s->level || s->parent == 0) && parent->first <= s->first &&
			s->end <= parent->end);
	}
}

/* What holds of every document, whatever the input. */
static inline void check_document(const nl_doc *doc)
{
	check_tokens(doc);
	check_sentences(doc);
	check_blocks(doc);
}

static inline void hear_begin(void *context, const nl_doc *doc)
{
	drafts *d = context;
	(void)doc;
	nl_vec_clear(&d->heard);
}

static inline void hear_block(void *context, const nl_heard_block *block)
{
	drafts *d = context;
	uint32_t first = block->sentences[0].first, end = block->sentences[block->sentence_count - 1].end;
	CHECK_INT(first, d->heard.len);
	for (uint32_t i = 0; i < end - first; i++) {
		nl_token token = block->tokens[i];
		CHECK(token.start >= block->from && token.start + token.len <= block->text.len);
		token.start += block->start;
		*nl_vec_push(&d->heard) = token;
	}
}

/* The tokens that are cut again are those that were told while the document was read. */
static inline void check_heard(const drafts *d)
{
	CHECK_INT(d->heard.len, d->doc->token_count);
	for (uint32_t i = 0; i < d->heard.len; i++) {
		nl_token token = nl_doc_token(d->doc, i), heard = d->heard.at[i];
		CHECK(token.start == heard.start && token.len == heard.len && token.gap == heard.gap);
		CHECK_INT(token.word_class, heard.word_class);
	}
}

/* Opens bytes under a name that tells the format; NULL when they are refused. `bytes` must last until the next draft. */
static inline const nl_doc *open_bytes(drafts *d, const char *name, nl_str bytes)
{
	drafts_close(d);
	nl_doc_listener listener = {hear_begin, hear_block, d};
	d->source = nl_doc_source(nl_str_of(name), bytes, &d->arena, &d->sink);
	if (d->source) d->doc = nl_doc_open(d->source, NL_FORMAT_AUTO, &d->language, d->lexicon, &listener, &d->sink);
	if (d->doc) check_document(d->doc);
	if (d->doc) check_heard(d);
	return d->doc;
}

/* The dump of a draft without its first line. */
static inline nl_str dump_of(drafts *d, const char *name, const char *text)
{
	nl_buf_clear(&d->dump);
	const nl_doc *doc = open_bytes(d, name, nl_str_of(text));
	CHECK(doc != NULL);
	if (doc) nl_doc_dump(doc, &d->dump);
	nl_str dump = nl_buf_str(&d->dump);
	size_t line = nl_str_find(dump, NL_STR("\n"));
	return nl_str_slice(dump, line == SIZE_MAX ? 0 : line + 1, dump.len);
}

/* Checks a draft cut short at every byte, from both ends, for what holds of every document. */
static inline void check_chopped(drafts *d, const char *name, const char *text)
{
	nl_str all = nl_str_of(text);
	for (size_t i = 0; i <= all.len; i++) {
		open_bytes(d, name, nl_str_slice(all, 0, i));
		open_bytes(d, name, nl_str_slice(all, i, all.len));
	}
}

/* Each piece, over and over, is read in time that grows with its length: SECONDS are far more than that takes. */
static inline void check_hostile(drafts *d, const char *name, const char *const *pieces, size_t count)
{
	enum { BYTES = 300000, SECONDS = 10 };
	for (size_t i = 0; i < count; i++) {
		nl_buf text = {0};
		clock_t start = clock();
		while (text.len < BYTES) nl_buf_add_c(&text, pieces[i]);
		CHECK(open_bytes(d, name, nl_buf_str(&text)) != NULL);
		if (clock() - start > SECONDS * CLOCKS_PER_SEC)
			fprintf(stderr, "%s of \"%s\" takes too long\n", name, pieces[i]);
		CHECK(clock() - start <= SECONDS * CLOCKS_PER_SEC);
		drafts_close(d);
		nl_buf_release(&text);
	}
}

typedef struct {
	const char *title, *text, *dump;
} draft;

/* Each draft gives its dump, and holds together however it is cut. */
static inline void check_drafts(drafts *d, const char *name, const draft *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		nl_str dump = dump_of(d, name, list[i].text);
		if (!nl_str_eq(dump, nl_str_of(list[i].dump))) fprintf(stderr, "%s:\n", list[i].title);
		CHECK_STR(dump, list[i].dump);
		check_chopped(d, name, list[i].text);
	}
}

#endif
