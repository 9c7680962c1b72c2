/* doc/docx_story.c - the text of a Word file: body, footnotes, endnotes.
 *
 * The elements come one by one. What is left out as a whole (deleted text, hidden cells, the second rendering of a text box) is
 * skipped by depth; everything else is either a state (in a paragraph's properties, in the code of a field) or text. Text boxes
 * stand inside of a run, so that paragraphs nest: each story has a frame of its own on a stack. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/docx.h"

enum { MOST_FIELDS = 256 }; /* inside of each other; Word itself stops earlier */

/* A story: the body, a note, a text box. */
typedef struct {
	nl_frame base; /* a paragraph whose mark is deleted stays open, so that the next one goes on with it */
	docx_look look;
	const docx_style *style;
	bool mark_gone;
	int32_t vanish, strike; /* of the run */
	uint32_t run;           /* in the rendition's runs, or NL_NONE */
	NL_VEC(bool) fields;    /* for each open one whether its code is over and its result has begun */
	uint32_t codes;         /* those whose code is not over */
} frame;

typedef struct {
	docx_document *doc;
	uint32_t part;
	nl_map *notes; /* where notes are kept; NULL: this is the body */
	nl_story story;
	NL_VEC(frame) frames;           /* empty outside of a body or note */
	NL_VEC(bool) choices;           /* for each open mc:AlternateContent whether one was taken */
	uint32_t skipping;              /* depth of the element that is skipped with all in it; 0: none */
	uint32_t ppr, rpr, trpr, sdtpr; /* depth of the element when inside of one, else 0 */
	bool in_mark, placeholder, in_text;
} story_reader;

static frame *top(story_reader *r)
{
	return r->frames.len ? nl_vec_last(&r->frames) : NULL;
}

/* ---- frames and paragraphs ----------------------------------------------------------------------------------- */

static void push_frame(story_reader *r, nl_paras *out)
{
	*nl_vec_push(&r->frames) = (frame){.base.out = out, .run = NL_NONE, .vanish = DOCX_UNSET, .strike = DOCX_UNSET};
}

static int32_t either(int32_t first, int32_t second)
{
	return first != DOCX_UNSET ? first : second;
}

/* What list the paragraph is in: its own word, else that of its style. False: in none. */
static bool numbering_of(const story_reader *r, const frame *f, int32_t *num, int32_t *ilvl)
{
	const docx_styles *styles = &r->doc->styles;
	const docx_style *style = f->style;
	*num = f->look.num;
	*ilvl = f->look.ilvl;
	if (*num == DOCX_UNSET && style) {
		*num = style->look.num;
		*ilvl = either(*ilvl, style->look.ilvl);
		if (*ilvl == DOCX_UNSET && style->number_from != NL_NONE && r->doc->numbering)
			*ilvl = docx_numbering_level_of(r->doc->numbering, *num, styles->list.at[style->number_from].id);
	}
	*ilvl = either(*ilvl, 0);
	return *num != DOCX_UNSET && *num > 0 && r->doc->numbering;
}

static void set_look(story_reader *r, frame *f)
{
	nl_para *p = f->base.para;
	docx_look style = f->style ? f->style->look : DOCX_NO_LOOK, list = DOCX_NO_LOOK;
	int32_t num, ilvl;
	if (numbering_of(r, f, &num, &ilvl) && docx_numbering_next(r->doc->numbering, num, ilvl, &p->label, &list))
		p->depth = (uint32_t)ilvl + 1;
	bool own_list = f->look.num != DOCX_UNSET; /* then the indentation of the list goes before that of the style */
	int32_t left = own_list ? either(list.left, style.left) : either(style.left, list.left);
	int32_t first = own_list ? either(list.first_line, style.first_line) : either(style.first_line, list.first_line);
	p->left = either(either(f->look.left, left), 0);
	p->first = either(either(f->look.first_line, first), 0);
}

