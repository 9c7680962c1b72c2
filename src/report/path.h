/* report/path.h - the name of a text as other tools want it. A name is bytes; it may hold anything but NUL. */
#ifndef NL_REPORT_PATH_H
#define NL_REPORT_PATH_H

#include "report/report.h"

/* The path from where the run was started, without "./" and doubled slashes; absolute when it lies elsewhere. Tools that
 * look at a repository compare it with paths of their own. */
void nl_report_path(nl_buf *out, const nl_report_options *options, const nl_doc *doc);
/* The same as a URI (RFC 3986): relative, or file:///... when it is absolute. */
void nl_report_uri(nl_buf *out, const nl_report_options *options, const nl_doc *doc);

/* An address of the web, with whatever no URI may hold percent-encoded. False, with nothing added, when it is none. */
bool nl_report_web_address(nl_buf *out, nl_str url);

#endif
