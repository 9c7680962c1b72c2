/* annotate/docx.c - comments in a Word file: marks in the body (docx_body.h), what they say in a part of its own (docx_comments.h),
 * and where that part is made anew, a line in the list of parts and one in the relations of the body. All else stays. */
#include <string.h>

#include "annotate/docx_body.h"
#include "annotate/docx_comments.h"
#include "annotate/range.h"
#include "annotate/writers.h"

#define TYPES "[Content_Types].xml"
#define RELATION "normlintComments"
#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

enum { MOST_CHANGES = 9 };

typedef struct {
	const nl_input_file *file;
	nl_zip *zip;
	docx_parts parts;
	docx_comments comments;
	docx_body body;
	nl_zip_change changes[MOST_CHANGES];
	nl_buf bytes[MOST_CHANGES]; /* of the changes */
	uint32_t change_count;
	nl_arena arena;
} package;

/* ---- parts ------------------------------------------------------------------------------------------------------- */

/* The text of a part as UTF-8; ptr NULL when there is none. False after an error. */
static bool text_of(package *p, nl_str part, nl_str *text)
{
	*text = (nl_str){0};
	return part.len == 0 || !nl_zip_has(p->zip, part) || docx_read_part(p->zip, part, &p->arena, text);
}

static void change(package *p, nl_str part, nl_str bytes)
{
	p->changes[p->change_count++] = (nl_zip_change){part, bytes};
}

/* The part with the splices, in its encoding. */
static void splice(package *p, nl_str part, nl_str text, nl_splices *splices)
{
	nl_buf changed = {0}, *bytes = &p->bytes[p->change_count];
	nl_str packed = {0};
	nl_zip_read(p->zip, part, &packed); /* it was read before */
	nl_splices_apply(splices, text, &changed);
	nl_xml_encode(packed, nl_buf_str(&changed), bytes);
	nl_buf_release(&changed);
	change(p, part, nl_buf_str(bytes));
}

static bool open_package(package *p, const nl_input_file *file)
{
	nl_str comments, extended, body;
	*p = (package){.file = file, .zip = nl_zip_open(file)};
	return p->zip && docx_find_parts(file, p->zip, &p->parts, &p->arena) && text_of(p, p->parts.comments, &comments) &&
		text_of(p, p->parts.comments_extended, &extended) && docx_comments_read(&p->comments, file, comments, extended) &&
		docx_read_part(p->zip, p->parts.body, &p->arena, &body) && docx_body_read(&p->body, file, p->parts.body, body);
}

static bool write_package(package *p, nl_buf *out)
{
	return nl_zip_rewrite(p->file, p->changes, p->change_count, out);
}

static void close_package(package *p)
{
	for (uint32_t i = 0; i < MOST_CHANGES; i++) nl_buf_release(&p->bytes[i]);
	docx_comments_release(&p->comments);
	docx_body_release(&p->body);
	nl_zip_free(p->zip);
	nl_arena_release(&p->arena);
}

/* ---- relations --------------------------------------------------------------------------------------------------- */

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define OFFICE_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

/* "<Relationship .../>" with a prefix and a target to fill in. */
static const char *relation_format(const package *p)
{
	return p->body.is_strict
		? "<" NL_FMT "Relationship Id=\"" RELATION "\" Type=\"" OFFICE_STRICT "/comments\" Target=\"" NL_FMT "\"/>"
		: "<" NL_FMT "Relationship Id=\"" RELATION "\" Type=\"" OFFICE "/comments\" Target=\"" NL_FMT "\"/>";
}

/* The relations of a body that has none but the one to its comments. */
static void add_relations(const package *p, nl_str target, nl_buf *out)
{
	nl_buf_add_c(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<Relationships xmlns=\"" PACKAGE "\">");
	nl_buf_addf(out, relation_format(p), NL_ARG(NL_STR("")), NL_ARG(target));
	nl_buf_add_c(out, "</Relationships>");
}

/* The name of a part without its folder. */
static nl_str name_of(nl_str part)
{
	size_t slash = part.len;
	while (slash > 0 && part.ptr[slash - 1] != '/') slash--;
	return nl_str_slice(part, slash, part.len);
}

