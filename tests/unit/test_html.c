/* The HTML reader: what is shown, blocks, lists, notes, broken markup, charsets, and the way back to the source. */
#include "doc_check.h"

static const draft cases[] = {
	{"a page: title, what is not shown, markup inside words, entities",
		"<!DOCTYPE html>\n"
		"<html><head><title>Code of conduct | Site</title><style>p { x }</style>\n"
		"<script>if (a < b) document.write(\"<p>States</p><!-- <script> </scr\" + \"ipt>\") // --></script></head>\n"
		"<body><nav><ul><li>Home</li></ul></nav>\n"
		"<h1 class=title>Code of <i>conduct</i></h1>\n"
		"<p>States <b>must</b> not share infor<i>ma</i>tion&nbsp;here, see <a href=\"x>y\">the annex</a> &amp; more.\n"
		"It&#8217;s &#147;quoted&#148; &mdash; yes. He said <q>we will <em>not</em></q> act.\n"
		"<p hidden>Secret <b>text</b>.\n"
		"<p>Seen <span style=\"color: red; Display : None\">not seen</span>still a < b &nosuch; &ampere.\n"
		"<template><p>Not yet.</p></template><noscript>Never.</noscript><div role=navigation>Menu</div>\n"
		"<svg><text>Drawn</text><p>Out of the drawing.</p>\n"
		"<textarea><p>Field</p></textarea><dialog>Closed</dialog><dialog open>Open</dialog>\n"
		"</body></html>\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  Code of conduct\n"
		"paragraph\n"
		"  1  States must not share information here, see the annex & more.\n"
		"  2  It’s “quoted” — yes. [quoted: quoted]\n"
		"  3  He said “we will not” act. [quoted: we will not]\n"
		"paragraph\n"
		"  4  Seen still a < b &nosuch; &ere.\n"
		"paragraph\n"
		"  5  Out of the drawing.\n"
		"paragraph\n"
		"  6  Open\n"},
	{"a note's mark that has no end hides nothing",
		"<p>States act.<a href=\"#fn1\" class=\"footnote-ref\"><sup>1</sup>\n"
		"<p>They protect privacy. They do so always, and in all that they do, whether it is asked of them or not, by "
		"day and by night.\n"
		"<p>They protect privacy. They do so always, and in all that they do, whether it is asked of them or not, by "
		"day and by night.\n"
		"<p>They protect privacy. They do so always, and in all that they do, whether it is asked of them or not, by "
		"day and by night.\n",
		"paragraph\n"
		"  0  States act.\n"
		"paragraph\n"
		"  1  They protect privacy.\n"
		"  2  They do so always, and in all that they do, whether it is asked of them or not, by day and by night.\n"
		"paragraph\n"
		"  3  They protect privacy.\n"
		"  4  They do so always, and in all that they do, whether it is asked of them or not, by day and by night.\n"
		"paragraph\n"
		"  5  They protect privacy.\n"
		"  6  They do so always, and in all that they do, whether it is asked of them or not, by day and by night.\n"},
	{"a title that the first paragraph repeats, as word processors have it",
		"<title>On Nets</title>\n"
		"<body><p align=center><b>On\n"
		"Nets</b></p><p>On Nets</p><p>States act.</p>\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  On Nets\n"
		"paragraph\n"
		"  1  On Nets\n"
		"paragraph\n"
		"  2  States act.\n"},
	{"a title that no heading repeats",
		"<title>On &quot;Nets&quot;</title>\n"
		"<h1>Scope</h1>\n"
		"Text.\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  On \"Nets\" [quoted: Nets]\n"
		"section 2 level 1\n"
		"heading 1\n"
		"  1  Scope\n"
		"paragraph\n"
		"  2  Text.\n"},
	{"lists with the markers that readers see",
		"<p>States should not:</p>\n"
		"<ol type=a start=3><li>use <p>proxies;<li><p>attack <em>critical</em> systems.</p><p>More of it.</p>\n"
		"<ul><li>inner<li>inner too</ul>\n"
		"</ol>\n"
		"<p>Then:</p><ol style=\"list-style-type: upper-roman\"><li>one<li value=5>five</ol>\n"
		"<p>Down.</p><ol reversed start=2><li>two</li><li>one</li></ol>\n"
		"<p>No markers:</p><ul style=\"list-style: none\"><li>(a) own marker;</li><li>(b) another.</li></ul>\n"
		"After the lists.\n",
		"paragraph\n"
		"  0  States should not:\n"
		"list 1 \"c.\"\n"
		"  1 <0  use\n"
		"list 1\n"
		"  2 <0  proxies;\n"
		"list 1 \"d.\"\n"
		"  3 <0  attack critical systems.\n"
		"list 1\n"
		"  4 <0  More of it.\n"
		"list 2 \"•\"\n"
		"  5 <0  inner\n"
		"list 2 \"•\"\n"
		"  6 <0  inner too\n"
		"paragraph\n"
		"  7  Then:\n"
		"list 1 \"I.\"\n"
		"  8 <7  one\n"
		"list 1 \"V.\"\n"
		"  9  five\n"
		"paragraph\n"
		"  10  Down.\n"
		"list 1 \"2.\"\n"
		"  11  two\n"
		"list 1 \"1.\"\n"
		"  12  one\n"
		"paragraph\n"
		"  13  No markers:\n"
		"list 1 \"(a)\"\n"
		"  14 <13  own marker;\n"
		"list 1 \"(b)\"\n"
		"  15 <13  another.\n"
		"paragraph\n"
		"  16  After the lists.\n"},
	{"clauses behind line breaks",
		"Each party pledges:<br>\n"
		"(a) to act;<br/>(b) not to act.<br><br>A new paragraph.\n",
		"paragraph\n"
		"  0  Each party pledges:\n"
		"list 1 \"(a)\"\n"
		"  1 <0  to act;\n"
		"list 1 \"(b)\"\n"
		"  2 <0  not to act.\n"
		"paragraph\n"
		"  3  A new paragraph.\n"},
	{"tables, quotes, code, terms",
		"<table><caption>Who does what</caption><thead><tr><th>Head<th>Cell</thead>\n"
		"<tr><td>one<td><p>two</p><p>three</p><td><table><tr><td>inner</table>\n"
		"<tr><td>last</table>\n"
		"<blockquote><p>Quoted one.<p>Quoted two.<ul><li>quoted item</ul></blockquote><p class=quotations-western>In a "
		"style.</p>\n"
		"<pre>code\n"
		"\n"
		"more</pre>\n"
		"<dl><dt>Term<dd>Definition<dt>Other<dd>Its definition</dl>\n",
		"paragraph\n"
		"  0  Who does what\n"
		"table\n"
		"  1  Head\n"
		"table\n"
		"  2  Cell\n"
		"table\n"
		"  3  one\n"
		"table\n"
		"  4  two\n"
		"table\n"
		"  5  three\n"
		"table\n"
		"  6  inner\n"
		"table\n"
		"  7  last\n"
		"quote\n"
		"  8  Quoted one. [quoted]\n"
		"quote\n"
		"  9  Quoted two. [quoted]\n"
		"quote \"•\"\n"
		"  10  quoted item [quoted]\n"
		"quote\n"
		"  11  In a style. [quoted]\n"
		"code\n"
		"  12  code\n"
		"code\n"
		"  13  more\n"
		"paragraph\n"
		"  14  Term\n"
		"paragraph\n"
		"  15  Definition\n"
		"paragraph\n"
		"  16  Other\n"
		"paragraph\n"
		"  17  Its definition\n"},
	{"footnotes as they are written",
		"<p>Growth<sup>1</sup> is the 1<sup>st</sup> aim.<a href=\"#fn1\" role=\"doc-noteref\">2</a> Wikis too.<sup "
		"id=\"cite_ref-1\"><a href=\"#cite_note-1\">[3]</a></sup> Area m<sup>2</sup>, 10<sup>6</sup>.\n"
		"<p>Word.<a href=\"#_ftn1\" name=\"_ftnref1\"><span class=MsoFootnoteReference>[1]</span></a>\n"
		"<section class=\"footnotes\" role=\"doc-endnotes\"><ol><li id=\"fn1\"><p>A note. Its end.<a href=\"#fnref1\" "
		"class=\"footnote-back\" role=\"doc-backlink\">back</a></p></li></ol></section>\n"
		"<div id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> Word's note.</p></div>\n"
		"<aside role=\"doc-footnote\">An aside.</aside><aside>No note.</aside>\n",
		"paragraph\n"
		"  0  Growth is the 1st aim.\n"
		"  1  Wikis too.\n"
		"  2  Area m, 106.\n"
		"paragraph\n"
		"  3  Word.\n"
		"footnote\n"
		"  4  A note.\n"
		"  5  Its end.\n"
		"footnote\n"
		"  6  Word's note.\n"
		"footnote\n"
		"  7  An aside.\n"
		"paragraph\n"
		"  8  No note.\n"},
	{"tags without their others",
		"<p>One<p>Two<div>Three</p>Four</div></section>Five\n"
		"<b>bold <p>inside</b> and out</p>\n"
		"<s>struck <p>as well</s> not struck</p>\n"
		"<h2>Heading</h3><p>Text</h2> more\n"
		"<tr><td>no table</td></tr><li>lone item</li>\n"
		"</body>Behind</html> the end\n",
		"paragraph\n"
		"  0  One\n"
		"paragraph\n"
		"  1  Two\n"
		"paragraph\n"
		"  2  Three\n"
		"paragraph\n"
		"  3  Four\n"
		"paragraph\n"
		"  4  Five bold\n"
		"paragraph\n"
		"  5  inside and out\n"
		"paragraph\n"
		"  6  not struck\n"
		"section 1 level 2\n"
		"heading 2\n"
		"  7  Heading\n"
		"paragraph\n"
		"  8  Text more no table\n"
		"list 1 \"•\"\n"
		"  9 <8  lone item\n"
		"paragraph\n"
		"  10  Behind the end\n"},
	{"XHTML", "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><script src=\"x\"/><title/></head><body><p>States <a id=\"x\"/>act.</p><p/><div/>Text.</body></html>\n",
		"paragraph\n"
		"  0  States act.\n"
		"paragraph\n"
		"  1  Text.\n"},
};

