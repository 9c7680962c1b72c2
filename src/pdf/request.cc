/* pdf/request.cc - see request.h. */
#include "pdf/request.h"

#include <charconv>

namespace pdf
{

namespace
{

class Lines
{
public:
	explicit Lines(const std::string &all) : bytes(all) {}

	/* Whether the next line begins with this word; then its fields come next. */
	bool begins(const char *word)
	{
		std::string with_space = std::string(word) + ' ';
		if (bytes.compare(at, with_space.size(), with_space) != 0) return false;
		at += with_space.size();
		return true;
	}

	/* A whole number, and what parts it from the next. */
	bool number(long &value)
	{
		const char *end = bytes.data() + bytes.size();
		auto [past, error] = std::from_chars(bytes.data() + at, end, value);
		if (error != std::errc() || past == end || (*past != ' ' && *past != '\n')) return false;
		at = static_cast<std::size_t>(past - bytes.data()) + 1;
		return true;
	}

	/* As many bytes, and a line end. */
	bool text(long length, std::string &value)
	{
		if (length < 0 || static_cast<std::size_t>(length) >= bytes.size() - at) return false;
		value.assign(bytes, at, static_cast<std::size_t>(length));
		at += static_cast<std::size_t>(length) + 1;
		return bytes[at - 1] == '\n';
	}

	const char *rest() const { return bytes.data() + at; }
	std::size_t left() const { return bytes.size() - at; }

private:
	const std::string &bytes;
	std::size_t at = 0;
};

bool read_box(Lines &lines, Box &box)
{
	long x, y, width, height;
	if (!lines.begins("box") || !lines.number(x) || !lines.number(y) || !lines.number(width) || !lines.number(height))
		return false;
	auto points = [](long hundredths) { return static_cast<double>(hundredths) / 100; };
	box = {points(x), points(y), points(width), points(height)};
	return true;
}

bool read_comment(Lines &lines, Comment &comment)
{
	long note, boxes, length;
	if (!lines.number(comment.page) || !lines.number(note) || !lines.number(comment.severity) || !lines.number(boxes) ||
		!lines.number(length) || boxes < 1)
		return false;
	comment.note = note != 0;
	for (long i = 0; i < boxes; i++) {
		Box box;
		if (!read_box(lines, box)) return false;
		comment.boxes.push_back(box);
	}
	return lines.text(length, comment.text);
}

} // namespace

bool read_request(const std::string &bytes, Request &request)
{
	Lines lines(bytes);
	long version, time, length;
	if (!lines.begins("normlint-comments") || !lines.number(version) || version != 1 || !lines.begins("time") ||
		!lines.number(time) || !lines.begins("author") || !lines.number(length) || !lines.text(length, request.author))
		return false;
	request.time = time;
	while (lines.begins("comment")) {
		Comment comment;
		if (!read_comment(lines, comment)) return false;
		request.comments.push_back(comment);
	}
	if (!lines.begins("pdf") || !lines.number(length) || length < 0 || static_cast<std::size_t>(length) != lines.left())
		return false;
	request.pdf = lines.rest();
	request.length = lines.left();
	return true;
}

} // namespace pdf
