/* pdf/confine.h - takes everything from this process but what reading a PDF needs. */
#ifndef NL_PDF_CONFINE_H
#define NL_PDF_CONFINE_H

#include <cstddef>

namespace pdf
{

/* How the program ends; README.md. */
enum Status { STATUS_GOOD = 0, STATUS_MEMORY = 3, STATUS_NOT_CONFINED = 4, STATUS_GAVE_UP = 5, STATUS_USAGE = 64 };

struct Limits {
	unsigned long pages, seconds;
	unsigned long memory; /* bytes; address space of the whole process */
};

/* From here on: only descriptor 0 can be read and only descriptor 1 written, no file can be opened, nothing started. False when the
 * system does not let the process confine itself. */
bool confine(const Limits &limits);

} // namespace pdf

#endif
