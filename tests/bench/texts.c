#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/vec.h"
#include "bench.h"
#include "harness/chance.h"

/* ---- files --------------------------------------------------------------------------------------------------- */

static FILE *create(const char *path)
{
	FILE *out = fopen(path, "wb");
	if (!out) give_up(path);
	return out;
}

static void finish(FILE *out, const char *path)
{
	bool fine = !ferror(out);
	if (fclose(out) != 0 || !fine) give_up(path);
}

void write_file(const char *path, const char *text, size_t size)
{
	FILE *out = create(path);
	fwrite(text, 1, size, out);
	finish(out, path);
}

size_t size_of(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0) give_up(path);
	return (size_t)st.st_size;
}

static nl_file read_whole(const char *path)
{
	nl_file file = nl_file_read(path, NL_MAX_DOCUMENT);
	errno = file.error;
	if (!file.ptr) give_up(path);
	return file;
}

/* ---- prose --------------------------------------------------------------------------------------------------- */

typedef NL_VEC(nl_str) sentences;

static bool ends_sentence(nl_str text, size_t at)
{
	bool stop = text.ptr[at] == '.' && (at + 1 == text.len || text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\n');
	return stop || (text.ptr[at] == '\n' && at + 1 < text.len && text.ptr[at + 1] == '\n');
}

/* Long enough to be a sentence, no table, no markup at the start of a line, and no code: one fence that nobody closes would make
 * code of all that follows. */
static bool is_plain(nl_str sentence)
{
	if (sentence.len <= 30) return false;
	for (size_t i = 0; i < sentence.len; i++) {
		bool begins = i == 0 || sentence.ptr[i - 1] == '\n';
		if (begins && (memchr("#|-=>`*(~+ \t<", sentence.ptr[i], 13) || (sentence.ptr[i] >= '0' && sentence.ptr[i] <= '9')))
			return false;
		if (memchr("|`<", sentence.ptr[i], 3)) return false;
	}
	return true;
}

static void split_sentences(nl_str text, sentences *list)
{
	size_t start = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!ends_sentence(text, i)) continue;
		nl_str sentence = nl_str_trim(nl_str_slice(text, start, i));
		if (is_plain(sentence)) *nl_vec_push(list) = sentence;
		start = i + 1;
	}
}

/* A word that no text has: texts never run out of new ones. */
static void put_new_word(chance *c, FILE *out)
{
	static const char *const parts[] = {"ba", "ce", "dor", "el", "fi", "gan", "hu", "in", "ka", "lom", "mer", "no",
		"ost", "pra", "qui", "ra", "sen", "tu", "ver", "wy"};
	for (uint32_t i = 3 + chance_below(c, 3); i > 0; i--) fputs(parts[chance_below(c, 20)], out);
}

static size_t put_sentence(chance *c, nl_str sentence, FILE *out)
{
	for (size_t i = 0; i < sentence.len; i++) {
		fputc(sentence.ptr[i], out);
		if (sentence.ptr[i] != ' ' || !chance_once_in(c, 40)) continue;
		put_new_word(c, out);
		fputc(' ', out);
	}
	fputs(".", out);
	return sentence.len + 2;
}

void write_prose(const char *path, size_t size, const char *const *sources, uint32_t count)
{
	sentences list = {0};
	chance c = {1};
	for (uint32_t i = 0; i < count; i++) {
		nl_file file = read_whole(sources[i]); /* kept: the sentences lie in it */
		split_sentences((nl_str){file.ptr, file.len}, &list);
	}
	if (!list.len) give_up("find a sentence in the sources");
	FILE *out = create(path);
	for (size_t written = 0; written < size;) {
		if (chance_once_in(&c, 12)) written += (size_t)fprintf(out, "## Part %zu\n\n", written / 1000);
		for (uint32_t i = 2 + chance_below(&c, 5); i > 0; i--) {
			written += put_sentence(&c, list.at[chance_below(&c, list.len)], out);
			fputc(i > 1 ? ' ' : '\n', out);
		}
		fputc('\n', out);
	}
	finish(out, path);
}

