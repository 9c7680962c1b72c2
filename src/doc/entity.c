/* doc/entity.c - character references: numeric ones, and the names that prose holds (Latin-1, quotes, dashes,
 * spaces). */
#include <string.h>

#include "doc/readers.h"

enum { LONGEST_NAME = 8 };

typedef struct {
	char name[LONGEST_NAME + 1];
	uint16_t code_point;
} entity;

/* The names of U+00A0..U+00FF, in order. */
/* clang-format off */
static const char latin1[96][LONGEST_NAME] = {
	"nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not",
	"shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1",
	"ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml",
	"Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml",
	"ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute",
	"Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring",
	"aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth",
	"ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
	"uuml", "yacute", "thorn", "yuml"
};

static const entity others[] = {
	{"amp", '&'}, {"apos", '\''}, {"bdquo", 0x201E}, {"bull", 0x2022}, {"dagger", 0x2020}, {"emsp", 0x2003},
	{"ensp", 0x2002}, {"euro", 0x20AC}, {"gt", '>'}, {"hellip", 0x2026}, {"ldquo", 0x201C}, {"lsaquo", 0x2039},
	{"lsquo", 0x2018}, {"lt", '<'}, {"mdash", 0x2014}, {"minus", 0x2212}, {"ndash", 0x2013}, {"OElig", 0x152},
	{"oelig", 0x153}, {"quot", '"'}, {"rarr", 0x2192}, {"rdquo", 0x201D}, {"rsaquo", 0x203A},
	{"rsquo", 0x2019}, {"sbquo", 0x201A}, {"Scaron", 0x160}, {"scaron", 0x161}, {"thinsp", 0x2009},
	{"trade", 0x2122}, {"Yuml", 0x178}, {"zwj", 0x200D}, {"zwnj", 0x200C},
};
/* clang-format on */

static uint32_t named(nl_str name)
{
	for (uint32_t i = 0; i < 96; i++)
		if (nl_str_eq(name, nl_str_of(latin1[i]))) return 0xA0 + i;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (nl_str_eq(name, nl_str_of(others[i].name))) return others[i].code_point;
	return 0;
}

/* The value of "#8217" or "#x2019"; 0 for none. */
static uint32_t numeric(nl_str digits)
{
	bool hex = digits.len > 1 && (digits.ptr[1] | 0x20) == 'x';
	uint32_t value = 0;
	if (digits.len < (hex ? 3u : 2u)) return 0;
	for (size_t i = hex ? 2 : 1; i < digits.len; i++) {
		const char *all = "0123456789abcdef";
		char c = digits.ptr[i] >= 'A' && digits.ptr[i] <= 'F' ? (char)(digits.ptr[i] + 32) : digits.ptr[i];
		const char *found = c ? strchr(all, c) : NULL;
		if (!found || (!hex && found - all > 9)) return 0;
		value = value * (hex ? 16 : 10) + (uint32_t)(found - all);
		if (value > 0x10FFFF) return 0;
	}
	return value;
}

size_t nl_html_entity(nl_str text, uint32_t *c)
{
	size_t end = 1;
	if (text.len < 3 || text.ptr[0] != '&') return 0;
	while (end < text.len && end <= LONGEST_NAME + 2 && text.ptr[end] != ';') end++;
	if (end >= text.len || text.ptr[end] != ';' || end == 1) return 0;
	nl_str name = nl_str_slice(text, 1, end);
	*c = name.ptr[0] == '#' ? numeric(name) : named(name);
	return *c ? end + 1 : 0;
}
