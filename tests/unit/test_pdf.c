/* The PDF reader but for poppler: the stream of words, columns, roles of lines, paragraphs, and programs that misbehave. */
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "doc/input.h"
#include "doc/pdf_blocks.h"
#include "doc/pdf_process.h"
#include "doc_check.h"
#include "harness/chance.h"

/* ---- the stream ------------------------------------------------------------------------------------------------ */

#define HEAD "normlint-pdf 1\npages 1\npage 1 30000 20000\n"
#define LINE HEAD "block 0\nline\n"

static bool reads_by(const char *stream, size_t step, uint32_t *line)
{
	nl_pdf_words words;
	nl_pdf_stream s = nl_pdf_stream_begin(&words);
	nl_buf came = {0};
	for (size_t at = 0, len = strlen(stream); at < len; at += step) {
		nl_buf_add(&came, nl_str_slice(nl_str_of(stream), at, at + step < len ? at + step : len));
		nl_pdf_stream_take(&s, &came);
	}
	bool read = nl_pdf_stream_end(&s, &came, line);
	nl_buf_release(&came);
	nl_pdf_words_release(&words);
	return read;
}

/* However it comes. */
static bool reads(const char *stream)
{
	nl_pdf_words words;
	uint32_t line, line_by;
	bool read = nl_pdf_stream_read(&words, nl_str_of(stream), &line);
	nl_pdf_words_release(&words);
	for (size_t step = 1; step < 40; step += 6) CHECK(reads_by(stream, step, &line_by) == read && line_by == line);
	return read;
}

/* What never ends its line is not kept until it does. */
static void a_line_has_an_end(void)
{
	nl_pdf_words words;
	nl_pdf_stream s = nl_pdf_stream_begin(&words);
	nl_buf came = {0};
	uint32_t line;
	nl_buf_add_c(&came, HEAD);
	for (int i = 0; i < 200; i++) {
		for (int k = 0; k < 1000; k++) nl_buf_add_byte(&came, 'w');
		nl_pdf_stream_take(&s, &came);
		CHECK(came.len < 140000);
	}
	CHECK(!nl_pdf_stream_end(&s, &came, &line));
	CHECK_INT(line, 4);
	nl_buf_release(&came);
	nl_pdf_words_release(&words);
}

/* The number of the line that does not fit. */
static uint32_t refused_at(const char *stream)
{
	nl_pdf_words words;
	uint32_t line;
	CHECK(!nl_pdf_stream_read(&words, nl_str_of(stream), &line));
	nl_pdf_words_release(&words);
	return line;
}

static void a_stream_is_what_is_described(void)
{
	CHECK(reads(HEAD "end\n"));
	CHECK(reads(LINE "word 100 -200 300 400 500 600 bis word\nword 1 2 3 4 5 6 - x\nproblem 1 some trouble\nend\n"));
	CHECK(reads("normlint-pdf 1\nerror encrypted\n"));
	CHECK(reads("normlint-pdf 1\npages 3\nerror pages 3\n"));
	CHECK(reads(HEAD "picture\nend\n"));
}

