/* doc/doc.c - opening a document, and the questions that the matcher and the reports ask of it. */
#include "doc/doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "diag/codes.h"
#include "doc/map.h"
#include "doc/readers.h"
#include "doc/words.h"

static void read_as(nl_builder *builder, nl_format format, nl_str text, nl_included *included)
{
	switch (format) {
	case NL_FORMAT_TEXT: nl_txt_read(builder, text); break;
	case NL_FORMAT_HTML: nl_html_read(builder, text, included); break;
	case NL_FORMAT_RST: nl_rst_read(builder, text, included); break;
	case NL_FORMAT_ASCIIDOC: nl_asciidoc_read(builder, text, included); break;
	case NL_FORMAT_LATEX: nl_latex_read(builder, text, included); break;
	default: break; /* Markdown was read before; what is no text never comes here */
	}
}

nl_doc *nl_doc_open(const nl_source *source, nl_format format, const nl_language *language, nl_lexicon *lexicon,
	const nl_doc_listener *listener, nl_sink *sink)
{
	nl_str text = nl_source_text(source);
	if (format == NL_FORMAT_AUTO) format = nl_format_detect(nl_source_name(source), text);
	bool grows = format != NL_FORMAT_TEXT && format != NL_FORMAT_MARKDOWN;
	size_t most = grows ? NL_MAX_MARKUP : NL_MAX_DOCUMENT;
	if (text.len > most) {
		nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(D0703), nl_at_file(source), "the text has %zu bytes; the most is %zu",
			text.len, most);
		return NULL;
	}
	nl_included included = {source, sink};
	nl_builder *builder = nl_builder_new(source, format, language, lexicon, listener);
	if (format == NL_FORMAT_MARKDOWN && !nl_md_read(builder, text, &included)) {
		nl_sink_add(sink, NL_WARNING, NL_CODE_NAME(D0708), nl_at_file(source),
			"too much Markdown for the text; it was read as plain text");
		nl_builder_free(builder);
		format = NL_FORMAT_TEXT;
		builder = nl_builder_new(source, format, language, lexicon, listener);
	}
	read_as(builder, format, text, &included);
	return nl_builder_finish(builder);
}

void nl_doc_free(nl_doc *doc)
{
	if (!doc) return;
	nl_doc_map *map = (nl_doc_map *)doc->map;
	nl_doc_map_release(map);
	free(map);
	free((void *)doc->quoted);
	free((void *)doc->sentences);
	free((void *)doc->blocks);
	free((void *)doc->sections);
	nl_doc_words_free(doc->words);
	nl_arena_release(&doc->arena);
	free(doc);
}

nl_span nl_doc_origin(const nl_doc *doc, nl_span text)
{
	return nl_doc_map_origin(doc->map, text);
}

/* ---- the text -------------------------------------------------------------------------------------------------- */

/* Between two blocks. */
static const nl_str GAP = {"\n\n", 2};

static uint32_t block_start(const nl_doc *doc, uint32_t block)
{
	return doc->blocks[block].text.start - doc->blocks[block].lead;
}

static uint32_t block_end(const nl_doc *doc, uint32_t block)
{
	return block + 1 < doc->block_count ? block_start(doc, block + 1) - (uint32_t)GAP.len : doc->text_len;
}

/* Bytes start .. end - 1 of the text, which one block holds. */
static nl_str text_of_block(const nl_doc *doc, uint32_t block, uint32_t start, uint32_t end)
{
	const nl_block *b = &doc->blocks[block];
	return (nl_str){b->bytes - b->lead + (start - block_start(doc, block)), end - start};
}

/* The last block that begins at or before `offset`. */
static uint32_t block_at(const nl_doc *doc, uint32_t offset)
{
	uint32_t low = 0, high = doc->block_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (block_start(doc, middle) <= offset) low = middle;
		else high = middle;
	}
	return low;
}

/* What is asked for lies in several blocks. */
static nl_str put_together(const nl_doc *doc, uint32_t block, nl_span span)
{
	char *out = nl_arena_alloc(&((nl_doc *)doc)->arena, span.end - span.start);
	for (uint32_t at = span.start; at < span.end; block++) {
		uint32_t end = block_end(doc, block);
		if (at < end) {
			nl_str piece = text_of_block(doc, block, at, end < span.end ? end : span.end);
			memcpy(out + (at - span.start), piece.ptr, piece.len);
			at += (uint32_t)piece.len;
		}
		for (; at < span.end && at < end + GAP.len; at++) out[at - span.start] = GAP.ptr[at - end];
	}
	return (nl_str){out, span.end - span.start};
}

/* `span` begins in the block. */
static nl_str text_from(const nl_doc *doc, uint32_t block, nl_span span)
{
	if (span.end > block_end(doc, block)) return put_together(doc, block, span);
	return text_of_block(doc, block, span.start, span.end);
}

nl_str nl_doc_text(const nl_doc *doc, nl_span span)
{
	if (span.end > doc->text_len) span.end = doc->text_len;
	if (span.start >= span.end) return NL_STR("");
	return text_from(doc, block_at(doc, span.start), span);
}

nl_str nl_doc_text_around(const nl_doc *doc, uint32_t offset, uint32_t *start)
{
	uint32_t block = block_at(doc, offset);
	*start = block_start(doc, block);
	return text_of_block(doc, block, *start, block_end(doc, block));
}

nl_str nl_doc_block_text(const nl_doc *doc, uint32_t block)
{
	nl_span span = doc->blocks[block].text;
	return (nl_str){doc->blocks[block].bytes, span.end - span.start};
}

nl_str nl_doc_sentence_text(const nl_doc *doc, uint32_t sentence)
{
	const nl_sentence *s = &doc->sentences[sentence];
	return text_from(doc, s->block, s->text);
}

nl_str nl_doc_quote(const nl_doc *doc, uint32_t first, uint32_t last)
{
	return text_from(doc, doc->sentences[nl_doc_sentence_of(doc, first)].block, nl_doc_range(doc, first, last));
}

/* ---- sections and units ---------------------------------------------------------------------------------------- */

nl_str nl_doc_section_path(const nl_doc *doc, uint32_t block, nl_arena *arena)
{
	uint32_t chain[8], depth = 0;
	for (uint32_t s = doc->blocks[block].section; s != NL_NONE && depth < 8; s = doc->sections[s].parent)
		if (doc->sections[s].heading != NL_NONE) chain[depth++] = doc->sections[s].heading;
	nl_buf path = {0};
	while (depth-- > 0) {
		if (path.len) nl_buf_add_c(&path, " > ");
		nl_buf_add(&path, nl_doc_text(doc, doc->blocks[chain[depth]].text));
	}
	nl_str copy = nl_arena_str(arena, nl_buf_str(&path));
	nl_buf_release(&path);
	return copy;
}

uint32_t nl_doc_unit(const nl_doc *doc, nl_unit unit, uint32_t sentence)
{
	uint32_t block = doc->sentences[sentence].block;
	switch (unit) {
	case NL_UNIT_SENTENCE: return sentence;
	case NL_UNIT_PARAGRAPH: return block;
	case NL_UNIT_SECTION: return doc->blocks[block].section;
	case NL_UNIT_DOCUMENT: break;
	}
	return 0;
}
