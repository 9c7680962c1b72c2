/* The Word reader: what the reader of the page sees, from what the file says. */
#include "office.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define WORD                                                                                      \
	"<w:document " W " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" " \
	"xmlns:wps=\"urn:wps\" xmlns:v=\"urn:v\"><w:body>"
#define WORD_END "</w:body></w:document>"
#define RELATION(id, type, target)                                                                                 \
	"<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type \
	"\" Target=\"" target "\"/>"
#define RELATIONS(list) \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" list "</Relationships>"

/* Paragraphs, runs. */
#define T(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(inside) "<w:p>" inside "</w:p>"
#define STYLED(style, text) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" T(text) "</w:p>"
#define ITEM(num, level, text)                                                                                      \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" num "\"/></w:numPr></w:pPr>" T(text) "</" \
																											   "w:p>"

static const char types[] =
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
	"PartName=\"/word/document.xml\" "
	"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

static const char styles[] =
	"<w:styles " W ">"
	"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:basedOn "
	"w:val=\"Standard\"/>"
	"<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Ours\"><w:name w:val=\"Our Chapter\"/><w:basedOn "
	"w:val=\"berschrift1\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"NoHeading\"><w:name w:val=\"TOC Heading\"/><w:basedOn "
	"w:val=\"berschrift1\"/>"
	"<w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Contents\"><w:name w:val=\"toc 1\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Loop\"><w:name w:val=\"A\"/><w:basedOn w:val=\"Loop2\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Loop2\"><w:name w:val=\"B\"/><w:basedOn w:val=\"Loop\"/></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Article\"><w:name w:val=\"Article\"/><w:basedOn w:val=\"berschrift2\"/>"
	"<w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>"
	"<w:style w:type=\"paragraph\" w:styleId=\"Clause\"><w:name w:val=\"Clause\"/>"
	"<w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>"
	"<w:style w:type=\"numbering\" w:styleId=\"ListStyle\"><w:name w:val=\"Ours\"/><w:pPr><w:numPr><w:numId "
	"w:val=\"1\"/>"
	"</w:numPr></w:pPr></w:style>"
	"<w:style w:type=\"character\" w:styleId=\"Hidden\"><w:name w:val=\"Hidden\"/><w:rPr><w:vanish/></w:rPr></w:style>"
	"</w:styles>";

#define LEVEL(n, format, text) \
	"<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/>"

/* 1, 2: 1. (a) (i) over one abstract numbering, 2 begins anew at 4; 3: Article 1, 1.1; 4: bullets; 5: by list style;
 * 6: legal; 7: restarts at no level; 8: an override of a level. */
static const char numbering[] =
	"<w:numbering " W ">"
	"<w:abstractNum w:abstractNumId=\"10\">" LEVEL("0", "decimal", "%1.") "</w:lvl>" LEVEL("1", "lowerLetter",
		"(%2)") "</w:lvl>" LEVEL("2", "lowerRoman",
		"(%3)") "</w:lvl></w:abstractNum>"
				"<w:abstractNum w:abstractNumId=\"11\">" LEVEL("0", "decimal",
					"Article %1") "<w:pStyle w:val=\"Article\"/></w:lvl>" LEVEL("1", "decimal",
					"%1.%2") "<w:pStyle w:val=\"Clause\"/></w:lvl></w:abstractNum>"
							 "<w:abstractNum w:abstractNumId=\"12\">" LEVEL("0",
								 "bullet", "&#xF0B7;") "</w:lvl></w:abstractNum>"
													   "<w:abstractNum w:abstractNumId=\"13\"><w:numStyleLink "
													   "w:val=\"ListStyle\"/></w:abstractNum>"
													   "<w:abstractNum w:abstractNumId=\"14\">" LEVEL("0", "upperRoman",
														   "%1") "</w:lvl>" LEVEL("1", "decimal",
														   "%1.%2") "<w:isLgl/></w:lvl></w:abstractNum>"
																	"<w:abstractNum w:abstractNumId=\"15\">" LEVEL("0",
																		"decimal",
																		"%1.") "</w:lvl>" LEVEL("1", "upperLetter", "%2)") "<w:lvlRestart w:val=\"0\"/></w:lvl></w:abstractNum>"
																														   "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"10\"/></w:num>"
																														   "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"10\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/>"
																														   "</w:lvlOverride></w:num>"
																														   "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"11\"/></w:num>"
																														   "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"12\"/></w:num>"
																														   "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"13\"/></w:num>"
																														   "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"14\"/></w:num>"
																														   "<w:num w:numId=\"7\"><w:abstractNumId w:val=\"15\"/></w:num>"
																														   "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"10\"/><w:lvlOverride w:ilvl=\"1\">" LEVEL(
																															   "1", "upperLetter",
																															   "%2.") "</w:lvl></w:lvlOverride></w:num>"
																																	  "</w:numbering>";

