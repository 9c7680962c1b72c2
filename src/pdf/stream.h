/* pdf/stream.h - the lines that this program writes; README.md describes them. */
#ifndef NL_PDF_STREAM_H
#define NL_PDF_STREAM_H

#include <cstdint>
#include <string>

namespace pdf
{

void append_utf8(std::string &out, std::uint32_t code_point);

/* Collects, and writes to descriptor 1. Whoever no longer reads ends the program. */
class Stream
{
public:
	void put(char c) { held.push_back(c); }
	void put(const char *text) { held.append(text); }
	void put(const std::string &text) { held.append(text); }
	void letter(std::uint32_t code_point) { append_utf8(held, code_point); }
	void number(long value); /* with a space before it */
	void end_line();
	void flush();

private:
	std::string held;
};

} // namespace pdf

#endif
