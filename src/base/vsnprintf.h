/* base/vsnprintf.h - printf's way with the directives that messages are made of.
 *
 * A draft of a few pages has a thousand short messages, and vsnprintf() took a seventh of the time of its check. What is more than
 * %s, %.*s, %u, %zu, %016 PRIx64 and %% is left to it. */
#ifndef NL_BASE_VSNPRINTF_H
#define NL_BASE_VSNPRINTF_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf(): writes at most `room` bytes, a NUL behind them, and returns how many bytes it all has. */
size_t nl_vsnprintf(char *out, size_t room, const char *format, va_list args) __attribute__((format(printf, 3, 0)));

#endif
