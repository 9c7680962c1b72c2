/* doc/html.c - see html.h. */
#include "doc/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "doc/html_elements.h"
#include "doc/html_hints.h"
#include "doc/html_tokens.h"
#include "doc/prose.h"
#include "doc/readers.h"

/* What an element makes of the text in it; taken over from the element around and changed. */
typedef struct {
	nl_block_kind kind;
	uint32_t level;
	uint32_t lists; /* around */
	bool hidden, quoted, footnote;
} look;

typedef struct {
	const nl_html_element *element;
	nl_str name; /* as written in the start tag */
	look look;
	nl_html_list list; /* of ol and ul */
	bool hides;        /* what is in it, of itself */
	bool over;         /* of a formatting element: its end tag came while blocks inside were open */
	bool marks;        /* an opening quotation mark was sent for it */
	bool parts;        /* the text before and behind it */
} open_element;

struct nl_html {
	nl_prose prose;
	nl_str text;
	size_t end; /* of the piece */
	bool page, xml;
	look around; /* of text in no element */
	nl_html_title title;
	uint32_t depth, deeper; /* elements open; those that were too deep to be kept */
	open_element open[NL_MAX_HTML_DEPTH];
};

/* --- What is open. --- */

static const look *current(const nl_html *h)
{
	return h->depth ? &h->open[h->depth - 1].look : &h->around;
}

static bool is_named(const open_element *e, const char *name)
{
	return nl_html_named(e->name, nl_str_of(name));
}

/* Ends the open block; the next one has the look of the element that is open now. The label of an item is kept until its
 * text begins. */
static void part(nl_html *h)
{
	const look *l = current(h);
	char label[NL_LABEL_MAX];
	memcpy(label, h->prose.label, sizeof label);
	nl_prose_next(&h->prose, l->kind, l->level, l->kind == NL_BLOCK_LIST ? nl_str_of(label) : NL_STR(""));
	nl_builder_quoted(h->prose.builder, l->quoted);
}

static bool parts(const nl_html_element *e)
{
	switch (e->role) {
	case NL_HTML_INLINE:
	case NL_HTML_LINK:
	case NL_HTML_RAISED:
	case NL_HTML_MARKS:
	case NL_HTML_BREAK:
	case NL_HTML_TITLE:
	case NL_HTML_ROOT:
	case NL_HTML_HIDDEN: return (e->flags & NL_HTML_CLOSES_P) != 0;
	default: return true;
	}
}

static void pop(nl_html *h, size_t at)
{
	const open_element *top = &h->open[h->depth - 1];
	bool parted = top->parts;
	if (top->marks && !top->look.hidden) nl_prose_char(&h->prose, 0x201D, at, at);
	if (parted) nl_prose_end(&h->prose);
	if (top->element->role == NL_HTML_ITEM) h->prose.label[0] = '\0';
	h->depth--;
	h->deeper = 0;
	if (parted) part(h);
}

/* Ends element `index` and all that are open in it. `at`: the place in the text that makes them end. */
static void pop_to(nl_html *h, uint32_t index, size_t at)
{
	while (h->depth > index) pop(h, at);
}

enum { NOWHERE = NL_MAX_HTML_DEPTH };

static bool bounds_lists(nl_html_role role)
{
	return role == NL_HTML_ORDERED || role == NL_HTML_BULLETS;
}

/* The innermost open element of a role, looked for as far as scopes reach; NOWHERE when there is none. */
static uint32_t in_scope(const nl_html *h, nl_html_role role, bool item_scope)
{
	for (uint32_t i = h->depth; i-- > 0;) {
		const nl_html_element *e = h->open[i].element;
		if (e->role == role) return i;
		if (e->flags & NL_HTML_SCOPE || (item_scope && bounds_lists(e->role))) return NOWHERE;
		if (role == NL_HTML_PARAGRAPH && is_named(&h->open[i], "button")) return NOWHERE;
	}
	return NOWHERE;
}

