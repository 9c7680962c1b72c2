/* doc/zip.h - the parts of a document that is a zip archive; the one place that knows libzip.
 *
 * Nothing is ever written to disk: a part is asked for by its name and unpacked into memory, and an archive is changed there. What an archive may unpack to is
 * bounded in total and, beyond a few MiB, by the ratio to its packed size (base/limits.h). Whatever is wrong is told as an
 * error in the sink of the file. */
#ifndef NL_DOC_ZIP_H
#define NL_DOC_ZIP_H

#include "doc/input.h"

typedef struct nl_zip nl_zip;

/* Owned; NULL after an error. `file` is borrowed and must outlive it. */
nl_zip *nl_zip_open(const nl_input_file *file);
void nl_zip_free(nl_zip *zip); /* NULL is fine */
/* Whether there is such a part; case does not matter, a slash at the start neither. */
bool nl_zip_has(const nl_zip *zip, nl_str name);
/* Unpacks a part; its bytes are borrowed from the archive and live as long. False after an error: it is not there, there twice,
 * encrypted, damaged, or too large. */
bool nl_zip_read(nl_zip *zip, nl_str name, nl_str *bytes);

/* What a part is to be. */
typedef struct {
	nl_str name;
	nl_str bytes; /* ptr NULL: taken out. Of a part that is not there yet: added behind all others */
} nl_zip_change;

/* Fills `out`, which is empty, with the archive and these changes. All other parts stay as they are packed, in their order, and a part that changes
 * keeps its place and its date. False after an error. */
bool nl_zip_rewrite(const nl_input_file *file, const nl_zip_change *changes, uint32_t count, nl_buf *out);

typedef enum { NL_ZIP_NONE, NL_ZIP_OTHER, NL_ZIP_WORD, NL_ZIP_OPENDOCUMENT_TEXT } nl_zip_kind;
/* What kind of document an archive is, told by what it says of itself inside; by its first bytes when it is too damaged to be
 * opened. NL_ZIP_NONE: no archive. */
nl_zip_kind nl_zip_kind_of(nl_str bytes);

#endif
