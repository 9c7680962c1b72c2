/* doc/asciidoc_inline.c - emphasis, links and other macros, attributes, quotation marks.
 *
 * A single mark ("*bold*") counts where no word character stands on its outer side, a double one ("**b**old") everywhere;
 * either only when its end is ahead. */
#include <string.h>

#include "base/byte_set.h"
#include "doc/asciidoc.h"
#include "doc/readers.h"

enum { MAX_BRACKETS = 16, MAX_ATTRIBUTE = 64, MARKS = 6 };

static const char marks[MARKS + 1] = "*_`#+^";

typedef struct {
	nl_asciidoc *doc;
	nl_str text; /* up to the end of what is read */
	size_t start, at;
	bool open[2][MARKS]; /* single and double marks */
	bool none[2][MARKS]; /* no end mark is ahead; spares searches */
	bool no_quotes;      /* no '' is ahead */
} reader;

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static char char_before(const reader *r, size_t at)
{
	return at > r->start ? r->text.ptr[at - 1] : ' ';
}

static char char_at(const reader *r, size_t at)
{
	return at < r->text.len ? r->text.ptr[at] : ' ';
}

static bool at_text(const reader *r, size_t at, const char *what)
{
	return nl_str_starts(nl_str_slice(r->text, at, r->text.len), nl_str_of(what));
}

/* Line ends of the source are kept apart, so that markers at a line's start count; " +" before one is a break. */
static void send(reader *r, size_t from, size_t to)
{
	while (from < to) {
		const char *end = memchr(r->text.ptr + from, '\n', to - from);
		size_t stop = end ? (size_t)(end - r->text.ptr) : to, shown = stop;
		if (end && shown >= from + 2 && r->text.ptr[shown - 1] == '+' && r->text.ptr[shown - 2] == ' ') shown -= 2;
		nl_prose_text(&r->doc->prose, from, shown);
		if (stop < to) nl_prose_line(&r->doc->prose, stop, stop + 1);
		from = stop + 1;
	}
}

/* Reads what stands between from and to as text with markup of its own. */
static void send_inner(reader *r, size_t from, size_t to)
{
	if (from < to) nl_asciidoc_inline(r->doc, from, to);
}

static void put(reader *r, uint32_t c, size_t len)
{
	nl_prose_char(&r->doc->prose, c, r->at, r->at + len);
	r->at += len;
}

/* Where the "]" stands that closes the "[" at `open`; 0 when none does, or too many are open between. */
static size_t closing_bracket(const reader *r, size_t open)
{
	uint32_t depth = 0;
	for (size_t i = open; i < r->text.len; i++) {
		char c = r->text.ptr[i];
		if (c == '\\') i++;
		else if (c == '[' && ++depth > MAX_BRACKETS) return 0;
		else if (c == ']' && --depth == 0) return i;
	}
	return 0;
}

/* --- Marks. --- */

static bool ends_single(const reader *r, size_t at)
{
	return !is_white(char_before(r, at)) && !is_word(char_at(r, at + 1)) && char_before(r, at) != '\\';
}

/* Where the end of what a mark begins stands; SIZE_MAX for none, which is kept. */
static size_t find_end(const reader *r, size_t from, int kind, bool two, bool *none)
{
	for (size_t at = from; !*none && at < r->text.len; at++) {
		const char *found = memchr(r->text.ptr + at, marks[kind], r->text.len - at);
		if (!found) break;
		at = (size_t)(found - r->text.ptr);
		bool doubled = char_at(r, at + 1) == marks[kind];
		if (at > from && (two ? doubled : (marks[kind] == '^' || (ends_single(r, at) && !doubled)))) return at;
		if (doubled && !two) at++;
	}
	*none = true;
	return SIZE_MAX;
}

static bool begins(reader *r, int kind, bool two)
{
	size_t len = two ? 2 : 1;
	bool apart = two || marks[kind] == '^' || !is_word(char_before(r, r->at));
	if (!apart || is_white(char_at(r, r->at + len))) return false;
	return find_end(r, r->at + len, kind, two, &r->none[two][kind]) != SIZE_MAX;
}

