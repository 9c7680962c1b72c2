/* doc/prose.c - see prose.h. */
#include "doc/prose.h"

#include <stdio.h>
#include <string.h>

#include "doc/marker.h"
#include "doc/sentences.h"

enum { MAX_ROMAN = 3999, MIN_EXPANSION = 4096 };

void nl_prose_release(nl_prose *p)
{
	nl_vec_release(&p->notes);
}

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* --- Items by their markers. --- */

void nl_prose_find_item(nl_builder *builder, uint32_t level)
{
	nl_marker marker;
	nl_str text = nl_builder_open_text(builder);
	size_t len = nl_marker_read(text, &marker);
	bool initial = marker.style == NL_MARKER_LETTER && marker.close == '.' && !nl_marker_is_first(&marker);
	bool ascii_bullet = marker.style == NL_MARKER_BULLET && marker.number < 0x80;
	bool decimal = marker.style == NL_MARKER_OUTLINE && !marker.close;
	if (len == 0 || len == text.len || initial || ascii_bullet || decimal) return;
	nl_builder_item(builder, len, level, marker.label);
}

size_t nl_prose_item_at_line(const nl_builder *builder, nl_str text)
{
	nl_marker marker;
	size_t len = nl_marker_read(text, &marker);
	if (len == 0 || len == text.len || (marker.style == NL_MARKER_BULLET && marker.number < 0x80)) return 0;
	if (marker.style == NL_MARKER_LETTER && marker.close == '.') return 0;
	uint32_t mark = nl_last_mark(nl_builder_open_text(builder));
	bool bullet = marker.style == NL_MARKER_BULLET && marker.number > 0x2014;
	return bullet || nl_is_mark_of(mark, ".;:,") ? len : 0;
}

/* --- Blocks. --- */

static bool takes_items(const nl_prose *p)
{
	return p->kind == NL_BLOCK_PARAGRAPH || p->kind == NL_BLOCK_LIST;
}

void nl_prose_end(nl_prose *p)
{
	if (nl_builder_is_open(p->builder)) {
		if (takes_items(p)) nl_prose_find_item(p->builder, p->kind == NL_BLOCK_LIST ? p->level : 0);
		nl_builder_end(p->builder);
	}
	p->line_start = false;
}

void nl_prose_next(nl_prose *p, nl_block_kind kind, uint32_t level, nl_str label)
{
	nl_prose_end(p);
	p->kind = kind;
	p->level = level;
	nl_str_copy(p->label, sizeof p->label, label);
}

void nl_prose_quote(nl_prose *p, bool enters)
{
	nl_prose_end(p);
	if (enters) p->quotes++;
	else if (p->quotes) p->quotes--;
	nl_builder_quoted(p->builder, p->quotes > 0);
}

static void open_block(nl_prose *p)
{
	bool item = p->kind == NL_BLOCK_LIST;
	nl_builder_block(p->builder, p->kind, p->level, item ? nl_str_of(p->label) : NL_STR(""));
	if (item) p->label[0] = '\0';
}

/* Makes sure that a block is open for `text`, which is more than white space. */
static void begin(nl_prose *p, nl_str text)
{
	if (nl_builder_is_open(p->builder)) {
		if (!p->line_start || !takes_items(p) || !nl_prose_item_at_line(p->builder, text)) return;
		nl_prose_end(p);
	}
	open_block(p);
}

/* --- Text. --- */

void nl_prose_text(nl_prose *p, size_t from, size_t to)
{
	if (p->line_start || !nl_builder_is_open(p->builder))
		while (from < to && is_white(p->text.ptr[from])) from++;
	if (from >= to) return;
	nl_str text = nl_str_slice(p->text, from, to);
	begin(p, text);
	nl_builder_text(p->builder, text, (uint32_t)from);
	p->line_start = false;
}

void nl_prose_words(nl_prose *p, nl_str words, size_t from, size_t to)
{
	if (nl_str_trim(words).len) begin(p, words);
	if (!nl_builder_is_open(p->builder)) return;
	nl_builder_replaced(p->builder, words, (nl_span){(uint32_t)from, (uint32_t)to});
	p->line_start = false;
}

void nl_prose_expand(nl_prose *p, nl_str words, size_t from, size_t to)
{
	p->expanded += words.len;
	if (p->expanded > p->text.len + MIN_EXPANSION) nl_prose_text(p, from, to);
	else nl_prose_words(p, words, from, to);
}

void nl_prose_char(nl_prose *p, uint32_t c, size_t from, size_t to)
{
	nl_buf text = {0};
	nl_buf_add_char(&text, c);
	nl_prose_words(p, nl_buf_str(&text), from, to);
	nl_buf_release(&text);
}

void nl_prose_line(nl_prose *p, size_t from, size_t to)
{
	if (!nl_builder_is_open(p->builder)) return;
	nl_builder_replaced(p->builder, NL_STR("\n"), (nl_span){(uint32_t)from, (uint32_t)to});
	p->line_start = true;
}

bool nl_prose_at_word(const nl_prose *p)
{
	nl_str text = nl_builder_open_text(p->builder);
	return text.len == 0 || is_white(text.ptr[text.len - 1]);
}

/* --- Labels. --- */

static size_t roman(char *out, uint32_t number)
{
	static const char *const digits[] = {"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"};
	static const uint16_t values[] = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
	size_t len = 0;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		for (; number >= values[i]; number -= values[i])
			for (const char *d = digits[i]; *d; d++) out[len++] = *d;
	return len;
}

/* a, b, ..., z, aa, ab, ... */
static size_t letters(char *out, uint32_t number)
{
	char reversed[8];
	size_t len = 0;
	for (; number && len < sizeof reversed; number = (number - 1) / 26)
		reversed[len++] = (char)('a' + (number - 1) % 26);
	for (size_t i = 0; i < len; i++) out[i] = reversed[len - 1 - i];
	return len;
}

void nl_label_number(char out[NL_LABEL_MAX], char style, uint32_t number, nl_str before, nl_str behind)
{
	char digits[NL_LABEL_MAX];
	bool upper = style == 'A' || style == 'I', counts = number > 0 && number <= MAX_ROMAN;
	size_t len = 0;
	if ((style | 0x20) == 'i' && counts) len = roman(digits, number);
	else if ((style | 0x20) == 'a' && number > 0) len = letters(digits, number);
	else len = (size_t)snprintf(digits, sizeof digits, "%u", number);
	for (size_t i = 0; upper && i < len; i++)
		if (digits[i] >= 'a' && digits[i] <= 'z') digits[i] = (char)(digits[i] - 32);
	snprintf(out, NL_LABEL_MAX, NL_FMT "%.*s" NL_FMT, NL_ARG(before), (int)len, digits, NL_ARG(behind));
}
