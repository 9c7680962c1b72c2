/* doc/marker.c - reading markers, and the stack of open lists. */
#include "doc/marker.h"

#include "base/utf8.h"
#include "doc/builder.h"

enum { MAX_DIGITS = 3, MAX_ROMAN = 7, MAX_PARTS = 6, MAX_MISSING = 2 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z');
}

static char char_at(nl_str text, size_t at)
{
	return at < text.len ? text.ptr[at] : '\0';
}

/* Length of the white space at `at`: blanks, line ends, the no-break space. */
static size_t space_at(nl_str text, size_t at)
{
	size_t end = at;
	while (end < text.len) {
		char c = text.ptr[end];
		if (c == ' ' || (c >= '\t' && c <= '\r')) end++;
		else if (nl_str_starts(nl_str_slice(text, end, end + 2), NL_STR("\xC2\xA0"))) end += 2;
		else break;
	}
	return end - at;
}

static uint32_t roman_digit(char c)
{
	switch (c | 0x20) {
	case 'i': return 1;
	case 'v': return 5;
	case 'x': return 10;
	case 'l': return 50;
	case 'c': return 100;
	default: return 0;
	}
}

/* Value of a Roman numeral, 0 when it is none; "iiii" and other careless spellings pass. */
static uint32_t roman_value(nl_str word)
{
	uint32_t value = 0;
	for (size_t i = 0; i < word.len; i++) {
		uint32_t here = roman_digit(word.ptr[i]), next = i + 1 < word.len ? roman_digit(word.ptr[i + 1]) : 0;
		if (here == 0 || (is_upper(word.ptr[i]) != is_upper(word.ptr[0]))) return 0;
		value = here < next ? value - here : value + here;
	}
	return value < 200 ? value : 0;
}

static bool is_bullet(uint32_t c)
{
	switch (c) {
	case '-':
	case '*':
	case '+':
	case '?':
	case 0xA1:
	case 0xB7:
	case 0x2013:
	case 0x2014:
	case 0x2022:
	case 0x2023:
	case 0x2043:
	case 0x2192:
	case 0x25A0:
	case 0x25AA:
	case 0x25AB:
	case 0x25B6:
	case 0x25BA:
	case 0x25C6:
	case 0x25CB:
	case 0x25CF:
	case 0x25E6:
	case 0x2713:
	case 0x2714:
	case 0x27A2:
	case 0x2219:
	case 0x22C5: return true;
	default: return c >= 0xF000 && c <= 0xF0FF; /* symbol fonts, as PDF converters leave them */
	}
}

/* Bullets that are dashes or operators elsewhere need white space behind them. */
static bool needs_space(uint32_t bullet)
{
	return bullet < 0xC0 || bullet == 0x2013 || bullet == 0x2014 || bullet == 0x2192;
}

/* What may stand right behind a marker without white space: "1.To maintain". */
static bool begins_sentence(nl_str text, size_t at)
{
	return is_upper(char_at(text, at)) && is_letter(char_at(text, at + 1)) && !is_upper(char_at(text, at + 1));
}

static size_t read_bullet(nl_str text, nl_marker *marker)
{
	nl_utf8_char c = nl_utf8_decode(text, 0);
	if (!is_bullet(c.code_point)) return 0;
	size_t space = space_at(text, c.len);
	if (space == 0 && needs_space(c.code_point) && c.len < text.len) return 0;
	if (c.code_point == '?' && !begins_sentence(text, c.len + space)) return 0; /* a bullet that lost its charset */
	*marker = (nl_marker){.style = NL_MARKER_BULLET, .number = c.code_point, .label = nl_str_slice(text, 0, c.len)};
	return c.len + space;
}

