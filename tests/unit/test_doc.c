/* The questions that the matcher and the reports ask of a document, and the markers of lists. */
#include "doc_check.h"

#include "doc/builder.h"
#include "doc/marker.h"

static const char text[] =
	"# Code\n\nFirst sentence. Second one.\n\n## Scope\n\nStates should:\n\n- act\n- stop\n\n# End\n\nLast words.\n";

static void test_sections(drafts *d)
{
	const nl_doc *doc = open_bytes(d, "draft.md", nl_str_of(text));
	CHECK_INT(doc->block_count, 8);
	CHECK_INT(doc->section_count, 4);
	CHECK_STR(nl_doc_section_path(doc, 4, &d->arena), "Code > Scope");
	CHECK_STR(nl_doc_section_path(doc, 7, &d->arena), "End");
	CHECK_INT(doc->sections[1].end, 6);
	CHECK_INT(doc->sections[2].parent, 1);
	const nl_doc *bare = open_bytes(d, "draft.txt", NL_STR("No heading at all stands here."));
	CHECK_STR(nl_doc_section_path(bare, 0, &d->arena), "");
}

static void test_units(drafts *d)
{
	const nl_doc *doc = open_bytes(d, "draft.md", nl_str_of(text));
	CHECK(nl_doc_unit(doc, NL_UNIT_SENTENCE, 1) != nl_doc_unit(doc, NL_UNIT_SENTENCE, 2));
	CHECK_INT(nl_doc_unit(doc, NL_UNIT_PARAGRAPH, 1), nl_doc_unit(doc, NL_UNIT_PARAGRAPH, 2));
	CHECK(nl_doc_unit(doc, NL_UNIT_PARAGRAPH, 2) != nl_doc_unit(doc, NL_UNIT_PARAGRAPH, 4));
	CHECK_INT(nl_doc_unit(doc, NL_UNIT_SECTION, 4), nl_doc_unit(doc, NL_UNIT_SECTION, 6));
	CHECK(nl_doc_unit(doc, NL_UNIT_SECTION, 1) != nl_doc_unit(doc, NL_UNIT_SECTION, 4));
	CHECK_INT(nl_doc_unit(doc, NL_UNIT_DOCUMENT, 0), nl_doc_unit(doc, NL_UNIT_DOCUMENT, 8));
}

static void test_markers(void)
{
	static const struct {
		const char *text, *label;
		size_t len;
	} cases[] = {
		{"(a) x", "(a)", 4},
		{"1. x", "1.", 3},
		{"12) x", "12)", 4},
		{"iv. x", "iv.", 4},
		{"- x", "-", 2},
		{"* x", "*", 2},
		{"\xE2\x80\xA2x", "\xE2\x80\xA2", 3},
		{"\xE2\x80\x93 x", "\xE2\x80\x93", 4},
		{"1.To act", "1.", 2},
		{"2.3 Scope", "2.3", 4},
		{"2.3. Scope", "2.3.", 5},
		{"(a)(i) x", "(a)", 3},
		{"(iii)\tx", "(iii)", 6},
		{"1 - Free", "1 -", 4},
		{"a.", "a.", 2},
		{"2013. x", "", 0},
		{"1.5 x", "1.5", 4},
		{"e.g. x", "", 0},
		{"(see x", "", 0},
		{"-x", "", 0},
		{"and", "", 0},
		{"(a", "", 0},
		{"", "", 0},
		{"\xE2\x80\x93x", "", 0},
		{"(abc) x", "", 0},
		{"?", "", 0},
		{"? What", "?", 2},
		{"1.2.3.4.5.6.7 x", "", 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		nl_str label;
		CHECK_INT(nl_list_marker(nl_str_of(cases[i].text), &label), cases[i].len);
		CHECK_STR(label, cases[i].label);
	}
}

/* Lists inside lists beyond the limit count as that deep. */
static void test_depth(drafts *d)
{
	nl_buf list = {0};
	for (int depth = 0; depth < 3 * NL_MAX_LIST_DEPTH; depth++) {
		for (int i = 0; i < depth; i++) nl_buf_add_c(&list, "  ");
		nl_buf_add_c(&list, "- item:\n");
	}
	for (int format = 0; format < 2; format++) {
		const nl_doc *doc = open_bytes(d, format ? "draft.txt" : "draft.md", nl_buf_str(&list));
		CHECK(doc->block_count > 0);
		for (uint32_t i = 0; i < doc->block_count; i++) CHECK(doc->blocks[i].level <= NL_MAX_LIST_DEPTH);
	}
	drafts_close(d);
	nl_buf_release(&list);
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	test_sections(&d);
	test_units(&d);
	test_markers();
	test_depth(&d);
	drafts_release(&d);
	return check_done();
}
