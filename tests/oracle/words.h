/* tests/oracle/words.h - the words of the random rules and drafts, and what is equal among them: a table written by hand
 * from RULES.md, so that nothing of folding, stems and joined words is taken from the code that is tested. */
#ifndef NL_TESTS_ORACLE_WORDS_H
#define NL_TESTS_ORACLE_WORDS_H

#include "base/str.h"
#include "harness/chance.h"

typedef struct {
	const char *written; /* as it stands in a text, and as the reader cuts it */
	const char *form;    /* what `=word` compares: without case, marks inside and raised or trailing numbers */
	const char *exact;   /* what 'word' compares: the same with its case */
	const char *family;  /* words of one family have one stem */
	bool in_rules;       /* false: only drafts have it */
} oracle_word;

/* What a rule may say; words that a hyphen may join stand together. */
typedef struct {
	const char *parts[3];
	uint32_t count;
} oracle_hyphenated;

enum { ORACLE_HYPHENATED = 4 };
extern const oracle_hyphenated oracle_hyphenated_words[ORACLE_HYPHENATED];

const oracle_word *oracle_word_written(nl_str written); /* NULL: none of the table */
const oracle_word *oracle_word_form(nl_str form);       /* any one with this form; NULL: none */

/* The words of one case: few, so that its rules find something in its drafts. */
enum { ORACLE_VOCABULARY = 10 };

typedef struct {
	const oracle_word *at[ORACLE_VOCABULARY];
} oracle_vocabulary;

void oracle_vocabulary_choose(oracle_vocabulary *vocabulary, chance *c);
const oracle_word *oracle_word_of_drafts(const oracle_vocabulary *vocabulary, chance *c);
const oracle_word *oracle_word_of_rules(const oracle_vocabulary *vocabulary, chance *c);

#endif
