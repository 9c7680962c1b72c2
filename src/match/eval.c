/* match/eval.c - one walk over the nodes that can have spans, and one for each pattern over those that it needs. */
#include "match/eval.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"

/* Spans of operators that the pool holds before they are thrown away: so many in any case, and one for so many bytes of a large
 * text. A leaf's list of PACKED_FROM spans is packed, and lists are merged MERGED spans at a time. In a text of FLAT_FROM bytes
 * ORs in ORs are left out. */
enum { POOL = 1 << 20, POOL_PART = 64, PACKED_FROM = 512, MERGED = 1 << 15, FLAT_FROM = 8 << 20 };

/* By node and by leaf, all in one block: of a large one the system gives pages only where a text needs them. */
void nl_eval_init(nl_eval *eval, const nl_ir *ir)
{
	size_t nodes = ir->node_count + (size_t)1, leaves = ir->leaf_count + (size_t)1, words = ir->node_count / 64 + (size_t)1;
	*eval = (nl_eval){.ir = ir, .most_spans = POOL, .packed_from = PACKED_FROM, .merged_at_once = MERGED, .flat_from = FLAT_FROM};
	eval->by_leaf = nl_alloc(leaves * sizeof *eval->by_leaf + 4 * words * sizeof *eval->due +
		leaves * sizeof *eval->packed_of + nodes * (sizeof *eval->slices + sizeof *eval->sentences + sizeof *eval->like));
	eval->due = (uint64_t *)(eval->by_leaf + leaves);
	eval->possible = eval->due + words;
	eval->known = eval->possible + words;
	eval->entered = eval->known + words;
	eval->slices = (nl_slice *)(eval->entered + words);
	eval->sentences = eval->slices + nodes;
	eval->like = (uint32_t *)(eval->sentences + nodes);
	eval->packed_of = eval->like + nodes;
}

static void release_packed(nl_eval *eval)
{
	for (uint32_t i = 0; i < eval->packed.len; i++) nl_packed_release(&eval->packed.at[i]);
	nl_vec_clear(&eval->packed);
}

void nl_eval_release(nl_eval *eval)
{
	for (uint32_t i = 0; eval->by_leaf && i < eval->ir->leaf_count; i++) free(eval->by_leaf[i].at);
	free(eval->by_leaf);
	release_packed(eval);
	nl_vec_release(&eval->packed);
	nl_vec_release(&eval->leaves);
	nl_vec_release(&eval->found);
	nl_vec_release(&eval->pool);
	nl_vec_release(&eval->sentence_pool);
	nl_vec_release(&eval->inputs);
	nl_vec_release(&eval->path);
	nl_vec_release(&eval->lists);
	nl_vec_release(&eval->parts);
	nl_vec_release(&eval->merged);
}

static bool has_bit(const uint64_t *bits, uint32_t i)
{
	return bits[i / 64] >> i % 64 & 1;
}

static void set_bit(uint64_t *bits, uint32_t i)
{
	bits[i / 64] |= UINT64_C(1) << i % 64;
}

void nl_eval_begin(nl_eval *eval)
{
	for (uint32_t i = 0; i < eval->found.len; i++) eval->slices[eval->found.at[i]] = (nl_slice){0, 0};
	for (uint32_t i = 0; i < eval->leaves.len; i++) {
		nl_vec_clear(&eval->by_leaf[eval->leaves.at[i]]);
		eval->packed_of[eval->leaves.at[i]] = 0;
	}
	release_packed(eval);
	size_t bytes = (eval->ir->node_count / 64 + 1) * sizeof *eval->known;
	memset(eval->possible, 0, bytes);
	memset(eval->known, 0, bytes);
	nl_vec_clear(&eval->leaves);
	nl_vec_clear(&eval->found);
	nl_vec_clear(&eval->pool);
	nl_vec_clear(&eval->sentence_pool);
	eval->doc = NULL;
	eval->flat = eval->flattened = false;
}

/* ---- the pool ------------------------------------------------------------------------------------------------ */

