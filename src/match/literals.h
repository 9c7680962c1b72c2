/* match/literals.h - many literals in one pass over a text.
 *
 * Each literal is looked for by the rarest two of its bytes that stand side by side: sixteen places of the text at a time are held
 * against the pairs of all literals, and only where one stands is a literal compared. */
#ifndef NL_MATCH_LITERALS_H
#define NL_MATCH_LITERALS_H

#include "base/str.h"

typedef struct {
	nl_str text;      /* two bytes or more; ASCII lower case when `ignore_case` */
	bool ignore_case; /* of ASCII letters */
} nl_literal;

/* Tells every place of every literal; those of one literal in rising order. */
void nl_literals_find(nl_str text, const nl_literal *literals, uint32_t count,
	void (*found)(void *context, uint32_t literal, size_t at), void *context);

#endif
