/* Programs run in turn, so that what else the machine does falls on all of them; medians, so that it falls on few runs. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"

void give_up(const char *what)
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

static double of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

bool counts_cpu(void)
{
	const char *time = getenv("BENCH_TIME");
	return time && strcmp(time, "cpu") == 0;
}

/* What a program needs of the environment, and nothing else. */
static void make_environment(const rival *r, char *locale, size_t size, char *environment[4])
{
	static char path[4096], home[] = "HOME=.";
	snprintf(path, sizeof path, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	snprintf(locale, size, "LC_ALL=%s", r->locale ? r->locale : "C");
	environment[0] = path;
	environment[1] = home;
	environment[2] = locale;
	environment[3] = NULL;
}

static pid_t start(const rival *r)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, r->input ? r->input : "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, r->output ? r->output : "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0666);
	posix_spawn_file_actions_addopen(&actions, 2, "errors.txt", O_WRONLY | O_CREAT | O_TRUNC, 0666);
	char locale[64], *environment[4];
	make_environment(r, locale, sizeof locale, environment);
	pid_t child;
	int error = posix_spawnp(&child, r->args[0], &actions, NULL, (char *const *)r->args, environment);
	posix_spawn_file_actions_destroy(&actions);
	if (error == 0) return child;
	errno = error;
	give_up(r->args[0]);
}

static double run(const rival *r, cost *c)
{
	double began = now();
	pid_t child = start(r);
	int status;
	struct rusage usage;
	if (wait4(child, &status, 0, &usage) < 0) give_up("wait for a program");
	double seconds = r->elapsed || !counts_cpu() ? now() - began : of(usage.ru_utime) + of(usage.ru_stime);
	c->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if ((double)usage.ru_maxrss * 1024 > c->peak) c->peak = (double)usage.ru_maxrss * 1024;
	return seconds;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *list, uint32_t count)
{
	qsort(list, count, sizeof *list, compare);
	return count % 2 ? list[count / 2] : (list[count / 2 - 1] + list[count / 2]) / 2;
}

void measure(const rival *rivals, uint32_t count, uint32_t rounds, cost *costs)
{
	static double seconds[MAX_RIVALS][MAX_RUNS], ratios[MAX_RIVALS][MAX_RUNS];
	for (uint32_t i = 0; i < count; i++) {
		costs[i] = (cost){0};
		if (!rivals[i].missing) run(&rivals[i], &costs[i]); /* files come into the page cache */
	}
	for (uint32_t round = 0; round < rounds; round++) {
		for (uint32_t i = 0; i < count; i++) {
			if (rivals[i].missing) continue;
			seconds[i][round] = run(&rivals[i], &costs[i]);
			ratios[i][round] = seconds[i][round] / seconds[0][round];
		}
	}
	for (uint32_t i = 0; i < count; i++) {
		if (rivals[i].missing) continue;
		costs[i].seconds = median(seconds[i], rounds);
		costs[i].ratio = median(ratios[i], rounds);
	}
}