static void set_kind(story_reader *r, frame *f)
{
	nl_para *p = f->base.para;
	nl_style_sort sort = f->style ? f->style->sort : NL_STYLE_PLAIN;
	int32_t outline = either(f->look.outline, f->style ? f->style->look.outline : DOCX_UNSET);
	bool is_heading = outline >= 0 && outline < DOCX_BODY_LEVEL, in_body = r->frames.len == 1 && !r->notes;
	p->kind = NL_BLOCK_PARAGRAPH;
	p->shown_only = sort == NL_STYLE_CONTENTS;
	p->is_continuing = sort == NL_STYLE_CONTINUES;
	if (r->notes) p->kind = NL_BLOCK_FOOTNOTE;
	else if (nl_frame_in_table(&f->base)) p->kind = NL_BLOCK_TABLE;
	else if (in_body && (is_heading || (sort == NL_STYLE_TITLE && outline == DOCX_UNSET))) {
		p->kind = NL_BLOCK_HEADING;
		p->level = is_heading ? (uint32_t)outline + 1 : 0;
	} else if (sort == NL_STYLE_QUOTE) p->quoted = true;
	else if (sort == NL_STYLE_CODE) p->kind = NL_BLOCK_CODE;
}

/* Writes the paragraph that is kept, if any. */
static void finish_para(story_reader *r)
{
	frame *f = top(r);
	if (!f || !f->base.para) return;
	set_look(r, f);
	set_kind(r, f);
	nl_frame_write(&f->base, &r->story, r->doc->rendition);
}

static void pop_frame(story_reader *r)
{
	finish_para(r);
	frame *f = top(r);
	nl_vec_release(&f->fields);
	nl_vec_release(&f->base.tables);
	r->frames.len--;
}

static void begin_para(story_reader *r, nl_xml *xml)
{
	frame *f = top(r);
	if (!f) return;
	f->mark_gone = false;
	f->look = DOCX_NO_LOOK;
	f->style = docx_styles_find(&r->doc->styles, NL_STR(""));
	nl_frame_begin(&f->base, r->doc->rendition, r->part, nl_xml_here(xml));
}

static void end_para(story_reader *r, nl_xml *xml)
{
	frame *f = top(r);
	if (!f || !f->base.in_para) return;
	/* A code that is not over by now never is, and would hide all that follows. */
	for (uint32_t i = 0; f->codes && i < f->fields.len; i++) f->fields.at[i] = true;
	f->codes = 0;
	nl_frame_end(&f->base, r->doc->rendition, nl_xml_here(xml).end);
	if (!f->mark_gone) finish_para(r);
}

/* ---- text ---------------------------------------------------------------------------------------------------- */

/* Hidden text is left out, and so is text that was struck out by hand, as in Markdown. */
static bool is_shown(const frame *f)
{
	int32_t vanish = either(f->vanish, f->style ? f->style->vanish : DOCX_UNSET);
	int32_t strike = either(f->strike, f->style ? f->style->strike : DOCX_UNSET);
	return vanish != 1 && strike != 1 && f->codes == 0;
}

static nl_piece_origin origin_of(const story_reader *r, const frame *f, nl_xml *xml)
{
	return (nl_piece_origin){r->part, nl_xml_here(xml), f->run};
}

static void add_text(story_reader *r, nl_xml *xml, nl_str text)
{
	frame *f = top(r);
	if (!f || !f->base.in_para || !is_shown(f)) return;
	nl_para_add(nl_frame_para(&f->base), text, origin_of(r, f, xml));
}

static void add_break(story_reader *r, nl_xml *xml)
{
	frame *f = top(r);
	if (f && f->base.in_para && is_shown(f)) nl_para_break(nl_frame_para(&f->base), origin_of(r, f, xml));
}

