/* pdf/request.h - what normlint asks to be written into a PDF; README.md has the form. */
#ifndef NL_PDF_REQUEST_H
#define NL_PDF_REQUEST_H

#include <ctime>
#include <string>
#include <vector>

namespace pdf
{

/* Points from the left and the top of the page as it is shown. */
struct Box {
	double x, y, width, height;
};

struct Comment {
	long page;
	bool note;     /* an icon at its first box; else a highlight over all of them */
	long severity; /* 0 note, 1 warning, 2 error */
	std::vector<Box> boxes;
	std::string text; /* UTF-8 */
};

struct Request {
	std::time_t time;
	std::string author;
	std::vector<Comment> comments;
	const char *pdf; /* borrowed from the bytes that were read */
	std::size_t length;
};

/* False when the bytes have another form; `bytes` must outlive the request. */
bool read_request(const std::string &bytes, Request &request);

} // namespace pdf

#endif
