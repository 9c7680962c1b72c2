#include "api/checker.h"

#include <stdlib.h>

#include "api/guard.h"
#include "base/limits.h"
#include "base/mem.h"
#include "diag/suggest.h"

/* ---- engines --------------------------------------------------------------------------------------------------- */

static bool is_picked(const normlint_checker *checker, uint32_t ruleset)
{
	if (checker->rulesets.len == 0) return !checker->rules->loaded.ir->rulesets[ruleset].optional;
	for (uint32_t i = 0; i < checker->rulesets.len; i++)
		if (checker->rulesets.at[i] == ruleset) return true;
	return false;
}

static nl_api_engine *engine_of(normlint_checker *checker)
{
	if (checker->engine) return checker->engine;
	const nl_ir *ir = checker->rules->loaded.ir;
	nl_api_engine *engine = nl_alloc(sizeof *engine);
	engine->rulesets = nl_alloc((ir->ruleset_count + 1) * sizeof *engine->rulesets);
	for (uint32_t i = 0; i < ir->ruleset_count; i++)
		if (is_picked(checker, i)) engine->rulesets[engine->ruleset_count++] = i;
	engine->partial = checker->rulesets.len > 0;
	nl_checker_init(&engine->checker, ir, checker->language, &checker->input, engine->rulesets, engine->ruleset_count);
	nl_checker_pass_over(&engine->checker);
	nl_api_rules_hold(checker->rules);
	engine->rules = checker->rules;
	engine->holders = 1;
	return checker->engine = engine;
}

void nl_api_engine_release(nl_api_engine *engine)
{
	if (!engine || --engine->holders > 0) return;
	if (!engine->spoiled) nl_checker_release(&engine->checker);
	normlint_rules_free(engine->rules);
	free(engine->rulesets);
	free(engine);
}

static void drop_engine(normlint_checker *checker)
{
	nl_api_engine_release(checker->engine);
	checker->engine = NULL;
}

/* ---- the checker ----------------------------------------------------------------------------------------------- */

typedef struct {
	normlint_checker *checker;
	nl_str name, bytes;
	const char *path; /* NULL: `bytes` */
	normlint_result *result;
	char **message;
} checker_call;

static normlint_status run(checker_call *call, normlint_status (*work)(void *context))
{
	if (call->message) *call->message = NULL;
	normlint_status status = nl_api_guarded(work, call);
	if (status == NORMLINT_NO_MEMORY && call->checker->engine) {
		call->checker->engine->spoiled = true;
		drop_engine(call->checker);
	}
	return status;
}

/* Ends a call that looked something up. */
static normlint_status found(checker_call *call, nl_sink *sink, bool fine)
{
	nl_api_message(sink, call->message);
	if (fine) drop_engine(call->checker);
	return fine ? NORMLINT_OK : NORMLINT_BAD_ARGUMENT;
}

static normlint_status set_language(void *context)
{
	checker_call *call = context;
	nl_sink sink = {0};
	uint32_t language = nl_find_language(call->checker->rules->loaded.ir, call->name, &sink);
	if (language != NL_NONE) call->checker->language = language;
	return found(call, &sink, language != NL_NONE);
}

static normlint_status add_ruleset(void *context)
{
	checker_call *call = context;
	nl_sink sink = {0};
	uint32_t ruleset = nl_find_ruleset(call->checker->rules->loaded.ir, call->name, &sink);
	if (ruleset != NL_NONE) *nl_vec_push(&call->checker->rulesets) = ruleset;
	return found(call, &sink, ruleset != NL_NONE);
}

static normlint_status set_format(void *context)
{
	checker_call *call = context;
	nl_sink sink = {0};
	nl_str known[32];
	size_t count = 0;
	bool fine = nl_format_find(call->name, &call->checker->input.format);
	while (count < sizeof known / sizeof *known && nl_format_at(count)) {
		known[count] = nl_str_of(nl_format_at(count));
		count++;
	}
	if (!fine) nl_tell_unknown(&sink, "format", call->name, known, count);
	return found(call, &sink, fine);
}

static normlint_status set_pdf_program(void *context)
{
	checker_call *call = context;
	nl_sink sink = {0};
	call->checker->input.pdf_program = call->name.ptr ? nl_arena_str(&call->checker->arena, call->name).ptr : NULL;
	return found(call, &sink, true);
}

normlint_status normlint_checker_new(normlint_rules *rules, normlint_checker **checker, char **message)
{
	*checker = NULL;
	if (message) *message = NULL;
	if (!rules->loaded.ir || rules->spoiled) return NORMLINT_BAD_ARGUMENT;
	normlint_checker *made = calloc(1, sizeof *made);
	if (!made) return NORMLINT_NO_MEMORY;
	made->rules = rules;
	nl_api_rules_hold(rules);
	checker_call call = {.checker = made, .message = message};
	normlint_status status = run(&call, set_language);
	if (status == NORMLINT_OK) *checker = made;
	else normlint_checker_free(made);
	return status;
}