void write_repeated(const char *path, size_t size, const char *source)
{
	nl_file file = read_whole(source);
	FILE *out = create(path);
	size_t written = 0;
	for (; written + file.len <= size; written += file.len) fwrite(file.ptr, 1, file.len, out);
	size_t rest = size - written;
	while (rest < file.len && file.ptr[rest] != '\n') rest++;
	fwrite(file.ptr, 1, rest, out);
	finish(out, path);
}

void write_files(const char *directory, uint32_t count, const char *source)
{
	nl_file file = read_whole(source);
	chance c = {2};
	char path[256];
	size_t at = 0;
	if (mkdir(directory, 0777) != 0) give_up(directory);
	for (uint32_t i = 0; i < count; i++) {
		size_t size = 2000 + chance_below(&c, 10000), end = at + size;
		if (end > file.len) {
			at = 0;
			end = size < file.len ? size : file.len;
		}
		snprintf(path, sizeof path, "%s/%05u.md", directory, i);
		write_file(path, file.ptr + at, end - at);
		at = end;
	}
}

/* ---- the worst cases ----------------------------------------------------------------------------------------- */

static const char *const worst_names[WORST_CASES] = {
	[WORST_SENTENCE] = "one endless sentence",
	[WORST_LIST] = "list items inside list items",
	[WORST_LEAD_INS] = "every line a lead-in of the next",
	[WORST_WORD] = "one word",
	[WORST_MATCHES] = "only matching words",
	[WORST_QUOTES] = "quotation marks that nobody closes",
	[WORST_HEADINGS] = "only headings",
	[WORST_TABLE] = "a table",
	[WORST_EMPHASIS] = "emphasis that is never closed",
	[WORST_NUMBERS] = "only numbers and marks",
	[WORST_LETTERS] = "letters of many scripts",
};

const char *worst_case_name(worst_case which)
{
	return worst_names[which];
}

static size_t put(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
static size_t put(FILE *out, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int written = vfprintf(out, format, args);
	va_end(args);
	if (written < 0) give_up("write a text");
	return (size_t)written;
}

/* The next piece of a worst case; `n` counts the pieces. */
static size_t put_piece(worst_case which, uint32_t n, FILE *out)
{
	static const char *const words[] = {"States", "and", "the", "human rights", "of", "critical infrastructure",
		"shall", "not", "respect", "information", "security", "which"};
	switch (which) {
	case WORST_SENTENCE: return put(out, "%s%s", words[(n * 7 + n / 12) % 12], n % 15 == 14 ? "\n" : " ");
	case WORST_LIST: return put(out, "%*s- protect item %u\n", (int)(n % 40) * 2, "", n);
	case WORST_LEAD_INS: return put(out, "States should not:\n\n");
	case WORST_WORD: return put(out, "abcdefghij");
	case WORST_MATCHES: return put(out, "States shall respect human rights online. ");
	case WORST_QUOTES: return put(out, "\"States shall \u201Crespect privacy\n\n");
	case WORST_HEADINGS: return put(out, "%.*s States and rights %u\n\n", 1 + (int)(n % 6), "######", n);
	case WORST_TABLE: return put(out, n == 0 ? "| a | b |\n| --- | --- |\n" : "| States protect privacy | %u |\n", n);
	case WORST_EMPHASIS: return put(out, "*a _b [c `d ");
	case WORST_NUMBERS: return put(out, "%u.%u, (%u) - %u; ", n, n % 7, n % 100, n * 3);
	case WORST_LETTERS:
		return put(out, "\u0442\u0435\u043A\u0441\u0442 \u6587\u5B57 caf\u00E9 \u0627\u0644\u0646\u0635 ");
	case WORST_CASES: break;
	}
	return 0;
}

void write_worst_case(worst_case which, const char *path, size_t size)
{
	FILE *out = create(path);
	uint32_t n = 0;
	for (size_t written = 0; written < size; n++) written += put_piece(which, n, out);
	finish(out, path);
}
