/* pdf/pages.h - the words of a PDF, by poppler. With comments.cc the only part that knows the library. */
#ifndef NL_PDF_PAGES_H
#define NL_PDF_PAGES_H

#include "pdf/confine.h"
#include "pdf/stream.h"

namespace pdf
{

/* What must be done while files can still be read. */
void prepare();
/* Writes all that there is to say of the PDF in `bytes`. */
void write_pages(const std::string &bytes, const Limits &limits, Stream &out);

} // namespace pdf

#endif
