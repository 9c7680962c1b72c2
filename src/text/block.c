#include "text/block.h"

#include <assert.h>

const char *nl_unit_name(nl_unit unit)
{
	static const char *const names[] = {
		[NL_UNIT_SENTENCE] = "sentence",
		[NL_UNIT_PARAGRAPH] = "paragraph",
		[NL_UNIT_SECTION] = "section",
		[NL_UNIT_DOCUMENT] = "document",
	};
	assert((size_t)unit < sizeof names / sizeof *names);
	return names[unit];
}

const char *nl_block_kind_name(nl_block_kind kind)
{
	static const char *const names[] = {
		[NL_BLOCK_PARAGRAPH] = "paragraph",
		[NL_BLOCK_HEADING] = "heading",
		[NL_BLOCK_LIST] = "list",
		[NL_BLOCK_QUOTE] = "quote",
		[NL_BLOCK_FOOTNOTE] = "footnote",
		[NL_BLOCK_TABLE] = "table",
		[NL_BLOCK_CODE] = "code",
	};
	assert((size_t)kind < sizeof names / sizeof *names);
	return names[kind];
}
