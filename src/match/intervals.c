/* match/intervals.c - interval operators as linear merges; intervals.h says what each yields.
 *
 * THEN. For a given b the latest a that ends before b gives the shortest cover with the smallest gap, and it stands in b's
 * unit if any earlier a does. So one candidate for each b is enough, and candidates come with rising first and last.
 *
 * AND. Two pointers; the cover of the two current spans is a candidate, then the span that begins first is passed. Take
 * a minimal cover [f, l]; let s and t be the first spans of A and B that begin at or after f. Both lie in [f, l], so cover(s, t)
 * is [f, l]. Whichever of s and t is passed first is passed while the other is current, for the other pointer cannot
 * be before its span: that would begin earlier and be passed instead. So no minimal cover is missed. */
#include "match/intervals.h"

#include <string.h>

#include "match/context.h"

/* ---- lists --------------------------------------------------------------------------------------------------- */

uint32_t nl_spans_from(nl_spans spans, uint32_t first)
{
	uint32_t low = 0, high = spans.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (spans.at[middle].first < first) low = middle + 1;
		else high = middle;
	}
	return low;
}

uint32_t nl_spans_until(nl_spans spans, uint32_t last)
{
	uint32_t low = 0, high = spans.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (spans.at[middle].last < last) low = middle + 1;
		else high = middle;
	}
	return low;
}

bool nl_spans_touch(nl_spans spans, nl_range range)
{
	uint32_t i = nl_spans_until(spans, range.first);
	return i < spans.len && spans.at[i].first <= range.last;
}

bool nl_spans_have(nl_spans spans, nl_range range)
{
	uint32_t i = nl_spans_from(spans, range.first);
	return i < spans.len && spans.at[i].first == range.first && spans.at[i].last == range.last;
}

/* ---- units --------------------------------------------------------------------------------------------------- */

/* Answers whether two tokens share a unit, for questions that move on through the text. */
typedef struct {
	const nl_doc *doc;
	nl_unit unit;
	uint32_t sentence; /* where the last question was */
} scope;

static uint32_t sentence_of(scope *s, uint32_t token)
{
	s->sentence = nl_doc_sentence_near(s->doc, s->sentence, token);
	return s->sentence;
}

/* first <= last. */
static bool share_unit(scope *s, uint32_t first, uint32_t last)
{
	if (s->unit == NL_UNIT_DOCUMENT) return true;
	uint32_t sentence = sentence_of(s, first);
	if (last < s->doc->sentences[sentence].end) return true;
	if (s->unit == NL_UNIT_SENTENCE) return false;
	uint32_t other = nl_doc_sentence_near(s->doc, sentence, last);
	return nl_doc_unit(s->doc, s->unit, sentence) == nl_doc_unit(s->doc, s->unit, other);
}

/* ---- or ------------------------------------------------------------------------------------------------------ */

/* Most spans begin and end behind the one before them, and then there is nothing more to do. */
static uint32_t merge(nl_spans a, nl_spans b, nl_range *out)
{
	uint32_t len = 0, i = 0, k = 0;
	while (i < a.len && k < b.len) {
		nl_range next = a.at[i].first <= b.at[k].first ? a.at[i++] : b.at[k++];
		if (len && next.first > out[len - 1].first && next.last > out[len - 1].last) out[len++] = next;
		else len = nl_spans_push(out, len, next);
	}
	for (; i < a.len; i++) len = nl_spans_push(out, len, a.at[i]);
	for (; k < b.len; k++) len = nl_spans_push(out, len, b.at[k]);
	return len;
}

/* Halves the lists, so that each span is copied once for each level and not once for each list. */
uint32_t nl_intervals_or(const nl_spans *lists, uint32_t count, nl_range *out, nl_range *spare)
{
	if (count == 0) return 0;
	if (count == 2) return merge(lists[0], lists[1], out);
	if (count == 1) {
		if (lists->len) memcpy(out, lists->at, lists->len * sizeof *out);
		return lists->len;
	}
	uint32_t half = count / 2;
	uint32_t left = nl_intervals_or(lists, half, spare, out);
	uint32_t right = nl_intervals_or(lists + half, count - half, spare + left, out + left);
	return merge((nl_spans){spare, left}, (nl_spans){spare + left, right}, out);
}

