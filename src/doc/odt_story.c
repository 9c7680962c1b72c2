/* doc/odt_story.c - the text of an OpenDocument file.
 *
 * As in docx_story.c: what is left out as a whole is skipped by depth, and notes and text boxes have a frame of their own.
 * White space is folded as the format asks (part 3, 6.1.2): text:s stands for spaces that count.
 *
 * Tracked changes stand apart: text that was deleted lies in text:tracked-changes, at the head of the text, and a mark shows
 * where it was; text that was inserted stands between two marks. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/odt.h"

typedef struct {
	nl_str style_name; /* in the arena */
	const odt_list_style *style;
	uint32_t count; /* in the reader's counts */
	uint32_t level; /* from 0 */
	bool in_item, is_labelled, is_header;
	uint32_t start; /* the number that the item is given, or 0 */
} open_list;

/* A story: the body, a note, a text box, a text that was deleted. */
typedef struct {
	nl_frame base;
	bool keeps; /* the end of the paragraph is of a change that is not read: the next one goes on with it */
	odt_style style;
	nl_str style_name;
	int32_t outline; /* of a heading; 0: none */
	bool is_hidden;
	bool is_apart;  /* text that was deleted: it counts no items */
	bool had_space; /* white space came last, or nothing yet */
	nl_block_kind kind;
	NL_VEC(open_list) lists;
	NL_VEC(bool) hidden; /* for each open span whether it is hidden or struck */
} frame;

typedef struct {
	odt_document *doc;
	uint32_t part;
	nl_story story;
	NL_VEC(frame) frames; /* empty outside of the text */
	NL_VEC(odt_count) counts;
	nl_map list_ids, list_styles; /* to a count: of a list with this id, of the last list with this style */
	odt_count headings;
	uint32_t skipping; /* depth of the element that is skipped with all in it; 0: none */
	uint32_t body;     /* depth of office:text */
	uint32_t contents; /* depth of the open table of contents; 0: none */
	bool styles_only, page_begins, is_linked;
	/* Tracked changes, when the original text is read: */
	nl_map regions;             /* id to a place in `deleted`, or NL_NONE - 1 for an insertion */
	NL_VEC(nl_paras *) deleted; /* in the arena; the paragraphs are owned until they are put back */
	nl_str region;              /* the open one's id */
	uint32_t inserting;         /* open insertions around */
} story_reader;

enum { INSERTION = NL_NONE - 1, BODY = 1 };

static frame *top(story_reader *r)
{
	return r->frames.len ? nl_vec_last(&r->frames) : NULL;
}

static bool reads_original(const story_reader *r)
{
	return r->doc->file->options->changes == NL_CHANGES_ORIGINAL;
}

/* ---- frames and paragraphs ----------------------------------------------------------------------------------- */

static void push_frame(story_reader *r, nl_paras *out, nl_block_kind kind)
{
	*nl_vec_push(&r->frames) =
		(frame){.base.out = out, .kind = kind, .style = {.hidden = ODT_UNSET, .left = ODT_UNSET, .indent = ODT_UNSET}};
}

static int32_t either(int32_t first, int32_t second)
{
	return first != ODT_UNSET ? first : second;
}

static open_list *innermost(frame *f)
{
	return f->lists.len ? nl_vec_last(&f->lists) : NULL;
}

/* The label of the paragraph, from its list or from the numbers of headings. */
static void set_label(story_reader *r, frame *f)
{
	nl_para *p = f->base.para;
	open_list *list = innermost(f);
	int32_t left = 0, indent = 0;
	if (f->is_apart) return;
	if (list && list->style && list->in_item) {
		uint32_t level = list->level < ODT_LEVELS ? list->level : ODT_LEVELS - 1;
		const odt_level *l = &list->style->levels[level];
		if (!list->is_labelled && !list->is_header)
			odt_count_next(&r->counts.at[list->count], list->style, level, list->start, &p->label);
		else p->is_continuing = true;
		list->is_labelled = true;
		p->depth = list->level + 1;
		left = either(l->left, 0);
		indent = either(l->indent, 0);
	} else if (f->outline > 0 && !(list && list->is_header))
		odt_count_next(&r->headings, &r->doc->styles.outline, (uint32_t)f->outline - 1, 0, &p->label);
	bool is_item = p->label.len > 0 || p->is_continuing; /* LibreOffice gives 0 to those whose list tells where they stand */
	int32_t own = either(f->style.left, 0), own_indent = either(f->style.indent, 0);
	p->left = is_item && own == 0 ? left : own;
	p->first = is_item && own_indent == 0 ? indent : own_indent;
}

