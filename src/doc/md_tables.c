/* doc/md_tables.c - see md_tables.h. Which lines are rows, md4c has found out: the rows follow the line of dashes. */
#include "doc/md_tables.h"

#include <string.h>

#include "diag/codes.h"

typedef struct {
	nl_str text;
	size_t at, end; /* of a line, without its line end */
} line;

static line line_at(nl_str text, size_t at)
{
	line l = {.text = text, .at = at, .end = at};
	while (l.at > 0 && text.ptr[l.at - 1] != '\n') l.at--;
	const char *end = memchr(text.ptr + at, '\n', text.len - at);
	l.end = end ? (size_t)(end - text.ptr) : text.len;
	return l;
}

static bool go_down(line *l)
{
	if (l->end >= l->text.len) return false;
	*l = line_at(l->text, l->end + 1);
	return true;
}

static bool go_up(line *l)
{
	if (l->at == 0) return false;
	*l = line_at(l->text, l->at - 1);
	return true;
}

/* The line without the marks of quotations before it. */
static nl_str row_of(const line *l)
{
	nl_str row = nl_str_slice(l->text, l->at, l->end);
	while (row.len && strchr(" \t>", row.ptr[0])) row = nl_str_slice(row, 1, row.len);
	return nl_str_trim(row);
}

/* "| --- | :-: |" */
static bool is_under_head(const line *l)
{
	nl_str row = row_of(l);
	bool dash = false;
	for (size_t i = 0; i < row.len; i++) {
		if (!strchr("|-: \t", row.ptr[i])) return false;
		dash |= row.ptr[i] == '-';
	}
	return dash;
}

/* Past the code that begins at `at` with a run of backticks; past the run when it has no end. */
static size_t past_code(nl_str row, size_t at)
{
	size_t run = 1;
	while (at + run < row.len && row.ptr[at + run] == '`') run++;
	for (size_t i = at + run, n = 0; i < row.len; i++) {
		n = row.ptr[i] == '`' ? n + 1 : 0;
		bool ends = n == run && (i + 1 == row.len || row.ptr[i + 1] != '`');
		if (ends) return i + 1;
	}
	return at + run;
}

/* What stands behind the first `columns` cells; nothing when that is all. */
static nl_str surplus_of(nl_str row, uint32_t columns)
{
	size_t at = row.len && row.ptr[0] == '|';
	while (at < row.len && columns) {
		if (row.ptr[at] == '`') at = past_code(row, at);
		else if (row.ptr[at] == '\\') at += 2;
		else columns -= row.ptr[at++] == '|';
	}
	nl_str rest = nl_str_trim(nl_str_slice(row, at, row.len));
	while (rest.len && strchr("| \t", rest.ptr[0])) rest = nl_str_slice(rest, 1, rest.len);
	while (rest.len && strchr("| \t", rest.ptr[rest.len - 1])) rest.len--;
	return rest;
}

static bool find_under_head(line *l, uint32_t rows)
{
	line below = *l;
	if (go_down(&below) && is_under_head(&below)) {
		*l = below;
		return true;
	}
	for (uint32_t i = 0; i < rows && go_up(l); i++)
		if (is_under_head(l)) return true;
	return false;
}

static void tell(nl_included *included, nl_str surplus, uint32_t columns, uint32_t rows)
{
	uint32_t start = (uint32_t)(surplus.ptr - nl_source_text(included->source).ptr);
	nl_diag *diag = nl_sink_add(included->sink, NL_WARNING, NL_CODE_NAME(D0719),
		nl_at(included->source, (nl_span){start, start + (uint32_t)surplus.len}),
		"the table has %u column%s, so what stands behind is not shown and was not checked", columns,
		columns == 1 ? "" : "s");
	if (rows > 1) nl_diag_note(included->sink, diag, "so it is in %u rows of the table", rows);
	nl_diag_help(included->sink, diag, "write '\\|' for a bar inside a cell, or give the head of the table another column");
}

void nl_md_tell_surplus_cells(nl_included *included, uint32_t first, uint32_t columns, uint32_t rows)
{
	line l = line_at(nl_source_text(included->source), first);
	nl_str found = {0};
	uint32_t count = 0;
	if (!find_under_head(&l, rows)) return;
	for (uint32_t i = 0; i < rows && go_down(&l); i++) {
		nl_str surplus = surplus_of(row_of(&l), columns);
		if (surplus.len && count++ == 0) found = surplus;
	}
	if (count) tell(included, found, columns, count);
}
