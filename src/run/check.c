/* The stages are one line each; what is worth knowing about a stage stands in its own header. */
#include "run/check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "run/files.h"

void nl_checker_init(nl_checker *checker, const nl_ir *ir, uint32_t language, const nl_input_options *input,
	const uint32_t *rulesets, uint32_t ruleset_count)
{
	*checker = (nl_checker){ir, language, *input, rulesets, ruleset_count, nl_matcher_new(ir, language), NULL};
}

void nl_checker_release(nl_checker *checker)
{
	nl_matcher_free(checker->matcher);
}

/* Optional, and none of those that were chosen. */
static bool is_left_out(const nl_ir *ir, const uint32_t *chosen, uint32_t count, uint32_t ruleset)
{
	if (!ir->rulesets[ruleset].optional) return false;
	for (uint32_t i = 0; i < count; i++)
		if (chosen[i] == ruleset) return false;
	return true;
}

/* Few rule sets are left out, so they are asked first: what they do not name needs no look at the others. */
static void mark_condition(const nl_ir *ir, uint32_t condition, bool *marks)
{
	const nl_cond *cond = &ir->conds[condition];
	if (cond->position != NL_NONE) marks[cond->position] = true;
	for (uint32_t i = 0; i < cond->child_count; i++)
		mark_condition(ir, ir->cond_children[cond->first_child + i], marks);
}

bool *nl_check_asked(const nl_ir *ir, const uint32_t *rulesets, uint32_t ruleset_count)
{
	bool *asked = nl_alloc(ir->position_count + 1), *left_out = nl_alloc(ir->position_count + 1);
	for (uint32_t i = 0; i < ir->ruleset_count; i++) {
		bool *marks = is_left_out(ir, rulesets, ruleset_count, i) ? left_out : asked;
		for (uint32_t r = 0; r < ir->rulesets[i].rule_count; r++) {
			const nl_rule *rule = &ir->rulesets[i].rules[r];
			mark_condition(ir, rule->condition, marks);
			if (rule->when != NL_NONE) mark_condition(ir, rule->when, marks);
		}
	}
	for (uint32_t i = 0; i < ir->position_count; i++) asked[i] |= !left_out[i];
	free(left_out);
	return asked;
}

void nl_checker_pass_over(nl_checker *checker)
{
	bool *asked = nl_check_asked(checker->ir, checker->rulesets, checker->ruleset_count);
	for (uint32_t i = 0; i < checker->ir->position_count; i++) nl_matcher_look_for(checker->matcher, i, asked[i]);
	free(asked);
}

static bool check_bytes(nl_checker *checker, nl_str name, nl_str bytes, nl_sink *sink, nl_checked *checked)
{
	if (!nl_input_open(&checked->input, name, bytes, &checker->input, sink)) return false;
	checked->source = checked->input.source;
	const nl_language *language = &checker->ir->languages[checker->language].text;
	nl_doc_listener listener = nl_matcher_listener(checker->matcher);
	checked->doc = nl_input_doc(&checked->input, language, nl_matcher_lexicon(checker->matcher), &listener, sink);
	if (!checked->doc) return false;
	checked->match = nl_matcher_run(checker->matcher, checked->doc, sink);
	checked->verdict = checker->plan
		? nl_judge_by(checker->matcher, checked->match, checker->plan)
		: nl_judge(checker->matcher, checked->match, checker->rulesets, checker->ruleset_count);
	return true;
}

bool nl_check_text(nl_checker *checker, nl_str name, nl_str bytes, nl_sink *sink, nl_checked *checked)
{
	*checked = (nl_checked){0};
	return check_bytes(checker, name, bytes, sink, checked);
}

static bool is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

nl_file nl_check_read(const char *path, const nl_input_options *input)
{
	size_t most = nl_input_max_size(input);
	return is_stdin(path) ? nl_file_read_fd(STDIN_FILENO, most) : nl_file_read(path, most);
}

bool nl_check_file(nl_checker *checker, const char *path, nl_file *file, nl_str stdin_name, nl_sink *sink, nl_checked *checked)
{
	*checked = (nl_checked){.file = *file};
	*file = (nl_file){0};
	nl_str name = nl_str_of(path);
	if (is_stdin(path)) name = stdin_name.len ? stdin_name : NL_STR("<stdin>");
	if (!checked->file.ptr) {
		nl_files_tell(sink, is_stdin(path) ? NULL : path, checked->file.error);
		return false;
	}
	return check_bytes(checker, name, (nl_str){checked->file.ptr, checked->file.len}, sink, checked);
}

void nl_checked_release(nl_checked *checked)
{
	nl_verdict_free(checked->verdict);
	if (checked->match) nl_match_free(checked->match);
	nl_doc_free(checked->doc);
	nl_input_release(&checked->input);
	nl_file_release(&checked->file);
	*checked = (nl_checked){0};
}
