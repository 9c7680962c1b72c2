/* The plain text reader: paragraphs, titles, items, notes, and words parted by line ends. */
#include "doc_check.h"

#include "text/words.h"

static const draft cases[] = {
	{"a whole draft",
		"DRAFT CODE OF CONDUCT\n"
		"\n"
		"1. Introduction\n"
		"\n"
		"This text is hard-wrapped at some seventy columns, as mail and old reports\n"
		"are, and the last line of a paragraph is shorter.\n"
		"A new paragraph begins without an empty line because the line before it was\n"
		"short.\n"
		"\n"
		"Purpose and scope\n"
		"The informa-\n"
		"tion of States is at risk. Capacity-\n"
		"building helps.\n"
		"\n"
		"States should not:\n"
		"(a) use proxies;\n"
		"(b) attack others, that is\n"
		"    (i) banks, or\n"
		"    (ii) hospitals;\n"
		"\n"
		"    of any State;\n"
		"(c) lie.\n"
		"This closes the list under article\n"
		"19. The rest is prose.\n"
		"\n"
		"2.1 Measures\n"
		"\n"
		"- first\n"
		"- second\n"
		"\n"
		"•\tthird\n"
		"\n"
		"> A quoted line\n"
		"> goes on.\n"
		"\n"
		"[1] See the annex.\n"
		"\n"
		"12\n"
		"\n"
		"Aims ........... 7\n"
		"\n"
		"Next title\n"
		"==========\n"
		"\n"
		"Text of the last section.\n",
		"section 1 level 1\n"
		"heading 1\n"
		"  0  DRAFT CODE OF CONDUCT\n"
		"section 2 level 1\n"
		"heading 1\n"
		"  1  1. Introduction\n"
		"paragraph\n"
		"  2  This text is hard-wrapped at some seventy columns, as mail and old reports are, and the last line of a "
		"paragraph is shorter.\n"
		"paragraph\n"
		"  3  A new paragraph begins without an empty line because the line before it was short.\n"
		"section 3 level 2\n"
		"heading 2\n"
		"  4  Purpose and scope\n"
		"paragraph\n"
		"  5  The informa- tion of States is at risk.\n"
		"  6  Capacity- building helps.\n"
		"paragraph\n"
		"  7  States should not:\n"
		"list 1 \"(a)\"\n"
		"  8 <7  use proxies;\n"
		"list 1 \"(b)\"\n"
		"  9 <7  attack others, that is\n"
		"list 2 \"(i)\"\n"
		"  10 <9  banks, or\n"
		"list 2 \"(ii)\"\n"
		"  11 <9  hospitals;\n"
		"list 1\n"
		"  12 <7  of any State;\n"
		"list 1 \"(c)\"\n"
		"  13 <7  lie.\n"
		"paragraph\n"
		"  14  This closes the list under article 19.\n"
		"  15  The rest is prose.\n"
		"section 4 level 2\n"
		"heading 2\n"
		"  16  2.1 Measures\n"
		"list 1 \"-\"\n"
		"  17  first\n"
		"list 1 \"-\"\n"
		"  18  second\n"
		"list 2 \"•\"\n"
		"  19  third\n"
		"quote\n"
		"  20  A quoted line goes on. [quoted]\n"
		"footnote\n"
		"  21  [1] See the annex.\n"
		"paragraph\n"
		"  22  12\n"
		"table\n"
		"  23  Aims ........... 7\n"
		"section 5 level 1\n"
		"heading 1\n"
		"  24  Next title\n"
		"paragraph\n"
		"  25  Text of the last section.\n"},
	{"items without final marks on short lines",
		"States should\n"
		"(a) privacy first\n"
		"(b) security then\n"
		"(c) openness\n",
		"paragraph\n"
		"  0  States should\n"
		"list 1 \"(a)\"\n"
		"  1 <0  privacy first\n"
		"list 1 \"(b)\"\n"
		"  2 <0  security then\n"
		"list 1 \"(c)\"\n"
		"  3 <0  openness\n"},
	{"a number at a line start in the middle of a sentence is no item",
		"The parties act under the treaty as it stands, and in particular under article\n"
		"19. The rest of the paragraph follows here on this line, and goes on and on, and\n"
		"(a) of the annex is not a list in this place either, as all can see from its look.\n",
		"paragraph\n"
		"  0  The parties act under the treaty as it stands, and in particular under article 19.\n"
		"  1  The rest of the paragraph follows here on this line, and goes on and on, and (a) of the annex is not a "
		"list in this place either, as all can see from its look.\n"},
	{"a marker alone in its line begins the next",
		"Highlights of the plan, which costs a lot of money:\n"
		"—\n"
		"Protecting and defending the\n"
		"critical services of all.\n"
		"—\n"
		"New ways to investigate.\n",
		"paragraph\n"
		"  0  Highlights of the plan, which costs a lot of money:\n"
		"list 1 \"—\"\n"
		"  1 <0  Protecting and defending the critical services of all.\n"
		"list 1 \"—\"\n"
		"  2 <0  New ways to investigate.\n"},
	{"letters follow letters",
		"The Experts Meeting proposes:\n"
		"\n"
		"A. Principles to be kept:\n"
		"\n"
		"1. One thing is here.\n"
		"\n"
		"2. Another is there.\n"
		"\n"
		"B. Activities to be undertaken:\n"
		"\n"
		"J. Smith wrote this one.\n",
		"paragraph\n"
		"  0  The Experts Meeting proposes:\n"
		"list 1 \"A.\"\n"
		"  1 <0  Principles to be kept:\n"
		"list 2 \"1.\"\n"
		"  2 <1  One thing is here.\n"
		"list 2 \"2.\"\n"
		"  3 <1  Another is there.\n"
		"list 1 \"B.\"\n"
		"  4 <0  Activities to be undertaken:\n"
		"paragraph\n"
		"  5  J. Smith wrote this one.\n"},
	{"an item after (h) is (i), one after (b) is a list of its own",
		"They shall:\n"
		"(h) do this;\n"
		"(i) do that;\n"
		"(b) hear:\n"
		"(i) the first;\n"
		"(ii) the second;\n"
		"(c) and go.\n",
		"paragraph\n"
		"  0  They shall:\n"
		"list 1 \"(h)\"\n"
		"  1 <0  do this;\n"
		"list 1 \"(i)\"\n"
		"  2 <0  do that;\n"
		"list 1 \"(b)\"\n"
		"  3  hear:\n"
		"list 2 \"(i)\"\n"
		"  4 <3  the first;\n"
		"list 2 \"(ii)\"\n"
		"  5 <3  the second;\n"
		"list 1 \"(c)\"\n"
		"  6  and go.\n"},
	{"bullets of a lost charset and numbers with dashes",
		"? The world deserves access to it.\n"
		"? Governance should promote it.\n"
		"1 - Freedom of expression is first.\n"
		"2 - Open governance comes next.\n",
		"list 1 \"?\"\n"
		"  0  The world deserves access to it.\n"
		"list 1 \"?\"\n"
		"  1  Governance should promote it.\n"
		"list 1 \"1 -\"\n"
		"  2  Freedom of expression is first.\n"
		"list 1 \"2 -\"\n"
		"  3  Open governance comes next.\n"},
	{"numbered titles and numbered items",
		"1. Introduction\n"
		"\n"
		"This is the text of the introduction.\n"
		"\n"
		"1.2 Scope of the Code\n"
		"\n"
		"This is the scope of all that follows.\n"
		"\n"
		"ARTICLE 3\n"
		"\n"
		"1. States shall act.\n"
		"\n"
		"2. States shall stop.\n",
		"section 1 level 1\n"
		"heading 1\n"
		"  0  1. Introduction\n"
		"paragraph\n"
		"  1  This is the text of the introduction.\n"
		"section 2 level 2\n"
		"heading 2\n"
		"  2  1.2 Scope of the Code\n"
		"paragraph\n"
		"  3  This is the scope of all that follows.\n"
		"section 3 level 1\n"
		"heading 1\n"
		"  4  ARTICLE 3\n"
		"list 1 \"1.\"\n"
		"  5  States shall act.\n"
		"list 1 \"2.\"\n"
		"  6  States shall stop.\n"},
	{"titles with wrapped capitals, a question, and a small word at the end",
		"PRINCIPLES AND ACTIONS PROPOSED\n"
		"BY THE EXPERTS\n"
		"This is the text of it.\n"
		"So, what has changed?\n"
		"This has changed since the last time that it was looked at by anyone.\n"
		"Roadmap for the\n"
		"Future\n"
		"This is the road.\n",
		"section 1 level 1\n"
		"heading 1\n"
		"  0  PRINCIPLES AND ACTIONS PROPOSED BY THE EXPERTS\n"
		"paragraph\n"
		"  1  This is the text of it.\n"
		"section 2 level 2\n"
		"heading 2\n"
		"  2  So, what has changed?\n"
		"paragraph\n"
		"  3  This has changed since the last time that it was looked at by anyone.\n"
		"section 3 level 2\n"
		"heading 2\n"
		"  4  Roadmap for the Future\n"
		"paragraph\n"
		"  5  This is the road.\n"},
	{"a line on every page is no title",
		"Cyber Strategy\n"
		"\n"
		"One sentence stands on this page.\n"
		"\n"
		"Cyber Strategy\n"
		"\n"
		"One sentence stands on this page.\n"
		"\n"
		"Cyber Strategy\n"
		"\n"
		"One sentence stands on this page.\n",
		"paragraph\n"
		"  0  Cyber Strategy\n"
		"paragraph\n"
		"  1  One sentence stands on this page.\n"
		"paragraph\n"
		"  2  Cyber Strategy\n"
		"paragraph\n"
		"  3  One sentence stands on this page.\n"
		"paragraph\n"
		"  4  Cyber Strategy\n"
		"paragraph\n"
		"  5  One sentence stands on this page.\n"},
	{"a sentence goes on over a page number",
		"The strategy was made by all ministries of the\n"
		"\n"
		"12\n"
		"\n"
		"state, and it is kept by them.\n",
		"paragraph\n"
		"  0  The strategy was made by all ministries of the 12 state, and it is kept by them.\n"},
	{"carriage returns",
		"First line of text.\r\n"
		"\r\n"
		"Second one.\rThird one.\r\n",
		"paragraph\n"
		"  0  First line of text.\n"
		"paragraph\n"
		"  1  Second one.\n"
		"paragraph\n"
		"  2  Third one.\n"},
	{"a form feed parts blocks", "The first page ends without a stop here\fThe second page begins.\n",
		"paragraph\n"
		"  0  The first page ends without a stop here\n"
		"paragraph\n"
		"  1  The second page begins.\n"},
	{"superscript notes",
		"Text of the paragraph.\n"
		"\n"
		"¹ A note.\n"
		"\n"
		"12 See another.\n"
		"\n"
		"12 See\n",
		"paragraph\n"
		"  0  Text of the paragraph.\n"
		"footnote\n"
		"  1  ¹ A note.\n"
		"footnote\n"
		"  2  12 See another.\n"
		"paragraph\n"
		"  3  12 See\n"},
	{"one line a paragraph",
		"This is a paragraph that is much longer than any line of a wrapped text would be, because the program that "
		"saved it wraps nothing at all and leaves it to the window.\n"
		"This is a second paragraph that is much longer than any line of a wrapped text would be, because the program "
		"that saved it wraps nothing at all and leaves it to the window.\n"
		"This one was broken in the middle by the end of a page, which can be told from the small letter with which "
		"the next of the lines begins, as it does here after the word\n"
		"here, and ends.\n",
		"paragraph\n"
		"  0  This is a paragraph that is much longer than any line of a wrapped text would be, because the program "
		"that saved it wraps nothing at all and leaves it to the window.\n"
		"paragraph\n"
		"  1  This is a second paragraph that is much longer than any line of a wrapped text would be, because the "
		"program that saved it wraps nothing at all and leaves it to the window.\n"
		"paragraph\n"
		"  2  This one was broken in the middle by the end of a page, which can be told from the small letter with "
		"which the next of the lines begins, as it does here after the word here, and ends.\n"},
	{"the head of a form",
		"On a quiet road\n"
		"Area: ROADS AND\n"
		"PATHS\n"
		"Entitled by: Ann Smith\n"
		"Sector: Academia\n"
		"Keywords: quiet, roads,\n"
		"paths\n"
		"Roads must be quiet.\n",
		"paragraph\n"
		"  0  On a quiet road\n"
		"code\n"
		"  1  Area: ROADS AND\n"
		"code\n"
		"  2  PATHS\n"
		"code\n"
		"  3  Entitled by: Ann Smith\n"
		"code\n"
		"  4  Sector: Academia\n"
		"code\n"
		"  5  Keywords: quiet, roads,\n"
		"code\n"
		"  6  paths\n"
		"paragraph\n"
		"  7  Roads must be quiet.\n"},
	{"a few fields, and sentences behind a name, are no head",
		"Scope: all staff, and whoever else works on a road.\n"
		"Rule: Roads must be quiet, in the day and in the night.\n"
		"Reason: People sleep, and so do cats and birds and dogs.\n"
		"Aim: Peace and quiet on the roads of the whole country.\n",
		"paragraph\n"
		"  0  Scope: all staff, and whoever else works on a road.\n"
		"  1  Rule: Roads must be quiet, in the day and in the night.\n"
		"  2  Reason: People sleep, and so do cats and birds and dogs.\n"
		"  3  Aim: Peace and quiet on the roads of the whole country.\n"},
	{"a page header inside a sentence",
		"Roads must be quiet, and whoever builds one shall see to it that it is quiet in\n"
		"Report on Roads 1\n"
		"the day and in the night. Nobody shall drive on a road who has no need to drive\n"
		"Report on Roads 2\n"
		"\n"
		"on a road. The rest may walk as long as they like to walk, in the sun or in the\n"
		"Report on Roads 3\n"
		"rain, and nobody shall stop them. Who stops them shall walk with them until the\n"
		"Report on Roads 4\n"
		"end of the road.\n",
		"paragraph\n"
		"  0  Roads must be quiet, and whoever builds one shall see to it that it is quiet in the day and in the "
		"night.\n"
		"  1  Nobody shall drive on a road who has no need to drive on a road.\n"
		"  2  The rest may walk as long as they like to walk, in the sun or in the rain, and nobody shall stop them.\n"
		"  3  Who stops them shall walk with them until the end of the road.\n"},
	{"nothing",
		"\n"
		"  \n",
		""},
};