/* "19", "b", "iv", "2.3.1": what stands between the brackets. Bytes read. */
static size_t read_ordinal(nl_str text, size_t at, nl_marker *marker)
{
	size_t end = at;
	if (is_digit(char_at(text, at))) {
		marker->style = NL_MARKER_NUMBER;
		for (;;) {
			size_t start = end;
			marker->number = 0;
			while (is_digit(char_at(text, end)) && end - start <= MAX_DIGITS)
				marker->number = marker->number * 10 + (uint32_t)(text.ptr[end++] - '0');
			if (end - start > MAX_DIGITS || ++marker->parts > MAX_PARTS) return 0;
			if (char_at(text, end) != '.' || !is_digit(char_at(text, end + 1))) break;
			end++;
		}
		if (marker->parts > 1) marker->style = NL_MARKER_OUTLINE;
		return end - at;
	}
	while (is_letter(char_at(text, end)) && end - at <= MAX_ROMAN) end++;
	nl_str word = nl_str_slice(text, at, end);
	if (word.len == 0 || word.len > MAX_ROMAN) return 0;
	marker->upper = is_upper(word.ptr[0]);
	marker->roman = roman_value(word);
	marker->style = word.len == 1 ? NL_MARKER_LETTER : NL_MARKER_ROMAN;
	marker->number = word.len == 1 ? (uint32_t)((word.ptr[0] | 0x20) - 'a' + 1) : marker->roman;
	return marker->number ? word.len : 0;
}

/* "1 - Freedom of expression": a dash for a closing mark. Bytes, 0 when there is none. */
static size_t dash_behind(nl_str text, size_t at, nl_marker *marker)
{
	nl_str rest = nl_str_slice(text, at, text.len);
	size_t len = nl_str_starts(rest, NL_STR(" - ")) ? 2 : nl_str_starts(rest, NL_STR(" \xE2\x80\x93 ")) ? 4 : 0;
	if (len == 0 || !is_upper(char_at(text, at + len + 1))) return 0;
	marker->close = '-';
	return len;
}

/* Most texts that are asked begin with a word, and a word is a marker only when a bracket or a dot stands behind it. */
static bool begins_with_word(nl_str text)
{
	size_t end = 0;
	while (end <= MAX_ROMAN && is_letter(char_at(text, end))) end++;
	return end > MAX_ROMAN || (end > 0 && char_at(text, end) != ')' && char_at(text, end) != '.');
}

size_t nl_marker_read(nl_str text, nl_marker *marker)
{
	*marker = (nl_marker){0};
	if (text.len == 0 || begins_with_word(text)) return 0;
	size_t bullet = read_bullet(text, marker);
	if (bullet) return bullet;
	if (text.ptr[0] == '(') marker->open = '(';
	size_t at = marker->open ? 1 : 0, len = read_ordinal(text, at, marker);
	if (len == 0) return 0;
	at += len;
	char close = char_at(text, at);
	if (close == ')' || (close == '.' && !marker->open)) marker->close = close;
	if (marker->close) at++;
	if (!marker->close && !marker->open && marker->style == NL_MARKER_NUMBER) at += dash_behind(text, at, marker);
	if (!marker->close && (marker->open || marker->style != NL_MARKER_OUTLINE)) return 0;
	size_t space = space_at(text, at);
	bool glued = marker->close && marker->style == NL_MARKER_NUMBER && begins_sentence(text, at);
	if (space == 0 && at < text.len && !glued && !(marker->open && char_at(text, at) == '(')) return 0;
	marker->label = nl_str_slice(text, 0, at);
	return at + space;
}

size_t nl_list_marker(nl_str text, nl_str *label)
{
	nl_marker marker;
	size_t len = nl_marker_read(text, &marker);
	*label = len ? marker.label : NL_STR("");
	return len;
}

bool nl_marker_is_first(const nl_marker *marker)
{
	return marker->style == NL_MARKER_BULLET || marker->number == 1 || marker->roman == 1;
}

