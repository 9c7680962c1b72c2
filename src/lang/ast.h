/* lang/ast.h - the syntax tree of a rule file, and the builders that the grammar calls.
 *
 * Every node begins with its kind and its span (bytes of its file's source); names are nodes of their own, so that they
 * have their own span. Siblings hang together by `next`. Nodes live in the arena of the nl_rules and are never freed
 * alone. Builders take the location, build, and tell what only they can see (a lost quote, a comma between patterns);
 * what needs names or meaning is left to names.c and check.c. */
#ifndef NL_LANG_AST_H
#define NL_LANG_AST_H

#include "ir/ir.h"

typedef struct nl_parser nl_parser;
typedef struct nl_rule_file nl_rule_file;

typedef enum {
	NL_AST_NAME,
	NL_AST_TEXT,
	NL_AST_CITATION,
	/* phrases: nl_ast_phrase */
	NL_AST_WORD,
	NL_AST_FORM,
	NL_AST_ANY,
	NL_AST_GAP,
	NL_AST_PHRASE_TERM,
	NL_AST_SEQUENCE,
	NL_AST_OPTIONAL,
	NL_AST_CHOICE,
	/* patterns: nl_ast_pattern */
	NL_AST_PHRASE,
	NL_AST_EXACT,
	NL_AST_REGEX,
	NL_AST_TERM_USE,
	NL_AST_OR,
	NL_AST_THEN,
	NL_AST_NEAR,
	NL_AST_AND,
	NL_AST_BUT_NOT,
	NL_AST_UNLESS,
	NL_AST_ABOUT,
	NL_AST_IN,
	NL_AST_NOT_IN,
	NL_AST_WITHIN,
	NL_AST_MARK,
	/* conditions: nl_ast_cond */
	NL_AST_IS,
	NL_AST_COND_AND,
	NL_AST_COND_OR,
	NL_AST_COND_NOT,
	NL_AST_N_OF,
	NL_AST_COUNT,
	/* attributes of rules: nl_ast_attr */
	NL_AST_AS,
	NL_AST_AT_LEAST,
	NL_AST_WEIGHT,
	NL_AST_SEVERITY,
	NL_AST_MESSAGE,
	NL_AST_HELP,
	NL_AST_INSTEAD,
	/* and of "ignore" in a configuration */
	NL_AST_SENTENCE,
	NL_AST_FINGERPRINT,
	NL_AST_UNTIL,
	NL_AST_BECAUSE,
	/* lines of a rule set: nl_ast_rule */
	NL_AST_RULE,
	NL_AST_OVERRIDE,
	NL_AST_DROP,
	/* fields of positions, rule sets and languages: nl_ast_field */
	NL_AST_TOPIC,
	NL_AST_SOURCE,
	NL_AST_WHY,
	NL_AST_OPPOSES,
	NL_AST_IGNORES,
	NL_AST_ON_REQUEST, /* "optional" in a rule set */
	NL_AST_MATCHES,
	NL_AST_ACCEPT,
	NL_AST_REJECT,
	NL_AST_STEMMER,
	NL_AST_ABBREVIATIONS,
	NL_AST_SPELLING,
	NL_AST_OPENERS,
	NL_AST_FORMS,
	NL_AST_ARTICLES,
	NL_AST_NAMES,
	NL_AST_CUE,
	NL_AST_STOP,
	/* settings of a configuration: nl_ast_field */
	NL_AST_USES,
	NL_AST_EXTENDS,
	NL_AST_EXCLUDE,
	NL_AST_GITIGNORE,
	NL_AST_TEXT_LANGUAGE,
	NL_AST_RATE, /* "severity" */
	NL_AST_MIN_SCORE,
	NL_AST_FAIL_LEVEL,
	NL_AST_MAX_WARNINGS,
	NL_AST_IGNORE,
	/* items: nl_ast_item */
	NL_AST_IMPORT,
	NL_AST_TERM,
	NL_AST_POSITION,
	NL_AST_RULESET,
	NL_AST_AXIS,
	NL_AST_LANGUAGE,
	NL_AST_USE,
	NL_AST_CONFIG
} nl_ast_kind;

const char *nl_ast_kind_name(nl_ast_kind kind); /* as the user writes it, or would call it */

/* A list that the grammar grows at its end. */
#define NL_AST_LIST(type)   \
	struct {                \
		type *first, *last; \
		uint32_t count;     \
	}
#define nl_ast_push(list, node) \
	((list)->first ? ((list)->last->next = (node)) : ((list)->first = (node)), (list)->last = (node), (void)(list)->count++)

typedef struct nl_ast_name {
	nl_ast_kind kind;
	nl_span span;
	nl_str text;
	struct nl_ast_name *next;
} nl_ast_name;
typedef NL_AST_LIST(nl_ast_name) nl_ast_names;

