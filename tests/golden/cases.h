/* tests/golden/cases.h - the format of *.test files.
 *
 *   === title: the behaviour in words
 *   @@ rules                  written to rules.norm
 *   @@ text NAME              a draft; the default command checks it
 *   @@ bytes NAME             likewise, with \xNN \n \r \t \\ for bytes; the ends of its lines do not count
 *   @@ file NAME              any other file; NAME/ is an empty directory
 *   @@ zeros NAME SIZE        a file of so many zero bytes, which takes no room on the disk: for limits
 *   @@ copy NAME PATH         a copy of a file of this tree; PATH is counted from its top
 *   @@ stdin                  standard input of every step
 *   @@ cmd ARGUMENTS          a step: runs normlint; may come several times. Without one there is a single step,
 *                             "check --color never --no-builtin --rules rules.norm NAME..."; with no rules of its own the
 *                             built-in ones, "check --color never NAME..."
 *   @@ expect                 standard output of the step before it; each step has one, even when it is empty
 *   @@ stderr                 standard error of the step; empty when not given
 *   @@ exit N                 exit status of the step; 0 when not given
 *   @@ holds NAME             what a file holds after the step; several may be given
 *
 * A block goes to the next line that begins with "@@ " (but "@@ -", as diffs have it) or "=== "; empty lines before "=== " belong to no block. Lines
 * before the first title are comments. */
#ifndef NL_TESTS_CASES_H
#define NL_TESTS_CASES_H

#include "base/arena.h"
#include "base/vec.h"

typedef enum {
	BLOCK_RULES,
	BLOCK_TEXT,
	BLOCK_BYTES,
	BLOCK_FILE,
	BLOCK_ZEROS,
	BLOCK_COPY,
	BLOCK_STDIN, /* what a step gets */
	BLOCK_CMD,
	BLOCK_EXPECT,
	BLOCK_STDERR,
	BLOCK_EXIT,
	BLOCK_HOLDS
} block_kind;

typedef struct {
	block_kind kind;
	nl_str argument; /* what stands behind the word: a name, the arguments, the status */
	nl_str body;
	nl_str whole; /* the block as it stands in the file, its head line included */
	uint32_t line;
} case_block;

typedef struct {
	nl_str title;
	uint32_t line;
	NL_VEC(case_block) blocks;
} test_case;

typedef struct {
	nl_str preamble; /* what stands before the first title */
	NL_VEC(test_case) cases;
} test_file;

/* Cuts a file into cases; everything borrows from `text`. False after telling on standard error what is wrong. */
bool cases_parse(const char *path, nl_str text, test_file *file);
void cases_release(test_file *file);

/* The bytes that a RULES, TEXT, BYTES, FILE or STDIN block stands for. In `arena` where they differ from the body. */
nl_str cases_bytes(const case_block *block, nl_arena *arena);
nl_str cases_file_name(const case_block *block); /* "rules.norm" for RULES */

#endif
