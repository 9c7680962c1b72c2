/* report/html_page.h - what all pages of HTML are made of: the frame, text made safe, and the small parts that look alike
 * everywhere. A page is one file that asks for nothing else; its policy forbids whatever is not its own style and script, so
 * there are no style attributes and no handlers in it, and lengths are those of SVG.
 *
 * Everything is added to a buffer. Attributes of our own values need no quotes; end tags that HTML lets one leave out are left
 * out, since a report of many texts holds many thousands of them.
 *
 *   nl_page_begin    <html> ... <header>, the heading and what it says below; a navigation; <main>
 *   nl_page_section  a part of the page with a heading, by its id
 *   nl_page_end      </main>, the footer, the script */
#ifndef NL_REPORT_HTML_PAGE_H
#define NL_REPORT_HTML_PAGE_H

#include "match/match.h"

/* ---- text -------------------------------------------------------------------------------------------------------- */

/* Text from outside, as the content of elements. Control characters, those that turn the direction
 * of writing over, and what is no character are shown by their names ("[U+202E]"), so that nothing hides or forges
 * anything. White space stays. */
void nl_page_put(nl_buf *out, nl_str text);
/* A space, the name, and a value from outside in quotes. */
void nl_page_put_attribute(nl_buf *out, const char *name, nl_str value);
/* A name or other words from outside inside a line of ours: isolated, so that their direction of writing is their own. */
void nl_page_put_name(nl_buf *out, nl_str name);
/* Words of a document in quotation marks. */
void nl_page_put_quote(nl_buf *out, nl_str words);
/* The same as nl_page_put(), with a capital at its start. */
void nl_page_put_sentence(nl_buf *out, nl_str text);
/* An id of the rules as a label: "existing-law-applies" becomes "Existing law applies". */
void nl_page_put_label(nl_buf *out, nl_str id);
/* "3 texts", "1 text". */
void nl_page_put_count(nl_buf *out, uint64_t count, const char *singular);

/* ---- the frame --------------------------------------------------------------------------------------------------- */

typedef struct {
	const char *id, *label; /* "#id" in the page */
} nl_page_link;

/* `title` is that of the window, `heading` that of the page; both plain text. `lede`, one or two sentences below it, is HTML and
 * may be empty. `links` may be none. */
void nl_page_begin(nl_buf *out, nl_str title, nl_str heading, nl_str lede, const nl_page_link *links, uint32_t link_count);
void nl_page_end(nl_buf *out);

/* <section> with an <h2>; `intro`, a sentence of HTML, may be NULL. */
void nl_page_section_begin(nl_buf *out, const char *id, const char *heading, const char *intro);
void nl_page_section_end(nl_buf *out);

/* ---- parts ------------------------------------------------------------------------------------------------------- */

/* Stance and strength as a mark, by shape, colour and dots. With `label` it has the words as its name; else somebody
 * writes them beside it. */
void nl_page_put_mark(nl_buf *out, nl_stance stance, nl_strength strength, bool label);
/* "affirmed, binding"; "absent" */
void nl_page_put_stance(nl_buf *out, nl_stance stance, nl_strength strength);
/* What the marks mean, as a list. */
void nl_page_put_legend(nl_buf *out);
/* A score of 0 to 100 as a number and a bar. */
void nl_page_put_score(nl_buf *out, double score);
/* "A/68/98 para 19" and so on, each a link when it has an address of the web. */
void nl_page_put_citations(nl_buf *out, const nl_citation *citations, uint32_t count);

/* ---- scales ------------------------------------------------------------------------------------------------------ */

/* A place on a scale. `low` and `high` are the ends of its interval; equal to `value` for none. */
typedef struct {
	double value, low, high;
	nl_str label;     /* of the text */
	const char *href; /* "#..." where it goes, or NULL; for the table */
	uint32_t shape;   /* 0: a filled dot; 1: a ring, for what was before */
	bool joined;      /* a line leads here from the place before it */
	bool nothing;     /* the text says nothing of either end; it is in the table alone */
} nl_page_place;

typedef struct {
	nl_str title, from, to; /* the statements at either end */
	const nl_page_place *places;
	uint32_t count;
	bool told; /* the same stands in a table of yours: the figure has none */
} nl_page_scale;

/* A figure: the scale as SVG, a row for each place when they are few, else dots above each other; and the same as a table, for
 * the picture is nothing to those who hear the page. */
void nl_page_put_scale(nl_buf *out, const nl_page_scale *scale);

#endif
