/* Comments in documents: on the words that they are about, with everything else as it was, and gone without a trace. */
#include "annotate/annotate.h"
#include "base/file.h"
#include "base/limits.h"
#include "doc/encoding.h"
#include "doc/zip.h"
#include "lang/rules.h"
#include "office.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define BODY(inside) "<w:document xmlns:w=\"" W "\" xmlns:mc=\"urn:mc\"><w:body>" inside "</w:body></w:document>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(inside) "<w:p>" inside "</w:p>"
#define RELATION(id, type, target)                                                                                 \
	"<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type \
	"\" Target=\"" target "\"/>"
#define RELATIONS(list) \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" list "</Relationships>"
#define TYPES                                                                                  \
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override " \
	"PartName=\"/word/document.xml\" "                                                         \
	"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
#define NOTES                                                                                                         \
	"<w:footnotes xmlns:w=\"" W "\"><w:footnote w:id=\"7\">" P(R("Seven.")) "</w:footnote><w:footnote w:id=\"8\">" P( \
		R("Eight words are here.")) "</w:footnote></w:footnotes>"

static const nl_input_options plain;
enum { TIME = 1767225600 };

/* ---- writing ----------------------------------------------------------------------------------------------------- */

typedef struct {
	office office; /* the file as it was */
	const nl_annotator *annotator;
	const char *name;
	nl_buf before, after, again, removed;
	nl_sink sink;
} paper;

static void paper_clear(paper *p)
{
	nl_buf_clear(&p->before);
	nl_buf_clear(&p->after);
	nl_buf_clear(&p->again);
	nl_buf_clear(&p->removed);
	nl_sink_release(&p->sink);
}

static void paper_release(paper *p)
{
	paper_clear(p);
	office_release(&p->office);
	nl_buf_release(&p->before);
	nl_buf_release(&p->after);
	nl_buf_release(&p->again);
	nl_buf_release(&p->removed);
}

