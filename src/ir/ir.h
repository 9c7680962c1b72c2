/* ir/ir.h - the compiled rules: what lang/ hands to match/ and judge/. Immutable; all of it lives in the arena of the
 * nl_rules that it came from. Nothing here points into an AST. Everything that came from a rule file keeps its origin.
 *
 *   phrases   each a small program (nl_inst) over words; all programs of all phrases lie in one array
 *   nodes     patterns: leaves (a phrase, a regex) and operators over them, children always before parents, so that one
 *             walk in rising order evaluates everything; a term is one node, shared by all who name it
 *   positions what a text can say; rule sets: what is expected of it; axes; languages with their cues
 *
 * References between parts are indexes into the arrays here; NL_NONE is none. */
#ifndef NL_IR_IR_H
#define NL_IR_IR_H

#include "base/buf.h"
#include "base/index.h"
#include "diag/diag.h"
#include "text/block.h"
#include "text/language.h"
#include "text/regex.h"
#include "text/vocab.h"

/* Where a part was written. A number and no pointer, so that rules can be stored in the program (store/). */
typedef struct {
	uint32_t source; /* index into `sources`; NL_NONE: in no file */
	nl_span span;
} nl_origin;

/* ---- phrases ------------------------------------------------------------------------------------------------- */

/* A phrase is a regular expression over words, as a program in the style of Thompson (1968): it starts at a leaf's
 * `start` and yields a span at ACCEPT. No program begins or ends with ANY, and none accepts the empty span. */
typedef enum {
	NL_INST_WORD,  /* the next word satisfies symbol a; go on behind this instruction */
	NL_INST_ANY,   /* any one word; go on behind */
	NL_INST_SPLIT, /* go on at a and at b, without a word */
	NL_INST_JUMP,  /* go on at a */
	NL_INST_ACCEPT /* leaf a matched */
} nl_inst_op;

typedef struct {
	nl_inst_op op;
	uint32_t a, b;
} nl_inst;

typedef struct {
	uint32_t start; /* its program's first instruction */
	uint32_t language;
	uint32_t first; /* the first leaf of patterns with the same program: to the engine they are one, each with its origin */
	nl_origin origin; /* the quoted phrase in the rule file */
} nl_leaf;

/* ---- patterns ------------------------------------------------------------------------------------------------ */

/* Spans are intervals of tokens. Every node yields a minimal list: no span contains another (Clarke, Cormack and
 * Burkowski 1995). S(x) below is the list of child x. */
typedef enum {
	NL_NODE_PHRASE, /* leaf: spans of phrase `leaf`, inside one sentence */
	NL_NODE_REGEX,  /* leaf: matches of regex `leaf` inside one block, widened to whole tokens */
	NL_NODE_OR,     /* spans of any child */
	NL_NODE_THEN, /* a then b: cover of a and a later b that it does not overlap, in one unit, at most `gap` words between */
	NL_NODE_NEAR,    /* as THEN, in either order */
	NL_NODE_AND,     /* cover of one span of each child, in one unit; they may overlap */
	NL_NODE_BUT_NOT, /* spans of child 0 that no span of child 1 overlaps */
	NL_NODE_UNLESS,  /* spans of child 0 in whose unit no span of child 1 lies */
	NL_NODE_ABOUT, /* spans of child 0 where a span of child 1 lies in the same unit, in a lead-in that governs the sentence, or
	                     in a heading above it (the document's title included) */
	NL_NODE_IN,    /* spans of child 0 that begin in a block of a kind in `blocks` */
	NL_NODE_NOT_IN /* ... in a block of no kind in `blocks` */
} nl_node_op;

typedef struct {
	nl_node_op op;
	nl_unit unit;
	uint32_t blocks;      /* IN, NOT_IN: mask of 1u << nl_block_kind */
	uint32_t gap;         /* THEN, NEAR: most words between; UINT32_MAX: any number */
	uint32_t leaf;        /* PHRASE: index into leaves; REGEX: into regexes */
	uint32_t first_child; /* into `children` */
	uint32_t child_count;
	nl_str term; /* the term that this node is the whole of; empty for other nodes */
	nl_origin origin;
} nl_node;

