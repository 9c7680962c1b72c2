/* doc/md.c - the Markdown reader: md4c parses, and points into its input for all text that is not its own, so every
 * offset is exact.
 *
 * What md4c does not know is done around it. Front matter is passed over. Footnote marks ("[^1]") would be read as
 * links, so md4c gets a copy of the text in which apostrophes stand for them; whatever differs from the source is
 * left out of the prose, and a definition ("[^1]: ...") begins a footnote. Lettered clauses ("(a) ...") that begin
 * a line of a paragraph begin an item there. Struck-out text, images with their descriptions, and comments are left
 * out; HTML blocks go through doc/html.c. */
#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "doc/front_matter.h"
#include "doc/html.h"
#include "doc/marker.h"
#include "doc/readers.h"
#include "doc/sentences.h"

enum {
	HINT_STEP = 4, /* hint of depth for each list around an item */
	MAX_LISTS = NL_MAX_LIST_DEPTH,
	MAX_FOOTNOTE_LABEL = 64,
	WORK_PER_BYTE = 16, /* calls of md4c for a byte of text; more is hostile (tables of empty cells) */
	SPARE_WORK = 4096,
	MASK = '\'',
};

typedef struct {
	bool ordered;
	char mark;     /* "-", or what follows the number */
	uint32_t next; /* number of the next item */
} open_list;

typedef struct {
	nl_builder *builder;
	nl_str source;     /* all of it */
	const char *input; /* what md4c reads, byte for byte at the places of the source from `start` on */
	bool masked;       /* it is a copy in which footnote marks are masked */
	uint32_t start;
	uint64_t work, most_work;

	open_list lists[MAX_LISTS];
	uint32_t depth;     /* of lists; may exceed MAX_LISTS */
	uint32_t quotes;    /* block quotes around */
	bool in_item;       /* an item's text or a further paragraph of it comes next */
	char label[16];     /* of the item that begins; empty once used */
	nl_block_kind kind; /* of the block that comes next */
	uint32_t level;
	uint32_t hidden; /* images and struck-out text around */
	bool verbatim;   /* in a code block */
	bool footnote;   /* in the paragraphs of a footnote */
	bool line_start; /* a soft line break came last */
	uint32_t at;     /* source place behind the last text */
	nl_html *html;   /* what is open in the HTML blocks so far; NULL before the first */
	bool in_html;    /* in an HTML block */
	nl_span piece;   /* of the HTML block so far */
} md_reader;

/* --- Blocks. --- */

static bool in_list(const md_reader *r)
{
	return r->depth > 0;
}

static uint32_t item_level(const md_reader *r)
{
	return (r->depth < MAX_LISTS ? r->depth : MAX_LISTS) * HINT_STEP;
}

static void open_block(md_reader *r)
{
	nl_builder_quoted(r->builder, r->quotes > 0 || (r->html && nl_html_quotes(r->html)));
	bool plain = r->kind == NL_BLOCK_PARAGRAPH;
	nl_block_kind kind = plain && r->footnote ? NL_BLOCK_FOOTNOTE : plain && in_list(r) ? NL_BLOCK_LIST : r->kind;
	uint32_t level = kind == NL_BLOCK_LIST ? item_level(r) : r->level;
	nl_str label = kind == NL_BLOCK_LIST ? nl_str_of(r->label) : NL_STR("");
	nl_builder_block(r->builder, kind, level, label);
	if (kind == NL_BLOCK_LIST) r->label[0] = '\0';
}

/* A paragraph that begins with a marker is an item, as in plain text: "(a) ...", "2\\. ...". Only when the paragraph is
 * whole can that be told, since md4c hands escaped characters over one by one. */
static void find_marker(md_reader *r)
{
	nl_marker marker;
	nl_str text = nl_builder_open_text(r->builder);
	if (r->kind != NL_BLOCK_PARAGRAPH || r->footnote) return;
	size_t len = nl_marker_read(text, &marker);
	bool initial = marker.style == NL_MARKER_LETTER && marker.close == '.' && !nl_marker_is_first(&marker);
	bool ascii_bullet = marker.style == NL_MARKER_BULLET && marker.number < 0x80;
	bool decimal = marker.style == NL_MARKER_OUTLINE && !marker.close;
	if (len == 0 || len == text.len || initial || ascii_bullet || decimal) return;
	nl_builder_item(r->builder, len, item_level(r), marker.label);
}

