#include "report/path.h"

#include <string.h>

/* The part of an absolute path that lies below the directory; the path itself when it does not. */
static nl_str below(nl_str path, nl_str directory)
{
	nl_str rest = nl_str_slice(path, directory.len, path.len);
	if (directory.len == 0 || !nl_str_starts(path, directory)) return path;
	if (nl_str_ends(directory, NL_STR("/"))) return rest;
	return rest.len > 1 && rest.ptr[0] == '/' ? nl_str_slice(rest, 1, rest.len) : path;
}

void nl_report_path(nl_buf *out, const nl_report_options *options, const nl_doc *doc)
{
	nl_str path = below(nl_source_name(doc->source), options->directory);
	size_t start = out->len;
	if (path.len && path.ptr[0] == '/') nl_buf_add_byte(out, '/');
	size_t root = out->len;
	for (size_t at = 0; at < path.len;) {
		nl_str rest = nl_str_slice(path, at, path.len);
		size_t slash = nl_str_find(rest, NL_STR("/"));
		nl_str part = nl_str_slice(rest, 0, slash);
		at += part.len + 1;
		if (part.len == 0 || nl_str_eq(part, NL_STR("."))) continue;
		if (out->len > root) nl_buf_add_byte(out, '/');
		nl_buf_add(out, part);
	}
	if (out->len == start) nl_buf_add_byte(out, '.');
}

/* ---- addresses ------------------------------------------------------------------------------------------------- */

static bool is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~", c));
}

static void add_encoded(nl_buf *out, nl_str bytes, const char *kept)
{
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if (is_unreserved(c) || (c && strchr(kept, c))) nl_buf_add_byte(out, (char)c);
		else nl_buf_addf(out, "%%%02X", c);
	}
}

void nl_report_uri(nl_buf *out, const nl_report_options *options, const nl_doc *doc)
{
	nl_buf path = {0};
	nl_report_path(&path, options, doc);
	if (path.ptr[0] == '/') nl_buf_add_c(out, "file://");
	add_encoded(out, nl_buf_str(&path), "/");
	nl_buf_release(&path);
}

bool nl_report_web_address(nl_buf *out, nl_str url)
{
	nl_str scheme = nl_str_starts(url, NL_STR("https://")) ? NL_STR("https://") : NL_STR("http://");
	if (!nl_str_starts(url, scheme) || url.len == scheme.len) return false;
	add_encoded(out, url, "%:/?#[]@!$&'()*+,;=");
	return true;
}
