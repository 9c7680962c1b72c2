/* pcre2_loop PATTERNS FILE: what a person would write who has a list of expressions and a good library: each is compiled with
 * the JIT and run over the whole text. Prints place and words of each match.
 *
 * With a file of one line that joins all expressions by '|' it is one run. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"

static void search(const char *pattern, size_t length, const nl_file *text)
{
	int error;
	PCRE2_SIZE at, *ends;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, length, PCRE2_CASELESS, &error, &at, NULL);
	if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) return;
	pcre2_match_data *match = pcre2_match_data_create_from_pattern(code, NULL);
	ends = pcre2_get_ovector_pointer(match);
	for (PCRE2_SIZE from = 0; pcre2_match(code, (PCRE2_SPTR)text->ptr, text->len, from, 0, match, NULL) > 0; from = ends[1])
		printf("%zu: %.*s\n", ends[0], (int)(ends[1] - ends[0]), text->ptr + ends[0]);
	pcre2_match_data_free(match);
	pcre2_code_free(code);
}

int main(int argc, char **argv)
{
	if (argc != 3) return 2;
	nl_file patterns = nl_file_read(argv[1], NL_MAX_DOCUMENT), text = nl_file_read(argv[2], NL_MAX_DOCUMENT);
	if (!patterns.ptr || !text.ptr) return 2;
	for (char *line = strtok(patterns.ptr, "\n"); line; line = strtok(NULL, "\n")) search(line, strlen(line), &text);
	nl_file_release(&patterns);
	nl_file_release(&text);
	return 0;
}
