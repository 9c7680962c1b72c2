/* doc/included.h - what is missing from a text that seems to be read: files that it takes in by name (\input, include::), and
 * what is swallowed by something that does not end. It is told, so that nothing passes for checked that was not.
 *
 * Files are not read along: a finding could not say where in which file it stands, and whoever checks a folder checks them
 * anyway. */
#ifndef NL_DOC_INCLUDED_H
#define NL_DOC_INCLUDED_H

#include "diag/diag.h"

typedef struct {
	const nl_source *source;
	nl_sink *sink;
} nl_included;

/* Warns of the file that is named by `name`, a slice of the source's text. */
void nl_tell_included(nl_included *included, nl_str name);

/* Warns that what `opener` begins, a slice of the source's text, has no `end` before the text's, which takes in the rest of it.
 * Nothing is told when no words follow. */
void nl_tell_unended(nl_included *included, nl_str opener, nl_str end);

/* Warns that `words`, a slice of the source's text, stand before `begin`, so that they are not read. */
void nl_tell_before(nl_included *included, nl_str words, nl_str begin);

/* Notes that the text ends at `last`, a slice of the source's text, unless no words follow. */
void nl_tell_behind(nl_included *included, nl_str last);

#endif
