/* Builders: each makes one node. Those of what nests are in ast_nested.c. */
#include "lang/ast.h"

#include <string.h>

#include "diag/codes.h"
#include "lang/parse.h"

/* ORDER of nl_ast_kind */
static const char *const kind_names[] = {
	"name",
	"text",
	"citation",
	"word",
	"form",
	"any",
	"gap",
	"term",
	"sequence",
	"optional",
	"choice",
	"phrase",
	"exact",
	"regex",
	"term",
	"or",
	"then",
	"near",
	"and",
	"but not",
	"unless",
	"about",
	"in",
	"not in",
	"within",
	"mark",
	"is",
	"and",
	"or",
	"not",
	"of",
	"count",
	"as",
	"at least",
	"weight",
	"severity",
	"message",
	"help",
	"instead",
	"sentence",
	"fingerprint",
	"until",
	"because",
	"rule",
	"override",
	"drop",
	"topic",
	"source",
	"why",
	"opposes",
	"ignores",
	"optional",
	"matches",
	"accept",
	"reject",
	"stemmer",
	"abbreviations",
	"spelling",
	"openers",
	"forms",
	"articles",
	"names",
	"cue",
	"stop",
	"use",
	"extends",
	"exclude",
	"gitignore",
	"language",
	"severity",
	"min-score",
	"fail-level",
	"max-warnings",
	"ignore",
	"import",
	"term",
	"position",
	"rule set",
	"axis",
	"language",
	"use",
	"config",
};
_Static_assert(sizeof kind_names / sizeof *kind_names == NL_AST_CONFIG + 1, "a name for every kind");

const char *nl_ast_kind_name(nl_ast_kind kind)
{
	return kind_names[kind];
}

static nl_arena *arena_of(nl_parser *parser)
{
	return &parser->rules->arena;
}

nl_str nl_ast_slice(const nl_parser *parser, nl_span span)
{
	return nl_str_slice(nl_source_text(parser->file->source), span.start, span.end);
}

/* ---- names ---------------------------------------------------------------------------------------------------- */

nl_ast_name *nl_ast_make_name(nl_parser *parser, nl_span span, nl_str text)
{
	nl_ast_name *name = nl_arena_new(arena_of(parser), nl_ast_name);
	*name = (nl_ast_name){.kind = NL_AST_NAME, .span = span, .text = text};
	return name;
}

/* "Multi_Stakeholder" as "multi-stakeholder". */
nl_str nl_ast_mended_name(nl_parser *parser, nl_str text)
{
	char *out = nl_arena_alloc(arena_of(parser), text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c >= 'A' && c <= 'Z') c = (char)(c + ('a' - 'A'));
		bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
		if (!letter && !digit) c = '-';
		if ((c == '-' && (len == 0 || out[len - 1] == '-')) || (digit && len == 0)) continue;
		out[len++] = c;
	}
	while (len > 0 && out[len - 1] == '-') len--;
	return (nl_str){out, len};
}

static bool is_ascii(nl_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.ptr[i] >= 0x80) return false;
	}
	return true;
}

nl_ast_name *nl_ast_mend_name(nl_parser *parser, nl_span span, nl_str text)
{
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0105), span, "'" NL_FMT "' is not a name", NL_ARG(text));
	nl_diag_note(parser->sink, diag,
		"a name is made of lower-case words and digits, joined by hyphens; it begins with a letter");
	nl_str mended = nl_ast_mended_name(parser, text);
	if (mended.len && is_ascii(text)) nl_diag_help(parser->sink, diag, "write '" NL_FMT "'", NL_ARG(mended));
	return nl_ast_make_name(parser, span, mended.len ? mended : text);
}

nl_ast_names nl_ast_names_push(nl_ast_names list, nl_ast_name *name)
{
	nl_ast_push(&list, name);
	return list;
}

