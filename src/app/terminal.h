/* app/terminal.h - what the environment says about where output goes. */
#ifndef NL_APP_TERMINAL_H
#define NL_APP_TERMINAL_H

#include "app/options.h"

/* Colour as --color says; for auto: never with NO_COLOR, always with CLICOLOR_FORCE, else on a terminal. Width from
 * COLUMNS or the terminal. */
nl_draw_style nl_terminal_style(nl_colour_mode mode, int fd);
/* True when LC_ALL, LC_CTYPE or LANG ask for the C locale, which has no block characters. */
bool nl_terminal_ascii(void);

/* Puts something harmless on standard descriptors that the caller closed, so that no file that is opened later is
 * taken for one of them. Writing to it fails, which is then told. */
void nl_terminal_guard(void);

/* Draws all diagnostics of `sink` to standard error and empties it. With `quiet`, only errors. */
void nl_tell(nl_sink *sink, const nl_options *options);
/* The same in two steps, since what is drawn must still be in memory and what is written must wait for its turn: appends to
 * `out`; writes `out` and empties it. */
void nl_tell_draw(nl_sink *sink, const nl_options *options, nl_buf *out);
void nl_tell_write(nl_buf *out);

/* Standard error for a line of progress, or -1: it is no terminal that can wipe a line, or `quiet`. */
int nl_terminal_progress(const nl_options *options);

#endif
