/* annotate/range.h - from words of a rendition to the bytes of the file that a comment on them stands around. */
#ifndef NL_ANNOTATE_RANGE_H
#define NL_ANNOTATE_RANGE_H

#include "doc/rendition.h"

/* Where a comment on these bytes of a part can stand, in the part that takes comments. False: nowhere. */
typedef bool nl_range_place(void *context, uint32_t part, nl_span bytes, nl_span *range);

/* The range for a span of the text: from the first of its pieces that a comment can stand on to the last one. What is read later
 * may stand earlier in the file, as a note and the paragraph that refers to it; the range is around both. False when there is
 * none. */
bool nl_range_of(const nl_rendition *rendition, nl_span span, nl_range_place *place, void *context, nl_span *range);

#endif
