/* base/file.h - reading whole files. */
#ifndef NL_BASE_FILE_H
#define NL_BASE_FILE_H

#include "base/str.h"

typedef struct {
	char *ptr; /* owned; a NUL stands behind the last byte. NULL when reading failed */
	size_t len;
	int error; /* errno when reading failed; EFBIG: larger than max; EISDIR: a directory */
} nl_file;

nl_file nl_file_read(const char *path, size_t max); /* "-" is a file of that name; use nl_file_read_fd for standard input */
nl_file nl_file_read_fd(int fd, size_t max);
void nl_file_release(nl_file *file);

#endif
