/* match/context.c - see context.h. */
#include "match/context.h"

nl_block_kind nl_block_kind_of(const nl_doc *doc, uint32_t sentence)
{
	return doc->blocks[doc->sentences[sentence].block].kind;
}

bool nl_is_prose(const nl_doc *doc, uint32_t sentence)
{
	nl_block_kind kind = nl_block_kind_of(doc, sentence);
	return kind != NL_BLOCK_HEADING && kind != NL_BLOCK_CODE;
}

/* ---- what stands above it ------------------------------------------------------------------------------------- */

/* More headings than this at the start are a table of contents. */
enum { MAX_TITLE = 4 };

nl_title nl_title_of(const nl_doc *doc)
{
	uint32_t end = 0;
	while (end < doc->block_count && doc->blocks[end].kind == NL_BLOCK_HEADING &&
		doc->blocks[end].level == doc->blocks[0].level)
		end++;
	if (end > MAX_TITLE) return (nl_title){0};
	for (uint32_t i = end; end && i < doc->block_count; i++) {
		if (doc->blocks[i].kind == NL_BLOCK_HEADING && doc->blocks[i].level <= doc->blocks[0].level)
			return (nl_title){0};
	}
	return (nl_title){end};
}

uint32_t nl_lead_in(const nl_doc *doc, uint32_t sentence)
{
	uint32_t lead_in = doc->sentences[sentence].lead_in;
	return lead_in < sentence ? lead_in : NL_NONE;
}

/* Tokens [first, end). */
static bool tokens_have(nl_spans spans, uint32_t first, uint32_t end)
{
	return first < end && nl_spans_touch(spans, (nl_range){first, end - 1});
}

static bool sentence_has(const nl_doc *doc, nl_spans spans, uint32_t sentence)
{
	return tokens_have(spans, doc->sentences[sentence].first, doc->sentences[sentence].end);
}

static bool block_has(const nl_doc *doc, nl_spans spans, uint32_t block)
{
	const nl_block *b = &doc->blocks[block];
	return b->first < b->end && tokens_have(spans, doc->sentences[b->first].first, doc->sentences[b->end - 1].end);
}

/* A unit's sentences stand together, so the spans nearest to one of them decide. */
static bool unit_has(const nl_doc *doc, nl_unit unit, nl_spans spans, uint32_t sentence)
{
	if (unit == NL_UNIT_SENTENCE) return false;
	uint32_t own = nl_doc_unit(doc, unit, sentence);
	uint32_t behind = nl_spans_from(spans, doc->sentences[sentence].first);
	if (behind < spans.len && own == nl_doc_unit(doc, unit, nl_doc_sentence_of(doc, spans.at[behind].first)))
		return true;
	return behind > 0 && own == nl_doc_unit(doc, unit, nl_doc_sentence_of(doc, spans.at[behind - 1].last));
}

bool nl_context_has(const nl_doc *doc, nl_title title, nl_unit unit, nl_spans spans, uint32_t sentence)
{
	if (!spans.len) return false;
	if (unit_has(doc, unit, spans, sentence)) return true;
	uint32_t governing = sentence;
	for (int steps = 0; governing != NL_NONE && steps <= NL_MAX_LEAD_INS; steps++) {
		if (sentence_has(doc, spans, governing)) return true;
		governing = nl_lead_in(doc, governing);
	}
	for (uint32_t i = 0; i < title.end; i++) {
		if (block_has(doc, spans, i)) return true;
	}
	uint32_t section = doc->blocks[doc->sentences[sentence].block].section;
	for (; section != NL_NONE; section = doc->sections[section].parent) {
		uint32_t heading = doc->sections[section].heading;
		if (heading != NL_NONE && block_has(doc, spans, heading)) return true;
	}
	return false;
}