typedef struct {
	const nl_regex *regex;
	nl_str pattern, flags; /* what it was compiled from */
	nl_origin origin;
} nl_regex_leaf;

/* ---- positions ----------------------------------------------------------------------------------------------- */

typedef struct {
	nl_str document; /* "A/68/98" */
	nl_str locator;  /* "para 19"; may be empty */
	nl_str url;      /* may be empty */
} nl_citation;

typedef struct {
	nl_str text;
	bool accept; /* false: reject */
	nl_origin origin;
} nl_example;

typedef enum { NL_CUE_NEGATION, NL_CUE_HEDGE, NL_CUE_REPORTING, NL_CUE_STRENGTH } nl_cue_kind;

typedef enum { NL_TENTATIVE, NL_RECOMMENDED, NL_DECLARED, NL_BINDING } nl_strength; /* in rising order */

typedef struct {
	nl_str id, title, topic, why;
	nl_origin origin; /* of the name */
	uint32_t language;
	uint32_t root;    /* node; NL_NONE when it has no pattern */
	uint32_t ignores; /* cues that do not change its stance: mask of 1u << nl_cue_kind */
	bool in_headings; /* some pattern asks for headings or code by name, so evidence there counts */
	const nl_citation *citations;
	uint32_t citation_count;
	const uint32_t *opposes; /* positions; made symmetric by the compiler */
	uint32_t oppose_count;
	const uint32_t *alternatives; /* nodes: every branch of every `|` in its own patterns, for coverage; terms are not entered */
	uint32_t alternative_count;
	const nl_example *examples;
	uint32_t example_count;
} nl_position;

/* ---- rule sets and axes -------------------------------------------------------------------------------------- */

typedef enum { NL_COND_POSITION, NL_COND_AND, NL_COND_OR, NL_COND_NOT, NL_COND_N_OF, NL_COND_COUNT } nl_cond_op;

typedef struct {
	nl_cond_op op;
	uint32_t position; /* POSITION, COUNT */
	uint32_t n;        /* N_OF: how many; COUNT: at least so much affirmed evidence (">" was turned into ">=") */
	uint32_t first_child, child_count; /* into `cond_children`; indexes of conditions */
	nl_origin origin;
} nl_cond;

typedef enum { NL_REQUIRE, NL_RECOMMEND, NL_DISCOURAGE, NL_FORBID } nl_rule_kind;

typedef struct {
	nl_str id; /* the position's name, the name after `as`, or the condition spelled with hyphens; unique in its rule set */
	nl_rule_kind kind;
	uint32_t condition;
	uint32_t when;        /* condition, or NL_NONE */
	nl_strength at_least; /* NL_TENTATIVE when not asked for */
	double weight;        /* > 0 */
	nl_severity severity;
	nl_str message, help, instead; /* empty when not given */
	nl_str stands_for;             /* the words that `instead` takes the place of, a line each; empty: not said */
	nl_origin origin;
} nl_rule;

typedef struct {
	nl_str id, title;
	const nl_citation *citations;
	uint32_t citation_count;
	const nl_rule *rules; /* with those inherited by `extends`, overridden and dropped as it says */
	uint32_t rule_count;
	nl_str extends; /* empty when it extends none */
	bool optional;  /* judged only when it is asked for by name */
	nl_origin origin;
} nl_ruleset;

typedef struct {
	nl_str id, title;  /* the title may be empty */
	uint32_t from, to; /* positions: the negative and the positive end */
	nl_origin origin;
} nl_axis;

/* ---- languages ----------------------------------------------------------------------------------------------- */

typedef enum { NL_CUE_BEFORE, NL_CUE_AFTER, NL_CUE_AROUND, NL_CUE_PSEUDO } nl_cue_reach;
/* BEFORE: the cue stands before what it governs; AFTER: behind it; AROUND: either; PSEUDO: looks like a cue of its kind
 * and is none: cues of the kind that it overlaps do not count. */

