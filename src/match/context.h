/* match/context.h - where a word stands in a document: its sentence and kind of block, and what stands above the
 * sentence and says what it is about: lead-ins, headings, the title. */
#ifndef NL_MATCH_CONTEXT_H
#define NL_MATCH_CONTEXT_H

#include "base/limits.h"
#include "match/intervals.h"

/* The blocks of a document's title: the headings at its very start, when no later heading is of their level or above, so
 * that they stand over the whole text though each has a section of its own ("CODE OF CONDUCT" / "FOR INFORMATION
 * SECURITY"). Empty when there are none. */
typedef struct {
	uint32_t end; /* blocks 0 .. end - 1 */
} nl_title;

nl_title nl_title_of(const nl_doc *doc);

/* How far up a chain of lead-ins goes. "a: b: c: ..." chains every clause of a text; without a bound that would be
 * quadratic. */
enum { NL_MAX_LEAD_INS = NL_MAX_LIST_DEPTH };

/* The sentence that governs this one and stands before it, or NL_NONE. */
uint32_t nl_lead_in(const nl_doc *doc, uint32_t sentence);

/* Whether a span of the minimal list `spans` shares a word with the sentence's unit, with a lead-in that governs the
 * sentence, or with a heading above it. */
bool nl_context_has(const nl_doc *doc, nl_title title, nl_unit unit, nl_spans spans, uint32_t sentence);

nl_block_kind nl_block_kind_of(const nl_doc *doc, uint32_t sentence);
/* Neither heading nor code: those name topics, and take no position unless a pattern asks for them. */
bool nl_is_prose(const nl_doc *doc, uint32_t sentence);

#endif
