/* tests/bench/bench.h - how fast, how much memory, against other programs on the same text with rules of the same meaning.
 *
 *   texts.c    makes the texts: prose with few finds and with many, the worst cases, many files
 *   rules.c    takes 200 phrases from a text and says them in the notation of each program; synthetic rule sets
 *   peers.c    the programs beside normlint, where they are installed, and how each is called
 *   measure.c  runs programs in turn and takes medians
 *   table.c    the result in Markdown
 *   bench.c    what is measured
 *
 * All files lie in a scratch directory, which is the working directory. Texts and rules are made in child processes: a
 * program's peak of memory is never below that of the process that starts it, so this one stays small. */
#ifndef NL_TESTS_BENCH_H
#define NL_TESTS_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KB = 1000, MB = 1000 * 1000, MAX_ARGS = 16, MAX_RUNS = 101, MAX_RIVALS = 12 };

_Noreturn void give_up(const char *what); /* with what errno says */

/* ---- measure.c ----------------------------------------------------------------------------------------------- */

/* A program with its arguments. */
typedef struct {
	const char *name;
	const char *args[MAX_ARGS]; /* the program first; ends with NULL */
	const char *input;          /* standard input; NULL: nothing */
	const char *output;         /* standard output; NULL: thrown away */
	const char *locale;         /* LC_ALL; NULL: C */
	bool missing;               /* it is not installed */
	bool elapsed;               /* always by elapsed time; else as BENCH_TIME says */
} rival;

typedef struct {
	double seconds; /* median of all runs */
	double ratio;   /* median over the rounds of its time by that of the first rival in the same round */
	double peak;    /* bytes: the most that any run had in memory */
	int status;     /* of the last run */
} cost;

bool counts_cpu(void); /* BENCH_TIME=cpu: user and system time */
/* Runs the rivals in turn, `rounds` times, after one round that does not count. */
void measure(const rival *rivals, uint32_t count, uint32_t rounds, cost *costs);

/* ---- texts.c ------------------------------------------------------------------------------------------------- */

typedef enum {
	WORST_SENTENCE,
	WORST_LIST,
	WORST_LEAD_INS,
	WORST_WORD,
	WORST_MATCHES,
	WORST_QUOTES,
	WORST_HEADINGS,
	WORST_TABLE,
	WORST_EMPHASIS,
	WORST_NUMBERS,
	WORST_LETTERS,
	WORST_CASES
} worst_case;

const char *worst_case_name(worst_case which);
void write_worst_case(worst_case which, const char *path, size_t size);
/* Sentences of the sources in random order, in paragraphs under headings, now and then a word that nobody ever saw. */
void write_prose(const char *path, size_t size, const char *const *sources, uint32_t count);
/* A text again and again, to about `size` bytes. */
void write_repeated(const char *path, size_t size, const char *source);
/* The text cut into files of 2 to 12 KB in a directory. */
void write_files(const char *directory, uint32_t count, const char *source);
void write_file(const char *path, const char *text, size_t size);
size_t size_of(const char *path);

/* ---- rules.c ------------------------------------------------------------------------------------------------- */

enum { PHRASES = 200 };

/* Of pairs of words that stand in a text, PHRASES evenly from the frequent to the rare, in every program's notation:
 * phrases.norm, phrases.regex (a line each), phrases.yar, phrases.js (textlint), phrases.yml (Vale). */
void write_phrases(const char *text);
void write_synthetic_rules(const char *path, uint32_t phrases); /* of which a text holds few */
void write_regex_rules(const char *path);                       /* that backtrack */
void write_near_rules(const char *path);                        /* deep, over the most frequent words */

/* ---- peers.c ------------------------------------------------------------------------------------------------- */

typedef struct {
	const char *normlint, *empty, *pcre2; /* the last two are made with this program */
	const char *ripgrep, *textlint;       /* paths; NULL: not installed */
	const char *yara, *vale, *wc;
} programs;

/* Looks for them beside this program, in `peers`/node_modules, and on the PATH. */
programs find_programs(const char *normlint, const char *peers);

rival check_by_normlint(const programs *p, const char *name, const char *rules, const char *jobs, const char *path);
rival ripgrep_search(const programs *p, bool unicode, const char *path);
rival yara_search(const programs *p, const char *path);
rival pcre2_search(const programs *p, bool one_expression, const char *path);
rival textlint_check(const programs *p, const char *path);
rival vale_check(const programs *p, const char *path);
rival count_words(const programs *p, const char *locale, const char *path);
rival empty_program(const programs *p);

/* ---- table.c ------------------------------------------------------------------------------------------------- */

void print_machine(void);
/* A row a rival: time, MB/s, times the first, peak of memory. */
void print_rivals(const char *title, size_t bytes, const rival *rivals, const cost *costs, uint32_t count);
/* A table of its own: the title and heads of columns, then rows. */
void print_head(const char *title, const char *heads);
void print_row(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
