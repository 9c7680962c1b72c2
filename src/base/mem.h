/* base/mem.h - heap memory for the few things that no arena holds.
 *
 * No memory is not an error that a caller handles: these functions end the program with status 2 and one
 * line on standard error. So they never return NULL, and no caller checks. A library must not end the program of others: its
 * outermost functions set a guard, to which the thread goes back; what was held in between is then lost. */
#ifndef NL_BASE_MEM_H
#define NL_BASE_MEM_H

#include <setjmp.h>
#include <stddef.h>

void *nl_alloc(size_t size);                    /* zeroed; owned, free with free() */
void *nl_realloc(void *old, size_t size);       /* owned; bytes past the old size are not set */
_Noreturn void nl_out_of_memory(size_t wanted); /* tells and ends, or goes to the guard */
/* Where this thread goes, by longjmp(), when there is no memory; NULL: nowhere. Returns what was set before. */
jmp_buf *nl_memory_guard(jmp_buf *guard);

#endif
