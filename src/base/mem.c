#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

static _Thread_local jmp_buf *guarded;

jmp_buf *nl_memory_guard(jmp_buf *guard)
{
	jmp_buf *before = guarded;
	guarded = guard;
	return before;
}

_Noreturn void nl_out_of_memory(size_t wanted)
{
	if (guarded) longjmp(*guarded, 1);
	fprintf(stderr, "normlint: out of memory (%zu bytes wanted)\n", wanted);
	exit(2);
}

void *nl_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);
	if (!p) nl_out_of_memory(size);
	return p;
}

void *nl_realloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);
	if (!p) nl_out_of_memory(size);
	return p;
}
