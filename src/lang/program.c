/* Phrases as programs (see nl_inst). A program is written front to back; a jump to a place that is not there yet is
 * patched when it is. Jumps with the same target hang together through their own operand until then.
 *
 *   "[all] States (must|shall)"     0 split 1,2   1 all   2 states   3 split 4,6   4 must   5 jump 7   6 shall   7 accept */
#include "base/limits.h"
#include "diag/codes.h"
#include "lang/compile.h"
#include "lang/names.h"
#include "text/words.h"

enum { MAX_PARTS = 16 }; /* of a word with hyphens */

static uint32_t here(const nl_compiler *c)
{
	return c->insts.len;
}

/* Past the limit nothing is added; the caller tells it when the phrase is done. */
static uint32_t emit(nl_compiler *c, nl_inst_op op, uint32_t a, uint32_t b)
{
	if (here(c) - c->program >= NL_MAX_PHRASE_STATES || here(c) >= NL_MAX_RULE_STATES) c->too_large = true;
	else *nl_vec_push(&c->insts) = (nl_inst){op, a, b};
	return here(c) - 1;
}

/* A jump whose target is not known; `list` is the one before with the same target. Returns the new head of the list. */
static uint32_t emit_jump(nl_compiler *c, uint32_t list)
{
	return emit(c, NL_INST_JUMP, list, 0);
}

static void land(nl_compiler *c, uint32_t list)
{
	while (list != NL_NONE && !c->too_large) {
		uint32_t next = c->insts.at[list].a;
		c->insts.at[list].a = here(c);
		list = next;
	}
}

/* Begins one of several ways; the split is completed when the next way begins, or all of them end. */
static uint32_t begin_way(nl_compiler *c)
{
	uint32_t split = emit(c, NL_INST_SPLIT, 0, 0);
	c->insts.at[split].a = here(c);
	return split;
}

static void end_way(nl_compiler *c, uint32_t split)
{
	c->insts.at[split].b = here(c);
}

/* ---- words -------------------------------------------------------------------------------------------------------- */

static nl_vocab *vocab_of(const nl_compiler *c)
{
	return c->rules->languages_ir[c->language].vocab;
}

/* A word of the rule file: most come many times, and need not be stemmed each time. */
static void emit_whole(nl_compiler *c, nl_symbol_kind kind, nl_str word)
{
	nl_map *known = &c->symbols[c->language * NL_SYMBOL_KINDS + kind];
	nl_symbol symbol = nl_map_get(known, word);
	if (symbol == NL_NONE) nl_map_set(known, word, symbol = nl_vocab_add(vocab_of(c), kind, word));
	emit(c, NL_INST_WORD, symbol, 0);
}

/* The parts of a word from `first` to before `end`, as one word. */
static void emit_joined(nl_compiler *c, nl_symbol_kind kind, nl_str text, const nl_word *parts, uint32_t first, uint32_t end)
{
	if (first + 1 == end) {
		emit_whole(c, kind, nl_str_slice(text, parts[first].start, parts[first].end));
		return;
	}
	nl_buf joined = {0};
	for (uint32_t i = first; i < end; i++) nl_buf_add(&joined, nl_str_slice(text, parts[i].start, parts[i].end));
	emit(c, NL_INST_WORD, nl_vocab_add(vocab_of(c), kind, nl_buf_str(&joined)), 0);
	nl_buf_release(&joined);
}

/* A hyphen is a hyphen, a space, or nothing: from each part the next word may reach to any later one. "end-to-end" is
 * (end to end | endto end | end toend | endtoend). */
static void emit_parts(nl_compiler *c, nl_symbol_kind kind, nl_str text, const nl_word *parts, uint32_t count)
{
	uint32_t jumps[MAX_PARTS + 1];
	for (uint32_t i = 0; i <= count; i++) jumps[i] = NL_NONE;
	for (uint32_t first = 0; first < count; first++) {
		land(c, jumps[first]);
		for (uint32_t end = first + 1; end < count; end++) {
			uint32_t split = begin_way(c);
			emit_joined(c, kind, text, parts, first, end);
			jumps[end] = emit_jump(c, jumps[end]);
			end_way(c, split);
		}
		emit_joined(c, kind, text, parts, first, count);
		if (first + 1 < count) jumps[count] = emit_jump(c, jumps[count]);
	}
	land(c, jumps[count]);
}

