/* tests/oracle/pattern.h - random patterns as trees, and the same patterns as a rule file. */
#ifndef NL_TESTS_ORACLE_PATTERN_H
#define NL_TESTS_ORACLE_PATTERN_H

#include "ir/ir.h"
#include "oracle/words.h"

/* ---- phrases ------------------------------------------------------------------------------------------------- */

typedef struct oracle_item oracle_item;

typedef struct {
	oracle_item *items;
	uint32_t count;
} oracle_sequence;

enum { ORACLE_WAYS = 3, ORACLE_CHILDREN = 3 };

typedef enum {
	ORACLE_WORD,     /* law, multi-stakeholder: parts, compared by stem */
	ORACLE_FORM,     /* =laws, =multi-stakeholder: compared as they are but for case */
	ORACLE_ANY,      /* _ */
	ORACLE_GAP,      /* ... */
	ORACLE_OPTIONAL, /* [all|some] */
	ORACLE_CHOICE,   /* (must|shall be) */
	ORACLE_NAMED     /* @term, which is made of phrases: its ways */
} oracle_item_kind;

struct oracle_item {
	oracle_item_kind kind;
	const char *parts[3];
	uint32_t part_count;
	oracle_sequence ways[ORACLE_WAYS];
	uint32_t way_count;
	uint32_t term; /* NAMED: its number */
};

/* ---- patterns ------------------------------------------------------------------------------------------------ */

typedef enum {
	ORACLE_PHRASE,
	ORACLE_EXACT, /* 'ICT law': words, compared with their case */
	ORACLE_REGEX, /* /aw|ta/i: literals, the first that fits at a place */
	ORACLE_TERM,  /* a term that is any pattern: the only child */
	ORACLE_OR,
	ORACLE_AND,
	ORACLE_THEN,
	ORACLE_NEAR,
	ORACLE_BUT_NOT,
	ORACLE_UNLESS,
	ORACLE_ABOUT,
	ORACLE_IN,
	ORACLE_NOT_IN,
	ORACLE_WITHIN
} oracle_pattern_kind;

typedef struct oracle_pattern oracle_pattern;
struct oracle_pattern {
	oracle_pattern_kind kind;
	oracle_sequence phrase;
	const char *texts[2]; /* EXACT, REGEX */
	uint32_t text_count;
	const oracle_pattern *children[ORACLE_CHILDREN];
	uint32_t child_count;
	uint32_t gap;    /* THEN, NEAR; UINT32_MAX: any */
	uint32_t blocks; /* IN, NOT_IN: mask of 1u << nl_block_kind */
	nl_unit unit;    /* WITHIN */
	uint32_t term;   /* TERM: its number */
};

enum { ORACLE_PHRASE_TERMS = 2, ORACLE_TERMS = 2, ORACLE_POSITIONS = 3 };

typedef struct {
	oracle_item phrase_terms[ORACLE_PHRASE_TERMS]; /* @words-N, NAMED */
	oracle_pattern terms[ORACLE_TERMS];            /* @term-N, TERM */
	const oracle_pattern *positions[ORACLE_POSITIONS];
	uint32_t ignores[ORACLE_POSITIONS]; /* masks of 1u << nl_cue_kind */
} oracle_rules;

/* Random rules of the words of a vocabulary; all in `arena`. */
void oracle_rules_make(oracle_rules *rules, const oracle_vocabulary *vocabulary, chance *c, nl_arena *arena);
/* The terms and positions (position-0, ...) as a rule file. */
void oracle_rules_write(const oracle_rules *rules, nl_buf *out);

#endif
