#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

/* From so many bytes on. Less would round too much of small blocks up to a huge page. */
enum { HUGE = 4 << 20, PAGE = 4096 };

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

/* Of a large block the kernel is asked to give huge pages where it can: to be given the memory of a 100 MB text in pages of 4 KB
 * took it a quarter of the check. It is a wish, so it cannot fail. */
static void *large(void *p, size_t size)
{
	if (size < HUGE) return p;
	uintptr_t from = (uintptr_t)p & ~(uintptr_t)(PAGE - 1); /* of all of its pages, or mremap() would not move it as one */
	uintptr_t end = ((uintptr_t)p + size + PAGE - 1) & ~(uintptr_t)(PAGE - 1);
	madvise((void *)from, end - from, MADV_HUGEPAGE);
	return p;
}

void *nl_alloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);
	if (!p) nl_out_of_memory(size);
	return large(p, size);
}

void *nl_realloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);
	if (!p) nl_out_of_memory(size);
	return large(p, size);
}
