/* Rules are gathered first and compiled all together, by the loader that the program uses. */
#include "api/rules.h"

#include <stdlib.h>
#include <string.h>

#include "api/guard.h"
#include "base/limits.h"

normlint_status normlint_rules_new(normlint_builtin builtin, normlint_rules **rules)
{
	*rules = calloc(1, sizeof **rules);
	if (!*rules) return NORMLINT_NO_MEMORY;
	atomic_init(&(*rules)->holders, 1);
	(*rules)->builtin = builtin;
	return NORMLINT_OK;
}

void nl_api_rules_hold(normlint_rules *rules)
{
	atomic_fetch_add(&rules->holders, 1);
}

void normlint_rules_free(normlint_rules *rules)
{
	if (!rules || atomic_fetch_sub(&rules->holders, 1) > 1) return;
	if (!rules->spoiled) {
		nl_loaded_release(&rules->loaded);
		nl_vec_release(&rules->paths);
		nl_vec_release(&rules->texts);
		nl_arena_release(&rules->arena);
	}
	free(rules);
}

/* ---- gathering ------------------------------------------------------------------------------------------------- */

typedef struct {
	normlint_rules *rules;
	nl_str name, text;
	bool is_text;
	char **message;
} rules_call;

static normlint_status add(void *context)
{
	rules_call *call = context;
	normlint_rules *rules = call->rules;
	nl_str name = nl_arena_str(&rules->arena, call->name);
	if (call->is_text) *nl_vec_push(&rules->texts) = (nl_load_text){name, nl_arena_str(&rules->arena, call->text)};
	else *nl_vec_push(&rules->paths) = name.ptr;
	return NORMLINT_OK;
}

static normlint_status run(rules_call *call, normlint_status (*work)(void *context))
{
	if (call->rules->compiled || call->rules->spoiled) return NORMLINT_BAD_ARGUMENT;
	normlint_status status = nl_api_guarded(work, call);
	call->rules->spoiled = status == NORMLINT_NO_MEMORY;
	return status;
}

normlint_status normlint_rules_add_file(normlint_rules *rules, const char *path)
{
	rules_call call = {.rules = rules, .name = nl_str_of(path)};
	return run(&call, add);
}

normlint_status normlint_rules_add_text(normlint_rules *rules, const char *name, const char *text, size_t length)
{
	if (length > NL_MAX_RULE_FILE) return NORMLINT_BAD_ARGUMENT;
	rules_call call = {.rules = rules, .name = nl_str_of(name), .text = {text, length}, .is_text = true};
	return run(&call, add);
}

/* ---- compiling ------------------------------------------------------------------------------------------------- */

static normlint_status compile(void *context)
{
	rules_call *call = context;
	normlint_rules *rules = call->rules;
	const nl_load_plan plan = {.flags = rules->builtin == NORMLINT_BUILTIN ? 0u : NL_LOAD_NO_BUILTIN,
		.paths = rules->paths.at,
		.path_count = rules->paths.len,
		.texts = rules->texts.at,
		.text_count = rules->texts.len};
	nl_sink sink = {0};
	bool fine = nl_load_by(&rules->loaded, &plan, &sink);
	nl_api_message(&sink, call->message);
	return fine ? NORMLINT_OK : NORMLINT_BAD_RULES;
}

normlint_status normlint_rules_compile(normlint_rules *rules, char **message)
{
	rules_call call = {.rules = rules, .message = message};
	if (message) *message = NULL;
	normlint_status status = run(&call, compile);
	rules->compiled = true;
	return status;
}

size_t normlint_rules_ruleset_count(const normlint_rules *rules)
{
	return rules->loaded.ir && !rules->spoiled ? rules->loaded.ir->ruleset_count : 0;
}

normlint_string normlint_rules_ruleset(const normlint_rules *rules, size_t i)
{
	if (i >= normlint_rules_ruleset_count(rules)) return (normlint_string){"", 0};
	return nl_api_string(rules->loaded.ir->rulesets[i].id);
}
