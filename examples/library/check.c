/* check.c - checks texts by several threads with libnormlint, and prints a line for each finding.
 *
 *     cc check.c $(pkg-config --cflags --libs libnormlint) -pthread -o check
 *     ./check [--threads N] [--rules FILE.norm] [--ruleset NAME] TEXT...
 *
 * Rules are compiled once, and all threads use them; each thread has a checker of its own. */
#include <normlint.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_THREADS = 64 };

typedef struct {
	normlint_rules *rules;
	const char *ruleset; /* NULL: all but the optional ones */
	char **paths;
	char **reports; /* of each text; NULL when it could not be read */
	int count, next;
	pthread_mutex_t lock; /* of `next`, and of standard error */
	int failed;
} job;

static void tell(job *j, const char *path, normlint_status status, char *message)
{
	pthread_mutex_lock(&j->lock);
	if (message) fprintf(stderr, "%s", message);
	else if (status != NORMLINT_OK) fprintf(stderr, "%s: %s\n", path, normlint_status_text(status));
	j->failed |= status != NORMLINT_OK;
	pthread_mutex_unlock(&j->lock);
	normlint_free(message);
}

static int take_next(job *j)
{
	pthread_mutex_lock(&j->lock);
	int taken = j->next < j->count ? j->next++ : -1;
	pthread_mutex_unlock(&j->lock);
	return taken;
}

/* path:line:column: severity: message [ruleset/rule] */
static void print_findings(FILE *out, const char *path, const normlint_result *result)
{
	normlint_finding f;
	for (size_t i = 0; normlint_result_finding(result, i, &f) == NORMLINT_OK; i++) {
		if (f.suppressed) continue;
		unsigned line = f.start.line ? f.start.line : 1, column = f.start.column ? f.start.column : 1;
		fprintf(out, "%s:%u:%u: %s: %.*s [%.*s/%.*s]\n", path, line, column, normlint_severity_name(f.severity),
			(int)f.message.length, f.message.data, (int)f.ruleset.length, f.ruleset.data, (int)f.rule.length, f.rule.data);
	}
}

static void check_text(job *j, normlint_checker *checker, int number)
{
	char *message;
	normlint_result *result;
	normlint_status status = normlint_check_file(checker, j->paths[number], &result, &message);
	tell(j, j->paths[number], status, message);
	if (!result) return;
	size_t length;
	FILE *out = open_memstream(&j->reports[number], &length);
	if (out) {
		print_findings(out, j->paths[number], result);
		fclose(out);
	}
	normlint_result_free(result);
}

static void *run_thread(void *context)
{
	job *j = context;
	char *message;
	normlint_checker *checker;
	normlint_status status = normlint_checker_new(j->rules, &checker, &message);
	if (status == NORMLINT_OK && j->ruleset) {
		normlint_free(message);
		status = normlint_checker_add_ruleset(checker, j->ruleset, &message);
	}
	if (status != NORMLINT_OK) tell(j, "rules", status, message);
	else
		for (int number; (number = take_next(j)) >= 0;) check_text(j, checker, number);
	normlint_checker_free(checker);
	return NULL;
}

static void run_threads(job *j, int count)
{
	pthread_t threads[MOST_THREADS];
	int started = 0;
	while (started < count && pthread_create(&threads[started], NULL, run_thread, j) == 0) started++;
	if (started == 0) run_thread(j);
	for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

int main(int argc, char **argv)
{
	job j = {0};
	char *message;
	int threads = 1, at = 1;
	pthread_mutex_init(&j.lock, NULL);
	normlint_status status = normlint_rules_new(NORMLINT_BUILTIN, &j.rules);
	for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0 && status == NORMLINT_OK; at += 2) {
		if (strcmp(argv[at], "--threads") == 0) threads = atoi(argv[at + 1]);
		else if (strcmp(argv[at], "--rules") == 0) status = normlint_rules_add_file(j.rules, argv[at + 1]);
		else if (strcmp(argv[at], "--ruleset") == 0) j.ruleset = argv[at + 1];
		else status = NORMLINT_BAD_ARGUMENT;
	}
	if (status != NORMLINT_OK || at >= argc || threads < 1 || threads > MOST_THREADS) {
		fprintf(stderr, "usage: check [--threads N] [--rules FILE.norm] [--ruleset NAME] TEXT...\n");
		normlint_rules_free(j.rules);
		return 2;
	}
	status = normlint_rules_compile(j.rules, &message);
	tell(&j, "rules", status, message);
	j.paths = argv + at;
	j.count = argc - at;
	j.reports = calloc((size_t)j.count, sizeof *j.reports);
	if (status == NORMLINT_OK && j.reports) run_threads(&j, threads);
	for (int i = 0; j.reports && i < j.count; i++) {
		if (j.reports[i]) fputs(j.reports[i], stdout);
		free(j.reports[i]);
	}
	free(j.reports);
	normlint_rules_free(j.rules);
	pthread_mutex_destroy(&j.lock);
	return j.failed ? 2 : 0;
}
