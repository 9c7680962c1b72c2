/* app/batch.c - see batch.h. All that the threads share lies in one struct under one lock; what takes time is done
 * without it. */
#include "app/batch.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/mem.h"

enum {
	SHARED = 4 << 20, /* bytes of texts in work beside the largest */
	HELD = 4 << 20,   /* bytes of output that waits for its turn */
	WINDOW = 64,      /* texts between the turn and the reader */
	REFILL = 32       /* a reader that stopped at the window's end goes on when so few are left */
};

typedef struct {
	nl_batch_text text;
	size_t size; /* of the text while it is in memory */
	size_t held; /* bytes of what waits to be passed on */
	bool done;   /* and nobody waits with it: whoever gets to it passes it on */
} slot;

struct nl_batch {
	const nl_batch_plan *plan;
	const char *const *paths;
	uint32_t count;
	pthread_mutex_t lock;
	pthread_cond_t was_read, has_room, turn_came;
	uint32_t read, taken, turn; /* texts that were read; that a worker took; that were passed on */
	uint32_t refill_at;         /* the turn that the reader waits for; NL_NONE: it does not */
	bool needs_memory;          /* the reader waits until a text leaves the memory */
	size_t held;                /* bytes of output of texts that are done */
	bool stopped;
	bool alone;  /* without threads */
	slot *slots; /* WINDOW of them, of text i: i % WINDOW; NULL: without threads */
};

static slot *slot_of(nl_batch *b, uint32_t number)
{
	return &b->slots[number % WINDOW];
}

/* ---- reading ahead ------------------------------------------------------------------------------------------- */

/* Bytes of a file before it is read; 0: a pipe, or not known. */
static size_t size_of(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (size_t)st.st_size : 0;
}

static bool fits(const nl_batch *b, size_t size)
{
	size_t sum = size, largest = size;
	for (uint32_t i = 0; i < WINDOW; i++) {
		sum += b->slots[i].size;
		if (b->slots[i].size > largest) largest = b->slots[i].size;
	}
	return sum - largest <= SHARED;
}

/* Waits until text `number` may come into memory. False when the run ends. */
static bool wait_for_room(nl_batch *b, uint32_t number, size_t size)
{
	if (number - b->turn >= WINDOW) b->refill_at = number - REFILL;
	while (!b->stopped && b->refill_at != NL_NONE && b->turn < b->refill_at) pthread_cond_wait(&b->has_room, &b->lock);
	b->refill_at = NL_NONE;
	while (!b->stopped && !fits(b, size)) {
		b->needs_memory = true;
		pthread_cond_wait(&b->has_room, &b->lock);
	}
	b->needs_memory = false;
	return !b->stopped;
}

static void *run_reader(void *context)
{
	nl_batch *b = context;
	for (uint32_t i = 0; i < b->count; i++) {
		size_t size = size_of(b->paths[i]);
		pthread_mutex_lock(&b->lock);
		bool goes_on = wait_for_room(b, i, size);
		slot *s = slot_of(b, i);
		if (goes_on) *s = (slot){.text = {.path = b->paths[i], .batch = b, .number = i}, .size = size};
		pthread_mutex_unlock(&b->lock);
		if (!goes_on) break;

		s->text.file = b->plan->read(b->plan->context, s->text.path);
		pthread_mutex_lock(&b->lock);
		s->size = s->text.file.len;
		b->read = i + 1;
		pthread_cond_signal(&b->was_read);
		pthread_mutex_unlock(&b->lock);
	}
	return NULL;
}

/* ---- turns --------------------------------------------------------------------------------------------------- */

static void release(nl_batch_text *text)
{
	nl_file_release(&text->file);
	for (uint32_t i = 0; i < NL_MAX_OUTPUTS; i++) nl_buf_release(&text->out[i]);
	nl_buf_release(&text->told);
}

static size_t held_by(const nl_batch_text *text)
{
	size_t bytes = text->told.cap;
	for (uint32_t i = 0; i < NL_MAX_OUTPUTS; i++) bytes += text->out[i].cap;
	return bytes;
}

/* With the lock held: false when the run ends before the turn comes. */
static bool wait_for_turn(nl_batch *b, uint32_t number)
{
	while (!b->stopped && b->turn != number) pthread_cond_wait(&b->turn_came, &b->lock);
	return !b->stopped;
}

/* With the lock held, which is given up meanwhile: nobody else passes on, for the turn stays. */
static void pass_on_what_is_done(nl_batch *b)
{
	while (!b->stopped && b->turn < b->read && slot_of(b, b->turn)->done) {
		slot *s = slot_of(b, b->turn);
		pthread_mutex_unlock(&b->lock);
		bool goes_on = b->plan->pass_on(b->plan->context, &s->text, true);
		release(&s->text);
		pthread_mutex_lock(&b->lock);
		b->held -= s->held;
		s->done = false;
		b->turn++;
		b->stopped = !goes_on;
		pthread_cond_broadcast(&b->turn_came);
		if (b->stopped) pthread_cond_broadcast(&b->was_read);
		if (b->stopped || b->turn >= b->refill_at) pthread_cond_signal(&b->has_room);
	}
}

