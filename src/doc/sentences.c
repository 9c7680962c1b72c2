/* doc/sentences.c - the sentence cutter.
 *
 * It looks only where a gap between two words holds a mark that may cut, so its cost lies in the marks, not in the
 * words. Every look ahead is bounded, or is remembered so that no part of a text is searched twice. */
#include "doc/sentences.h"

#include <string.h>

#include "base/utf8.h"
#include "text/words.h"

enum {
	MAX_CLOSERS = 8, /* closing quotes and brackets behind a stop, openers before the next sentence */
	LEADER_DOTS = 5, /* "Scope ........ 7" */
	MAX_FOOTNOTE_DIGITS = 3,
	MAX_ENUMERATOR_WORDS = 4, /* "1.2.3." at a sentence's start */
	MAX_BRACKET = 400,        /* bytes within which a bracket must close to protect a semicolon inside it */
	MAX_LIST_AHEAD = 4000,    /* bytes within which "(b)" is looked for after "(a)" */
	MIN_ITEM_WORDS = 2,       /* between two inline markers; "(a), (b) and (c)" are references */
	JOINING_WORD = 3,         /* letters of the longest word between "; " and "(b)": "and", "or", "und", "ou" */
	LONGEST_MARKER = 5,       /* letters of "(viii)" */
	INTEREST = NL_GAP_STOP | NL_GAP_SEMICOLON | NL_GAP_COLON | NL_GAP_COMMA | NL_GAP_PAREN,
};

void nl_cutter_release(nl_cutter *cutter)
{
	nl_vec_release(&cutter->cuts);
	nl_buf_release(&cutter->word);
}

/* --- Characters. --- */

static uint32_t char_at(nl_str text, size_t at, uint32_t *len)
{
	*len = 1;
	if (at >= text.len) return 0;
	unsigned char byte = (unsigned char)text.ptr[at];
	if (byte < 0x80) return byte;
	nl_utf8_char c = nl_utf8_decode(text, at);
	*len = c.len;
	return c.code_point;
}

static bool is_space(uint32_t c)
{
	if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
	return c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000;
}

static bool is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_wide_stop(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; /* no white space follows these */
}

static bool is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61F || c == 0x6D4 || c == 0x964 || is_wide_stop(c);
}

static bool is_closer(uint32_t c)
{
	if (c < 0x80) return c == ')' || c == ']' || c == '"' || c == '\'' || c == '*';
	return c == 0x2019 || c == 0x201C || c == 0x201D || c == 0xBB;
}

static bool is_raised_digit(uint32_t c)
{
	return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2079) || c == 0x2020;
}

static bool is_opener(uint32_t c)
{
	return c == '(' || c == '[' || c == '"' || c == '\'' || c == 0x2018 || c == 0x201C || c == 0x201E || c == 0x201A ||
		c == 0xAB || c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == '*' || c == 0xBF || c == 0xA1;
}

static uint32_t skip_space(nl_str text, uint32_t at)
{
	uint32_t len;
	while (is_space(char_at(text, at, &len))) at += len;
	return at;
}

static uint32_t skip_closers(nl_str text, uint32_t at)
{
	uint32_t len, n = 0;
	while (n++ < MAX_CLOSERS && is_closer(char_at(text, at, &len))) at += len;
	return at;
}

/* Past a footnote mark right behind a stop: "growth.1 The", "growth.[12]", "growth.³". */
static uint32_t skip_footnote(nl_str text, uint32_t at)
{
	uint32_t len, end = at;
	bool bracket = char_at(text, at, &len) == '[';
	if (bracket) end++;
	uint32_t digits = end;
	while (is_digit(char_at(text, end, &len)) && end - digits < MAX_FOOTNOTE_DIGITS) end++;
	if (bracket) return end > digits && char_at(text, end, &len) == ']' ? end + 1 : at;
	if (end > digits) return is_space(char_at(text, end, &len)) || end >= text.len ? end : at;
	while (is_raised_digit(char_at(text, end, &len))) end += len;
	return end;
}

/* Whether a sentence can begin at `at`: with anything but a lower-case letter, once quotes and brackets are passed. */
static bool begins_sentence(nl_str text, uint32_t at)
{
	uint32_t len, c = char_at(text, at, &len);
	for (uint32_t n = 0; n < MAX_CLOSERS && (is_opener(c) || is_space(c)); n++) {
		at += len;
		c = char_at(text, at, &len);
	}
	return !nl_char_is_lower(c) && c != ',' && c != ';' && c != ':';
}

