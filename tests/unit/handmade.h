/* tests/unit/handmade.h - rules and documents made by hand, so that match/ is tested without the compiler and the readers.
 *
 * Phrases are written in a small notation: words, `[word]` optional, `a|b` either, `_` any word, `...` up to six. A text
 * is one sentence a line and one block for lines without an empty line between; "# " makes a heading of its level,
 * "- " a list item of its own whose lead-in is the last sentence that is none, "```" a line of code. Words between '"'
 * are quoted. */
#ifndef NL_TESTS_HANDMADE_H
#define NL_TESTS_HANDMADE_H

#include <string.h>

#include "doc/words.h"
#include "ir/lookup.h"
#include "match/match.h"
#include "text/words.h"

typedef struct {
	nl_language language;
	nl_vocab *vocab;
	NL_VEC(nl_inst) insts;
	NL_VEC(nl_leaf) leaves;
	NL_VEC(nl_node) nodes;
	NL_VEC(uint32_t) children;
	NL_VEC(uint32_t) phrases; /* no two are equal */
	NL_VEC(uint32_t) stops;
	NL_VEC(nl_cue) cues;
	NL_VEC(nl_position) positions;
	uint32_t stop_gaps;
	nl_ir_language ir_language;
	nl_ir ir;
	nl_arena arena;
} hand_rules;

static inline void hand_rules_begin(hand_rules *h)
{
	*h = (hand_rules){.language = {.id = NL_STR("english"), .stemmer = NL_STR("english")}};
	h->vocab = nl_vocab_new(&h->language);
}

static inline uint32_t hand_inst(hand_rules *h, nl_inst_op op, uint32_t a, uint32_t b)
{
	*nl_vec_push(&h->insts) = (nl_inst){op, a, b};
	return h->insts.len - 1;
}

/* `a|b|c`: each but the last begins with a SPLIT and ends with a JUMP behind the last. */
static inline void hand_words(hand_rules *h, nl_str words)
{
	size_t bar = nl_str_find(words, NL_STR("|"));
	nl_str word = bar == SIZE_MAX ? words : nl_str_slice(words, 0, bar);
	uint32_t split = bar == SIZE_MAX ? 0 : hand_inst(h, NL_INST_SPLIT, h->insts.len + 1, 0);
	hand_inst(h, NL_INST_WORD, nl_vocab_add(h->vocab, NL_SYMBOL_STEM, word), 0);
	if (bar == SIZE_MAX) return;
	uint32_t jump = hand_inst(h, NL_INST_JUMP, 0, 0);
	h->insts.at[split].b = h->insts.len;
	hand_words(h, nl_str_slice(words, bar + 1, words.len));
	h->insts.at[jump].a = h->insts.len;
}

static inline void hand_item(hand_rules *h, nl_str item)
{
	if (nl_str_eq(item, NL_STR("_"))) {
		hand_inst(h, NL_INST_ANY, 0, 0);
	} else if (nl_str_eq(item, NL_STR("..."))) {
		uint32_t end = h->insts.len + 12;
		for (int i = 0; i < 6; i++) {
			hand_inst(h, NL_INST_SPLIT, h->insts.len + 1, end);
			hand_inst(h, NL_INST_ANY, 0, 0);
		}
	} else if (item.ptr[0] == '[') {
		uint32_t split = hand_inst(h, NL_INST_SPLIT, h->insts.len + 1, 0);
		hand_words(h, nl_str_slice(item, 1, item.len - 1));
		h->insts.at[split].b = h->insts.len;
	} else {
		hand_words(h, item);
	}
}