static void finish(nl_batch *b, slot *s)
{
	uint32_t number = s->text.number;
	pthread_mutex_lock(&b->lock);
	s->size = 0;
	if (b->needs_memory) pthread_cond_signal(&b->has_room);
	s->held = held_by(&s->text);
	if (b->held + s->held > HELD) wait_for_turn(b, number);
	b->held += s->held;
	s->done = true;
	if (b->turn == number) pass_on_what_is_done(b);
	pthread_mutex_unlock(&b->lock);
}

bool nl_batch_send(nl_batch_text *text)
{
	nl_batch *b = text->batch;
	pthread_mutex_lock(&b->lock);
	bool goes_on = wait_for_turn(b, text->number);
	pthread_mutex_unlock(&b->lock);
	return goes_on && b->plan->pass_on(b->plan->context, text, false);
}

bool nl_batch_has_others(const nl_batch_text *text)
{
	return !text->batch->alone;
}

/* ---- checking ------------------------------------------------------------------------------------------------ */

/* The next text; NULL when there is none. */
static slot *take(nl_batch *b)
{
	slot *taken = NULL;
	pthread_mutex_lock(&b->lock);
	while (!b->stopped && b->taken == b->read && b->read < b->count) pthread_cond_wait(&b->was_read, &b->lock);
	if (!b->stopped && b->taken < b->read) taken = slot_of(b, b->taken++);
	/* Whoever else waits may find that nothing is left. */
	if (b->read == b->count) pthread_cond_broadcast(&b->was_read);
	pthread_mutex_unlock(&b->lock);
	return taken;
}

static void *run_worker(void *context)
{
	nl_batch *b = context;
	void *worker = NULL;
	for (slot *s; (s = take(b));) {
		if (!worker) worker = b->plan->begin(b->plan->context);
		b->plan->check(worker, &s->text);
		finish(b, s);
	}
	if (worker) b->plan->end(worker);
	return NULL;
}

/* Without threads every text has its turn at once. */
static void run_alone(nl_batch *b)
{
	const nl_batch_plan *plan = b->plan;
	void *worker = plan->begin(plan->context);
	b->alone = true;
	for (; b->turn < b->count && !b->stopped; b->turn++) {
		nl_batch_text text = {.path = b->paths[b->turn], .batch = b, .number = b->turn};
		text.file = plan->read(plan->context, text.path);
		plan->check(worker, &text);
		b->stopped = !plan->pass_on(plan->context, &text, true);
		release(&text);
	}
	plan->end(worker);
}

/* The first worker is the thread that calls. A thread that cannot be had is done without, but for the reader. */
static bool run_threads(nl_batch *b, uint32_t jobs)
{
	pthread_t reader, *workers = nl_alloc(jobs * sizeof *workers);
	b->slots = nl_alloc(WINDOW * sizeof *b->slots);
	bool started = pthread_create(&reader, NULL, run_reader, b) == 0;
	uint32_t count = 0;
	while (started && count < jobs - 1 && pthread_create(&workers[count], NULL, run_worker, b) == 0) count++;
	if (started) {
		run_worker(b);
		for (uint32_t i = 0; i < count; i++) pthread_join(workers[i], NULL);
		pthread_mutex_lock(&b->lock);
		pthread_cond_signal(&b->has_room); /* after a stop the reader may still wait */
		pthread_mutex_unlock(&b->lock);
		pthread_join(reader, NULL);
	}
	free(workers);
	return started;
}

void nl_batch_run(const nl_batch_plan *plan, const char *const *paths, uint32_t count)
{
	uint32_t jobs = plan->jobs < count ? plan->jobs : count;
	nl_batch *b = nl_alloc(sizeof *b);
	*b = (nl_batch){.plan = plan, .paths = paths, .count = count, .refill_at = NL_NONE};
	pthread_mutex_init(&b->lock, NULL);
	pthread_cond_init(&b->was_read, NULL);
	pthread_cond_init(&b->has_room, NULL);
	pthread_cond_init(&b->turn_came, NULL);
	if (jobs < 2 || !run_threads(b, jobs)) run_alone(b);
	for (uint32_t i = 0; b->slots && i < WINDOW; i++)
		release(&b->slots[i].text); /* what was read for nothing after a stop */
	free(b->slots);
	pthread_cond_destroy(&b->was_read);
	pthread_cond_destroy(&b->has_room);
	pthread_cond_destroy(&b->turn_came);
	pthread_mutex_destroy(&b->lock);
	free(b);
}

uint32_t nl_batch_processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
	return count > 1 ? (uint32_t)count : 1;
}
