/* The OpenDocument reader: what the reader of the page sees, from what the file says; as an archive and as a flat file. */
#include "office.h"

#define SPACES                                                                                                     \
	" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                                          \
	"xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:"                                                          \
	"text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:table=\"urn:oasis:names:tc:" \
	"opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "             \
	"xmlns:fo=\"urn:oasis:"                                                                                        \
	"names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "                                                         \
	"xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""                                       \
	" xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\" "                       \
	"office:mimetype=\"application/vnd."                                                                           \
	"oasis.opendocument.text\""
#define P(text) "<text:p>" text "</text:p>"
#define STYLED(style, text) "<text:p text:style-name=\"" style "\">" text "</text:p>"
#define ITEM(inside) "<text:list-item>" inside "</text:list-item>"
#define LIST(attributes, inside) "<text:list text:style-name=\"L\" " attributes ">" inside "</text:list>"
#define INNER(inside) "<text:list>" inside "</text:list>"

static const char styles[] =
	"<office:styles>"
	"<style:style style:name=\"Title\" style:family=\"paragraph\"/>"
	"<style:style style:name=\"Quotations\" style:family=\"paragraph\"/>"
	"<style:style style:name=\"Ours\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"/>"
	"<style:style style:name=\"Heading_20_2\" style:family=\"paragraph\"/>"
	"<style:style style:name=\"Plain\" style:family=\"paragraph\" style:parent-style-name=\"Heading_20_2\" "
	"style:default-outline-level=\"\"/>"
	"<style:style style:name=\"Loop\" style:family=\"paragraph\" style:parent-style-name=\"Loop\"/>"
	"<text:outline-style style:name=\"Outline\"><text:outline-level-style text:level=\"1\" style:num-format=\"1\" "
	"style:num-prefix=\"Article \"/><text:outline-level-style text:level=\"2\" "
	"style:num-format=\"\"/></text:outline-style>"
	"</office:styles><office:automatic-styles>"
	"<style:style style:name=\"Hidden\" style:family=\"text\"><style:text-properties "
	"text:display=\"none\"/></style:style>"
	"<style:style style:name=\"Struck\" style:family=\"text\"><style:text-properties "
	"style:text-line-through-style=\"solid\"/>"
	"</style:style><style:style style:name=\"Bold\" style:family=\"text\"/>"
	"<text:list-style style:name=\"L\">"
	"<text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>"
	"<text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-prefix=\"(\" "
	"style:num-suffix=\")\"/>"
	"<text:list-level-style-number text:level=\"3\" style:num-format=\"i\" style:num-suffix=\".\" "
	"text:display-levels=\"3\" "
	"loext:num-list-format=\"%1%.%3%\"/></text:list-style>"
	"<text:list-style style:name=\"B\"><text:list-level-style-bullet text:level=\"1\" "
	"text:bullet-char=\"&#xF0B7;\"/></text:list-style>"
	"</office:automatic-styles>";

typedef struct {
	const char *title, *body, *lines, *dump, *original; /* NULL: not looked at */
} odt_case;

