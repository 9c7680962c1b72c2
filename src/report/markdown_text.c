#include "report/markdown_text.h"

#include <string.h>

#include "diag/draw.h"

static bool begins_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void nl_markdown_add(nl_buf *out, nl_str text)
{
	nl_buf clean = {0};
	nl_draw_clean(&clean, text);
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.ptr[i];
		if (strchr("\\`*_[]<>|~&$!", c)) nl_buf_add_byte(out, '\\');
		nl_buf_add_byte(out, c);
		/* An empty comment parts what would be found by a program that knows no backslash. */
		if ((c == '@' || c == '#') && i + 1 < clean.len && begins_name(clean.ptr[i + 1])) nl_buf_add_c(out, "<!-- -->");
	}
	nl_buf_release(&clean);
}
