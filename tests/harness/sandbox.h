/* tests/harness/sandbox.h - a directory of its own in which a test runs the program. Golden cases and the examples of
 * the manual both stand on it.
 *
 * Trouble with the machine (no temporary directory, no fork) ends the test program: there is nothing to test then. */
#ifndef NL_TESTS_SANDBOX_H
#define NL_TESTS_SANDBOX_H

#include "base/arena.h"

typedef struct {
	char root[64]; /* /tmp/normlint-...: files/ is where commands run, the rest is ours */
} sandbox;

typedef struct {
	nl_str out, err; /* in the arena that sandbox_run() was given */
	int status;      /* exit status; 128 + n when signal n ended it */
} sandbox_result;

void sandbox_open(sandbox *box);
void sandbox_close(sandbox *box); /* removes everything */

/* A name that ends in '/' makes an empty directory. Missing directories are made. */
void sandbox_write(const sandbox *box, nl_str name, nl_str bytes);
void sandbox_write_zeros(const sandbox *box, nl_str name, uint64_t size); /* a sparse file */

/* Runs `program` with `arguments`: words parted by blanks, '...' and "..." quote; leading NAME=VALUE words set the
 * environment, which is otherwise empty but for PATH and what sanitizers read. Killed after 20 seconds. */
sandbox_result sandbox_run(const sandbox *box, const char *program, nl_str arguments, nl_str input, nl_arena *arena);

/* Prints the difference between two texts on standard output, as diff -u does. */
void sandbox_show_difference(const sandbox *box, const char *what, nl_str wanted, nl_str got);

#endif