/* Room for `count` spans behind the pool's end. Moves the pool: pointers into it are taken afterwards. */
static void reserve(nl_eval *eval, uint32_t count)
{
	while (eval->pool.cap - eval->pool.len < count)
		nl_vec_grow((void **)&eval->pool.at, &eval->pool.cap, sizeof *eval->pool.at);
}

static nl_range *pool_end(nl_eval *eval)
{
	return nl_vec_from(&eval->pool, eval->pool.len);
}

/* Takes the `len` spans that were written behind the pool's end. */
static nl_slice take(nl_eval *eval, uint32_t len)
{
	nl_slice slice = {eval->pool.len, len};
	eval->pool.len += len;
	return slice;
}

static uint32_t first_leaf(const nl_eval *eval, const nl_node *phrase)
{
	return eval->ir->leaves[phrase->leaf].first;
}

nl_spans nl_eval_spans(const nl_eval *eval, uint32_t node)
{
	nl_slice slice = eval->slices[node];
	if (!slice.len) return (nl_spans){NULL, 0};
	const nl_node *like = &eval->ir->nodes[eval->like[node]];
	const nl_range *start = eval->pool.at;
	if (like->op == NL_NODE_PHRASE && !eval->packed_of[first_leaf(eval, like)])
		start = eval->by_leaf[first_leaf(eval, like)].at;
	return (nl_spans){start + slice.start, slice.len};
}

static nl_slice find_sentences(nl_eval *eval, nl_spans spans)
{
	nl_slice slice = {eval->sentence_pool.len, 0};
	while (eval->sentence_pool.cap - eval->sentence_pool.len < spans.len)
		nl_vec_grow((void **)&eval->sentence_pool.at, &eval->sentence_pool.cap, sizeof *eval->sentence_pool.at);
	uint32_t *out = eval->sentence_pool.at + slice.start;
	slice.len = nl_doc_sentences_of(eval->doc, &spans.at[0].first, sizeof *spans.at / sizeof(uint32_t), spans.len, out);
	eval->sentence_pool.len += slice.len;
	return slice;
}

const uint32_t *nl_eval_sentences(nl_eval *eval, uint32_t node, uint32_t *count)
{
	nl_spans spans = nl_eval_spans(eval, node);
	*count = 0;
	if (!spans.len) return NULL;
	nl_slice *slice = &eval->sentences[eval->like[node]];
	if (slice->len == NL_NONE) *slice = find_sentences(eval, spans);
	*count = slice->len;
	return eval->sentence_pool.at + slice->start;
}

/* ---- leaves -------------------------------------------------------------------------------------------------- */

/* The nodes of a leaf have the same spans. */
static void set_nodes(nl_eval *eval, const nl_index *nodes, uint32_t leaf, nl_slice slice)
{
	for (uint32_t i = nodes->start[leaf]; i < nodes->start[leaf + 1]; i++) {
		uint32_t n = nodes->values[i];
		eval->like[n] = nodes->values[nodes->start[leaf]];
		eval->slices[n] = slice;
		eval->sentences[n] = (nl_slice){0, NL_NONE};
		*nl_vec_push(&eval->found) = n;
		set_bit(eval->known, n);
	}
}

/* Something above the nodes of a leaf may have spans. */
static void set_due(nl_eval *eval, const nl_index *nodes, uint32_t leaf)
{
	for (uint32_t i = nodes->start[leaf]; i < nodes->start[leaf + 1]; i++) set_bit(eval->due, nodes->values[i]);
}

/* Packs the spans of a list that no later one can take the place of: those that end before token `next`. */
static void pack(nl_eval *eval, uint32_t leaf, uint32_t next)
{
	nl_ranges *list = &eval->by_leaf[leaf];
	uint32_t closed = nl_spans_until((nl_spans){list->at, list->len}, next);
	if (!eval->packed_of[leaf]) {
		*nl_vec_push(&eval->packed) = (nl_packed){0};
		eval->packed_of[leaf] = eval->packed.len;
	}
	nl_packed_add(&eval->packed.at[eval->packed_of[leaf] - 1], (nl_spans){list->at, closed});
	list->len -= closed;
	memmove(list->at, list->at + closed, list->len * sizeof *list->at);
}

