/* doc/builder.c - from blocks of text to tokens, sentences, lead-ins and sections.
 *
 * All work is done when a block ends: its words are looked up, cuts are found (doc/sentences.h), the pieces between
 * cuts become sentences with their lead-ins, and quotation marks are followed (doc/quotes.h). What reaches over
 * blocks is kept here: the open lists with the sentence that leads each, the last sentence of running text, the
 * open sections. */
#include "doc/builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/map.h"
#include "doc/marker.h"
#include "doc/quotes.h"
#include "doc/sentences.h"
#include "text/words.h"

enum {
	HIGHEST_HEADING = 6,
	MAX_OPEN_LEAD = 60, /* words of a sentence that leads a list without a colon */
	BETWEEN = 2,        /* bytes of the text between blocks */
};

struct nl_builder {
	const nl_source *source;
	nl_format format;
	const nl_language *language;
	nl_lexicon *lexicon;
	const nl_doc_listener *listener; /* NULL: none */
	nl_doc *doc;                     /* empty until all is read */
	nl_doc_map *map;
	nl_tokens tokens;     /* of the block in work */
	uint32_t token_count; /* of the blocks before it */
	NL_VEC(nl_sentence) sentences;
	NL_VEC(nl_block) blocks;
	NL_VEC(nl_section) sections;
	nl_arena arena; /* becomes the document's */
	nl_map labels;  /* each label is kept once */

	bool open, quoted;
	nl_block block;  /* the open one; `level` is still the reader's, `text` and `lead` are not told yet */
	uint32_t end;    /* of the text of all blocks before it */
	uint32_t start;  /* its first byte, that of its marker when that came as text */
	uint32_t marker; /* bytes of that */
	/* Its text: these bytes of the source, as long as it stands there as it is; else it is in `made`. */
	nl_span verbatim;
	bool is_made;
	nl_buf made;

	nl_lists lists;
	uint32_t leads[NL_MAX_LIST_DEPTH]; /* the sentence that leads each open list, or NL_NONE */
	bool last_word_small;              /* the last word of the last block with words begins with a small letter */
	uint32_t last;      /* last sentence of the last paragraph, item, or heading with a colon; NL_NONE for none */
	uint32_t last_mark; /* its last mark, as nl_last_mark() tells it */
	uint32_t run_on;    /* the sentence that leads a run of paragraphs, each in lower case; NL_NONE for none */
	uint32_t open_sections[HIGHEST_HEADING + 2], section_depth; /* levels 0 to the highest, and section 0 */
	nl_cutter cutter;
	nl_quotes quotes;
};

nl_builder *nl_builder_new(const nl_source *source, nl_format format, const nl_language *language, nl_lexicon *lexicon,
	const nl_doc_listener *listener)
{
	nl_builder *b = nl_alloc(sizeof *b);
	b->source = source;
	b->format = format;
	b->language = language;
	b->lexicon = lexicon;
	b->listener = listener;
	b->doc = nl_alloc(sizeof *b->doc);
	if (listener) {
		b->doc->heard_by = listener->context;
		listener->begin(listener->context, b->doc);
	}
	b->map = nl_alloc(sizeof *b->map);
	b->last = b->run_on = NL_NONE;
	b->cutter.language = language;
	b->cutter.lists = &b->lists;
	*nl_vec_push(&b->sections) = (nl_section){.heading = NL_NONE, .parent = NL_NONE};
	return b;
}

static nl_str kept_label(nl_builder *b, nl_str label)
{
	if (label.len == 0) return NL_STR("");
	uint32_t known = nl_map_get(&b->labels, label);
	if (known == NL_NONE) known = nl_map_intern(&b->labels, nl_arena_str(&b->arena, label));
	return b->labels.entries[known].key;
}

/* --- What readers send. --- */

void nl_builder_block(nl_builder *b, nl_block_kind kind, uint32_t level, nl_str label)
{
	if (b->open) nl_builder_end(b);
	b->start = b->end + (b->blocks.len ? BETWEEN : 0);
	b->marker = 0;
	b->open = true;
	b->block = (nl_block){.kind = kind, .level = level, .label = kept_label(b, label)};
	b->verbatim = (nl_span){0, 0};
	b->is_made = false;
	nl_buf_clear(&b->made);
}

