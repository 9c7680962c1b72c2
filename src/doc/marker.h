/* doc/marker.h - list markers, "(a)", "1.", "iv)", "2.3", bullets, and the lists that they make.
 *
 * A list is known by the shape of its markers, and by a hint of depth (columns of indentation in plain text, nesting of
 * list syntax in Markdown). A marker goes on with the innermost open list that it can follow; one that can begin a list
 * nests; any other belongs to a list whose beginning is out of sight, and closes all that are open. */
#ifndef NL_DOC_MARKER_H
#define NL_DOC_MARKER_H

#include "base/limits.h"
#include "base/str.h"

typedef enum {
	NL_MARKER_BULLET,
	NL_MARKER_NUMBER,
	NL_MARKER_LETTER,
	NL_MARKER_ROMAN,
	NL_MARKER_OUTLINE
} nl_marker_style;

typedef struct {
	nl_marker_style style;
	bool upper;       /* letters and Roman numerals */
	char open, close; /* "(", ")", ".", "-" or 0 */
	uint32_t parts;   /* of an outline: "2.3" has two */
	uint32_t number;  /* from 1; of a bullet its code point; of an outline the last part */
	uint32_t roman;   /* a single letter that may be a Roman numeral as well: its value as one, else 0 */
	nl_str label;     /* the marker alone; borrowed from the text that was read */
} nl_marker;

/* Reads a marker at the start of `text`. Bytes read, white space behind included; 0 when there is none. */
size_t nl_marker_read(nl_str text, nl_marker *marker);
/* Whether it can be the first of its list: a bullet, 1, a, i. */
bool nl_marker_is_first(const nl_marker *marker);
/* Whether `next` can come right after `marker`; up to two may be missing between. */
bool nl_marker_follows(const nl_marker *marker, const nl_marker *next);

typedef struct {
	nl_marker marker; /* the last one seen; its label is not kept */
	uint32_t hint;
} nl_list_level;

typedef struct {
	nl_list_level levels[NL_MAX_LIST_DEPTH];
	uint32_t depth;
} nl_lists; /* all zero: no list is open */

/* Enters the item that `marker` begins; the level (from 0) of its list. `is_new`: the item begins that list. */
uint32_t nl_lists_enter(nl_lists *lists, const nl_marker *marker, uint32_t hint, bool *is_new);
/* Whether the marker goes on with a list that is open. */
bool nl_lists_goes_on(const nl_lists *lists, const nl_marker *marker);

#endif
