/* ir/lookup.c - see lookup.h. */
#include "ir/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { MOST_PHRASE_WORDS = 20 };      /* more say no more */
static const double most_words = 1e9; /* of terms in terms */

/* ---- where phrases begin ----------------------------------------------------------------------------------------- */

typedef struct {
	const nl_ir *ir;
	bool *seen; /* by instruction; it belongs to one leaf, so it is never to be forgotten */
	NL_VEC(uint32_t) stack;
	nl_pairs pairs;
} starts;

static void reach(starts *s, uint32_t address)
{
	if (!s->seen) s->seen = nl_alloc(s->ir->inst_count);
	if (s->seen[address]) return;
	s->seen[address] = true;
	*nl_vec_push(&s->stack) = address;
}

static void add_first_words(starts *s, uint32_t start)
{
	reach(s, start);
	while (s->stack.len) {
		uint32_t at = s->stack.at[--s->stack.len];
		const nl_inst *inst = &s->ir->insts[at];
		switch (inst->op) {
		case NL_INST_WORD: *nl_vec_push(&s->pairs) = (nl_pair){inst->a, at}; break;
		case NL_INST_SPLIT:
			reach(s, inst->b);
			reach(s, inst->a);
			break;
		case NL_INST_JUMP: reach(s, inst->a); break;
		case NL_INST_ANY:
		case NL_INST_ACCEPT: break; /* no program begins so */
		}
	}
}

nl_index nl_ir_starts(const nl_ir *ir, const uint32_t *leaves, uint32_t leaf_count, uint32_t symbols, nl_arena *arena)
{
	starts s = {.ir = ir};
	for (uint32_t i = 0; i < leaf_count; i++) {
		uint32_t start = ir->leaves[leaves[i]].start;
		const nl_inst *inst = &ir->insts[start];
		if (inst->op == NL_INST_WORD) *nl_vec_push(&s.pairs) = (nl_pair){inst->a, start}; /* most */
		else add_first_words(&s, start);
	}
	nl_index index = nl_index_of(&s.pairs, symbols + 1, arena);
	nl_vec_release(&s.pairs);
	nl_vec_release(&s.stack);
	free(s.seen);
	return index;
}

static nl_index starts_of_cues(const nl_ir *ir, const nl_ir_language *language, nl_arena *arena)
{
	NL_VEC(uint32_t) leaves = {0};
	for (uint32_t i = 0; i < language->cue_count; i++) *nl_vec_push(&leaves) = language->cues[i].leaf;
	for (uint32_t i = 0; i < language->stop_count; i++) *nl_vec_push(&leaves) = language->stops[i];
	nl_index index = nl_ir_starts(ir, leaves.at, leaves.len, nl_vocab_symbols(language->vocab), arena);
	nl_vec_release(&leaves);
	return index;
}

/* ---- where nodes stand ------------------------------------------------------------------------------------------- */

static void set_nodes(nl_ir *ir, nl_arena *arena)
{
	nl_pairs parents = {0}, leaves = {0}, regexes = {0};
	for (uint32_t n = 0; n < ir->node_count; n++) {
		const nl_node *node = &ir->nodes[n];
		if (node->op == NL_NODE_PHRASE) *nl_vec_push(&leaves) = (nl_pair){ir->leaves[node->leaf].first, n};
		else if (node->op == NL_NODE_REGEX) *nl_vec_push(&regexes) = (nl_pair){node->leaf, n};
		else {
			for (uint32_t i = 0; i < node->child_count; i++)
				*nl_vec_push(&parents) = (nl_pair){ir->children[node->first_child + i], n};
		}
	}
	ir->parents = nl_index_of(&parents, ir->node_count, arena);
	ir->of_leaf = nl_index_of(&leaves, ir->leaf_count, arena);
	ir->of_regex = nl_index_of(&regexes, ir->regex_count, arena);
	nl_vec_release(&parents);
	nl_vec_release(&leaves);
	nl_vec_release(&regexes);
}

/* ---- what a pattern wants ---------------------------------------------------------------------------------------- */

typedef NL_VEC(uint32_t) numbers;

/* Children have smaller numbers than parents: one walk down marks all that the root needs. Most nodes belong to other
 * positions, so words of the mask without a mark are passed at once. */
