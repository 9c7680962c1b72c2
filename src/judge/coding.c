/* Reading is by line; each column keeps its place, so that an error points at the very field. What is wrong between lines (a
 * label given twice, "-" beside labels) is told when all lines are there and sorted. */
#include "judge/coding.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "diag/suggest.h"

enum { COLUMNS = 5, MAX_ERRORS = 20 };
enum { DOCUMENT, FIRST_BYTE, END_BYTE, POSITION, STANCE };

typedef struct {
	nl_str text;
	nl_span span; /* of the label file */
} field;

typedef struct {
	nl_coding *coding;
	nl_map *positions;
	bool only_known;
	nl_map told; /* unknown positions, each told once */
	NL_VEC(nl_coded) labels;
	NL_VEC(nl_coded_document) documents;
	nl_sink *sink;
	uint32_t errors_before;
} reader;

static nl_diag *tell(reader *r, nl_str code, nl_span span, const char *what, nl_str found)
{
	return nl_sink_add(r->sink, NL_ERROR, code, nl_at(r->coding->source, span), "%s'" NL_FMT "'", what, NL_ARG(found));
}

static nl_diag *suggest(reader *r, nl_diag *diag, nl_str word, const nl_str *known, size_t count)
{
	const nl_str *nearest = nl_suggest(word, known, count);
	if (nearest) nl_diag_help(r->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*nearest));
	return diag;
}

/* ---- columns --------------------------------------------------------------------------------------------------- */

static field field_of(nl_str line, uint32_t line_start, size_t start, size_t end)
{
	nl_str text = nl_str_trim(nl_str_slice(line, start, end));
	uint32_t at = line_start + (text.len ? (uint32_t)(text.ptr - line.ptr) : (uint32_t)start);
	return (field){text, {at, at + (uint32_t)text.len}};
}

/* How many columns the line has; at most COLUMNS of them are set. */
static uint32_t split(nl_str line, uint32_t line_start, field fields[COLUMNS])
{
	uint32_t count = 0;
	for (size_t at = 0; at <= line.len; count++) {
		size_t tab = nl_str_find(nl_str_slice(line, at, line.len), NL_STR("\t"));
		size_t end = tab == SIZE_MAX ? line.len : at + tab;
		if (count < COLUMNS) fields[count] = field_of(line, line_start, at, end);
		at = end + 1;
	}
	return count;
}

static bool read_document(reader *r, const field *f, uint32_t *document)
{
	if (f->text.len == 0 || nl_str_find(f->text, NL_STR("/")) != SIZE_MAX) {
		nl_diag *diag = tell(r, NL_CODE_NAME(L0801), f->span, "expected the file name of a document, found ", f->text);
		if (f->text.len) nl_diag_help(r->sink, diag, "leave the directory out: texts are known by their file names");
		return false;
	}
	*document = nl_map_intern(&r->coding->by_name, f->text);
	if (*document == r->documents.len) *nl_vec_push(&r->documents) = (nl_coded_document){.name = f->text};
	return true;
}

static bool read_number(reader *r, const field *f, uint32_t *number)
{
	uint64_t value = 0;
	bool fine = f->text.len > 0;
	for (size_t i = 0; i < f->text.len && fine; i++) {
		fine = f->text.ptr[i] >= '0' && f->text.ptr[i] <= '9' && value <= NL_MAX_DOCUMENT;
		value = value * 10 + (uint64_t)(f->text.ptr[i] - '0');
	}
	*number = (uint32_t)value;
	if (fine && value <= NL_MAX_DOCUMENT) return true;
	tell(r, NL_CODE_NAME(L0801), f->span, "expected the number of a byte, found ", f->text);
	return false;
}

static bool read_bytes(reader *r, const field *fields, nl_span *bytes)
{
	bool fine = read_number(r, &fields[FIRST_BYTE], &bytes->start);
	fine = read_number(r, &fields[END_BYTE], &bytes->end) && fine;
	if (!fine || bytes->start < bytes->end) return fine;
	nl_diag *diag = nl_sink_add(r->sink, NL_ERROR, NL_CODE_NAME(L0801), nl_at(r->coding->source, fields[END_BYTE].span),
		"a label from byte %u to byte %u holds nothing", bytes->start, bytes->end);
	nl_diag_help(r->sink, diag, "the second number is the byte past the last, so it is larger than the first");
	return false;
}

static void tell_unknown_position(reader *r, const field *f)
{
	if (nl_map_get(&r->told, f->text) != NL_NONE) return;
	nl_map_set(&r->told, f->text, 0);
	nl_str *known = nl_alloc((r->positions->len + 1) * sizeof *known);
	for (uint32_t i = 0; i < r->positions->len; i++) known[i] = r->positions->entries[i].key;
	suggest(r, tell(r, NL_CODE_NAME(L0802), f->span, "unknown position ", f->text), f->text, known, r->positions->len);
	free(known);
}

static bool read_position(reader *r, const field *f, uint32_t *position)
{
	if (f->text.len == 0) {
		tell(r, NL_CODE_NAME(L0801), f->span, "expected a position, found ", f->text);
		return false;
	}
	*position = r->only_known ? nl_map_get(r->positions, f->text) : nl_map_intern(r->positions, f->text);
	if (*position == NL_NONE) tell_unknown_position(r, f);
	return *position != NL_NONE;
}

static bool read_stance(reader *r, const field *f, nl_stance *stance)
{
	nl_str known[NL_STANCES - 1];
	for (int s = NL_REPORTED; s <= NL_AFFIRMED; s++) {
		known[s - NL_REPORTED] = nl_str_of(nl_stance_name((nl_stance)s));
		*stance = (nl_stance)s;
		if (nl_str_eq(known[s - NL_REPORTED], f->text)) return true;
	}
	nl_diag *diag = tell(r, NL_CODE_NAME(L0803), f->span, "unknown stance ", f->text);
	suggest(r, diag, f->text, known, NL_STANCES - 1);
	if (diag->helps.len == 0) nl_diag_help(r->sink, diag, "use affirmed, hedged, opposed or reported");
	return false;
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static void read_label(reader *r, const field *fields, nl_span line)
{
	nl_coded label = {.line = line};
	bool fine = read_document(r, &fields[DOCUMENT], &label.document);
	if (nl_str_eq(fields[POSITION].text, NL_STR("-"))) {
		if (fine) r->documents.at[label.document].read = line;
		return;
	}
	fine = read_bytes(r, fields, &label.bytes) && fine;
	fine = read_position(r, &fields[POSITION], &label.position) && fine;
	fine = read_stance(r, &fields[STANCE], &label.stance) && fine;
	if (fine) *nl_vec_push(&r->labels) = label;
}

static void read_line(reader *r, uint32_t number)
{
	nl_str line = nl_source_line(r->coding->source, number);
	if (nl_str_starts(line, NL_STR("#")) || nl_str_trim(line).len == 0) return;
	uint32_t start = nl_source_line_start(r->coding->source, number);
	nl_span span = {start, start + (uint32_t)line.len};
	field fields[COLUMNS];
	uint32_t count = split(line, start, fields);
	if (count >= COLUMNS) {
		read_label(r, fields, span);
		return;
	}
	nl_diag *diag = nl_sink_add(r->sink, NL_ERROR, NL_CODE_NAME(L0801), nl_at(r->coding->source, span),
		"expected %u columns divided by tabs, found %u", (unsigned)COLUMNS, count);
	nl_diag_help(r->sink, diag, "a line is: document, first byte, byte past the last, position, stance");
}

static void read_lines(reader *r)
{
	uint32_t lines = nl_source_lines(r->coding->source);
	for (uint32_t i = 1; i <= lines; i++) {
		read_line(r, i);
		if (r->sink->errors - r->errors_before < MAX_ERRORS) continue;
		nl_sink_add(r->sink, NL_NOTE, (nl_str){0}, nl_at_file(r->coding->source),
			"%u errors; the rest of the file was not read", (unsigned)MAX_ERRORS);
		return;
	}
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int compare_labels(const void *left, const void *right)
{
	const nl_coded *a = left, *b = right;
	int order = compare_numbers(a->document, b->document);
	if (!order) order = compare_numbers(a->position, b->position);
	if (!order) order = compare_numbers(a->bytes.start, b->bytes.start);
	if (!order) order = compare_numbers(a->bytes.end, b->bytes.end);
	return order ? order : compare_numbers(a->line.start, b->line.start);
}

static bool same_words(const nl_coded *a, const nl_coded *b)
{
	return a->document == b->document && a->position == b->position && a->bytes.start == b->bytes.start &&
		a->bytes.end == b->bytes.end;
}

/* Both count: which of them the coder meant is not ours to say. */
static void tell_doubles(reader *r)
{
	for (uint32_t i = 1; i < r->labels.len; i++) {
		const nl_coded *label = &r->labels.at[i], *before = label - 1;
		if (!same_words(label, before)) continue;
		nl_diag *diag = nl_sink_add(r->sink, NL_WARNING, NL_CODE_NAME(L0805), nl_at(r->coding->source, label->line),
			"the same words are labelled '" NL_FMT "' twice, and both labels count",
			NL_ARG(r->positions->entries[label->position].key));
		nl_label first = nl_at(r->coding->source, before->line);
		first.text = NL_STR("first labelled here");
		nl_diag_related(r->sink, diag, first);
	}
}

static void set_documents(reader *r)
{
	for (uint32_t i = 0; i < r->labels.len; i++) {
		nl_coded_document *document = &r->documents.at[r->labels.at[i].document];
		if (document->end == 0) document->first = i;
		document->end = i + 1;
	}
	for (uint32_t i = 0; i < r->documents.len; i++) {
		const nl_coded_document *document = &r->documents.at[i];
		if (document->read.end == 0 || document->first == document->end) continue;
		nl_diag *diag = nl_sink_add(r->sink, NL_ERROR, NL_CODE_NAME(L0804), nl_at(r->coding->source, document->read),
			"'" NL_FMT "' is said to hold no position, but has labels", NL_ARG(document->name));
		nl_label label = nl_at(r->coding->source, r->labels.at[document->first].line);
		label.text = NL_STR("the first of them");
		nl_diag_related(r->sink, diag, label);
	}
}

/* Moves what was gathered into the coding's arena. */
static void finish(reader *r)
{
	nl_coding *c = r->coding;
	if (r->labels.len) qsort(r->labels.at, r->labels.len, sizeof *r->labels.at, compare_labels);
	tell_doubles(r);
	set_documents(r);
	c->labels = nl_arena_copy(&c->arena, r->labels.at, r->labels.len * sizeof *r->labels.at);
	c->documents = nl_arena_copy(&c->arena, r->documents.at, r->documents.len * sizeof *r->documents.at);
	c->label_count = r->labels.len;
	c->document_count = r->documents.len;
	if (r->documents.len == 0 && r->sink->errors == r->errors_before)
		nl_sink_add(r->sink, NL_ERROR, NL_CODE_NAME(L0801), nl_at_file(c->source), "the file holds no labels");
}

nl_coding *nl_coding_read(const nl_source *source, nl_map *positions, bool only_known, nl_sink *sink)
{
	reader r = {.positions = positions, .only_known = only_known, .sink = sink, .errors_before = sink->errors};
	r.coding = nl_alloc(sizeof *r.coding);
	r.coding->source = source;
	read_lines(&r);
	finish(&r);
	nl_vec_release(&r.labels);
	nl_vec_release(&r.documents);
	nl_map_release(&r.told);
	if (sink->errors == r.errors_before) return r.coding;
	nl_coding_free(r.coding);
	return NULL;
}

void nl_coding_free(nl_coding *coding)
{
	if (!coding) return;
	nl_map_release(&coding->by_name);
	nl_arena_release(&coding->arena);
	free(coding);
}

uint32_t nl_coding_document(const nl_coding *coding, nl_str name)
{
	return nl_map_get(&coding->by_name, name);
}

/* ---- from bytes of the file to its text ------------------------------------------------------------------------ */

/* The first offset of the text that lies at or behind `byte` of the file; its places rise with its offsets. */
static uint32_t offset_of(const nl_source *source, uint32_t byte)
{
	uint32_t low = 0, high = (uint32_t)nl_source_text(source).len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (nl_source_place(source, middle).offset < byte) low = middle + 1;
		else high = middle;
	}
	return low;
}

static bool is_inside(const nl_coding *coding, const nl_coded *label, const nl_source *source, nl_sink *sink)
{
	size_t length = nl_source_place(source, (uint32_t)nl_source_text(source).len).offset;
	if (label->bytes.end <= length) return true;
	nl_str name = nl_source_name(source);
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(L0806), nl_at(coding->source, label->line),
		"the label ends at byte %u, but '" NL_FMT "' has %zu bytes", label->bytes.end, NL_ARG(name), length);
	nl_diag_help(sink, diag, "labels hold for the very file that was coded; code the new text, or measure the old one");
	return false;
}

