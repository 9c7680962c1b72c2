/* doc/docx_styles.c - styles.xml: what styles say of paragraphs, with what they inherit. */
#include "doc/docx.h"

enum { MOST_ANCESTORS = 64 };

void docx_look_read(docx_look *look, docx_tag tag, const char **attributes)
{
	switch (tag) {
	case DOCX_OUTLINE_LVL: look->outline = nl_xml_number(attributes, "val", DOCX_UNSET); break;
	case DOCX_NUM_ID: look->num = nl_xml_number(attributes, "val", 0); break;
	case DOCX_ILVL: look->ilvl = nl_xml_number(attributes, "val", 0); break;
	case DOCX_IND: {
		int32_t hanging = nl_xml_number(attributes, "hanging", DOCX_UNSET);
		look->left = nl_xml_number(attributes, "left", nl_xml_number(attributes, "start", look->left));
		look->first_line = nl_xml_number(attributes, "firstLine", look->first_line);
		if (hanging != DOCX_UNSET) look->first_line = -hanging;
		break;
	}
	default: break;
	}
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

typedef struct {
	docx_styles *styles;
	docx_style *style; /* the one that is being read */
	bool is_paragraph;
} styles_reader;

static void begin_style(styles_reader *r, const char **attributes)
{
	nl_str type = nl_xml_attribute(attributes, "type"), standard = nl_xml_attribute(attributes, "default");
	docx_styles *styles = r->styles;
	r->is_paragraph = nl_str_eq(type, NL_STR("paragraph"));
	r->style = nl_vec_push(&styles->list);
	*r->style = (docx_style){.id = nl_arena_str(&styles->arena, nl_xml_attribute(attributes, "styleId")),
		.look = DOCX_NO_LOOK,
		.vanish = DOCX_UNSET,
		.strike = DOCX_UNSET,
		.number_from = NL_NONE};
	nl_map_set(&styles->by_id, r->style->id, styles->list.len - 1);
	if (r->is_paragraph && standard.ptr && nl_xml_is_on(attributes, "default")) styles->standard = styles->list.len - 1;
}

static void on_start(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	styles_reader *r = context;
	docx_style *style = r->style;
	(void)xml;
	if (tag == DOCX_STYLE) begin_style(r, attributes);
	if (!style || tag == DOCX_STYLE) return;
	switch ((docx_tag)tag) {
	case DOCX_NAME: {
		int32_t outline = 0;
		style->sort = nl_style_sort_of(nl_xml_attribute(attributes, "val"), &outline);
		if (style->look.outline == DOCX_UNSET && r->is_paragraph && outline) style->look.outline = outline - 1;
		break;
	}
	case DOCX_BASED_ON: style->based_on = nl_arena_str(&r->styles->arena, nl_xml_attribute(attributes, "val")); break;
	case DOCX_VANISH: style->vanish = nl_xml_is_on(attributes, "val"); break;
	case DOCX_STRIKE:
	case DOCX_DSTRIKE: style->strike = nl_xml_is_on(attributes, "val"); break;
	case DOCX_OUTLINE_LVL:
	case DOCX_NUM_ID:
	case DOCX_ILVL:
	case DOCX_IND: docx_look_read(&style->look, (docx_tag)tag, attributes); break;
	default: break;
	}
}

static void on_end(void *context, nl_xml *xml, uint32_t tag)
{
	styles_reader *r = context;
	(void)xml;
	if (tag == DOCX_STYLE) r->style = NULL;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	(void)context, (void)xml, (void)text;
}

/* ---- inheritance --------------------------------------------------------------------------------------------- */

static void inherit_number(int32_t *own, int32_t from)
{
	if (*own == DOCX_UNSET) *own = from;
}

static void inherit(docx_style *own, const docx_style *from)
{
	if (own->sort == NL_STYLE_PLAIN) own->sort = from->sort;
	if (own->look.num == DOCX_UNSET) {
		own->look.num = from->look.num;
		own->number_from = from->number_from;
		inherit_number(&own->look.ilvl, from->look.ilvl);
	}
	inherit_number(&own->look.outline, from->look.outline);
	inherit_number(&own->look.left, from->look.left);
	inherit_number(&own->look.first_line, from->look.first_line);
	inherit_number(&own->vanish, from->vanish);
	inherit_number(&own->strike, from->strike);
}

/* Walks up to the nearest ancestor that is resolved, and back down. A style that is based on itself, by whatever way, inherits
 * nothing more. */
static void resolve(docx_styles *styles, uint32_t index)
{
	uint32_t chain[MOST_ANCESTORS], depth = 0;
	while (index != NL_NONE && !styles->list.at[index].resolved && depth < MOST_ANCESTORS) {
		docx_style *style = &styles->list.at[index];
		style->resolved = true;
		if (style->look.num != DOCX_UNSET) style->number_from = index;
		chain[depth++] = index;
		index = style->based_on.len ? nl_map_get(&styles->by_id, style->based_on) : NL_NONE;
	}
	while (depth-- > 0) {
		docx_style *style = &styles->list.at[chain[depth]];
		if (index != NL_NONE && index != chain[depth]) inherit(style, &styles->list.at[index]);
		index = chain[depth];
	}
}

bool docx_styles_read(docx_styles *styles, const nl_input_file *file, nl_str part, nl_str bytes)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	styles_reader reader = {.styles = styles};
	styles->standard = NL_NONE;
	if (!nl_xml_read(file, part, bytes, docx_tags(), &handlers, &reader)) return false;
	for (uint32_t i = 0; i < styles->list.len; i++) resolve(styles, i);
	return true;
}

void docx_styles_release(docx_styles *styles)
{
	nl_vec_release(&styles->list);
	nl_map_release(&styles->by_id);
	nl_arena_release(&styles->arena);
}

const docx_style *docx_styles_find(const docx_styles *styles, nl_str id)
{
	uint32_t index = id.len ? nl_map_get(&styles->by_id, id) : NL_NONE;
	if (index == NL_NONE) index = styles->list.len ? styles->standard : NL_NONE;
	return index == NL_NONE ? NULL : &styles->list.at[index];
}
