/* The AsciiDoc reader: blocks, lists, tables, inline markup, and the way back to the source. */
#include "doc_check.h"

static const draft cases[] = {
	{"a whole draft",
		"= Code of conduct\n"
		"Some One <one@example.org>\n"
		":ict: information technology\n"
		":toc:\n"
		"\n"
		"// A comment. States may.\n"
		"== Scope\n"
		"\n"
		"States *must* not share in**form**ation, see link:x.html[the annex] & more.footnote:[A note, with link:y[a "
		"link]. Its end.]\n"
		"They shall `act`; <<sec,see below>>; https://example.org[the site], {ict} and {unknown}.\n"
		"\n"
		"States should not:\n"
		"\n"
		"[loweralpha,start=3]\n"
		". use proxies;\n"
		". attack _critical_ systems\n"
		"of others.\n"
		"* inner\n"
		"+\n"
		"Its paragraph.\n"
		". three\n"
		"\n"
		"[quote,Someone]\n"
		"____\n"
		"Quoted words.\n"
		"____\n"
		"\n"
		".A block's title\n"
		"[source,c]\n"
		"----\n"
		"code here\n"
		"----\n"
		"\n"
		"Term::\n"
		"  Its definition.\n"
		"Other:: In the line.\n"
		"\n"
		"NOTE: States must act.\n"
		"\n"
		"[WARNING]\n"
		"====\n"
		"In a block.\n"
		"\n"
		"* item\n"
		"====\n"
		"\n"
		"////\n"
		"States may.\n"
		"////\n"
		"\n"
		"The [.red]#coloured# and [line-through]#struck# and \"`quoted`\" and ``quoted'' words -- yes.\n"
		"\n"
		"image::x.png[]\n"
		"include::other.adoc[]\n"
		"\n"
		"'''\n"
		"The end.\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  Code of conduct\n"
		"section 2 level 1\n"
		"heading 1\n"
		"  1  Scope\n"
		"paragraph\n"
		"  2  States must not share information, see the annex & more.\n"
		"  3  They shall act;\n"
		"  4  see below;\n"
		"  5  the site, information technology and {unknown}.\n"
		"footnote\n"
		"  6  A note, with a link.\n"
		"  7  Its end.\n"
		"paragraph\n"
		"  8  States should not:\n"
		"list 1 \"c.\"\n"
		"  9 <8  use proxies;\n"
		"list 1 \"d.\"\n"
		"  10 <8  attack critical systems of others.\n"
		"list 2 \"•\"\n"
		"  11 <8  inner\n"
		"list 2\n"
		"  12 <8  Its paragraph.\n"
		"list 1 \"e.\"\n"
		"  13 <8  three\n"
		"quote\n"
		"  14  Quoted words. [quoted]\n"
		"paragraph\n"
		"  15  A block's title\n"
		"code\n"
		"  16  code here\n"
		"paragraph\n"
		"  17  Term\n"
		"paragraph\n"
		"  18  Its definition.\n"
		"paragraph\n"
		"  19  Other\n"
		"paragraph\n"
		"  20  In the line.\n"
		"paragraph\n"
		"  21  States must act.\n"
		"paragraph\n"
		"  22  In a block.\n"
		"list 1 \"•\"\n"
		"  23  item\n"
		"paragraph\n"
		"  24  The coloured and and “quoted” and “quoted” words — yes. [quoted: quoted] [quoted: quoted]\n"
		"paragraph\n"
		"  25  The end.\n"},
	{"tables",
		"[cols=\"1,2\"]\n"
		"|===\n"
		"|Head |Cell two\n"
		"\n"
		"|one\n"
		"2+|two \\| three\n"
		"\n"
		"a|States must act,\n"
		"and more\n"
		"|===\n"
		"\n"
		",===\n"
		"a,b\n"
		"c,d\n"
		",===\n",
		"table\n"
		"  0  Head\n"
		"table\n"
		"  1  Cell two\n"
		"table\n"
		"  2  one\n"
		"table\n"
		"  3  two | three\n"
		"table\n"
		"  4  States must act, and more\n"
		"table\n"
		"  5  a\n"
		"table\n"
		"  6  b\n"
		"table\n"
		"  7  c\n"
		"table\n"
		"  8  d\n"},
	{"lists",
		"* one\n"
		"** two\n"
		"- three\n"
		"\n"
		"* [x] done\n"
		"* [ ] not done\n"
		"\n"
		"1. first\n"
		"2. second\n"
		"\n"
		"a. letter\n"
		"b. other\n"
		"\n"
		"A. Smith wrote it.\n"
		"J. Doe as well.\n"
		"\n"
		" literal text\n",
		"list 1 \"•\"\n"
		"  0  one\n"
		"list 2 \"•\"\n"
		"  1  two\n"
		"list 3 \"•\"\n"
		"  2  three\n"
		"list 1 \"•\"\n"
		"  3  done\n"
		"list 1 \"•\"\n"
		"  4  not done\n"
		"list 2 \"1.\"\n"
		"  5 <4  first\n"
		"list 2 \"2.\"\n"
		"  6 <4  second\n"
		"list 3 \"a.\"\n"
		"  7 <4  letter\n"
		"list 3 \"b.\"\n"
		"  8 <4  other\n"
		"list 4 \"A.\"\n"
		"  9 <4  Smith wrote it.\n"
		"list 4\n"
		"  10 <4  J. Doe as well.\n"
		"code\n"
		"  11  literal text\n"},
	{"what only looks like markup",
		"5 * 3 and 2*3, snake_case_name, a#b, {, [x], C:\\dir and x^2 and \"plain\" 'quotes'.\n"
		"\\*escaped* and \\{name} stay. (((index,term)))((Shown)) &amp; &#8217;s.\n"
		"\n"
		"Old title\n"
		"---------\n"
		"\n"
		"A line +\n"
		"and a break.\n"
		"\n"
		"*unclosed _and `this\n",
		"paragraph\n"
		"  0  5 * 3 and 2*3, snake_case_name, a#b, {, [x], C:\\dir and x^2 and \"plain\" 'quotes'. *escaped* and "
		"{name} stay. [quoted: plain\" 'quotes]\n"
		"  1  Shown & ’s.\n"
		"section 1 level 1\n"
		"heading 1\n"
		"  2  Old title\n"
		"paragraph\n"
		"  3  A line and a break.\n"
		"paragraph\n"
		"  4  *unclosed _and `this\n"},
};

