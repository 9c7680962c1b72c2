#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/vsnprintf.h"
#include "base/mem.h"

enum { FIRST_BLOCK = 4 << 10, LARGEST_STEP = 4 << 20, ALIGN = alignof(max_align_t) };

struct nl_arena_block {
	nl_arena_block *older;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

static nl_arena_block *block_for(nl_arena *arena, size_t size)
{
	nl_arena_block *head = arena->head;
	if (head && head->size - head->used >= size) return head;
	size_t step = head ? head->size * 2 : FIRST_BLOCK;
	if (step > LARGEST_STEP) step = LARGEST_STEP;
	if (step < size) step = size;
	if (step > SIZE_MAX - sizeof(nl_arena_block)) nl_out_of_memory(size);
	nl_arena_block *block = nl_realloc(NULL, sizeof *block + step);
	block->size = step;
	block->used = 0;
	block->older = head;
	arena->head = block;
	return block;
}

/* Its bytes are not set. */
static void *take(nl_arena *arena, size_t size)
{
	if (size > SIZE_MAX - ALIGN) nl_out_of_memory(size);
	size_t rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
	nl_arena_block *block = block_for(arena, rounded);
	void *p = block->bytes + block->used;
	block->used += rounded;
	arena->used += rounded;
	return p;
}

void *nl_arena_alloc(nl_arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
}

void nl_arena_release(nl_arena *arena)
{
	for (nl_arena_block *b = arena->head, *older; b; b = older) {
		older = b->older;
		free(b);
	}
	*arena = (nl_arena){0};
}

void *nl_arena_copy(nl_arena *arena, const void *bytes, size_t size)
{
	void *p = take(arena, size);
	if (size) memcpy(p, bytes, size);
	return p;
}

nl_str nl_arena_str(nl_arena *arena, nl_str text)
{
	char *p = take(arena, text.len + 1);
	if (text.len) memcpy(p, text.ptr, text.len);
	p[text.len] = '\0';
	return (nl_str){p, text.len};
}

nl_str nl_arena_vprintf(nl_arena *arena, const char *format, va_list args)
{
	char some[256]; /* enough for most, so that they are formatted once */
	va_list again;
	va_copy(again, args);
	size_t len = nl_vsnprintf(some, sizeof some, format, args);
	char *p = take(arena, len + 1);
	if (len < sizeof some) memcpy(p, some, len + 1);
	else nl_vsnprintf(p, len + 1, format, again);
	va_end(again);
	return (nl_str){p, len};
}

nl_str nl_arena_printf(nl_arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_str text = nl_arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}
