/* text/regex.h - PCRE2 for rules: compiled once, JIT where the machine has it, always UTF and UCP, always under
 * limits. */
#ifndef NL_TEXT_REGEX_H
#define NL_TEXT_REGEX_H

#include "base/arena.h"
#include "diag/source.h"

typedef struct nl_regex nl_regex;             /* threads share it */
typedef struct nl_regex_state nl_regex_state; /* per thread: match data, JIT stack */

typedef struct {
	nl_str message;  /* PCRE2's own words; in the arena */
	uint32_t offset; /* byte of the expression */
} nl_regex_error;

/* `flags` is a subset of "ixs". NULL with `error` filled when PCRE2 refuses the expression or a flag is unknown.
 * Owned. */
nl_regex *nl_regex_compile(nl_str pattern, nl_str flags, nl_arena *arena, nl_regex_error *error);
/* The same for an expression that is known to compile: that is done when a text is first searched for it. Both are borrowed and
 * must outlive the result. Owned. */
nl_regex *nl_regex_known(nl_str pattern, nl_str flags);
void nl_regex_free(nl_regex *regex);
bool nl_regex_matches_empty(const nl_regex *regex); /* can match no character at all; not for a known one */
/* A literal that every match holds, at least 3 bytes long, ASCII lower case when `ignore_case`; empty when none is
 * known. Blocks without it need not be searched. */
nl_str nl_regex_literal(const nl_regex *regex, bool *ignore_case);

nl_regex_state *nl_regex_state_new(void);
void nl_regex_state_free(nl_regex_state *state);

typedef enum { NL_REGEX_FOUND, NL_REGEX_NOT_FOUND, NL_REGEX_LIMIT } nl_regex_result;
/* The next match at or after `from`; an empty match is passed over. LIMIT: stopped by NL_REGEX_STEPS or _DEPTH. Invalid
 * UTF-8 in `text` is matched around, never refused. */
nl_regex_result nl_regex_next(const nl_regex *regex, nl_regex_state *state, nl_str text, uint32_t from, nl_span *match);

#endif