static void set_kind(story_reader *r, frame *f)
{
	nl_para *p = f->base.para;
	nl_style_sort sort = f->style.sort;
	p->kind = f->kind;
	p->shown_only = r->contents != 0 || sort == NL_STYLE_CONTENTS;
	if (f->kind == NL_BLOCK_FOOTNOTE) return;
	if (nl_frame_in_table(&f->base)) p->kind = NL_BLOCK_TABLE;
	else if (r->frames.len == BODY && (f->outline > 0 || sort == NL_STYLE_TITLE)) {
		p->kind = NL_BLOCK_HEADING;
		p->level = (uint32_t)f->outline;
	} else if (sort == NL_STYLE_QUOTE) p->quoted = true;
	else if (sort == NL_STYLE_CODE) p->kind = NL_BLOCK_CODE;
}

static void finish_para(story_reader *r)
{
	frame *f = top(r);
	if (!f || !f->base.para) return;
	if (f->is_hidden) {
		nl_buf_clear(&f->base.para->text);
		nl_vec_clear(&f->base.para->stretches);
	}
	set_label(r, f);
	set_kind(r, f);
	nl_frame_write(&f->base, &r->story, r->doc->rendition);
}

static void pop_frame(story_reader *r)
{
	finish_para(r);
	frame *f = top(r);
	nl_vec_release(&f->lists);
	nl_vec_release(&f->base.tables);
	nl_vec_release(&f->hidden);
	r->frames.len--;
}

static void begin_page(story_reader *r)
{
	frame *f = top(r);
	if (r->frames.len != BODY) return;
	if (f->base.in_para) nl_para_page(nl_frame_para(&f->base), ++r->doc->pages + 1);
	else r->page_begins = true; /* between paragraphs or rows */
}

/* A paragraph that is no text:h may still have the style of a heading: Word files that LibreOffice saved have such. */
static int32_t outline_of(const frame *f, bool is_heading, const char **attributes)
{
	int32_t level = nl_xml_number(attributes, "outline-level", is_heading ? 1 : either(f->style.outline, 0));
	return level > 0 && level <= ODT_LEVELS ? level : 0;
}

static void begin_para(story_reader *r, nl_xml *xml, bool is_heading, const char **attributes)
{
	frame *f = top(r);
	nl_str header = nl_xml_attribute(attributes, "is-list-header");
	nl_str name = nl_xml_attribute(attributes, "style-name");
	r->is_linked = false;
	if (!f->keeps) f->had_space = true;
	f->is_hidden = f->keeps = false;
	f->style = odt_styles_find(&r->doc->styles, &r->doc->styles.paragraph, name);
	f->outline = outline_of(f, is_heading, attributes);
	if (nl_str_eq(header, NL_STR("true")) && f->lists.len) nl_vec_last(&f->lists)->is_header = true;
	nl_frame_begin(&f->base, r->doc->rendition, r->part, nl_xml_here(xml));
	if (r->page_begins) begin_page(r);
	r->page_begins = false;
}

static void end_para(story_reader *r, nl_xml *xml)
{
	frame *f = top(r);
	if (!f || !f->base.in_para) return;
	nl_vec_clear(&f->hidden);
	nl_frame_end(&f->base, r->doc->rendition, nl_xml_here(xml).end);
	f->keeps = r->inserting > 0;
	if (!f->keeps) finish_para(r);
}