/* A remark on words of the text, or on nothing when they are empty. */
static nl_remark remark_on(const nl_source *source, const char *words, nl_span *span)
{
	static const nl_str lines[] = {{"Error: says <it> & more", 23}, {"[a/b]", 5}};
	size_t at = nl_str_find(nl_source_text(source), nl_str_of(words));
	CHECK(at != SIZE_MAX);
	*span = (nl_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
	return (nl_remark){.span = *span,
		.parts = span,
		.part_count = 1,
		.severity = NL_ERROR,
		.code = NL_STR("a/b"),
		.text = lines,
		.line_count = 2,
		.is_finding = true};
}

/* Comments on each of the words; `bytes` is a file without comments of normlint. */
static bool annotate(paper *p, nl_str bytes, const char *const *words, uint32_t count, nl_buf *out)
{
	nl_remark remarks[8];
	nl_span spans[8];
	const nl_input_file file = {nl_str_of(p->name), bytes, &plain, &p->sink};
	CHECK(office_open(&p->office, p->name, bytes, &plain));
	for (uint32_t i = 0; i < count; i++) remarks[i] = remark_on(p->office.input.source, words[i], &spans[i]);
	const nl_annotation annotation = {&file, &p->office.input, remarks, count, TIME};
	return nl_annotate_write(p->annotator, &annotation, out);
}

static uint32_t take_out(paper *p, nl_str bytes, nl_buf *out)
{
	uint32_t removed = 0;
	const nl_input_file file = {nl_str_of(p->name), bytes, &plain, &p->sink};
	CHECK(nl_annotate_remove(p->annotator, &file, out, &removed));
	return removed;
}

/* Writes comments, takes them out, writes them again: the second time makes what the first one made. */
static void there_and_back(paper *p, const char *const *words, uint32_t count)
{
	CHECK(annotate(p, nl_buf_str(&p->before), words, count, &p->after));
	CHECK_INT(p->sink.errors, 0);
	CHECK_INT(take_out(p, nl_buf_str(&p->after), &p->removed), count);
	CHECK(annotate(p, nl_buf_str(&p->removed), words, count, &p->again));
	CHECK(nl_str_eq(nl_buf_str(&p->after), nl_buf_str(&p->again)));
}

/* ---- looking ----------------------------------------------------------------------------------------------------- */

/* A part of an archive; empty when there is none. */
static void part_of(nl_str bytes, const char *part, nl_buf *out)
{
	nl_sink sink = {0};
	nl_str got;
	const nl_input_file file = {NL_STR("look"), bytes, &plain, &sink};
	nl_zip *zip = nl_zip_open(&file);
	nl_buf_clear(out);
	CHECK(zip);
	if (zip && nl_zip_has(zip, nl_str_of(part)) && nl_zip_read(zip, nl_str_of(part), &got)) nl_buf_add(out, got);
	nl_zip_free(zip);
	nl_sink_release(&sink);
}

/* What stands between two marks, without tags: a reader of its own, plain and slow. */
static void words_between(nl_str xml, const char *start, const char *end, nl_buf *out)
{
	size_t from = nl_str_find(xml, nl_str_of(start)), to = nl_str_find(xml, nl_str_of(end));
	bool in_tag = false;
	nl_buf_clear(out);
	CHECK(from != SIZE_MAX && to != SIZE_MAX && from < to);
	if (from == SIZE_MAX || to == SIZE_MAX) return;
	for (size_t i = from; i < to; i++) {
		if (xml.ptr[i] == '<') in_tag = true;
		if (!in_tag) nl_buf_add_byte(out, xml.ptr[i]);
		if (xml.ptr[i] == '>') in_tag = false;
	}
}

static void make(paper *p, const char *body)
{
	const archive_part parts[] = {{"[Content_Types].xml", NL_STR(TYPES)},
		{"_rels/.rels", NL_STR(RELATIONS(RELATION("a", "officeDocument", "word/document.xml")))},
		{"word/document.xml", nl_str_of(body)},
		{"word/_rels/document.xml.rels", NL_STR(RELATIONS(RELATION("a", "footnotes", "footnotes.xml")))},
		{"word/footnotes.xml", NL_STR(NOTES)}};
	paper_clear(p);
	archive_make(&p->before, parts, sizeof parts / sizeof *parts, 0);
}

static bool same_part(const nl_buf *a, const nl_buf *b, const char *part)
{
	nl_buf one = {0}, other = {0};
	part_of(nl_buf_str(a), part, &one);
	part_of(nl_buf_str(b), part, &other);
	bool same = nl_str_eq(nl_buf_str(&one), nl_buf_str(&other));
	nl_buf_release(&one);
	nl_buf_release(&other);
	return same;
}

/* ---- Word -------------------------------------------------------------------------------------------------------- */

typedef struct {
	const char *body;   /* in w:body or office:text */
	const char *words;  /* that the remark is on */
	const char *marked; /* what stands between the marks of the comment, as XML has it */
} word_case;

static const word_case word_cases[] = {
	{P(R("We protect privacy here.")), "privacy", "privacy"},
	{P(R("privacy")), "privacy", "privacy"},
	{P(R("privacy first")), "privacy", "privacy"},
	{P(R("first privacy")), "privacy", "privacy"},
	{P("<w:pPr><w:jc w:val=\"left\"/></w:pPr>" R("a ") "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t "
													   "xml:space=\"preserve\">b privacy c</w:t></w:r>"),
		"privacy", "privacy"},
	{P(R("We prot") R("ect pri") R("vacy here.")), "protect privacy", "protect privacy"},
	{P(R("R&amp;D &#x26; privacy")), "& privacy", "&#x26; privacy"},
	{P(R("R&amp;D it")), "R&D", "R&amp;D"},
	{P("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:noBreakHyphen/><w:t>three</w:t></w:r>"), "two", "two"},
	{P("<w:r><w:t>one</w:t><w:tab></w:tab><w:t>two</w:t></w:r>"), "\ttwo", "two"},
	{P(R("see ") "<w:hyperlink w:anchor=\"x\">" R("our privacy page") "</w:hyperlink>" R(" now")), "privacy", "privacy"},
	{P(R("see ") "<w:hyperlink w:anchor=\"x\">" R("our privacy page") "</w:hyperlink>" R(" right now")), "page right",
		"page right"},
	{P(R("a ") "<w:ins w:id=\"1\" w:author=\"x\">" R(
		 "b privacy") "</w:ins><w:del w:id=\"2\" "
					  "w:author=\"x\"><w:r><w:delText>gone</w:delText></w:r></w:del>" R(" c")),
		"privacy c", "privacygone c"},
	{P("<w:sdt><w:sdtPr><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent>" R("in a control") "</w:sdtContent></w:sdt>"), "a", "a"},
	{P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar "
	   "w:fldCharType=\"separate\"/></w:r>" R("the result") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
		"result", "result"},
	{P(R("one")) P(R("two")), "one\ntwo", "onetwo"},
	{"<w:tbl><w:tr><w:tc>" P(R("cell privacy")) "</w:tc></w:tr></w:tbl>", "privacy", "privacy"},
	{P("<w:r><w:pict><w:txbxContent>" P(R("in a box")) "</w:txbxContent></w:pict></w:r>" R("outside")), "a box", "in a box"},
	{P(R("with a note") "<w:r><w:footnoteReference w:id=\"8\"/></w:r>" R(" behind")), "words", ""},
	{P("<w:r><w:t><![CDATA[a privacy b]]></w:t></w:r>"), "privacy", ""},
	{P("<w:r><w:t>a <!-- c -->privacy b</w:t></w:r>"), "privacy", "a privacy b"},
	{"\r\n" P("\r\n  <w:r>\r\n    <w:t>a privacy b</w:t>\r\n    <w:t> c</w:t>\r\n  </w:r>\r\n") "\r\n", "privacy", "privacy"},
	{P(R("caf\xC3\xA9 priv\xC3\xA9")), "priv\xC3\xA9", "priv\xC3\xA9"},
	{"<w:p/>" P(R("second")), "second", "second"},
	{P(""), "", ""},
	{"<w:p/>", "", ""},
	{"<w:p w:rsidR=\"1\"/><w:sectPr/>", "", ""},
};

static void check_word(paper *p, const word_case *c)
{
	nl_buf body = {0}, xml = {0}, words = {0};
	nl_buf_addf(&body, BODY("%s"), c->body);
	nl_buf_add_byte(&body, '\0');
	make(p, body.ptr);
	there_and_back(p, &c->words, 1);
	part_of(nl_buf_str(&p->after), "word/document.xml", &xml);
	words_between(nl_buf_str(&xml), "<w:commentRangeStart w:id=\"0\"/>", "<w:commentRangeEnd w:id=\"0\"/>", &words);
	nl_str got = nl_str_trim(nl_buf_str(&words));
	CHECK_STR(got, c->marked);
	CHECK(nl_str_find(nl_buf_str(&xml), NL_STR("<w:commentReference w:id=\"0\"/>")) != SIZE_MAX);
	part_of(nl_buf_str(&p->after), "word/comments.xml", &xml);
	CHECK(nl_str_find(nl_buf_str(&xml),
			  NL_STR("w:author=\"normlint\" w:date=\"2026-01-01T00:00:00Z\" w:initials=\"nl\"")) != SIZE_MAX);
	CHECK(nl_str_find(nl_buf_str(&xml), NL_STR("says &lt;it&gt; &amp; more")) != SIZE_MAX);
	static const char *const parts[] = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
		"word/footnotes.xml", "word/comments.xml", "_rels/.rels"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) CHECK(same_part(&p->before, &p->removed, parts[i]));
	nl_buf_release(&body);
	nl_buf_release(&xml);
	nl_buf_release(&words);
}

