/* diag/diag.h - one struct for everything that is told: errors in rules, trouble with files, findings in drafts.
 *
 * Who finds a problem builds an nl_diag and adds it to a sink; it never prints. diag/draw.h and the reports show it. */
#ifndef NL_DIAG_DIAG_H
#define NL_DIAG_DIAG_H

#include <stdarg.h>

#include "base/vec.h"
#include "diag/source.h"

typedef enum { NL_NOTE, NL_WARNING, NL_ERROR } nl_severity; /* in order of weight */

/* A place in a source with a word about it. source NULL: no place; span empty with source set: the file as a whole
 * when `whole` is set, else the point between two characters. */
typedef struct {
	const nl_source *source; /* borrowed; must outlive the sink's use */
	nl_span span;            /* the smallest part of the text that shows the problem */
	bool whole;              /* the file as a whole: no line is shown */
	nl_str text;             /* "first defined here"; empty for a primary label */
} nl_label;

typedef struct {
	nl_label *at;
	uint32_t len;
} nl_labels;

typedef struct {
	nl_str *at;
	uint32_t len;
} nl_strs;

typedef struct {
	nl_severity severity;
	nl_str code;    /* "E0107", or "freedom-online/privacy" for a finding; empty for none */
	nl_str message; /* lower case, no full stop, makes sense alone */
	nl_label primary;
	nl_labels parts;   /* further parts of the primary, underlined with ~ */
	nl_labels related; /* other places, each told with its text */
	nl_strs notes;     /* facts */
	nl_strs helps;     /* things that the user can do */
} nl_diag;

typedef struct {
	nl_arena arena;       /* holds every string and array of the diagnostics */
	NL_VEC(nl_diag) list; /* in the order of adding */
	uint32_t errors, warnings;
} nl_sink; /* all zero is an empty sink */

void nl_sink_release(nl_sink *sink);

/* Adds a diagnostic and returns it, valid until the next one is added. `code` may be empty; codes of the registry are
 * in diag/codes.h. The message is formatted into the sink's arena. */
nl_diag *nl_sink_add(nl_sink *sink, nl_severity severity, nl_str code, nl_label primary, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
nl_diag *nl_sink_vadd(nl_sink *sink, nl_severity severity, nl_str code, nl_label primary, const char *format, va_list args);
void nl_diag_note(nl_sink *sink, nl_diag *diag, const char *format, ...) __attribute__((format(printf, 3, 4)));
void nl_diag_help(nl_sink *sink, nl_diag *diag, const char *format, ...) __attribute__((format(printf, 3, 4)));
void nl_diag_part(nl_sink *sink, nl_diag *diag, nl_span span);
void nl_diag_related(nl_sink *sink, nl_diag *diag, nl_label label);

/* By source name, then place, then order of adding; the order in which errors are shown. */
void nl_sink_sort(nl_sink *sink);

nl_label nl_at(const nl_source *source, nl_span span); /* a label without a text */
nl_label nl_at_file(const nl_source *source);          /* the file as a whole */
const char *nl_severity_name(nl_severity severity);    /* "note", "warning", "error" */

#endif
