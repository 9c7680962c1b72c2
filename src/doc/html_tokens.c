/* doc/html_tokens.c - see html_tokens.h. The names of the standard's states are in brackets. */
#include "doc/html_tokens.h"

#include <string.h>

#include "base/bytes.h"
#include "doc/readers.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool nl_html_named(nl_str a, nl_str b)
{
	if (a.len != b.len) return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.ptr[i]) != b.ptr[i]) return false;
	return true;
}

static size_t find_from(nl_str text, size_t at, nl_str what)
{
	size_t found = nl_str_find(nl_str_slice(text, at, text.len), what);
	return found == SIZE_MAX ? text.len : at + found;
}

/* --- Tags. --- */

typedef struct {
	nl_str name, value;
} attribute;

/* [attribute value (quoted)], [attribute value (unquoted)]: past the value at `at`, behind its "=". */
static size_t read_value(nl_str text, size_t at, nl_str *value)
{
	while (at < text.len && is_space(text.ptr[at])) at++;
	if (at == text.len || text.ptr[at] == '>') return at;
	char mark = text.ptr[at];
	if (mark == '"' || mark == '\'') {
		const char *close = memchr(text.ptr + at + 1, mark, text.len - at - 1);
		size_t end = close ? (size_t)(close - text.ptr) : text.len;
		*value = nl_str_slice(text, at + 1, end);
		return end < text.len ? end + 1 : end;
	}
	size_t end = at;
	while (end < text.len && !is_space(text.ptr[end]) && text.ptr[end] != '>') end++;
	*value = nl_str_slice(text, at, end);
	return end;
}

/* [before attribute name] to [after attribute value]: reads the next attribute. False at the tag's end, with `at` on its
 * ">" or past the text. */
static bool next_attribute(nl_str text, size_t *at, attribute *found, bool *self_closing)
{
	size_t i = *at;
	*self_closing = false;
	while (i < text.len && (is_space(text.ptr[i]) || text.ptr[i] == '/')) *self_closing = text.ptr[i++] == '/';
	*at = i;
	if (i == text.len || text.ptr[i] == '>') return false;
	size_t start = i++; /* whatever it is, "=" included */
	while (i < text.len && !is_space(text.ptr[i]) && text.ptr[i] != '/' && text.ptr[i] != '>' && text.ptr[i] != '=')
		i++;
	*found = (attribute){.name = nl_str_slice(text, start, i)};
	size_t past = i;
	while (past < text.len && is_space(text.ptr[past])) past++;
	if (past < text.len && text.ptr[past] == '=') i = read_value(text, past + 1, &found->value);
	*at = i;
	return true;
}

/* [tag open]: the tag whose name begins at `name`. */
static nl_html_token read_tag(nl_str text, size_t start, size_t name, nl_html_kind kind)
{
	nl_html_token t = {.kind = kind, .start = start};
	size_t at = name;
	attribute passed;
	while (at < text.len && !is_space(text.ptr[at]) && text.ptr[at] != '/' && text.ptr[at] != '>') at++;
	t.name = nl_str_slice(text, name, at);
	while (next_attribute(text, &at, &passed, &t.self_closing)) {}
	if (at == text.len) t.kind = NL_HTML_SKIPPED; /* [eof-in-tag] */
	t.end = at < text.len ? at + 1 : at;
	return t;
}

bool nl_html_attribute(nl_str text, const nl_html_token *tag, nl_str name, nl_str *value)
{
	size_t at = (size_t)(tag->name.ptr - text.ptr) + tag->name.len;
	nl_str inside = nl_str_slice(text, 0, tag->end);
	attribute found;
	bool self_closing;
	while (next_attribute(inside, &at, &found, &self_closing)) {
		if (!nl_html_named(found.name, name)) continue;
		if (value) *value = found.value;
		return true;
	}
	return false;
}

/* --- Comments and declarations. --- */

/* [comment start] to [comment end]: past the comment whose "<!--" begins at `start`. */
static size_t comment_end(nl_str text, size_t start)
{
	size_t at = start + 4;
	nl_str rest = nl_str_slice(text, at, text.len);
	if (nl_str_starts(rest, NL_STR(">"))) return at + 1;
	if (nl_str_starts(rest, NL_STR("->"))) return at + 2;
	for (at = find_from(text, at, NL_STR("--")); at < text.len; at = find_from(text, at + 1, NL_STR("--"))) {
		rest = nl_str_slice(text, at + 2, text.len);
		if (nl_str_starts(rest, NL_STR(">"))) return at + 3;
		if (nl_str_starts(rest, NL_STR("!>"))) return at + 4;
	}
	return text.len;
}