static const odt_case cases[] = {
	{"headings, the title, and styles that look like headings",
		STYLED("Title", "Compact") "<text:h text:outline-level=\"1\">Scope</text:h><text:h "
								   "text:outline-level=\"2\">More</text:h>" STYLED("Heading_20_2", "Saved from Word")
									   STYLED("Plain", "Text.") "<text:h text:outline-level=\"1\">End</text:h>",
		"Compact\nArticle 1 Scope\nMore\nSaved from Word\nText.\nArticle 2 End\n",
		"section 1 level 0\nheading\n  0  Compact\nsection 2 level 1\nheading 1\n  1  Article 1 Scope\nsection 3 level "
		"2\nheading 2\n"
		"  2  More\nsection 4 level 2\nheading 2\n  3  Saved from Word\nparagraph\n  4  Text.\nsection 5 level "
		"1\nheading 1\n"
		"  5  Article 2 End\n",
		NULL},
	{"lists and lead-ins",
		P("States shall not:") LIST("",
			ITEM(P("use force;")) ITEM(P("use proxies:") INNER(ITEM(P("at home;"))
					ITEM(P("abroad;") INNER(ITEM(P("or at sea;")))))) ITEM(P("lie,") P("whatever they say."))),
		"States shall not:\n1. use force;\n2. use proxies:\n(a) at home;\n(b) abroad;\n2.i or at sea;\n3. "
		"lie,\nwhatever they say.\n",
		"paragraph\n  0  States shall not:\nlist 1 \"1.\"\n  1 <0  use force;\nlist 1 \"2.\"\n  2 <0  use "
		"proxies:\nlist 2 \"(a)\"\n"
		"  3 <2  at home;\nlist 2 \"(b)\"\n  4 <2  abroad;\nlist 2\n  5 <2  or at sea;\nlist 1 \"3.\"\n  6 <0 "
		" lie,\nlist 1\n"
		"  7 <0  whatever they say.\n",
		NULL},
	{"lists that go on, begin anew, or are given a number",
		LIST("xml:id=\"x\"", ITEM(P("a")) ITEM(P("b"))) P("Text.")
			LIST("text:continue-numbering=\"true\"", ITEM(P("c"))) P("Text.")
				LIST("", ITEM(P("d")) "<text:list-item text:start-value=\"7\">" P("e") "</text:list-item>") P("Text.")
					LIST("text:continue-list=\"x\"", "<text:list-header>" P("Head.") "</text:list-header>" ITEM(P("f"))),
		"1. a\n2. b\nText.\n3. c\nText.\n1. d\n7. e\nText.\nHead.\n4. f\n", NULL, NULL},
	{"an item at a deeper level only, and bullets",
		LIST("", ITEM(INNER(ITEM(P("a"))))) "<text:list text:style-name=\"B\">" ITEM(P("b")) "</text:list>",
		"(a) a\n• b\n", NULL, NULL},
	{"white space is folded, and text:s counts",
		P("\n  one  two<text:s text:c=\"2\"/> three<text:tab/>four<text:line-break/> five &amp;\n six "),
		"one two   three\tfour five & six \n", NULL, NULL},
	{"hidden and struck text, comments, ruby and descriptions are left out",
		P("<text:span text:style-name=\"Hidden\">hid<text:span text:style-name=\"Bold\">den</text:span></text:span>seen"
		  "<text:span text:style-name=\"Struck\">struck</text:span><office:annotation>" P(
			  "comment") "</office:annotation>"
						 "<text:ruby><text:ruby-base> "
						 "base</text:ruby-base><text:ruby-text>above</text:ruby-text></text:ruby>"
						 "<text:hidden-text text:is-hidden=\"true\">hidden</text:hidden-text>")
			P("gone<text:hidden-paragraph text:is-hidden=\"true\"/>") "<text:section text:display=\"none\">" P(
				"gone") "</text:section>",
		"seen base\n\n", NULL, NULL},
	{"notes and text boxes stand behind their paragraph",
		P("We<text:note><text:note-citation>1</text:note-citation><text:note-body>" P(
			"See the Charter.") "</text:note-body></text:note> "
								"agree<draw:frame><draw:text-box>" P(
									"In the box.") "</draw:text-box><svg:desc>picture</svg:desc></draw:frame>.")
			P("End."),
		"We agree.\nSee the Charter.\nIn the box.\nEnd.\n", "paragraph\n  0  We agree.\nfootnote\n  1  See the Charter.\nparagraph\n  2  In the box.\nparagraph\n  3  End.\n",
		NULL},
	{"tables, and a table of one column, which is a frame",
		"<table:table><table:table-column table:number-columns-repeated=\"2\"/><table:table-row><table:table-cell>" P("a")
			P("b") "</table:table-cell><table:covered-table-cell>" P(
				"gone") "</table:covered-table-cell></table:table-row></table:table>"
						"<table:table><table:table-column/><table:table-row><table:table-cell>" P(
							"Text.") "</table:table-cell></table:table-row></table:table>",
		"a\nb\nText.\n", "table\n  0  a\ntable\n  1  b\nparagraph\n  2  Text.\n", NULL},
	{"a style that is not defined is what its name says", STYLED("Heading_20_3", "Scope") STYLED("Nobody", "Text."),
		NULL, "section 1 level 3\nheading 3\n  0  Scope\nparagraph\n  1  Text.\n", NULL},
	{"quotes by style, and what a style is based on; a style that is based on itself",
		STYLED("Ours", "States must act.") STYLED("Loop", "So it is."), NULL,
		"quote\n  0  States must act. [quoted]\nparagraph\n  1  So it is.\n", NULL},
	{"a table of contents is shown, and is no text",
		"<text:table-of-content><text:index-body>" P("Scope 1") "</text:index-body></text:table-of-content>" P("Text."),
		"Scope 1\nText.\n", "paragraph\n  0  Text.\n", NULL},
	{"inserted and deleted words",
		"<text:tracked-changes><text:changed-region xml:id=\"d\"><text:deletion>" P(
			"may") "</text:deletion></text:changed-region><text:changed-region "
				   "xml:id=\"i\"><text:insertion/></text:changed-region>"
				   "</text:tracked-changes>" P(
					   "We <text:change text:change-id=\"d\"/><text:change-start text:change-id=\"i\"/>shall"
					   "<text:change-end text:change-id=\"i\"/> act."),
		"We shall act.\n", NULL, "We may act.\n"},
	{"a deleted text that holds its own mark",
		"<text:tracked-changes><text:changed-region xml:id=\"d\"><text:deletion>" P(
			"may<text:change text:change-id=\"d\"/>") "</text:deletion></text:changed-region></text:tracked-changes>" P("We <text:change text:change-id=\"d\"/>act."),
		"We act.\n", NULL, "We mayact.\n"},
	{"paragraphs that were inserted and deleted",
		"<text:tracked-changes><text:changed-region xml:id=\"d\"><text:deletion>" P("one.") P("Two.")
			P("") "</text:deletion></text:changed-region><text:changed-region "
				  "xml:id=\"i\"><text:insertion/></text:changed-region>"
				  "</text:tracked-changes>" P("This is <text:change text:change-id=\"d\"/>three.")
					  P("Four<text:change-start text:change-id=\"i\"/>.") P("Five")
						  P("six<text:change-end text:change-id=\"i\"/> seven."),
		"This is three.\nFour.\nFive\nsix seven.\n", NULL, "This is one.\nTwo.\nthree.\nFour seven.\n"},
};

