/* app/output.h - where a report goes: standard output, a file that appears only when it is whole, or a database. */
#ifndef NL_APP_OUTPUT_H
#define NL_APP_OUTPUT_H

#include "base/buf.h"
#include "diag/diag.h"

typedef struct {
	int fd;
	int error;       /* errno of the first write that failed; 0: none. EPIPE: the reader went away, which is no news */
	char *path;      /* owned; the file asked for, NULL for standard output */
	char *temporary; /* owned; the name that it bears until it is whole; NULL when `path` is written directly */
	int aside;       /* what was put by, in a file without a name; 0: nothing */
	bool is_new;     /* nothing may be at `path` */
	bool nameless;   /* `temporary` is not on the disk yet: a program that is killed leaves nothing behind */
	bool database; /* what is written are rows for the database at `path`; they wait in a file that has no name at all */
} nl_output;

/* `path` NULL: standard output. False after an error in `sink`. */
bool nl_output_open(nl_output *output, const char *path, nl_sink *sink);
/* For a report of rows (report/rows.h), which are appended to the database when the output is closed. */
bool nl_output_open_database(nl_output *output, const char *path, nl_sink *sink);
/* The file must not be there yet, not even when it is closed. */
bool nl_output_open_new(nl_output *output, const char *path, nl_sink *sink);
/* Writes and empties the buffer. After a failed write nothing more is written; false then. */
bool nl_output_write(nl_output *output, nl_buf *buf);
/* The same for what is to come behind things that are not known yet: it waits in a file without a name, which is gone when the
 * program is. */
bool nl_output_put_by(nl_output *output, nl_buf *buf);
/* Writes all that was put by. */
bool nl_output_take_up(nl_output *output);
/* Puts the file in its place. False when something could not be written; told in `sink` unless the reader went away. */
bool nl_output_close(nl_output *output, nl_sink *sink);
/* In place of nl_output_close(): leaves what was at `path` as it is. */
void nl_output_discard(nl_output *output);

#endif
