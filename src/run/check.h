/* run/check.h - the one pipeline: bytes -> input -> document -> match -> verdict. Every command that looks at a
 * text goes through it. */
#ifndef NL_RUN_CHECK_H
#define NL_RUN_CHECK_H

#include "judge/judge.h"
#include "base/file.h"
#include "doc/input.h"

typedef struct {
	const nl_ir *ir;
	uint32_t language;
	nl_input_options input;
	const uint32_t *rulesets;
	uint32_t ruleset_count;
	nl_matcher *matcher;       /* owned */
	const nl_judge_plan *plan; /* how to judge the next text; NULL: by the rule sets alone. Set by whoever has one */
} nl_checker;

/* All that was made of one text. */
typedef struct {
	nl_file file; /* the bytes, when they came from a file */
	nl_input input;
	const nl_source *source; /* of the input */
	nl_doc *doc;
	nl_match *match;
	nl_verdict *verdict;
} nl_checked;

/* `rulesets` is borrowed and must outlive the checker. */
void nl_checker_init(nl_checker *checker, const nl_ir *ir, uint32_t language, const nl_input_options *input,
	const uint32_t *rulesets, uint32_t ruleset_count);
void nl_checker_release(nl_checker *checker);
/* Passes over the positions that only optional rule sets ask for, none of them among the checker's: nobody asked. */
void nl_checker_pass_over(nl_checker *checker);

/* Of each position: whether one of the rule sets asks for it, or none that was left out does: what is there for its own sake. Owned. */
bool *nl_check_asked(const nl_ir *ir, const uint32_t *rulesets, uint32_t ruleset_count);

/* Checks a text that is in memory. `bytes` is borrowed and must outlive the result. False, with an error in `sink`,
 * when it is no text that can be read. Release the result in either case, but after the sink was shown: its places
 * refer to the text. */
bool nl_check_text(nl_checker *checker, nl_str name, nl_str bytes, nl_sink *sink, nl_checked *checked);
/* Reads a file, or standard input when `path` is "-". Owned. */
nl_file nl_check_read(const char *path, const nl_input_options *input);
/* Checks what was read, which the result takes; standard input is called `stdin_name` (when that is not empty). */
bool nl_check_file(nl_checker *checker, const char *path, nl_file *file, nl_str stdin_name, nl_sink *sink,
	nl_checked *checked);
void nl_checked_release(nl_checked *checked);

#endif