static void comments_that_meet(paper *p)
{
	static const char *const words[] = {"protect privacy", "privacy", "privacy online", "We"};
	static const char *const marked[] = {"protect privacy", "privacy", "privacy online", "We"};
	nl_buf xml = {0}, got = {0};
	make(p, BODY(P("<w:r><w:rPr><w:i/></w:rPr><w:t>We protect privacy online.</w:t></w:r>")));
	there_and_back(p, words, 4);
	part_of(nl_buf_str(&p->after), "word/document.xml", &xml);
	for (uint32_t i = 0; i < 4; i++) {
		char start[64], end[64];
		snprintf(start, sizeof start, "<w:commentRangeStart w:id=\"%u\"/>", i);
		snprintf(end, sizeof end, "<w:commentRangeEnd w:id=\"%u\"/>", i);
		words_between(nl_buf_str(&xml), start, end, &got);
		CHECK_STR(nl_buf_str(&got), marked[i]);
	}
	CHECK(same_part(&p->before, &p->removed, "word/document.xml"));
	nl_buf_release(&xml);
	nl_buf_release(&got);
}

/* Files call the namespace by other names, are strict, or in UTF-16. */
static void other_spellings(paper *p)
{
	static const char *const words[] = {"privacy"};
	nl_buf xml = {0};
	make(p, "<x:document xmlns:x=\"" W "\"><x:body><x:p><x:r><x:t>a privacy b</x:t></x:r></x:p></x:body></x:document>");
	there_and_back(p, words, 1);
	part_of(nl_buf_str(&p->after), "word/document.xml", &xml);
	CHECK(nl_str_find(nl_buf_str(&xml), NL_STR("</x:t ></x:r ><w:commentRangeStart xmlns:w=\"" W "\" w:id=\"0\"/>")) !=
		SIZE_MAX);
	CHECK(same_part(&p->before, &p->removed, "word/document.xml"));
	make(p, "<w:document xmlns:w=\"" STRICT "\"><w:body>" P(R("a privacy b")) "</w:body></w:document>");
	there_and_back(p, words, 1);
	part_of(nl_buf_str(&p->after), "word/comments.xml", &xml);
	CHECK(nl_str_find(nl_buf_str(&xml), NL_STR("<w:comments xmlns:w=\"" STRICT "\">")) != SIZE_MAX);
	CHECK(same_part(&p->before, &p->removed, "word/document.xml"));
	for (int big = 0; big < 2; big++) {
		nl_buf body = {0};
		nl_buf_add(&body, big ? NL_STR("\xFE\xFF") : NL_STR("\xFF\xFE"));
		nl_str text =
			NL_STR("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" BODY(P(R("caf\xC3\xA9 \xF0\x9F\x98\x80 privacy b"))));
		nl_utf8_to_utf16(text, big, &body);
		const archive_part parts[] = {{"[Content_Types].xml", NL_STR(TYPES)}, {"word/document.xml", nl_buf_str(&body)}};
		paper_clear(p);
		archive_make(&p->before, parts, 2, 0);
		there_and_back(p, words, 1);
		CHECK(same_part(&p->before, &p->removed, "word/document.xml"));
		nl_buf_release(&body);
	}
	nl_buf_release(&xml);
}