/* The innermost table, looked for through its cells. */
static uint32_t table_around(const nl_html *h)
{
	for (uint32_t i = h->depth; i-- > 0;) {
		if (h->open[i].element->role == NL_HTML_TABLE) return i;
		if (is_named(&h->open[i], "template")) return NOWHERE;
	}
	return NOWHERE;
}

static void close_paragraph(nl_html *h, size_t at)
{
	uint32_t p = in_scope(h, NL_HTML_PARAGRAPH, false);
	if (p != NOWHERE) pop_to(h, p, at);
}

/* Takes back what an element that is over did to those that are still open in it. */
static void look_again(nl_html *h, uint32_t over)
{
	bool hidden = over ? h->open[over - 1].look.hidden : h->around.hidden;
	h->open[over].hides = false;
	for (uint32_t i = over; i < h->depth; i++) h->open[i].look.hidden = hidden = hidden || h->open[i].hides;
}

/* </b>: ends the element, and when blocks are open in it, at least its effect. */
static void end_formatting(nl_html *h, const nl_html_token *tag)
{
	bool crosses = false;
	for (uint32_t i = h->depth; i-- > 0;) {
		open_element *e = &h->open[i];
		bool same = e->element->flags & NL_HTML_FORMATTING && !e->over && e->name.len == tag->name.len &&
			strncasecmp(e->name.ptr, tag->name.ptr, tag->name.len) == 0;
		if (same && !crosses) pop_to(h, i, tag->start);
		if (same && crosses) {
			e->over = true;
			look_again(h, i);
		}
		if (same || e->element->flags & NL_HTML_SCOPE) return;
		crosses = crosses || e->element->flags & NL_HTML_SPECIAL;
	}
}

/* --- Start tags. --- */

static bool passes_items(const open_element *e)
{
	return !(e->element->flags & NL_HTML_SPECIAL) || is_named(e, "address") || is_named(e, "div") || is_named(e, "p");
}

/* <li> ends the item before it, <dt> and <dd> the term or its definition, as far as no block but a few lies between. */
static void close_item(nl_html *h, nl_html_role role, size_t at)
{
	for (uint32_t i = h->depth; i-- > 0;) {
		if (h->open[i].element->role == role) {
			pop_to(h, i, at);
			return;
		}
		if (!passes_items(&h->open[i])) return;
	}
}

/* How deep in a table the parts stand that a start tag goes into: 0 the table, 1 rows, 2 a row. */
static int table_rank(nl_html_role role)
{
	switch (role) {
	case NL_HTML_TABLE: return 0;
	case NL_HTML_ROWS: return 1;
	case NL_HTML_ROW: return 2;
	default: return 3;
	}
}

/* Ends what is open in the innermost table down to where a part of `role` can stand. False when there is no table. */
static bool clear_to_table(nl_html *h, nl_html_role role, size_t at)
{
	uint32_t table = table_around(h);
	if (table == NOWHERE) return false;
	int wanted = role == NL_HTML_CELL ? 2 : role == NL_HTML_ROW ? 1 : 0;
	uint32_t keep = table + 1;
	for (uint32_t i = table + 1; i < h->depth; i++) {
		int rank = table_rank(h->open[i].element->role);
		if (rank > wanted || rank <= table_rank(h->open[i - 1].element->role)) break;
		keep = i + 1;
	}
	pop_to(h, keep, at);
	return true;
}

/* A table right in another one ends that one; in a cell or a caption it stands there. */
static void close_table_outside_cells(nl_html *h, size_t at)
{
	uint32_t table = table_around(h);
	if (table == NOWHERE) return;
	for (uint32_t i = table + 1; i < h->depth; i++) {
		nl_html_role role = h->open[i].element->role;
		if (role == NL_HTML_CELL || role == NL_HTML_CAPTION) return;
	}
	pop_to(h, table, at);
}