static void what_is_not_is_refused(void)
{
	CHECK_INT(refused_at(""), 1);
	CHECK_INT(refused_at("normlint-pdf 2\nend\n"), 1);
	CHECK_INT(refused_at(HEAD), 4);                    /* no end */
	CHECK_INT(refused_at(HEAD "end"), 4);              /* half a line */
	CHECK_INT(refused_at(HEAD "end\nend\n"), 5);       /* more behind it */
	CHECK_INT(refused_at("normlint-pdf 1\nend\n"), 2); /* how many pages? */
	CHECK_INT(refused_at("normlint-pdf 1\npages 2\npage 1 1 1\nend\n"), 4);
	CHECK_INT(refused_at("normlint-pdf 1\npages 1\npages 1\n"), 3);
	CHECK_INT(refused_at("normlint-pdf 1\npages 2\npage 2 1 1\n"), 3);
	CHECK_INT(refused_at("normlint-pdf 1\npages 1\npage 1 1 1\npage 2 1 1\n"), 4);
	CHECK_INT(refused_at("normlint-pdf 1\npages 1\npage 1 -1 1\n"), 3);
	CHECK_INT(refused_at("normlint-pdf 1\npages 1\nblock 0\n"), 3);
	CHECK_INT(refused_at(HEAD "block 4\n"), 4);
	CHECK_INT(refused_at(HEAD "block 0\nword 1 2 3 4 5 6 - x\n"), 5); /* in no line */
	CHECK_INT(refused_at(LINE "word 1 2 -3 4 5 6 - x\n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 6 z x\n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 6 - \n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 6 - a b\n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 6 - \xC3\n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 6 - \x1B[1m\n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 20000001 - x\n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 99999999999999999999 - x\n"), 6);
	CHECK_INT(refused_at(LINE "word 1 2 3 4 5 6 - x\npicture\n"), 7);
	CHECK_INT(refused_at(HEAD "problem 1 \x1B[1m\n"), 4);
	CHECK_INT(refused_at(HEAD "error\n"), 4);
	CHECK_INT(refused_at(HEAD "error lost\n"), 4);
	CHECK_INT(refused_at(HEAD "error page\n"), 4);
	CHECK_INT(refused_at(HEAD "hello\n"), 4);
}

static void words_are_plain_text(void)
{
	nl_pdf_words words;
	uint32_t line;
	const char *stream = LINE
		"word 1 2 3 4 5 6 - \xEF\xAC\x81le\nword 1 2 3 4 5 6 - \xEF\x82\xB7\nword 1 2 3 4 5 6 - \xEF\xBC\x81\nend\n";
	CHECK(nl_pdf_stream_read(&words, nl_str_of(stream), &line));
	CHECK_STR(words.words.at[0].text, "file");
	CHECK_STR(words.words.at[1].text, "\xE2\x80\xA2");
	CHECK_STR(words.words.at[2].text, "\xEF\xBC\x81");
	nl_pdf_words_release(&words);
}

/* ---- pages made by hand ---------------------------------------------------------------------------------------- */

/* Lines of letters of one width, as the stream has them; a page of 60 columns. */
typedef struct {
	nl_buf stream;
	uint32_t pages;
} paper;

enum { LETTER = 500, SIZE = 1000, LEADING = 1200 };

static void begin_page(paper *p)
{
	nl_buf_addf(&p->stream, "page %u 50000 80000\nblock 0\n", ++p->pages);
}

/* A line at a column of letters and a row of lines. "^" before a word makes it a mark of a note. */
static void put_line(paper *p, int column, int row, int size, const char *flags, const char *text)
{
	nl_str rest = nl_str_of(text);
	nl_buf_add_c(&p->stream, "line\n");
	while (rest.len) {
		size_t space = nl_str_find(rest, NL_STR(" "));
		nl_str word = nl_str_slice(rest, 0, space == SIZE_MAX ? rest.len : space);
		rest = nl_str_slice(rest, word.len + 1, rest.len);
		bool mark = nl_str_starts(word, NL_STR("^"));
		if (mark) word = nl_str_slice(word, 1, word.len);
		int s = mark ? size / 2 : size, base = row * LEADING - (mark ? size / 3 : 0);
		nl_buf_addf(&p->stream, "word %d %d %d %d %d %d %s%s " NL_FMT "\n", 5000 + column * LETTER, base - s * 8 / 10,
			(int)word.len * LETTER, s, base, s, flags, rest.len ? "s" : "", NL_ARG(word));
		column += (int)word.len + 1;
	}
}

/* The document's structure, into d->dump; the rendition's text into `lines` when that is not NULL. */
static void lay_out(drafts *d, paper *p, nl_buf *lines)
{
	nl_buf stream = {0};
	nl_buf_addf(&stream, "normlint-pdf 1\npages %u\n", p->pages);
	nl_buf_add(&stream, nl_buf_str(&p->stream));
	nl_buf_add_c(&stream, "end\n");
	nl_pdf_words words;
	uint32_t line = 0;
	CHECK(nl_pdf_stream_read(&words, nl_buf_str(&stream), &line));
	nl_input input = {.format = NL_FORMAT_PDF, .rendition = nl_rendition_new()};
	nl_pdf_lines laid;
	nl_pdf_lines_read(&laid, &words);
	nl_pdf_lines_mark(&laid);
	nl_pdf_blocks_write(&laid, input.rendition);
	input.source = nl_rendition_source(input.rendition, NL_STR("a.pdf"));
	nl_doc *doc = nl_input_doc(&input, &d->language, d->lexicon, NULL, &d->sink);
	check_document(doc);
	nl_buf_clear(&d->dump);
	nl_doc_dump(doc, &d->dump);
	if (lines) nl_buf_add(lines, nl_buf_str(&input.rendition->text));
	nl_doc_free(doc);
	nl_input_release(&input);
	nl_pdf_lines_release(&laid);
	nl_pdf_words_release(&words);
	nl_buf_release(&stream);
	nl_buf_release(&p->stream);
	*p = (paper){0};
}

