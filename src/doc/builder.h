/* doc/builder.h - what every reader feeds: text with its origin, block by block.
 *
 *   nl_builder_block(b, NL_BLOCK_LIST, 1, label);
 *   nl_builder_text(b, "Not to use ", origin of its first byte);  nl_builder_text(b, "**", ...) is never sent
 *   nl_builder_end(b);
 *
 * The builder owns the growing text and map, cuts sentences and tokens at the end of each block, and works out
 * sections, lead-ins and quotations as blocks come. Readers know markup and nothing of sentences. */
#ifndef NL_DOC_BUILDER_H
#define NL_DOC_BUILDER_H

#include "doc/doc.h"

typedef struct nl_builder nl_builder;

nl_builder *nl_builder_new(const nl_source *source, nl_format format, const nl_language *language, nl_lexicon *lexicon,
	const nl_doc_listener *listener);
/* Begins a block; one block is open at a time. `label` as in nl_block, copied. `level`: of a heading its level,
 * 1..6, or 0 for the title of the whole document; of a list item a hint of its depth in the reader's own measure (columns of indentation, four for each list
 * around it); items whose hints differ by more than one stand at different depths unless their markers say else. A
 * list item without a label goes on with the item before. */
void nl_builder_block(nl_builder *builder, nl_block_kind kind, uint32_t level, nl_str label);
/* The open block turns out to be a list item: its first `marker` bytes are the marker `label` and white space. */
void nl_builder_item(nl_builder *builder, size_t marker, uint32_t level, nl_str label);
/* While set, blocks stand in a block quote: they are of kind quote, and all their words are quoted. */
void nl_builder_quoted(nl_builder *builder, bool quoted);
/* Text whose bytes lie at `source_start` and on in the source, byte for byte. */
void nl_builder_text(nl_builder *builder, nl_str text, uint32_t source_start);
/* Text that stands for a piece of source with other bytes: an entity, a hard line break. */
void nl_builder_replaced(nl_builder *builder, nl_str text, nl_span source);
/* Ends the block. One that holds nothing but white space leaves no trace. */
void nl_builder_end(nl_builder *builder);
bool nl_builder_is_open(const nl_builder *builder);
nl_str nl_builder_open_text(const nl_builder *builder); /* of the open block so far; valid until more is added */
nl_doc *nl_builder_finish(nl_builder *builder);         /* owned document; the builder is gone */
void nl_builder_free(nl_builder *builder);              /* instead of finishing; NULL is fine */

/* A list marker at the start of `text`: "(a)", "1.", "12)", "iv.", "-", "*", "•", "–". Returns its bytes, white space
 * behind it included, 0 when there is none; `label` gets the marker alone. doc/marker.h tells more of it. */
size_t nl_list_marker(nl_str text, nl_str *label);

#endif
