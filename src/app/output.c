/* A report that is cut short must not look like a whole one, so a file is written beside its place and renamed at
 * the end. Where the file system can hold a file without a name (O_TMPFILE), it gets one only when it is whole, so that not
 * even a program that is killed leaves a part of it. Devices and pipes cannot be renamed onto; they are written
 * directly, and so is /dev/stdout and its like, whatever is behind it. */
#include "app/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/database.h"
#include "app/interrupt.h"
#include "base/file.h"
#include "base/mem.h"

enum { MOST_NAMES = 100 }; /* that are tried for a file which is not whole yet */

static bool tell(nl_sink *sink, const char *path, int error)
{
	nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "cannot write %s%s%s: %s", path ? "'" : "",
		path ? path : "standard output", path ? "'" : "", strerror(error));
	return false;
}

static char *copied(nl_str text)
{
	char *copy = nl_alloc(text.len + 1);
	memcpy(copy, text.ptr, text.len);
	return copy;
}

/* ---- files that are not whole yet ------------------------------------------------------------------------------ */

/* The name by which a file without a name can be given one. */
static void name_of_open_file(int fd, char name[32])
{
	snprintf(name, 32, "/proc/self/fd/%d", fd);
}

/* A file without a name in the directory of `path`; -1 when there can be none. */
static int open_nameless(const char *path, int mode)
{
	const char *slash = strrchr(path, '/');
	char *directory = slash ? copied((nl_str){path, (size_t)(slash - path) + 1}) : copied(NL_STR("."));
	int fd = open(directory, O_TMPFILE | mode | O_CLOEXEC, 0666);
	free(directory);
	char name[32];
	name_of_open_file(fd, name);
	if (fd < 0 || access(name, F_OK) == 0) return fd;
	close(fd); /* no /proc: it could never be named */
	return -1;
}

/* ".normlint-PID" beside the file, whose own name may be as long as a name can be; or with more behind it, since a program that
 * was killed may have left such a name, and in a container every program may have the same number. */
static void name_temporary(nl_output *output, unsigned attempt)
{
	nl_buf name = {0};
	const char *slash = strrchr(output->path, '/');
	nl_buf_add(&name, (nl_str){output->path, slash ? (size_t)(slash - output->path) + 1 : 0});
	nl_buf_addf(&name, ".normlint-%ld", (long)getpid());
	if (attempt > 0) nl_buf_addf(&name, "-%u", attempt);
	free(output->temporary);
	output->temporary = copied(nl_buf_str(&name));
	nl_buf_release(&name);
}