static const char footnotes[] = "<w:footnotes " W "><w:footnote w:type=\"separator\" w:id=\"-1\">" P(
	T("line")) "</w:footnote>"
			   "<w:footnote w:id=\"2\">" P("<w:r><w:footnoteRef/></w:r>" T(" See the Charter."))
				   P(T("And more.")) "</w:footnote>"
									 "</w:footnotes>";

static void make(office *o, const char *body)
{
	static const char relations[] = RELATIONS(RELATION("a", "officeDocument", "word/document.xml"));
	static const char own[] = RELATIONS(RELATION("a", "styles", "styles.xml")
			RELATION("b", "numbering", "numbering.xml") RELATION("c", "footnotes", "/word/../word/footnotes.xml"));
	nl_buf document = {0};
	nl_buf_addf(&document, "%s%s%s", WORD, body, WORD_END);
	const archive_part parts[] = {{"[Content_Types].xml", nl_str_of(types)}, {"_rels/.rels", nl_str_of(relations)},
		{"word/_rels/document.xml.rels", nl_str_of(own)}, {"word/styles.xml", nl_str_of(styles)},
		{"word/numbering.xml", nl_str_of(numbering)}, {"word/footnotes.xml", nl_str_of(footnotes)},
		{"word/document.xml", nl_buf_str(&document)}};
	archive_make(&o->file, parts, sizeof parts / sizeof *parts, 0);
	nl_buf_release(&document);
}

/* ---- texts --------------------------------------------------------------------------------------------------- */

typedef struct {
	const char *title, *body, *lines, *dump; /* NULL: not looked at */
} word_case;

