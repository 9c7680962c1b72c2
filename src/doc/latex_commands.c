/* doc/latex_commands.c - see latex_commands.h. */
#include "doc/latex_commands.h"

/* clang-format off */
static const nl_latex_command commands[] = {
	{"part", NL_LATEX_HEADING, "", 1}, {"chapter", NL_LATEX_HEADING, "", 1}, {"section", NL_LATEX_HEADING, "", 1},
	{"subsection", NL_LATEX_HEADING, "", 2}, {"subsubsection", NL_LATEX_HEADING, "", 3},
	{"paragraph", NL_LATEX_HEADING, "", 4}, {"subparagraph", NL_LATEX_HEADING, "", 5},
	{"frametitle", NL_LATEX_HEADING, "", 3}, {"title", NL_LATEX_TITLE, "o", 0}, {"caption", NL_LATEX_CAPTION, "o", 0},
	{"captionof", NL_LATEX_CAPTION, "do", 0}, {"par", NL_LATEX_PARAGRAPH, "", 0}, {"newpage", NL_LATEX_PARAGRAPH, "", 0},
	{"clearpage", NL_LATEX_PARAGRAPH, "", 0}, {"maketitle", NL_LATEX_PARAGRAPH, "", 0},
	{"tableofcontents", NL_LATEX_PARAGRAPH, "", 0}, {"bigskip", NL_LATEX_PARAGRAPH, "", 0},
	{"medskip", NL_LATEX_PARAGRAPH, "", 0}, {"smallskip", NL_LATEX_PARAGRAPH, "", 0}, {"newline", NL_LATEX_BREAK, "", 0},
	{"linebreak", NL_LATEX_BREAK, "o", 0}, {"tabularnewline", NL_LATEX_BREAK, "o", 0}, {"\\", NL_LATEX_BREAK, "o", 0},
	{"footnote", NL_LATEX_NOTE, "o", 0}, {"footnotetext", NL_LATEX_NOTE, "o", 0}, {"endnote", NL_LATEX_NOTE, "o", 0},
	{"thanks", NL_LATEX_NOTE, "", 0}, {"sidenote", NL_LATEX_NOTE, "o", 0}, {"marginpar", NL_LATEX_NOTE, "o", 0},
	{"enquote", NL_LATEX_MARKS, "", 0}, {"textquote", NL_LATEX_MARKS, "o", 0}, {"blockquote", NL_LATEX_MARKS, "o", 0},
	{"begin", NL_LATEX_BEGIN, "", 0}, {"end", NL_LATEX_END, "", 0}, {"item", NL_LATEX_ITEM, "", 0},
	{"bibitem", NL_LATEX_PARAGRAPH, "od", 0}, {"verb", NL_LATEX_VERB, "", 0}, {"lstinline", NL_LATEX_VERB, "o", 0},
	{"mintinline", NL_LATEX_VERB, "od", 0}, {"textsuperscript", NL_LATEX_RAISED, "", 0},
	{"texorpdfstring", NL_LATEX_EITHER, "", 0}, {"newcommand", NL_LATEX_DEFINES, "", 0},
	{"renewcommand", NL_LATEX_DEFINES, "", 0}, {"providecommand", NL_LATEX_DEFINES, "", 0},
	{"DeclareRobustCommand", NL_LATEX_DEFINES, "", 0}, {"def", NL_LATEX_DEF, "", 0}, {"gdef", NL_LATEX_DEF, "", 0},
	{"edef", NL_LATEX_DEF, "", 0}, {"input", NL_LATEX_INCLUDES, "", 0}, {"include", NL_LATEX_INCLUDES, "", 0},
	{"subfile", NL_LATEX_INCLUDES, "", 0}, {"import", NL_LATEX_INCLUDES, "d", 0}, {"iffalse", NL_LATEX_SKIPS, "", 0},
	{"endfirsthead", NL_LATEX_CONTINUED, "", 0}, {"footnotemark", NL_LATEX_PLAIN, "o", 0},
	{"label", NL_LATEX_PLAIN, "d", 0}, {"ref", NL_LATEX_PLAIN, "d", 0}, {"pageref", NL_LATEX_PLAIN, "d", 0},
	{"eqref", NL_LATEX_PLAIN, "d", 0}, {"autoref", NL_LATEX_PLAIN, "d", 0}, {"nameref", NL_LATEX_PLAIN, "d", 0},
	{"cref", NL_LATEX_PLAIN, "d", 0}, {"Cref", NL_LATEX_PLAIN, "d", 0}, {"vref", NL_LATEX_PLAIN, "d", 0},
	{"cite", NL_LATEX_PLAIN, "ood", 0}, {"citep", NL_LATEX_PLAIN, "ood", 0}, {"citet", NL_LATEX_PLAIN, "ood", 0},
	{"citeauthor", NL_LATEX_PLAIN, "ood", 0}, {"citeyear", NL_LATEX_PLAIN, "ood", 0}, {"parencite", NL_LATEX_PLAIN, "ood", 0},
	{"textcite", NL_LATEX_PLAIN, "ood", 0}, {"autocite", NL_LATEX_PLAIN, "ood", 0}, {"footcite", NL_LATEX_PLAIN, "ood", 0},
	{"nocite", NL_LATEX_PLAIN, "d", 0}, {"index", NL_LATEX_PLAIN, "od", 0}, {"glossary", NL_LATEX_PLAIN, "d", 0},
	{"vspace", NL_LATEX_PARAGRAPH, "d", 0}, {"hspace", NL_LATEX_PLAIN, "d", 0}, {"includegraphics", NL_LATEX_PLAIN, "ood", 0},
	{"includepdf", NL_LATEX_PLAIN, "od", 0}, {"graphicspath", NL_LATEX_PLAIN, "d", 0},
	{"bibliography", NL_LATEX_PLAIN, "d", 0}, {"bibliographystyle", NL_LATEX_PLAIN, "d", 0},
	{"addbibresource", NL_LATEX_PLAIN, "od", 0}, {"printbibliography", NL_LATEX_PLAIN, "o", 0},
	{"usepackage", NL_LATEX_PLAIN, "od", 0}, {"RequirePackage", NL_LATEX_PLAIN, "od", 0},
	{"PassOptionsToPackage", NL_LATEX_PLAIN, "dd", 0}, {"documentclass", NL_LATEX_PLAIN, "od", 0},
	{"pagestyle", NL_LATEX_PLAIN, "d", 0}, {"thispagestyle", NL_LATEX_PLAIN, "d", 0}, {"pagenumbering", NL_LATEX_PLAIN, "d", 0},
	{"setcounter", NL_LATEX_PLAIN, "dd", 0}, {"addtocounter", NL_LATEX_PLAIN, "dd", 0}, {"newcounter", NL_LATEX_PLAIN, "do", 0},
	{"setlength", NL_LATEX_PLAIN, "dd", 0}, {"addtolength", NL_LATEX_PLAIN, "dd", 0}, {"newlength", NL_LATEX_PLAIN, "d", 0},
	{"DeclareMathOperator", NL_LATEX_PLAIN, "dd", 0}, {"newenvironment", NL_LATEX_PLAIN, "doodd", 0},
	{"renewenvironment", NL_LATEX_PLAIN, "doodd", 0}, {"newtheorem", NL_LATEX_PLAIN, "dodo", 0},
	{"hypersetup", NL_LATEX_PLAIN, "d", 0}, {"urlstyle", NL_LATEX_PLAIN, "d", 0}, {"geometry", NL_LATEX_PLAIN, "d", 0},
	{"definecolor", NL_LATEX_PLAIN, "ddd", 0}, {"color", NL_LATEX_PLAIN, "od", 0}, {"textcolor", NL_LATEX_PLAIN, "ods", 0},
	{"colorbox", NL_LATEX_PLAIN, "ods", 0}, {"fcolorbox", NL_LATEX_PLAIN, "odds", 0}, {"href", NL_LATEX_PLAIN, "ods", 0},
	{"hyperref", NL_LATEX_PLAIN, "os", 0}, {"hyperlink", NL_LATEX_PLAIN, "ds", 0}, {"hypertarget", NL_LATEX_PLAIN, "ds", 0},
	{"phantomsection", NL_LATEX_PLAIN, "", 0}, {"addcontentsline", NL_LATEX_PLAIN, "ddd", 0},
	{"multicolumn", NL_LATEX_PLAIN, "dds", 0}, {"multirow", NL_LATEX_PLAIN, "odods", 0}, {"cline", NL_LATEX_PLAIN, "d", 0},
	{"cmidrule", NL_LATEX_PLAIN, "od", 0}, {"rule", NL_LATEX_PLAIN, "odd", 0}, {"raisebox", NL_LATEX_PLAIN, "doos", 0},
	{"makebox", NL_LATEX_PLAIN, "oos", 0}, {"framebox", NL_LATEX_PLAIN, "oos", 0}, {"parbox", NL_LATEX_PLAIN, "ooods", 0},
	{"resizebox", NL_LATEX_PLAIN, "dds", 0}, {"scalebox", NL_LATEX_PLAIN, "ds", 0}, {"rotatebox", NL_LATEX_PLAIN, "ods", 0},
	{"fontsize", NL_LATEX_PLAIN, "dd", 0}, {"selectfont", NL_LATEX_PLAIN, "", 0}, {"fontfamily", NL_LATEX_PLAIN, "d", 0},
	{"foreignlanguage", NL_LATEX_PLAIN, "ods", 0}, {"selectlanguage", NL_LATEX_PLAIN, "d", 0}, {"author", NL_LATEX_PLAIN, "od", 0},
	{"date", NL_LATEX_PLAIN, "d", 0}, {"institute", NL_LATEX_PLAIN, "od", 0}, {"affiliation", NL_LATEX_PLAIN, "od", 0},
	{"sout", NL_LATEX_PLAIN, "d", 0}, {"st", NL_LATEX_PLAIN, "d", 0}, {"xout", NL_LATEX_PLAIN, "d", 0},
	{"hphantom", NL_LATEX_PLAIN, "d", 0}, {"vphantom", NL_LATEX_PLAIN, "d", 0}, {"phantom", NL_LATEX_PLAIN, "d", 0},
	{"todo", NL_LATEX_PLAIN, "od", 0}, {"setlist", NL_LATEX_PLAIN, "od", 0}, {"lstset", NL_LATEX_PLAIN, "d", 0},
	{"let", NL_LATEX_PLAIN, "", 0}, {"arraybackslash", NL_LATEX_PLAIN, "", 0}, {"tightlist", NL_LATEX_PLAIN, "", 0},
	{"textbf", NL_LATEX_PLAIN, "s", 0}, {"textit", NL_LATEX_PLAIN, "s", 0}, {"textsc", NL_LATEX_PLAIN, "s", 0},
	{"texttt", NL_LATEX_PLAIN, "s", 0}, {"textsf", NL_LATEX_PLAIN, "s", 0}, {"textrm", NL_LATEX_PLAIN, "s", 0},
	{"textsl", NL_LATEX_PLAIN, "s", 0}, {"textup", NL_LATEX_PLAIN, "s", 0}, {"textmd", NL_LATEX_PLAIN, "s", 0},
	{"emph", NL_LATEX_PLAIN, "s", 0}, {"underline", NL_LATEX_PLAIN, "s", 0}, {"uline", NL_LATEX_PLAIN, "s", 0},
	{"ul", NL_LATEX_PLAIN, "s", 0}, {"mbox", NL_LATEX_PLAIN, "s", 0}, {"fbox", NL_LATEX_PLAIN, "s", 0},
	{"url", NL_LATEX_PLAIN, "s", 0}, {"nolinkurl", NL_LATEX_PLAIN, "s", 0}, {"textnormal", NL_LATEX_PLAIN, "s", 0},
	{"noindent", NL_LATEX_PLAIN, "", 0}, {"indent", NL_LATEX_PLAIN, "", 0}, {"bfseries", NL_LATEX_PLAIN, "", 0},
	{"itshape", NL_LATEX_PLAIN, "", 0}, {"scshape", NL_LATEX_PLAIN, "", 0}, {"ttfamily", NL_LATEX_PLAIN, "", 0},
	{"sffamily", NL_LATEX_PLAIN, "", 0}, {"rmfamily", NL_LATEX_PLAIN, "", 0}, {"bf", NL_LATEX_PLAIN, "", 0},
	{"it", NL_LATEX_PLAIN, "", 0}, {"em", NL_LATEX_PLAIN, "", 0}, {"sc", NL_LATEX_PLAIN, "", 0}, {"tt", NL_LATEX_PLAIN, "", 0},
	{"rm", NL_LATEX_PLAIN, "", 0}, {"sl", NL_LATEX_PLAIN, "", 0}, {"tiny", NL_LATEX_PLAIN, "", 0},
	{"footnotesize", NL_LATEX_PLAIN, "", 0}, {"small", NL_LATEX_PLAIN, "", 0}, {"normalsize", NL_LATEX_PLAIN, "", 0},
	{"large", NL_LATEX_PLAIN, "", 0}, {"Large", NL_LATEX_PLAIN, "", 0}, {"LARGE", NL_LATEX_PLAIN, "", 0},
	{"huge", NL_LATEX_PLAIN, "", 0}, {"Huge", NL_LATEX_PLAIN, "", 0}, {"centering", NL_LATEX_PLAIN, "", 0},
	{"raggedright", NL_LATEX_PLAIN, "", 0}, {"raggedleft", NL_LATEX_PLAIN, "", 0}, {"xspace", NL_LATEX_PLAIN, "", 0},
	{"hline", NL_LATEX_PLAIN, "", 0}, {"toprule", NL_LATEX_PLAIN, "o", 0}, {"midrule", NL_LATEX_PLAIN, "o", 0},
	{"bottomrule", NL_LATEX_PLAIN, "o", 0}, {"endhead", NL_LATEX_PLAIN, "", 0}, {"endfoot", NL_LATEX_PLAIN, "", 0},
	{"endlastfoot", NL_LATEX_PLAIN, "", 0}, {"hfill", NL_LATEX_PLAIN, "", 0}, {"vfill", NL_LATEX_PLAIN, "", 0},
	{"protect", NL_LATEX_PLAIN, "", 0}, {"relax", NL_LATEX_PLAIN, "", 0}, {"appendix", NL_LATEX_PARAGRAPH, "", 0},
};

