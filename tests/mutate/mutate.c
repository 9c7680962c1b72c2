/* Damaged files of every format: mutate DIRECTORY COUNT SEED FILE...
 *
 * Makes COUNT files of each format that the FILEs have, each a FILE with changes (seed.h), and opens and checks them, by
 * processes that run side by side. Whatever comes, it is read or refused with an error, in bounded time, nothing leaks, and nothing is passed over in
 * silence: of a file that is read without a word, at least MOST_WORDS percent of the words that should be there are. File i
 * of a format is made from SEED + i alone. One that broke this is written into DIRECTORY, and named. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "harness/engine.h"
#include "seed.h"

enum { BATCH = 50, MOST_WORDS = 50, MAX_FILES = 64, MAX_WORKERS = 16, SECONDS = 20, JUDGED = 16 };

/* What a process tells of its files, in memory that is shared. */
typedef struct {
	pid_t pid;          /* 0: none is running */
	uint32_t next, end; /* the file it is at, and past its last */
	uint32_t passed, failed, read, warned, refused;
} worker;

typedef struct {
	const char *directory;
	uint32_t count, seed;
	test_engine *engine;
	seed seeds[MAX_FILES];
	uint32_t seed_count;
	worker *workers;
	uint32_t worker_count;
	nl_arena arena;
} run;

/* ---- one file --------------------------------------------------------------------------------------------------- */

/* Makes file `number` of a format. */
static const seed *make(const run *r, nl_format format, uint32_t number, damaged *made)
{
	chance c = {r->seed + number};
	uint32_t of_format = 0;
	for (uint32_t i = 0; i < r->seed_count; i++) of_format += r->seeds[i].format == format;
	uint32_t skip = chance_below(&c, of_format), i = 0;
	for (; r->seeds[i].format != format || skip; i++) skip -= r->seeds[i].format == format;
	seed_damage(&r->seeds[i], &c, made);
	return &r->seeds[i];
}

static void tell_failure(const run *r, nl_format format, uint32_t number, const char *why)
{
	damaged made = {0};
	char path[512];
	const seed *s = make(r, format, number, &made);
	snprintf(path, sizeof path, "%s/%u%s", r->directory, r->seed + number, strrchr(s->name, '.'));
	FILE *file = fopen(path, "wb");
	bool kept = file && fwrite(made.file.ptr, 1, made.file.len, file) == made.file.len;
	if (file) kept = fclose(file) == 0 && kept;
	fprintf(stderr, "failed: %s: %s, made of %s with the seed %u\n", kept ? path : "a file that could not be kept", why,
		s->name, r->seed + number);
	damaged_release(&made);
}

static void check_file(const run *r, worker *w, nl_format format, damaged *made, nl_buf *text)
{
	const seed *s = make(r, format, w->next, made);
	nl_buf_clear(text);
	engine_reading got = engine_open(r->engine, nl_str_of(s->name), nl_buf_str(&made->file), w->next % JUDGED == 0, text);
	!got.opened ? w->refused++ : got.told ? w->warned++ : w->read++;
	if (got.opened && !got.told && seed_share_read(s, made, nl_buf_str(text)) < MOST_WORDS) {
		w->failed++;
		tell_failure(r, format, w->next, "of its words most are not read, and nothing is told");
	} else {
		w->passed++;
	}
}

/* ---- processes -------------------------------------------------------------------------------------------------- */

static void check_files(const run *r, worker *w, nl_format format)
{
	damaged made = {0};
	nl_buf text = {0};
	for (; w->next < w->end; w->next++) {
		const struct itimerval limit = {.it_value = {.tv_sec = SECONDS}};
		setitimer(ITIMER_PROF, &limit, NULL); /* of processor time; of programs that it waits for, by the clock */
		alarm(SECONDS + 10 * NL_PDF_SECONDS);
		check_file(r, w, format, &made, &text);
	}
	damaged_release(&made);
	nl_buf_release(&text);
}