static const word_case cases[] =
	{
		{"headings by style, by what a style is based on, and by outline level",
			STYLED("Titel", "Compact") STYLED("berschrift1", "One") STYLED("Ours", "Two")
				STYLED("NoHeading", "Contents") STYLED("berschrift2", "Named only")
					P("<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>" T("Direct")) STYLED("Loop", "Text."),
			"Compact\nOne\nTwo\nContents\nNamed only\nDirect\nText.\n",
			"section 1 level 0\nheading\n  0  Compact\nsection 2 level 1\nheading 1\n  1  One\nsection 3 level "
			"1\nheading 1\n  2  Two\n"
			"paragraph\n  3  Contents\nsection 4 level 2\nheading 2\n  4  Named only\nsection 5 level 3\nheading 3\n  "
			"5  Direct\n"
			"paragraph\n  6  Text.\n"},
		{"numbers are counted as Word counts them, and lead-ins hold",
			P(T("States shall not:")) ITEM("1", "1", "use force;") ITEM("1", "1", "use proxies:")
				ITEM("1", "2", "at home;") ITEM("1", "2", "abroad;") ITEM("1", "1", "lie."),
			"States shall not:\n(a) use force;\n(b) use proxies:\n(i) at home;\n(ii) abroad;\n(c) lie.\n",
			"paragraph\n  0  States shall not:\nlist 1 \"(a)\"\n  1 <0  use force;\nlist 1 \"(b)\"\n  2 <0  use "
			"proxies:\n"
			"list 2 \"(i)\"\n  3 <2  at home;\nlist 2 \"(ii)\"\n  4 <2  abroad;\nlist 1 \"(c)\"\n  5 <0  lie.\n"},
		{"numberings of one abstract numbering count on together, and one begins anew where it says so",
			ITEM("1", "0", "a") ITEM("1", "0", "b") ITEM("8", "0", "c") ITEM("2", "0", "d") ITEM("2", "0", "e")
				ITEM("2", "1", "f") ITEM("8", "1", "g") ITEM("5", "0", "h"),
			"1. a\n2. b\n3. c\n4. d\n5. e\n(a) f\nB. g\n6. h\n", NULL},
		{"a level above begins the ones below anew, unless they say never",
			ITEM("7", "0", "a") ITEM("7", "1", "b") ITEM("7", "0", "c") ITEM("7", "1", "d"), "1. a\nA) b\n2. c\nB) d\n", NULL},
		{"legal numbering is all digits; a level that is out of sight shows its start",
			ITEM("6", "1", "a") ITEM("6", "0", "b") ITEM("6", "0", "c") ITEM("6", "1", "d"),
			"1.1 a\nI b\nII c\n2.1 d\n", NULL},
		{"a style is numbered, at the level that is bound to it",
			STYLED("Article", "Scope")
				STYLED("Clause", "States cooperate.") STYLED("Clause", "States agree.") STYLED("Article", "End"),
			"Article 1 Scope\n1.1 States cooperate.\n1.2 States agree.\nArticle 2 End\n",
			"section 1 level 2\nheading 2\n  0  Article 1 Scope\nlist 1 \"1.1\"\n  1  States cooperate.\nlist 1 "
			"\"1.2\"\n"
			"  2  States agree.\nsection 2 level 2\nheading 2\n  3  Article 2 End\n"},
		{"bullets, and a number that is taken away",
			ITEM("4", "0", "Point.")
				P("<w:pPr><w:pStyle w:val=\"Clause\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>" T("Text.")),
			"• Point.\nText.\n", "list 1 \"•\"\n  0  Point.\nparagraph\n  1  Text.\n"},
		{"typed markers begin items, behind a line break too; text that is indented below goes on with its item",
			P(T("States shall not:"))
				P(T("(a) lie;") "<w:r><w:br/></w:r>" T("(b) steal:"))
					P("<w:pPr><w:ind w:left=\"720\"/></w:pPr>" T("from anybody.")) P(T("States act.")),
			"States shall not:\n(a) lie; (b) steal:\nfrom anybody.\nStates act.\n",
			"paragraph\n  0  States shall not:\nlist 1 \"(a)\"\n  1 <0  lie;\nlist 1 \"(b)\"\n  2 <0  steal:\nlist 1\n"
			"  3 <0  from anybody.\nparagraph\n  4  States act.\n"},
		{"tabs, hyphens, symbols, breaks and entities",
			P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c&amp;d</w:t><w:softHyphen/>"
			  "<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:sym w:font=\"Odd\" "
			  "w:char=\"F041\"/><w:cr/><w:t>e</w:t></w:r>"),
			"a\tb\xE2\x80\x91"
			"c&d\xC2\xAD≥□ e\n",
			NULL},
		{"tables, and a table of one column, which is a frame",
			"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>" P(T("a")) P(T("b")) "</w:tc><w:tc>" P(T("c")) "</w:tc></w:tr></w:tbl><w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>" STYLED(
				"berschrift1", "Head") P(T("Text.")) "</w:tc></w:tr></w:tbl>",
			"a\nb\nc\nHead\nText.\n", "table\n  0  a\ntable\n  1  b\ntable\n  2  c\nsection 1 level 1\nheading 1\n  3  Head\nparagraph\n  4  Text.\n"},
		{"a note stands behind the paragraph that refers to it, once",
			P(T("We agree.") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>")
				P(T("We do.") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
			"We agree.\n See the Charter.\nAnd more.\nWe do.\n", "paragraph\n  0  We agree.\nfootnote\n  1  See the Charter.\nfootnote\n  2  And more.\nparagraph\n  3  We do.\n"},
		{"a text box stands behind its paragraph, and its second rendering is left out",
			P(
				T("Before ") "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" P(T("In the box.")) P(T("Again.")) "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" P(
					T("In the box.")) "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></"
									  "w:r>" T("and after.")),
			"Before and after.\nIn the box.\nAgain.\n",
			"paragraph\n  0  Before and after.\nparagraph\n  1  In the box.\nparagraph\n  2  Again.\n"},
		{"of fields the result is read, and not the code; a code that never ends hides nothing",
			P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x "
			  "\\h</w:instrText></w:r><w:r><w:t>code</w:t></w:r>"
			  "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" T(
				  "result") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
							"<w:fldSimple w:instr=\"DATE\">" T(
								" today") "</w:fldSimple><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>")
				P(T("After.")),
			"result today\nAfter.\n", NULL},
		{"hidden and struck text, comments, and what asks to be filled in are left out",
			P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish "
			  "w:val=\"0\"/></w:rPr><w:t>seen</w:t></w:r>"
			  "<w:r><w:rPr><w:rStyle w:val=\"Hidden\"/></w:rPr><w:t>hidden</w:t></w:r>"
			  "<w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r><w:commentRangeStart "
			  "w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>") "<w:sdt><w:sdtPr><w:showingPlcHdr/></"
																		 "w:sdtPr><w:sdtContent>" P(T("Click here.")) "</w:sdtContent></w:sdt>"
																													  "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" P(
																														  T("Filled in.")) "</w:sdtContent></w:sdt>",
			"seen\nFilled in.\n", NULL},
		{"a table of contents is shown, and is no text", STYLED("Contents", "One 3") P(T("Text.")), "One 3\nText.\n",
			"paragraph\n  0  Text.\n"},
		{"quotes by style", STYLED("Zitat", "States must act.") P(T("So it is.")), NULL,
			"quote\n  0  States must act. [quoted]\nparagraph\n  1  So it is.\n"},
		{"a large first letter belongs to its word",
			P("<w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>" T("S")) P(T("tates act.")), "States act.\n", NULL},
};

