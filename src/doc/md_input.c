/* doc/md_input.c - see md_input.h. Line by line; code in fences stays as it is. */
#include "doc/md_input.h"

#include <string.h>

enum { MAX_FOOTNOTE_LABEL = 64, INDENT = 4, MAX_CONTAINERS = 16 };

typedef struct {
	nl_md_input *input;
	nl_str source;
	uint32_t containers; /* open ones whose content is indented */
	char fence;          /* in a fence of this character; 0 in none */
	size_t fence_len;
	bool alert;  /* in an alert */
	bool quoted; /* the line before begins with ">" */
	bool text;   /* a line before holds text that a definition can belong to */
} maker;

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static size_t line_end(nl_str text, size_t at)
{
	const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
	return end ? (size_t)(end - text.ptr) + 1 : text.len;
}

static bool is_empty_line(nl_str line)
{
	return nl_str_trim(line).len == 0;
}

/* --- What is made. --- */

static void put(maker *m, size_t from, size_t to)
{
	nl_md_input *input = m->input;
	nl_md_piece piece = {(uint32_t)input->made.len, (uint32_t)from};
	const nl_md_piece *last = input->pieces.len ? nl_vec_last(&input->pieces) : NULL;
	if (from >= to) return;
	if (!last || last->source + (piece.at - last->at) != piece.source) *nl_vec_push(&input->pieces) = piece;
	nl_buf_add(&input->made, nl_str_slice(m->source, from, to));
}

/* Line ends that the source does not have; they belong to the place `at`. */
static void put_break(maker *m, size_t at)
{
	*nl_vec_push(&m->input->pieces) = (nl_md_piece){(uint32_t)m->input->made.len, (uint32_t)at};
	nl_buf_add_byte(&m->input->made, '\n');
}

/* A title, as a paragraph of its own. */
static void put_title(maker *m, size_t from, size_t to)
{
	put_break(m, from);
	while (from < to && (is_blank(m->source.ptr[from]) || strchr("\"[", m->source.ptr[from]))) from++;
	while (to > from && (is_blank(m->source.ptr[to - 1]) || strchr("\"]\n", m->source.ptr[to - 1]))) to--;
	put(m, from, to);
	put_break(m, to);
	put_break(m, to);
}

/* --- Lines. --- */

/* Past the indentation of the open containers; those that the line does not stand in are closed. */
static size_t leave_containers(maker *m, size_t at, size_t end)
{
	uint32_t inside = 0;
	if (is_empty_line(nl_str_slice(m->source, at, end))) return at;
	for (; inside < m->containers; inside++) {
		size_t columns = 0, past = at;
		while (past < end && columns < INDENT && (m->source.ptr[past] == ' ' || m->source.ptr[past] == '\t'))
			columns += m->source.ptr[past++] == '\t' ? INDENT : 1;
		if (columns < INDENT) break;
		at = past;
	}
	if (inside < m->containers) m->fence = 0;
	m->containers = inside;
	return at;
}

/* Follows fences of code; true when the line is one, or stands in one. */
static bool follow_fence(maker *m, nl_str line)
{
	size_t at = 0, len = 0;
	while (at < line.len && at < INDENT && line.ptr[at] == ' ') at++;
	char mark = at < line.len ? line.ptr[at] : '\0';
	while (at + len < line.len && line.ptr[at + len] == mark) len++;
	bool fence = (mark == '`' || mark == '~') && len >= 3 && at < INDENT;
	if (m->fence) {
		bool closes =
			fence && mark == m->fence && len >= m->fence_len && is_empty_line(nl_str_slice(line, at + len, line.len));
		if (closes) m->fence = 0;
		return true;
	}
	if (fence && !(mark == '`' && memchr(line.ptr + at + len, '`', line.len - at - len))) {
		m->fence = mark;
		m->fence_len = len;
		return true;
	}
	return false;
}

