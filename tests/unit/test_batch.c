/* Many texts by several threads, with a check that only takes its time: the order in which texts are passed on, what is in
 * memory at a time, and how a run ends before its end. And the line that tells how far it is. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/batch.h"
#include "app/progress.h"
#include "base/mem.h"
#include "base/vec.h"
#include "check.h"

enum { TEXTS = 500, BYTES = 1 << 20 };

typedef struct {
	pthread_mutex_t lock;
	uint32_t in_memory, most_in_memory; /* texts between reading and the end of their check */
	uint32_t workers, ended;
	NL_VEC(uint32_t) passed_on;
	uint32_t parts;   /* sent in the middle of a text */
	bool disorder;    /* a part came when it was not its text's turn */
	uint32_t stop_at; /* the text after which nothing is taken any more */
	size_t bytes;     /* that each text has */
	size_t output;    /* that it yields */
} log_book;

static nl_file read_text(void *context, const char *path)
{
	log_book *book = context;
	pthread_mutex_lock(&book->lock);
	if (++book->in_memory > book->most_in_memory) book->most_in_memory = book->in_memory;
	pthread_mutex_unlock(&book->lock);
	(void)path;
	return (nl_file){.ptr = nl_alloc(book->bytes + 1), .len = book->bytes};
}

static void *begin(void *context)
{
	log_book *book = context;
	pthread_mutex_lock(&book->lock);
	book->workers++;
	pthread_mutex_unlock(&book->lock);
	return book;
}

static void end(void *worker)
{
	log_book *book = worker;
	pthread_mutex_lock(&book->lock);
	book->ended++;
	pthread_mutex_unlock(&book->lock);
}

/* Every seventh text takes longer than those behind it, every ninth sends some of its output before its end. */
static void check(void *worker, nl_batch_text *text)
{
	log_book *book = worker;
	if (text->number % 7 == 0) usleep(500);
	for (size_t i = 0; i < book->output; i++) nl_buf_add_byte(&text->out[0], 'x');
	if (text->number % 9 == 0) nl_batch_send(text);
	nl_buf_addf(&text->out[0], "%u", text->number);
	nl_file_release(&text->file);
	pthread_mutex_lock(&book->lock);
	book->in_memory--;
	pthread_mutex_unlock(&book->lock);
}

static bool pass_on(void *context, nl_batch_text *text, bool done)
{
	log_book *book = context; /* one thread at a time, so without the lock: a thread sanitizer would tell */
	if (text->number != book->passed_on.len) book->disorder = true;
	if (done) *nl_vec_push(&book->passed_on) = text->number;
	else book->parts++;
	nl_buf_clear(&text->out[0]);
	return text->number < book->stop_at;
}

static void run(log_book *book, uint32_t jobs)
{
	static const char *paths[TEXTS];
	for (uint32_t i = 0; i < TEXTS; i++) paths[i] = "no such path";
	pthread_mutex_init(&book->lock, NULL);
	const nl_batch_plan plan = {jobs, book, read_text, begin, check, end, pass_on};
	nl_batch_run(&plan, paths, TEXTS);
	pthread_mutex_destroy(&book->lock);
}

static void test_order(void)
{
	for (uint32_t jobs = 1; jobs <= 8; jobs++) {
		log_book book = {.stop_at = TEXTS, .bytes = 100};
		run(&book, jobs);
		CHECK_INT(book.passed_on.len, TEXTS);
		CHECK_INT(book.parts, (TEXTS + 8) / 9);
		CHECK(!book.disorder);
		CHECK(book.workers >= 1 && book.workers <= jobs);
		CHECK_INT(book.ended, book.workers);
		CHECK(book.most_in_memory <= 64);
		if (jobs == 1) CHECK_INT(book.most_in_memory, 1);
		nl_vec_release(&book.passed_on);
	}
}

/* Of texts of 1 MiB four and one more are in work. Their size is not known before they are read, so one more may be. */
static void test_memory(void)
{
	log_book book = {.stop_at = TEXTS, .bytes = BYTES, .output = 100 << 10};
	run(&book, 8);
	CHECK_INT(book.passed_on.len, TEXTS);
	CHECK(!book.disorder);
	CHECK(book.most_in_memory <= 6);
	nl_vec_release(&book.passed_on);
}

static void test_stop(void)
{
	for (uint32_t jobs = 1; jobs <= 4; jobs++) {
		log_book book = {.stop_at = 100, .bytes = 100, .output = 40 << 10};
		run(&book, jobs);
		CHECK_INT(book.passed_on.len, 101);
		CHECK(!book.disorder);
		CHECK_INT(book.ended, book.workers);
		nl_vec_release(&book.passed_on);
	}
}

static void test_progress(void)
{
	int ends[2];
	char got[256] = "";
	CHECK_INT(pipe(ends), 0);
	nl_progress progress = nl_progress_of(ends[1], 1000, 10.0);
	nl_progress_show(&progress, 1, 10.5); /* too early: a short run shows nothing */
	nl_progress_hide(&progress);
	nl_progress_show(&progress, 20, 11.5);
	nl_progress_show(&progress, 21, 11.6); /* too soon after the last */
	nl_progress_show(&progress, 30, 12.0);
	nl_progress_hide(&progress);
	nl_progress_hide(&progress);
	nl_progress_show(&progress, 31, 12.1); /* too soon, though it was wiped away */
	CHECK(read(ends[0], got, sizeof got - 1) > 0);
	CHECK_STR(nl_str_of(got), "\r\033[Kchecked 20 of 1000 texts\r\033[Kchecked 30 of 1000 texts\r\033[K");
	close(ends[0]);
	close(ends[1]);
	progress = nl_progress_of(-1, 1000, 0);
	nl_progress_show(&progress, 1, 100);
	CHECK(!progress.visible);
}

int main(void)
{
	test_order();
	test_memory();
	test_stop();
	test_progress();
	CHECK(nl_batch_processors() >= 1);
	return check_done();
}