static const nl_input_options accepted = {0}, original = {.changes = NL_CHANGES_ORIGINAL};

static void make_flat(office *o, const char *body)
{
	nl_buf_clear(&o->file);
	nl_buf_addf(&o->file,
		"<?xml version=\"1.0\"?>\n<office:document" SPACES ">%s<office:body><office:text>%s</office:text></office:body>"
		"</office:document>",
		styles, body);
}

static void make(office *o, const char *body, const char *manifest)
{
	nl_buf content = {0}, style_part = {0};
	nl_buf_addf(&style_part, "<office:document-styles" SPACES ">%s</office:document-styles>",
		"<office:automatic-styles><style:style style:name=\"Bold\" style:family=\"text\"><style:text-properties "
		"text:display=\"none\"/></style:style></office:automatic-styles>");
	nl_buf_addf(&content,
		"<office:document-content" SPACES ">%s<office:body><office:text>%s</office:text></office:body>"
		"</office:document-content>",
		styles, body);
	const archive_part parts[] = {{"mimetype", NL_STR("application/vnd.oasis.opendocument.text")},
		{"META-INF/manifest.xml", nl_str_of(manifest)}, {"styles.xml", nl_buf_str(&style_part)},
		{"content.xml", nl_buf_str(&content)}};
	archive_make(&o->file, parts, 4, 0);
	nl_buf_release(&content);
	nl_buf_release(&style_part);
}

static void check_text(office *o, const odt_case *c, const char *name)
{
	CHECK(office_open(o, name, nl_buf_str(&o->file), &accepted));
	CHECK_INT(o->input.format, strstr(name, "fodt") ? NL_FORMAT_FODT : NL_FORMAT_ODT);
	if (c->lines && o->input.source) CHECK_STR(nl_source_text(o->input.source), c->lines);
	if (c->dump) CHECK_STR(office_dump(o), c->dump);
	if (!c->original) return;
	CHECK(office_open(o, name, nl_buf_str(&o->file), &original));
	CHECK_STR(nl_source_text(o->input.source), c->original);
}

static void check_case(office *o, const odt_case *c)
{
	unsigned failed = check_failed;
	make(o, c->body, "<a/>");
	check_text(o, c, "a.odt");
	make_flat(o, c->body);
	check_text(o, c, "a.fodt");
	if (check_failed > failed) fprintf(stderr, "in: %s\n", c->title);
}

