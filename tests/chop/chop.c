/* Every text cut short at each byte, or at each STEPth, at both ends: chop STEP FILE...
 *
 * A .norm file is parsed, anything else read as a draft in the format of its name and matched; every WHOLE-th piece goes all the way
 * (tests/harness/engine.h). All cuts of a long file would take its length squared, so a file is taken in windows of WINDOW
 * bytes and each window is cut at each of its bytes; a whole file is cut as well, but only at CUTS places, so that large
 * structures are broken too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "harness/engine.h"

enum { WINDOW = 320, CUTS = 40, WHOLE = 61 };

typedef struct {
	test_engine *engine;
	bool rules;
	nl_format format; /* of a draft; NL_FORMAT_AUTO for the two that any text may be in */
	unsigned long cuts;
	size_t step;
} chopper;

/* Runs a copy that ends where its memory ends, so that the sanitizer sees a read past the end. */
static void run(chopper *chop, nl_str piece)
{
	char *bytes = malloc(piece.len ? piece.len : 1);
	if (!bytes) nl_out_of_memory(piece.len);
	memcpy(bytes, piece.ptr, piece.len);
	nl_str exact = {bytes, piece.len};
	bool whole = chop->cuts % WHOLE == 0;
	if (chop->rules) (whole ? engine_compile : engine_parse)(exact);
	else (whole ? engine_check_as : engine_match_as)(chop->engine, chop->format, exact);
	free(bytes);
	chop->cuts++;
}

static void cut_at_both_ends(chopper *chop, nl_str text, size_t step)
{
	for (size_t at = 0; at < text.len; at += step) {
		run(chop, nl_str_slice(text, 0, at));
		run(chop, nl_str_slice(text, at, text.len));
	}
}

static void chop_file(chopper *chop, const char *path)
{
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	if (!file.ptr) {
		fprintf(stderr, "%s: %s\n", path, strerror(file.error));
		exit(2);
	}
	nl_str text = {file.ptr, file.len};
	chop->rules = nl_str_ends(nl_str_of(path), NL_STR(".norm"));
	nl_format format = nl_format_by_name(nl_str_of(path));
	chop->format = format == NL_FORMAT_TEXT || format == NL_FORMAT_MARKDOWN ? NL_FORMAT_AUTO : format;
	for (size_t start = 0; start < text.len; start += WINDOW)
		cut_at_both_ends(chop, nl_str_slice(text, start, start + WINDOW), chop->step);
	if (text.len > WINDOW) cut_at_both_ends(chop, text, text.len / CUTS);
	nl_file_release(&file);
}

int main(int argc, char **argv)
{
	long step = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	if (step < 1 || argc < 3) {
		fprintf(stderr, "usage: chop STEP FILE...\n");
		return 2;
	}
	chopper chop = {.engine = engine_new(), .step = (size_t)step};
	for (int i = 2; i < argc; i++) chop_file(&chop, argv[i]);
	engine_free(chop.engine);
	printf("%lu cuts of %d files\n%d passed, 0 failed\n", chop.cuts, argc - 2, argc - 2);
	return 0;
}
