/* doc/html_tokens.h - the tokens of HTML: tags, comments, character references and the text between, as the tokenizer of
 * the HTML standard cuts them (html.spec.whatwg.org, 13.2.5), each with its bytes.
 *
 * Nothing is copied: names and values are slices of the text, in the case in which they stand there. Linear in the
 * text, whatever it holds. */
#ifndef NL_DOC_HTML_TOKENS_H
#define NL_DOC_HTML_TOKENS_H

#include "base/str.h"

typedef enum {
	NL_HTML_TEXT,      /* bytes that stand for themselves */
	NL_HTML_REFERENCE, /* a character reference */
	NL_HTML_START,     /* a start tag */
	NL_HTML_END,       /* an end tag */
	NL_HTML_SKIPPED    /* a comment, a declaration, a tag that the text ends in */
} nl_html_kind;

typedef struct {
	nl_html_kind kind;
	size_t start, end;  /* bytes of the text */
	nl_str name;        /* of a tag, as written; compare by nl_html_named() */
	bool self_closing;  /* "<br/>" */
	uint32_t points[2]; /* of a reference; the second is mostly 0 */
} nl_html_token;

/* The token at `at`; at < text.len. `xml`: CDATA sections are text, as in XHTML. */
nl_html_token nl_html_next(nl_str text, size_t at, bool xml);
/* Where the end tag "</name" of an element begins that holds nothing but text (script, style, title), from `at` on; the
 * text's length when it has none. */
size_t nl_html_raw_end(nl_str text, size_t at, nl_str name);
/* Whether a tag has the attribute; `value`, where not NULL, gets its value as written, empty when it has none. */
bool nl_html_attribute(nl_str text, const nl_html_token *tag, nl_str name, nl_str *value);
/* Whether two names are equal but for the case of ASCII letters. */
bool nl_html_named(nl_str name, nl_str lower);

#endif
