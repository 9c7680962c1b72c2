/* report/sqlite.h - the report `sqlite`: rows (report/rows.h) for the database that normlint.schema.sql describes. */
#ifndef NL_REPORT_SQLITE_H
#define NL_REPORT_SQLITE_H

#include <stddef.h>

extern const char nl_sqlite_schema[]; /* SQL that makes an empty database one of normlint */

enum { NL_SQLITE_APPLICATION = 1852797549, NL_SQLITE_VERSION = 1 }; /* as the schema sets them */

/* What the rows of the report are for; NULL past the last. */
const char *nl_sqlite_statement(size_t i);

#endif
