/* match/eval.h - the spans of every node in one document, from those of the leaves.
 *
 * Nodes are visited in rising order, which puts children first, and only those with a child that has spans: a document
 * costs what occurs in it, not what the rules could say. The spans of all nodes lie in one pool that is kept from
 * document to document; a node whose spans are those of its only matching child shares them. */
#ifndef NL_MATCH_EVAL_H
#define NL_MATCH_EVAL_H

#include "match/automaton.h"
#include "match/context.h"
#include "match/index.h"
#include "match/intervals.h"

/* A node's spans in the pool. */
typedef struct {
	uint32_t start, len;
} nl_slice;

typedef struct {
	const nl_ir *ir;
	const nl_doc *doc;          /* NULL before the first document */
	nl_title title;             /* of `doc` */
	nl_index parents;           /* node -> nodes that name it as a child */
	nl_index of_leaf, of_regex; /* phrase, regex -> its nodes */
	uint64_t *due;              /* bit set of nodes to visit */
	nl_slice *slices;           /* by node */
	uint32_t *like;             /* by node with spans: the first node that has the very same spans */
	nl_slice *sentences;     /* by such a node, in `sentence_pool`: where its spans begin; len NL_NONE: not asked yet */
	nl_slice *by_leaf;       /* by phrase; scratch of nl_eval_hits() */
	NL_VEC(uint32_t) leaves; /* phrases with hits; scratch */
	NL_VEC(uint32_t) found;  /* nodes with spans in this document, in rising order once evaluated */
	NL_VEC(nl_range) pool;
	NL_VEC(uint32_t) sentence_pool;
	NL_VEC(nl_spans) lists; /* scratch: the children of one OR */
} nl_eval;

void nl_eval_init(nl_eval *eval, const nl_ir *ir); /* `ir` is borrowed; the hits are those of first leaves */
void nl_eval_release(nl_eval *eval);

/* For one document: begin, then the leaves, then run. */
void nl_eval_begin(nl_eval *eval, const nl_doc *doc);
void nl_eval_hits(nl_eval *eval, const nl_hits *hits);             /* of all phrases, as the automaton gives them */
void nl_eval_regex(nl_eval *eval, uint32_t regex, nl_spans spans); /* a minimal list; copied */
void nl_eval_run(nl_eval *eval);

/* A node's minimal list; borrowed, valid until the next document. */
nl_spans nl_eval_spans(const nl_eval *eval, uint32_t node);
/* The sentences in which a node's spans begin, each once, rising; worked out when first asked for. Borrowed, valid until the
 * next call. */
const uint32_t *nl_eval_sentences(nl_eval *eval, uint32_t node, uint32_t *count);

#endif
