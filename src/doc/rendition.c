/* doc/rendition.c - see rendition.h. Lines, blocks and pieces are appended as they come; nothing is ever moved. */
#include "doc/rendition.h"

#include "base/limits.h"
#include "base/mem.h"
#include "doc/marker.h"

nl_rendition *nl_rendition_new(void)
{
	return nl_alloc(sizeof(nl_rendition));
}

void nl_rendition_free(nl_rendition *r)
{
	if (!r) return;
	nl_buf_release(&r->text);
	nl_vec_release(&r->pages);
	nl_vec_release(&r->boxes);
	nl_vec_release(&r->blocks);
	nl_vec_release(&r->spans);
	nl_vec_release(&r->pieces);
	nl_vec_release(&r->runs);
	nl_vec_release(&r->paragraphs);
	nl_map_release(&r->parts);
	nl_arena_release(&r->arena);
	free(r);
}

/* ---- what readers send --------------------------------------------------------------------------------------- */

static uint32_t here(const nl_rendition *r)
{
	return (uint32_t)r->text.len;
}

void nl_rendition_page(nl_rendition *r, uint32_t page)
{
	*nl_vec_push(&r->pages) = (nl_page_start){here(r), page};
}

void nl_rendition_block(nl_rendition *r, nl_block_kind kind, uint32_t level, nl_str label, bool quoted)
{
	*nl_vec_push(&r->blocks) = (nl_rendition_block_entry){
		.kind = kind,
		.level = level,
		.quoted = quoted,
		.label = nl_arena_str(&r->arena, label),
		.first = r->spans.len,
		.end = r->spans.len,
	};
	r->open = true;
}

void nl_rendition_end(nl_rendition *r)
{
	r->open = false;
}

static void add_to_block(nl_rendition *r, nl_span span)
{
	nl_rendition_block_entry *block = nl_vec_last(&r->blocks);
	if (block->end > block->first && nl_vec_last(&r->spans)->end == span.start) nl_vec_last(&r->spans)->end = span.end;
	else *nl_vec_push(&r->spans) = span;
	block->end = r->spans.len;
}

static bool is_verbatim(const nl_piece *piece)
{
	return piece->bytes.end - piece->bytes.start == piece->text.end - piece->text.start;
}

static void add_piece(nl_rendition *r, nl_piece piece)
{
	nl_piece *last = r->pieces.len ? nl_vec_last(&r->pieces) : NULL;
	bool goes_on = last && last->part == piece.part && last->run == piece.run && last->text.end == piece.text.start &&
		last->bytes.end == piece.bytes.start;
	if (goes_on && is_verbatim(last) && is_verbatim(&piece)) {
		last->text.end = piece.text.end;
		last->bytes.end = piece.bytes.end;
	} else *nl_vec_push(&r->pieces) = piece;
}

void nl_rendition_show(nl_rendition *r, nl_str text, nl_piece_origin origin)
{
	r->is_full |= text.len > NL_MAX_RENDITION - r->text.len;
	if (text.len == 0 || r->is_full) return;
	uint32_t start = here(r);
	nl_buf_add(&r->text, text);
	for (size_t i = start; (i = nl_str_line_end(nl_buf_str(&r->text), i)) < r->text.len;) r->text.ptr[i] = ' ';
	add_piece(r, (nl_piece){{start, here(r)}, origin.part, origin.bytes, origin.run});
}

void nl_rendition_text(nl_rendition *r, nl_str text, nl_piece_origin origin)
{
	uint32_t start = here(r);
	nl_rendition_show(r, text, origin);
	if (r->open && here(r) > start) add_to_block(r, (nl_span){start, here(r)});
}

void nl_rendition_take(nl_rendition *r, nl_span text)
{
	if (r->open && text.end > text.start) add_to_block(r, text);
}

void nl_rendition_line(nl_rendition *r)
{
	uint32_t start = here(r);
	r->is_full |= r->text.len == NL_MAX_RENDITION;
	if (r->is_full) return;
	nl_buf_add_byte(&r->text, '\n');
	if (r->open) add_to_block(r, (nl_span){start, here(r)});
}

uint32_t nl_rendition_part(nl_rendition *r, nl_str name)
{
	uint32_t known = nl_map_get(&r->parts, name);
	return known != NL_NONE ? known : nl_map_intern(&r->parts, nl_arena_str(&r->arena, name));
}

/* ---- what is asked ------------------------------------------------------------------------------------------- */

nl_source *nl_rendition_source(const nl_rendition *r, nl_str name)
{
	nl_source *source = nl_source_new(name, nl_buf_str(&r->text), NL_ENCODING_RENDITION, 0);
	nl_source_set_pages(source, r->pages.at, r->pages.len);
	nl_source_set_boxes(source, r->boxes.at, r->boxes.len);
	return source;
}

/* A typed marker, when it may well be one: "A. Smith" begins no item, and neither does "3.5 percent". */
static size_t typed_marker(nl_str text, nl_marker *marker)
{
	size_t len = nl_marker_read(text, marker);
	bool initial = marker->style == NL_MARKER_LETTER && marker->close == '.' && !nl_marker_is_first(marker);
	bool decimal = marker->style == NL_MARKER_OUTLINE && !marker->close;
	return initial || decimal || len == text.len ? 0 : len;
}

static void find_item(nl_builder *b, const nl_rendition_block_entry *block)
{
	nl_marker marker;
	if (block->kind != NL_BLOCK_PARAGRAPH || block->quoted) return;
	size_t len = typed_marker(nl_builder_open_text(b), &marker);
	if (len) nl_builder_item(b, len, block->level, marker.label);
}

void nl_rendition_feed(const nl_rendition *r, nl_builder *b)
{
	nl_str text = nl_buf_str(&r->text);
	for (uint32_t i = 0; i < r->blocks.len; i++) {
		const nl_rendition_block_entry *block = &r->blocks.at[i];
		nl_builder_quoted(b, block->quoted);
		nl_builder_block(b, block->kind, block->level, block->label);
		for (uint32_t s = block->first; s < block->end; s++) {
			nl_span span = r->spans.at[s];
			nl_builder_text(b, nl_str_slice(text, span.start, span.end), span.start);
		}
		find_item(b, block);
		nl_builder_end(b);
	}
}

uint32_t nl_rendition_piece_at(const nl_rendition *r, uint32_t offset)
{
	uint32_t low = 0, high = r->pieces.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (r->pieces.at[middle].text.end > offset) high = middle;
		else low = middle + 1;
	}
	return low;
}