/* A block inside <svg> shows that its end tag is missing. */
static void leave_drawing(nl_html *h, size_t at)
{
	for (uint32_t i = h->depth; i-- > 0 && !(h->open[i].element->flags & NL_HTML_SCOPE);) {
		if (!is_named(&h->open[i], "svg")) continue;
		pop_to(h, i, at);
		return;
	}
}

/* What a start tag ends before its element is opened. False when the tag counts for nothing there. */
static bool make_room(nl_html *h, const nl_html_element *e, const nl_html_token *tag)
{
	size_t at = tag->start;
	if (e->flags & NL_HTML_CLOSES_P) leave_drawing(h, at);
	switch (e->role) {
	case NL_HTML_ITEM:
	case NL_HTML_TERM: close_item(h, e->role, at); break;
	case NL_HTML_CELL:
	case NL_HTML_ROW:
	case NL_HTML_ROWS:
	case NL_HTML_CAPTION: return clear_to_table(h, e->role, at);
	case NL_HTML_TABLE: close_table_outside_cells(h, at); break;
	case NL_HTML_ROOT: return false;                  /* they are open in any case */
	case NL_HTML_LINK: end_formatting(h, tag); break; /* no link stands in another */
	case NL_HTML_HEADING:
		close_paragraph(h, at);
		if (h->depth && h->open[h->depth - 1].element->role == NL_HTML_HEADING) pop_to(h, h->depth - 1, at);
		break;
	default: break;
	}
	if (e->flags & NL_HTML_CLOSES_P) close_paragraph(h, at);
	return true;
}

/* The innermost list that an item stands in; NULL when it stands in none. */
static nl_html_list *list_around(nl_html *h)
{
	for (uint32_t i = h->depth; i-- > 0;)
		if (bounds_lists(h->open[i].element->role)) return &h->open[i].list;
	return NULL;
}

static uint32_t item_level(const look *l)
{
	return (l->lists < NL_MAX_LIST_DEPTH ? l->lists : NL_MAX_LIST_DEPTH) * NL_HINT_STEP;
}

/* The look of what says the title of the page. */
static look titled(look l)
{
	l.kind = NL_BLOCK_HEADING;
	l.level = 0;
	return l;
}

/* The look of the element that a tag opens. */
static look look_of(nl_html *h, const nl_html_element *e, const nl_html_token *tag)
{
	look l = *current(h);
	if (e->role == NL_HTML_HIDDEN || nl_html_is_hidden(h->text, tag, e)) l.hidden = true;
	if (e->flags & NL_HTML_SPECIAL && nl_html_is_quotation(h->text, tag)) l.quoted = true;
	if (e->flags & NL_HTML_SPECIAL && nl_html_is_footnote(h->text, tag)) l.footnote = true;
	switch (e->role) {
	case NL_HTML_HEADING:
		l.kind = NL_BLOCK_HEADING;
		l.level = (uint32_t)(tag->name.ptr[1] - '0');
		break;
	case NL_HTML_ORDERED:
	case NL_HTML_BULLETS: l.lists++; break;
	case NL_HTML_ITEM:
		l.kind = NL_BLOCK_LIST;
		if (l.lists == 0) l.lists = 1;
		l.level = item_level(&l);
		break;
	case NL_HTML_TERM: l.kind = NL_BLOCK_PARAGRAPH; break;
	case NL_HTML_TABLE: l.kind = NL_BLOCK_PARAGRAPH; break;
	case NL_HTML_CELL: l.kind = nl_html_lays_out(h->text, tag) ? NL_BLOCK_PARAGRAPH : NL_BLOCK_TABLE; break;
	case NL_HTML_CODE: l.kind = NL_BLOCK_CODE; break;
	case NL_HTML_QUOTE:
		l.quoted = true;
		l.kind = NL_BLOCK_PARAGRAPH;
		break;
	case NL_HTML_RAISED:
		if (nl_html_is_note_mark(h->text, tag->end, h->end, nl_builder_open_text(h->prose.builder))) l.hidden = true;
		break;
	case NL_HTML_LINK:
		if (nl_html_is_note_link(h->text, tag)) l.hidden = true;
		break;
	default: break;
	}
	if (nl_html_title_is_repeated(&h->title, tag->start)) l = titled(l);
	if (l.footnote && l.kind != NL_BLOCK_HEADING) l.kind = NL_BLOCK_FOOTNOTE;
	if (l.kind != NL_BLOCK_LIST && l.kind != NL_BLOCK_HEADING) l.level = 0;
	return l;
}

