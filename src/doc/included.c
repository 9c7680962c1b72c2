/* doc/included.c - see included.h. */
#include "doc/included.h"

#include "diag/codes.h"

void nl_tell_included(nl_included *included, nl_str name)
{
	name = nl_str_trim(name);
	if (!name.len) return;
	uint32_t start = (uint32_t)(name.ptr - nl_source_text(included->source).ptr);
	nl_diag *diag = nl_sink_add(included->sink, NL_WARNING, NL_CODE_NAME(D0709),
		nl_at(included->source, (nl_span){start, start + (uint32_t)name.len}),
		"the file '" NL_FMT "' is included here and is not read", NL_ARG(name));
	nl_diag_help(included->sink, diag, "check it as well: name it on the command line");
}
