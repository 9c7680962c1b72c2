/* doc/doc.h - a document: plain text, its structure, and the way back to the file.
 *
 * A reader (doc/txt.c, doc/md.c, ...) turns a source into blocks of text; the builder cuts blocks into sentences and
 * sentences into tokens, each token with its word class. The matcher sees only this. Every range of the text can be
 * mapped to the bytes of the source, so that a finding in Markdown is shown where the author wrote it.
 *
 *   text      the prose of all blocks, one after another, two line ends between; markup left out
 *   tokens    words, in order
 *   sentences runs of tokens: sentences, list items, clauses ended by a semicolon. Every token is in one
 *   blocks    runs of sentences
 *   sections  a heading with what stands under it, down to the next heading of its level; section 0 is the document
 *
 * Immutable once open; everything lives until nl_doc_free(). */
#ifndef NL_DOC_DOC_H
#define NL_DOC_DOC_H

#include "base/buf.h"
#include "diag/diag.h"
#include "text/block.h"
#include "text/vocab.h"

typedef enum {
	NL_FORMAT_AUTO,
	NL_FORMAT_TEXT,
	NL_FORMAT_MARKDOWN,
	NL_FORMAT_HTML,
	NL_FORMAT_RST,
	NL_FORMAT_ASCIIDOC,
	NL_FORMAT_LATEX,
	NL_FORMAT_DOCX,
	NL_FORMAT_ODT,
	NL_FORMAT_FODT
} nl_format;

typedef enum {
	NL_TOKEN_QUOTED = 1 << 0 /* inside quotation marks, or in a quote block */
} nl_token_flags;

/* Twelve bytes: a text of prose is one token for every five or six of its bytes. */
typedef struct {
	uint32_t start; /* byte of the document's text */
	nl_class word_class;
	uint16_t len;       /* bytes; at most NL_WORD_MAX */
	uint16_t gap : 13;  /* nl_gap bits of what stands before it, after the last token; 0 at a sentence's start */
	uint16_t flags : 3; /* nl_token_flags */
} nl_token;

typedef struct {
	uint32_t first, end; /* tokens: first, and past the last; may be empty */
	uint32_t block;
	uint32_t lead_in; /* the sentence whose words govern this one ("States should not:"), or NL_NONE; it may have one, too */
	nl_span text; /* of the document's text, without white space around */
} nl_sentence;

typedef struct {
	nl_block_kind kind;
	uint32_t level;      /* heading: 1..6, 0: title of the document; list: depth from 1; else 0 */
	uint32_t first, end; /* sentences */
	uint32_t section;
	nl_str label; /* of a list item as written: "(a)", "1.", "-"; empty else */
	nl_span text;
} nl_block;

typedef struct {
	uint32_t heading;    /* block; NL_NONE for section 0 and where there is no heading */
	uint32_t parent;     /* section; NL_NONE for section 0 */
	uint32_t level;      /* 0 for section 0 */
	uint32_t first, end; /* blocks, subsections included, its heading included */
} nl_section;

typedef struct nl_doc_map nl_doc_map; /* from text to source; doc/map.h */

typedef struct {
	const nl_source *source;
	nl_format format;
	nl_str text;
	const nl_token *tokens;
	const nl_sentence *sentences;
	const nl_block *blocks;
	const nl_section *sections;
	uint32_t token_count, sentence_count, block_count, section_count;
	const nl_language *language;
	const nl_doc_map *map;
	nl_arena arena; /* labels */
} nl_doc;

/* Opens a file's bytes as a source: recognizes the encoding (BOM; UTF-16 without one when every other byte is 0;
 * invalid UTF-8 that reads as Windows-1252), converts, and refuses what is no text (NUL bytes, known binary formats).
 * Files of formats that are no text are read by doc/input.h.
 * Tells in `sink`: an error with NULL returned, or notes (converted; n invalid bytes shown as U+FFFD; empty).
 * `bytes` is borrowed and must outlive the source; `arena` holds converted text and must too. Owned source. */
nl_source *nl_doc_source(nl_str name, nl_str bytes, nl_arena *arena, nl_sink *sink);

/* Format by name ("notes.md") and content when `format` is NL_FORMAT_AUTO. */
nl_format nl_format_detect(nl_str name, nl_str text);
nl_format nl_format_by_name(nl_str name);     /* NL_FORMAT_AUTO when the name's ending tells none */
const char *nl_format_name(nl_format format); /* "text", "markdown", "html", ... */
const char *nl_format_at(size_t i);           /* the same for the i-th format, "auto" first; NULL past the last */
void nl_format_titles(nl_buf *out);           /* "plain text and Markdown": the formats read, for messages */
bool nl_format_find(nl_str name, nl_format *format); /* the value of --input-format */
bool nl_format_known_name(nl_str path);              /* whether a directory walk takes the file */

/* Reads `source` as `format` and cuts it into blocks, sentences and tokens, looking words up in `lexicon` (which
 * keeps growing as documents are read). Owned document, or NULL after an error in `sink`. `source` and `language`
 * are borrowed and must outlive the document. */
nl_doc *nl_doc_open(const nl_source *source, nl_format format, const nl_language *language, nl_lexicon *lexicon,
	nl_sink *sink);
void nl_doc_free(nl_doc *doc); /* NULL is fine */

/* The source bytes of a range of the text: the smallest span of the source that holds all of it. Markup that stands
 * inside the range ("must **not** share") is inside the span. */
nl_span nl_doc_origin(const nl_doc *doc, nl_span text);
/* The text of tokens first..last (both inclusive), as it stands in the document. */
nl_span nl_doc_range(const nl_doc *doc, uint32_t first, uint32_t last);
uint32_t nl_doc_sentence_of(const nl_doc *doc, uint32_t token); /* binary search */
/* The headings above a block, outermost first, joined by " > "; empty under none. In `arena`. */
nl_str nl_doc_section_path(const nl_doc *doc, uint32_t block, nl_arena *arena);
/* The unit that a sentence belongs to, as a number that is equal for two sentences exactly when they share it. */
uint32_t nl_doc_unit(const nl_doc *doc, nl_unit unit, uint32_t sentence);
/* Structure as text, for --dump-doc and golden tests: blocks with kind, level, label; sentences with lead-ins. */
void nl_doc_dump(const nl_doc *doc, nl_buf *out);

#endif