static void push(nl_html *h, const nl_html_element *e, const nl_html_token *tag)
{
	if (h->depth == NL_MAX_HTML_DEPTH) {
		h->deeper++;
		return;
	}
	look l = look_of(h, e, tag);
	bool unseen = current(h)->hidden, parted = parts(e) && !unseen;
	if (parted) nl_prose_end(&h->prose);
	h->open[h->depth++] =
		(open_element){.element = e, .name = tag->name, .look = l, .hides = l.hidden && !unseen, .parts = parted};
	open_element *top = &h->open[h->depth - 1];
	if (bounds_lists(e->role)) top->list = nl_html_list_of(h->text, tag, e->role == NL_HTML_ORDERED);
	if (e->role == NL_HTML_ITEM) nl_html_next_label(list_around(h), h->text, tag, h->prose.label);
	if (parted) part(h);
	if (e->role == NL_HTML_MARKS && !l.hidden) {
		nl_prose_char(&h->prose, 0x201C, tag->start, tag->end);
		top->marks = true;
	}
}

/* A title stands over the page, unless its first heading or paragraph says the same. */
static void read_title(nl_html *h, const nl_html_token *tag, size_t end)
{
	bool first = h->page && h->title.state == NL_HTML_TITLE_UNSEEN && !current(h)->hidden;
	if (!first || h->depth) return;
	nl_html_title_read(&h->title, h->text, tag->end, end, h->xml);
	if (h->title.state != NL_HTML_TITLE_ALONE) return;
	nl_prose_next(&h->prose, NL_BLOCK_HEADING, 0, NL_STR(""));
	for (size_t at = tag->end; at < end;) {
		uint32_t points[2];
		size_t len = nl_html_reference(nl_str_slice(h->text, at, end), points), to = at + 1;
		if (len) nl_prose_char(&h->prose, points[0], at, at + len);
		while (!len && to < end && h->text.ptr[to] != '&') to++;
		if (!len) nl_prose_text(&h->prose, at, to);
		at = len ? at + len : to;
	}
	part(h);
}

static void break_line(nl_html *h, const nl_html_token *tag)
{
	if (current(h)->hidden) return;
	if (h->prose.line_start) part(h); /* an empty line parts paragraphs */
	else nl_prose_line(&h->prose, tag->start, tag->end);
}

static void read_text(nl_html *h, size_t from, size_t to);

/* Of an element that holds nothing but text. */
static void tell_unended_element(nl_html *h, const nl_html_token *tag)
{
	nl_arena arena = {0};
	nl_str end = nl_arena_printf(&arena, "</" NL_FMT ">", NL_ARG(tag->name));
	nl_tell_unended(h->prose.included, nl_str_slice(h->text, tag->start, tag->end), end);
	nl_arena_release(&arena);
}

/* Text up to the end tag, in which no tag counts. Returns where the end tag begins. */
static size_t read_raw(nl_html *h, const nl_html_element *e, const nl_html_token *tag)
{
	size_t end = nl_html_raw_end(h->text, tag->end, tag->name);
	if (end == h->text.len) tell_unended_element(h, tag);
	if (end > h->end) end = h->end;
	if (e->role == NL_HTML_TITLE) read_title(h, tag, end);
	if (e->role != NL_HTML_CODE) return end;
	push(h, e, tag);
	read_text(h, tag->end, end);
	pop_to(h, h->depth - 1, end);
	return end;
}

