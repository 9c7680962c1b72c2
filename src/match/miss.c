/* match/miss.c - the nearest miss: the sentence that satisfied the largest part of a pattern.
 *
 * In a sentence, a node scores 1 when it has a span that begins there. Else a leaf scores 0, `|` as its best child, `&`,
 * `then` and `near` as the mean of their children, each by its weight; `A about B` too, where a B in a lead-in or heading
 * counts beside some of A; the other operators as their first child. An operator whose children all score 1 without a
 * span of its own is APART of them: they are too far apart, in the wrong order, or kept out.
 *
 * The weight of a leaf is its rarity, 1 + ln((N + 1) / (n + 1)) for n of the text's N sentences (after K. Sparck Jones: "A
 * statistical interpretation of term specificity", J. Documentation 28, 1972), times its words: that a text on the
 * Internet says "Internet" tells little, that it says "international law" much. What needs several leaves weighs what
 * they weigh together; `|` by its own rarity, and by the mean of its children's words.
 *
 * Only sentences that hold some span are scored. A text has many sentences but few ways to miss, so a score is kept for
 * each set of nodes satisfied (match/sets.h): what it would be if each topic were in the lead-ins and headings that it may
 * be in. Where those are, which is dear, is only looked up for a sentence that could then be the best so far. A score is worked
 * out upwards from the nodes satisfied, so it costs what is there and not the size of the pattern. */
#include "match/miss.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "match/sets.h"

static const double apart_factor = 0.95;
static const double max_weight = 1e9; /* of a term that shared terms make huge */
static const double max_words = 20;   /* of a phrase: more say no more */
static const double unknown = -1;

/* Everything about a node of the pattern; sorted by `node`, so children come first. */
typedef struct {
	uint32_t node;
	double words;       /* that it needs */
	double weight;      /* the same, each by its rarity */
	double score;       /* in the sentence looked at */
	bool present;       /* has a span that begins in that sentence */
	bool in_context;    /* ABOUT: its second child lies in the sentence, a lead-in or a heading */
	bool queued;        /* by explain() */
	uint32_t sentences; /* with a span that begins there */
} part;

struct nl_misses {
	const nl_ir *ir;
	nl_eval *eval;
	const nl_doc *doc;
	double rarity_of_none; /* of what stands nowhere in it: most parts */

	/* What was found for each position of this document; misses of less than the whole text are not kept. */
	nl_miss *kept;
	bool *is_kept;

	/* The pattern in work. */
	uint32_t root;
	NL_VEC(part) parts;
	NL_VEC(uint32_t) abouts; /* the parts that are ABOUT */
	uint32_t *part_of;       /* node -> index of its part + 1; 0 for nodes that are not in the pattern */
	uint64_t *needed;        /* bit set of nodes; empty between uses */
	uint64_t *due;           /* bit set of parts; empty between uses */
	uint32_t due_cap;
	NL_VEC(uint32_t) scored; /* the parts whose score or presence is not 0 now */
	nl_sets sets;            /* of parts, by sentence */
	NL_VEC(double) bounds;   /* of each set: no sentence that satisfies it scores more; or `unknown` */
};

typedef struct nl_misses search;

/* ---- the pattern's nodes ------------------------------------------------------------------------------------- */

/* How many children say what the pattern wants: what `but not` and `unless` keep out is nothing to miss. */
static uint32_t wanted_children(const nl_node *node)
{
	switch (node->op) {
	case NL_NODE_PHRASE:
	case NL_NODE_REGEX: return 0;
	case NL_NODE_OR:
	case NL_NODE_THEN:
	case NL_NODE_NEAR:
	case NL_NODE_AND:
	case NL_NODE_ABOUT: return node->child_count;
	case NL_NODE_BUT_NOT:
	case NL_NODE_UNLESS:
	case NL_NODE_IN:
	case NL_NODE_NOT_IN: return 1;
	}
	return 0;
}

static const nl_node *node_of(const search *s, const part *p)
{
	return &s->ir->nodes[p->node];
}

static part *child(const search *s, const part *p, uint32_t i)
{
	return &s->parts.at[s->part_of[s->ir->children[node_of(s, p)->first_child + i]] - 1];
}

static double rarity(const search *s, const part *p)
{
	return p->sentences ? 1 + log((s->doc->sentence_count + 1.0) / (p->sentences + 1.0)) : s->rarity_of_none;
}

