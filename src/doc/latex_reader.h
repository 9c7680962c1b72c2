/* doc/latex_reader.h - what the parts of the LaTeX reader share: where it is, and what it knows of the text around.
 *
 *   latex_reader.c        groups, blocks and arguments
 *   latex_definitions.c   commands that the text defines
 *   latex_environments.c  what stands between \begin and \end, items of lists
 *   latex.c               commands, characters, the whole */
#ifndef NL_DOC_LATEX_READER_H
#define NL_DOC_LATEX_READER_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "doc/latex_commands.h"
#include "doc/prose.h"

/* Environments inside each other; deeper ones leave no trace but their text. */
enum { NL_LATEX_MAX_ENVIRONMENTS = 100 };

/* What the end of a group does. */
typedef enum {
	NL_LATEX_END_NOTHING,
	NL_LATEX_END_BLOCK,
	NL_LATEX_END_MARKS,
	NL_LATEX_END_DROP_NEXT
} nl_latex_group_end;

typedef struct {
	nl_str name;
	const nl_latex_environment *kind;
	char style; /* of a list's numbers; '-' for bullets */
	nl_str before, behind;
	uint32_t number; /* of the last item */
} nl_latex_open_environment;

typedef struct {
	nl_str text; /* that the command stands for, commands in it left out; empty when it shows its arguments */
	uint32_t arguments;
	bool shows; /* its arguments */
} nl_latex_definition;

/* Where something stands next, as far as it is known: no part of a text is searched twice for the same. */
typedef struct {
	size_t from, found, end; /* looked for in from..end; `found` is `end` when it is not there */
} nl_latex_ahead;

typedef struct {
	nl_prose prose;
	nl_str text; /* up to the end of what is read */
	size_t at;
	NL_VEC(uint8_t) groups; /* open, with what their ends do */
	nl_latex_open_environment open[NL_LATEX_MAX_ENVIRONMENTS];
	uint32_t depth, deeper, lists;
	uint32_t numbered; /* lists of numbers around */
	uint32_t shift;    /* of heading levels: parts and chapters */
	bool preamble, footnote, over;
	bool early_told;
	uint32_t early_groups; /* open when a paragraph ended: they have lost their braces */
	nl_map commands;       /* that the text defines: a place in `definitions` */
	NL_VEC(nl_latex_definition) definitions;
	nl_latex_ahead math[4], empty, fi, head; /* what was looked for */
	nl_arena arena;
} nl_latex;

static inline bool nl_latex_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@';
}

static inline bool nl_latex_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static inline char nl_latex_char_at(const nl_latex *r, size_t at)
{
	return at < r->text.len ? r->text.ptr[at] : '\0';
}

/* Reads the bytes from..to, and leaves r->at there; groups that are left open are closed. */
void nl_latex_read_range(nl_latex *r, size_t from, size_t to);

/* ---- groups -------------------------------------------------------------------------------------------------------- */

/* Past blanks and at most one line end. */
size_t nl_latex_skip_blanks(const nl_latex *r, size_t at);
/* Past the group that opens at `at`, with "{" or "["; `at` when it is not closed, or too deep inside. */
size_t nl_latex_past_group(const nl_latex *r, size_t at);
/* What stands between the brackets of the group from..past. */
nl_str nl_latex_inside_of(const nl_latex *r, size_t from, size_t past);
/* Opens the group at r->at, whose end will do `end`. A single character without braces is left to itself. */
void nl_latex_open_group(nl_latex *r, nl_latex_group_end end);

/* ---- blocks -------------------------------------------------------------------------------------------------------- */

/* The innermost environment that says what kind of block its text is; NULL outside of all. */
const nl_latex_open_environment *nl_latex_environment_around(const nl_latex *r);
/* What comes next where nothing special was said: by the environment around. */
void nl_latex_next_running(nl_latex *r);
/* Ends the block that is open, reads its footnotes, and lets a running one follow. */
void nl_latex_end_block(nl_latex *r);
/* Bytes of the text, and a character that stands for some; neither in the preamble. */
void nl_latex_send(nl_latex *r, size_t from, size_t to);
void nl_latex_put_char(nl_latex *r, uint32_t c, size_t from, size_t to);

/* ---- arguments ----------------------------------------------------------------------------------------------------- */

/* Passes over the arguments that a signature names, up to the first that is shown. One that takes in the end of a paragraph is read as
 * text: nothing is lost when a brace was. */
void nl_latex_pass_arguments(nl_latex *r, const char *signature);
/* The next argument, in braces, passed over; empty when there is none. `is_short`: or when a paragraph ends in it. */
nl_str nl_latex_take_any_argument(nl_latex *r, bool is_short);
nl_str nl_latex_take_argument(nl_latex *r); /* a short one */
/* The name of an environment; empty, and nothing passed over, for what is none. */
nl_str nl_latex_take_name(nl_latex *r);
size_t nl_latex_place_of(const nl_latex *r, nl_str slice);

/* ---- definitions --------------------------------------------------------------------------------------------------- */

/* \newcommand{\name}[1][default]{body}, \newcommand*\name{body}; `primitive`: \def\name#1{body}. */
void nl_latex_define(nl_latex *r, bool primitive);
/* A command that the text defines; false when it does not. `start`: of the command. */
bool nl_latex_use_definition(nl_latex *r, nl_str name, size_t start);

/* ---- environments -------------------------------------------------------------------------------------------------- */

void nl_latex_begin_environment(nl_latex *r); /* behind "\begin" */
void nl_latex_end_environment(nl_latex *r);   /* behind "\end" */
void nl_latex_begin_item(nl_latex *r);        /* \item, \item[(a)], \item[Term] */
/* \setcounter{enumi}{3}: the list goes on from there. */
void nl_latex_set_counter(nl_latex *r);
/* "\labelenumi" and the like, which pandoc defines: the look of a list's labels, "(\alph{enumi})". */
void nl_latex_set_label_style(nl_latex_open_environment *list, nl_str look);

#endif
