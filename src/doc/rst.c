/* doc/rst.c - the reStructuredText reader: blocks, by their indentation and the marks that they begin with.
 *
 * A body is a run of lines at one indentation; lists, directives, quotes and the like hold bodies of their own. Where such a body
 * begins behind a marker, its first line is taken to begin there. */
#include "doc/rst.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "doc/included.h"
#include "doc/marker.h"
#include "doc/readers.h"

enum { MAX_BODIES = 60, MIN_RULE = 4 };

typedef struct {
	uint32_t first, end; /* lines */
} range;

static void read_body(nl_rst *r, range body);

static const nl_markup_line *line_at(const nl_rst *r, uint32_t line)
{
	return &r->lines.lines.at[line];
}

static nl_str text_at(const nl_rst *r, uint32_t line)
{
	return nl_markup_line_text(&r->lines, line);
}

static bool is_empty(const nl_rst *r, uint32_t line)
{
	return nl_markup_line_is_empty(&r->lines, line);
}

static uint32_t indent_at(const nl_rst *r, uint32_t line)
{
	return line_at(r, line)->indent;
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t';
}

/* --- Blocks. --- */

static void next_block(nl_rst *r, nl_block_kind kind, uint32_t level, nl_str label)
{
	bool running = kind == NL_BLOCK_PARAGRAPH || kind == NL_BLOCK_LIST;
	if (r->footnote && running) kind = NL_BLOCK_FOOTNOTE;
	if (r->cells && running) kind = NL_BLOCK_TABLE;
	nl_prose_next(&r->prose, kind, level, label);
}

/* What a paragraph is where it stands: in a list, a further paragraph of an item. */
static void next_paragraph(nl_rst *r)
{
	if (r->prose.label[0] && !nl_builder_is_open(r->prose.builder))
		return; /* the first of an item, already announced */
	uint32_t level = r->lists * NL_HINT_STEP;
	next_block(r, r->lists ? NL_BLOCK_LIST : NL_BLOCK_PARAGRAPH, level, NL_STR(""));
}

/* The lines behind `line` that are empty or stand to the right of `indent`; empty ones at the end left out. */
static range deeper_lines(const nl_rst *r, uint32_t line, uint32_t end, uint32_t indent)
{
	uint32_t last = line;
	for (uint32_t i = line; i < end && (is_empty(r, i) || indent_at(r, i) > indent); i++)
		if (!is_empty(r, i)) last = i + 1;
	return (range){line, last};
}

/* Reads a body whose first line begins at byte `start` of line body.first, behind a marker. */
static void read_behind(nl_rst *r, range body, uint32_t start)
{
	nl_markup_line *first = &r->lines.lines.at[body.first];
	uint32_t least = UINT32_MAX;
	for (uint32_t i = body.first + 1; i < body.end; i++)
		if (!is_empty(r, i) && indent_at(r, i) < least) least = indent_at(r, i);
	uint32_t column = first->indent + (start - first->start);
	while (start < first->end && is_white(r->lines.text.ptr[start])) start++, column++;
	first->start = start;
	first->indent = least < UINT32_MAX ? least : column;
	if (start == first->end) body.first++;
	read_body(r, body);
}

static void send_code(nl_rst *r, range lines)
{
	if (lines.first >= lines.end) return;
	next_block(r, NL_BLOCK_CODE, 0, NL_STR(""));
	nl_prose_text(&r->prose, line_at(r, lines.first)->start, line_at(r, lines.end - 1)->end);
	nl_prose_end(&r->prose);
}

static void read_quote(nl_rst *r, range body)
{
	nl_prose_quote(&r->prose, true);
	read_body(r, body);
	nl_prose_quote(&r->prose, false);
}

/* --- Titles. --- */

/* The character that a line is a run of, for an adornment; 0 when it is none. */
static char adornment(const nl_rst *r, uint32_t line)
{
	nl_str text = text_at(r, line);
	bool mark = text.len > 1 && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", text.ptr[0]);
	return mark && nl_markup_line_of(&r->lines, line, text.ptr[0]) ? text.ptr[0] : '\0';
}

