/* doc/odt_styles.c - styles and list styles of an OpenDocument text, and labels of list items. */
#include <stdlib.h>
#include <string.h>

#include "doc/odt.h"

enum { MOST_ANCESTORS = 64 };

int32_t odt_length(nl_str text, int32_t otherwise)
{
	static const struct {
		const char *unit;
		double twips;
	} units[] = {{"in", NL_TWIPS}, {"cm", NL_TWIPS / 2.54}, {"mm", NL_TWIPS / 25.4}, {"pt", NL_TWIPS / 72.0},
		{"pc", NL_TWIPS / 6.0}, {"px", NL_TWIPS / 96.0}};
	char *end;
	if (text.len == 0) return otherwise;
	double number = strtod(text.ptr, &end); /* attribute values end in NUL */
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		double twips = number * units[i].twips;
		if (strcmp(end, units[i].unit) == 0 && twips > -1e6 && twips < 1e6) return (int32_t)twips;
	}
	return otherwise;
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

/* "Heading_20_1" stands for "Heading 1". */
static nl_str plain_name(nl_str name, nl_arena *arena)
{
	char *out = nl_arena_alloc(arena, name.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < name.len; i++) {
		bool space = nl_str_starts(nl_str_slice(name, i, name.len), NL_STR("_20_"));
		out[len++] = space ? ' ' : name.ptr[i];
		if (space) i += 3;
	}
	return (nl_str){out, len};
}

static uint32_t add_style(odt_styles *styles, nl_map *family, nl_str name)
{
	odt_style style = {.outline = ODT_UNSET, .hidden = ODT_UNSET, .struck = ODT_UNSET, .left = ODT_UNSET, .indent = ODT_UNSET};
	int32_t named = 0;
	if (family == &styles->paragraph) style.sort = nl_style_sort_of(plain_name(name, &styles->arena), &named);
	if (named) style.outline = named;
	*nl_vec_push(&styles->list) = style;
	nl_map_set(family, nl_arena_str(&styles->arena, name), styles->list.len - 1);
	return styles->list.len - 1;
}

static void begin_style(odt_styles *styles, const char **attributes)
{
	nl_str family = nl_xml_attribute(attributes, "family"), name = nl_xml_attribute(attributes, "name");
	nl_str outline = nl_xml_attribute(attributes, "default-outline-level"); /* empty: none */
	bool is_paragraph = nl_str_eq(family, NL_STR("paragraph"));
	styles->style = NL_NONE;
	if (!is_paragraph && !nl_str_eq(family, NL_STR("text"))) return;
	styles->style = add_style(styles, is_paragraph ? &styles->paragraph : &styles->text, name);
	odt_style *style = &styles->list.at[styles->style];
	style->parent = nl_arena_str(&styles->arena, nl_xml_attribute(attributes, "parent-style-name"));
	if (outline.ptr) style->outline = nl_xml_number(attributes, "default-outline-level", 0);
}

static nl_numeral numeral_of(nl_str format, bool synchronous)
{
	if (format.len == 0) return NL_NUMERAL_NONE;
	switch (format.ptr[0]) {
	case 'I': return NL_NUMERAL_UPPER_ROMAN;
	case 'i': return NL_NUMERAL_LOWER_ROMAN;
	case 'A': return synchronous ? NL_NUMERAL_UPPER_LETTER : NL_NUMERAL_UPPER_ALPHABET;
	case 'a': return synchronous ? NL_NUMERAL_LOWER_LETTER : NL_NUMERAL_LOWER_ALPHABET;
	default: break;
	}
	if (nl_str_eq(format, NL_STR("1st"))) return NL_NUMERAL_ORDINAL;
	if (nl_str_eq(format, NL_STR("One"))) return NL_NUMERAL_CARDINAL;
	if (nl_str_eq(format, NL_STR("First"))) return NL_NUMERAL_ORDINAL_WORD;
	if (nl_str_eq(format, NL_STR("01"))) return NL_NUMERAL_DECIMAL_ZERO;
	if (nl_str_starts(format, NL_STR("①"))) return NL_NUMERAL_CIRCLED;
	return NL_NUMERAL_DECIMAL;
}

