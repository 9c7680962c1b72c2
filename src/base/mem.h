/* base/mem.h - heap memory for the few things that no arena holds.
 *
 * No memory is not an error that a caller handles: these functions end the program with status 2 and one
 * line on standard error. So they never return NULL, and no caller checks. */
#ifndef NL_BASE_MEM_H
#define NL_BASE_MEM_H

#include <stddef.h>

void *nl_alloc(size_t size);                    /* zeroed; owned, free with free() */
void *nl_realloc(void *old, size_t size);       /* owned; bytes past the old size are not set */
_Noreturn void nl_out_of_memory(size_t wanted); /* tells and ends */

#endif
