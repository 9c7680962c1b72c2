/* The shortest edit by lines (base/edits.h); texts that differ in too many are shown as changed from the first difference to the
 * last. */
#include "app/diff.h"

#include "base/edits.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"

enum { CONTEXT = 3 };

typedef NL_VEC(nl_str) line_list;

typedef struct {
	line_list old, new; /* with their line ends */
	bool *gone, *fresh; /* by line of `old`, of `new` */
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

/* Equal lines get the same number. Owned. */
static uint32_t *number_lines(nl_map *numbers, const line_list *lines)
{
	uint32_t *list = nl_alloc((lines->len + 1) * sizeof *list);
	for (uint32_t i = 0; i < lines->len; i++) list[i] = nl_map_intern(numbers, lines->at[i]);
	return list;
}

static void mark_changes(comparison *c)
{
	nl_map numbers = {0};
	uint32_t *old = number_lines(&numbers, &c->old), *new = number_lines(&numbers, &c->new);
	c->gone = nl_alloc(c->old.len + 1);
	c->fresh = nl_alloc(c->new.len + 1);
	nl_edits((nl_sequence){old, c->old.len}, (nl_sequence){new, c->new.len}, c->gone, c->fresh);
	nl_map_release(&numbers);
	free(old);
	free(new);
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
	nl_buf_addf(out, "%s%c", painted ? paint : "", line->mark);
	nl_buf_add(out, text);
	nl_buf_addf(out, "%s\n", painted ? "\x1b[0m" : "");
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

static void show(nl_str old_name, nl_str new_name, const diff_lines *all, bool colour, nl_buf *out)
{
	uint32_t before[2] = {0, 0};
	nl_buf_addf(out, "--- " NL_FMT "\n+++ " NL_FMT "\n", NL_ARG(old_name), NL_ARG(new_name));
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

void nl_diff(nl_str old_name, nl_str new_name, nl_str before, nl_str after, bool colour, nl_buf *out)
{
	comparison c = {0};
	diff_lines all = {0};
	if (nl_str_eq(before, after)) return;
	split(before, &c.old);
	split(after, &c.new);
	mark_changes(&c);
	merge(&c, &all);
	show(old_name, new_name, &all, colour, out);
	nl_vec_release(&all);
	nl_vec_release(&c.old);
	nl_vec_release(&c.new);
	free(c.gone);
	free(c.fresh);
}
