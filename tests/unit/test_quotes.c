/* Which words are quoted. */
#include "doc_check.h"

static const draft cases[] = {
	{"pairs of marks, and apostrophes that are none",
		"The ‘States’ right’ is “one ‘inner’ thing” and countries’ own. It's 'plain' here, don't.\n",
		"paragraph\n"
		"  0  The ‘States’ right’ is “one ‘inner’ thing” and countries’ own. [quoted: States’ right] [quoted: one "
		"‘inner’ thing]\n"
		"  1  It's 'plain' here, don't. [quoted: plain]\n"},
	{"other marks", "She called it \"fine\" and «bien» and „gut“ and 5\" wide, »so« and ”så”.\n",
		"paragraph\n"
		"  0  She called it \"fine\" and «bien» and „gut“ and 5\" wide, »so« and ”så”. [quoted: fine] [quoted: bien] "
		"[quoted: gut] [quoted: so] [quoted: så]\n"},
	{"a possessive inside a quotation does not end it",
		"It says ‘to undermine other countries’ right of control, or other countries’ security.’ It ends.\n",
		"paragraph\n"
		"  0  It says ‘to undermine other countries’ right of control, or other countries’ security.’ [quoted: to "
		"undermine other countries’ right of control, or other countries’ security]\n"
		"  1  It ends.\n"},
	{"each paragraph of a quotation opens it again",
		"He said:\n"
		"\n"
		"“First paragraph.\n"
		"\n"
		"“Second paragraph.” He stopped.\n",
		"paragraph\n"
		"  0  He said:\n"
		"paragraph\n"
		"  1  “First paragraph. [quoted]\n"
		"paragraph\n"
		"  2  “Second paragraph.” [quoted]\n"
		"  3  He stopped.\n"},
	{"a quotation over paragraphs and lists",
		"The draft reads:\n"
		"\n"
		"‘To act:\n"
		"\n"
		"(a) at once;\n"
		"\n"
		"(b) for ever;’\n"
		"\n"
		"This is told by nobody else.\n",
		"paragraph\n"
		"  0  The draft reads:\n"
		"paragraph\n"
		"  1  ‘To act: [quoted]\n"
		"list 1 \"(a)\"\n"
		"  2 <1  at once; [quoted]\n"
		"list 1 \"(b)\"\n"
		"  3 <1  for ever;’ [quoted]\n"
		"paragraph\n"
		"  4  This is told by nobody else.\n"},
	{"a lost opening mark after a colon",
		"It stated that ‘each State pledges’:\n"
		"\n"
		"Not to use information;’ [Emphasis added.]\n"
		"\n"
		"Nothing more was stated there.\n",
		"paragraph\n"
		"  0  It stated that ‘each State pledges’: [quoted: each State pledges]\n"
		"paragraph\n"
		"  1  Not to use information;’ [quoted]\n"
		"  2  [Emphasis added.]\n"
		"paragraph\n"
		"  3  Nothing more was stated there.\n"},
	{"an unclosed mark counts to the end of its sentence",
		"An “unclosed one. It ends here.\n"
		"\n"
		"She called it \"fine\".\n",
		"paragraph\n"
		"  0  An “unclosed one. [quoted: unclosed one]\n"
		"  1  It ends here.\n"
		"paragraph\n"
		"  2  She called it \"fine\". [quoted: fine]\n"},
	{"an unclosed mark at the start counts for its paragraph",
		"“We never close this. It ends here.\n"
		"\n"
		"This is free of it.\n"
		"\n"
		"And this one is free as well.\n",
		"paragraph\n"
		"  0  “We never close this. [quoted]\n"
		"  1  It ends here. [quoted]\n"
		"paragraph\n"
		"  2  This is free of it.\n"
		"paragraph\n"
		"  3  And this one is free as well.\n"},
	{"a quotation opened in a paragraph and opened again in the next",
		"He said “we do this.\n"
		"\n"
		"“And we do that.” So he said.\n",
		"paragraph\n"
		"  0  He said “we do this. [quoted: we do this]\n"
		"paragraph\n"
		"  1  “And we do that.” [quoted]\n"
		"  2  So he said.\n"},
	{"a heading ends what is open",
		"“We never close this one here.\n"
		"\n"
		"Next Title\n"
		"\n"
		"This “is” no quotation of it.\n"
		"\n"
		"Nor is this.”\n",
		"paragraph\n"
		"  0  “We never close this one here. [quoted]\n"
		"section 1 level 1\n"
		"heading 1\n"
		"  1  Next Title\n"
		"paragraph\n"
		"  2  This “is” no quotation of it. [quoted: is]\n"
		"paragraph\n"
		"  3  Nor is this.”\n"},
};

int main(void)
{
	drafts d;
	drafts_init(&d);
	check_drafts(&d, "draft.txt", cases, sizeof cases / sizeof *cases);
	drafts_release(&d);
	return check_done();
}
