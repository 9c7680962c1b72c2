/* annotate/docx_cuts.c - puts the marks of comments into the body of a Word file. All cuts are gathered first, since several
 * comments may begin or end in the same run, or at the same place. */
#include <stdlib.h>
#include <string.h>

#include "annotate/docx_body.h"

enum { END, REFERENCE, BEGINNING }; /* docx_cut.order */

static void add(docx_cuts *cuts, docx_cut cut, uint32_t order, nl_str text)
{
	cut.order = order;
	cut.seq = cuts->list.len;
	cut.text = text;
	*nl_vec_push(&cuts->list) = cut;
}

static docx_cut plain(uint32_t at)
{
	return (docx_cut){.at = at, .unit = NL_NONE, .child = NL_NONE};
}

/* The child of a run that holds a byte. */
static uint32_t child_at(const docx_body *body, const docx_unit *unit, uint32_t byte)
{
	for (uint32_t i = unit->first; i < unit->first + unit->count; i++)
		if (body->children.at[i].whole.start <= byte && byte < body->children.at[i].whole.end) return i;
	return NL_NONE;
}

/* Before the child, or the unit when it is its first. */
static docx_cut before_child(const docx_body *body, uint32_t u, uint32_t child)
{
	const docx_unit *unit = &body->units.at[u];
	if (child == unit->first) return plain(unit->whole.start);
	if (child == unit->first + unit->count) return plain(unit->whole.end);
	return (docx_cut){.at = body->children.at[child].whole.start, .kind = DOCX_CUT_CHILD, .unit = u, .child = child};
}

/* Text that is more than characters (CDATA, comments) is not cut. */
static bool is_inside(const docx_body *body, const docx_child *child, uint32_t at)
{
	bool inside = child->is_text && child->content.start < at && at < child->content.end;
	return inside && !memchr(body->text.ptr + child->content.start, '<', child->content.end - child->content.start);
}

/* `byte` is the first one of the range. */
static docx_cut cut_before(const docx_body *body, uint32_t byte)
{
	uint32_t u = docx_body_unit_at(body, byte), child = child_at(body, &body->units.at[u], byte);
	if (child == NL_NONE) return plain(body->units.at[u].whole.start);
	if (!is_inside(body, &body->children.at[child], byte)) return before_child(body, u, child);
	return (docx_cut){.at = byte, .kind = DOCX_CUT_TEXT, .unit = u, .child = child};
}

/* `end` is past the last byte of the range. */
static docx_cut cut_behind(const docx_body *body, uint32_t end)
{
	uint32_t u = docx_body_unit_at(body, end - 1), child = child_at(body, &body->units.at[u], end - 1);
	if (child == NL_NONE) return plain(body->units.at[u].whole.end);
	if (!is_inside(body, &body->children.at[child], end)) return before_child(body, u, child + 1);
	return (docx_cut){.at = end, .kind = DOCX_CUT_TEXT, .unit = u, .child = child};
}

/* ---- marks ------------------------------------------------------------------------------------------------------- */

const char *docx_declaration(bool calls_it_w, bool is_strict)
{
	return calls_it_w ? "" : is_strict ? " xmlns:w=\"" DOCX_STRICT "\"" : " xmlns:w=\"" DOCX_TRANSITIONAL "\"";
}

static const char *declaration(const docx_body *body)
{
	return docx_declaration(nl_str_eq(nl_xml_prefix(body->text, body->first.open), NL_STR("w:")), body->is_strict);
}

static nl_str range_mark(docx_cuts *cuts, const char *name, uint32_t id)
{
	return nl_arena_printf(&cuts->arena, "<w:%s%s w:id=\"%u\"/>", name, declaration(cuts->body), id);
}

static nl_str reference(docx_cuts *cuts, uint32_t id)
{
	return nl_arena_printf(&cuts->arena, "<w:r%s><w:commentReference w:id=\"%u\"/></w:r>", declaration(cuts->body), id);
}

void docx_cuts_add(docx_cuts *cuts, nl_span range, uint32_t id)
{
	const docx_body *body = cuts->body;
	docx_cut end = cut_behind(body, range.end);
	const docx_unit *unit = &body->units.at[docx_body_unit_at(body, range.end - 1)];
	bool bracketed = unit->behind != unit->whole.end;
	add(cuts, cut_before(body, range.start), BEGINNING, range_mark(cuts, "commentRangeStart", id));
	add(cuts, end, END, range_mark(cuts, "commentRangeEnd", id));
	add(cuts, bracketed ? plain(unit->behind) : end, bracketed ? REFERENCE : END, reference(cuts, id));
}

