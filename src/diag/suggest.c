/* The optimal string alignment distance: insertions, deletions, replacements, and swaps of neighbours that are not
 * edited again. Three rows of the table are enough. Case costs nothing: "English" is meant as "english". */
#include "diag/suggest.h"

#include <string.h>

#include "base/buf.h"

/* Longer words get no suggestion: nobody mistypes them by a third, and the rows stay on the stack. */
enum { MAX_WORD = 100, FEW_NAMES = 16 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t distance(nl_str a, nl_str b)
{
	uint32_t rows[3][MAX_WORD + 1];
	uint32_t *before = rows[0], *last = rows[1], *row = rows[2];
	for (uint32_t j = 0; j <= b.len; j++) last[j] = j;
	for (uint32_t i = 1; i <= a.len; i++) {
		row[0] = i;
		for (uint32_t j = 1; j <= b.len; j++) {
			char x = lower(a.ptr[i - 1]), y = lower(b.ptr[j - 1]);
			row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b.ptr[j - 2]) && lower(a.ptr[i - 2]) == y)
				row[j] = least(row[j], before[j - 2] + 1);
		}
		uint32_t *spare = before;
		before = last;
		last = row;
		row = spare;
	}
	return last[b.len];
}

const nl_str *nl_suggest(nl_str word, const nl_str *candidates, size_t count)
{
	if (word.len > MAX_WORD) return NULL;
	const nl_str *best = NULL;
	uint32_t best_distance = (uint32_t)word.len / 3 + 1;
	for (size_t i = 0; i < count; i++) {
		if (candidates[i].len > MAX_WORD) continue;
		uint32_t d = distance(word, candidates[i]);
		if (d >= best_distance) continue;
		best = &candidates[i];
		best_distance = d;
	}
	return best;
}

static void add_known(nl_sink *sink, nl_diag *diag, const nl_str *known, size_t count)
{
	nl_buf list = {0};
	for (size_t i = 0; i < count; i++)
		nl_buf_addf(&list, "%s" NL_FMT, i == 0 ? "" : i + 1 == count ? " or " : ", ", NL_ARG(known[i]));
	nl_diag_help(sink, diag, "use " NL_FMT, NL_ARG(nl_buf_str(&list)));
	nl_buf_release(&list);
}

void nl_tell_unknown(nl_sink *sink, const char *what, nl_str name, const nl_str *known, size_t count)
{
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "unknown %s '" NL_FMT "'", what, NL_ARG(name));
	const nl_str *nearest = nl_suggest(name, known, count);
	if (nearest) nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*nearest));
	else if (count > 0 && count <= FEW_NAMES) add_known(sink, diag, known, count);
}