static void add_parts(const nl_ir *ir, uint32_t root, uint64_t *needed, numbers *parts)
{
	needed[root / 64] |= UINT64_C(1) << root % 64;
	for (uint32_t n = root + 1; n-- > 0;) {
		if (!needed[n / 64]) n -= n % 64;
		if (!(needed[n / 64] >> n % 64 & 1)) continue;
		const nl_node *node = &ir->nodes[n];
		for (uint32_t i = 0; i < nl_ir_wanted(node); i++) {
			uint32_t child = ir->children[node->first_child + i];
			needed[child / 64] |= UINT64_C(1) << child % 64;
		}
	}
	for (uint32_t w = 0; w <= root / 64; w++)
		for (; needed[w]; needed[w] &= needed[w] - 1)
			*nl_vec_push(parts) = w * 64 + (uint32_t)__builtin_ctzll(needed[w]);
}

/* Those of a position of the base; false when it is none. */
static bool copy_parts(const nl_ir *base, const nl_position *position, numbers *parts)
{
	uint32_t same = base ? nl_ir_position(base, position->id) : NL_NONE;
	if (same == NL_NONE || base->positions[same].root != position->root) return false;
	const uint32_t *start = base->parts.start + same;
	for (uint32_t i = start[0]; i < start[1]; i++) *nl_vec_push(parts) = base->parts.values[i];
	return true;
}

static void set_parts(nl_ir *ir, const nl_ir *base, nl_arena *arena)
{
	numbers parts = {0};
	uint64_t *needed = nl_alloc((ir->node_count / 64 + (size_t)1) * sizeof *needed);
	uint32_t *start = nl_arena_array(arena, uint32_t, ir->position_count + (size_t)1);
	for (uint32_t i = 0; i < ir->position_count; i++) {
		const nl_position *position = &ir->positions[i];
		if (position->root != NL_NONE && !copy_parts(base, position, &parts))
			add_parts(ir, position->root, needed, &parts);
		start[i + 1] = parts.len;
	}
	ir->parts = (nl_index){start, nl_arena_copy(arena, parts.at, parts.len * sizeof *parts.at)};
	nl_vec_release(&parts);
	free(needed);
}

static double words_of_phrase(const nl_ir *ir, uint32_t leaf)
{
	double words = 0;
	uint32_t at = ir->leaves[leaf].start;
	while (ir->insts[at].op != NL_INST_ACCEPT && words < MOST_PHRASE_WORDS) {
		const nl_inst *inst = &ir->insts[at];
		bool jumps = inst->op == NL_INST_SPLIT || inst->op == NL_INST_JUMP;
		at = jumps ? inst->a : at + 1;
		words += inst->op == NL_INST_WORD;
	}
	return words;
}

static void set_words(nl_ir *ir, const nl_ir *base, nl_arena *arena)
{
	double *words = nl_arena_array(arena, double, ir->node_count + (size_t)1);
	uint32_t known = base ? base->node_count : 0;
	if (known) memcpy(words, base->words, known * sizeof *words);
	for (uint32_t n = known; n < ir->node_count; n++) {
		const nl_node *node = &ir->nodes[n];
		uint32_t children = nl_ir_wanted(node);
		if (node->op == NL_NODE_PHRASE) words[n] = words_of_phrase(ir, node->leaf);
		else if (node->op == NL_NODE_REGEX) words[n] = 1;
		for (uint32_t i = 0; i < children; i++) words[n] += words[ir->children[node->first_child + i]];
		if (node->op == NL_NODE_OR) words[n] /= children;
		if (words[n] > most_words) words[n] = most_words;
	}
	ir->words = words;
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

void nl_ir_set_lookups(nl_ir *ir, const nl_ir *base, nl_ir_language *languages, nl_arena *arena)
{
	set_nodes(ir, arena);
	set_parts(ir, base, arena);
	set_words(ir, base, arena);
	for (uint32_t i = 0; i < ir->language_count; i++) {
		nl_ir_language *l = &languages[i];
		l->starts = nl_ir_starts(ir, l->leaves, l->leaf_count, nl_vocab_symbols(l->vocab), arena);
		l->cue_starts = starts_of_cues(ir, l, arena);
	}
}
