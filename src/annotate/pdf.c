/* annotate/pdf.c - comments on the pages of a PDF: highlights over the words, and notes for what the text lacks as a whole.
 *
 * normlint-pdf writes them (src/pdf/README.md), as an update behind the last byte of the file. The last line of that update says
 * where it begins, so that it can be cut off again and the file is what it was, byte for byte. When another program has written
 * behind it, or the whole anew, normlint-pdf takes the comments out by their author. */
#include <stdlib.h>
#include <string.h>

#include "annotate/writers.h"
#include "diag/codes.h"
#include "doc/pdf.h"

#define MARK "% normlint: " /* a comment line of PDF; then: "12 comments behind byte 36195" */

enum { MOST_NOTES = 12 }; /* beside each other, on a page */

/* ---- the last line ----------------------------------------------------------------------------------------------- */

/* A whole number at the start of `text`, which then begins behind it. */
static bool take_number(nl_str *text, size_t *number)
{
	size_t digits = 0;
	*number = 0;
	for (; digits < text->len && digits < 18 && text->ptr[digits] >= '0' && text->ptr[digits] <= '9'; digits++)
		*number = *number * 10 + (size_t)(text->ptr[digits] - '0');
	*text = nl_str_slice(*text, digits, text->len);
	return digits > 0;
}

static bool take(nl_str *text, nl_str what)
{
	if (!nl_str_starts(*text, what)) return false;
	*text = nl_str_slice(*text, what.len, text->len);
	return true;
}

/* Whether a file ends with an update of ours; where it begins, and how many comments it holds. */
static bool read_mark(nl_str bytes, size_t *begins, size_t *comments)
{
	size_t line = bytes.len > 1 ? bytes.len - 1 : 0;
	while (line > 0 && bytes.ptr[line - 1] != '\n') line--;
	nl_str rest = nl_str_slice(bytes, line, bytes.len);
	return take(&rest, NL_STR(MARK)) && take_number(&rest, comments) && take(&rest, NL_STR(" comments behind byte ")) &&
		take_number(&rest, begins) && nl_str_eq(rest, NL_STR("\n")) && *begins < line;
}

/* ---- asking normlint-pdf ----------------------------------------------------------------------------------------- */

static void begin_request(nl_buf *request, int64_t time)
{
	nl_str author = NL_STR(NL_ANNOTATE_AUTHOR);
	nl_buf_addf(request, "normlint-comments 1\ntime %lld\nauthor %zu\n" NL_FMT "\n", (long long)time, author.len,
		NL_ARG(author));
}

static void end_request(nl_buf *request, nl_str pdf)
{
	nl_buf_addf(request, "pdf %zu\n", pdf.len);
	nl_buf_add(request, pdf);
}

static bool refuse(const nl_input_file *file, nl_str answer)
{
	if (nl_str_starts(answer, NL_STR("error encrypted")))
		return nl_input_refuse(file, NL_CODE_NAME(D0716),
			"it is encrypted; comments can be put into a copy without protection");
	return nl_input_refuse(file, NL_CODE_NAME(D0711),
		"the PDF is damaged; comments can be put into a new one that it is printed to");
}

/* Sends the request; the PDF that comes of it is added to `out`. */
static bool ask(const nl_input_file *file, const nl_buf *request, nl_buf *out, size_t *removed)
{
	nl_buf answer = {0};
	size_t length;
	bool fine = nl_pdf_run_program(file, "--comments", nl_buf_str(request), &answer);
	nl_str rest = nl_buf_str(&answer);
	if (fine) {
		fine = take(&rest, NL_STR("normlint-pdf 1\n")) && take(&rest, NL_STR("removed ")) &&
			take_number(&rest, removed) && take(&rest, NL_STR("\npdf ")) && take_number(&rest, &length) &&
			take(&rest, NL_STR("\n")) && rest.len == length;
		if (fine) nl_buf_add(out, rest);
		else refuse(file, rest);
	}
	nl_buf_release(&answer);
	return fine;
}

/* ---- taking out -------------------------------------------------------------------------------------------------- */

static bool remove_pdf(const nl_input_file *file, nl_buf *out, uint32_t *removed)
{
	size_t begins, count;
	bool last = read_mark(file->bytes, &begins, &count);
	if (last) nl_buf_add(out, nl_str_slice(file->bytes, 0, begins));
	else {
		nl_buf request = {0};
		begin_request(&request, 0);
		end_request(&request, file->bytes);
		bool fine = ask(file, &request, out, &count);
		nl_buf_release(&request);
		if (!fine) return false;
	}
	*removed = (uint32_t)count;
	return true;
}