/* ---- and, then, near ----------------------------------------------------------------------------------------- */

uint32_t nl_intervals_and(const nl_doc *doc, nl_unit unit, nl_spans a, nl_spans b, nl_range *out)
{
	scope s = {.doc = doc, .unit = unit};
	uint32_t len = 0, i = 0, k = 0;
	while (i < a.len && k < b.len) {
		nl_range x = a.at[i], y = b.at[k];
		nl_range cover = {x.first < y.first ? x.first : y.first, x.last > y.last ? x.last : y.last};
		if (share_unit(&s, cover.first, cover.last)) len = nl_spans_push(out, len, cover);
		if (x.first <= y.first) i++;
		else k++;
	}
	return len;
}

/* The cover of `b` and the latest span of `a` before it; `next` is how many spans of `a` end before an earlier b. False
 * when there is none in reach. */
static bool cover_before(scope *s, uint32_t gap, nl_spans a, nl_range b, uint32_t *next, nl_range *cover)
{
	while (*next < a.len && a.at[*next].last < b.first) ++*next;
	if (*next == 0) return false;
	nl_range before = a.at[*next - 1];
	*cover = (nl_range){before.first, b.last};
	return b.first - before.last - 1 <= gap && share_unit(s, cover->first, cover->last);
}

uint32_t nl_intervals_then(const nl_doc *doc, nl_unit unit, uint32_t gap, nl_spans a, nl_spans b, nl_range *out)
{
	scope s = {.doc = doc, .unit = unit};
	uint32_t len = 0, next = 0;
	nl_range cover;
	for (uint32_t k = 0; k < b.len; k++) {
		if (cover_before(&s, gap, a, b.at[k], &next, &cover)) len = nl_spans_push(out, len, cover);
	}
	return len;
}

/* Both orders in one merge by the last token of the later span. Covers then come with rising last but not always rising
 * first (the later span of the one order may be short and the cover of the other long), so a cover that contains
 * the one before it is dropped here, and one that the next is contained in by nl_spans_push(). */
uint32_t nl_intervals_near(const nl_doc *doc, nl_unit unit, uint32_t gap, nl_spans a, nl_spans b, nl_range *out)
{
	scope s = {.doc = doc, .unit = unit};
	uint32_t len = 0, i = 0, k = 0, before_a = 0, before_b = 0;
	while (i < a.len || k < b.len) {
		bool take_a = k == b.len || (i < a.len && a.at[i].last <= b.at[k].last);
		nl_range cover;
		bool found = take_a ? cover_before(&s, gap, b, a.at[i++], &before_b, &cover)
							: cover_before(&s, gap, a, b.at[k++], &before_a, &cover);
		if (found && (!len || cover.first > out[len - 1].first)) len = nl_spans_push(out, len, cover);
	}
	return len;
}

/* ---- but not, unless ----------------------------------------------------------------------------------------- */

uint32_t nl_intervals_but_not(nl_spans a, nl_spans b, nl_range *out)
{
	uint32_t len = 0, k = 0;
	for (uint32_t i = 0; i < a.len; i++) {
		while (k < b.len && b.at[k].last < a.at[i].first) k++;
		if (k == b.len || b.at[k].first > a.at[i].last) out[len++] = a.at[i];
	}
	return len;
}

/* Of the spans that begin before `a` the last one reaches furthest, and of those behind it the first one begins nearest:
 * these two decide. */
uint32_t nl_intervals_unless(const nl_doc *doc, nl_unit unit, nl_spans a, nl_spans b, nl_range *out)
{
	scope s = {.doc = doc, .unit = unit};
	uint32_t len = 0, k = 0;
	for (uint32_t i = 0; i < a.len; i++) {
		nl_range span = a.at[i];
		while (k < b.len && b.at[k].first <= span.first) k++;
		bool before = k > 0 && (b.at[k - 1].last >= span.first || share_unit(&s, b.at[k - 1].last, span.first));
		bool behind = k < b.len && (b.at[k].first <= span.last || share_unit(&s, span.last, b.at[k].first));
		if (!before && !behind) out[len++] = span;
	}
	return len;
}
