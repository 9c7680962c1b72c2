/* match/parts.c - a worklist of (node, span) from the root down to the leaves, and a path through a phrase's program. */
#include "match/parts.h"

#include "base/mem.h"

enum { MAX_TASKS = 1024 };

typedef struct {
	uint32_t node;
	nl_range range;
} task;

/* A place in a phrase's program after some tokens: how many of them WORD instructions took on the way, and the place
 * before the last token. */
typedef struct {
	uint32_t inst, words, parent;
} place;

struct nl_parts {
	nl_eval *eval;
	const nl_lexicon *lexicon;
	NL_VEC(task) tasks; /* each (node, span) once, so that shared terms are not entered again and again */
	NL_VEC(nl_range) found;

	/* Scratch of one phrase. */
	NL_VEC(place) places;
	NL_VEC(place) steps; /* to be taken over one token */
	NL_VEC(uint32_t) stack;
	NL_VEC(uint32_t) seen; /* by instruction of the phrase, from its first: the round in which it was reached last */
	uint32_t round;
};

nl_parts *nl_parts_new(nl_eval *eval, const nl_lexicon *lexicon)
{
	nl_parts *parts = nl_alloc(sizeof *parts);
	parts->eval = eval;
	parts->lexicon = lexicon;
	return parts;
}

void nl_parts_free(nl_parts *parts)
{
	if (!parts) return;
	nl_vec_release(&parts->tasks);
	nl_vec_release(&parts->found);
	nl_vec_release(&parts->places);
	nl_vec_release(&parts->steps);
	nl_vec_release(&parts->stack);
	nl_vec_release(&parts->seen);
	free(parts);
}

/* ---- inside a phrase ----------------------------------------------------------------------------------------- */

static void begin_places(nl_parts *p)
{
	if (++p->round) return;
	for (uint32_t i = 0; i < p->seen.len; i++) p->seen.at[i] = 0;
	p->round = 1;
}

static bool is_seen(nl_parts *p, uint32_t number)
{
	while (p->seen.len <= number) *nl_vec_push(&p->seen) = 0;
	bool again = p->seen.at[number] == p->round;
	p->seen.at[number] = p->round;
	return again;
}

/* Adds the places that can be reached from `from` without a word; the program begins at `start`. */
static void add_places(nl_parts *p, uint32_t start, place from)
{
	*nl_vec_push(&p->stack) = from.inst;
	while (p->stack.len) {
		uint32_t at = p->stack.at[--p->stack.len];
		if (is_seen(p, at - start)) continue;
		const nl_inst *i = &p->eval->ir->insts[at];
		if (i->op == NL_INST_SPLIT) {
			*nl_vec_push(&p->stack) = i->b;
			*nl_vec_push(&p->stack) = i->a;
		} else if (i->op == NL_INST_JUMP) *nl_vec_push(&p->stack) = i->a;
		else *nl_vec_push(&p->places) = (place){at, from.words, from.parent};
	}
}

static bool takes_word(const nl_parts *p, const nl_inst *inst, uint32_t token)
{
	if (inst->op == NL_INST_ANY) return true;
	if (inst->op != NL_INST_WORD) return false;
	nl_symbols symbols = nl_lexicon_symbols(p->lexicon, nl_doc_token(p->eval->doc, token).word_class);
	return inst->a == symbols.stem || inst->a == symbols.form || inst->a == symbols.exact;
}

static int by_most_words(const void *a, const void *b)
{
	const place *x = a, *y = b;
	if (x->words != y->words) return x->words > y->words ? -1 : 1;
	return (x->parent > y->parent) - (x->parent < y->parent);
}

/* The steps that the places from `from` on can take over a token, those with the most words first: the first to reach a
 * place is kept, so of all ways there the one is kept that leaves the fewest words to gaps. In "not" under "... [not]
 * use" that decides whether the pattern or the text says "not". */
static void collect_steps(nl_parts *p, uint32_t from, uint32_t token)
{
	const nl_inst *insts = p->eval->ir->insts;
	nl_vec_clear(&p->steps);
	for (uint32_t i = from; i < p->places.len; i++) {
		const place *at = &p->places.at[i];
		if (!takes_word(p, &insts[at->inst], token)) continue;
		uint32_t words = at->words + (insts[at->inst].op == NL_INST_WORD);
		*nl_vec_push(&p->steps) = (place){at->inst + 1, words, i};
	}
	if (p->steps.len > 1) qsort(p->steps.at, p->steps.len, sizeof *p->steps.at, by_most_words);
}

/* Runs the phrase over the span; the place of its ACCEPT after the last word, NL_NONE when it does not match. */
static uint32_t find_path(nl_parts *p, uint32_t leaf, nl_range range)
{
	const nl_ir *ir = p->eval->ir;
	uint32_t start = ir->leaves[leaf].start;
	nl_vec_clear(&p->places);
	begin_places(p);
	add_places(p, start, (place){start, 0, NL_NONE});
	uint32_t from = 0;
	for (uint32_t t = range.first; t <= range.last; t++) {
		collect_steps(p, from, t);
		from = p->places.len;
		begin_places(p);
		for (uint32_t i = 0; i < p->steps.len; i++) add_places(p, start, p->steps.at[i]);
	}
	for (uint32_t i = from; i < p->places.len; i++) {
		if (ir->insts[p->places.at[i].inst].op == NL_INST_ACCEPT) return i;
	}
	return NL_NONE;
}

