/* match/regexes.h - where a regex matches in a document, as spans of tokens. */
#ifndef NL_MATCH_REGEXES_H
#define NL_MATCH_REGEXES_H

#include "match/eval.h"

typedef struct nl_regexes nl_regexes;

nl_regexes *nl_regexes_new(const nl_ir *ir); /* owned; `ir` is borrowed */
void nl_regexes_free(nl_regexes *regexes);   /* NULL is fine */

/* For one document: begin, then its blocks in order, then run. */
void nl_regexes_begin(nl_regexes *regexes);
/* `text` is all that the block says; NL_TOKENS_BEHIND bytes behind it can be read. */
void nl_regexes_block(nl_regexes *regexes, uint32_t block, nl_str text);
/* Runs every regex over every block that may match it, and hands the matches to `eval`. A regex that met its limits is told in
 * `sink`, once; what it found so far counts. */
void nl_regexes_run(nl_regexes *regexes, nl_eval *eval, nl_sink *sink);

#endif