/* Returns where to go on. */
static size_t start_tag(nl_html *h, const nl_html_token *tag)
{
	const nl_html_element *e = nl_html_element_of(tag->name);
	if (e->role == NL_HTML_ROOT && nl_html_attribute(h->text, tag, NL_STR("xmlns"), NULL)) h->xml = true;
	if (!make_room(h, e, tag)) return tag->end;
	bool drawing = nl_html_named(tag->name, NL_STR("svg"));
	if (tag->self_closing && (h->xml || drawing)) {
		if (parts(e)) part(h);
		if (e->role == NL_HTML_BREAK) break_line(h, tag);
		return tag->end;
	}
	if (e->flags & NL_HTML_RAW) return read_raw(h, e, tag);
	if (e->role == NL_HTML_BREAK) break_line(h, tag);
	else if (e->flags & NL_HTML_VOID) {
		if (e->role == NL_HTML_BLOCK) part(h);
	} else push(h, e, tag);
	return tag->end;
}

/* --- End tags. --- */

/* An end tag that no rule of its own concerns: the innermost element of its name, with no block between. */
static void end_other(nl_html *h, const nl_html_token *tag)
{
	for (uint32_t i = h->depth; i-- > 0;) {
		const open_element *e = &h->open[i];
		if (e->name.len == tag->name.len && strncasecmp(e->name.ptr, tag->name.ptr, tag->name.len) == 0) {
			pop_to(h, i, tag->start);
			return;
		}
		if (e->element->flags & NL_HTML_SPECIAL) return;
	}
}

/* </div>: the innermost element of its name in scope, with all that is open in it. */
static void end_special(nl_html *h, const nl_html_element *e, const nl_html_token *tag)
{
	bool item = e->role == NL_HTML_ITEM;
	for (uint32_t i = h->depth; i-- > 0;) {
		const nl_html_element *other = h->open[i].element;
		if (other == e || (e->role == NL_HTML_HEADING && other->role == NL_HTML_HEADING)) {
			pop_to(h, i, tag->start);
			return;
		}
		if (other->flags & NL_HTML_SCOPE || (item && bounds_lists(other->role))) return;
	}
}

static void end_table_part(nl_html *h, const nl_html_element *e, size_t at)
{
	uint32_t table = table_around(h);
	if (table == NOWHERE) return;
	for (uint32_t i = h->depth; i-- > table;) {
		if (h->open[i].element != e) continue;
		pop_to(h, i, at);
		return;
	}
}

/* </template> ends its element whatever is open in it. */
static void end_template(nl_html *h, size_t at)
{
	for (uint32_t i = h->depth; i-- > 0;) {
		if (!is_named(&h->open[i], "template")) continue;
		pop_to(h, i, at);
		return;
	}
}

static void end_tag(nl_html *h, const nl_html_token *tag)
{
	const nl_html_element *e = nl_html_element_of(tag->name);
	if (h->deeper && !(e->flags & NL_HTML_VOID)) {
		h->deeper--;
		return;
	}
	switch (e->role) {
	case NL_HTML_ROOT: return;
	case NL_HTML_BREAK: break_line(h, tag); return;
	case NL_HTML_PARAGRAPH:
		close_paragraph(h, tag->start);
		part(h);
		return;
	case NL_HTML_TABLE:
	case NL_HTML_ROWS:
	case NL_HTML_ROW:
	case NL_HTML_CELL:
	case NL_HTML_CAPTION: end_table_part(h, e, tag->start); return;
	default: break;
	}
	if (nl_html_named(tag->name, NL_STR("template"))) end_template(h, tag->start);
	else if (e->flags & NL_HTML_FORMATTING) end_formatting(h, tag);
	else if (e->flags & NL_HTML_SPECIAL) end_special(h, e, tag);
	else end_other(h, tag);
}

/* --- Text. --- */

