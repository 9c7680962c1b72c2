/* doc/pdf.c - the PDF reader: runs normlint-pdf, tells what went wrong, and makes a rendition of what came.
 *
 *   doc/pdf_process.c  the program and its limits
 *   doc/pdf_stream.c   its words
 *   doc/pdf_lines.c    lines in the order of reading; doc/pdf_roles.c: which are no text of the body
 *   doc/pdf_groups.c   paragraphs, headings, items; doc/pdf_blocks.c writes them */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "diag/codes.h"
#include "doc/pdf.h"
#include "doc/pdf_blocks.h"
#include "doc/pdf_process.h"
#include "doc/readers.h"

enum {
	MAX_TOLD_PAGES = 20,
	PLACES_TIMES = 32, /* a word with its place is not so many times as long as the word */
};

bool nl_pdf_recognizes(nl_str bytes)
{
	return nl_str_starts(bytes, NL_STR("%PDF-"));
}

/* ---- running the program --------------------------------------------------------------------------------------- */

static bool refuse_run(const nl_input_file *file, nl_pdf_run run, const char *program, int error)
{
	nl_str code = NL_CODE_NAME(D0722);
	switch (run) {
	case NL_PDF_RUN_MISSING:
		return nl_input_refuse(file, NL_CODE_NAME(D0723), "the program that reads PDF, '%s', cannot be started: %s",
			program, strerror(error));
	case NL_PDF_RUN_NOT_CONFINED:
		return nl_input_refuse(file, NL_CODE_NAME(D0723),
			"this system does not let the program that reads PDF be confined (seccomp)");
	case NL_PDF_RUN_MEMORY:
		return nl_input_refuse(file, code, "it needs more than %d MiB of memory", NL_PDF_MEMORY_MIB);
	case NL_PDF_RUN_TIME: return nl_input_refuse(file, code, "it takes longer than %d seconds", NL_PDF_SECONDS);
	case NL_PDF_RUN_OUTPUT: return nl_input_refuse(file, code, "it makes more text than is read at once");
	case NL_PDF_RUN_FORBIDDEN:
		return nl_input_refuse(file, code, "it made its reader try what a reader has no business to do; do not trust it");
	case NL_PDF_RUN_CRASHED:
	case NL_PDF_RUN_FINE: break;
	}
	return nl_input_refuse(file, code, "it is damaged in a way that its reader did not survive");
}

static bool run_program(const nl_input_file *file, const char *task, nl_str bytes, nl_pdf_taker taker, nl_buf *out)
{
	size_t most = nl_input_max_size(file->options) * PLACES_TIMES;
	const nl_pdf_limits limits = {
		.pages = NL_MAX_PDF_PAGES,
		.seconds = NL_PDF_SECONDS,
		.clock_seconds = 10 * NL_PDF_SECONDS,
		.memory = ((size_t)NL_PDF_MEMORY_MIB << 20) + 2 * bytes.len,
		.max_output = most < NL_MAX_PDF_STREAM ? most : NL_MAX_PDF_STREAM,
	};
	int error;
	char *found = file->options->pdf_program ? NULL : nl_pdf_process_program();
	const char *program = found ? found : file->options->pdf_program;
	nl_pdf_run run = nl_pdf_process_run(program, task, bytes, &limits, taker, out, &error);
	bool fine = run == NL_PDF_RUN_FINE || refuse_run(file, run, program, error);
	free(found);
	return fine;
}

bool nl_pdf_run_program(const nl_input_file *file, const char *task, nl_str bytes, nl_buf *out)
{
	return run_program(file, task, bytes, (nl_pdf_taker){0}, out);
}

/* ---- what it tells --------------------------------------------------------------------------------------------- */

static bool refuse_words(const nl_input_file *file, const nl_pdf_words *words)
{
	switch (words->error) {
	case NL_PDF_ENCRYPTED:
		return nl_input_refuse(file, NL_CODE_NAME(D0712), "it is encrypted, and opens with a password only");
	case NL_PDF_PAGES:
		return nl_input_refuse(file, NL_CODE_NAME(D0722), "it has %u pages; the most is %d", words->number, NL_MAX_PDF_PAGES);
	case NL_PDF_PAGE: return nl_input_refuse(file, NL_CODE_NAME(D0711), "its page %u is damaged", words->number);
	case NL_PDF_DAMAGED:
	case NL_PDF_FINE: break;
	}
	if (!nl_pdf_recognizes(file->bytes))
		return nl_input_refuse(file, NL_CODE_NAME(D0714), "it is no PDF, in spite of its name");
	return nl_input_refuse(file, NL_CODE_NAME(D0711), "the PDF is damaged");
}

