/* pdf/comments.h - remarks onto the pages of a PDF, as highlights and notes. */
#ifndef NL_PDF_COMMENTS_H
#define NL_PDF_COMMENTS_H

#include "pdf/stream.h"

namespace pdf
{

/* Answers a request, README.md: the comments of normlint go, and those that it names come. The PDF stays byte for byte as it is, and
 * gets an update behind its last one. */
void write_comments(const std::string &request, Stream &out);

} // namespace pdf

#endif
