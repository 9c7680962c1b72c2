/* text/language.h - what a reader must know of a language: handed from the compiled rules to documents. */
#ifndef NL_TEXT_LANGUAGE_H
#define NL_TEXT_LANGUAGE_H

#include "base/map.h"

typedef struct {
	nl_str id;            /* "english" */
	nl_str stemmer;       /* a name that libstemmer knows, or "none" */
	nl_map abbreviations; /* folded, without the final dot: "art", "e.g", "no"; they end no sentence */
	const nl_str *spelling; /* pairs: folded ending or word, and what it is read as; "-isation", "-ization"; ending pairs start with '-' */
	uint32_t spelling_count; /* strings in `spelling`: twice the number of pairs */
	/* How words change: pairs as in `spelling`, "-y", "-ies". Those of one form stand together, behind an empty pair. */
	const nl_str *forms;
	const nl_str *articles; /* folded words that may be others before another word: "a", "an" */
	uint32_t form_count;    /* strings in `forms` */
	uint32_t article_count;
	nl_map openers; /* folded words that open a clause of their own at a line start after a comma: "recalling", "noting" */
} nl_language;

#endif
