/* doc/docx_numbering.c - numbering.xml: lists, and the label of the next paragraph of each.
 *
 * An abstract numbering has nine levels, each with a format and a text such as "%1.%2"; a numbering (w:num, what paragraphs
 * name) points to an abstract one and may override levels. Numberings of one abstract numbering count on together, as Word
 * does it, but one that overrides a start begins anew when it is first used. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "doc/docx.h"

typedef struct {
	nl_numeral format;
	nl_str text, style; /* in the arena */
	int32_t start;
	int32_t restart; /* 1-based level after which it begins anew; 0: never; DOCX_UNSET: after any above */
	bool legal;      /* all numbers in decimal digits */
	docx_look look;
} level;

typedef struct {
	int32_t id;
	level levels[DOCX_LEVELS];
	bool has[DOCX_LEVELS];
	nl_str style_link; /* the style that tells which numbering is meant instead */
	uint32_t counter[DOCX_LEVELS];
	bool counting[DOCX_LEVELS];
} abstract;

typedef struct {
	int32_t start; /* DOCX_UNSET: as the level says */
	bool used;
	const level *level; /* in the arena; NULL: as the abstract numbering says */
} override;

typedef struct {
	int32_t id, abstract_id;
	abstract *abstract;  /* NULL: there is none */
	override *overrides; /* DOCX_LEVELS of them, in the arena; NULL: none */
} numbering;

struct docx_numbering {
	NL_VEC(abstract *) abstracts; /* in the arena; sorted by id once read, as the next */
	NL_VEC(numbering) list;
	nl_arena arena;
};

/* ---- reading ------------------------------------------------------------------------------------------------- */

typedef struct {
	docx_numbering *all;
	abstract *abstract;
	numbering *num;
	level *level; /* being read: of the abstract numbering or of an override */
	int32_t ilvl; /* of the override */
} numbering_reader;

