/* pdf/comments.cc - see comments.h. poppler adds annotations, and writes what is new behind the PDF as it was. */
#include "pdf/comments.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <memory>
#include <set>

#include <Annot.h>
#include <ErrorCodes.h>
#include <GfxState.h>
#include <PDFDoc.h>
#include <Page.h>
#include <UTF.h>

#include "pdf/request.h"

namespace
{
std::time_t now; /* of the request */
} // namespace

/* poppler makes the file's new identity of the hour at which it is written. The same comments are to make the same bytes, so what is
 * new is told the hour of the request. */
extern "C" std::time_t time(std::time_t *out) noexcept
{
	if (out) *out = now;
	return now;
}

namespace pdf
{

namespace
{

constexpr double icon = 20;   /* points, across an icon */
constexpr double beside = 22; /* from one icon to the next */

class Bytes : public OutStream
{
public:
	std::string all;

	void close() override {}
	Goffset getPos() override { return static_cast<Goffset>(all.size()); }
	void put(char c) override { all.push_back(c); }
	void printf(const char *format, ...) override __attribute__((format(printf, 2, 3)))
	{
		std::va_list list, again;
		va_start(list, format);
		va_copy(again, list);
		int length = std::vsnprintf(nullptr, 0, format, list);
		std::string text(static_cast<std::size_t>(length) + 1, '\0');
		std::vsnprintf(&text[0], text.size(), format, again);
		all.append(text, 0, static_cast<std::size_t>(length));
		va_end(again);
		va_end(list);
	}
};

/* ---- what is there ---------------------------------------------------------------------------------------------- */

std::string utf8_of(const GooString *text)
{
	std::string out;
	Unicode *letters = nullptr;
	int count = text ? TextStringToUCS4(text->toStr(), &letters) : 0;
	for (int i = 0; i < count; i++) append_utf8(out, letters[i]);
	gfree(letters);
	return out;
}

struct Old {
	std::set<std::string> texts, names; /* of comments that stay */
	long removed = 0;
};

const AnnotMarkup *ours(Annot *annotation, const std::string &author)
{
	const auto *markup = dynamic_cast<const AnnotMarkup *>(annotation);
	return markup && utf8_of(markup->getLabel()) == author ? markup : nullptr;
}

/* Takes out what normlint wrote, unless somebody answered it. */
Old remove_old(PDFDoc &doc, const std::string &author)
{
	Old old;
	std::set<int> answered;
	for (int i = 1; i <= doc.getNumPages(); i++)
		for (Annot *annotation : doc.getPage(i)->getAnnots()->getAnnots()) {
			const auto *markup = dynamic_cast<const AnnotMarkup *>(annotation);
			if (markup && !ours(annotation, author)) answered.insert(markup->getInReplyToID());
		}
	for (int i = 1; i <= doc.getNumPages(); i++) {
		Page *page = doc.getPage(i);
		std::vector<Annot *> list = page->getAnnots()->getAnnots();
		for (Annot *annotation : list) {
			if (!ours(annotation, author)) continue;
			if (answered.count(annotation->getId())) {
				old.texts.insert(utf8_of(annotation->getContents()));
				old.names.insert(utf8_of(annotation->getName()));
			} else {
				annotation->incRefCnt(); /* or it is gone before poppler is done with it */
				page->removeAnnot(annotation);
				old.removed++;
			}
		}
	}
	return old;
}

/* ---- places ------------------------------------------------------------------------------------------------------ */

struct Point {
	double x, y;
};

/* From the page as it is shown to the coordinates of its content. */
class Way
{
public:
	explicit Way(const Page &page) : state(72, 72, page.getCropBox(), page.getRotate(), true) {}