/* ---- comments of others ------------------------------------------------------------------------------------------ */

#define W14 "http://schemas.microsoft.com/office/word/2010/wordml"
#define W15 "http://schemas.microsoft.com/office/word/2012/wordml"
#define COMMENT(id, author, para, text) \
	"<w:comment w:id=\"" id "\" w:author=\"" author "\"><w:p w14:paraId=\"" para "\">" R(text) "</w:p></w:comment>"
#define COMMENTS(list) "<w:comments xmlns:w=\"" W "\" xmlns:w14=\"" W14 "\">" list "</w:comments>"
#define RANGE(id, inside)                                                                          \
	"<w:commentRangeStart w:id=\"" id "\"/>" inside "<w:commentRangeEnd w:id=\"" id "\"/><w:r><w:" \
	"commentReference w:id=\"" id "\"/></w:r>"

static void make_commented(paper *p, const char *body, const char *comments, const char *extended)
{
	const archive_part parts[] = {{"[Content_Types].xml", NL_STR(TYPES)},
		{"word/_rels/document.xml.rels",
			NL_STR(RELATIONS(
				RELATION("a", "comments", "comments.xml") RELATION("b", "commentsExtended", "commentsExtended.xml")))},
		{"word/document.xml", nl_str_of(body)}, {"word/comments.xml", nl_str_of(comments)},
		{"word/commentsExtended.xml", nl_str_of(extended)}};
	paper_clear(p);
	archive_make(&p->before, parts, sizeof parts / sizeof *parts, 0);
}

#define EXTENDED(list) "<w15:commentsEx xmlns:w15=\"" W15 "\">" list "</w15:commentsEx>"

static void others_comments_stay(paper *p)
{
	static const char *const words[] = {"privacy"};
	nl_buf xml = {0};
	make_commented(p, BODY(P(RANGE("41", R("We protect privacy.")))), COMMENTS(COMMENT("41", "A. Reader", "A1", "Good.")),
		EXTENDED("<w15:commentEx w15:paraId=\"A1\" w15:done=\"0\"/>"));
	there_and_back(p, words, 1);
	part_of(nl_buf_str(&p->after), "word/comments.xml", &xml);
	CHECK(nl_str_find(nl_buf_str(&xml), NL_STR(COMMENT("41", "A. Reader", "A1", "Good.") "<w:comment w:id=\"42\"")) !=
		SIZE_MAX);
	CHECK(same_part(&p->before, &p->after, "word/commentsExtended.xml"));
	CHECK(same_part(&p->before, &p->after, "[Content_Types].xml"));
	CHECK(same_part(&p->before, &p->removed, "word/document.xml"));
	CHECK(same_part(&p->before, &p->removed, "word/comments.xml"));

	make_commented(p, BODY(P(R("We protect privacy."))), "<w:comments xmlns:w=\"" W "\"/>", EXTENDED(""));
	there_and_back(p, words, 1);
	CHECK(same_part(&p->before, &p->removed, "word/comments.xml"));

	/* What they call "w:" is not Word's: ours say for themselves what they are, and so are known again. */
	make_commented(p, BODY(P(R("We protect privacy."))),
		"<w:comments xmlns:w=\"urn:other\" xmlns:w14=\"" W14
		"\">" COMMENT("1", "normlint", "A1", "Ours.") "</w:comments>",
		EXTENDED(""));
	there_and_back(p, words, 1);
	CHECK(same_part(&p->before, &p->removed, "word/comments.xml"));
	nl_buf_release(&xml);
}

/* Word saved the file with our comments: what it added about them goes with them. */
static void what_word_adds_goes(paper *p)
{
	nl_buf xml = {0};
	make_commented(p, BODY(P(RANGE("0", R("We")) RANGE("1", R(" protect privacy.")))),
		COMMENTS(COMMENT("0", "normlint", "A1", "Ours.") COMMENT("1", "A. Reader", "A2", "Good.")),
		EXTENDED("<w15:commentEx w15:paraId=\"A1\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"A2\" w15:done=\"0\"/>"));
	CHECK_INT(take_out(p, nl_buf_str(&p->before), &p->removed), 1);
	part_of(nl_buf_str(&p->removed), "word/document.xml", &xml);
	CHECK_STR(nl_buf_str(&xml), BODY(P(R("We") RANGE("1", R(" protect privacy.")))));
	part_of(nl_buf_str(&p->removed), "word/commentsExtended.xml", &xml);
	CHECK_STR(nl_buf_str(&xml), EXTENDED("<w15:commentEx w15:paraId=\"A2\" w15:done=\"0\"/>"));
	part_of(nl_buf_str(&p->removed), "word/comments.xml", &xml);
	CHECK_STR(nl_buf_str(&xml), COMMENTS(COMMENT("1", "A. Reader", "A2", "Good.")));
	nl_buf_release(&xml);
}

