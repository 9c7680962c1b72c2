/* text/words.c - where words begin and end.
 *
 * ASCII runs through one table, a byte at a time; what needs a look around (hyphens, quotes, everything beyond ASCII)
 * leaves the fast loop. Nothing is allocated and nothing is remembered between calls: the one case that depends on
 * what stands before `from`, the 's behind a word, looks back a single character. */
#include "text/words.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/word_bytes.h"

enum {
	WORD = NL_BYTE_WORD,
	LOOK = NL_BYTE_LOOK,
	LETTER = 1 << 13, /* with WORD: not a digit */
};

#define L (WORD | LETTER)
#define D WORD
#define O NL_GAP_OTHER
#define S NL_GAP_SPACE
#define P NL_GAP_PAREN
#define T NL_GAP_STOP
/* clang-format off */
const uint16_t nl_word_bytes[256] = {
	O, O, O, O, O, O, O, O, O, S, S, S, S, S, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
	/*   ! " # $ % & ' ( ) * + , - . / */
	S, T, LOOK, O, O, O, O, LOOK, P, P, O, O, NL_GAP_COMMA, LOOK, T, NL_GAP_SLASH,
	/* 0-9 : ; < = > ? */
	D, D, D, D, D, D, D, D, D, D, NL_GAP_COLON, NL_GAP_SEMICOLON, O, O, O, T,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, P, O, P, O, O,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
	LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK, LOOK,
};
/* clang-format on */
#undef L
#undef D
#undef O
#undef S
#undef P
#undef T

/* Soft hyphen, zero-width characters, direction marks: nothing to see, so nothing to compare. */
static bool is_ignorable(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

/* Raised digits are footnote marks: "cyberspace²" is the word "cyberspace". */
static bool is_superscript(uint32_t c)
{
	return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2079);
}

static uint32_t wide_kind(uint32_t c)
{
	if (is_superscript(c)) return NL_GAP_OTHER;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO: return WORD | LETTER;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO: return WORD;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP: return NL_GAP_SPACE;
	case UTF8PROC_CATEGORY_PI: return NL_GAP_OPEN_QUOTE;
	case UTF8PROC_CATEGORY_PF: return NL_GAP_CLOSE_QUOTE;
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE: return NL_GAP_PAREN;
	case UTF8PROC_CATEGORY_PD: return NL_GAP_DASH;
	default: return NL_GAP_OTHER;
	}
}

/* The marks whose category does not tell what they do. */
static uint32_t wide_gap(uint32_t c)
{
	if (is_ignorable(c)) return c == 0xAD ? LOOK : 0;
	switch (c) {
	case 0x85: return NL_GAP_SPACE;
	case 0x2010:
	case 0x2011: return LOOK;
	case 0x201A:
	case 0x201E: return NL_GAP_OPEN_QUOTE;
	case 0x2019: return LOOK;
	case 0x2026:
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
	case 0x61F:
	case 0x6D4:
	case 0x964: return NL_GAP_STOP;
	case 0x60C:
	case 0x3001:
	case 0xFF0C: return NL_GAP_COMMA;
	case 0x61B:
	case 0xFF1B: return NL_GAP_SEMICOLON;
	case 0xFF1A: return NL_GAP_COLON;
	default: return wide_kind(c);
	}
}

typedef struct {
	uint32_t kind; /* WORD, LETTER, LOOK, or gap bits; 0 at the end of the text and for what does not count */
	uint32_t code_point, len;
} character;

static character character_at(nl_str text, size_t at)
{
	if (at >= text.len) return (character){0, 0, 0};
	unsigned char byte = (unsigned char)text.ptr[at];
	if (byte < 0x80) return (character){nl_word_bytes[byte], byte, 1};
	nl_utf8_char c = nl_utf8_decode(text, at);
	return (character){wide_gap(c.code_point), c.code_point, c.len};
}

static character character_before(nl_str text, size_t at)
{
	if (at == 0) return (character){0, 0, 0};
	unsigned char byte = (unsigned char)text.ptr[at - 1];
	if (byte < 0x80) return (character){nl_word_bytes[byte], byte, 1};
	return character_at(text, nl_utf8_previous(text, at));
}