static const nl_input_options accepted = {0}, original = {.changes = NL_CHANGES_ORIGINAL};

static void check_case(office *o, const word_case *c)
{
	unsigned failed = check_failed;
	make(o, c->body);
	CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &accepted));
	if (c->lines && o->input.source) CHECK_STR(nl_source_text(o->input.source), c->lines);
	if (c->dump) CHECK_STR(office_dump(o), c->dump);
	if (check_failed > failed) fprintf(stderr, "in: %s\n", c->title);
}

/* ---- tracked changes ----------------------------------------------------------------------------------------- */

static const struct {
	const char *title, *body, *accepted, *original;
} changes[] =
	{
		{"inserted and deleted words", P(T("We ") "<w:del><w:r><w:delText>may</w:delText></w:r></w:del><w:ins><w:r><w:t>shall</w:t></w:r></w:ins>" T(" act.")),
			"We shall act.\n", "We may act.\n"},
		{"moved words",
			P("<w:moveFrom><w:r><w:t>here </w:t></w:r></w:moveFrom>" T(
				"or ") "<w:moveTo><w:r><w:t>there</w:t></w:r></w:moveTo>"),
			"or there\n", "here or \n"},
		{"a paragraph mark that was deleted, and one that was inserted",
			P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("One ")) P("<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>" T("two "))
				P(T("three.")),
			"One two \nthree.\n", "One \ntwo three.\n"},
		{"properties that were changed, and the numbers that follow from them",
			"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
			"w:val=\"1\"/></w:numPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>" T("a") "</w:p>" ITEM("1", "0", "b"),
			"1. a\n2. b\n", "a\n1. b\n"},
		{"rows and cells",
			"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:del/></w:trPr><w:tc>" P(T("gone")) "</w:tc></w:tr><w:tr><w:trPr><w:ins/></w:trPr><w:tc>" P(T(
				"new")) "</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>" P(T("cut")) "</w:tc></w:tr></w:tbl>" P(T("End.")),
			"new\nEnd.\n", "gone\nEnd.\n"},
		{"text that was inserted and deleted again is in neither",
			P("<w:ins><w:del><w:r><w:delText>never</w:delText></w:r></w:del></w:ins>" T("Text.")), "Text.\n", "Text.\n"},
		{"a note that was deleted", P(T("We agree.") "<w:del><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:del>"),
			"We agree.\n", "We agree.\n See the Charter.\nAnd more.\n"},
		{"a look that was changed",
			P("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Seen</w:t></w:r>" T(
				" now.")),
			"Seen now.\n", " now.\n"},
};

