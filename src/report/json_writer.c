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

static void new_line(nl_buf *out, uint32_t depth)
{
	static const char blanks[] = "\n                                        ";
	size_t len = 1 + 2 * (size_t)depth;
	nl_buf_reserve(out, sizeof blanks + len);
	memcpy(out->ptr + out->len, blanks, sizeof blanks - 1); /* of a size that is known: mostly one depth fits */
	if (len > sizeof blanks - 1) memset(out->ptr + out->len + 1, ' ', len - 1);
	out->len += len;
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

/* The next value of a list or object that is laid out. */
static void begin_in(nl_json_writer *w, nl_json_level *level)
{
	if (level->count == NL_JSON_FIT_VALUES && level->layout == NL_JSON_FIT) break_lines(w);
	if (level->layout == NL_JSON_FIT) {
		if (level->count) nl_buf_add(w->out, NL_STR(", "));
		w->fit_values[level->count] = w->out->len;
	} else {
		if (level->count) nl_buf_add_byte(w->out, ',');
		new_line(w->out, w->base + w->depth);
	}
	level->count++;
}

/* Parts a value from the one before it. */
static void begin_value(nl_json_writer *w, const char *key)
{
	if (w->depth) {
		nl_json_level *level = &w->levels[w->depth - 1];
		assert((key != NULL) == (level->kind == NL_JSON_OBJECT));
		if (w->flat) {
			if (level->count) nl_buf_add(w->out, NL_STR(", "));
			level->count++;
		} else begin_in(w, level);
	}
	if (!key) return;
	size_t len = strlen(key);
	nl_buf_reserve(w->out, len + 4);
	char *at = w->out->ptr + w->out->len;
	*at = '"';
	memcpy(at + 1, key, len);
	memcpy(at + 1 + len, "\": ", 3);
	w->out->len += len + 4;
}

void nl_json_open(nl_json_writer *w, const char *key, nl_json_kind kind, nl_json_layout layout)
{
	assert(w->depth < NL_JSON_DEPTH && (!w->depth || w->levels[w->depth - 1].layout == NL_JSON_LINES));
	begin_value(w, key);
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

static bool is_plain(unsigned char byte)
{
	return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

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

/* Where the next byte from `at` on stands that is not plain, or the end. */
static size_t past_plain(nl_str value, size_t at)
{
	for (; value.len - at >= NL_BYTES; at += NL_BYTES) {
		uint32_t special = nl_bytes_special(value.ptr + at);
		if (special) return at + (uint32_t)__builtin_ctz(special);
	}
	while (at < value.len && is_plain((unsigned char)value.ptr[at])) at++;
	return at;
}

void nl_json_put_string(nl_json_writer *w, const char *key, nl_str value)
{
	begin_value(w, key);
	nl_buf_reserve(w->out, value.len + 2);
	nl_buf_add_byte(w->out, '"');
	for (size_t at = 0; at < value.len;) {
		size_t from = at;
		at = past_plain(value, at);
		if (at > from) nl_buf_add(w->out, nl_str_slice(value, from, at));
		if (at < value.len) at += add_special(w->out, value, at);
	}
	nl_buf_add_byte(w->out, '"');
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
	begin_value(w, key);
	if (isfinite(value)) add_number(w->out, value);
	else nl_buf_add(w->out, NL_STR("null"));
}

void nl_json_put_count(nl_json_writer *w, const char *key, uint64_t value)
{
	begin_value(w, key);
	add_digits(w->out, value, 1);
}

void nl_json_put_bool(nl_json_writer *w, const char *key, bool value)
{
	begin_value(w, key);
	nl_buf_add(w->out, value ? NL_STR("true") : NL_STR("false"));
}

void nl_json_put_null(nl_json_writer *w, const char *key)
{
	begin_value(w, key);
	nl_buf_add(w->out, NL_STR("null"));
}
