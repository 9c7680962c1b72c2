/* The shortest edit by lines (Myers 1986): V[d][k] is how far a path with d changes comes on diagonal k = x - y. All V are
 * kept, so that the path can be walked back; texts that differ in more lines than that is meant for are shown as changed
 * from the first difference to the last. */
#include "app/diff.h"

#include "base/mem.h"
#include "base/vec.h"

enum { CONTEXT = 3, MOST_CHANGES = 3000 };

typedef NL_VEC(nl_str) line_list;

typedef struct {
	line_list old, new;       /* with their line ends */
	bool *gone, *fresh;       /* by line of `old`, of `new` */
	uint32_t head;            /* lines that both begin with */
	int32_t old_len, new_len; /* of what lies between those and the lines that both end with */
	NL_VEC(int32_t) reached;  /* V, one behind the other: row d has d + 1 entries */
} comparison;

static void split(nl_str text, line_list *lines)
{
	for (size_t at = 0; at < text.len;) {
		nl_str rest = nl_str_slice(text, at, text.len);
		size_t end = nl_str_find(rest, NL_STR("\n"));
		nl_str line = nl_str_slice(rest, 0, end == SIZE_MAX ? rest.len : end + 1);
		*nl_vec_push(lines) = line;
		at += line.len;
	}
}

static void trim_ends(comparison *c)
{
	uint32_t shorter = c->old.len < c->new.len ? c->old.len : c->new.len, tail = 0;
	while (c->head < shorter && nl_str_eq(c->old.at[c->head], c->new.at[c->head])) c->head++;
	while (tail < shorter - c->head && nl_str_eq(c->old.at[c->old.len - tail - 1], c->new.at[c->new.len - tail - 1]))
		tail++;
	c->old_len = (int32_t)(c->old.len - tail - c->head);
	c->new_len = (int32_t)(c->new.len - tail - c->head);
}

static int32_t reached(const comparison *c, int32_t d, int32_t k)
{
	return c->reached.at[d * (d + 1) / 2 + (k + d) / 2];
}

/* Is the last of the d changes that lead to diagonal k a line that is new, and not one that is gone? */
static bool comes_from_above(const comparison *c, int32_t d, int32_t k)
{
	return k == -d || (k != d && reached(c, d - 1, k - 1) < reached(c, d - 1, k + 1));
}

static int32_t after_change(const comparison *c, int32_t d, int32_t k)
{
	if (d == 0) return 0;
	return comes_from_above(c, d, k) ? reached(c, d - 1, k + 1) : reached(c, d - 1, k - 1) + 1;
}

/* The number of changes; -1 when there are too many. */
static int32_t search(comparison *c)
{
	for (int32_t d = 0; d <= MOST_CHANGES; d++) {
		for (int32_t k = -d; k <= d; k += 2) {
			int32_t x = after_change(c, d, k), y = x - k;
			while (x < c->old_len && y < c->new_len &&
				nl_str_eq(c->old.at[c->head + (uint32_t)x], c->new.at[c->head + (uint32_t)y]))
				x++, y++;
			*nl_vec_push(&c->reached) = x;
			if (x >= c->old_len && y >= c->new_len) return d;
		}
	}
	return -1;
}

static void mark_changes(comparison *c)
{
	int32_t d = search(c), k = c->old_len - c->new_len;
	if (d < 0) {
		for (int32_t i = 0; i < c->old_len; i++) c->gone[c->head + (uint32_t)i] = true;
		for (int32_t i = 0; i < c->new_len; i++) c->fresh[c->head + (uint32_t)i] = true;
	}
	for (; d > 0; d--) {
		bool above = comes_from_above(c, d, k);
		int32_t before = above ? k + 1 : k - 1, x = reached(c, d - 1, before);
		if (above) c->fresh[c->head + (uint32_t)(x - before)] = true;
		else c->gone[c->head + (uint32_t)x] = true;
		k = before;
	}
}

/* ---- showing it ------------------------------------------------------------------------------------------------- */

typedef struct {
	char mark; /* ' ', '-' or '+' */
	nl_str line;
} diff_line;

