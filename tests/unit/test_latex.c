/* The LaTeX reader: commands, environments, definitions, and the way back to the source. */
#include "doc_check.h"

static const draft cases[] = {
	{"a whole draft",
		"\\documentclass{article}\n"
		"\\usepackage[utf8]{inputenc}\n"
		"\\newcommand{\\ict}{information technology}\n"
		"\\newcommand*{\\hide}[1]{}\n"
		"\\newcommand{\\show}[2]{\\textbf{#1} #2}\n"
		"\\title{Code of \\emph{conduct}}\n"
		"\\author{No One}\n"
		"\\begin{document}\n"
		"\\maketitle\n"
		"\\section{Scope}\\label{sec:x}\n"
		"\n"
		"States \\textbf{must} not share in\\emph{form}ation, see \\href{x.html}{the annex} \\& more.\\footnote{A "
		"note, \\emph{here}. Its end.}\n"
		"They'll ``act'' --- yes~soon; \\ict{} and \\hide{not this}\\show{shown}{twice}. % States may.\n"
		"Caf\\'e, na\\\"{\\i}ve, \\c{c}a, stra\\ss e, \\S~5, 10\\% of \\$5, $x < y$ and \\(z\\).\n"
		"\n"
		"States should not:\n"
		"\\begin{enumerate}\n"
		"  \\item[(c)] use proxies;\n"
		"  \\item[(d)] attack \\textit{critical}\n"
		"  systems.\n"
		"\n"
		"  More of it.\n"
		"  \\begin{itemize}\n"
		"    \\item inner\n"
		"  \\end{itemize}\n"
		"\\end{enumerate}\n"
		"\\begin{enumerate}[label=(\\roman*)]\n"
		"\\item one\n"
		"\\setcounter{enumi}{4}\n"
		"\\item five\n"
		"\\end{enumerate}\n"
		"\\begin{quote}\n"
		"Quoted words.\n"
		"\\end{quote}\n"
		"\\subsection*{Sub}\n"
		"\\begin{tabular}{|l|r|}\n"
		"\\hline\n"
		"Head & Cell \\\\ \\hline\n"
		"one & \\multicolumn{2}{c}{two \\& three} \\\\\n"
		"\\end{tabular}\n"
		"\\begin{verbatim}\n"
		"code {here} % and here\n"
		"\\end{verbatim}\n"
		"\\begin{description}\n"
		"\\item[Term] Its definition.\n"
		"\\end{description}\n"
		"\\begin{comment}\n"
		"States may.\n"
		"\\end{comment}\n"
		"\\begin{equation} x \\end{equation}\n"
		"\\iffalse States may. \\fi\n"
		"\\input{other}\n"
		"He said \\enquote{we will} \\verb|x_y|, \\sout{never} 1\\textsuperscript{st} word\\textsuperscript{2}.\n"
		"\\unknown[opt]{Shown text} {\\bf bold} in\\-forma\\-tion\\\\\n"
		"(a) a clause;\\\\\n"
		"(b) another.\n"
		"\\end{document}\n"
		"States may.\n",
		"section 1 level 0\n"
		"heading\n"
		"  0  Code of conduct\n"
		"section 2 level 1\n"
		"heading 1\n"
		"  1  Scope\n"
		"paragraph\n"
		"  2  States must not share information, see the annex & more.\n"
		"  3  They’ll “act” — yes soon; [quoted: act]\n"
		"  4  information technology and showntwice.\n"
		"  5  Café, naïve, ça, straße, § 5, 10% of $5, and .\n"
		"footnote\n"
		"  6  A note, here.\n"
		"  7  Its end.\n"
		"paragraph\n"
		"  8  States should not:\n"
		"list 1 \"(c)\"\n"
		"  9 <8  use proxies;\n"
		"list 1 \"(d)\"\n"
		"  10 <8  attack critical systems.\n"
		"list 1\n"
		"  11 <8  More of it.\n"
		"list 2 \"•\"\n"
		"  12 <8  inner\n"
		"list 2 \"(i)\"\n"
		"  13  one\n"
		"list 1 \"(v)\"\n"
		"  14  five\n"
		"quote\n"
		"  15  Quoted words. [quoted]\n"
		"section 3 level 2\n"
		"heading 2\n"
		"  16  Sub\n"
		"table\n"
		"  17  Head\n"
		"table\n"
		"  18  Cell\n"
		"table\n"
		"  19  one\n"
		"table\n"
		"  20  two & three\n"
		"code\n"
		"  21  code {here} % and here\n"
		"paragraph\n"
		"  22  Term\n"
		"paragraph\n"
		"  23  Its definition.\n"
		"paragraph\n"
		"  24  He said “we will” x_y, 1st word. [quoted: we will]\n"
		"  25  Shown text bold information (a) a clause;\n"
		"list 1 \"(b)\"\n"
		"  26  another.\n"},
	{"chapters above sections, a piece without a preamble",
		"\\chapter{One}\n"
		"\\section[Short]{Two \\texorpdfstring{$x$}{for bookmarks}}\n"
		"Text.\n"
		"\\paragraph{Run in.} Text behind.\n",
		"section 1 level 1\n"
		"heading 1\n"
		"  0  One\n"
		"section 2 level 2\n"
		"heading 2\n"
		"  1  Two\n"
		"paragraph\n"
		"  2  Text.\n"
		"section 3 level 5\n"
		"heading 5\n"
		"  3  Run in.\n"
		"paragraph\n"
		"  4  Text behind.\n"},
	{"what is broken",
		"A } brace, an { open one, 50\\% and a $ alone.\n"
		"\n"
		"\\begin{itemize} \\item one \\begin{quote} two\n"
		"\\end{itemize} three \\end{nothing} \\footnote{unclosed\n",
		"paragraph\n"
		"  0  A brace, an open one, 50% and a $ alone.\n"
		"list 1 \"•\"\n"
		"  1  one\n"
		"quote\n"
		"  2  two [quoted]\n"
		"paragraph\n"
		"  3  three\n"
		"paragraph\n"
		"  4  unclosed\n"},
};

