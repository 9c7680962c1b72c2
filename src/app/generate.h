/* app/generate.h - what is made from the table of options beside --help: completions for shells, and the parts of the manual
 * that tell of commands and options. `normlint --generate WHAT` prints it; the Makefile puts it where it is installed. */
#ifndef NL_APP_GENERATE_H
#define NL_APP_GENERATE_H

#include "base/buf.h"
#include "diag/diag.h"

/* Appends it. False after an error in `sink`: there is no `what` of this name. */
bool nl_generate(nl_str what, nl_buf *out, nl_sink *sink);

/* Each is a file of its own. */
void nl_generate_bash(nl_buf *out);
void nl_generate_zsh(nl_buf *out);
void nl_generate_fish(nl_buf *out);
void nl_generate_man(nl_buf *out); /* mdoc: sections of normlint(1) */

/* What they share: the text with line ends as blanks, and `escape` before each of the bytes in `special`. */
void nl_generate_text(nl_buf *out, const char *text, const char *special, const char *escape);

#endif