typedef struct nl_ast_text {
	nl_ast_kind kind;
	nl_span span; /* with its quotation marks */
	nl_str raw;   /* between the marks, as written */
	nl_str text;  /* with escapes and continued lines resolved */
	bool broken;  /* its mistake was told */
	struct nl_ast_text *next;
} nl_ast_text;
typedef NL_AST_LIST(nl_ast_text) nl_ast_texts;

typedef struct nl_ast_citation {
	nl_ast_kind kind;
	nl_span span;
	nl_ast_text *document;
	nl_str locator;   /* "para 19"; may be empty */
	nl_ast_text *url; /* may be NULL */
	struct nl_ast_citation *next;
} nl_ast_citation;
typedef NL_AST_LIST(nl_ast_citation) nl_ast_citations;

/* What stands inside a quoted phrase. The children of a choice or an optional are sequences. */
typedef struct nl_ast_phrase nl_ast_phrase;
typedef NL_AST_LIST(nl_ast_phrase) nl_ast_phrases;
struct nl_ast_phrase {
	nl_ast_kind kind;
	nl_span span;
	nl_str word; /* WORD, FORM: with its hyphens; PHRASE_TERM: the term's name */
	nl_ast_phrases children;
	uint32_t depth; /* longest way down, this node included */
	nl_ast_phrase *next;
};

typedef struct nl_ast_pattern nl_ast_pattern;
typedef NL_AST_LIST(nl_ast_pattern) nl_ast_patterns;
struct nl_ast_pattern {
	nl_ast_kind kind;
	nl_span span;
	nl_ast_patterns children;
	nl_ast_text *text;     /* PHRASE, EXACT, MARK; REGEX: the expression */
	nl_ast_phrase *phrase; /* PHRASE: its sequence */
	nl_str flags;          /* REGEX */
	nl_ast_name *name;     /* TERM_USE: the term; WITHIN: the unit */
	nl_ast_names kinds;    /* IN, NOT_IN: block kinds */
	uint32_t gap;          /* THEN, NEAR; UINT32_MAX: any number */
	uint32_t blocks;       /* IN, NOT_IN: the mask, set by check.c */
	nl_unit unit;          /* WITHIN: set by check.c */
	const nl_regex *regex; /* REGEX: set by check.c */
	uint32_t depth;        /* longest way down, this node included */
	bool broken;           /* its mistake was told; say no more of it */
	nl_ast_pattern *next;
};

typedef struct nl_ast_cond nl_ast_cond;
typedef NL_AST_LIST(nl_ast_cond) nl_ast_conds;
struct nl_ast_cond {
	nl_ast_kind kind;
	nl_span span;
	nl_ast_conds children;
	nl_ast_name *position; /* IS, COUNT */
	nl_ast_name *number;   /* N_OF, COUNT: as written */
	bool above;            /* COUNT: ">" and not ">=" */
	uint32_t n;            /* N_OF, COUNT: set by rulesets.c, for COUNT as of ">=" */
	uint32_t depth;
	nl_ast_cond *next;
};

typedef struct nl_ast_attr {
	nl_ast_kind kind;
	nl_span span;
	nl_ast_name *name;    /* AS, AT_LEAST, SEVERITY; WEIGHT: the number, UNTIL: the date, as written */
	nl_ast_text *text;    /* MESSAGE, HELP, INSTEAD, SENTENCE, FINGERPRINT, BECAUSE */
	nl_ast_texts texts;   /* INSTEAD: what it stands for; none: not said */
	nl_strength strength; /* AT_LEAST: set by rulesets.c */
	double weight;        /* WEIGHT: set by rulesets.c */
	struct nl_ast_attr *next;
} nl_ast_attr;
typedef NL_AST_LIST(nl_ast_attr) nl_ast_attrs;

typedef struct nl_ast_rule {
	nl_ast_kind kind;
	nl_span span;
	nl_rule_kind rule;      /* RULE */
	nl_ast_cond *condition; /* RULE */
	nl_ast_cond *when;      /* RULE: may be NULL */
	nl_ast_name *name;      /* OVERRIDE, DROP: the rule's id */
	nl_ast_attrs attrs;
	struct nl_ast_rule *next;
} nl_ast_rule;
typedef NL_AST_LIST(nl_ast_rule) nl_ast_rules;