/* ---- putting in -------------------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t page;
	nl_box box;
} place;

typedef NL_VEC(place) places;

/* The boxes of some words, one for each line. */
static void add_places(places *list, const nl_source *source, nl_span part)
{
	for (uint32_t at = part.start; at < part.end;) {
		nl_place start = nl_source_place(source, at);
		uint32_t line = nl_source_line_start(source, start.line),
				 end = line + (uint32_t)nl_source_line(source, start.line).len;
		nl_span here = {at, end < part.end ? end : part.end};
		place found = {.page = start.page};
		if (here.end > here.start && nl_source_box(source, here, &found.box) && found.page) *nl_vec_push(list) = found;
		at = here.end > at ? here.end : at;
		while (at < part.end && nl_source_place(source, at).line == start.line) at++; /* the line end */
	}
}

/* What a comment says, on the places `first` .. `end` - 1, all on one page. */
static void put_comment(nl_buf *request, const places *list, uint32_t first, uint32_t end, bool note,
	nl_severity severity, nl_str text)
{
	nl_buf_addf(request, "comment %u %d %d %u %zu\n", list->at[first].page, note, (int)severity, end - first, text.len);
	for (uint32_t i = first; i < end; i++) {
		nl_box box = list->at[i].box;
		nl_buf_addf(request, "box %d %d %d %d\n", box.x, box.y, box.width, box.height);
	}
	nl_buf_add(request, text);
	nl_buf_add_byte(request, '\n');
}

/* Words on several pages get a comment on each. */
static void put_highlights(nl_buf *request, const nl_remark *remark, const nl_source *source)
{
	places list = {0};
	nl_buf text = {0};
	nl_remark_text(remark, &text);
	for (uint32_t i = 0; i < remark->part_count; i++) add_places(&list, source, remark->parts[i]);
	for (uint32_t first = 0, end; first < list.len; first = end) {
		for (end = first; end < list.len && list.at[end].page == list.at[first].page;) end++;
		put_comment(request, &list, first, end, false, remark->severity, nl_buf_str(&text));
	}
	nl_buf_release(&text);
	nl_vec_release(&list);
}

/* What the text lacks: a note each, or, where these would cover the page, one for each severity. */
static void put_notes(nl_buf *request, const nl_annotation *a, nl_severity severity, bool each)
{
	nl_buf text = {0};
	places list = {0};
	for (uint32_t i = 0; i < a->count; i++) {
		const nl_remark *remark = &a->remarks[i];
		if (!remark->is_whole || remark->severity != severity) continue;
		if (list.len == 0) add_places(&list, a->input->source, remark->span);
		if (text.len) nl_buf_add_c(&text, "\n\n");
		nl_remark_text(remark, &text);
		if (!each) continue;
		if (list.len) put_comment(request, &list, 0, 1, true, severity, nl_buf_str(&text));
		nl_buf_clear(&text);
	}
	if (text.len && list.len) put_comment(request, &list, 0, 1, true, severity, nl_buf_str(&text));
	nl_vec_release(&list);
	nl_buf_release(&text);
}

static bool write_pdf(const nl_annotation *a, nl_buf *out)
{
	nl_buf request = {0};
	size_t removed;
	uint32_t whole = 0;
	begin_request(&request, a->time);
	for (uint32_t i = 0; i < a->count; i++) {
		whole += a->remarks[i].is_whole;
		if (!a->remarks[i].is_whole) put_highlights(&request, &a->remarks[i], a->input->source);
	}
	for (int severity = NL_ERROR; severity >= NL_NOTE; severity--)
		put_notes(&request, a, (nl_severity)severity, whole <= MOST_NOTES);
	end_request(&request, a->file->bytes);
	bool fine = ask(a->file, &request, out, &removed);
	if (fine && a->count) nl_buf_addf(out, "%s%u comments behind byte %zu\n", MARK, a->count, a->file->bytes.len);
	nl_buf_release(&request);
	return fine;
}

/* A signature says which bytes it is for, outside of what may be packed. */
static bool is_pdf_signed(const nl_input_file *file)
{
	return nl_str_find(file->bytes, NL_STR("/ByteRange")) != SIZE_MAX;
}

const nl_annotator nl_annotator_pdf = {NL_FORMAT_PDF, "PDF", remove_pdf, write_pdf, is_pdf_signed};
