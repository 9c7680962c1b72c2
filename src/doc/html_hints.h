/* doc/html_hints.h - what attributes and habits say: lists, hidden parts, footnotes, and the title of a page.
 *
 * HTML has no element for footnotes. They are told by ARIA's roles (doc-noteref, doc-endnotes), and by the names that
 * word processors, pandoc, MediaWiki and site generators give them. */
#ifndef NL_DOC_HTML_HINTS_H
#define NL_DOC_HTML_HINTS_H

#include "doc/html_elements.h"
#include "doc/html_tokens.h"
#include "doc/prose.h"

/* --- Lists. --- */

typedef struct {
	char style;      /* '1', 'a', 'A', 'i', 'I'; '-' for bullets; 0 when no marker is shown */
	uint32_t number; /* of the next item */
	bool down;       /* counts down */
} nl_html_list;

nl_html_list nl_html_list_of(nl_str text, const nl_html_token *tag, bool ordered);
/* The label of the item that `tag` begins. `list` may be NULL: the item stands in none. */
void nl_html_next_label(nl_html_list *list, nl_str text, const nl_html_token *tag, char label[NL_LABEL_MAX]);

/* --- Parts that are not shown, tables that lay out. --- */

bool nl_html_is_hidden(nl_str text, const nl_html_token *tag, const nl_html_element *element);
bool nl_html_lays_out(nl_str text, const nl_html_token *cell);

/* A paragraph in one of the styles that word processors have for quotations, which they save as a class. */
bool nl_html_is_quotation(nl_str text, const nl_html_token *tag);

/* --- Footnotes. --- */

bool nl_html_is_footnote(nl_str text, const nl_html_token *tag);
bool nl_html_is_note_link(nl_str text, const nl_html_token *tag);
/* Whether a raised piece that begins at `at` is a footnote's mark rather than "1st"; `before` is the text it stands behind. */
bool nl_html_is_note_mark(nl_str text, size_t at, size_t end, nl_str before);

/* --- The title. --- */

typedef enum { NL_HTML_TITLE_UNSEEN, NL_HTML_TITLE_ALONE, NL_HTML_TITLE_REPEATED } nl_html_title_state;

typedef struct {
	nl_html_title_state state;
	size_t heading; /* where the start tag of what says the same begins */
} nl_html_title;

/* Reads the title from..to and looks whether the first <h1> or the first paragraph says the same. */
void nl_html_title_read(nl_html_title *title, nl_str text, size_t from, size_t to, bool xml);
bool nl_html_title_is_repeated(const nl_html_title *title, size_t heading);

#endif