void nl_builder_item(nl_builder *b, size_t marker, uint32_t level, nl_str label)
{
	b->block.kind = NL_BLOCK_LIST;
	b->block.level = level;
	b->block.label = kept_label(b, label);
	b->marker += (uint32_t)marker;
}

void nl_builder_quoted(nl_builder *b, bool quoted)
{
	b->quoted = quoted;
}

/* The open block's text so far. */
static nl_str open_text(const nl_builder *b)
{
	if (b->is_made) return nl_buf_str(&b->made);
	return nl_str_slice(nl_source_text(b->source), b->verbatim.start, b->verbatim.end);
}

/* From here on the block's text stands nowhere as it is. */
static void begin_to_make(nl_builder *b)
{
	if (b->is_made) return;
	nl_buf_add(&b->made, open_text(b));
	b->is_made = true;
}

static void map_piece(nl_builder *b, size_t len, nl_span source)
{
	uint32_t start = b->start + (uint32_t)open_text(b).len;
	nl_doc_map_add(b->map, (nl_span){start, start + (uint32_t)len}, source);
}

void nl_builder_text(nl_builder *b, nl_str text, uint32_t source_start)
{
	nl_span source = {source_start, source_start + (uint32_t)text.len};
	if (text.len == 0) return;
	map_piece(b, text.len, source);
	bool begins = !b->is_made && b->verbatim.start == b->verbatim.end;
	if (begins) b->verbatim = source;
	else if (!b->is_made && b->verbatim.end == source.start) b->verbatim.end = source.end;
	else {
		begin_to_make(b);
		nl_buf_add(&b->made, text);
	}
}

void nl_builder_replaced(nl_builder *b, nl_str text, nl_span source)
{
	if (text.len == 0) return;
	if (nl_str_eq(text, nl_str_slice(nl_source_text(b->source), source.start, source.end))) {
		nl_builder_text(b, text, source.start); /* a line end, mostly */
		return;
	}
	begin_to_make(b);
	map_piece(b, text.len, source);
	nl_buf_add(&b->made, text);
}

bool nl_builder_is_open(const nl_builder *b)
{
	return b->open;
}

nl_str nl_builder_open_text(const nl_builder *b)
{
	nl_str text = open_text(b);
	return b->open ? nl_str_slice(text, b->marker, text.len) : NL_STR("");
}

/* --- Lead-ins. --- */

static bool is_dash_or_colon(uint32_t c)
{
	return c == ':' || c == 0xFF1A || c == 0x2013 || c == 0x2014;
}

/* "States should not": a sentence in the block right before that does not end, and is no title by its last word. */
static bool is_left_open(const nl_builder *b, const nl_sentence *last, uint32_t mark)
{
	uint32_t words = last->end - last->first;
	if (last->block + 1 != b->blocks.len || b->blocks.at[last->block].kind == NL_BLOCK_QUOTE) return false;
	if (words < 2 || words > MAX_OPEN_LEAD || nl_is_mark_of(mark, ".!?;,") || mark == 0x2026) return false;
	return b->last_word_small;
}

/* Whether the last sentence leads what follows: by a colon or a dash, or by being left open. */
static bool last_leads(const nl_builder *b, bool only_marked)
{
	if (b->last == NL_NONE) return false;
	uint32_t mark = b->last_mark;
	return is_dash_or_colon(mark) || (!only_marked && is_left_open(b, &b->sentences.at[b->last], mark));
}

/* The sentence that leads a list which begins with the open block. A list inside an item that does not lead it is
 * still under the lead-in of the item; only one that may as well stand beside ("1." after "(b)", not indented) is
 * not. */
static uint32_t lead_of_new(const nl_builder *b, uint32_t level, uint32_t hint, const nl_marker *marker)
{
	if (last_leads(b, !nl_marker_is_first(marker))) return b->last;
	bool inside = level > 0 && (marker->style == NL_MARKER_BULLET || hint > b->lists.levels[level - 1].hint);
	return inside ? b->leads[level - 1] : NL_NONE;
}

