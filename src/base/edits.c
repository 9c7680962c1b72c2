/* V[d][k] is how far a path with d changes comes on diagonal k = x - y. All V are kept, so that the path can be walked back. */
#include "base/edits.h"

#include "base/vec.h"

typedef struct {
	nl_sequence before, after; /* without what both begin and end with */
	int32_t before_len, after_len;
	NL_VEC(int32_t) reached; /* V, one behind the other: row d has d + 1 entries */
} search;

static int32_t reached(const search *s, int32_t d, int32_t k)
{
	return s->reached.at[d * (d + 1) / 2 + (k + d) / 2];
}

/* Is the last of the d changes that lead to diagonal k an element that is fresh, and not one that is gone? */
static bool comes_from_above(const search *s, int32_t d, int32_t k)
{
	return k == -d || (k != d && reached(s, d - 1, k - 1) < reached(s, d - 1, k + 1));
}

static int32_t after_change(const search *s, int32_t d, int32_t k)
{
	if (d == 0) return 0;
	return comes_from_above(s, d, k) ? reached(s, d - 1, k + 1) : reached(s, d - 1, k - 1) + 1;
}

/* The number of changes; -1 when there are too many. */
static int32_t count_changes(search *s)
{
	for (int32_t d = 0; d <= NL_MOST_EDITS; d++) {
		for (int32_t k = -d; k <= d; k += 2) {
			int32_t x = after_change(s, d, k), y = x - k;
			while (x < s->before_len && y < s->after_len && s->before.at[x] == s->after.at[y]) x++, y++;
			*nl_vec_push(&s->reached) = x;
			if (x >= s->before_len && y >= s->after_len) return d;
		}
	}
	return -1;
}

/* The marks are those of the parts that are searched. */
static void mark_changes(search *s, bool *gone, bool *fresh)
{
	int32_t d = count_changes(s), k = s->before_len - s->after_len;
	if (d < 0) {
		for (int32_t i = 0; i < s->before_len; i++) gone[i] = true;
		for (int32_t i = 0; i < s->after_len; i++) fresh[i] = true;
	}
	for (; d > 0; d--) {
		bool above = comes_from_above(s, d, k);
		int32_t before = above ? k + 1 : k - 1, x = reached(s, d - 1, before);
		if (above) fresh[x - before] = true;
		else gone[x] = true;
		k = before;
	}
}

void nl_edits(nl_sequence before, nl_sequence after, bool *gone, bool *fresh)
{
	uint32_t shorter = before.len < after.len ? before.len : after.len, head = 0, tail = 0;
	while (head < shorter && before.at[head] == after.at[head]) head++;
	while (tail < shorter - head && before.at[before.len - tail - 1] == after.at[after.len - tail - 1]) tail++;
	if (head + tail == before.len && head + tail == after.len) return;
	search s = {.before = {before.at ? before.at + head : NULL, before.len - head - tail},
		.after = {after.at ? after.at + head : NULL, after.len - head - tail}};
	s.before_len = (int32_t)s.before.len;
	s.after_len = (int32_t)s.after.len;
	mark_changes(&s, gone + head, fresh + head);
	nl_vec_release(&s.reached);
}
