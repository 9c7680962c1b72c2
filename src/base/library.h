/* base/library.h - shared libraries that are loaded when they are first needed, so that a run without them starts no later for
 * them. */
#ifndef NL_BASE_LIBRARY_H
#define NL_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#define NL_LIBZIP "libzip.so.4"
#define NL_LIBEXPAT "libexpat.so.1"
#define NL_LIBGIT2 "libgit2.so.1.5"
#define NL_LIBSQLITE "libsqlite3.so.0"

typedef struct {
	const char *name;
	void *to; /* address of a pointer to the function */
} nl_library_symbol;

/* Loads the library `file` (NL_LIBZIP) for the rest of the run and sets all pointers. False when it is not there, or lacks a
 * symbol. Not to be called by two threads at once for the same pointers. */
bool nl_library_load(const char *file, const nl_library_symbol *symbols, size_t count);

#endif