/* ---- text ---------------------------------------------------------------------------------------------------- */

static bool is_shown(const story_reader *r, const frame *f)
{
	if (!f || !f->base.in_para || r->inserting) return false;
	for (uint32_t i = 0; i < f->hidden.len; i++)
		if (f->hidden.at[i]) return false;
	return f->hidden.len || (f->style.hidden != 1 && f->style.struck != 1);
}

static nl_piece_origin origin_at(const story_reader *r, nl_span bytes)
{
	return (nl_piece_origin){r->part, bytes, NL_NONE};
}

/* Text with white space folded to one space; pieces that stay as they are keep their bytes. */
static void add_folded(story_reader *r, nl_xml *xml, nl_str text)
{
	frame *f = top(r);
	nl_span here = nl_xml_here(xml);
	bool verbatim = here.end - here.start == text.len;
	for (size_t at = 0, start = 0; at <= text.len; at++) {
		bool space = at < text.len && (text.ptr[at] == ' ' || (text.ptr[at] >= '\t' && text.ptr[at] <= '\r'));
		bool folds = space && f->had_space;
		if ((at == text.len || folds) && at > start) {
			nl_span bytes = {here.start + (uint32_t)start, here.start + (uint32_t)at};
			nl_para_add(nl_frame_para(&f->base), nl_str_slice(text, start, at), origin_at(r, verbatim ? bytes : here));
		}
		if (folds) start = at + 1;
		if (at < text.len) f->had_space = space;
	}
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	story_reader *r = context;
	if (!r->skipping && is_shown(r, top(r))) add_folded(r, xml, text);
}

static void add_character(story_reader *r, nl_xml *xml, nl_str text)
{
	frame *f = top(r);
	if (!is_shown(r, f)) return;
	nl_para_add(nl_frame_para(&f->base), text, origin_at(r, nl_xml_here(xml)));
	f->had_space = false;
}

static void add_spaces(story_reader *r, nl_xml *xml, const char **attributes)
{
	enum { MOST = 40 };
	static const char spaces[MOST + 1] = "                                        ";
	int32_t count = nl_xml_number(attributes, "c", 1);
	add_character(r, xml, (nl_str){spaces, count > MOST ? MOST : count > 0 ? (size_t)count : 0});
}

static void begin_span(story_reader *r, const char **attributes)
{
	frame *f = top(r);
	if (!f->base.in_para) return;
	odt_style style = odt_styles_find(&r->doc->styles, &r->doc->styles.text, nl_xml_attribute(attributes, "style-name"));
	*nl_vec_push(&f->hidden) = either(style.hidden, f->style.hidden) == 1 || either(style.struck, f->style.struck) == 1;
}

/* ---- lists --------------------------------------------------------------------------------------------------- */

static uint32_t new_count(story_reader *r)
{
	*nl_vec_push(&r->counts) = (odt_count){0};
	return r->counts.len - 1;
}

/* The count of a list at the top: that of a list it goes on with, or a new one. */
static uint32_t count_of(story_reader *r, nl_str style, const char **attributes)
{
	nl_str id = nl_xml_attribute(attributes, "id"), with = nl_xml_attribute(attributes, "continue-list");
	bool goes_on = nl_str_eq(nl_xml_attribute(attributes, "continue-numbering"), NL_STR("true"));
	uint32_t count = with.len ? nl_map_get(&r->list_ids, with) : goes_on ? nl_map_get(&r->list_styles, style) : NL_NONE;
	if (count == NL_NONE) count = new_count(r);
	if (id.len) nl_map_set(&r->list_ids, nl_arena_str(&r->doc->arena, id), count);
	nl_map_set(&r->list_styles, nl_arena_str(&r->doc->arena, style), count);
	return count;
}

