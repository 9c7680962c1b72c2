/* app/batch.h - many texts by several threads, what they yield in the order of the texts.
 *
 *   reader    one thread reads the files ahead, in order
 *   workers   each takes the next text that was read and checks it
 *   turns     what a text yields is passed on when all texts before it are done, by the thread that was last to be waited
 *             for; so the output is that of one thread, byte for byte
 *
 * Memory does not grow with the number of texts. Texts in work, the largest of them left out, hold at most SHARED
 * bytes together; the reader is at most WINDOW texts ahead of the turn; and when more than HELD bytes of output wait for their
 * turn, so does who adds to them (all three in batch.c). So large texts are checked one after the other, and small ones beside
 * them.
 *
 * With one job there are no threads: each text is read, checked and passed on before the next. */
#ifndef NL_APP_BATCH_H
#define NL_APP_BATCH_H

#include "base/file.h"
#include "base/limits.h"
#include "report/report.h"

typedef struct nl_batch nl_batch;

/* A text on its way. */
typedef struct {
	const char *path;
	nl_file file;               /* as it was read; the checker takes it, or it is released at the end */
	nl_buf out[NL_MAX_OUTPUTS]; /* for each output */
	nl_buf told;                /* for standard error, behind `out` */
	nl_totals totals;           /* of this text alone */
	bool at_fail_level, below_score;
	uint32_t to_change; /* places that --diff shows as changed */
	uint32_t begun;     /* mask of the outputs whose `out` was passed on in part */
	uint32_t number;
	nl_batch *batch;
} nl_batch_text;

typedef struct {
	uint32_t jobs;
	void *context;
	nl_file (*read)(void *context, const char *path);
	/* A thread that checks: what it keeps for itself from text to text. */
	void *(*begin)(void *context);
	void (*check)(void *worker, nl_batch_text *text);
	void (*end)(void *worker);
	/* Takes what is in `out`, and when the text is done all else; called in order, by one thread at a time. False ends
	 * the run: texts that nobody has begun are not checked any more. */
	bool (*pass_on)(void *context, nl_batch_text *text, bool done);
} nl_batch_plan;

void nl_batch_run(const nl_batch_plan *plan, const char *const *paths, uint32_t count);

/* In the middle of a check: waits for the text's turn and passes on what there is in `out`, so that it need not be held.
 * False when the run ends. */
bool nl_batch_send(nl_batch_text *text);
bool nl_batch_has_others(const nl_batch_text *text); /* texts are checked beside it: sending may have to wait */

/* The processors that this process may use; at least 1. */
uint32_t nl_batch_processors(void);

#endif