static nl_numeral numeral_of(nl_str name)
{
	static const struct {
		const char *name;
		nl_numeral format;
	} known[] = {{"decimal", NL_NUMERAL_DECIMAL}, {"decimalZero", NL_NUMERAL_DECIMAL_ZERO},
		{"upperRoman", NL_NUMERAL_UPPER_ROMAN}, {"lowerRoman", NL_NUMERAL_LOWER_ROMAN},
		{"upperLetter", NL_NUMERAL_UPPER_LETTER}, {"lowerLetter", NL_NUMERAL_LOWER_LETTER},
		{"ordinal", NL_NUMERAL_ORDINAL}, {"cardinalText", NL_NUMERAL_CARDINAL}, {"ordinalText", NL_NUMERAL_ORDINAL_WORD},
		{"hex", NL_NUMERAL_HEX}, {"chicago", NL_NUMERAL_SYMBOLS}, {"decimalEnclosedCircle", NL_NUMERAL_CIRCLED},
		{"numberInDash", NL_NUMERAL_DASHED}, {"bullet", NL_NUMERAL_BULLET}, {"none", NL_NUMERAL_NONE}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (nl_str_eq(name, nl_str_of(known[i].name))) return known[i].format;
	return NL_NUMERAL_DECIMAL;
}

static bool is_level(int32_t ilvl)
{
	return ilvl >= 0 && ilvl < DOCX_LEVELS;
}

static override *override_of(numbering_reader *r, int32_t ilvl)
{
	if (!r->num || !is_level(ilvl)) return NULL;
	if (!r->num->overrides) {
		r->num->overrides = nl_arena_array(&r->all->arena, override, DOCX_LEVELS);
		for (int i = 0; i < DOCX_LEVELS; i++) r->num->overrides[i].start = DOCX_UNSET;
	}
	return &r->num->overrides[ilvl];
}

static void begin_level(numbering_reader *r, const char **attributes)
{
	int32_t ilvl = nl_xml_number(attributes, "ilvl", -1);
	override *o = override_of(r, ilvl);
	r->level = NULL;
	if (o) o->level = r->level = nl_arena_new(&r->all->arena, level);
	else if (r->abstract && is_level(ilvl)) {
		r->level = &r->abstract->levels[ilvl];
		r->abstract->has[ilvl] = true;
	}
	/* ISO/IEC 29500-1, 17.9: without w:start a level begins with 0, without w:numFmt it is decimal. */
	if (r->level) *r->level = (level){.restart = DOCX_UNSET, .look = DOCX_NO_LOOK};
}

static void read_level(numbering_reader *r, docx_tag tag, const char **attributes)
{
	level *l = r->level;
	nl_str value = nl_xml_attribute(attributes, "val");
	switch (tag) {
	case DOCX_START: l->start = nl_xml_number(attributes, "val", 0); break;
	case DOCX_NUM_FMT: l->format = numeral_of(value); break;
	case DOCX_LVL_TEXT: l->text = nl_arena_str(&r->all->arena, nl_label_part(value)); break;
	case DOCX_LVL_RESTART: l->restart = nl_xml_number(attributes, "val", DOCX_UNSET); break;
	case DOCX_IS_LGL: l->legal = nl_xml_is_on(attributes, "val"); break;
	case DOCX_P_STYLE: l->style = nl_arena_str(&r->all->arena, value); break;
	case DOCX_IND: docx_look_read(&l->look, tag, attributes); break;
	default: break;
	}
}

static void on_start(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	numbering_reader *r = context;
	(void)xml;
	switch ((docx_tag)tag) {
	case DOCX_ABSTRACT_NUM:
		r->abstract = nl_arena_new(&r->all->arena, abstract);
		r->abstract->id = nl_xml_number(attributes, "abstractNumId", -1);
		*nl_vec_push(&r->all->abstracts) = r->abstract;
		break;
	case DOCX_NUM:
		r->num = nl_vec_push(&r->all->list);
		*r->num = (numbering){.id = nl_xml_number(attributes, "numId", -1), .abstract_id = -1};
		break;
	case DOCX_ABSTRACT_NUM_ID:
		if (r->num) r->num->abstract_id = nl_xml_number(attributes, "val", -1);
		break;
	case DOCX_NUM_STYLE_LINK:
		if (r->abstract) r->abstract->style_link = nl_arena_str(&r->all->arena, nl_xml_attribute(attributes, "val"));
		break;
	case DOCX_LVL_OVERRIDE: r->ilvl = nl_xml_number(attributes, "ilvl", -1); break;
	case DOCX_START_OVERRIDE: {
		override *o = override_of(r, r->ilvl);
		if (o) o->start = nl_xml_number(attributes, "val", DOCX_UNSET);
		break;
	}
	case DOCX_LVL: begin_level(r, attributes); break;
	default:
		if (r->level) read_level(r, (docx_tag)tag, attributes);
	}
}

static void on_end(void *context, nl_xml *xml, uint32_t tag)
{
	numbering_reader *r = context;
	(void)xml;
	if (tag == DOCX_ABSTRACT_NUM) r->abstract = NULL;
	if (tag == DOCX_NUM) r->num = NULL;
	if (tag == DOCX_LVL) r->level = NULL;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	(void)context, (void)xml, (void)text;
}

/* ---- finding ------------------------------------------------------------------------------------------------- */

static int compare_ids(int32_t a, int32_t b)
{
	return (a > b) - (a < b);
}

static int by_abstract_id(const void *a, const void *b)
{
	return compare_ids((*(abstract *const *)a)->id, (*(abstract *const *)b)->id);
}

static int by_id(const void *a, const void *b)
{
	return compare_ids(((const numbering *)a)->id, ((const numbering *)b)->id);
}

static numbering *find(const docx_numbering *all, int32_t id)
{
	numbering key = {.id = id};
	return all->list.len ? bsearch(&key, all->list.at, all->list.len, sizeof key, by_id) : NULL;
}

static abstract *find_abstract(const docx_numbering *all, int32_t id)
{
	abstract key = {.id = id}, *const pointer = &key;
	if (all->abstracts.len == 0) return NULL;
	abstract **found = bsearch(&pointer, all->abstracts.at, all->abstracts.len, sizeof pointer, by_abstract_id);
	return found ? *found : NULL;
}

/* The abstract numbering that a list style stands for, when that is all that this one says. */
static abstract *linked(const docx_numbering *all, const docx_styles *styles, abstract *a)
{
	if (!a || a->style_link.len == 0) return a;
	uint32_t style = nl_map_get(&styles->by_id, a->style_link);
	numbering *num = style == NL_NONE ? NULL : find(all, styles->list.at[style].look.num);
	abstract *meant = num ? find_abstract(all, num->abstract_id) : NULL;
	return meant ? meant : a;
}

docx_numbering *docx_numbering_read(const nl_input_file *file, nl_str part, nl_str bytes, const docx_styles *styles)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	docx_numbering *all = nl_alloc(sizeof *all);
	numbering_reader reader = {.all = all};
	if (!nl_xml_read(file, part, bytes, docx_tags(), &handlers, &reader)) {
		docx_numbering_free(all);
		return NULL;
	}
	if (all->abstracts.len) qsort(all->abstracts.at, all->abstracts.len, sizeof *all->abstracts.at, by_abstract_id);
	if (all->list.len) qsort(all->list.at, all->list.len, sizeof *all->list.at, by_id);
	for (uint32_t i = 0; i < all->list.len; i++) {
		numbering *num = &all->list.at[i];
		num->abstract = linked(all, styles, find_abstract(all, num->abstract_id));
	}
	return all;
}

