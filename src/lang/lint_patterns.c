/* Patterns compared with each other, on the IR, where terms are in their place and words are symbols.
 *
 * Every node gets a number such that equal numbers mean equal patterns: a key is written of what the node is and the numbers
 * of its children, and keys are numbered. So "A but not A" is found however A was written, or by which terms. What a phrase
 * covers is decided on its word sequences, where there are few of them: "law" covers "international law", since the
 * shortest match of the second always holds a match of the first. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "diag/codes.h"
#include "lang/lint.h"

enum {
	MAX_SEQUENCES = 256, /* of one phrase; those with more are not compared */
	MAX_WORDS = 24,      /* of one sequence */
	ALL_BLOCKS = (1 << (NL_BLOCK_CODE + 1)) - 1
};

typedef struct {
	const nl_ir *ir;
	nl_sink *sink;
	nl_map keys;
	nl_arena arena;   /* of the keys */
	uint32_t *number; /* by node */
	uint32_t *blocks; /* by node: kinds of block where its spans can begin */
	bool *never;      /* by node: told, or of a part that was */
} linter;

/* ---- equal patterns ------------------------------------------------------------------------------------------------ */

static void add_number(nl_buf *key, uint32_t number)
{
	nl_buf_add(key, (nl_str){(const char *)&number, sizeof number});
}