static const nl_latex_environment environments[] = {
	{"document", NL_LATEX_DOCUMENT, ""}, {"itemize", NL_LATEX_LIST, "o"}, {"compactitem", NL_LATEX_LIST, "o"},
	{"enumerate", NL_LATEX_NUMBERS, ""}, {"compactenum", NL_LATEX_NUMBERS, ""}, {"description", NL_LATEX_TERMS, "o"},
	{"quote", NL_LATEX_QUOTE, "o"}, {"quotation", NL_LATEX_QUOTE, "o"}, {"displayquote", NL_LATEX_QUOTE, "oo"},
	{"verse", NL_LATEX_QUOTE, "o"}, {"tabular", NL_LATEX_TABLE, "od"}, {"tabularx", NL_LATEX_TABLE, "dod"},
	{"tabulary", NL_LATEX_TABLE, "dd"}, {"tabu", NL_LATEX_TABLE, "d"}, {"longtable", NL_LATEX_TABLE, "od"},
	{"supertabular", NL_LATEX_TABLE, "d"}, {"xltabular", NL_LATEX_TABLE, "dod"}, {"verbatim", NL_LATEX_VERBATIM, ""},
	{"Verbatim", NL_LATEX_VERBATIM, ""}, {"lstlisting", NL_LATEX_VERBATIM, "o"}, {"minted", NL_LATEX_VERBATIM, "od"},
	{"alltt", NL_LATEX_CODE, ""}, {"Highlighting", NL_LATEX_CODE, "o"}, {"comment", NL_LATEX_DROPPED, ""},
	{"tikzpicture", NL_LATEX_DROPPED, ""}, {"picture", NL_LATEX_DROPPED, ""}, {"equation", NL_LATEX_DROPPED, ""},
	{"align", NL_LATEX_DROPPED, ""}, {"gather", NL_LATEX_DROPPED, ""}, {"multline", NL_LATEX_DROPPED, ""},
	{"eqnarray", NL_LATEX_DROPPED, ""}, {"displaymath", NL_LATEX_DROPPED, ""}, {"math", NL_LATEX_DROPPED, ""},
	{"filecontents", NL_LATEX_DROPPED, ""}, {"minipage", NL_LATEX_GROUP, "oood"}, {"multicols", NL_LATEX_GROUP, "do"},
	{"thebibliography", NL_LATEX_GROUP, "d"}, {"wrapfigure", NL_LATEX_GROUP, "odod"}, {"CSLReferences", NL_LATEX_GROUP, "dd"},
};