/* A character of a symbol font, by its place there: those that mean something in a text. */
static uint32_t symbol_of(nl_str font, uint32_t place)
{
	static const struct {
		const char *font;
		uint32_t place, character;
	} known[] = {{"Symbol", 0xB7, 0x2022}, {"Symbol", 0xA3, 0x2264}, {"Symbol", 0xB3, 0x2265}, {"Symbol", 0xB9, 0x2260},
		{"Symbol", 0xB1, 0xB1}, {"Symbol", 0xB4, 0xD7}, {"Symbol", 0xB0, 0xB0}, {"Symbol", 0x2D, 0x2212},
		{"Symbol", 0xAE, 0x2192}, {"Symbol", 0xDE, 0x21D2}, {"Symbol", 0xE3, 0xA9}, {"Symbol", 0xE2, 0xAE},
		{"Symbol", 0xD3, 0xA9}, {"Symbol", 0xD2, 0xAE}, {"Symbol", 0xA2, 0x2032}, {"Symbol", 0xBC, 0x2026},
		{"Symbol", 0xBE, 0x2014}, {"Symbol", 0x61, 0x3B1}, {"Symbol", 0x62, 0x3B2}, {"Symbol", 0x67, 0x3B3},
		{"Symbol", 0x64, 0x3B4}, {"Symbol", 0x6D, 0x3BC}, {"Symbol", 0x44, 0x394}, {"Symbol", 0x53, 0x3A3},
		{"Symbol", 0x57, 0x3A9}, {"Wingdings", 0xFC, 0x2713}, {"Wingdings", 0xFB, 0x2717}, {"Wingdings", 0xFE, 0x2611},
		{"Wingdings", 0xFD, 0x2612}, {"Wingdings", 0xA8, 0x25FB}, {"Wingdings", 0x6F, 0x2610}, {"Wingdings", 0xA7, 0x25AA},
		{"Wingdings", 0xE0, 0x2192}, {"Wingdings", 0x9F, 0x2022}, {"Wingdings", 0xD8, 0x27A2}};
	if (place < 0xF000 || place > 0xF0FF) return place ? place : NL_REPLACEMENT;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].place == place - 0xF000 && nl_str_eq(font, nl_str_of(known[i].font))) return known[i].character;
	return 0x25A1; /* an empty square */
}

static void add_symbol(story_reader *r, nl_xml *xml, const char **attributes)
{
	char utf8[4];
	nl_str place = nl_xml_attribute(attributes, "char");
	uint32_t number = place.len && place.len <= 5 ? (uint32_t)strtoul(place.ptr, NULL, 16) : 0;
	uint32_t symbol = symbol_of(nl_xml_attribute(attributes, "font"), number);
	bool is_text = symbol >= ' ' && symbol <= 0x10FFFF && !(symbol >= 0xD800 && symbol < 0xE000);
	size_t len = nl_utf8_encode(is_text ? symbol : NL_REPLACEMENT, utf8);
	add_text(r, xml, (nl_str){utf8, len});
}

/* Text outside of w:t is white space of the file's layout, or the code of a field. */
static void on_text(void *context, nl_xml *xml, nl_str text)
{
	story_reader *r = context;
	if (!r->skipping && r->in_text) add_text(r, xml, text);
}

static void on_field(frame *f, const char **attributes)
{
	nl_str type = nl_xml_attribute(attributes, "fldCharType");
	bool *last = f->fields.len ? nl_vec_last(&f->fields) : NULL;
	if (nl_str_eq(type, NL_STR("begin")) && f->fields.len < MOST_FIELDS) {
		*nl_vec_push(&f->fields) = false;
		f->codes++;
	} else if (last && nl_str_eq(type, NL_STR("separate"))) {
		f->codes -= !*last;
		*last = true;
	} else if (last && nl_str_eq(type, NL_STR("end"))) {
		f->codes -= !*last;
		f->fields.len--;
	}
}

/* ---- notes --------------------------------------------------------------------------------------------------- */

static void begin_note(story_reader *r, nl_xml *xml, const char **attributes)
{
	nl_str type = nl_xml_attribute(attributes, "type"), id = nl_xml_attribute(attributes, "id");
	if (!r->notes || r->frames.len || (type.len && !nl_str_eq(type, NL_STR("normal")))) { /* a line above notes */
		r->skipping = nl_xml_depth(xml);
		return;
	}
	docx_document *doc = r->doc;
	*nl_vec_push(&doc->notes) = (nl_paras){0};
	nl_map_set(r->notes, nl_arena_str(&doc->arena, id), doc->notes.len - 1);
	push_frame(r, nl_vec_last(&doc->notes));
}

