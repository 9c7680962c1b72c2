/* doc/html_elements.c - see html_elements.h. */
#include "doc/html_elements.h"

#include <string.h>

enum {
	SP = NL_HTML_SPECIAL,
	PARTS = NL_HTML_SPECIAL | NL_HTML_CLOSES_P,
	FMT = NL_HTML_FORMATTING,
	VOID = NL_HTML_VOID | NL_HTML_SPECIAL,
	RAW = NL_HTML_RAW | NL_HTML_SPECIAL,
	SCOPE = NL_HTML_SCOPE | NL_HTML_SPECIAL,
	LONGEST_NAME = 16
};

/* Sorted by name. Text fields, menus and what shows only when something fails are no part of a text; nor is navigation. Struck
 * text (del, s) is what the author took back. */
/* clang-format off */
static const nl_html_element elements[] = {
	{NL_STR("a"), NL_HTML_LINK, FMT}, {NL_STR("address"), NL_HTML_BLOCK, PARTS},
	{NL_STR("applet"), NL_HTML_HIDDEN, SCOPE}, {NL_STR("area"), NL_HTML_INLINE, VOID},
	{NL_STR("article"), NL_HTML_BLOCK, PARTS}, {NL_STR("aside"), NL_HTML_BLOCK, PARTS},
	{NL_STR("audio"), NL_HTML_HIDDEN, 0}, {NL_STR("b"), NL_HTML_INLINE, FMT},
	{NL_STR("base"), NL_HTML_INLINE, VOID}, {NL_STR("basefont"), NL_HTML_INLINE, VOID},
	{NL_STR("bgsound"), NL_HTML_INLINE, VOID}, {NL_STR("big"), NL_HTML_INLINE, FMT},
	{NL_STR("blockquote"), NL_HTML_QUOTE, PARTS}, {NL_STR("body"), NL_HTML_ROOT, SP},
	{NL_STR("br"), NL_HTML_BREAK, VOID}, {NL_STR("button"), NL_HTML_HIDDEN, SP},
	{NL_STR("canvas"), NL_HTML_HIDDEN, 0}, {NL_STR("caption"), NL_HTML_CAPTION, SCOPE},
	{NL_STR("center"), NL_HTML_BLOCK, PARTS}, {NL_STR("code"), NL_HTML_INLINE, FMT},
	{NL_STR("col"), NL_HTML_INLINE, VOID}, {NL_STR("colgroup"), NL_HTML_INLINE, SP},
	{NL_STR("datalist"), NL_HTML_HIDDEN, 0}, {NL_STR("dd"), NL_HTML_TERM, PARTS},
	{NL_STR("del"), NL_HTML_HIDDEN, 0}, {NL_STR("details"), NL_HTML_BLOCK, PARTS},
	{NL_STR("dialog"), NL_HTML_BLOCK, NL_HTML_CLOSES_P}, {NL_STR("dir"), NL_HTML_BULLETS, PARTS},
	{NL_STR("div"), NL_HTML_BLOCK, PARTS}, {NL_STR("dl"), NL_HTML_BLOCK, PARTS},
	{NL_STR("dt"), NL_HTML_TERM, PARTS}, {NL_STR("em"), NL_HTML_INLINE, FMT},
	{NL_STR("embed"), NL_HTML_INLINE, VOID}, {NL_STR("fieldset"), NL_HTML_BLOCK, PARTS},
	{NL_STR("figcaption"), NL_HTML_BLOCK, PARTS}, {NL_STR("figure"), NL_HTML_BLOCK, PARTS},
	{NL_STR("font"), NL_HTML_INLINE, FMT}, {NL_STR("footer"), NL_HTML_BLOCK, PARTS},
	{NL_STR("form"), NL_HTML_BLOCK, PARTS}, {NL_STR("frame"), NL_HTML_INLINE, VOID},
	{NL_STR("frameset"), NL_HTML_HIDDEN, SP}, {NL_STR("h1"), NL_HTML_HEADING, PARTS},
	{NL_STR("h2"), NL_HTML_HEADING, PARTS}, {NL_STR("h3"), NL_HTML_HEADING, PARTS},
	{NL_STR("h4"), NL_HTML_HEADING, PARTS}, {NL_STR("h5"), NL_HTML_HEADING, PARTS},
	{NL_STR("h6"), NL_HTML_HEADING, PARTS}, {NL_STR("head"), NL_HTML_ROOT, SP},
	{NL_STR("header"), NL_HTML_BLOCK, PARTS}, {NL_STR("hgroup"), NL_HTML_BLOCK, PARTS},
	{NL_STR("hr"), NL_HTML_BLOCK, VOID | NL_HTML_CLOSES_P}, {NL_STR("html"), NL_HTML_ROOT, SP},
	{NL_STR("i"), NL_HTML_INLINE, FMT}, {NL_STR("iframe"), NL_HTML_HIDDEN, RAW},
	{NL_STR("image"), NL_HTML_INLINE, VOID}, {NL_STR("img"), NL_HTML_INLINE, VOID},
	{NL_STR("input"), NL_HTML_INLINE, VOID}, {NL_STR("keygen"), NL_HTML_INLINE, VOID},
	{NL_STR("legend"), NL_HTML_BLOCK, 0}, {NL_STR("li"), NL_HTML_ITEM, PARTS},
	{NL_STR("link"), NL_HTML_INLINE, VOID}, {NL_STR("listing"), NL_HTML_CODE, PARTS},
	{NL_STR("main"), NL_HTML_BLOCK, PARTS}, {NL_STR("marquee"), NL_HTML_BLOCK, SCOPE},
	{NL_STR("menu"), NL_HTML_BULLETS, PARTS}, {NL_STR("meta"), NL_HTML_INLINE, VOID},
	{NL_STR("nav"), NL_HTML_HIDDEN, PARTS}, {NL_STR("nobr"), NL_HTML_INLINE, FMT},
	{NL_STR("noembed"), NL_HTML_HIDDEN, RAW}, {NL_STR("noframes"), NL_HTML_HIDDEN, RAW},
	{NL_STR("noscript"), NL_HTML_HIDDEN, RAW}, {NL_STR("object"), NL_HTML_HIDDEN, SCOPE},
	{NL_STR("ol"), NL_HTML_ORDERED, PARTS}, {NL_STR("optgroup"), NL_HTML_HIDDEN, 0},
	{NL_STR("option"), NL_HTML_HIDDEN, 0}, {NL_STR("p"), NL_HTML_PARAGRAPH, PARTS},
	{NL_STR("param"), NL_HTML_INLINE, VOID}, {NL_STR("pre"), NL_HTML_CODE, PARTS},
	{NL_STR("q"), NL_HTML_MARKS, 0}, {NL_STR("rp"), NL_HTML_HIDDEN, 0},
	{NL_STR("rt"), NL_HTML_HIDDEN, 0}, {NL_STR("s"), NL_HTML_HIDDEN, FMT},
	{NL_STR("script"), NL_HTML_HIDDEN, RAW}, {NL_STR("search"), NL_HTML_BLOCK, PARTS},
	{NL_STR("section"), NL_HTML_BLOCK, PARTS}, {NL_STR("select"), NL_HTML_HIDDEN, SP},
	{NL_STR("small"), NL_HTML_INLINE, FMT}, {NL_STR("source"), NL_HTML_INLINE, VOID},
	{NL_STR("strike"), NL_HTML_HIDDEN, FMT}, {NL_STR("strong"), NL_HTML_INLINE, FMT},
	{NL_STR("style"), NL_HTML_HIDDEN, RAW}, {NL_STR("summary"), NL_HTML_BLOCK, PARTS},
	{NL_STR("sup"), NL_HTML_RAISED, 0}, {NL_STR("svg"), NL_HTML_HIDDEN, 0},
	{NL_STR("table"), NL_HTML_TABLE, SCOPE | NL_HTML_CLOSES_P}, {NL_STR("tbody"), NL_HTML_ROWS, SP},
	{NL_STR("td"), NL_HTML_CELL, SCOPE}, {NL_STR("template"), NL_HTML_HIDDEN, SCOPE},
	{NL_STR("textarea"), NL_HTML_HIDDEN, RAW}, {NL_STR("tfoot"), NL_HTML_ROWS, SP},
	{NL_STR("th"), NL_HTML_CELL, SCOPE}, {NL_STR("thead"), NL_HTML_ROWS, SP},
	{NL_STR("title"), NL_HTML_TITLE, RAW}, {NL_STR("tr"), NL_HTML_ROW, SP},
	{NL_STR("track"), NL_HTML_INLINE, VOID}, {NL_STR("tt"), NL_HTML_INLINE, FMT},
	{NL_STR("u"), NL_HTML_INLINE, FMT}, {NL_STR("ul"), NL_HTML_BULLETS, PARTS},
	{NL_STR("video"), NL_HTML_HIDDEN, 0}, {NL_STR("wbr"), NL_HTML_INLINE, VOID},
	{NL_STR("xmp"), NL_HTML_CODE, RAW | NL_HTML_CLOSES_P}
};
/* clang-format on */

static const nl_html_element unknown = {{NULL, 0}, NL_HTML_INLINE, 0};

const nl_html_element *nl_html_element_of(nl_str name)
{
	char lower[LONGEST_NAME];
	if (name.len > sizeof lower) return &unknown;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? (char)(name.ptr[i] + 32) : name.ptr[i];
	size_t low = 0, high = sizeof elements / sizeof *elements;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = nl_str_cmp(elements[middle].name, (nl_str){lower, name.len});
		if (order == 0) return &elements[middle];
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return &unknown;
}
