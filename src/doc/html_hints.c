/* doc/html_hints.c - see html_hints.h. */
#include "doc/html_hints.h"

#include <stdio.h>
#include <string.h>

#include "doc/readers.h"

enum { MAX_MARK = 160, MAX_MARK_TEXT = 4, MAX_TITLE = 1000, MAX_NOTE_LINK = 400, MAX_NUMBER = 1000000 };

static nl_str value_of(nl_str text, const nl_html_token *tag, const char *name)
{
	nl_str value = {0};
	nl_html_attribute(text, tag, nl_str_of(name), &value);
	return value;
}

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool starts_folded(nl_str text, const char *prefix)
{
	size_t len = strlen(prefix);
	return text.len >= len && strncasecmp(text.ptr, prefix, len) == 0;
}

/* --- Lists. --- */

static bool read_number(nl_str value, uint32_t *number)
{
	size_t at = 0;
	uint32_t read = 0;
	value = nl_str_trim(value);
	for (; at < value.len && is_digit(value.ptr[at]); at++)
		if (read < MAX_NUMBER) read = read * 10 + (uint32_t)(value.ptr[at] - '0');
	if (at) *number = read;
	return at > 0;
}

/* "list-style-type: lower-alpha" and "list-style: none" among a style's declarations; `style` as it is else. */
static char list_style(nl_str css, char style)
{
	static const struct {
		const char *name;
		char style;
	} styles[] = {
		{"lower-alpha", 'a'},
		{"lower-latin", 'a'},
		{"upper-alpha", 'A'},
		{"upper-latin", 'A'},
		{"lower-roman", 'i'},
		{"upper-roman", 'I'},
		{"decimal", '1'},
		{"none", 0},
		{"disc", '-'},
		{"square", '-'},
		{"circle", '-'},
	};
	size_t at = nl_str_find(css, NL_STR("list-style"));
	if (at == SIZE_MAX) return style;
	nl_str rest = nl_str_slice(css, at, css.len);
	rest = nl_str_slice(rest, 0, nl_str_find(rest, NL_STR(";")));
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (nl_str_find(rest, nl_str_of(styles[i].name)) != SIZE_MAX) return styles[i].style;
	return style;
}

nl_html_list nl_html_list_of(nl_str text, const nl_html_token *tag, bool ordered)
{
	nl_html_list list = {.style = ordered ? '1' : '-', .number = 1};
	nl_str type = value_of(text, tag, "type");
	if (ordered && type.len == 1 && strchr("1aAiI", type.ptr[0])) list.style = type.ptr[0];
	list.style = list_style(value_of(text, tag, "style"), list.style);
	if (!ordered) return list;
	list.down = nl_html_attribute(text, tag, NL_STR("reversed"), NULL);
	read_number(value_of(text, tag, "start"), &list.number);
	return list;
}

void nl_html_next_label(nl_html_list *list, nl_str text, const nl_html_token *tag, char label[NL_LABEL_MAX])
{
	nl_html_list none = {.style = '-'};
	if (!list) list = &none;
	read_number(value_of(text, tag, "value"), &list->number);
	char style = list_style(value_of(text, tag, "style"), list->style);
	if (!style) label[0] = '\0';
	else if (style == '-') snprintf(label, NL_LABEL_MAX, "%s", "\xE2\x80\xA2");
	else nl_label_number(label, style, list->number, NL_STR(""), NL_STR("."));
	if (!list->down) list->number++;
	else if (list->number) list->number--;
}

/* --- Hidden parts. --- */

/* "display: none" among a style's declarations, whatever its case and white space. */
static bool says(nl_str css, const char *declaration)
{
	for (size_t from = 0; from < css.len; from++) {
		size_t at = from;
		const char *d = declaration;
		while (*d && at < css.len) {
			if (is_white(css.ptr[at])) at++;
			else if ((css.ptr[at] >= 'A' && css.ptr[at] <= 'Z' ? css.ptr[at] + 32 : css.ptr[at]) == *d) at++, d++;
			else break;
		}
		if (!*d) return true;
		while (from < css.len && css.ptr[from] != ';') from++;
	}
	return false;
}

bool nl_html_is_hidden(nl_str text, const nl_html_token *tag, const nl_html_element *element)
{
	if (nl_html_attribute(text, tag, NL_STR("hidden"), NULL)) return true;
	if (nl_html_named(value_of(text, tag, "role"), NL_STR("navigation"))) return true;
	bool dialog = nl_str_eq(element->name, NL_STR("dialog"));
	if (dialog && !nl_html_attribute(text, tag, NL_STR("open"), NULL)) return true;
	nl_str css = value_of(text, tag, "style");
	return css.len && (says(css, "display:none") || says(css, "visibility:hidden"));
}

