/* text/stem.h - from a word to what it is compared by, in one language.
 *
 * The form of a word is its folded characters after the language's spelling pairs ("-isation" is read as
 * "-ization"); its stem is what libstemmer makes of the form. Not shared by threads: libstemmer keeps its result
 * inside. */
#ifndef NL_TEXT_STEM_H
#define NL_TEXT_STEM_H

#include "base/buf.h"
#include "text/language.h"

enum { NL_LONGEST_WORD = 512 }; /* bytes; a longer one is no word of any language, and known to no rule */

typedef struct nl_stemmer nl_stemmer;

/* `language` is borrowed and must outlive the stemmer; a stemmer name that libstemmer does not know is read as
 * "none". Owned. */
nl_stemmer *nl_stemmer_new(const nl_language *language);
void nl_stemmer_free(nl_stemmer *stemmer);

/* Both are borrowed and valid until the next call for either. A pair that begins with '-' changes an ending and needs
 * three bytes before it ("-our" = "-or" leaves "four" alone); of the pairs that fit, the first one counts. */
nl_str nl_stemmer_form(nl_stemmer *stemmer, nl_str word);
nl_str nl_stemmer_stem(nl_stemmer *stemmer, nl_str form);

#endif
