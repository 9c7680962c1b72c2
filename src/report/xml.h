/* report/xml.h - text inside XML 1.0, as the value of an attribute or between tags. Characters that XML cannot hold, and
 * invalid UTF-8, become U+FFFD; line ends and tabs are kept as references, which no parser folds. */
#ifndef NL_REPORT_XML_H
#define NL_REPORT_XML_H

#include "base/buf.h"

void nl_xml_add(nl_buf *out, nl_str text);
void nl_xml_attribute(nl_buf *out, const char *name, nl_str value); /* ` name="value"` */
void nl_xml_count(nl_buf *out, const char *name, uint32_t value);   /* ` name="12"` */

#endif