void normlint_checker_free(normlint_checker *checker)
{
	if (!checker) return;
	drop_engine(checker);
	normlint_rules_free(checker->rules);
	nl_vec_release(&checker->rulesets);
	nl_arena_release(&checker->arena);
	free(checker);
}

normlint_status normlint_checker_add_ruleset(normlint_checker *checker, const char *name, char **message)
{
	checker_call call = {.checker = checker, .name = nl_str_of(name), .message = message};
	return run(&call, add_ruleset);
}

normlint_status normlint_checker_set_language(normlint_checker *checker, const char *name, char **message)
{
	checker_call call = {.checker = checker, .name = nl_str_of(name), .message = message};
	return run(&call, set_language);
}

normlint_status normlint_checker_set_format(normlint_checker *checker, const char *format, char **message)
{
	checker_call call = {.checker = checker, .name = nl_str_of(format), .message = message};
	return run(&call, set_format);
}

normlint_status normlint_checker_set_pdf_program(normlint_checker *checker, const char *path)
{
	checker_call call = {.checker = checker, .name = nl_str_of(path)};
	return run(&call, set_pdf_program);
}

normlint_status normlint_checker_set_max_size(normlint_checker *checker, uint64_t bytes)
{
	if (bytes > NL_MAX_DOCUMENT) return NORMLINT_BAD_ARGUMENT;
	checker->input.max_size = (size_t)bytes;
	drop_engine(checker);
	return NORMLINT_OK;
}

normlint_status normlint_checker_set_original(normlint_checker *checker, int yes)
{
	checker->input.changes = yes ? NL_CHANGES_ORIGINAL : NL_CHANGES_ACCEPTED;
	drop_engine(checker);
	return NORMLINT_OK;
}

/* ---- a text ---------------------------------------------------------------------------------------------------- */

static bool check_bytes(checker_call *call, nl_api_engine *engine, normlint_result *result, nl_sink *sink)
{
	nl_file file = {0};
	if (call->path) {
		file = nl_file_read(call->path, nl_input_max_size(&call->checker->input));
		call->bytes = (nl_str){file.ptr, file.len};
	}
	if (call->path && !file.ptr) {
		nl_files_tell(sink, call->path, file.error);
		return false;
	}
	bool fine = nl_check_text(&engine->checker, call->name, call->bytes, sink, &result->checked);
	result->checked.file = file;
	return fine;
}

static normlint_status check(void *context)
{
	checker_call *call = context;
	nl_sink sink = {0};
	nl_api_engine *engine = engine_of(call->checker);
	normlint_result *result = nl_alloc(sizeof *result);
	result->engine = engine;
	engine->holders++;
	result->plan = (nl_judge_plan){.rulesets = engine->rulesets,
		.ruleset_count = engine->ruleset_count,
		.partial = engine->partial,
		.comments = true,
		.today = nl_date_today()};
	engine->checker.plan = &result->plan;
	bool fine = check_bytes(call, engine, result, &sink);
	engine->checker.plan = NULL;
	nl_api_message(&sink, call->message);
	if (!fine) {
		normlint_result_free(result);
		return NORMLINT_BAD_TEXT;
	}
	nl_source_place(result->checked.source, 0); /* makes the table of lines, so that places need no memory */
	call->result = result;
	return NORMLINT_OK;
}

static normlint_status check_by(checker_call *call, normlint_result **result)
{
	normlint_status status = run(call, check);
	*result = status == NORMLINT_OK ? call->result : NULL;
	return status;
}

normlint_status normlint_check(normlint_checker *checker, const char *name, const void *bytes, size_t length,
	normlint_result **result, char **message)
{
	nl_str text = {length ? bytes : "", length};
	checker_call call = {.checker = checker, .name = nl_str_of(name), .bytes = text, .message = message};
	return check_by(&call, result);
}

normlint_status normlint_check_file(normlint_checker *checker, const char *path, normlint_result **result, char **message)
{
	checker_call call = {.checker = checker, .name = nl_str_of(path), .path = path, .message = message};
	return check_by(&call, result);
}

void normlint_result_free(normlint_result *result)
{
	if (!result) return;
	nl_api_engine *engine = result->engine;
	if (!engine->spoiled) {
		nl_checked_release(&result->checked);
		nl_arena_release(&result->arena);
	}
	free(result);
	nl_api_engine_release(engine);
}