static inline uint32_t hand_leaf(hand_rules *h, const char *phrase)
{
	nl_str rest = nl_str_of(phrase);
	uint32_t leaf = h->leaves.len;
	*nl_vec_push(&h->leaves) = (nl_leaf){.start = h->insts.len, .first = leaf};
	while (rest.len) {
		size_t space = nl_str_find(rest, NL_STR(" "));
		nl_str item = nl_str_slice(rest, 0, space);
		hand_item(h, item);
		rest = nl_str_trim(nl_str_slice(rest, item.len, rest.len));
	}
	hand_inst(h, NL_INST_ACCEPT, leaf, 0);
	return leaf;
}

static inline bool hand_equal(const hand_rules *h, uint32_t a, uint32_t b)
{
	uint32_t x = h->leaves.at[a].start, y = h->leaves.at[b].start;
	for (;; x++, y++) {
		const nl_inst *i = &h->insts.at[x], *k = &h->insts.at[y];
		if (i->op != k->op) return false;
		if (i->op == NL_INST_ACCEPT) return true;
		bool split = i->op == NL_INST_SPLIT;
		uint32_t shift = split || i->op == NL_INST_JUMP ? y - x : 0;
		if (i->a + shift != k->a || (split && i->b + shift != k->b)) return false;
	}
}

/* A node for a phrase of patterns. */
static inline uint32_t hand_phrase(hand_rules *h, const char *phrase)
{
	uint32_t leaf = hand_leaf(h, phrase), i = 0;
	while (i < h->phrases.len && !hand_equal(h, h->phrases.at[i], leaf)) i++;
	if (i < h->phrases.len) h->leaves.at[leaf].first = h->phrases.at[i];
	else *nl_vec_push(&h->phrases) = leaf;
	*nl_vec_push(&h->nodes) = (nl_node){.op = NL_NODE_PHRASE, .leaf = leaf};
	return h->nodes.len - 1;
}

/* An operator over two children; NL_NONE for the second: over one. */
static inline uint32_t hand_op(hand_rules *h, nl_node_op op, nl_unit unit, uint32_t gap, uint32_t a, uint32_t b)
{
	nl_node node = {.op = op, .unit = unit, .gap = gap, .first_child = h->children.len, .child_count = b == NL_NONE ? 1 : 2};
	*nl_vec_push(&h->children) = a;
	if (b != NL_NONE) *nl_vec_push(&h->children) = b;
	*nl_vec_push(&h->nodes) = node;
	return h->nodes.len - 1;
}

static inline void hand_cue(hand_rules *h, nl_cue_kind kind, nl_cue_reach reach, nl_strength strength, const char *phrase)
{
	uint32_t leaf = hand_leaf(h, phrase);
	*nl_vec_push(&h->cues) = (nl_cue){.leaf = leaf, .kind = kind, .reach = reach, .strength = strength};
}

static inline void hand_stop(hand_rules *h, const char *phrase)
{
	uint32_t leaf = hand_leaf(h, phrase);
	*nl_vec_push(&h->stops) = leaf;
}

static inline uint32_t hand_position(hand_rules *h, uint32_t root)
{
	*nl_vec_push(&h->positions) = (nl_position){.id = NL_STR("position"), .root = root};
	return h->positions.len - 1;
}

/* The IR, valid until hand_rules_release(); nothing is added any more. */
static inline const nl_ir *hand_rules_done(hand_rules *h)
{
	h->ir_language = (nl_ir_language){
		.text = h->language,
		.vocab = h->vocab,
		.cues = h->cues.at,
		.cue_count = h->cues.len,
		.stops = h->stops.at,
		.stop_count = h->stops.len,
		.stop_gaps = h->stop_gaps,
		.leaves = h->phrases.at,
		.leaf_count = h->phrases.len,
	};
	h->ir = (nl_ir){
		.insts = h->insts.at,
		.inst_count = h->insts.len,
		.leaves = h->leaves.at,
		.leaf_count = h->leaves.len,
		.nodes = h->nodes.at,
		.node_count = h->nodes.len,
		.children = h->children.at,
		.child_count = h->children.len,
		.positions = h->positions.at,
		.position_count = h->positions.len,
		.languages = &h->ir_language,
		.language_count = 1,
	};
	nl_ir_set_lookups(&h->ir, NULL, &h->ir_language, &h->arena);
	return &h->ir;
}