typedef struct nl_ast_field {
	nl_ast_kind kind;
	nl_span span;
	nl_ast_names names; /* TOPIC, OPPOSES, IGNORES; CUE: kind and reach; USES, MIN_SCORE: rule sets; RATE, IGNORE: rules */
	/* WHY, ACCEPT, REJECT, STEMMER, ABBREVIATIONS, OPENERS, ARTICLES, NAMES; SPELLING, FORMS: pairs; EXTENDS, EXCLUDE */
	nl_ast_texts texts;
	nl_ast_citations citations; /* SOURCE */
	nl_ast_pattern *pattern;    /* MATCHES, CUE, STOP */
	nl_ast_texts paths;         /* settings: the patterns before it */
	nl_ast_name *value;         /* GITIGNORE, TEXT_LANGUAGE, RATE, FAIL_LEVEL; MIN_SCORE, MAX_WARNINGS: as written */
	nl_ast_attrs attrs;         /* IGNORE */
	uint32_t number;            /* MAX_WARNINGS: set by settings_check.c */
	uint32_t cue, reach;        /* CUE: index into nl_cue_words, and nl_cue_reach; set by check.c */
	struct nl_ast_field *next;
} nl_ast_field;
typedef NL_AST_LIST(nl_ast_field) nl_ast_fields;

/* What stands between the braces of a block, in order of kind. */
typedef struct {
	nl_ast_fields fields;
	nl_ast_rules rules; /* of a rule set */
} nl_ast_body;

typedef struct nl_ast_item {
	nl_ast_kind kind;
	nl_span span;
	nl_ast_name *name;       /* NULL for IMPORT and CONFIG */
	nl_ast_text *title;      /* POSITION, RULESET, LANGUAGE; AXIS, and what extends: may be NULL; IMPORT: the file */
	nl_ast_name *extends;    /* RULESET: may be NULL */
	nl_ast_name *from, *to;  /* AXIS */
	nl_ast_pattern *pattern; /* TERM */
	nl_ast_body body;
	bool broken; /* a part of it was lost to a mistake */
	bool stored; /* of the base, and not parsed: all but kind, span, name and file is missing */
	nl_rule_file *file;
	struct nl_ast_item *replaces;   /* the item of an earlier layer whose place it takes; set by names.c */
	struct nl_ruleset_state *state; /* RULESET: set by rulesets.c */
	struct nl_ast_item *next;
} nl_ast_item;
typedef NL_AST_LIST(nl_ast_item) nl_ast_items;

/* ---- builders, called by grammar/norm.y ----------------------------------------------------------------------- */

nl_ast_name *nl_ast_make_name(nl_parser *parser, nl_span span, nl_str text);
nl_str nl_ast_mended_name(nl_parser *parser, nl_str text); /* the name that was meant; empty for none */
nl_ast_name *nl_ast_mend_name(nl_parser *parser, nl_span span, nl_str text); /* capitals, underscores: told and mended */
nl_ast_text *nl_ast_make_verbatim(nl_parser *parser, nl_span span, nl_str raw); /* a backslash in it is one */
nl_ast_text *nl_ast_make_text(nl_parser *parser, nl_span span, nl_str lexeme);
nl_ast_text *nl_ast_mend_text(nl_parser *parser, nl_span span, nl_str lexeme); /* the closing quotation mark is lost */
size_t nl_ast_lost_text_length(nl_str lexeme); /* how much of an unclosed text to the line's end is the text */
nl_ast_text *nl_ast_mend_curly_text(nl_parser *parser, nl_span span, nl_str lexeme); /* “ ” */
nl_ast_names nl_ast_names_push(nl_ast_names list, nl_ast_name *name);
nl_ast_texts nl_ast_texts_push(nl_ast_texts list, nl_ast_text *text);

nl_ast_citation *nl_ast_make_citation(nl_parser *parser, nl_span span, nl_ast_text *document, nl_str locator,
	nl_ast_text *url);
nl_ast_citations nl_ast_citations_push(nl_ast_citations list, nl_ast_citation *citation);
nl_str nl_ast_make_locator(nl_parser *parser, nl_str word, nl_str where);
nl_str nl_ast_slice(const nl_parser *parser, nl_span span); /* the text that a span covers, as written */

nl_ast_pattern *nl_ast_make_phrase(nl_parser *parser, nl_span span, nl_ast_text *text);
nl_ast_pattern *nl_ast_make_exact(nl_parser *parser, nl_span span, nl_str lexeme);
nl_ast_pattern *nl_ast_mend_exact(nl_parser *parser, nl_span span, nl_str lexeme);
nl_ast_pattern *nl_ast_make_regex(nl_parser *parser, nl_span span, nl_str lexeme);
nl_ast_pattern *nl_ast_mend_regex(nl_parser *parser, nl_span span, nl_str lexeme);
nl_ast_pattern *nl_ast_make_term_use(nl_parser *parser, nl_span span, nl_str lexeme); /* with its '@'; mends the name */
nl_ast_pattern *nl_ast_mend_term_use(nl_parser *parser, nl_span span, nl_str lexeme); /* without its '@' */
nl_ast_pattern *nl_ast_make_list(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_ast_pattern *b);
nl_ast_pattern *nl_ast_make_binary(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_ast_pattern *b);
nl_ast_pattern *nl_ast_make_gap(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_span op_span,
	nl_str op, nl_ast_pattern *b);
