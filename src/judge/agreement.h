/* judge/agreement.h - how far two readers of the same texts agree on a position: a coder and the rules, or two coders.
 *
 * Pure counting over places; nothing here knows files or rules. Three questions are asked of one position in one text:
 *
 *   labels     Does each label of the coder overlap something found, and does what was found overlap a label? A place holds the
 *              position when its stance is affirmed or hedged; only such labels are to be found, and only such places
 *              count as found. From this come precision, recall and F1, by sentence (a label is one sentence in the eyes of
 *              its coder) and by document (is there any).
 *   stances    Which stance was found on each label? When several overlap it, the strongest counts, as for a document.
 *   units      Krippendorff's alpha corrects agreement for chance, and so needs what both readers left unlabelled, too. A unit
 *              is a sentence of the document, and its value the strongest stance that a reader's places give it,
 *              absent included. Sentences that one place covers together are one unit: what a reader did not tell apart
 *              is not counted twice.
 *
 * Krippendorff, K. (2004), Content Analysis: An Introduction to Its Methodology, 2nd ed., ch. 11; and (2011), Computing
 * Krippendorff's Alpha-Reliability. Nominal data, two observers, nothing missing. */
#ifndef NL_JUDGE_AGREEMENT_H
#define NL_JUDGE_AGREEMENT_H

#include "match/match.h"

enum { NL_STANCES = NL_AFFIRMED + 1 }; /* absent included */

/* A place where a reader sees a position. */
typedef struct {
	nl_span span; /* not empty */
	nl_stance stance;
} nl_holding;

typedef struct {
	const nl_holding *at; /* by start */
	uint32_t count;
} nl_holdings;

typedef struct {
	uint64_t right;  /* held by both */
	uint64_t wrong;  /* found, but not held by the coder */
	uint64_t missed; /* held by the coder, but not found */
} nl_tally;

typedef struct {
	uint64_t at[NL_STANCES][NL_STANCES]; /* [the coder's][what was found] */
} nl_stances;

typedef struct {
	nl_tally sentences, documents;
	nl_stances labels; /* a label each; [NL_ABSENT][..] stays empty */
	nl_stances units;  /* a unit each */
} nl_agreement;        /* all zero: nothing compared yet */

/* Compares one position in one text. Spans of both readers and of the sentences count the same bytes; the sentences
 * are in order and do not overlap. Without sentences no units are counted. */
void nl_agreement_add(nl_agreement *to, nl_holdings coded, nl_holdings found, const nl_span *sentences,
	uint32_t sentence_count);
void nl_agreement_sum(nl_agreement *to, const nl_agreement *more);

/* Whether a stance counts as holding the position. */
bool nl_stance_holds(nl_stance stance);
/* For each place of `of`, the strongest stance among the places of `against` that overlap it; NL_ABSENT when none does.
 * `stances` has room for one each. */
void nl_holdings_stances(nl_holdings of, nl_holdings against, nl_stance *stances);

/* Each is NAN where it would divide by nothing. */
double nl_tally_precision(const nl_tally *tally);
double nl_tally_recall(const nl_tally *tally);
double nl_tally_f1(const nl_tally *tally);

uint64_t nl_stances_count(const nl_stances *stances);   /* all: labels, or units */
uint64_t nl_stances_matched(const nl_stances *stances); /* something was found, with any stance */
uint64_t nl_stances_same(const nl_stances *stances);    /* something was found, with the coder's stance */

/* Alpha of nominal values: counts[c * values + k] units got value c from one reader and k from the other. 1 is full agreement, 0
 * what chance gives, below 0 worse. NAN when both use one and the same value throughout: without variation there
 * is nothing to agree on. */
double nl_alpha(const uint64_t *counts, uint32_t values);
double nl_alpha_holds(const nl_stances *units);  /* two values: holds or not */
double nl_alpha_stance(const nl_stances *units); /* five values: the stances and absent */

#endif
