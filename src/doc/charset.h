/* doc/charset.h - the character encoding that a page names itself, as the HTML standard looks for it (13.2.3.2): in the XML
 * declaration or a <meta> among the first 1,024 bytes. */
#ifndef NL_DOC_CHARSET_H
#define NL_DOC_CHARSET_H

#include "base/str.h"

typedef enum {
	NL_CHARSET_NONE,    /* none is named, or none that is known */
	NL_CHARSET_UTF8,    /* also what calls itself UTF-16 in ASCII bytes */
	NL_CHARSET_WESTERN, /* Windows-1252, which Latin-1 and ASCII are read as */
	NL_CHARSET_BYTES,   /* another one of a byte a character */
	NL_CHARSET_OTHER    /* one of several bytes a character, which is not read */
} nl_charset_kind;

typedef struct {
	nl_charset_kind kind;
	nl_str name; /* as the page has it; borrowed from its bytes */
} nl_charset;

/* Of bytes that begin as HTML or XML does, with "<"; NONE of all others. */
nl_charset nl_charset_declared(nl_str bytes);
/* The code points of the bytes 0x80 to 0xFF in a charset of a byte a character; U+FFFD for bytes that it lacks. False when
 * the C library does not know it. */
bool nl_charset_table(nl_str name, uint16_t table[128]);

#endif
