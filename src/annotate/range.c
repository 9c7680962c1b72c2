#include "annotate/range.h"

/* For what of the piece lies in the span. */
static bool range_of_piece(const nl_piece *piece, nl_span span, nl_range_place *place, void *context, nl_span *range)
{
	nl_span bytes = piece->bytes;
	bool verbatim = bytes.end - bytes.start == piece->text.end - piece->text.start;
	if (verbatim && span.start > piece->text.start) bytes.start += span.start - piece->text.start;
	if (verbatim && span.end < piece->text.end) bytes.end -= piece->text.end - span.end;
	return piece->part != NL_NONE && bytes.end > bytes.start && place(context, piece->part, bytes, range);
}

bool nl_range_of(const nl_rendition *r, nl_span span, nl_range_place *place, void *context, nl_span *range)
{
	uint32_t first = nl_rendition_piece_at(r, span.start), past = first;
	nl_span last;
	while (past < r->pieces.len && r->pieces.at[past].text.start < span.end) past++;
	while (first < past && !range_of_piece(&r->pieces.at[first], span, place, context, range)) first++;
	if (first == past) return false;
	while (!range_of_piece(&r->pieces.at[past - 1], span, place, context, &last)) past--;
	if (last.start < range->start) range->start = last.start;
	if (last.end > range->end) range->end = last.end;
	return true;
}
