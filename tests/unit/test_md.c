/* The Markdown reader: blocks, markup, notes, HTML, and the way back to the source. */
#include "doc_check.h"

static const draft cases[] = {
	{"a whole draft",
		"---\n"
		"topic: Draft\n"
		"---\n"
		"# Code *of* conduct\n"
		"\n"
		"States must **not** share infor**mation**, see [the annex](x.html \"t\") &amp; more.[^1]\n"
		"They ~~may~~ shall `act`.<!-- hidden -->\n"
		"\n"
		"States should:\n"
		"\n"
		"1. act\n"
		"   - soon\n"
		"\n"
		"   and well;\n"
		"2. stop\n"
		"\n"
		"Each party pledges:\n"
		"(a) to act;\n"
		"(b) to stop.\n"
		"\n"
		"3\\. An escaped number.\n"
		"\n"
		"> Quoted **words**\n"
		"> > deeper\n"
		"\n"
		"| Head | Cell |\n"
		"|------|------|\n"
		"| one  | two\\|b |\n"
		"\n"
		"```\n"
		"code here\n"
		"```\n"
		"\n"
		"<div><p>HTML &lt;text&gt;<br>goes on</p><style>p { x }</style><ul><li>item</li></ul></div>\n"
		"\n"
		"[^1]: A note. Its end.\n"
		"\n"
		"![alt](x.png) Line with two spaces  \n"
		"broken.\n",
		"section 1 level 1\n"
		"heading 1\n"
		"  0  Code of conduct\n"
		"paragraph\n"
		"  1  States must not share information, see the annex & more.\n"
		"  2  They shall act.\n"
		"paragraph\n"
		"  3  States should:\n"
		"list 1 \"1.\"\n"
		"  4 <3  act\n"
		"list 2 \"-\"\n"
		"  5 <3  soon\n"
		"list 1\n"
		"  6 <3  and well;\n"
		"list 1 \"2.\"\n"
		"  7 <3  stop\n"
		"paragraph\n"
		"  8  Each party pledges:\n"
		"list 1 \"(a)\"\n"
		"  9 <8  to act;\n"
		"list 1 \"(b)\"\n"
		"  10 <8  to stop.\n"
		"list 1 \"3.\"\n"
		"  11  An escaped number.\n"
		"quote\n"
		"  12  Quoted words [quoted]\n"
		"quote\n"
		"  13  deeper [quoted]\n"
		"table\n"
		"  14  Head\n"
		"table\n"
		"  15  Cell\n"
		"table\n"
		"  16  one\n"
		"table\n"
		"  17  two|b\n"
		"code\n"
		"  18  code here\n"
		"paragraph\n"
		"  19  HTML <text> goes on\n"
		"list 1 \"•\"\n"
		"  20 <19  item\n"
		"footnote\n"
		"  21  A note.\n"
		"  22  Its end.\n"
		"paragraph\n"
		"  23  Line with two spaces broken.\n"},
	{"front matter only where it is",
		"---\n"
		"key: v\n"
		"---\n"
		"Text.\n",
		"paragraph\n"
		"  0  Text.\n"},
	{"the title of front matter stands over the whole text",
		"---\n"
		"date: 1\n"
		"title: \"The \\\"Net\\\" of\\_\\u00c9tats\\\n"
		"  \\ and\n"
		"  others\"\n"
		"---\n"
		"# One\n"
		"Text.\n"
		"# Two\n"
		"More.\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  The \"Net\" of \xc3\x89tats and others [quoted: Net]\n"
		"section 2 level 1\n"
		"heading 1\n"
		"  1  One\n"
		"paragraph\n"
		"  2  Text.\n"
		"section 3 level 1\n"
		"heading 1\n"
		"  3  Two\n"
		"paragraph\n"
		"  4  More.\n"},
	{"a title that is no scalar is left alone",
		"---\n"
		"title: [a, b]\n"
		"---\n"
		"Text.\n",
		"paragraph\n"
		"  0  Text.\n"},
	{"a title without quotation marks, and one in single ones",
		"---\n"
		"title: On \"Nets\"\n"
		"---\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  On \"Nets\" [quoted: Nets]\n"},
	{"a quotation mark doubled in single ones",
		"---\n"
		"title: 'The State''s net'\n"
		"---\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  The State's net\n"},
	{"a rule is no front matter",
		"---\n"
		"\n"
		"Text.\n"
		"\n"
		"---\n"
		"\n"
		"More.\n",
		"paragraph\n"
		"  0  Text.\n"
		"paragraph\n"
		"  1  More.\n"},
	{"items of a list without marks are led by an open sentence",
		"States shall\n"
		"\n"
		"- keep records\n"
		"- report\n"
		"\n"
		"and so on.\n",
		"paragraph\n"
		"  0  States shall\n"
		"list 1 \"-\"\n"
		"  1 <0  keep records\n"
		"list 1 \"-\"\n"
		"  2 <0  report\n"
		"paragraph\n"
		"  3  and so on.\n"},
	{"nested lists",
		"1. one:\n"
		"   1. inner one\n"
		"   2. inner two\n"
		"2. two\n"
		"\n"
		"   more of two\n",
		"list 1 \"1.\"\n"
		"  0  one:\n"
		"list 2 \"1.\"\n"
		"  1 <0  inner one\n"
		"list 2 \"2.\"\n"
		"  2 <0  inner two\n"
		"list 1 \"2.\"\n"
		"  3  two\n"
		"list 1\n"
		"  4  more of two\n"},
	{"clauses in a list item",
		"- States should:\n"
		"  (a) act,\n"
		"  (b) stop.\n"
		"- Others may: wait; watch.\n",
		"list 1 \"-\"\n"
		"  0  States should:\n"
		"list 2 \"(a)\"\n"
		"  1 <0  act,\n"
		"list 2 \"(b)\"\n"
		"  2 <0  stop.\n"
		"list 1 \"-\"\n"
		"  3  Others may:\n"
		"  4 <3  wait;\n"
		"  5 <3  watch.\n"},
	{"lettered paragraphs",
		"Each party pledges:\n"
		"\n"
		"(a) To act;\n"
		"\n"
		"(b) Not to act.\n"
		"\n"
		"1.To maintain peace.\n",
		"paragraph\n"
		"  0  Each party pledges:\n"
		"list 1 \"(a)\"\n"
		"  1 <0  To act;\n"
		"list 1 \"(b)\"\n"
		"  2 <0  Not to act.\n"
		"list 2 \"1.\"\n"
		"  3  To maintain peace.\n"},
	{"notes with a second paragraph",
		"Text[^a] goes[^b] on.\n"
		"\n"
		"[^a]: First note.\n"
		"[^b]: Second note.\n"
		"\n"
		"    Its second paragraph.\n",
		"paragraph\n"
		"  0  Text goes on.\n"
		"footnote\n"
		"  1  First note.\n"
		"footnote\n"
		"  2  Second note.\n"
		"footnote\n"
		"  3  Its second paragraph.\n"},
	{"markup inside a word and HTML in a line", "in**form**ation and <b>State</b>s<br>act &mdash; &nosuch; &#65;&#x42;\n",
		"paragraph\n"
		"  0  information and States act — &nosuch; AB\n"},
	{"headings and sections",
		"# One\n"
		"\n"
		"Text.\n"
		"\n"
		"### Three\n"
		"\n"
		"Text.\n"
		"\n"
		"## Two\n"
		"\n"
		"Text.\n",
		"section 1 level 1\n"
		"heading 1\n"
		"  0  One\n"
		"paragraph\n"
		"  1  Text.\n"
		"section 2 level 3\n"
		"heading 3\n"
		"  2  Three\n"
		"paragraph\n"
		"  3  Text.\n"
		"section 3 level 2\n"
		"heading 2\n"
		"  4  Two\n"
		"paragraph\n"
		"  5  Text.\n"},
	{"HTML with a heading, a quote, code and hidden parts",
		"<h2>Title</h2>\n"
		"<blockquote><p>Quoted.</p></blockquote>\n"
		"<pre>code</pre>\n"
		"<!-- not\n"
		"this --><p>Text &amp; more <i>still</i> a < b</p>\n"
		"<script>if (a < b) x();</script>\n",
		"section 1 level 2\n"
		"heading 2\n"
		"  0  Title\n"
		"quote\n"
		"  1  Quoted. [quoted]\n"
		"code\n"
		"  2  code\n"
		"paragraph\n"
		"  3  Text & more still a < b\n"},
	{"an item in a quote",
		"> States should:\n"
		">\n"
		"> - act\n"
		"> - stop\n",
		"quote\n"
		"  0  States should: [quoted]\n"
		"quote \"-\"\n"
		"  1 <0  act [quoted]\n"
		"quote \"-\"\n"
		"  2 <0  stop [quoted]\n"},
	{"alerts are no quotations",
		"> [!NOTE]\n"
		"> States must act.\n"
		">\n"
		"> - one\n"
		"> - two\n"
		"\n"
		"> [!warning]- A title\n"
		"> Text.\n"
		"\n"
		"> Quoted.\n"
		"> [!NOTE] is text here.\n",
		"paragraph\n"
		"  0  States must act.\n"
		"list 1 \"-\"\n"
		"  1  one\n"
		"list 1 \"-\"\n"
		"  2  two\n"
		"paragraph\n"
		"  3  A title\n"
		"paragraph\n"
		"  4  Text.\n"
		"quote\n"
		"  5  Quoted. [quoted]\n"
		"  6  [!NOTE] is text here. [quoted]\n"},
	{"admonitions with indented content",
		"!!! note \"A title\"\n"
		"    States must act.\n"
		"\n"
		"    - one\n"
		"\n"
		"        code\n"
		"\n"
		"??? tip\n"
		"\tHidden at first, but it opens.\n"
		"\n"
		"!!! no content follows\n"
		"\n"
		"Behind.\n",
		"paragraph\n"
		"  0  A title\n"
		"paragraph\n"
		"  1  States must act.\n"
		"list 1 \"-\"\n"
		"  2  one\n"
		"list 1\n"
		"  3  code\n"
		"paragraph\n"
		"  4  Hidden at first, but it opens.\n"
		"paragraph\n"
		"  5  !!! no content follows\n"
		"paragraph\n"
		"  6  Behind.\n"},
	{"containers",
		"::: note A title\n"
		"States must act.\n"
		":::\n"
		"\n"
		":::{.warning}\n"
		"More.\n"
		":::\n"
		"\n"
		":::tip[Other title]\n"
		"\n"
		"Text.\n"
		":::\n",
		"paragraph\n"
		"  0  A title\n"
		"paragraph\n"
		"  1  States must act.\n"
		"paragraph\n"
		"  2  More.\n"
		"paragraph\n"
		"  3  Other title\n"
		"paragraph\n"
		"  4  Text.\n"},
	{"definitions",
		"Term\n"
		": Its definition\n"
		"  goes on.\n"
		"\n"
		"Other term\n"
		"\n"
		":   First definition.\n"
		"\n"
		"    Its second paragraph.\n"
		"\n"
		":   Second definition.\n"
		"\n"
		"After: not a definition.\n",
		"paragraph\n"
		"  0  Term\n"
		"paragraph\n"
		"  1  Its definition goes on.\n"
		"paragraph\n"
		"  2  Other term\n"
		"paragraph\n"
		"  3  First definition.\n"
		"paragraph\n"
		"  4  Its second paragraph.\n"
		"paragraph\n"
		"  5  Second definition.\n"
		"paragraph\n"
		"  6  After: not a definition.\n"},
	{"what only looks like them",
		"```\n"
		"> [!NOTE]\n"
		"!!! note\n"
		"    code\n"
		"::: x\n"
		"```\n"
		"\n"
		"    :   code\n"
		"\n"
		"Text :\n"
		"goes on: here.\n"
		"\n"
		"- [ ] open task\n"
		"- [x] done task\n",
		"code\n"
		"  0  > [!NOTE] !!! note code ::: x\n"
		"code\n"
		"  1  : code\n"
		"paragraph\n"
		"  2  Text : goes on: here.\n"
		"list 1 \"-\"\n"
		"  3  open task\n"
		"list 1 \"-\"\n"
		"  4  done task\n"},
	{"HTML in a line and around Markdown",
		"Growth<sup>1</sup> is the 1<sup>st</sup> <q>aim</q>, <del>not *this*</del> <span hidden>nor "
		"this</span>that&nbsp;is.[^1]\n"
		"\n"
		"<blockquote>\n"
		"\n"
		"States *must* act.\n"
		"\n"
		"</blockquote>\n"
		"\n"
		"<div hidden>\n"
		"\n"
		"Never *seen*.\n"
		"\n"
		"</div>\n"
		"\n"
		"> [!TIP]\n"
		"> In a note.[^1]\n"
		"\n"
		"[^1]: A note.\n",
		"paragraph\n"
		"  0  Growth is the 1st “aim”, that is. [quoted: aim]\n"
		"quote\n"
		"  1  States must act. [quoted]\n"
		"paragraph\n"
		"  2  In a note.\n"
		"footnote\n"
		"  3  A note.\n"},
	{"a marker behind a line that is moved to the right",
		"10. First, Inc.\n"
		"                                                    35. A second column\n",
		"list 1 \"10.\"\n"
		"  0  First, Inc.\n"
		"list 1 \"35.\"\n"
		"  1  A second column\n"},
};