static void begin_list(story_reader *r, const char **attributes)
{
	frame *f = top(r);
	const open_list *outer = innermost(f);
	nl_str name = nl_xml_attribute(attributes, "style-name");
	if (outer && name.len == 0) name = outer->style_name;
	open_list list = {.style_name = nl_arena_str(&r->doc->arena, name), .style = odt_list_find(&r->doc->styles, name)};
	list.level = outer ? outer->level + 1 : 0;
	bool same = outer && nl_str_eq(outer->style_name, name);
	list.count = same ? outer->count : count_of(r, name, attributes);
	*nl_vec_push(&f->lists) = list;
}

static void begin_item(story_reader *r, bool is_header, const char **attributes)
{
	open_list *list = innermost(top(r));
	int32_t start = nl_xml_number(attributes, "start-value", 0);
	if (!list) return;
	list->in_item = true;
	list->is_header = is_header;
	list->is_labelled = false;
	list->start = start > 0 ? (uint32_t)start : 0;
}

/* A paragraph that says of itself that it is an item at some level of a list. */
static void begin_numbered(story_reader *r, const char **attributes)
{
	begin_list(r, attributes);
	open_list *list = innermost(top(r));
	int32_t level = nl_xml_number(attributes, "level", 1);
	nl_str id = nl_xml_attribute(attributes, "list-id");
	list->level = level > 0 ? (uint32_t)level - 1 : 0;
	uint32_t known = id.len ? nl_map_get(&r->list_ids, id) : NL_NONE;
	if (known != NL_NONE) list->count = known;
	else if (id.len) nl_map_set(&r->list_ids, nl_arena_str(&r->doc->arena, id), list->count);
	begin_item(r, false, attributes);
}

/* ---- tracked changes ----------------------------------------------------------------------------------------- */

static void begin_deletion(story_reader *r)
{
	*nl_vec_push(&r->deleted) = nl_arena_new(&r->doc->arena, nl_paras);
	nl_map_set(&r->regions, r->region, r->deleted.len - 1);
	push_frame(r, *nl_vec_last(&r->deleted), NL_BLOCK_PARAGRAPH);
	top(r)->is_apart = true;
}

static void join(nl_para *to, nl_para *from)
{
	uint32_t base = (uint32_t)to->text.len;
	nl_buf_add(&to->text, nl_buf_str(&from->text));
	for (uint32_t i = 0; i < from->stretches.len; i++) {
		nl_stretch stretch = from->stretches.at[i];
		stretch.end += base;
		*nl_vec_push(&to->stretches) = stretch;
	}
	for (uint32_t i = 0; i < from->hanging.len; i++) *nl_vec_push(&to->hanging) = from->hanging.at[i];
	from->hanging.len = 0;
	nl_para_free(from);
}

/* Puts deleted text back where it was. Its first paragraph goes on with the one that is open; the last one is gone on with by
 * what follows. Deleted text is put back once. */
static void restore(story_reader *r, nl_paras *deleted)
{
	frame *f = top(r);
	bool in_para = f->base.in_para;
	if (deleted->len == 0) return;
	for (uint32_t i = 0; i < deleted->len; i++) {
		if (i > 0) {
			finish_para(r);
			f->had_space = true;
		}
		join(nl_frame_para(&f->base), deleted->at[i]);
	}
	const nl_buf *text = &nl_frame_para(&f->base)->text;
	f->had_space = text->len == 0 || text->ptr[text->len - 1] == ' ';
	if (!in_para) finish_para(r);
	deleted->len = 0;
}

/* What was deleted may hold marks of other changes, even of its own; they are marks of texts that lie farther back. */
static bool in_deletion(const story_reader *r)
{
	for (uint32_t i = 0; i < r->frames.len; i++)
		if (r->frames.at[i].is_apart) return true;
	return false;
}

static void on_change(story_reader *r, odt_tag tag, const char **attributes)
{
	if (in_deletion(r)) return;
	uint32_t region = nl_map_get(&r->regions, nl_xml_attribute(attributes, "change-id"));
	if (region == NL_NONE) return;
	if (tag == ODT_CHANGE_START) r->inserting += region == INSERTION;
	else if (tag == ODT_CHANGE_END) r->inserting -= region == INSERTION && r->inserting > 0;
	else if (region != INSERTION) restore(r, r->deleted.at[region]);
}

