/* bench NORMLINT PEERS SOURCES... -- SOURCES...: prints tables of what normlint and its peers cost. The sources are files of which
 * the text with few finds and the one with many are made.
 *
 *   BENCH_TEXT=FILE     instead of the text with many finds: this file, again and again
 *   BENCH_ONLY=WORDS    of the parts below only these, by name
 *   BENCH_ROUNDS=N      runs of each program (default 5)
 *   BENCH_TIME=cpu      times of the processor instead of elapsed ones, for a machine that is not idle; many files always take
 *                       elapsed time
 *   BENCH_HUGE=1        also a text of 1 GiB
 *   BENCH_KEEP=1        texts, rules and the last outputs are kept; their directory is told last */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

enum { SMALL = 5 * KB, MIDDLE = 10 * MB, LARGE = 100 * MB };

typedef struct {
	programs p;
	uint32_t rounds;
} bench;

/* ---- in a child process -------------------------------------------------------------------------------------- */

/* Runs a piece of code in a child, so that its memory is gone afterwards. */
#define IN_A_CHILD(code)                                       \
	do {                                                       \
		pid_t child = fork();                                  \
		int status;                                            \
		if (child < 0) give_up("start a process");             \
		if (child == 0) {                                      \
			code;                                              \
			_exit(0);                                          \
		}                                                      \
		if (waitpid(child, &status, 0) < 0 || status) exit(2); \
	} while (0)

/* ---- the parts ----------------------------------------------------------------------------------------------- */

static void compare(const bench *b, const char *title, size_t bytes, const rival *rivals, uint32_t count)
{
	cost costs[MAX_RIVALS];
	measure(rivals, count, b->rounds, costs);
	print_rivals(title, bytes, rivals, costs, count);
}

static void bench_phrases(const bench *b)
{
	const programs *p = &b->p;
	IN_A_CHILD(write_phrases("dense-10.md"));
	const rival fast[] = {check_by_normlint(p, "normlint", "phrases.norm", "1", "dense-10.md"),
		count_words(p, "C", "dense-10.md"), count_words(p, "C.UTF-8", "dense-10.md"),
		ripgrep_search(p, false, "dense-10.md"), yara_search(p, "dense-10.md"), pcre2_search(p, false, "dense-10.md"),
		pcre2_search(p, true, "dense-10.md")};
	compare(b, "200 phrase rules of the same meaning, 10 MB dense with finds, one thread", size_of("dense-10.md"), fast, 7);
	const rival slow[] = {check_by_normlint(p, "normlint", "phrases.norm", "1", "dense-1.md"),
		ripgrep_search(p, true, "dense-1.md"), textlint_check(p, "dense-1.md"), vale_check(p, "dense-1.md")};
	compare(b, "The same rules, 1 MB", size_of("dense-1.md"), slow, 4);
}

static void bench_words(const bench *b)
{
	static const char *const texts[][2] = {{"few-10.md", "few finds, 10 MB"}, {"few-100.md", "few finds, 100 MB"},
		{"dense-10.md", "dense with finds, 10 MB"}, {"dense-100.md", "dense with finds, 100 MB"}};
	for (uint32_t i = 0; i < 4; i++) {
		char title[128];
		snprintf(title, sizeof title, "All built-in rules, JSON to a file, one thread: %s", texts[i][1]);
		const char *path = texts[i][0];
		const rival rivals[] = {check_by_normlint(&b->p, "normlint", NULL, "1", path),
			count_words(&b->p, "C.UTF-8", path), count_words(&b->p, "C", path)};
		compare(b, title, size_of(path), rivals, 3);
	}
}

static void bench_start(const bench *b)
{
	bench often = *b;
	often.rounds = MAX_RUNS;
	const rival rivals[] = {check_by_normlint(&b->p, "normlint, all built-in rules", NULL, "1", "draft.md"),
		empty_program(&b->p), count_words(&b->p, "C", "draft.md"),
		check_by_normlint(&b->p, "normlint, 500 phrases to compile", "500.norm", "1", "draft.md")};
	compare(&often, "A draft of 5 KB, the whole process", size_of("draft.md"), rivals, 4);
}