static inline void hand_rules_release(hand_rules *h)
{
	nl_vocab_free(h->vocab);
	nl_arena_release(&h->arena);
	nl_vec_release(&h->insts);
	nl_vec_release(&h->leaves);
	nl_vec_release(&h->nodes);
	nl_vec_release(&h->children);
	nl_vec_release(&h->phrases);
	nl_vec_release(&h->stops);
	nl_vec_release(&h->cues);
	nl_vec_release(&h->positions);
}

/* ---- documents ----------------------------------------------------------------------------------------------- */

typedef struct {
	nl_doc doc;
	nl_buf text; /* with room behind it, as nl_tokens_cut() wants it */
	NL_VEC(nl_token) tokens;
	NL_VEC(nl_token_run) quoted;
	NL_VEC(nl_sentence) sentences;
	NL_VEC(nl_block) blocks;
	NL_VEC(nl_section) sections;
	uint32_t governing; /* the last sentence that is no list item */
} hand_doc;

static inline void hand_tokens(hand_doc *d, nl_span line, nl_lexicon *lexicon)
{
	nl_word word = {.end = line.start};
	uint32_t seen = line.start, first = d->tokens.len;
	bool quoted = false;
	while (nl_word_next(nl_str_slice(nl_buf_str(&d->text), 0, line.end), word.end, &word)) {
		for (; seen < word.start; seen++) {
			if (d->text.ptr[seen] == '"') quoted = !quoted;
		}
		seen = word.end;
		nl_str bytes = nl_str_slice(nl_buf_str(&d->text), word.start, word.end);
		*nl_vec_push(&d->tokens) = (nl_token){
			.start = word.start,
			.len = (uint16_t)(word.end - word.start),
			.word_class = nl_lexicon_class(lexicon, bytes, word.plain),
			.gap = d->tokens.len == first ? 0 : (uint16_t)word.gap,
		};
		if (!quoted) continue;
		uint32_t end = d->tokens.len;
		if (d->quoted.len && nl_vec_last(&d->quoted)->end == end - 1) nl_vec_last(&d->quoted)->end = end;
		else *nl_vec_push(&d->quoted) = (nl_token_run){end - 1, end};
	}
}

/* The section that a heading of `level` opens: it ends those of its level and below. */
static inline void hand_section(hand_doc *d, uint32_t level)
{
	uint32_t parent = d->sections.len - 1;
	while (d->sections.at[parent].level >= level) parent = d->sections.at[parent].parent;
	nl_section section = {.heading = d->blocks.len, .parent = parent, .level = level, .first = d->blocks.len};
	*nl_vec_push(&d->sections) = section;
}

static inline void hand_line(hand_doc *d, nl_span span, bool new_block, nl_lexicon *lexicon)
{
	nl_str line = nl_str_slice(nl_buf_str(&d->text), span.start, span.end);
	nl_block block = {.kind = NL_BLOCK_PARAGRAPH, .first = d->sentences.len, .text = span, .bytes = line.ptr};
	if (line.ptr[0] == '#') {
		while (line.ptr[block.level] == '#') block.level++;
		block.kind = NL_BLOCK_HEADING;
		hand_section(d, block.level);
	} else if (nl_str_starts(line, NL_STR("- "))) {
		block.kind = NL_BLOCK_LIST;
	} else if (nl_str_starts(line, NL_STR("```"))) {
		block.kind = NL_BLOCK_CODE;
	}
	block.section = d->sections.len - 1;
	if (new_block || block.kind != NL_BLOCK_PARAGRAPH || nl_vec_last(&d->blocks)->kind != NL_BLOCK_PARAGRAPH)
		*nl_vec_push(&d->blocks) = block;
	nl_vec_last(&d->blocks)->end = d->sentences.len + 1;
	nl_vec_last(&d->blocks)->text.end = span.end;

	nl_sentence sentence = {.first = d->tokens.len, .block = d->blocks.len - 1, .lead_in = NL_NONE, .text = span};
	if (block.kind == NL_BLOCK_LIST) sentence.lead_in = d->governing;
	else d->governing = d->sentences.len;
	hand_tokens(d, span, lexicon);
	sentence.end = d->tokens.len;
	*nl_vec_push(&d->sentences) = sentence;
}