static void check_changes(office *o)
{
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		unsigned failed = check_failed;
		make(o, changes[i].body);
		CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &accepted));
		CHECK_STR(nl_source_text(o->input.source), changes[i].accepted);
		CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &original));
		CHECK_STR(nl_source_text(o->input.source), changes[i].original);
		if (check_failed > failed) fprintf(stderr, "in: %s\n", changes[i].title);
	}
}

/* ---- places -------------------------------------------------------------------------------------------------- */

static void pages_are_those_that_word_stored(office *o)
{
	make(o, P(T("One.")) P(T("Two") "<w:r><w:lastRenderedPageBreak/><w:t> three.</w:t></w:r>") P(T("Four.")));
	CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &accepted));
	const nl_source *source = o->input.source;
	static const struct {
		const char *word;
		uint32_t line, column, page;
	} places[] = {{"One", 1, 1, 1}, {"Two", 2, 1, 1}, {"three", 2, 5, 2}, {"Four", 3, 1, 2}};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		size_t at = nl_str_find(nl_source_text(source), nl_str_of(places[i].word));
		nl_place place = nl_source_place(source, (uint32_t)at);
		CHECK_INT(place.line, places[i].line);
		CHECK_INT(place.column, places[i].column);
		CHECK_INT(place.page, places[i].page);
		CHECK(place.offset == NL_NO_OFFSET);
	}
	make(o, P("<w:r><w:br w:type=\"page\"/><w:t>One.</w:t></w:r>"));
	CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &accepted));
	CHECK_INT(nl_source_place(o->input.source, 1).page, 0);
}

/* What comments need: for words of the rendition the bytes of the part, the run and its properties, the paragraph. */
static void words_lead_back_to_their_bytes(office *o)
{
	static const char body[] = P(T("Use ") "<w:r><w:rPr><w:b/></w:rPr><w:t>R&amp;D and force</w:t></w:r>");
	make(o, body);
	CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &accepted));
	const nl_rendition *r = o->input.rendition;
	nl_str document = nl_str_of(WORD P(T("Use ") "<w:r><w:rPr><w:b/></w:rPr><w:t>R&amp;D and force</w:t></w:r>") WORD_END);
	size_t at = nl_str_find(nl_buf_str(&r->text), NL_STR("force"));
	const nl_piece *piece = &r->pieces.at[nl_rendition_piece_at(r, (uint32_t)at)];
	CHECK_STR(r->parts.entries[piece->part].key, "word/document.xml");
	size_t start = piece->bytes.start + (at - piece->text.start);
	CHECK_STR(nl_str_slice(document, start, start + 5), "force");
	const nl_run *run = &r->runs.at[piece->run];
	CHECK_STR(nl_str_slice(document, run->properties.start, run->properties.end), "<w:rPr><w:b/></w:rPr>");
	CHECK_STR(nl_str_slice(document, run->element.start, run->element.end),
		"<w:r><w:rPr><w:b/></w:rPr><w:t>R&amp;D and force</w:t></w:r>");
	const nl_paragraph *paragraph = &r->paragraphs.at[run->paragraph];
	CHECK_STR(nl_str_slice(document, paragraph->element.start, paragraph->element.end), body);
	piece = &r->pieces.at[nl_rendition_piece_at(r, (uint32_t)nl_str_find(nl_buf_str(&r->text), NL_STR("&")))];
	CHECK_STR(nl_str_slice(document, piece->bytes.start, piece->bytes.end), "&amp;");
}