typedef struct {
	uint32_t leaf;
	nl_cue_kind kind;
	nl_cue_reach reach;
	nl_strength strength; /* of NL_CUE_STRENGTH */
} nl_cue;

typedef struct {
	nl_language text; /* what readers need */
	nl_str title;
	nl_vocab *vocab;
	const nl_cue *cues;
	uint32_t cue_count;
	const uint32_t *stops; /* leaves that end a cue's reach */
	uint32_t stop_count;
	uint32_t stop_gaps;  /* nl_gap bits that end a cue's reach */
	const nl_str *names; /* words that keep their capital at the start of a title inside a message: "Internet" */
	uint32_t name_count;
	const uint32_t *leaves; /* the leaves of patterns in this language, of equal ones the first; no cues and stops */
	uint32_t leaf_count;
	/* Symbol -> the WORD instructions that wait for it at the start of one of `leaves`; of a cue or stop. */
	nl_index starts, cue_starts;
	nl_origin origin;
} nl_ir_language;

typedef struct {
	const nl_inst *insts;
	const nl_leaf *leaves;
	const nl_node *nodes;
	const uint32_t *children;
	const nl_regex_leaf *regexes;
	const nl_position *positions; /* sorted by id */
	const nl_cond *conds;
	const uint32_t *cond_children;
	const nl_ruleset *rulesets;      /* sorted by id */
	const nl_axis *axes;             /* sorted by id */
	const nl_ir_language *languages; /* sorted by id */
	const nl_source *const *sources; /* the rule files */
	uint32_t inst_count, leaf_count, node_count, child_count, regex_count, position_count, cond_count, cond_child_count,
		ruleset_count, axis_count, language_count, source_count;
	nl_index parents;           /* node -> nodes that name it as a child */
	nl_index of_leaf, of_regex; /* first leaf, regex -> its nodes */
	nl_index parts; /* position -> the nodes that say what it wants, rising: its root, and of those nl_ir_wanted() */
	const double *words; /* by node: how many it needs, of a phrase by its first way, of an OR the mean */
} nl_ir;

/* How many of a node's children, from the first on, say what it wants: what `but not` and `unless` keep out is nothing to miss. */
uint32_t nl_ir_wanted(const nl_node *node);

/* The place and the rule file's own words of an origin; a label without a source, and nothing, when it is in no file. */
nl_label nl_ir_at(const nl_ir *ir, nl_origin origin);
nl_str nl_ir_words(const nl_ir *ir, nl_origin origin);

/* By id; NL_NONE when there is none. */
uint32_t nl_ir_position(const nl_ir *ir, nl_str id);
uint32_t nl_ir_ruleset(const nl_ir *ir, nl_str id);
uint32_t nl_ir_axis(const nl_ir *ir, nl_str id);
uint32_t nl_ir_language_of(const nl_ir *ir, nl_str id);

/* Whether a condition asks for the position. */
bool nl_ir_cond_names(const nl_ir *ir, uint32_t condition, uint32_t position);
/* Whether the rule's condition, or the one behind its `when`, asks for the position; whether any rule of the set does. */
bool nl_ir_rule_names(const nl_ir *ir, const nl_rule *rule, uint32_t position);
bool nl_ir_ruleset_names(const nl_ir *ir, const nl_ruleset *ruleset, uint32_t position);

const char *nl_strength_name(nl_strength strength); /* "binding", "declared", "recommended", "tentative" */
const char *nl_rule_kind_name(nl_rule_kind kind);   /* "require", ... */
const char *nl_cue_kind_name(nl_cue_kind kind);     /* "negation", ... */
/* The rule file's own words for a node, white space folded: what a message shows of a pattern. */
void nl_ir_node_text(const nl_ir *ir, uint32_t node, nl_buf *out);
void nl_ir_dump(const nl_ir *ir, nl_buf *out); /* for --dump-ir; stable */

#endif