/* Somebody answered: our comment stays, or the answer would be about nothing; and it is not made a second time. */
static void what_was_answered_stays(paper *p)
{
	static const char *const words[] = {"privacy"};
	nl_buf xml = {0};
	make_commented(p, BODY(P(RANGE("0", RANGE("1", R("We protect privacy."))))),
		COMMENTS("<w:comment w:id=\"0\" w:author=\"normlint\">" P(
			R("Error: says &lt;it&gt; &amp; more")) "<w:p "
													"w14:paraId=\"A1\">" R("[a/b]") "</w:p></w:comment>" COMMENT("1",
														"A. Reader", "A2", "No.")),
		EXTENDED("<w15:commentEx w15:paraId=\"A1\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"A2\" "
				 "w15:paraIdParent=\"A1\"/>"));
	CHECK_INT(take_out(p, nl_buf_str(&p->before), &p->removed), 0);
	CHECK(nl_str_eq(nl_buf_str(&p->before), nl_buf_str(&p->removed)));
	CHECK(annotate(p, nl_buf_str(&p->before), words, 1, &p->after));
	CHECK(nl_str_eq(nl_buf_str(&p->before), nl_buf_str(&p->after)));
	nl_buf_release(&xml);
}

/* ---- OpenDocument ------------------------------------------------------------------------------------------------ */

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define FLAT(inside)                                                                                                 \
	"<office:document xmlns:office=\"" ODF "office:1.0\" xmlns:text=\"" ODF "text:1.0\" xmlns:draw=\"" ODF           \
	"drawing:1.0\" xmlns:table=\"" ODF "table:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"" ODF \
	"meta:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>" inside       \
	"</office:text></office:body></office:document>"
#define TP(inside) "<text:p>" inside "</text:p>"

static const word_case odt_cases[] = {
	{TP("We protect privacy here."), "privacy", "privacy"},
	{TP("privacy"), "privacy", "privacy"},
	{"<text:h text:outline-level=\"1\">Our privacy</text:h>", "privacy", "privacy"},
	{TP("We <text:span>prot</text:span>ect <text:a><text:span>pri</text:span></text:a>vacy."), "protect privacy",
		"protect privacy"},
	{TP("R&amp;D it"), "R&D", "R&amp;D"},
	{TP("one<text:tab/>two<text:s text:c=\"2\"/>three"), "\ttwo", "two"},
	{TP("on <text:date>the first day</text:date> of it"), "first day of", "the first day of"},
	{TP("with a note<text:note "
		"text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body>" TP(
			"Eight words.") "</text:note-body></text:note> behind"),
		"words", "1Eight words."},
	{TP("before <draw:frame><draw:text-box>" TP("in a box") "</draw:text-box></draw:frame> behind"), "a box", "in a box"},
	{"<table:table><table:table-column/><table:table-row><table:table-cell>" TP(
		 "cell privacy") "</table:table-cell></table:table-row></table:table>",
		"privacy", "privacy"},
	{TP("one") TP("two"), "one\ntwo", "onetwo"},
	{TP("a <!-- c -->privacy b"), "privacy", "a privacy b"},
	{TP("a <![CDATA[b]]>privacy b"), "a b", "a privacy b"},
	{TP("caf\xC3\xA9 priv\xC3\xA9"), "priv\xC3\xA9", "priv\xC3\xA9"},
	{"<text:p/>" TP("second"), "second", "second"},
	{"<text:p/>", "", ""},
	{TP(""), "", ""},
};

static void check_flat(paper *p, const word_case *c)
{
	nl_buf words = {0};
	paper_clear(p);
	nl_buf_addf(&p->before, FLAT("%s"), c->body);
	there_and_back(p, &c->words, 1);
	nl_str after = nl_buf_str(&p->after);
	words_between(after, "</office:annotation>", "<office:annotation-end office:name=\"normlint1\"/>", &words);
	CHECK_STR(nl_str_trim(nl_buf_str(&words)), c->marked);
	CHECK(nl_str_find(after,
			  NL_STR("<office:annotation office:name=\"normlint1\"><dc:creator>normlint</dc:creator><dc:date>"
					 "2026-01-01T00:00:00Z</dc:date>")) != SIZE_MAX);
	CHECK(nl_str_eq(nl_buf_str(&p->before), nl_buf_str(&p->removed)));
	nl_buf_release(&words);
}

#define NOTE(name, more, author, text)                                        \
	"<office:annotation office:name=\"" name "\"" more "><dc:creator>" author \
	"</dc:creator>" TP(text) "</office:annotation>"
#define NOTE_END(name) "<office:annotation-end office:name=\"" name "\"/>"

static void comments_of_flat_files(paper *p)
{
	static const char *const words[] = {"protect privacy", "privacy", "privacy online", "We"};
	paper_clear(p);
	nl_buf_add_c(&p->before, FLAT(TP("We " NOTE("n", "", "A. Reader", "Good.") "protect privacy" NOTE_END("n") " online.")));
	there_and_back(p, words, 4);
	CHECK(nl_str_eq(nl_buf_str(&p->before), nl_buf_str(&p->removed)));
	/* LibreOffice gives other names, and what was answered stays. */
	paper_clear(p);
	nl_buf_add_c(&p->before,
		FLAT(TP(NOTE("a", "", "normlint", "One.") "We" NOTE_END("a") NOTE("b", "", "normlint", "Two.") " say" NOTE_END("b")
				NOTE("c", " parent-name=\"b\"", "A. Reader", "No.") ".")));
	CHECK_INT(take_out(p, nl_buf_str(&p->before), &p->removed), 1);
	CHECK_STR(nl_buf_str(&p->removed),
		FLAT(TP("We" NOTE("b", "", "normlint", "Two.") " say" NOTE_END("b")
				NOTE("c", " parent-name=\"b\"", "A. Reader", "No.") ".")));
}

static void archives_keep_their_parts(paper *p)
{
	static const char *const words[] = {"privacy"};
	const archive_part parts[] = {{"mimetype", NL_STR("application/vnd.oasis.opendocument.text")},
		{"META-INF/manifest.xml", NL_STR("<manifest/>")}, {"content.xml", NL_STR(FLAT(TP("We protect privacy.")))},
		{"META-INF/documentsignatures.xml", NL_STR("<signed/>")}, {"Pictures/1.png", NL_STR("\x89PNG")}};
	paper_clear(p);
	archive_make(&p->before, parts, sizeof parts / sizeof *parts, 0);
	there_and_back(p, words, 1);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		CHECK(same_part(&p->before, &p->removed, parts[i].name));
		CHECK(same_part(&p->before, &p->after, parts[i].name) == (i != 2));
	}
	CHECK(nl_str_starts(nl_str_slice(nl_buf_str(&p->after), 30, p->after.len), NL_STR("mimetypeapplication/vnd.oasis")));
	const nl_input_file file = {nl_str_of(p->name), nl_buf_str(&p->before), &plain, &p->sink};
	nl_annotate_tell_signed(p->annotator, &file);
	CHECK_INT(p->sink.warnings, 1);
}

/* ---- files of word processors -------------------------------------------------------------------------------------- */

static size_t number_at(nl_str archive, size_t at, size_t bytes)
{
	size_t number = 0;
	while (bytes-- > 0) number = number << 8 | (unsigned char)archive.ptr[at + bytes];
	return number;
}

/* The directory of an archive says of each part what stands before it, as readers demand. */
static void check_directory(nl_str archive)
{
	size_t end = archive.len - 22, at = number_at(archive, end + 16, 4);
	CHECK(number_at(archive, end, 4) == 0x06054B50);
	for (size_t left = number_at(archive, end + 10, 2); left > 0 && at < end; left--) {
		const char *entry = archive.ptr + at, *local = archive.ptr + number_at(archive, at + 42, 4);
		CHECK(memcmp(local + 6, entry + 8, 8) == 0); /* flags, method, time and date */
		at += 46 + number_at(archive, at + 28, 2) + number_at(archive, at + 30, 2) + number_at(archive, at + 32, 2);
	}
	CHECK_INT(at, end);
}

/* All parts but those that comments are in. */
static void check_file(paper *p, const char *path, const char *const *words, uint32_t count)
{
	static const char *const others[] = {"word/styles.xml", "word/numbering.xml", "word/settings.xml",
		"word/footnotes.xml", "word/theme/theme1.xml", "docProps/core.xml", "_rels/.rels", "mimetype", "styles.xml",
		"meta.xml", "settings.xml", "META-INF/manifest.xml"};
	static const char *const changed[] = {"word/document.xml", "word/comments.xml", "[Content_Types].xml",
		"word/_rels/document.xml.rels", "content.xml"};
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	CHECK(file.ptr);
	if (!file.ptr) return;
	p->name = path;
	p->annotator = nl_annotator_find(nl_format_by_name(nl_str_of(path)));
	paper_clear(p);
	nl_buf_add(&p->before, (nl_str){file.ptr, file.len});
	there_and_back(p, words, count);
	check_directory(nl_buf_str(&p->after));
	check_directory(nl_buf_str(&p->removed));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		CHECK(same_part(&p->before, &p->after, others[i]));
		CHECK(same_part(&p->before, &p->removed, others[i]));
	}
	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++) CHECK(same_part(&p->before, &p->removed, changed[i]));
	nl_file_release(&file);
}

