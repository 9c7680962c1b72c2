#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

#include "base/vsnprintf.h"
#include "base/mem.h"
#include "base/utf8.h"

void nl_buf_release(nl_buf *buf)
{
	free(buf->ptr);
	*buf = (nl_buf){0};
}

void nl_buf_clear(nl_buf *buf)
{
	buf->len = 0;
}

void nl_buf_grow(nl_buf *buf, size_t more)
{
	if (more > SIZE_MAX / 2 - buf->len) nl_out_of_memory(more);
	size_t cap = buf->cap ? buf->cap * 2 : 256;
	while (cap < buf->len + more) cap *= 2;
	buf->ptr = nl_realloc(buf->ptr, cap);
	buf->cap = cap;
}

void nl_buf_add_c(nl_buf *buf, const char *c_string)
{
	nl_buf_add(buf, nl_str_of(c_string));
}

void nl_buf_add_char(nl_buf *buf, uint32_t code_point)
{
	char bytes[4];
	nl_buf_add(buf, (nl_str){bytes, nl_utf8_encode(code_point, bytes)});
}

void nl_buf_vaddf(nl_buf *buf, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	nl_buf_reserve(buf, 128); /* enough for most, so that they are formatted once */
	size_t room = buf->cap - buf->len, len = nl_vsnprintf(buf->ptr + buf->len, room, format, args);
	if (len >= room) {
		nl_buf_reserve(buf, len + 1);
		nl_vsnprintf(buf->ptr + buf->len, len + 1, format, again);
	}
	va_end(again);
	buf->len += len;
}

void nl_buf_addf(nl_buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_buf_vaddf(buf, format, args);
	va_end(args);
}

nl_str nl_buf_str(const nl_buf *buf)
{
	return (nl_str){buf->ptr, buf->len};
}
