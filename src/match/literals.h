/* match/literals.h - many literals in one pass over a text.
 *
 * Each literal is looked for by the rarest two of its bytes that stand side by side: sixteen places of the text at a time are held
 * against the pairs of all literals, and only where one stands is a literal compared. Pairs with a byte that is rare in prose
 * (a colon, a capital letter) are left aside where no such byte stands. */
#ifndef NL_MATCH_LITERALS_H
#define NL_MATCH_LITERALS_H

#include "base/bytes.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct {
	nl_str text;      /* two bytes or more; ASCII lower case when `ignore_case` */
	bool ignore_case; /* of ASCII letters */
} nl_literal;

/* A literal by two bytes of it, side by side. */
typedef struct {
	uint32_t offset; /* of the first of them */
	char fold;       /* 0x20 when letters of either case do, else 0 */
	char first, second;
} nl_literal_pair;

typedef struct {
	NL_VEC(nl_literal) list;
	NL_VEC(nl_literal_pair) pairs; /* one for each literal */
	NL_VEC(nl_byte_pair) kinds;    /* of them, each once; from `signed_from` on those that have a sign */
	NL_VEC(nl_byte_sign) signs;    /* rare bytes, one of each such pair */
	bool is_sign[2][256];          /* the same, by how far behind the place they stand */
	uint32_t signed_from;
} nl_literals; /* all zero: none */

void nl_literals_release(nl_literals *literals);
void nl_literals_add(nl_literals *literals, nl_literal literal); /* its text is borrowed */

/* Tells every place of every literal by its number; those of one literal in rising order. NL_BYTES behind the text can be read. */
void nl_literals_find(const nl_literals *literals, nl_str text,
	void (*found)(void *context, uint32_t literal, size_t at), void *context);

#endif
