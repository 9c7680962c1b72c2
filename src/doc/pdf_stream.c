/* doc/pdf_stream.c - see pdf_stream.h. One function a kind of line; what may come when is in read_line(). */
#include "doc/pdf_stream.h"

#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

enum {
	MAX_LENGTH = 20000000, /* hundredths of a point: 70 metres; a hundred times this is a number of 32 bits */
	MAX_DIGITS = 9,
	MAX_WORD = 1 << 16, /* bytes */
	MAX_LINE = 1 << 17,
	MAX_PROBLEMS = 100,
	LABEL_LETTERS = 5,
};

typedef nl_pdf_stream reader;

/* ---- fields ---------------------------------------------------------------------------------------------------- */

/* A space and a whole number, at least `least` and at most MAX_LENGTH. */
static bool read_number(reader *r, int32_t least, int32_t *value)
{
	const char *at = r->rest.ptr, *end = at + r->rest.len, *first;
	int32_t n = 0;
	if (end - at < 2 || *at++ != ' ') return false;
	bool negative = *at == '-';
	at += negative;
	if (end - at > MAX_DIGITS) end = at + MAX_DIGITS;
	for (first = at; at < end && (unsigned char)(*at - '0') <= 9; at++) n = n * 10 + (*at - '0');
	if (n > MAX_LENGTH || (at < r->rest.ptr + r->rest.len && *at != ' ')) return false;
	*value = negative ? -n : n;
	r->rest = nl_str_slice(r->rest, (size_t)(at - r->rest.ptr), r->rest.len);
	return at > first && *value >= least;
}

static bool read_count(reader *r, uint32_t *value)
{
	int32_t n;
	if (!read_number(r, 0, &n)) return false;
	*value = (uint32_t)n;
	return true;
}

/* The first word of the line is `name`. */
static bool is(reader *r, nl_str name)
{
	if (!nl_str_starts(r->rest, name)) return false;
	if (r->rest.len > name.len && r->rest.ptr[name.len] != ' ') return false;
	r->rest = nl_str_slice(r->rest, name.len, r->rest.len);
	return true;
}

static bool is_done(const reader *r)
{
	return r->rest.len == 0;
}

static bool read_flags(reader *r, nl_pdf_word *word)
{
	size_t at = 1;
	if (r->rest.len < 2 || r->rest.ptr[0] != ' ') return false;
	for (; at < r->rest.len && r->rest.ptr[at] != ' '; at++) {
		switch (r->rest.ptr[at]) {
		case 'b': word->bold = true; break;
		case 'i': word->italic = true; break;
		case 's': word->space = true; break;
		case '-': break;
		default: return false;
		}
	}
	r->rest = nl_str_slice(r->rest, at, r->rest.len);
	return at > 1;
}

/* ---- texts of words -------------------------------------------------------------------------------------------- */

/* What stands for other characters: ligatures, and the bullets and dashes of the symbol fonts of word processors, which lie in
 * the private area. NULL: for itself. */
static const char *plain_of(uint32_t c)
{
	static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
	if (c >= 0xFB00 && c <= 0xFB06) return ligatures[c - 0xFB00];
	switch (c) {
	case 0xF0B7:
	case 0xF0A7:
	case 0xF0A8:
	case 0xF06C:
	case 0xF06E:
	case 0xF071:
	case 0xF076:
	case 0xF0D8:
	case 0xF0FC: return "\xE2\x80\xA2";
	case 0xF02D: return "-";
	default: return NULL;
	}
}

static bool is_text(nl_str text)
{
	if (text.len == 0 || text.len > MAX_WORD || nl_utf8_invalid(text) != SIZE_MAX) return false;
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] <= ' ' || text.ptr[i] == 0x7F) return false;
	return true;
}