/* "> [!NOTE]", perhaps with a title behind it: where that begins, counted in the line; 0 for none. */
static size_t alert_at(nl_str line)
{
	size_t at = 0, name;
	while (at < line.len && at < INDENT && line.ptr[at] == ' ') at++;
	if (at >= line.len || line.ptr[at++] != '>') return 0;
	if (at < line.len && line.ptr[at] == ' ') at++;
	if (!nl_str_starts(nl_str_slice(line, at, line.len), NL_STR("[!"))) return 0;
	name = at += 2;
	while (at < line.len && ((line.ptr[at] | 0x20) >= 'a' && (line.ptr[at] | 0x20) <= 'z')) at++;
	if (at == name || at >= line.len || line.ptr[at] != ']') return 0;
	at++;
	return at + (at < line.len && (line.ptr[at] == '-' || line.ptr[at] == '+')); /* folded, as Obsidian has it */
}

/* '!!! note "Title"' before an indented line: where the title begins, counted in the line; 0 for none. */
static size_t admonition_at(const maker *m, nl_str line, size_t next)
{
	bool marked = nl_str_starts(line, NL_STR("!!! ")) || nl_str_starts(line, NL_STR("???"));
	size_t at = 3;
	if (!marked) return 0;
	if (at < line.len && line.ptr[at] == '+') at++;
	if (at >= line.len || line.ptr[at] != ' ') return 0;
	while (next < m->source.len && is_empty_line(nl_str_slice(m->source, next, line_end(m->source, next))))
		next = line_end(m->source, next);
	nl_str ahead = nl_str_slice(m->source, next, next + (size_t)INDENT * (m->containers + 1));
	if (!memchr(ahead.ptr ? ahead.ptr : "", '\t', ahead.len) && (ahead.len < INDENT || nl_str_trim(ahead).len))
		return 0;
	while (at < line.len && line.ptr[at] == ' ') at++;
	while (at < line.len && !is_blank(line.ptr[at]) && line.ptr[at] != '\n') at++;
	return at;
}

/* "::: note Title", "::: {.note}", ":::": where the title begins, counted in the line; 0 for none. */
static size_t container_at(nl_str line)
{
	size_t at = 0;
	while (at < line.len && line.ptr[at] == ':') at++;
	if (at < 3) return 0;
	while (at < line.len && is_blank(line.ptr[at])) at++;
	if (at < line.len && line.ptr[at] == '{') {
		const char *close = memchr(line.ptr + at, '}', line.len - at);
		return close ? (size_t)(close - line.ptr) + 1 : 0;
	}
	while (at < line.len && !is_blank(line.ptr[at]) && !strchr("[\n", line.ptr[at])) at++;
	return at;
}

static bool is_definition(const maker *m, nl_str line)
{
	return m->text && line.len > 2 && line.ptr[0] == ':' && is_blank(line.ptr[1]) &&
		!is_empty_line(nl_str_slice(line, 1, line.len));
}

static void open_container(maker *m)
{
	if (m->containers < MAX_CONTAINERS) m->containers++;
}

/* A line outside of code, begun behind the indentation of containers. `end` is past its line end. */
static void make_line(maker *m, size_t at, size_t end)
{
	nl_str line = nl_str_slice(m->source, at, end);
	size_t indent = 0, behind;
	while (indent < line.len && indent < INDENT && line.ptr[indent] == ' ') indent++;
	bool quoted = indent < line.len && line.ptr[indent] == '>';
	if (!quoted) m->alert = false;
	if (!m->alert && !m->quoted && quoted && (behind = alert_at(line))) {
		m->alert = true;
		put_title(m, at + behind, end);
	} else if (m->alert) {
		put(m, at + indent + 1, end);
	} else if ((behind = admonition_at(m, line, end))) {
		put_title(m, at + behind, end);
		open_container(m);
	} else if ((behind = container_at(line))) {
		put_title(m, at + behind, end);
	} else if (is_definition(m, line)) {
		put_break(m, at);
		for (at++; is_blank(m->source.ptr[at]);) at++;
		put(m, at, end);
		open_container(m);
	} else {
		put(m, at, end);
	}
	m->quoted = quoted;
	m->text = m->text || !is_empty_line(line);
}

