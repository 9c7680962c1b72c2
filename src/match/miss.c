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
static const double unknown = -1;

/* What a text says of a node of the pattern. Most are not touched: nothing below them stands in the text, and all is zero. */
typedef struct {
	double weight;      /* of the words that it needs, each by its rarity */
	double score;       /* in the sentence looked at */
	double best;        /* OR: the best of its children's */
	uint32_t sentences; /* with a span that begins there */
	uint32_t first_up;  /* its parents in the pattern: `up_count` from here on in `ups` */
	uint32_t up_count;
	nl_node_op op;
	bool touched;
	bool present;    /* has a span that begins in that sentence */
	bool found;      /* ABOUT: its second child has a span anywhere */
	bool in_context; /* ABOUT: it has one in the sentence, a lead-in or a heading */
	bool queued;     /* by explain() */
} part;

struct nl_misses {
	const nl_ir *ir;
	nl_eval *eval;
	const nl_doc *doc;
	double rarity_of_none; /* of what stands nowhere in it: most parts */

	/* What was found for each position of this document; misses of less than the whole text are not kept. */
	nl_miss *kept;
	bool *is_kept;

	/* The pattern in work: its nodes rise, so children come first and the root last. */
	const uint32_t *nodes;
	uint32_t count;
	part *parts;              /* of each; all zero between uses */
	uint64_t *due;            /* bit set of parts; empty between uses */
	uint32_t *part_of;        /* node -> index of its part + 1; 0 for nodes that are not in the pattern */
	NL_VEC(uint32_t) touched; /* parts, rising */
	NL_VEC(uint32_t) ups;     /* parts */
	NL_VEC(uint32_t) abouts;  /* the touched parts that are ABOUT */
	bool any_context;         /* what ABOUT looks for counts as found wherever it stands */
	uint32_t *scored;         /* the parts whose score or presence is not 0 now */
	uint32_t scored_count;
	nl_sets sets;          /* of parts, by sentence */
	NL_VEC(double) bounds; /* of each set: no sentence that satisfies it scores more; or `unknown` */
};

typedef struct nl_misses search;

/* ---- the pattern's nodes ------------------------------------------------------------------------------------- */

static const nl_node *node_of(const search *s, const part *p)
{
	return &s->ir->nodes[s->nodes[p - s->parts]];
}

static part *child(const search *s, const nl_node *node, uint32_t i)
{
	return &s->parts[s->part_of[s->ir->children[node->first_child + i]] - 1];
}

static part *root_of(const search *s)
{
	return &s->parts[s->count - 1];
}

static double words_of(const search *s, const part *p)
{
	return s->ir->words[s->nodes[p - s->parts]];
}

static double rarity(const search *s, const part *p)
{
	return p->sentences ? 1 + log((s->doc->sentence_count + 1.0) / (p->sentences + 1.0)) : s->rarity_of_none;
}

static double at_most(double weight)
{
	return weight < max_weight ? weight : max_weight;
}

static double weight_of(const search *s, const part *p)
{
	return p->touched ? p->weight : at_most(words_of(s, p) * s->rarity_of_none);
}

/* Those of its children are known. */
static double weigh(const search *s, const part *p, const nl_node *node)
{
	uint32_t children = nl_ir_wanted(node);
	double weight = 0;
	if (!children || node->op == NL_NODE_OR) return at_most(words_of(s, p) * rarity(s, p));
	for (uint32_t i = 0; i < children; i++) weight += weight_of(s, child(s, node, i));
	return at_most(weight);
}

static void make_due(search *s, uint32_t i)
{
	s->due[i / 64] |= UINT64_C(1) << i % 64;
}

/* Of a node that many positions share most parents are in other patterns. */
static void find_ups(search *s, part *p)
{
	const nl_index *parents = &s->ir->parents;
	uint32_t node = s->nodes[p - s->parts], root = s->nodes[s->count - 1];
	p->first_up = s->ups.len;
	for (uint32_t i = parents->start[node]; i < parents->start[node + 1]; i++) {
		uint32_t parent = parents->values[i];
		if (parent <= root && s->part_of[parent]) *nl_vec_push(&s->ups) = s->part_of[parent] - 1;
	}
	p->up_count = s->ups.len - p->first_up;
}

/* A part of which something stands in the text, or of whose children. */
static void touch(search *s, uint32_t i)
{
	part *p = &s->parts[i];
	const nl_node *node = node_of(s, p);
	p->op = node->op;
	p->weight = weigh(s, p, node);
	p->touched = true;
	*nl_vec_push(&s->touched) = i;
	if (p->op == NL_NODE_ABOUT) {
		*nl_vec_push(&s->abouts) = i;
		p->found = nl_eval_matches(s->eval, s->ir->children[node->first_child + 1]);
	}
	find_ups(s, p);
	for (uint32_t k = 0; k < p->up_count; k++) make_due(s, s->ups.at[p->first_up + k]);
}