bool nl_html_lays_out(nl_str text, const nl_html_token *cell)
{
	return nl_html_named(value_of(text, cell, "role"), NL_STR("presentation"));
}

/* --- Footnotes. --- */

/* Whether one of the words of `value` begins with one of `prefixes`. */
static bool has_word(nl_str value, const char *const *prefixes)
{
	for (size_t at = 0; at < value.len; at++) {
		if (at && !is_white(value.ptr[at - 1])) continue;
		for (const char *const *p = prefixes; *p; p++)
			if (starts_folded(nl_str_slice(value, at, value.len), *p)) return true;
	}
	return false;
}

/* "fn1", "ftn-2", "footnote:a": one of the prefixes and then a number or a mark. */
static bool is_note_name(nl_str name)
{
	static const char *const prefixes[] = {"sdfootnote", "sdendnote", "footnote", "endnote", "cite_note", "_ftn",
		"_edn", "ftn", "edn", "fn", NULL};
	for (const char *const *p = prefixes; *p; p++) {
		if (!starts_folded(name, *p)) continue;
		nl_str rest = nl_str_slice(name, strlen(*p), name.len);
		if (starts_folded(rest, "ref")) rest = nl_str_slice(rest, 3, rest.len);
		if (rest.len && (is_digit(rest.ptr[0]) || strchr("-:_.", rest.ptr[0]))) return true;
	}
	return false;
}

/* Whether one of the words of `value` is one of `words`, perhaps with the "-western" that LibreOffice adds. */
static bool is_word_of(nl_str value, const char *const *words)
{
	for (size_t at = 0, end; at < value.len; at = end + 1) {
		end = at;
		while (end < value.len && !is_white(value.ptr[end])) end++;
		nl_str word = nl_str_slice(value, at, end);
		if (nl_str_ends(word, NL_STR("-western"))) word.len -= strlen("-western");
		for (const char *const *w = words; *w; w++)
			if (word.len == strlen(*w) && starts_folded(word, *w)) return true;
	}
	return false;
}

bool nl_html_is_quotation(nl_str text, const nl_html_token *tag)
{
	static const char *const classes[] = {"block-text", "blockquote", "quote", "quotations", "intense-quote",
		"MsoQuote", "MsoIntenseQuote", "MsoBlockText", NULL};
	return is_word_of(value_of(text, tag, "class"), classes);
}

bool nl_html_is_footnote(nl_str text, const nl_html_token *tag)
{
	static const char *const roles[] = {"doc-footnote", "doc-endnote", NULL};
	static const char *const classes[] = {"footnote", "endnote", "sdfootnote", "sdendnote", "MsoFootnoteText",
		"MsoEndnoteText", NULL};
	return has_word(value_of(text, tag, "role"), roles) || has_word(value_of(text, tag, "class"), classes) ||
		has_word(value_of(text, tag, "epub:type"), classes) || is_note_name(value_of(text, tag, "id"));
}

/* Whether the end of a link is near. One without an end is no mark: it would hide the rest of the page, which browsers show. */
static bool ends_soon(nl_str text, const nl_html_token *tag)
{
	nl_str near = nl_str_slice(text, 0, tag->end + MAX_NOTE_LINK);
	return nl_html_raw_end(near, tag->end, tag->name) < near.len;
}

bool nl_html_is_note_link(nl_str text, const nl_html_token *tag)
{
	static const char *const roles[] = {"doc-noteref", "doc-backlink", NULL};
	static const char *const classes[] = {"footnote", "endnote", "sdfootnote", "sdendnote", "noteref", NULL};
	nl_str href = value_of(text, tag, "href");
	bool inside = href.len > 1 && href.ptr[0] == '#';
	bool named = has_word(value_of(text, tag, "role"), roles) || has_word(value_of(text, tag, "class"), classes) ||
		(inside && is_note_name(nl_str_slice(href, 1, href.len)));
	return named && ends_soon(text, tag);
}

/* "1", "[12]", "a", "*": what is left of a raised piece without its tags. */
static bool is_mark(nl_str mark)
{
	mark = nl_str_trim(mark);
	if (mark.len > 2 && (mark.ptr[0] == '[' || mark.ptr[0] == '(')) mark = nl_str_slice(mark, 1, mark.len - 1);
	if (mark.len == 0 || mark.len > MAX_MARK_TEXT) return false;
	size_t digits = 0;
	while (digits < mark.len && is_digit(mark.ptr[digits])) digits++;
	return digits == mark.len || mark.len == 1 || (unsigned char)mark.ptr[0] >= 0x80;
}