/* In <pre> an empty line parts paragraphs, or a whole treaty would be one. */
static void read_preformatted(nl_html *h, size_t from, size_t to)
{
	while (from < to) {
		size_t found = nl_str_find(nl_str_slice(h->text, from, to), NL_STR("\n\n"));
		size_t end = found == SIZE_MAX ? to : from + found;
		nl_prose_text(&h->prose, from, end);
		if (end < to) part(h);
		from = end < to ? end + 2 : to;
	}
}

static void read_text(nl_html *h, size_t from, size_t to)
{
	const look *l = current(h);
	if (l->hidden) return;
	if (l->kind == NL_BLOCK_CODE) read_preformatted(h, from, to);
	else nl_prose_text(&h->prose, from, to);
}

static void read_reference(nl_html *h, const nl_html_token *t)
{
	nl_buf text = {0};
	if (current(h)->hidden) return;
	for (int i = 0; i < 2 && t->points[i]; i++) nl_buf_add_char(&text, t->points[i]);
	nl_prose_words(&h->prose, nl_buf_str(&text), t->start, t->end);
	nl_buf_release(&text);
}

/* Of a comment or a tag that the text ends in. */
static void tell_unended(nl_html *h, const nl_html_token *t)
{
	nl_str bytes = nl_str_slice(h->text, t->start, t->end);
	bool comment = nl_str_starts(bytes, NL_STR("<!--"));
	bool ended = comment ? nl_str_ends(bytes, NL_STR("-->")) || nl_str_ends(bytes, NL_STR("--!>"))
						 : nl_str_ends(bytes, NL_STR(">"));
	bool last = nl_str_trim(nl_str_slice(h->text, t->end, h->text.len)).len == 0;
	if (!last || ended) return;
	size_t shown = comment ? 4 : 1 + t->name.len;
	nl_tell_unended(h->prose.included, nl_str_slice(bytes, 0, shown), comment ? NL_STR("-->") : NL_STR(">"));
}

void nl_html_piece(nl_html *h, size_t from, size_t to, bool quoted)
{
	h->end = to;
	h->around.quoted = quoted;
	if (nl_builder_is_open(h->prose.builder)) nl_builder_end(h->prose.builder);
	part(h);
	nl_str piece = nl_str_slice(h->text, 0, to);
	for (size_t at = from; at < to;) {
		nl_html_token t = nl_html_next(piece, at, h->xml);
		at = t.end;
		switch (t.kind) {
		case NL_HTML_TEXT: read_text(h, t.start, t.end); break;
		case NL_HTML_REFERENCE: read_reference(h, &t); break;
		case NL_HTML_START: at = start_tag(h, &t); break;
		case NL_HTML_END: end_tag(h, &t); break;
		case NL_HTML_SKIPPED: tell_unended(h, &t); break;
		}
	}
	nl_prose_end(&h->prose);
}

/* --- The reader. --- */

nl_html *nl_html_new(nl_builder *builder, nl_str text, bool page, nl_included *included)
{
	nl_html *h = nl_alloc(sizeof *h);
	h->prose = (nl_prose){.builder = builder, .text = text, .kind = NL_BLOCK_PARAGRAPH, .included = included};
	h->text = text;
	h->page = page;
	h->around.kind = NL_BLOCK_PARAGRAPH;
	h->xml = page && nl_str_starts(text, NL_STR("<?xml"));
	return h;
}

void nl_html_free(nl_html *h)
{
	if (!h) return;
	nl_prose_release(&h->prose);
	free(h);
}

bool nl_html_hides(const nl_html *h)
{
	return current(h)->hidden;
}

bool nl_html_quotes(const nl_html *h)
{
	return current(h)->quoted;
}

void nl_html_read(nl_builder *builder, nl_str text, nl_included *included)
{
	nl_html *h = nl_html_new(builder, text, true, included);
	nl_html_piece(h, 0, text.len, false);
	nl_html_free(h);
	nl_builder_quoted(builder, false);
}