/* ---- taking out -------------------------------------------------------------------------------------------------- */

/* Elements of a part go, whose attribute is among the values. */
static bool take_elements(package *p, nl_str part, const char *attribute, const nl_map *values, nl_map *durable)
{
	nl_splices splices = {0};
	nl_str text;
	bool fine = text_of(p, part, &text);
	if (fine && text.ptr)
		fine = docx_elements_remove(p->file, part, text, attribute, values, durable, &p->arena, &splices);
	if (splices.list.len) splice(p, part, text, &splices);
	nl_splices_release(&splices);
	return fine;
}

static bool take_element(package *p, nl_str part, const char *attribute, nl_str value)
{
	nl_map values = {0};
	nl_map_intern(&values, value);
	bool fine = take_elements(p, part, attribute, &values, NULL);
	nl_map_release(&values);
	return fine;
}

/* What other parts say of comments that are gone. */
static bool take_companions(package *p, const nl_map *paras, bool any_left)
{
	nl_map durable = {0};
	bool fine = take_elements(p, p->parts.comments_extended, "paraId", paras, NULL) &&
		take_elements(p, p->parts.comments_ids, "paraId", paras, &durable) &&
		take_elements(p, p->parts.comments_extensible, "durableId", &durable, NULL) &&
		(any_left || take_element(p, p->parts.people, "author", NL_STR(NL_ANNOTATE_AUTHOR)));
	nl_map_release(&durable);
	return fine;
}

static bool take_relation(package *p)
{
	nl_str part = docx_relations_of(p->parts.body, &p->arena), text;
	nl_buf made = {0};
	if (!text_of(p, part, &text)) return false;
	add_relations(p, name_of(p->parts.comments), &made);
	bool is_ours = nl_str_eq(text, nl_buf_str(&made));
	nl_buf_release(&made);
	if (!is_ours) return take_element(p, part, "Id", NL_STR(RELATION));
	change(p, part, (nl_str){0});
	return true;
}

/* The part that was made for them goes with its traces. */
static bool take_part(package *p)
{
	nl_str part = p->parts.comments;
	change(p, part, (nl_str){0});
	return take_element(p, NL_STR(TYPES), "PartName", nl_arena_printf(&p->arena, "/" NL_FMT, NL_ARG(part))) &&
		take_relation(p);
}

static bool take_out(package *p, const nl_map *ids, const nl_map *paras, nl_splices *of_comments)
{
	nl_splices marks = {0};
	uint32_t ours = 0;
	for (uint32_t i = 0; i < p->comments.list.len; i++) ours += p->comments.list.at[i].is_ours;
	docx_body_unmark(&p->body, ids, &marks);
	splice(p, p->parts.body, p->body.text, &marks);
	nl_splices_release(&marks);
	if (docx_comments_is_ours(&p->comments)) return take_part(p) && take_companions(p, paras, false);
	splice(p, p->parts.comments, p->comments.text, of_comments);
	return take_companions(p, paras, ours > ids->len);
}

static bool remove_comments(const nl_input_file *file, nl_buf *out, uint32_t *removed)
{
	package p;
	nl_map ids = {0}, paras = {0};
	nl_splices of_comments = {0};
	bool fine = open_package(&p, file);
	if (fine) docx_comments_remove(&p.comments, &ids, &paras, &of_comments);
	*removed = ids.len;
	if (fine && ids.len) fine = take_out(&p, &ids, &paras, &of_comments) && write_package(&p, out);
	else if (fine) nl_buf_add(out, file->bytes);
	nl_splices_release(&of_comments);
	nl_map_release(&ids);
	nl_map_release(&paras);
	close_package(&p);
	return fine;
}

/* ---- where ------------------------------------------------------------------------------------------------------- */

typedef struct {
	NL_VEC(nl_span) spans; /* in order */
	NL_VEC(nl_str) ids;
	bool is_endnotes, inside;
	uint32_t part; /* of the rendition */
	nl_arena arena;
} notes;

typedef struct {
	const nl_annotation *annotation;
	package *package;
	uint32_t body; /* part of the rendition */
	notes notes[2];
} places;