/* What stands behind the first line of the dump. */
static nl_str blocks(const drafts *d)
{
	nl_str dump = nl_buf_str(&d->dump);
	return nl_str_slice(dump, nl_str_find(dump, NL_STR("\n")) + 1, dump.len);
}

static void columns_are_read_one_after_the_other(drafts *d)
{
	static const char *const left[] = {"The first column begins", "here, and it goes on for",
		"some lines that are of a", "length as one expects it", "in a column of text that", "nobody would read across"};
	static const char *const right[] = {"the gutter, since it has", "a second column beside it",
		"which goes on with what it", "said. This one is a bit", "longer, but only so much", "that it can be told."};
	paper p = {0};
	begin_page(&p);
	put_line(&p, 2, 1, SIZE, "-", "A line that stands over both of the columns is read first.");
	for (int i = 0; i < 6; i++) {
		put_line(&p, 32, 3 + i, SIZE, "-", right[i]); /* the order in which they come says nothing */
		put_line(&p, 0, 3 + i, SIZE, "-", left[i]);
	}
	lay_out(d, &p, NULL);
	CHECK_STR(blocks(d),
		"paragraph\n"
		"  0  A line that stands over both of the columns is read first.\n"
		"paragraph\n"
		"  1  The first column begins here, and it goes on for some lines that are of a length as one expects it in a "
		"column of text that "
		"nobody would read across the gutter, since it has a second column beside it which goes on with what it said.\n"
		"  2  This one is a bit longer, but only so much that it can be told.\n");
}

static void a_table_is_no_column(drafts *d)
{
	paper p = {0};
	begin_page(&p);
	put_line(&p, 0, 1, SIZE, "-", "A table of some deadlines and of those that keep them follows:");
	for (int i = 0; i < 3; i++) {
		put_line(&p, 0, 3 + i, SIZE, "-", "A report");
		put_line(&p, 30, 3 + i, SIZE, "-", "in May");
	}
	lay_out(d, &p, NULL);
	CHECK_STR(blocks(d),
		"paragraph\n  0  A table of some deadlines and of those that keep them follows:\n"
		"table\n  1  A report\ntable\n  2  in May\ntable\n  3  A report\ntable\n  4  in May\ntable\n  5  A "
		"report\ntable\n  6  in May\n");
}

static void what_stands_on_every_page_is_no_text_of_it(drafts *d)
{
	paper p = {0};
	for (int page = 1; page <= 2; page++) {
		begin_page(&p);
		put_line(&p, 20, 1, SIZE, "-", "A draft on roads");
		if (page == 1) {
			put_line(&p, 0, 3, SIZE, "-", "Every State keeps its roads ^1 in such a state that whoever uses");
			put_line(&p, 0, 4, SIZE, "-", "them by day or by night may come to where they want to go and");
			put_line(&p, 0, 30, SIZE * 8 / 10, "-", "^1 Bridges are roads, too.");
		} else {
			put_line(&p, 0, 3, SIZE, "-", "back. This holds for paths.");
		}
		put_line(&p, 28, 60, SIZE, "-", page == 1 ? "- 1 -" : "- 2 -");
	}
	nl_buf lines = {0};
	lay_out(d, &p, &lines);
	CHECK_STR(blocks(d),
		"footnote\n  0  A draft on roads\n"
		"paragraph\n"
		"  1  Every State keeps its roads in such a state that whoever uses them by day or by night may come to where "
		"they want to go and "
		"back.\n"
		"  2  This holds for paths.\n"
		"footnote\n  3  Bridges are roads, too.\n");
	CHECK_STR(nl_buf_str(&lines),
		"A draft on roads\n"
		"Every State keeps its roads 1 in such a state that whoever uses\n"
		"them by day or by night may come to where they want to go and\n"
		"1 Bridges are roads, too.\n- 1 -\n"
		"A draft on roads\nback. This holds for paths.\n- 2 -\n");
	nl_buf_release(&lines);
}