void nl_eval_hits(nl_eval *eval, const nl_hits *hits)
{
	for (uint32_t i = 0; i < hits->len; i++) {
		uint32_t leaf = hits->at[i].leaf;
		nl_ranges *list = &eval->by_leaf[leaf];
		if (!list->len && !eval->packed_of[leaf]) *nl_vec_push(&eval->leaves) = leaf;
		bool many = list->len >= eval->packed_from && list->len % eval->packed_from == 0;
		if (many) pack(eval, leaf, hits->at[i].range.first);
		if (list->len == list->cap) nl_vec_grow((void **)&list->at, &list->cap, sizeof *list->at);
		list->len = nl_spans_push(list->at, list->len, hits->at[i].range);
	}
}

void nl_eval_regex(nl_eval *eval, uint32_t regex, nl_spans spans)
{
	if (!spans.len) return;
	reserve(eval, spans.len);
	memcpy(pool_end(eval), spans.at, spans.len * sizeof *spans.at);
	set_nodes(eval, &eval->ir->of_regex, regex, take(eval, spans.len));
	set_due(eval, &eval->ir->of_regex, regex);
}

/* ---- operators ----------------------------------------------------------------------------------------------- */

static uint32_t child(const nl_eval *eval, const nl_node *node, uint32_t i)
{
	return eval->ir->children[node->first_child + i];
}

bool nl_eval_leaves_out(const nl_eval *eval, uint32_t n)
{
	return eval->flat && eval->ir->nodes[n].op == NL_NODE_OR && has_bit(eval->possible, n) && !has_bit(eval->known, n);
}

/* Whether a walk into ORs that are left out comes to `n` for the first time: terms share terms, and the ways down may be very many. */
static bool enter(nl_eval *eval, uint32_t n)
{
	if (has_bit(eval->entered, n)) return false;
	set_bit(eval->entered, n);
	*nl_vec_push(&eval->path) = n;
	return true;
}

static void end_walk(nl_eval *eval)
{
	for (uint32_t i = 0; i < eval->path.len; i++) eval->entered[eval->path.at[i] / 64] = 0;
	nl_vec_clear(&eval->path);
}

/* What an OR merges: its children, or what ORs among them merge. In the order in which they are written. */
static void gather_inputs(nl_eval *eval, const nl_node *node)
{
	for (uint32_t i = 0; i < node->child_count; i++) {
		uint32_t c = child(eval, node, i);
		if (!nl_eval_leaves_out(eval, c)) *nl_vec_push(&eval->inputs) = c;
		else if (enter(eval, c)) gather_inputs(eval, &eval->ir->nodes[c]);
	}
}

static uint32_t find_input(nl_eval *eval, const nl_node *node, nl_range range)
{
	for (uint32_t i = 0; i < node->child_count; i++) {
		uint32_t c = child(eval, node, i), found = NL_NONE;
		if (!nl_eval_leaves_out(eval, c)) found = nl_spans_have(nl_eval_spans(eval, c), range) ? c : NL_NONE;
		else if (enter(eval, c)) found = find_input(eval, &eval->ir->nodes[c], range);
		if (found != NL_NONE) return found;
	}
	return NL_NONE;
}

uint32_t nl_eval_input_with(nl_eval *eval, const nl_node *node, nl_range range)
{
	uint32_t found = find_input(eval, node, range);
	end_walk(eval);
	return found;
}

/* Where the next part of each list ends, none of them longer than `most`: the first tokens before it are less. */
static uint32_t end_of_part(const nl_eval *eval, uint32_t most)
{
	uint32_t end = UINT32_MAX;
	for (uint32_t i = 0; i < eval->lists.len; i++) {
		nl_spans list = eval->lists.at[i];
		if (list.len > most && list.at[most].first < end) end = list.at[most].first;
	}
	return end;
}

