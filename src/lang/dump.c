/* One function for each type of node; a line is "kind start-end value". */
#include "lang/dump.h"

#include "diag/draw.h"

static void begin(nl_buf *out, uint32_t depth, nl_ast_kind kind, nl_span span)
{
	for (uint32_t i = 0; i < depth; i++) nl_buf_add_c(out, "  ");
	nl_buf_addf(out, "%s %u-%u", nl_ast_kind_name(kind), span.start, span.end);
}

static void end(nl_buf *out)
{
	nl_buf_add_byte(out, '\n');
}

static void add_quoted(nl_buf *out, nl_str text)
{
	nl_buf_add_c(out, " \"");
	nl_draw_clean(out, text);
	nl_buf_add_byte(out, '"');
}

static void dump_name(nl_buf *out, uint32_t depth, const nl_ast_name *name)
{
	begin(out, depth, name->kind, name->span);
	nl_buf_addf(out, " " NL_FMT, NL_ARG(name->text));
	end(out);
}

static void dump_names(nl_buf *out, uint32_t depth, const nl_ast_names *names)
{
	for (const nl_ast_name *name = names->first; name; name = name->next) dump_name(out, depth, name);
}

static void dump_text(nl_buf *out, uint32_t depth, const nl_ast_text *text)
{
	begin(out, depth, text->kind, text->span);
	add_quoted(out, text->text);
	end(out);
}

static void dump_citation(nl_buf *out, uint32_t depth, const nl_ast_citation *citation)
{
	begin(out, depth, citation->kind, citation->span);
	add_quoted(out, citation->document->text);
	if (citation->locator.len) nl_buf_addf(out, " at " NL_FMT, NL_ARG(citation->locator));
	if (citation->url) nl_buf_addf(out, " url " NL_FMT, NL_ARG(citation->url->text));
	end(out);
}

static void dump_phrase(nl_buf *out, uint32_t depth, const nl_ast_phrase *phrase)
{
	begin(out, depth, phrase->kind, phrase->span);
	if (phrase->word.len) nl_buf_addf(out, " " NL_FMT, NL_ARG(phrase->word));
	end(out);
	for (const nl_ast_phrase *p = phrase->children.first; p; p = p->next) dump_phrase(out, depth + 1, p);
}

static void dump_pattern(nl_buf *out, uint32_t depth, const nl_ast_pattern *pattern)
{
	begin(out, depth, pattern->kind, pattern->span);
	if (pattern->name) nl_buf_addf(out, " " NL_FMT, NL_ARG(pattern->name->text));
	if (pattern->text && !pattern->phrase) add_quoted(out, pattern->text->raw);
	if (pattern->flags.len) nl_buf_addf(out, " flags " NL_FMT, NL_ARG(pattern->flags));
	if ((pattern->kind == NL_AST_THEN || pattern->kind == NL_AST_NEAR) && pattern->gap != UINT32_MAX)
		nl_buf_addf(out, " gap %u", pattern->gap);
	if (pattern->broken) nl_buf_add_c(out, " broken");
	end(out);
	dump_names(out, depth + 1, &pattern->kinds);
	if (pattern->phrase) dump_phrase(out, depth + 1, pattern->phrase);
	for (const nl_ast_pattern *p = pattern->children.first; p; p = p->next) dump_pattern(out, depth + 1, p);
}

static void dump_cond(nl_buf *out, uint32_t depth, const nl_ast_cond *condition)
{
	begin(out, depth, condition->kind, condition->span);
	if (condition->position) nl_buf_addf(out, " " NL_FMT, NL_ARG(condition->position->text));
	if (condition->number)
		nl_buf_addf(out, " %s" NL_FMT, condition->above ? "above " : "", NL_ARG(condition->number->text));
	end(out);
	for (const nl_ast_cond *c = condition->children.first; c; c = c->next) dump_cond(out, depth + 1, c);
}

static void dump_attr(nl_buf *out, uint32_t depth, const nl_ast_attr *attr)
{
	begin(out, depth, attr->kind, attr->span);
	if (attr->name) nl_buf_addf(out, " " NL_FMT, NL_ARG(attr->name->text));
	if (attr->text) add_quoted(out, attr->text->text);
	end(out);
	for (const nl_ast_text *text = attr->texts.first; text; text = text->next) dump_text(out, depth + 1, text);
}

static void dump_rule(nl_buf *out, uint32_t depth, const nl_ast_rule *rule)
{
	begin(out, depth, rule->kind, rule->span);
	if (rule->kind == NL_AST_RULE) nl_buf_addf(out, " %s", nl_rule_kind_name(rule->rule));
	if (rule->name) nl_buf_addf(out, " " NL_FMT, NL_ARG(rule->name->text));
	end(out);
	if (rule->condition) dump_cond(out, depth + 1, rule->condition);
	if (rule->when) {
		for (uint32_t i = 0; i <= depth; i++) nl_buf_add_c(out, "  ");
		nl_buf_add_c(out, "when\n");
		dump_cond(out, depth + 2, rule->when);
	}
	for (const nl_ast_attr *attr = rule->attrs.first; attr; attr = attr->next) dump_attr(out, depth + 1, attr);
}

static void dump_field(nl_buf *out, uint32_t depth, const nl_ast_field *field)
{
	begin(out, depth, field->kind, field->span);
	end(out);
	for (const nl_ast_text *path = field->paths.first; path; path = path->next) dump_text(out, depth + 1, path);
	dump_names(out, depth + 1, &field->names);
	if (field->value) dump_name(out, depth + 1, field->value);
	for (const nl_ast_text *text = field->texts.first; text; text = text->next) dump_text(out, depth + 1, text);
	for (const nl_ast_citation *c = field->citations.first; c; c = c->next) dump_citation(out, depth + 1, c);
	if (field->pattern) dump_pattern(out, depth + 1, field->pattern);
	for (const nl_ast_attr *attr = field->attrs.first; attr; attr = attr->next) dump_attr(out, depth + 1, attr);
}

static void dump_item(nl_buf *out, const nl_ast_item *item)
{
	begin(out, 0, item->kind, item->span);
	if (item->broken) nl_buf_add_c(out, " broken");
	end(out);
	if (item->name) dump_name(out, 1, item->name);
	if (item->title) dump_text(out, 1, item->title);
	const nl_ast_name *others[] = {item->extends, item->from, item->to};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (others[i]) dump_name(out, 1, others[i]);
	}
	if (item->pattern) dump_pattern(out, 1, item->pattern);
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) dump_field(out, 1, field);
	for (const nl_ast_rule *rule = item->body.rules.first; rule; rule = rule->next) dump_rule(out, 1, rule);
}

void nl_dump_file(const nl_rule_file *file, nl_buf *out)
{
	nl_buf_addf(out, "file " NL_FMT "\n", NL_ARG(file->path));
	for (const nl_ast_item *item = file->items.first; item; item = item->next) dump_item(out, item);
}
