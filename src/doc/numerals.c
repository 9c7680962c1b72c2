#include "doc/numerals.h"

#include <string.h>

enum { LETTERS = 26, MOST_REPEATED = 20, HIGHEST_ROMAN = 3999, SYMBOLS = 4, LAST_CIRCLED = 20 };

static void add_lower(nl_buf *out, const char *text, bool upper)
{
	for (; *text; text++) nl_buf_add_byte(out, upper ? (char)(*text - 32) : *text);
}

static bool add_roman(nl_buf *out, uint32_t number, bool upper)
{
	static const struct {
		uint32_t value;
		const char *digits;
	} steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"},
		{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
	if (number == 0 || number > HIGHEST_ROMAN) return false;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (; number >= steps[i].value; number -= steps[i].value) add_lower(out, steps[i].digits, upper);
	return true;
}

static bool add_repeated(nl_buf *out, uint32_t number, bool upper)
{
	uint32_t times = (number + LETTERS - 1) / LETTERS;
	if (number == 0 || times > MOST_REPEATED) return false;
	char letter = (char)((upper ? 'A' : 'a') + (number - 1) % LETTERS);
	for (uint32_t i = 0; i < times; i++) nl_buf_add_byte(out, letter);
	return true;
}

static bool add_alphabet(nl_buf *out, uint32_t number, bool upper)
{
	char digits[8];
	size_t at = sizeof digits;
	if (number == 0) return false;
	for (; number; number = (number - 1) / LETTERS) digits[--at] = (char)((upper ? 'A' : 'a') + (number - 1) % LETTERS);
	nl_buf_add(out, (nl_str){digits + at, sizeof digits - at});
	return true;
}

static const char *ordinal_ending(uint32_t number)
{
	static const char *const endings[] = {"th", "st", "nd", "rd"};
	uint32_t last = number % 10;
	return number / 10 % 10 == 1 || last > 3 ? "th" : endings[last];
}

/* "Twenty-first"; up to 99. */
static bool add_words(nl_buf *out, uint32_t number, bool ordinal)
{
	static const char *const cardinals[] = {"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
		"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
	static const char *const ordinals[] = {"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
		"eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
		"seventeenth", "eighteenth", "nineteenth"};
	static const char *const tens[] = {"", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"};
	if (number == 0 || number > 99) return false;
	size_t start = out->len;
	uint32_t rest = number < 20 ? number : number % 10;
	if (number >= 20) nl_buf_addf(out, "%s%s%s", tens[number / 10], rest || !ordinal ? "y" : "ieth", rest ? "-" : "");
	nl_buf_add_c(out, (ordinal ? ordinals : cardinals)[rest]);
	out->ptr[start] = (char)(out->ptr[start] - 32);
	return true;
}

static bool add_symbols(nl_buf *out, uint32_t number)
{
	static const char *const symbols[SYMBOLS] = {"*", "†", "‡", "§"};
	uint32_t times = (number + SYMBOLS - 1) / SYMBOLS;
	if (number == 0 || times > MOST_REPEATED) return false;
	for (uint32_t i = 0; i < times; i++) nl_buf_add_c(out, symbols[(number - 1) % SYMBOLS]);
	return true;
}

static bool add_as(nl_buf *out, nl_numeral format, uint32_t number)
{
	switch (format) {
	case NL_NUMERAL_DECIMAL: return false;
	case NL_NUMERAL_DECIMAL_ZERO: nl_buf_addf(out, "%02u", number); return true;
	case NL_NUMERAL_UPPER_ROMAN: return add_roman(out, number, true);
	case NL_NUMERAL_LOWER_ROMAN: return add_roman(out, number, false);
	case NL_NUMERAL_UPPER_LETTER: return add_repeated(out, number, true);
	case NL_NUMERAL_LOWER_LETTER: return add_repeated(out, number, false);
	case NL_NUMERAL_UPPER_ALPHABET: return add_alphabet(out, number, true);
	case NL_NUMERAL_LOWER_ALPHABET: return add_alphabet(out, number, false);
	case NL_NUMERAL_ORDINAL: nl_buf_addf(out, "%u%s", number, ordinal_ending(number)); return true;
	case NL_NUMERAL_CARDINAL: return add_words(out, number, false);
	case NL_NUMERAL_ORDINAL_WORD: return add_words(out, number, true);
	case NL_NUMERAL_HEX: nl_buf_addf(out, "%X", number); return true;
	case NL_NUMERAL_SYMBOLS: return add_symbols(out, number);
	case NL_NUMERAL_CIRCLED:
		if (number == 0 || number > LAST_CIRCLED) return false;
		nl_buf_add_char(out, 0x2460 + number - 1);
		return true;
	case NL_NUMERAL_DASHED: nl_buf_addf(out, "- %u -", number); return true;
	case NL_NUMERAL_BULLET:
	case NL_NUMERAL_NONE: return true;
	}
	return false;
}

void nl_numeral_add(nl_buf *out, nl_numeral format, uint32_t number)
{
	if (!add_as(out, format, number)) nl_buf_addf(out, "%u", number);
}
