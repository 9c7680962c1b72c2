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