static void end_block(md_reader *r)
{
	if (nl_builder_is_open(r->builder)) {
		find_marker(r);
		nl_builder_end(r->builder);
	}
	r->line_start = false;
}

static void enter_list(md_reader *r, bool ordered, char mark, uint32_t first)
{
	if (r->depth < MAX_LISTS) r->lists[r->depth] = (open_list){ordered, mark, first};
	r->depth++;
}

static void enter_item(md_reader *r)
{
	open_list *list = &r->lists[(r->depth < MAX_LISTS ? r->depth : MAX_LISTS) - 1];
	nl_buf label = {0};
	if (list->ordered) nl_buf_addf(&label, "%u%c", list->next++, list->mark);
	else nl_buf_add_byte(&label, list->mark);
	size_t len = label.len < sizeof r->label ? label.len : sizeof r->label - 1;
	memcpy(r->label, label.ptr, len);
	r->label[len] = '\0';
	nl_buf_release(&label);
}

/* An HTML block. What it leaves open, a quote or a part that is not shown, holds for the Markdown behind it. */
static void read_piece(md_reader *r)
{
	if (!r->html) r->html = nl_html_new(r->builder, r->source, false);
	nl_html_piece(r->html, r->piece.start, r->piece.end, r->quotes > 0);
}

static bool too_much_work(md_reader *r)
{
	return ++r->work > r->most_work;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	md_reader *r = data;
	end_block(r);
	r->kind = NL_BLOCK_PARAGRAPH;
	r->level = 0;
	switch (type) {
	case MD_BLOCK_QUOTE: r->quotes++; break;
	case MD_BLOCK_UL: enter_list(r, false, ((const MD_BLOCK_UL_DETAIL *)detail)->mark, 0); break;
	case MD_BLOCK_OL: {
		const MD_BLOCK_OL_DETAIL *list = detail;
		enter_list(r, true, list->mark_delimiter, list->start);
		break;
	}
	case MD_BLOCK_LI: enter_item(r); break;
	case MD_BLOCK_H:
		r->kind = NL_BLOCK_HEADING;
		r->level = ((const MD_BLOCK_H_DETAIL *)detail)->level;
		break;
	case MD_BLOCK_CODE:
		/* Indented text behind a footnote is its second paragraph, which md4c takes for code. */
		r->verbatim = !(r->footnote && ((const MD_BLOCK_CODE_DETAIL *)detail)->fence_char == 0);
		if (r->verbatim) r->kind = NL_BLOCK_CODE;
		break;
	case MD_BLOCK_HTML:
		r->in_html = true;
		r->piece = (nl_span){0, 0};
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD: r->kind = NL_BLOCK_TABLE; break;
	default: break;
	}
	if (type != MD_BLOCK_CODE || r->verbatim) r->footnote = false;
	return too_much_work(r);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	md_reader *r = data;
	(void)detail;
	end_block(r);
	r->kind = NL_BLOCK_PARAGRAPH;
	switch (type) {
	case MD_BLOCK_QUOTE: r->quotes--; break;
	case MD_BLOCK_UL:
	case MD_BLOCK_OL: r->depth--; break;
	case MD_BLOCK_LI: r->label[0] = '\0'; break;
	case MD_BLOCK_CODE: r->verbatim = false; break;
	case MD_BLOCK_HTML:
		r->in_html = false;
		read_piece(r);
		break;
	default: break;
	}
	return too_much_work(r);
}

static bool hides(MD_SPANTYPE type)
{
	return type == MD_SPAN_IMG || type == MD_SPAN_DEL;
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	md_reader *r = data;
	(void)detail;
	if (hides(type)) r->hidden++;
	return too_much_work(r);
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	md_reader *r = data;
	(void)detail;
	if (hides(type)) r->hidden--;
	return too_much_work(r);
}

/* --- Text. --- */