/* The source of a phrase over markup holds the markup. */
static void test_origin(drafts *d)
{
	const char *text = "# A\n\nStates must **not** share infor**mation** &amp; more.\n";
	const nl_doc *doc = open_bytes(d, "draft.md", nl_str_of(text));
	CHECK_STR(nl_str_slice(text_of(doc), 3, doc->text_len), "States must not share information & more.");
	nl_span origin = nl_doc_origin(doc, nl_doc_range(doc, 2, 4));
	CHECK_STR(nl_str_slice(nl_str_of(text), origin.start, origin.end), "must **not** share");
	origin = nl_doc_origin(doc, nl_doc_range(doc, 5, 5));
	CHECK_STR(nl_str_slice(nl_str_of(text), origin.start, origin.end), "infor**mation");
	CHECK(nl_doc_token(doc, 5).word_class != 0);
	size_t ampersand = nl_str_find(text_of(doc), NL_STR("&"));
	origin = nl_doc_origin(doc, (nl_span){(uint32_t)ampersand, (uint32_t)ampersand + 1});
	CHECK_STR(nl_str_slice(nl_str_of(text), origin.start, origin.end), "&amp;");
	origin = nl_doc_origin(doc, (nl_span){1, 2}); /* between the blocks */
	CHECK_INT(origin.end - origin.start, 0);
}