static bool make_named(nl_output *output)
{
	output->fd = open(output->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	return output->fd >= 0;
}

static bool give_name(nl_output *output)
{
	char name[32];
	name_of_open_file(output->fd, name);
	output->nameless = linkat(AT_FDCWD, name, AT_FDCWD, output->temporary, AT_SYMLINK_FOLLOW) != 0;
	return !output->nameless;
}

/* Makes a name beside the file by `make`, one that nobody has yet. It is removed again if the run is ended. */
static bool under_new_name(nl_output *output, bool (*make)(nl_output *output))
{
	for (unsigned attempt = 0; attempt < MOST_NAMES; attempt++) {
		name_temporary(output, attempt);
		nl_interrupt_remove(output->temporary);
		if (make(output)) return true;
		nl_interrupt_forget(output->temporary);
		if (errno != EEXIST) return false;
	}
	return false;
}

/* Opens what will get its name when it is whole, with the rights of the file that it replaces. */
static void open_temporary(nl_output *output, const struct stat *old)
{
	output->fd = open_nameless(output->path, O_RDWR);
	output->nameless = output->fd >= 0;
	if (!output->nameless && !under_new_name(output, make_named)) return;
	if (old && fchmod(output->fd, old->st_mode & 07777) != 0) output->error = errno;
}

static void release(nl_output *output)
{
	if (output->aside) close(output->aside);
	output->aside = 0;
	free(output->path);
	free(output->temporary);
	output->path = output->temporary = NULL;
}

/* ---- the output ------------------------------------------------------------------------------------------------ */

static bool is_link(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

static bool opened(nl_output *output, const char *path, nl_sink *sink)
{
	if (output->fd >= 0) return true;
	tell(sink, path, errno);
	release(output);
	*output = (nl_output){.fd = -1};
	return false;
}

bool nl_output_open(nl_output *output, const char *path, nl_sink *sink)
{
	*output = (nl_output){.fd = STDOUT_FILENO};
	if (!path) return true;
	struct stat st;
	/* A file behind a descriptor may hold what others wrote before, and more may be added behind it: it is neither replaced nor
	 * opened anew, which would begin at its start. */
	int descriptor = nl_file_descriptor(path);
	bool exists = stat(path, &st) == 0, through_link = exists && is_link(path);
	char *resolved = through_link && descriptor < 0 ? realpath(path, NULL) : NULL; /* its target is to change */
	output->path = copied(nl_str_of(resolved ? resolved : path));
	free(resolved);
	if (descriptor >= 0) output->fd = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
	else if (exists && access(output->path, W_OK) != 0)
		output->fd = -1; /* whoever protects a file does not want it replaced */
	else if (!exists || S_ISREG(st.st_mode)) open_temporary(output, exists ? &st : NULL);
	else output->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	return opened(output, path, sink);
}

bool nl_output_open_new(nl_output *output, const char *path, nl_sink *sink)
{
	*output = (nl_output){.fd = -1, .is_new = true, .path = copied(nl_str_of(path))};
	open_temporary(output, NULL);
	return opened(output, path, sink);
}

bool nl_output_open_database(nl_output *output, const char *path, nl_sink *sink)
{
	*output = (nl_output){.fd = -1, .database = true};
	if (!nl_database_check(path, sink)) return false;
	output->path = copied(nl_str_of(path));
	open_temporary(output, NULL);
	if (output->fd < 0) tell(sink, path, errno);
	else if (!output->nameless) unlink(output->temporary);
	free(output->temporary);
	output->temporary = NULL;
	if (output->fd >= 0) return true;
	release(output);
	return false;
}

static bool write_to(nl_output *output, int fd, nl_str rest)
{
	while (rest.len > 0 && output->error == 0) {
		ssize_t written = write(fd, rest.ptr, rest.len);
		if (written < 0 && errno == EINTR) continue;
		if (written < 0) output->error = errno;
		else rest = nl_str_slice(rest, (size_t)written, rest.len);
	}
	return output->error == 0;
}

bool nl_output_write(nl_output *output, nl_buf *buf)
{
	write_to(output, output->fd, nl_buf_str(buf));
	nl_buf_clear(buf);
	return output->error == 0;
}

/* ---- what is put by -------------------------------------------------------------------------------------------- */

/* Beside the report, where there is to be room for it; else where temporary files go. */
static int open_aside(const nl_output *output)
{
	const char *temporary = getenv("TMPDIR");
	nl_buf name = {0};
	nl_buf_addf(&name, "%s/normlint-XXXXXX", temporary && *temporary ? temporary : "/tmp");
	nl_buf_add_byte(&name, '\0');
	int fd = output->temporary ? open_nameless(output->path, O_RDWR) : -1;
	if (fd < 0) fd = open_nameless(name.ptr, O_RDWR);
	if (fd < 0 && (fd = mkostemp(name.ptr, O_CLOEXEC)) >= 0) unlink(name.ptr);
	nl_buf_release(&name);
	return fd;
}

bool nl_output_put_by(nl_output *output, nl_buf *buf)
{
	if (buf->len && output->aside == 0 && output->error == 0) {
		int fd = open_aside(output);
		if (fd < 0) output->error = errno;
		else output->aside = fd;
	}
	write_to(output, output->aside, nl_buf_str(buf));
	nl_buf_clear(buf);
	return output->error == 0;
}

bool nl_output_take_up(nl_output *output)
{
	static const size_t chunk = 1 << 16;
	if (output->aside == 0) return output->error == 0;
	char *bytes = nl_alloc(chunk);
	if (lseek(output->aside, 0, SEEK_SET) < 0 && output->error == 0) output->error = errno;
	while (output->error == 0) {
		ssize_t got = read(output->aside, bytes, chunk);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) output->error = errno;
		if (got <= 0) break;
		write_to(output, output->fd, (nl_str){bytes, (size_t)got});
	}
	free(bytes);
	return output->error == 0;
}

/* ---- the end --------------------------------------------------------------------------------------------------- */

/* In place of what was there, or only if nothing is. */
static bool move_in_place(const nl_output *output)
{
	if (!output->is_new) return rename(output->temporary, output->path) == 0;
	if (renameat2(AT_FDCWD, output->temporary, AT_FDCWD, output->path, RENAME_NOREPLACE) == 0) return true;
	return errno == EINVAL && link(output->temporary, output->path) == 0 && unlink(output->temporary) == 0;
}

static void remove_temporary(nl_output *output)
{
	if (!output->temporary) return;
	if (!output->nameless) unlink(output->temporary);
	nl_interrupt_forget(output->temporary);
}

static void close_file(nl_output *output)
{
	if (output->nameless && output->error == 0 && !under_new_name(output, give_name)) output->error = errno;
	if (close(output->fd) != 0 && output->error == 0) output->error = errno;
	if (output->temporary && output->error == 0 && !move_in_place(output)) output->error = errno;
	if (output->error != 0) remove_temporary(output);
	else if (output->temporary) nl_interrupt_forget(output->temporary);
}

/* False when it could not be done and is told; what went wrong with the file itself is left in `error`. */
static bool append_rows(nl_output *output, nl_sink *sink)
{
	FILE *rows = lseek(output->fd, 0, SEEK_SET) == 0 ? fdopen(output->fd, "r") : NULL;
	if (!rows) {
		if (output->error == 0) output->error = errno;
		close(output->fd);
		return true;
	}
	bool appended = output->error != 0 || nl_database_append(output->path, rows, sink);
	fclose(rows);
	return appended;
}

bool nl_output_close(nl_output *output, nl_sink *sink)
{
	bool appended = true;
	if (output->database) appended = append_rows(output, sink);
	else if (output->path) close_file(output);
	if (output->error != 0 && output->error != EPIPE) tell(sink, output->path, output->error);
	release(output);
	return appended && output->error == 0;
}

void nl_output_discard(nl_output *output)
{
	if (output->path) {
		close(output->fd);
		remove_temporary(output);
	}
	release(output);
}
