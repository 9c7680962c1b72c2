/* judge/wording.h - how positions, cues and places are put into words: the same in findings, `explain` and `test`.
 *
 * Everything comes back in `arena`, but what is added to a buffer. Words of the document have their white space folded;
 * characters that a terminal must not see are left to whoever draws. */
#ifndef NL_JUDGE_WORDING_H
#define NL_JUDGE_WORDING_H

#include "match/match.h"

/* A position's title as it reads behind "that": "existing international law applies in cyberspace". The first letter is
 * lowered unless the first word is a name of the language or has another capital ("ICTs"). */
nl_str nl_wording_claim(const nl_ir *ir, uint32_t position, nl_arena *arena);
/* "a binding commitment", "a plain statement", "a recommendation", "a possibility" */
const char *nl_wording_strength(nl_strength strength);
/* What made the evidence what it is: "negated by 'not' at 1:11", "weakened by 'where appropriate' at 3:40", "it
 * stands in quotation marks". Empty for affirmed evidence. Without `with_place` the "at 1:11" is left out. */
nl_str nl_wording_stance(const nl_doc *doc, const nl_evidence *evidence, bool with_place, nl_arena *arena);
/* On one line: white space folded, none at the ends. */
nl_str nl_wording_fold(nl_str text, nl_arena *arena);
/* Its beginning with "…" where it has more columns. */
nl_str nl_wording_cut(nl_str text, uint32_t columns, nl_arena *arena);
/* The words of the tokens, cut at `columns` with "…". */
nl_str nl_wording_quote(const nl_doc *doc, nl_range range, uint32_t columns, nl_arena *arena);
/* The rule file's words for a node, cut likewise. */
nl_str nl_wording_node(const nl_ir *ir, uint32_t node, uint32_t columns, nl_arena *arena);
/* `no word there like "apply" or "govern"`, or what kept words that are all there from matching. */
nl_str nl_wording_missing(const nl_ir *ir, const nl_miss *miss, nl_arena *arena);
/* Adds a condition as it is written in rules: "2 of (privacy, freedom-of-expression)". */
void nl_wording_condition(const nl_ir *ir, uint32_t condition, nl_buf *out);
/* "A/68/98 para 19" */
nl_str nl_wording_citation(const nl_citation *citation, nl_arena *arena);
/* All of them: "A/68/98 para 19; A/70/174 para 24"; empty when there is none. */
nl_str nl_wording_citations(const nl_citation *citations, uint32_t count, nl_arena *arena);

nl_span nl_wording_origin(const nl_doc *doc, nl_range range); /* of the source */
nl_place nl_wording_place(const nl_doc *doc, nl_range range); /* of its first byte */
/* Where to look for evidence: its first words under the caret, further parts that its phrases matched underlined. */
void nl_wording_point(nl_sink *sink, nl_diag *diag, const nl_doc *doc, const nl_evidence *evidence);

#endif
