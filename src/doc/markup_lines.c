/* doc/markup_lines.c - see markup_lines.h. */
#include "doc/markup_lines.h"

enum { TAB = 8 };

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\f' || c == '\v';
}

static void add_line(nl_markup_lines *lines, size_t start, size_t end)
{
	const char *text = lines->text.ptr;
	uint32_t indent = 0;
	while (end > start && is_white(text[end - 1])) end--;
	for (; start < end && is_white(text[start]); start++)
		indent = text[start] == '\t' ? (indent / TAB + 1) * TAB : indent + 1;
	*nl_vec_push(&lines->lines) = (nl_markup_line){(uint32_t)start, (uint32_t)end, indent};
}

void nl_markup_lines_read(nl_markup_lines *lines, nl_str text)
{
	lines->text = text;
	for (size_t at = 0; at < text.len;) {
		size_t end = nl_str_line_end(text, at);
		add_line(lines, at, end);
		at = end + 1;
		if (at < text.len && text.ptr[end] == '\r' && text.ptr[at] == '\n') at++;
	}
}

void nl_markup_lines_release(nl_markup_lines *lines)
{
	nl_vec_release(&lines->lines);
}

nl_str nl_markup_line_text(const nl_markup_lines *lines, uint32_t line)
{
	return nl_str_slice(lines->text, lines->lines.at[line].start, lines->lines.at[line].end);
}

bool nl_markup_line_is_empty(const nl_markup_lines *lines, uint32_t line)
{
	return lines->lines.at[line].start == lines->lines.at[line].end;
}

uint32_t nl_markup_line_of(const nl_markup_lines *lines, uint32_t line, char mark)
{
	nl_str text = nl_markup_line_text(lines, line);
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != mark) return 0;
	return (uint32_t)text.len;
}
