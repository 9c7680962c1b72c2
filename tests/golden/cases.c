#include "cases.h"

#include <stdio.h>

typedef enum { ARGUMENT_NONE, ARGUMENT_MAY, ARGUMENT_MUST } argument;

static const struct {
	nl_str word;
	argument argument;
} kinds[] = {
	[BLOCK_RULES] = {NL_STR("rules"), ARGUMENT_NONE},
	[BLOCK_TEXT] = {NL_STR("text"), ARGUMENT_MUST},
	[BLOCK_BYTES] = {NL_STR("bytes"), ARGUMENT_MUST},
	[BLOCK_FILE] = {NL_STR("file"), ARGUMENT_MUST},
	[BLOCK_ZEROS] = {NL_STR("zeros"), ARGUMENT_MUST},
	[BLOCK_COPY] = {NL_STR("copy"), ARGUMENT_MUST},
	[BLOCK_STDIN] = {NL_STR("stdin"), ARGUMENT_NONE},
	[BLOCK_CMD] = {NL_STR("cmd"), ARGUMENT_MAY},
	[BLOCK_EXPECT] = {NL_STR("expect"), ARGUMENT_NONE},
	[BLOCK_STDERR] = {NL_STR("stderr"), ARGUMENT_NONE},
	[BLOCK_EXIT] = {NL_STR("exit"), ARGUMENT_MUST},
	[BLOCK_HOLDS] = {NL_STR("holds"), ARGUMENT_MUST},
};

typedef struct {
	const char *path;
	nl_str text;
	size_t at;       /* of the next line */
	uint32_t number; /* of the line that next_line() gave */
} reader;

/* The next line with its line end; empty at the end of the file. */
static nl_str next_line(reader *in)
{
	nl_str rest = nl_str_slice(in->text, in->at, in->text.len);
	size_t end = nl_str_find(rest, NL_STR("\n"));
	nl_str line = nl_str_slice(rest, 0, end == SIZE_MAX ? rest.len : end + 1);
	in->at += line.len;
	in->number++;
	return line;
}

static bool is_title(nl_str line)
{
	return nl_str_starts(line, NL_STR("=== "));
}

static bool is_head(nl_str line)
{
	return nl_str_starts(line, NL_STR("@@ ")) && !nl_str_starts(line, NL_STR("@@ -")); /* the latter is of a diff */
}

static bool wrong(const reader *in, const char *what, nl_str line)
{
	fprintf(stderr, "%s:%u: %s: " NL_FMT "\n", in->path, in->number, what, NL_ARG(nl_str_trim(line)));
	return false;
}

static bool parse_head(const reader *in, nl_str line, case_block *block)
{
	nl_str head = nl_str_trim(nl_str_slice(line, 3, line.len));
	size_t space = nl_str_find(head, NL_STR(" "));
	nl_str word = nl_str_slice(head, 0, space);
	block->argument = nl_str_trim(nl_str_slice(head, space, head.len));
	block->line = in->number;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!nl_str_eq(word, kinds[i].word)) continue;
		if (kinds[i].argument == ARGUMENT_NONE && block->argument.len)
			return wrong(in, "nothing may follow the word", line);
		if (kinds[i].argument == ARGUMENT_MUST && !block->argument.len)
			return wrong(in, "something must follow the word", line);
		block->kind = (block_kind)i;
		return true;
	}
	return wrong(in, "unknown block", line);
}

/* Empty lines before a title part the cases and belong to none. */
static nl_str without_empty_lines(nl_str body)
{
	while (nl_str_ends(body, NL_STR("\n\n"))) body.len--;
	return nl_str_eq(body, NL_STR("\n")) ? NL_STR("") : body;
}

static void end_block(test_case *test, nl_str text, size_t head_end, size_t end, bool last)
{
	if (test->blocks.len == 0) return;
	case_block *block = nl_vec_last(&test->blocks);
	size_t start = (size_t)(block->whole.ptr - text.ptr);
	block->body = nl_str_slice(text, head_end, end);
	if (last) block->body = without_empty_lines(block->body);
	block->whole = nl_str_slice(text, start, head_end + block->body.len);
}

bool cases_parse(const char *path, nl_str text, test_file *file)
{
	reader in = {.path = path, .text = text};
	test_case *test = NULL;
	size_t head_end = 0, line_start = 0;
	for (nl_str line; (line = next_line(&in)).len > 0; line_start = in.at) {
		if (!is_title(line) && !is_head(line)) {
			if (test && test->blocks.len == 0 && nl_str_trim(line).len > 0)
				return wrong(&in, "text outside of a block", line);
			continue;
		}
		if (test) end_block(test, text, head_end, line_start, is_title(line));
		head_end = in.at;
		if (is_title(line)) {
			if (!test) file->preamble = nl_str_slice(text, 0, line_start);
			test = nl_vec_push(&file->cases);
			*test = (test_case){.title = nl_str_trim(nl_str_slice(line, 4, line.len)), .line = in.number};
			continue;
		}
		if (!test) return wrong(&in, "block before the first title", line);
		case_block *block = nl_vec_push(&test->blocks);
		block->whole = nl_str_slice(text, line_start, in.at);
		if (!parse_head(&in, line, block)) return false;
	}
	if (!test) return wrong(&in, "no case", text);
	end_block(test, text, head_end, text.len, true);
	return true;
}

void cases_release(test_file *file)
{
	for (uint32_t i = 0; i < file->cases.len; i++) nl_vec_release(&file->cases.at[i].blocks);
	nl_vec_release(&file->cases);
}

/* ---- bytes --------------------------------------------------------------------------------------------------- */

static unsigned hex_digit(char c)
{
	if (c >= '0' && c <= '9') return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f') return (unsigned)(c - 'a') + 10;
	return c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
}

static size_t unescape(nl_str text, size_t at, char *byte)
{
	char c = at + 1 < text.len ? text.ptr[at + 1] : '\\';
	unsigned high = at + 3 < text.len ? hex_digit(text.ptr[at + 2]) : 16, low = high < 16 ? hex_digit(text.ptr[at + 3]) : 16;
	if (c == 'x' && low < 16) {
		*byte = (char)(high << 4 | low);
		return 4;
	}
	*byte = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
	return 2;
}

nl_str cases_bytes(const case_block *block, nl_arena *arena)
{
	if (block->kind != BLOCK_BYTES) return block->body;
	nl_str text = block->body;
	char *bytes = nl_arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t at = 0; at < text.len;) {
		char c = text.ptr[at];
		if (c == '\\') at += unescape(text, at, &bytes[len++]);
		else {
			if (c != '\n') bytes[len++] = c;
			at++;
		}
	}
	return (nl_str){bytes, len};
}

nl_str cases_file_name(const case_block *block)
{
	return block->kind == BLOCK_RULES ? NL_STR("rules.norm") : block->argument;
}
