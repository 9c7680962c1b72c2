/* app/baseline.h - the findings that were there when somebody began to check: later runs fail on others only.
 *
 *   # normlint baseline 1
 *   drafts/a.md <TAB> freedom-online/privacy <TAB> 5b3c0a1e2f3d4c5b <TAB> nothing says that privacy is protected
 *
 * A line each, sorted, so that a change is a line of a diff. The path counts from the directory of the baseline. The third
 * column is the fingerprint of the rule and the sentence (judge/fingerprint.h), so that lines stay as they are when a text is
 * reflowed, renumbered, or put into another order; a sentence that stands in a text twice is one line. The fourth is for people
 * alone. A tab, a line end and a backslash in a path are written \t, \n, \\. */
#ifndef NL_APP_BASELINE_H
#define NL_APP_BASELINE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "judge/judge.h"

typedef struct {
	nl_str path, code, message;
	uint64_t fingerprint;
} nl_baseline_line;

/* What it knows of one text. */
typedef struct {
	const uint64_t *known; /* sorted */
	bool *met;             /* of each: still found; one thread at a time works on a text */
	uint32_t first, count; /* lines of the baseline */
	bool checked;
} nl_baseline_text;

typedef struct {
	nl_arena arena;
	nl_str directory;               /* that paths count from: where it really is */
	NL_VEC(nl_baseline_line) lines; /* sorted by path, code, fingerprint, each once */
	NL_VEC(nl_baseline_text) texts;
	nl_map by_path; /* of texts */
} nl_baseline;      /* all zero is empty */

/* Reads a baseline. False after an error in `sink`. `directory` is what it lies in, and must outlive it. */
bool nl_baseline_read(nl_baseline *baseline, const char *path, nl_str directory, nl_sink *sink);
void nl_baseline_release(nl_baseline *baseline);

/* How a text, by its whole path, is called in a baseline. */
nl_str nl_baseline_name(nl_arena *arena, nl_str whole_path, nl_str directory);
/* NULL when nothing is known of it. */
nl_baseline_text *nl_baseline_of(nl_baseline *baseline, nl_str name);

/* Adds the findings of a text that count, or would if they were not known. The verdict's plan must have asked for places. */
uint32_t nl_baseline_add(nl_baseline *baseline, nl_str name, const nl_verdict *verdict);
/* Sorts, and takes doubles out; before writing. */
void nl_baseline_sort(nl_baseline *baseline);
/* The whole as text. `keep` says for each line whether it stays; NULL: all. */
void nl_baseline_write(const nl_baseline *baseline, const bool *keep, nl_buf *out);

#endif