/* Lines of the title that begins at `line`: 2, or 3 with a line above it, 0 when there is none; its style in `style`. */
static uint32_t title_at(const nl_rst *r, uint32_t line, uint32_t end, uint16_t *style)
{
	char above = adornment(r, line);
	if (above && line + 2 < end && !is_empty(r, line + 1) && adornment(r, line + 2) == above && !adornment(r, line + 1)) {
		*style = (uint16_t)(0x100 | (unsigned char)above);
		return 3;
	}
	if (above || line + 1 >= end || indent_at(r, line) || indent_at(r, line + 1)) return 0;
	char below = adornment(r, line + 1);
	size_t rule = text_at(r, line + 1).len, title = text_at(r, line).len;
	if (!below || (rule < title && rule < MIN_RULE)) return 0;
	*style = (unsigned char)below;
	return 2;
}

static uint32_t level_of(nl_rst *r, uint16_t style)
{
	uint32_t i = 0;
	while (i < r->style_count && r->styles[i] != style) i++;
	if (i == r->style_count && i < NL_RST_STYLES) r->styles[r->style_count++] = style;
	return i + 1 - r->titled;
}

static void read_title(nl_rst *r, uint32_t line, uint32_t lines, uint16_t style)
{
	const nl_markup_line *title = line_at(r, lines == 3 ? line + 1 : line);
	next_block(r, NL_BLOCK_HEADING, level_of(r, style), NL_STR(""));
	nl_rst_inline(r, title->start, title->end);
	next_block(r, NL_BLOCK_PARAGRAPH, 0, NL_STR(""));
}

/* Whether the first title is the document's: it stands before all text, and no other is like it. */
static bool has_document_title(const nl_rst *r)
{
	uint16_t first = 0, style = 0;
	for (uint32_t i = 0, lines; i < r->lines.lines.len; i += lines ? lines : 1) {
		lines = is_empty(r, i) ? 0 : title_at(r, i, r->lines.lines.len, &style);
		if (lines && first && style == first) return false;
		if (lines && !first) first = style;
		bool passes = is_empty(r, i) || indent_at(r, i) || strchr(".:", text_at(r, i).ptr[0]);
		if (!lines && !first && !passes) return false;
	}
	return first != 0;
}

/* --- Lists. --- */

static size_t bullet_at(nl_str text)
{
	static const char *const bullets[] = {"*", "+", "-", "\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x81\x83"};
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
		size_t len = strlen(bullets[i]);
		if (nl_str_starts(text, nl_str_of(bullets[i])) && (text.len == len || is_white(text.ptr[len]))) return len;
	}
	return 0;
}

/* "#." and "(#)": numbered by its place. Bytes, 0 for none. */
static size_t automatic_at(nl_str text)
{
	size_t open = nl_str_starts(text, NL_STR("(#)"))                             ? 3
		: nl_str_starts(text, NL_STR("#.")) || nl_str_starts(text, NL_STR("#)")) ? 2
																				 : 0;
	return open && (text.len == open || is_white(text.ptr[open])) ? open : 0;
}

/* A number, letter or Roman numeral with its marks. Bytes, white space left out; 0 for none. */
static size_t number_at(nl_str text, nl_marker *marker)
{
	size_t len = nl_marker_read(text, marker);
	bool counts = len && marker->close && marker->close != '-' && marker->style != NL_MARKER_BULLET &&
		marker->style != NL_MARKER_OUTLINE;
	bool apart = counts && (marker->label.len == text.len || is_white(text.ptr[marker->label.len]));
	return apart ? marker->label.len : 0;
}

