/* normlint.h - the C library libnormlint: what policy texts say, and where they depart from rule sets.
 *
 *   normlint_rules    rules, built in and of files; once compiled they never change, and any number of threads may use them
 *   normlint_checker  checks texts by rules, one at a time: a thread has one of its own
 *   normlint_result   what was found in one text
 *
 *     normlint_rules *rules;
 *     normlint_checker *checker;
 *     normlint_result *result;
 *     char *message;
 *     normlint_rules_new(NORMLINT_BUILTIN, &rules);
 *     normlint_rules_compile(rules, &message);
 *     normlint_checker_new(rules, &checker, &message);
 *     normlint_check(checker, "draft.md", bytes, length, &result, &message);
 *
 * Names begin with normlint_ and NORMLINT_; nothing else is exported. The library prints nothing, ends no program,
 * takes no signal, changes no locale, working directory or other state of the process, and reads no configuration. It
 * starts a process only to read a PDF (normlint-pdf, which is looked for beside the program and in libexec/normlint),
 * and loads libzip and libexpat when a Word or OpenDocument text is first read. Of the environment it reads
 * SOURCE_DATE_EPOCH alone.
 *
 * Ownership. What a function gives through a pointer to a pointer is yours, and each has its function to free it; NULL
 * is fine there. They may be freed in any order: a checker keeps its rules, and a result its checker, until it is
 * freed itself. Strings that come back as normlint_string or const char * are borrowed, and valid as long as the
 * object that they came from.
 *
 * Errors come back as a status. Where there is a `message`, it is set to a text in English for people, of one or more
 * lines, which normlint_free() frees, or to NULL when there is nothing to say; warnings may come with NORMLINT_OK.
 * `message` may be NULL.
 *
 * NORMLINT_NO_MEMORY: rules that were being made are of no more use, and a result is empty from then on; a checker can be
 * tried again. Memory that the call held may be lost to the process.
 *
 * Units. Lines, columns and pages count from 1; columns are characters (code points), offsets bytes from 0. Numbers
 * have the decimal point of C, whatever the locale.
 *
 * Limits are those of the program (README.md): a text of 3.75 GiB, or as normlint_checker_set_max_size() says, and so
 * on. What meets one is told by status and message.
 *
 * A new version of the library with the same NORMLINT_ABI can take the place of an older one. */
#ifndef NORMLINT_H
#define NORMLINT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#pragma GCC visibility push(default) /* all else in the library is hidden */
#endif

#define NORMLINT_ABI 0 /* the number in libnormlint.so.0 */

typedef struct normlint_rules normlint_rules;
typedef struct normlint_checker normlint_checker;
typedef struct normlint_result normlint_result;

typedef enum {
	NORMLINT_OK = 0,
	NORMLINT_BAD_RULES,    /* a rule file cannot be read, or is wrong */
	NORMLINT_BAD_TEXT,     /* the text cannot be read */
	NORMLINT_BAD_ARGUMENT, /* a name that does not exist, a number past the last, a call out of order */
	NORMLINT_NO_MEMORY
} normlint_status;

typedef enum { NORMLINT_NOTE, NORMLINT_WARNING, NORMLINT_ERROR } normlint_severity; /* in order of weight */
/* How a text stands to a position, and how firmly it says so. */
typedef enum {
	NORMLINT_ABSENT,
	NORMLINT_REPORTED,
	NORMLINT_OPPOSED,
	NORMLINT_HEDGED,
	NORMLINT_AFFIRMED
} normlint_stance;
typedef enum { NORMLINT_TENTATIVE, NORMLINT_RECOMMENDED, NORMLINT_DECLARED, NORMLINT_BINDING } normlint_strength;

/* UTF-8; not ended by NUL. */
typedef struct {
	const char *data;
	size_t length;
} normlint_string;

#define NORMLINT_NO_OFFSET UINT64_MAX

/* Where a person looks. Of a Word or OpenDocument text a line is a paragraph; of a PDF it is a line of the text that
 * was read of it. */
typedef struct {
	uint32_t line, column; /* 0: no place, something is absent */
	uint64_t offset;       /* into the file; NORMLINT_NO_OFFSET where the text is not in the file as it is */
	uint32_t page;         /* 0: the file tells of none */
} normlint_place;

const char *normlint_version(void); /* "0.1.0"; for ever */
const char *normlint_status_text(normlint_status status);
const char *normlint_severity_name(normlint_severity severity); /* "warning" */
const char *normlint_stance_name(normlint_stance stance);       /* "affirmed" */
const char *normlint_strength_name(normlint_strength strength); /* "binding" */
void normlint_free(void *memory);                               /* of messages and reports */

/* ---- rules ---------------------------------------------------------------------------------------------------- */

typedef enum { NORMLINT_NO_BUILTIN = 0, NORMLINT_BUILTIN = 1 } normlint_builtin;

/* With the built-in positions and rule sets, or with what is known of languages alone. */
normlint_status normlint_rules_new(normlint_builtin builtin, normlint_rules **rules);
/* Before they are compiled: a rule file with what it imports, or rules that are in memory (both copied; `name` is for messages).
 * All of these together may replace built-in names. What is wrong is told when they are compiled. */
normlint_status normlint_rules_add_file(normlint_rules *rules, const char *path);
normlint_status normlint_rules_add_text(normlint_rules *rules, const char *name, const char *text, size_t length);
/* Once. After an error they are of no use. */
normlint_status normlint_rules_compile(normlint_rules *rules, char **message);
void normlint_rules_free(normlint_rules *rules);