/* Every run of text carries its bytes. */
static void test_origin(drafts *d)
{
	nl_str text = NL_STR("<p>States must <b>not</b> share infor<i>ma</i>tion &amp; m&ouml;re.</p>");
	const nl_doc *doc = open_bytes(d, "draft.html", text);
	CHECK_STR(text_of(doc), "States must not share information & m\xc3\xb6re.");
	nl_span origin = nl_doc_origin(doc, nl_doc_range(doc, 1, 3));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "must <b>not</b> share");
	origin = nl_doc_origin(doc, nl_doc_range(doc, 4, 4));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "infor<i>ma</i>tion");
	origin = nl_doc_origin(doc, nl_doc_range(doc, 5, 5));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "m&ouml;re");
}

static void repeat(nl_buf *out, const char *piece, int times)
{
	for (int i = 0; i < times; i++) nl_buf_add_c(out, piece);
}

/* What takes browsers' parsers the square of the depth is bounded here. */
static void test_deep(drafts *d)
{
	static const char *const pieces[] = {"<div>", "<b>", "<table><tr><td>", "<ul><li>", "<p><b hidden>", "</p>",
		"<svg>", "<a"};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		nl_buf text = {0};
		nl_buf_add_c(&text, "First. ");
		repeat(&text, pieces[i], 100000);
		const nl_doc *doc = open_bytes(d, "draft.html", nl_buf_str(&text));
		CHECK(doc && doc->token_count == 1);
		drafts_close(d);
		nl_buf_release(&text);
	}
	nl_buf text = {0};
	repeat(&text, "<div>", 600);
	nl_buf_add_c(&text, "deep");
	repeat(&text, "</div>", 600);
	nl_buf_add_c(&text, "<p>out");
	const nl_doc *doc = open_bytes(d, "draft.html", nl_buf_str(&text));
	CHECK(doc && doc->block_count == 2);
	drafts_close(d);
	nl_buf_release(&text);
}