static uint32_t enter_item(nl_builder *b, const nl_marker *marker)
{
	bool is_new;
	uint32_t hint = b->block.level, level = nl_lists_enter(&b->lists, marker, hint, &is_new);
	if (is_new) b->leads[level] = lead_of_new(b, level, hint, marker);
	b->block.level = level + 1;
	return b->leads[level];
}

/* A further paragraph of an item has the lead-in of the item; a list item without a marker of any kind begins a
 * list. */
static uint32_t continue_item(nl_builder *b)
{
	uint32_t depth = b->lists.depth;
	while (depth > 1 && b->lists.levels[depth - 1].hint > b->block.level) depth--;
	b->block.level = depth ? depth : 1;
	return depth ? b->leads[depth - 1] : last_leads(b, false) ? b->last : NL_NONE;
}

static uint32_t run_on_lead(nl_builder *b, nl_str text)
{
	uint32_t first = text.len ? nl_utf8_decode(text, 0).code_point : 0;
	if (!nl_char_is_lower(first)) b->run_on = NL_NONE;
	else if (b->run_on == NL_NONE && last_leads(b, true)) b->run_on = b->last;
	return b->run_on;
}

/* The lead-in of the open block as a whole; moves the open lists on. */
static uint32_t block_lead(nl_builder *b, nl_str text)
{
	nl_marker marker;
	switch (b->block.kind) {
	case NL_BLOCK_FOOTNOTE:
	case NL_BLOCK_TABLE:
	case NL_BLOCK_CODE: return NL_NONE;
	case NL_BLOCK_HEADING:
		b->lists.depth = 0;
		b->run_on = NL_NONE;
		return NL_NONE;
	case NL_BLOCK_LIST:
	case NL_BLOCK_QUOTE:
	case NL_BLOCK_PARAGRAPH: break;
	}
	if (b->block.label.len && nl_marker_read(b->block.label, &marker)) return enter_item(b, &marker);
	if (b->block.kind == NL_BLOCK_LIST) return continue_item(b);
	b->lists.depth = 0;
	return run_on_lead(b, text);
}

/* --- Sentences. --- */

static nl_span trimmed(nl_str text, uint32_t start, uint32_t end)
{
	nl_str bare = nl_str_trim(nl_str_slice(text, start, end));
	if (bare.len == 0) return (nl_span){start, start};
	uint32_t from = (uint32_t)(bare.ptr - text.ptr);
	return (nl_span){from, from + (uint32_t)bare.len};
}

static void add_sentence(nl_builder *b, nl_str text, nl_span span, nl_token_run tokens, uint32_t lead)
{
	nl_sentence *s = nl_vec_push(&b->sentences);
	*s = (nl_sentence){.first = tokens.first, .end = tokens.end, .block = b->blocks.len, .lead_in = lead};
	s->text = trimmed(text, span.start, span.end);
	s->text.start += b->start;
	s->text.end += b->start;
}

/* Makes the pieces between cuts sentences. `text` begins with the block, its sentences at `from`. `lead` is the block's; an item's
 * own lead holds to its end, and one that a colon makes to the next stop. */
static void add_sentences(nl_builder *b, nl_str text, uint32_t from, uint32_t lead)
{
	nl_token_run tokens = {b->token_count, b->token_count};
	uint32_t start = from, current = lead, count = b->cutter.cuts.len;
	for (uint32_t i = 0; i <= count; i++) {
		const nl_cut *cut = i < count ? &b->cutter.cuts.at[i] : NULL;
		uint32_t end = cut ? cut->at : (uint32_t)text.len;
		tokens.end = b->token_count + (cut ? cut->token : b->tokens.list.len);
		if (end > start) add_sentence(b, text, (nl_span){start, end}, tokens, current);
		tokens.first = tokens.end;
		uint32_t previous = end > from ? b->sentences.len - 1 : NL_NONE;
		start = end;
		if (!cut) break;
		switch (cut->kind) {
		case NL_CUT_STOP:
		case NL_CUT_OPENER: current = lead; break;
		case NL_CUT_COLON: current = previous; break;
		case NL_CUT_CLAUSE: break;
		case NL_CUT_ITEM:
			if (cut->is_new) b->leads[cut->level] = previous != NL_NONE ? previous : lead;
			current = b->leads[cut->level];
			break;
		}
	}
}

