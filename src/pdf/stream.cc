/* pdf/stream.cc - see stream.h. */
#include "pdf/stream.h"

#include <cerrno>
#include <charconv>
#include <unistd.h>

#include "pdf/confine.h"

namespace pdf
{

namespace
{
constexpr std::size_t enough = 64 << 10; /* bytes that are written at once */
} // namespace

void append_utf8(std::string &out, std::uint32_t c)
{
	auto byte = [&out](std::uint32_t value) { out.push_back(static_cast<char>(value)); };
	if (c < 0x80) byte(c);
	else if (c < 0x800) {
		byte(0xC0 | c >> 6);
		byte(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		byte(0xE0 | c >> 12);
		byte(0x80 | (c >> 6 & 0x3F));
		byte(0x80 | (c & 0x3F));
	} else {
		byte(0xF0 | c >> 18);
		byte(0x80 | (c >> 12 & 0x3F));
		byte(0x80 | (c >> 6 & 0x3F));
		byte(0x80 | (c & 0x3F));
	}
}

void Stream::number(long value)
{
	char digits[24];
	held.push_back(' ');
	held.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void Stream::end_line()
{
	held.push_back('\n');
	if (held.size() >= enough) flush();
}

void Stream::flush()
{
	for (std::size_t done = 0; done < held.size();) {
		ssize_t wrote = write(STDOUT_FILENO, held.data() + done, held.size() - done);
		if (wrote > 0) done += static_cast<std::size_t>(wrote);
		else if (wrote < 0 && errno != EINTR) _exit(STATUS_GAVE_UP);
	}
	held.clear();
}

} // namespace pdf
