/* doc/front_matter.c - see front_matter.h. */
#include "doc/front_matter.h"

#include <string.h>

#include "base/utf8.h"

enum { MAX_FRONT_MATTER = 64 << 10 };

static size_t line_end(nl_str text, size_t at)
{
	while (at < text.len && text.ptr[at] != '\n') at++;
	return at < text.len ? at + 1 : at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_indented(nl_str text, size_t at)
{
	return at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t');
}

size_t nl_front_matter(nl_str text)
{
	size_t at = line_end(text, 0);
	if (!nl_str_eq(nl_str_trim(nl_str_slice(text, 0, at)), NL_STR("---"))) return 0;
	nl_str first = nl_str_trim(nl_str_slice(text, at, line_end(text, at)));
	bool empty = nl_str_eq(first, NL_STR("---"));
	bool keyed = empty || nl_str_find(first, NL_STR(":")) != SIZE_MAX || nl_str_starts(first, NL_STR("#"));
	while (keyed && at < text.len && at < MAX_FRONT_MATTER) {
		size_t end = line_end(text, at);
		nl_str line = nl_str_trim(nl_str_slice(text, at, end));
		if (!is_indented(text, at) && (nl_str_eq(line, NL_STR("---")) || nl_str_eq(line, NL_STR("...")))) return end;
		at = end;
	}
	return 0;
}

/* ---- the title -------------------------------------------------------------------------------------------------- */

/* The value behind "title:", with the indented lines that go on with it, white space around left out. */
static nl_span find_title(nl_str text)
{
	for (size_t at = line_end(text, 0); at < text.len; at = line_end(text, at)) {
		if (!nl_str_starts(nl_str_slice(text, at, text.len), NL_STR("title:"))) continue;
		size_t start = at + NL_STR("title:").len, end = line_end(text, at);
		while (is_indented(text, end)) end = line_end(text, end);
		while (start < end && is_blank(text.ptr[start])) start++;
		while (end > start && is_blank(text.ptr[end - 1])) end--;
		return (nl_span){(uint32_t)start, (uint32_t)end};
	}
	return (nl_span){0, 0};
}

static size_t hex_digits(char kind)
{
	return kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
}

/* What begins a block, a list, an anchor or a comment: no plain or quoted scalar. */
static const char not_scalars[] = "|>[{&*!#%@`";

/* An escape of a double-quoted scalar, behind its backslash. Returns its bytes. */
static size_t add_escape(nl_buf *out, nl_str rest)
{
	size_t digits = rest.len ? hex_digits(rest.ptr[0]) : 0;
	uint32_t c = 0;
	char utf8[4];
	for (size_t i = 1; i <= digits; i++) {
		const char *found = i < rest.len && rest.ptr[i] ? strchr("0123456789abcdef", rest.ptr[i] | 0x20) : NULL;
		if (!found) return 0;
		c = c * 16 + (uint32_t)(found - "0123456789abcdef");
	}
	if (digits) {
		nl_buf_add(out, (nl_str){utf8, nl_utf8_encode(c, utf8)});
		return digits + 1;
	}
	char kind = rest.len ? rest.ptr[0] : ' ';
	if (kind == '"' || kind == '\\' || kind == '/') nl_buf_add_byte(out, kind);
	else if (kind != '\n' && kind != '\r') nl_buf_add_byte(out, ' ');
	return rest.len ? 1 : 0;
}

/* What stands between the quotation marks of a scalar, escapes read, white space folded as YAML does. */
static void read_quoted(nl_buf *out, nl_str inside, char mark)
{
	for (size_t i = 0; i < inside.len; i++) {
		char c = inside.ptr[i];
		if (mark == '"' && c == '\\') {
			i += add_escape(out, nl_str_slice(inside, i + 1, inside.len));
			continue;
		}
		if (mark == '\'' && c == '\'') i++;
		nl_buf_add_byte(out, is_blank(c) ? ' ' : c);
	}
}

void nl_front_matter_title(nl_builder *builder, nl_str front_matter)
{
	nl_span span = find_title(front_matter);
	nl_str value = nl_str_slice(front_matter, span.start, span.end);
	if (!value.len || strchr(not_scalars, value.ptr[0])) return;
	char mark = value.ptr[0];
	bool quoted = (mark == '"' || mark == '\'') && value.len > 1 && value.ptr[value.len - 1] == mark;
	nl_builder_block(builder, NL_BLOCK_HEADING, 0, NL_STR(""));
	if (quoted) {
		nl_buf text = {0};
		read_quoted(&text, nl_str_slice(value, 1, value.len - 1), mark);
		nl_builder_replaced(builder, nl_buf_str(&text), span);
		nl_buf_release(&text);
	} else {
		nl_builder_text(builder, value, span.start);
	}
	nl_builder_end(builder);
}
