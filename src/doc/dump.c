/* doc/dump.c - a document's structure, a line for each block and each sentence.
 *
 *   section 1 level 2
 *   list 1 "(a)"
 *     4 <3  not to use force; [quoted: use force]
 *
 * A sentence shows its number and, after "<", the number of its lead-in. White space is folded. */
#include "doc/doc.h"

static void add_folded(nl_buf *out, nl_str text)
{
	bool space = false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			space = true;
			continue;
		}
		if (space) nl_buf_add_byte(out, ' ');
		space = false;
		nl_buf_add_byte(out, c);
	}
}

static bool is_quoted(const nl_doc *doc, uint32_t token, uint32_t end)
{
	return token < end && nl_doc_is_quoted(doc, token, token);
}

static void dump_quoted(const nl_doc *doc, const nl_sentence *s, nl_buf *out)
{
	for (uint32_t i = s->first; i < s->end; i++) {
		if (!is_quoted(doc, i, s->end)) continue;
		uint32_t first = i;
		while (is_quoted(doc, i + 1, s->end)) i++;
		bool all = first == s->first && i + 1 == s->end;
		nl_buf_add_c(out, all ? " [quoted" : " [quoted: ");
		if (!all) add_folded(out, nl_doc_quote(doc, first, i));
		nl_buf_add_byte(out, ']');
	}
}

static void dump_sentence(const nl_doc *doc, uint32_t index, nl_buf *out)
{
	const nl_sentence *s = &doc->sentences[index];
	nl_buf_addf(out, "  %u", index);
	if (s->lead_in != NL_NONE) nl_buf_addf(out, " <%u", s->lead_in);
	nl_buf_add_c(out, "  ");
	add_folded(out, nl_doc_sentence_text(doc, index));
	dump_quoted(doc, s, out);
	nl_buf_add_byte(out, '\n');
}

static void dump_block(const nl_doc *doc, const nl_block *block, nl_buf *out)
{
	nl_buf_add_c(out, nl_block_kind_name(block->kind));
	if (block->level) nl_buf_addf(out, " %u", block->level);
	if (block->label.len) nl_buf_addf(out, " \"" NL_FMT "\"", NL_ARG(block->label));
	nl_buf_add_byte(out, '\n');
	for (uint32_t i = block->first; i < block->end; i++) dump_sentence(doc, i, out);
}

void nl_doc_dump(const nl_doc *doc, nl_buf *out)
{
	nl_buf_addf(out, "format %s, %u blocks, %u sentences, %u tokens\n", nl_format_name(doc->format), doc->block_count,
		doc->sentence_count, doc->token_count);
	uint32_t section = 0;
	for (uint32_t i = 0; i < doc->block_count; i++) {
		const nl_block *block = &doc->blocks[i];
		if (block->section != section) {
			section = block->section;
			nl_buf_addf(out, "section %u level %u\n", section, doc->sections[section].level);
		}
		dump_block(doc, block, out);
	}
}
