/* doc/input.c - see input.h. A reader that makes a rendition is a row of the table here. */
#include "doc/input.h"

#include "base/limits.h"
#include "diag/codes.h"
#include "doc/readers.h"

/* ---- formats that are no text -------------------------------------------------------------------------------- */

typedef struct {
	nl_format format;
	bool (*recognizes)(nl_str bytes);
	/* False after an error in the sink of `file`. */
	bool (*read)(const nl_input_file *file, nl_rendition *rendition);
} rendition_reader;

/* clang-format off: a row a line */
static const rendition_reader readers[] = {
	{NL_FORMAT_DOCX, nl_docx_recognizes, nl_docx_read}, {NL_FORMAT_ODT, nl_odt_recognizes, nl_odt_read},
	{NL_FORMAT_FODT, nl_fodt_recognizes, nl_fodt_read}, {NL_FORMAT_PDF, nl_pdf_recognizes, nl_pdf_read},
	{NL_FORMAT_AUTO, NULL, NULL}, /* the end */
};
/* clang-format on */

static const rendition_reader *reader_of(nl_format format)
{
	for (const rendition_reader *r = readers; r->read; r++)
		if (r->format == format) return r;
	return NULL;
}

/* What the bytes are; else what the name says, so that the reader tells what is wrong with a file that is only named like
 * one of its own. */
nl_format nl_input_format(nl_str name, nl_str bytes, const nl_input_options *options)
{
	if (options->format != NL_FORMAT_AUTO) return options->format;
	for (const rendition_reader *r = readers; r->read; r++)
		if (r->recognizes(bytes)) return r->format;
	return nl_format_by_name(name);
}

bool nl_input_refuse(const nl_input_file *file, nl_str code, const char *format, ...)
{
	va_list args;
	nl_buf why = {0};
	va_start(args, format);
	nl_buf_vaddf(&why, format, args);
	va_end(args);
	nl_label nowhere = {0}; /* there is no text that a place could stand in */
	nl_sink_add(file->sink, NL_ERROR, code, nowhere, "cannot read '" NL_FMT "': " NL_FMT, NL_ARG(file->name),
		NL_ARG(nl_buf_str(&why)));
	nl_buf_release(&why);
	return false;
}

size_t nl_input_max_size(const nl_input_options *options)
{
	return options->max_size && options->max_size < NL_MAX_DOCUMENT ? options->max_size : NL_MAX_DOCUMENT;
}

/* What the file is goes before what it is called, but whoever called it so should know. */
static void tell_misnamed(const nl_input_file *file, nl_format format)
{
	nl_format named = nl_format_by_name(file->name);
	if (named == NL_FORMAT_AUTO || named == format) return;
	nl_sink_add(file->sink, NL_NOTE, NL_CODE_NAME(D0714), (nl_label){0},
		"'" NL_FMT "' has a name for the format %s, but was read as what it is, %s", NL_ARG(file->name),
		nl_format_name(named), nl_format_name(format));
}

size_t nl_input_max_unpacked(const nl_input_options *options)
{
	return options->max_size ? nl_input_max_size(options) : NL_MAX_UNPACKED;
}

static bool open_rendition(nl_input *input, const nl_input_file *file, const rendition_reader *reader)
{
	input->rendition = nl_rendition_new();
	if (!reader->read(file, input->rendition)) return false;
	if (input->rendition->is_full)
		return nl_input_refuse(file, NL_CODE_NAME(D0713), "it holds more than %d bytes of text", NL_MAX_RENDITION);
	if (file->options->format == NL_FORMAT_AUTO) tell_misnamed(file, input->format);
	input->source = nl_rendition_source(input->rendition, file->name);
	if (nl_str_trim(nl_source_text(input->source)).len == 0)
		nl_sink_add(file->sink, NL_NOTE, NL_CODE_NAME(D0707), nl_at_file(input->source), "the document is empty");
	return true;
}

/* ---- either -------------------------------------------------------------------------------------------------- */

bool nl_input_open(nl_input *input, nl_str name, nl_str bytes, const nl_input_options *options, nl_sink *sink)
{
	*input = (nl_input){.format = nl_input_format(name, bytes, options)};
	const nl_input_file file = {name, bytes, options, sink};
	const rendition_reader *reader = reader_of(input->format);
	if (reader) return open_rendition(input, &file, reader);
	input->source = nl_doc_source(name, bytes, &input->arena, sink);
	if (!input->source) return false;
	if (input->format == NL_FORMAT_AUTO) input->format = nl_format_detect(name, nl_source_text(input->source));
	return true;
}

void nl_input_release(nl_input *input)
{
	nl_source_free(input->source);
	nl_rendition_free(input->rendition);
	nl_arena_release(&input->arena);
	*input = (nl_input){0};
}

static nl_doc *rendition_doc(const nl_input *input, const nl_language *language, nl_lexicon *lexicon,
	const nl_doc_listener *listener)
{
	nl_builder *builder = nl_builder_new(input->source, input->format, language, lexicon, listener);
	nl_rendition_feed(input->rendition, builder);
	return nl_builder_finish(builder);
}

nl_doc *nl_input_doc(const nl_input *input, const nl_language *language, nl_lexicon *lexicon,
	const nl_doc_listener *listener, nl_sink *sink)
{
	nl_doc *doc = input->rendition ? rendition_doc(input, language, lexicon, listener)
								   : nl_doc_open(input->source, input->format, language, lexicon, listener, sink);
	/* That a file is empty was told when it was opened. */
	if (doc && doc->token_count == 0 && nl_str_trim(nl_source_text(input->source)).len > 0)
		nl_sink_add(sink, NL_NOTE, NL_CODE_NAME(D0707), nl_at_file(input->source), "no words were found in the text");
	return doc;
}
