/* text/block.h - kinds of blocks and units of text: the words that rules and documents share. */
#ifndef NL_TEXT_BLOCK_H
#define NL_TEXT_BLOCK_H

#include "base/str.h"

typedef enum { NL_UNIT_SENTENCE, NL_UNIT_PARAGRAPH, NL_UNIT_SECTION, NL_UNIT_DOCUMENT } nl_unit;

/* A set of kinds is a mask of 1u << kind. */
typedef enum {
	NL_BLOCK_PARAGRAPH,
	NL_BLOCK_HEADING,
	NL_BLOCK_LIST,
	NL_BLOCK_QUOTE,
	NL_BLOCK_FOOTNOTE,
	NL_BLOCK_TABLE,
	NL_BLOCK_CODE
} nl_block_kind;

const char *nl_unit_name(nl_unit unit);             /* "sentence", ... */
const char *nl_block_kind_name(nl_block_kind kind); /* as in the language: "heading", "list", ... */

#endif