static nl_str shown(drafts *d, nl_str bytes)
{
	const nl_doc *doc = open_bytes(d, "draft.html", bytes);
	return doc ? text_of(doc) : NL_STR("(refused)");
}

static void test_charsets(drafts *d)
{
	CHECK_STR(shown(d, NL_STR("<meta charset=iso-8859-2><p>\xb1\xe6")), "\xc4\x85\xc4\x87");
	CHECK_STR(d->sink.list.at[0].code, "D0705");
	CHECK_INT(nl_source_place(d->source, (uint32_t)nl_source_text(d->source).len).offset, 30);
	CHECK_STR(shown(d, NL_STR("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>\xc1")), "\xd0\xb0");
	CHECK_STR(shown(d, NL_STR("<?xml version='1.0' encoding='windows-1250'?><p>\x9c")), "\xc5\x9b");
	CHECK_STR(shown(d, NL_STR("<meta charset=latin1><p>\x93quoted\x94")), "\xe2\x80\x9cquoted\xe2\x80\x9d");
	CHECK_STR(shown(d, NL_STR("<p>caf\xe9 no charset named")), "caf\xc3\xa9 no charset named");
	CHECK_STR(shown(d, NL_STR("<meta charset=latin1><p>caf\xc3\xa9")), "caf\xc3\xa9"); /* the bytes say UTF-8 */
	CHECK_STR(shown(d, NL_STR("<meta charset=shift_jis><p>\x83\x65")), "(refused)");
	CHECK_STR(d->sink.list.at[0].code, "D0704");
}

static void test_references(drafts *d)
{
	CHECK_STR(shown(d, NL_STR("&notit; &amp &copy &#x41;&#65 &#0; &#x110000; &filig;x &NotEqualTilde; &; &#; &")),
		"\xc2\xacit; & \xc2\xa9 A"
		"A \xef\xbf\xbd \xef\xbf\xbd \xef\xac\x81x \xe2\x89\x82\xcc\xb8 &; &#; &");
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	check_drafts(&d, "draft.html", cases, sizeof cases / sizeof *cases);
	test_origin(&d);
	test_deep(&d);
	test_charsets(&d);
	test_references(&d);
	drafts_release(&d);
	return check_done();
}