static bool is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

/* At an apostrophe: bytes of a 's that stands behind a word and ends there; 0 when it is none. */
static uint32_t possessive(nl_str text, size_t at, uint32_t apostrophe_len)
{
	size_t s = at + apostrophe_len;
	if (s >= text.len || (text.ptr[s] | 0x20) != 's') return 0;
	character after = character_at(text, s + 1);
	if (after.kind & WORD) return 0;
	return character_before(text, at).kind & WORD ? apostrophe_len + 1 : 0;
}

/* Length of the ignorable characters at `at` when a word goes on behind them; else 0. */
static size_t ignorable_run(nl_str text, size_t at)
{
	for (size_t to = at;;) {
		character c = character_at(text, to);
		if (c.kind & WORD) return to - at;
		if (c.len == 0 || !is_ignorable(c.code_point)) return 0;
		to += c.len;
	}
}

/* Whether the dot at `at` stands inside initials: "U.S", where only single letters stand on both sides. */
static bool joins_initials(nl_str text, size_t at)
{
	character next = character_at(text, at + 1);
	if (!(next.kind & LETTER)) return false;
	return !(character_at(text, at + 1 + next.len).kind & WORD);
}

/* What follows the plain run that ends at `at` without ending the word: how many bytes, 0 when the word is over. A
 * segment begins at the word's start and behind each dot of initials. */
static size_t word_goes_on(nl_str text, size_t at, size_t segment)
{
	character c = character_at(text, at);
	if (c.kind & WORD) return c.len;
	if (c.code_point == '.') {
		character first = character_at(text, segment);
		return first.kind & LETTER && at == segment + first.len && joins_initials(text, at) ? 1 : 0;
	}
	if (is_apostrophe(c.code_point)) {
		if (!(character_at(text, at + c.len).kind & LETTER) || !(character_before(text, at).kind & LETTER)) return 0;
		return possessive(text, at, c.len) ? 0 : c.len;
	}
	return is_ignorable(c.code_point) ? ignorable_run(text, at) : 0;
}

static uint32_t word_end(nl_str text, uint32_t start, bool *plain)
{
	size_t at = start, segment = start;
	*plain = true;
	for (;;) {
		unsigned char byte = 0;
		while (at < text.len && nl_word_bytes[byte = (unsigned char)text.ptr[at]] & WORD) at++;
		if (at == text.len || (byte < 0x80 && byte != '.' && byte != '\'')) break;
		size_t more = word_goes_on(text, at, segment);
		if (more == 0) break;
		*plain = false;
		if (byte == '.') segment = at + 1;
		at += more;
	}
	return (uint32_t)at;
}

/* Whether only blanks stand between `at` and the end of its line, and the text goes on behind it. */
static bool line_ends(nl_str text, size_t at)
{
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) at++;
	return at < text.len && (text.ptr[at] == '\n' || text.ptr[at] == '\r');
}

static uint32_t hyphen_gap(nl_str text, size_t at, character hyphen)
{
	bool after_word = character_before(text, at).kind & WORD;
	if (line_ends(text, at + hyphen.len)) return after_word ? NL_GAP_LINE_END_HYPHEN : NL_GAP_DASH;
	if (hyphen.code_point == 0xAD) return 0;
	/* "informa- tion": a line ended there before somebody broke the lines anew. */
	size_t behind = at + hyphen.len;
	bool kept = after_word && behind < text.len && text.ptr[behind] == ' ' && character_at(text, behind + 1).kind & WORD;
	if (kept) return NL_GAP_LINE_END_HYPHEN;
	bool before_word = character_at(text, at + hyphen.len).kind & WORD;
	return after_word || before_word ? NL_GAP_HYPHEN : NL_GAP_DASH;
}

