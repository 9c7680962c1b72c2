/* match/literals.h - many literals in one pass over a text.
 *
 * Each literal is looked for by its rarest byte: sixty-four bytes of the text at a time are held against the few bytes that
 * some literal has chosen, and only where one stands is a literal compared. */
#ifndef NL_MATCH_LITERALS_H
#define NL_MATCH_LITERALS_H

#include "base/str.h"

typedef struct {
	nl_str text;      /* not empty; ASCII lower case when `ignore_case` */
	bool ignore_case; /* of ASCII letters */
} nl_literal;

/* Tells every place of every literal; those of one literal in rising order. */
void nl_literals_find(nl_str text, const nl_literal *literals, uint32_t count,
	void (*found)(void *context, uint32_t literal, size_t at), void *context);

#endif
