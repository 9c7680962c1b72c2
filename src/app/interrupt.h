/* app/interrupt.h - what is undone when a run is ended from outside, by Ctrl-C or kill: files that are not whole yet are removed,
 * and the line that tells of progress is wiped away. */
#ifndef NL_APP_INTERRUPT_H
#define NL_APP_INTERRUPT_H

#include <stdbool.h>

/* Before anything is written. A signal that the caller of the program had it ignore (nohup) stays ignored. */
void nl_interrupt_watch(void);

/* The file is removed if the run ends before it is forgotten. `path` is borrowed until then. In any thread. */
void nl_interrupt_remove(const char *path);
void nl_interrupt_forget(const char *path);

/* A line on this terminal is to be wiped; -1: none is. */
void nl_interrupt_wipe(int fd);

#endif