static void files_of_word_processors(paper *p)
{
	static const char *const tracked[] = {"Draft Code", "shall respect", "critical infrastructure", "privacy",
		"Contact", "International law"};
	static const char *const charter[] = {"Charter", "the Internet", "rights"};
	check_file(p, "tests/office/tracked.docx", tracked, 6);
	check_file(p, "tests/office/tracked.odt", tracked, 6);
	check_file(p, "examples/formats/charter.docx", charter, 3);
	check_file(p, "examples/formats/charter.odt", charter, 3);
}

/* ---- damage -------------------------------------------------------------------------------------------------------- */

/* Whatever is wrong with a part, the file is refused with an error, or it is written and says the same: nl_annotate_write() sees to
 * that. A byte is left out, and a byte is another, everywhere. */
static void damaged_parts(paper *p)
{
	static const char good[] =
		BODY(
			P("<w:r><w:rPr><w:b/></w:rPr><w:t>We pro</w:t ></w:r >" RANGE("0",
				"<w:r><w:t>tect "
				"privacy</w:t></w:r>") "<w:ins><w:r><w:t xml:space=\"preserve\"> R&amp;D</w:t><w:tab/></w:r></w:ins>") "<w:p/>");
	static const char comments[] =
		COMMENTS(COMMENT("0", "normlint", "A1", "Ours.") COMMENT("1", "A. Reader", "A2", "Good."));
	static const char *const words[] = {""};
	static const char others[] = "<>/&\" x\xFF";
	for (int which = 0; which < 2; which++) {
		const char *text = which ? comments : good;
		size_t length = strlen(text);
		for (size_t at = 0; at < length; at++) {
			nl_buf broken = {0};
			nl_buf_add(&broken, (nl_str){text, at});
			if (at % 2) nl_buf_add_byte(&broken, others[at % (sizeof others - 1)]);
			nl_buf_add_c(&broken, text + at + 1);
			nl_buf_add_byte(&broken, '\0');
			make_commented(p, which ? good : broken.ptr, which ? broken.ptr : comments, EXTENDED(""));
			uint32_t removed;
			const nl_input_file file = {NL_STR("a.docx"), nl_buf_str(&p->before), &plain, &p->sink};
			bool fine = nl_annotate_remove(p->annotator, &file, &p->removed, &removed);
			if (fine && office_open(&p->office, "a.docx", nl_buf_str(&p->removed), &plain))
				fine = annotate(p, nl_buf_str(&p->removed), words, 1, &p->after);
			CHECK(fine || p->sink.errors || p->office.sink.errors);
			nl_buf_release(&broken);
		}
	}
}

/* ---- what is said --------------------------------------------------------------------------------------------------- */

static const char rules_text[] =
	"position a \"Apples are eaten\" { source \"A/1\" para 2 matches \"eat\" near \"apple\" }\n"
	"position p \"Plums are eaten\" { matches \"eat\" near \"plum\" }\n"
	"position n \"Nuts are cracked\" { matches \"crack\" near \"nut\" }\n"
	"ruleset one \"One\" { source \"B/2\" require a error help \"eat them\" forbid p warning instead \"pears\" }\n"
	"ruleset two \"Two\" { require a note require n note }\n";

/* "start-end first line | ... | last line" for each remark. */
static void dump_remarks(const nl_remarks *remarks, nl_buf *out)
{
	for (uint32_t i = 0; i < remarks->list.len; i++) {
		const nl_remark *r = &remarks->list.at[i];
		nl_buf_addf(out, "%u-%u%s", r->span.start, r->span.end, r->is_finding ? "" : " (of another)");
		for (uint32_t k = 0; k < r->part_count; k++) nl_buf_addf(out, " %u-%u", r->parts[k].start, r->parts[k].end);
		for (uint32_t k = 0; k < r->line_count; k++) nl_buf_addf(out, " | " NL_FMT, NL_ARG(r->text[k]));
		nl_buf_add_c(out, "\n");
	}
}

static void remarks_of(const nl_ir *ir, const char *name, nl_str text, nl_buf *out)
{
	static const uint32_t rulesets[] = {0, 1};
	const nl_judge_plan plan = {.rulesets = rulesets, .ruleset_count = 2, .in_place = true};
	nl_sink sink = {0};
	nl_input input;
	nl_matcher *matcher = nl_matcher_new(ir, nl_ir_language_of(ir, NL_STR("english")));
	nl_doc_listener listener = nl_matcher_listener(matcher);
	CHECK(nl_input_open(&input, nl_str_of(name), text, &plain, &sink));
	nl_doc *doc = nl_input_doc(&input, &ir->languages[0].text, nl_matcher_lexicon(matcher), &listener, &sink);
	nl_match *match = nl_matcher_run(matcher, doc, &sink);
	nl_verdict *verdict = nl_judge_by(matcher, match, &plan);
	nl_remarks remarks = {0};
	nl_remarks_read(&remarks, verdict, NL_NOTE);
	dump_remarks(&remarks, out);
	nl_remarks_release(&remarks);
	nl_verdict_free(verdict);
	nl_match_free(match);
	nl_doc_free(doc);
	nl_input_release(&input);
	nl_matcher_free(matcher);
	nl_sink_release(&sink);
}