static void paragraphs_headings_and_items(drafts *d)
{
	paper p = {0};
	begin_page(&p);
	put_line(&p, 10, 1, SIZE * 2, "b", "On Roads");
	put_line(&p, 0, 4, SIZE, "b", "1. Care");
	put_line(&p, 0, 6, SIZE, "-", "Every State that has roads takes care of them, and of the bridges");
	put_line(&p, 0, 7, SIZE, "-", "that belong to them, too.");
	put_line(&p, 3, 8, SIZE, "-", "This paragraph begins with an indentation and has a second line");
	put_line(&p, 0, 9, SIZE, "-", "without one. States should not:");
	put_line(&p, 2, 10, SIZE, "-", "(a) close a road without need, or let others close one that they");
	put_line(&p, 6, 11, SIZE, "-", "need;");
	put_line(&p, 2, 12, SIZE, "-", "(b) take a toll.");
	lay_out(d, &p, NULL);
	CHECK_STR(blocks(d),
		"section 1 level 0\nheading\n  0  On Roads\n"
		"section 2 level 1\nheading 1\n  1  1. Care\n"
		"paragraph\n  2  Every State that has roads takes care of them, and of the bridges that belong to them, too.\n"
		"paragraph\n  3  This paragraph begins with an indentation and has a second line without one.\n  4  States "
		"should not:\n"
		"list 1 \"(a)\"\n  5 <4  close a road without need, or let others close one that they need;\n"
		"list 1 \"(b)\"\n  6 <4  take a toll.\n");
}

static void a_parted_word_that_stands_elsewhere_is_mended(drafts *d)
{
	paper p = {0};
	begin_page(&p);
	put_line(&p, 0, 1, SIZE, "-", "The drainage of a road is what keeps it dry, and it is by drain-");
	put_line(&p, 0, 2, SIZE, "-", "age that it lasts; what is parted for good is a well-\xC2\xAD");
	put_line(&p, 0, 3, SIZE, "-", "come, and what the writer parts, as in long-");
	put_line(&p, 0, 4, SIZE, "-", "lasting, is not.");
	lay_out(d, &p, NULL);
	CHECK_STR(blocks(d),
		"paragraph\n  0  The drainage of a road is what keeps it dry, and it is by drainage that it lasts;\n  1  what "
		"is parted for good is a "
		"well-come, and what the writer parts, as in long- lasting, is not.\n");
}

/* Marks belong to larger lines, so that none belongs to itself over others. */
static void words_without_size_have_lines(drafts *d)
{
	paper p = {0};
	begin_page(&p);
	for (int row = 1; row <= 3; row++) put_line(&p, 0, row, 0, "-", "x");
	lay_out(d, &p, NULL);
	CHECK(nl_str_find(blocks(d), NL_STR("x")) != SIZE_MAX);
}

/* ---- whatever comes -------------------------------------------------------------------------------------------- */

/* Pages with lines anywhere. */
static void any_stream_is_laid_out(drafts *d)
{
	uint32_t laid = 0;
	for (uint32_t seed = 0; seed < 3000; seed++) {
		chance c = {seed * 2654435761u + 1};
		paper p = {0};
		for (uint32_t page = chance_below(&c, 3) + 1; page; page--) {
			begin_page(&p);
			for (uint32_t n = chance_below(&c, 30); n; n--) {
				static const char *const texts[] = {"(a) one", "1 note", "^1 A note", "Roads and bridges", "CAPITALS",
					"- 3 -", "para-", "graph.", "a b c d e f g h i j k l m n o p", "\xE2\x80\xA2 item", "12."};
				static const char *const flags[] = {"-", "b", "i"};
				put_line(&p, (int)chance_below(&c, 60), (int)chance_below(&c, 20), (int)chance_below(&c, 3) * 400 + 400,
					flags[chance_below(&c, 3)], texts[chance_below(&c, sizeof texts / sizeof *texts)]);
			}
		}
		lay_out(d, &p, NULL);
		laid++;
	}
	CHECK_INT(laid, 3000);
}

