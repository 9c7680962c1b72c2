/* tests/mutate/damage.h - changes to a file such as accidents and attackers make: of its bytes, of its lines, of its tags. */
#ifndef NL_TESTS_DAMAGE_H
#define NL_TESTS_DAMAGE_H

#include "base/buf.h"
#include "harness/chance.h"

/* One change of the bytes: one of them, some of them taken out or put in twice, a number, seldom the end cut off. */
void damage_bytes(nl_buf *b, chance *c);
/* One change of the lines: some taken out, put in again or moved, or one, or its first signs, put in many times. */
void damage_lines(nl_buf *b, chance *c);
/* One change of tags that leaves most XML well-formed: an element copied, removed, put into another many times or opened up, the value
 * of an attribute replaced. What holds no tag stays as it is. */
void damage_tags(nl_buf *b, chance *c);

#endif
