/* doc/txt.c - the plain text reader.
 *
 * Lines become units (paragraph, item, title, ...) by the guesses of doc/txt_lines.c; a unit is then given its kind
 * by what it looks like and by its neighbours, and sent to the builder. Every line but rules and empty ones is in
 * some unit, in order, so a wrong guess costs a boundary and never a word; only a page header that a sentence runs
 * on over is left out of it.
 *
 * The fields at the head of a form ("Keywords: privacy") become blocks of code: they assert nothing.
 *
 * Titles: underlined; numbered ("1.2 Scope"); a word with a number ("ARTICLE 3"); capitals; and short lines without
 * final punctuation before running text. Their levels: as underlined or numbered; 1 for words with a number, for
 * capitals and for the first title of a text; 2 for the rest. */
#include "base/utf8.h"
#include "doc/marker.h"
#include "doc/readers.h"
#include "doc/sentences.h"
#include "doc/txt_lines.h"
#include "text/words.h"

enum {
	TITLE_LINES = 3,
	TITLE_BYTES = 160,
	TITLE_WORDS = 14,
	PLAIN_TITLE_WORDS = 10, /* of a title that has nothing but its shortness to show */
	SHORT_TITLE_WORDS = 6,  /* up to here small letters are no doubt: "Purpose and scope" */
	RUNNING_TITLES = 3,     /* times that a line stands in a text before it is taken for a page header */
	MAX_BREAK = 4,          /* empty lines and page numbers that a sentence may run over */
	LONG_ENOUGH = 30,       /* bytes of a text from which a sentence can run on over an empty line */
	TITLES_IN_A_ROW = 2,    /* more short lines in a row are a table or a list of names */
	CONTINUES_BY = 2,       /* columns by which a further paragraph of an item stands to the right of its marker */
};

typedef struct {
	uint32_t first, end; /* lines */
	uint32_t text;       /* byte where its text begins, behind a marker */
	uint16_t indent;
	uint8_t kind;   /* nl_line_kind of its first line */
	uint8_t level;  /* of a title; 0 for none */
	uint8_t rule;   /* '=' or '-' when underlined so */
	bool marked;    /* begins with a list marker */
	bool candidate; /* could be a title by its own looks */
	uint32_t words; /* of a candidate */
} unit;

typedef struct {
	nl_lines lines;
	NL_VEC(unit) units;
	nl_builder *builder;
	nl_map titles;        /* what could be a title, with how often it stands there: one on every page is none */
	bool titled;          /* a title was seen */
	uint32_t item_indent; /* the least of the items right before, which a paragraph can go on with; or NL_NONE */
} txt_reader;

static nl_str unit_text(const txt_reader *r, const unit *u)
{
	return nl_str_slice(r->lines.text, u->text, r->lines.lines.at[u->end - 1].span.end);
}

static nl_str whole_text(const txt_reader *r, const unit *u)
{
	return nl_str_slice(r->lines.text, r->lines.lines.at[u->first].span.start, r->lines.lines.at[u->end - 1].span.end);
}

static bool marker_of(const txt_reader *r, const unit *u, nl_marker *marker)
{
	return u->marked && nl_marker_read(whole_text(r, u), marker);
}

/* Each pass over a large text looks at where its lines begin and end, which are no longer in the cache: the processor is told some
 * lines before. */
__attribute__((always_inline)) static inline void expect_line(const txt_reader *r, uint32_t line)
{
	enum { AHEAD = 16, AT_ONCE = 3 };
	for (uint32_t i = line + AHEAD; i < line + AHEAD + AT_ONCE && i < r->lines.lines.len; i++) {
		nl_span span = r->lines.lines.at[i].span;
		__builtin_prefetch(r->lines.text.ptr + span.start);
		__builtin_prefetch(r->lines.text.ptr + span.end - (span.end > 0));
	}
}

/* --- Units. --- */

static void add_unit(txt_reader *r, uint32_t first, uint32_t end, size_t marker)
{
	const nl_line *line = &r->lines.lines.at[first];
	unit *u = nl_vec_push(&r->units);
	*u = (unit){.first = first, .end = end, .indent = line->indent, .kind = line->kind, .marked = marker > 0};
	u->text = line->span.start + (uint32_t)marker;
	const nl_line *after = end < r->lines.lines.len ? &r->lines.lines.at[end] : NULL;
	if (after && after->kind == NL_LINE_RULE) u->rule = (uint8_t)r->lines.text.ptr[after->span.start];
}

/* A page ends in the middle of a sentence: the line with which the sentence goes on behind empty lines and page
 * numbers; 0 when it does not. */
