#include "report/json_writer.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"

enum {
	LONGEST_FLAT = 90,  /* bytes of a FIT on one line, blanks not counted */
	EXACT_DECIMALS = 3, /* numbers with so many are written without printf() */
	LONGEST_NUMBER = 32,
	BLANKS = 48, /* bytes of a line end and the indentation that most lines have */
	MARKS = 8,   /* a comma, a blank, two quotes, a colon, a blank: no more */
};

nl_json_writer nl_json_writer_at(nl_buf *out, uint32_t base)
{
	nl_json_writer w;
	w.out = out;
	w.base = base;
	w.depth = 0;
	w.flat = false;
	return w;
}

nl_json_writer nl_json_writer_flat(nl_buf *out)
{
	nl_json_writer w = nl_json_writer_at(out, 0);
	w.flat = true;
	return w;
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

/* Most texts are short, and a call of memcpy() costs more than they do. */
static inline void copy_short(char *to, const char *from, size_t len)
{
	if (len > 16) memcpy(to, from, len);
	else if (len >= 8) {
		memcpy(to, from, 8);
		memcpy(to + len - 8, from + len - 8, 8);
	} else if (len >= 4) {
		memcpy(to, from, 4);
		memcpy(to + len - 4, from + len - 4, 4);
	} else if (len) {
		to[0] = from[0];
		to[len / 2] = from[len / 2];
		to[len - 1] = from[len - 1];
	}
}

/* Bytes that put_line() may touch. */
static inline size_t line_room(uint32_t depth)
{
	return BLANKS + 2 * (size_t)depth;
}

/* A line end and the indentation of the next line at `to`, where there is room for them; behind them. */
static inline char *put_line(char *to, uint32_t depth)
{
	static const char blanks[BLANKS + 1] = "\n                                               ";
	size_t len = 1 + 2 * (size_t)depth;
	memcpy(to, blanks, BLANKS); /* of a size that is known: mostly one depth fits */
	if (len > BLANKS) memset(to + 1, ' ', len - 1);
	return to + len;
}

static void new_line(nl_buf *out, uint32_t depth)
{
	nl_buf_reserve(out, line_room(depth));
	out->len = (size_t)(put_line(out->ptr + out->len, depth) - out->ptr);
}

/* Lays the open FIT out in lines: takes its values off the end of the buffer and writes them again. */
static void break_lines(nl_json_writer *w)
{
	nl_json_level *level = &w->levels[w->depth - 1];
	nl_str flat = nl_buf_str(w->out);
	nl_buf values = {0};
	nl_buf_add(&values, nl_str_slice(flat, w->fit_start + 1, flat.len));
	w->out->len = w->fit_start + 1;
	for (uint32_t i = 0; i < level->count; i++) {
		bool last = i + 1 == level->count;
		size_t start = w->fit_values[i] - w->fit_start - 1;
		size_t end = last ? values.len : w->fit_values[i + 1] - w->fit_start - 3; /* before ", " */
		new_line(w->out, w->base + w->depth);
		nl_buf_add(w->out, nl_str_slice(nl_buf_str(&values), start, end));
		if (!last) nl_buf_add_byte(w->out, ',');
	}
	nl_buf_release(&values);
	level->layout = NL_JSON_LINES;
}

/* What parts a value from the one before it, at `to`; behind it. */
static inline char *put_parting(nl_json_writer *w, nl_json_level *level, char *to)
{
	bool lines = !w->flat && level->layout == NL_JSON_LINES;
	if (level->count) {
		*to++ = ',';
		if (!lines) *to++ = ' ';
	}
	if (lines) to = put_line(to, w->base + w->depth);
	else if (!w->flat) w->fit_values[level->count] = (size_t)(to - w->out->ptr);
	level->count++;
	return to;
}

/* Parts a value from the one before it, and writes its key. Behind that is room for `more` bytes. */
static void begin_value(nl_json_writer *w, const char *key, size_t more)
{
	nl_json_level *level = w->depth ? &w->levels[w->depth - 1] : NULL;
	size_t len = key ? strlen(key) : 0;
	assert(!level || (key != NULL) == (level->kind == NL_JSON_OBJECT));
	bool full = level && !w->flat && level->layout == NL_JSON_FIT && level->count == NL_JSON_FIT_VALUES;
	if (full) break_lines(w);
	nl_buf_reserve(w->out, line_room(w->base + w->depth) + MARKS + len + more);
	char *to = w->out->ptr + w->out->len;
	if (level) to = put_parting(w, level, to);
	if (key) {
		*to = '"';
		copy_short(to + 1, key, len);
		memcpy(to + 1 + len, "\": ", 3);
		to += len + 4;
	}
	w->out->len = (size_t)(to - w->out->ptr);
}

void nl_json_open(nl_json_writer *w, const char *key, nl_json_kind kind, nl_json_layout layout)
{
	assert(w->depth < NL_JSON_DEPTH && (!w->depth || w->levels[w->depth - 1].layout == NL_JSON_LINES));
	begin_value(w, key, 0);
	if (layout == NL_JSON_FIT) w->fit_start = w->out->len;
	w->levels[w->depth++] = (nl_json_level){.kind = kind, .layout = layout};
	nl_buf_add_byte(w->out, kind == NL_JSON_OBJECT ? '{' : '[');
}

static bool fits(const nl_json_writer *w, const nl_json_level *level)
{
	size_t blanks = level->count - 1 + (level->kind == NL_JSON_OBJECT ? level->count : 0);
	return level->count == 0 || w->out->len + 1 - w->fit_start - blanks <= LONGEST_FLAT;
}

void nl_json_close(nl_json_writer *w)
{
	nl_json_level *level = &w->levels[w->depth - 1];
	if (!w->flat && level->layout == NL_JSON_FIT && !fits(w, level)) break_lines(w);
	w->depth--;
	if (!w->flat && level->layout == NL_JSON_LINES && level->count) new_line(w->out, w->base + w->depth);
	nl_buf_add_byte(w->out, level->kind == NL_JSON_OBJECT ? '}' : ']');
}

/* ---- strings --------------------------------------------------------------------------------------------------- */

static void add_control(nl_buf *out, unsigned char byte)
{
	static const char names[] = "btn\0fr"; /* from U+0008 on; U+000B has none */
	char name = byte >= 0x08 && byte <= 0x0D ? names[byte - 0x08] : '\0';
	if (byte == 0) nl_buf_add_char(out, NL_REPLACEMENT);
	else if (name) {
		nl_buf_add_byte(out, '\\');
		nl_buf_add_byte(out, name);
	} else nl_buf_addf(out, "\\u%04x", byte);
}

/* The character at `at`, which is not plain. Its bytes. */
static size_t add_special(nl_buf *out, nl_str text, size_t at)
{
	unsigned char byte = (unsigned char)text.ptr[at];
	if (byte < 0x20) {
		add_control(out, byte);
		return 1;
	}
	if (byte < 0x80) {
		nl_buf_add_byte(out, '\\');
		nl_buf_add_byte(out, (char)byte);
		return 1;
	}
	nl_utf8_char c = nl_utf8_decode(text, at);
	if (c.valid) nl_buf_add(out, nl_str_slice(text, at, at + c.len));
	else nl_buf_add_char(out, NL_REPLACEMENT);
	return c.len;
}

/* Which of the `len` bytes at `from`, at most NL_BYTES, are not plain; those that are plain up to there are copied to `to`, where
 * there is room for NL_BYTES. */
static inline uint32_t copy_plain(char *to, const char *from, size_t len)
{
	char bytes[NL_BYTES] = {0};
	if (len == NL_BYTES) memcpy(bytes, from, NL_BYTES);
	else copy_short(bytes, from, len);
	memcpy(to, bytes, NL_BYTES);
	return nl_bytes_special(bytes) & ((UINT32_C(1) << len) - 1);
}

void nl_json_put_string(nl_json_writer *w, const char *key, nl_str value)
{
	nl_buf *out = w->out;
	begin_value(w, key, value.len + NL_BYTES + 2);
	out->ptr[out->len++] = '"';
	for (size_t at = 0; at < value.len;) {
		size_t len = value.len - at < NL_BYTES ? value.len - at : NL_BYTES;
		uint32_t special = copy_plain(out->ptr + out->len, value.ptr + at, len);
		size_t plain = special ? (uint32_t)__builtin_ctz(special) : len;
		out->len += plain;
		at += plain;
		if (!special) continue;
		at += add_special(out, value, at);
		nl_buf_reserve(out, value.len - at + NL_BYTES + 1);
	}
	out->ptr[out->len++] = '"';
}

/* ---- numbers --------------------------------------------------------------------------------------------------- */

static void add_digits(nl_buf *out, uint64_t value, uint32_t least)
{
	char digits[LONGEST_NUMBER];
	uint32_t at = LONGEST_NUMBER;
	for (; value || LONGEST_NUMBER - at < least; value /= 10) digits[--at] = (char)('0' + value % 10);
	nl_buf_add(out, (nl_str){digits + at, LONGEST_NUMBER - at});
}

/* A number that has few decimals. False when it has more, or is too large for all its digits to count. */
static bool add_decimal(nl_buf *out, double value)
{
	double scaled = round(fabs(value) * 1000);
	if (!(scaled < 1e14) || scaled / 1000 != fabs(value)) return false;
	uint64_t all = (uint64_t)scaled, decimals = all % 1000;
	uint32_t count = EXACT_DECIMALS;
	if (value < 0) nl_buf_add_byte(out, '-');
	add_digits(out, all / 1000, 1);
	if (!decimals) return true;
	for (; decimals % 10 == 0; decimals /= 10) count--;
	nl_buf_add_byte(out, '.');
	add_digits(out, decimals, count);
	return true;
}

/* As cJSON does it: with 15 digits, or with 17 where these do not give the number back. */
static void add_number(nl_buf *out, double value)
{
	char digits[LONGEST_NUMBER];
	if (add_decimal(out, value)) return;
	snprintf(digits, sizeof digits, "%1.15g", value);
	double back = strtod(digits, NULL), larger = fmax(fabs(back), fabs(value));
	if (fabs(back - value) > larger * DBL_EPSILON) snprintf(digits, sizeof digits, "%1.17g", value);
	nl_buf_add_c(out, digits);
}

void nl_json_put_number(nl_json_writer *w, const char *key, double value)
{
	begin_value(w, key, 0);
	if (isfinite(value)) add_number(w->out, value);
	else nl_buf_add(w->out, NL_STR("null"));
}

void nl_json_put_count(nl_json_writer *w, const char *key, uint64_t value)
{
	begin_value(w, key, 0);
	add_digits(w->out, value, 1);
}

void nl_json_put_bool(nl_json_writer *w, const char *key, bool value)
{
	begin_value(w, key, 0);
	nl_buf_add(w->out, value ? NL_STR("true") : NL_STR("false"));
}

void nl_json_put_null(nl_json_writer *w, const char *key)
{
	begin_value(w, key, 0);
	nl_buf_add(w->out, NL_STR("null"));
}
