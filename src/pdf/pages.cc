/* pdf/pages.cc - see pages.h.
 *
 * poppler's own headers are used, not its C++ binding: that one gives words without the lines and blocks that poppler has
 * found, and takes several times as long. TextOutputDev is what pdftotext is made of, so the cost is that of pdftotext. */
#include "pdf/pages.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include <Annot.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <TextOutputDev.h>

namespace pdf
{

namespace
{

constexpr double dots_an_inch = 72;   /* so that a dot is a point */
constexpr double max_points = 200000; /* README.md */
constexpr int max_problems = 100;
constexpr long few = 10; /* a page of which more than one letter in so many is unknown is told of */
constexpr std::size_t max_problem_text = 200;

/* Of poppler, which tells its troubles to a function without a context. */
struct {
	Stream *out;
	int page, count;
} problems;

bool is_plain(char c)
{
	return c >= ' ' && c < 0x7F;
}

void tell_problem(ErrorCategory category, Goffset, const char *message)
{
	if (category == errConfig || category == errCommandLine || category == errNotAllowed || category == errSyntaxWarning)
		return;
	if (!problems.out || problems.count++ >= max_problems) return;
	std::string text(message, strnlen(message, max_problem_text));
	std::replace_if(
		text.begin(), text.end(), [](char c) { return !is_plain(c); }, '?');
	problems.out->put("problem");
	problems.out->number(problems.page);
	problems.out->put(' ');
	problems.out->put(text);
	problems.out->end_line();
}

/* No letter of any text: controls, halves of UTF-16, what is no character. */
bool is_character(Unicode c)
{
	return c > ' ' && c < 0x110000 && !(c >= 0x7F && c < 0xA0) && !(c >= 0xD800 && c < 0xE000) &&
		(c & 0xFFFE) != 0xFFFE && c != 0x2028 && c != 0x2029;
}

/* Text with a memory of whether anything else was drawn: a page of pictures or of outlines may be one to read. */
class Words : public TextOutputDev
{
public:
	Words() : TextOutputDev(nullptr, false, 0, false, false) {}
	bool drawn = false;
	long letters = 0, unknown = 0; /* those that the file gives no character for */

	void drawChar(GfxState *state, double x, double y, double dx, double dy, double left, double top, CharCode code,
		int bytes, const Unicode *letter, int length) override
	{
		letters++;
		unknown += length == 0 || !(is_character(*letter) || *letter == ' ' || *letter == 0xA0);
		TextOutputDev::drawChar(state, x, y, dx, dy, left, top, code, bytes, letter, length);
	}