static nl_str plain_text(nl_pdf_words *words, nl_str text)
{
	nl_buf plain = {0};
	bool changed = false;
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		const char *other = c.code_point >= 0xF000 ? plain_of(c.code_point) : NULL;
		changed |= other != NULL;
		if (other) nl_buf_add_c(&plain, other);
		else nl_buf_add(&plain, nl_str_slice(text, at, at + c.len));
		at += c.len;
	}
	text = nl_arena_str(&words->arena, changed ? nl_buf_str(&plain) : text);
	nl_buf_release(&plain);
	return text;
}

static bool needs_plain(nl_str text)
{
	return memchr(text.ptr, 0xEF, text.len) != NULL; /* the first byte of all of them */
}

static bool is_label_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Bytes of a label at the start of a line that no space parts from the text: "(b)conduct". */
static size_t glued_label(nl_str text)
{
	size_t at = 1;
	if (text.len == 0 || text.ptr[0] != '(') return 0;
	while (at < text.len && at <= LABEL_LETTERS && is_label_letter(text.ptr[at])) at++;
	bool closed = at > 1 && at + 1 < text.len && text.ptr[at] == ')';
	return closed && is_label_letter(text.ptr[at + 1]) ? at + 1 : 0;
}

/* Adds a word; a label and what is glued to it are two. Where one ends and the other begins is taken from their letters. */
static void add_word(nl_pdf_words *words, nl_pdf_word word)
{
	bool first = words->words.len == 0 || nl_vec_last(&words->words)->line != word.line;
	size_t label = first ? glued_label(word.text) : 0;
	if (label) {
		int32_t width = (int32_t)((int64_t)word.width * (int64_t)label / (int64_t)word.text.len);
		nl_pdf_word before = word;
		before.text.len = label;
		before.width = width;
		before.space = true;
		*nl_vec_push(&words->words) = before;
		word.text = nl_str_slice(word.text, label, word.text.len);
		word.x += width;
		word.width -= width;
	}
	*nl_vec_push(&words->words) = word;
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static bool read_page(reader *r)
{
	uint32_t number;
	nl_pdf_page page = {.first = r->words->words.len, .end = r->words->words.len};
	if (!read_count(r, &number) || number != r->words->pages.len + 1 || number > r->page_count) return false;
	if (!read_number(r, 0, &page.width) || !read_number(r, 0, &page.height) || !is_done(r)) return false;
	*nl_vec_push(&r->words->pages) = page;
	r->in_line = false;
	return true;
}

static bool read_block(reader *r)
{
	uint32_t rotation;
	if (!read_count(r, &rotation) || rotation > 3 || !is_done(r)) return false;
	r->rotation = (uint8_t)rotation;
	r->in_line = false;
	return r->words->pages.len > 0;
}

static bool read_word(reader *r)
{
	nl_pdf_word word = {.line = r->line, .rotation = r->rotation};
	bool read = r->in_line && read_number(r, -MAX_LENGTH, &word.x) && read_number(r, -MAX_LENGTH, &word.y) &&
		read_number(r, 0, &word.width) && read_number(r, 0, &word.height) && read_number(r, -MAX_LENGTH, &word.base) &&
		read_number(r, 0, &word.size) && read_flags(r, &word);
	if (!read || r->rest.len < 2) return false;
	word.text = nl_str_slice(r->rest, 1, r->rest.len);
	if (!is_text(word.text)) return false;
	word.text = needs_plain(word.text) ? plain_text(r->words, word.text) : nl_arena_str(&r->words->arena, word.text);
	add_word(r->words, word);
	nl_vec_last(&r->words->pages)->end = r->words->words.len;
	return true;
}

static bool read_picture(reader *r)
{
	if (!is_done(r) || r->words->pages.len == 0) return false;
	nl_pdf_page *page = nl_vec_last(&r->words->pages);
	page->picture = true;
	return page->first == page->end;
}

static bool read_problem(reader *r)
{
	nl_pdf_problem problem;
	if (!read_count(r, &problem.page) || r->rest.len < 2 || r->words->problems.len == MAX_PROBLEMS) return false;
	problem.text = nl_str_slice(r->rest, 1, r->rest.len);
	for (size_t i = 0; i < problem.text.len; i++)
		if (problem.text.ptr[i] < ' ' || problem.text.ptr[i] > '~') return false;
	problem.text = nl_arena_str(&r->words->arena, problem.text);
	*nl_vec_push(&r->words->problems) = problem;
	return true;
}

static bool read_error(reader *r)
{
	r->ended = true;
	if (r->rest.len == 0) return false;
	r->rest = nl_str_slice(r->rest, 1, r->rest.len);
	if (is(r, NL_STR("encrypted"))) r->words->error = NL_PDF_ENCRYPTED;
	else if (is(r, NL_STR("damaged"))) r->words->error = NL_PDF_DAMAGED;
	else if (is(r, NL_STR("pages"))) r->words->error = NL_PDF_PAGES;
	else if (is(r, NL_STR("page"))) r->words->error = NL_PDF_PAGE;
	else return false;
	bool numbered = r->words->error >= NL_PDF_PAGES;
	return (!numbered || read_count(r, &r->words->number)) && is_done(r);
}

static bool read_line(reader *r)
{
	if (r->ended) return false;
	if (is(r, NL_STR("word"))) return read_word(r);
	if (is(r, NL_STR("line"))) {
		r->in_line = r->words->pages.len > 0;
		r->line++;
		return r->in_line && is_done(r);
	}
	if (is(r, NL_STR("block"))) return read_block(r);
	if (is(r, NL_STR("problem"))) return read_problem(r);
	if (is(r, NL_STR("error"))) return read_error(r);
	if (is(r, NL_STR("page"))) return r->counted && read_page(r);
	if (is(r, NL_STR("picture"))) return read_picture(r);
	if (is(r, NL_STR("pages"))) {
		bool first = !r->counted;
		r->counted = true;
		return first && read_count(r, &r->page_count) && is_done(r);
	}
	r->ended = is(r, NL_STR("end"));
	return r->ended && is_done(r) && r->counted && r->words->pages.len == r->page_count;
}

nl_pdf_stream nl_pdf_stream_begin(nl_pdf_words *words)
{
	*words = (nl_pdf_words){0};
	return (nl_pdf_stream){.words = words};
}

void nl_pdf_stream_take(nl_pdf_stream *stream, nl_buf *came)
{
	size_t at = 0;
	for (const char *end; at < came->len && !stream->refused; at = (size_t)(end - came->ptr) + 1) {
		end = memchr(came->ptr + at, '\n', came->len - at);
		if (!end) { /* what has no end is no line yet */
			stream->refused = came->len - at > MAX_LINE;
			stream->lines += stream->refused;
			break;
		}
		stream->rest = nl_str_slice(nl_buf_str(came), at, (size_t)(end - came->ptr));
		stream->refused = stream->lines++ == 0 ? !nl_str_eq(stream->rest, NL_STR("normlint-pdf 1")) : !read_line(stream);
	}
	if (stream->refused) at = came->len;
	if (at) memmove(came->ptr, came->ptr + at, came->len - at);
	came->len -= at;
}

bool nl_pdf_stream_end(const nl_pdf_stream *stream, const nl_buf *left, uint32_t *line)
{
	*line = stream->lines + !stream->refused;
	return !stream->refused && stream->ended && left->len == 0;
}

bool nl_pdf_stream_read(nl_pdf_words *words, nl_str stream, uint32_t *line)
{
	nl_pdf_stream s = nl_pdf_stream_begin(words);
	nl_buf came = {0};
	nl_buf_add(&came, stream);
	nl_pdf_stream_take(&s, &came);
	bool read = nl_pdf_stream_end(&s, &came, line);
	nl_buf_release(&came);
	return read;
}

void nl_pdf_words_release(nl_pdf_words *words)
{
	nl_vec_release(&words->pages);
	nl_vec_release(&words->words);
	nl_vec_release(&words->problems);
	nl_arena_release(&words->arena);
}
