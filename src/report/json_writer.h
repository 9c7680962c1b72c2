/* report/json_writer.h - JSON written value by value, straight into a buffer, without a tree: for reports that hold a
 * value for each of many places. It looks as report/json_tree.h prints it.
 *
 *   nl_json_writer w = nl_json_writer_at(out, 0);
 *   nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
 *   nl_json_put_string(&w, "id", id);
 *   nl_json_close(&w);
 *
 * A key comes with each value inside an object, and NULL with each value inside a list and with the root. Keys are plain
 * ASCII. Strings may hold anything; invalid UTF-8 and NUL become U+FFFD. */
#ifndef NL_REPORT_JSON_WRITER_H
#define NL_REPORT_JSON_WRITER_H

#include "base/buf.h"

typedef enum { NL_JSON_OBJECT, NL_JSON_LIST } nl_json_kind;

typedef enum {
	NL_JSON_LINES, /* each value on its own line; of an empty one the brackets alone */
	NL_JSON_FIT    /* all on one line when that is short, else as LINES; holds no list and no object */
} nl_json_layout;

enum { NL_JSON_DEPTH = 12, NL_JSON_FIT_VALUES = 64 }; /* open at once; in one FIT before it is laid out in lines */

typedef struct {
	nl_json_kind kind;
	nl_json_layout layout;
	uint32_t count; /* of values so far */
} nl_json_level;

typedef struct {
	nl_buf *out;
	uint32_t base; /* depth of the root in the file */
	uint32_t depth;
	bool flat; /* all on one line */
	nl_json_level levels[NL_JSON_DEPTH];
	size_t fit_start, fit_values[NL_JSON_FIT_VALUES]; /* of the open FIT: where it begins in `out`, and its values */
} nl_json_writer;

/* `out` is borrowed. `base`: how deep the root stands in an indented file; neither is its first line indented nor its last
 * ended. */
nl_json_writer nl_json_writer_at(nl_buf *out, uint32_t base);
nl_json_writer nl_json_writer_flat(nl_buf *out); /* everything on one line, which is not ended */
void nl_json_open(nl_json_writer *writer, const char *key, nl_json_kind kind, nl_json_layout layout);
void nl_json_close(nl_json_writer *writer);

void nl_json_put_string(nl_json_writer *writer, const char *key, nl_str value);
void nl_json_put_number(nl_json_writer *writer, const char *key, double value);
void nl_json_put_count(nl_json_writer *writer, const char *key, uint64_t value);
void nl_json_put_bool(nl_json_writer *writer, const char *key, bool value);
void nl_json_put_null(nl_json_writer *writer, const char *key);

#endif