/* ---- what is refused ----------------------------------------------------------------------------------------- */

static void check_refused(office *o, const char *name, nl_str bytes, const char *code, const char *message)
{
	CHECK(!office_open(o, name, bytes, &accepted));
	CHECK_STR(office_first_code(o), code);
	CHECK_STR(office_first_message(o), message);
}

static void check_body(office *o, const char *body, const char *code, const char *message)
{
	make(o, body);
	check_refused(o, "a.docx", nl_buf_str(&o->file), code, message);
}

static void check_document_part(office *o, nl_str bytes, uint32_t claimed, const char *code, const char *message)
{
	const archive_part parts[] = {{"[Content_Types].xml", nl_str_of(types)}, {"word/document.xml", bytes}};
	archive_make(&o->file, parts, 2, claimed);
	check_refused(o, "a.docx", nl_buf_str(&o->file), code, message);
}

static void damaged_files_are_refused(office *o)
{
	check_refused(o, "a.docx", NL_STR(""), "D0714", "cannot read 'a.docx': it is empty");
	check_refused(o, "a.docx", NL_STR("Plain text."), "D0714",
		"cannot read 'a.docx': it is no zip archive, as documents of this format are");
	check_body(o, "<w:p>", "D0711",
		"cannot read 'a.docx': its part 'word/document.xml' is damaged at line 1, column 206: mismatched tag");
	check_refused(o, "a.docx", NL_STR("{\\rtf1 Text.}"), "D0714",
		"cannot read 'a.docx': it is an RTF document, and no zip archive, as documents of this format are");
	check_refused(o, "a.docx", NL_STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Text."),
		"D0714", "cannot read 'a.docx': it is an old Office document (.doc, .xls), and no zip archive, as documents of this format are");
	make(o, P(T("Text.")));
	check_refused(o, "a.docx", nl_str_slice(nl_buf_str(&o->file), 0, o->file.len / 2), "D0711",
		"cannot read 'a.docx': the archive is damaged: Not a zip archive");
	const archive_part none[] = {{"[Content_Types].xml", nl_str_of(types)}};
	archive_make(&o->file, none, 1, 0);
	check_refused(o, "a.docx", nl_buf_str(&o->file), "D0711", "cannot read 'a.docx': its part 'word/document.xml' is missing");
	const archive_part sheet[] = {{"[Content_Types].xml", NL_STR("<Types/>")}, {"xl/workbook.xml", NL_STR("<workbook/>")}};
	archive_make(&o->file, sheet, 2, 0);
	check_refused(o, "a.docx", nl_buf_str(&o->file), "D0714",
		"cannot read 'a.docx': it is a spreadsheet (.xlsx), and holds no text of Word");
	const archive_part twice[] = {{"[Content_Types].xml", nl_str_of(types)},
		{"word/document.xml", NL_STR(WORD WORD_END)}, {"Word/Document.xml", NL_STR(WORD WORD_END)}};
	archive_make(&o->file, twice, 3, 0);
	check_refused(o, "a.docx", nl_buf_str(&o->file), "D0711",
		"cannot read 'a.docx': it has the part 'word/document.xml' twice");
	check_document_part(o, NL_STR("<?xml version='1.0' encoding='ISO-8859-5'?>" WORD WORD_END), 0, "D0711",
		"cannot read 'a.docx': its part 'word/document.xml' is in an encoding other than UTF-8 and UTF-16: ISO-8859-5");
}

