/* A handler of signals can be given nothing, so this is the one place with state of the whole program. It only calls what may
 * be called there (signal-safety(7)). */
#include "app/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include "base/limits.h"

/* More than are ever unfinished at a time: the reports of a run and a baseline. */
enum { MOST = NL_MAX_OUTPUTS + 4 };

static _Atomic(const char *) unfinished[MOST];
static atomic_int terminal = -1;
static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

static void end(int number)
{
	for (size_t i = 0; i < MOST; i++) {
		const char *path = atomic_load(&unfinished[i]);
		if (path) unlink(path);
	}
	int fd = atomic_load(&terminal);
	if (fd >= 0 && write(fd, "\r\033[K", 4) < 0) atomic_store(&terminal, -1);
	/* As if nobody had caught it, so that whoever started the program knows. */
	signal(number, SIG_DFL);
	raise(number);
}

void nl_interrupt_watch(void)
{
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction old, ours = {.sa_handler = end, .sa_flags = SA_RESTART};
		sigfillset(&ours.sa_mask);
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(signals[i], &ours, NULL);
	}
}

static bool swap(const char *from, const char *to)
{
	for (size_t i = 0; i < MOST; i++) {
		const char *expected = from;
		if (atomic_compare_exchange_strong(&unfinished[i], &expected, to)) return true;
	}
	return false;
}

void nl_interrupt_remove(const char *path)
{
	swap(NULL, path);
}

void nl_interrupt_forget(const char *path)
{
	swap(path, NULL);
}

void nl_interrupt_wipe(int fd)
{
	atomic_store(&terminal, fd);
}
