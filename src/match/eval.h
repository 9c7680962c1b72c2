/* match/eval.h - the spans of nodes in one document, from those of the leaves.
 *
 * The leaves' lists grow while the document is read. Operators are evaluated when a pattern needs them, in rising order, which
 * puts children first, and only those with a child that can have spans: a document costs what occurs in it, not what the rules
 * could say. Their spans lie in one pool that is kept from document to document; a node whose spans are those of its only
 * matching child shares them. In a large document
 * an OR takes at once what ORs in it (terms, mostly) would take, and leaves those out. That changes no result. */
#ifndef NL_MATCH_EVAL_H
#define NL_MATCH_EVAL_H

#include "match/automaton.h"
#include "match/context.h"
#include "match/intervals.h"
#include "match/packed.h"

typedef NL_VEC(nl_range) nl_ranges;

/* A node's spans in the pool, or in the list of a phrase. */
typedef struct {
	uint32_t start, len;
} nl_slice;

typedef struct {
	const nl_ir *ir;
	const nl_doc *doc; /* NULL before the first document */
	nl_title title;    /* of `doc` */
	/* Bit sets of nodes: to be visited; that can have spans; whose spans are worked out; ORs in `path`. */
	uint64_t *due, *possible, *known, *entered;
	nl_slice *slices;    /* by node */
	uint32_t *like;      /* by node with spans: the first node that has the very same spans */
	nl_slice *sentences; /* by such a node, in `sentence_pool`: where its spans begin; len NL_NONE: not asked yet */
	nl_ranges *by_leaf;  /* by phrase: a minimal list; of a frequent one its end */
	uint32_t *packed_of; /* by phrase: where its other spans are in `packed`, + 1; 0: it has no others */
	NL_VEC(nl_packed) packed;
	NL_VEC(uint32_t) leaves;         /* phrases with hits */
	NL_VEC(uint32_t) found;          /* nodes that are known: those of leaves, then operators */
	uint32_t leaf_nodes, leaf_spans; /* how many of `found` and of the pool belong to leaves that are not packed */
	NL_VEC(nl_range) pool;
	/* Tests lower these: spans of operators in the pool that are not yet thrown away; of a phrase, before they are packed; that
	 * one OR merges at a time; bytes of a document in which ORs in ORs are left out. */
	uint32_t most_spans, packed_from, merged_at_once, flat_from;
	bool flat, flattened; /* whether they are in this one; whether some were, since the pool was emptied last */
	NL_VEC(uint32_t) sentence_pool;
	/* Scratch of an OR: the nodes that it merges, their lists, what comes next of each, and what that yields. */
	NL_VEC(uint32_t) inputs, path; /* ORs that are left out and were entered on the way to them */
	NL_VEC(nl_spans) lists, parts;
	NL_VEC(nl_range) merged;
} nl_eval;

void nl_eval_init(nl_eval *eval, const nl_ir *ir); /* `ir` is borrowed; the hits are those of first leaves */
void nl_eval_release(nl_eval *eval);

/* For one document: begin, then the leaves, then run. */
void nl_eval_begin(nl_eval *eval);
void nl_eval_hits(nl_eval *eval, const nl_hits *hits);             /* the next ones, as the automaton gives them */
void nl_eval_regex(nl_eval *eval, uint32_t regex, nl_spans spans); /* a minimal list; copied */
void nl_eval_run(nl_eval *eval, const nl_doc *doc);

/* Works out the spans of a node and of all below it, but for ORs that are left out. They are there until the next call. */
void nl_eval_need(nl_eval *eval, uint32_t root);
void nl_eval_need_all(nl_eval *eval, uint32_t root); /* of those, too */
/* Whether an OR takes the children of its child `node` instead of that: an OR that nothing else needs. */
bool nl_eval_leaves_out(const nl_eval *eval, uint32_t node);
/* The minimal list of a node at or below the one needed last; borrowed. */
nl_spans nl_eval_spans(const nl_eval *eval, uint32_t node);
/* Whether a node has any. */
static inline bool nl_eval_matches(const nl_eval *eval, uint32_t node)
{
	return eval->slices[node].len > 0;
}

/* What an OR took a span from: the first of its children, or of those of an OR in it that was left out, that has the very same.
 * NL_NONE: none does. */
uint32_t nl_eval_input_with(nl_eval *eval, const nl_node *node, nl_range range);
/* The sentences in which a node's spans begin, each once, rising; worked out when first asked for. Borrowed, valid until the
 * next call. */
const uint32_t *nl_eval_sentences(nl_eval *eval, uint32_t node, uint32_t *count);

#endif
