#include "doc/story.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/marker.h"

enum {
	TWIPS_PER_COLUMN = 180, /* half an inch is a step of depth, as four columns are in plain text */
	DEPTH_COLUMNS = 2,      /* that an item stands in at least for each list around it */
	LONGEST_LABEL = 120,    /* bytes; Word allows 31 characters */
	NEAR = 60,              /* twips; indentations that differ by less are equal */
};

nl_para *nl_para_new(void)
{
	return nl_alloc(sizeof(nl_para));
}

void nl_paras_release(nl_paras *list)
{
	for (uint32_t i = 0; i < list->len; i++) nl_para_free(list->at[i]);
	nl_vec_release(list);
}

void nl_para_free(nl_para *para)
{
	if (!para) return;
	nl_buf_release(&para->text);
	nl_buf_release(&para->label);
	nl_vec_release(&para->stretches);
	nl_paras_release(&para->hanging);
	free(para);
}

/* ---- styles -------------------------------------------------------------------------------------------------- */

nl_style_sort nl_style_sort_of(nl_str name, int32_t *outline)
{
	static const struct {
		const char *name;
		nl_style_sort sort;
	} known[] = {{"title", NL_STYLE_TITLE}, {"quote", NL_STYLE_QUOTE}, {"intense quote", NL_STYLE_QUOTE},
		{"block text", NL_STYLE_QUOTE}, {"quotations", NL_STYLE_QUOTE}, {"block quotation", NL_STYLE_QUOTE},
		{"blockquote", NL_STYLE_QUOTE}, {"html preformatted", NL_STYLE_CODE}, {"preformatted text", NL_STYLE_CODE},
		{"source code", NL_STYLE_CODE}, {"table of figures", NL_STYLE_CONTENTS},
		{"table of authorities", NL_STYLE_CONTENTS}};
	char lower[32] = "";
	if (name.len + 1 > sizeof lower) return NL_STYLE_PLAIN;
	for (size_t i = 0; i < name.len; i++)
		lower[i] = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? (char)(name.ptr[i] + 32) : name.ptr[i];
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(lower, known[i].name) == 0) return known[i].sort;
	if (strncmp(lower, "list continue", 13) == 0) return NL_STYLE_CONTINUES;
	size_t last = name.len ? name.len - 1 : 0;
	if (lower[last] < '1' || lower[last] > '9') return NL_STYLE_PLAIN;
	lower[last] = '\0';
	if (strcmp(lower, "heading ") == 0) *outline = name.ptr[last] - '0';
	return strcmp(lower, "toc ") == 0 || strcmp(lower, "index ") == 0 ? NL_STYLE_CONTENTS : NL_STYLE_PLAIN;
}

nl_str nl_label_part(nl_str text)
{
	size_t end = text.len < LONGEST_LABEL ? text.len : LONGEST_LABEL;
	while (end < text.len && end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80) end--;
	return nl_str_slice(text, 0, end);
}

/* ---- putting together ---------------------------------------------------------------------------------------- */

static void add_stretch(nl_para *para, nl_stretch stretch)
{
	stretch.end = (uint32_t)para->text.len;
	*nl_vec_push(&para->stretches) = stretch;
}

void nl_para_add(nl_para *para, nl_str text, nl_piece_origin origin)
{
	nl_buf_add(&para->text, text);
	add_stretch(para, (nl_stretch){.origin = origin});
}

void nl_para_break(nl_para *para, nl_piece_origin origin)
{
	nl_buf_add_byte(&para->text, ' ');
	add_stretch(para, (nl_stretch){.origin = origin, .breaks = true});
}

