/* doc/latex_commands.h - what LaTeX's commands and environments do with the text, those of the usual packages included.
 *
 * Arguments are described by a signature, a letter each: "o" one in square brackets, "d" one that is not shown, "s" one
 * that is shown, as are all that a signature does not name. */
#ifndef NL_DOC_LATEX_COMMANDS_H
#define NL_DOC_LATEX_COMMANDS_H

#include "base/str.h"

typedef enum {
	NL_LATEX_PLAIN,     /* leaves no trace but its arguments */
	NL_LATEX_PARAGRAPH, /* ends a block */
	NL_LATEX_BREAK,     /* ends a line; in a table, a row */
	NL_LATEX_HEADING,
	NL_LATEX_TITLE,
	NL_LATEX_CAPTION,
	NL_LATEX_NOTE,
	NL_LATEX_MARKS, /* the argument in quotation marks */
	NL_LATEX_BEGIN,
	NL_LATEX_END,
	NL_LATEX_ITEM,
	NL_LATEX_VERB,    /* \verb|...| */
	NL_LATEX_RAISED,  /* perhaps the mark of a footnote */
	NL_LATEX_EITHER,  /* {shown}{for bookmarks} */
	NL_LATEX_DEFINES, /* \newcommand{\name}[n]{...} */
	NL_LATEX_DEF,     /* \def\name#1{...} */
	NL_LATEX_INCLUDES,
	NL_LATEX_SKIPS,    /* what follows up to another command is not read */
	NL_LATEX_CONTINUED /* a table's head for its further pages follows */
} nl_latex_role;

typedef struct {
	const char *name;
	nl_latex_role role;
	const char *signature;
	uint32_t level; /* of a heading, in an article */
} nl_latex_command;

typedef enum {
	NL_LATEX_GROUP, /* parts the text, no more */
	NL_LATEX_LIST,
	NL_LATEX_NUMBERS,
	NL_LATEX_TERMS,
	NL_LATEX_QUOTE,
	NL_LATEX_TABLE,
	NL_LATEX_CODE,     /* code, with commands inside */
	NL_LATEX_VERBATIM, /* code as it stands, up to its \end */
	NL_LATEX_DROPPED,  /* not read, up to its \end */
	NL_LATEX_DOCUMENT
} nl_latex_environment_role;

typedef struct {
	const char *name;
	nl_latex_environment_role role;
	const char *signature;
} nl_latex_environment;

/* By name, a star behind it left out. What is not known is a plain command, and a group with an optional argument. */
const nl_latex_command *nl_latex_command_of(nl_str name);
bool nl_latex_is_known(const nl_latex_command *command);
const nl_latex_environment *nl_latex_environment_of(nl_str name);
/* The character that a command stands for, "\S", "\ss"; 0 for none. */
uint32_t nl_latex_symbol(nl_str name);
/* The combining mark of an accent, "'" or "c"; 0 for none. */
uint32_t nl_latex_accent(nl_str name);

#endif
