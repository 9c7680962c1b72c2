/* doc/map.c - segments, found by binary search. */
#include "doc/map.h"

static uint32_t length(nl_span span)
{
	return span.end - span.start;
}

static bool is_verbatim(const nl_map_segment *segment)
{
	return length(segment->text) == length(segment->source);
}

void nl_doc_map_release(nl_doc_map *map)
{
	nl_vec_release(&map->segments);
}

void nl_doc_map_add(nl_doc_map *map, nl_span text, nl_span source)
{
	nl_map_segment segment = {text, source};
	if (map->segments.len) {
		nl_map_segment *last = nl_vec_last(&map->segments);
		bool goes_on = last->text.end == text.start && last->source.end == source.start;
		if (goes_on && is_verbatim(last) && is_verbatim(&segment)) {
			last->text.end = text.end;
			last->source.end = source.end;
			return;
		}
	}
	*nl_vec_push(&map->segments) = segment;
}

void nl_doc_map_cut(nl_doc_map *map, uint32_t end)
{
	while (map->segments.len && nl_vec_last(&map->segments)->text.start >= end) map->segments.len--;
}

/* The first segment that ends behind `offset`; the count of segments when none does. */
static uint32_t segment_at(const nl_doc_map *map, uint32_t offset)
{
	uint32_t low = 0, high = map->segments.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (map->segments.at[middle].text.end > offset) high = middle;
		else low = middle + 1;
	}
	return low;
}

/* The source of one byte of the text, or of the place before the segment that comes next. */
static nl_span origin_of(const nl_doc_map *map, uint32_t offset)
{
	uint32_t i = segment_at(map, offset);
	if (i == map->segments.len) {
		uint32_t end = i ? map->segments.at[i - 1].source.end : 0;
		return (nl_span){end, end};
	}
	const nl_map_segment *s = &map->segments.at[i];
	if (offset < s->text.start) return (nl_span){s->source.start, s->source.start};
	if (!is_verbatim(s)) return s->source;
	uint32_t at = s->source.start + (offset - s->text.start);
	return (nl_span){at, at + 1};
}

nl_span nl_doc_map_origin(const nl_doc_map *map, nl_span text)
{
	nl_span first = origin_of(map, text.start);
	if (text.end <= text.start) return (nl_span){first.start, first.start};
	nl_span last = origin_of(map, text.end - 1);
	return (nl_span){first.start, last.end > first.start ? last.end : first.start};
}
