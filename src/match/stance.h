/* match/stance.h - who says it, and how firmly: stance and strength of a piece of evidence.
 *
 * The ConText method (H. Harkema, J. N. Dowling, T. Thornblade, W. W. Chapman: "ConText: An algorithm for determining
 * negation, experiencer, and temporal status from clinical reports", J. Biomed. Inform. 42, 2009), with other kinds:
 * cues of negation, hedging and reporting, and cues of strength.
 *
 *   - A cue governs the words on its side of it up to a stop or the end of the sentence: BEFORE those to its right, AFTER
 *     those to its left, AROUND both. It governs the evidence if it reaches one of its parts, the words that the
 *     pattern's phrases matched; words in a gap between parts may be cues, the parts themselves may not. Where a cue and
 *     a part share words, the cue counts if it begins (AFTER: ends) outside the part: "no new" before "new convention".
 *     A negation reaches 15 words at most.
 *   - A cue in a lead-in ("States should not:") governs all of the item, unless a stop stands between it and the
 *     lead-in's end; negations and hedges only up to a stop inside the item. Lead-ins of lead-ins too. It
 *     runs on into the item's first sentence: one behind a full stop stands for itself, but for who speaks.
 *   - Strength comes from the nearest cue that governs, counted in words; one inside a part is nearest of all. Lead-ins
 *     are further than the sentence itself. Without a cue the evidence is declared.
 *   - All parts between quotation marks, or a reporting cue: reported. Else under a negation: opposed. Else under a hedge, or
 *     of tentative strength: hedged. Else affirmed. */
#ifndef NL_MATCH_STANCE_H
#define NL_MATCH_STANCE_H

#include "match/cues.h"

/* Fills stance, strength and their cues; range, parts and sentence are set. `ignores` is that of the position: reporting
 * includes quotation marks, hedge includes tentative strength. */
void nl_stance_decide(nl_cues *cues, const nl_doc *doc, uint32_t ignores, nl_evidence *evidence);

/* Stance and strength of a document from its evidence. */
void nl_stance_of_document(nl_position_match *position);

#endif