/* The item that a line begins: bytes of its marker, with its label. `number` is that of an item that numbers itself. */
static size_t item_at(const nl_rst *r, uint32_t line, uint32_t end, uint32_t number, char label[NL_LABEL_MAX])
{
	nl_str text = text_at(r, line);
	nl_marker marker;
	size_t bullet = bullet_at(text), automatic = bullet ? 0 : automatic_at(text), len = bullet + automatic;
	if (!len) len = number_at(text, &marker);
	if (!len) return 0;
	bool more = line + 1 < end && !is_empty(r, line + 1) && indent_at(r, line + 1) <= indent_at(r, line);
	nl_marker other;
	if (!bullet && more && !number_at(text_at(r, line + 1), &other) && !automatic_at(text_at(r, line + 1))) return 0;
	nl_str shown = nl_str_slice(text, 0, len < NL_LABEL_MAX ? len : 0);
	memcpy(label, shown.ptr, shown.len);
	label[shown.len] = '\0';
	if (automatic)
		nl_label_number(label, '1', number, len == 3 ? NL_STR("(") : NL_STR(""), nl_str_slice(text, len - 1, len));
	return len;
}

static uint32_t read_item(nl_rst *r, uint32_t line, uint32_t end, size_t marker, const char *label)
{
	range body = deeper_lines(r, line + 1, end, indent_at(r, line));
	body.first = line;
	if (r->lists < NL_MAX_LIST_DEPTH) r->lists++;
	next_block(r, NL_BLOCK_LIST, r->lists * NL_HINT_STEP, r->cells ? NL_STR("") : nl_str_of(label));
	read_behind(r, body, line_at(r, line)->start + (uint32_t)marker);
	nl_prose_end(&r->prose);
	r->prose.label[0] = '\0';
	r->lists--;
	return body.end > line ? body.end : line + 1;
}

/* --- Explicit markup: "..". --- */

typedef struct {
	const char *name;
	enum { ADMONITION, DROPPED, CODE, QUOTED, CONTENT, TITLED, CELLS, VALUES, INCLUDED } what;
} directive;

static const directive directives[] = {
	{"attention", ADMONITION},
	{"caution", ADMONITION},
	{"danger", ADMONITION},
	{"error", ADMONITION},
	{"hint", ADMONITION},
	{"important", ADMONITION},
	{"note", ADMONITION},
	{"tip", ADMONITION},
	{"warning", ADMONITION},
	{"seealso", ADMONITION},
	{"admonition", TITLED},
	{"topic", TITLED},
	{"sidebar", TITLED},
	{"rubric", TITLED},
	{"table", TITLED},
	{"centered", TITLED},
	{"epigraph", QUOTED},
	{"highlights", QUOTED},
	{"pull-quote", QUOTED},
	{"code", CODE},
	{"code-block", CODE},
	{"sourcecode", CODE},
	{"highlight", DROPPED},
	{"parsed-literal", CODE},
	{"literalinclude", DROPPED},
	{"math", DROPPED},
	{"raw", DROPPED},
	{"image", DROPPED},
	{"figure", CONTENT},
	{"toctree", DROPPED},
	{"contents", DROPPED},
	{"sectnum", DROPPED},
	{"meta", DROPPED},
	{"index", DROPPED},
	{"role", DROPPED},
	{"default-role", DROPPED},
	{"class", CONTENT},
	{"rst-class", CONTENT},
	{"container", CONTENT},
	{"compound", CONTENT},
	{"only", CONTENT},
	{"ifconfig", CONTENT},
	{"tabularcolumns", DROPPED},
	{"target-notes", DROPPED},
	{"header", ADMONITION},
	{"footer", ADMONITION},
	{"list-table", CELLS},
	{"csv-table", VALUES},
	{"include", INCLUDED},
};

/* "name::" at `at`: bytes up to what stands behind it, the name in `name`; 0 for none. */
static size_t directive_at(nl_str text, size_t at, nl_str *name)
{
	size_t end = at;
	while (end < text.len && !is_white(text.ptr[end]) &&
		!(text.ptr[end] == ':' && end + 1 < text.len && text.ptr[end + 1] == ':'))
		end++;
	if (end == at || end + 1 >= text.len || text.ptr[end] != ':') return 0;
	if (end + 2 < text.len && !is_white(text.ptr[end + 2])) return 0;
	*name = nl_str_slice(text, at, end);
	return end + 2;
}