typedef NL_VEC(diff_line) diff_lines;

static void merge(const comparison *c, diff_lines *all)
{
	for (uint32_t i = 0, j = 0; i < c->old.len || j < c->new.len;) {
		if (i < c->old.len && c->gone[i]) *nl_vec_push(all) = (diff_line){'-', c->old.at[i++]};
		else if (j < c->new.len && c->fresh[j]) *nl_vec_push(all) = (diff_line){'+', c->new.at[j++]};
		else {
			*nl_vec_push(all) = (diff_line){' ', c->old.at[i++]};
			j++;
		}
	}
}

static void add_line(nl_buf *out, const diff_line *line, bool colour)
{
	bool ends = nl_str_ends(line->line, NL_STR("\n"));
	nl_str text = nl_str_slice(line->line, 0, line->line.len - ends);
	const char *paint = line->mark == '-' ? "\x1b[31m" : "\x1b[32m";
	bool painted = colour && line->mark != ' ';
	nl_buf_addf(out, "%s%c" NL_FMT "%s\n", painted ? paint : "", line->mark, NL_ARG(text), painted ? "\x1b[0m" : "");
	if (!ends) nl_buf_add_c(out, "\\ No newline at end of file\n");
}

/* "-12,5": an empty side is named by the line before it. */
static void add_side(nl_buf *out, char mark, uint32_t before, uint32_t count)
{
	nl_buf_addf(out, "%c%u,%u", mark, count ? before + 1 : before, count);
}

/* The hunk of the changes from `first` on; returns where it ends. `before`: lines of each side above it. */
static uint32_t add_hunk(nl_buf *out, const diff_lines *all, uint32_t first, uint32_t start, uint32_t before[2], bool colour)
{
	uint32_t end = first, counts[2] = {0, 0};
	for (uint32_t i = first; i < all->len && i <= end + 2 * CONTEXT + 1; i++) {
		if (all->at[i].mark != ' ') end = i;
	}
	end = end + 1 + CONTEXT < all->len ? end + 1 + CONTEXT : all->len;
	for (uint32_t i = start; i < end; i++) {
		counts[0] += all->at[i].mark != '+';
		counts[1] += all->at[i].mark != '-';
	}
	nl_buf_add_c(out, colour ? "\x1b[36m@@ " : "@@ ");
	add_side(out, '-', before[0], counts[0]);
	nl_buf_add_byte(out, ' ');
	add_side(out, '+', before[1], counts[1]);
	nl_buf_add_c(out, colour ? " @@\x1b[0m\n" : " @@\n");
	for (uint32_t i = start; i < end; i++) add_line(out, &all->at[i], colour);
	before[0] += counts[0];
	before[1] += counts[1];
	return end;
}

static void show(nl_str name, const diff_lines *all, bool colour, nl_buf *out)
{
	uint32_t before[2] = {0, 0};
	nl_buf_addf(out, "--- " NL_FMT "\n+++ " NL_FMT "\n", NL_ARG(name), NL_ARG(name));
	for (uint32_t i = 0, end = 0; i < all->len;) {
		if (all->at[i].mark == ' ') {
			i++;
			continue;
		}
		uint32_t start = i - end > CONTEXT ? i - CONTEXT : end;
		before[0] += start - end;
		before[1] += start - end;
		i = end = add_hunk(out, all, i, start, before, colour);
	}
}

void nl_diff(nl_str name, nl_str before, nl_str after, bool colour, nl_buf *out)
{
	comparison c = {0};
	diff_lines all = {0};
	if (nl_str_eq(before, after)) return;
	split(before, &c.old);
	split(after, &c.new);
	c.gone = nl_alloc(c.old.len + 1);
	c.fresh = nl_alloc(c.new.len + 1);
	trim_ends(&c);
	mark_changes(&c);
	merge(&c, &all);
	show(name, &all, colour, out);
	nl_vec_release(&all);
	nl_vec_release(&c.old);
	nl_vec_release(&c.new);
	nl_vec_release(&c.reached);
	free(c.gone);
	free(c.fresh);
}