static int by_value(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static bool is_unordered(nl_node_op op)
{
	return op == NL_NODE_OR || op == NL_NODE_AND || op == NL_NODE_NEAR;
}

static void add_children(const linter *l, const nl_node *node, nl_buf *key)
{
	uint32_t *numbers = nl_alloc((node->child_count + 1) * sizeof *numbers);
	for (uint32_t i = 0; i < node->child_count; i++) numbers[i] = l->number[l->ir->children[node->first_child + i]];
	if (is_unordered(node->op)) qsort(numbers, node->child_count, sizeof *numbers, by_value);
	for (uint32_t i = 0; i < node->child_count; i++) add_number(key, numbers[i]);
	free(numbers);
}

static void number_node(linter *l, uint32_t n, nl_buf *key)
{
	const nl_node *node = &l->ir->nodes[n];
	if (node->op == NL_NODE_OR && node->child_count == 1) {
		l->number[n] = l->number[l->ir->children[node->first_child]];
		return;
	}
	nl_buf_clear(key);
	add_number(key, node->op);
	if (node->op == NL_NODE_PHRASE) add_number(key, l->ir->leaves[node->leaf].first);
	else if (node->op == NL_NODE_REGEX) {
		nl_buf_add(key, nl_ir_words(l->ir, l->ir->regexes[node->leaf].origin));
	} else {
		add_number(key, node->op == NL_NODE_OR || node->op == NL_NODE_BUT_NOT ? 0 : node->unit);
		add_number(key, node->gap);
		add_number(key, node->blocks);
		add_children(l, node, key);
	}
	uint32_t known = l->keys.len;
	uint32_t number = nl_map_get(&l->keys, nl_buf_str(key));
	if (number == NL_NONE) nl_map_set(&l->keys, nl_arena_str(&l->arena, nl_buf_str(key)), number = known);
	l->number[n] = number;
}

/* ---- patterns that can never match ---------------------------------------------------------------------------------- */

static uint32_t child(const linter *l, const nl_node *node, uint32_t i)
{
	return l->ir->children[node->first_child + i];
}

/* Does the node yield every span that a node with `number` yields? */
static bool holds(const linter *l, uint32_t n, uint32_t number)
{
	const nl_node *node = &l->ir->nodes[n];
	if (l->number[n] == number) return true;
	if (node->op != NL_NODE_OR) return false;
	for (uint32_t i = 0; i < node->child_count; i++) {
		if (l->number[child(l, node, i)] == number) return true;
	}
	return false;
}

/* Is all that `n` yields yielded by `by`? */
static bool is_within(const linter *l, uint32_t n, uint32_t by)
{
	const nl_node *node = &l->ir->nodes[n];
	if (holds(l, by, l->number[n])) return true;
	if (node->op == NL_NODE_IN || node->op == NL_NODE_NOT_IN) return is_within(l, child(l, node, 0), by);
	if (node->op != NL_NODE_OR) return false;
	for (uint32_t i = 0; i < node->child_count; i++) {
		if (!holds(l, by, l->number[child(l, node, i)])) return false;
	}
	return true;
}

static uint32_t blocks_of(const linter *l, const nl_node *node)
{
	uint32_t blocks = node->child_count ? l->blocks[child(l, node, 0)] : ALL_BLOCKS;
	/* Inside a sentence or paragraph all parts are in one block. */
	bool together = (node->op == NL_NODE_THEN || node->op == NL_NODE_NEAR || node->op == NL_NODE_AND) &&
		node->unit <= NL_UNIT_PARAGRAPH;
	for (uint32_t i = 1; i < node->child_count; i++) {
		if (node->op == NL_NODE_OR) blocks |= l->blocks[child(l, node, i)];
		else if (together) blocks &= l->blocks[child(l, node, i)];
	}
	if (node->op == NL_NODE_IN) blocks &= node->blocks;
	if (node->op == NL_NODE_NOT_IN) blocks &= ~node->blocks;
	return blocks;
}

static void tell_never(linter *l, uint32_t n, const char *why)
{
	nl_label here = nl_ir_at(l->ir, l->ir->nodes[n].origin);
	l->never[n] = true;
	nl_diag *diag = nl_sink_add(l->sink, NL_WARNING, NL_CODE_NAME(W0602), here, "this pattern can never match");
	nl_diag_note(l->sink, diag, "%s", why);
}

static void lint_never(linter *l, uint32_t n)
{
	const nl_node *node = &l->ir->nodes[n];
	l->blocks[n] = blocks_of(l, node);
	for (uint32_t i = 0; i < node->child_count; i++) l->never[n] |= l->never[child(l, node, i)];
	if (l->never[n]) return;
	bool excludes = node->op == NL_NODE_BUT_NOT || node->op == NL_NODE_UNLESS;
	if (l->blocks[n] == 0) tell_never(l, n, "its parts ask for kinds of blocks that rule each other out");
	else if (excludes && is_within(l, child(l, node, 0), child(l, node, 1)))
		tell_never(l, n, "all that its first part matches, the part behind 'but not' or 'unless' takes away");
}

/* ---- sequences of words --------------------------------------------------------------------------------------------- */

/* All sequences of symbols that a phrase accepts; `full` when there are too many, or any word fits somewhere. */
typedef struct {
	const nl_ir *ir;
	uint32_t words[MAX_WORDS];
	uint32_t len;
	NL_VEC(uint32_t) all; /* each sequence as its length, then its symbols */
	uint32_t count;
	uint32_t steps; /* a program has more ways than sequences when they end alike */
	bool full;
} sequences;

static void walk_program(sequences *s, uint32_t at)
{
	if (++s->steps > MAX_SEQUENCES * MAX_WORDS) s->full = true;
	if (s->full) return;
	const nl_inst *inst = &s->ir->insts[at];
	switch (inst->op) {
	case NL_INST_WORD:
		if (s->len == MAX_WORDS) s->full = true;
		else {
			s->words[s->len++] = inst->a;
			walk_program(s, at + 1);
			s->len--;
		}
		return;
	case NL_INST_SPLIT:
		walk_program(s, inst->a);
		walk_program(s, inst->b);
		return;
	case NL_INST_JUMP: walk_program(s, inst->a); return;
	case NL_INST_ANY: s->full = true; return;
	case NL_INST_ACCEPT: break;
	}
	if (++s->count > MAX_SEQUENCES) s->full = true;
	*nl_vec_push(&s->all) = s->len;
	for (uint32_t i = 0; i < s->len; i++) *nl_vec_push(&s->all) = s->words[i];
}

/* Every phrase among the alternatives under way, also inside terms and nested lists; `branch` is the alternative of the list
 * that it belongs to. */
typedef struct {
	const linter *l;
	nl_arena arena;
	nl_map owners; /* from a sequence's bytes to the first branch that accepts it */
	NL_VEC(uint32_t) nodes;
	NL_VEC(uint32_t) branches;
} cover;

static nl_str bytes_of(const uint32_t *symbols, uint32_t count)
{
	return (nl_str){(const char *)symbols, count * sizeof *symbols};
}

static void add_cover(cover *c, uint32_t n, uint32_t branch)
{
	const nl_node *node = &c->l->ir->nodes[n];
	if (node->op == NL_NODE_OR) {
		for (uint32_t i = 0; i < node->child_count; i++) add_cover(c, child(c->l, node, i), branch);
		return;
	}
	if (node->op != NL_NODE_PHRASE) return;
	sequences s = {.ir = c->l->ir};
	walk_program(&s, s.ir->leaves[node->leaf].start);
	for (uint32_t at = 0; at < s.all.len && !s.full; at += s.all.at[at] + 1) {
		nl_str key = bytes_of(&s.all.at[at + 1], s.all.at[at]);
		if (nl_map_get(&c->owners, key) == NL_NONE) nl_map_set(&c->owners, nl_arena_str(&c->arena, key), branch);
	}
	nl_vec_release(&s.all);
}

/* The branch other than `branch` that matches inside this sequence; an equal one counts when it comes first. */
static uint32_t covering(const cover *c, const uint32_t *symbols, uint32_t count, uint32_t branch)
{
	for (uint32_t first = 0; first < count; first++) {
		for (uint32_t end = first + 1; end <= count; end++) {
			uint32_t owner = nl_map_get(&c->owners, bytes_of(symbols + first, end - first));
			if (owner != NL_NONE && owner != branch) return owner;
		}
	}
	return NL_NONE;
}

static void tell_covered(const cover *c, uint32_t covered, uint32_t by)
{
	const nl_ir *ir = c->l->ir;
	nl_label here = nl_ir_at(ir, ir->nodes[covered].origin), there = nl_ir_at(ir, ir->nodes[by].origin);
	bool same = c->l->number[covered] == c->l->number[by];
	nl_diag *diag = nl_sink_add(c->l->sink, NL_WARNING, NL_CODE_NAME(W0603), here,
		same ? "this alternative is given twice" : "another alternative matches wherever this one does");
	there.text = same ? NL_STR("first given here") : NL_STR("this one covers it");
	nl_diag_related(c->l->sink, diag, there);
	if (!same)
		nl_diag_note(c->l->sink, diag, "a match is the shortest run of words that fits, so the longer one adds nothing");
	nl_diag_help(c->l->sink, diag, "take this one out%s", same ? "" : ", or the shorter one if it says too little");
}

/* A phrase is covered when each of its sequences holds one of another branch. */
static void lint_branch(const cover *c, const nl_node *list, uint32_t branch)
{
	uint32_t n = child(c->l, list, branch), by = NL_NONE;
	const nl_node *node = &c->l->ir->nodes[n];
	if (node->op != NL_NODE_PHRASE || node->term.len) return;
	sequences s = {.ir = c->l->ir};
	walk_program(&s, s.ir->leaves[node->leaf].start);
	bool covered = !s.full;
	for (uint32_t at = 0; at < s.all.len && covered; at += s.all.at[at] + 1) {
		by = covering(c, &s.all.at[at + 1], s.all.at[at], branch);
		covered = by != NL_NONE;
	}
	nl_vec_release(&s.all);
	if (covered && by != NL_NONE) tell_covered(c, n, child(c->l, list, by));
}

/* Alternatives that are no phrases can still be equal. */
static void lint_equal(const cover *c, const nl_node *list)
{
	nl_map seen = {0};
	for (uint32_t i = 0; i < list->child_count; i++) {
		uint32_t n = child(c->l, list, i);
		nl_str key = {(const char *)&c->l->number[n], sizeof *c->l->number};
		uint32_t first = nl_map_get(&seen, key);
		if (first == NL_NONE) nl_map_set(&seen, key, n);
		else if (c->l->ir->nodes[n].op != NL_NODE_PHRASE && first != n) tell_covered(c, n, first);
	}
	nl_map_release(&seen);
}

static void lint_list(const linter *l, const nl_node *list)
{
	cover c = {.l = l};
	for (uint32_t i = 0; i < list->child_count; i++) add_cover(&c, child(l, list, i), i);
	for (uint32_t i = 0; i < list->child_count; i++) lint_branch(&c, list, i);
	lint_equal(&c, list);
	nl_map_release(&c.owners);
	nl_arena_release(&c.arena);
}

void nl_lint_patterns(const nl_ir *ir, nl_sink *sink)
{
	linter l = {.ir = ir, .sink = sink};
	nl_buf key = {0};
	l.number = nl_alloc((ir->node_count + 1) * sizeof *l.number);
	l.blocks = nl_alloc((ir->node_count + 1) * sizeof *l.blocks);
	l.never = nl_alloc(ir->node_count + 1);
	for (uint32_t n = 0; n < ir->node_count; n++) {
		number_node(&l, n, &key);
		lint_never(&l, n);
		if (ir->nodes[n].op == NL_NODE_OR) lint_list(&l, &ir->nodes[n]);
	}
	nl_buf_release(&key);
	nl_map_release(&l.keys);
	nl_arena_release(&l.arena);
	free(l.number);
	free(l.blocks);
	free(l.never);
}