static bool has_problem(const nl_pdf_words *words, uint32_t page)
{
	for (uint32_t i = 0; i < words->problems.len; i++)
		if (words->problems.at[i].page == page) return true;
	return false;
}

/* Once for each page, and for the file as a whole. */
static void tell_problems(const nl_input_file *file, const nl_pdf_words *words)
{
	uint32_t told = 0, last = UINT32_MAX;
	for (uint32_t i = 0; i < words->problems.len && told < MAX_TOLD_PAGES; i++) {
		const nl_pdf_problem *problem = &words->problems.at[i];
		if (problem->page == last) continue;
		last = problem->page;
		told++;
		nl_label nowhere = {0};
		nl_diag *diag = problem->page
			? nl_sink_add(file->sink, NL_WARNING, NL_CODE_NAME(D0724), nowhere,
				  "'" NL_FMT "': page %u is damaged, and some of its text may be missing", NL_ARG(file->name), problem->page)
			: nl_sink_add(file->sink, NL_WARNING, NL_CODE_NAME(D0724), nowhere,
				  "'" NL_FMT "': the PDF is damaged, and some of it may be missing", NL_ARG(file->name));
		nl_diag_note(file->sink, diag, "its reader says: " NL_FMT, NL_ARG(problem->text));
	}
}

/* Pages on which something is drawn and nothing written, each run of them once. */
static void tell_pages_without_text(const nl_input_file *file, const nl_pdf_words *words)
{
	uint32_t told = 0;
	for (uint32_t i = 0, end; i < words->pages.len && told < MAX_TOLD_PAGES; i = end) {
		for (end = i; end < words->pages.len && words->pages.at[end].picture;) end++;
		nl_label nowhere = {0};
		if (end == i + 1)
			nl_sink_add(file->sink, NL_WARNING, NL_CODE_NAME(D0720), nowhere, "'" NL_FMT "': page %u has no text",
				NL_ARG(file->name), i + 1);
		else if (end > i)
			nl_sink_add(file->sink, NL_WARNING, NL_CODE_NAME(D0720), nowhere,
				"'" NL_FMT "': pages %u to %u have no text", NL_ARG(file->name), i + 1, end);
		told += end > i;
		if (end == i) end++;
	}
}

static bool refuse_without_words(const nl_input_file *file, const nl_pdf_words *words)
{
	for (uint32_t i = 0; i < words->pages.len; i++)
		if (words->pages.at[i].picture)
			return nl_input_refuse(file, NL_CODE_NAME(D0721), "it holds no text, only pictures: it was scanned, most likely");
	for (uint32_t i = 0; i <= words->pages.len; i++)
		if (has_problem(words, i))
			return nl_input_refuse(file, NL_CODE_NAME(D0711), "the PDF is damaged, and no text was found in it");
	return nl_input_refuse(file, NL_CODE_NAME(D0721), "its pages are empty");
}

/* ---- the reader ------------------------------------------------------------------------------------------------ */

static bool read_words(const nl_input_file *file, const nl_pdf_words *words, nl_rendition *rendition)
{
	if (words->error != NL_PDF_FINE) return refuse_words(file, words);
	if (words->words.len == 0) return refuse_without_words(file, words);
	tell_problems(file, words);
	tell_pages_without_text(file, words);
	nl_pdf_lines lines;
	nl_pdf_lines_read(&lines, words);
	nl_pdf_lines_mark(&lines);
	nl_pdf_blocks_write(&lines, rendition);
	nl_pdf_lines_release(&lines);
	return true;
}

static void take_lines(void *stream, nl_buf *out)
{
	nl_pdf_stream_take(stream, out);
}

bool nl_pdf_read(const nl_input_file *file, nl_rendition *rendition)
{
	if (file->bytes.len == 0) return nl_input_refuse(file, NL_CODE_NAME(D0714), "it is empty");
	nl_buf out = {0};
	nl_pdf_words words;
	nl_pdf_stream stream = nl_pdf_stream_begin(&words);
	uint32_t line;
	bool read = run_program(file, NULL, file->bytes, (nl_pdf_taker){take_lines, &stream}, &out);
	if (read && !nl_pdf_stream_end(&stream, &out, &line)) {
		read = nl_input_refuse(file, NL_CODE_NAME(D0722),
			"its reader wrote what it should not, in line %u; do not trust it", line);
	} else if (read) read = read_words(file, &words, rendition);
	nl_pdf_words_release(&words);
	nl_buf_release(&out);
	return read;
}
