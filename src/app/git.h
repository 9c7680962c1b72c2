/* app/git.h - texts as they were: files of a Git repository by revision.
 *
 * Read through libgit2, which is loaded when the first repository is opened: no other run pays for it. Nothing is ever
 * written to the repository. Not for several threads. */
#ifndef NL_APP_GIT_H
#define NL_APP_GIT_H

#include "base/vec.h"
#include "diag/diag.h"

typedef struct nl_git nl_git;

/* A file at a revision. Everything but its bytes lives until nl_git_close(). */
typedef struct {
	nl_str name;    /* "REVISION:PATH", as `git show` takes it */
	nl_str path;    /* in the repository: an older revision may have it under another name */
	nl_str commit;  /* in full, hexadecimal */
	nl_str author;  /* name */
	nl_str date;    /* of the author, in the author's time zone: "2015-01-09" */
	nl_str summary; /* the first line of the commit's message */
	nl_str object;  /* the name of its content, as Git knows it */
} nl_git_file;

typedef NL_VEC(nl_git_file) nl_git_files;

/* Opens the repository that `path`, a file in its work tree, lies in; the file itself may be gone. In a bare repository the path
 * is that inside it. Owned; NULL after an error in `sink`. */
nl_git *nl_git_open(const char *path, nl_sink *sink);
void nl_git_close(nl_git *git); /* NULL is fine */

/* The content of a file. Owned, with a NUL behind; free with free(). NULL after an error in `sink`, which more than `most` bytes are. */
char *nl_git_bytes(nl_git *git, const nl_git_file *file, size_t most, size_t *len, nl_sink *sink);

/* The file as `revision` (anything that Git knows as one) has it; when it had another name then, the one from which it was renamed on
 * the way to `later` (a revision; empty: HEAD). False after an error in `sink`. */
bool nl_git_read(nl_git *git, nl_str revision, nl_str later, nl_git_file *file, nl_sink *sink);

/* All revisions of the file that `range` ("A..B": of B and not of A; "B"; empty: HEAD) reaches and that changed it, oldest first,
 * renames followed; of a merge only what is in none of its parents. Appends to `files`; false after an error in `sink`, which
 * finding none is. */
bool nl_git_history(nl_git *git, nl_str range, nl_git_files *files, nl_sink *sink);

#endif
