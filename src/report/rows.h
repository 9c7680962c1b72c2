/* report/rows.h - a report for a database: values for SQL statements, one row after the other, as bytes.
 *
 * A report appends to a buffer and knows nothing of where it goes, and a database is written in one go when the last text is
 * done (app/database.h). So what is written meanwhile are rows:
 *
 *   row    length of what follows (8 bytes), statement (1), values
 *   value  'n': null; 'i': integer (8); 'r': real (8); 't': length (8), text, which is valid UTF-8 without NUL
 *
 * in the byte order of the machine: nobody but the same run reads them. */
#ifndef NL_REPORT_ROWS_H
#define NL_REPORT_ROWS_H

#include "base/buf.h"

enum { NL_ROW_HEAD = 8 }; /* bytes of the length */

typedef struct {
	nl_buf *out;
	size_t start;
} nl_row;

nl_row nl_row_begin(nl_buf *out, uint8_t statement);
void nl_row_end(nl_row *row);
void nl_row_put_null(nl_row *row);
void nl_row_put_count(nl_row *row, uint64_t value);
void nl_row_put_number(nl_row *row, double value);
void nl_row_put_text(nl_row *row, nl_str value); /* what is no UTF-8, and NUL, becomes U+FFFD */

typedef enum { NL_ROW_NULL = 'n', NL_ROW_COUNT = 'i', NL_ROW_NUMBER = 'r', NL_ROW_TEXT = 't' } nl_row_kind;

typedef struct {
	nl_row_kind kind;
	int64_t count;
	double number;
	nl_str text; /* in the row */
} nl_row_value;

/* How many bytes stand behind the head of a row. */
size_t nl_row_length(const char head[NL_ROW_HEAD]);
/* The statement of a row without its head, which is taken off; then one value after the other. False when none is left. */
uint8_t nl_row_statement(nl_str *row);
bool nl_row_next(nl_str *row, nl_row_value *value);

#endif
