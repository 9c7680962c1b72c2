#include "doc/latex_reader.h"

#include <string.h>

#include "doc/included.h"
#include "doc/marker.h"

void nl_latex_set_label_style(nl_latex_open_environment *list, nl_str look)
{
	static const struct {
		nl_str name;
		char style;
	} styles[] = {{NL_STR("\\arabic"), '1'}, {NL_STR("\\alph"), 'a'}, {NL_STR("\\Alph"), 'A'}, {NL_STR("\\roman"), 'i'},
		{NL_STR("\\Roman"), 'I'}};
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
		size_t at = nl_str_find(look, styles[i].name);
		if (at == SIZE_MAX) continue;
		size_t past = at + styles[i].name.len;
		list->before = at ? nl_str_slice(look, at - 1, at) : NL_STR("");
		if (past < look.len && look.ptr[past] == '*') past++;
		else if (past < look.len && look.ptr[past] == '{')
			past += nl_str_find(nl_str_slice(look, past, look.len), NL_STR("}")) + 1;
		list->behind = past < look.len ? nl_str_slice(look, past, past + 1) : NL_STR("");
		if (list->behind.len && !strchr(".):", list->behind.ptr[0])) list->behind = NL_STR("");
		if (list->before.len && list->before.ptr[0] != '(') list->before = NL_STR("");
		list->style = styles[i].style;
		return;
	}
}

/* Past what is not read, up to "\end{name}" itself; to the end of the text when that is missing. */
static size_t find_environment_end(const nl_latex *r, nl_str name)
{
	for (size_t at = r->at; at < r->text.len; at++) {
		size_t found = nl_str_find(nl_str_slice(r->text, at, r->text.len), NL_STR("\\end{"));
		if (found == SIZE_MAX) break;
		at += found;
		nl_str rest = nl_str_slice(r->text, at + 5, r->text.len);
		if (nl_str_starts(rest, name) && rest.len > name.len && rest.ptr[name.len] == '}') return at;
	}
	return r->text.len;
}

static void tell_unended(nl_latex *r, nl_str name)
{
	nl_str end = nl_arena_printf(&r->arena, "\\end{" NL_FMT "}", NL_ARG(name));
	nl_tell_unended(r->prose.included, name, end);
}

static void read_verbatim(nl_latex *r, nl_str name, bool shown)
{
	size_t end = find_environment_end(r, name), from = r->at;
	while (from < end && (nl_latex_is_blank(r->text.ptr[from]) || r->text.ptr[from] == '\n')) from++;
	if (shown && from < end) {
		nl_prose_next(&r->prose, NL_BLOCK_CODE, 0, NL_STR(""));
		nl_latex_send(r, from, end);
		nl_prose_end(&r->prose);
		nl_latex_next_running(r);
	}
	if (!shown && end == r->prose.text.len) tell_unended(r, name);
	r->at = end < r->text.len ? end + 6 + name.len : end;
}

/* "[label=(\alph*)]" of enumitem and "[(a)]" of enumerate; LaTeX's own labels where there is none. */
static void begin_numbers(nl_latex *r, nl_latex_open_environment *e)
{
	static const char styles[] = "1aiA";
	static const nl_str behind[] = {NL_STR("."), NL_STR(")"), NL_STR("."), NL_STR(".")};
	uint32_t level = r->numbered < 4 ? r->numbered : 3;
	e->style = styles[level];
	e->before = level == 1 ? NL_STR("(") : NL_STR("");
	e->behind = behind[level];
	r->numbered++;
	size_t at = nl_latex_skip_blanks(r, r->at), past = nl_latex_char_at(r, at) == '[' ? nl_latex_past_group(r, at) : at;
	if (past == at) return;
	nl_str options = nl_latex_inside_of(r, at, past);
	nl_marker marker;
	r->at = past;
	nl_latex_set_label_style(e, options);
	if (!nl_marker_read(options, &marker) || marker.style == NL_MARKER_BULLET) return;
	e->style = marker.style == NL_MARKER_NUMBER ? '1'
		: marker.roman == 1                     ? (marker.upper ? 'I' : 'i')
												: (marker.upper ? 'A' : 'a');
	e->before = marker.open ? NL_STR("(") : NL_STR("");
	e->behind = marker.close == ')' ? NL_STR(")") : NL_STR(".");
}

