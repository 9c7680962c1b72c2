/* libFuzzer target: any bytes as what normlint-pdf writes. They are refused, or laid out as a document. */
#include <stdlib.h>

#include "doc/input.h"
#include "doc/pdf_blocks.h"
#include "doc_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void lay_out(drafts *d, const nl_pdf_words *words)
{
	nl_input input = {.format = NL_FORMAT_PDF, .rendition = nl_rendition_new()};
	nl_pdf_lines lines;
	nl_pdf_lines_read(&lines, words);
	nl_pdf_lines_mark(&lines);
	nl_pdf_blocks_write(&lines, input.rendition);
	nl_pdf_lines_release(&lines);
	input.source = nl_rendition_source(input.rendition, NL_STR("a.pdf"));
	nl_doc *doc = nl_input_doc(&input, &d->language, d->lexicon, NULL, &d->sink);
	check_document(doc);
	nl_doc_free(doc);
	nl_input_release(&input);
	if (check_failed) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static drafts *kept; /* libFuzzer gives a target no other place to keep what is costly to make */
	if (!kept) {
		kept = malloc(sizeof *kept);
		drafts_init(kept);
	}
	nl_pdf_words words;
	uint32_t line;
	if (nl_pdf_stream_read(&words, (nl_str){(const char *)data, size}, &line) && words.words.len) lay_out(kept, &words);
	nl_pdf_words_release(&words);
	return 0;
}