static void on_start(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	notes *n = context;
	if ((tag != DOCX_FOOTNOTE && tag != DOCX_ENDNOTE) || nl_xml_depth(xml) != 2) return;
	*nl_vec_push(&n->spans) = nl_xml_here(xml);
	*nl_vec_push(&n->ids) = nl_arena_str(&n->arena, nl_xml_attribute(attributes, "id"));
	n->inside = true;
}

static void on_end(void *context, nl_xml *xml, uint32_t tag)
{
	notes *n = context;
	(void)tag;
	if (nl_xml_depth(xml) != 2 || !n->inside) return;
	nl_vec_last(&n->spans)->end = nl_xml_here(xml).end;
	n->inside = false;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	(void)context, (void)xml, (void)text;
}

static bool read_notes(package *p, const nl_rendition *r, nl_str part, bool is_endnotes, notes *n)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	nl_str text;
	*n = (notes){.is_endnotes = is_endnotes, .part = part.len ? nl_map_get(&r->parts, part) : NL_NONE};
	if (n->part == NL_NONE) return true;
	return text_of(p, part, &text) && text.ptr && nl_xml_read(p->file, part, text, docx_tags(), &handlers, n);
}

/* The reference to the note that holds a byte. */
static bool reference_of(const places *pl, const notes *n, uint32_t byte, nl_span *range)
{
	uint32_t low = 0, high = n->spans.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (n->spans.at[middle].end > byte) high = middle;
		else low = middle + 1;
	}
	return low < n->spans.len && docx_body_note(&pl->package->body, n->ids.at[low], n->is_endnotes, range);
}

/* A nl_range_place. */
static bool place_of(void *context, uint32_t part, nl_span bytes, nl_span *range)
{
	const places *pl = context;
	const docx_body *body = &pl->package->body;
	for (int i = 0; i < 2; i++)
		if (part == pl->notes[i].part) return reference_of(pl, &pl->notes[i], bytes.start, range);
	*range = bytes;
	return part == pl->body && docx_body_holds(body, bytes.start) && docx_body_holds(body, bytes.end - 1);
}

/* ---- putting in -------------------------------------------------------------------------------------------------- */

static uint32_t first_id(const package *p)
{
	uint32_t id = p->comments.next_id;
	for (uint32_t i = 0; i < p->body.marks.len; i++) {
		nl_str text = p->body.marks.at[i].id;
		uint32_t number = docx_comment_number(text) + 1;
		if (number > id) id = number;
	}
	return id;
}

/* Marks into the body, and the comments themselves into `out`. */
static bool put_remarks(places *pl, docx_cuts *cuts, nl_buf *out)
{
	const nl_annotation *a = pl->annotation;
	package *p = pl->package;
	char date[32];
	uint32_t id = first_id(p);
	const char *declaration = docx_declaration(!p->comments.text.ptr || p->comments.calls_it_w, p->body.is_strict);
	nl_annotate_time(a->time, date);
	for (uint32_t i = 0; i < a->count; i++) {
		nl_span range;
		if (docx_comments_has(&p->comments, &a->remarks[i])) continue;
		if (nl_range_of(a->input->rendition, a->remarks[i].span, place_of, pl, &range)) docx_cuts_add(cuts, range, id);
		else if (!docx_cuts_add_first(cuts, id))
			return nl_annotate_refuse(a->file, "it has no paragraph that a comment could stand on");
		docx_comment_put(out, &a->remarks[i], id++, date, declaration);
	}
	return true;
}

/* An element more at the end of a part. */
static bool add_element(package *p, nl_str part, const char *format, nl_str value)
{
	nl_str text;
	nl_xml_root root;
	nl_splices splices = {0};
	bool fine = docx_read_part(p->zip, part, &p->arena, &text) && nl_xml_root_find(p->file, part, text, &root);
	if (fine) {
		nl_str element = nl_arena_printf(&p->arena, format, NL_ARG(root.prefix), NL_ARG(value));
		nl_xml_root_add(&root, text, element, &splices);
		splice(p, part, text, &splices);
	}
	nl_splices_release(&splices);
	return fine;
}

