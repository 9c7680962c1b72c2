/* What comments of normlint are on, and what they say: marked FILE. A line a comment: its words, a tab, its text. Reads files of
 * any program with the names of elements that all of them use; looks for strings and knows nothing of XML, so that it is wrong
 * in other ways than the program. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "doc/input.h"
#include "doc/zip.h"

static const nl_input_options plain;

/* ---- text -------------------------------------------------------------------------------------------------------- */

static void add_reference(nl_buf *out, nl_str name)
{
	static const struct {
		const char *name, *text;
	} known[] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (nl_str_eq(name, nl_str_of(known[i].name))) nl_buf_add_c(out, known[i].text);
	if (name.len > 1 && name.ptr[0] == '#')
		nl_buf_add_char(out, (uint32_t)strtoul(name.ptr + (name.ptr[1] == 'x' ? 2 : 1), NULL, name.ptr[1] == 'x' ? 16 : 10));
}

static void add_text(nl_buf *out, nl_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t semicolon = text.ptr[i] == '&' ? nl_str_find(nl_str_slice(text, i, text.len), NL_STR(";")) : SIZE_MAX;
		if (semicolon == SIZE_MAX) {
			bool space = strchr(" \t\r\n", text.ptr[i]) != NULL;
			if (!space || (out->len && out->ptr[out->len - 1] != ' ')) nl_buf_add_byte(out, space ? ' ' : text.ptr[i]);
			continue;
		}
		add_reference(out, nl_str_slice(text, i + 1, i + semicolon));
		i += semicolon;
	}
}

static bool is_tag(nl_str tag, const char *name)
{
	size_t len = strlen(name);
	return nl_str_starts(tag, nl_str_of(name)) && (tag.len == len || strchr(" />", tag.ptr[len]));
}

/* The text between tags, in `only` elements, or in all when it is NULL; neither that of comments nor that of notes. */
static void add_between(nl_buf *out, nl_str xml, const char *only)
{
	int inside = only ? 0 : 1, outside = 0;
	for (size_t at = 0; at < xml.len;) {
		nl_str rest = nl_str_slice(xml, at, xml.len);
		size_t open = nl_str_find(rest, NL_STR("<"));
		if (inside > 0 && outside == 0) add_text(out, nl_str_slice(rest, 0, open));
		if (open == SIZE_MAX) return;
		size_t close = nl_str_find(nl_str_slice(rest, open, rest.len), NL_STR(">"));
		if (close == SIZE_MAX) return;
		nl_str tag = nl_str_slice(rest, open + 1, open + close);
		bool is_end = tag.len && tag.ptr[0] == '/', is_empty = tag.len && tag.ptr[tag.len - 1] == '/';
		nl_str name = nl_str_slice(tag, is_end, tag.len);
		if (only && is_tag(name, only) && !is_empty) inside += is_end ? -1 : 1;
		if ((is_tag(name, "office:annotation") || is_tag(name, "text:note")) && !is_empty) outside += is_end ? -1 : 1;
		bool spaces = is_tag(name, "w:tab") || is_tag(name, "w:br") || is_tag(name, "text:tab") || is_tag(name, "text:s") ||
			(is_end && (is_tag(name, "w:p") || is_tag(name, "text:p") || is_tag(name, "text:h")));
		if (spaces && outside == 0) add_text(out, NL_STR(" "));
		at += open + close + 1;
	}
}

static void print(nl_buf *words, nl_buf *text)
{
	nl_str left = nl_str_trim(nl_buf_str(words)), right = nl_str_trim(nl_buf_str(text));
	printf(NL_FMT "\t" NL_FMT "\n", NL_ARG(left), NL_ARG(right));
	nl_buf_clear(words);
	nl_buf_clear(text);
}

/* What stands between the first `from` and the first `to` behind it; empty when there is none. */
static nl_str between(nl_str text, nl_str from, nl_str to)
{
	size_t start = nl_str_find(text, from);
	if (start == SIZE_MAX) return (nl_str){0};
	nl_str rest = nl_str_slice(text, start + from.len, text.len);
	size_t end = nl_str_find(rest, to);
	return end == SIZE_MAX ? (nl_str){0} : nl_str_slice(rest, 0, end);
}