/* Whether the text at a line's start begins an item, as in plain text: "(a) ...", when a clause ends before it. */
static size_t item_at_line_start(md_reader *r, nl_str text, nl_marker *marker)
{
	size_t len = nl_marker_read(text, marker);
	if (len == 0 || len == text.len || (marker->style == NL_MARKER_BULLET && marker->number < 0x80)) return 0;
	if (marker->style == NL_MARKER_LETTER && marker->close == '.') return 0;
	uint32_t mark = nl_last_mark(nl_builder_open_text(r->builder));
	bool bullet = marker->style == NL_MARKER_BULLET && marker->number > 0x2014;
	return bullet || nl_is_mark_of(mark, ".;:,") ? len : 0;
}

/* Opens a block for text where none is open, or an item at a line's start. */
static void begin_text(md_reader *r, nl_str text)
{
	nl_marker marker;
	if (nl_builder_is_open(r->builder)) {
		bool prose = r->kind == NL_BLOCK_PARAGRAPH && !r->footnote && r->line_start;
		if (!prose || !item_at_line_start(r, text, &marker)) return;
		end_block(r);
	}
	open_block(r);
}

static uint32_t source_place(const md_reader *r, const char *p)
{
	return r->start + (uint32_t)(p - r->input);
}

/* Text that stands in the source as it is. Masked footnote marks are left out; one at a line's start defines a note. */
static void add_prose(md_reader *r, nl_str text)
{
	uint32_t place = source_place(r, text.ptr);
	const char *original = r->source.ptr + place;
	for (size_t from = 0; from < text.len;) {
		size_t to = r->masked ? from : text.len;
		while (to < text.len && original[to] == text.ptr[to]) to++;
		if (to > from) {
			nl_str part = nl_str_slice(r->source, place + from, place + to);
			begin_text(r, part);
			nl_builder_text(r->builder, part, place + (uint32_t)from);
			r->line_start = false;
		}
		bool masked = to < text.len;
		bool defines = masked && (!nl_builder_is_open(r->builder) || r->line_start);
		while (to < text.len && original[to] != text.ptr[to]) to++;
		if (defines && original[to - 1] == ':') {
			end_block(r);
			r->footnote = true;
		}
		from = to;
	}
	r->at = place + (uint32_t)text.len;
}

static uint32_t find_line_end(nl_str text, uint32_t at)
{
	while (text.len - at >= NL_BYTES) {
		uint32_t ends = nl_bytes_equal(text.ptr + at, '\n') | nl_bytes_equal(text.ptr + at, '\r');
		if (ends) return at + (uint32_t)__builtin_ctz(ends);
		at += NL_BYTES;
	}
	while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r') at++;
	return at;
}

/* A line break: the line end of the source itself, so that text and source go on side by side. */
static void add_break(md_reader *r)
{
	if (!nl_builder_is_open(r->builder)) return;
	uint32_t at = find_line_end(r->source, r->at);
	uint32_t end = at < r->source.len ? at + 1 : at;
	nl_builder_replaced(r->builder, NL_STR("\n"), (nl_span){at < end ? at : r->at, end});
	r->at = end;
	r->line_start = true;
}

static void add_entity(md_reader *r, nl_str text)
{
	uint32_t points[2], place = source_place(r, text.ptr);
	if (nl_html_entity(text, points) != text.len) {
		add_prose(r, text);
		return;
	}
	nl_buf out = {0};
	for (int i = 0; i < 2 && points[i]; i++) nl_buf_add_char(&out, points[i]);
	begin_text(r, NL_STR(""));
	nl_builder_replaced(r->builder, nl_buf_str(&out), (nl_span){place, place + (uint32_t)text.len});
	nl_buf_release(&out);
	r->at = place + (uint32_t)text.len;
	r->line_start = false;
}

/* "<h2>" and "</h2>", which md4c takes for HTML in a line: level of the heading, 0 for other tags. */
static uint32_t heading_tag(nl_str tag, bool *closes)
{
	*closes = tag.len > 1 && tag.ptr[1] == '/';
	size_t at = *closes ? 2 : 1;
	bool heading = tag.len > at + 2 && (tag.ptr[at] | 0x20) == 'h' && tag.ptr[at + 1] >= '1' && tag.ptr[at + 1] <= '6';
	return heading && (tag.ptr[at + 2] == '>' || tag.ptr[at + 2] == ' ') ? (uint32_t)(tag.ptr[at + 1] - '0') : 0;
}

