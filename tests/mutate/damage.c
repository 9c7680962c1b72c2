#include "damage.h"

#include <stdlib.h>
#include <string.h>

#include "diag/source.h"

enum { MOST_BYTES = 200, MOST_LINES = 8, MOST_TIMES = 700, MOST_GROWTH = 1 << 18 };

/* Puts `text`, which may be a part of `b`, in the place of some of its bytes. */
static void replace(nl_buf *b, size_t start, size_t end, nl_str text)
{
	nl_buf made = {0};
	nl_buf_add(&made, nl_str_slice(nl_buf_str(b), 0, start));
	nl_buf_add(&made, text);
	nl_buf_add(&made, nl_str_slice(nl_buf_str(b), end, b->len));
	nl_buf_release(b);
	*b = made;
}

static size_t somewhere(const nl_buf *b, chance *c)
{
	return b->len ? chance_below(c, (uint32_t)b->len) : 0;
}

/* ---- bytes ------------------------------------------------------------------------------------------------------ */

/* Puts another number where one stands: offsets, lengths and references are what a PDF hangs together by. */
static void change_number(nl_buf *b, chance *c, size_t at)
{
	while (at < b->len && (b->ptr[at] < '0' || b->ptr[at] > '9')) at++;
	for (; at < b->len && b->ptr[at] >= '0' && b->ptr[at] <= '9'; at++) b->ptr[at] = (char)('0' + chance_below(c, 10));
}

void damage_bytes(nl_buf *b, chance *c)
{
	if (b->len == 0) return;
	size_t at = somewhere(b, c), len = chance_below(c, MOST_BYTES) + 1;
	switch (chance_below(c, 6)) {
	case 0: b->ptr[at] = (char)chance_below(c, 256); break;
	case 1: b->ptr[at] = (char)(b->ptr[at] ^ (1 << chance_below(c, 8))); break;
	case 2: replace(b, at, at + len, NL_STR("")); break;
	case 3: {
		size_t to = somewhere(b, c);
		replace(b, to, to, nl_str_slice(nl_buf_str(b), at, at + len));
		break;
	}
	case 4: change_number(b, c, at); break;
	case 5:
		if (chance_once_in(c, 4)) b->len = at;
		else change_number(b, c, at);
		break;
	}
}

/* ---- lines ------------------------------------------------------------------------------------------------------ */

/* The start of the line that holds `at`, or, `count` lines on, of that one. */
static size_t line_start(const nl_buf *b, size_t at, uint32_t count)
{
	while (at > 0 && b->ptr[at - 1] != '\n') at--;
	for (; count && at < b->len; at++) count -= b->ptr[at] == '\n';
	return at;
}

static void repeat(nl_buf *b, size_t at, nl_str text, uint32_t times)
{
	nl_buf many = {0};
	while (times-- && many.len < MOST_GROWTH) nl_buf_add(&many, text);
	replace(b, at, at, nl_buf_str(&many));
	nl_buf_release(&many);
}

void damage_lines(nl_buf *b, chance *c)
{
	size_t at = line_start(b, somewhere(b, c), 0), to = line_start(b, somewhere(b, c), 0);
	size_t end = line_start(b, at, chance_below(c, MOST_LINES) + 1);
	nl_str lines = nl_str_slice(nl_buf_str(b), at, end);
	switch (chance_below(c, 4)) {
	case 0: replace(b, at, end, NL_STR("")); break;
	case 1: replace(b, to, to, lines); break;
	case 2: repeat(b, to, nl_str_slice(lines, 0, line_start(b, at, 1) - at), chance_below(c, MOST_TIMES)); break;
	case 3: /* the marks at the start of one line, many times */
		repeat(b, to, nl_str_slice(lines, 0, chance_below(c, 6) + 1), chance_below(c, MOST_TIMES));
		break;
	}
}

/* ---- tags ------------------------------------------------------------------------------------------------------- */

static bool is_tag(nl_span tag)
{
	return tag.end > tag.start;
}

