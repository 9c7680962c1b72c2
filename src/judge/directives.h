/* judge/directives.h - suppressions in the comments of a text.
 *
 *   <!-- normlint: ignore privacy until 2027-06-30: covered by the Data Act -->
 *
 *   ignore            the block that the comment stands in or ends; between blocks, the next one
 *   ignore-line       the lines of the comment
 *   ignore-next-line  the line behind it
 *   ignore-start      from here to ignore-end, or to ignore-end with the same names
 *   ignore-file       the whole text, what it lacks included
 *
 * Comments are those of the format: <!-- --> in Markdown and HTML, ".. " in reStructuredText, "//" in AsciiDoc, "%" in LaTeX. What
 * only looks like one, as in a code block, is part of the text and does not count. */
#ifndef NL_JUDGE_DIRECTIVES_H
#define NL_JUDGE_DIRECTIVES_H

#include "judge/judge.h"

typedef struct {
	nl_suppression suppression; /* one for each name of a comment; its label is the comment, the reason in it */
	const char *fault;          /* NULL: none. Such a one suppresses nothing */
	const char *help;           /* for it */
} nl_directive;

typedef NL_VEC(nl_directive) nl_directives;

/* Appends what the document's comments say, in their order. Strings are borrowed from the source. */
void nl_directives_read(const nl_doc *doc, nl_directives *directives);

/* How a comment is written in a format: its beginning and end. False when the format has none that normlint reads. */
bool nl_directive_marks(nl_format format, const char **begin, const char **end);

#endif