static void emit_word(nl_compiler *c, nl_symbol_kind kind, nl_str text)
{
	nl_word parts[MAX_PARTS];
	uint32_t count = 0, at = 0;
	for (nl_word word; nl_word_next(text, at, &word) && !c->too_large; at = word.end) {
		bool joined = (word.gap & NL_GAP_HYPHEN) && kind != NL_SYMBOL_EXACT;
		if (count == MAX_PARTS) c->too_large = true;
		else if (count && !joined) {
			emit_parts(c, kind, text, parts, count);
			count = 0;
		}
		if (!c->too_large) parts[count++] = word;
	}
	if (!c->too_large) emit_parts(c, kind, text, parts, count);
}

/* ---- phrases ------------------------------------------------------------------------------------------------------ */

static void emit_pattern(nl_compiler *c, const nl_ast_pattern *pattern);
static void emit_phrase(nl_compiler *c, const nl_ast_phrase *phrase);

static void emit_ways(nl_compiler *c, const nl_ast_phrases *ways)
{
	uint32_t jumps = NL_NONE;
	for (const nl_ast_phrase *way = ways->first; way && !c->too_large; way = way->next) {
		uint32_t split = way->next ? begin_way(c) : NL_NONE;
		emit_phrase(c, way);
		if (!way->next) break;
		jumps = emit_jump(c, jumps);
		end_way(c, split);
	}
	land(c, jumps);
}

static void emit_gap(nl_compiler *c)
{
	uint32_t splits[NL_MAX_GAP];
	for (int i = 0; i < NL_MAX_GAP; i++) {
		splits[i] = begin_way(c);
		emit(c, NL_INST_ANY, 0, 0);
	}
	for (int i = 0; i < NL_MAX_GAP; i++) end_way(c, splits[i]);
}

static void emit_optional(nl_compiler *c, const nl_ast_phrase *phrase)
{
	uint32_t split = begin_way(c);
	emit_ways(c, &phrase->children);
	end_way(c, split);
}

static void emit_phrase(nl_compiler *c, const nl_ast_phrase *phrase)
{
	if (c->too_large) return;
	switch (phrase->kind) {
	case NL_AST_WORD: emit_word(c, NL_SYMBOL_STEM, phrase->word); break;
	case NL_AST_FORM: emit_word(c, NL_SYMBOL_FORM, phrase->word); break;
	case NL_AST_ANY: emit(c, NL_INST_ANY, 0, 0); break;
	case NL_AST_GAP: emit_gap(c); break;
	case NL_AST_PHRASE_TERM: emit_pattern(c, nl_names_find(&c->rules->terms, phrase->word)->pattern); break;
	case NL_AST_OPTIONAL: emit_optional(c, phrase); break;
	case NL_AST_CHOICE: emit_ways(c, &phrase->children); break;
	default:
		for (const nl_ast_phrase *p = phrase->children.first; p; p = p->next) emit_phrase(c, p);
		break;
	}
}

/* A pattern of phrases and '|': what a term inside a phrase, or a cue, is made of. */
static void emit_pattern(nl_compiler *c, const nl_ast_pattern *pattern)
{
	if (c->too_large) return;
	switch (pattern->kind) {
	case NL_AST_PHRASE: emit_phrase(c, pattern->phrase); return;
	case NL_AST_EXACT: emit_word(c, NL_SYMBOL_EXACT, pattern->text->raw); return;
	case NL_AST_TERM_USE: emit_pattern(c, nl_names_find(&c->rules->terms, pattern->name->text)->pattern); return;
	default: break;
	}
	uint32_t jumps = NL_NONE;
	for (const nl_ast_pattern *p = pattern->children.first; p && !c->too_large; p = p->next) {
		uint32_t split = p->next ? begin_way(c) : NL_NONE;
		emit_pattern(c, p);
		if (!p->next) break;
		jumps = emit_jump(c, jumps);
		end_way(c, split);
	}
	land(c, jumps);
}

uint32_t nl_compile_leaf(nl_compiler *c, const nl_ast_pattern *pattern)
{
	uint32_t leaf = c->leaves.len;
	nl_origin origin = {c->file->number, pattern->span};
	c->program = here(c);
	c->too_large = false;
	emit_pattern(c, pattern);
	*nl_vec_push(&c->insts) = (nl_inst){NL_INST_ACCEPT, leaf, 0}; /* past the limit, too: a program has an end */
	*nl_vec_push(&c->leaves) = (nl_leaf){c->program, c->language, leaf, origin};
	if (!c->too_large) return leaf;
	nl_diag *diag = nl_rules_error(c->rules, c->sink, NL_CODE_NAME(E0311), nl_at(c->file->source, pattern->span),
		"this phrase with all its choices and terms is too large");
	nl_diag_help(c->sink, diag, "write it as two phrases joined by 'then', so that its choices do not multiply");
	return leaf;
}