/* Every run of text carries its bytes. */
static void test_origin(drafts *d)
{
	nl_str text = NL_STR("* States must *not* share in**form**ation.\n");
	const nl_doc *doc = open_bytes(d, "draft.adoc", text);
	CHECK_STR(text_of(doc), "States must not share information.");
	nl_span origin = nl_doc_origin(doc, nl_doc_range(doc, 1, 3));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "must *not* share");
	origin = nl_doc_origin(doc, nl_doc_range(doc, 4, 4));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "in**form**ation");
}

static void test_hostile(drafts *d)
{
	static const char *const pieces[] = {"*a ", "**a ", "_a ", "`a ", "``a ", "#a ", "+a ", "^a ", "[a", "[a]#b ",
		"<<a", "((a", "{a", "link:a[", "footnote:[", "footnote:[a] ", "http://a", "\\", "a:: ", "a::\n", "* a\n",
		". a\n", "====\n", "____\n", "|===\n|a\n", "|a ", "=\n", "a\n--\n", "////\n", ":a: {a}{a}{a}\n{a}\n",
		"[quote]\n", "+\n", "a. b\n", "-- ", "\"`a "};
	check_hostile(d, "draft.adoc", pieces, sizeof pieces / sizeof *pieces);
	nl_buf nested = {0};
	for (int i = 4; i < 700; i++, nl_buf_add_byte(&nested, '\n'))
		for (int n = 0; n < i; n++) nl_buf_add_byte(&nested, '=');
	CHECK(open_bytes(d, "draft.adoc", nl_buf_str(&nested)) != NULL);
	drafts_close(d);
	nl_buf_release(&nested);
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	check_drafts(&d, "draft.adoc", cases, sizeof cases / sizeof *cases);
	test_origin(&d);
	test_hostile(&d);
	drafts_release(&d);
	return check_done();
}