static inline bool hand_stands_alone(nl_str line)
{
	return nl_str_starts(line, NL_STR("#")) || nl_str_starts(line, NL_STR("- ")) || nl_str_starts(line, NL_STR("```"));
}

/* The text, with an empty line wherever a block begins, as a document has it. */
static inline void hand_lines(hand_doc *d, const char *text)
{
	bool alone = false;
	while (*text) {
		const char *end = strchr(text, '\n');
		nl_str line = {text, end ? (size_t)(end - text) : strlen(text)};
		bool empty = line.len == 0 || (d->text.len > 1 && d->text.ptr[d->text.len - 2] == '\n');
		if (d->text.len && !empty && (alone || hand_stands_alone(line))) nl_buf_add_byte(&d->text, '\n');
		alone = hand_stands_alone(line);
		nl_buf_add(&d->text, line);
		if (end) nl_buf_add_byte(&d->text, '\n');
		text += line.len + (end != NULL);
	}
	nl_tokens_pad(&d->text);
}

static inline nl_doc *hand_doc_open(hand_doc *d, const char *text, nl_lexicon *lexicon)
{
	*d = (hand_doc){.doc.lexicon = lexicon, .governing = NL_NONE};
	hand_lines(d, text);
	d->doc.text_len = (uint32_t)d->text.len;
	d->doc.source = nl_source_new(NL_STR("hand"), nl_buf_str(&d->text), NL_ENCODING_UTF8, 0);
	text = d->text.ptr;
	*nl_vec_push(&d->sections) = (nl_section){.heading = NL_NONE, .parent = NL_NONE};
	bool new_block = true;
	for (uint32_t start = 0; start < d->doc.text_len;) {
		const char *line_end = memchr(text + start, '\n', d->doc.text_len - start);
		uint32_t end = line_end ? (uint32_t)(line_end - text) : d->doc.text_len;
		if (end > start) hand_line(d, (nl_span){start, end}, new_block, lexicon);
		new_block = end == start;
		start = end + 1;
	}
	d->doc.quoted = d->quoted.at;
	d->doc.quoted_count = d->quoted.len;
	d->doc.token_count = d->tokens.len;
	d->doc.sentences = d->sentences.at;
	d->doc.sentence_count = d->sentences.len;
	d->doc.blocks = d->blocks.at;
	d->doc.block_count = d->blocks.len;
	d->doc.sections = d->sections.at;
	d->doc.section_count = d->sections.len;
	return &d->doc;
}

static inline void hand_doc_release(hand_doc *d)
{
	nl_doc_words_free(d->doc.words);
	nl_arena_release(&d->doc.arena);
	nl_source_free((nl_source *)d->doc.source);
	nl_buf_release(&d->text);
	nl_vec_release(&d->tokens);
	nl_vec_release(&d->quoted);
	nl_vec_release(&d->sentences);
	nl_vec_release(&d->blocks);
	nl_vec_release(&d->sections);
}

/* The words of a range as they stand in the text. */
static inline nl_str hand_text(const nl_doc *doc, nl_range range)
{
	return nl_doc_quote(doc, range.first, range.last);
}

/* ---- chance -------------------------------------------------------------------------------------------------- */

/* xorshift (Marsaglia 2003): the same numbers on every machine for a seed. */
static inline uint32_t hand_random(uint32_t *seed, uint32_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed % below;
}

#endif