static uint32_t runs_on_at(const txt_reader *r, uint32_t first, uint32_t end)
{
	const nl_line *last = &r->lines.lines.at[end - 1];
	nl_str text = nl_str_slice(r->lines.text, r->lines.lines.at[first].span.start, last->span.end);
	uint32_t mark = nl_last_mark(text), next = end;
	if (last->kind != NL_LINE_TEXT || text.len < LONG_ENOUGH || nl_is_mark_of(mark, ".:;!?")) return 0;
	for (; next < r->lines.lines.len && next <= end + MAX_BREAK; next++) {
		const nl_line *line = &r->lines.lines.at[next];
		if (line->kind == NL_LINE_EMPTY || line->kind == NL_LINE_NUMBER || line->kind == NL_LINE_HEADER) continue;
		nl_str ahead = nl_line_text(&r->lines, next);
		nl_marker marker;
		bool goes_on = line->kind == NL_LINE_TEXT && nl_char_is_lower(nl_utf8_decode(ahead, 0).code_point);
		return goes_on && !nl_marker_read(ahead, &marker) ? next : 0;
	}
	return 0;
}

static void make_units(txt_reader *r)
{
	nl_seen_markers seen = {0};
	for (uint32_t i = 0; i < r->lines.lines.len;) {
		expect_line(r, i);
		uint8_t kind = r->lines.lines.at[i].kind;
		if (kind == NL_LINE_EMPTY || kind == NL_LINE_RULE) {
			i++;
			continue;
		}
		nl_marker marker;
		size_t len = kind == NL_LINE_TEXT ? nl_line_marker(nl_line_text(&r->lines, i), &seen, &marker) : 0;
		if (len) nl_markers_see(&seen, &marker);
		uint32_t end = i + 1, next = 0;
		do {
			if (next) end = next + 1;
			while (end < r->lines.lines.len && r->lines.lines.at[end].kind != NL_LINE_EMPTY &&
				!nl_line_ends_block(&r->lines, end - 1, &seen))
				end++;
		} while ((next = runs_on_at(r, i, end)));
		/* A marker alone in its line stands before the text of the next. */
		nl_str rest = nl_str_slice(r->lines.text, r->lines.lines.at[i].span.start, r->lines.lines.at[end - 1].span.end);
		if (len && end > i + 1) len = nl_marker_read(rest, &marker);
		add_unit(r, i, end, len);
		i = end;
	}
}

/* --- Titles. --- */

static uint32_t count_words(nl_str text, uint32_t most)
{
	nl_word word = {0};
	uint32_t words = 0;
	for (uint32_t from = 0; words < most && nl_word_next(text, from, &word); from = word.end) words++;
	return words;
}

static uint32_t first_char(nl_str text)
{
	nl_marker marker;
	text = nl_str_slice(text, nl_marker_read(text, &marker), text.len);
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		bool mark = c.code_point == '"' || c.code_point == '(' || (c.code_point >= 0x2018 && c.code_point <= 0x201E);
		if (!mark) return c.code_point;
		at += c.len;
	}
	return 0;
}

/* Whether most words of some length begin with a capital. */
static bool is_title_case(nl_str text)
{
	nl_word word = {0};
	uint32_t capital = 0, small = 0;
	for (uint32_t from = 0; nl_word_next(text, from, &word); from = word.end) {
		if (word.end - word.start < 4) continue;
		bool lower = nl_char_is_lower(nl_utf8_decode(text, word.start).code_point);
		lower ? small++ : capital++;
	}
	return capital > small;
}

static void judge_looks(txt_reader *r, unit *u)
{
	nl_str text = whole_text(r, u), bare = unit_text(r, u);
	if (u->kind != NL_LINE_TEXT || u->end - u->first > TITLE_LINES || text.len > TITLE_BYTES) return;
	uint32_t mark = nl_last_mark(text), first = first_char(text);
	bool final = nl_is_mark_of(mark, ".,;:");
	if ((final && !nl_is_word_and_number(text)) || nl_char_is_lower(first) || mark == 0x2026) return;
	if (text.ptr[0] == '[' || (text.ptr[0] == '(' && !u->marked)) return; /* an editor's remark */
	u->words = count_words(bare, TITLE_WORDS + 1);
	u->candidate = u->words > 0 && u->words <= TITLE_WORDS;
	if (!u->candidate) return;
	uint32_t times = nl_map_get(&r->titles, text);
	nl_map_set(&r->titles, text, times == NL_NONE ? 1 : times + 1);
}

/* The next unit that is no page number and no line of contents; NULL at the end. */
static const unit *unit_after(const txt_reader *r, uint32_t index)
{
	for (uint32_t i = index + 1; i < r->units.len && i <= index + 4; i++)
		if (r->units.at[i].kind == NL_LINE_TEXT || r->units.at[i].kind == NL_LINE_QUOTE) return &r->units.at[i];
	return NULL;
}

