/* annotate/annotate.h - findings into the file itself, as comments where its readers look for them.
 *
 * What is said and where comes from a verdict (remarks.c), the same for every format; a writer a format puts it into the file:
 * docx.c, odt.c, pdf.c. A writer is given the bytes of a file and gives back bytes; all that is no comment stays as it is.
 *
 * A file may hold comments that normlint made before. They are taken out first, by `remove`, and what is left is read, judged
 * and given to `write`, so that a second run replaces what the first one wrote. Whose a comment is tells its author. */
#ifndef NL_ANNOTATE_ANNOTATE_H
#define NL_ANNOTATE_ANNOTATE_H

#include "doc/input.h"
#include "judge/judge.h"

#define NL_ANNOTATE_AUTHOR "normlint"

/* A comment, on words of the source. */
typedef struct {
	nl_span span;         /* from its first word to its last; empty only when the document has no text */
	const nl_span *parts; /* in it, the very words that matched, in order; at least one */
	uint32_t part_count;
	nl_severity severity;
	nl_str code;        /* "freedom-online/privacy"; empty for a comment on words that came near to several */
	const nl_str *text; /* lines; the first one is the message, the last one the code in brackets, or several */
	uint32_t line_count;
	bool is_finding; /* else it belongs to one: another place that the finding speaks of, or the nearest miss */
	bool is_whole;   /* it is about the text as a whole, and stands on the title for lack of a better place */
} nl_remark;

typedef struct {
	NL_VEC(nl_remark) list; /* in order of `span`; of those at one place, findings come in the order of the verdict */
	nl_arena arena;         /* all that they point to, but for words of the rules */
} nl_remarks;               /* all zero is none */

/* All findings that are not suppressed and weigh at least so much. The verdict should come from a plan with `in_place`. What the
 * document lacks as a whole stands on its title: its first heading, else its first words. */
void nl_remarks_read(nl_remarks *remarks, const nl_verdict *verdict, nl_severity least);
void nl_remarks_release(nl_remarks *remarks);

void nl_remark_text(const nl_remark *remark, nl_buf *out); /* its lines, a line end between two */

/* What `write` is given. All of it is borrowed. */
typedef struct {
	const nl_input_file *file; /* without comments of normlint */
	const nl_input *input;     /* the same, opened */
	const nl_remark *remarks;
	uint32_t count;
	int64_t time; /* seconds since 1970 that every comment bears; the same remarks with the same time make the same bytes */
} nl_annotation;

typedef struct {
	nl_format format;
	const char *title; /* "Word (.docx)" */
	/* Fills `out`, which is empty, with the file without normlint's comments; the bytes of `file` when there are none. How many were taken out goes
	 * to `removed`. False after an error in the sink of `file`, as of `write`. */
	bool (*remove)(const nl_input_file *file, nl_buf *out, uint32_t *removed);
	/* Fills `out` with the file and the remarks as comments. */
	bool (*write)(const nl_annotation *annotation, nl_buf *out);
	/* Whether somebody signed the file, in which case the signature does not hold for what is written. */
	bool (*is_signed)(const nl_input_file *file);
} nl_annotator;

const nl_annotator *nl_annotator_find(nl_format format); /* NULL: files of this format hold no comments */
void nl_annotator_titles(nl_buf *out);                   /* "Word (.docx) and OpenDocument (.odt, .fodt)" */

/* Adds the error "cannot annotate 'NAME': ..." (D0716) and returns false; for writers. */
bool nl_annotate_refuse(const nl_input_file *file, const char *why);

/* `remove` and `write` of an annotator, which then see to it that the file says what it said before. */
bool nl_annotate_remove(const nl_annotator *annotator, const nl_input_file *file, nl_buf *out, uint32_t *removed);
bool nl_annotate_write(const nl_annotator *annotator, const nl_annotation *annotation, nl_buf *out);

/* Adds a warning when somebody signed the file: the signature does not hold for a file with other comments. */
void nl_annotate_tell_signed(const nl_annotator *annotator, const nl_input_file *file);

/* "2026-11-26T01:30:00Z" with a NUL. */
void nl_annotate_time(int64_t time, char out[32]);

#endif
