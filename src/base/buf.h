/* base/buf.h - nl_buf: bytes that grow, for building text. Owned; nl_buf_release() frees it. */
#ifndef NL_BASE_BUF_H
#define NL_BASE_BUF_H

#include <stdarg.h>
#include <string.h>

#include "base/str.h"

typedef struct {
	char *ptr;
	size_t len, cap;
} nl_buf; /* all zero is an empty buffer */

void nl_buf_release(nl_buf *buf);
void nl_buf_clear(nl_buf *buf);             /* empty, memory kept */
void nl_buf_grow(nl_buf *buf, size_t more); /* for nl_buf_reserve(), when there is no room */
void nl_buf_add_c(nl_buf *buf, const char *c_string);
void nl_buf_add_char(nl_buf *buf, uint32_t code_point); /* as UTF-8 */
void nl_buf_addf(nl_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void nl_buf_vaddf(nl_buf *buf, const char *format, va_list args);
nl_str nl_buf_str(const nl_buf *buf); /* borrowed; valid until the next change */

/* Room for `more` bytes behind len. This and the next two are called for each word that is written. */
static inline void nl_buf_reserve(nl_buf *buf, size_t more)
{
	if (more > buf->cap - buf->len) nl_buf_grow(buf, more);
}

static inline void nl_buf_add(nl_buf *buf, nl_str text)
{
	if (text.len == 0) return;
	nl_buf_reserve(buf, text.len);
	memcpy(buf->ptr + buf->len, text.ptr, text.len);
	buf->len += text.len;
}

static inline void nl_buf_add_byte(nl_buf *buf, char byte)
{
	nl_buf_reserve(buf, 1);
	buf->ptr[buf->len++] = byte;
}

#endif