static bool read_mark(reader *r)
{
	int kind = (int)(strchr(marks, r->text.ptr[r->at]) - marks);
	bool two = char_at(r, r->at + 1) == marks[kind];
	bool *open = &r->open[two][kind];
	bool ends = *open && (two || marks[kind] == '^' || ends_single(r, r->at));
	if (!ends && (*open || !begins(r, kind, two))) return false;
	*open = !ends;
	r->at += two ? 2 : 1;
	return true;
}

/* "`quoted`" and '`quoted`', and ``quoted'' and `quoted' as they were written before. */
static bool read_quotes(reader *r)
{
	static const struct {
		const char *mark;
		uint16_t c;
	} curved[] = {{"\"`", 0x201C}, {"`\"", 0x201D}, {"'`", 0x2018}, {"`'", 0x2019}};
	for (size_t i = 0; i < sizeof curved / sizeof *curved; i++) {
		bool opens = i % 2 == 0;
		if (!at_text(r, r->at, curved[i].mark)) continue;
		if (opens ? is_word(char_before(r, r->at)) || is_white(char_at(r, r->at + 2)) : is_white(char_before(r, r->at)))
			continue;
		put(r, curved[i].c, 2);
		return true;
	}
	if (at_text(r, r->at, "''") && r->at > r->start) {
		put(r, 0x201D, 2);
		return true;
	}
	if (!at_text(r, r->at, "``") || r->no_quotes) return false;
	size_t quotes = nl_str_find(nl_str_slice(r->text, r->at + 2, r->text.len), NL_STR("''"));
	size_t code =
		nl_str_find(nl_str_slice(r->text, r->at + 2, r->at + 2 + (quotes == SIZE_MAX ? 0 : quotes)), NL_STR("``"));
	r->no_quotes = quotes == SIZE_MAX;
	if (quotes == SIZE_MAX || code != SIZE_MAX) return false;
	put(r, 0x201C, 2);
	return true;
}

/* --- Brackets. --- */

/* "[.role]#text#", "[line-through]*text*", "[[id]]": what is said of the text is no text; struck text is left out. */
static bool read_bracket(reader *r)
{
	size_t close = closing_bracket(r, r->at);
	if (!close) return false;
	nl_str inside = nl_str_slice(r->text, r->at + 1, close);
	if (nl_str_starts(inside, NL_STR("["))) {
		r->at = close + 1;
		return true;
	}
	char next = char_at(r, close + 1);
	const char *mark = next ? strchr("*_`#", next) : NULL;
	if (!mark || is_word(char_before(r, r->at)) || inside.len == 0) return false;
	int kind = (int)(strchr(marks, next) - marks);
	bool two = char_at(r, close + 2) == next;
	size_t from = close + (two ? 3 : 2), end = find_end(r, from, kind, two, &r->none[two][kind]);
	if (end == SIZE_MAX) return false;
	r->at = close + 1;
	if (nl_str_find(inside, NL_STR("line-through")) != SIZE_MAX) r->at = end + (two ? 2 : 1);
	return true;
}

/* "<<id,text>>" shows the text. */
static bool read_reference(reader *r)
{
	if (!at_text(r, r->at, "<<")) return false;
	nl_str rest = nl_str_slice(r->text, r->at + 2, r->at + 400);
	size_t end = nl_str_find(rest, NL_STR(">>"));
	if (end == SIZE_MAX) return false;
	size_t from = r->at + 2, comma = nl_str_find(nl_str_slice(rest, 0, end), NL_STR(","));
	r->at = from + end + 2;
	if (comma != SIZE_MAX) send_inner(r, from + comma + 1, from + end);
	return true;
}