/* The gap bits of a character that must be judged by its neighbours. `skip` is how far to go on. */
static uint32_t look_around(nl_str text, size_t at, character c, uint32_t *skip)
{
	*skip = c.len;
	if (!is_apostrophe(c.code_point) && c.code_point != '"') return hyphen_gap(text, at, c);
	uint32_t own = is_apostrophe(c.code_point) ? possessive(text, at, c.len) : 0;
	if (own) {
		*skip = own;
		return 0;
	}
	uint32_t before = character_before(text, at).kind;
	bool opens = c.code_point != 0x2019 && (before == 0 || before & (NL_GAP_SPACE | NL_GAP_PAREN | NL_GAP_DASH));
	return opens ? NL_GAP_OPEN_QUOTE : NL_GAP_CLOSE_QUOTE;
}

static void found_word(nl_str text, size_t at, uint32_t gap, nl_word *word)
{
	*word = (nl_word){.start = (uint32_t)at, .gap = gap};
	word->end = word_end(nl_str_slice(text, 0, at + NL_WORD_MAX), word->start, &word->plain);
}

bool nl_word_next(nl_str text, uint32_t from, nl_word *word)
{
	size_t at = from;
	uint32_t gap = 0;
	while (at < text.len) {
		unsigned char byte = (unsigned char)text.ptr[at];
		uint32_t kind = nl_word_bytes[byte];
		if (!(kind & (WORD | LOOK))) {
			gap |= kind;
			at++;
			continue;
		}
		character c = {kind, byte, 1};
		if (byte >= 0x80) c = character_at(text, at);
		if (c.kind & WORD) {
			found_word(text, at, gap, word);
			return true;
		}
		uint32_t skip = c.len;
		gap |= c.kind & LOOK ? look_around(text, at, c, &skip) : c.kind;
		at += skip;
	}
	*word = (nl_word){(uint32_t)text.len, (uint32_t)text.len, gap, false};
	return false;
}

static bool is_ascii(nl_str word)
{
	unsigned char all = 0;
	for (size_t i = 0; i < word.len; i++) all |= (unsigned char)word.ptr[i];
	return all < 0x80;
}

static void add_ascii(nl_str word, bool keep_case, nl_buf *out)
{
	nl_buf_reserve(out, word.len);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		if (keep_case) out->ptr[out->len++] = c;
		else if (c != '.') out->ptr[out->len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
}

/* Through utf8proc: compatibility composition without what is ignorable, case folded on demand. */
static void add_normalized(nl_str word, bool keep_case, nl_buf *out)
{
	utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE;
	if (!keep_case) options |= UTF8PROC_CASEFOLD;
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)word.ptr, (utf8proc_ssize_t)word.len, &made, options);
	if (len == UTF8PROC_ERROR_NOMEM) nl_out_of_memory(word.len);
	nl_str folded = len < 0 ? word : (nl_str){(const char *)made, (size_t)len}; /* < 0: not UTF-8, no word of a text */
	for (size_t i = 0; i < folded.len; i++) {
		if (nl_str_starts(nl_str_slice(folded, i, folded.len), NL_STR("\xE2\x80\x99"))) {
			nl_buf_add_byte(out, '\'');
			i += 2;
		} else if (keep_case || folded.ptr[i] != '.') {
			nl_buf_add_byte(out, folded.ptr[i]);
		}
	}
	free(made);
}

void nl_word_fold(nl_str word, nl_buf *out)
{
	if (is_ascii(word)) add_ascii(word, false, out);
	else add_normalized(word, false, out);
}

void nl_word_exact(nl_str word, nl_buf *out)
{
	if (is_ascii(word)) add_ascii(word, true, out);
	else add_normalized(word, true, out);
}

bool nl_char_is_lower(uint32_t code_point)
{
	if (code_point < 0x80) return code_point >= 'a' && code_point <= 'z';
	return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_LL;
}

uint32_t nl_char_lower(uint32_t code_point)
{
	if (code_point < 0x80) return code_point >= 'A' && code_point <= 'Z' ? code_point + ('a' - 'A') : code_point;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

uint32_t nl_char_upper(uint32_t code_point)
{
	if (code_point < 0x80) return code_point >= 'a' && code_point <= 'z' ? code_point - ('a' - 'A') : code_point;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
}
