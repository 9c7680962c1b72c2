/* base/arena.h - memory that is given back all at once.
 *
 * One arena per phase of work: a load of rules, a document, a sink. A pointer from an arena is valid until
 * nl_arena_release(); it is never freed alone. Blocks grow with use, so that a small
 * document costs one block and a large one few. */
#ifndef NL_BASE_ARENA_H
#define NL_BASE_ARENA_H

#include <stdarg.h>

#include "base/str.h"

typedef struct nl_arena_block nl_arena_block;
typedef struct {
	nl_arena_block *head; /* the block in use; older ones hang behind it */
	size_t used;          /* bytes handed out so far, for limits and tests */
} nl_arena;               /* all zero is an empty arena */

void nl_arena_release(nl_arena *arena);             /* frees everything; the arena is empty again */
void *nl_arena_alloc(nl_arena *arena, size_t size); /* zeroed, aligned for any type; never NULL */
void *nl_arena_copy(nl_arena *arena, const void *bytes, size_t size);
nl_str nl_arena_str(nl_arena *arena, nl_str text); /* a copy, with a NUL behind its last byte */
nl_str nl_arena_printf(nl_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
nl_str nl_arena_vprintf(nl_arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

#define nl_arena_new(arena, type) ((type *)nl_arena_alloc((arena), sizeof(type)))
#define nl_arena_array(arena, type, count) ((type *)nl_arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif
