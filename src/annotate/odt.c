/* annotate/odt.c - comments in OpenDocument texts, in an archive or flat. A comment is an element in the text with a name, and
 * another one by that name where its words end. Both may stand between any two letters of a paragraph, but in some elements:
 * fields, notes, drawings. There they stand around the whole. */
#include <string.h>

#include "annotate/range.h"
#include "annotate/splice.h"
#include "annotate/writers.h"
#include "base/map.h"
#include "doc/xml.h"
#include "doc/zip.h"
#include "report/xml_writer.h"

#define CONTENT "content.xml"
#define NAME "normlint" /* and a number: names of comments */
#define SPACE "urn:oasis:names:tc:opendocument:xmlns:"

/* ---- names ------------------------------------------------------------------------------------------------------- */

enum { OTHER, TEXT, CHANGES, PARAGRAPH, BRACKET, ANNOTATION, ANNOTATION_END, CREATOR };

static const nl_xml_tag names[] = {{SPACE "office:1.0", "text", TEXT}, {SPACE "text:1.0", "tracked-changes", CHANGES},
	{SPACE "text:1.0", "p", PARAGRAPH}, {SPACE "text:1.0", "h", PARAGRAPH}, {SPACE "text:1.0", "span", BRACKET},
	{SPACE "text:1.0", "a", BRACKET}, {SPACE "text:1.0", "meta", BRACKET}, {SPACE "office:1.0", "annotation", ANNOTATION},
	{SPACE "office:1.0", "annotation-end", ANNOTATION_END}, {"http://purl.org/dc/elements/1.1/", "creator", CREATOR}};

static void make_tags(nl_xml_tags *tags)
{
	nl_xml_tags_add(tags, names, sizeof names / sizeof *names);
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

/* The outermost ones; `content` is what is between their tags. */
typedef struct {
	nl_span whole, content;
	bool is_odd; /* it holds more than elements and characters (CDATA, comments): nothing is put into it but at its ends */
} paragraph;

typedef struct {
	nl_span whole;
	nl_str name, parent; /* that of the comment that it answers; empty: none */
	nl_buf text;         /* owned; its paragraphs as lines */
	bool is_end;         /* where the words of a comment end */
	bool is_ours, is_answered;
} note;

typedef struct {
	const nl_input_file *file;
	nl_zip *zip;   /* NULL: a flat file */
	nl_str packed; /* the part as it is */
	nl_str text;   /* as UTF-8 */
	nl_xml_root root;
	NL_VEC(paragraph) paragraphs;
	NL_VEC(nl_span) solids; /* elements in paragraphs that no comment can stand in; none is in another */
	NL_VEC(note) notes;
	nl_arena arena;
	/* While reading, depths of open elements; 0: none. */
	uint32_t body, changes, in_paragraph, solid, note, note_lines;
	bool in_creator;
	nl_buf creator;
} content;

static void begin_note(content *c, nl_xml *xml, bool is_end, const char **attributes)
{
	*nl_vec_push(&c->notes) = (note){
		.whole = nl_xml_here(xml),
		.name = nl_arena_str(&c->arena, nl_xml_attribute(attributes, "name")),
		.parent = nl_arena_str(&c->arena, nl_xml_attribute(attributes, "parent-name")),
		.is_end = is_end,
	};
	c->note = nl_xml_depth(xml);
	c->note_lines = 0;
	nl_buf_clear(&c->creator);
}

static void start_in_note(content *c, uint32_t tag)
{
	if (tag == CREATOR) c->in_creator = true;
	if (tag == PARAGRAPH && c->note_lines++) nl_buf_add_byte(&nl_vec_last(&c->notes)->text, '\n');
}

static void start_in_body(content *c, nl_xml *xml, uint32_t tag)
{
	nl_span here = nl_xml_here(xml);
	uint32_t depth = nl_xml_depth(xml);
	if (c->solid || (c->note && c->note != depth)) return;
	if (c->in_paragraph && tag != BRACKET) {
		*nl_vec_push(&c->solids) = here;
		c->solid = depth;
	} else if (!c->in_paragraph && tag == PARAGRAPH) {
		*nl_vec_push(&c->paragraphs) = (paragraph){here, {here.end, here.end}, false};
		c->in_paragraph = depth;
	}
}

static void on_start(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	content *c = context;
	uint32_t depth = nl_xml_depth(xml);
	if (c->changes) return;
	if (c->note) start_in_note(c, tag);
	else if (tag == ANNOTATION || tag == ANNOTATION_END) begin_note(c, xml, tag == ANNOTATION_END, attributes);
	if (!c->body && tag == TEXT) c->body = depth;
	else if (c->body && tag == CHANGES) c->changes = depth;
	else if (c->body) start_in_body(c, xml, tag);
}

static void end_note(content *c, nl_xml *xml)
{
	note *n = nl_vec_last(&c->notes);
	n->whole.end = nl_xml_here(xml).end;
	n->is_ours = !n->is_end && nl_str_eq(nl_str_trim(nl_buf_str(&c->creator)), NL_STR(NL_ANNOTATE_AUTHOR));
	c->note = 0;
}

static void on_end(void *context, nl_xml *xml, uint32_t tag)
{
	content *c = context;
	uint32_t depth = nl_xml_depth(xml);
	nl_span here = nl_xml_here(xml);
	if (c->changes) {
		if (c->changes == depth) c->changes = 0;
		return;
	}
	if (tag == CREATOR) c->in_creator = false;
	if (c->note == depth) end_note(c, xml);
	if (c->solid == depth) {
		nl_vec_last(&c->solids)->end = here.end;
		c->solid = 0;
	} else if (c->in_paragraph == depth) {
		paragraph *p = nl_vec_last(&c->paragraphs);
		p->whole.end = here.end;
		p->content.end = here.start;
		c->in_paragraph = 0;
	} else if (c->body == depth) c->body = 0;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	content *c = context;
	(void)xml;
	if (c->changes || !c->note) return;
	if (c->in_creator) nl_buf_add(&c->creator, text);
	else if (c->note_lines) nl_buf_add(&nl_vec_last(&c->notes)->text, text);
}

/* Who is answered. */
static void find_answers(content *c)
{
	nl_map by_name = {0};
	for (uint32_t i = 0; i < c->notes.len; i++)
		if (!c->notes.at[i].is_end) nl_map_set(&by_name, c->notes.at[i].name, i);
	for (uint32_t i = 0; i < c->notes.len; i++) {
		const note *n = &c->notes.at[i];
		uint32_t of = n->parent.len ? nl_map_get(&by_name, n->parent) : NL_NONE;
		if (of != NL_NONE && !n->is_ours) c->notes.at[of].is_answered = true;
	}
	nl_map_release(&by_name);
}

static bool holds(nl_str text, const char *what)
{
	return nl_str_find(text, nl_str_of(what)) != SIZE_MAX;
}

static bool read_content(content *c, nl_str part)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	static _Atomic(nl_xml_tags *) made;
	const nl_xml_tags *tags = nl_xml_tags_once(&made, make_tags);
	if (!nl_xml_root_find(c->file, part, c->text, &c->root)) return false;
	if (!nl_xml_read(c->file, part, c->text, tags, &handlers, c)) return false;
	for (uint32_t i = 0; i < c->paragraphs.len; i++) {
		paragraph *p = &c->paragraphs.at[i];
		nl_str inside = nl_str_slice(c->text, p->content.start, p->content.end);
		p->is_odd = holds(inside, "<!") || holds(inside, "<?");
	}
	find_answers(c);
	return true;
}

static bool open_content(content *c, const nl_input_file *file, bool is_flat)
{
	nl_str part = is_flat ? NL_STR("") : NL_STR(CONTENT);
	*c = (content){.file = file, .packed = file->bytes};
	if (!is_flat) {
		c->zip = nl_zip_open(file);
		if (!c->zip || !nl_zip_read(c->zip, part, &c->packed)) return false;
	}
	c->text = nl_xml_utf8(c->packed, &c->arena);
	return read_content(c, part);
}