/* --- Cuts. --- */

static nl_str token_text(const nl_cutter *cutter, uint32_t token)
{
	uint32_t start = cutter->tokens[token].start;
	return nl_str_slice(cutter->text, start, start + cutter->tokens[token].len);
}

static uint32_t token_end(const nl_cutter *cutter, uint32_t token)
{
	return cutter->tokens[token].start + cutter->tokens[token].len;
}

/* `behind` is a token that no token of the new sentence stands before. A cut that would leave a sentence without words is
 * none: the text goes to the sentence before. */
static nl_cut *add_cut(nl_cutter *cutter, uint32_t at, uint32_t behind, nl_cut_kind kind)
{
	const nl_token *tokens = cutter->tokens;
	uint32_t next = behind;
	if (at <= cutter->last_cut || tokens[cutter->first_token].start >= at) return NULL;
	while (next < cutter->token_count && tokens[next].start < at) next++;
	if (next == cutter->token_count) return NULL;
	cutter->first_token = next;
	cutter->last_cut = at;
	cutter->colon = 0;
	nl_cut *cut = nl_vec_push(&cutter->cuts);
	*cut = (nl_cut){.at = at, .token = next, .kind = kind};
	return cut;
}

/* --- Stops. --- */

static bool is_number_or_letter(nl_str word)
{
	bool digits = true;
	for (size_t i = 0; i < word.len; i++) digits = digits && is_digit((unsigned char)word.ptr[i]);
	nl_marker marker;
	char dotted[16];
	if (digits || word.len == 1) return true;
	if (word.len >= sizeof dotted) return false;
	memcpy(dotted, word.ptr, word.len);
	dotted[word.len] = '.';
	return nl_marker_read((nl_str){dotted, word.len + 1}, &marker) && marker.style == NL_MARKER_ROMAN;
}

/* "1.", "IV.", "2.3." at the start of a sentence number it and do not end it. */
static bool is_enumerator(const nl_cutter *cutter, uint32_t last)
{
	if (last - cutter->first_token >= MAX_ENUMERATOR_WORDS) return false;
	for (uint32_t i = cutter->first_token; i <= last; i++)
		if (!is_number_or_letter(token_text(cutter, i))) return false;
	return true;
}

/* The folded word in `word` is known as initials only ("U.S."), so without their dots ("us.") it is another word. */
static bool lacks_dots(nl_cutter *cutter, const nl_map *abbreviations)
{
	char dotted[8];
	size_t letters = cutter->word.len, len = 0;
	if (letters < 2 || letters > 4) return false;
	for (size_t i = 0; i < letters; i++) {
		if (i) dotted[len++] = '.';
		dotted[len++] = cutter->word.ptr[i];
	}
	return nl_map_get(abbreviations, (nl_str){dotted, len}) != NL_NONE;
}

/* Whether the dot behind a word belongs to the word: initials, single letters, the language's abbreviations. */
static bool is_abbreviation(nl_cutter *cutter, uint32_t token)
{
	nl_str word = token_text(cutter, token);
	bool letter = word.len == 1 && !is_digit((unsigned char)word.ptr[0]);
	if (letter || (word.len && memchr(word.ptr, '.', word.len))) return true;
	if (word.len > 64) return false;
	nl_buf_clear(&cutter->word);
	nl_word_fold(word, &cutter->word);
	const nl_map *abbreviations = &cutter->language->abbreviations;
	return nl_map_get(abbreviations, nl_buf_str(&cutter->word)) != NL_NONE && !lacks_dots(cutter, abbreviations);
}

/* Where the sentence after the stops at from..to begins; 0 when they end none. `before` is the word before them. */
static uint32_t after_stop(nl_cutter *cutter, uint32_t from, uint32_t to, uint32_t before)
{
	nl_str text = cutter->text;
	uint32_t len, stop = char_at(text, from, &len), mark = from ? (unsigned char)text.ptr[from - 1] : 0;
	if (mark == '[' || mark == '(' || to - from >= LEADER_DOTS) return 0; /* "[...]", "(!)" */
	bool adjacent = token_end(cutter, before) == from, single = stop == '.' && to - from == 1;
	if (adjacent && single && (is_abbreviation(cutter, before) || is_enumerator(cutter, before))) return 0;
	uint32_t end = skip_closers(text, to);
	if (!(mark >= '0' && mark <= '9')) end = skip_footnote(text, end);
	bool space = is_space(char_at(text, end, &len));
	if (!space && !is_wide_stop(stop)) return 0;
	uint32_t next = skip_space(text, end);
	return next < text.len && begins_sentence(text, next) ? next : 0;
}

