/* doc/md.c - the Markdown reader: md4c parses, and points into its input for all text that is not its own, so every
 * offset is exact.
 *
 * What md4c does not know is done around it. Front matter is passed over. Alerts, admonitions, definitions and the marks of
 * footnotes are rewritten first (doc/md_input.h); whatever then differs from the source is left out of the prose, and a
 * definition ("[^1]: ...") begins a footnote. Lettered clauses ("(a) ...") that begin a line of a paragraph begin an item
 * there. Struck-out text, images with their descriptions, and comments are left out; HTML blocks go through doc/html.c. */
#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/front_matter.h"
#include "doc/html.h"
#include "doc/html_elements.h"
#include "doc/html_hints.h"
#include "doc/md_input.h"
#include "doc/md_tables.h"
#include "doc/prose.h"
#include "doc/readers.h"

enum {
	MAX_LISTS = NL_MAX_LIST_DEPTH,
	WORK_PER_BYTE = 16, /* calls of md4c for a byte of text; more is hostile (tables of empty cells) */
	SPARE_WORK = 4096,
	MOST_INDENT = 8, /* bytes; more would count where the cutter of sentences looks only so far */
};

typedef struct {
	bool ordered;
	char mark;     /* "-", or what follows the number */
	uint32_t next; /* number of the next item */
} open_list;

typedef struct {
	nl_builder *builder;
	nl_str source; /* all of it */
	nl_md_input input;
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
	bool broken;     /* and is not in the block yet */
	uint32_t at;     /* source place behind the last text */
	uint32_t table;  /* source place of the first text of a table; NL_NONE: none yet, or in no table */
	bool in_table;
	nl_included *included;
	nl_html *html; /* what is open in the HTML blocks so far; NULL before the first */
	bool in_html;  /* in an HTML block */
	nl_str unseen; /* the element in the line that is not shown; empty for none */
	nl_span piece; /* of the HTML block so far */
} md_reader;

/* --- Blocks. --- */

static bool in_list(const md_reader *r)
{
	return r->depth > 0;
}

static uint32_t item_level(const md_reader *r)
{
	return (r->depth < MAX_LISTS ? r->depth : MAX_LISTS) * NL_HINT_STEP;
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

/* A line end, and the few blanks that begin the next line of an item. */
static bool is_plain_break(nl_str text)
{
	size_t at = nl_str_starts(text, NL_STR("\r\n")) ? 2 : nl_str_starts(text, NL_STR("\n"));
	if (at == 0 || text.len - at > MOST_INDENT) return false;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) at++;
	return at == text.len;
}

/* Adds a line break when it is known where the next line goes on: mostly what stands there in the source, so that both go on
 * side by side and the block is no copy. A heading, which is shown, has no blanks in it. */
static void flush_break(md_reader *r, uint32_t next)
{
	if (!r->broken) return;
	r->broken = false;
	nl_str between = next > r->at ? nl_str_slice(r->source, r->at, next) : NL_STR("");
	if (r->kind != NL_BLOCK_HEADING && is_plain_break(between)) {
		nl_builder_text(r->builder, between, r->at);
		r->at = next;
		return;
	}
	uint32_t at = (uint32_t)nl_str_line_end(r->source, r->at);
	uint32_t end = at < r->source.len ? at + 1 : at;
	nl_builder_replaced(r->builder, NL_STR("\n"), (nl_span){at < end ? at : r->at, end});
	r->at = end;
}

static void end_block(md_reader *r)
{
	r->unseen = NL_STR("");
	r->broken = false; /* white space at the end */
	if (nl_builder_is_open(r->builder)) {
		/* Only when a paragraph is whole can its marker be told, since md4c hands escaped characters over one by one. */
		if (r->kind == NL_BLOCK_PARAGRAPH && !r->footnote) nl_prose_find_item(r->builder, item_level(r));
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
	nl_str_copy(r->label, sizeof r->label, nl_buf_str(&label));
	nl_buf_release(&label);
}

/* An HTML block. What it leaves open, a quote or a part that is not shown, holds for the Markdown behind it. */
static void read_piece(md_reader *r)
{
	if (!r->html) r->html = nl_html_new(r->builder, r->source, false, r->included);
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
	case MD_BLOCK_TABLE:
		r->in_table = true;
		r->table = NL_NONE;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD: r->kind = NL_BLOCK_TABLE; break;
	default: break;
	}
	if (type != MD_BLOCK_CODE || r->verbatim) r->footnote = false;
	return too_much_work(r);
}