/* Whether the phrase is as many words as the span, one after another: then there is one path. */
static bool is_all_words(const nl_parts *p, uint32_t leaf, nl_range range)
{
	const nl_inst *inst = &p->eval->ir->insts[p->eval->ir->leaves[leaf].start];
	for (uint32_t t = range.first; t <= range.last; t++, inst++) {
		if (inst->op != NL_INST_WORD) return false;
	}
	return inst->op == NL_INST_ACCEPT;
}

/* Walks the path back from its end; each place on it read one word. */
static void add_phrase(nl_parts *p, uint32_t leaf, nl_range range)
{
	if (is_all_words(p, leaf, range)) {
		*nl_vec_push(&p->found) = range;
		return;
	}
	uint32_t at = find_path(p, leaf, range);
	if (at == NL_NONE) {
		*nl_vec_push(&p->found) = range;
		return;
	}
	for (uint32_t t = range.last;; t--) {
		at = p->places.at[at].parent;
		if (p->eval->ir->insts[p->places.at[at].inst].op == NL_INST_WORD) *nl_vec_push(&p->found) = (nl_range){t, t};
		if (t == range.first) return;
	}
}

/* ---- operators ----------------------------------------------------------------------------------------------- */

static void add_task(nl_parts *p, uint32_t node, nl_range range)
{
	for (uint32_t i = 0; i < p->tasks.len; i++) {
		const task *t = &p->tasks.at[i];
		if (t->node == node && t->range.first == range.first && t->range.last == range.last) return;
	}
	*nl_vec_push(&p->tasks) = (task){node, range};
}

static uint32_t child(const nl_parts *p, const nl_node *node, uint32_t i)
{
	return p->eval->ir->children[node->first_child + i];
}

static void enter_or(nl_parts *p, const nl_node *node, nl_range range)
{
	uint32_t input = nl_eval_input_with(p->eval, node, range);
	if (input != NL_NONE) add_task(p, input, range);
}

/* The first span of each child inside the cover: together they make it (intervals.c). */
static void enter_and(nl_parts *p, const nl_node *node, nl_range range)
{
	for (uint32_t i = 0; i < node->child_count; i++) {
		nl_spans spans = nl_eval_spans(p->eval, child(p, node, i));
		uint32_t k = nl_spans_from(spans, range.first);
		if (k < spans.len && spans.at[k].last <= range.last) add_task(p, child(p, node, i), spans.at[k]);
	}
}

/* The one span of `a` that begins the cover and the one of `b` that ends it. */
static bool enter_pair(nl_parts *p, uint32_t gap, uint32_t a, uint32_t b, nl_range range)
{
	nl_spans left = nl_eval_spans(p->eval, a), right = nl_eval_spans(p->eval, b);
	uint32_t i = nl_spans_from(left, range.first), k = nl_spans_until(right, range.last);
	if (i == left.len || k == right.len) return false;
	nl_range x = left.at[i], y = right.at[k];
	if (x.first != range.first || y.last != range.last) return false;
	if (x.last >= y.first || y.first - x.last - 1 > gap) return false;
	add_task(p, a, x);
	add_task(p, b, y);
	return true;
}

static void enter(nl_parts *p, const nl_node *node, nl_range range)
{
	switch (node->op) {
	case NL_NODE_PHRASE: add_phrase(p, node->leaf, range); break;
	case NL_NODE_REGEX: *nl_vec_push(&p->found) = range; break;
	case NL_NODE_OR: enter_or(p, node, range); break;
	case NL_NODE_AND: enter_and(p, node, range); break;
	case NL_NODE_NEAR:
		if (!enter_pair(p, node->gap, child(p, node, 0), child(p, node, 1), range))
			enter_pair(p, node->gap, child(p, node, 1), child(p, node, 0), range);
		break;
	case NL_NODE_THEN: enter_pair(p, node->gap, child(p, node, 0), child(p, node, 1), range); break;
	case NL_NODE_BUT_NOT:
	case NL_NODE_UNLESS:
	case NL_NODE_ABOUT:
	case NL_NODE_IN:
	case NL_NODE_NOT_IN: add_task(p, child(p, node, 0), range); break;
	}
}

/* ---- the whole ----------------------------------------------------------------------------------------------- */

static int compare_ranges(const void *a, const void *b)
{
	const nl_range *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

static void join_adjacent(nl_parts *p)
{
	qsort(p->found.at, p->found.len, sizeof *p->found.at, compare_ranges);
	uint32_t len = 0;
	for (uint32_t i = 0; i < p->found.len; i++) {
		nl_range range = p->found.at[i], *last = len ? &p->found.at[len - 1] : NULL;
		if (!last || range.first > last->last + 1) p->found.at[len++] = range;
		else if (range.last > last->last) last->last = range.last;
	}
	p->found.len = len;
}

nl_spans nl_parts_of(nl_parts *p, uint32_t node, nl_range range)
{
	nl_vec_clear(&p->tasks);
	nl_vec_clear(&p->found);
	add_task(p, node, range);
	for (uint32_t i = 0; i < p->tasks.len && p->tasks.len <= MAX_TASKS; i++) {
		task next = p->tasks.at[i];
		enter(p, &p->eval->ir->nodes[next.node], next.range);
	}
	if (p->tasks.len > MAX_TASKS || !p->found.len) {
		nl_vec_clear(&p->found);
		*nl_vec_push(&p->found) = range;
	}
	join_adjacent(p);
	return (nl_spans){p->found.at, p->found.len};
}
