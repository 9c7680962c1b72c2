/* The sentence cutter: stops, clauses, items in a line, and their lead-ins. */
#include "doc_check.h"

static const draft cases[] = {
	{"abbreviations, initials, decimals and ellipses end no sentence", "See Art. 5 and para. 3 of No. 2. The U.S. and the E.U. agree, e.g. here. Dr. J. Smith wrote 3.5 pages... And so on [...] until 2013. 12 states joined!\n",
		"paragraph\n"
		"  0  See Art. 5 and para. 3 of No. 2.\n"
		"  1  The U.S. and the E.U. agree, e.g. here.\n"
		"  2  Dr. J. Smith wrote 3.5 pages...\n"
		"  3  And so on [...] until 2013.\n"
		"  4  12 states joined!\n"},
	{"footnote marks, closing quotes and brackets belong to the sentence before",
		"It is growing.1 The rest “is quoted.” And (see below). the end is lower. Was it?[2] Yes!” Done.³ So.\n",
		"paragraph\n"
		"  0  It is growing.1\n"
		"  1  The rest “is quoted.” [quoted: is quoted]\n"
		"  2  And (see below). the end is lower.\n"
		"  3  Was it?[2]\n"
		"  4  Yes!”\n"
		"  5  Done.³\n"
		"  6  So.\n"},
	{"clauses after a colon are led by what stands before it",
		"States should not: use proxies; attack CERTs; or harm others. They may help.\n",
		"paragraph\n"
		"  0  States should not:\n"
		"  1 <0  use proxies;\n"
		"  2 <0  attack CERTs;\n"
		"  3 <0  or harm others.\n"
		"  4  They may help.\n"},
	{"a colon without clauses cuts nothing", "One thing matters: trust. It is 10:30 now.\n",
		"paragraph\n"
		"  0  One thing matters: trust.\n"
		"  1  It is 10:30 now.\n"},
	{"inline items are led by the text before the first",
		"Each party shall (a) keep records; (b) report (see item 3; or 4), and (c) pay. The rest is free.\n",
		"paragraph\n"
		"  0  Each party shall\n"
		"  1 <0  (a) keep records;\n"
		"  2 <0  (b) report (see item 3; or 4), and\n"
		"  3 <0  (c) pay.\n"
		"  4  The rest is free.\n"},
	{"one word may lead inline items",
		"The plan is old. Identifies (1) protection of networks, (2) secure systems, (3) police training in towns.\n",
		"paragraph\n"
		"  0  The plan is old.\n"
		"  1  Identifies\n"
		"  2 <1  (1) protection of networks,\n"
		"  3 <1  (2) secure systems,\n"
		"  4 <1  (3) police training in towns.\n"},
	{"references are no items", "Under paragraph 5 (a) and (b) nothing changes, nor under items (a), (b) and (c) of it.\n",
		"paragraph\n"
		"  0  Under paragraph 5 (a) and (b) nothing changes, nor under items (a), (b) and (c) of it.\n"},
	{"inline items after a colon", "The parties pledge: (i) to act; and (ii) to stop.\n",
		"paragraph\n"
		"  0  The parties pledge:\n"
		"  1 <0  (i) to act;\n"
		"  2 <0  and (ii) to stop.\n"},
	{"nested inline items", "They shall: (a) do so if (i) they can; (ii) they may; and (b) stop.\n",
		"paragraph\n"
		"  0  They shall:\n"
		"  1 <0  (a) do so if\n"
		"  2 <1  (i) they can;\n"
		"  3 <1  (ii) they may;\n"
		"  4 <0  and (b) stop.\n"},
	{"recitals begin at a line start after a comma",
		"The Assembly,\n"
		"Recalling its resolutions, as adopted by all Member States over the past years,\n"
		"Noting the report, which it read over the summer and discussed at length,\n"
		"and thinking further about all of it at some length, as is the custom,\n"
		"Adopts it.\n",
		"paragraph\n"
		"  0  The Assembly,\n"
		"paragraph\n"
		"  1  Recalling its resolutions, as adopted by all Member States over the past years,\n"
		"  2  Noting the report, which it read over the summer and discussed at length, and thinking further about all "
		"of it at some length, as is the custom, Adopts it.\n"},
	{"numbers at the start of a sentence number it", "1. First point. 2.3. Not cut here. IV. Neither here. See 19. The rest.\n",
		"list 1 \"1.\"\n"
		"  0  First point.\n"
		"  1  2.3. Not cut here.\n"
		"  2  IV. Neither here.\n"
		"  3  See 19.\n"
		"  4  The rest.\n"},
	{"initials without their dots are another word", "Join the U.S. Government. They joined us. The end.\n",
		"paragraph\n"
		"  0  Join the U.S. Government.\n"
		"  1  They joined us.\n"
		"  2  The end.\n"},
	{"a semicolon in brackets cuts nothing", "It is known (Smith 2010; Jones 2011) and old; it stays. A last one; and\n",
		"paragraph\n"
		"  0  It is known (Smith 2010; Jones 2011) and old;\n"
		"  1  it stays.\n"
		"  2  A last one; and\n"},
	{"scripts without capitals are cut too", "这是第一句。这是第二句。 هذا نص. وهذا آخر. Ça va. Été.\n",
		"paragraph\n"
		"  0  这是第一句。\n"
		"  1  这是第二句。\n"
		"  2  هذا نص.\n"
		"  3  وهذا آخر.\n"
		"  4  Ça va.\n"
		"  5  Été.\n"},
};

int main(void)
{
	drafts d;
	drafts_init(&d);
	check_drafts(&d, "draft.txt", cases, sizeof cases / sizeof *cases);
	drafts_release(&d);
	return check_done();
}
