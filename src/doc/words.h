/* doc/words.h - the end of the tokens that a document was asked for; the questions are in doc/doc.h. */
#ifndef NL_DOC_WORDS_H
#define NL_DOC_WORDS_H

#include "doc/doc.h"

void nl_doc_words_free(nl_doc_words *words); /* NULL is fine */

#endif