/* ---- texts ---------------------------------------------------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void tell_escape(nl_parser *parser, nl_ast_text *text, uint32_t at)
{
	nl_span span = {text->span.start + 1 + at, text->span.start + 3 + at};
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0108), span, "'" NL_FMT "' is no escape in quoted text",
		NL_ARG(nl_ast_slice(parser, span)));
	nl_diag_help(parser->sink, diag,
		"write '\\\\' for a backslash and '\\\"' for a quotation mark; "
		"a backslash at the end of a line joins the next line");
	text->broken = true;
}

/* Escapes become what they stand for; a continued line becomes one space. */
static nl_str resolve_escapes(nl_parser *parser, nl_ast_text *text)
{
	nl_str raw = text->raw;
	if (raw.len == 0 || !memchr(raw.ptr, '\\', raw.len)) return raw;
	char *out = nl_arena_alloc(arena_of(parser), raw.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.ptr[i] != '\\' || i + 1 == raw.len) {
			out[len++] = raw.ptr[i];
			continue;
		}
		char next = raw.ptr[++i];
		if (next == '"' || next == '\\') out[len++] = next;
		else if (is_space(next) && next != ' ' && next != '\t') {
			while (i + 1 < raw.len && is_space(raw.ptr[i + 1])) i++;
			while (len > 0 && is_space(out[len - 1])) len--;
			out[len++] = ' ';
		} else {
			if (!text->broken) tell_escape(parser, text, (uint32_t)i - 1);
			out[len++] = next;
		}
	}
	return (nl_str){out, len};
}

nl_ast_text *nl_ast_make_verbatim(nl_parser *parser, nl_span span, nl_str raw)
{
	nl_ast_text *text = nl_arena_new(arena_of(parser), nl_ast_text);
	*text = (nl_ast_text){.kind = NL_AST_TEXT, .span = span, .raw = raw, .text = raw};
	return text;
}

nl_ast_text *nl_ast_make_text(nl_parser *parser, nl_span span, nl_str lexeme)
{
	nl_ast_text *text = nl_ast_make_verbatim(parser, span, nl_str_slice(lexeme, 1, lexeme.len - 1));
	text->text = resolve_escapes(parser, text);
	return text;
}

static const nl_str curly_marks[] = {{"\u201c", 3}, {"\u201d", 3}, {"\u201e", 3}};

/* The offset of the first curly quotation mark, or SIZE_MAX. */
static size_t find_curly(nl_str text)
{
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < sizeof curly_marks / sizeof *curly_marks; i++) {
		size_t at = nl_str_find(text, curly_marks[i]);
		if (at < first) first = at;
	}
	return first;
}

size_t nl_ast_lost_text_length(nl_str lexeme)
{
	size_t curly = find_curly(lexeme);
	if (curly != SIZE_MAX) return curly + curly_marks[0].len;
	size_t end = lexeme.len;
	while (end > 1 && (is_space(lexeme.ptr[end - 1]) || lexeme.ptr[end - 1] == '{' || lexeme.ptr[end - 1] == '}'))
		end--;
	return end;
}

static void tell_lost_text(nl_parser *parser, nl_span span, nl_str lexeme)
{
	nl_span mark = {span.start, span.start + 1};
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0103), mark, "quoted text is not closed");
	if (find_curly(lexeme) != SIZE_MAX) nl_diag_help(parser->sink, diag, "close it with a straight quotation mark: \"");
	else
		nl_diag_help(parser->sink, diag,
			"close it with \" on the same line; a backslash at the end of a line joins the next line");
}

nl_ast_text *nl_ast_mend_text(nl_parser *parser, nl_span span, nl_str lexeme)
{
	parser->lost_told = span.end;
	if (span.start >= parser->quiet_until) tell_lost_text(parser, span, lexeme);
	nl_ast_text *text = nl_ast_make_verbatim(parser, span, nl_str_slice(lexeme, 1, lexeme.len));
	text->broken = true;
	return text;
}

nl_ast_text *nl_ast_mend_curly_text(nl_parser *parser, nl_span span, nl_str lexeme)
{
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0106), span, "curly quotation marks around a text");
	nl_diag_help(parser->sink, diag, "use straight quotation marks: \"");
	size_t tail = lexeme.ptr[lexeme.len - 1] == '"' ? 1 : curly_marks[0].len;
	nl_ast_text *text = nl_ast_make_verbatim(parser, span, nl_str_slice(lexeme, curly_marks[0].len, lexeme.len - tail));
	text->broken = true;
	return text;
}