size_t normlint_rules_ruleset_count(const normlint_rules *rules);              /* 0 before they are compiled */
normlint_string normlint_rules_ruleset(const normlint_rules *rules, size_t i); /* its name; empty past the last */

/* ---- checking ------------------------------------------------------------------------------------------------- */

/* `rules` must be compiled. */
normlint_status normlint_checker_new(normlint_rules *rules, normlint_checker **checker, char **message);
void normlint_checker_free(normlint_checker *checker);

/* These hold from the next text on. By default texts are held against all rule sets but the optional ones. */
normlint_status normlint_checker_add_ruleset(normlint_checker *checker, const char *name, char **message); /* the first: it alone */
normlint_status normlint_checker_set_language(normlint_checker *checker, const char *name, char **message); /* "english" */
/* "auto", as at first: by what the text looks like, and the end of its name; "markdown", "docx", ... */
normlint_status normlint_checker_set_format(normlint_checker *checker, const char *format, char **message);
/* Where normlint-pdf is; NULL: as at first, beside the program, in ../libexec/normlint as seen from there, or from
 * the shared library. */
normlint_status normlint_checker_set_pdf_program(normlint_checker *checker, const char *path);
/* Bytes of a file, and of what it unpacks to; 0: as at first. */
normlint_status normlint_checker_set_max_size(normlint_checker *checker, uint64_t bytes);
/* Of a text with tracked changes, what it was before them; at first, what it is when all are accepted. */
normlint_status normlint_checker_set_original(normlint_checker *checker, int yes);

/* Checks a text that is in memory. `bytes` is borrowed, and must stay until the result is freed; `name` (copied) stands in
 * messages and reports, and its end may tell the format. */
normlint_status normlint_check(normlint_checker *checker, const char *name, const void *bytes, size_t length,
	normlint_result **result, char **message);
normlint_status normlint_check_file(normlint_checker *checker, const char *path, normlint_result **result, char **message);
/* A result belongs to the thread of its checker, and so does freeing it. */
void normlint_result_free(normlint_result *result);

/* ---- what was found -------------------------------------------------------------------------------------------- */

/* Each of these fills a struct that is yours, and gives NORMLINT_BAD_ARGUMENT, all of it zero, past the last. */

typedef struct {
	normlint_severity severity;
	normlint_string ruleset, rule; /* ruleset "contradiction" or "suppression": of the text itself */
	normlint_string message;       /* lower case, no full stop */
	normlint_string instead;       /* words to write instead; empty: none */
	normlint_place start, end;
	uint64_t fingerprint;   /* of the rule and the sentence; survives reflow and renumbering */
	int suppressed;         /* somebody accepted it, in a comment of the text: it counts no more, */
	normlint_string reason; /* and this is why */
	size_t note_count, help_count;
} normlint_finding;

typedef struct {
	normlint_string id, title, topic;
	normlint_stance stance;
	normlint_strength strength; /* of its strongest evidence */
	size_t evidence_count;
	int looked_for; /* 0: only optional rule sets that were not asked for want it */
} normlint_position;

typedef struct {
	normlint_place start, end;
	normlint_string text;    /* the words, as they stand in the text */
	normlint_string section; /* the headings above, joined by " > " */
	normlint_stance stance;
	normlint_strength strength;
} normlint_evidence;

typedef struct {
	normlint_string ruleset, title;
	double score; /* 0 to 100 */
	uint32_t errors, warnings, notes;
	size_t rule_count;
} normlint_score;

typedef struct {
	normlint_string id;
	double weight, credit; /* credit: 0, 0.5 or 1 */
	int applies;           /* 0: its condition does not hold, and it does not count */
} normlint_rule;

typedef struct {
	normlint_string id;
	double value, low, high; /* log odds, with the 95 % interval */
} normlint_axis;

size_t normlint_result_finding_count(const normlint_result *result); /* in order of place, of the whole text last */
size_t normlint_result_position_count(const normlint_result *result);
size_t normlint_result_score_count(const normlint_result *result);
size_t normlint_result_axis_count(const normlint_result *result);
uint64_t normlint_result_word_count(const normlint_result *result);
const char *normlint_result_format(const normlint_result *result); /* "markdown" */

normlint_status normlint_result_finding(const normlint_result *result, size_t i, normlint_finding *finding);
normlint_string normlint_result_note(const normlint_result *result, size_t finding, size_t i); /* empty past the last */
normlint_string normlint_result_help(const normlint_result *result, size_t finding, size_t i);
normlint_status normlint_result_position(const normlint_result *result, size_t i, normlint_position *position);
/* NORMLINT_NO_MEMORY, too: words are cut again. */
normlint_status normlint_result_evidence(normlint_result *result, size_t position, size_t i, normlint_evidence *evidence);
normlint_status normlint_result_score(const normlint_result *result, size_t i, normlint_score *score);
normlint_status normlint_result_rule(const normlint_result *result, size_t score, size_t i, normlint_rule *rule);
normlint_status normlint_result_axis(const normlint_result *result, size_t i, normlint_axis *axis);

/* The result as a report, of any kind but "sqlite": "json" (all of it, by normlint.schema.json), "text", "sarif", and so on: the values of the program's
 * --output-format. Owned, ended by NUL; normlint_free() frees it. `length` may be NULL. */
normlint_status normlint_result_report(normlint_result *result, const char *format, char **report, size_t *length);

#if defined __GNUC__
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
