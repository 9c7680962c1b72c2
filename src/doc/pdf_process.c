/* doc/pdf_process.c - see pdf_process.h. The PDF goes in as a file in memory, so that nobody has to write and read in turns. */
#include "doc/pdf_process.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

enum {
	READ_STEP = 1 << 18,
	STATUS_MEMORY = 3, /* src/pdf/README.md */
	STATUS_NOT_CONFINED = 4,
	STATUS_NOT_LINKED = 127, /* of the loader: a library is missing */
};

extern char **environ;

/* ---- the program ----------------------------------------------------------------------------------------------- */

/* A path that is told from the directory of `file`. */
static char *beside(const char *file, const char *name)
{
	const char *slash = strrchr(file, '/');
	int len = slash ? (int)(slash + 1 - file) : 0;
	size_t size = (size_t)len + strlen(name) + 1;
	char *path = nl_alloc(size);
	snprintf(path, size, "%.*s%s", len, file, name);
	return path;
}

/* The first of `names` that can be run; NULL when none can. */
static char *first_beside(const char *file, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *path = beside(file, names[i]);
		if (access(path, X_OK) == 0) return path;
		free(path);
	}
	return NULL;
}

static const char place_of_this_code[] = "for dladdr()";

char *nl_pdf_process_program(void)
{
	static const char *const of_program[] = {"normlint-pdf", "../libexec/normlint/normlint-pdf"};
	static const char *const of_library[] = {"../libexec/normlint/normlint-pdf", "../../libexec/normlint/normlint-pdf"};
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	if (len > 0) self[len] = '\0';
	else snprintf(self, sizeof self, "./normlint");
	char *found = first_beside(self, of_program, 2);
	Dl_info here;
	/* Of a program this is what it was called by, which may be no path. */
	if (!found && dladdr(place_of_this_code, &here) && here.dli_fname && here.dli_fname[0] == '/')
		found = first_beside(here.dli_fname, of_library, 2);
	return found ? found : beside(self, of_program[0]);
}

/* ---- in -------------------------------------------------------------------------------------------------------- */

/* A file that holds the bytes and is nowhere; -1 with errno. */
static int file_of(nl_str bytes)
{
	int fd = memfd_create("pdf", MFD_CLOEXEC);
	for (size_t done = 0; fd >= 0 && done < bytes.len;) {
		ssize_t wrote = write(fd, bytes.ptr + done, bytes.len - done);
		if (wrote > 0) done += (size_t)wrote;
		else if (errno != EINTR) {
			int error = errno;
			close(fd);
			errno = error;
			return -1;
		}
	}
	if (fd >= 0) lseek(fd, 0, SEEK_SET);
	return fd;
}

static int start(const char *program, const char *task, const nl_pdf_limits *limits, int in, int out, pid_t *pid)
{
	char pages[16], seconds[16], memory[24];
	snprintf(pages, sizeof pages, "%u", limits->pages);
	snprintf(seconds, sizeof seconds, "%u", limits->seconds);
	snprintf(memory, sizeof memory, "%zu", limits->memory);
	char name[] = "normlint-pdf", p[] = "--pages", s[] = "--seconds", m[] = "--memory";
	char t[32]; /* of the task */
	snprintf(t, sizeof t, "%s", task ? task : "");
	char *const words[] = {name, p, pages, s, seconds, m, memory, task ? t : NULL, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int error = posix_spawn(pid, program, &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* ---- out ------------------------------------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads until the other end is closed. What ends it before is told. */
static nl_pdf_run read_stream(int fd, const nl_pdf_limits *limits, nl_pdf_taker taker, nl_buf *out)
{
	int64_t deadline = now_ms() + (int64_t)limits->clock_seconds * 1000;
	size_t came = 0;
	for (;;) {
		int64_t left = deadline - now_ms();
		struct pollfd waits = {.fd = fd, .events = POLLIN};
		if (left <= 0) return NL_PDF_RUN_TIME;
		if (poll(&waits, 1, left > 1000 ? 1000 : (int)left) <= 0) continue;
		nl_buf_reserve(out, READ_STEP);
		ssize_t got = read(fd, out->ptr + out->len, READ_STEP);
		if (got == 0) return NL_PDF_RUN_FINE;
		if (got < 0 && errno != EINTR) return NL_PDF_RUN_CRASHED;
		if (got < 0) continue;
		out->len += (size_t)got;
		came += (size_t)got;
		if (came > limits->max_output) return NL_PDF_RUN_OUTPUT;
		if (taker.take) taker.take(taker.context, out);
	}
}

static nl_pdf_run run_of(int status, int *error)
{
	if (WIFEXITED(status)) switch (WEXITSTATUS(status)) {
		case 0: return NL_PDF_RUN_FINE;
		case STATUS_MEMORY: return NL_PDF_RUN_MEMORY;
		case STATUS_NOT_CONFINED: return NL_PDF_RUN_NOT_CONFINED;
		case STATUS_NOT_LINKED: *error = ELIBACC; return NL_PDF_RUN_MISSING;
		default: return NL_PDF_RUN_CRASHED;
		}
	int signal = WTERMSIG(status);
	*error = signal;
	if (signal == SIGXCPU) return NL_PDF_RUN_TIME;
	if (signal == SIGKILL) return NL_PDF_RUN_MEMORY; /* a system that has none left kills */
	return signal == SIGSYS ? NL_PDF_RUN_FORBIDDEN : NL_PDF_RUN_CRASHED;
}

static nl_pdf_run finish(pid_t pid, nl_pdf_run told, int *error)
{
	int status = 0;
	/* It closed its output: it is at its end, or does not want to be. */
	if (told != NL_PDF_RUN_FINE) kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
	return told != NL_PDF_RUN_FINE ? told : run_of(status, error);
}

nl_pdf_run nl_pdf_process_run(const char *program, const char *task, nl_str bytes, const nl_pdf_limits *limits,
	nl_pdf_taker taker, nl_buf *out, int *error)
{
	int in = file_of(bytes), ends[2] = {-1, -1};
	pid_t pid = 0;
	nl_pdf_run run = NL_PDF_RUN_MISSING;
	*error = 0;
	if (in < 0 || pipe2(ends, O_CLOEXEC) != 0) *error = errno;
	else *error = start(program, task, limits, in, ends[1], &pid);
	if (in >= 0) close(in);
	if (ends[1] >= 0) close(ends[1]);
	if (*error == 0) run = finish(pid, read_stream(ends[0], limits, taker, out), error);
	if (ends[0] >= 0) close(ends[0]);
	return run;
}
