/* The one door: an nl_rules from its making to its IR. Reading is in load.c, names in names.c, meaning in check.c, the way
 * to the IR in compile.c, oddities in lint.c. */
#include "lang/rules.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "lang/check.h"
#include "lang/compile.h"
#include "lang/dump.h"
#include "lang/lint.h"
#include "lang/load.h"
#include "lang/names.h"
#include "lang/parse.h"

nl_rules *nl_rules_new(const nl_builtin_file *builtins)
{
	nl_rules *rules = nl_alloc(sizeof *rules);
	rules->builtins = builtins;
	for (uint32_t i = 0; builtins && builtins[i].name; i++)
		nl_map_set(&rules->builtin_index, nl_str_of(builtins[i].name), i);
	return rules;
}

static void release_table(nl_table *table)
{
	nl_map_release(&table->index);
	nl_vec_release(&table->items);
}

void nl_rules_free(nl_rules *rules)
{
	if (!rules) return;
	nl_compile_release(rules);
	for (uint32_t i = 0; i < rules->regexes.len; i++) nl_regex_free(rules->regexes.at[i]);
	for (uint32_t i = 0; i < rules->files.len; i++)
		if (!rules->files.at[i]->stored) nl_source_free(rules->files.at[i]->source);
	for (uint32_t i = 0; i < rules->parts.len; i++) free(rules->parts.at[i]);
	nl_vec_release(&rules->parts);
	nl_vec_release(&rules->regexes);
	nl_vec_release(&rules->files);
	nl_map_release(&rules->builtin_index);
	nl_map_release(&rules->file_index);
	release_table(&rules->terms);
	release_table(&rules->positions);
	release_table(&rules->rulesets);
	release_table(&rules->axes);
	release_table(&rules->languages);
	nl_sink_release(&rules->overflow);
	nl_arena_release(&rules->arena);
	free(rules);
}

nl_diag *nl_rules_verror(nl_rules *rules, nl_sink *sink, nl_str code, nl_label primary, const char *format, va_list args)
{
	if (rules->errors == NL_MAX_RULE_ERRORS)
		nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(E0505), (nl_label){0},
			"more than %d errors in the rules; the others are not shown", NL_MAX_RULE_ERRORS);
	if (rules->errors >= NL_MAX_RULE_ERRORS) {
		sink = &rules->overflow;
		nl_sink_release(sink);
	}
	rules->errors++;
	return nl_sink_vadd(sink, NL_ERROR, code, primary, format, args);
}

nl_diag *nl_rules_error(nl_rules *rules, nl_sink *sink, nl_str code, nl_label primary, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_diag *diag = nl_rules_verror(rules, sink, code, primary, format, args);
	va_end(args);
	return diag;
}

void nl_rules_next_layer(nl_rules *rules)
{
	rules->layer++;
}

bool nl_rules_add_file(nl_rules *rules, const char *path, nl_sink *sink)
{
	uint32_t before = rules->errors;
	nl_load_path(rules, nl_str_of(path), sink);
	return rules->errors == before;
}

bool nl_rules_add_configuration(nl_rules *rules, const char *path, nl_sink *sink)
{
	rules->next_is_configuration = true;
	return nl_rules_add_file(rules, path, sink);
}

bool nl_rules_add_builtin(nl_rules *rules, const char *name, nl_sink *sink)
{
	uint32_t before = rules->errors;
	nl_load_builtin(rules, nl_str_of(name), sink);
	return rules->errors == before;
}

bool nl_rules_add_text(nl_rules *rules, nl_str name, nl_str text, nl_sink *sink)
{
	uint32_t before = rules->errors;
	nl_load_text(rules, name, text, sink);
	return rules->errors == before;
}

bool nl_rules_compile(nl_rules *rules, bool lint, nl_sink *sink)
{
	if (rules->outgrown) return false;
	nl_names_resolve(rules, sink);
	if (rules->outgrown) return false;
	nl_check(rules, sink);
	if (rules->errors) return false;
	nl_compile(rules, sink);
	if (rules->errors) return false;
	if (lint) nl_lint(rules, sink);
	return true;
}

const nl_ir *nl_rules_ir(const nl_rules *rules)
{
	return rules->errors ? NULL : rules->ir;
}

void nl_rules_dump_tokens(const nl_rules *rules, nl_str source_name, nl_buf *out)
{
	for (uint32_t i = 0; i < rules->files.len; i++) {
		if (nl_str_eq(nl_source_name(rules->files.at[i]->source), source_name))
			nl_parse_dump_tokens(rules->files.at[i], out);
	}
}

void nl_rules_dump_ast(const nl_rules *rules, nl_buf *out)
{
	bool own = false;
	for (uint32_t i = 0; i < rules->files.len; i++) own |= !rules->files.at[i]->builtin;
	for (uint32_t i = 0; i < rules->files.len; i++) {
		if (!own || !rules->files.at[i]->builtin) nl_dump_file(rules->files.at[i], out);
	}
}