static void close_content(content *c)
{
	for (uint32_t i = 0; i < c->notes.len; i++) nl_buf_release(&c->notes.at[i].text);
	nl_vec_release(&c->paragraphs);
	nl_vec_release(&c->solids);
	nl_vec_release(&c->notes);
	nl_buf_release(&c->creator);
	nl_zip_free(c->zip);
	nl_arena_release(&c->arena);
}

static bool write_content(content *c, nl_splices *splices, nl_buf *out)
{
	nl_buf changed = {0}, bytes = {0};
	bool fine = true;
	nl_splices_apply(splices, c->text, &changed);
	nl_xml_encode(c->packed, nl_buf_str(&changed), c->zip ? &bytes : out);
	const nl_zip_change change = {NL_STR(CONTENT), nl_buf_str(&bytes)};
	if (c->zip) fine = nl_zip_rewrite(c->file, &change, 1, out);
	nl_buf_release(&changed);
	nl_buf_release(&bytes);
	return fine;
}

/* ---- taking out -------------------------------------------------------------------------------------------------- */

/* A paragraph that had no end tag before it got its comments. */
static void close_first(const content *c, const nl_map *gone, nl_splices *splices)
{
	const paragraph *p = c->paragraphs.len ? &c->paragraphs.at[0] : NULL;
	uint32_t left = p ? p->content.end - p->content.start : 0;
	if (!p || p->whole.end - p->whole.start < 2 || c->text.ptr[p->whole.end - 2] != ' ') return;
	for (uint32_t i = 0; i < c->notes.len; i++) {
		const note *n = &c->notes.at[i];
		if (n->whole.end <= p->content.end && nl_map_get(gone, n->name) != NL_NONE)
			left -= n->whole.end - n->whole.start;
	}
	if (left) return;
	nl_splice_out(splices, (nl_span){p->content.start - 1, p->whole.end});
	nl_splice_in(splices, p->content.start - 1, NL_STR("/>"));
}

static bool remove_comments(const nl_input_file *file, bool is_flat, nl_buf *out, uint32_t *removed)
{
	content c;
	nl_map gone = {0};
	nl_splices splices = {0};
	bool fine = open_content(&c, file, is_flat);
	*removed = 0;
	for (uint32_t i = 0; i < c.notes.len && fine; i++) {
		const note *n = &c.notes.at[i];
		if (!n->is_ours || n->is_answered) continue;
		nl_splice_out(&splices, n->whole);
		if (n->name.len) nl_map_intern(&gone, n->name);
		++*removed;
	}
	for (uint32_t i = 0; i < c.notes.len && fine; i++)
		if (c.notes.at[i].is_end && nl_map_get(&gone, c.notes.at[i].name) != NL_NONE)
			nl_splice_out(&splices, c.notes.at[i].whole);
	if (fine && *removed) {
		close_first(&c, &gone, &splices);
		fine = write_content(&c, &splices, out);
	} else if (fine) nl_buf_add(out, file->bytes);
	nl_splices_release(&splices);
	nl_map_release(&gone);
	close_content(&c);
	return fine;
}

/* ---- where ------------------------------------------------------------------------------------------------------- */

/* The element of a sorted list of spans that holds a byte; `step` is the size of one. */
static const nl_span *span_at(const void *list, uint32_t count, size_t step, uint32_t byte)
{
	uint32_t low = 0, high = count;
	if (count == 0) return NULL;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const nl_span *span = (const nl_span *)((const char *)list + middle * step);
		if (span->end > byte) high = middle;
		else low = middle + 1;
	}
	if (low == count) return NULL;
	const nl_span *found = (const nl_span *)((const char *)list + low * step);
	return found->start <= byte ? found : NULL;
}

