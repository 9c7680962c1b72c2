/* tests/harness/engine.h - all that normlint does to a rule file or a draft, as one call on bytes in memory. What the
 * fuzzers and tests/chop run.
 *
 * Beside what sanitizers see, it checks what must hold of any result, and aborts when it does not. */
#ifndef NL_TESTS_ENGINE_H
#define NL_TESTS_ENGINE_H

#include "doc/doc.h"

typedef struct test_engine test_engine;

test_engine *engine_new(void); /* owned; with all built-in rules, which must compile */
void engine_free(test_engine *engine);

/* Reads `bytes` as plain text and as Markdown and matches it against every built-in rule. */
void engine_match(test_engine *engine, nl_str bytes);

/* Likewise, and judges and reports it; fifty times slower than matching alone. */
void engine_check(test_engine *engine, nl_str bytes);

/* The same in one format of text. Reading alone is a hundred times faster than matching. */
void engine_read_as(test_engine *engine, nl_format format, nl_str bytes);
void engine_match_as(test_engine *engine, nl_format format, nl_str bytes);
void engine_check_as(test_engine *engine, nl_format format, nl_str bytes);

/* What became of a file. */
typedef struct {
	bool opened;
	uint32_t told; /* diagnostics */
} engine_reading;

/* Opens `bytes` as the file of this name that they are, whatever that is, and matches what can be read; judges and reports it
 * as well if asked to. The prose of it is added to `text`, unless that is NULL. */
engine_reading engine_open(test_engine *engine, nl_str name, nl_str bytes, bool judged, nl_buf *text);

/* Opens `bytes` as a file of this format, with tracked changes accepted and as they were, and matches what can be read. */
void engine_read(test_engine *engine, nl_str bytes, nl_format format);

/* Puts comments into `bytes`, on several stretches of the text, and takes them out: the text stays, and a second time makes what
 * the first one made. A file that is refused is refused with an error. */
void engine_annotate(nl_str bytes, nl_format format);

/* Parses `bytes` as a rule file of its own and draws what is told about it; when that is nothing, formats it. */
void engine_parse(nl_str bytes);

/* Likewise, and compiles it with the language packs; a hundred times slower than parsing alone. */
void engine_compile(nl_str bytes);

#endif