nl_ast_texts nl_ast_texts_push(nl_ast_texts list, nl_ast_text *text)
{
	nl_ast_push(&list, text);
	return list;
}

/* ---- citations ------------------------------------------------------------------------------------------------ */

nl_ast_citation *nl_ast_make_citation(nl_parser *parser, nl_span span, nl_ast_text *document, nl_str locator, nl_ast_text *url)
{
	nl_ast_citation *citation = nl_arena_new(arena_of(parser), nl_ast_citation);
	*citation =
		(nl_ast_citation){.kind = NL_AST_CITATION, .span = span, .document = document, .locator = locator, .url = url};
	return citation;
}

nl_ast_citations nl_ast_citations_push(nl_ast_citations list, nl_ast_citation *citation)
{
	nl_ast_push(&list, citation);
	return list;
}

nl_str nl_ast_make_locator(nl_parser *parser, nl_str word, nl_str where)
{
	return nl_arena_printf(arena_of(parser), NL_FMT " " NL_FMT, NL_ARG(word), NL_ARG(where));
}

/* ---- rules ---------------------------------------------------------------------------------------------------- */

nl_ast_attr *nl_ast_make_attr(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_name *name, nl_ast_text *text)
{
	nl_ast_attr *attr = nl_arena_new(arena_of(parser), nl_ast_attr);
	*attr = (nl_ast_attr){.kind = kind, .span = span, .name = name, .text = text};
	return attr;
}

nl_ast_attr *nl_ast_make_instead(nl_parser *parser, nl_span span, nl_ast_text *text, nl_ast_texts stands_for)
{
	nl_ast_attr *attr = nl_ast_make_attr(parser, NL_AST_INSTEAD, span, NULL, text);
	attr->texts = stands_for;
	return attr;
}

nl_ast_attrs nl_ast_attrs_push(nl_ast_attrs list, nl_ast_attr *attr)
{
	nl_ast_push(&list, attr);
	return list;
}

static nl_rule_kind rule_kind_of(nl_str word)
{
	nl_rule_kind kind = NL_REQUIRE;
	while (kind < NL_FORBID && !nl_str_eq(word, nl_str_of(nl_rule_kind_name(kind)))) kind++;
	return kind;
}

nl_ast_rule *nl_ast_make_rule(nl_parser *parser, nl_span span, nl_str kind, nl_ast_cond *when, nl_ast_cond *condition,
	nl_ast_attrs attrs)
{
	nl_ast_rule *rule = nl_arena_new(arena_of(parser), nl_ast_rule);
	*rule = (nl_ast_rule){.kind = NL_AST_RULE,
		.span = span,
		.rule = rule_kind_of(kind),
		.condition = condition,
		.when = when,
		.attrs = attrs};
	return rule;
}

nl_ast_rule *nl_ast_make_change(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_name *name, nl_ast_attrs attrs)
{
	nl_ast_rule *rule = nl_arena_new(arena_of(parser), nl_ast_rule);
	*rule = (nl_ast_rule){.kind = kind, .span = span, .name = name, .attrs = attrs};
	return rule;
}

/* ---- fields --------------------------------------------------------------------------------------------------- */

static nl_ast_field *new_field(nl_parser *parser, nl_ast_kind kind, nl_span span)
{
	nl_ast_field *field = nl_arena_new(arena_of(parser), nl_ast_field);
	field->kind = kind;
	field->span = span;
	return field;
}

nl_ast_field *nl_ast_make_names(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_names names)
{
	nl_ast_field *field = new_field(parser, kind, span);
	field->names = names;
	return field;
}

nl_ast_field *nl_ast_make_texts(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_texts texts)
{
	nl_ast_field *field = new_field(parser, kind, span);
	field->texts = texts;
	return field;
}

nl_ast_field *nl_ast_make_source(nl_parser *parser, nl_span span, nl_ast_citations citations)
{
	nl_ast_field *field = new_field(parser, NL_AST_SOURCE, span);
	field->citations = citations;
	return field;
}

nl_ast_field *nl_ast_make_matches(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_pattern *pattern)
{
	nl_ast_field *field = new_field(parser, kind, span);
	field->pattern = pattern;
	return field;
}