bool docx_cuts_add_first(docx_cuts *cuts, uint32_t id)
{
	const docx_first *first = &cuts->body->first;
	if (first->whole.end == 0) return false;
	nl_str marks = nl_arena_printf(&cuts->arena, NL_FMT NL_FMT NL_FMT, NL_ARG(range_mark(cuts, "commentRangeStart", id)),
		NL_ARG(range_mark(cuts, "commentRangeEnd", id)), NL_ARG(reference(cuts, id)));
	add(cuts, plain(first->behind), BEGINNING, marks);
	return true;
}

/* ---- cutting ----------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const docx_cut *x = a, *y = b;
	if (x->at != y->at) return x->at < y->at ? -1 : 1;
	if (x->order != y->order) return x->order < y->order ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static nl_str piece(const docx_body *body, nl_span span)
{
	return nl_str_slice(body->text, span.start, span.end);
}

/* White space at the ends of a text counts only when it says so. */
static void keep_space(const docx_body *body, const docx_child *child, nl_splices *splices)
{
	nl_span open = {child->whole.start, child->content.start};
	if (nl_str_find(piece(body, open), NL_STR("xml:space")) == SIZE_MAX)
		nl_splice_in(splices, open.end - 1, NL_STR(DOCX_KEPT_SPACE));
}

static void add_close(const docx_body *body, const docx_cut *cut, nl_buf *out)
{
	const docx_child *child = cut->kind == DOCX_CUT_TEXT ? &body->children.at[cut->child] : NULL;
	if (cut->kind == DOCX_CUT_NONE) return;
	if (child) nl_buf_addf(out, "</" NL_FMT " >", NL_ARG(nl_xml_name(body->text, child->whole)));
	nl_buf_addf(out, "</" NL_FMT " >", NL_ARG(nl_xml_name(body->text, body->units.at[cut->unit].open)));
}

static void add_open(const docx_body *body, const docx_cut *cut, nl_buf *out)
{
	const docx_child *child = cut->kind == DOCX_CUT_TEXT ? &body->children.at[cut->child] : NULL;
	if (cut->kind == DOCX_CUT_NONE) return;
	nl_buf_add(out, piece(body, body->units.at[cut->unit].open));
	nl_buf_add(out, piece(body, body->units.at[cut->unit].properties));
	if (child) nl_buf_addf(out, "<" NL_FMT " xml:space=\"preserve\">", NL_ARG(nl_xml_name(body->text, child->whole)));
}

/* In a paragraph without a content: "<w:p/>" becomes "<w:p>...</w:p >". */
static bool opens_first(const docx_body *body, uint32_t at)
{
	const docx_first *first = &body->first;
	return at == first->open.end && first->whole.end == first->open.end && at > 1 && body->text.ptr[at - 2] == '/';
}

static void apply_one(const docx_body *body, const docx_cut *cut, nl_str marks, nl_splices *splices)
{
	nl_buf in = {0};
	bool opens = opens_first(body, cut->at);
	if (opens) {
		nl_splice_out(splices, (nl_span){cut->at - 2, cut->at});
		nl_buf_add_byte(&in, '>');
	}
	add_close(body, cut, &in);
	nl_buf_add(&in, marks);
	add_open(body, cut, &in);
	if (opens) nl_buf_addf(&in, "</" NL_FMT " >", NL_ARG(nl_xml_name(body->text, body->first.open)));
	nl_splice_in(splices, cut->at, nl_buf_str(&in));
	nl_buf_release(&in);
}

void docx_cuts_apply(docx_cuts *cuts, nl_splices *splices)
{
	nl_buf marks = {0};
	uint32_t spaced = NL_NONE;
	if (cuts->list.len) qsort(cuts->list.at, cuts->list.len, sizeof *cuts->list.at, by_place);
	for (uint32_t i = 0; i < cuts->list.len; nl_buf_clear(&marks)) {
		const docx_cut *cut = &cuts->list.at[i];
		for (; i < cuts->list.len && cuts->list.at[i].at == cut->at; i++) nl_buf_add(&marks, cuts->list.at[i].text);
		if (cut->kind == DOCX_CUT_TEXT && cut->child != spaced) {
			keep_space(cuts->body, &cuts->body->children.at[cut->child], splices);
			spaced = cut->child;
		}
		apply_one(cuts->body, cut, nl_buf_str(&marks), splices);
	}
	nl_buf_release(&marks);
}

void docx_cuts_release(docx_cuts *cuts)
{
	nl_vec_release(&cuts->list);
	nl_arena_release(&cuts->arena);
}
