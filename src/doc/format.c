/* doc/format.c - which format a text is in, by its name, else by what it looks like. */
#include <string.h>

#include "doc/doc.h"

enum { HEAD = 16 << 10, ENOUGH = 3 };

typedef struct {
	const char *name; /* as --input-format takes it and reports show it */
	nl_format format;
	const char *title; /* for people; NULL: told with another row */
	const char *extensions[5];
} format_entry;

static const format_entry formats[] = {
	{"auto", NL_FORMAT_AUTO, NULL, {NULL}},
	{"text", NL_FORMAT_TEXT, "plain text", {".txt", ".text", NULL}},
	{"markdown", NL_FORMAT_MARKDOWN, "Markdown", {".md", ".markdown", ".mkd", ".mdown", NULL}},
	{"html", NL_FORMAT_HTML, "HTML", {".html", ".htm", ".xhtml", NULL}},
	{"rst", NL_FORMAT_RST, "reStructuredText", {".rst", ".rest", NULL}},
	{"asciidoc", NL_FORMAT_ASCIIDOC, "AsciiDoc", {".adoc", ".asciidoc", ".asc", NULL}},
	{"latex", NL_FORMAT_LATEX, "LaTeX", {".tex", ".latex", ".ltx", NULL}},
	{"docx", NL_FORMAT_DOCX, "Word (.docx)", {".docx", ".docm", ".dotx", ".dotm", NULL}},
	{"odt", NL_FORMAT_ODT, "OpenDocument (.odt, .fodt)", {".odt", ".ott", NULL}},
	{"fodt", NL_FORMAT_FODT, NULL, {".fodt", NULL}},
	{"pdf", NL_FORMAT_PDF, "PDF", {".pdf", NULL}},
};

enum { FORMATS = sizeof formats / sizeof *formats };

const char *nl_format_name(nl_format format)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (formats[i].format == format) return formats[i].name;
	return formats[0].name;
}

const char *nl_format_at(size_t i)
{
	return i < FORMATS ? formats[i].name : NULL;
}

const char *nl_format_ending(size_t i)
{
	for (size_t f = 0; f < FORMATS; f++)
		for (const char *const *e = formats[f].extensions; *e; e++)
			if (i-- == 0) return *e;
	return NULL;
}

void nl_format_titles(nl_buf *out)
{
	size_t count = 0, told = 0;
	for (size_t i = 0; i < FORMATS; i++) count += formats[i].title != NULL;
	for (size_t i = 0; i < FORMATS; i++) {
		if (!formats[i].title) continue;
		told++;
		nl_buf_addf(out, "%s%s", told == 1 ? "" : told == count ? " and " : ", ", formats[i].title);
	}
}

bool nl_format_find(nl_str name, nl_format *format)
{
	for (size_t i = 0; i < FORMATS; i++) {
		if (!nl_str_eq(name, nl_str_of(formats[i].name))) continue;
		*format = formats[i].format;
		return true;
	}
	return false;
}

/* `ending` is in lower case; the name may be in any. */
static bool ends_with(nl_str name, nl_str ending)
{
	if (name.len <= ending.len) return false;
	for (size_t i = 0; i < ending.len; i++) {
		char c = name.ptr[name.len - ending.len + i];
		if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
		if (c != ending.ptr[i]) return false;
	}
	return true;
}

nl_format nl_format_by_name(nl_str name)
{
	for (size_t i = 0; i < FORMATS; i++)
		for (const char *const *e = formats[i].extensions; *e; e++)
			if (ends_with(name, nl_str_of(*e))) return formats[i].format;
	return NL_FORMAT_AUTO;
}

bool nl_format_known_name(nl_str path)
{
	return nl_format_by_name(path) != NL_FORMAT_AUTO;
}

nl_str nl_format_unread_ending(nl_str path)
{
	static const char *const endings[] = {".doc", ".dot", ".docbook", ".eml", ".epub", ".mdx", ".mht", ".mhtml", ".msg",
		".odp", ".org", ".pages", ".ppt", ".pptx", ".ps", ".rtf", ".sxw", ".textile", ".typ", ".wpd", ".wps"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_with(path, nl_str_of(endings[i]))) return nl_str_of(endings[i]);
	return (nl_str){0};
}

static bool is_atx_heading(nl_str line)
{
	size_t marks = 0;
	while (marks < line.len && line.ptr[marks] == '#') marks++;
	return marks > 0 && marks <= 6 && marks < line.len && line.ptr[marks] == ' ';
}

/* --- By content: only what no other format has. --- */

static bool is_html(nl_str head)
{
	static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<meta"};
	head = nl_str_trim(head);
	if (!nl_str_starts(head, NL_STR("<"))) return false;
	if (nl_str_starts(head, NL_STR("<?xml"))) return nl_str_find(head, NL_STR("<html")) != SIZE_MAX;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t len = strlen(starts[i]);
		if (head.len > len && strncasecmp(head.ptr, starts[i], len) == 0 && strchr(" \t\r\n>", head.ptr[len]))
			return true;
	}
	return false;
}

/* The formats that a line settles. */
static nl_format by_line(nl_str line, bool first)
{
	if (nl_str_starts(line, NL_STR("\\documentclass")) || nl_str_starts(line, NL_STR("\\begin{document}")))
		return NL_FORMAT_LATEX;
	if (first && nl_str_starts(line, NL_STR("= ")) && line.len > 2) return NL_FORMAT_ASCIIDOC;
	bool directive = nl_str_starts(line, NL_STR(".. ")) && line.len > 3 && line.ptr[3] >= 'a' && line.ptr[3] <= 'z';
	if (directive && nl_str_find(line, NL_STR("::")) != SIZE_MAX) return NL_FORMAT_RST;
	return NL_FORMAT_AUTO;
}

/* How much a line speaks for Markdown. */
static uint32_t markdown_signs(nl_str line)
{
	uint32_t signs = 0;
	if (is_atx_heading(line)) signs += 2;
	if (nl_str_starts(line, NL_STR("```"))) signs += 2;
	if (nl_str_starts(line, NL_STR("|")) && nl_str_ends(line, NL_STR("|"))) signs++;
	if (nl_str_find(line, NL_STR("](")) != SIZE_MAX) signs += 2;
	if (nl_str_find(line, NL_STR("**")) != SIZE_MAX) signs++;
	return signs;
}

nl_format nl_format_detect(nl_str name, nl_str text)
{
	nl_format format = nl_format_by_name(name);
	if (format != NL_FORMAT_AUTO) return format;
	uint32_t signs = 0;
	nl_str head = nl_str_slice(text, 0, HEAD);
	bool first = true;
	if (is_html(head)) return NL_FORMAT_HTML;
	while (head.len && signs < ENOUGH) {
		size_t end = nl_str_find(head, NL_STR("\n"));
		if (end == SIZE_MAX) end = head.len;
		nl_str line = nl_str_trim(nl_str_slice(head, 0, end));
		format = by_line(line, first);
		if (format != NL_FORMAT_AUTO) return format;
		signs += markdown_signs(line);
		first = first && line.len == 0;
		head = nl_str_slice(head, end + 1, head.len);
	}
	return signs >= ENOUGH ? NL_FORMAT_MARKDOWN : NL_FORMAT_TEXT;
}