/* The note's paragraphs hang on the one that refers to it; a second reference finds them gone. */
static void refer_to_note(story_reader *r, const nl_map *notes, const char **attributes)
{
	frame *f = top(r);
	uint32_t index = nl_map_get(notes, nl_xml_attribute(attributes, "id"));
	if (!f || !f->base.in_para || r->notes || index == NL_NONE || !is_shown(f)) return;
	nl_paras *note = &r->doc->notes.at[index];
	for (uint32_t i = 0; i < note->len; i++) *nl_vec_push(&nl_frame_para(&f->base)->hanging) = note->at[i];
	note->len = 0;
}

/* ---- elements ------------------------------------------------------------------------------------------------ */

/* Whether the text in this mark of a change does not belong to the text that is asked for. */
static bool is_gone(const story_reader *r, docx_tag tag)
{
	bool original = r->doc->file->options->changes == NL_CHANGES_ORIGINAL;
	if (original) return tag == DOCX_INS || tag == DOCX_MOVE_TO || tag == DOCX_CELL_INS;
	return tag == DOCX_DEL || tag == DOCX_MOVE_FROM || tag == DOCX_CELL_DEL;
}

static bool reads_original(const story_reader *r)
{
	return r->doc->file->options->changes == NL_CHANGES_ORIGINAL;
}

/* A large first letter is a paragraph of its own in the file, and the reader of the page sees it as part of the next. */
static bool is_initial(nl_str drop_cap)
{
	return nl_str_eq(drop_cap, NL_STR("drop")) || nl_str_eq(drop_cap, NL_STR("margin"));
}

static void start_in_para_properties(story_reader *r, nl_xml *xml, docx_tag tag, const char **attributes)
{
	frame *f = top(r);
	if (tag == DOCX_RPR) r->in_mark = true;
	else if (tag == DOCX_SECT_PR || tag == DOCX_RPR_CHANGE) r->skipping = nl_xml_depth(xml);
	else if (r->in_mark) f->mark_gone |= is_gone(r, tag);
	else if (tag == DOCX_PPR_CHANGE && !reads_original(r)) r->skipping = nl_xml_depth(xml);
	else if (tag == DOCX_PPR_CHANGE) {
		f->look = DOCX_NO_LOOK;
		f->style = docx_styles_find(&r->doc->styles, NL_STR(""));
	} else if (tag == DOCX_P_STYLE) f->style = docx_styles_find(&r->doc->styles, nl_xml_attribute(attributes, "val"));
	else if (tag == DOCX_FRAME_PR) f->mark_gone |= is_initial(nl_xml_attribute(attributes, "dropCap"));
	else docx_look_read(&f->look, tag, attributes);
}

static void start_in_run_properties(story_reader *r, nl_xml *xml, docx_tag tag, const char **attributes)
{
	frame *f = top(r);
	switch (tag) {
	case DOCX_R_STYLE: {
		uint32_t index = nl_map_get(&r->doc->styles.by_id, nl_xml_attribute(attributes, "val"));
		if (index == NL_NONE) break;
		f->vanish = either(r->doc->styles.list.at[index].vanish, f->vanish);
		f->strike = either(r->doc->styles.list.at[index].strike, f->strike);
		break;
	}
	case DOCX_VANISH: f->vanish = nl_xml_is_on(attributes, "val"); break;
	case DOCX_STRIKE:
	case DOCX_DSTRIKE: f->strike = nl_xml_is_on(attributes, "val"); break;
	case DOCX_RPR_CHANGE:
		if (!reads_original(r)) r->skipping = nl_xml_depth(xml);
		else f->vanish = f->strike = DOCX_UNSET;
		break;
	default: break;
	}
}

static void begin_run(story_reader *r, nl_xml *xml)
{
	frame *f = top(r);
	f->vanish = f->strike = DOCX_UNSET;
	f->run = r->doc->rendition->runs.len;
	*nl_vec_push(&r->doc->rendition->runs) =
		(nl_run){.part = r->part, .paragraph = f->base.paragraph, .element = nl_xml_here(xml)};
}