/* ---- elements ------------------------------------------------------------------------------------------------ */

static bool is_true(const char **attributes, const char *name)
{
	return nl_str_eq(nl_xml_attribute(attributes, name), NL_STR("true"));
}

static void skip(story_reader *r, nl_xml *xml)
{
	r->skipping = nl_xml_depth(xml);
}

static void begin_section(story_reader *r, nl_xml *xml, const char **attributes)
{
	nl_str display = nl_xml_attribute(attributes, "display");
	bool on_condition = nl_str_eq(display, NL_STR("condition")) && is_true(attributes, "is-hidden");
	if (nl_str_eq(display, NL_STR("none")) || on_condition) skip(r, xml);
}

static void begin_table(frame *f, odt_tag tag, const char **attributes)
{
	int32_t columns = nl_xml_number(attributes, "number-columns-repeated", 1);
	if (tag == ODT_TABLE) *nl_vec_push(&f->base.tables) = 0;
	else if (f->base.tables.len) *nl_vec_last(&f->base.tables) += columns == 1 ? 1 : 2;
}

static void start_changes(story_reader *r, nl_xml *xml, odt_tag tag, const char **attributes)
{
	switch (tag) {
	case ODT_TRACKED_CHANGES:
		if (!reads_original(r)) skip(r, xml);
		break;
	case ODT_CHANGED_REGION: r->region = nl_arena_str(&r->doc->arena, nl_xml_attribute(attributes, "id")); break;
	case ODT_INSERTION: nl_map_set(&r->regions, r->region, INSERTION); break;
	case ODT_DELETION: begin_deletion(r); break;
	default: on_change(r, tag, attributes); break;
	}
}

/* Elements in a story that make paragraphs, or stand around them. */
static void start_element(story_reader *r, nl_xml *xml, odt_tag tag, const char **attributes)
{
	frame *f = top(r);
	switch (tag) {
	case ODT_P:
	case ODT_H: begin_para(r, xml, tag == ODT_H, attributes); break;
	case ODT_SPAN: begin_span(r, attributes); break;
	case ODT_S: add_spaces(r, xml, attributes); break;
	case ODT_TAB: add_character(r, xml, NL_STR("\t")); break;
	case ODT_LINE_BREAK:
		if (is_shown(r, f)) nl_para_break(nl_frame_para(&f->base), origin_at(r, nl_xml_here(xml)));
		f->had_space = true;
		break;
	case ODT_SOFT_PAGE_BREAK: begin_page(r); break;
	case ODT_LIST: begin_list(r, attributes); break;
	case ODT_LIST_ITEM: begin_item(r, false, attributes); break;
	case ODT_LIST_HEADER: begin_item(r, true, attributes); break;
	case ODT_NUMBERED_PARAGRAPH: begin_numbered(r, attributes); break;
	case ODT_NOTE_BODY: push_frame(r, &nl_frame_para(&f->base)->hanging, NL_BLOCK_FOOTNOTE); break;
	case ODT_SHAPE: push_frame(r, f->base.in_para ? &nl_frame_para(&f->base)->hanging : f->base.out, f->kind); break;
	case ODT_TABLE:
	case ODT_TABLE_COLUMN: begin_table(f, tag, attributes); break;
	case ODT_SECTION: begin_section(r, xml, attributes); break;
	case ODT_SECTION_SOURCE: r->is_linked = true; break;
	case ODT_CONTENTS:
		if (!r->contents) r->contents = nl_xml_depth(xml);
		break;
	case ODT_HIDDEN_PARAGRAPH: f->is_hidden |= is_true(attributes, "is-hidden"); break;
	case ODT_HIDDEN_TEXT:
		if (!nl_xml_attribute(attributes, "is-hidden").len || is_true(attributes, "is-hidden")) skip(r, xml);
		break;
	case ODT_VARIABLE:
		if (nl_str_eq(nl_xml_attribute(attributes, "display"), NL_STR("none"))) skip(r, xml);
		break;
	case ODT_ANNOTATION:
	case ODT_LEFT_OUT:
	case ODT_COVERED_CELL: skip(r, xml); break;
	default: start_changes(r, xml, tag, attributes); break;
	}
}