static void leave_table(md_reader *r, const MD_BLOCK_TABLE_DETAIL *table)
{
	r->in_table = false;
	if (r->table != NL_NONE) nl_md_tell_surplus_cells(r->included, r->table, table->col_count, table->body_row_count);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	md_reader *r = data;
	end_block(r);
	r->kind = NL_BLOCK_PARAGRAPH;
	switch (type) {
	case MD_BLOCK_TABLE: leave_table(r, detail); break;
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

/* Opens a block for text at a place of the source where none is open, or an item at a line's start. */
static void begin_text(md_reader *r, nl_str text, uint32_t place)
{
	if (nl_builder_is_open(r->builder)) {
		bool prose = r->kind == NL_BLOCK_PARAGRAPH && !r->footnote && r->line_start;
		if (!prose || !nl_prose_item_at_line(r->builder, text)) {
			flush_break(r, place);
			return;
		}
		end_block(r);
	}
	open_block(r);
}

static uint32_t source_place(const md_reader *r, const char *p)
{
	return nl_md_input_place(&r->input, (size_t)(p - r->input.text.ptr));
}

/* Where two texts of `len` bytes differ first from `at` on, or their end. */
static size_t same_from(const char *a, const char *b, size_t at, size_t len)
{
	for (; len - at >= NL_BYTES; at += NL_BYTES) {
		uint32_t differ = nl_bytes_differ(a + at, b + at);
		if (differ) return at + (uint32_t)__builtin_ctz(differ);
	}
	while (at < len && a[at] == b[at]) at++;
	return at;
}

/* Text that stands in the source as it is. Masked footnote marks are left out; one at a line's start defines a note. */
static void add_prose(md_reader *r, nl_str text)
{
	uint32_t place = source_place(r, text.ptr);
	const char *original = r->source.ptr + place;
	if (r->in_table && r->table == NL_NONE) r->table = place;
	bool copied = r->input.made.len > 0; /* a copy may have marks masked */
	for (size_t from = 0; from < text.len;) {
		size_t to = copied ? same_from(original, text.ptr, from, text.len) : text.len;
		if (to > from) {
			nl_str part = nl_str_slice(r->source, place + from, place + to);
			begin_text(r, part, place + (uint32_t)from);
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
	flush_break(r, place); /* before marks alone */
	r->at = place + (uint32_t)text.len;
}

/* A line break. */
static void add_break(md_reader *r)
{
	if (!nl_builder_is_open(r->builder)) return;
	flush_break(r, 0);
	r->broken = true;
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
	begin_text(r, NL_STR(""), place);
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

/* A tag in a line: most leave no trace. What is not shown is left out up to its end tag, in the same paragraph. */
static void inline_tag(md_reader *r, uint32_t place, uint32_t end)
{
	nl_html_token tag = nl_html_next(nl_str_slice(r->source, 0, end), place, false);
	if (tag.kind != NL_HTML_START && tag.kind != NL_HTML_END) return;
	const nl_html_element *e = nl_html_element_of(tag.name);
	bool opens = tag.kind == NL_HTML_START;
	if (!opens) {
		bool same = r->unseen.len == tag.name.len && strncasecmp(r->unseen.ptr, tag.name.ptr, tag.name.len) == 0;
		if (same) r->unseen = NL_STR("");
	}
	if (r->unseen.len) return;
	bool mark = e->role == NL_HTML_RAISED &&
		nl_html_is_note_mark(r->source, end, r->source.len, nl_builder_open_text(r->builder));
	bool hidden = e->role == NL_HTML_HIDDEN || mark || (opens && nl_html_is_hidden(r->source, &tag, e));
	if (opens && hidden && !(e->flags & NL_HTML_VOID)) r->unseen = tag.name;
	if (e->role == NL_HTML_BREAK && nl_builder_is_open(r->builder))
		nl_builder_replaced(r->builder, NL_STR("\n"), (nl_span){place, end});
	if (e->role == NL_HTML_MARKS) {
		begin_text(r, NL_STR(""), place);
		nl_builder_replaced(r->builder, opens ? NL_STR("\xE2\x80\x9C") : NL_STR("\xE2\x80\x9D"), (nl_span){place, end});
	}
}

/* An HTML block is read as a whole when it ends. */
static void add_html(md_reader *r, nl_str text)
{
	bool closes;
	uint32_t place = source_place(r, text.ptr), end = place + (uint32_t)text.len, level = heading_tag(text, &closes);
	if (r->in_html) {
		if (r->piece.end == 0) r->piece.start = place;
		r->piece.end = end;
		return;
	}
	flush_break(r, place);
	if (level && r->quotes == 0 && !in_list(r)) {
		end_block(r);
		r->kind = closes ? NL_BLOCK_PARAGRAPH : NL_BLOCK_HEADING;
		r->level = closes ? 0 : level;
	}
	inline_tag(r, place, end);
	r->at = end;
}

static bool points_into_input(const md_reader *r, nl_str text)
{
	uintptr_t p = (uintptr_t)text.ptr, input = (uintptr_t)r->input.text.ptr;
	return p >= input && p + text.len <= input + r->input.text.len;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *data)
{
	md_reader *r = data;
	nl_str text = {bytes, size};
	bool own = !points_into_input(r, text); /* md4c's own line ends and spaces */
	bool hidden =
		r->hidden || (r->unseen.len && type != MD_TEXT_HTML) || (r->html && !r->in_html && nl_html_hides(r->html));
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

bool nl_md_read(nl_builder *builder, nl_str text, nl_included *included)
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
	md_reader r = {
		.builder = builder,
		.source = text,
		.included = included,
		.at = (uint32_t)start,
		.most_work = (uint64_t)body.len * WORK_PER_BYTE + SPARE_WORK,
	};
	nl_md_input_make(&r.input, text, start);
	int result = body.len ? md_parse(r.input.text.ptr, (MD_SIZE)r.input.text.len, &parser, &r) : 0;
	nl_html_free(r.html);
	nl_md_input_release(&r.input);
	return result == 0;
}