static void start_alternate(story_reader *r, nl_xml *xml, docx_tag tag)
{
	if (tag == DOCX_ALTERNATE) *nl_vec_push(&r->choices) = false;
	else if (r->choices.len && *nl_vec_last(&r->choices)) r->skipping = nl_xml_depth(xml);
	else if (r->choices.len) *nl_vec_last(&r->choices) = true;
}

static void start_table(frame *f, docx_tag tag)
{
	if (tag == DOCX_TBL) *nl_vec_push(&f->base.tables) = 0;
	else if (f->base.tables.len) ++*nl_vec_last(&f->base.tables);
}

static void start_page(story_reader *r)
{
	frame *f = top(r);
	if (r->notes || r->frames.len != 1 || !f->base.in_para) return;
	nl_para_page(nl_frame_para(&f->base), ++r->doc->pages + 1);
}

/* Skips the rest of the element that stands so many levels above this one. */
static void skip_up(story_reader *r, nl_xml *xml, uint32_t levels)
{
	uint32_t depth = nl_xml_depth(xml);
	r->skipping = depth > levels ? depth - levels : depth;
}

/* Elements in a story that are no properties. */
static void start_element(story_reader *r, nl_xml *xml, docx_tag tag, const char **attributes)
{
	frame *f = top(r);
	switch (tag) {
	case DOCX_P: begin_para(r, xml); break;
	case DOCX_PPR: r->ppr = nl_xml_depth(xml); break;
	case DOCX_R: begin_run(r, xml); break;
	case DOCX_RPR:
		r->rpr = nl_xml_depth(xml);
		if (f->run != NL_NONE) r->doc->rendition->runs.at[f->run].properties = nl_xml_here(xml);
		break;
	case DOCX_T:
	case DOCX_MATH_TEXT: r->in_text = true; break;
	case DOCX_DEL_TEXT: r->in_text = reads_original(r); break;
	case DOCX_TAB: add_text(r, xml, NL_STR("\t")); break;
	case DOCX_BR:
	case DOCX_CR: add_break(r, xml); break;
	case DOCX_NO_BREAK_HYPHEN: add_text(r, xml, NL_STR("\xE2\x80\x91")); break;
	case DOCX_SOFT_HYPHEN: add_text(r, xml, NL_STR("\xC2\xAD")); break;
	case DOCX_SYM: add_symbol(r, xml, attributes); break;
	case DOCX_LAST_PAGE_BREAK: start_page(r); break;
	case DOCX_FLD_CHAR: on_field(f, attributes); break;
	case DOCX_FOOTNOTE_REFERENCE: refer_to_note(r, &r->doc->footnotes, attributes); break;
	case DOCX_ENDNOTE_REFERENCE: refer_to_note(r, &r->doc->endnotes, attributes); break;
	case DOCX_TXBX_CONTENT: push_frame(r, &nl_frame_para(&f->base)->hanging); break;
	case DOCX_TBL:
		finish_para(r);
		start_table(f, tag);
		break;
	case DOCX_GRID_COL: start_table(f, tag); break;
	case DOCX_TR_PR: r->trpr = nl_xml_depth(xml); break;
	case DOCX_SDT: r->placeholder = false; break;
	case DOCX_SDT_PR: r->sdtpr = nl_xml_depth(xml); break;
	case DOCX_SDT_CONTENT:
		if (r->placeholder) r->skipping = nl_xml_depth(xml);
		r->placeholder = false;
		break;
	case DOCX_ALTERNATE:
	case DOCX_CHOICE:
	case DOCX_FALLBACK: start_alternate(r, xml, tag); break;
	case DOCX_ALT_CHUNK:
	case DOCX_SUB_DOC: r->doc->has_unread = true; break;
	case DOCX_RUBY_TEXT:
	case DOCX_SECT_PR:
	case DOCX_TABLE_CHANGE: r->skipping = nl_xml_depth(xml); break;
	case DOCX_CELL_DEL:
	case DOCX_CELL_INS:
		if (is_gone(r, tag)) skip_up(r, xml, 2); /* w:tc/w:tcPr/w:cellDel */
		break;
	case DOCX_DEL:
	case DOCX_INS:
	case DOCX_MOVE_FROM:
	case DOCX_MOVE_TO:
		if (is_gone(r, tag)) skip_up(r, xml, r->trpr ? 2 : 0); /* w:tr/w:trPr/w:del */
		break;
	default: break;
	}
}