/* Level of a title by its number: "1.2" 2, "1." and "II." 1, "A." 2; 0 when it has none. */
static uint8_t numbered_level(const nl_marker *marker)
{
	switch (marker->style) {
	case NL_MARKER_OUTLINE: return (uint8_t)marker->parts;
	case NL_MARKER_NUMBER: return marker->open ? 0 : 1;
	case NL_MARKER_ROMAN: return marker->upper && marker->close == '.' ? 1 : 0;
	case NL_MARKER_LETTER: return marker->upper && marker->close == '.' ? (marker->roman ? 1 : 2) : 0;
	case NL_MARKER_BULLET: break;
	}
	return 0;
}

/* A numbered line is an item, not a title, when the number before or after it begins a unit right beside it. */
static bool is_among_items(const txt_reader *r, uint32_t index, const nl_marker *marker)
{
	const unit *next = unit_after(r, index), *before = index ? &r->units.at[index - 1] : NULL;
	nl_marker other;
	if (next && marker_of(r, next, &other) && nl_marker_follows(marker, &other)) return true;
	return before && !before->level && marker_of(r, before, &other) && nl_marker_follows(&other, marker);
}

/* How many more title-like units come before running text; `most` when none does in reach. */
static uint32_t titles_ahead(const txt_reader *r, uint32_t index, uint32_t most)
{
	uint32_t n = 0;
	for (uint32_t i = index + 1; i < r->units.len && n < most; i++) {
		const unit *u = &r->units.at[i];
		if (u->kind == NL_LINE_QUOTE || (u->kind == NL_LINE_TEXT && (!u->candidate || u->marked))) return n;
		n++;
	}
	return most;
}

/* Level of a title that shows itself as one, by a line under it, a number, or capitals; 0 for none. */
static uint8_t marked_title(const txt_reader *r, uint32_t index, bool looks)
{
	const unit *u = &r->units.at[index];
	nl_str text = whole_text(r, u);
	nl_marker marker;
	if (u->rule == '=' || u->rule == '-') return u->rule == '=' ? 1 : 2;
	if (!marker_of(r, u, &marker)) return nl_is_word_and_number(text) || nl_is_capitals(text) ? 1 : 0;
	bool item = is_among_items(r, index, &marker) || (marker.style == NL_MARKER_NUMBER && !looks);
	return item ? 0 : numbered_level(&marker);
}

static uint8_t title_level(const txt_reader *r, uint32_t index)
{
	const unit *u = &r->units.at[index], *next = unit_after(r, index);
	nl_str text = whole_text(r, u);
	if (!u->candidate || !next || nl_map_get(&r->titles, text) >= RUNNING_TITLES) return 0;
	bool looks = u->words <= SHORT_TITLE_WORDS || nl_last_mark(text) == '?' || is_title_case(text);
	looks = looks && u->words <= PLAIN_TITLE_WORDS && u->end - u->first <= 2;
	uint8_t level = marked_title(r, index, looks);
	nl_str ahead = unit_text(r, next); /* empty behind a marker that stands alone */
	bool goes_on = ahead.len > 0 && nl_char_is_lower(nl_utf8_decode(ahead, 0).code_point);
	if (goes_on && (level == 0 || !next->marked)) return 0; /* "States should not" before "(a) use" is no title */
	if (level || !looks || u->marked) return level;
	return titles_ahead(r, index, TITLES_IN_A_ROW) >= TITLES_IN_A_ROW ? 0 : r->titled ? 2 : 1;
}

/* --- Blocks. --- */

/* "[12] See ...", "¹ ...", "3 Ibid.": notes that say so themselves. */
static bool is_footnote(nl_str text)
{
	static const char *const first_words[] = {"See ", "Ibid", "Cf", "http", "Id.", "Supra"};
	size_t at = 0;
	if (text.len && text.ptr[0] == '[') {
		for (at = 1; at < text.len && at < 5 && text.ptr[at] >= '0' && text.ptr[at] <= '9';) at++;
		return at > 1 && at + 1 < text.len && text.ptr[at] == ']' && text.ptr[at + 1] == ' ';
	}
	uint32_t first = text.len ? nl_utf8_decode(text, 0).code_point : 0;
	if (first == 0xB9 || first == 0xB2 || first == 0xB3) return true;
	while (at < text.len && at < 4 && text.ptr[at] >= '0' && text.ptr[at] <= '9') at++;
	if (at == 0 || at == text.len || text.ptr[at] != ' ') return false;
	nl_str rest = nl_str_trim(nl_str_slice(text, at, text.len));
	for (size_t i = 0; i < sizeof first_words / sizeof *first_words; i++)
		if (nl_str_starts(rest, nl_str_of(first_words[i]))) return true;
	return false;
}

