/* annotate/docx_body.c - reads the body of a Word file as a row of units, and takes comments out of it. */
#include "annotate/docx_body.h"

#include "base/mem.h"

/* ---- names ------------------------------------------------------------------------------------------------------- */

enum {
	OTHER,
	PARAGRAPH,
	PROPERTIES, /* of a paragraph */
	RUN,
	RUN_PROPERTIES,
	TEXT,
	BRACKET,
	RANGE, /* w:commentRangeStart, w:commentRangeEnd */
	REFERENCE,
	FOOTNOTE,
	ENDNOTE,
	STRICT = 64 /* added to each of them */
};

static void make_tags(nl_xml_tags *tags)
{
	static const struct {
		const char *name;
		uint32_t tag;
	} words[] = {{"p", PARAGRAPH}, {"pPr", PROPERTIES}, {"r", RUN}, {"rPr", RUN_PROPERTIES}, {"t", TEXT}, {"delText", TEXT},
		{"ins", BRACKET}, {"del", BRACKET}, {"moveTo", BRACKET}, {"moveFrom", BRACKET}, {"hyperlink", BRACKET},
		{"smartTag", BRACKET}, {"sdt", BRACKET}, {"sdtContent", BRACKET}, {"fldSimple", BRACKET}, {"customXml", BRACKET},
		{"dir", BRACKET}, {"bdo", BRACKET}, {"commentRangeStart", RANGE}, {"commentRangeEnd", RANGE},
		{"commentReference", REFERENCE}, {"footnoteReference", FOOTNOTE}, {"endnoteReference", ENDNOTE}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const nl_xml_tag both[] = {{DOCX_TRANSITIONAL, words[i].name, words[i].tag},
			{DOCX_STRICT, words[i].name, words[i].tag | STRICT}};
		nl_xml_tags_add(tags, both, 2);
	}
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

typedef struct {
	docx_body *body;
	uint32_t paragraph, unit; /* depth of the outermost open one; 0: none */
	uint32_t bracketed;       /* the first unit of the outermost open bracket */
	docx_first first;         /* the open paragraph while there is no first one */
} body_reader;

static void add_mark(body_reader *r, nl_xml *xml, const char **attributes, bool is_reference)
{
	docx_body *body = r->body;
	*nl_vec_push(&body->marks) = (docx_mark){
		.whole = nl_xml_here(xml),
		.id = nl_arena_str(&body->arena, nl_xml_attribute(attributes, "id")),
		.unit = is_reference && r->unit ? body->units.len - 1 : NL_NONE,
	};
}

static void add_note(body_reader *r, const char **attributes, bool is_endnote)
{
	docx_body *body = r->body;
	if (!r->unit) return;
	nl_str id = nl_arena_str(&body->arena, nl_xml_attribute(attributes, "id"));
	*nl_vec_push(&body->notes) = (docx_note_mark){id, is_endnote, body->units.len - 1};
}

static void begin_unit(body_reader *r, nl_xml *xml, uint32_t tag)
{
	nl_span here = nl_xml_here(xml);
	r->unit = nl_xml_depth(xml);
	*nl_vec_push(&r->body->units) =
		(docx_unit){.whole = here, .open = here, .first = r->body->children.len, .is_run = tag == RUN};
}

static void begin_child(body_reader *r, nl_xml *xml, uint32_t tag)
{
	docx_unit *unit = nl_vec_last(&r->body->units);
	nl_span here = nl_xml_here(xml);
	if (!unit->is_run) return;
	if (tag == RUN_PROPERTIES) unit->properties = here;
	else *nl_vec_push(&r->body->children) = (docx_child){here, {here.end, here.end}, tag == TEXT};
}

static void on_start(void *context, nl_xml *xml, uint32_t number, const char **attributes)
{
	body_reader *r = context;
	uint32_t tag = number & ~(uint32_t)STRICT, depth = nl_xml_depth(xml);
	if (number & STRICT) r->body->is_strict = true;
	if (tag == RANGE || tag == REFERENCE) add_mark(r, xml, attributes, tag == REFERENCE);
	if (tag == FOOTNOTE || tag == ENDNOTE) add_note(r, attributes, tag == ENDNOTE);
	if (!r->paragraph && tag == PARAGRAPH) {
		r->paragraph = depth;
		r->first = (docx_first){.whole = nl_xml_here(xml), .open = nl_xml_here(xml), .behind = nl_xml_here(xml).end};
	} else if (!r->paragraph) return;
	else if (r->unit) {
		if (depth == r->unit + 1) begin_child(r, xml, tag);
	} else if (tag == BRACKET) {
		if (depth == r->paragraph + 1) r->bracketed = r->body->units.len;
	} else begin_unit(r, xml, tag);
}

static void end_unit(body_reader *r, nl_xml *xml)
{
	docx_unit *unit = nl_vec_last(&r->body->units);
	unit->whole.end = unit->behind = nl_xml_here(xml).end;
	unit->count = r->body->children.len - unit->first;
	r->unit = 0;
}

static void end_child(body_reader *r, nl_xml *xml, uint32_t tag)
{
	docx_unit *unit = nl_vec_last(&r->body->units);
	nl_span here = nl_xml_here(xml);
	if (!unit->is_run) return;
	if (tag == RUN_PROPERTIES) unit->properties.end = here.end;
	else {
		docx_child *child = nl_vec_last(&r->body->children);
		child->whole.end = here.end;
		child->content.end = here.start;
	}
}

static void on_end(void *context, nl_xml *xml, uint32_t number)
{
	body_reader *r = context;
	uint32_t tag = number & ~(uint32_t)STRICT, depth = nl_xml_depth(xml), end = nl_xml_here(xml).end;
	if (tag == RANGE || tag == REFERENCE) nl_vec_last(&r->body->marks)->whole.end = end;
	if (r->unit && depth == r->unit + 1) end_child(r, xml, tag);
	else if (r->unit && depth == r->unit) {
		end_unit(r, xml);
		if (tag == PROPERTIES && depth == r->paragraph + 1) r->first.behind = end;
	} else if (r->unit || !r->paragraph) return;
	else if (depth == r->paragraph) {
		r->paragraph = 0;
		r->first.whole.end = end;
		if (r->body->first.whole.end == 0) r->body->first = r->first;
	} else if (depth == r->paragraph + 1)
		for (uint32_t i = r->bracketed; i < r->body->units.len; i++) r->body->units.at[i].behind = end;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	(void)context, (void)xml, (void)text;
}

bool docx_body_read(docx_body *body, const nl_input_file *file, nl_str part, nl_str text)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	static _Atomic(nl_xml_tags *) made;
	const nl_xml_tags *tags = nl_xml_tags_once(&made, make_tags);
	body_reader r = {.body = body};
	*body = (docx_body){.text = text};
	return nl_xml_read(file, part, text, tags, &handlers, &r);
}

