/* match/intervals.h - the operators of patterns, over minimal lists of spans.
 *
 * A list is minimal when no span in it contains another. Sorted by first token it is then sorted by last token too,
 * both strictly rising, and every operator is one merge of its children's lists (Clarke, Cormack and Burkowski 1995).
 * What each yields, A and B being minimal lists, min(X) the spans of X that contain no other span of X, cover(a, b) the
 * smallest span that holds both, and "in one unit" that a span's first and last token share the unit:
 *
 *   or       min(A + B)
 *   and      min { cover(a, b) : in one unit }                                  a and b may overlap, may be the same
 *   then/n   min { cover(a, b) : a.last < b.first, at most n words between, in one unit }
 *   near/n   min(A then/n B + B then/n A)
 *   but not  { a : no b overlaps it }
 *   unless   { a : no b touches a unit that a touches }
 *
 * `and` of more than two children is the operator applied from the left, which is the same as the cover of one span of
 * each. Each operator takes time linear in its two lists. Units are runs of tokens (a unit that was left does not come
 * back): the proofs rest on it.
 *
 * Results are written to `out`, which has room for as many spans as all input lists together and overlaps none of
 * them; the return value is their number. */
#ifndef NL_MATCH_INTERVALS_H
#define NL_MATCH_INTERVALS_H

#include "match/match.h"

typedef struct {
	const nl_range *at;
	uint32_t len;
} nl_spans;

/* Appends `range` to a minimal list of `len` spans that begin no later than it does, keeping the list minimal. Returns the
 * new length. */
static inline uint32_t nl_spans_push(nl_range *list, uint32_t len, nl_range range)
{
	if (len && list[len - 1].first == range.first && list[len - 1].last <= range.last) return len;
	while (len && list[len - 1].last >= range.last) len--;
	list[len] = range;
	return len + 1;
}

/* The first span of a minimal list that begins at or after a token, or that ends at or after it; spans.len when none
 * does. Binary search. */
uint32_t nl_spans_from(nl_spans spans, uint32_t first);
uint32_t nl_spans_until(nl_spans spans, uint32_t last);
/* Whether some span of the list shares a token with `range`. */
bool nl_spans_touch(nl_spans spans, nl_range range);
/* Whether the list has exactly this span. */
bool nl_spans_have(nl_spans spans, nl_range range);

/* `spare` is scratch with as much room as `out`. */
uint32_t nl_intervals_or(const nl_spans *lists, uint32_t count, nl_range *out, nl_range *spare);
uint32_t nl_intervals_and(const nl_doc *doc, nl_unit unit, nl_spans a, nl_spans b, nl_range *out);
/* `gap` is the most words between; UINT32_MAX: any number. */
uint32_t nl_intervals_then(const nl_doc *doc, nl_unit unit, uint32_t gap, nl_spans a, nl_spans b, nl_range *out);
uint32_t nl_intervals_near(const nl_doc *doc, nl_unit unit, uint32_t gap, nl_spans a, nl_spans b, nl_range *out);
uint32_t nl_intervals_but_not(nl_spans a, nl_spans b, nl_range *out);
uint32_t nl_intervals_unless(const nl_doc *doc, nl_unit unit, nl_spans a, nl_spans b, nl_range *out);

#endif
