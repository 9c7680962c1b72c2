/* doc/included.h - files that a text takes in by name (\input, include::). They are not read along: a finding could not say where in
 * which file it stands, and whoever checks a folder checks them anyway. But it is told, so that nothing passes for checked
 * that was not. */
#ifndef NL_DOC_INCLUDED_H
#define NL_DOC_INCLUDED_H

#include "diag/diag.h"

typedef struct {
	const nl_source *source;
	nl_sink *sink;
} nl_included;

/* Warns of the file that is named by `name`, a slice of the source's text. */
void nl_tell_included(nl_included *included, nl_str name);

#endif