/* "((term))" is shown, "(((term)))" is for the index only. */
static bool read_index_term(reader *r)
{
	bool hidden = at_text(r, r->at, "(((");
	if (!at_text(r, r->at, "((")) return false;
	size_t len = hidden ? 3 : 2;
	nl_str rest = nl_str_slice(r->text, r->at + len, r->at + 200);
	size_t end = nl_str_find(rest, hidden ? NL_STR(")))") : NL_STR("))"));
	if (end == SIZE_MAX) return false;
	if (!hidden) send(r, r->at + len, r->at + len + end);
	r->at += 2 * len + end;
	return true;
}

/* "{name}": what the attribute says; one that is not known stays as it is. */
static bool read_attribute(reader *r)
{
	static const struct {
		const char *name;
		uint16_t c;
	} built_in[] = {{"nbsp", 0xA0}, {"sp", ' '}, {"apos", '\''}, {"quot", '"'}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
		{"ldquo", 0x201C}, {"rdquo", 0x201D}, {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"plus", '+'}, {"asterisk", '*'},
		{"startsb", '['}, {"endsb", ']'}, {"vbar", '|'}, {"caret", '^'}, {"tilde", '~'}, {"backslash", '\\'},
		{"backtick", '`'}, {"deg", 0xB0}, {"zwsp", 0x200B}, {"wj", 0x2060}};
	nl_str rest = nl_str_slice(r->text, r->at + 1, r->at + MAX_ATTRIBUTE);
	size_t end = nl_str_find(rest, NL_STR("}"));
	if (end == SIZE_MAX || end == 0) return false;
	nl_str name = nl_str_slice(rest, 0, end);
	uint32_t known = nl_map_get(&r->doc->attributes, name);
	if (known != NL_NONE) {
		nl_span value = r->doc->values.at[known];
		nl_prose_expand(&r->doc->prose, nl_str_slice(r->doc->prose.text, value.start, value.end), r->at, r->at + end + 2);
		r->at += end + 2;
		return true;
	}
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
		if (!nl_str_eq(name, nl_str_of(built_in[i].name))) continue;
		put(r, built_in[i].c, end + 2);
		return true;
	}
	if (!nl_str_eq(name, NL_STR("empty")) && !nl_str_eq(name, NL_STR("blank"))) return false;
	r->at += end + 2;
	return true;
}

/* --- Macros: "name:target[text]". --- */

typedef struct {
	const char *name;
	enum { SHOWN, SHOWN_OR_TARGET, DROPPED, NOTE } what;
} macro;

static const macro macros[] = {{"link:", SHOWN_OR_TARGET}, {"mailto:", SHOWN_OR_TARGET}, {"http://", SHOWN_OR_TARGET},
	{"https://", SHOWN_OR_TARGET}, {"ftp://", SHOWN_OR_TARGET}, {"xref:", SHOWN}, {"footnote:", NOTE},
	{"footnoteref:", NOTE}, {"image:", DROPPED}, {"icon:", DROPPED}, {"anchor:", DROPPED}, {"stem:", DROPPED},
	{"latexmath:", DROPPED}, {"asciimath:", DROPPED}, {"indexterm:", DROPPED}, {"indexterm2:", SHOWN}, {"kbd:", SHOWN},
	{"btn:", SHOWN}, {"menu:", SHOWN}, {"pass:", SHOWN}};

/* Text behind "text," of "[text,role=x]" is none; quotation marks around it are not its own. */
static void send_label(reader *r, size_t from, size_t to)
{
	if (from < to && r->text.ptr[from] == '"') {
		const char *close = memchr(r->text.ptr + from + 1, '"', to - from - 1);
		if (close) {
			send_inner(r, from + 1, (size_t)(close - r->text.ptr));
			return;
		}
	}
	nl_str inside = nl_str_slice(r->text, from, to);
	size_t equals = nl_str_find(inside, NL_STR("=")), comma = nl_str_find(inside, NL_STR(","));
	if (comma != SIZE_MAX && equals != SIZE_MAX && comma < equals) to = from + comma;
	if (to > from && r->text.ptr[to - 1] == '^') to--; /* opens in a window of its own */
	send_inner(r, from, to);
}