void docx_body_release(docx_body *body)
{
	nl_vec_release(&body->units);
	nl_vec_release(&body->children);
	nl_vec_release(&body->marks);
	nl_vec_release(&body->notes);
	nl_arena_release(&body->arena);
}

/* ---- asking ------------------------------------------------------------------------------------------------------ */

uint32_t docx_body_unit_at(const docx_body *body, uint32_t byte)
{
	uint32_t low = 0, high = body->units.len;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (body->units.at[middle].whole.end > byte) high = middle;
		else low = middle + 1;
	}
	return low < body->units.len && body->units.at[low].whole.start <= byte ? low : NL_NONE;
}

bool docx_body_holds(const docx_body *body, uint32_t byte)
{
	return docx_body_unit_at(body, byte) != NL_NONE;
}

bool docx_body_note(const docx_body *body, nl_str id, bool is_endnote, nl_span *range)
{
	for (uint32_t i = 0; i < body->notes.len; i++) {
		const docx_note_mark *note = &body->notes.at[i];
		if (note->is_endnote != is_endnote || !nl_str_eq(note->id, id)) continue;
		nl_span whole = body->units.at[note->unit].whole;
		*range = (nl_span){whole.start, whole.end};
		return true;
	}
	return false;
}

/* ---- taking out -------------------------------------------------------------------------------------------------- */