static void bench_rules(const bench *b)
{
	static const char *const names[] = {"500 phrases", "5,000 phrases", "50,000 phrases"};
	static const char *const rules[] = {"500.norm", "5000.norm", "50000.norm"};
	rival texts[3], starts[3];
	cost whole[3], start[3];
	for (uint32_t i = 0; i < 3; i++) {
		texts[i] = check_by_normlint(&b->p, names[i], rules[i], "1", "few-10.md");
		starts[i] = check_by_normlint(&b->p, names[i], rules[i], "1", "draft.md");
	}
	measure(texts, 3, b->rounds, whole);
	measure(starts, 3, b->rounds, start);
	print_head("More rules that do not match, 10 MB with few finds", " rules | ms for the text | times 500 | ms to compile ");
	for (uint32_t i = 0; i < 3; i++) {
		double alone = whole[i].seconds - start[i].seconds, least = whole[0].seconds - start[0].seconds;
		print_row("%s | %.1f | %.2f | %.1f", names[i], alone * 1e3, alone / least, start[i].seconds * 1e3);
	}
}

/* Nanoseconds for a byte beyond those of starting, beside the ordinary text's. */
static void print_worst(const bench *b, const char *name, const char *rules, const char *path, double *ordinary)
{
	const rival rivals[] = {check_by_normlint(&b->p, name, rules, "1", path),
		check_by_normlint(&b->p, name, rules, "1", "draft.md")};
	cost costs[2];
	measure(rivals, 2, 1, costs);
	double bytes = (double)size_of(path), time = (costs[0].seconds - costs[1].seconds) / bytes * 1e9;
	if (*ordinary == 0) *ordinary = time;
	print_row("%s | %.0f | %.1f | %.1f | %.2f", name, bytes / MB, time, time / *ordinary, costs[0].peak / bytes);
}

static void bench_worst(const bench *b)
{
	double ordinary = 0;
	print_head("The worst cases: time for a byte, one thread",
		" text | MB | ns a byte | times ordinary | memory, times the text ");
	print_worst(b, "ordinary prose", NULL, "few-10.md", &ordinary);
	for (uint32_t i = 0; i < WORST_CASES; i++) {
		size_t size = i == WORST_WORD ? LARGE : i == WORST_LIST ? 60 * MB : MIDDLE;
		IN_A_CHILD(write_worst_case((worst_case)i, "worst.md", size));
		print_worst(b, worst_case_name((worst_case)i), NULL, "worst.md", &ordinary);
		if (i != WORST_SENTENCE && i != WORST_LEAD_INS && i != WORST_MATCHES && i != WORST_QUOTES) continue;
		char name[64];
		snprintf(name, sizeof name, "%s, plain text", worst_case_name((worst_case)i));
		if (rename("worst.md", "worst.txt") != 0) give_up("rename a text");
		print_worst(b, name, NULL, "worst.txt", &ordinary);
	}
	IN_A_CHILD(write_regex_rules("regex.norm"));
	print_worst(b, "regexes that backtrack, ordinary prose", "regex.norm", "few-10.md", &ordinary);
	IN_A_CHILD(write_near_rules("near.norm"));
	print_worst(b, "`near` twelve deep over frequent words, ordinary prose", "near.norm", "few-10.md", &ordinary);
}

static void print_jobs(const bench *b, const char *what, const char *rules, const char *directory)
{
	rival rivals[] = {check_by_normlint(&b->p, "1", rules, "1", directory),
		check_by_normlint(&b->p, "2", rules, "2", directory)};
	rivals[0].elapsed = rivals[1].elapsed = true;
	cost costs[2];
	measure(rivals, 2, b->rounds, costs);
	print_row("%s | %.0f | %.0f | %.2f | %.1f | %.1f", what, costs[0].seconds * 1e3, costs[1].seconds * 1e3,
		1 / costs[1].ratio, costs[0].peak / MB, costs[1].peak / MB);
}

static size_t size_of_files(const char *directory, uint32_t count)
{
	size_t sum = 0;
	char path[64];
	for (uint32_t i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s/%05u.md", directory, i);
		sum += size_of(path);
	}
	return sum;
}

static void bench_files(const bench *b)
{
	IN_A_CHILD(write_files("2000", 2000, "dense-100.md"));
	IN_A_CHILD(write_files("10000", 10000, "dense-100.md"));
	IN_A_CHILD(write_files("200", 200, "dense-100.md"));
	IN_A_CHILD(write_phrases("dense-10.md"));
	print_head("Many files of 2 to 12 KB",
		" what | ms, 1 job | ms, 2 jobs | times faster | peak MB, 1 job | peak MB, 2 jobs ");
	print_jobs(b, "2,000 files, 200 phrase rules", "phrases.norm", "2000");
	print_jobs(b, "10,000 files, 200 phrase rules", "phrases.norm", "10000");
	print_jobs(b, "2,000 files, all built-in rules", NULL, "2000");
	rival rivals[] = {check_by_normlint(&b->p, "normlint", "phrases.norm", "2", "200"), textlint_check(&b->p, "200"),
		vale_check(&b->p, "200")};
	for (uint32_t i = 0; i < 3; i++) rivals[i].elapsed = true;
	compare(b, "200 files, 200 phrase rules, two cores", size_of_files("200", 200), rivals, 3);
}

