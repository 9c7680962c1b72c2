/* The order of the colour variables follows no-color.org and bixense.com/clicolors: what a person forbids beats what a
 * script forces. */
#include "app/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 40, WIDEST = 1000 };

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value && *value;
}

static bool wants_colour(nl_colour_mode mode, int fd)
{
	if (mode != NL_COLOUR_AUTO) return mode == NL_COLOUR_ALWAYS;
	if (is_set("NO_COLOR")) return false;
	if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0) return true;
	const char *term = getenv("TERM");
	return isatty(fd) && !(term && strcmp(term, "dumb") == 0);
}

static uint32_t clamped(unsigned long columns)
{
	return columns < NARROWEST ? NARROWEST : columns > WIDEST ? WIDEST : (uint32_t)columns;
}

static uint32_t width_of(int fd)
{
	if (is_set("COLUMNS")) {
		char *end;
		unsigned long columns = strtoul(getenv("COLUMNS"), &end, 10);
		if (*end == '\0' && columns > 0) return clamped(columns);
	}
	struct winsize size;
	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return clamped(size.ws_col);
	return 0;
}

nl_draw_style nl_terminal_style(nl_colour_mode mode, int fd)
{
	return (nl_draw_style){.colour = wants_colour(mode, fd), .width = width_of(fd), .show_source = true};
}

/* Without any of the variables the locale is C as well, but then nobody chose it: a CI log, a container. Those are
 * UTF-8. */
bool nl_terminal_ascii(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < 3; i++) {
		if (!is_set(variables[i])) continue;
		const char *locale = getenv(variables[i]);
		return strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
	}
	return false;
}

void nl_terminal_guard(void)
{
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
		/* The lowest free number is `fd` itself. Reading only: a write to a closed output must fail. */
		if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd) return;
	}
}

static void write_error(nl_str text)
{
	while (text.len > 0) {
		ssize_t written = write(STDERR_FILENO, text.ptr, text.len);
		if (written < 0 && errno == EINTR) continue;
		if (written <= 0) return; /* there is nowhere left to tell it */
		text = nl_str_slice(text, (size_t)written, text.len);
	}
}

void nl_tell_draw(nl_sink *sink, const nl_options *options, nl_buf *out)
{
	if (sink->list.len == 0) return;
	nl_draw_style style = nl_terminal_style(options->colour, STDERR_FILENO);
	if (!options->quiet) nl_draw_sink(out, sink, style);
	else
		for (uint32_t i = 0; i < sink->list.len; i++)
			if (sink->list.at[i].severity == NL_ERROR) nl_draw_diag(out, &sink->list.at[i], style);
	nl_sink_release(sink);
}

void nl_tell_write(nl_buf *out)
{
	write_error(nl_buf_str(out));
	nl_buf_clear(out);
}

void nl_tell(nl_sink *sink, const nl_options *options)
{
	nl_buf text = {0};
	nl_tell_draw(sink, options, &text);
	nl_tell_write(&text);
	nl_buf_release(&text);
}

int nl_terminal_progress(const nl_options *options)
{
	const char *term = getenv("TERM");
	bool can_wipe = term && *term && strcmp(term, "dumb") != 0;
	return can_wipe && !options->quiet && isatty(STDERR_FILENO) ? STDERR_FILENO : -1;
}
