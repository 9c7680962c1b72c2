/* judge/disagreement.h - each place where a coder and the rules, or two coders, disagree on a position: as a diagnostic in the
 * text, so that a rule author can work through them.
 *
 *   missed  the coder holds the position there, and it was not found: with what was found instead (another stance), or the nearest
 *           miss in the words of the label
 *   false   it was found there, and the coder does not hold it: with the coder's own stance where there is one */
#ifndef NL_JUDGE_DISAGREEMENT_H
#define NL_JUDGE_DISAGREEMENT_H

#include "judge/agreement.h"

typedef struct {
	bool missed;  /* else a false find */
	nl_span span; /* of the source */
	nl_diag diag; /* its code is the position's name */
} nl_disagreement;

/* All of one position in one text. */
typedef struct {
	nl_sink sink;                 /* holds the diagnostics' strings */
	NL_VEC(nl_disagreement) list; /* by place */
} nl_disagreements;

/* What is compared. `matcher` is the one that made `match`, right after it. */
typedef struct {
	nl_matcher *matcher;
	nl_match *match;
	nl_str position;          /* its name */
	uint32_t rule_position;   /* its number in the rules, or NL_NONE when they do not know it */
	nl_str coder, other;      /* "the coder" and "", or the names of two label files */
	nl_holdings coded, found; /* without `other`: found is the match's evidence, in its order */
} nl_disagreement_case;

void nl_disagreements_find(nl_disagreements *to, const nl_disagreement_case *of);
void nl_disagreements_release(nl_disagreements *disagreements);

#endif
