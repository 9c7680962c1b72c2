/* doc/rst_inline.c - emphasis, literals, roles, references, substitutions.
 *
 * Start and end marks are told by what stands beside them, as docutils does: a start mark has white space or an opening mark
 * before it and something behind it; an end mark has something before it and white space or punctuation behind. */
#include <string.h>

#include "base/byte_set.h"
#include "doc/rst.h"

enum { MAX_ROLE = 64, MAX_NOTE = 40 };

typedef struct {
	nl_rst *rst;
	nl_str text; /* up to the end of what is read */
	size_t start, at;
	bool strong, emphasis;                             /* open */
	bool no_strong, no_emphasis, no_literal, no_quote; /* no end mark is ahead; spares searches */
} reader;

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char char_before(const reader *r, size_t at)
{
	return at > r->start ? r->text.ptr[at - 1] : ' ';
}

static char char_at(const reader *r, size_t at)
{
	return at < r->text.len ? r->text.ptr[at] : ' ';
}

static bool can_start(const reader *r, size_t at, size_t len)
{
	char before = char_before(r, at), after = char_at(r, at + len);
	bool place = is_white(before) || strchr("'\"([{<-/:", before) || (unsigned char)before >= 0x80;
	return place && !is_white(after);
}

static bool can_end(const reader *r, size_t at, size_t len)
{
	char before = char_before(r, at), after = char_at(r, at + len);
	bool place = is_white(after) || strchr("'\")]}>-/\\:.,;!?", after) || (unsigned char)after >= 0x80;
	return place && !is_white(before) && before != '\\';
}

static bool at_mark(const reader *r, size_t at, nl_str mark)
{
	return nl_str_starts(nl_str_slice(r->text, at, r->text.len), mark);
}

/* Where the end mark that belongs to a start mark behind `from` stands; SIZE_MAX when none does, which `none` keeps. */
static size_t find_end(const reader *r, size_t from, nl_str mark, bool *none)
{
	for (size_t at = from; !*none && at < r->text.len; at++) {
		const char *found = memchr(r->text.ptr + at, mark.ptr[0], r->text.len - at);
		if (!found) break;
		at = (size_t)(found - r->text.ptr);
		if (at > from && at_mark(r, at, mark) && can_end(r, at, mark.len)) return at;
	}
	*none = true;
	return SIZE_MAX;
}

static void send(reader *r, size_t from, size_t to)
{
	while (from < to) {
		const char *end = memchr(r->text.ptr + from, '\n', to - from);
		size_t stop = end ? (size_t)(end - r->text.ptr) : to;
		nl_prose_text(&r->rst->prose, from, stop);
		if (stop < to) nl_prose_line(&r->rst->prose, stop, stop + 1);
		from = stop + 1;
	}
}

/* Text in which a backslash only hides marks. */
static void send_escaped(reader *r, size_t from, size_t to)
{
	for (size_t at = from; at < to;) {
		const char *mark = memchr(r->text.ptr + at, '\\', to - at);
		size_t stop = mark ? (size_t)(mark - r->text.ptr) : to;
		send(r, at, stop);
		at = stop + 1;
		if (at < to && is_white(r->text.ptr[at])) at++;
		else if (at < to && r->text.ptr[at] == '\\') send(r, at, at + 1), at++;
	}
}

/* The text of `text <target>`, or all of it. */
static size_t before_target(const reader *r, size_t from, size_t to)
{
	if (to == from || r->text.ptr[to - 1] != '>') return to;
	size_t open = to;
	while (open > from && r->text.ptr[open - 1] != '<') open--;
	if (open <= from + 1) return to; /* `<target>`_ shows its target */
	size_t end = open - 1;
	while (end > from && is_white(r->text.ptr[end - 1])) end--;
	return end > from ? end : to;
}

/* Roles whose text names something else and is not shown. */
static bool shows_nothing(nl_str role)
{
	static const char *const roles[] = {"ref", "doc", "numref", "any", "math", "eq", "cite", "cite:p", "cite:t",
		"footcite", "raw-html", "raw-latex", "index"};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (nl_str_eq(role, nl_str_of(roles[i]))) return true;
	return false;
}

/* Interpreted text or a reference whose first ` stands at `at`; false when it is none. */
static bool read_backquoted(reader *r, size_t at, nl_str role)
{
	if (is_white(char_at(r, at + 1))) return false;
	size_t from = at + 1, end = from;
	for (;; end++) {
		const char *mark = r->no_quote || end >= r->text.len ? NULL : memchr(r->text.ptr + end, '`', r->text.len - end);
		if (!mark) {
			r->no_quote = true;
			return false;
		}
		end = (size_t)(mark - r->text.ptr);
		if (end > from && !is_white(mark[-1]) && mark[-1] != '\\') break;
	}
	size_t shown = before_target(r, from, end);
	bool titled = shown < end;
	if (titled || !shows_nothing(role)) send_escaped(r, from, shown);
	r->at = end + 1;
	while (char_at(r, r->at) == '_') r->at++;
	return true;
}

/* ":role:`text`"; the role's name in `role`, the place of the ` returned. 0 when it is none. */
static size_t role_at(const reader *r, size_t at, nl_str *role)
{
	size_t end = at + 1;
	if (!can_start(r, at, 1)) return 0;
	while (end < r->text.len && end - at < MAX_ROLE && (is_alnum(r->text.ptr[end]) || strchr(":+._-", r->text.ptr[end])))
		end++;
	if (end < at + 3 || char_at(r, end) != '`' || r->text.ptr[end - 1] != ':') return 0;
	*role = nl_str_slice(r->text, at + 1, end - 1);
	return end;
}