static void cut_at_stops(nl_cutter *cutter, uint32_t token)
{
	uint32_t at = token_end(cutter, token - 1), end = cutter->tokens[token].start, len;
	while (at < end) {
		if (!is_stop(char_at(cutter->text, at, &len))) {
			at += len;
			continue;
		}
		uint32_t from = at;
		while (at < end && is_stop(char_at(cutter->text, at, &len))) at += len;
		uint32_t next = after_stop(cutter, from, at, token - 1);
		if (next && add_cut(cutter, next, token, NL_CUT_STOP)) return;
	}
}

/* --- Semicolons, colons, openers. --- */

/* The place behind the mark `c` of a gap, when white space follows it; 0 else. */
static uint32_t behind_mark(const nl_cutter *cutter, uint32_t token, uint32_t mark, uint32_t wide_mark)
{
	uint32_t at = token_end(cutter, token - 1), end = cutter->tokens[token].start, len, c;
	while (at < end && (c = char_at(cutter->text, at, &len)) != mark && c != wide_mark) at += len;
	if (at >= end) return 0;
	at = skip_closers(cutter->text, at + len);
	at = skip_footnote(cutter->text, at);
	uint32_t next = skip_space(cutter->text, at);
	return next > at ? next : 0;
}

static bool in_brackets(const nl_cutter *cutter, uint32_t at)
{
	if (cutter->bracket == NL_NONE) return false;
	uint32_t most = cutter->bracket + MAX_BRACKET;
	nl_str ahead = nl_str_slice(cutter->text, at, most);
	return ahead.len && memchr(ahead.ptr, ')', ahead.len) != NULL;
}

/* "States should not: use proxies; attack CERTs" is cut at the colon too, so that what stands before it leads all. */
static void cut_at_semicolon(nl_cutter *cutter, uint32_t token)
{
	uint32_t next = behind_mark(cutter, token, ';', 0xFF1B), colon = cutter->colon;
	bool only_joiner = token + 1 == cutter->token_count && cutter->tokens[token].len <= JOINING_WORD; /* "...; and" */
	if (!next || only_joiner || in_brackets(cutter, next)) return;
	if (colon && colon < next) add_cut(cutter, colon, cutter->colon_token, NL_CUT_COLON);
	add_cut(cutter, next, token, NL_CUT_CLAUSE);
}

/* "..., Recalling ...": a comma, and a capitalized opener of the language. */
static void cut_at_opener(nl_cutter *cutter, uint32_t token)
{
	uint32_t start = cutter->tokens[token].start;
	char first = cutter->text.ptr[start];
	if (!(first >= 'A' && first <= 'Z') || cutter->tokens[token].len > 64) return;
	nl_buf_clear(&cutter->word);
	nl_word_fold(token_text(cutter, token), &cutter->word);
	bool opener = nl_map_get(&cutter->language->openers, nl_buf_str(&cutter->word)) != NL_NONE;
	if (opener) add_cut(cutter, start, token, NL_CUT_OPENER);
}

/* --- Inline markers. --- */

/* The last character before `at` that is no white space, and not before `lowest`; 0 for none. */
static char mark_from(const nl_cutter *cutter, uint32_t at, uint32_t lowest)
{
	while (at > lowest && is_space((unsigned char)cutter->text.ptr[at - 1])) at--;
	return at > lowest ? cutter->text.ptr[at - 1] : '\0';
}

/* The last character before `at` that is no white space, maybe of the block before; 0 at the document's start. */
static char mark_before(const nl_cutter *cutter, uint32_t at)
{
	char mark = mark_from(cutter, at, 0);
	return mark ? mark : cutter->before;
}

static bool ends_clause(char c)
{
	return c == ';' || c == ',' || c == '.' || c == ':';
}

/* Whether a clause ends before the marker, perhaps with a short word between: "; and (b)". */
static bool clause_ends_before(const nl_cutter *cutter, uint32_t at, uint32_t token)
{
	if (ends_clause(mark_before(cutter, at))) return true;
	if (token == 0 || cutter->tokens[token - 1].len > JOINING_WORD) return false;
	return ends_clause(mark_before(cutter, cutter->tokens[token - 1].start));
}