/* --- Sections. --- */

static void open_section(nl_builder *b)
{
	uint32_t level = b->block.level;
	while (b->section_depth && b->sections.at[b->open_sections[b->section_depth]].level >= level)
		b->sections.at[b->open_sections[b->section_depth--]].end = b->blocks.len;
	uint32_t parent = b->section_depth ? b->open_sections[b->section_depth] : 0;
	nl_section *section = nl_vec_push(&b->sections);
	*section = (nl_section){.heading = b->blocks.len, .parent = parent, .level = level, .first = b->blocks.len};
	b->open_sections[++b->section_depth] = b->sections.len - 1;
}

static uint32_t current_section(const nl_builder *b)
{
	return b->section_depth ? b->open_sections[b->section_depth] : 0;
}

/* --- The end of a block. --- */

static void follow_quotes(nl_builder *b, nl_str text, uint32_t from, uint32_t first_sentence, bool introduced)
{
	uint32_t end = b->token_count + b->tokens.list.len;
	if (b->block.kind == NL_BLOCK_QUOTE) {
		nl_quotes_add(&b->quotes, b->token_count, end);
		return;
	}
	if (b->block.kind == NL_BLOCK_CODE) return;
	nl_quote_block block = {
		.text = text,
		.start = from,
		.tokens = &b->tokens,
		.first = b->token_count,
		.end = end,
		.sentences = nl_vec_from(&b->sentences, first_sentence),
		.sentence_count = b->sentences.len - first_sentence,
		.introduced = introduced,
		.heading = b->block.kind == NL_BLOCK_HEADING,
	};
	nl_quotes_block(&b->quotes, &block);
}

/* The last sentence, for what a list after this block may be led by. Footnotes, tables, code, and blocks without
 * words (page numbers, "[...]") do not come between. */
static void remember_last(nl_builder *b, nl_str text, bool has_words)
{
	nl_span span = nl_vec_last(&b->sentences)->text;
	uint32_t last = b->sentences.len - 1,
			 mark = nl_last_mark(nl_str_slice(text, span.start - b->start, span.end - b->start));
	switch (b->block.kind) {
	case NL_BLOCK_FOOTNOTE:
	case NL_BLOCK_TABLE:
	case NL_BLOCK_CODE: return;
	case NL_BLOCK_HEADING: b->last = is_dash_or_colon(mark) ? last : NL_NONE; break;
	case NL_BLOCK_LIST:
	case NL_BLOCK_QUOTE:
	case NL_BLOCK_PARAGRAPH:
		if (!has_words) return;
		b->last = last;
		break;
	}
	b->last_mark = mark;
}

static void set_kind(nl_builder *b)
{
	if (b->quoted) b->block.kind = NL_BLOCK_QUOTE;
	if (b->block.kind != NL_BLOCK_HEADING) return;
	if (b->block.level > HIGHEST_HEADING) b->block.level = HIGHEST_HEADING;
	open_section(b);
}

static bool holds_letters(nl_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
	}
	return false;
}

/* The words of the block are told, and counted among those of the document. */
static void pass_words_on(nl_builder *b, nl_str text, uint32_t from, uint32_t first_sentence)
{
	uint32_t count = b->tokens.list.len;
	if (!count) return;
	for (uint32_t i = first_sentence; i < b->sentences.len; i++) {
		const nl_sentence *s = &b->sentences.at[i];
		if (s->end > s->first) b->tokens.list.at[s->first - b->token_count].gap = 0;
	}
	nl_heard_block heard = {
		.text = text,
		.from = from,
		.start = b->start,
		.tokens = b->tokens.list.at,
		.sentences = &b->sentences.at[first_sentence],
		.sentence_count = b->sentences.len - first_sentence,
	};
	if (b->listener) b->listener->block(b->listener->context, &heard);
	b->last_word_small = nl_char_is_lower(nl_utf8_decode(text, nl_vec_last(&b->tokens.list)->start).code_point);
	b->token_count += count;
}