/* Whether a line may begin something that has to be rewritten. A look at each line's start, so that most texts are not
 * copied. */
static bool needs_making(nl_str text, size_t start)
{
	for (size_t at = start; at < text.len; at = line_end(text, at)) {
		size_t first = at;
		while (first < text.len && (text.ptr[first] == ' ' || text.ptr[first] == '\t')) first++;
		nl_str rest = nl_str_slice(text, first, first + 4);
		if (rest.len < 2) continue;
		bool alert = rest.ptr[0] == '>' && (nl_str_find(rest, NL_STR("[!")) != SIZE_MAX);
		bool definition = rest.ptr[0] == ':' && (is_blank(rest.ptr[1]) || rest.ptr[1] == ':');
		if (alert || definition || nl_str_starts(rest, NL_STR("!!!")) || nl_str_starts(rest, NL_STR("???")))
			return true;
	}
	return false;
}

/* --- Footnotes. --- */

/* Bytes of the footnote mark "[^label]" at `at`, its colon included; 0 for none. */
static size_t footnote_mark(nl_str text, size_t at)
{
	size_t end = at + 2;
	while (end < text.len && end - at < MAX_FOOTNOTE_LABEL) {
		char c = text.ptr[end];
		bool label = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
		if (!label) break;
		end++;
	}
	if (end == at + 2 || end >= text.len || text.ptr[end] != ']') return 0;
	end++;
	return end - at + (end < text.len && text.ptr[end] == ':');
}

static void mask_footnotes(nl_md_input *input)
{
	for (size_t at = 0; at + 3 < input->text.len;) {
		const char *open = memchr(input->text.ptr + at, '[', input->text.len - at - 1);
		if (!open) break;
		at = (size_t)(open - input->text.ptr);
		size_t len = open[1] == '^' ? footnote_mark(input->text, at) : 0;
		if (len && !input->made.len) {
			nl_buf_add(&input->made, input->text);
			input->text = nl_buf_str(&input->made);
		}
		if (len) memset(input->made.ptr + at, NL_MD_MASK, len);
		at += len ? len : 1;
	}
}

/* --- All of it. --- */

/* md4c 0.4.8, Debian's, looks past the end of a text that ends within a line: at "[a](b" it made a link of what it found there
 * and ran on beyond its own memory. The line end is none of the source's, and nothing is shown for it. */
static void end_last_line(nl_md_input *input)
{
	if (input->text.len == 0 || input->text.ptr[input->text.len - 1] == '\n') return;
	if (!input->made.len) nl_buf_add(&input->made, input->text);
	nl_buf_add_byte(&input->made, '\n');
	input->text = nl_buf_str(&input->made);
}

void nl_md_input_make(nl_md_input *input, nl_str source, size_t start)
{
	*input = (nl_md_input){.text = nl_str_slice(source, start, source.len), .start = (uint32_t)start};
	maker m = {.input = input, .source = source};
	bool makes = needs_making(source, start);
	for (size_t at = start; makes && at < source.len;) {
		size_t end = line_end(source, at), first = leave_containers(&m, at, end);
		if (follow_fence(&m, nl_str_slice(source, first, end))) put(&m, first, end);
		else make_line(&m, first, end);
		at = end;
	}
	if (makes) input->text = nl_buf_str(&input->made);
	end_last_line(input);
	mask_footnotes(input);
}

void nl_md_input_release(nl_md_input *input)
{
	nl_buf_release(&input->made);
	nl_vec_release(&input->pieces);
}

uint32_t nl_md_input_place(const nl_md_input *input, size_t at)
{
	uint32_t low = 0, high = input->pieces.len;
	if (high == 0) return input->start + (uint32_t)at;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (input->pieces.at[middle].at <= at) low = middle;
		else high = middle;
	}
	const nl_md_piece *piece = &input->pieces.at[low];
	return piece->source + (uint32_t)(at - piece->at);
}
