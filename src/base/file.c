#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static nl_file failed(char *bytes, int error)
{
	free(bytes);
	return (nl_file){NULL, 0, error};
}

nl_file nl_file_read_fd(int fd, size_t max)
{
	struct stat st;
	if (fstat(fd, &st) != 0) return failed(NULL, errno);
	if (S_ISDIR(st.st_mode)) return failed(NULL, EISDIR);
	if (st.st_size > 0 && (uintmax_t)st.st_size > max) return failed(NULL, EFBIG);
	/* The size is a hint: pipes have none, and a file may grow while it is read. */
	size_t cap = st.st_size > 0 ? (size_t)st.st_size + 1 : 64 << 10, len = 0;
	char *bytes = nl_realloc(NULL, cap + 1);
	for (;;) {
		if (len == cap) bytes = nl_realloc(bytes, (cap *= 2) + 1);
		ssize_t got = read(fd, bytes + len, cap - len);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) return failed(bytes, errno);
		if (got == 0) break;
		len += (size_t)got;
		if (len > max) return failed(bytes, EFBIG);
	}
	bytes[len] = '\0';
	return (nl_file){bytes, len, 0};
}

nl_file nl_file_read(const char *path, size_t max)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) return failed(NULL, errno);
	nl_file file = nl_file_read_fd(fd, max);
	close(fd);
	return file;
}

void nl_file_release(nl_file *file)
{
	free(file->ptr);
	*file = (nl_file){0};
}