static void on_start(void *context, nl_xml *xml, uint32_t number, const char **attributes)
{
	story_reader *r = context;
	odt_tag tag = (odt_tag)number;
	if (r->skipping || tag == ODT_OTHER) return;
	if (tag == ODT_ENCRYPTION) r->doc->is_encrypted = true;
	if (tag == ODT_MASTER_STYLES || (tag == ODT_AUTOMATIC_STYLES && r->styles_only)) skip(r, xml);
	else if (tag == ODT_BODY_TEXT && !r->styles_only && r->frames.len == 0) {
		r->body = nl_xml_depth(xml);
		push_frame(r, NULL, NL_BLOCK_PARAGRAPH);
	} else if (top(r)) start_element(r, xml, tag, attributes);
	else odt_styles_start(&r->doc->styles, tag, attributes);
}

static void end_element(story_reader *r, nl_xml *xml, odt_tag tag)
{
	frame *f = top(r);
	switch (tag) {
	case ODT_P:
	case ODT_H: end_para(r, xml); break;
	case ODT_SPAN:
		if (f->hidden.len) f->hidden.len--;
		break;
	case ODT_LIST:
	case ODT_NUMBERED_PARAGRAPH:
		if (f->lists.len) f->lists.len--;
		break;
	case ODT_LIST_ITEM:
	case ODT_LIST_HEADER:
		if (f->lists.len) nl_vec_last(&f->lists)->in_item = false;
		break;
	case ODT_TABLE:
		finish_para(r);
		if (f->base.tables.len) f->base.tables.len--;
		break;
	case ODT_TABLE_CELL: finish_para(r); break;
	case ODT_SECTION:
		r->doc->has_unread |= r->is_linked; /* a section of another file, of which nothing is kept here */
		r->is_linked = false;
		break;
	case ODT_NOTE_BODY:
	case ODT_SHAPE:
	case ODT_DELETION:
		if (r->frames.len > BODY) pop_frame(r);
		break;
	case ODT_BODY_TEXT:
		if (r->body == nl_xml_depth(xml)) pop_frame(r);
		break;
	case ODT_CONTENTS:
		if (r->contents == nl_xml_depth(xml)) r->contents = 0;
		break;
	default: break;
	}
}

static void on_end(void *context, nl_xml *xml, uint32_t number)
{
	story_reader *r = context;
	odt_tag tag = (odt_tag)number;
	if (r->skipping) {
		if (r->skipping == nl_xml_depth(xml)) r->skipping = 0;
		return;
	}
	if (tag == ODT_OTHER) return;
	if (top(r)) end_element(r, xml, tag);
	else odt_styles_end(&r->doc->styles, tag);
}

static void release(story_reader *r)
{
	while (r->frames.len) pop_frame(r);
	nl_vec_release(&r->frames);
	nl_vec_release(&r->counts);
	nl_map_release(&r->list_ids);
	nl_map_release(&r->list_styles);
	nl_map_release(&r->regions);
	for (uint32_t i = 0; i < r->deleted.len; i++) nl_paras_release(r->deleted.at[i]);
	nl_vec_release(&r->deleted);
}

bool odt_story_read(odt_document *doc, nl_str part, nl_str bytes, bool styles_only)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	story_reader r = {.doc = doc, .styles_only = styles_only, .part = nl_rendition_part(doc->rendition, part)};
	doc->styles.style = NL_NONE;
	bool fine = nl_xml_read(doc->file, part, bytes, odt_tags(), &handlers, &r);
	release(&r);
	return fine;
}