/* "[1]_", "[#name]_", "[*]_" are left out; "[Name]_" is a citation and is shown without its end. */
static bool read_note(reader *r)
{
	size_t end = r->at + 1;
	while (end < r->text.len && end - r->at < MAX_NOTE && (is_alnum(r->text.ptr[end]) || strchr("#*._-", r->text.ptr[end])))
		end++;
	if (end == r->at + 1 || !at_mark(r, end, NL_STR("]_")) || is_alnum(char_at(r, end + 2))) return false;
	char first = r->text.ptr[r->at + 1];
	bool note = first == '#' || first == '*' || (first >= '0' && first <= '9');
	if (!note) send(r, r->at, end + 1);
	r->at = end + 2;
	return true;
}

static bool read_substitution(reader *r)
{
	if (!can_start(r, r->at, 1)) return false;
	size_t at = r->at, end = at + 2;
	while (end < r->text.len && end - at < MAX_ROLE && !(r->text.ptr[end] == '|' && can_end(r, end, 1))) end++;
	if (char_at(r, end) != '|') return false;
	uint32_t known = nl_map_get(&r->rst->substitutions, nl_str_slice(r->text, at + 1, end));
	r->at = end + 1;
	while (char_at(r, r->at) == '_') r->at++;
	if (known == NL_NONE) send(r, at + 1, end);
	else {
		nl_span span = r->rst->replacements.at[known];
		nl_prose_expand(&r->rst->prose, nl_str_slice(r->rst->lines.text, span.start, span.end), at, r->at);
	}
	return true;
}

static bool read_literal(reader *r)
{
	if (!can_start(r, r->at, 2)) return false;
	size_t end = find_end(r, r->at + 2, NL_STR("``"), &r->no_literal);
	if (end == SIZE_MAX) return false;
	send(r, r->at + 2, end);
	r->at = end + 2;
	return true;
}

/* "*" and "**": the mark is left out where it begins emphasis that ends, or ends it. */
static bool read_emphasis(reader *r)
{
	bool two = at_mark(r, r->at, NL_STR("**"));
	nl_str mark = two ? NL_STR("**") : NL_STR("*");
	bool *open = two ? &r->strong : &r->emphasis, *none = two ? &r->no_strong : &r->no_emphasis;
	bool ends = *open && can_end(r, r->at, mark.len);
	bool starts = !*open && can_start(r, r->at, mark.len) && find_end(r, r->at + mark.len, mark, none) != SIZE_MAX;
	if (!ends && !starts) return false;
	*open = starts;
	r->at += mark.len;
	return true;
}

/* "word_" and "word__": the reference's end; "_`text`": an inline target's beginning. */
static bool read_underscore(reader *r)
{
	char after = char_at(r, r->at + 1);
	if (after == '`' && can_start(r, r->at, 1)) {
		r->at++;
		return true;
	}
	size_t past = r->at + 1 + (after == '_');
	if (!is_alnum(char_before(r, r->at)) || is_alnum(char_at(r, past)) || char_at(r, past) == '_') return false;
	r->at = past;
	return true;
}

static bool read_backslash(reader *r)
{
	size_t next = r->at + 1;
	if (next < r->text.len && !is_white(r->text.ptr[next])) {
		uint32_t len = 1;
		while (next + len < r->text.len && ((unsigned char)r->text.ptr[next + len] & 0xC0) == 0x80) len++;
		send(r, next, next + len);
		next += len;
	} else if (next < r->text.len) next++;
	r->at = next;
	return true;
}

/* Markup at r->at; false when the character stands for itself. */
static bool read_markup(reader *r)
{
	nl_str role = NL_STR("");
	switch (r->text.ptr[r->at]) {
	case '\\': return read_backslash(r);
	case '*': return read_emphasis(r);
	case '`':
		if (at_mark(r, r->at, NL_STR("``"))) return read_literal(r);
		return (can_start(r, r->at, 1) || char_before(r, r->at) == '_') && read_backquoted(r, r->at, role);
	case ':': {
		size_t quote = role_at(r, r->at, &role);
		return quote && read_backquoted(r, quote, role);
	}
	case '[': return read_note(r);
	case '|': return read_substitution(r);
	case '_': return read_underscore(r);
	default: return false;
	}
}

void nl_rst_inline(nl_rst *rst, size_t from, size_t to)
{
	reader r = {.rst = rst, .text = nl_str_slice(rst->prose.text, 0, to), .start = from, .at = from};
	nl_byte_set special = nl_byte_set_of("\\*`:[|_");
	while (r.at < to) {
		size_t end = r.at;
		while (end < to && !nl_byte_set_has(&special, r.text.ptr[end])) end++;
		send(&r, r.at, end);
		r.at = end;
		if (end == to || read_markup(&r)) continue;
		size_t same = r.text.ptr[end] == '*' || r.text.ptr[end] == '`'; /* "**" that is none is none as "*" either */
		while (same && end + 1 < to && r.text.ptr[end + 1] == r.text.ptr[end]) end++;
		send(&r, r.at, end + 1);
		r.at = end + 1;
	}
}
