/* doc/txt_lines.c - lines, and the guess where blocks end between them. */
#include "doc/txt_lines.h"

#include <string.h>

#include "base/bytes.h"
#include "base/map.h"
#include "base/utf8.h"
#include "doc/sentences.h"
#include "text/words.h"

enum {
	AROUND = 8, /* lines before and after that tell the usual width */
	TAB = 8,
	LEAST_WIDTH = 30,  /* no text is wrapped narrower */
	LONGEST_WORD = 30, /* a line is not broken inside of a word */
	LONG_LINES = 140,  /* a usual width beyond this means one paragraph a line */
	SLACK_PART = 7,    /* a wrapped line falls short of the usual width by less than a seventh */
	LEADER_DOTS = 5,   /* dots in a row that make a line of a table of contents */
	ENTRY_LINES = 3,   /* of an entry in it, at most */
	RULE_LENGTH = 3,
	TITLE_WORDS = 12,
	MAX_DIGITS = 4,  /* of a page number */
	HEAD_LINES = 60, /* among which the head of a form is looked for; it begins in the first HEAD_START */
	HEAD_START = 12,
	HEAD_FIELDS = 4,  /* fewer are a list of terms */
	FIELD_LINES = 3,  /* more lines between two fields are text */
	LABEL_BYTES = 24, /* of a field's name */
	LABEL_SPACES = 2,
	HEADER_WIDTH = 100, /* columns of a page header */
	HEADER_TIMES = 4,   /* pages on which it stands at least */
	SHORT_WORD = 3,     /* letters */
};

void nl_lines_release(nl_lines *lines)
{
	nl_vec_release(&lines->lines);
}

nl_str nl_line_text(const nl_lines *lines, uint32_t line)
{
	nl_span span = lines->lines.at[line].span;
	return nl_str_slice(lines->text, span.start, span.end);
}

/* --- What a line is. --- */

static bool is_rule(nl_str line)
{
	size_t marks = 0;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == ' ') continue;
		if (!strchr("-=_*~#", line.ptr[i]) || line.ptr[i] != line.ptr[0]) return false;
		marks++;
	}
	return marks >= RULE_LENGTH;
}

/* "12", "- 12 -", "iv", "Page 3 of 10" and the like: digits with a word or two of few letters at most. */
bool nl_is_page_number(nl_str line)
{
	nl_word word = {0};
	uint32_t numbers = 0, words = 0;
	if (line.len > 24 || line.len == 0) return false;
	for (size_t i = 0; i < line.len; i++) /* "[13];" and "2019.8" end a sentence */
		if (strchr("[];", line.ptr[i]) || (line.ptr[i] == '.' && i + 1 < line.len && line.ptr[i + 1] != ' '))
			return false;
	for (uint32_t from = 0; nl_word_next(line, from, &word); from = word.end, words++) {
		char first = line.ptr[word.start];
		if (first < '0' || first > '9') continue;
		if (word.end - word.start > MAX_DIGITS) return false;
		numbers++;
	}
	bool bare = numbers == words && words <= 3 && (line.ptr[line.len - 1] != '.' || words == 0);
	nl_str page = nl_str_slice(line, 0, 4);
	bool named = nl_str_eq(page, NL_STR("Page")) || nl_str_eq(page, NL_STR("page"));
	return (numbers && bare && line.ptr[line.len - 1] != ')') || (named && numbers && words <= 4);
}

static bool has_leader(nl_str line)
{
	uint32_t dots = 0;
	if (line.ptr[line.len - 1] < '0' || line.ptr[line.len - 1] > '9') return false;
	for (size_t i = 0; i < line.len && dots < LEADER_DOTS; i++) {
		if (line.ptr[i] == '.') dots++;
		else if (line.ptr[i] != ' ' || dots == 0) dots = 0;
	}
	return dots >= LEADER_DOTS;
}

static nl_line_kind kind_of(nl_str line)
{
	if (line.len == 0) return NL_LINE_EMPTY;
	if (line.ptr[0] == '>' && line.len > 1 && (line.ptr[1] == ' ' || line.ptr[1] == '>')) return NL_LINE_QUOTE;
	if (line.len <= 200 && is_rule(line)) return NL_LINE_RULE;
	if (line.len <= 400 && has_leader(line)) return NL_LINE_CONTENTS;
	if (nl_is_page_number(line)) return NL_LINE_NUMBER;
	return NL_LINE_TEXT;
}

/* --- The head of a form. --- */