bool nl_html_is_note_mark(nl_str text, size_t at, size_t end, nl_str before)
{
	nl_buf mark = {0};
	bool closed = false, after_digit = before.len && is_digit(before.ptr[before.len - 1]);
	if (end > at + MAX_MARK) end = at + MAX_MARK;
	nl_str piece = nl_str_slice(text, 0, end);
	while (at < end && !closed) {
		nl_html_token t = nl_html_next(piece, at, false);
		if (t.kind == NL_HTML_TEXT) nl_buf_add(&mark, nl_str_slice(piece, t.start, t.end));
		closed = t.kind == NL_HTML_END && nl_html_named(t.name, NL_STR("sup"));
		at = t.end;
	}
	bool is = closed && !after_digit && is_mark(nl_buf_str(&mark));
	nl_buf_release(&mark);
	return is;
}

/* --- The title. --- */

static void add_folded(nl_buf *out, nl_str piece)
{
	for (size_t i = 0; i < piece.len; i++) {
		bool white = is_white(piece.ptr[i]);
		if (white && (out->len == 0 || out->ptr[out->len - 1] == ' ')) continue;
		nl_buf_add_byte(out, white ? ' ' : piece.ptr[i]);
	}
}

/* The text from..to without tags, white space folded. */
static void flatten(nl_buf *out, nl_str text, size_t from, size_t to, bool tags)
{
	nl_str piece = nl_str_slice(text, 0, to);
	for (size_t at = from; at < to && out->len < MAX_TITLE;) {
		uint32_t points[2];
		size_t len = 0;
		if (tags) {
			nl_html_token t = nl_html_next(piece, at, false);
			if (t.kind == NL_HTML_TEXT) add_folded(out, nl_str_slice(piece, t.start, t.end));
			if (t.kind == NL_HTML_REFERENCE) nl_buf_add_char(out, t.points[0]);
			at = t.end;
		} else if ((len = nl_html_reference(nl_str_slice(piece, at, to), points))) {
			nl_buf_add_char(out, points[0]);
			at += len;
		} else {
			add_folded(out, nl_str_slice(piece, at, at + 1));
			at++;
		}
	}
	while (out->len && out->ptr[out->len - 1] == ' ') out->len--;
}

/* Whether the title is the heading, perhaps with the site's name before or behind it: "Heading | Site". */
static bool says_the_same(nl_str title, nl_str heading)
{
	if (heading.len == 0 || heading.len > title.len) return false;
	if (nl_str_eq(title, heading)) return true;
	if (nl_str_starts(title, heading)) return strchr(" |:,", title.ptr[heading.len]) && title.len > heading.len + 2;
	return nl_str_ends(title, heading) && title.ptr[title.len - heading.len - 1] == ' ';
}

/* The bytes of an element, without its tags, as one line. */
static nl_str shown_by(nl_buf *out, nl_str text, const nl_html_token *tag)
{
	nl_buf_clear(out);
	flatten(out, text, tag->end, nl_html_raw_end(text, tag->end, tag->name), true);
	return nl_buf_str(out);
}

/* Where the title is said again behind `at`: by the first <h1>, or by the first paragraph, as word processors have it;
 * SIZE_MAX for nowhere. */
static size_t find_repeated(nl_str text, size_t at, bool xml, nl_str title)
{
	nl_buf shown = {0};
	size_t found = SIZE_MAX;
	bool paragraph = false;
	while (at < text.len && found == SIZE_MAX) {
		nl_html_token t = nl_html_next(text, at, xml);
		at = t.end;
		if (t.kind != NL_HTML_START) continue;
		if (nl_html_element_of(t.name)->flags & NL_HTML_RAW && !(xml && t.self_closing)) {
			at = nl_html_raw_end(text, at, t.name);
		} else if (nl_html_named(t.name, NL_STR("h1"))) {
			if (says_the_same(title, shown_by(&shown, text, &t))) found = t.start;
			break;
		} else if (!paragraph && nl_html_named(t.name, NL_STR("p"))) {
			paragraph = true;
			if (title.len && nl_str_eq(title, shown_by(&shown, text, &t))) found = t.start;
		}
	}
	nl_buf_release(&shown);
	return found;
}

void nl_html_title_read(nl_html_title *title, nl_str text, size_t from, size_t to, bool xml)
{
	nl_buf said = {0};
	flatten(&said, text, from, to, false);
	size_t heading = find_repeated(text, to, xml, nl_buf_str(&said));
	*title = (nl_html_title){heading == SIZE_MAX ? NL_HTML_TITLE_ALONE : NL_HTML_TITLE_REPEATED, heading};
	nl_buf_release(&said);
}

bool nl_html_title_is_repeated(const nl_html_title *title, size_t heading)
{
	return title->state == NL_HTML_TITLE_REPEATED && title->heading == heading;
}