/* The words of a draft, those that no rule knows in brackets, "-" before one behind a hyphen. */
static nl_str words_of(drafts *d, const char *text)
{
	const nl_doc *doc = open_bytes(d, "draft.txt", nl_str_of(text));
	nl_buf_clear(&d->dump);
	for (uint32_t i = 0; doc && i < doc->token_count; i++) {
		nl_token token = nl_doc_token(doc, i), *t = &token;
		nl_str word = nl_doc_text(doc, (nl_span){t->start, t->start + t->len});
		if (i) nl_buf_add_byte(&d->dump, t->gap & NL_GAP_HYPHEN ? '-' : ' ');
		nl_buf_addf(&d->dump, t->word_class ? NL_FMT : "[" NL_FMT "]", NL_ARG(word));
	}
	return nl_buf_str(&d->dump);
}

static void test_line_end_hyphens(drafts *d)
{
	CHECK_STR(words_of(d, "the informa-\ntion here"), "[the] informa-\ntion [here]");
	CHECK_STR(words_of(d, "the informa-  \r\n   tion"), "[the] informa-  \r\n   tion");
	CHECK_STR(words_of(d, "infor\xC2\xAD\nma\xC2\xADtion"), "infor\xC2\xAD\nma\xC2\xADtion");
	CHECK_STR(words_of(d, "in-\nforma-\ntion"), "[in]-[forma]-[tion]"); /* each half is judged with the one before */
	CHECK_STR(words_of(d, "multi-\nstakeholder"), "multi-\nstakeholder");
	CHECK_STR(words_of(d, "capacity-\nbuilding"), "[capacity]-[building]");
	CHECK_STR(words_of(d, "informa-tion"), "[informa]-[tion]");
	CHECK_STR(words_of(d, "informa-\n(tion)"), "[informa] [tion]");
}

/* Inputs that would show a quadratic step by the time they take. */
static void test_endless(drafts *d)
{
	static const char *const pieces[] = {"word ", "(a) ", "(a) x y z, ", "a; ", "(; ", ". ",
		"\xE2\x80\x98s\xE2\x80\x99 ", "s\xE2\x80\x99 ", "\"a ", "- x\n", "x-\n", "T\n\n", ":", "1.", "\n"};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		nl_buf text = {0};
		while (text.len < 200000) nl_buf_add_c(&text, pieces[i]);
		CHECK(open_bytes(d, "draft.txt", nl_buf_str(&text)) != NULL);
		CHECK(open_bytes(d, "draft.md", nl_buf_str(&text)) != NULL);
		drafts_close(d);
		nl_buf_release(&text);
	}
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	check_drafts(&d, "draft.txt", cases, sizeof cases / sizeof *cases);
	test_line_end_hyphens(&d);
	test_endless(&d);
	drafts_release(&d);
	return check_done();
}
