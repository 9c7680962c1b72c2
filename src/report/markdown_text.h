/* report/markdown_text.h - text inside Markdown, on one line: nothing in it is markup, whatever it says, nor a mention
 * (@name) or reference (#12) on a site that looks for those in comments. */
#ifndef NL_REPORT_MARKDOWN_TEXT_H
#define NL_REPORT_MARKDOWN_TEXT_H

#include "base/buf.h"

/* Not for the beginning of a line, where a number or a dash would be a list. */
void nl_markdown_add(nl_buf *out, nl_str text);

#endif