static void test_too_much(drafts *d)
{
	nl_buf text = {0};
	for (int i = 0; i < 2000; i++) nl_buf_add_c(&text, "|a");
	nl_buf_add_c(&text, "\n");
	for (int i = 0; i < 2000; i++) nl_buf_add_c(&text, "|---");
	for (int i = 0; i < 2000; i++) nl_buf_add_c(&text, "\n|");
	const nl_doc *doc = open_bytes(d, "draft.md", nl_buf_str(&text));
	CHECK(doc && doc->format == NL_FORMAT_TEXT);
	CHECK_INT(d->sink.list.len, 1);
	CHECK_STR(d->sink.list.at[0].code, "D0708");
	drafts_close(d);
	nl_buf_release(&text);
}

static void test_hostile(drafts *d)
{
	static const char *const pieces[] = {"> [!a]\n", "!!! a\n    ", "??? a\n\n", ": a\n", "::: a\n", "<div>\n\n", "<q>",
		"<sup>", "<div hidden>\n\na\n\n</div>\n\n", "[^a]", "[^a]: ", "a\n:\t"};
	check_hostile(d, "draft.md", pieces, sizeof pieces / sizeof *pieces);
}

/* Where lines are moved to the left, places are still those of the source. */
static void test_moved(drafts *d)
{
	nl_str text = NL_STR("!!! note\n    States must\n    **not** act.\n\nTerm\n:   Define it.\n");
	const nl_doc *doc = open_bytes(d, "draft.md", text);
	nl_span origin = nl_doc_origin(doc, nl_doc_range(doc, 1, 2));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "must\n    **not");
	origin = nl_doc_origin(doc, nl_doc_range(doc, 5, 5));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "Define");
}