/* Takes from all lists what begins before token `end`. */
static void take_parts(nl_eval *eval, uint32_t end, uint32_t most)
{
	nl_vec_clear(&eval->parts);
	for (uint32_t i = 0; i < eval->lists.len; i++) {
		nl_spans *list = &eval->lists.at[i];
		uint32_t count = nl_spans_from((nl_spans){list->at, list->len < most ? list->len : most}, end);
		if (count) *nl_vec_push(&eval->parts) = (nl_spans){list->at, count};
		*list = (nl_spans){list->at + count, list->len - count};
	}
}

/* Merges long lists part by part: at once they would need as much room again as they take, and leave the cache. */
static uint32_t merge_lists(nl_eval *eval, uint32_t total)
{
	uint32_t len = 0, most = eval->merged_at_once / eval->lists.len + 1, room = most * eval->lists.len;
	while (eval->merged.cap < 2 * room)
		nl_vec_grow((void **)&eval->merged.at, &eval->merged.cap, sizeof *eval->merged.at);
	for (uint32_t done = 0; done < total;) {
		take_parts(eval, end_of_part(eval, most), most);
		uint32_t count = nl_intervals_or(eval->parts.at, eval->parts.len, eval->merged.at, eval->merged.at + room);
		for (uint32_t i = 0; i < count; i++) len = nl_spans_push(pool_end(eval), len, eval->merged.at[i]);
		for (uint32_t i = 0; i < eval->parts.len; i++) done += eval->parts.at[i].len;
	}
	return len;
}

static nl_slice evaluate_or(nl_eval *eval, uint32_t n)
{
	uint32_t total = 0, matching = 0, last = 0;
	nl_vec_clear(&eval->inputs);
	gather_inputs(eval, &eval->ir->nodes[n]);
	end_walk(eval);
	for (uint32_t i = 0; i < eval->inputs.len; i++) {
		uint32_t len = eval->slices[eval->inputs.at[i]].len;
		if (!len) continue;
		total += len;
		matching++;
		last = eval->inputs.at[i];
	}
	if (matching == 0) return (nl_slice){0, 0};
	if (matching == 1) {
		eval->like[n] = eval->like[last];
		return eval->slices[last];
	}

	bool long_lists = total > eval->merged_at_once && matching > 2;
	reserve(eval, long_lists ? total : 2 * total);
	nl_vec_clear(&eval->lists);
	for (uint32_t i = 0; i < eval->inputs.len; i++) {
		nl_spans spans = nl_eval_spans(eval, eval->inputs.at[i]);
		if (spans.len) *nl_vec_push(&eval->lists) = spans;
	}
	if (long_lists) return take(eval, merge_lists(eval, total));
	return take(eval, nl_intervals_or(eval->lists.at, eval->lists.len, pool_end(eval), pool_end(eval) + total));
}

static nl_slice evaluate_and(nl_eval *eval, const nl_node *node)
{
	nl_slice result = eval->slices[child(eval, node, 0)];
	for (uint32_t i = 1; i < node->child_count && result.len; i++) {
		nl_slice other = eval->slices[child(eval, node, i)];
		if (!other.len) return other;
		reserve(eval, result.len + other.len);
		nl_spans a = i == 1 ? nl_eval_spans(eval, child(eval, node, 0))
							: (nl_spans){nl_vec_from(&eval->pool, result.start), result.len},
				 b = nl_eval_spans(eval, child(eval, node, i));
		result = take(eval, nl_intervals_and(eval->doc, node->unit, a, b, pool_end(eval)));
	}
	return result;
}

static uint32_t keep_about(const nl_eval *eval, nl_unit unit, nl_spans a, nl_spans b, nl_range *out)
{
	uint32_t len = 0, sentence = 0;
	bool holds = false;
	for (uint32_t i = 0; i < a.len; i++) {
		uint32_t before = sentence;
		sentence = nl_doc_sentence_near(eval->doc, sentence, a.at[i].first);
		if (i == 0 || sentence != before) holds = nl_context_has(eval->doc, eval->title, unit, b, sentence);
		if (holds) out[len++] = a.at[i];
	}
	return len;
}