/* Whether an element ends in " >", as only docx_cuts_apply() writes it. */
static bool was_cut(const docx_body *body, nl_span whole)
{
	return whole.end - whole.start > 2 && body->text.ptr[whole.end - 1] == '>' && body->text.ptr[whole.end - 2] == ' ';
}

static nl_str text_of(const docx_body *body, nl_span span)
{
	return nl_str_slice(body->text, span.start, span.end);
}

static void take_marks(const docx_body *body, const nl_map *ids, bool *gone, nl_splices *splices)
{
	for (uint32_t i = 0; i < body->marks.len; i++) {
		const docx_mark *mark = &body->marks.at[i];
		if (nl_map_get(ids, mark->id) == NL_NONE) continue;
		uint32_t unit = mark->unit == NL_NONE ? docx_body_unit_at(body, mark->whole.start) : mark->unit;
		bool fills = unit != NL_NONE && (mark->unit == NL_NONE || body->units.at[unit].count == 1);
		if (fills) gone[unit] = true;
		nl_splice_out(splices, fills ? body->units.at[unit].whole : mark->whole);
	}
}

/* The unit that a run goes on in, when nothing but marks that are gone lies between; the next one when nothing does. */
static uint32_t next_of(const docx_body *body, uint32_t unit, const bool *gone)
{
	uint32_t next = unit + 1;
	for (; next < body->units.len; next++) {
		if (body->units.at[next].whole.start != body->units.at[next - 1].whole.end) return NL_NONE;
		if (!gone[next]) return next;
	}
	return NL_NONE;
}

static void join(const docx_body *body, const docx_unit *left, const docx_unit *right, nl_splices *splices)
{
	const docx_child *last = &body->children.at[left->first + left->count - 1], *first = &body->children.at[right->first];
	bool in_text = last->is_text && was_cut(body, last->whole);
	nl_splice_out(splices, (nl_span){in_text ? last->content.end : last->whole.end, left->whole.end});
	nl_splice_out(splices, (nl_span){right->whole.start, in_text ? first->content.start : first->whole.start});
	nl_span open = {last->whole.start, last->content.start};
	nl_str kept = NL_STR(DOCX_KEPT_SPACE);
	if (in_text && nl_str_ends(nl_str_slice(body->text, open.start, open.end - 1), kept))
		nl_splice_out(splices, (nl_span){open.end - 1 - (uint32_t)kept.len, open.end - 1});
}

static void join_runs(const docx_body *body, const bool *gone, nl_splices *splices)
{
	for (uint32_t i = 0; i < body->units.len; i++) {
		const docx_unit *left = &body->units.at[i];
		if (!left->is_run || left->count == 0 || !was_cut(body, left->whole)) continue;
		uint32_t next = next_of(body, i, gone);
		const docx_unit *right = next == NL_NONE ? left : &body->units.at[next];
		bool same = right != left && next > i + 1 && right->is_run && right->count &&
			nl_str_eq(text_of(body, left->open), text_of(body, right->open)) &&
			nl_str_eq(text_of(body, left->properties), text_of(body, right->properties));
		if (same) join(body, left, right, splices);
	}
}

void docx_body_unmark(const docx_body *body, const nl_map *ids, nl_splices *splices)
{
	bool *gone = nl_alloc(body->units.len + 1);
	take_marks(body, ids, gone, splices);
	join_runs(body, gone, splices);
	const docx_first *first = &body->first;
	bool was_empty = first->whole.end && body->units.len && was_cut(body, first->whole), all = true;
	for (uint32_t i = 0; i < body->units.len; i++)
		if (body->units.at[i].whole.end <= first->whole.end) all &= gone[i];
	if (was_empty && all) {
		nl_splice_out(splices, (nl_span){first->open.end - 1, first->whole.end});
		nl_splice_in(splices, first->open.end - 1, NL_STR("/>"));
	}
	free(gone);
}