/* Past the option lines, ":name: value", with which a directive's content begins, and the empty lines around. */
static uint32_t past_options(const nl_rst *r, range body)
{
	uint32_t i = body.first;
	while (i < body.end) {
		nl_str text = text_at(r, i);
		bool option = text.len > 2 && text.ptr[0] == ':' && text.ptr[1] != ' ' &&
			nl_str_find(nl_str_slice(text, 1, text.len), NL_STR(":")) != SIZE_MAX;
		if (!option) break;
		uint32_t indent = indent_at(r, i++);
		while (i < body.end && !is_empty(r, i) && indent_at(r, i) > indent) i++;
	}
	while (i < body.end && is_empty(r, i)) i++;
	return i;
}

/* A line of a csv-table: each value a cell. */
static void send_values(nl_rst *r, uint32_t line)
{
	nl_str text = nl_str_slice(r->lines.text, 0, line_at(r, line)->end);
	for (size_t at = line_at(r, line)->start; at < text.len; at++) {
		while (at < text.len && is_white(text.ptr[at])) at++;
		bool quoted = at < text.len && text.ptr[at] == '"';
		size_t start = at + quoted, end = start;
		while (end < text.len && text.ptr[end] != (quoted ? '"' : ',')) end++;
		nl_prose_next(&r->prose, NL_BLOCK_TABLE, 0, NL_STR(""));
		nl_rst_inline(r, start, end);
		for (at = end; at < text.len && text.ptr[at] != ',';) at++;
	}
	nl_prose_end(&r->prose);
}

static void read_arguments(nl_rst *r, uint32_t line, size_t start)
{
	next_block(r, NL_BLOCK_PARAGRAPH, 0, NL_STR(""));
	if (start < line_at(r, line)->end) nl_rst_inline(r, start, line_at(r, line)->end);
	nl_prose_end(&r->prose);
}

static const directive *find_directive(nl_str name)
{
	static const directive unknown = {"", TITLED};
	for (size_t i = 0; i < sizeof directives / sizeof *directives; i++)
		if (nl_str_eq(name, nl_str_of(directives[i].name))) return &directives[i];
	return &unknown;
}

/* `start`: the byte behind "name::"; `body`: the lines that belong to the directive, its own left out. */
static void read_directive(nl_rst *r, uint32_t line, range body, nl_str name, uint32_t start)
{
	const directive *d = find_directive(name);
	range content = {past_options(r, body), body.end};
	bool cells = r->cells;
	switch (d->what) {
	case DROPPED: return;
	case INCLUDED:
		nl_tell_included(r->prose.included, nl_str_slice(r->lines.text, start, line_at(r, line)->end));
		return;
	case ADMONITION: read_behind(r, (range){line, body.end}, start); return;
	case CODE: send_code(r, content); return;
	case QUOTED: read_quote(r, content); return;
	case CONTENT: break;
	case TITLED: read_arguments(r, line, start); break;
	case CELLS:
	case VALUES:
		read_arguments(r, line, start);
		r->cells = true;
		if (d->what == CELLS) read_body(r, content);
		else
			for (uint32_t i = content.first; i < content.end; i++) send_values(r, i);
		r->cells = cells;
		return;
	}
	read_body(r, content);
}

static void read_footnote(nl_rst *r, range body, uint32_t start)
{
	bool footnote = r->footnote;
	uint32_t lists = r->lists;
	r->footnote = true;
	r->lists = 0;
	read_behind(r, body, start);
	nl_prose_end(&r->prose);
	r->footnote = footnote;
	r->lists = lists;
}