	void stroke(GfxState *) override { drawn = true; }
	void fill(GfxState *) override { drawn = true; }
	void eoFill(GfxState *) override { drawn = true; }
};

/* Hundredths of a point. What a broken page makes of a number is kept within what can be written. */
long hundredths(double points)
{
	return std::isfinite(points) ? std::lround(std::clamp(points, -max_points, max_points) * 100) : 0;
}

bool is_bold(const TextFontInfo *font)
{
	const GooString *name = font->getFontName();
	if (font->isBold()) return true;
	if (!name) return false;
	for (const char *weight : {"Bold", "bold", "Black", "Heavy", "-Demi"})
		if (std::strstr(name->c_str(), weight)) return true;
	return false;
}

void write_word(const TextWord *word, Stream &out)
{
	double left, top, right, bottom;
	int length = word->getLength();
	bool any = false;
	for (int i = 0; i < length && !any; i++) any = is_character(*word->getChar(i));
	if (!any) return;
	word->getBBox(&left, &top, &right, &bottom);
	out.put("word");
	out.number(hundredths(left));
	out.number(hundredths(top));
	out.number(std::max(0L, hundredths(right - left)));
	out.number(std::max(0L, hundredths(bottom - top)));
	out.number(hundredths(word->getBaseline()));
	out.number(std::max(0L, hundredths(word->getFontSize())));
	out.put(' ');
	const TextFontInfo *font = word->getFontInfo(0);
	bool bold = is_bold(font), italic = font->isItalic(), space = word->hasSpaceAfter();
	if (bold) out.put('b');
	if (italic) out.put('i');
	if (space) out.put('s');
	if (!bold && !italic && !space) out.put('-');
	out.put(' ');
	for (int i = 0; i < length; i++)
		if (is_character(*word->getChar(i))) out.letter(*word->getChar(i));
	out.end_line();
}

bool write_words(const TextFlow *flows, Stream &out)
{
	bool any = false;
	for (const TextFlow *flow = flows; flow; flow = flow->getNext())
		for (const TextBlock *block = flow->getBlocks(); block; block = block->getNext()) {
			const TextLine *first = block->getLines();
			out.put("block");
			out.number(first && first->getWords() ? first->getWords()->getRotation() & 3 : 0);
			out.end_line();
			for (const TextLine *line = first; line; line = line->getNext()) {
				out.put("line");
				out.end_line();
				for (const TextWord *word = line->getWords(); word; word = word->getNext()) write_word(word, out);
				any = any || line->getWords();
			}
		}
	return any;
}

/* A bullet or an ornament may be no character; many letters come of a broken font. */
void tell_unknown(const Words &words)
{
	std::string text =
		std::to_string(words.unknown) + " of " + std::to_string(words.letters) + " letters are no known characters";
	tell_problem(errSyntaxError, 0, text.c_str());
}

/* Remarks on a page are no text of it; what was filled into a form is. */
bool is_shown(Annot *annotation, void *)
{
	return annotation->getType() == Annot::typeWidget;
}

bool write_page(PDFDoc &doc, int number, Stream &out)
{
	problems.page = number;
	Page *page = doc.getPage(number);
	if (!page) return false;
	bool turned = page->getRotate() % 180 != 0;
	double width = page->getCropWidth(), height = page->getCropHeight();
	out.put("page");
	out.number(number);
	out.number(std::max(0L, hundredths(turned ? height : width)));
	out.number(std::max(0L, hundredths(turned ? width : height)));
	out.end_line();
	Words words;
	doc.displayPage(&words, number, dots_an_inch, dots_an_inch, 0, false, true, false, nullptr, nullptr, is_shown, nullptr);
	if (words.unknown * few > words.letters) tell_unknown(words);
	bool any = write_words(words.getFlows(), out);
	Dict *resources = any ? nullptr : page->getResourceDict();
	bool pictures = resources && resources->hasKey("XObject");
	if (!any && (words.drawn || pictures)) {
		out.put("picture");
		out.end_line();
	}
	return true;
}

void write_error(Stream &out, const char *kind, int number)
{
	out.put("error ");
	out.put(kind);
	if (number) out.number(number);
	out.end_line();
}

void write_document(PDFDoc &doc, const Limits &limits, Stream &out)
{
	if (!doc.isOk()) return write_error(out, doc.getErrorCode() == errEncrypted ? "encrypted" : "damaged", 0);
	int pages = doc.getNumPages();
	if (pages <= 0) return write_error(out, "damaged", 0);
	out.put("pages");
	out.number(pages);
	out.end_line();
	if (static_cast<unsigned long>(pages) > limits.pages) return write_error(out, "pages", pages);
	for (int i = 1; i <= pages; i++)
		if (!write_page(doc, i, out)) return write_error(out, "page", i);
	out.put("end");
	out.end_line();
}

} // namespace

void prepare()
{
	globalParams = std::make_unique<GlobalParams>();
	setErrorCallback(tell_problem);
}

void write_pages(const std::string &bytes, const Limits &limits, Stream &out)
{
	out.put("normlint-pdf 1");
	out.end_line();
	problems = {&out, 0, 0};
	/* The stream belongs to the document, which nobody frees: the program ends behind it. */
	auto *stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
	auto rebuilt = [] { tell_problem(errSyntaxError, 0, "its table of references was broken, and made anew"); };
	auto *doc = new PDFDoc(stream, {}, {}, nullptr, rebuilt);
	write_document(*doc, limits, out);
	out.flush();
}

} // namespace pdf
