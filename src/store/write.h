/* store/write.h - an nl_ir as a C file. */
#ifndef NL_STORE_WRITE_H
#define NL_STORE_WRITE_H

#include "store/stored.h"

/* Adds a C file that defines nl_stored_builtin. The sources of `rules`, which compiled, must be of nl_builtin_files;
 * false when one is not, or an item is none that a base can have. */
bool nl_store_write(nl_rules *rules, nl_buf *out);

#endif
