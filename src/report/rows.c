#include "report/rows.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

static void add_bytes(nl_buf *out, const void *bytes, size_t len)
{
	nl_buf_add(out, (nl_str){bytes, len});
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

nl_row nl_row_begin(nl_buf *out, uint8_t statement)
{
	nl_row row = {out, out->len};
	add_bytes(out, &(uint64_t){0}, NL_ROW_HEAD);
	nl_buf_add_byte(out, (char)statement);
	return row;
}

void nl_row_end(nl_row *row)
{
	uint64_t len = row->out->len - row->start - NL_ROW_HEAD;
	memcpy(row->out->ptr + row->start, &len, sizeof len);
}

void nl_row_put_null(nl_row *row)
{
	nl_buf_add_byte(row->out, NL_ROW_NULL);
}

void nl_row_put_count(nl_row *row, uint64_t value)
{
	nl_buf_add_byte(row->out, NL_ROW_COUNT);
	add_bytes(row->out, &value, sizeof value);
}

void nl_row_put_number(nl_row *row, double value)
{
	nl_buf_add_byte(row->out, NL_ROW_NUMBER);
	add_bytes(row->out, &value, sizeof value);
}

static void add_clean(nl_buf *out, nl_str text)
{
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		nl_buf_add_char(out, c.code_point ? c.code_point : NL_REPLACEMENT);
		at += c.len;
	}
}

void nl_row_put_text(nl_row *row, nl_str value)
{
	nl_buf_add_byte(row->out, NL_ROW_TEXT);
	size_t head = row->out->len;
	add_bytes(row->out, &(uint64_t){0}, sizeof(uint64_t));
	bool clean = nl_utf8_invalid(value) == SIZE_MAX && (value.len == 0 || !memchr(value.ptr, '\0', value.len));
	if (clean) nl_buf_add(row->out, value);
	else add_clean(row->out, value);
	uint64_t len = row->out->len - head - sizeof len;
	memcpy(row->out->ptr + head, &len, sizeof len);
}

/* ---- reading --------------------------------------------------------------------------------------------------- */

static void take(nl_str *row, void *bytes, size_t len)
{
	assert(row->len >= len);
	memcpy(bytes, row->ptr, len);
	*row = nl_str_slice(*row, len, row->len);
}

size_t nl_row_length(const char head[NL_ROW_HEAD])
{
	uint64_t len;
	memcpy(&len, head, sizeof len);
	return (size_t)len;
}

uint8_t nl_row_statement(nl_str *row)
{
	uint8_t statement;
	take(row, &statement, 1);
	return statement;
}

bool nl_row_next(nl_str *row, nl_row_value *value)
{
	char kind;
	uint64_t len;
	if (row->len == 0) return false;
	take(row, &kind, 1);
	*value = (nl_row_value){.kind = (nl_row_kind)kind};
	switch (value->kind) {
	case NL_ROW_NULL: break;
	case NL_ROW_COUNT: take(row, &value->count, sizeof value->count); break;
	case NL_ROW_NUMBER: take(row, &value->number, sizeof value->number); break;
	case NL_ROW_TEXT:
		take(row, &len, sizeof len);
		assert(row->len >= len);
		value->text = nl_str_slice(*row, 0, (size_t)len);
		*row = nl_str_slice(*row, (size_t)len, row->len);
		break;
	}
	return true;
}
