/* pdf/main.cc - normlint-pdf: a PDF in, its words out; or a PDF and remarks in, and the PDF with them out. README.md describes both ends. */
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>
#include <unistd.h>

#include "pdf/comments.h"
#include "pdf/confine.h"
#include "pdf/pages.h"
#include "pdf/stream.h"

namespace
{

constexpr std::size_t step = 1 << 20; /* bytes read at once */

bool read_number(const char *text, unsigned long &value)
{
	char *end = nullptr;
	errno = 0;
	value = std::strtoul(text, &end, 10);
	return errno == 0 && end != text && *end == '\0' && value > 0 && text[0] != '-';
}

bool read_arguments(int count, char **words, pdf::Limits &limits, bool &comments)
{
	const struct {
		const char *name;
		unsigned long &value;
	} known[] = {{"--pages", limits.pages}, {"--seconds", limits.seconds}, {"--memory", limits.memory}};
	comments = count > 1 && !std::strcmp(words[count - 1], "--comments");
	for (int i = 1; i < count - comments; i += 2) {
		bool found = false;
		for (const auto &option : known)
			if (!std::strcmp(words[i], option.name) && i + 1 < count - comments)
				found = read_number(words[i + 1], option.value);
		if (!found) return false;
	}
	return true;
}

bool read_all(std::string &bytes)
{
	for (;;) {
		std::size_t have = bytes.size();
		bytes.resize(have + step);
		ssize_t got = read(STDIN_FILENO, &bytes[have], step);
		bytes.resize(have + (got > 0 ? static_cast<std::size_t>(got) : 0));
		if (got == 0) return true;
		if (got < 0 && errno != EINTR) return false;
	}
}

/* poppler gives up by abort() when malloc() does. */
void on_abort(int)
{
	_exit(errno == ENOMEM ? pdf::STATUS_MEMORY : pdf::STATUS_GAVE_UP);
}

} // namespace

int main(int count, char **words)
{
	pdf::Limits limits = {10000, 60, 1UL << 30};
	bool comments;
	if (!read_arguments(count, words, limits, comments)) {
		static const char usage[] =
			"usage: normlint-pdf [--pages N] [--seconds N] [--memory BYTES] [--comments] <FILE.pdf\n";
		return write(STDERR_FILENO, usage, sizeof usage - 1) < 0 ? pdf::STATUS_GAVE_UP : pdf::STATUS_USAGE;
	}
	std::signal(SIGABRT, on_abort);
	std::set_new_handler([] { _exit(pdf::STATUS_MEMORY); });
	pdf::prepare();
	if (!pdf::confine(limits)) return pdf::STATUS_NOT_CONFINED;
	std::string bytes;
	pdf::Stream out;
	if (!read_all(bytes)) _exit(pdf::STATUS_GAVE_UP);
	if (comments) pdf::write_comments(bytes, out);
	else pdf::write_pages(bytes, limits, out);
	_exit(pdf::STATUS_GOOD);
}
