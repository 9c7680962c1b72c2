/* doc/html.c - the prose in HTML, as far as Markdown files hold any.
 *
 * Tags are found by their brackets and looked up in one table; nothing is nested and nothing is checked, so that broken
 * HTML costs a block boundary at most. */
#include <string.h>

#include "doc/readers.h"

typedef enum {
	TAG_INLINE, /* leaves no trace: emphasis, links */
	TAG_BLOCK,  /* ends a block, before and behind */
	TAG_BREAK,  /* a line end in a block */
	TAG_HEADING,
	TAG_ITEM,
	TAG_CELL,
	TAG_CODE,
	TAG_QUOTE,
	TAG_HIDDEN /* left out with all that it holds */
} tag_role;

typedef struct {
	nl_str name;
	tag_role role;
} tag_entry;

/* clang-format off */
static const tag_entry tags[] = {
	{NL_STR("address"), TAG_BLOCK}, {NL_STR("article"), TAG_BLOCK}, {NL_STR("aside"), TAG_BLOCK},
	{NL_STR("blockquote"), TAG_QUOTE}, {NL_STR("body"), TAG_BLOCK}, {NL_STR("br"), TAG_BREAK},
	{NL_STR("button"), TAG_HIDDEN}, {NL_STR("caption"), TAG_BLOCK}, {NL_STR("dd"), TAG_BLOCK},
	{NL_STR("div"), TAG_BLOCK}, {NL_STR("dl"), TAG_BLOCK}, {NL_STR("dt"), TAG_BLOCK},
	{NL_STR("figcaption"), TAG_BLOCK}, {NL_STR("figure"), TAG_BLOCK}, {NL_STR("footer"), TAG_BLOCK},
	{NL_STR("form"), TAG_BLOCK}, {NL_STR("h1"), TAG_HEADING}, {NL_STR("h2"), TAG_HEADING},
	{NL_STR("h3"), TAG_HEADING}, {NL_STR("h4"), TAG_HEADING}, {NL_STR("h5"), TAG_HEADING},
	{NL_STR("h6"), TAG_HEADING}, {NL_STR("head"), TAG_HIDDEN}, {NL_STR("header"), TAG_BLOCK},
	{NL_STR("hr"), TAG_BLOCK}, {NL_STR("html"), TAG_BLOCK}, {NL_STR("li"), TAG_ITEM},
	{NL_STR("main"), TAG_BLOCK}, {NL_STR("nav"), TAG_BLOCK}, {NL_STR("ol"), TAG_BLOCK},
	{NL_STR("p"), TAG_BLOCK}, {NL_STR("pre"), TAG_CODE}, {NL_STR("script"), TAG_HIDDEN},
	{NL_STR("section"), TAG_BLOCK}, {NL_STR("style"), TAG_HIDDEN}, {NL_STR("table"), TAG_BLOCK},
	{NL_STR("tbody"), TAG_BLOCK}, {NL_STR("td"), TAG_CELL}, {NL_STR("th"), TAG_CELL},
	{NL_STR("thead"), TAG_BLOCK}, {NL_STR("title"), TAG_BLOCK}, {NL_STR("tr"), TAG_BLOCK},
	{NL_STR("ul"), TAG_BLOCK}
};
/* clang-format on */

typedef struct {
	nl_str name; /* as written */
	tag_role role;
	bool closes; /* "</p>" */
	size_t end;  /* past its ">" */
} tag;

typedef struct {
	nl_builder *builder;
	nl_str html;
	uint32_t start;     /* of `html` in the source */
	nl_block_kind kind; /* of the text that comes next */
	uint32_t level;
} html_reader;

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

static bool same_name(nl_str a, nl_str lower)
{
	if (a.len != lower.len) return false;
	for (size_t i = 0; i < a.len; i++)
		if ((a.ptr[i] >= 'A' && a.ptr[i] <= 'Z' ? a.ptr[i] + 32 : a.ptr[i]) != lower.ptr[i]) return false;
	return true;
}

static tag_role role_of(nl_str name)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (same_name(name, tags[i].name)) return tags[i].role;
	return TAG_INLINE;
}

/* The tag, comment or declaration at `at`, where a "<" stands. False when it is a "<" of the text. */
static bool read_tag(nl_str html, size_t at, tag *t)
{
	*t = (tag){.role = TAG_INLINE};
	nl_str rest = nl_str_slice(html, at, html.len);
	if (nl_str_starts(rest, NL_STR("<!--"))) {
		size_t end = nl_str_find(rest, NL_STR("-->"));
		t->end = end == SIZE_MAX ? html.len : at + end + 3;
		return true;
	}
	size_t name = at + 1;
	t->closes = name < html.len && html.ptr[name] == '/';
	if (t->closes) name++;
	size_t past = name;
	while (past < html.len && is_name_char(html.ptr[past])) past++;
	bool declaration = past < html.len && (html.ptr[past] == '!' || html.ptr[past] == '?');
	if (past == name && !declaration) return false;
	const char *close = memchr(html.ptr + past, '>', html.len - past);
	t->end = close ? (size_t)(close - html.ptr) + 1 : html.len;
	t->name = nl_str_slice(html, name, past);
	t->role = role_of(t->name);
	return true;
}

