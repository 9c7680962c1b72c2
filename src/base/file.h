/* base/file.h - reading whole files. */
#ifndef NL_BASE_FILE_H
#define NL_BASE_FILE_H

#include <sys/stat.h>

#include "base/str.h"

/* What is no file: nobody knows when it ends, or whether it ever begins. */
enum { NL_FILE_PIPE = -1, NL_FILE_SOCKET = -2, NL_FILE_DEVICE = -3 };

typedef struct {
	char *ptr; /* owned; a NUL stands behind the last byte. NULL when reading failed */
	size_t len;
	int error; /* when reading failed: errno, or one of the above. EFBIG: larger than max; EISDIR: a directory */
} nl_file;

/* Never waits for what may not come: a pipe that is named, a socket or a device is an error. /dev/null is an empty file, and a
 * descriptor (/dev/stdin) is read whatever is behind it. "-" is a file of that name; use nl_file_read_fd for standard input. */
nl_file nl_file_read(const char *path, size_t max);
nl_file nl_file_read_fd(int fd, size_t max);
void nl_file_release(nl_file *file);

/* The error for people: "Permission denied", "it is a pipe, not a file". Valid until the next call in the thread. */
const char *nl_file_why(int error);
/* NL_FILE_PIPE, NL_FILE_SOCKET or NL_FILE_DEVICE when it is one of these that is not read, else 0. */
int nl_file_kind(const struct stat *st);
/* By which path a file is known, however it is called: without links; a descriptor by its own. Owned; NULL with errno set when
 * there is no such file. */
char *nl_file_real_path(const char *path);
/* The descriptor that a path stands for ("/dev/stdin", "/dev/fd/3"), or -1. */
int nl_file_descriptor(const char *path);

#endif