/* Of the first way through its program; a regular expression counts as one. */
static double words_of_leaf(const search *s, const nl_node *node)
{
	double words = 0;
	if (node->op == NL_NODE_REGEX) return 1;
	uint32_t at = s->ir->leaves[node->leaf].start;
	while (s->ir->insts[at].op != NL_INST_ACCEPT && words < max_words) {
		const nl_inst *inst = &s->ir->insts[at];
		bool jumps = inst->op == NL_INST_SPLIT || inst->op == NL_INST_JUMP;
		at = jumps ? inst->a : at + 1;
		words += inst->op == NL_INST_WORD;
	}
	return words;
}

static double at_most(double weight)
{
	return weight < max_weight ? weight : max_weight;
}

/* Those of its children are known. */
static void weigh(const search *s, part *p)
{
	uint32_t children = wanted_children(node_of(s, p));
	double words = 0, weight = 0;
	for (uint32_t i = 0; i < children; i++) {
		words += child(s, p, i)->words;
		weight += child(s, p, i)->weight;
	}
	if (!children) words = words_of_leaf(s, node_of(s, p));
	if (node_of(s, p)->op == NL_NODE_OR) words /= children;
	p->words = at_most(words);
	p->weight = at_most(children && node_of(s, p)->op != NL_NODE_OR ? weight : words * rarity(s, p));
}

/* Children have smaller indexes than parents: one walk down marks all that the root needs. Most
 * nodes belong to other positions, so words of the mask without a mark are passed at once. */
static void collect_parts(search *s, uint32_t root)
{
	s->needed[root / 64] |= UINT64_C(1) << root % 64;
	for (uint32_t n = root + 1; n-- > 0;) {
		if (!s->needed[n / 64]) n -= n % 64;
		if (!(s->needed[n / 64] >> n % 64 & 1)) continue;
		const nl_node *node = &s->ir->nodes[n];
		for (uint32_t i = 0; i < wanted_children(node); i++) {
			uint32_t c = s->ir->children[node->first_child + i];
			s->needed[c / 64] |= UINT64_C(1) << c % 64;
		}
	}
	for (uint32_t w = 0; w <= root / 64; w++) {
		for (; s->needed[w]; s->needed[w] &= s->needed[w] - 1) {
			uint32_t n = w * 64 + (uint32_t)__builtin_ctzll(s->needed[w]);
			*nl_vec_push(&s->parts) = (part){.node = n};
			s->part_of[n] = s->parts.len;
		}
	}
	for (uint32_t i = 0; i < s->parts.len; i++) {
		if (node_of(s, &s->parts.at[i])->op == NL_NODE_ABOUT) *nl_vec_push(&s->abouts) = i;
	}
}

static void sort_sentences(search *s)
{
	nl_sets_begin(&s->sets, s->doc->sentence_count);
	for (uint32_t i = 0; i < s->parts.len; i++) {
		part *p = &s->parts.at[i];
		if (!nl_eval_matches(s->eval, p->node)) continue;
		const uint32_t *sentences = nl_eval_sentences(s->eval, p->node, &p->sentences);
		nl_sets_add(&s->sets, i, sentences, p->sentences);
	}
	for (uint32_t i = 0; i < s->sets.sets.len; i++) *nl_vec_push(&s->bounds) = unknown;
}

static void begin_pattern(search *s, uint32_t root)
{
	s->root = root;
	nl_eval_need_all(s->eval, root);
	collect_parts(s, root);
	if (s->parts.len > s->due_cap) {
		free(s->due);
		s->due = nl_alloc((s->parts.len / 64 + (size_t)1) * sizeof *s->due);
		s->due_cap = s->parts.len;
	}
	sort_sentences(s);
	for (uint32_t i = 0; i < s->parts.len && s->sets.sets.len > 1; i++) weigh(s, &s->parts.at[i]);
}

static void end_pattern(search *s)
{
	for (uint32_t i = 0; i < s->parts.len; i++) s->part_of[s->parts.at[i].node] = 0;
	nl_vec_clear(&s->parts);
	nl_vec_clear(&s->abouts);
	nl_vec_clear(&s->scored);
	nl_vec_clear(&s->bounds);
}

/* ---- scores -------------------------------------------------------------------------------------------------- */

static double score_mean(const search *s, const part *p)
{
	double sum = 0, weights = 0;
	for (uint32_t i = 0; i < node_of(s, p)->child_count; i++) {
		const part *c = child(s, p, i);
		sum += c->score * c->weight;
		weights += c->weight;
	}
	return sum / weights;
}

static double score_or(const search *s, const part *p)
{
	double best = 0;
	for (uint32_t i = 0; i < node_of(s, p)->child_count; i++) {
		if (child(s, p, i)->score > best) best = child(s, p, i)->score;
	}
	return best;
}