/* "Keywords: privacy, security": a name of a word or three, a colon, and a value that is no sentence. */
static bool is_field(nl_str line)
{
	size_t colon = nl_str_find(line, NL_STR(": "));
	if (colon == SIZE_MAX || colon > LABEL_BYTES || colon < 2) return false;
	if (line.ptr[0] < 'A' || line.ptr[0] > 'Z' || nl_is_mark_of(nl_last_mark(line), ".;:!?")) return false;
	uint32_t spaces = 0;
	for (size_t i = 0; i < colon; i++) {
		char c = line.ptr[i];
		spaces += c == ' ';
		if (c != ' ' && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) return false;
	}
	return spaces <= LABEL_SPACES;
}

/* Whether the line goes on with the field in the line before it, the last one. */
static bool goes_on_with_field(const nl_lines *lines, uint32_t line)
{
	nl_str before = nl_line_text(lines, line - 1), text = nl_line_text(lines, line);
	if (lines->lines.at[line].kind != NL_LINE_TEXT) return false;
	return nl_str_ends(before, NL_STR(",")) || nl_char_is_lower(nl_utf8_decode(text, 0).code_point);
}

/* Marks the fields at a text's head, with the lines that go on with them. Names and keywords of a form assert nothing. A few
 * lines like "Scope: all staff" are text: a head has several, and nothing but them. */
static void mark_fields(nl_lines *lines)
{
	uint32_t first = NL_NONE, last = 0, fields = 0, most = HEAD_LINES < lines->lines.len ? HEAD_LINES : lines->lines.len;
	for (uint32_t i = 0; i < most; i++) {
		if (lines->lines.at[i].kind != NL_LINE_TEXT || !is_field(nl_line_text(lines, i))) continue;
		if (first != NL_NONE && i - last > FIELD_LINES) break;
		if (first == NL_NONE) first = i;
		last = i;
		fields++;
	}
	if (fields < HEAD_FIELDS || first >= HEAD_START) return;
	while (last + 1 < lines->lines.len && goes_on_with_field(lines, last + 1)) last++;
	for (uint32_t i = first; i <= last; i++)
		if (lines->lines.at[i].kind == NL_LINE_TEXT) lines->lines.at[i].kind = NL_LINE_FIELD;
}

/* --- Contents. --- */

/* An entry that runs over lines: "Rights and freedoms of those who\nlive abroad ..... 12". What stands before its dots is its own, up
 * to the line that begins it with a number. */
static void mark_contents(nl_lines *lines)
{
	nl_marker marker;
	uint32_t more = 0;
	for (uint32_t i = lines->lines.len; i-- > 1;) {
		nl_line *line = &lines->lines.at[i], *before = line - 1;
		if (line->kind != NL_LINE_CONTENTS) continue;
		nl_str text = nl_line_text(lines, i), ahead = nl_line_text(lines, i - 1);
		more = has_leader(text) ? 0 : more + 1;
		bool goes_on = before->kind == NL_LINE_TEXT && !nl_is_mark_of(nl_last_mark(ahead), ".;!?");
		if (goes_on && more < ENTRY_LINES - 1 && !nl_marker_read(text, &marker)) before->kind = NL_LINE_CONTENTS;
	}
}

/* --- Page headers. --- */

/* A line that may stand on every page, without its number. */
typedef struct {
	nl_str name;
	uint32_t number; /* 0 for none */
} page_line;

typedef struct {
	uint32_t times, last, rising, beside; /* its last number, how often it rose, how often a page number stood beside it */
} page_header;

typedef struct {
	uint32_t line, header;
} page_place;

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name_mark(char c)
{
	return c == ' ' || c == '\t' || c == '|' || c == '-';
}

/* "12 | Report on Roads", "Report on Roads 12". */
static page_line page_line_of(nl_str line)
{
	size_t first = 0, end = line.len, from, to;
	while (first < end && is_digit(line.ptr[first])) first++;
	bool leading = first > 0 && first < end && is_name_mark(line.ptr[first]);
	if (!leading) {
		first = 0;
		while (end > 0 && is_digit(line.ptr[end - 1])) end--;
		if (end == 0 || !is_name_mark(line.ptr[end - 1])) end = line.len;
	}
	from = leading ? 0 : end;
	to = leading ? first : line.len;
	page_line p = {.number = 0};
	if (to - from <= MAX_DIGITS)
		for (size_t i = from; i < to; i++) p.number = p.number * 10 + (uint32_t)(line.ptr[i] - '0');
	while (first < end && is_name_mark(line.ptr[first])) first++;
	while (end > first && is_name_mark(line.ptr[end - 1])) end--;
	p.name = nl_str_slice(line, first, end);
	return p;
}