/* Calls what follows for each part that is due, from the first to the last; that may make later ones due. */
#define FOR_EACH_DUE(s, i)                                            \
	for (uint32_t word_ = 0; word_ <= ((s)->count - 1) / 64; word_++) \
		for (uint32_t i; next_due(s, word_, &i);)

static inline bool next_due(search *s, uint32_t word, uint32_t *i)
{
	if (!s->due[word]) return false;
	*i = word * 64 + (uint32_t)__builtin_ctzll(s->due[word]);
	s->due[word] &= s->due[word] - 1;
	return true;
}

static void sort_sentences(search *s)
{
	nl_sets_begin(&s->sets, s->doc->sentence_count);
	for (uint32_t i = 0; i < s->count; i++) {
		if (!nl_eval_matches(s->eval, s->nodes[i])) continue;
		const uint32_t *sentences = nl_eval_sentences(s->eval, s->nodes[i], &s->parts[i].sentences);
		nl_sets_add(&s->sets, i, sentences, s->parts[i].sentences);
		make_due(s, i);
	}
	for (uint32_t i = 0; i < s->sets.sets.len; i++) *nl_vec_push(&s->bounds) = unknown;
}

static void begin_pattern(search *s, uint32_t position)
{
	const nl_index *parts = &s->ir->parts;
	s->nodes = parts->values + parts->start[position];
	s->count = parts->start[position + 1] - parts->start[position];
	nl_eval_need_all(s->eval, s->ir->positions[position].root);
	for (uint32_t i = 0; i < s->count; i++) s->part_of[s->nodes[i]] = i + 1;
	sort_sentences(s);
	FOR_EACH_DUE(s, i) touch(s, i);
}

static void end_pattern(search *s)
{
	for (uint32_t i = 0; i < s->count; i++) s->part_of[s->nodes[i]] = 0;
	for (uint32_t i = 0; i < s->touched.len; i++) s->parts[s->touched.at[i]] = (part){0};
	nl_vec_clear(&s->touched);
	nl_vec_clear(&s->ups);
	nl_vec_clear(&s->abouts);
	s->scored_count = 0;
	nl_vec_clear(&s->bounds);
}

/* ---- scores -------------------------------------------------------------------------------------------------- */

static double score_mean(const search *s, const nl_node *node)
{
	double sum = 0, weights = 0;
	for (uint32_t i = 0; i < node->child_count; i++) {
		const part *c = child(s, node, i);
		double weight = weight_of(s, c);
		sum += c->score * weight;
		weights += weight;
	}
	return sum / weights;
}

/* A lead-in or heading that holds the topic is no miss by itself: it counts only beside something of the first child. */
static double score_about(const search *s, const part *p)
{
	const part *a = child(s, node_of(s, p), 0), *b = child(s, node_of(s, p), 1);
	bool around = s->any_context ? p->found : p->in_context;
	double topic = around && a->score > 0 ? 1 : b->score, weight = weight_of(s, a), topic_weight = weight_of(s, b);
	return (a->score * weight + topic * topic_weight) / (weight + topic_weight);
}

static double score(const search *s, const part *p)
{
	double result = 0;
	if (p->present) return 1;
	switch (p->op) {
	case NL_NODE_PHRASE:
	case NL_NODE_REGEX: return 0;
	case NL_NODE_OR: return p->best;
	case NL_NODE_THEN:
	case NL_NODE_NEAR:
	case NL_NODE_AND: result = score_mean(s, node_of(s, p)); break;
	case NL_NODE_ABOUT: result = score_about(s, p); break;
	case NL_NODE_BUT_NOT:
	case NL_NODE_UNLESS:
	case NL_NODE_IN:
	case NL_NODE_NOT_IN: result = child(s, node_of(s, p), 0)->score; break;
	}
	return result < apart_factor ? result : apart_factor;
}

static void forget_scores(search *s)
{
	for (uint32_t i = 0; i < s->scored_count; i++) {
		part *p = &s->parts[s->scored[i]];
		p->present = false;
		p->score = p->best = 0;
	}
	s->scored_count = 0;
}

static void tell_parents(search *s, const part *p)
{
	const uint32_t *ups = nl_vec_from(&s->ups, p->first_up);
	for (uint32_t i = 0; i < p->up_count; i++) {
		part *parent = &s->parts[ups[i]];
		if (p->score > parent->best) parent->best = p->score;
		make_due(s, ups[i]);
	}
}

