/* diag/draw.h - diagnostics as text, in the style of compilers. */
#ifndef NL_DIAG_DRAW_H
#define NL_DIAG_DRAW_H

#include "base/buf.h"
#include "diag/diag.h"

typedef struct {
	bool colour;
	uint32_t width;   /* columns of the terminal; context is trimmed to it. 0: 100 columns */
	bool show_source; /* the line with its caret; off for one line a diagnostic */
} nl_draw_style;

/* path:line:col: severity: message [code], the source line with ^~~~ under the primary and ~~~~ under the parts that
 * stand on the same line, then "= note:" and "= help:" lines, and "path:line:col: note:" for related labels. Bytes that
 * could drive a terminal are shown as \u{1b}; tabs as spaces; wide and combining characters count their columns. A
 * span over several lines shows its first line, with "..." where it goes on. */
void nl_draw_diag(nl_buf *out, const nl_diag *diag, nl_draw_style style);
void nl_draw_sink(nl_buf *out, nl_sink *sink, nl_draw_style style); /* all, sorted, an empty line between */

/* Columns that `text` takes on a terminal. */
uint32_t nl_draw_columns(nl_str text);
/* How many bytes from its start fit into so many columns. */
size_t nl_draw_fit(nl_str text, uint32_t columns);
/* Text made safe for a terminal: control characters escaped, invalid bytes as U+FFFD, white space folded to spaces. */
void nl_draw_clean(nl_buf *out, nl_str text);

#endif