/* A lead-in or heading that holds the topic is no miss by itself: it counts only beside something of the first child. */
static double score_about(const search *s, const part *p)
{
	const part *a = child(s, p, 0), *b = child(s, p, 1);
	double topic = p->in_context && a->score > 0 ? 1 : b->score;
	return (a->score * a->weight + topic * b->weight) / (a->weight + b->weight);
}

static double score(const search *s, const part *p)
{
	double result = 0;
	if (p->present) return 1;
	switch (node_of(s, p)->op) {
	case NL_NODE_PHRASE:
	case NL_NODE_REGEX: return 0;
	case NL_NODE_OR: return score_or(s, p);
	case NL_NODE_THEN:
	case NL_NODE_NEAR:
	case NL_NODE_AND: result = score_mean(s, p); break;
	case NL_NODE_ABOUT: result = score_about(s, p); break;
	case NL_NODE_BUT_NOT:
	case NL_NODE_UNLESS:
	case NL_NODE_IN:
	case NL_NODE_NOT_IN: result = child(s, p, 0)->score; break;
	}
	return result < apart_factor ? result : apart_factor;
}

static void make_due(search *s, uint32_t p)
{
	s->due[p / 64] |= UINT64_C(1) << p % 64;
}

static void forget_scores(search *s)
{
	for (uint32_t i = 0; i < s->scored.len; i++) {
		part *p = &s->parts.at[s->scored.at[i]];
		p->present = false;
		p->score = 0;
	}
	nl_vec_clear(&s->scored);
}

static void make_parents_due(search *s, const part *p)
{
	const nl_index *parents = &s->ir->parents;
	for (uint32_t i = parents->start[p->node]; i < parents->start[p->node + 1]; i++) {
		uint32_t node = parents->values[i];
		if (node <= s->root && s->part_of[node]) make_due(s, s->part_of[node] - 1);
	}
}

/* The score of the whole pattern in a sentence that satisfies a set of parts: that of all others follows from theirs. */
static double score_set(search *s, uint32_t set)
{
	forget_scores(s);
	for (; set; set = s->sets.sets.at[set].rest) {
		s->parts.at[s->sets.sets.at[set].member].present = true;
		make_due(s, s->sets.sets.at[set].member);
	}
	for (uint32_t w = 0; w <= s->parts.len / 64; w++) {
		while (s->due[w]) {
			uint32_t i = w * 64 + (uint32_t)__builtin_ctzll(s->due[w]);
			s->due[w] &= s->due[w] - 1;
			part *p = &s->parts.at[i];
			p->score = score(s, p);
			*nl_vec_push(&s->scored) = i;
			if (p->score > 0) make_parents_due(s, p);
		}
	}
	return nl_vec_last(&s->parts)->score;
}

/* Notes which topics are in the sentence's context; with NL_NONE, which could be in that of any. */
static void look_around(search *s, uint32_t sentence)
{
	for (uint32_t i = 0; i < s->abouts.len; i++) {
		part *p = &s->parts.at[s->abouts.at[i]];
		nl_spans topic = nl_eval_spans(s->eval, child(s, p, 1)->node);
		p->in_context = sentence == NL_NONE ? topic.len > 0
											: nl_context_has(s->doc, s->eval->title, node_of(s, p)->unit, topic, sentence);
	}
}

/* No score is higher in any context; 0 where the pattern is satisfied, which is no miss. */
static double bound_of(search *s, uint32_t set)
{
	if (s->bounds.at[set] != unknown) return s->bounds.at[set];
	look_around(s, NL_NONE);
	double whole = score_set(s, set);
	return s->bounds.at[set] = nl_vec_last(&s->parts)->present ? 0 : whole;
}

static double share_of(search *s, uint32_t sentence)
{
	look_around(s, sentence);
	return score_set(s, s->sets.of[sentence]);
}

static void find_best(search *s, bool in_headings, uint32_t first, uint32_t end, nl_miss *miss)
{
	uint32_t i = nl_sets_next(&s->sets, first, end);
	for (; i < end; i = nl_sets_next(&s->sets, i + 1, end)) {
		double share = bound_of(s, s->sets.of[i]);
		if (share <= miss->share || (!in_headings && !nl_is_prose(s->doc, i))) continue;
		if (s->abouts.len) share = share_of(s, i);
		if (share <= miss->share) continue;
		miss->share = share;
		miss->sentence = i;
	}
}

/* ---- what was missing ---------------------------------------------------------------------------------------- */

typedef NL_VEC(part *) part_queue;

static void enqueue(part_queue *queue, part *p)
{
	if (p->queued) return;
	p->queued = true;
	*nl_vec_push(queue) = p;
}