static const struct {
	const char *name;
	uint16_t c;
} symbols[] = {
	{"S", 0xA7}, {"P", 0xB6}, {"copyright", 0xA9}, {"textcopyright", 0xA9}, {"pounds", 0xA3}, {"textsterling", 0xA3},
	{"euro", 0x20AC}, {"texteuro", 0x20AC}, {"EUR", 0x20AC}, {"dots", 0x2026}, {"ldots", 0x2026}, {"textellipsis", 0x2026},
	{"textendash", 0x2013}, {"textemdash", 0x2014}, {"textquoteleft", 0x2018}, {"textquoteright", 0x2019}, {"lq", 0x2018},
	{"rq", 0x2019}, {"textquotedblleft", 0x201C}, {"textquotedblright", 0x201D}, {"textquotesingle", '\''},
	{"textquotedbl", '"'}, {"guillemotleft", 0xAB}, {"guillemotright", 0xBB}, {"guillemetleft", 0xAB},
	{"guillemetright", 0xBB}, {"flqq", 0xAB}, {"frqq", 0xBB}, {"glqq", 0x201E}, {"grqq", 0x201C}, {"quotedblbase", 0x201E},
	{"quotesinglbase", 0x201A}, {"textbullet", 0x2022}, {"textdegree", 0xB0}, {"textregistered", 0xAE},
	{"texttrademark", 0x2122}, {"ss", 0xDF}, {"ae", 0xE6}, {"AE", 0xC6}, {"oe", 0x153}, {"OE", 0x152}, {"o", 0xF8},
	{"O", 0xD8}, {"l", 0x142}, {"L", 0x141}, {"i", 0x131}, {"j", 0x237}, {"aa", 0xE5}, {"AA", 0xC5}, {"th", 0xFE},
	{"TH", 0xDE}, {"dh", 0xF0}, {"DH", 0xD0}, {"dj", 0x111}, {"DJ", 0x110}, {"textbackslash", '\\'},
	{"textasciitilde", '~'}, {"textasciicircum", '^'}, {"textunderscore", '_'}, {"textbar", '|'}, {"textless", '<'},
	{"textgreater", '>'}, {"textdollar", '$'}, {"textbraceleft", '{'}, {"textbraceright", '}'}, {"slash", '/'},
	{"quad", ' '}, {"qquad", ' '}, {"space", ' '}, {"enspace", ' '}, {"thinspace", ' '}, {"nobreakspace", 0xA0},
	{"textrightarrow", 0x2192}, {"rightarrow", 0x2192}, {"dag", 0x2020}, {"ddag", 0x2021}, {"textdagger", 0x2020},
	{"%", '%'}, {"&", '&'}, {"$", '$'}, {"#", '#'}, {"_", '_'}, {"{", '{'}, {"}", '}'}, {" ", ' '}, {"\n", ' '}, {"\t", ' '},
	{",", ' '}, {";", ' '}, {":", ' '}
};

