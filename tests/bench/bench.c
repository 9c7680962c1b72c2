/* How fast, how much memory: bench NORMLINT NAME FILE... [-- NAME FILE...]...
 *
 * Start-up: the best of many whole processes on 5 KB of the first group. Throughput: the files of a group one after another,
 * over and over, to LARGE bytes, checked on one core with all built-in rules, JSON written to a file, less the start-up; the
 * median of RUNS_LARGE runs. Memory is the peak beyond that at start. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"

enum { LARGE = 32 << 20, SMALL = 5 << 10, RUNS_SMALL = 20, RUNS_LARGE = 5 };

typedef struct {
	double seconds;
	double peak; /* bytes */
} cost;

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "bench: cannot %s: %s\n", what, strerror(errno));
	exit(2);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static cost run(const char *program, const char *path, const char *output)
{
	double start = now();
	pid_t child = fork();
	if (child < 0) give_up("start the program");
	if (child == 0) {
		execl(program, program, "check", "--exit-zero", "--quiet", "-f", "json", "-o", output, path, (char *)NULL);
		_exit(127);
	}
	int status;
	struct rusage usage;
	if (wait4(child, &status, 0, &usage) < 0) give_up("wait for the program");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench: %s failed on %s\n", program, path);
		exit(1);
	}
	return (cost){now() - start, (double)usage.ru_maxrss * 1024};
}

static int by_time(const void *a, const void *b)
{
	double x = ((const cost *)a)->seconds, y = ((const cost *)b)->seconds;
	return (x > y) - (x < y);
}

static cost median_of(const char *program, const char *path, const char *output, int runs)
{
	cost all[RUNS_SMALL > RUNS_LARGE ? RUNS_SMALL : RUNS_LARGE];
	for (int i = 0; i < runs; i++) all[i] = run(program, path, output);
	qsort(all, (size_t)runs, sizeof *all, by_time);
	return all[runs / 2];
}

/* The drafts again and again, to about `size` bytes, ending at a line end. */
static void write_text(const char *path, char **drafts, int count, size_t size)
{
	nl_buf text = {0};
	while (text.len < size) {
		for (int i = 0; i < count; i++) {
			nl_file file = nl_file_read(drafts[i], NL_MAX_DOCUMENT);
			if (!file.ptr) give_up(drafts[i]);
			nl_buf_add(&text, (nl_str){file.ptr, file.len});
			nl_buf_add_c(&text, "\n\n");
			nl_file_release(&file);
		}
	}
	while (text.len > size && text.ptr[size] != '\n') size++;
	FILE *out = fopen(path, "wb");
	if (!out || fwrite(text.ptr, 1, size, out) != size || fclose(out) != 0) give_up(path);
	nl_buf_release(&text);
}

static void make_file(char *pattern)
{
	int fd = mkstemps(pattern, 3);
	if (fd < 0) give_up("make a temporary file");
	close(fd);
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: bench NORMLINT NAME FILE... [-- NAME FILE...]...\n");
		return 2;
	}
	char text[] = "/tmp/normlint-bench-XXXXXX.md", output[] = "/tmp/normlint-bench-XXXXXX.js";
	make_file(text);
	make_file(output);
	cost start = {0};
	for (int at = 2, end; at < argc; at = end + 1) {
		for (end = at; end < argc && strcmp(argv[end], "--") != 0; end++) continue;
		if (at == 2) {
			write_text(text, argv + at + 1, end - at - 1, SMALL);
			start = median_of(argv[1], text, output, RUNS_SMALL);
			printf("%6.1f ms    a draft of %d KB, the whole process\n", start.seconds * 1e3, SMALL >> 10);
		}
		write_text(text, argv + at + 1, end - at - 1, LARGE);
		cost full = median_of(argv[1], text, output, RUNS_LARGE);
		printf("%6.1f MB/s  %s, %d MB; memory %.1f times the text\n", LARGE / (full.seconds - start.seconds) / 1e6,
			argv[at], LARGE >> 20, (full.peak - start.peak) / LARGE);
	}
	unlink(text);
	unlink(output);
	return 0;
}
