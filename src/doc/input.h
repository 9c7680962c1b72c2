/* doc/input.h - from the bytes of a file to a document, whatever its format.
 *
 * A file is either text (plain, Markdown, ...), and then its own text is the source; or it is something else (Word, ...), and
 * then its reader makes a rendition, which becomes the source. The format is told by the first bytes, else by the name, else
 * by what the text looks like; the user may say it. */
#ifndef NL_DOC_INPUT_H
#define NL_DOC_INPUT_H

#include "doc/rendition.h"

/* Which text of a document with tracked changes is read. */
typedef enum { NL_CHANGES_ACCEPTED, NL_CHANGES_ORIGINAL } nl_changes;

typedef struct {
	nl_format format; /* NL_FORMAT_AUTO: told by content and name */
	nl_changes changes;
	size_t max_size;         /* bytes of a file, and of what it unpacks to; 0: as base/limits.h says */
	const char *pdf_program; /* the path of normlint-pdf; NULL: it is looked for */
} nl_input_options;

/* All zero is nothing. */
typedef struct {
	nl_format format;        /* never NL_FORMAT_AUTO */
	nl_source *source;       /* owned */
	nl_rendition *rendition; /* owned; NULL when the file is text */
	nl_arena arena;          /* text that was converted */
} nl_input;

/* The format that the bytes will be read as; of text that neither its name nor the options tell of, NL_FORMAT_AUTO. */
nl_format nl_input_format(nl_str name, nl_str bytes, const nl_input_options *options);

/* Opens bytes. `bytes` is borrowed and must outlive the input. False after an error in `sink`; release in either case, but
 * after the sink was shown. */
bool nl_input_open(nl_input *input, nl_str name, nl_str bytes, const nl_input_options *options, nl_sink *sink);
void nl_input_release(nl_input *input);

/* nl_doc_open() for it; the input must outlive the document. */
nl_doc *nl_input_doc(const nl_input *input, const nl_language *language, nl_lexicon *lexicon,
	const nl_doc_listener *listener, nl_sink *sink);

/* ---- for readers of formats that are no text ---- */

/* What a reader is given. */
typedef struct {
	nl_str name, bytes;
	const nl_input_options *options;
	nl_sink *sink;
} nl_input_file;

/* Adds the error "cannot read 'NAME': ..." and returns false. Code: D0702 and so on. */
bool nl_input_refuse(const nl_input_file *file, nl_str code, const char *format, ...) __attribute__((format(printf, 3, 4)));
size_t nl_input_max_size(const nl_input_options *options);     /* bytes of a file */
size_t nl_input_max_unpacked(const nl_input_options *options); /* bytes of XML that are read of one */

#endif