static bool is_number_beside(const nl_lines *lines, uint32_t line)
{
	return (line > 0 && lines->lines.at[line - 1].kind == NL_LINE_NUMBER) ||
		(line + 1 < lines->lines.len && lines->lines.at[line + 1].kind == NL_LINE_NUMBER);
}

/* What could be a page header by itself: a name of several words, and a page number in it or beside it. */
static bool may_be_header(const nl_lines *lines, uint32_t line, page_line *p)
{
	const nl_line *l = &lines->lines.at[line];
	if (l->kind != NL_LINE_TEXT || l->width > HEADER_WIDTH) return false;
	*p = page_line_of(nl_line_text(lines, line));
	bool several = memchr(p->name.ptr, ' ', p->name.len) != NULL;
	return several && !nl_is_mark_of(nl_last_mark(p->name), ".:;,") && (p->number || is_number_beside(lines, line));
}

static bool is_header(const page_header *h)
{
	return h->times >= HEADER_TIMES && (h->rising == h->times - 1 || h->beside == h->times);
}

static void count_line(const nl_lines *lines, uint32_t line, uint32_t number, page_header *h)
{
	h->rising += h->times > 0 && number > h->last;
	h->beside += is_number_beside(lines, line);
	h->last = number;
	h->times++;
}

/* Footers are headers too. */
static void mark_headers(nl_lines *lines)
{
	nl_map names = {0};
	NL_VEC(page_header) headers = {0};
	NL_VEC(page_place) found = {0};
	page_line p;
	for (uint32_t i = 0; i < lines->lines.len; i++) {
		if (!may_be_header(lines, i, &p)) continue;
		uint32_t index = nl_map_intern(&names, p.name);
		if (index == headers.len) *nl_vec_push(&headers) = (page_header){0};
		count_line(lines, i, p.number, &headers.at[index]);
		*nl_vec_push(&found) = (page_place){i, index};
	}
	for (uint32_t i = 0; i < found.len; i++)
		if (is_header(&headers.at[found.at[i].header])) lines->lines.at[found.at[i].line].kind = NL_LINE_HEADER;
	nl_map_release(&names);
	nl_vec_release(&headers);
	nl_vec_release(&found);
}

/* --- Reading. --- */

static uint16_t capped(uint32_t n)
{
	return n > UINT16_MAX ? UINT16_MAX : (uint16_t)n;
}

/* A word so long that a line may have grown by it: an address. */
static bool has_long_word(nl_str text)
{
	_Static_assert(LONGEST_WORD + 1 >= 2 * NL_BYTES - 1, "a long word fills a step, wherever it begins");
	size_t at = 0, run = 0;
	while (text.len - at >= NL_BYTES && nl_bytes_equal(text.ptr + at, ' ')) at += NL_BYTES;
	if (text.len - at < NL_BYTES) return false;
	for (size_t i = 0; i < text.len && run <= LONGEST_WORD; i++) run = text.ptr[i] == ' ' ? 0 : run + 1;
	return run > LONGEST_WORD;
}

/* `continuing`: how many bytes of it begin no character. */
static void add_line(nl_lines *lines, uint32_t start, uint32_t end, uint32_t continuing)
{
	uint32_t indent = 0, first = start;
	const char *p = lines->text.ptr;
	for (; first < end && (p[first] == ' ' || p[first] == '\t'); first++)
		indent += p[first] == '\t' ? TAB - indent % TAB : 1;
	while (end > first && (p[end - 1] == ' ' || p[end - 1] == '\t')) end--;
	uint32_t width = end - first - continuing;
	nl_line *line = nl_vec_push(&lines->lines);
	*line = (nl_line){.span = {first, end}, .indent = capped(indent), .width = capped(indent + width)};
	line->kind = (uint8_t)kind_of(nl_str_slice(lines->text, first, end));
	line->long_word = has_long_word(nl_line_text(lines, lines->lines.len - 1));
}

/* The end of the line that goes on at `at`; counts its bytes that begin no character. */
static uint32_t find_line_end(nl_str text, uint32_t at, uint32_t *continuing)
{
	for (; text.len - at >= NL_BYTES; at += NL_BYTES) {
		uint32_t ends = nl_bytes_line_ends(text.ptr + at), middle = nl_bytes_continuing(text.ptr + at);
		if (ends) middle &= (ends & -ends) - 1;
		if (middle) *continuing += (uint32_t)__builtin_popcount(middle);
		if (ends) return at + (uint32_t)__builtin_ctz(ends);
	}
	for (; at < text.len && !(text.ptr[at] >= '\n' && text.ptr[at] <= '\r'); at++)
		*continuing += ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
	return at;
}