static nl_html_token skipped(size_t start, size_t end)
{
	return (nl_html_token){.kind = NL_HTML_SKIPPED, .start = start, .end = end};
}

/* [bogus comment], and declarations, of which nothing is asked. */
static nl_html_token to_bracket(nl_str text, size_t start)
{
	size_t end = find_from(text, start, NL_STR(">"));
	return skipped(start, end < text.len ? end + 1 : end);
}

static nl_html_token read_markup(nl_str text, size_t at, bool xml)
{
	nl_str rest = nl_str_slice(text, at, at + 9);
	char next = rest.len > 1 ? rest.ptr[1] : '\0', after = rest.len > 2 ? rest.ptr[2] : '\0';
	if (is_letter(next)) return read_tag(text, at, at + 1, NL_HTML_START);
	if (next == '/' && is_letter(after)) return read_tag(text, at, at + 2, NL_HTML_END);
	if (nl_str_starts(rest, NL_STR("<!--"))) return skipped(at, comment_end(text, at));
	if (xml && nl_str_eq(rest, NL_STR("<![CDATA[")))
		return skipped(at, at + rest.len); /* nl_html_next() takes its end */
	if (next == '!' || next == '?' || (next == '/' && after)) return to_bracket(text, at);
	return (nl_html_token){.kind = NL_HTML_TEXT, .start = at, .end = at + 1};
}

/* Where text ends that begins before `at`: at the next byte that may be markup, or the end. */
static size_t text_end(nl_str text, size_t at, bool xml)
{
	for (; text.len - at >= NL_BYTES; at += NL_BYTES) {
		const char *bytes = text.ptr + at;
		uint32_t marks = nl_bytes_equal(bytes, '<') | nl_bytes_equal(bytes, '&') | (xml ? nl_bytes_equal(bytes, ']') : 0);
		if (marks) return at + (uint32_t)__builtin_ctz(marks);
	}
	while (at < text.len && text.ptr[at] != '<' && text.ptr[at] != '&' && !(xml && text.ptr[at] == ']')) at++;
	return at;
}

nl_html_token nl_html_next(nl_str text, size_t at, bool xml)
{
	if (text.ptr[at] == '<') return read_markup(text, at, xml);
	nl_html_token t = {.kind = NL_HTML_TEXT, .start = at, .end = at + 1};
	if (xml && nl_str_starts(nl_str_slice(text, at, at + 3), NL_STR("]]>"))) return skipped(at, at + 3);
	size_t len = text.ptr[at] == '&' ? nl_html_reference(nl_str_slice(text, at, text.len), t.points) : 0;
	if (len) {
		t.kind = NL_HTML_REFERENCE;
		t.end = at + len;
		return t;
	}
	t.end = text_end(text, at + 1, xml);
	return t;
}

/* --- Elements that hold nothing but text. --- */

static bool ends_name(nl_str text, size_t at)
{
	return at == text.len || is_space(text.ptr[at]) || text.ptr[at] == '/' || text.ptr[at] == '>';
}

static bool tag_at(nl_str text, size_t at, nl_str name, bool closing)
{
	size_t start = at + 1 + closing, end = start + name.len;
	if (end > text.len || (closing && text.ptr[at + 1] != '/')) return false;
	for (size_t i = 0; i < name.len; i++)
		if (lower(text.ptr[start + i]) != lower(name.ptr[i])) return false;
	return ends_name(text, end);
}

/* [RAWTEXT], [RCDATA]; of a script also [script data double escaped]: a script that writes a script in a comment. */
size_t nl_html_raw_end(nl_str text, size_t at, nl_str name)
{
	bool script = nl_html_named(name, NL_STR("script")), escaped = false, inner = false;
	for (; at < text.len; at++) {
		const char *mark = script && escaped ? text.ptr + at : memchr(text.ptr + at, '<', text.len - at);
		if (!mark) break;
		at = (size_t)(mark - text.ptr);
		if (escaped && nl_str_starts(nl_str_slice(text, at, at + 3), NL_STR("-->"))) escaped = inner = false;
		if (*mark != '<') continue;
		if (script && nl_str_starts(nl_str_slice(text, at, at + 4), NL_STR("<!--"))) {
			escaped = true;
			at += 1; /* "<!-->" ends it at once: its dashes are looked at again */
			continue;
		}
		if (escaped && !inner && tag_at(text, at, name, false)) inner = true;
		else if (tag_at(text, at, name, true)) {
			if (!inner) return at;
			inner = false;
		}
	}
	return text.len;
}