/* A paragraph of several lines is no copy, as long as it stands in the source as it is read; else its places are the same. */
static void test_lines(drafts *d)
{
	static const struct {
		const char *text;
		bool copied;
	} of[] = {
		{"States must\nnot act.\n\n", false},
		{"States must\r\nnot act.\r\n\r\n", false},
		{"- States must\n  not act.\n\n", false},
		{"States must\n          not act.\n\n", true},
		{"States must  \nnot act.\n\n", true},
		{"> States must\n> not act.\n\n", true},
		{"States must <!-- now -->\nnot act.\n\n", true},
		{"States must\n~~always~~ not act.\n\n", true},
		{"States must\n<b>not</b> act.\n\n", true},
		{"States must[^1]\nnot act.\n\n", true},
		{"States must &ndash;\nnot act.\n\n", true},
	};
	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		nl_buf text = {0};
		nl_buf_addf(&text, "%sBehind a block there is room for who reads it in large steps.\n", of[i].text);
		const nl_doc *doc = open_bytes(d, "draft.md", nl_buf_str(&text));
		nl_str source = nl_source_text(d->source);
		const char *bytes = doc->blocks[0].bytes;
		CHECK_INT(bytes < source.ptr || bytes >= source.ptr + source.len, of[i].copied);
		nl_span origin = nl_doc_origin(doc, nl_doc_range(doc, 2, 3));
		nl_str words = nl_str_slice(source, origin.start, origin.end);
		CHECK(nl_str_starts(words, NL_STR("not")) && nl_str_ends(words, NL_STR("act")));
		CHECK_INT(doc->blocks[0].end - doc->blocks[0].first, 1);
		drafts_close(d);
		nl_buf_release(&text);
	}
}

/* What stands behind the end of a text in memory is none of it. */
static void test_ends_in_a_link(drafts *d)
{
	nl_str all = NL_STR("States must see [the annex](x.html \"t\") and act.\n");
	for (size_t end = 0; end < all.len; end++) {
		nl_str cut = nl_str_slice(all, 0, end);
		bool link = end > nl_str_find(all, NL_STR(")"));
		const nl_doc *doc = open_bytes(d, "draft.md", cut);
		CHECK((nl_str_find(text_of(doc), NL_STR("x.html")) == SIZE_MAX) ==
			(link || nl_str_find(cut, NL_STR("x.html")) == SIZE_MAX));
	}
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	check_drafts(&d, "draft.md", cases, sizeof cases / sizeof *cases);
	test_origin(&d);
	test_lines(&d);
	test_too_much(&d);
	test_hostile(&d);
	test_moved(&d);
	test_ends_in_a_link(&d);
	drafts_release(&d);
	return check_done();
}
