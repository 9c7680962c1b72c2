/* doc/readers.h - one function a format: from a source's text to blocks. */
#ifndef NL_DOC_READERS_H
#define NL_DOC_READERS_H

#include "doc/builder.h"
#include "doc/input.h"

void nl_txt_read(nl_builder *builder, nl_str text);
/* False when the text is built to make the Markdown parser work without bound; it then has to be read otherwise. */
bool nl_md_read(nl_builder *builder, nl_str text);

/* Formats that are no text: whether bytes are of the format, and a rendition of them. False after an error. */
bool nl_docx_recognizes(nl_str bytes);
bool nl_docx_read(const nl_input_file *file, nl_rendition *rendition);
bool nl_odt_recognizes(nl_str bytes);
bool nl_odt_read(const nl_input_file *file, nl_rendition *rendition);
bool nl_fodt_recognizes(nl_str bytes);
bool nl_fodt_read(const nl_input_file *file, nl_rendition *rendition);

/* The prose of a piece of HTML that lies at `start` in the source: tags are markup, elements that stand for blocks part
 * the text, scripts, styles and comments are left out. Ends an open block first and leaves none open. */
void nl_html_read(nl_builder *builder, nl_str html, uint32_t start);
/* A character reference at the start of `text`, "&amp;" or "&#x41;": its bytes, 0 when it is none; the code point
 * in `c`. */
size_t nl_html_entity(nl_str text, uint32_t *c);

#endif
