/* annotate/writers.h - the writers, a file each. To add one: NAME.c beside them, a line here and in annotate.c. */
#ifndef NL_ANNOTATE_WRITERS_H
#define NL_ANNOTATE_WRITERS_H

#include "annotate/annotate.h"

extern const nl_annotator nl_annotator_docx, nl_annotator_odt, nl_annotator_fodt, nl_annotator_pdf;

#endif