nl_ast_field *nl_ast_make_cue(nl_parser *parser, nl_span span, nl_ast_name *kind, nl_ast_name *reach, nl_ast_pattern *pattern)
{
	nl_ast_field *field = nl_ast_make_matches(parser, NL_AST_CUE, span, pattern);
	nl_ast_push(&field->names, kind);
	nl_ast_push(&field->names, reach);
	return field;
}

nl_ast_field *nl_ast_make_setting(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_names names, nl_ast_name *value)
{
	nl_ast_field *field = nl_ast_make_names(parser, kind, span, names);
	field->value = value;
	return field;
}

nl_ast_field *nl_ast_make_ignore(nl_parser *parser, nl_span span, nl_ast_names rules, nl_ast_attrs attrs)
{
	nl_ast_field *field = nl_ast_make_names(parser, NL_AST_IGNORE, span, rules);
	field->attrs = attrs;
	return field;
}

nl_ast_field *nl_ast_for_paths(nl_ast_field *setting, nl_span span, nl_ast_texts paths)
{
	setting->span = span;
	setting->paths = paths;
	return setting;
}

nl_ast_body nl_ast_body_field(nl_ast_body body, nl_ast_field *field)
{
	nl_ast_push(&body.fields, field);
	return body;
}

nl_ast_body nl_ast_body_rule(nl_ast_body body, nl_ast_rule *rule)
{
	nl_ast_push(&body.rules, rule);
	return body;
}

/* ---- items ---------------------------------------------------------------------------------------------------- */

static nl_ast_item *new_item(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_name *name)
{
	nl_ast_item *item = nl_arena_new(arena_of(parser), nl_ast_item);
	*item = (nl_ast_item){.kind = kind, .span = span, .name = name, .file = parser->file};
	return item;
}

nl_ast_item *nl_ast_make_import(nl_parser *parser, nl_span span, nl_ast_text *file)
{
	nl_ast_item *item = new_item(parser, NL_AST_IMPORT, span, NULL);
	item->title = file;
	item->broken = file->broken;
	parser->rules->incomplete |= file->broken;
	return item;
}

nl_ast_item *nl_ast_make_term(nl_parser *parser, nl_span span, nl_ast_name *name, nl_ast_pattern *pattern)
{
	nl_ast_item *item = new_item(parser, NL_AST_TERM, span, name);
	item->pattern = pattern;
	return item;
}

nl_ast_item *nl_ast_make_use(nl_parser *parser, nl_span span, nl_ast_name *language)
{
	return new_item(parser, NL_AST_USE, span, language);
}

nl_ast_item *nl_ast_make_config(nl_parser *parser, nl_span span)
{
	return new_item(parser, NL_AST_CONFIG, span, NULL);
}

nl_ast_item *nl_ast_make_axis(nl_parser *parser, nl_span span, nl_ast_name *name, nl_ast_text *title, nl_ast_name *from,
	nl_ast_name *to)
{
	nl_ast_item *item = new_item(parser, NL_AST_AXIS, span, name);
	item->title = title;
	item->from = from;
	item->to = to;
	return item;
}

nl_ast_item *nl_ast_make_head(nl_parser *parser, nl_span span, nl_ast_name *name, nl_ast_text *title, nl_ast_name *extends)
{
	nl_ast_item *item = new_item(parser, NL_AST_POSITION, span, name);
	item->title = title;
	item->extends = extends;
	return item;
}

nl_ast_item *nl_ast_make_block(nl_ast_kind kind, nl_span span, nl_ast_item *head, nl_ast_body body)
{
	head->kind = kind;
	head->span = span;
	head->body = body;
	return head;
}

nl_ast_item *nl_ast_lost_item(nl_parser *parser, nl_ast_kind kind, nl_span span, nl_ast_name *name)
{
	nl_ast_item *item = new_item(parser, kind, span, name);
	item->broken = true;
	if (!name) parser->rules->incomplete = true;
	return item;
}

void nl_ast_add_item(nl_parser *parser, nl_ast_item *item)
{
	nl_ast_push(&parser->file->items, item);
}
