#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
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

int nl_file_descriptor(const char *path)
{
	static const char *const names[] = {"/dev/stdin", "/dev/stdout", "/dev/stderr"};
	static const char *const prefixes[] = {"/dev/fd/", "/proc/self/fd/"};
	for (int fd = 0; fd < 3; fd++)
		if (strcmp(path, names[fd]) == 0) return fd;
	for (size_t i = 0; i < 2; i++) {
		const char *digits = path + strlen(prefixes[i]);
		if (strncmp(path, prefixes[i], strlen(prefixes[i])) != 0 || !*digits || strlen(digits) > 6) continue;
		if (digits[strspn(digits, "0123456789")] == '\0') return atoi(digits);
	}
	return -1;
}

char *nl_file_real_path(const char *path)
{
	return nl_file_descriptor(path) >= 0 ? strdup(path) : realpath(path, NULL);
}

int nl_file_kind(const struct stat *st)
{
	if (S_ISFIFO(st->st_mode)) return NL_FILE_PIPE;
	if (S_ISSOCK(st->st_mode)) return NL_FILE_SOCKET;
	if (S_ISBLK(st->st_mode)) return NL_FILE_DEVICE;
	return S_ISCHR(st->st_mode) && st->st_rdev != makedev(1, 3) /* /dev/null */ ? NL_FILE_DEVICE : 0;
}

/* Opening a pipe would wait for somebody who writes to it, and reading some files of /proc for news: neither does so here. */
nl_file nl_file_read(const char *path, size_t max)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 && errno == ENXIO && stat(path, &st) == 0 && nl_file_kind(&st)) return failed(NULL, nl_file_kind(&st));
	if (fd < 0) return failed(NULL, errno);
	int error = 0;
	if (nl_file_descriptor(path) >= 0) error = fcntl(fd, F_SETFL, 0) != 0 ? errno : 0;
	else if (fstat(fd, &st) == 0) error = nl_file_kind(&st);
	nl_file file = error ? failed(NULL, error) : nl_file_read_fd(fd, max);
	close(fd);
	return file;
}

const char *nl_file_why(int error)
{
	switch (error) {
	case NL_FILE_PIPE: return "it is a pipe, not a file";
	case NL_FILE_SOCKET: return "it is a socket, not a file";
	case NL_FILE_DEVICE: return "it is a device, not a file";
	case EAGAIN: return "it holds nothing yet, and normlint does not wait";
	case ELOOP: return "the link leads in a circle";
	default: return strerror(error);
	}
}

void nl_file_release(nl_file *file)
{
	free(file->ptr);
	*file = (nl_file){0};
}