/* The macro whose name stands at `at`; NULL for none. */
static const macro *macro_at(const reader *r, size_t at)
{
	for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
		if (macros[i].name[0] == r->text.ptr[at] && at_text(r, at, macros[i].name)) return &macros[i];
	return NULL;
}

static bool read_macro(reader *r)
{
	const macro *m = macro_at(r, r->at);
	if (!m) return false;
	size_t from = r->at + strlen(m->name), open = from;
	while (open < r->text.len && !is_white(r->text.ptr[open]) && r->text.ptr[open] != '[') open++;
	size_t close = char_at(r, open) == '[' ? closing_bracket(r, open) : 0;
	if (!close) {
		if (m->what != SHOWN_OR_TARGET) return false;
		send(r, r->at, open); /* an address alone, in which no mark counts */
		r->at = open;
		return true;
	}
	bool named = nl_str_trim(nl_str_slice(r->text, open + 1, close)).len > 0;
	if (m->what == NOTE && named) *nl_vec_push(&r->doc->prose.notes) = (nl_span){(uint32_t)open + 1, (uint32_t)close};
	else if (m->what == SHOWN_OR_TARGET && !named) send(r, from, open);
	else if (m->what != DROPPED && named) send_label(r, open + 1, close);
	r->at = close + 1;
	return true;
}

/* --- All of it. --- */

static bool read_escape(reader *r)
{
	char next = char_at(r, r->at + 1);
	if (!next || !strchr("*_`#+^~{[<(|\\'\"-", next)) return false;
	size_t len = 1;
	while (char_at(r, r->at + 1 + len) == next && len < 2) len++;
	send(r, r->at + 1, r->at + 1 + len);
	r->at += 1 + len;
	return true;
}

static bool read_reference_of_character(reader *r)
{
	uint32_t points[2];
	size_t len = nl_html_entity(nl_str_slice(r->text, r->at, r->text.len), points);
	if (!len) return false;
	put(r, points[0], len);
	return true;
}

/* Markup at r->at; false when the character stands for itself. */
static bool read_markup(reader *r)
{
	char c = r->text.ptr[r->at];
	switch (c) {
	case '"':
	case '\'': return read_quotes(r);
	case '`': return read_quotes(r) || read_mark(r);
	case '*':
	case '_':
	case '#':
	case '^': return read_mark(r);
	case '+':
		if (char_before(r, r->at) != ' ' || char_at(r, r->at + 1) != '\n') return read_mark(r);
		r->at++; /* a line break */
		return true;
	case '[': return read_bracket(r);
	case '<': return read_reference(r);
	case '(': return read_index_term(r);
	case '{': return read_attribute(r);
	case '&': return read_reference_of_character(r);
	case '\\': return read_escape(r);
	case '-':
		if (!at_text(r, r->at, "--") || char_at(r, r->at + 2) == '-' || char_before(r, r->at) == '-') return false;
		put(r, 0x2014, 2);
		return true;
	default: return !is_word(char_before(r, r->at)) && read_macro(r);
	}
}

static bool may_begin_macro(const reader *r, size_t at)
{
	return !is_word(char_before(r, at)) && macro_at(r, at);
}

void nl_asciidoc_inline(nl_asciidoc *doc, size_t from, size_t to)
{
	reader r = {.doc = doc, .text = nl_str_slice(doc->prose.text, 0, to), .start = from, .at = from};
	nl_byte_set marked = nl_byte_set_of("\"'`*_#+^[<({&\\-"), initials = nl_byte_set_of("abfhiklmpsx");
	while (r.at < to) {
		size_t end = r.at;
		for (; end < to && !nl_byte_set_has(&marked, r.text.ptr[end]); end++)
			if (nl_byte_set_has(&initials, r.text.ptr[end]) && may_begin_macro(&r, end)) break;
		send(&r, r.at, end);
		r.at = end;
		if (end == to || read_markup(&r)) continue;
		while (strchr(marks, r.text.ptr[end]) && end + 1 < to && r.text.ptr[end + 1] == r.text.ptr[end]) end++;
		send(&r, r.at, end + 1);
		r.at = end + 1;
	}
}