/* A block that holds nothing leaves no trace. */
static void drop_block(nl_builder *b)
{
	nl_doc_map_cut(b->map, b->end);
}

/* The open block's text, with room behind it for who reads it in large steps; it lives as long as document and source. */
static nl_str kept_text(nl_builder *b)
{
	size_t source = nl_source_text(b->source).len;
	if (!b->is_made && b->verbatim.end + NL_TOKENS_BEHIND <= source) return open_text(b);
	begin_to_make(b);
	nl_tokens_pad(&b->made);
	return (nl_str){nl_arena_copy(&b->arena, b->made.ptr, b->made.len + NL_TOKENS_BEHIND), b->made.len};
}

/* `text` without white space, from byte `marker` on, is what the block says. */
static void place_block(nl_builder *b, nl_str text, nl_span span)
{
	b->block.text = (nl_span){b->start + span.start, b->start + span.end};
	b->block.lead = span.start;
	b->block.bytes = text.ptr + span.start;
	b->end = b->start + (uint32_t)text.len;
}

void nl_builder_end(nl_builder *b)
{
	nl_str text = open_text(b);
	nl_span span = trimmed(text, b->marker, (uint32_t)text.len);
	b->open = false;
	if (span.end == span.start) {
		drop_block(b);
		return;
	}
	text = kept_text(b);
	place_block(b, text, span);
	text.len = span.end;
	set_kind(b);
	uint32_t first_sentence = b->sentences.len, from = span.start;
	nl_tokens_cut(&b->tokens, b->lexicon, text, from);
	bool has_words = b->tokens.list.len && holds_letters(nl_str_slice(text, from, text.len));
	bool introduced = b->last != NL_NONE && b->last_mark == ':';
	uint32_t hint = b->block.level;
	uint32_t lead = has_words ? block_lead(b, nl_str_slice(text, from, text.len)) : NL_NONE;
	nl_cutter_run(&b->cutter, text, from, &b->tokens, hint);
	add_sentences(b, text, from, lead);
	follow_quotes(b, text, from, first_sentence, introduced);
	pass_words_on(b, text, from, first_sentence);
	remember_last(b, text, has_words);
	if (b->block.kind != NL_BLOCK_LIST && b->block.kind != NL_BLOCK_HEADING) b->block.level = 0;
	if (b->block.kind == NL_BLOCK_LIST && !has_words) b->block.level = 1;
	b->block.first = first_sentence;
	b->block.end = b->sentences.len;
	b->block.section = current_section(b);
	*nl_vec_push(&b->blocks) = b->block;
}

/* --- The document. --- */

static void release_work(nl_builder *b)
{
	nl_cutter_release(&b->cutter);
	nl_tokens_release(&b->tokens);
	nl_map_release(&b->labels);
	nl_buf_release(&b->made);
	free(b);
}

void nl_builder_free(nl_builder *b)
{
	if (!b) return;
	nl_doc_map_release(b->map);
	free(b->map);
	nl_quotes_release(&b->quotes);
	free(b->doc);
	nl_vec_release(&b->sentences);
	nl_vec_release(&b->blocks);
	nl_vec_release(&b->sections);
	nl_arena_release(&b->arena);
	release_work(b);
}

nl_doc *nl_builder_finish(nl_builder *b)
{
	if (b->open) nl_builder_end(b);
	for (; b->section_depth; b->section_depth--) b->sections.at[b->open_sections[b->section_depth]].end = b->blocks.len;
	b->sections.at[0].end = b->blocks.len;
	nl_doc *doc = b->doc;
	*doc = (nl_doc){
		.source = b->source,
		.format = b->format,
		.language = b->language,
		.text_len = b->end,
		.lexicon = b->lexicon,
		.heard_by = doc->heard_by,
		.map = b->map,
		.quoted = b->quotes.runs.at,
		.quoted_count = b->quotes.runs.len,
		.token_count = b->token_count,
		.sentences = b->sentences.at,
		.sentence_count = b->sentences.len,
		.blocks = b->blocks.at,
		.block_count = b->blocks.len,
		.sections = b->sections.at,
		.section_count = b->sections.len,
		.arena = b->arena,
	};
	release_work(b);
	return doc;
}