static void pages_are_those_that_were_stored(office *o)
{
	make_flat(o, P("One.") P("Two <text:soft-page-break/>three.") "<text:soft-page-break/>" P("Four."));
	CHECK(office_open(o, "a.fodt", nl_buf_str(&o->file), &accepted));
	nl_str text = nl_source_text(o->input.source);
	CHECK_INT(nl_source_place(o->input.source, 0).page, 1);
	CHECK_INT(nl_source_place(o->input.source, (uint32_t)nl_str_find(text, NL_STR("three"))).page, 2);
	CHECK_INT(nl_source_place(o->input.source, (uint32_t)nl_str_find(text, NL_STR("Four"))).page, 3);
}

/* What comments need: for words of the rendition the bytes of the file. */
static void words_lead_back_to_their_bytes(office *o)
{
	make_flat(o, P("R&amp;D  and<text:s/>\n force"));
	CHECK(office_open(o, "a.fodt", nl_buf_str(&o->file), &accepted));
	const nl_rendition *r = o->input.rendition;
	nl_str text = nl_buf_str(&r->text), file = nl_buf_str(&o->file);
	static const char *const words[] = {"R", "D", "and", "force"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t at = nl_str_find(text, nl_str_of(words[i]));
		const nl_piece *p = &r->pieces.at[nl_rendition_piece_at(r, (uint32_t)at)];
		size_t start = p->bytes.start + (at - p->text.start);
		CHECK_STR(nl_str_slice(file, start, start + strlen(words[i])), words[i]);
	}
	const nl_piece *entity = &r->pieces.at[nl_rendition_piece_at(r, (uint32_t)nl_str_find(text, NL_STR("&")))];
	CHECK_STR(nl_str_slice(file, entity->bytes.start, entity->bytes.end), "&amp;");
	const nl_paragraph *p = &r->paragraphs.at[0];
	CHECK_STR(nl_str_slice(file, p->element.start, p->element.end), P("R&amp;D  and<text:s/>\n force"));
}

static void check_refused(office *o, const char *name, const char *code, const char *message)
{
	CHECK(!office_open(o, name, nl_buf_str(&o->file), &accepted));
	CHECK_STR(office_first_code(o), code);
	CHECK_STR(office_first_message(o), message);
}

static void what_cannot_be_read_is_refused(office *o)
{
	make(o, P("Text."),
		"<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry><m:encryption-data/>"
		"</m:file-entry></m:manifest>");
	check_refused(o, "a.odt", "D0712", "cannot read 'a.odt': it is encrypted with a password");
	make(o, "<text:section><text:section-source/></text:section>", "<a/>");
	check_refused(o, "a.odm", "D0715", "cannot read 'a.odm': it takes in other files, which normlint does not read");
	make(o, "<text:p>", "<a/>");
	check_refused(o, "a.odt", "D0711",
		"cannot read 'a.odt': its part 'content.xml' is damaged at line 1, column 2254: mismatched tag");
	make_flat(o, "<text:p>");
	check_refused(o, "a.fodt", "D0711", "cannot read 'a.fodt': it is damaged at line 2, column 2246: mismatched tag");
	nl_buf_clear(&o->file);
	check_refused(o, "a.fodt", "D0714", "cannot read 'a.fodt': it is empty");
	nl_buf_add_c(&o->file, "Plain text.");
	check_refused(o, "a.fodt", "D0714", "cannot read 'a.fodt': it is no XML of an OpenDocument text");
	make(o, "<text:section><text:section-source/>" P("Kept here.") "</text:section>", "<a/>");
	CHECK(office_open(o, "a.odt", nl_buf_str(&o->file), &accepted));
}

/* Cut short at each byte, and with each byte changed: refused or read, never worse. */
static void check_broken(office *o)
{
	make_flat(o, cases[1].body);
	nl_buf whole = o->file;
	o->file = (nl_buf){0};
	nl_str bytes = nl_buf_str(&whole);
	for (size_t i = 0; i < bytes.len; i += 7) office_open(o, "a.fodt", nl_str_slice(bytes, 0, i), &accepted);
	for (size_t i = 0; i < bytes.len; i++) {
		whole.ptr[i] ^= 0x15;
		office_open(o, "a.fodt", bytes, &accepted);
		whole.ptr[i] ^= 0x15;
	}
	office_close(o);
	nl_buf_release(&whole);
}

int main(void)
{
	office o;
	office_init(&o);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(&o, &cases[i]);
	pages_are_those_that_were_stored(&o);
	words_lead_back_to_their_bytes(&o);
	what_cannot_be_read_is_refused(&o);
	check_broken(&o);
	office_release(&o);
	return check_done();
}
