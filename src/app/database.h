/* app/database.h - reports in an SQLite database; the one place that knows libsqlite3, which is loaded when one is asked for.
 *
 * A run is appended in one transaction, when its last text is done: it is there whole or not at all, whatever ends the
 * program, and the database is locked no longer than that takes. Who finds it locked waits. A file that is no database of ours, or one of
 * another version, is never written to. */
#ifndef NL_APP_DATABASE_H
#define NL_APP_DATABASE_H

#include <stdio.h>

#include "diag/diag.h"

/* Whether a run can be appended to `path`, as far as can be told before: nothing is there yet, or an empty file, or a
 * database of ours. False after an error in `sink`. */
bool nl_database_check(const char *path, nl_sink *sink);
/* Appends the rows (report/rows.h) that can be read from `rows`. False after an error in `sink`; the database is as before. */
bool nl_database_append(const char *path, FILE *rows, nl_sink *sink);

#endif