/* Whether the second marker of a list, "(b)", begins a clause within reach: then "(a)" before it is no reference. */
static bool second_ahead(nl_cutter *cutter, const nl_marker *first, uint32_t at)
{
	static const char *const seconds[NL_FIRST_MARKERS] = {"(b)", "(ii)", "(2)"};
	uint32_t kind = first->style == NL_MARKER_NUMBER ? 2 : first->roman == 1 ? 1 : 0;
	if (first->open != '(' || first->upper) return false;
	nl_str ahead = nl_str_slice(cutter->text, at, at + MAX_LIST_AHEAD);
	uint32_t known = cutter->no_second[kind] > at ? cutter->no_second[kind] - at : 0;
	if (known >= ahead.len) return false;
	size_t found = nl_str_find(nl_str_slice(ahead, known, ahead.len), nl_str_of(seconds[kind]));
	if (found == SIZE_MAX) {
		cutter->no_second[kind] = at + (uint32_t)ahead.len - 3;
		return false;
	}
	uint32_t second = at + known + (uint32_t)found;
	cutter->no_second[kind] = second;
	char before = mark_from(cutter, second, at);
	nl_str between = nl_str_slice(cutter->text, at, second);
	uint32_t words = 0;
	nl_word word = {0};
	for (uint32_t from = 0; words <= MIN_ITEM_WORDS && nl_word_next(between, from, &word); from = word.end) words++;
	bool joined = between.len > 5 && (before == 'd' || before == 'r') && memchr(between.ptr + between.len - 5, ',', 5);
	return words > MIN_ITEM_WORDS && (before == ';' || before == ',' || joined);
}

static bool accepts_item(nl_cutter *cutter, const nl_marker *marker, uint32_t at, uint32_t token)
{
	bool close = cutter->last_item != NL_NONE && token - cutter->last_item <= MIN_ITEM_WORDS;
	if (nl_lists_goes_on(cutter->lists, marker)) return !close && clause_ends_before(cutter, at, token);
	if (!nl_marker_is_first(marker)) return false;
	char before = mark_before(cutter, at);
	if (before == ':' || token == 0) return true;
	return second_ahead(cutter, marker, at);
}

/* Reads a marker around the token: "(a)" or "a)". `at` is its first byte. */
static bool read_inline(const nl_cutter *cutter, uint32_t token, nl_marker *marker, uint32_t *at)
{
	uint32_t start = cutter->tokens[token].start, end = token_end(cutter, token);
	if (end - start > LONGEST_MARKER || end >= cutter->text.len || cutter->text.ptr[end] != ')') return false;
	char before = start ? cutter->text.ptr[start - 1] : ' ';
	if (before != '(' && !is_space((unsigned char)before)) return false;
	*at = before == '(' ? start - 1 : start;
	nl_str rest = nl_str_slice(cutter->text, *at, cutter->text.len);
	size_t len = nl_marker_read(rest, marker);
	return len > marker->label.len && marker->style != NL_MARKER_BULLET && marker->style != NL_MARKER_OUTLINE;
}

static void cut_at_item(nl_cutter *cutter, uint32_t token, uint32_t block_start)
{
	nl_marker marker;
	uint32_t at;
	if (!read_inline(cutter, token, &marker, &at) || !accepts_item(cutter, &marker, at, token)) return;
	bool at_start = mark_from(cutter, at, block_start) == '\0';
	bool after_one_word = token > 0 && cutter->first_token == token - 1 && cutter->cuts.len;
	bool after_joiner = after_one_word && cutter->tokens[token - 1].len <= JOINING_WORD; /* "; and (b)", not "Identifies (1)" */
	bool right_after_cut = cutter->first_token == token && cutter->cuts.len;
	bool is_new;
	uint32_t level = nl_lists_enter(cutter->lists, &marker, cutter->hint, &is_new);
	cutter->last_item = token;
	cutter->bracket = NL_NONE;
	nl_cut *cut = NULL;
	if (at_start) *(cut = nl_vec_push(&cutter->cuts)) = (nl_cut){.at = block_start};
	else if (after_joiner || right_after_cut) cut = nl_vec_last(&cutter->cuts);
	else cut = add_cut(cutter, at, token, NL_CUT_ITEM);
	if (cut) *cut = (nl_cut){.at = cut->at, .token = cut->token, .kind = NL_CUT_ITEM, .level = level, .is_new = is_new};
}

