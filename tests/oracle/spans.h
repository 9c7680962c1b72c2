/* tests/oracle/spans.h - what a pattern finds, straight from its definition (RULES.md, ir/ir.h, match/intervals.h): all
 * spans that satisfy it, then those of them that contain no other. Slow and plain on purpose. */
#ifndef NL_TESTS_ORACLE_SPANS_H
#define NL_TESTS_ORACLE_SPANS_H

#include "doc/doc.h"
#include "oracle/draft.h"
#include "oracle/pattern.h"

/* A set of spans: bit `l` of last[f] is set when the tokens f..l are in it. */
typedef struct {
	uint64_t last[ORACLE_TOKENS];
} oracle_spans;

/* A draft as the readers cut it, with its words looked up in the table. How a text is cut is not in question here. */
typedef struct {
	const nl_doc *doc;
	const oracle_word *words[ORACLE_TOKENS];
	uint32_t sentences[ORACLE_TOKENS]; /* of each token */
	uint32_t count;
} oracle_text;

/* False when the draft has a token that is no word of the table, or too many. */
bool oracle_text_open(oracle_text *text, const nl_doc *doc);

oracle_spans oracle_find(const oracle_text *text, const oracle_pattern *pattern);
/* Whether a span of a pattern counts as evidence: not in headings and code, unless the pattern asks for them. */
bool oracle_counts(const oracle_text *text, const oracle_pattern *pattern, uint32_t first, uint32_t last);

static inline bool oracle_spans_have(const oracle_spans *spans, uint32_t first, uint32_t last)
{
	return spans->last[first] >> last & 1;
}

#endif
