/* match/automaton.c - the lazy automaton over word classes.
 *
 * A state is two runs in `items`: the addresses of the WORD and ANY instructions that wait for the next word, and the
 * leaves that are complete. Both are sorted, so that equal sets are equal bytes, and interned by their hash. State 0 is the
 * empty set: dead. The state before the first word is not built, it would hold every phrase: `roots` gives, for a word
 * class, the state after a first word of that class, from an index of the instructions that wait for each symbol at the
 * start of some phrase. */
#include "match/automaton.h"

#include <string.h>

#include "base/mem.h"

enum { DEAD = 0, MAX_STATES = 1 << 16, MAX_ITEMS = 1 << 23, MAX_MOVES = 1 << 20 };

typedef struct {
	uint32_t start;      /* into items: waiting instructions, then leaves */
	uint32_t waiting;    /* how many wait */
	uint32_t leaves;     /* how many leaves are complete */
	uint32_t on_unknown; /* the state after a word that no rule knows; NL_NONE: not worked out yet */
	uint64_t wants;      /* marks of the symbols that it waits for; see mark_of() */
	uint64_t hash;
} state;

/* A transition in one number, since there are hundreds of thousands and their table is where a dense text waits for memory: the
 * state, the class and, in the low bits, the target. 0 is a free slot, since nothing leaves DEAD. */
typedef uint64_t move;

enum { CLASS_BITS = 23, TARGET_BITS = 24, MOST_STATES = 1 << 17, LINE = 8 /* moves in a line of memory */ };

typedef NL_VEC(uint32_t) numbers;

struct nl_automaton {
	const nl_ir *ir;
	const nl_lexicon *lexicon;
	const nl_index *starts; /* symbol -> WORD instructions at the start of a phrase */
	uint32_t limit;

	/* The states so far; see forget(). */
	NL_VEC(state) states;
	numbers items;
	uint32_t *interned; /* open addressing: state, DEAD is a free slot */
	uint32_t interned_cap;
	move *moves; /* lines of them */
	void *move_block;
	uint32_t move_count, move_cap;
	numbers roots;           /* by class; NL_NONE: not worked out yet */
	NL_VEC(uint64_t) offers; /* by class: marks of the symbols that it satisfies */
	/* By class: what its root waits for; all marks when it completes a leaf, or is not known yet. */
	NL_VEC(uint64_t) asks;
	NL_VEC(nl_symbols) symbols; /* by class */
	uint64_t *pairs;            /* a bit for each word that may follow a first word; see may_go_on() */

	/* Scratch of closure(). */
	uint64_t *seen; /* a bit for each instruction that was reached */
	numbers reached, stack, waiting, leaves;
};

/* A state and a class share a mark if the one may wait for what the other is: most pairs share none, and dying costs two loads
 * instead of a look-up. Every class has the mark ANY_WORD. */
static const uint64_t ANY_WORD = UINT64_C(1) << 63, ALL_MARKS = UINT64_MAX;

static uint64_t mark_of(nl_symbol symbol)
{
	return symbol ? UINT64_C(1) << symbol % 63 : 0;
}

/* Words like "the" begin so many phrases that marks say little. So what may follow a first word is kept as bits of a small
 * table too, one for a class and a symbol. Where any word may follow, another bit says what may stand behind that one; no phrase
 * ends with any word. */
enum { PAIR_BITS = 1 << 18, ANY_SYMBOL = 0 };
static const nl_symbol SECOND = UINT32_C(1) << 31; /* added to symbols of the second word behind the first */

static inline uint32_t pair_of(nl_class first, nl_symbol symbol)
{
	return (uint32_t)((first * UINT64_C(0x9E3779B97F4A7C15) + symbol * UINT64_C(0xD6E8FEB86659FD93)) >> 46) % PAIR_BITS;
}

static inline bool has_pair(const nl_automaton *a, nl_class first, nl_symbol symbol)
{
	uint32_t bit = pair_of(first, symbol);
	return a->pairs[bit / 64] >> bit % 64 & 1;
}

