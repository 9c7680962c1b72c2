/* app/known.h - a run of `check` beside a baseline: what is known goes in, what was found comes out.
 *
 * With neither --baseline nor --write-baseline all of it does nothing. */
#ifndef NL_APP_KNOWN_H
#define NL_APP_KNOWN_H

#include <pthread.h>

#include "app/baseline.h"
#include "app/profile.h"

typedef struct {
	const nl_options *options;
	nl_baseline old, found; /* as it was read; what this run adds */
	bool reads, writes;
	nl_str directory;
	NL_VEC(nl_str) names;             /* of the run's texts, by their numbers */
	NL_VEC(const nl_profile *) asked; /* of the texts of `old`, once they were checked */
	pthread_mutex_t lock;
	nl_arena arena;
} nl_known;

/* Reads what the options name. False after an error in `sink`. */
bool nl_known_open(nl_known *known, const nl_options *options, nl_profiles *profiles, nl_sink *sink);
void nl_known_release(nl_known *known);

/* The texts of the run, in their order. */
void nl_known_add_text(nl_known *known, nl_profiles *profiles, const char *path);

/* In any thread: what is known of a text, into the plan, whose `met` is owned by the caller; and what became of it. */
void nl_known_plan(nl_known *known, uint32_t text, nl_judge_plan *plan);
void nl_known_take(nl_known *known, uint32_t text, const nl_profile *profile, const nl_judge_plan *plan,
	const nl_verdict *verdict);

/* Tells in `sink` what is gone, and writes the baseline when that was asked for. False when it could not be written. */
bool nl_known_close(nl_known *known, nl_sink *sink);

#endif
