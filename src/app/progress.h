/* app/progress.h - a line on the terminal that tells how far a long run is. It comes after a second, changes at most five times
 * a second, and is wiped away before anything else is written there. */
#ifndef NL_APP_PROGRESS_H
#define NL_APP_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
	int fd; /* -1: nothing is shown */
	uint32_t total;
	const char *what;   /* "texts"; is replaced by whoever counts others */
	double began, last; /* seconds of any clock */
	bool visible;
} nl_progress;

/* `fd` is the terminal to write to, or -1. */
nl_progress nl_progress_of(int fd, uint32_t total, double now);
void nl_progress_hide(nl_progress *progress);
void nl_progress_show(nl_progress *progress, uint32_t done, double now);

double nl_seconds(void); /* of a clock that only goes forward */

#endif
