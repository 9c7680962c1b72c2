/* judge/align.h - which sentence of one draft stands for which of another.
 *
 * Pure work on numbers: a sentence is a run of words, equal words are equal numbers. What comes out are passages: a sentence
 * beside the one that stands for it; one beside the two or three that it was split into, or was put together from; or
 * one alone that has no counterpart. Every sentence that has words is in one passage.
 *
 *   same words   Sentences that are equal and stand once on either side belong together wherever they stand; from those the
 *                match spreads to equal neighbours (Heckel 1978, A Technique for Isolating Differences Between Files);
 *                what is equal and left over is paired in order.
 *   near         Of the rest, pairs that share rare words, or lie between the same neighbours, are candidates. They are as alike as
 *                the weight of their common words has it, a word weighing more the fewer sentences it stands in
 *                (Nelken and Shieber 2006, Towards Robust Context-Sensitive Sentence Alignment for Monolingual Corpora). The pairs
 *                are those of least cost altogether, where a pair costs what it lacks in likeness and a sentence left alone what
 *                the least likeness allows (judge/assign.h).
 *   split        A neighbour that is left over and whose words are mostly in the counterpart joins the passage (the 1-2 and 2-1
 *                beads of Gale and Church 1993, A Program for Aligning Sentences in Bilingual Corpora).
 *   moved        Passages that keep their order are those of the heaviest increasing subsequence, by words (Jacobson and Vo 1992,
 *                Heaviest Increasing/Common Subsequence Problems); the others were moved.
 *
 * Time is near linear in the words of both texts. */
#ifndef NL_JUDGE_ALIGN_H
#define NL_JUDGE_ALIGN_H

#include <stdbool.h>

#include "base/vec.h"

/* Sentence i has the words starts[i] .. starts[i + 1] - 1. */
typedef struct {
	const uint32_t *words;
	const uint32_t *stems;  /* of each word: what it is compared by where likeness is meant */
	const uint32_t *starts; /* count + 1 */
	uint32_t count;
} nl_sentence_words;

typedef struct {
	uint32_t first, end; /* sentences: first, and past the last; those without words may stand between. Equal: none */
} nl_passage_side;

typedef struct {
	nl_passage_side old, new;
	double likeness; /* 0 to 1, for the same stems in any order; 0 for what stands alone */
	bool same;       /* the same words in the same order, however cut into sentences */
	bool moved;      /* against the order of the others */
} nl_passage;

typedef NL_VEC(nl_passage) nl_passages;

/* Appends all passages, in the order of nl_passages_sort(). `kinds`: stems are numbers below it. */
void nl_align(const nl_sentence_words *old, const nl_sentence_words *new, uint32_t kinds, nl_passages *passages);

/* By the new text; what is gone follows the passage that it stood behind in the old one. */
void nl_passages_sort(nl_passages *passages);

#endif