static void begin_level(odt_styles *styles, bool is_bullet, const char **attributes)
{
	int32_t number = nl_xml_number(attributes, "level", 0);
	styles->level = NULL;
	if (!styles->open_list || number < 1 || number > ODT_LEVELS) return;
	odt_level *l = styles->level = &styles->open_list->levels[number - 1];
	nl_arena *arena = &styles->arena;
	nl_str letter_sync = nl_xml_attribute(attributes, "num-letter-sync");
	int32_t display = nl_xml_number(attributes, "display-levels", 1), start = nl_xml_number(attributes, "start-value", 1);
	*l = (odt_level){.is_set = true,
		.format = is_bullet
			? NL_NUMERAL_BULLET
			: numeral_of(nl_xml_attribute(attributes, "num-format"), nl_str_eq(letter_sync, NL_STR("true"))),
		.prefix = nl_arena_str(arena, nl_label_part(nl_xml_attribute(attributes, "num-prefix"))),
		.suffix = nl_arena_str(arena, nl_label_part(nl_xml_attribute(attributes, "num-suffix"))),
		.pattern = nl_arena_str(arena, nl_label_part(nl_xml_attribute(attributes, "num-list-format"))),
		.bullet = nl_arena_str(arena, nl_label_part(nl_xml_attribute(attributes, "bullet-char"))),
		.display = display > 0 ? (uint32_t)display : 1,
		.start = start > 0 ? (uint32_t)start : 0,
		.left = ODT_UNSET,
		.indent = ODT_UNSET};
}

static void begin_list_style(odt_styles *styles, const char **attributes)
{
	*nl_vec_push(&styles->lists) = (odt_list_style){0};
	styles->open_list = nl_vec_last(&styles->lists);
	styles->level = NULL;
	nl_map_set(&styles->by_list_name, nl_arena_str(&styles->arena, nl_xml_attribute(attributes, "name")),
		styles->lists.len - 1);
}

static void set_look(odt_style *style, const char **attributes)
{
	nl_str display = nl_xml_attribute(attributes, "display"), line = nl_xml_attribute(attributes, "text-line-through-style");
	nl_str type = nl_xml_attribute(attributes, "text-line-through-type");
	if (display.ptr) style->hidden = nl_str_eq(display, NL_STR("none"));
	if (line.ptr) style->struck = !nl_str_eq(line, NL_STR("none"));
	if (type.ptr) style->struck = !nl_str_eq(type, NL_STR("none"));
}

void odt_styles_start(odt_styles *styles, odt_tag tag, const char **attributes)
{
	odt_style *style = styles->style == NL_NONE || styles->list.len == 0 ? NULL : &styles->list.at[styles->style];
	switch (tag) {
	case ODT_STYLE: begin_style(styles, attributes); break;
	case ODT_LIST_STYLE: begin_list_style(styles, attributes); break;
	case ODT_OUTLINE_STYLE: styles->open_list = &styles->outline; break;
	case ODT_LEVEL_NUMBER: begin_level(styles, false, attributes); break;
	case ODT_LEVEL_BULLET: begin_level(styles, true, attributes); break;
	case ODT_LABEL_ALIGNMENT:
		if (!styles->level) break;
		styles->level->left = odt_length(nl_xml_attribute(attributes, "margin-left"), ODT_UNSET);
		styles->level->indent = odt_length(nl_xml_attribute(attributes, "text-indent"), ODT_UNSET);
		break;
	case ODT_TEXT_PROPERTIES:
		if (style && !styles->open_list) set_look(style, attributes);
		break;
	case ODT_PARAGRAPH_PROPERTIES:
		if (!style) break;
		style->left = odt_length(nl_xml_attribute(attributes, "margin-left"), style->left);
		style->indent = odt_length(nl_xml_attribute(attributes, "text-indent"), style->indent);
		break;
	default: break;
	}
}

void odt_styles_end(odt_styles *styles, odt_tag tag)
{
	if (tag == ODT_STYLE) styles->style = NL_NONE;
	if (tag == ODT_LIST_STYLE || tag == ODT_OUTLINE_STYLE) styles->open_list = NULL;
	if (tag == ODT_LEVEL_NUMBER || tag == ODT_LEVEL_BULLET) styles->level = NULL;
}

void odt_styles_release(odt_styles *styles)
{
	nl_vec_release(&styles->list);
	nl_map_release(&styles->paragraph);
	nl_map_release(&styles->text);
	nl_vec_release(&styles->lists);
	nl_map_release(&styles->by_list_name);
	nl_arena_release(&styles->arena);
}

/* ---- inheritance --------------------------------------------------------------------------------------------- */

static void inherit_number(int32_t *own, int32_t from)
{
	if (*own == ODT_UNSET) *own = from;
}

static void inherit(odt_style *own, const odt_style *from)
{
	if (own->sort == NL_STYLE_PLAIN) own->sort = from->sort;
	inherit_number(&own->outline, from->outline);
	inherit_number(&own->hidden, from->hidden);
	inherit_number(&own->struck, from->struck);
	inherit_number(&own->left, from->left);
	inherit_number(&own->indent, from->indent);
}