static bool is_list(nl_latex_environment_role role)
{
	return role == NL_LATEX_LIST || role == NL_LATEX_NUMBERS || role == NL_LATEX_TERMS;
}

static void leave_environment(nl_latex *r);

void nl_latex_begin_environment(nl_latex *r)
{
	nl_str name = nl_latex_take_name(r);
	const nl_latex_environment *kind = nl_latex_environment_of(name);
	nl_latex_end_block(r);
	nl_latex_pass_arguments(r, kind->signature);
	if (kind->role == NL_LATEX_VERBATIM || kind->role == NL_LATEX_DROPPED) {
		read_verbatim(r, name, kind->role == NL_LATEX_VERBATIM);
		return;
	}
	if (kind->role == NL_LATEX_DOCUMENT) { /* what is open before it has lost its end */
		while (r->depth) leave_environment(r);
		r->deeper = 0;
		r->preamble = false;
	}
	if (r->depth == NL_LATEX_MAX_ENVIRONMENTS) {
		r->deeper++;
		return;
	}
	nl_latex_open_environment *e = &r->open[r->depth++];
	*e = (nl_latex_open_environment){.name = name, .kind = kind, .style = '-'};
	if (kind->role == NL_LATEX_NUMBERS) begin_numbers(r, e);
	if (is_list(kind->role)) r->lists++;
	if (kind->role == NL_LATEX_QUOTE) nl_prose_quote(&r->prose, true);
	nl_latex_next_running(r);
}

static void leave_environment(nl_latex *r)
{
	const nl_latex_open_environment *e = &r->open[r->depth - 1];
	r->prose.label[0] = '\0';
	nl_latex_end_block(r);
	if (e->kind->role == NL_LATEX_QUOTE) nl_prose_quote(&r->prose, false);
	if (e->kind->role == NL_LATEX_NUMBERS) r->numbered--;
	if (is_list(e->kind->role)) r->lists--;
	if (e->kind->role == NL_LATEX_DOCUMENT) r->over = true;
	r->depth--;
	nl_latex_next_running(r);
}

void nl_latex_end_environment(nl_latex *r)
{
	nl_str name = nl_latex_take_name(r);
	if (r->deeper) {
		r->deeper--;
		return;
	}
	for (uint32_t i = r->depth; i-- > 0;) {
		if (!nl_str_eq(r->open[i].name, name)) continue;
		while (r->depth > i) leave_environment(r);
		return;
	}
	nl_latex_end_block(r);
}

void nl_latex_begin_item(nl_latex *r)
{
	char label[NL_LABEL_MAX] = "\xE2\x80\xA2";
	nl_latex_open_environment *e = NULL;
	for (uint32_t i = r->depth; i-- > 0 && !e;)
		if (is_list(r->open[i].kind->role)) e = &r->open[i];
	r->prose.label[0] = '\0';
	nl_latex_end_block(r);
	size_t at = nl_latex_skip_blanks(r, r->at), past = nl_latex_char_at(r, at) == '[' ? nl_latex_past_group(r, at) : at;
	nl_str own = nl_latex_inside_of(r, at, past);
	nl_marker marker;
	if (past > at) r->at = past;
	if (e && e->kind->role == NL_LATEX_TERMS) {
		size_t behind = r->at;
		nl_str text = r->text;
		if (own.len) nl_latex_read_range(r, nl_latex_place_of(r, own), nl_latex_place_of(r, own) + own.len);
		r->text = text;
		r->at = behind;
		nl_latex_end_block(r);
		return;
	}
	if (e && e->style != '-' && past == at) nl_label_number(label, e->style, ++e->number, e->before, e->behind);
	if (past > at && nl_marker_read(own, &marker) && marker.label.len < NL_LABEL_MAX) {
		memcpy(label, marker.label.ptr, marker.label.len);
		label[marker.label.len] = '\0';
	}
	if (r->footnote) nl_latex_next_running(r);
	else nl_prose_next(&r->prose, NL_BLOCK_LIST, r->lists * NL_HINT_STEP, nl_str_of(label));
}

void nl_latex_set_counter(nl_latex *r)
{
	nl_str counter = nl_latex_take_argument(r), value = nl_latex_take_argument(r);
	uint32_t number = 0;
	for (size_t i = 0; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9' && number < 100000; i++)
		number = number * 10 + (uint32_t)(value.ptr[i] - '0');
	if (nl_str_starts(counter, NL_STR("enum")) && r->depth) r->open[r->depth - 1].number = number;
}
