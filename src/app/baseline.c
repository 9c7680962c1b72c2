#include "app/baseline.h"

#include <inttypes.h>
#include <stdlib.h>

#include "app/directories.h"
#include "run/files.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "diag/draw.h"

static const nl_str head = {"# normlint baseline 1\n", 22};
static const char about[] =
	"# Findings that were there when this was written: 'normlint check --baseline' with this file lets them\n"
	"# pass, and '--prune-baseline' takes those out that are gone. Columns: text, rule, sentence, message.\n";

void nl_baseline_release(nl_baseline *b)
{
	for (uint32_t i = 0; i < b->texts.len; i++) free(b->texts.at[i].met);
	nl_vec_release(&b->texts);
	nl_vec_release(&b->lines);
	nl_map_release(&b->by_path);
	nl_arena_release(&b->arena);
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

static void add_escaped(nl_buf *out, nl_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\t') nl_buf_add_c(out, "\\t");
		else if (c == '\n') nl_buf_add_c(out, "\\n");
		else if (c == '\r') nl_buf_add_c(out, "\\r");
		else if (c == '\\') nl_buf_add_c(out, "\\\\");
		else nl_buf_add_byte(out, c);
	}
}

/* A text that does not lie below the baseline has its whole path. */
nl_str nl_baseline_name(nl_arena *arena, nl_str whole_path, nl_str directory)
{
	nl_str below = nl_path_below(whole_path, directory);
	bool inside = nl_str_eq(directory, NL_STR("/")) || whole_path.len - below.len > 1;
	nl_buf out = {0};
	add_escaped(&out, inside ? below : whole_path);
	nl_str name = nl_arena_str(arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return name;
}

/* ---- order ------------------------------------------------------------------------------------------------------ */

static int compare(const nl_baseline_line *a, const nl_baseline_line *b)
{
	int order = nl_str_cmp(a->path, b->path);
	if (order == 0) order = nl_str_cmp(a->code, b->code);
	if (order == 0) order = (a->fingerprint > b->fingerprint) - (a->fingerprint < b->fingerprint);
	return order;
}

static int by_order(const void *a, const void *b)
{
	int order = compare(a, b);
	return order ? order : nl_str_cmp(((const nl_baseline_line *)a)->message, ((const nl_baseline_line *)b)->message);
}

void nl_baseline_sort(nl_baseline *b)
{
	uint32_t kept = 0;
	if (b->lines.len) qsort(b->lines.at, b->lines.len, sizeof *b->lines.at, by_order);
	for (uint32_t i = 0; i < b->lines.len; i++)
		if (kept == 0 || compare(&b->lines.at[i], &b->lines.at[kept - 1]) != 0) b->lines.at[kept++] = b->lines.at[i];
	b->lines.len = kept;
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static bool read_fingerprint(nl_str digits, uint64_t *fingerprint)
{
	*fingerprint = 0;
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.ptr[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
			: c >= 'a' && c <= 'f'            ? (uint32_t)(c - 'a') + 10
											  : 16;
		if (digit == 16) return false;
		*fingerprint = *fingerprint << 4 | digit;
	}
	return digits.len == 16;
}

static nl_str take_column(nl_str *line)
{
	size_t tab = nl_str_find(*line, NL_STR("\t"));
	nl_str column = nl_str_slice(*line, 0, tab == SIZE_MAX ? line->len : tab);
	*line = nl_str_slice(*line, tab == SIZE_MAX ? line->len : tab + 1, line->len);
	return column;
}

static bool read_line(nl_baseline *b, nl_str line)
{
	nl_baseline_line read = {.path = take_column(&line), .code = take_column(&line)};
	bool fine = read_fingerprint(take_column(&line), &read.fingerprint);
	read.message = line;
	if (!fine || !read.path.len || !read.code.len) return false;
	*nl_vec_push(&b->lines) = read;
	return true;
}

static bool tell_bad(const char *path, uint32_t number, nl_str line, nl_sink *sink)
{
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(B1002), (nl_label){0},
		"line %u of '%s' is no line of a baseline: '" NL_FMT "'", number, path, NL_ARG(line));
	nl_diag_help(sink, diag,
		"a line has a path, a rule, a fingerprint of 16 digits and a message, divided by tabs; "
		"'--write-baseline' writes the file anew");
	return false;
}

static bool read_lines(nl_baseline *b, const char *path, nl_str text, nl_sink *sink)
{
	uint32_t number = 0;
	for (size_t at = 0; at < text.len;) {
		nl_str rest = nl_str_slice(text, at, text.len);
		size_t end = nl_str_find(rest, NL_STR("\n"));
		nl_str line = nl_str_slice(rest, 0, end == SIZE_MAX ? rest.len : end);
		at += end == SIZE_MAX ? rest.len : end + 1;
		number++;
		if (nl_str_ends(line, NL_STR("\r"))) line.len--;
		if (line.len == 0 || line.ptr[0] == '#') continue;
		if (!read_line(b, line)) return tell_bad(path, number, line, sink);
	}
	return true;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

/* The lines of each text, which are neighbours. */
static void gather_texts(nl_baseline *b)
{
	for (uint32_t i = 0, end; i < b->lines.len; i = end) {
		for (end = i + 1; end < b->lines.len && nl_str_eq(b->lines.at[end].path, b->lines.at[i].path);) end++;
		uint64_t *known = nl_arena_array(&b->arena, uint64_t, end - i);
		for (uint32_t k = i; k < end; k++) known[k - i] = b->lines.at[k].fingerprint;
		qsort(known, end - i, sizeof *known, by_number);
		nl_map_set(&b->by_path, b->lines.at[i].path, b->texts.len);
		*nl_vec_push(&b->texts) = (nl_baseline_text){known, nl_alloc(end - i), i, end - i, false};
	}
}

bool nl_baseline_read(nl_baseline *b, const char *path, nl_str directory, nl_sink *sink)
{
	*b = (nl_baseline){.directory = directory};
	nl_file file = nl_file_read(path, NL_MAX_BASELINE);
	nl_str text = file.ptr ? nl_arena_str(&b->arena, (nl_str){file.ptr, file.len}) : (nl_str){0};
	bool readable = file.ptr != NULL;
	if (!readable) nl_files_tell(sink, path, file.error);
	nl_file_release(&file);
	if (!readable) return false;
	if (!nl_str_starts(text, nl_str_slice(head, 0, head.len - 1))) {
		nl_diag *diag = nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(B1001), (nl_label){0},
			"'%s' is no baseline: it does not begin with '# normlint baseline 1'", path);
		nl_diag_help(sink, diag, "'normlint check --write-baseline FILE' writes one");
		return false;
	}
	if (!read_lines(b, path, text, sink)) return false;
	nl_baseline_sort(b);
	gather_texts(b);
	return true;
}

nl_baseline_text *nl_baseline_of(nl_baseline *b, nl_str name)
{
	uint32_t known = nl_map_get(&b->by_path, name);
	return known == NL_NONE ? NULL : &b->texts.at[known];
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

uint32_t nl_baseline_add(nl_baseline *b, nl_str name, const nl_verdict *verdict)
{
	uint32_t before = b->lines.len;
	nl_str path = nl_arena_str(&b->arena, name);
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (finding->suppression && !finding->suppression->in_baseline) continue;
		nl_str code = nl_arena_str(&b->arena, finding->diag.code);
		nl_buf message = {0};
		nl_draw_clean(&message, finding->diag.message);
		nl_str shown = nl_arena_str(&b->arena, nl_buf_str(&message));
		nl_buf_release(&message);
		uint32_t count = finding->place_count ? finding->place_count : 1;
		for (uint32_t p = 0; p < count; p++)
			*nl_vec_push(&b->lines) =
				(nl_baseline_line){path, code, shown, finding->place_count ? finding->places[p] : finding->fingerprint};
	}
	return b->lines.len - before;
}

void nl_baseline_write(const nl_baseline *b, const bool *keep, nl_buf *out)
{
	nl_buf_add(out, head);
	nl_buf_add_c(out, about);
	for (uint32_t i = 0; i < b->lines.len; i++) {
		const nl_baseline_line *line = &b->lines.at[i];
		if (keep && !keep[i]) continue;
		nl_buf_addf(out, NL_FMT "\t" NL_FMT "\t%016" PRIx64 "\t" NL_FMT "\n", NL_ARG(line->path), NL_ARG(line->code),
			line->fingerprint, NL_ARG(line->message));
	}
}
