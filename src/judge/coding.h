/* judge/coding.h - what a coder found in texts: a file of labels.
 *
 *   # document   first byte   byte past the last   position   stance
 *   draft.md     120          187                  privacy    affirmed
 *   draft.md     120          187                  equality   reported
 *   notes.md     0            0                    -          -
 *
 * A line a label, its columns divided by tabs. The document is a file name without its directory; the bytes are counted in
 * the file as it lies on disk; the stance is affirmed, hedged, opposed or reported. The position "-" says that a document
 * was read: it is what tells a text that holds nothing from one that nobody read. Columns past the fifth are the coder's own
 * notes. Empty lines and lines that begin with # are comments. */
#ifndef NL_JUDGE_CODING_H
#define NL_JUDGE_CODING_H

#include "base/map.h"
#include "judge/agreement.h"

typedef struct {
	uint32_t document, position;
	nl_span bytes; /* of the document's file */
	nl_stance stance;
	nl_span line; /* of the label file: where it says so */
} nl_coded;

typedef struct {
	nl_str name;
	uint32_t first, end; /* labels; none for a document that was read and holds nothing */
	nl_span read;        /* of the label file: the line with "-"; empty when there is none */
} nl_coded_document;

typedef struct {
	const nl_source *source;
	const nl_coded *labels;             /* by document, position, place */
	const nl_coded_document *documents; /* in the order in which the file first names them */
	uint32_t label_count, document_count;
	nl_map by_name; /* of documents */
	nl_arena arena;
} nl_coding;

/* Reads a label file, whose text must outlive the result. Positions get their numbers from `positions`, where names
 * that are new are added; but when `only_known` is set, a name that is not there is an error, with "did you mean". All
 * that is wrong is told in `sink`, up to some number of errors. Owned; NULL after an error. */
nl_coding *nl_coding_read(const nl_source *source, nl_map *positions, bool only_known, nl_sink *sink);
void nl_coding_free(nl_coding *coding); /* NULL is fine */

uint32_t nl_coding_document(const nl_coding *coding, nl_str name); /* NL_NONE when the coder did not read it */

/* The places of one document, a list for each of `positions` positions; in `arena`. With `source`, the document's own, the
 * spans count bytes of its text; without, bytes of its file. A label past the end of the document, which then is not
 * the text that was coded, is an error in `sink`; NULL then. */
const nl_holdings *nl_coding_holdings(const nl_coding *coding, uint32_t document, const nl_source *source,
	uint32_t positions, nl_arena *arena, nl_sink *sink);

#endif
