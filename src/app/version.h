/* app/version.h - what --version prints. */
#ifndef NL_APP_VERSION_H
#define NL_APP_VERSION_H

#include "base/buf.h"

/* The program's version on the first line, the libraries that it runs with on the second, and on the third those that it opens when
 * some text needs them, which it does here. */
void nl_version(nl_buf *out);

#endif
