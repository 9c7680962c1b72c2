#include "base/vsnprintf.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct {
	char *out;
	size_t room, len;
} target;

static bool is_simple(const char *format)
{
	for (const char *at = format; (at = strchr(at, '%')); at++) {
		if (strncmp(at, "%.*s", 4) == 0) at += 3;
		else if (strncmp(at, "%zu", 3) == 0) at += 2;
		else if (at[1] == 's' || at[1] == 'u' || at[1] == '%') at++;
		else return false;
	}
	return true;
}

static void put(target *t, const char *bytes, size_t len)
{
	if (t->len < t->room) memcpy(t->out + t->len, bytes, len < t->room - t->len ? len : t->room - t->len);
	t->len += len;
}

static void put_number(target *t, uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;
	do digits[--at] = (char)('0' + number % 10);
	while (number /= 10);
	put(t, digits + at, sizeof digits - at);
}

size_t nl_vsnprintf(char *out, size_t room, const char *format, va_list args)
{
	if (!is_simple(format)) return (size_t)vsnprintf(out, room, format, args);
	target t = {out, room, 0};
	for (const char *at = format; *at;) {
		const char *sign = strchr(at, '%');
		put(&t, at, sign ? (size_t)(sign - at) : strlen(at));
		if (!sign) break;
		at = sign + 2;
		if (sign[1] == '%') put(&t, "%", 1);
		else if (sign[1] == 'u') put_number(&t, va_arg(args, unsigned));
		else if (sign[1] == 'z') put_number(&t, va_arg(args, size_t)), at++;
		else if (sign[1] == 's') {
			const char *text = va_arg(args, const char *);
			put(&t, text, strlen(text));
		} else {
			int most = va_arg(args, int);
			const char *text = va_arg(args, const char *);
			put(&t, text, strnlen(text, (size_t)most));
			at += 2;
		}
	}
	if (room) out[t.len < room ? t.len : room - 1] = '\0';
	return t.len;
}
