/* doc/entity.c - character references, as the HTML standard reads them (13.2.5.72 and on): all names, numbers in two
 * notations, the numbers that mean Windows-1252, and the old names that need no semicolon. */
#include <string.h>

#include "doc/readers.h"

enum { LONGEST_NAME = 31 };

typedef struct {
	char name[LONGEST_NAME + 1]; /* no pointers: a table of them would have to be relocated at every start */
	uint32_t first;
	uint16_t second;
	bool bare; /* counts without a semicolon */
} entity;

static const entity entities[] = {
#define ENTITY(name, first, second, bare) {name, first, second, bare},
#include "doc/entities.def"
#undef ENTITY
};

enum { ENTITIES = sizeof entities / sizeof *entities };

/* What browsers take the numbers 128 to 159 for; 0 where the number stands for itself. */
/* clang-format off */
static const uint16_t windows_1252[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};
/* clang-format on */

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static const entity *find(nl_str name)
{
	size_t low = 0, high = ENTITIES;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = nl_str_cmp(nl_str_of(entities[middle].name), name);
		if (order == 0) return &entities[middle];
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return NULL;
}

/* The longest name at the start of `name` that needs no semicolon: "notit" begins with "not". */
static const entity *find_bare(nl_str name)
{
	for (size_t len = name.len < 6 ? name.len : 6; len >= 2; len--) {
		const entity *found = find(nl_str_slice(name, 0, len));
		if (found && found->bare) return found;
	}
	return NULL;
}

static size_t read_named(nl_str text, uint32_t points[2])
{
	size_t end = 1;
	while (end < text.len && end <= LONGEST_NAME && is_alnum(text.ptr[end])) end++;
	nl_str name = nl_str_slice(text, 1, end);
	bool closed = end < text.len && text.ptr[end] == ';';
	const entity *found = closed ? find(name) : NULL;
	size_t len = found ? end + 1 : 0;
	if (!found) {
		found = find_bare(name);
		if (!found) return 0;
		len = 1 + strlen(found->name);
	}
	points[0] = found->first;
	points[1] = found->second;
	return len;
}

/* "&#8217;" or "&#x2019;"; the semicolon may be missing. */
static size_t read_numeric(nl_str text, uint32_t points[2])
{
	bool hex = text.len > 2 && (text.ptr[2] | 0x20) == 'x';
	size_t start = hex ? 3 : 2, at = start;
	uint32_t value = 0;
	for (; at < text.len; at++) {
		const char *all = "0123456789abcdef", *found;
		char c = text.ptr[at] >= 'A' && text.ptr[at] <= 'F' ? (char)(text.ptr[at] + 32) : text.ptr[at];
		if (!c || !(found = strchr(all, c)) || (!hex && found - all > 9)) break;
		if (value <= 0x10FFFF) value = value * (hex ? 16 : 10) + (uint32_t)(found - all);
	}
	if (at == start) return 0;
	if (value >= 0x80 && value < 0xA0 && windows_1252[value - 0x80]) value = windows_1252[value - 0x80];
	bool valid = value > 0 && value <= 0x10FFFF && !(value >= 0xD800 && value < 0xE000);
	points[0] = valid ? value : 0xFFFD;
	points[1] = 0;
	return at + (at < text.len && text.ptr[at] == ';');
}

size_t nl_html_reference(nl_str text, uint32_t points[2])
{
	if (text.len < 3 || text.ptr[0] != '&') return 0;
	return text.ptr[1] == '#' ? read_numeric(text, points) : read_named(text, points);
}

size_t nl_html_entity(nl_str text, uint32_t points[2])
{
	size_t len = nl_html_reference(text, points);
	return len && text.ptr[len - 1] == ';' ? len : 0;
}
