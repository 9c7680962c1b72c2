/* judge/compare.h - two drafts beside each other: what became of each position, and of each passage.
 *
 * How far a draft goes for a position is told by its stance, then its strength, in this order:
 *
 *   absent < reported < hedged < affirmed        of one stance: tentative < recommended < declared < binding
 *
 * What is only reported is in nobody's voice, so its strength does not count. "Opposed" stands beside this order, not in it;
 * of two drafts that oppose a position, the one goes further that does so in the stronger words. From that:
 *
 *   new           the old draft has no word of it (any stance in the new one: what the new one says is told with it)
 *   dropped       the new draft has no word of it
 *   negated       one draft opposes it, and the other, which names it, does not
 *   strengthened  the new draft goes further: reported -> hedged -> affirmed, or the same stance in stronger words
 *   weakened      the old draft went further
 *   reworded      it goes as far, but some place has other words, was added, or is gone
 *   moved         the same places in the same words, some in another order
 *   unchanged     the same places in the same words and order
 *   absent        in neither
 *
 * The first that is true, in the order of this list, is the position's change. The same words tell what became of each of its
 * places, that is of a piece of evidence beside the one that stands for it in the other draft; what is true of some place
 * and is not the position's change is in `also`. Words are compared without case, punctuation, hyphens and numbering, in the
 * whole sentence and in what leads in to it.
 *
 * Comparing in the other direction gives the same with new and dropped, strengthened and weakened exchanged. */
#ifndef NL_JUDGE_COMPARE_H
#define NL_JUDGE_COMPARE_H

#include "judge/align.h"
#include "judge/judge.h"

typedef enum {
	NL_CHANGE_ABSENT,
	NL_CHANGE_UNCHANGED,
	NL_CHANGE_MOVED,
	NL_CHANGE_REWORDED,
	NL_CHANGE_NEW,
	NL_CHANGE_STRENGTHENED,
	NL_CHANGE_WEAKENED,
	NL_CHANGE_NEGATED,
	NL_CHANGE_DROPPED
} nl_change;
enum { NL_CHANGES = NL_CHANGE_DROPPED + 1 };

/* A place of a position in either draft, and what stands for it in the other; an index is NL_NONE when it has no evidence
 * there. Even then the passage tells where its sentence went, when that is in both drafts. */
typedef struct {
	uint32_t old, new; /* indexes into the position's evidence */
	uint32_t passage;  /* of the old evidence, or of the new where there is no old; NL_NONE: two passages */
	nl_change change;
	uint32_t also; /* mask of 1u << nl_change: reworded, moved */
} nl_place_change;

typedef struct {
	nl_change change;
	uint32_t also;                 /* mask of 1u << nl_change */
	const nl_place_change *places; /* by the new draft's places, then those that are gone by the old one's */
	uint32_t count;
	uint32_t old, new; /* the evidence that shows the change best; NL_NONE where there is none */
} nl_position_change;

typedef enum { NL_EDIT_KEPT, NL_EDIT_DROPPED, NL_EDIT_ADDED } nl_edit_kind;

/* A piece of a passage's words, for showing what changed in it. */
typedef struct {
	nl_edit_kind kind;
	nl_str words; /* as the draft has them, white space folded; of what was kept, as the new one has it */
	nl_str shown; /* with the marks that stand right before and behind them */
	nl_str old;   /* of what was kept: the same as the old draft has it; else empty */
} nl_edit;

typedef struct {
	const nl_edit *at;
	uint32_t count;
} nl_edit_list;

typedef struct nl_draft_words nl_draft_words;

typedef struct {
	const nl_verdict *old, *new;
	const nl_position_change *positions; /* one for each position of the IR, in its order */
	const nl_passage *passages;          /* in the order of nl_passages_sort() */
	uint32_t passage_count;
	uint32_t counts[NL_CHANGES];         /* positions that were looked for, by change */
	uint32_t passage_counts[NL_CHANGES]; /* unchanged, moved, reworded, new, dropped */
	bool swapped;                        /* the pair was worked on as new beside old */
	nl_draft_words *words[2];
	nl_arena arena;
} nl_comparison;

/* Both verdicts are of the same rules and rule sets, and must outlive the result. Owned. */
nl_comparison *nl_compare(const nl_verdict *old, const nl_verdict *new);
void nl_comparison_free(nl_comparison *comparison); /* NULL is fine */

nl_change nl_passage_change(const nl_passage *passage); /* unchanged, moved, reworded, new or dropped */
/* Which passage a sentence is in; NL_NONE when it has no words. */
uint32_t nl_comparison_passage(const nl_comparison *comparison, bool in_new, uint32_t sentence);

/* The edits, word by word, from these sentences of the old draft to those of the new one: the shortest (base/edits.h), with words
 * that only happen to stand in both between larger changes counted as changed. In `arena`. */
nl_edit_list nl_comparison_edits(const nl_comparison *comparison, nl_passage_side old, nl_passage_side new, nl_arena *arena);
/* The sentences of a piece of evidence. */
nl_passage_side nl_evidence_sentences(const nl_doc *doc, const nl_evidence *evidence);

const char *nl_change_name(nl_change change); /* "unchanged", "weakened", ... */
/* What became of a position between two matches of the same rules, by stance and strength alone: never moved or reworded. */
nl_change nl_change_between(const nl_position_match *old, const nl_position_match *new);

#endif