nl_ast_pattern *nl_ast_make_filter(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *a, nl_ast_names kinds);
nl_ast_pattern *nl_ast_make_within(nl_parser *parser, nl_span span, nl_ast_name *unit, nl_ast_pattern *a);
nl_ast_pattern *nl_ast_make_stop(nl_parser *parser, nl_span span, nl_ast_text *text); /* a phrase, or marks */

nl_ast_cond *nl_ast_make_is(nl_parser *parser, nl_ast_name *position);
nl_ast_cond *nl_ast_make_cond(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_cond *a, nl_ast_cond *b);
nl_ast_cond *nl_ast_make_not(nl_parser *parser, nl_span span, nl_ast_cond *a);
nl_ast_cond *nl_ast_make_n_of(nl_parser *parser, nl_span span, nl_ast_name *number, nl_ast_conds list);
nl_ast_conds nl_ast_conds_push(nl_ast_conds list, nl_ast_cond *condition);
nl_ast_cond *nl_ast_make_count(nl_parser *parser, nl_span span, nl_ast_name *position, bool above, nl_ast_name *number);

nl_ast_attr *nl_ast_make_attr(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_name *name, nl_ast_text *text);
nl_ast_attr *nl_ast_make_instead(nl_parser *parser, nl_span span, nl_ast_text *text, nl_ast_texts stands_for);
nl_ast_attrs nl_ast_attrs_push(nl_ast_attrs list, nl_ast_attr *attr);
nl_ast_rule *nl_ast_make_rule(nl_parser *parser, nl_span span, nl_str kind, nl_ast_cond *when, nl_ast_cond *condition,
	nl_ast_attrs attrs);
nl_ast_rule *nl_ast_make_change(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_name *name, nl_ast_attrs attrs);

nl_ast_field *nl_ast_make_names(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_names names);
nl_ast_field *nl_ast_make_texts(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_texts texts);
nl_ast_field *nl_ast_make_source(nl_parser *parser, nl_span span, nl_ast_citations citations);
nl_ast_field *nl_ast_make_matches(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *pattern);
nl_ast_field *nl_ast_make_cue(nl_parser *parser, nl_span span, nl_ast_name *kind, nl_ast_name *reach, nl_ast_pattern *pattern);

nl_ast_field *nl_ast_make_setting(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_names names, nl_ast_name *value);
nl_ast_field *nl_ast_make_ignore(nl_parser *parser, nl_span span, nl_ast_names rules, nl_ast_attrs attrs);
nl_ast_field *nl_ast_for_paths(nl_ast_field *setting, nl_span span, nl_ast_texts paths);

nl_ast_body nl_ast_body_field(nl_ast_body body, nl_ast_field *field);
nl_ast_body nl_ast_body_rule(nl_ast_body body, nl_ast_rule *rule);

nl_ast_item *nl_ast_make_import(nl_parser *parser, nl_span span, nl_ast_text *file);
nl_ast_item *nl_ast_make_term(nl_parser *parser, nl_span span, nl_ast_name *name, nl_ast_pattern *pattern);
nl_ast_item *nl_ast_make_use(nl_parser *parser, nl_span span, nl_ast_name *language);
nl_ast_item *nl_ast_make_config(nl_parser *parser, nl_span span);
nl_ast_item *nl_ast_make_axis(nl_parser *parser, nl_span span, nl_ast_name *name, nl_ast_text *title, nl_ast_name *from,
	nl_ast_name *to);
nl_ast_item *nl_ast_make_head(nl_parser *parser, nl_span span, nl_ast_name *name, nl_ast_text *title, nl_ast_name *extends);
nl_ast_item *nl_ast_make_block(nl_ast_kind kind, nl_span span, nl_ast_item *head, nl_ast_body body);
/* An item whose beginning could not be read. With a name it still defines that name; without one, names that turn out
 * unknown are not told, since this item may have defined them. */
nl_ast_item *nl_ast_lost_item(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_name *name);
void nl_ast_add_item(nl_parser *parser, nl_ast_item *item);

/* ---- builders, called by grammar/phrase.y ---------------------------------------------------------------------- */

nl_ast_phrase *nl_ast_make_word(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_str word);
nl_ast_phrase *nl_ast_make_phrase_group(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_phrases parts);
nl_ast_phrases nl_ast_phrases_push(nl_ast_phrases list, nl_ast_phrase *part);

#endif