/* ---- formats ----------------------------------------------------------------------------------------------------- */

static void print_docx(nl_str body, nl_str comments)
{
	static const char begins[] = "<w:comment ";
	nl_arena arena = {0};
	nl_buf words = {0}, text = {0};
	for (size_t at; (at = nl_str_find(comments, nl_str_of(begins))) != SIZE_MAX;) {
		comments = nl_str_slice(comments, at + strlen(begins), comments.len);
		nl_str comment = nl_str_slice(comments, 0, nl_str_find(comments, NL_STR("</w:comment>")));
		nl_str tag = nl_str_slice(comment, 0, nl_str_find(comment, NL_STR(">")));
		nl_str id = between(tag, NL_STR("w:id=\""), NL_STR("\""));
		if (!nl_str_eq(between(tag, NL_STR("w:author=\""), NL_STR("\"")), NL_STR("normlint"))) continue;
		nl_str start = nl_arena_printf(&arena, "<w:commentRangeStart w:id=\"" NL_FMT "\"/>", NL_ARG(id));
		nl_str end = nl_arena_printf(&arena, "<w:commentRangeEnd w:id=\"" NL_FMT "\"/>", NL_ARG(id));
		add_between(&words, between(body, start, end), "w:t");
		add_between(&text, comment, "w:t");
		print(&words, &text);
	}
	nl_arena_release(&arena);
	nl_buf_release(&words);
	nl_buf_release(&text);
}

static void print_odt(nl_str body)
{
	static const char begins[] = "<office:annotation ";
	nl_arena arena = {0};
	nl_buf words = {0}, text = {0};
	for (size_t at; (at = nl_str_find(body, nl_str_of(begins))) != SIZE_MAX;) {
		body = nl_str_slice(body, at + strlen(begins), body.len);
		size_t length = nl_str_find(body, NL_STR("</office:annotation>"));
		nl_str comment = nl_str_slice(body, 0, length), behind = nl_str_slice(body, length, body.len);
		nl_str name = between(comment, NL_STR("office:name=\""), NL_STR("\""));
		if (!nl_str_eq(between(comment, NL_STR("<dc:creator>"), NL_STR("</dc:creator>")), NL_STR("normlint"))) continue;
		nl_str end = nl_arena_printf(&arena, "<office:annotation-end office:name=\"" NL_FMT "\"/>", NL_ARG(name));
		nl_str marked = between(behind, NL_STR("</office:annotation>"), end);
		add_between(&words, marked, NULL);
		add_between(&text, comment, "text:p");
		print(&words, &text);
	}
	nl_arena_release(&arena);
	nl_buf_release(&words);
	nl_buf_release(&text);
}

int main(int argc, char **argv)
{
	nl_sink sink = {0};
	nl_file bytes = nl_file_read(argc > 1 ? argv[1] : "", NL_MAX_UNPACKED);
	const nl_input_file file = {nl_str_of(argc > 1 ? argv[1] : ""), {bytes.ptr, bytes.len}, &plain, &sink};
	nl_str body = file.bytes, comments = {0};
	bool fine = bytes.ptr != NULL, is_zip = fine && nl_str_starts(body, NL_STR("PK"));
	nl_zip *zip = is_zip ? nl_zip_open(&file) : NULL;
	bool is_word = zip && nl_zip_has(zip, NL_STR("word/document.xml"));
	if (is_word)
		fine = nl_zip_read(zip, NL_STR("word/document.xml"), &body) &&
			nl_zip_read(zip, NL_STR("word/comments.xml"), &comments);
	else if (zip) fine = nl_zip_read(zip, NL_STR("content.xml"), &body);
	if (fine && is_word) print_docx(body, comments);
	else if (fine) print_odt(body);
	nl_zip_free(zip);
	nl_file_release(&bytes);
	nl_sink_release(&sink);
	return !fine;
}
