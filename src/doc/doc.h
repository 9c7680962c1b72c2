/* doc/doc.h - a document: plain text, its structure, and the way back to the file.
 *
 * A reader (doc/txt.c, doc/md.c, ...) turns a source into blocks of text; the builder cuts blocks into tokens, each with
 * its word class, and tokens into sentences. The matcher sees only this. Every range of the text can be
 * mapped to the bytes of the source, so that a finding in Markdown is shown where the author wrote it.
 *
 *   text      the prose of all blocks, one after another, two line ends between; markup left out. Offsets count in it, but it is
 *             nowhere in one piece: nl_doc_text() gives any part of it, from the source where that says the same
 *   tokens    words, numbered in order. They are shown once, block by block, to who listens while the document is read, and
 *             then forgotten, since they would take more memory than the text: of a few sentences they are cut again
 *   sentences runs of tokens: sentences, list items, clauses ended by a semicolon. Every token is in one
 *   blocks    runs of sentences
 *   sections  a heading with what stands under it, down to the next heading of its level; section 0 is the document
 *
 * Immutable once open, but for the tokens cut again (so a document belongs to one thread); everything lives until
 * nl_doc_free(). */
#ifndef NL_DOC_DOC_H
#define NL_DOC_DOC_H

#include "base/buf.h"
#include "diag/diag.h"
#include "text/block.h"
#include "text/tokens.h"

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
	NL_FORMAT_FODT,
	NL_FORMAT_PDF
} nl_format;

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
	uint32_t lead; /* bytes of the document's text that are the block's and stand before `text`: a marker, white space */
	nl_str label;  /* of a list item as written: "(a)", "1.", "-"; empty else */
	nl_span text;
	const char *bytes; /* of `text`; what else is the block's stands before and behind. For nl_doc_text() */
} nl_block;

typedef struct {
	uint32_t heading;    /* block; NL_NONE for section 0 and where there is no heading */
	uint32_t parent;     /* section; NL_NONE for section 0 */
	uint32_t level;      /* 0 for section 0 */
	uint32_t first, end; /* blocks, subsections included, its heading included */
} nl_section;

typedef struct nl_doc_map nl_doc_map;     /* from text to source; doc/map.h */
typedef struct nl_doc_words nl_doc_words; /* tokens cut again; doc/words.c */

/* Tokens first .. end - 1. */
typedef struct {
	uint32_t first, end;
} nl_token_run;

typedef struct {
	const nl_source *source;
	nl_format format;
	uint32_t text_len; /* bytes of the text */
	const nl_sentence *sentences;
	const nl_block *blocks;
	const nl_section *sections;
	const nl_token_run *quoted; /* inside quotation marks, or in quote blocks; in order, none touches another */
	uint32_t token_count, sentence_count, block_count, section_count, quoted_count;
	const nl_language *language;
	nl_lexicon *lexicon;
	const nl_doc_map *map;
	nl_doc_words *words;  /* NULL: none were asked for */
	const void *heard_by; /* who listened while it was read */
	nl_arena arena;       /* labels, and text that does not stand in the source as it is */
} nl_doc;

/* A block as who listens hears it; all of it is gone after the call. */
typedef struct {
	nl_str text;            /* its marker included; NL_TOKENS_BEHIND bytes behind it can be read */
	uint32_t from;          /* where what it says begins in `text`, behind the marker */
	uint32_t start;         /* of `text` in the document's text */
	const nl_token *tokens; /* they begin with the token sentences[0].first; their places count in `text` */
	const nl_sentence *sentences;
	uint32_t sentence_count;
} nl_heard_block;

/* Who is shown the tokens: block by block, in order. A document may be begun and never end, when another is begun. */
typedef struct {
	void (*begin)(void *context, const nl_doc *doc);
	void (*block)(void *context, const nl_heard_block *block);
	void *context;
} nl_doc_listener;

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
const char *nl_format_ending(size_t i);       /* of names, of all formats: ".md"; NULL past the last */
void nl_format_titles(nl_buf *out);           /* "plain text and Markdown": the formats read, for messages */
bool nl_format_find(nl_str name, nl_format *format); /* the value of --input-format */
/* The ending of a name of a draft in a format that is not read (".doc"), or nothing. */
nl_str nl_format_unread_ending(nl_str path);
bool nl_format_known_name(nl_str path); /* whether a directory walk takes the file */

/* Reads `source` as `format` and cuts it into blocks, sentences and tokens, looking words up in `lexicon` (which
 * keeps growing as documents are read). Owned document, or NULL after an error in `sink`. `source`, `language` and
 * `lexicon` are borrowed and must outlive the document; `listener` may be NULL. */
nl_doc *nl_doc_open(const nl_source *source, nl_format format, const nl_language *language, nl_lexicon *lexicon,
	const nl_doc_listener *listener, nl_sink *sink);
void nl_doc_free(nl_doc *doc); /* NULL is fine */

/* The source bytes of a range of the text: the smallest span of the source that holds all of it. Markup that stands
 * inside the range ("must **not** share") is inside the span. */
nl_span nl_doc_origin(const nl_doc *doc, nl_span text);
/* A part of the text. Borrowed; lives as long as the document and its source. What stands in one block is where it is already; of
 * several blocks it is put together. This one has to look for the block; the others below know it. */
nl_str nl_doc_text(const nl_doc *doc, nl_span span);
/* All of the text that belongs to the block which holds `offset`, what stands before its `text` and behind it included; *start is
 * where that begins. */
nl_str nl_doc_text_around(const nl_doc *doc, uint32_t offset, uint32_t *start);
nl_str nl_doc_block_text(const nl_doc *doc, uint32_t block);
nl_str nl_doc_sentence_text(const nl_doc *doc, uint32_t sentence);
nl_str nl_doc_quote(const nl_doc *doc, uint32_t first, uint32_t last); /* tokens, both inclusive; marks between them, too */
/* The tokens of a sentence, its first one first, whose gap is 0. Borrowed, valid until tokens of another are asked for. */
const nl_token *nl_doc_tokens(const nl_doc *doc, uint32_t sentence);
nl_token nl_doc_token(const nl_doc *doc, uint32_t token);
/* Whether the tokens first..last (both inclusive) are all quoted. */
bool nl_doc_is_quoted(const nl_doc *doc, uint32_t first, uint32_t last);
/* The text of tokens first..last (both inclusive), as it stands in the document. */
nl_span nl_doc_range(const nl_doc *doc, uint32_t first, uint32_t last);
uint32_t nl_doc_sentence_of(const nl_doc *doc, uint32_t token); /* one look-up, and a few steps */
/* The sentence of a token when it is often `near`, or not far behind. */
uint32_t nl_doc_sentence_near(const nl_doc *doc, uint32_t near, uint32_t token);
/* The sentences of `count` tokens in rising order, each sentence once, into `out`, which has room for as many; how many they
 * are. Token i is tokens[i * step]. */
uint32_t nl_doc_sentences_of(const nl_doc *doc, const uint32_t *tokens, size_t step, uint32_t count, uint32_t *out);
/* The headings above a block, outermost first, joined by " > "; empty under none. In `arena`. */
nl_str nl_doc_section_path(const nl_doc *doc, uint32_t block, nl_arena *arena);
/* The unit that a sentence belongs to, as a number that is equal for two sentences exactly when they share it. */
uint32_t nl_doc_unit(const nl_doc *doc, nl_unit unit, uint32_t sentence);
/* Structure as text, for --dump-doc and golden tests: blocks with kind, level, label; sentences with lead-ins. */
void nl_doc_dump(const nl_doc *doc, nl_buf *out);

#endif