/* The first tag at or behind `at`; empty when there is none. */
static nl_span tag_from(const nl_buf *b, size_t at)
{
	const char *start = at < b->len ? memchr(b->ptr + at, '<', b->len - at) : NULL;
	const char *end = start ? memchr(start, '>', (size_t)(b->ptr + b->len - start)) : NULL;
	if (!end) return (nl_span){0, 0};
	return (nl_span){(uint32_t)(start - b->ptr), (uint32_t)(end - b->ptr) + 1};
}

/* What a tag does to the depth. */
static int step_of(const nl_buf *b, nl_span tag)
{
	char first = b->ptr[tag.start + 1];
	if (first == '/') return -1;
	return first == '!' || first == '?' || b->ptr[tag.end - 2] == '/' ? 0 : 1;
}

typedef struct {
	nl_span all, open, close; /* of one without content `close` is empty */
} element;

/* An element that begins behind some place; all empty when none that ends was found. */
static element some_element(const nl_buf *b, chance *c)
{
	nl_span open = tag_from(b, somewhere(b, c)), tag = open;
	while (is_tag(open) && step_of(b, open) < 0) open = tag = tag_from(b, open.end);
	int depth = is_tag(open) ? step_of(b, open) : 0;
	while (depth > 0 && is_tag(tag = tag_from(b, tag.end))) depth += step_of(b, tag);
	if (!is_tag(tag)) return (element){0};
	bool single = tag.start == open.start;
	return (element){{open.start, tag.end}, open, single ? (nl_span){tag.end, tag.end} : tag};
}

static nl_str bytes_of(const nl_buf *b, nl_span span)
{
	return nl_str_slice(nl_buf_str(b), span.start, span.end);
}

/* Puts the element into itself or another, again and again. */
static void nest(nl_buf *b, chance *c, element around, element inner)
{
	nl_buf made = {0};
	uint32_t times = chance_once_in(c, 3) ? chance_below(c, MOST_TIMES) : 1;
	if ((size_t)times * (around.open.end - around.open.start) > MOST_GROWTH) times = 1;
	for (uint32_t i = 0; i < times; i++) nl_buf_add(&made, bytes_of(b, around.open));
	nl_buf_add(&made, bytes_of(b, inner.all));
	for (uint32_t i = 0; i < times; i++) nl_buf_add(&made, bytes_of(b, around.close));
	replace(b, inner.all.start, inner.all.end, nl_buf_str(&made));
	nl_buf_release(&made);
}

/* The value of the first attribute that stands behind `at`, without its quotes. */
static nl_span value_from(const nl_buf *b, size_t at)
{
	for (; at + 1 < b->len; at++) {
		char quote = b->ptr[at + 1];
		if (b->ptr[at] != '=' || (quote != '"' && quote != '\'')) continue;
		const char *start = b->ptr + at + 2, *end = memchr(start, quote, b->len - at - 2);
		if (end) return (nl_span){(uint32_t)(start - b->ptr), (uint32_t)(end - b->ptr)};
	}
	return (nl_span){0, 0};
}

static void change_value(nl_buf *b, chance *c)
{
	static const char *const values[] = {"", "0", "1", "-1", "8", "9", "255", "32768", "999999999", "2147483647",
		"4294967296", "true", "false", "none", "%1.%2.%9", "upperRoman", "&#x2022;", "../../etc/passwd", "a b"};
	nl_span value = value_from(b, somewhere(b, c)), other = value_from(b, somewhere(b, c));
	if (value.start == 0) return;
	bool known = other.start == 0 || chance_once_in(c, 2);
	nl_str put = known ? nl_str_of(values[chance_below(c, sizeof values / sizeof *values)]) : bytes_of(b, other);
	replace(b, value.start, value.end, put);
}

void damage_tags(nl_buf *b, chance *c)
{
	element one = some_element(b, c), other = some_element(b, c);
	if (!is_tag(one.all) || !is_tag(other.all)) return;
	switch (chance_below(c, 5)) {
	case 0: replace(b, other.all.start, other.all.start, bytes_of(b, one.all)); break;
	case 1: replace(b, one.all.start, one.all.end, NL_STR("")); break;
	case 2: nest(b, c, other, one); break;
	case 3: replace(b, one.all.start, one.all.end, nl_str_slice(nl_buf_str(b), one.open.end, one.close.start)); break;
	case 4: change_value(b, c); break;
	}
}