/* The score of the whole pattern in a sentence that satisfies a set of parts: that of all others follows from theirs. */
static double score_set(search *s, uint32_t set)
{
	forget_scores(s);
	for (; set; set = s->sets.sets.at[set].rest) {
		s->parts[s->sets.sets.at[set].member].present = true;
		make_due(s, s->sets.sets.at[set].member);
	}
	FOR_EACH_DUE(s, i)
	{
		part *p = &s->parts[i];
		p->score = score(s, p);
		s->scored[s->scored_count++] = i;
		if (p->score > 0) tell_parents(s, p);
	}
	return root_of(s)->score;
}

/* Notes which topics are in the sentence's context. */
static void look_around(search *s, uint32_t sentence)
{
	for (uint32_t i = 0; i < s->abouts.len; i++) {
		part *p = &s->parts[s->abouts.at[i]];
		const nl_node *node = node_of(s, p);
		nl_spans topic = nl_eval_spans(s->eval, s->ir->children[node->first_child + 1]);
		p->in_context = nl_context_has(s->doc, s->eval->title, node->unit, topic, sentence);
	}
}

/* No score is higher in any context; 0 where the pattern is satisfied, which is no miss. */
static double bound_of(search *s, uint32_t set)
{
	if (s->bounds.at[set] != unknown) return s->bounds.at[set];
	s->any_context = true;
	double whole = score_set(s, set);
	return s->bounds.at[set] = root_of(s)->present ? 0 : whole;
}

static double share_of(search *s, uint32_t sentence)
{
	look_around(s, sentence);
	s->any_context = false;
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
	const nl_node *node = node_of(s, p);
	part *best = child(s, node, 0);
	for (uint32_t i = 1; i < node->child_count; i++) {
		if (child(s, node, i)->score > best->score) best = child(s, node, i);
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
	for (uint32_t i = 0; i < nl_ir_wanted(node); i++) {
		part *c = child(s, node, i);
		bool elsewhere = node->op == NL_NODE_ABOUT && i == 1 && p->in_context && !c->present;
		if (!elsewhere) enqueue(queue, c);
	}
}

/* Widens miss->found by a node's first span in the sentence. */
static void add_found(const search *s, const part *p, nl_miss *miss)
{
	const nl_sentence *sentence = &s->doc->sentences[miss->sentence];
	nl_spans spans = nl_eval_spans(s->eval, s->nodes[p - s->parts]);
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
	enqueue(&queue, root_of(s));
	for (uint32_t i = 0; i < queue.len; i++) {
		const part *p = queue.at[i];
		if (p->present) add_found(s, p, miss);
		else if (p->score <= 0) *nl_vec_push(&missing) = s->nodes[p - s->parts];
		else enqueue_children(s, &queue, p);
	}
	for (uint32_t i = 0; i < queue.len; i++) queue.at[i]->queued = false;
	miss->missing_count = missing.len;
	if (missing.len) miss->missing = nl_arena_copy(arena, missing.at, missing.len * sizeof *missing.at);
	miss->apart = missing.len == 0;
	nl_vec_release(&queue);
	nl_vec_release(&missing);
}

/* ---- asking -------------------------------------------------------------------------------------------------- */

static uint32_t most_parts(const nl_ir *ir)
{
	uint32_t most = 1;
	for (uint32_t i = 0; i < ir->position_count; i++) {
		uint32_t count = ir->parts.start[i + 1] - ir->parts.start[i];
		if (count > most) most = count;
	}
	return most;
}

nl_misses *nl_misses_new(nl_eval *eval)
{
	search *s = nl_alloc(sizeof *s);
	uint32_t parts = most_parts(eval->ir);
	s->ir = eval->ir;
	s->eval = eval;
	s->kept = nl_alloc((eval->ir->position_count + (size_t)1) * sizeof *s->kept);
	s->is_kept = nl_alloc((eval->ir->position_count + (size_t)1) * sizeof *s->is_kept);
	s->part_of = nl_alloc((eval->ir->node_count + (size_t)1) * sizeof *s->part_of);
	s->parts = nl_alloc(parts * sizeof *s->parts);
	s->scored = nl_alloc(parts * sizeof *s->scored);
	s->due = nl_alloc((parts / 64 + (size_t)1) * sizeof *s->due);
	return s;
}

void nl_misses_free(nl_misses *s)
{
	if (!s) return;
	free(s->kept);
	free(s->is_kept);
	free(s->parts);
	free(s->part_of);
	free(s->due);
	nl_vec_release(&s->touched);
	nl_vec_release(&s->ups);
	nl_vec_release(&s->abouts);
	free(s->scored);
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
	begin_pattern(s, position);
	find_best(s, p->in_headings, first, end, &miss);
	if (miss.sentence != NL_NONE) explain(s, arena, &miss);
	end_pattern(s);
	if (whole) {
		s->kept[position] = miss;
		s->is_kept[position] = true;
	}
	return miss;
}