static const struct {
	const char *name;
	uint16_t mark;
} accents[] = {
	{"'", 0x301}, {"`", 0x300}, {"^", 0x302}, {"\"", 0x308}, {"~", 0x303}, {"=", 0x304}, {".", 0x307}, {"c", 0x327},
	{"v", 0x30C}, {"u", 0x306}, {"H", 0x30B}, {"k", 0x328}, {"r", 0x30A}, {"b", 0x331}, {"d", 0x323}
};
/* clang-format on */

static const nl_latex_command unknown_command = {"", NL_LATEX_PLAIN, "os", 0};
static const nl_latex_environment unknown_environment = {"", NL_LATEX_GROUP, "o"};

/* The first letter settles it for most. */
static bool is_named(const char *entry, nl_str name)
{
	return name.len && entry[0] == name.ptr[0] && nl_str_eq(name, nl_str_of(entry));
}

static nl_str unstarred(nl_str name)
{
	return name.len > 1 && name.ptr[name.len - 1] == '*' ? nl_str_slice(name, 0, name.len - 1) : name;
}

const nl_latex_command *nl_latex_command_of(nl_str name)
{
	name = unstarred(name);
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (is_named(commands[i].name, name)) return &commands[i];
	return &unknown_command;
}

bool nl_latex_is_known(const nl_latex_command *command)
{
	return command != &unknown_command;
}

const nl_latex_environment *nl_latex_environment_of(nl_str name)
{
	static const nl_latex_environment starred = {"tabular*", NL_LATEX_TABLE, "dod"};
	if (nl_str_eq(name, nl_str_of(starred.name))) return &starred;
	name = unstarred(name);
	for (size_t i = 0; i < sizeof environments / sizeof *environments; i++)
		if (is_named(environments[i].name, name)) return &environments[i];
	return &unknown_environment;
}

uint32_t nl_latex_symbol(nl_str name)
{
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		if (is_named(symbols[i].name, name)) return symbols[i].c;
	return 0;
}

uint32_t nl_latex_accent(nl_str name)
{
	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (is_named(accents[i].name, name)) return accents[i].mark;
	return 0;
}