/* Walks up to the nearest ancestor that is resolved, and back down; a style that is its own ancestor inherits nothing more. */
static void resolve(odt_styles *styles, const nl_map *family, uint32_t index)
{
	uint32_t chain[MOST_ANCESTORS], depth = 0;
	while (index != NL_NONE && !styles->list.at[index].resolved && depth < MOST_ANCESTORS) {
		styles->list.at[index].resolved = true;
		chain[depth++] = index;
		nl_str parent = styles->list.at[index].parent;
		index = parent.len ? nl_map_get(family, parent) : NL_NONE;
	}
	while (depth-- > 0) {
		if (index != NL_NONE && index != chain[depth]) inherit(&styles->list.at[chain[depth]], &styles->list.at[index]);
		index = chain[depth];
	}
}

odt_style odt_styles_find(odt_styles *styles, nl_map *family, nl_str name)
{
	uint32_t index = nl_map_get(family, name);
	if (index == NL_NONE) index = add_style(styles, family, name);
	resolve(styles, family, index);
	return styles->list.at[index];
}

const odt_list_style *odt_list_find(const odt_styles *styles, nl_str name)
{
	uint32_t index = nl_map_get(&styles->by_list_name, name);
	return index == NL_NONE ? NULL : &styles->lists.at[index];
}

/* ---- labels -------------------------------------------------------------------------------------------------- */

static void add_number(nl_buf *label, const odt_count *count, const odt_list_style *list, uint32_t level)
{
	const odt_level *l = &list->levels[level];
	uint32_t number = count->counting[level] ? count->counter[level] : l->start;
	if (l->format != NL_NUMERAL_BULLET) nl_numeral_add(label, l->format, number);
}

/* "%1%.%2%)": numbers of this level and those above. */
static void add_by_pattern(nl_buf *label, const odt_count *count, const odt_list_style *list, nl_str pattern)
{
	for (size_t i = 0; i < pattern.len; i++) {
		nl_str rest = nl_str_slice(pattern, i + 1, pattern.len);
		size_t end = pattern.ptr[i] == '%' ? nl_str_find(rest, NL_STR("%")) : SIZE_MAX;
		uint32_t level = 0;
		for (size_t d = 0; d < end && d < 3 && d < rest.len; d++)
			level = rest.ptr[d] >= '0' && rest.ptr[d] <= '9' ? 10 * level + (uint32_t)(rest.ptr[d] - '0') : 1000;
		bool is_level = end != SIZE_MAX && end > 0 && end < 3 && level >= 1 && level <= ODT_LEVELS;
		if (is_level) add_number(label, count, list, level - 1);
		else nl_buf_add_byte(label, pattern.ptr[i]);
		if (is_level) i += end + 1;
	}
}

static void add_by_parts(nl_buf *label, const odt_count *count, const odt_list_style *list, uint32_t level)
{
	const odt_level *l = &list->levels[level];
	uint32_t first = l->display > level ? 0 : level + 1 - l->display;
	bool any = false;
	nl_buf_add(label, l->prefix);
	for (uint32_t i = first; i <= level; i++) {
		if (list->levels[i].format == NL_NUMERAL_NONE || list->levels[i].format == NL_NUMERAL_BULLET) continue;
		if (any) nl_buf_add_byte(label, '.');
		add_number(label, count, list, i);
		any = true;
	}
	nl_buf_add(label, l->suffix);
}

static void trim(nl_buf *label, size_t start)
{
	nl_str bare = nl_str_trim(nl_str_slice(nl_buf_str(label), start, label->len));
	if (bare.len) memmove(label->ptr + start, bare.ptr, bare.len);
	label->len = start + bare.len;
}

void odt_count_next(odt_count *count, const odt_list_style *list, uint32_t level, uint32_t start, nl_buf *label)
{
	if (level >= ODT_LEVELS) level = ODT_LEVELS - 1;
	const odt_level *l = &list->levels[level];
	if (start) count->counter[level] = start;
	else if (count->counting[level]) count->counter[level]++;
	else count->counter[level] = l->start;
	count->counting[level] = true;
	for (uint32_t deeper = level + 1; deeper < ODT_LEVELS; deeper++) count->counting[deeper] = false;
	if (!l->is_set || l->format == NL_NUMERAL_NONE) return;
	size_t from = label->len;
	nl_str dash = l->bullet;
	if (l->format == NL_NUMERAL_BULLET) {
		bool is_dash = nl_str_eq(dash, NL_STR("-")) || nl_str_eq(dash, NL_STR("–")) || nl_str_eq(dash, NL_STR("*"));
		nl_buf_add(label, is_dash ? dash : NL_STR("•"));
	} else if (l->pattern.len) add_by_pattern(label, count, list, l->pattern);
	else add_by_parts(label, count, list, level);
	trim(label, from);
}
