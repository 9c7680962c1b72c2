/* report/xml_writer.h - text inside XML 1.0, as the value of an attribute or between tags. Characters that XML cannot hold, and
 * invalid UTF-8, become U+FFFD; line ends and tabs are kept as references, which no parser folds. */
#ifndef NL_REPORT_XML_WRITER_H
#define NL_REPORT_XML_WRITER_H

#include "base/buf.h"

void nl_xml_put_text(nl_buf *out, nl_str text);
void nl_xml_put_attribute(nl_buf *out, const char *name, nl_str value); /* ` name="value"` */
void nl_xml_put_count(nl_buf *out, const char *name, uint32_t value);   /* ` name="12"` */

#endif