void nl_para_page(nl_para *para, uint32_t page)
{
	add_stretch(para, (nl_stretch){.origin = NL_FROM_NOWHERE, .page = page});
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

static uint32_t columns_of(int32_t twips)
{
	return twips > 0 ? (uint32_t)twips / TWIPS_PER_COLUMN : 0;
}

/* A number without a mark behind it, "1", counts as "1.". What is no marker at all, "Article 3", stays empty. */
static nl_str marker_of(nl_para *para, nl_buf *spare)
{
	nl_marker marker;
	nl_str label = nl_buf_str(&para->label);
	if (label.len == 0 || nl_marker_read(label, &marker) == label.len) return label;
	nl_buf_addf(spare, NL_FMT ".", NL_ARG(label));
	return nl_marker_read(nl_buf_str(spare), &marker) == spare->len ? nl_buf_str(spare) : NL_STR("");
}

/* A paragraph that stands in as far as the text of the item before it, and farther than text around the list; also one whose
 * number is no marker, "2.i", but which is deep in a list. */
static bool continues(const nl_story *story, const nl_para *para)
{
	if (para->label.len) return story->in_list && para->depth > story->outer;
	return para->is_continuing || (story->in_list && para->left > story->body_left + NEAR);
}

static void begin_block(nl_story *story, nl_para *para, nl_rendition *r)
{
	nl_buf spare = {0};
	nl_str marker = para->kind == NL_BLOCK_PARAGRAPH ? marker_of(para, &spare) : NL_STR("");
	uint32_t hint = columns_of(para->left + para->first), least = para->depth * DEPTH_COLUMNS;
	nl_str label = nl_buf_str(&para->label);
	if (hint < least) hint = least;
	if (marker.len) {
		nl_rendition_show(r, label, NL_FROM_NOWHERE);
		nl_rendition_show(r, NL_STR(" "), NL_FROM_NOWHERE);
		nl_rendition_block(r, NL_BLOCK_LIST, hint, marker, para->quoted);
		if (!story->in_list || para->depth < story->outer) story->outer = para->depth;
		story->in_list = true;
	} else if (para->kind == NL_BLOCK_PARAGRAPH && !para->quoted && continues(story, para)) {
		if (label.len) nl_rendition_show(r, label, NL_FROM_NOWHERE);
		if (label.len) nl_rendition_show(r, NL_STR(" "), NL_FROM_NOWHERE);
		nl_rendition_block(r, NL_BLOCK_LIST, label.len ? hint : columns_of(para->left), NL_STR(""), false);
	} else {
		nl_rendition_block(r, para->kind, para->kind == NL_BLOCK_HEADING ? para->level : hint, NL_STR(""), para->quoted);
		nl_rendition_text(r, label, NL_FROM_NOWHERE);
		if (label.len) nl_rendition_text(r, NL_STR(" "), NL_FROM_NOWHERE);
		if (para->kind == NL_BLOCK_HEADING) story->in_list = false;
		if (para->text.len && para->kind == NL_BLOCK_PARAGRAPH) {
			nl_str typed;
			story->in_list = nl_list_marker(nl_buf_str(&para->text), &typed) > 0;
			if (!story->in_list) story->body_left = para->left;
		}
	}
	nl_buf_release(&spare);
}

/* Behind a line break a typed marker begins an item of its own. */
static bool begins_item(const nl_para *para, uint32_t at)
{
	nl_str label, rest = nl_str_slice(nl_buf_str(&para->text), at, para->text.len);
	return para->kind == NL_BLOCK_PARAGRAPH && nl_list_marker(rest, &label) > 0;
}

static void write_stretches(const nl_para *para, nl_rendition *r)
{
	nl_str text = nl_buf_str(&para->text);
	uint32_t start = 0;
	for (uint32_t i = 0; i < para->stretches.len; i++) {
		const nl_stretch *s = &para->stretches.at[i];
		nl_rendition_text(r, nl_str_slice(text, start, s->end), s->origin);
		if (s->page) nl_rendition_page(r, s->page);
		if (s->breaks && r->open && begins_item(para, s->end))
			nl_rendition_block(r, NL_BLOCK_PARAGRAPH, columns_of(para->left), NL_STR(""), para->quoted);
		start = s->end;
	}
}

void nl_story_write(nl_story *story, nl_para *para, nl_rendition *r)
{
	if (para->shown_only) {
		nl_rendition_show(r, nl_buf_str(&para->label), NL_FROM_NOWHERE);
		if (para->label.len) nl_rendition_show(r, NL_STR(" "), NL_FROM_NOWHERE);
	} else begin_block(story, para, r);
	write_stretches(para, r);
	nl_rendition_end(r);
	nl_rendition_line(r);
	nl_story hung = {0};
	for (uint32_t i = 0; i < para->hanging.len; i++) nl_story_write(&hung, para->hanging.at[i], r);
	para->hanging.len = 0;
	nl_para_free(para);
}

/* ---- being read ---------------------------------------------------------------------------------------------- */

nl_para *nl_frame_para(nl_frame *frame)
{
	if (!frame->para) frame->para = nl_para_new();
	return frame->para;
}

void nl_frame_begin(nl_frame *frame, nl_rendition *rendition, uint32_t part, nl_span element)
{
	nl_frame_para(frame);
	frame->in_para = true;
	frame->paragraph = rendition->paragraphs.len;
	*nl_vec_push(&rendition->paragraphs) = (nl_paragraph){part, element};
}

void nl_frame_end(nl_frame *frame, nl_rendition *rendition, uint32_t end)
{
	frame->in_para = false;
	rendition->paragraphs.at[frame->paragraph].element.end = end;
}

bool nl_frame_in_table(const nl_frame *frame)
{
	for (uint32_t i = 0; i < frame->tables.len; i++)
		if (frame->tables.at[i] != 1) return true;
	return false;
}

void nl_frame_write(nl_frame *frame, nl_story *story, nl_rendition *rendition)
{
	if (frame->out) *nl_vec_push(frame->out) = frame->para;
	else nl_story_write(story, frame->para, rendition);
	frame->para = NULL;
}
