/* tests/oracle/draft.h - random drafts in Markdown: headings, paragraphs, lists under a lead-in, quotes, code. */
#ifndef NL_TESTS_ORACLE_DRAFT_H
#define NL_TESTS_ORACLE_DRAFT_H

#include "base/buf.h"
#include "oracle/words.h"

enum { ORACLE_TOKENS = 63 }; /* no draft has more, so that a set of places is one number */

void oracle_draft_write(const oracle_vocabulary *vocabulary, chance *c, nl_buf *out);

#endif