static uint32_t keep_in(const nl_eval *eval, uint32_t kinds, bool inside, nl_spans a, nl_range *out)
{
	uint32_t len = 0, sentence = 0;
	for (uint32_t i = 0; i < a.len; i++) {
		sentence = nl_doc_sentence_near(eval->doc, sentence, a.at[i].first);
		bool is_in = kinds >> nl_block_kind_of(eval->doc, sentence) & 1;
		if (is_in == inside) out[len++] = a.at[i];
	}
	return len;
}

/* The operators with one or two children. */
static nl_slice evaluate_operator(nl_eval *eval, const nl_node *node)
{
	bool two = node->child_count > 1;
	nl_slice second = two ? eval->slices[child(eval, node, 1)] : (nl_slice){0, 0};
	nl_slice first = eval->slices[child(eval, node, 0)];
	if (!first.len) return first;
	reserve(eval, first.len + second.len);
	nl_spans a = nl_eval_spans(eval, child(eval, node, 0)),
			 b = two ? nl_eval_spans(eval, child(eval, node, 1)) : (nl_spans){NULL, 0};
	nl_range *out = pool_end(eval);
	switch (node->op) {
	case NL_NODE_THEN: return take(eval, nl_intervals_then(eval->doc, node->unit, node->gap, a, b, out));
	case NL_NODE_NEAR: return take(eval, nl_intervals_near(eval->doc, node->unit, node->gap, a, b, out));
	case NL_NODE_BUT_NOT: return take(eval, nl_intervals_but_not(a, b, out));
	case NL_NODE_UNLESS: return take(eval, nl_intervals_unless(eval->doc, node->unit, a, b, out));
	case NL_NODE_ABOUT: return take(eval, keep_about(eval, node->unit, a, b, out));
	case NL_NODE_IN: return take(eval, keep_in(eval, node->blocks, true, a, out));
	case NL_NODE_NOT_IN: return take(eval, keep_in(eval, node->blocks, false, a, out));
	case NL_NODE_PHRASE:
	case NL_NODE_REGEX:
	case NL_NODE_OR:
	case NL_NODE_AND: break;
	}
	return first;
}

/* The spans of a packed phrase, for all its nodes. */
static void unpack(nl_eval *eval, uint32_t leaf)
{
	const nl_packed *packed = &eval->packed.at[eval->packed_of[leaf] - 1];
	const nl_ranges *rest = &eval->by_leaf[leaf];
	reserve(eval, packed->count + rest->len);
	nl_packed_read(packed, pool_end(eval));
	memcpy(pool_end(eval) + packed->count, rest->at, rest->len * sizeof *rest->at);
	set_nodes(eval, &eval->ir->of_leaf, leaf, take(eval, packed->count + rest->len));
}

static void evaluate(nl_eval *eval, uint32_t n)
{
	const nl_node *node = &eval->ir->nodes[n];
	if (node->op == NL_NODE_PHRASE) {
		if (!has_bit(eval->known, n)) unpack(eval, first_leaf(eval, node));
		return;
	}
	eval->like[n] = n;
	if (node->op == NL_NODE_OR) eval->slices[n] = evaluate_or(eval, n);
	else if (node->op == NL_NODE_AND) eval->slices[n] = evaluate_and(eval, node);
	else eval->slices[n] = evaluate_operator(eval, node);
	eval->sentences[n] = (nl_slice){0, NL_NONE};
	*nl_vec_push(&eval->found) = n;
	set_bit(eval->known, n);
}

/* ---- a document ---------------------------------------------------------------------------------------------- */

/* An operator has spans only where a child has some: marks all for which that holds. */
static void mark_possible(nl_eval *eval)
{
	uint32_t words = eval->ir->node_count / 64 + 1;
	for (uint32_t w = 0; w < words; w++) {
		while (eval->due[w]) {
			uint32_t n = w * 64 + (uint32_t)__builtin_ctzll(eval->due[w]);
			eval->due[w] &= eval->due[w] - 1;
			set_bit(eval->possible, n);
			for (uint32_t i = eval->ir->parents.start[n]; i < eval->ir->parents.start[n + 1]; i++)
				set_bit(eval->due, eval->ir->parents.values[i]);
		}
	}
}