/* A form feed stands for an empty line: a page never ends inside a paragraph that the eye sees as one. */
void nl_lines_read(nl_lines *lines, nl_str text)
{
	nl_vec_clear(&lines->lines);
	lines->text = text;
	for (uint32_t start = 0; start < text.len;) {
		uint32_t continuing = 0, end = find_line_end(text, start, &continuing);
		add_line(lines, start, end, continuing);
		if (end < text.len && text.ptr[end] == '\f') add_line(lines, end + 1, end + 1, 0);
		bool pair = end + 1 < text.len && text.ptr[end] == '\r' && text.ptr[end + 1] == '\n';
		start = end + (pair ? 2 : 1);
	}
	mark_contents(lines);
	mark_fields(lines);
	mark_headers(lines);
}

/* --- Whether a line goes on. --- */

/* The second largest width of the lines around: one line that sticks out says nothing. */
static uint32_t usual_width(const nl_lines *lines, uint32_t line)
{
	uint32_t largest = 0, second = 0, first = line > AROUND ? line - AROUND : 0;
	for (uint32_t i = first; i < lines->lines.len && i <= line + AROUND; i++) {
		const nl_line *l = &lines->lines.at[i];
		if (l->kind != NL_LINE_TEXT && l->kind != NL_LINE_QUOTE) continue;
		if (l->width <= second || l->long_word) continue;
		if (l->width > largest) {
			second = largest;
			largest = l->width;
		} else {
			second = l->width;
		}
	}
	if (second == 0) second = largest;
	return second > LEAST_WIDTH ? second : LEAST_WIDTH;
}

static uint32_t first_word_width(nl_str text)
{
	uint32_t width = 0;
	for (size_t i = 0; i < text.len && text.ptr[i] != ' ' && text.ptr[i] != '\t'; i++)
		width += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return width;
}

/* Whether the line ends before it has to, so that its end is the writer's; the last line does. */
static bool is_short(const nl_lines *lines, uint32_t line)
{
	if (line + 1 >= lines->lines.len) return true;
	uint32_t usual = usual_width(lines, line);
	if (usual > LONG_LINES) return true;
	uint32_t needed = lines->lines.at[line].width + 1 + first_word_width(nl_line_text(lines, line + 1));
	return needed + usual / SLACK_PART <= usual;
}

/* The first character that is no opening quote or bracket. */
static uint32_t first_letter(nl_str text)
{
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		bool quote = (c.code_point >= 0x2018 && c.code_point <= 0x201E) || c.code_point == 0xAB;
		bool skip = quote || nl_is_mark_of(c.code_point, "\"'([*");
		if (!skip) return c.code_point;
		at += c.len;
	}
	return 0;
}

static bool is_dash(const nl_marker *marker)
{
	if (marker->style != NL_MARKER_BULLET) return false;
	return marker->number < 0x80 || marker->number == 0x2013 || marker->number == 0x2014;
}

static bool is_letter_and_dot(const nl_marker *marker)
{
	return (marker->style == NL_MARKER_LETTER || marker->style == NL_MARKER_ROMAN) && marker->close == '.';
}

void nl_markers_see(nl_seen_markers *seen, const nl_marker *marker)
{
	if (is_letter_and_dot(marker)) seen->letter = *marker;
	else seen->other = *marker;
}

size_t nl_line_marker(nl_str text, const nl_seen_markers *seen, nl_marker *marker)
{
	size_t len = nl_marker_read(text, marker);
	if (len == 0 || marker->style == NL_MARKER_BULLET) return len;
	uint32_t next = first_letter(nl_str_slice(text, len, len + 16));
	const nl_marker *last = is_letter_and_dot(marker) ? &seen->letter : &seen->other;
	bool known = nl_marker_is_first(marker) || (last->number && nl_marker_follows(last, marker));
	if (marker->style == NL_MARKER_NUMBER && next >= '0' && next <= '9') return 0;                 /* "12. 5" */
	if (marker->style == NL_MARKER_OUTLINE) return nl_char_is_lower(next) || next < 'A' ? 0 : len; /* "3.5 million" */
	return (is_letter_and_dot(marker) || marker->close == '-') && !known ? 0 : len;                /* "J. Smith" */
}

/* Whether the marker that begins the next line is one: not when the line before runs on into it ("under
 * article\n19. The"). */