/* What a byte is part of and cannot be parted from; an empty span when there is nothing. False: it is in no paragraph. */
static bool solid_at(const content *c, uint32_t byte, nl_span *solid)
{
	*solid = (nl_span){0, 0};
	const nl_span *in = span_at(c->paragraphs.at, c->paragraphs.len, sizeof *c->paragraphs.at, byte);
	const nl_span *found = span_at(c->solids.at, c->solids.len, sizeof *c->solids.at, byte);
	if (!in) return false;
	const paragraph *p = (const paragraph *)in;
	if (p->is_odd) *solid = p->content;
	else if (found) *solid = *found;
	return true;
}

/* A nl_range_place; all that is read stands in one part. */
static bool place_of(void *context, uint32_t part, nl_span bytes, nl_span *range)
{
	const content *c = context;
	nl_span first, last;
	(void)part;
	if (!solid_at(c, bytes.start, &first) || !solid_at(c, bytes.end - 1, &last)) return false;
	range->start = first.end ? first.start : bytes.start;
	range->end = last.end ? last.end : bytes.end;
	return true;
}

/* ---- putting in -------------------------------------------------------------------------------------------------- */

/* Declarations of the namespaces that the root does not declare by these names. */
static nl_str declarations(const content *c, nl_arena *arena)
{
	static const char *const known[] = {" xmlns:office=\"" SPACE "office:1.0\"", " xmlns:text=\"" SPACE "text:1.0\"",
		" xmlns:meta=\"" SPACE "meta:1.0\"", " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""};
	nl_buf out = {0};
	nl_str root = nl_str_slice(c->text, c->root.open.start, c->root.open.end);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!holds(root, known[i])) nl_buf_add_c(&out, known[i]);
	nl_str declared = nl_arena_str(arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return declared;
}

static void put_comment(nl_buf *out, const nl_remark *remark, uint32_t id, const char *date, nl_str declared)
{
	nl_buf_addf(out,
		"<office:annotation" NL_FMT " office:name=\"" NAME "%u\"><dc:creator>" NL_ANNOTATE_AUTHOR
		"</dc:creator><dc:date>%s</dc:date><meta:creator-initials>nl</meta:creator-initials>",
		NL_ARG(declared), id, date);
	for (uint32_t i = 0; i < remark->line_count; i++) {
		nl_buf_add_c(out, "<text:p>");
		nl_xml_put_text(out, remark->text[i]);
		nl_buf_add_c(out, "</text:p>");
	}
	nl_buf_add_c(out, "</office:annotation>");
}

/* A number that is in no name of ours that stays. */
static uint32_t first_number(const content *c)
{
	uint32_t next = 1;
	for (uint32_t i = 0; i < c->notes.len; i++) {
		nl_str name = c->notes.at[i].name;
		uint32_t number = 0;
		if (!nl_str_starts(name, NL_STR(NAME)) || name.len > sizeof NAME - 1 + 8) continue;
		for (size_t d = sizeof NAME - 1; d < name.len && name.ptr[d] >= '0' && name.ptr[d] <= '9'; d++)
			number = number * 10 + (uint32_t)(name.ptr[d] - '0');
		if (number >= next) next = number + 1;
	}
	return next;
}

static bool says_already(const content *c, const nl_remark *remark)
{
	nl_buf text = {0};
	bool found = false;
	nl_remark_text(remark, &text);
	for (uint32_t i = 0; i < c->notes.len && !found; i++)
		found = c->notes.at[i].is_ours && nl_str_eq(nl_buf_str(&c->notes.at[i].text), nl_buf_str(&text));
	nl_buf_release(&text);
	return found;
}

/* Without words: at the beginning of the first paragraph, which may be empty, "<text:p/>". */
static bool put_first(const content *c, nl_str comment, nl_splices *splices)
{
	if (c->paragraphs.len == 0) return false;
	const paragraph *p = &c->paragraphs.at[0];
	bool is_empty = p->whole.end == p->content.start && c->text.ptr[p->whole.end - 2] == '/';
	if (!is_empty) nl_splice_in(splices, p->content.start, comment);
	else {
		nl_str name = nl_xml_name(c->text, p->whole);
		nl_str whole = nl_arena_printf(&splices->arena, ">" NL_FMT "</" NL_FMT " >", NL_ARG(comment), NL_ARG(name));
		nl_splice_out(splices, (nl_span){p->whole.end - 2, p->whole.end});
		nl_splice_in(splices, p->whole.end, whole);
	}
	return true;
}

typedef struct {
	uint32_t at;
	bool begins;
	nl_str text; /* in the arena of the splices */
} mark;

/* Of all that stands at one place, ends come before beginnings. */
static void put_marks(mark *marks, uint32_t count, nl_splices *splices)
{
	for (int begins = 0; begins < 2; begins++)
		for (uint32_t i = 0; i < count; i++)
			if (marks[i].begins == begins) nl_splice_in(splices, marks[i].at, marks[i].text);
}

static bool put_remarks(content *c, const nl_annotation *a, nl_splices *splices)
{
	nl_buf comment = {0}, first = {0};
	NL_VEC(mark) marks = {0};
	uint32_t number = first_number(c);
	nl_str declared = declarations(c, &splices->arena);
	char date[32];
	nl_annotate_time(a->time, date);
	for (uint32_t i = 0; i < a->count; i++, nl_buf_clear(&comment)) {
		nl_span range;
		if (says_already(c, &a->remarks[i])) continue;
		put_comment(&comment, &a->remarks[i], number, date, declared);
		nl_str end = nl_arena_printf(&splices->arena, "<office:annotation-end" NL_FMT " office:name=\"" NAME "%u\"/>",
			NL_ARG(declared), number++);
		if (nl_range_of(a->input->rendition, a->remarks[i].span, place_of, c, &range)) {
			*nl_vec_push(&marks) = (mark){range.start, true, nl_arena_str(&splices->arena, nl_buf_str(&comment))};
			*nl_vec_push(&marks) = (mark){range.end, false, end};
		} else nl_buf_addf(&first, NL_FMT NL_FMT, NL_ARG(nl_buf_str(&comment)), NL_ARG(end));
	}
	put_marks(marks.at, marks.len, splices);
	bool fine = first.len == 0 || put_first(c, nl_buf_str(&first), splices);
	if (!fine) nl_annotate_refuse(a->file, "it has no paragraph that a comment could stand on");
	nl_vec_release(&marks);
	nl_buf_release(&comment);
	nl_buf_release(&first);
	return fine;
}

static bool write_comments(const nl_annotation *annotation, bool is_flat, nl_buf *out)
{
	content c;
	nl_splices splices = {0};
	bool fine = open_content(&c, annotation->file, is_flat) && put_remarks(&c, annotation, &splices);
	if (fine && splices.list.len) fine = write_content(&c, &splices, out);
	else if (fine) nl_buf_add(out, annotation->file->bytes);
	nl_splices_release(&splices);
	close_content(&c);
	return fine;
}

/* ---- archive and flat file --------------------------------------------------------------------------------------- */

static bool remove_odt(const nl_input_file *file, nl_buf *out, uint32_t *removed)
{
	return remove_comments(file, false, out, removed);
}

static bool write_odt(const nl_annotation *annotation, nl_buf *out)
{
	return write_comments(annotation, false, out);
}

static bool is_odt_signed(const nl_input_file *file)
{
	nl_zip *zip = nl_zip_open(file);
	bool found = zip && nl_zip_has(zip, NL_STR("META-INF/documentsignatures.xml"));
	nl_zip_free(zip);
	return found;
}

static bool remove_fodt(const nl_input_file *file, nl_buf *out, uint32_t *removed)
{
	return remove_comments(file, true, out, removed);
}

static bool write_fodt(const nl_annotation *annotation, nl_buf *out)
{
	return write_comments(annotation, true, out);
}

static bool is_fodt_signed(const nl_input_file *file)
{
	(void)file;
	return false; /* signatures are parts of archives */
}

const nl_annotator nl_annotator_odt = {NL_FORMAT_ODT, "OpenDocument (.odt)", remove_odt, write_odt, is_odt_signed};
const nl_annotator nl_annotator_fodt = {NL_FORMAT_FODT, "flat OpenDocument (.fodt)", remove_fodt, write_fodt, is_fodt_signed};