/* The unit's text, but for the page headers that a sentence runs on over. */
static void send_lines(txt_reader *r, const unit *u)
{
	uint32_t start = u->text, end = 0;
	for (uint32_t i = u->first; i < u->end; i++) {
		const nl_line *line = &r->lines.lines.at[i];
		if (line->kind == NL_LINE_HEADER && i > u->first) {
			if (end > start) nl_builder_text(r->builder, nl_str_slice(r->lines.text, start, line->span.start), start);
			start = line->span.end;
		}
		end = line->span.end;
	}
	nl_builder_text(r->builder, nl_str_slice(r->lines.text, start, end), start);
}

static void send(txt_reader *r, const unit *u, nl_block_kind kind, uint32_t level, nl_str label)
{
	nl_builder_block(r->builder, kind, level, label);
	send_lines(r, u);
	nl_builder_end(r->builder);
}

/* Lines behind ">": their marks are left out, their line ends kept. */
static void send_quote(txt_reader *r, const unit *u)
{
	nl_str text = r->lines.text;
	nl_builder_quoted(r->builder, true);
	nl_builder_block(r->builder, NL_BLOCK_PARAGRAPH, 0, NL_STR(""));
	for (uint32_t i = u->first; i < u->end; i++) {
		uint32_t start = r->lines.lines.at[i].span.start, end = r->lines.lines.at[i].span.end;
		if (i + 1 < u->end) end = r->lines.lines.at[i + 1].span.start;
		while (start < end && (text.ptr[start] == '>' || text.ptr[start] == ' ')) start++;
		nl_builder_text(r->builder, nl_str_slice(text, start, end), start);
	}
	nl_builder_end(r->builder);
	nl_builder_quoted(r->builder, false);
}

/* Whether the unit is a further paragraph of the item before it. */
static bool continues_item(const txt_reader *r, const unit *u)
{
	return r->item_indent != NL_NONE && u->indent >= r->item_indent + CONTINUES_BY;
}

static void send_text(txt_reader *r, unit *u, uint32_t index)
{
	nl_marker marker;
	u->level = title_level(r, index);
	if (u->level) {
		r->titled = true;
		r->item_indent = NL_NONE;
		u->text = r->lines.lines.at[u->first].span.start;
		send(r, u, NL_BLOCK_HEADING, u->level, NL_STR(""));
	} else if (is_footnote(whole_text(r, u))) {
		send(r, u, NL_BLOCK_FOOTNOTE, 0, NL_STR(""));
	} else if (marker_of(r, u, &marker)) {
		if (u->indent < r->item_indent) r->item_indent = u->indent; /* NL_NONE is more than any */
		send(r, u, NL_BLOCK_LIST, u->indent, marker.label);
	} else if (continues_item(r, u)) {
		send(r, u, NL_BLOCK_LIST, u->indent - 1u, NL_STR("")); /* of an item whose marker stands further left */
	} else {
		r->item_indent = NL_NONE;
		send(r, u, NL_BLOCK_PARAGRAPH, 0, NL_STR(""));
	}
}

void nl_txt_read(nl_builder *builder, nl_str text)
{
	txt_reader r = {.builder = builder, .item_indent = NL_NONE};
	nl_lines_read(&r.lines, text);
	make_units(&r);
	for (uint32_t i = 0; i < r.units.len; i++) {
		expect_line(&r, r.units.at[i].end);
		judge_looks(&r, &r.units.at[i]);
	}
	for (uint32_t i = 0; i < r.units.len; i++) {
		unit *u = &r.units.at[i];
		expect_line(&r, u->end);
		switch ((nl_line_kind)u->kind) {
		case NL_LINE_QUOTE: send_quote(&r, u); break;
		case NL_LINE_CONTENTS: send(&r, u, NL_BLOCK_TABLE, 0, NL_STR("")); break;
		case NL_LINE_FIELD: send(&r, u, NL_BLOCK_CODE, 0, NL_STR("")); break;
		case NL_LINE_NUMBER:
		case NL_LINE_HEADER: send(&r, u, NL_BLOCK_PARAGRAPH, 0, NL_STR("")); break;
		case NL_LINE_TEXT: send_text(&r, u, i); break;
		case NL_LINE_EMPTY:
		case NL_LINE_RULE: break; /* in no unit */
		}
	}
	nl_lines_release(&r.lines);
	nl_vec_release(&r.units);
	nl_map_release(&r.titles);
}
