/* doc/quotes.h - which tokens stand inside quotation marks.
 *
 * Within a block, from an opening mark to the mark that closes it. A quotation that opens at a block's start and is
 * not closed in it goes on over the following blocks to its closing mark, as far as MAX_BLOCKS and no heading
 * stands between; when none is found, the block where it opened counts. One that opens later in a block and is not
 * closed counts to the end of its sentence, unless the next block opens with the same mark again (the convention
 * for quoted paragraphs). A closing mark without an opening one, in a block that a colon introduces, closes the
 * whole block so far.
 *
 * The right single quote is an apostrophe unless a single quotation is open and it stands where one can end. */
#ifndef NL_DOC_QUOTES_H
#define NL_DOC_QUOTES_H

#include "base/str.h"
#include "base/vec.h"
#include "doc/doc.h"

typedef struct {
	uint32_t mark;      /* the opening mark; 0 when no quotation is open */
	uint32_t first;     /* its first token */
	uint32_t block_end; /* past the last token of the block where it opened */
	uint32_t blocks;    /* that it has run over */
	bool at_start;      /* it opened at its block's start */
} nl_open_quote;

typedef struct {
	nl_open_quote pending;     /* from an earlier block */
	NL_VEC(nl_token_run) runs; /* the tokens that are quoted, as nl_doc has them */
} nl_quotes;                   /* all zero at a document's start */

typedef struct {
	nl_str text;                  /* of the block, its marker included */
	uint32_t start;               /* of `text`: the byte behind the marker */
	const nl_tokens *tokens;      /* the block's own */
	uint32_t first, end;          /* their numbers in the document */
	const nl_sentence *sentences; /* the block's own */
	uint32_t sentence_count;
	bool introduced; /* the block before ends with a colon */
	bool heading;
} nl_quote_block;

void nl_quotes_release(nl_quotes *quotes);
/* All of the tokens are quoted. */
void nl_quotes_add(nl_quotes *quotes, uint32_t first, uint32_t end);
void nl_quotes_block(nl_quotes *quotes, const nl_quote_block *block);

#endif