/* Remembers the bracket that is open after the gap before `token`. */
static void follow_brackets(nl_cutter *cutter, uint32_t from, uint32_t to)
{
	for (uint32_t at = from; at < to; at++) {
		if (cutter->text.ptr[at] == '(') cutter->bracket = at;
		else if (cutter->text.ptr[at] == ')') cutter->bracket = NL_NONE;
	}
}

/* The gap before a token, which holds a mark. */
static void cut_at_gap(nl_cutter *cutter, uint32_t token, uint32_t block_start)
{
	uint32_t gap = cutter->tokens[token].gap;
	if (!(gap & INTEREST)) return;
	if (token && gap & NL_GAP_STOP) cut_at_stops(cutter, token);
	if (token && gap & NL_GAP_SEMICOLON) cut_at_semicolon(cutter, token);
	if (token && gap & NL_GAP_COLON) {
		cutter->colon = behind_mark(cutter, token, ':', 0xFF1A);
		cutter->colon_token = token;
	}
	if (token && gap & NL_GAP_COMMA) cut_at_opener(cutter, token);
	if (gap & NL_GAP_PAREN)
		follow_brackets(cutter, token ? token_end(cutter, token - 1) : block_start, cutter->tokens[token].start);
}

void nl_cutter_run(nl_cutter *cutter, nl_str text, uint32_t start, const nl_tokens *tokens, uint32_t hint)
{
	nl_vec_clear(&cutter->cuts);
	cutter->text = text;
	cutter->tokens = tokens->list.at;
	cutter->token_count = tokens->list.len;
	cutter->hint = hint;
	cutter->last_cut = start;
	cutter->first_token = cutter->colon = 0;
	cutter->bracket = cutter->last_item = NL_NONE;
	for (int i = 0; i < NL_FIRST_MARKERS; i++) cutter->no_second[i] = 0;
	for (uint32_t m = 0; m < tokens->marks.len; m++) {
		uint32_t i = tokens->marks.at[m];
		bool closes = i && cutter->tokens[i].gap & NL_GAP_PAREN && cutter->tokens[i - 1].len <= LONGEST_MARKER;
		if (closes) cut_at_item(cutter, i - 1, start);
		cut_at_gap(cutter, i, start);
	}
	cutter->before = mark_before(cutter, (uint32_t)text.len);
}

/* --- What readers ask. --- */

/* Where the last character before `end` begins; end > 0. */
static size_t last_char(nl_str text, size_t end)
{
	return (unsigned char)text.ptr[end - 1] < 0x80 ? end - 1 : nl_utf8_previous(text, end);
}

/* The end of the text without white space, closing marks and a footnote mark. */
static size_t bare_end(nl_str text)
{
	size_t end = text.len;
	for (uint32_t n = 0; end > 0 && n < 4 * MAX_CLOSERS; n++) {
		size_t at = last_char(text, end);
		uint32_t len, c = char_at(text, at, &len);
		if (c == ']') {
			size_t open = at;
			while (open > 0 && at - open < MAX_FOOTNOTE_DIGITS && is_digit((unsigned char)text.ptr[open - 1])) open--;
			if (open > 0 && text.ptr[open - 1] == '[') at = open - 1;
		} else if (!is_space(c) && !is_closer(c) && !is_raised_digit(c)) {
			break;
		}
		end = at;
	}
	return end;
}

bool nl_is_mark_of(uint32_t mark, const char *marks)
{
	return mark && mark < 0x80 && strchr(marks, (int)mark) != NULL;
}

uint32_t nl_last_mark(nl_str text)
{
	size_t end = bare_end(text);
	uint32_t len;
	return end ? char_at(text, last_char(text, end), &len) : 0;
}

bool nl_ends_sentence(nl_str text)
{
	text.len = bare_end(text);
	uint32_t digits = 0;
	while (digits < MAX_FOOTNOTE_DIGITS && text.len && is_digit((unsigned char)text.ptr[text.len - 1])) {
		text.len--;
		digits++;
	}
	uint32_t mark = nl_last_mark(text);
	if (!digits) return is_stop(mark);
	/* "growth.1" ends with a footnote mark; "A.1", "1.5" and "see 12" do not. */
	if (text.len < 3 || text.ptr[text.len - 1] != '.') return false;
	return text.ptr[text.len - 2] >= 'a' && text.ptr[text.len - 2] <= 'z';
}
