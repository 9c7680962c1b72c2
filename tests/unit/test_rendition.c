/* Renditions: lines and blocks, places without offsets, pages, and the way back into the file. */
#include "doc_check.h"
#include "doc/input.h"

static nl_piece_origin from(uint32_t part, uint32_t start, uint32_t end, uint32_t run)
{
	return (nl_piece_origin){part, {start, end}, run};
}

/* A page number; an item in two runs, the second with an entity in it; a sentence that goes on over the end of a line. */
static nl_rendition *example(void)
{
	nl_rendition *r = nl_rendition_new();
	uint32_t part = nl_rendition_part(r, NL_STR("body.xml"));
	nl_rendition_page(r, 7);
	nl_rendition_show(r, NL_STR("7"), NL_FROM_NOWHERE);
	nl_rendition_line(r);
	nl_rendition_show(r, NL_STR("(b) "), NL_FROM_NOWHERE);
	nl_rendition_block(r, NL_BLOCK_LIST, 4, NL_STR("(b)"), false);
	nl_rendition_text(r, NL_STR("not to "), from(part, 100, 107, 0));
	nl_rendition_text(r, NL_STR("use "), from(part, 107, 111, 0));
	nl_rendition_text(r, NL_STR("R"), from(part, 150, 151, 1));
	nl_rendition_text(r, NL_STR("&"), from(part, 151, 156, 1));
	nl_rendition_text(r, NL_STR("D\n"), from(part, 156, 158, 1));
	nl_rendition_end(r);
	nl_rendition_line(r);
	nl_rendition_block(r, NL_BLOCK_PARAGRAPH, 0, NL_STR(""), false);
	nl_rendition_text(r, NL_STR("States cooperate on informa-"), from(part, 200, 228, 2));
	nl_rendition_line(r);
	nl_rendition_page(r, 8);
	nl_rendition_text(r, NL_STR("tion."), from(part, 300, 305, 3));
	nl_rendition_end(r);
	nl_rendition_line(r);
	return r;
}

static void lines_are_the_source(void)
{
	nl_rendition *r = example();
	nl_source *source = nl_rendition_source(r, NL_STR("a.docx"));
	CHECK_STR(nl_source_text(source), "7\n(b) not to use R&D \nStates cooperate on informa-\ntion.\n");
	nl_place place = nl_source_place(source, 6);
	CHECK_INT(place.line, 2);
	CHECK_INT(place.column, 5);
	CHECK_INT(place.page, 7);
	CHECK(place.offset == NL_NO_OFFSET);
	CHECK_INT(nl_source_place(source, (uint32_t)nl_source_text(source).len - 3).page, 8);
	nl_source_free(source);
	nl_rendition_free(r);
}

static void pages_are_told_from_their_first_byte_on(void)
{
	static const nl_page_start pages[] = {{2, 1}, {4, 2}, {4, 3}};
	nl_source *source = nl_source_new(NL_STR("a"), NL_STR("abcdefg"), NL_ENCODING_RENDITION, 0);
	CHECK_INT(nl_source_place(source, 1).page, 0);
	nl_source_set_pages(source, pages, 3);
	static const uint32_t wanted[] = {0, 0, 1, 1, 3, 3, 3, 3};
	for (uint32_t i = 0; i < 8; i++) CHECK_INT(nl_source_place(source, i).page, wanted[i]);
	nl_source_free(source);
}

static void blocks_are_the_document(drafts *d)
{
	drafts_close(d);
	nl_input input = {.format = NL_FORMAT_TEXT, .rendition = example()};
	input.source = nl_rendition_source(input.rendition, NL_STR("a.docx"));
	nl_doc *doc = nl_input_doc(&input, &d->language, d->lexicon, NULL, &d->sink);
	check_document(doc);
	nl_buf_clear(&d->dump);
	nl_doc_dump(doc, &d->dump);
	CHECK_STR(nl_buf_str(&d->dump),
		"format text, 2 blocks, 2 sentences, 9 tokens\n"
		"list 1 \"(b)\"\n"
		"  0  not to use R&D\n"
		"paragraph\n"
		"  1  States cooperate on informa- tion.\n");
	nl_doc_free(doc);
	nl_input_release(&input);
}

static void pieces_lead_back_into_the_file(void)
{
	nl_rendition *r = example();
	nl_str text = nl_buf_str(&r->text);
	uint32_t at = nl_rendition_piece_at(r, (uint32_t)nl_str_find(text, NL_STR("use")));
	CHECK_INT(r->pieces.at[at].bytes.start, 100);
	CHECK_INT(r->pieces.at[at].bytes.end, 111);
	CHECK_INT(r->pieces.at[at].run, 0);
	at = nl_rendition_piece_at(r, (uint32_t)nl_str_find(text, NL_STR("&")));
	CHECK_INT(r->pieces.at[at].bytes.end - r->pieces.at[at].bytes.start, 5);
	CHECK_INT(r->pieces.at[at].run, 1);
	CHECK(r->pieces.at[nl_rendition_piece_at(r, 0)].part == NL_NONE);
	CHECK_INT(nl_rendition_piece_at(r, (uint32_t)text.len), r->pieces.len);
	CHECK_STR(r->parts.entries[0].key, "body.xml");
	CHECK_INT(nl_rendition_part(r, NL_STR("body.xml")), 0);
	nl_rendition_free(r);
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	lines_are_the_source();
	pages_are_told_from_their_first_byte_on();
	blocks_are_the_document(&d);
	pieces_lead_back_into_the_file();
	drafts_release(&d);
	return check_done();
}