static void enqueue_best(const search *s, part_queue *queue, const part *p)
{
	part *best = child(s, p, 0);
	for (uint32_t i = 1; i < node_of(s, p)->child_count; i++) {
		if (child(s, p, i)->score > best->score) best = child(s, p, i);
	}
	enqueue(queue, best);
}

/* The children that say why a partly satisfied node scored what it did. */
static void enqueue_children(const search *s, part_queue *queue, const part *p)
{
	const nl_node *node = node_of(s, p);
	if (node->op == NL_NODE_OR) {
		enqueue_best(s, queue, p);
		return;
	}
	for (uint32_t i = 0; i < wanted_children(node); i++) {
		part *c = child(s, p, i);
		bool elsewhere = node->op == NL_NODE_ABOUT && i == 1 && p->in_context && !c->present;
		if (!elsewhere) enqueue(queue, c);
	}
}

/* Widens miss->found by a node's first span in the sentence. */
static void add_found(const search *s, const part *p, nl_miss *miss)
{
	const nl_sentence *sentence = &s->doc->sentences[miss->sentence];
	nl_spans spans = nl_eval_spans(s->eval, p->node);
	nl_range range = spans.at[nl_spans_from(spans, sentence->first)];
	if (range.last >= sentence->end) range.last = sentence->end - 1;
	bool none = miss->found.first > miss->found.last;
	if (none || range.first < miss->found.first) miss->found.first = range.first;
	if (none || range.last > miss->found.last) miss->found.last = range.last;
}

static void explain(search *s, nl_arena *arena, nl_miss *miss)
{
	share_of(s, miss->sentence);
	part_queue queue = {0};
	NL_VEC(uint32_t) missing = {0};
	enqueue(&queue, nl_vec_last(&s->parts));
	for (uint32_t i = 0; i < queue.len; i++) {
		const part *p = queue.at[i];
		if (p->present) add_found(s, p, miss);
		else if (p->score <= 0) *nl_vec_push(&missing) = p->node;
		else enqueue_children(s, &queue, p);
	}
	miss->missing_count = missing.len;
	if (missing.len) miss->missing = nl_arena_copy(arena, missing.at, missing.len * sizeof *missing.at);
	miss->apart = missing.len == 0;
	nl_vec_release(&queue);
	nl_vec_release(&missing);
}

/* ---- asking -------------------------------------------------------------------------------------------------- */

nl_misses *nl_misses_new(nl_eval *eval)
{
	search *s = nl_alloc(sizeof *s);
	uint32_t nodes = eval->ir->node_count;
	s->ir = eval->ir;
	s->eval = eval;
	s->kept = nl_alloc((eval->ir->position_count + (size_t)1) * sizeof *s->kept);
	s->is_kept = nl_alloc((eval->ir->position_count + (size_t)1) * sizeof *s->is_kept);
	s->part_of = nl_alloc((nodes + (size_t)1) * sizeof *s->part_of);
	s->needed = nl_alloc((nodes / 64 + (size_t)1) * sizeof *s->needed);
	return s;
}

void nl_misses_free(nl_misses *s)
{
	if (!s) return;
	free(s->kept);
	free(s->is_kept);
	nl_vec_release(&s->parts);
	nl_vec_release(&s->abouts);
	free(s->part_of);
	free(s->needed);
	free(s->due);
	nl_vec_release(&s->scored);
	nl_sets_release(&s->sets);
	nl_vec_release(&s->bounds);
	free(s);
}

void nl_misses_begin(nl_misses *s, const nl_doc *doc)
{
	s->doc = doc;
	s->rarity_of_none = 1 + log(doc->sentence_count + 1.0);
	memset(s->is_kept, 0, (s->ir->position_count + (size_t)1) * sizeof *s->is_kept);
}

nl_miss nl_misses_of(nl_misses *s, uint32_t position, uint32_t first, uint32_t end, nl_arena *arena)
{
	const nl_position *p = &s->ir->positions[position];
	nl_miss miss = {.sentence = NL_NONE, .found = {1, 0}};
	bool whole = first == 0 && end == s->doc->sentence_count;
	if (p->root == NL_NONE) return miss;
	if (whole && s->is_kept[position]) return s->kept[position];
	begin_pattern(s, p->root);
	find_best(s, p->in_headings, first, end, &miss);
	if (miss.sentence != NL_NONE) explain(s, arena, &miss);
	end_pattern(s);
	if (whole) {
		s->kept[position] = miss;
		s->is_kept[position] = true;
	}
	return miss;
}
