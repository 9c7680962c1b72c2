#include "base/vsnprintf.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct {
	char *out;
	size_t room, len;
} target;

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

static void put_hash(target *t, uint64_t hash)
{
	char digits[16];
	for (size_t i = sizeof digits; i-- > 0; hash >>= 4) digits[i] = "0123456789abcdef"[hash & 0xF];
	put(t, digits, sizeof digits);
}

/* Writes what the directive at `at` stands for; its length, 0 for one that is not known. */
static size_t put_directive(target *t, const char *at, va_list *args)
{
	static const char hash[] = "%016" PRIx64;
	const char *text;
	int most;
	switch (at[1]) {
	case 's':
		text = va_arg(*args, const char *);
		put(t, text, strlen(text));
		return 2;
	case 'u': put_number(t, va_arg(*args, unsigned)); return 2;
	case '%': put(t, "%", 1); return 2;
	case 'z':
		if (at[2] != 'u') return 0;
		put_number(t, va_arg(*args, size_t));
		return 3;
	case '.':
		if (at[2] != '*' || at[3] != 's') return 0;
		most = va_arg(*args, int);
		text = va_arg(*args, const char *);
		put(t, text, strnlen(text, (size_t)most));
		return 4;
	case '0':
		if (strncmp(at, hash, sizeof hash - 1) != 0) return 0;
		put_hash(t, va_arg(*args, uint64_t));
		return sizeof hash - 1;
	default: return 0;
	}
}

size_t nl_vsnprintf(char *out, size_t room, const char *format, va_list args)
{
	target t = {out, room, 0};
	va_list now;
	va_copy(now, args);
	bool known = true;
	for (const char *at = format, *sign; known && at; at = sign) {
		sign = strchr(at, '%');
		size_t plain = sign ? (size_t)(sign - at) : strlen(at);
		if (plain) put(&t, at, plain);
		size_t len = sign ? put_directive(&t, sign, &now) : 0;
		known = len || !sign;
		if (sign) sign += len;
	}
	va_end(now);
	if (!known) return (size_t)vsnprintf(out, room, format, args);
	if (room) out[t.len < room ? t.len : room - 1] = '\0';
	return t.len;
}
