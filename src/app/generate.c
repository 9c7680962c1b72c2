#include "app/generate.h"

#include <string.h>

#include "diag/suggest.h"

static const struct {
	nl_str name;
	void (*write)(nl_buf *out);
} kinds[] = {
	{{"complete-bash", 13}, nl_generate_bash},
	{{"complete-zsh", 12}, nl_generate_zsh},
	{{"complete-fish", 13}, nl_generate_fish},
	{{"man", 3}, nl_generate_man},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

bool nl_generate(nl_str what, nl_buf *out, nl_sink *sink)
{
	nl_str known[KINDS];
	for (size_t i = 0; i < KINDS; i++) {
		known[i] = kinds[i].name;
		if (!nl_str_eq(kinds[i].name, what)) continue;
		kinds[i].write(out);
		return true;
	}
	nl_tell_unknown(sink, "thing to generate", what, known, KINDS);
	return false;
}

void nl_generate_text(nl_buf *out, const char *text, const char *special, const char *escape)
{
	for (; *text; text++) {
		if (strchr(special, *text)) nl_buf_add_c(out, escape);
		nl_buf_add_byte(out, *text == '\n' ? ' ' : *text);
	}
}
