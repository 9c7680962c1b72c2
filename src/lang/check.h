/* lang/check.h - what names alone do not show: values, words of closed sets, fields given twice. Private to lang/. */
#ifndef NL_LANG_CHECK_H
#define NL_LANG_CHECK_H

#include "lang/state.h"

/* Checks all that nl_names_resolve() left, and fills what the tree says "set by" of: masks, units, regexes, numbers. */
void nl_check(nl_rules *rules, nl_sink *sink);

/* The words that begin a cue's line, and what they make of it. */
typedef struct {
	const char *word;
	nl_cue_kind kind;
	nl_strength strength;
} nl_cue_word;
enum { NL_CUE_WORDS = 7 };
extern const nl_cue_word nl_cue_words[NL_CUE_WORDS];

/* nl_gap bits of marks that end a cue's reach; 0 when `text` holds anything else. */
uint32_t nl_check_mark_gaps(nl_str text);

/* ---- shared by the checks ---- */

typedef struct {
	nl_rules *rules;
	nl_sink *sink;
	const nl_rule_file *file; /* of what is being checked */
} nl_checker;

nl_diag *nl_check_error(const nl_checker *checker, nl_str code, nl_span span, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Adds a related place of the file being checked. */
void nl_check_related(const nl_checker *checker, nl_diag *diag, nl_span span, const char *text);
/* The number of `word` among those that `name_at` gives; else the error is told, with "did you mean" and all the words,
 * and `count` comes back. `what`: "block kind". */
uint32_t nl_check_word(const nl_checker *checker, const nl_ast_name *word, nl_str code, const char *what,
	const char *(*name_at)(uint32_t i), uint32_t count);
/* True and `value` set when the text is a whole number up to a million; else that is told. */
bool nl_check_whole(const nl_checker *checker, const nl_ast_name *number, uint32_t *value);

#endif
