/* report/json_tree.h - JSON values for whoever writes JSON; the one place that knows the library behind them.
 *
 * A tree is built from its root, which the caller owns until nl_json_print() takes it; everything else is borrowed from
 * the root. Strings are copied; invalid UTF-8 and NUL become U+FFFD, so that what is printed is always valid. Keys are
 * string literals. */
#ifndef NL_REPORT_JSON_TREE_H
#define NL_REPORT_JSON_TREE_H

#include "base/buf.h"

typedef struct cJSON nl_json;

nl_json *nl_json_object(void);         /* a root */
nl_json *nl_json_array(void);          /* a root */
nl_json *nl_json_string(nl_str value); /* a root */

void nl_json_set_string(nl_json *object, const char *key, nl_str value);
void nl_json_set_number(nl_json *object, const char *key, double value);
void nl_json_set_bool(nl_json *object, const char *key, bool value);
void nl_json_set_null(nl_json *object, const char *key);
nl_json *nl_json_set_object(nl_json *object, const char *key);
nl_json *nl_json_set_array(nl_json *object, const char *key);
void nl_json_push_string(nl_json *array, nl_str value);
nl_json *nl_json_push_object(nl_json *array);

/* Rounded to so many decimals, and never -0. */
double nl_json_rounded(double value, int decimals);

/* Appends the value as it stands `depth` levels deep in an indented file, without indenting its first line or ending
 * its last, and frees the tree. */
void nl_json_print(nl_json *root, nl_buf *out, uint32_t depth);

#endif
