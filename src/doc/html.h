/* doc/html.h - the prose in HTML: of a whole page, and of the pieces that Markdown holds.
 *
 * Elements are opened and closed as the tree construction of the HTML standard does it (html.spec.whatwg.org, 13.2.6), as
 * far as that decides where a text stands and whether it is seen: tags left out, elements that end others, scopes, end
 * tags without a start. What only moves nodes is left out: text that stands between the cells of a table stays there, and
 * formatting is not opened again behind blocks. Depth is bounded as in browsers, so the work is linear in the text. */
#ifndef NL_DOC_HTML_H
#define NL_DOC_HTML_H

#include "doc/builder.h"
#include "doc/included.h"

typedef struct nl_html nl_html;

/* Reads pieces of `text`, the whole source, in order; what is open stays open between them. `page`: a document of
 * its own, with a title. Owned; `builder`, `text` and `included` are borrowed. */
nl_html *nl_html_new(nl_builder *builder, nl_str text, bool page, nl_included *included);
void nl_html_free(nl_html *html); /* NULL is fine */
/* The bytes from..to, which stand in a block quote or not. Ends an open block first and leaves none open. */
void nl_html_piece(nl_html *html, size_t from, size_t to, bool quoted);
bool nl_html_hides(const nl_html *html);  /* what comes next stands in an element that is not shown */
bool nl_html_quotes(const nl_html *html); /* ... in a block quote */

#endif
