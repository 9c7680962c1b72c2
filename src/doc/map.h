/* doc/map.h - from a document's text back to its source.
 *
 * The map is a list of segments in order of text. Where text and source have the same length they are the same
 * bytes and an offset is carried over; otherwise the text stands for the piece of source as a whole (an entity).
 * Text in no segment (the line ends between blocks) belongs to the place where the source goes on. */
#ifndef NL_DOC_MAP_H
#define NL_DOC_MAP_H

#include "base/vec.h"
#include "doc/doc.h"

typedef struct {
	nl_span text, source;
} nl_map_segment;

struct nl_doc_map {
	NL_VEC(nl_map_segment) segments;
};

void nl_doc_map_release(nl_doc_map *map);
/* Appends; joined to the last segment when both text and source go on where it ended and both are verbatim. */
void nl_doc_map_add(nl_doc_map *map, nl_span text, nl_span source);
/* Forgets the text from `end` on. */
void nl_doc_map_cut(nl_doc_map *map, uint32_t end);
/* The smallest span of the source that holds `text`. An empty span is the place of its start. */
nl_span nl_doc_map_origin(const nl_doc_map *map, nl_span text);

#endif