/* Every run of text carries its bytes. */
static void test_origin(drafts *d)
{
	nl_str text = NL_STR("States must \\textbf{not} share in\\emph{form}ation, na\\\"{\\i}ve.\n");
	const nl_doc *doc = open_bytes(d, "draft.tex", text);
	nl_span origin = nl_doc_origin(doc, nl_doc_range(doc, 1, 3));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "must \\textbf{not} share");
	origin = nl_doc_origin(doc, nl_doc_range(doc, 4, 4));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "in\\emph{form}ation");
	origin = nl_doc_origin(doc, nl_doc_range(doc, 5, 5));
	CHECK_STR(nl_str_slice(text, origin.start, origin.end), "na\\\"{\\i}ve");
}

static void test_hostile(drafts *d)
{
	static const char *const pieces[] = {"{", "}", "\\", "\\textbf{", "\\footnote{", "\\footnote{a}", "\\section{",
		"\\item", "\\item[", "\\begin{a}", "\\begin{itemize}", "\\begin{enumerate}[", "\\begin{verbatim}",
		"\\begin{comment}\\end{a}", "\\begin{quote}", "\\end{a}", "$", "$$a", "\\(", "\\[", "\\verb|", "\\\\[",
		"\\iffalse", "\\endfirsthead", "\\def\\a#1{", "\\newcommand{\\a}{aaaa}\\a\\a\\a\\a ", "\\cite[", "\\label{",
		"\\title{", "\\texorpdfstring{", "\\enquote{", "%", "\\'", "\\textsuperscript{", "~", "'''''", "&", "\\input{"};
	check_hostile(d, "draft.tex", pieces, sizeof pieces / sizeof *pieces);
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	check_drafts(&d, "draft.tex", cases, sizeof cases / sizeof *cases);
	test_origin(&d);
	test_hostile(&d);
	drafts_release(&d);
	return check_done();
}