/* Lets a copy of this process check what is left of the files of `w`, or the next ones. Sanitizers look for leaks when it ends. */
static bool start(const run *r, worker *w, nl_format format, uint32_t *first)
{
	if (w->next >= w->end) {
		if (*first >= r->count) return false;
		w->next = *first;
		w->end = r->count - *first > BATCH ? *first + BATCH : r->count;
		*first = w->end;
	}
	fflush(NULL);
	pid_t pid = fork();
	if (pid < 0) {
		perror("fork");
		exit(2);
	}
	if (pid > 0) {
		w->pid = pid;
		return true;
	}
	check_files(r, w, format);
	exit(0);
}

/* Waits for a process. A file that ended it is a failure. */
static worker *finish(const run *r, nl_format format)
{
	int status = 0;
	pid_t pid = waitpid(-1, &status, 0);
	worker *w = r->workers;
	while (w->pid != pid) w++;
	w->pid = 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return w;
	bool leaked = w->next >= w->end,
		 slow = WIFSIGNALED(status) && (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGALRM);
	if (leaked) w->next = w->end - 1;
	w->failed++;
	tell_failure(r, format, w->next,
		leaked     ? "it, or one of those before it, leaks"
			: slow ? "it takes too long"
				   : "it ends the program");
	w->next++;
	return w;
}

/* Returns how many failed. */
static uint32_t check_format(const run *r, nl_format format)
{
	uint32_t first = 0, running = 0;
	worker all = {0};
	memset(r->workers, 0, sizeof *r->workers * r->worker_count);
	for (uint32_t i = 0; i < r->worker_count; i++) running += start(r, &r->workers[i], format, &first);
	while (running) running -= !start(r, finish(r, format), format, &first);
	for (worker *w = r->workers; w < r->workers + r->worker_count; w++) {
		all.passed += w->passed, all.failed += w->failed;
		all.read += w->read, all.warned += w->warned, all.refused += w->refused;
	}
	printf("%-8s %u read, %u with a remark, %u refused, %u failed\n", nl_format_name(format), all.read, all.warned,
		all.refused, all.failed);
	return all.failed;
}

/* ---- the whole -------------------------------------------------------------------------------------------------- */

static void add_seed(run *r, const char *path)
{
	seed *s = &r->seeds[r->seed_count++];
	nl_buf text = {0};
	seed_read(s, path, &r->arena);
	engine_open(r->engine, nl_str_of(s->name), s->bytes, false, &text);
	seed_learn(s, nl_arena_str(&r->arena, nl_buf_str(&text)));
	nl_buf_release(&text);
}

int main(int argc, char **argv)
{
	if (argc < 5 || argc - 4 > MAX_FILES) {
		fprintf(stderr, "usage: mutate DIRECTORY COUNT SEED FILE...\n");
		return 2;
	}
	run r = {.directory = argv[1], .count = (uint32_t)atoi(argv[2]), .seed = (uint32_t)atoi(argv[3]), .engine = engine_new()};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	r.worker_count = processors < 1 ? 1 : processors > MAX_WORKERS ? MAX_WORKERS : (uint32_t)processors;
	r.workers = mmap(NULL, sizeof *r.workers * r.worker_count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (r.workers == MAP_FAILED || (mkdir(r.directory, 0777) != 0 && errno != EEXIST)) {
		perror(r.directory);
		return 2;
	}
	for (int i = 4; i < argc; i++) add_seed(&r, argv[i]);
	uint32_t checked = 0, failed = 0;
	for (nl_format format = NL_FORMAT_TEXT; format <= NL_FORMAT_PDF; format++) {
		bool any = false;
		for (uint32_t i = 0; i < r.seed_count; i++) any = any || r.seeds[i].format == format;
		if (!any) continue;
		failed += check_format(&r, format);
		checked += r.count;
	}
	printf("%u passed, %u failed\n", checked - failed, failed);
	for (uint32_t i = 0; i < r.seed_count; i++) seed_release(&r.seeds[i]);
	engine_free(r.engine);
	nl_arena_release(&r.arena);
	return failed > 0;
}