void docx_numbering_free(docx_numbering *all)
{
	if (!all) return;
	nl_vec_release(&all->abstracts);
	nl_vec_release(&all->list);
	nl_arena_release(&all->arena);
	free(all);
}

static const level *level_of(const numbering *num, int32_t ilvl)
{
	if (num->overrides && num->overrides[ilvl].level) return num->overrides[ilvl].level;
	return num->abstract->has[ilvl] ? &num->abstract->levels[ilvl] : NULL;
}

int32_t docx_numbering_level_of(const docx_numbering *all, int32_t id, nl_str style)
{
	const numbering *num = find(all, id);
	for (int32_t i = 0; num && num->abstract && i < DOCX_LEVELS; i++) {
		const level *l = level_of(num, i);
		if (l && l->style.len && nl_str_eq(l->style, style)) return i;
	}
	return DOCX_UNSET;
}

/* ---- counting ------------------------------------------------------------------------------------------------ */

static uint32_t start_of(const numbering *num, int32_t ilvl, const level *l)
{
	int32_t start = num->overrides ? num->overrides[ilvl].start : DOCX_UNSET;
	if (start == DOCX_UNSET) start = l ? l->start : 1;
	return start > 0 ? (uint32_t)start : 0;
}

static void count(numbering *num, int32_t ilvl, const level *l)
{
	abstract *a = num->abstract;
	bool restarts = num->overrides && num->overrides[ilvl].start != DOCX_UNSET && !num->overrides[ilvl].used;
	if (num->overrides) num->overrides[ilvl].used = true;
	if (restarts || !a->counting[ilvl]) a->counter[ilvl] = start_of(num, ilvl, l);
	else a->counter[ilvl]++;
	a->counting[ilvl] = true;
	for (int32_t deeper = ilvl + 1; deeper < DOCX_LEVELS; deeper++) {
		const level *d = level_of(num, deeper);
		if (!d || d->restart == DOCX_UNSET || ilvl < d->restart) a->counting[deeper] = false;
	}
}

/* "%1.%2": numbers of this level and those above. */
static void add_label(nl_buf *out, const numbering *num, const level *l)
{
	for (size_t i = 0; i < l->text.len; i++) {
		int32_t of = l->text.ptr[i] == '%' && i + 1 < l->text.len ? l->text.ptr[i + 1] - '1' : -1;
		const level *other = is_level(of) ? level_of(num, of) : NULL;
		if (!is_level(of)) {
			nl_buf_add_byte(out, l->text.ptr[i]);
			continue;
		}
		i++;
		if (!other) continue;
		uint32_t number = num->abstract->counting[of] ? num->abstract->counter[of] : start_of(num, of, other);
		bool in_digits = l->legal && other->format != NL_NUMERAL_NONE && other->format != NL_NUMERAL_BULLET;
		nl_numeral_add(out, in_digits ? NL_NUMERAL_DECIMAL : other->format, number);
	}
}

/* Bullets are letters of symbol fonts, each of which has its own; what they look like does not matter. */
static void add_bullet(nl_buf *out, nl_str text)
{
	bool dash = nl_str_eq(text, NL_STR("-")) || nl_str_eq(text, NL_STR("–")) || nl_str_eq(text, NL_STR("*"));
	nl_buf_add(out, dash ? text : NL_STR("•"));
}

bool docx_numbering_next(docx_numbering *all, int32_t id, int32_t ilvl, nl_buf *label, docx_look *look)
{
	numbering *num = find(all, id);
	if (ilvl < 0) ilvl = 0;
	if (ilvl >= DOCX_LEVELS) ilvl = DOCX_LEVELS - 1;
	const level *l = num && num->abstract ? level_of(num, ilvl) : NULL;
	if (!l) return false;
	*look = l->look;
	count(num, ilvl, l);
	if (l->format == NL_NUMERAL_BULLET) {
		if (l->text.len) add_bullet(label, l->text);
	} else {
		size_t start = label->len;
		add_label(label, num, l);
		nl_str bare = nl_str_trim(nl_str_slice(nl_buf_str(label), start, label->len));
		if (bare.len) memmove(label->ptr + start, bare.ptr, bare.len);
		label->len = start + bare.len;
	}
	return true;
}