static bool next_is_item(const nl_lines *lines, uint32_t line, const nl_seen_markers *seen)
{
	nl_marker marker;
	nl_str next = nl_line_text(lines, line + 1), text = nl_line_text(lines, line);
	if (!nl_line_marker(next, seen, &marker)) return false;
	if (marker.style == NL_MARKER_BULLET && !is_dash(&marker)) return true;
	if (marker.open && marker.number == seen->other.number + 1 && nl_marker_follows(&seen->other, &marker)) return true;
	if (marker.close == ')') return is_short(lines, line); /* inside a line, the cutter of sentences finds it */
	bool expected = nl_marker_is_first(&marker) || (seen->other.number && nl_marker_follows(&seen->other, &marker));
	if (marker.style == NL_MARKER_NUMBER && !expected) return is_short(lines, line);
	uint32_t mark = nl_last_mark(text);
	bool clause_ends = nl_is_mark_of(mark, marker.style == NL_MARKER_BULLET ? ".;:,!?" : ".;:!?");
	bool joiner = nl_str_ends(text, NL_STR("; and")) || nl_str_ends(text, NL_STR("; or"));
	return clause_ends || joiner || is_short(lines, line);
}

/* A short line that could be a title, seen from its own line alone. */
static bool looks_like_title(const nl_lines *lines, uint32_t line)
{
	nl_str text = nl_line_text(lines, line);
	uint32_t mark = nl_last_mark(text), first = first_letter(text);
	if (nl_char_is_lower(first) || nl_is_mark_of(mark, ".,;:") || !is_short(lines, line)) return false;
	nl_word word = {0};
	uint32_t words = 0;
	for (uint32_t from = 0; words <= TITLE_WORDS && nl_word_next(text, from, &word); from = word.end) words++;
	return words > 0 && words <= TITLE_WORDS;
}

bool nl_is_capitals(nl_str text)
{
	uint32_t upper = 0;
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		if (nl_char_is_lower(c.code_point)) return false;
		upper += c.code_point >= 'A' && c.code_point <= 'Z';
		at += c.len;
	}
	return upper >= 4;
}

bool nl_is_word_and_number(nl_str text)
{
	nl_word word, number, marker_word;
	nl_marker marker;
	char dotted[16];
	if (!nl_word_next(text, 0, &word) || word.start != 0 || word.end < 3) return false;
	if (text.ptr[0] < 'A' || text.ptr[0] > 'Z') return false;
	if (!nl_word_next(text, word.end, &number) || number.end - number.start >= sizeof dotted - 1) return false;
	size_t len = number.end - number.start;
	memcpy(dotted, text.ptr + number.start, len);
	dotted[len] = '.';
	if (!nl_marker_read((nl_str){dotted, len + 1}, &marker)) return false;
	bool counts = marker.style == NL_MARKER_NUMBER || marker.upper;
	if (!counts || number.gap != NL_GAP_SPACE) return false;
	if (!nl_word_next(text, number.end, &marker_word)) return true;
	return (marker_word.gap & (NL_GAP_COLON | NL_GAP_DASH | NL_GAP_STOP)) != 0;
}

static bool is_bare_marker(nl_str text)
{
	nl_marker marker;
	return text.len <= 8 && nl_marker_read(text, &marker) == text.len;
}

/* A short word in small letters ends no block: "Examples of International and", "the rule of". */
static bool ends_in_short_word(nl_str text)
{
	size_t space = text.len;
	while (space > 0 && text.ptr[space - 1] >= 'a' && text.ptr[space - 1] <= 'z') space--;
	size_t letters = text.len - space;
	return letters > 0 && letters <= SHORT_WORD && space > 0 && text.ptr[space - 1] == ' ';
}

bool nl_line_ends_block(const nl_lines *lines, uint32_t line, const nl_seen_markers *seen)
{
	const nl_line *here = &lines->lines.at[line], *next = here + 1;
	if (here->kind == NL_LINE_QUOTE && next->kind == NL_LINE_QUOTE) return false;
	nl_str text = nl_line_text(lines, line);
	if (here->kind == NL_LINE_CONTENTS && next->kind == NL_LINE_CONTENTS) return has_leader(text);
	if (here->kind != NL_LINE_TEXT || next->kind != NL_LINE_TEXT) return true;
	if (is_bare_marker(text)) return false;
	if (next_is_item(lines, line, seen)) return true;
	uint32_t first = first_letter(nl_line_text(lines, line + 1));
	if (nl_char_is_lower(first) || text.ptr[text.len - 1] == '-' || ends_in_short_word(text)) return false;
	bool ends = nl_ends_sentence(text);
	if (ends && next->indent > here->indent + 1) return true;
	if (is_short(lines, line)) return ends || !nl_is_capitals(text) || !nl_is_capitals(nl_line_text(lines, line + 1));
	bool more = line + 2 < lines->lines.len && next[1].kind == NL_LINE_TEXT; /* or it is a paragraph's last line */
	return more && (ends || nl_last_mark(text) == ':') && looks_like_title(lines, line + 1);
}