/* Names never lead out of the archive. */
static void missing_parts_are_told(office *o)
{
	const archive_part parts[] = {{"[Content_Types].xml", nl_str_of(types)},
		{"word/document.xml", NL_STR(WORD P(T("Text.")) WORD_END)},
		{"word/_rels/document.xml.rels",
			NL_STR(RELATIONS(RELATION("a", "footnotes", "footnotes.xml") RELATION("b", "styles", "../../../etc/passwd")))}};
	archive_make(&o->file, parts, 3, 0);
	CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &accepted));
	CHECK(o->sink.list.len == 2 && o->sink.warnings == 2);
	CHECK_STR(o->sink.list.at[0].message, "'a.docx' is damaged: its part 'etc/passwd' is missing");
	CHECK_STR(o->sink.list.at[1].message, "'a.docx' is damaged: its part 'word/footnotes.xml' is missing");
}

static void harmful_files_are_refused(office *o)
{
	check_document_part(o, NL_STR("<!DOCTYPE a [<!ENTITY b 'bb'>]>" WORD WORD_END), 0,
		"D0713", "cannot read 'a.docx': its part 'word/document.xml' has a document type declaration, which could make text without bound");
	check_document_part(o, NL_STR(WORD WORD_END), 0x7FFFFFFF,
		"D0713", "cannot read 'a.docx': its part 'word/document.xml' unpacks to more than the 16777216 bytes that it may (a \"zip bomb\"?)");
	nl_buf deep = {0};
	for (int i = 0; i < 501; i++) nl_buf_add_c(&deep, "<a>");
	check_document_part(o, nl_buf_str(&deep), 0,
		"D0713", "cannot read 'a.docx': its part 'word/document.xml' has more elements inside of each other than a document needs");
	nl_buf_release(&deep);
	static const char encrypted[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
	check_refused(o, "a.docx", (nl_str){encrypted, sizeof encrypted - 1}, "D0712",
		"cannot read 'a.docx': it is encrypted with a password");
	check_body(o, "<w:altChunk/>", "D0715", "cannot read 'a.docx': it takes in other files, which normlint does not read");
}

static void parts_may_be_in_utf16(office *o)
{
	nl_buf utf16 = {0};
	nl_buf_add(&utf16, NL_STR("\xFF\xFE"));
	for (const char *c = "<?xml version='1.0' encoding='UTF-16'?>" WORD P(T("Text.")) WORD_END; *c; c++) {
		nl_buf_add_byte(&utf16, *c);
		nl_buf_add_byte(&utf16, '\0');
	}
	const archive_part parts[] = {{"[Content_Types].xml", nl_str_of(types)}, {"word/document.xml", nl_buf_str(&utf16)}};
	archive_make(&o->file, parts, 2, 0);
	CHECK(office_open(o, "a.docx", nl_buf_str(&o->file), &accepted));
	CHECK_STR(nl_source_text(o->input.source), "Text.\n");
	nl_buf_release(&utf16);
}

/* Cut short at each byte, and with each byte changed: refused or read, never worse. */
static void check_broken(office *o)
{
	make(o, P(T("We ") "<w:ins>" T("shall") "</w:ins>" T(" act.")) ITEM("1", "1", "use force;") STYLED("Article", "Scope"));
	nl_buf whole = o->file;
	o->file = (nl_buf){0};
	nl_str bytes = nl_buf_str(&whole);
	for (size_t i = 0; i < bytes.len; i += 7) office_open(o, "a.docx", nl_str_slice(bytes, 0, i), &accepted);
	for (size_t i = 0; i < bytes.len; i += 3) {
		whole.ptr[i] ^= 0x15;
		office_open(o, "a.docx", bytes, &accepted);
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
	check_changes(&o);
	pages_are_those_that_word_stored(&o);
	words_lead_back_to_their_bytes(&o);
	damaged_files_are_refused(&o);
	harmful_files_are_refused(&o);
	missing_parts_are_told(&o);
	parts_may_be_in_utf16(&o);
	check_broken(&o);
	office_release(&o);
	return check_done();
}
