/* base/str.h - nl_str: a borrowed slice of bytes, UTF-8 unless a header says otherwise.
 *
 * It owns nothing and need not end in NUL; it is valid as long as what it points into. */
#ifndef NL_BASE_STR_H
#define NL_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
	const char *ptr;
	size_t len;
} nl_str;

#define NL_STR(literal) ((nl_str){"" literal, sizeof(literal) - 1})
#define NL_FMT "%.*s" /* printf("name " NL_FMT, NL_ARG(name)) */
#define NL_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

nl_str nl_str_of(const char *c_string); /* NULL gives the empty slice */
bool nl_str_eq(nl_str a, nl_str b);
int nl_str_cmp(nl_str a, nl_str b); /* by bytes, like strcmp */
bool nl_str_starts(nl_str text, nl_str prefix);
bool nl_str_ends(nl_str text, nl_str suffix);
nl_str nl_str_trim(nl_str text);                /* without ASCII white space at both ends */
size_t nl_str_find(nl_str text, nl_str what);   /* offset of the first occurrence, or SIZE_MAX */
size_t nl_str_line_end(nl_str text, size_t at); /* of the next '\n' or '\r' from `at` on, or the text's end */
/* As a C string in `room` bytes, at least one; what does not fit is cut off. */
void nl_str_copy(char *to, size_t room, nl_str text);
uint64_t nl_hash(const void *bytes, size_t len); /* the same on every machine and in every run */

/* Clipped to the text. */
static inline nl_str nl_str_slice(nl_str text, size_t start, size_t end)
{
	if (end > text.len) end = text.len;
	if (start > end) start = end;
	return (nl_str){text.ptr ? text.ptr + start : NULL, end - start};
}

#endif