	Point back(double x, double y) const
	{
		const double *m = state.getCTM();
		double whole = m[0] * m[3] - m[1] * m[2];
		if (whole == 0) return {0, 0};
		x -= m[4];
		y -= m[5];
		return {(m[3] * x - m[2] * y) / whole, (m[0] * y - m[1] * x) / whole};
	}

private:
	GfxState state;
};

void widen(PDFRectangle &rect, Point p)
{
	rect.x1 = std::min(rect.x1, p.x);
	rect.y1 = std::min(rect.y1, p.y);
	rect.x2 = std::max(rect.x2, p.x);
	rect.y2 = std::max(rect.y2, p.y);
}

/* Corners in the order that viewers expect, in spite of the standard: top left, top right, bottom left, bottom right. */
AnnotQuadrilaterals::AnnotQuadrilateral corners(const Way &way, const Box &box, PDFRectangle &rect)
{
	const Point at[] = {way.back(box.x, box.y), way.back(box.x + box.width, box.y), way.back(box.x, box.y + box.height),
		way.back(box.x + box.width, box.y + box.height)};
	for (Point p : at) widen(rect, p);
	return AnnotQuadrilaterals::AnnotQuadrilateral(at[0].x, at[0].y, at[1].x, at[1].y, at[2].x, at[2].y, at[3].x, at[3].y);
}

PDFRectangle nowhere()
{
	return {1e9, 1e9, -1e9, -1e9};
}

/* ---- what comes -------------------------------------------------------------------------------------------------- */

AnnotMarkup *make_highlight(PDFDoc &doc, const Page &page, const Comment &comment)
{
	Way way(page);
	PDFRectangle rect = nowhere();
	auto quads = std::make_unique<AnnotQuadrilaterals::AnnotQuadrilateral[]>(comment.boxes.size());
	for (std::size_t i = 0; i < comment.boxes.size(); i++) quads[i] = corners(way, comment.boxes[i], rect);
	AnnotQuadrilaterals all(std::move(quads), static_cast<int>(comment.boxes.size()));
	auto *made = new AnnotTextMarkup(&doc, &rect, Annot::typeHighlight);
	made->setQuadrilaterals(&all);
	return made;
}

/* Where the n-th icon of a page goes: in rows above the words, the lowest first. */
Point place_of_icon(const Page &page, const Box &words, long n)
{
	bool turned = page.getRotate() % 180 != 0;
	double width = turned ? page.getCropHeight() : page.getCropWidth();
	long in_row = std::max(1L, static_cast<long>((width - words.x) / beside));
	auto steps = [](long count) { return beside * static_cast<double>(count); };
	return {words.x + steps(n % in_row), std::max(0.0, words.y - steps(1 + n / in_row))};
}

AnnotMarkup *make_note(PDFDoc &doc, const Page &page, const Comment &comment, long n)
{
	Way way(page);
	Point at = place_of_icon(page, comment.boxes[0], n);
	PDFRectangle rect = nowhere();
	widen(rect, way.back(at.x, at.y));
	widen(rect, way.back(at.x + icon, at.y + icon));
	auto *made = new AnnotText(&doc, &rect);
	GooString name("Comment");
	made->setIcon(&name);
	return made;
}

std::unique_ptr<AnnotColor> colour_of(long severity)
{
	if (severity >= 2) return std::make_unique<AnnotColor>(1.0, 0.6, 0.6);
	return severity == 1 ? std::make_unique<AnnotColor>(1.0, 0.85, 0.4) : std::make_unique<AnnotColor>(0.65, 0.85, 1.0);
}

/* A name that no comment has which stays. */
std::string next_name(const Old &old, long &number)
{
	for (;;) {
		std::string name = "normlint-" + std::to_string(++number);
		if (!old.names.count(name)) return name;
	}
}

void describe(AnnotMarkup &made, const Request &request, const Comment &comment, const std::string &name)
{
	std::tm tm{};
	char date[32];
	gmtime_r(&request.time, &tm);
	std::strftime(date, sizeof date, "D:%Y%m%d%H%M%SZ", &tm);
	GooString id(name), hour(date);
	made.setName(&id);
	made.setLabel(utf8ToUtf16WithBom(request.author));
	made.setContents(utf8ToUtf16WithBom(comment.text));
	made.setModified(&hour);
	made.setDate(&hour);
	made.setColor(colour_of(comment.severity));
	made.setFlags(Annot::flagPrint);
}

void add_new(PDFDoc &doc, const Request &request, const Old &old)
{
	long number = 0, notes = 0, last = 0;
	for (const Comment &comment : request.comments) {
		Page *page = doc.getPage(static_cast<int>(comment.page));
		if (!page || old.texts.count(comment.text)) continue;
		if (comment.page != last) notes = 0;
		last = comment.page;
		AnnotMarkup *made = comment.note ? make_note(doc, *page, comment, notes++) : make_highlight(doc, *page, comment);
		describe(*made, request, comment, next_name(old, number));
		page->addAnnot(made);
	}
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

void answer(Stream &out, const std::string &line)
{
	out.put(line);
	out.end_line();
}

bool all_pages(PDFDoc &doc)
{
	for (int i = 1; i <= doc.getNumPages(); i++)
		if (!doc.getPage(i)) return false;
	return doc.getNumPages() > 0;
}

void update(PDFDoc &doc, const Request &request, Stream &out)
{
	Old old = remove_old(doc, request.author);
	add_new(doc, request, old);
	Bytes bytes;
	if (old.removed || !request.comments.empty()) {
		if (doc.saveAs(&bytes, writeForceIncremental) != errNone) return answer(out, "error damaged");
	} else {
		bytes.all.assign(request.pdf, request.length);
	}
	answer(out, "removed " + std::to_string(old.removed));
	answer(out, "pdf " + std::to_string(bytes.all.size()));
	out.put(bytes.all);
}

} // namespace

void write_comments(const std::string &bytes, Stream &out)
{
	Request request;
	bool rebuilt = false;
	answer(out, "normlint-pdf 1");
	if (!read_request(bytes, request)) answer(out, "error request");
	else {
		now = request.time;
		auto *stream = new MemStream(request.pdf, 0, static_cast<Goffset>(request.length), Object(objNull));
		auto *doc = new PDFDoc(stream, {}, {}, nullptr, [&rebuilt] { rebuilt = true; });
		if (doc->isOk() ? doc->isEncrypted() : doc->getErrorCode() == errEncrypted) answer(out, "error encrypted");
		else if (!doc->isOk() || !all_pages(*doc) || rebuilt) answer(out, "error damaged");
		else update(*doc, request, out);
	}
	out.flush();
}

} // namespace pdf