/* Past the end of an element that is left out; the end of the text when it is not closed. */
static size_t skip_element(const html_reader *r, const tag *t)
{
	for (size_t at = t->end; at < r->html.len;) {
		const char *open = memchr(r->html.ptr + at, '<', r->html.len - at);
		if (!open) break;
		tag end;
		at = (size_t)(open - r->html.ptr);
		nl_str name = nl_str_slice(r->html, at + 2, at + 2 + t->name.len);
		bool named = name.len == t->name.len && strncasecmp(name.ptr, t->name.ptr, name.len) == 0;
		bool closes = named && open[1] == '/';
		if (closes && read_tag(r->html, at, &end)) return end.end;
		at++;
	}
	return r->html.len;
}

static void end_block(html_reader *r)
{
	if (nl_builder_is_open(r->builder)) nl_builder_end(r->builder);
}

static void add_text(html_reader *r, size_t from, size_t to)
{
	nl_str text = nl_str_slice(r->html, from, to);
	if (!nl_builder_is_open(r->builder)) {
		if (nl_str_trim(text).len == 0) return;
		nl_builder_block(r->builder, r->kind, r->level, NL_STR(""));
	}
	nl_builder_text(r->builder, text, r->start + (uint32_t)from);
}

static void add_entity(html_reader *r, size_t at, size_t len, uint32_t c)
{
	nl_buf text = {0};
	nl_buf_add_char(&text, c);
	add_text(r, at, at); /* nothing yet: an entity alone begins no block */
	if (!nl_builder_is_open(r->builder)) nl_builder_block(r->builder, r->kind, r->level, NL_STR(""));
	uint32_t start = r->start + (uint32_t)at;
	nl_builder_replaced(r->builder, nl_buf_str(&text), (nl_span){start, start + (uint32_t)len});
	nl_buf_release(&text);
}

static void enter_tag(html_reader *r, const tag *t, size_t at)
{
	switch (t->role) {
	case TAG_INLINE:
	case TAG_HIDDEN: return;
	case TAG_BREAK: add_entity(r, at, t->end - at, '\n'); return;
	case TAG_BLOCK:
	case TAG_HEADING:
	case TAG_ITEM:
	case TAG_CELL:
	case TAG_CODE:
	case TAG_QUOTE: break;
	}
	end_block(r);
	r->kind = NL_BLOCK_PARAGRAPH;
	r->level = 0;
	if (t->role == TAG_QUOTE) nl_builder_quoted(r->builder, !t->closes);
	if (t->closes) return;
	if (t->role == TAG_HEADING) {
		r->kind = NL_BLOCK_HEADING;
		r->level = (uint32_t)(t->name.ptr[1] - '0');
	}
	if (t->role == TAG_ITEM) r->kind = NL_BLOCK_LIST;
	if (t->role == TAG_CELL) r->kind = NL_BLOCK_TABLE;
	if (t->role == TAG_CODE) r->kind = NL_BLOCK_CODE;
}

/* Reads one tag or entity at `at`, or passes one character of text; the place behind. */
static size_t read_mark(html_reader *r, size_t at)
{
	tag t;
	uint32_t c;
	if (r->html.ptr[at] == '<' && read_tag(r->html, at, &t)) {
		if (t.role == TAG_HIDDEN && !t.closes) return skip_element(r, &t);
		enter_tag(r, &t, at);
		return t.end;
	}
	size_t len = r->html.ptr[at] == '&' ? nl_html_entity(nl_str_slice(r->html, at, r->html.len), &c) : 0;
	if (len) add_entity(r, at, len, c);
	else add_text(r, at, at + 1);
	return at + (len ? len : 1);
}

void nl_html_read(nl_builder *builder, nl_str html, uint32_t start)
{
	html_reader r = {.builder = builder, .html = html, .start = start, .kind = NL_BLOCK_PARAGRAPH};
	end_block(&r);
	for (size_t at = 0; at < html.len;) {
		size_t to = at;
		while (to < html.len && html.ptr[to] != '<' && html.ptr[to] != '&') to++;
		if (to > at) add_text(&r, at, to);
		at = to < html.len ? read_mark(&r, to) : to;
	}
	end_block(&r);
	nl_builder_quoted(builder, false);
}