static bool same_shape(const nl_marker *a, const nl_marker *b)
{
	bool letters_a = a->style == NL_MARKER_LETTER || a->style == NL_MARKER_ROMAN;
	bool letters_b = b->style == NL_MARKER_LETTER || b->style == NL_MARKER_ROMAN;
	if (a->open != b->open || a->close != b->close || a->upper != b->upper) return false;
	if (a->style == NL_MARKER_BULLET && b->style == NL_MARKER_BULLET) return a->number == b->number;
	return (a->style == b->style && a->parts == b->parts) || (letters_a && letters_b);
}

/* The number of `next` as the list of `marker` counts: a lone "i" is 9 after "h" and 1 after nothing. */
static uint32_t number_in(const nl_marker *marker, const nl_marker *next)
{
	if (marker->style == NL_MARKER_ROMAN) return next->roman;
	if (marker->style == NL_MARKER_LETTER && next->style == NL_MARKER_ROMAN) return 0;
	return next->number;
}

bool nl_marker_follows(const nl_marker *marker, const nl_marker *next)
{
	if (!same_shape(marker, next)) return false;
	if (marker->style == NL_MARKER_BULLET) return true;
	uint32_t number = number_in(marker, next);
	uint32_t missing = nl_marker_is_first(next) ? 0 : MAX_MISSING; /* "(i)" after "(f)" begins a list of its own */
	return number > marker->number && number <= marker->number + 1 + missing;
}

/* The innermost level that the marker goes on with, or NL_MAX_LIST_DEPTH. Equal hints come first: in Markdown "2." may
 * follow both an outer and an inner "1.". */
static uint32_t level_of(const nl_lists *lists, const nl_marker *marker, uint32_t hint)
{
	for (int same_hint = 1; same_hint >= 0; same_hint--) {
		for (uint32_t i = lists->depth; i-- > 0;) {
			const nl_list_level *level = &lists->levels[i];
			bool near = level->hint <= hint + 1 && hint <= level->hint + 1;
			if (!near && (same_hint || marker->style == NL_MARKER_BULLET)) continue;
			if (nl_marker_follows(&level->marker, marker)) return i;
		}
	}
	return NL_MAX_LIST_DEPTH;
}

bool nl_lists_goes_on(const nl_lists *lists, const nl_marker *marker)
{
	for (uint32_t i = lists->depth; i-- > 0;)
		if (marker->style != NL_MARKER_BULLET && nl_marker_follows(&lists->levels[i].marker, marker)) return true;
	return false;
}

/* A list that begins: below all open lists but those that it stands beside or outside of. */
static uint32_t level_for_new(const nl_lists *lists, const nl_marker *marker, uint32_t hint)
{
	uint32_t depth = lists->depth;
	if (!nl_marker_is_first(marker)) return 0;
	while (depth && lists->levels[depth - 1].hint > hint + 1) depth--;
	for (uint32_t i = depth; i-- > 0;) { /* the same list begins again */
		const nl_list_level *level = &lists->levels[i];
		bool begins = marker->style == NL_MARKER_BULLET || number_in(&level->marker, marker) == 1;
		if (level->hint == hint && same_shape(&level->marker, marker) && begins) return i;
	}
	return depth;
}

uint32_t nl_lists_enter(nl_lists *lists, const nl_marker *marker, uint32_t hint, bool *is_new)
{
	nl_marker kept = *marker;
	uint32_t level = level_of(lists, marker, hint);
	*is_new = level == NL_MAX_LIST_DEPTH;
	if (*is_new) {
		level = level_for_new(lists, marker, hint);
		if (level == NL_MAX_LIST_DEPTH) level--;
		bool likely = marker->roman && marker->roman <= 10 && !lists->depth; /* a lone "(v)" */
		bool roman = marker->roman == 1 || likely;
		if (marker->style == NL_MARKER_LETTER && roman) kept.style = NL_MARKER_ROMAN;
	} else {
		kept.style = lists->levels[level].marker.style;
	}
	if (kept.style == NL_MARKER_ROMAN) kept.number = kept.roman;
	kept.label = (nl_str){0};
	lists->levels[level] = (nl_list_level){kept, *is_new ? hint : lists->levels[level].hint};
	lists->depth = level + 1;
	return level;
}
