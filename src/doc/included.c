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

void nl_tell_unended(nl_included *included, nl_str opener, nl_str end)
{
	nl_str text = nl_source_text(included->source);
	uint32_t start = (uint32_t)(opener.ptr - text.ptr), past = start + (uint32_t)opener.len;
	if (nl_str_trim(nl_str_slice(text, past, text.len)).len == 0) return;
	nl_diag *diag =
		nl_sink_add(included->sink, NL_WARNING, NL_CODE_NAME(D0718), nl_at(included->source, (nl_span){start, past}),
			"'" NL_FMT "' has no end, and so hides the rest of the text", NL_ARG(opener));
	nl_diag_help(included->sink, diag, "end it with '" NL_FMT "'", NL_ARG(end));
}

void nl_tell_before(nl_included *included, nl_str words, nl_str begin)
{
	uint32_t start = (uint32_t)(words.ptr - nl_source_text(included->source).ptr);
	nl_diag *diag = nl_sink_add(included->sink, NL_WARNING, NL_CODE_NAME(D0718),
		nl_at(included->source, (nl_span){start, start + (uint32_t)words.len}),
		"this stands before '" NL_FMT "', and so is not read", NL_ARG(begin));
	nl_diag_help(included->sink, diag, "move it behind '" NL_FMT "', or put '%%' before it if it is a comment",
		NL_ARG(begin));
}

void nl_tell_behind(nl_included *included, nl_str last)
{
	nl_str text = nl_source_text(included->source);
	uint32_t start = (uint32_t)(last.ptr - text.ptr), past = start + (uint32_t)last.len;
	if (nl_str_trim(nl_str_slice(text, past, text.len)).len == 0) return;
	nl_sink_add(included->sink, NL_NOTE, NL_CODE_NAME(D0718), nl_at(included->source, (nl_span){start, past}),
		"what stands behind '" NL_FMT "' is not read", NL_ARG(last));
}
