/* base/byte_set.h - which bytes end a run of text, for who asks that of each byte. */
#ifndef NL_BASE_BYTE_SET_H
#define NL_BASE_BYTE_SET_H

#include <stdbool.h>

typedef struct {
	bool has[256]; /* by byte */
} nl_byte_set;     /* all zero: none */

/* The bytes of a C string. */
static inline nl_byte_set nl_byte_set_of(const char *bytes)
{
	nl_byte_set set = {{false}};
	for (; *bytes; bytes++) set.has[(unsigned char)*bytes] = true;
	return set;
}

static inline bool nl_byte_set_has(const nl_byte_set *set, char byte)
{
	return set->has[(unsigned char)byte];
}

#endif