/* Reads what ".." begins at `line`; the line behind it. */
static uint32_t read_explicit(nl_rst *r, uint32_t line, uint32_t end)
{
	nl_str text = text_at(r, line), name;
	uint32_t start = line_at(r, line)->start;
	size_t at = 2;
	while (at < text.len && is_white(text.ptr[at])) at++;
	nl_prose_end(&r->prose);
	if (at >= text.len && (line + 1 >= end || is_empty(r, line + 1)))
		return line + 1; /* ".." alone ends what stands before */
	range body = deeper_lines(r, line + 1, end, indent_at(r, line));
	size_t close = at < text.len && text.ptr[at] == '[' ? nl_str_find(text, NL_STR("] ")) : SIZE_MAX;
	if (close == SIZE_MAX && at < text.len && text.ptr[at] == '[' && nl_str_ends(text, NL_STR("]")))
		close = text.len - 1;
	size_t behind = close == SIZE_MAX ? directive_at(text, at, &name) : 0;
	bool reference = at < text.len && (text.ptr[at] == '_' || text.ptr[at] == '|');
	if (close != SIZE_MAX) read_footnote(r, (range){line, body.end}, start + (uint32_t)close + 1);
	else if (behind && !reference) read_directive(r, line, body, name, start + (uint32_t)behind);
	return body.end > line ? body.end : line + 1; /* targets, substitutions and comments are left out */
}

/* "|name| replace:: text" behind "..": kept for where |name| stands. */
static void find_substitutions(nl_rst *r)
{
	for (uint32_t i = 0; i < r->lines.lines.len; i++) {
		nl_str text = text_at(r, i), name;
		if (!nl_str_starts(text, NL_STR(".. |"))) continue;
		size_t close = nl_str_find(nl_str_slice(text, 4, text.len), NL_STR("| "));
		if (close == SIZE_MAX) continue;
		size_t behind = directive_at(text, close + 6, &name);
		if (!behind || !nl_str_eq(name, NL_STR("replace"))) continue;
		nl_str value = nl_str_trim(nl_str_slice(text, behind, text.len));
		uint32_t start = (uint32_t)(value.ptr - r->lines.text.ptr);
		nl_map_set(&r->substitutions, nl_str_slice(text, 4, close + 4), r->replacements.len);
		*nl_vec_push(&r->replacements) = (nl_span){start, start + (uint32_t)value.len};
	}
}

/* --- Paragraphs and the like. --- */

/* "| line" after "| line". */
static uint32_t read_line_block(nl_rst *r, uint32_t line, uint32_t end)
{
	next_paragraph(r);
	for (; line < end && nl_str_starts(text_at(r, line), NL_STR("|")); line++) {
		nl_rst_inline(r, line_at(r, line)->start + 1, line_at(r, line)->end);
		nl_prose_line(&r->prose, line_at(r, line)->end, line_at(r, line)->end);
	}
	nl_prose_end(&r->prose);
	return line;
}

/* The literal block that "::" announces behind `line`: deeper lines, read as code. */
static uint32_t read_literal(nl_rst *r, uint32_t line, uint32_t end, uint32_t indent)
{
	range body = deeper_lines(r, line, end, indent);
	while (body.first < body.end && is_empty(r, body.first)) body.first++;
	send_code(r, body);
	return body.end > line ? body.end : line;
}

/* A field, ":name: text", reads as "name: text". */
static uint32_t past_field_mark(nl_str text)
{
	if (text.len < 3 || text.ptr[0] != ':' || text.ptr[1] == ' ' || text.ptr[1] == ':') return 0;
	size_t close = nl_str_find(nl_str_slice(text, 1, text.len), NL_STR(":"));
	bool field = close != SIZE_MAX && (close + 2 == text.len || text.ptr[close + 2] == ' ');
	return field ? 1 : 0;
}

