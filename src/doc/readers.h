/* doc/readers.h - one function a format: from a source's text to blocks. */
#ifndef NL_DOC_READERS_H
#define NL_DOC_READERS_H

#include "doc/builder.h"
#include "doc/included.h"
#include "doc/input.h"

void nl_txt_read(nl_builder *builder, nl_str text);
/* False when the text is built to make the Markdown parser work without bound; it then has to be read otherwise. */
bool nl_md_read(nl_builder *builder, nl_str text, nl_included *included);
void nl_html_read(nl_builder *builder, nl_str text, nl_included *included);
void nl_rst_read(nl_builder *builder, nl_str text, nl_included *included);
void nl_asciidoc_read(nl_builder *builder, nl_str text, nl_included *included);
void nl_latex_read(nl_builder *builder, nl_str text, nl_included *included);

/* Formats that are no text: whether bytes are of the format, and a rendition of them. False after an error. */
bool nl_docx_recognizes(nl_str bytes);
bool nl_docx_read(const nl_input_file *file, nl_rendition *rendition);
bool nl_odt_recognizes(nl_str bytes);
bool nl_odt_read(const nl_input_file *file, nl_rendition *rendition);
bool nl_fodt_recognizes(nl_str bytes);
bool nl_fodt_read(const nl_input_file *file, nl_rendition *rendition);
bool nl_pdf_recognizes(nl_str bytes);
bool nl_pdf_read(const nl_input_file *file, nl_rendition *rendition);

/* A character reference at the start of `text` as HTML has it: "&amp;", "&#x41;", "&nbsp". Its bytes, 0 when it is none; what
 * it stands for in `points`, the second mostly 0. */
size_t nl_html_reference(nl_str text, uint32_t points[2]);
/* Likewise, and its semicolon must be there, as Markdown asks. */
size_t nl_html_entity(nl_str text, uint32_t points[2]);

#endif