static void what_comments_say(void)
{
	nl_sink sink = {0};
	nl_buf out = {0};
	nl_rules *rules = nl_rules_new(nl_builtin_files);
	CHECK(nl_rules_add_builtin(rules, "lang/english.norm", &sink));
	nl_rules_next_layer(rules);
	CHECK(nl_rules_add_text(rules, NL_STR("rules.norm"), nl_str_of(rules_text), &sink));
	CHECK(nl_rules_compile(rules, false, &sink));
	/* Neither lines nor commands are told, and what came near is told once for both rule sets. */
	remarks_of(nl_rules_ir(rules), "a.fodt",
		NL_STR(FLAT("<text:h>Fruit</text:h>" TP("We eat plums. Apples are red.") TP("Eat plums."))), &out);
	CHECK_STR(nl_buf_str(&out),
		"0-5 0-5 | Error: nothing says that apples are eaten | Closest is \"Apples\" (no word there like \"eat\") | "
		"Help: eat "
		"them | Source: A/1 para 2 | [one/a]\n"
		"0-5 0-5 | Note: nothing says that apples are eaten | Closest is \"Apples\" (no word there like \"eat\") | "
		"Source: A/1 "
		"para 2 | [two/a]\n"
		"0-5 0-5 | Note: nothing says that nuts are cracked | Nothing in the text comes close | [two/n]\n"
		"9-18 9-18 | Warning: says that plums are eaten | Rule set 'one' forbids this position (weight 1) | Help: use "
		"\"pears\" | Source: B/2 | [one/p]\n"
		"20-26 (of another) 20-26 | Closest to saying that apples are eaten (no word there like \"eat\") | [one/a] "
		"[two/a]\n"
		"36-45 (of another) 36-45 | Also here: says that plums are eaten | [one/p]\n");
	nl_buf_release(&out);
	nl_rules_free(rules);
	nl_sink_release(&sink);
}

/* ---- what cannot be ---------------------------------------------------------------------------------------------- */

static void no_paragraph_no_comment(paper *p)
{
	static const char *const words[] = {""};
	make(p, BODY("<w:sectPr/>"));
	CHECK(!annotate(p, nl_buf_str(&p->before), words, 1, &p->after));
	CHECK_INT(p->sink.errors, 1);
	CHECK_STR(p->sink.list.at[0].code, "D0716");
}

static void signatures_are_told(paper *p)
{
	const archive_part parts[] = {{"[Content_Types].xml", NL_STR(TYPES)}, {"word/document.xml", NL_STR(BODY(P(R("a"))))},
		{"_rels/.rels",
			NL_STR("<Relationships "
				   "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"s\" "
				   "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" "
				   "Target=\"_xmlsignatures/origin.sigs\"/></Relationships>")}};
	make(p, BODY(P(R("a"))));
	nl_input_file file = {nl_str_of(p->name), nl_buf_str(&p->before), &plain, &p->sink};
	nl_annotate_tell_signed(p->annotator, &file);
	CHECK_INT(p->sink.warnings, 0);
	archive_make(&p->before, parts, 3, 0);
	file.bytes = nl_buf_str(&p->before);
	nl_annotate_tell_signed(p->annotator, &file);
	CHECK_INT(p->sink.warnings, 1);
	CHECK_STR(p->sink.list.at[0].code, "D0717");
}

int main(void)
{
	paper p = {.annotator = nl_annotator_find(NL_FORMAT_DOCX), .name = "a.docx"};
	office_init(&p.office);
	for (size_t i = 0; i < sizeof word_cases / sizeof *word_cases; i++) check_word(&p, &word_cases[i]);
	comments_that_meet(&p);
	other_spellings(&p);
	others_comments_stay(&p);
	what_word_adds_goes(&p);
	what_was_answered_stays(&p);
	damaged_parts(&p);
	what_comments_say();
	no_paragraph_no_comment(&p);
	signatures_are_told(&p);
	p.annotator = nl_annotator_find(NL_FORMAT_FODT);
	p.name = "a.fodt";
	for (size_t i = 0; i < sizeof odt_cases / sizeof *odt_cases; i++) check_flat(&p, &odt_cases[i]);
	comments_of_flat_files(&p);
	p.annotator = nl_annotator_find(NL_FORMAT_ODT);
	p.name = "a.odt";
	archives_keep_their_parts(&p);
	files_of_word_processors(&p);
	paper_release(&p);
	return check_done();
}
