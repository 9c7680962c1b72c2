#include "annotate/docx_comments.h"

#include <string.h>

#include "report/xml_writer.h"

/* ---- names ------------------------------------------------------------------------------------------------------- */

enum { OTHER, COMMENTS, COMMENT, PARAGRAPH, TEXT, TAB, EXTENDED };

static void make_tags(nl_xml_tags *tags)
{
	static const struct {
		const char *name;
		uint32_t tag;
	} words[] = {{"comments", COMMENTS}, {"comment", COMMENT}, {"p", PARAGRAPH}, {"t", TEXT}, {"tab", TAB}, {"br", TAB}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const nl_xml_tag both[] = {{DOCX_TRANSITIONAL, words[i].name, words[i].tag},
			{DOCX_STRICT, words[i].name, words[i].tag}};
		nl_xml_tags_add(tags, both, 2);
	}
	static const nl_xml_tag others[] = {{"http://schemas.microsoft.com/office/word/2012/wordml", "commentEx", EXTENDED}};
	nl_xml_tags_add(tags, others, sizeof others / sizeof *others);
}

static const nl_xml_tags *known_tags(void)
{
	static _Atomic(nl_xml_tags *) tags;
	return nl_xml_tags_once(&tags, make_tags);
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

typedef struct {
	docx_comments *comments;
	bool is_of_word; /* the root is in Word's namespace */
	bool in_comment, in_text;
} comments_reader;

uint32_t docx_comment_number(nl_str id)
{
	uint32_t number = 0;
	for (size_t i = 0; i < id.len && i < 9; i++) {
		if (id.ptr[i] < '0' || id.ptr[i] > '9') return 0;
		number = number * 10 + (uint32_t)(id.ptr[i] - '0');
	}
	return number;
}

static void begin_comment(comments_reader *r, nl_xml *xml, const char **attributes)
{
	docx_comments *c = r->comments;
	nl_str id = nl_xml_attribute(attributes, "id"), author = nl_xml_attribute(attributes, "author");
	*nl_vec_push(&c->list) = (docx_comment){
		.id = nl_arena_str(&c->arena, id),
		.whole = nl_xml_here(xml),
		.is_ours = nl_str_eq(author, NL_STR(NL_ANNOTATE_AUTHOR)),
	};
	r->in_comment = true;
}

static void begin_paragraph(comments_reader *r, const char **attributes)
{
	docx_comment *last = nl_vec_last(&r->comments->list);
	if (last->text.len) nl_buf_add_byte(&last->text, '\n');
	last->last_para = nl_arena_str(&r->comments->arena, nl_xml_attribute(attributes, "paraId"));
}

static void on_start(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	comments_reader *r = context;
	if (tag == COMMENTS && nl_xml_depth(xml) == 1) r->is_of_word = true;
	else if (tag == COMMENT && nl_xml_depth(xml) == 2) begin_comment(r, xml, attributes);
	else if (!r->in_comment) return;
	else if (tag == PARAGRAPH) begin_paragraph(r, attributes);
	else if (tag == TEXT) r->in_text = true;
	else if (tag == TAB) nl_buf_add_byte(&nl_vec_last(&r->comments->list)->text, ' ');
}

static void on_end(void *context, nl_xml *xml, uint32_t tag)
{
	comments_reader *r = context;
	if (tag == TEXT) r->in_text = false;
	if (tag != COMMENT || nl_xml_depth(xml) != 2 || !r->in_comment) return;
	nl_vec_last(&r->comments->list)->whole.end = nl_xml_here(xml).end;
	r->in_comment = false;
}

static void on_text(void *context, nl_xml *xml, nl_str text)
{
	comments_reader *r = context;
	(void)xml;
	if (r->in_comment && r->in_text) nl_buf_add(&nl_vec_last(&r->comments->list)->text, text);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

typedef struct {
	docx_comments *comments;
	nl_map paras; /* last_para to a place in the list */
} answers_reader;

static docx_comment *by_para(const answers_reader *r, nl_str para)
{
	uint32_t found = nl_map_get(&r->paras, para);
	return para.len && found != NL_NONE ? &r->comments->list.at[found] : NULL;
}

static void on_answer(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	(void)xml;
	if (tag != EXTENDED) return;
	const docx_comment *answer = by_para(context, nl_xml_attribute(attributes, "paraId"));
	docx_comment *of = by_para(context, nl_xml_attribute(attributes, "paraIdParent"));
	if (of && !(answer && answer->is_ours)) of->is_answered = true;
}

static void on_nothing(void *context, nl_xml *xml, uint32_t tag)
{
	(void)context, (void)xml, (void)tag;
}

static void on_no_text(void *context, nl_xml *xml, nl_str text)
{
	(void)context, (void)xml, (void)text;
}

static bool read_answers(docx_comments *comments, const nl_input_file *file, nl_str extended)
{
	static const nl_xml_handlers handlers = {on_answer, on_nothing, on_no_text};
	answers_reader r = {.comments = comments};
	for (uint32_t i = 0; i < comments->list.len; i++) nl_map_set(&r.paras, comments->list.at[i].last_para, i);
	bool fine = nl_xml_read(file, NL_STR("commentsExtended"), extended, known_tags(), &handlers, &r);
	nl_map_release(&r.paras);
	return fine;
}

bool docx_comments_read(docx_comments *comments, const nl_input_file *file, nl_str text, nl_str extended)
{
	static const nl_xml_handlers handlers = {on_start, on_end, on_text};
	comments_reader r = {.comments = comments};
	*comments = (docx_comments){.text = text};
	if (!text.ptr) return true;
	nl_str part = NL_STR("comments");
	bool fine = nl_xml_root_find(file, part, text, &comments->root) &&
		nl_xml_read(file, part, text, known_tags(), &handlers, &r);
	comments->calls_it_w = r.is_of_word && nl_str_eq(comments->root.prefix, NL_STR("w:"));
	if (fine && extended.ptr) fine = read_answers(comments, file, extended);
	for (uint32_t i = 0; i < comments->list.len; i++) {
		uint32_t next = docx_comment_number(comments->list.at[i].id) + 1;
		if (next > comments->next_id) comments->next_id = next;
	}
	return fine;
}

void docx_comments_release(docx_comments *comments)
{
	for (uint32_t i = 0; i < comments->list.len; i++) nl_buf_release(&comments->list.at[i].text);
	nl_vec_release(&comments->list);
	nl_arena_release(&comments->arena);
}

/* ---- taking out -------------------------------------------------------------------------------------------------- */

static bool goes(const docx_comment *comment)
{
	return comment->is_ours && !comment->is_answered;
}

void docx_comments_remove(const docx_comments *comments, nl_map *ids, nl_map *paras, nl_splices *splices)
{
	uint32_t left = 0;
	for (uint32_t i = 0; i < comments->list.len; i++) {
		const docx_comment *comment = &comments->list.at[i];
		left += !goes(comment);
		if (!goes(comment)) continue;
		nl_map_intern(ids, comment->id);
		if (comment->last_para.len) nl_map_intern(paras, comment->last_para);
		nl_splice_out(splices, comment->whole);
	}
	if (left == 0 && ids->len) nl_xml_root_close(&comments->root, comments->text, splices);
}

bool docx_comments_is_ours(const docx_comments *comments)
{
	nl_buf head = {0};
	bool ours = false;
	for (int strict = 0; strict < 2 && !ours; strict++) {
		nl_buf_clear(&head);
		docx_comments_begin(&head, strict);
		ours = nl_str_starts(comments->text, nl_buf_str(&head));
	}
	for (uint32_t i = 0; i < comments->list.len; i++) ours &= goes(&comments->list.at[i]);
	nl_buf_release(&head);
	return ours;
}

bool docx_comments_has(const docx_comments *comments, const nl_remark *remark)
{
	bool found = false;
	nl_buf text = {0};
	nl_remark_text(remark, &text);
	for (uint32_t i = 0; i < comments->list.len && !found; i++)
		found = comments->list.at[i].is_ours && nl_str_eq(nl_buf_str(&comments->list.at[i].text), nl_buf_str(&text));
	nl_buf_release(&text);
	return found;
}

typedef struct {
	const char *attribute;
	const nl_map *values;
	nl_map *durable;
	nl_arena *arena;
	nl_splices *splices;
	nl_span open; /* of the element that goes */
	bool inside;
} remover;

static void on_element(void *context, nl_xml *xml, uint32_t tag, const char **attributes)
{
	remover *r = context;
	(void)tag;
	nl_str value = nl_xml_attribute(attributes, r->attribute), durable = nl_xml_attribute(attributes, "durableId");
	if (nl_xml_depth(xml) != 2 || !value.ptr || nl_map_get(r->values, value) == NL_NONE) return;
	r->open = nl_xml_here(xml);
	r->inside = true;
	if (r->durable && durable.len) nl_map_intern(r->durable, nl_arena_str(r->arena, durable));
}

static void on_element_end(void *context, nl_xml *xml, uint32_t tag)
{
	remover *r = context;
	(void)tag;
	if (nl_xml_depth(xml) != 2 || !r->inside) return;
	nl_splice_out(r->splices, (nl_span){r->open.start, nl_xml_here(xml).end});
	r->inside = false;
}

bool docx_elements_remove(const nl_input_file *file, nl_str part, nl_str text, const char *attribute,
	const nl_map *values, nl_map *durable, nl_arena *arena, nl_splices *splices)
{
	static const nl_xml_handlers handlers = {on_element, on_element_end, on_no_text};
	remover r = {attribute, values, durable, arena, splices, {0, 0}, false};
	return nl_xml_read(file, part, text, known_tags(), &handlers, &r);
}

/* ---- putting in -------------------------------------------------------------------------------------------------- */

/* Ten points, whatever the style of plain paragraphs is: styles of comments are not in every file. The message of a finding is bold. */
static void put_line(nl_buf *out, nl_str line, bool is_first, bool is_bold)
{
	nl_buf_add_c(out, "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr>");
	if (is_first) nl_buf_add_c(out, "<w:r><w:annotationRef/></w:r>");
	nl_buf_addf(out, "<w:r><w:rPr>%s<w:sz w:val=\"20\"/></w:rPr><w:t xml:space=\"preserve\">", is_bold ? "<w:b/>" : "");
	nl_xml_put_text(out, line);
	nl_buf_add_c(out, "</w:t></w:r></w:p>");
}

void docx_comment_put(nl_buf *out, const nl_remark *remark, uint32_t id, const char *date, const char *declaration)
{
	nl_buf_addf(out, "<w:comment%s w:id=\"%u\" w:author=\"" NL_ANNOTATE_AUTHOR "\" w:date=\"%s\" w:initials=\"nl\">",
		declaration, id, date);
	for (uint32_t i = 0; i < remark->line_count; i++)
		put_line(out, remark->text[i], i == 0, i == 0 && remark->is_finding);
	nl_buf_add_c(out, "</w:comment>");
}

void docx_comments_begin(nl_buf *out, bool is_strict)
{
	nl_buf_addf(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
		"<w:comments xmlns:w=\"%s\">",
		is_strict ? DOCX_STRICT : DOCX_TRANSITIONAL);
}

void docx_comments_end(nl_buf *out)
{
	nl_buf_add_c(out, "</w:comments>");
}