/* An HTML block is read as a whole when it ends. Of HTML in a line, most tags leave no trace, but <br> ends the
 * line. */
static void add_html(md_reader *r, nl_str text)
{
	bool closes;
	uint32_t place = source_place(r, text.ptr), end = place + (uint32_t)text.len, level = heading_tag(text, &closes);
	if (r->in_html) {
		if (r->piece.end == 0) r->piece.start = place;
		r->piece.end = end;
		return;
	}
	if (level && r->quotes == 0 && !in_list(r)) {
		end_block(r);
		r->kind = closes ? NL_BLOCK_PARAGRAPH : NL_BLOCK_HEADING;
		r->level = closes ? 0 : level;
	}
	bool breaks = text.len >= 4 && strncasecmp(text.ptr, "<br", 3) == 0;
	if (breaks && nl_builder_is_open(r->builder)) nl_builder_replaced(r->builder, NL_STR("\n"), (nl_span){place, end});
	r->at = end;
}

static bool points_into_input(const md_reader *r, nl_str text)
{
	uintptr_t p = (uintptr_t)text.ptr, input = (uintptr_t)r->input;
	return p >= input && p + text.len <= input + (r->source.len - r->start);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *data)
{
	md_reader *r = data;
	nl_str text = {bytes, size};
	bool own = !points_into_input(r, text); /* md4c's own line ends and spaces */
	bool hidden = r->hidden || (r->html && !r->in_html && nl_html_hides(r->html));
	if (hidden || size == 0) return too_much_work(r);
	switch (type) {
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR: add_break(r); break;
	case MD_TEXT_ENTITY: add_entity(r, text); break;
	case MD_TEXT_HTML:
		if (!own) add_html(r, text);
		break;
	case MD_TEXT_NORMAL:
	case MD_TEXT_CODE:
	case MD_TEXT_NULLCHAR:
	case MD_TEXT_LATEXMATH:
		if (own) add_break(r);
		else add_prose(r, text);
		break;
	}
	return too_much_work(r);
}

/* --- Around md4c. --- */

/* Bytes of the footnote mark "[^label]" at `at`, its colon included; 0 for none. */
static size_t footnote_mark(nl_str text, size_t at)
{
	size_t end = at + 2;
	while (end < text.len && end - at < MAX_FOOTNOTE_LABEL) {
		char c = text.ptr[end];
		bool label = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
		if (!label) break;
		end++;
	}
	if (end == at + 2 || end >= text.len || text.ptr[end] != ']') return 0;
	end++;
	return end - at + (end < text.len && text.ptr[end] == ':');
}

/* The text with footnote marks masked, or NULL when it has none. Owned. */
static char *masked_copy(nl_str text)
{
	char *copy = NULL;
	for (size_t at = 0; at + 3 < text.len;) {
		const char *open = memchr(text.ptr + at, '[', text.len - at - 1);
		if (!open) break;
		at = (size_t)(open - text.ptr);
		size_t len = open[1] == '^' ? footnote_mark(text, at) : 0;
		if (len && !copy) memcpy(copy = nl_alloc(text.len), text.ptr, text.len);
		if (len) memset(copy + at, MASK, len);
		at += len ? len : 1;
	}
	return copy;
}

bool nl_md_read(nl_builder *builder, nl_str text)
{
	MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
		.enter_block = on_enter_block,
		.leave_block = on_leave_block,
		.enter_span = on_enter_span,
		.leave_span = on_leave_span,
		.text = on_text,
	};
	size_t start = nl_front_matter(text);
	nl_front_matter_title(builder, nl_str_slice(text, 0, start));
	nl_str body = nl_str_slice(text, start, text.len);
	char *copy = masked_copy(body);
	md_reader r = {
		.builder = builder,
		.source = text,
		.start = (uint32_t)start,
		.at = (uint32_t)start,
		.input = copy ? copy : body.ptr,
		.masked = copy != NULL,
		.most_work = (uint64_t)body.len * WORK_PER_BYTE + SPARE_WORK,
	};
	int result = body.len ? md_parse(r.input, (MD_SIZE)body.len, &parser, &r) : 0;
	nl_html_free(r.html);
	free(copy);
	return result == 0;
}
