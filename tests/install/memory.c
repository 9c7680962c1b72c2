/* memory LIMIT TEXT: a check with the library in which the first, the second, ... request for memory fails, and all behind it: every call
 * comes back with NORMLINT_OK or NORMLINT_NO_MEMORY, everything can be freed, and the next check works. LIMIT bounds how many
 * points of failure are tried, spread over a whole check. */
#include <normlint.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool watching;
static unsigned long asked, fails_at; /* 0: never */

static bool refuses(void)
{
	if (!watching) return false;
	asked++;
	return fails_at && asked >= fails_at;
}

void *malloc(size_t size)
{
	return refuses() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return refuses() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return refuses() ? NULL : __libc_realloc(old, size);
}

static const char rules_text[] =
	"position p \"P\" { matches \"network\" near/3 (\"open\" | /fre+/i) }\nruleset r \"R\" { require p }\n";

static bool is_fine(normlint_status status)
{
	return status == NORMLINT_OK || status == NORMLINT_NO_MEMORY;
}

/* The first status that is not OK. */
static normlint_status read_result(normlint_result *result)
{
	normlint_evidence evidence;
	normlint_position position;
	char *report = NULL;
	for (size_t i = 0; normlint_result_position(result, i, &position) == NORMLINT_OK; i++)
		for (size_t e = 0; e < position.evidence_count; e++) {
			normlint_status status = normlint_result_evidence(result, i, e, &evidence);
			if (status != NORMLINT_OK) return status;
		}
	normlint_status status = normlint_result_report(result, "sarif", &report, NULL);
	normlint_free(report);
	return status;
}

static normlint_status check(const char *path)
{
	normlint_rules *rules = NULL;
	normlint_checker *checker = NULL;
	normlint_result *result = NULL;
	char *message = NULL;
	normlint_status status = normlint_rules_new(NORMLINT_BUILTIN, &rules);
	if (status == NORMLINT_OK) status = normlint_rules_add_text(rules, "r.norm", rules_text, sizeof rules_text - 1);
	if (status == NORMLINT_OK) status = normlint_rules_compile(rules, &message);
	normlint_free(message);
	message = NULL;
	if (status == NORMLINT_OK) status = normlint_checker_new(rules, &checker, &message);
	if (status == NORMLINT_OK) status = normlint_check_file(checker, path, &result, &message);
	if (status == NORMLINT_OK) status = read_result(result);
	normlint_free(message);
	normlint_rules_free(rules);
	normlint_checker_free(checker);
	normlint_result_free(result);
	return status;
}

int main(int argc, char **argv)
{
	if (argc != 3) return 2;
	unsigned long limit = strtoul(argv[1], NULL, 10), passed = 0, failed = 0;
	watching = true;
	normlint_status status = check(argv[2]);
	watching = false;
	unsigned long whole = asked;
	if (status != NORMLINT_OK) printf("a check with all its memory: %s\n", normlint_status_text(status));
	failed += status != NORMLINT_OK || whole == 0;
	for (unsigned long i = 0; i < limit; i++) {
		asked = 0;
		fails_at = 1 + whole * i / limit;
		watching = true;
		status = check(argv[2]);
		watching = false;
		if (is_fine(status) && (status != NORMLINT_OK || fails_at > whole)) passed++;
		else {
			failed++;
			printf("without request %lu of %lu: %s\n", fails_at, whole, normlint_status_text(status));
		}
	}
	fails_at = 0;
	if (check(argv[2]) == NORMLINT_OK) passed++;
	else failed++;
	printf("%lu passed, %lu failed\n", passed, failed);
	return failed != 0;
}