static void bench_huge(const bench *b)
{
	const char *huge = getenv("BENCH_HUGE");
	if (!huge || strcmp(huge, "1") != 0) return;
	double ordinary = 0;
	IN_A_CHILD(write_repeated("huge.md", (size_t)1 << 30, "few-100.md"));
	print_head("A text of 1 GiB, all built-in rules, one thread",
		" text | MB | ns a byte | times ordinary | memory, times the text ");
	print_worst(b, "few finds", NULL, "few-10.md", &ordinary);
	print_worst(b, "few finds", NULL, "huge.md", &ordinary);
	unlink("huge.md");
}

static const struct {
	const char *name;
	void (*run)(const bench *b);
} parts[] = {{"start", bench_start}, {"phrases", bench_phrases}, {"words", bench_words}, {"rules", bench_rules},
	{"worst", bench_worst}, {"files", bench_files}, {"huge", bench_huge}};

/* ---- all of them --------------------------------------------------------------------------------------------- */

/* `text`: the source of the dense texts; NULL: they are made of the sources behind "--". */
static void make_texts(const char *const *sources, uint32_t few, uint32_t many, const char *text)
{
	IN_A_CHILD(write_prose("few-100.md", LARGE, sources, few));
	IN_A_CHILD(write_repeated("few-10.md", MIDDLE, "few-100.md"));
	if (text) IN_A_CHILD(write_repeated("dense-100.md", LARGE, text));
	else IN_A_CHILD(write_prose("dense-100.md", LARGE, sources + few, many));
	IN_A_CHILD(write_repeated("dense-10.md", MIDDLE, "dense-100.md"));
	IN_A_CHILD(write_repeated("dense-1.md", MB, "dense-100.md"));
	IN_A_CHILD(write_repeated("draft.md", SMALL, "dense-100.md"));
	IN_A_CHILD(write_synthetic_rules("500.norm", 500));
	IN_A_CHILD(write_synthetic_rules("5000.norm", 5000));
	IN_A_CHILD(write_synthetic_rules("50000.norm", 50000));
}

static bool is_asked_for(const char *name)
{
	const char *only = getenv("BENCH_ONLY");
	if (!only || !*only) return true;
	size_t len = strlen(name);
	for (const char *at = only; (at = strstr(at, name)); at++) {
		bool begins = at == only || at[-1] == ' ' || at[-1] == ',', ends = !at[len] || at[len] == ' ' || at[len] == ',';
		if (begins && ends) return true;
	}
	return false;
}

static void remove_scratch(const char *path)
{
	const char *keep = getenv("BENCH_KEEP");
	if (keep && strcmp(keep, "1") == 0) printf("\nkept: %s\n", path);
	else if (chdir("/") == 0) IN_A_CHILD(execlp("rm", "rm", "-rf", path, (char *)NULL));
}

static const char *absolute(const char *path)
{
	char *full = path ? realpath(path, NULL) : NULL;
	if (path && !full) give_up(path);
	return full;
}

int main(int argc, char **argv)
{
	uint32_t few = 0, many = 0;
	const char *sources[64];
	for (int i = 3, behind = 0; i < argc && few + many < 64; i++) {
		if (strcmp(argv[i], "--") == 0) behind = 1;
		else sources[few + many] = absolute(argv[i]), behind ? many++ : few++;
	}
	if (!few || !many) {
		fprintf(stderr, "usage: bench NORMLINT PEERS SOURCES... -- SOURCES...\n");
		return 2;
	}
	const char *rounds = getenv("BENCH_ROUNDS"), *text = getenv("BENCH_TEXT");
	bench b = {.rounds = rounds && atoi(rounds) > 0 ? (uint32_t)atoi(rounds) : 5};
	if (b.rounds > MAX_RUNS) b.rounds = MAX_RUNS;
	char peers[4096], scratch[] = "/var/tmp/normlint-bench-XXXXXX";
	b.p = find_programs(absolute(argv[1]), realpath(argv[2], peers) ? peers : "/nonexistent");
	text = absolute(text && *text ? text : NULL);
	if (!mkdtemp(scratch) || chdir(scratch) != 0) give_up("make a scratch directory");
	print_machine();
	make_texts(sources, few, many, text);
	for (uint32_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (is_asked_for(parts[i].name)) parts[i].run(&b);
	}
	remove_scratch(scratch);
	return 0;
}
