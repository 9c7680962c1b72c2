/* Definitions without parameters are put in where they are used; of others the arguments are shown. */
#include "doc/latex_reader.h"

#include <string.h>

#include "base/buf.h"
#include "doc/included.h"

enum { MAX_ARGUMENTS = 9 };

/* A definition's text without commands and braces; empty when it is more than text. */
static nl_str plain_text(nl_latex *r, nl_str body)
{
	nl_buf out = {0};
	for (size_t i = 0; i < body.len; i++) {
		char c = body.ptr[i];
		if (c == '{' || c == '}') continue;
		if (c == '%') {
			while (i + 1 < body.len && body.ptr[i + 1] != '\n') i++;
			continue;
		}
		if (c == '~') c = ' ';
		if (c != '\\') {
			nl_buf_add_byte(&out, c);
			continue;
		}
		size_t start = i + 1;
		while (i + 1 < body.len && nl_latex_is_letter(body.ptr[i + 1])) i++;
		if (i + 1 == start && i + 1 < body.len) nl_buf_add_byte(&out, body.ptr[++i]);
		else if (nl_latex_command_of(nl_str_slice(body, start, i + 1))->signature[0] == 'd')
			nl_buf_clear(&out), i = body.len;
	}
	nl_str text = nl_arena_str(&r->arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return text;
}

static void define(nl_latex *r, nl_str name, uint32_t arguments, nl_str body)
{
	if (nl_str_starts(name, NL_STR("labelenum")) && r->depth) {
		nl_latex_open_environment *e = &r->open[r->depth - 1];
		if (e->kind->role == NL_LATEX_NUMBERS) nl_latex_set_label_style(e, body);
		return;
	}
	nl_latex_definition d = {.arguments = arguments < MAX_ARGUMENTS ? arguments : MAX_ARGUMENTS};
	d.shows = body.len && memchr(body.ptr, '#', body.len) != NULL;
	if (!d.shows) d.text = plain_text(r, body);
	nl_map_set(&r->commands, name, r->definitions.len);
	*nl_vec_push(&r->definitions) = d;
}

void nl_latex_define(nl_latex *r, bool primitive)
{
	uint32_t arguments = 0;
	r->at = nl_latex_skip_blanks(r, r->at);
	bool braced = nl_latex_char_at(r, r->at) == '{';
	size_t name = r->at + braced + 1, past = name;
	if (nl_latex_char_at(r, name - 1) != '\\') return;
	while (past < r->text.len && nl_latex_is_letter(r->text.ptr[past])) past++;
	r->at = past + (braced && nl_latex_char_at(r, past) == '}');
	for (; primitive && nl_latex_char_at(r, r->at) == '#'; r->at += 2) arguments++;
	while (!primitive && nl_latex_char_at(r, nl_latex_skip_blanks(r, r->at)) == '[') {
		size_t at = nl_latex_skip_blanks(r, r->at), end = nl_latex_past_group(r, at);
		if (end == at) break;
		char digit = nl_latex_char_at(r, at + 1);
		if (!arguments && digit >= '0' && digit <= '9') arguments = (uint32_t)(digit - '0');
		r->at = end;
	}
	nl_str body = nl_latex_take_any_argument(r, !r->preamble); /* of paragraphs only where definitions belong: a brace may be lost */
	if (nl_str_find(body, NL_STR("\\begin{document}")) != SIZE_MAX)
		nl_tell_unended(r->prose.included, nl_str_slice(r->text, name - 1, past), NL_STR("}"));
	if (past > name) define(r, nl_str_slice(r->text, name, past), arguments, body);
}

bool nl_latex_use_definition(nl_latex *r, nl_str name, size_t start)
{
	uint32_t known = nl_map_get(&r->commands, name);
	if (known == NL_NONE) return false;
	const nl_latex_definition *d = &r->definitions.at[known];
	if (d->shows) return true;
	for (uint32_t i = 0; i < d->arguments; i++) nl_latex_take_argument(r);
	if (!r->preamble) nl_prose_expand(&r->prose, d->text, start, r->at);
	return true;
}
