/* doc/html_elements.h - what the HTML standard says of each element, as far as it decides where text stands: which tags
 * end which elements (13.2.6), and what a browser's style sheet shows (15.3). */
#ifndef NL_DOC_HTML_ELEMENTS_H
#define NL_DOC_HTML_ELEMENTS_H

#include "base/str.h"

typedef enum {
	NL_HTML_INLINE, /* leaves no trace: emphasis, links, what is not known */
	NL_HTML_BLOCK,  /* parts the text before and behind */
	NL_HTML_HEADING,
	NL_HTML_ITEM,
	NL_HTML_TERM,    /* dt, dd */
	NL_HTML_ORDERED, /* ol */
	NL_HTML_BULLETS, /* ul and its like */
	NL_HTML_TABLE,
	NL_HTML_ROWS, /* thead, tbody, tfoot */
	NL_HTML_ROW,
	NL_HTML_CELL,
	NL_HTML_CAPTION, /* of a table */
	NL_HTML_PARAGRAPH,
	NL_HTML_CODE,  /* pre */
	NL_HTML_QUOTE, /* blockquote */
	NL_HTML_MARKS, /* q: shown in quotation marks */
	NL_HTML_BREAK,
	NL_HTML_RAISED, /* sup: perhaps the mark of a footnote */
	NL_HTML_LINK,
	NL_HTML_TITLE,
	NL_HTML_ROOT,  /* html, head, body */
	NL_HTML_HIDDEN /* left out with all that it holds */
} nl_html_role;

typedef enum {
	NL_HTML_SPECIAL = 1 << 0,    /* no other element's end tag passes it */
	NL_HTML_SCOPE = 1 << 1,      /* what is open around it is out of sight inside */
	NL_HTML_VOID = 1 << 2,       /* has no content and no end tag */
	NL_HTML_RAW = 1 << 3,        /* holds text only, up to its end tag */
	NL_HTML_FORMATTING = 1 << 4, /* its end tag counts even when blocks inside are still open */
	NL_HTML_CLOSES_P = 1 << 5    /* its start tag ends an open paragraph */
} nl_html_flags;

typedef struct {
	nl_str name; /* in lower case */
	nl_html_role role;
	uint32_t flags; /* nl_html_flags */
} nl_html_element;

/* By name, in any case. Elements that are not known share an entry, an inline one without a name. */
const nl_html_element *nl_html_element_of(nl_str name);

#endif
