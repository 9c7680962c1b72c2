/* annotate/annotate.c - see annotate.h: the formats that hold comments. */
#include "annotate/annotate.h"

#include <stdio.h>
#include <time.h>

#include "annotate/writers.h"
#include "diag/codes.h"

static const nl_annotator *const annotators[] = {&nl_annotator_docx, &nl_annotator_odt, &nl_annotator_fodt, &nl_annotator_pdf};
enum { ANNOTATORS = sizeof annotators / sizeof *annotators };

const nl_annotator *nl_annotator_find(nl_format format)
{
	for (size_t i = 0; i < ANNOTATORS; i++)
		if (annotators[i]->format == format) return annotators[i];
	return NULL;
}

void nl_annotator_titles(nl_buf *out)
{
	for (size_t i = 0; i < ANNOTATORS; i++)
		nl_buf_addf(out, "%s%s", i == 0 ? "" : i + 1 == ANNOTATORS ? " and " : ", ", annotators[i]->title);
}

bool nl_annotate_refuse(const nl_input_file *file, const char *why)
{
	nl_sink_add(file->sink, NL_ERROR, NL_CODE_NAME(D0716), (nl_label){0}, "cannot annotate '" NL_FMT "': %s",
		NL_ARG(file->name), why);
	return false;
}

/* Whether bytes are still a document with this text. */
static bool says(const nl_input_file *file, nl_str bytes, nl_str text)
{
	nl_sink sink = {0}; /* what there is to tell was told of the original */
	nl_input input;
	bool same =
		nl_input_open(&input, file->name, bytes, file->options, &sink) && nl_str_eq(nl_source_text(input.source), text);
	nl_input_release(&input);
	nl_sink_release(&sink);
	return same || nl_annotate_refuse(file, "with its comments changed it would not say the same any more");
}

bool nl_annotate_remove(const nl_annotator *annotator, const nl_input_file *file, nl_buf *out, uint32_t *removed)
{
	nl_input before;
	if (!annotator->remove(file, out, removed)) return false;
	if (*removed == 0) return true;
	bool fine = nl_input_open(&before, file->name, file->bytes, file->options, file->sink) &&
		says(file, nl_buf_str(out), nl_source_text(before.source));
	nl_input_release(&before);
	return fine;
}

bool nl_annotate_write(const nl_annotator *annotator, const nl_annotation *a, nl_buf *out)
{
	return annotator->write(a, out) && says(a->file, nl_buf_str(out), nl_source_text(a->input->source));
}

void nl_annotate_tell_signed(const nl_annotator *annotator, const nl_input_file *file)
{
	if (!annotator->is_signed(file)) return;
	nl_diag *diag = nl_sink_add(file->sink, NL_WARNING, NL_CODE_NAME(D0717), (nl_label){0},
		"'" NL_FMT "' is signed, and the signature does not hold for what was written", NL_ARG(file->name));
	nl_diag_help(file->sink, diag, "keep the original beside the copy");
}

void nl_annotate_time(int64_t seconds, char out[32])
{
	time_t time = (time_t)seconds;
	struct tm tm;
	if (!gmtime_r(&time, &tm) || strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		snprintf(out, 32, "1970-01-01T00:00:00Z");
}