static void set_pair(nl_automaton *a, nl_class first, nl_symbol symbol)
{
	uint32_t bit = pair_of(first, symbol);
	a->pairs[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool has_pair_with(const nl_automaton *a, nl_class first, nl_symbol second, nl_class word)
{
	const nl_symbols *symbols = &a->symbols.at[word];
	return (symbols->stem && has_pair(a, first, second | symbols->stem)) ||
		(symbols->form && has_pair(a, first, second | symbols->form)) ||
		(symbols->exact && has_pair(a, first, second | symbols->exact));
}

/* Whether a phrase that begins with the first of `count` tokens, two or more, may go on with the next ones. It may be wrong
 * when it says yes. */
static bool may_go_on(const nl_automaton *a, const nl_token *tokens, uint32_t count)
{
	nl_class first = tokens[0].word_class;
	if (has_pair_with(a, first, 0, tokens[1].word_class)) return true;
	if (count < 3 || !has_pair(a, first, ANY_SYMBOL)) return false;
	return has_pair(a, first, SECOND | ANY_SYMBOL) || has_pair_with(a, first, SECOND, tokens[2].word_class);
}

/* ---- sets of places ------------------------------------------------------------------------------------------ */

/* Begins a new set: nothing was reached. */
static void begin_set(nl_automaton *a)
{
	for (uint32_t i = 0; i < a->reached.len; i++) a->seen[a->reached.at[i] / 64] = 0;
	nl_vec_clear(&a->reached);
	nl_vec_clear(&a->waiting);
	nl_vec_clear(&a->leaves);
}

/* False when it was reached before. */
static bool reach(nl_automaton *a, uint32_t address)
{
	uint64_t bit = UINT64_C(1) << address % 64;
	if (a->seen[address / 64] & bit) return false;
	a->seen[address / 64] |= bit;
	*nl_vec_push(&a->reached) = address;
	return true;
}

/* Adds to the set all that can be reached from `address` without a word. The first way of a SPLIT is looked at first: places come
 * nearly in order. */
static void closure(nl_automaton *a, uint32_t address)
{
	for (;;) {
		const nl_inst *inst = &a->ir->insts[address];
		bool reached = reach(a, address);
		if (reached && inst->op == NL_INST_SPLIT) *nl_vec_push(&a->stack) = inst->b;
		if (reached && (inst->op == NL_INST_SPLIT || inst->op == NL_INST_JUMP)) {
			address = inst->a;
			continue;
		}
		if (reached && inst->op == NL_INST_ACCEPT) *nl_vec_push(&a->leaves) = inst->a;
		else if (reached) *nl_vec_push(&a->waiting) = address;
		if (!a->stack.len) return;
		address = a->stack.at[--a->stack.len];
	}
}

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* By insertion, for they come nearly in order; the other way when they do not. */
static void sort_numbers(numbers *list)
{
	uint32_t budget = 64 + 4 * list->len;
	for (uint32_t i = 1; i < list->len; i++) {
		uint32_t number = list->at[i], k = i;
		for (; k > 0 && list->at[k - 1] > number; k--) list->at[k] = list->at[k - 1];
		list->at[k] = number;
		if (i - k > budget) {
			qsort(list->at, list->len, sizeof *list->at, compare_numbers);
			return;
		}
		budget -= i - k;
	}
}

/* ---- states -------------------------------------------------------------------------------------------------- */

static void add_items(nl_automaton *a, const numbers *list)
{
	for (uint32_t i = 0; i < list->len; i++) *nl_vec_push(&a->items) = list->at[i];
}

static bool same_items(const uint32_t *items, const numbers *list)
{
	return !list->len || memcmp(items, list->at, list->len * sizeof *items) == 0;
}

static bool is_the_set(const nl_automaton *a, const state *s, uint64_t hash)
{
	const uint32_t *items = a->items.at + s->start;
	return s->hash == hash && s->waiting == a->waiting.len && s->leaves == a->leaves.len &&
		same_items(items, &a->waiting) && same_items(items + s->waiting, &a->leaves);
}

static uint64_t wants_of(const nl_automaton *a)
{
	uint64_t wants = 0;
	for (uint32_t i = 0; i < a->waiting.len; i++) {
		const nl_inst *inst = &a->ir->insts[a->waiting.at[i]];
		wants |= inst->op == NL_INST_ANY ? ANY_WORD : mark_of(inst->a);
	}
	return wants;
}

static void grow_interned(nl_automaton *a)
{
	uint32_t cap = a->interned_cap ? a->interned_cap * 2 : 256;
	free(a->interned);
	a->interned = nl_alloc(cap * sizeof *a->interned);
	a->interned_cap = cap;
	for (uint32_t i = 1; i < a->states.len; i++) {
		uint32_t slot = (uint32_t)a->states.at[i].hash & (cap - 1);
		while (a->interned[slot] != DEAD) slot = (slot + 1) & (cap - 1);
		a->interned[slot] = i;
	}
}

/* The state of the set in a->waiting and a->leaves. */
static uint32_t intern_set(nl_automaton *a)
{
	if (!a->waiting.len && !a->leaves.len) return DEAD;
	sort_numbers(&a->waiting);
	sort_numbers(&a->leaves);
	uint64_t hash = a->leaves.len ? nl_hash(a->leaves.at, a->leaves.len * sizeof *a->leaves.at) : 1;
	if (a->waiting.len) hash = hash * 31 + nl_hash(a->waiting.at, a->waiting.len * sizeof *a->waiting.at);

	if (a->states.len * 2 >= a->interned_cap) grow_interned(a);
	uint32_t slot = (uint32_t)hash & (a->interned_cap - 1);
	for (; a->interned[slot] != DEAD; slot = (slot + 1) & (a->interned_cap - 1)) {
		if (is_the_set(a, &a->states.at[a->interned[slot]], hash)) return a->interned[slot];
	}
	a->interned[slot] = a->states.len;
	*nl_vec_push(&a->states) = (state){.start = a->items.len,
		.waiting = a->waiting.len,
		.leaves = a->leaves.len,
		.on_unknown = NL_NONE,
		.hash = hash,
		.wants = wants_of(a)};
	add_items(a, &a->waiting);
	add_items(a, &a->leaves);
	return a->interned[slot];
}

/* Throws all states away; only DEAD is left. */
static void forget(nl_automaton *a)
{
	nl_vec_clear(&a->states);
	nl_vec_clear(&a->items);
	*nl_vec_push(&a->states) = (state){.on_unknown = DEAD};
	if (a->interned_cap) memset(a->interned, 0, a->interned_cap * sizeof *a->interned);
	if (a->move_cap) memset(a->moves, 0, a->move_cap * sizeof *a->moves);
	a->move_count = 0;
	for (uint32_t i = 1; i < a->roots.len; i++) {
		a->roots.at[i] = NL_NONE;
		a->asks.at[i] = ALL_MARKS;
	}
}

static bool is_full(const nl_automaton *a)
{
	return a->states.len > a->limit || a->items.len > MAX_ITEMS || a->move_count > MAX_MOVES;
}

/* ---- transitions --------------------------------------------------------------------------------------------- */

static bool satisfies(const nl_symbols *symbols, nl_symbol wanted)
{
	return wanted == symbols->stem || wanted == symbols->form || wanted == symbols->exact;
}

static uint32_t work_out_step(nl_automaton *a, uint32_t from, nl_class word_class)
{
	nl_symbols symbols = nl_lexicon_symbols(a->lexicon, word_class);
	const state *s = &a->states.at[from];
	begin_set(a);
	for (uint32_t i = 0; i < s->waiting; i++) {
		uint32_t address = a->items.at[s->start + i];
		const nl_inst *inst = &a->ir->insts[address];
		if (inst->op == NL_INST_ANY || satisfies(&symbols, inst->a)) closure(a, address + 1);
	}
	return intern_set(a);
}

/* The root of a class is known: notes the words that may follow. */
static void set_pairs(nl_automaton *a, nl_class first, uint32_t root)
{
	const state *s = &a->states.at[root];
	begin_set(a);
	for (uint32_t i = 0; i < s->waiting; i++) {
		uint32_t address = a->items.at[s->start + i];
		const nl_inst *inst = &a->ir->insts[address];
		set_pair(a, first, inst->op == NL_INST_ANY ? ANY_SYMBOL : inst->a);
		if (inst->op == NL_INST_ANY) closure(a, address + 1);
	}
	for (uint32_t i = 0; i < a->waiting.len; i++) {
		const nl_inst *inst = &a->ir->insts[a->waiting.at[i]];
		set_pair(a, first, SECOND | (inst->op == NL_INST_ANY ? ANY_SYMBOL : inst->a));
	}
}

static uint32_t work_out_root(nl_automaton *a, nl_class word_class)
{
	nl_symbols symbols = nl_lexicon_symbols(a->lexicon, word_class);
	nl_symbol wanted[] = {symbols.stem, symbols.form, symbols.exact};
	begin_set(a);
	for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
		if (!wanted[k]) continue;
		for (uint32_t i = a->starts->start[wanted[k]]; i < a->starts->start[wanted[k] + 1]; i++)
			closure(a, a->starts->values[i] + 1);
	}
	uint32_t root = intern_set(a);
	a->asks.at[word_class] = a->states.at[root].leaves ? ALL_MARKS : a->states.at[root].wants;
	set_pairs(a, word_class, root);
	return a->roots.at[word_class] = root;
}

static inline move move_key(uint32_t from, nl_class word_class)
{
	return ((move)from << CLASS_BITS | word_class) << TARGET_BITS;
}

/* The slot of a transition: the one that holds it, or the free one where it belongs. Frequent words have low classes, since they
 * are met early; so those that follow one state share lines. */
static inline move *find_move(move *moves, uint32_t cap, move key)
{
	uint64_t mixed = (key >> TARGET_BITS) / LINE * UINT64_C(0x9E3779B97F4A7C15);
	uint32_t slot = ((uint32_t)(mixed >> 32) * LINE | (uint32_t)(key >> TARGET_BITS) % LINE) & (cap - 1);
	while (moves[slot] && (moves[slot] ^ key) >> TARGET_BITS) slot = (slot + 1) & (cap - 1);
	return &moves[slot];
}

static void grow_moves(nl_automaton *a)
{
	uint32_t cap = a->move_cap ? a->move_cap * 2 : 1024;
	void *block = nl_alloc((cap + (size_t)LINE) * sizeof *a->moves);
	move *moves = (move *)(((uintptr_t)block + LINE * sizeof *moves - 1) & ~(uintptr_t)(LINE * sizeof *moves - 1));
	for (uint32_t i = 0; i < a->move_cap; i++) {
		if (a->moves[i]) *find_move(moves, cap, a->moves[i]) = a->moves[i];
	}
	free(a->move_block);
	a->move_block = block;
	a->moves = moves;
	a->move_cap = cap;
}

static uint32_t step_known(nl_automaton *a, uint32_t from, nl_class word_class)
{
	if (from >= MOST_STATES || word_class >> CLASS_BITS) return work_out_step(a, from, word_class);
	move key = move_key(from, word_class), *found = find_move(a->moves, a->move_cap, key);
	if (*found) return (uint32_t)(*found & ((1u << TARGET_BITS) - 1));
	uint32_t target = work_out_step(a, from, word_class);
	if (target >> TARGET_BITS) return target;
	*found = key | target;
	if (++a->move_count * 2 >= a->move_cap) grow_moves(a);
	return target;
}

static inline uint32_t step(nl_automaton *a, uint32_t from, nl_class word_class)
{
	if (!(a->states.at[from].wants & a->offers.at[word_class])) return DEAD;
	if (word_class) return step_known(a, from, word_class);
	if (a->states.at[from].on_unknown == NL_NONE) {
		uint32_t target = work_out_step(a, from, word_class); /* may move the states */
		a->states.at[from].on_unknown = target;
	}
	return a->states.at[from].on_unknown;
}

/* ---- running ------------------------------------------------------------------------------------------------- */

static void tell_leaves(const nl_automaton *a, uint32_t at, nl_range range, nl_hits *hits)
{
	const state *s = &a->states.at[at];
	for (uint32_t i = 0; i < s->leaves; i++)
		*nl_vec_push(hits) = (nl_hit){.leaf = a->items.at[s->start + s->waiting + i], .range = range};
}

/* Reads on from token `first`, whose class leads to state `at`, up to `end`; tokens[0] is token `base`. */
static void run_from(nl_automaton *a, const nl_token *tokens, uint32_t base, uint32_t first, uint32_t end, uint32_t at,
	nl_hits *hits)
{
	for (uint32_t i = first;;) {
		if (a->states.at[at].leaves) tell_leaves(a, at, (nl_range){base + first, base + i}, hits);
		if (++i == end) return;
		at = step(a, at, tokens[i].word_class);
		if (at == DEAD) return;
	}
}

/* Classes that the lexicon has met since the last run have no root yet. */
static void make_room_for_classes(nl_automaton *a)
{
	uint32_t classes = nl_lexicon_classes(a->lexicon);
	while (a->roots.len < classes) {
		nl_symbols symbols = nl_lexicon_symbols(a->lexicon, a->roots.len);
		*nl_vec_push(&a->offers) = mark_of(symbols.stem) | mark_of(symbols.form) | mark_of(symbols.exact) | ANY_WORD;
		uint32_t root = a->roots.len == 0 ? DEAD : NL_NONE;
		*nl_vec_push(&a->symbols) = symbols;
		*nl_vec_push(&a->roots) = root;
		*nl_vec_push(&a->asks) = root == DEAD ? 0 : ALL_MARKS;
	}
}

/* A run from token `first`, whose class may begin a phrase. */
static void run(nl_automaton *a, const nl_token *tokens, uint32_t base, uint32_t first, uint32_t end, nl_hits *hits)
{
	nl_class word_class = tokens[first].word_class;
	if (is_full(a)) forget(a);
	uint32_t at = a->roots.at[word_class];
	if (at == NL_NONE) at = work_out_root(a, word_class);
	if (at != DEAD) run_from(a, tokens, base, first, end, at, hits);
}

/* Most words begin no phrase, or none that could go on with the word behind: marks and pairs tell that. */
void nl_automaton_run(nl_automaton *a, const nl_token *tokens, const nl_sentence *sentences, uint32_t count, nl_hits *hits)
{
	if (count == 0) return;
	make_room_for_classes(a);
	const uint64_t *asks = a->asks.at, *offers = a->offers.at;
	uint32_t base = sentences[0].first;
	for (uint32_t s = 0; s < count; s++) {
		uint32_t end = sentences[s].end - base, i = sentences[s].first - base;
		for (; i + 1 < end; i++) {
			nl_class first = tokens[i].word_class, next = tokens[i + 1].word_class;
			if (!(asks[first] & offers[next])) continue;
			if (asks[first] == ALL_MARKS || may_go_on(a, tokens + i, end - i)) run(a, tokens, base, i, end, hits);
		}
		if (i < end && asks[tokens[i].word_class]) run(a, tokens, base, i, end, hits);
	}
}

/* ---- building ------------------------------------------------------------------------------------------------ */

nl_automaton *nl_automaton_new(const nl_ir *ir, const nl_index *starts, const nl_lexicon *lexicon)
{
	nl_automaton *a = nl_alloc(sizeof *a);
	a->ir = ir;
	a->starts = starts;
	a->lexicon = lexicon;
	a->limit = MAX_STATES;
	a->pairs = nl_alloc(PAIR_BITS / 8);
	a->seen = nl_alloc(((size_t)ir->inst_count / 64 + 1) * sizeof *a->seen);
	grow_moves(a);
	forget(a);
	return a;
}

void nl_automaton_free(nl_automaton *a)
{
	if (!a) return;
	nl_vec_release(&a->states);
	nl_vec_release(&a->items);
	free(a->interned);
	free(a->move_block);
	nl_vec_release(&a->roots);
	nl_vec_release(&a->offers);
	nl_vec_release(&a->asks);
	nl_vec_release(&a->symbols);
	free(a->pairs);
	free(a->seen);
	nl_vec_release(&a->reached);
	nl_vec_release(&a->stack);
	nl_vec_release(&a->waiting);
	nl_vec_release(&a->leaves);
	free(a);
}

void nl_automaton_limit(nl_automaton *automaton, uint32_t states)
{
	automaton->limit = states;
}