static uint32_t read_paragraph(nl_rst *r, uint32_t line, uint32_t end)
{
	uint32_t indent = indent_at(r, line), past = line + 1, field = past_field_mark(text_at(r, line));
	while (past < end && !is_empty(r, past) && indent_at(r, past) == indent && !(field && past_field_mark(text_at(r, past))))
		past++;
	bool deeper = past < end && !is_empty(r, past) && indent_at(r, past) > indent;
	if (deeper && field) past = deeper_lines(r, past, end, indent).end;
	size_t from = line_at(r, line)->start + field, to = line_at(r, past - 1)->end;
	nl_str all = nl_str_slice(r->lines.text, from, to);
	bool literal = nl_str_ends(all, NL_STR("::")) && !(deeper && !field);
	if (literal) to -= all.len == 2 ? 2 : 1;
	next_paragraph(r);
	nl_rst_inline(r, from, to);
	nl_prose_end(&r->prose);
	if (literal) return read_literal(r, past, end, indent);
	if (!deeper || field || past > line + 1) return past;
	range definition = deeper_lines(r, past, end, indent); /* of the term that the line is */
	read_body(r, definition);
	return definition.end;
}

static bool is_rule(const nl_rst *r, uint32_t line)
{
	return adornment(r, line) && text_at(r, line).len >= MIN_RULE;
}

/* Reads the block that begins at `line`, at the body's indentation; the line behind it. */
static uint32_t read_block(nl_rst *r, uint32_t line, uint32_t end, uint32_t number)
{
	nl_str text = text_at(r, line);
	char label[NL_LABEL_MAX];
	uint16_t style;
	uint32_t past;
	if (nl_str_starts(text, NL_STR("..")) && (text.len == 2 || is_white(text.ptr[2])))
		return read_explicit(r, line, end);
	if (nl_str_starts(text, NL_STR("__ "))) return line + 1; /* the target of an anonymous reference */
	if ((past = nl_rst_table(r, line, end)) > line) return past;
	uint32_t lines = r->depth == 1 ? title_at(r, line, end, &style) : 0;
	if (lines) {
		read_title(r, line, lines, style);
		return line + lines;
	}
	if (is_rule(r, line)) return line + 1;
	size_t marker = item_at(r, line, end, number, label);
	if (marker) return read_item(r, line, end, marker, label);
	if (nl_str_starts(text, NL_STR("| ")) || nl_str_eq(text, NL_STR("|"))) return read_line_block(r, line, end);
	if (nl_str_starts(text, NL_STR(">>> "))) {
		for (past = line + 1; past < end && !is_empty(r, past);) past++;
		send_code(r, (range){line, past});
		return past;
	}
	return read_paragraph(r, line, end);
}

static void read_body(nl_rst *r, range body)
{
	uint32_t line = body.first, number = 0;
	while (line < body.end && is_empty(r, line)) line++;
	if (line == body.end) return;
	uint32_t indent = indent_at(r, line);
	r->depth++;
	while (line < body.end) {
		if (is_empty(r, line)) {
			line++;
			continue;
		}
		if (indent_at(r, line) < indent) indent = indent_at(r, line);
		if (indent_at(r, line) > indent && r->depth < MAX_BODIES) {
			range quote = deeper_lines(r, line, body.end, indent);
			read_quote(r, quote);
			line = quote.end;
			continue;
		}
		number = automatic_at(text_at(r, line)) ? number + 1 : 0;
		if (r->depth < MAX_BODIES) line = read_block(r, line, body.end, number);
		else line = read_paragraph(r, line, line + 1);
	}
	r->depth--;
}

void nl_rst_read(nl_builder *builder, nl_str text, nl_included *included)
{
	nl_rst r = {.prose = {.builder = builder, .text = text, .kind = NL_BLOCK_PARAGRAPH, .included = included}};
	nl_markup_lines_read(&r.lines, text);
	find_substitutions(&r);
	r.titled = has_document_title(&r);
	read_body(&r, (range){0, r.lines.lines.len});
	nl_prose_end(&r.prose);
	nl_markup_lines_release(&r.lines);
	nl_map_release(&r.substitutions);
	nl_vec_release(&r.replacements);
	nl_prose_release(&r.prose);
}