void nl_eval_run(nl_eval *eval, const nl_doc *doc)
{
	eval->title = nl_title_of(doc);
	for (uint32_t i = 0; i < eval->leaves.len; i++) {
		uint32_t leaf = eval->leaves.at[i];
		if (!eval->packed_of[leaf]) set_nodes(eval, &eval->ir->of_leaf, leaf, (nl_slice){0, eval->by_leaf[leaf].len});
		set_due(eval, &eval->ir->of_leaf, leaf);
	}
	mark_possible(eval);
	eval->leaf_nodes = eval->found.len;
	eval->leaf_spans = eval->pool.len;
	eval->flat = doc->text_len >= eval->flat_from;
}

/* Throws the spans of all operators away, and all lists of sentences. */
static void forget_operators(nl_eval *eval)
{
	for (uint32_t i = eval->leaf_nodes; i < eval->found.len; i++) {
		uint32_t n = eval->found.at[i];
		eval->slices[n] = (nl_slice){0, 0};
		eval->known[n / 64] &= ~(UINT64_C(1) << n % 64);
	}
	for (uint32_t i = 0; i < eval->leaf_nodes; i++) eval->sentences[eval->found.at[i]] = (nl_slice){0, NL_NONE};
	eval->found.len = eval->leaf_nodes;
	eval->pool.len = eval->leaf_spans;
	eval->flattened = false;
	nl_vec_clear(&eval->sentence_pool);
}

static bool is_full(const nl_eval *eval)
{
	uint32_t part = eval->doc->text_len / POOL_PART, most = part > eval->most_spans ? part : eval->most_spans;
	return eval->pool.len - eval->leaf_spans + eval->sentence_pool.len / 2 > most;
}

/* What is needed to evaluate a node and is not known, due from now on. The lowest of that, if it is lower than `lowest`. */
static uint32_t set_children_due(nl_eval *eval, const nl_node *node, uint32_t lowest)
{
	for (uint32_t i = 0; i < node->child_count; i++) {
		uint32_t c = child(eval, node, i);
		if (!has_bit(eval->possible, c) || has_bit(eval->known, c)) continue;
		if (node->op == NL_NODE_OR && nl_eval_leaves_out(eval, c)) {
			eval->flattened = true;
			if (enter(eval, c)) lowest = set_children_due(eval, &eval->ir->nodes[c], lowest);
			continue;
		}
		set_bit(eval->due, c);
		if (c < lowest) lowest = c;
	}
	return lowest;
}

/* Children have smaller numbers than their parents: one walk down marks what the root needs and is not known, one up evaluates
 * it. */
static void need(nl_eval *eval, uint32_t root)
{
	assert(eval->doc); /* no other document was begun since */
	if (is_full(eval)) forget_operators(eval);
	if (!has_bit(eval->possible, root) || has_bit(eval->known, root)) return;
	set_bit(eval->due, root);
	uint32_t lowest = root;
	for (uint32_t n = root + 1; n-- > lowest;)
		if (has_bit(eval->due, n)) lowest = set_children_due(eval, &eval->ir->nodes[n], lowest);
	end_walk(eval); /* what was entered for one is due for the others, too */
	for (uint32_t w = lowest / 64; w <= root / 64; w++) {
		while (eval->due[w]) {
			uint32_t n = w * 64 + (uint32_t)__builtin_ctzll(eval->due[w]);
			eval->due[w] &= eval->due[w] - 1;
			evaluate(eval, n);
		}
	}
}

void nl_eval_need(nl_eval *eval, uint32_t root)
{
	need(eval, root);
}

void nl_eval_need_all(nl_eval *eval, uint32_t root)
{
	bool flat = eval->flat;
	if (eval->flattened) forget_operators(eval);
	eval->flat = false;
	need(eval, root);
	eval->flat = flat;
}
