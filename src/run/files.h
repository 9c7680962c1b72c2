/* run/files.h - from the paths of a command line to the files that they mean. */
#ifndef NL_RUN_FILES_H
#define NL_RUN_FILES_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "doc/passed_over.h"

typedef enum { NL_KEPT, NL_BY_GIT, NL_BY_CONFIGURATION } nl_left_out;

typedef struct {
	NL_VEC(const char *)
	paths;           /* in the order given, those of a directory sorted by bytes; each once. "-" stays as it is */
	nl_map seen;     /* the same paths, to find doubles */
	nl_arena arena;  /* holds the paths */
	uint32_t failed; /* paths that led to no file */
	/* Why a walk leaves a name of a directory out, whatever it is; NULL: none. */
	nl_left_out (*leaves_out)(void *context, const char *path, bool is_directory);
	void *context;
	nl_passed_over passed_over;
} nl_files; /* all zero is empty */

typedef bool nl_file_wanted(nl_str path);
bool nl_is_rule_file(nl_str path); /* by its ending, .norm */

/* Adds a file, or the files under a directory that `wanted` takes (hidden ones and symbolic links to directories
 * are left out). What cannot be read, and a directory without any such file, is an error in `sink`; `kind` says
 * what was looked for: "texts (.md, .txt)". */
void nl_files_add(nl_files *files, const char *path, nl_file_wanted *wanted, const char *kind, nl_sink *sink);
void nl_files_release(nl_files *files);

/* What people may have meant by a path to which there is no file: the nearest name in its directory. In `arena`; empty when
 * there is none. */
nl_str nl_files_suggest(const char *path, nl_arena *arena);

/* Adds the error for a file that could not be read, with "did you mean"; `path` NULL is standard input. */
void nl_files_tell(nl_sink *sink, const char *path, int error);

#endif
