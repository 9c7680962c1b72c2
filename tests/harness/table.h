/* tests/harness/table.h - tables of what is wanted, and lists in JSON to hold against them.
 *
 * A table is lines of fields that tabs divide; empty lines and those that begin with # are left out. */
#ifndef NL_TESTS_TABLE_H
#define NL_TESTS_TABLE_H

#include <cjson/cJSON.h>

#include "base/arena.h"

enum { TABLE_FIELDS = 16 };

/* The text of a table, in `arena`. A file that cannot be read ends the test program: there is nothing to test then. */
nl_str table_read(const char *path, nl_arena *arena);
/* The fields of the next line, and `text` moved on behind it; 0 at the end. */
uint32_t table_next_row(nl_str *text, nl_str fields[TABLE_FIELDS]);

/* The member of `list` whose `key` is the string `value`; NULL when there is none. */
const cJSON *table_find(const cJSON *list, const char *key, nl_str value);

#endif
