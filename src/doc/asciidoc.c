/* doc/asciidoc.c - the AsciiDoc reader: blocks, by the lines that they begin with. */
#include "doc/asciidoc.h"

#include <stdlib.h>
#include <string.h>

#include "doc/included.h"
#include "doc/readers.h"

enum { MAX_BLOCKS = 40, MAX_VALUE = 1000, LIST_HINT = NL_HINT_STEP };

typedef struct {
	uint32_t first, end; /* lines */
} range;

static void read_blocks(nl_asciidoc *r, range lines);

static nl_str text_at(const nl_asciidoc *r, uint32_t line)
{
	return nl_markup_line_text(&r->lines, line);
}

static bool is_empty(const nl_asciidoc *r, uint32_t line)
{
	return nl_markup_line_is_empty(&r->lines, line);
}

static uint32_t start_of(const nl_asciidoc *r, uint32_t line)
{
	return r->lines.lines.at[line].start;
}

static uint32_t end_of(const nl_asciidoc *r, uint32_t line)
{
	return r->lines.lines.at[line].end;
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* --- Blocks. --- */

static bool is_style(const nl_asciidoc *r, const char *name)
{
	return nl_str_eq(r->style, nl_str_of(name));
}

static void forget_style(nl_asciidoc *r)
{
	r->style = NL_STR("");
	r->start = 0;
}

/* Ends the block and reads the footnotes that stand in it. */
static void end_block(nl_asciidoc *r)
{
	uint32_t quotes = r->prose.quotes;
	nl_prose_end(&r->prose);
	if (r->prose.notes.len) nl_builder_quoted(r->prose.builder, false);
	for (uint32_t i = 0; i < r->prose.notes.len; i++) {
		nl_span note = r->prose.notes.at[i];
		nl_prose_next(&r->prose, NL_BLOCK_FOOTNOTE, 0, NL_STR(""));
		nl_asciidoc_inline(r, note.start, note.end);
		nl_prose_end(&r->prose);
	}
	if (r->prose.notes.len) nl_builder_quoted(r->prose.builder, quotes > 0);
	nl_vec_clear(&r->prose.notes);
	r->prose.label[0] = '\0';
}

static void send_block(nl_asciidoc *r, nl_block_kind kind, uint32_t level, const char *label, size_t from, size_t to)
{
	nl_prose_next(&r->prose, kind, level, nl_str_of(label));
	nl_asciidoc_inline(r, from, to);
	end_block(r);
	r->in_text = true;
}

/* Running text: in a list, a further paragraph of the item. */
static void send_running(nl_asciidoc *r, size_t from, size_t to)
{
	bool item = r->list_depth > 0;
	send_block(r, item ? NL_BLOCK_LIST : NL_BLOCK_PARAGRAPH, r->list_depth * LIST_HINT, "", from, to);
}

static void send_code(nl_asciidoc *r, range lines)
{
	while (lines.first < lines.end && is_empty(r, lines.first)) lines.first++;
	if (lines.first >= lines.end) return;
	nl_prose_next(&r->prose, NL_BLOCK_CODE, 0, NL_STR(""));
	nl_prose_text(&r->prose, start_of(r, lines.first), end_of(r, lines.end - 1));
	end_block(r);
}

/* --- Lines that are no text. --- */

/* ":name: value"; the value's place is kept for "{name}". */
static bool read_attribute_entry(nl_asciidoc *r, uint32_t line)
{
	nl_str text = text_at(r, line);
	if (text.len < 3 || text.ptr[0] != ':' || text.ptr[1] == ':' || is_white(text.ptr[1])) return false;
	size_t close = nl_str_find(nl_str_slice(text, 1, text.len), NL_STR(":"));
	if (close == SIZE_MAX || (close + 2 < text.len && !is_white(text.ptr[close + 2]))) return false;
	nl_str name = nl_str_slice(text, 1, close + 1);
	if (memchr(name.ptr, ' ', name.len)) return false;
	nl_str value = nl_str_trim(nl_str_slice(text, close + 2, text.len));
	uint32_t start = value.len ? (uint32_t)(value.ptr - r->lines.text.ptr) : 0;
	if (value.len > MAX_VALUE) value.len = 0;
	nl_map_set(&r->attributes, name, r->values.len);
	*nl_vec_push(&r->values) = (nl_span){start, start + (uint32_t)value.len};
	return true;
}

/* "[quote,Author]", "[loweralpha,start=3]", "[#id.role]", "[[id]]". */
static bool read_attribute_line(nl_asciidoc *r, uint32_t line)
{
	nl_str text = text_at(r, line);
	if (text.len < 2 || text.ptr[0] != '[' || text.ptr[text.len - 1] != ']') return false;
	nl_str inside = nl_str_slice(text, 1, text.len - 1);
	if (nl_str_find(inside, NL_STR("]")) != SIZE_MAX && inside.ptr[0] != '[') return false;
	size_t end = 0;
	while (end < inside.len && !strchr(",#.%[", inside.ptr[end])) end++;
	nl_str style = nl_str_trim(nl_str_slice(inside, 0, end));
	bool named = style.len && nl_str_find(style, NL_STR("=")) == SIZE_MAX && style.ptr[0] != '"';
	if (named) r->style = style;
	size_t start = nl_str_find(inside, NL_STR("start="));
	for (start = start == SIZE_MAX ? inside.len : start + 6;
		 start < inside.len && (is_digit(inside.ptr[start]) || inside.ptr[start] == '"'); start++)
		if (is_digit(inside.ptr[start]) && r->start < 100000)
			r->start = r->start * 10 + (uint32_t)(inside.ptr[start] - '0');
	return true;
}

/* "name::target[...]" that is a block of its own. */
static bool read_block_macro(nl_asciidoc *r, uint32_t line)
{
	static const char *const names[] = {"image::", "video::", "audio::", "toc::", "ifdef::", "ifndef::", "ifeval::", "endif::"};
	nl_str text = text_at(r, line);
	if (nl_str_starts(text, NL_STR("include::")) && nl_str_ends(text, NL_STR("]"))) {
		nl_tell_included(r->prose.included, nl_str_slice(text, 9, nl_str_find(text, NL_STR("["))));
		return true;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (nl_str_starts(text, nl_str_of(names[i])) && nl_str_ends(text, NL_STR("]"))) return true;
	return false;
}

static bool is_comment(const nl_asciidoc *r, uint32_t line)
{
	nl_str text = text_at(r, line);
	return nl_str_starts(text, NL_STR("//")) && !nl_str_starts(text, NL_STR("///"));
}

static bool is_break(nl_str text)
{
	return nl_str_eq(text, NL_STR("'''")) || nl_str_eq(text, NL_STR("---")) || nl_str_eq(text, NL_STR("***")) ||
		nl_str_eq(text, NL_STR("<<<"));
}

/* --- Delimited blocks. --- */

/* The line that a delimiter is: its character, or 0; '|' for a table, 'o' for "--". */
static char delimiter(const nl_asciidoc *r, uint32_t line)
{
	nl_str text = text_at(r, line);
	if (nl_str_eq(text, NL_STR("--"))) return 'o';
	if (text.len == 4 && strchr("|,:!", text.ptr[0]) && nl_str_ends(text, NL_STR("==="))) return '|';
	if (nl_str_starts(text, NL_STR("```"))) return '`';
	bool four = text.len >= 4 && strchr("-.=*_+/", text.ptr[0]);
	return four && nl_markup_line_of(&r->lines, line, text.ptr[0]) ? text.ptr[0] : '\0';
}

/* The line that ends the block which `line` opens; `end` when it is not closed. */
static uint32_t closing_line(const nl_asciidoc *r, uint32_t line, uint32_t end)
{
	nl_str open = text_at(r, line);
	if (delimiter(r, line) == '`') open = NL_STR("```");
	uint32_t i = line + 1;
	while (i < end && !nl_str_eq(text_at(r, i), open)) i++;
	return i;
}

/* The specification before a cell's "|", "2+^.>s": where it begins. */
static size_t cell_spec(nl_str text, size_t from, size_t bar)
{
	size_t at = bar;
	if (at > from && ((text.ptr[at - 1] >= 'a' && text.ptr[at - 1] <= 'z'))) at--;
	while (at > from && (is_digit(text.ptr[at - 1]) || strchr(".+*<>^", text.ptr[at - 1]))) at--;
	bool apart = at == from || is_white(text.ptr[at - 1]) || text.ptr[at - 1] == '\n';
	return apart ? at : bar;
}

static void send_cells(nl_asciidoc *r, range lines, char mark)
{
	if (lines.first >= lines.end) return;
	size_t from = start_of(r, lines.first), to = end_of(r, lines.end - 1), cell = from;
	nl_str text = nl_str_slice(r->lines.text, 0, to);
	for (size_t at = from; at <= to; at++) {
		bool bar = at == to || (text.ptr[at] == mark && !(at > from && text.ptr[at - 1] == '\\')) ||
			(mark == ',' && text.ptr[at] == '\n');
		if (!bar) continue;
		size_t end = at == to || mark == ',' ? at : cell_spec(text, cell, at);
		send_block(r, NL_BLOCK_TABLE, 0, "", cell, end); /* what stands before the first mark is a cell, too */
		cell = at + 1;
	}
}

static bool is_quote_style(const nl_asciidoc *r)
{
	return is_style(r, "quote") || is_style(r, "verse");
}

static bool is_code_style(const nl_asciidoc *r)
{
	return is_style(r, "source") || is_style(r, "listing") || is_style(r, "literal");
}

static void read_inside(nl_asciidoc *r, range inside, bool quoted)
{
	uint32_t lists = r->list_depth; /* lists inside nest in those around, and end with the block */
	forget_style(r);
	if (quoted) nl_prose_quote(&r->prose, true);
	r->depth++;
	read_blocks(r, inside);
	r->depth--;
	if (quoted) nl_prose_quote(&r->prose, false);
	r->list_depth = lists;
}

/* A comment, or what is passed on as it is; inside of another block it ends with that. */
static void tell_unended(nl_asciidoc *r, uint32_t line, uint32_t end)
{
	nl_str mark = text_at(r, line);
	if (end == r->lines.lines.len) nl_tell_unended(r->prose.included, mark, mark);
}

/* Reads the block that `line` opens; the line behind it. */
static uint32_t read_delimited(nl_asciidoc *r, uint32_t line, uint32_t end)
{
	char mark = delimiter(r, line);
	uint32_t close = closing_line(r, line, end);
	range inside = {line + 1, close};
	bool quoted = mark == '_' || (mark == 'o' && is_quote_style(r));
	switch (mark) {
	case '/':
	case '+':
		if (close == end) tell_unended(r, line, end);
		break;
	case '-':
	case '.':
	case '`': send_code(r, inside); break;
	case '|': send_cells(r, inside, text_at(r, line).ptr[0]); break;
	default:
		if (is_code_style(r)) send_code(r, inside);
		else read_inside(r, inside, quoted);
	}
	forget_style(r);
	return close < end ? close + 1 : end;
}

/* --- Headings. --- */

/* "== Title": its level from 0, and where the title begins; false for none. */
static bool heading_at(nl_str text, uint32_t *level, size_t *at)
{
	size_t marks = 0;
	while (marks < text.len && marks < 7 && text.ptr[marks] == text.ptr[0] && strchr("=#", text.ptr[0])) marks++;
	if (marks == 0 || marks > 6 || marks >= text.len || !is_white(text.ptr[marks])) return false;
	*level = (uint32_t)marks - 1;
	*at = marks + 1;
	return true;
}

/* "Title" over "-----", as it was written before; the level by the character. */
static bool underlined(const nl_asciidoc *r, uint32_t line, uint32_t end, uint32_t *level)
{
	if (line + 1 >= end) return false;
	nl_str title = text_at(r, line), rule = text_at(r, line + 1);
	const char *marks = "=-~^+", *mark = rule.len > 1 ? strchr(marks, rule.ptr[0]) : NULL;
	if (!mark || !nl_markup_line_of(&r->lines, line + 1, *mark) || r->lines.lines.at[line].indent) return false;
	size_t longer = title.len > rule.len ? title.len - rule.len : rule.len - title.len;
	*level = (uint32_t)(mark - marks);
	bool wordy = title.len > 1 && (unsigned char)title.ptr[0] > '0' && !strchr("[{|=", title.ptr[0]);
	return longer <= 1 && wordy;
}

/* "Ada B. Writer <ada@example.org>; Otto Other": names of up to three words, maybe with addresses. */
static bool names_authors(nl_str text)
{
	uint32_t words = 0;
	for (size_t i = 0; i < text.len;) {
		size_t from = i;
		while (i < text.len && !is_white(text.ptr[i]) && text.ptr[i] != ';') i++;
		nl_str word = nl_str_slice(text, from, i);
		bool address = word.len && word.ptr[0] == '<' && word.ptr[word.len - 1] == '>';
		for (size_t k = 0; k < word.len && !address; k++)
			if (memchr(",:!?()[]{}*_`\"<>/=|", word.ptr[k], 19)) return false;
		words += word.len > 0 && !address;
		if (words > 3) return false;
		if (i < text.len && text.ptr[i] == ';') words = 0;
		i++;
	}
	return text.len > 0;
}

/* "v1.0, 2026-03-01", "2026-03-01". */
static bool tells_revision(nl_str text)
{
	size_t at = text.len && text.ptr[0] == 'v';
	return at < text.len && is_digit(text.ptr[at]);
}

/* The lines right behind the document's title: author, revision, attributes. What is none of these is text. */
static uint32_t read_header(nl_asciidoc *r, uint32_t line, uint32_t end)
{
	bool author = false, revision = false;
	for (; line < end && !is_empty(r, line); line++) {
		nl_str text = text_at(r, line);
		if (is_comment(r, line) || read_attribute_entry(r, line)) continue;
		bool expected = author ? !revision && tells_revision(text) : names_authors(text);
		if (!expected) break;
		if (author) revision = true;
		author = true;
	}
	return line;
}

static uint32_t read_heading(nl_asciidoc *r, uint32_t line, uint32_t end, uint32_t level, size_t at, uint32_t lines)
{
	bool title = !r->in_text && level == 0;
	r->list_depth = 0;
	forget_style(r);
	send_block(r, NL_BLOCK_HEADING, level, "", start_of(r, line) + at, end_of(r, line));
	return title ? read_header(r, line + lines, end) : line + lines;
}

/* --- Lists. --- */

typedef struct {
	nl_asciidoc_list list;
	size_t text; /* where the item's text begins in its line */
} item;

static bool item_at(nl_str text, item *found)
{
	size_t at = 0;
	char first = text.len ? text.ptr[0] : '\0';
	*found = (item){.list = {.mark = first, .style = '1', .number = 1}};
	if (first == '*' || first == '.') {
		while (at < text.len && text.ptr[at] == first) at++;
		found->list.count = (uint32_t)at;
	} else if (first == '-') {
		at = 1;
	} else if (is_digit(first)) {
		for (found->list.number = 0; at < text.len && at < 6 && is_digit(text.ptr[at]); at++)
			found->list.number = found->list.number * 10 + (uint32_t)(text.ptr[at] - '0');
		if (at >= text.len || text.ptr[at++] != '.') return false;
		found->list.mark = '1';
	} else if (first == '<') {
		while (at + 1 < text.len && (is_digit(text.ptr[at + 1]) || text.ptr[at + 1] == '.')) at++;
		if (at == 0 || at + 1 >= text.len || text.ptr[++at] != '>') return false;
		at++;
	} else if (((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) && text.len > 2 && text.ptr[1] == '.') {
		found->list.mark = found->list.style = first >= 'a' ? 'a' : 'A';
		found->list.number = (uint32_t)((first | 0x20) - 'a' + 1);
		at = 2;
	} else {
		return false;
	}
	if (at >= text.len || !is_white(text.ptr[at]) || found->list.count > 6) return false;
	while (at < text.len && is_white(text.ptr[at])) at++;
	found->text = at;
	return at < text.len;
}

/* A lone letter begins no list unless it goes on with one or is "a": "J. Smith" is a name. */
static bool begins_item(const nl_asciidoc *r, uint32_t line, item *found)
{
	if (!item_at(text_at(r, line), found)) return false;
	bool letter = found->list.mark == 'a' || found->list.mark == 'A';
	if (!letter || found->list.number == 1) return true;
	for (uint32_t i = 0; i < r->list_depth; i++)
		if (r->lists[i].mark == found->list.mark && r->lists[i].number == found->list.number) return true;
	return false;
}

static char style_of(const nl_asciidoc *r, char style, uint32_t count)
{
	static const char by_depth[] = "1aiAI"; /* as Asciidoctor shows "." to "....." */
	if (is_style(r, "loweralpha") || is_style(r, "lowergreek")) return 'a';
	if (is_style(r, "upperalpha")) return 'A';
	if (is_style(r, "lowerroman")) return 'i';
	if (is_style(r, "upperroman")) return 'I';
	if (is_style(r, "arabic") || is_style(r, "decimal")) return '1';
	return count > 1 && count < sizeof by_depth ? by_depth[count - 1] : style;
}

/* Finds the item's list among those that are open, or opens one. */
static nl_asciidoc_list *enter_list(nl_asciidoc *r, const item *found)
{
	uint32_t i = 0;
	while (i < r->list_depth && !(r->lists[i].mark == found->list.mark && r->lists[i].count == found->list.count)) i++;
	bool known = i < r->list_depth && !r->style.len && !r->start;
	if (known) r->list_depth = i + 1;
	else {
		if (i == r->list_depth && i == NL_ASCIIDOC_LISTS) i--;
		r->lists[i] = found->list;
		r->lists[i].style = style_of(r, found->list.style, found->list.mark == '.' ? found->list.count : 0);
		if (r->start) r->lists[i].number = r->start;
		r->list_depth = i + 1;
	}
	forget_style(r);
	return &r->lists[r->list_depth - 1];
}

static bool ends_text(const nl_asciidoc *r, uint32_t line)
{
	item other;
	nl_str text = text_at(r, line);
	bool brackets = text.len > 1 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']';
	return text.len == 0 || nl_str_eq(text, NL_STR("+")) || delimiter(r, line) || brackets ||
		(r->list_depth && item_at(text, &other));
}

static bool term_at(nl_str text, size_t *term, size_t *definition);

static uint32_t past_text(const nl_asciidoc *r, uint32_t line, uint32_t end)
{
	size_t term, definition;
	uint32_t past = line + 1;
	while (past < end && !ends_text(r, past) && !is_comment(r, past) && !term_at(text_at(r, past), &term, &definition))
		past++;
	return past;
}

static uint32_t read_item(nl_asciidoc *r, uint32_t line, uint32_t end, const item *found)
{
	char label[NL_LABEL_MAX] = "";
	nl_asciidoc_list *list = enter_list(r, found);
	bool bullet = list->mark == '*' || list->mark == '-';
	if (bullet) memcpy(label, "\xE2\x80\xA2", 4);
	else nl_label_number(label, list->style, list->number, NL_STR(""), NL_STR("."));
	list->number++;
	size_t from = start_of(r, line) + found->text;
	nl_str rest = nl_str_slice(r->lines.text, from, end_of(r, line));
	bool box =
		rest.len > 4 && rest.ptr[0] == '[' && strchr(" x*", rest.ptr[1]) && rest.ptr[2] == ']' && is_white(rest.ptr[3]);
	uint32_t past = past_text(r, line, end);
	send_block(r, NL_BLOCK_LIST, r->list_depth * LIST_HINT, label, from + (box ? 4 : 0), end_of(r, past - 1));
	return past;
}

/* "term:: definition": where the term ends and the definition begins. */
static bool term_at(nl_str text, size_t *term, size_t *definition)
{
	size_t at = nl_str_find(text, NL_STR("::"));
	if (at == SIZE_MAX) {
		at = nl_str_find(text, NL_STR(";;"));
		if (at == SIZE_MAX) return false;
	}
	size_t past = at;
	while (past < text.len && past < at + 4 && text.ptr[past] == text.ptr[at]) past++;
	if (at == 0 || is_white(text.ptr[at - 1]) || (past < text.len && !is_white(text.ptr[past]))) return false;
	*term = at;
	*definition = past;
	return true;
}

static uint32_t read_term(nl_asciidoc *r, uint32_t line, uint32_t end, size_t term, size_t definition)
{
	uint32_t start = start_of(r, line), past = line + 1;
	send_running(r, start, start + term);
	size_t from = start + definition;
	if (from >= end_of(r, line)) {
		while (past < end && is_empty(r, past)) past++;
		size_t t, d;
		if (past == end || delimiter(r, past) || ends_text(r, past) || term_at(text_at(r, past), &t, &d)) return past;
		from = start_of(r, past++);
	}
	past = past_text(r, past - 1, end);
	send_running(r, from, end_of(r, past - 1));
	return past;
}

/* --- Paragraphs. --- */

static size_t admonition(nl_str text)
{
	static const char *const labels[] = {"NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "};
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (nl_str_starts(text, nl_str_of(labels[i]))) return strlen(labels[i]);
	return 0;
}

static uint32_t read_paragraph(nl_asciidoc *r, uint32_t line, uint32_t end)
{
	bool indented = r->lines.lines.at[line].indent > 0 && !r->list_depth, code = indented || is_code_style(r);
	uint32_t past = past_text(r, line, end);
	bool quoted = is_quote_style(r);
	size_t from = start_of(r, line), to = end_of(r, past - 1);
	forget_style(r);
	if (code) {
		send_code(r, (range){line, past});
		return past;
	}
	if (quoted) nl_prose_quote(&r->prose, true);
	send_running(r, from + admonition(text_at(r, line)), to);
	if (quoted) nl_prose_quote(&r->prose, false);
	return past;
}

/* ".Title" over a block. */
static bool is_block_title(nl_str text)
{
	return text.len > 1 && text.ptr[0] == '.' && text.ptr[1] != '.' && !is_white(text.ptr[1]);
}

/* A blank line ends lists, unless an item or "+" follows. */
static void leave_lists(nl_asciidoc *r, uint32_t line, uint32_t before)
{
	item found;
	size_t term, definition;
	nl_str text = text_at(r, line);
	bool after_blank = line > before && is_empty(r, line - 1);
	if (!r->list_depth || r->attached || !after_blank) return;
	bool goes_on =
		begins_item(r, line, &found) || term_at(text, &term, &definition) || is_comment(r, line) || text.ptr[0] == '[';
	if (!goes_on) r->list_depth = 0;
}

static uint32_t read_block(nl_asciidoc *r, uint32_t line, uint32_t end)
{
	nl_str text = text_at(r, line);
	uint32_t level;
	size_t at, term;
	item found;
	if (read_attribute_line(r, line) || read_attribute_entry(r, line) || read_block_macro(r, line)) return line + 1;
	if (heading_at(text, &level, &at)) return read_heading(r, line, end, level, at, 1);
	if (delimiter(r, line) && r->depth < MAX_BLOCKS) return read_delimited(r, line, end);
	if (is_comment(r, line) || is_break(text) || delimiter(r, line)) return line + 1;
	if (is_block_title(text)) {
		send_running(r, start_of(r, line) + 1, end_of(r, line));
		return line + 1;
	}
	if (begins_item(r, line, &found)) return read_item(r, line, end, &found);
	if (term_at(text, &term, &at)) return read_term(r, line, end, term, at);
	if (underlined(r, line, end, &level)) return read_heading(r, line, end, level, 0, 2);
	return read_paragraph(r, line, end);
}

static void read_blocks(nl_asciidoc *r, range lines)
{
	for (uint32_t line = lines.first; line < lines.end;) {
		if (is_empty(r, line)) {
			line++;
		} else if (nl_str_eq(text_at(r, line), NL_STR("+"))) {
			r->attached = true;
			line++;
		} else {
			leave_lists(r, line, lines.first);
			r->attached = false;
			line = read_block(r, line, lines.end);
		}
	}
}

void nl_asciidoc_read(nl_builder *builder, nl_str text, nl_included *included)
{
	nl_asciidoc r = {.prose = {.builder = builder, .text = text, .kind = NL_BLOCK_PARAGRAPH, .included = included}};
	nl_markup_lines_read(&r.lines, text);
	read_blocks(&r, (range){0, r.lines.lines.len});
	nl_prose_end(&r.prose);
	nl_markup_lines_release(&r.lines);
	nl_map_release(&r.attributes);
	nl_vec_release(&r.values);
	nl_prose_release(&r.prose);
}
