/* text/forms.h - the forms of a word: "weapons" is to "weapon" what "policies" is to "policy".
 *
 * A language lists pairs for each form, "-y" = "-ies" and "-" = "-s" for one, "-e" = "-ing" for another. The first pair that fits
 * a word makes the form; so a word has one of each, which begins with its first letter. Form 0 is the word itself. */
#ifndef NL_TEXT_FORMS_H
#define NL_TEXT_FORMS_H

#include "base/buf.h"
#include "text/language.h"

enum { NL_NO_FORM = -1 };

/* Which form of `word` the other is, both folded; NL_NO_FORM when it is none. */
int nl_form_of(const nl_language *language, nl_str word, nl_str other);
/* Adds the word in a form; its capitals stay. False, with nothing added, where the pairs do not say how: a word that the stemmer
 * would not know again ("plot", "ploted"), or that is written in capitals of its own. */
bool nl_form_add(const nl_language *language, int form, nl_str word, nl_buf *out);

/* Whether a word such as "a" may be another before other words. `word` is folded. */
bool nl_form_is_article(const nl_language *language, nl_str word);

/* Whether the text is words with one space or hyphen between two, and nothing else. */
bool nl_words_only(nl_str text);

#endif
