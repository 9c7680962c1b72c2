/* From the tree of a configuration file, once it was checked, to its settings. */
#include "lang/settings.h"

#include "base/mem.h"
#include "lang/load.h"
#include "lang/settings_check.h"

const char *nl_setting_name_of(nl_setting_kind kind)
{
	static const char *const names[] = {"use", "extends", "exclude", "gitignore", "language", "severity", "min-score",
		"fail-level", "max-warnings", "ignore"};
	return names[kind];
}

static nl_setting_kind kind_of(nl_ast_kind kind)
{
	switch (kind) {
	case NL_AST_USES: return NL_SETTING_USE;
	case NL_AST_EXTENDS: return NL_SETTING_EXTENDS;
	case NL_AST_EXCLUDE: return NL_SETTING_EXCLUDE;
	case NL_AST_GITIGNORE: return NL_SETTING_GITIGNORE;
	case NL_AST_TEXT_LANGUAGE: return NL_SETTING_LANGUAGE;
	case NL_AST_RATE: return NL_SETTING_SEVERITY;
	case NL_AST_MIN_SCORE: return NL_SETTING_MIN_SCORE;
	case NL_AST_FAIL_LEVEL: return NL_SETTING_FAIL_LEVEL;
	case NL_AST_MAX_WARNINGS: return NL_SETTING_MAX_WARNINGS;
	default: return NL_SETTING_IGNORE;
	}
}

static nl_severity severity_of(nl_str word)
{
	nl_severity severity = NL_NOTE;
	while (severity < NL_ERROR && !nl_str_eq(word, nl_str_of(nl_severity_name(severity)))) severity++;
	return severity;
}

/* Names, or texts: a setting has the one or the other. */
static void take_names(nl_arena *arena, nl_setting *to, const nl_ast_field *from)
{
	nl_setting_name *names = nl_arena_array(arena, nl_setting_name, from->names.count + from->texts.count + 1);
	for (const nl_ast_name *name = from->names.first; name; name = name->next)
		names[to->name_count++] = (nl_setting_name){name->text, name->span};
	for (const nl_ast_text *text = from->texts.first; text; text = text->next)
		names[to->name_count++] = (nl_setting_name){text->text, text->span};
	if (to->kind == NL_SETTING_LANGUAGE)
		names[to->name_count++] = (nl_setting_name){from->value->text, from->value->span};
	to->names = names;
}

static void take_paths(nl_arena *arena, nl_setting *to, const nl_ast_field *from)
{
	nl_str *paths = nl_arena_array(arena, nl_str, from->paths.count + 1);
	for (const nl_ast_text *text = from->paths.first; text; text = text->next) paths[to->path_count++] = text->text;
	to->paths = paths;
}

static void take_exceptions(nl_setting *to, const nl_ast_field *from)
{
	to->until = NL_NO_DATE;
	for (const nl_ast_attr *attr = from->attrs.first; attr; attr = attr->next) {
		switch (attr->kind) {
		case NL_AST_SENTENCE: to->sentence = attr->text->text; break;
		case NL_AST_FINGERPRINT:
			to->has_fingerprint = nl_setting_fingerprint(attr->text->text, &to->fingerprint);
			break;
		case NL_AST_UNTIL: to->until = nl_date_of(attr->name->text); break;
		default: to->reason = nl_str_trim(attr->text->text); break;
		}
	}
}

static nl_setting setting_of(nl_rules *rules, const nl_rule_file *file, const nl_ast_field *from)
{
	nl_setting to = {.kind = kind_of(from->kind), .source = file->source, .span = from->span};
	take_names(&rules->arena, &to, from);
	take_paths(&rules->arena, &to, from);
	take_exceptions(&to, from);
	if (to.kind == NL_SETTING_SEVERITY || to.kind == NL_SETTING_FAIL_LEVEL)
		to.severity = severity_of(from->value->text);
	if (to.kind == NL_SETTING_MIN_SCORE) to.score = nl_setting_score(from->value->text);
	if (to.kind == NL_SETTING_MAX_WARNINGS) to.most = from->number;
	if (to.kind == NL_SETTING_GITIGNORE) to.yes = nl_str_eq(from->value->text, NL_STR("yes"));
	return to;
}

bool nl_rules_read_settings(nl_rules *rules, nl_str path, nl_str text, nl_settings *settings, nl_sink *sink)
{
	uint32_t before = rules->errors;
	*settings = (nl_settings){0};
	rules->next_is_configuration = true;
	const nl_rule_file *file = nl_load_alone(rules, path, text, sink);
	if (!file) return false;
	nl_checker checker = {.rules = rules, .sink = sink};
	nl_settings_check(&checker, file);
	NL_VEC(nl_setting) list = {0};
	for (const nl_ast_item *item = file->items.first; item; item = item->next) {
		if (item->kind != NL_AST_CONFIG) settings->has_rules = true;
		else settings->closes = item->span.end - 1;
		for (const nl_ast_field *field = item->body.fields.first; item->kind == NL_AST_CONFIG && field; field = field->next)
			*nl_vec_push(&list) = setting_of(rules, file, field);
	}
	settings->count = list.len;
	if (list.len) settings->list = nl_arena_copy(&rules->arena, list.at, list.len * sizeof *list.at);
	nl_vec_release(&list);
	return rules->errors == before;
}