static nl_span span_in(const nl_source *source, nl_span bytes)
{
	nl_span span = {offset_of(source, bytes.start), offset_of(source, bytes.end)};
	if (span.end == span.start) span.end++; /* inside one character of the file */
	return span;
}

/* Labels count bytes of a file; a rendition has none. */
static bool has_bytes(const nl_coding *coding, const nl_coded_document *d, const nl_source *source, nl_sink *sink)
{
	if (nl_source_encoding(source) != NL_ENCODING_RENDITION || d->end == d->first) return true;
	nl_str name = nl_source_name(source);
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(L0807), nl_at(coding->source, coding->labels[d->first].line),
		"labels count bytes of a text, and '" NL_FMT "' is none", NL_ARG(name));
	nl_diag_help(sink, diag, "save it as plain text or Markdown, and label that");
	return false;
}

const nl_holdings *nl_coding_holdings(const nl_coding *coding, uint32_t document, const nl_source *source,
	uint32_t positions, nl_arena *arena, nl_sink *sink)
{
	const nl_coded_document *d = &coding->documents[document];
	if (source && !has_bytes(coding, d, source, sink)) return NULL;
	nl_holdings *lists = nl_arena_array(arena, nl_holdings, positions + 1);
	nl_holding *places = nl_arena_array(arena, nl_holding, d->end - d->first + 1);
	for (uint32_t i = d->first; i < d->end; i++, places++) {
		const nl_coded *label = &coding->labels[i];
		if (source && !is_inside(coding, label, source, sink)) return NULL;
		*places = (nl_holding){source ? span_in(source, label->bytes) : label->bytes, label->stance};
		nl_holdings *list = &lists[label->position];
		if (list->count++ == 0) list->at = places;
	}
	return lists;
}