static void on_start(void *context, nl_xml *xml, uint32_t number, const char **attributes)
{
	story_reader *r = context;
	docx_tag tag = (docx_tag)number;
	if (r->skipping || tag == DOCX_OTHER) return;
	if (tag == DOCX_FOOTNOTE || tag == DOCX_ENDNOTE) begin_note(r, xml, attributes);
	else if (!top(r)) return;
	else if (r->sdtpr) r->placeholder |= tag == DOCX_PLACEHOLDER && nl_xml_is_on(attributes, "val");
	else if (r->ppr) start_in_para_properties(r, xml, tag, attributes);
	else if (r->rpr) start_in_run_properties(r, xml, tag, attributes);
	else start_element(r, xml, tag, attributes);
}

/* Leaves the state that began at this depth. True when there was one. */
static bool leave(uint32_t *state, uint32_t depth)
{
	if (*state != depth) return false;
	*state = 0;
	return true;
}

static void end_properties(story_reader *r, nl_xml *xml, docx_tag tag)
{
	frame *f = top(r);
	uint32_t depth = nl_xml_depth(xml);
	if (r->ppr && tag == DOCX_RPR) r->in_mark = false;
	leave(&r->ppr, depth);
	leave(&r->sdtpr, depth);
	if (leave(&r->rpr, depth) && f && f->run != NL_NONE)
		r->doc->rendition->runs.at[f->run].properties.end = nl_xml_here(xml).end;
}

static void end_element(story_reader *r, nl_xml *xml, docx_tag tag)
{
	frame *f = top(r);
	switch (tag) {
	case DOCX_P: end_para(r, xml); break;
	case DOCX_R:
		if (f->run != NL_NONE) r->doc->rendition->runs.at[f->run].element.end = nl_xml_here(xml).end;
		f->run = NL_NONE;
		f->vanish = f->strike = DOCX_UNSET;
		break;
	case DOCX_T:
	case DOCX_MATH_TEXT:
	case DOCX_DEL_TEXT: r->in_text = false; break;
	case DOCX_ALTERNATE:
		if (r->choices.len) r->choices.len--;
		break;
	case DOCX_TBL:
		finish_para(r);
		if (f->base.tables.len) f->base.tables.len--;
		break;
	case DOCX_TC: finish_para(r); break;
	case DOCX_TR_PR: r->trpr = 0; break;
	case DOCX_TXBX_CONTENT:
		if (r->frames.len > 1) pop_frame(r);
		break;
	case DOCX_FOOTNOTE:
	case DOCX_ENDNOTE: pop_frame(r); break;
	default: break;
	}
}

static void on_end(void *context, nl_xml *xml, uint32_t number)
{
	story_reader *r = context;
	docx_tag tag = (docx_tag)number;
	if (r->skipping) {
		if (r->skipping == nl_xml_depth(xml)) {
			r->skipping = 0;
			r->trpr = 0; /* a row that is gone */
		}
		return;
	}
	if (tag == DOCX_OTHER || !top(r)) return;
	if (r->ppr || r->rpr || r->sdtpr) end_properties(r, xml, tag);
	else end_element(r, xml, tag);
}

bool docx_story_read(docx_document *doc, nl_str part, nl_str bytes, nl_map *notes)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	story_reader r = {.doc = doc, .notes = notes, .part = nl_rendition_part(doc->rendition, part)};
	if (!notes) push_frame(&r, NULL);
	bool fine = nl_xml_read(doc->file, part, bytes, docx_tags(), &handlers, &r);
	while (r.frames.len) pop_frame(&r);
	nl_vec_release(&r.frames);
	nl_vec_release(&r.choices);
	return fine;
}