/* ---- programs -------------------------------------------------------------------------------------------------- */

static char *script(const char *directory, const char *body)
{
	static uint32_t number;
	nl_buf path = {0};
	nl_buf_addf(&path, "%s/%u", directory, number++);
	nl_buf_add_byte(&path, '\0');
	FILE *file = fopen(path.ptr, "w");
	fprintf(file, "#!/bin/sh\n%s\n", body);
	fclose(file);
	chmod(path.ptr, 0700);
	return path.ptr;
}

static nl_pdf_run run(const char *program, unsigned clock_seconds, nl_buf *out, int *error)
{
	const nl_pdf_limits limits = {.pages = 10, .seconds = 9, .clock_seconds = clock_seconds, .memory = 1 << 30, .max_output = 100000};
	return nl_pdf_process_run(program, NULL, NL_STR("the bytes"), &limits, (nl_pdf_taker){0}, out, error);
}

static void check_run(const char *directory, const char *body, nl_pdf_run wanted, int wanted_error)
{
	nl_buf out = {0};
	int error = -1;
	char *program = script(directory, body);
	CHECK_INT(run(program, wanted == NL_PDF_RUN_TIME ? 1 : 60, &out, &error), wanted);
	CHECK_INT(error, wanted_error);
	unlink(program);
	free(program);
	nl_buf_release(&out);
}

static void programs_that_misbehave_are_told_apart(void)
{
	char directory[] = "/tmp/normlint-pdf-XXXXXX";
	CHECK(mkdtemp(directory) != NULL);
	check_run(directory, "exit 0", NL_PDF_RUN_FINE, 0);
	check_run(directory, "exit 3", NL_PDF_RUN_MEMORY, 0);
	check_run(directory, "exit 4", NL_PDF_RUN_NOT_CONFINED, 0);
	check_run(directory, "exit 5", NL_PDF_RUN_CRASHED, 0);
	check_run(directory, "kill -s SEGV $$", NL_PDF_RUN_CRASHED, SIGSEGV);
	check_run(directory, "kill -s SYS $$", NL_PDF_RUN_FORBIDDEN, SIGSYS);
	check_run(directory, "kill -s KILL $$", NL_PDF_RUN_MEMORY, SIGKILL);
	check_run(directory, "exec sleep 100", NL_PDF_RUN_TIME, 0);
	check_run(directory, "while :; do echo word; done", NL_PDF_RUN_OUTPUT, 0);

	nl_buf out = {0};
	int error;
	char *slow = script(directory, "kill -s XCPU $$");
	CHECK_INT(run(slow, 60, &out, &error), NL_PDF_RUN_TIME);
	CHECK_INT(error, SIGXCPU);
	unlink(slow);
	free(slow);
	char *program = script(directory, "cat; echo \" $*\"");
	CHECK_INT(run(program, 60, &out, &error), NL_PDF_RUN_FINE);
	CHECK_STR(nl_buf_str(&out), "the bytes --pages 10 --seconds 9 --memory 1073741824\n");
	unlink(program);
	CHECK_INT(run(program, 60, &out, &error), NL_PDF_RUN_MISSING);
	CHECK_INT(error, 2); /* ENOENT */
	free(program);
	nl_buf_release(&out);
	rmdir(directory);
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	a_stream_is_what_is_described();
	a_line_has_an_end();
	what_is_not_is_refused();
	words_are_plain_text();
	columns_are_read_one_after_the_other(&d);
	a_table_is_no_column(&d);
	what_stands_on_every_page_is_no_text_of_it(&d);
	paragraphs_headings_and_items(&d);
	a_parted_word_that_stands_elsewhere_is_mended(&d);
	words_without_size_have_lines(&d);
	any_stream_is_laid_out(&d);
	programs_that_misbehave_are_told_apart();
	drafts_release(&d);
	return check_done();
}