static bool relate(package *p, nl_str target)
{
	nl_str part = docx_relations_of(p->parts.body, &p->arena);
	if (nl_zip_has(p->zip, part)) return add_element(p, part, relation_format(p), target);
	nl_buf *bytes = &p->bytes[p->change_count];
	add_relations(p, target, bytes);
	change(p, part, nl_buf_str(bytes));
	return true;
}

/* Makes the part. A name that something else has already is not taken. */
static bool make_part(package *p, nl_str comments)
{
	bool related = p->parts.comments.len > 0;
	nl_str body = p->parts.body, target = NL_STR("comments.xml");
	nl_str folder = nl_str_slice(body, 0, body.len - name_of(body).len);
	nl_str part = nl_arena_printf(&p->arena, NL_FMT NL_FMT, NL_ARG(folder), NL_ARG(target));
	if (!related && nl_zip_has(p->zip, part)) {
		target = NL_STR("commentsNormlint.xml");
		part = nl_arena_printf(&p->arena, NL_FMT NL_FMT, NL_ARG(folder), NL_ARG(target));
	}
	if (related) part = p->parts.comments;
	nl_buf *bytes = &p->bytes[p->change_count];
	docx_comments_begin(bytes, p->body.is_strict);
	nl_buf_add(bytes, comments);
	docx_comments_end(bytes);
	change(p, part, nl_buf_str(bytes));
	return add_element(p, NL_STR(TYPES),
			   "<" NL_FMT "Override PartName=\"/" NL_FMT "\" ContentType=\"" COMMENTS_TYPE "\"/>", part) &&
		(related || relate(p, target));
}

static bool put_comments(package *p, nl_str comments)
{
	nl_splices splices = {0};
	if (!p->comments.text.ptr) return make_part(p, comments);
	nl_xml_root_add(&p->comments.root, p->comments.text, comments, &splices);
	splice(p, p->parts.comments, p->comments.text, &splices);
	nl_splices_release(&splices);
	return true;
}

static bool put_all(places *pl, nl_buf *out)
{
	package *p = pl->package;
	docx_cuts cuts = {.body = &p->body};
	nl_splices marks = {0};
	nl_buf comments = {0};
	bool fine = put_remarks(pl, &cuts, &comments);
	if (fine && comments.len) {
		docx_cuts_apply(&cuts, &marks);
		splice(p, p->parts.body, p->body.text, &marks);
		fine = put_comments(p, nl_buf_str(&comments));
	}
	if (fine && comments.len) fine = write_package(p, out);
	else if (fine) nl_buf_add(out, p->file->bytes);
	docx_cuts_release(&cuts);
	nl_splices_release(&marks);
	nl_buf_release(&comments);
	return fine;
}

static bool write_comments(const nl_annotation *annotation, nl_buf *out)
{
	package p;
	const nl_rendition *r = annotation->input->rendition;
	places pl = {.annotation = annotation, .package = &p};
	bool fine = open_package(&p, annotation->file);
	if (fine) pl.body = nl_map_get(&r->parts, p.parts.body);
	fine = fine && read_notes(&p, r, p.parts.footnotes, false, &pl.notes[0]) &&
		read_notes(&p, r, p.parts.endnotes, true, &pl.notes[1]) && put_all(&pl, out);
	for (int i = 0; i < 2; i++) {
		nl_vec_release(&pl.notes[i].spans);
		nl_vec_release(&pl.notes[i].ids);
		nl_arena_release(&pl.notes[i].arena);
	}
	close_package(&p);
	return fine;
}

static bool is_signed(const nl_input_file *file)
{
	nl_arena arena = {0};
	docx_parts parts = {0};
	nl_zip *zip = nl_zip_open(file);
	bool found = zip && docx_find_parts(file, zip, &parts, &arena) && parts.signatures.len;
	nl_zip_free(zip);
	nl_arena_release(&arena);
	return found;
}

const nl_annotator nl_annotator_docx = {NL_FORMAT_DOCX, "Word (.docx)", remove_comments, write_comments, is_signed};
