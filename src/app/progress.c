#include "app/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "app/interrupt.h"

/* Seconds before the line first comes, and between two of its states. */
static const double first_after = 1.0, every = 0.2;

nl_progress nl_progress_of(int fd, uint32_t total, double now)
{
	return (nl_progress){.fd = fd, .total = total, .what = "texts", .began = now, .last = now};
}

/* A terminal that does not take it is no reason to end. */
static void put(const nl_progress *progress, const char *line, size_t len)
{
	ssize_t written = write(progress->fd, line, len);
	(void)written;
}

void nl_progress_hide(nl_progress *progress)
{
	if (!progress->visible) return;
	put(progress, "\r\033[K", 4);
	nl_interrupt_wipe(-1);
	progress->visible = false;
}

void nl_progress_show(nl_progress *progress, uint32_t done, double now)
{
	if (progress->fd < 0 || now - progress->began < first_after) return;
	if (now - progress->last < every) return;
	char line[80];
	int len = snprintf(line, sizeof line, "\r\033[Kchecked %u of %u %s", done, progress->total, progress->what);
	nl_interrupt_wipe(progress->fd);
	put(progress, line, (size_t)len);
	progress->last = now;
	progress->visible = true;
}

double nl_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
