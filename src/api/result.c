/* What was found, in the structs of normlint.h. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "api/checker.h"
#include "api/guard.h"
#include "base/version.h"
#include "judge/wording.h"
#include "report/report.h"

static_assert((int)NORMLINT_NOTE == (int)NL_NOTE && (int)NORMLINT_WARNING == (int)NL_WARNING &&
		(int)NORMLINT_ERROR == (int)NL_ERROR,
	"severities are numbered alike");
static_assert((int)NORMLINT_ABSENT == (int)NL_ABSENT && (int)NORMLINT_REPORTED == (int)NL_REPORTED &&
		(int)NORMLINT_OPPOSED == (int)NL_OPPOSED && (int)NORMLINT_HEDGED == (int)NL_HEDGED &&
		(int)NORMLINT_AFFIRMED == (int)NL_AFFIRMED,
	"so are stances");
static_assert((int)NORMLINT_TENTATIVE == (int)NL_TENTATIVE && (int)NORMLINT_RECOMMENDED == (int)NL_RECOMMENDED &&
		(int)NORMLINT_DECLARED == (int)NL_DECLARED && (int)NORMLINT_BINDING == (int)NL_BINDING,
	"and strengths");

/* ---- words ----------------------------------------------------------------------------------------------------- */

const char *normlint_version(void)
{
	return NL_VERSION;
}

const char *normlint_status_text(normlint_status status)
{
	switch (status) {
	case NORMLINT_OK: return "no error";
	case NORMLINT_BAD_RULES: return "something is wrong with the rules";
	case NORMLINT_BAD_TEXT: return "the text cannot be read";
	case NORMLINT_BAD_ARGUMENT: return "an argument is wrong, or a call is out of order";
	case NORMLINT_NO_MEMORY: return "out of memory";
	}
	return "unknown status";
}

const char *normlint_severity_name(normlint_severity severity)
{
	return severity <= NORMLINT_ERROR ? nl_severity_name((nl_severity)severity) : "";
}

const char *normlint_stance_name(normlint_stance stance)
{
	return stance <= NORMLINT_AFFIRMED ? nl_stance_name((nl_stance)stance) : "";
}

const char *normlint_strength_name(normlint_strength strength)
{
	return strength <= NORMLINT_BINDING ? nl_strength_name((nl_strength)strength) : "";
}

void normlint_free(void *memory)
{
	free(memory);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

/* After memory ran out in its engine a result holds nothing. */
static const nl_verdict *verdict_of(const normlint_result *result)
{
	static const nl_verdict nothing;
	return result->engine->spoiled ? &nothing : result->checked.verdict;
}

size_t normlint_result_finding_count(const normlint_result *result)
{
	return verdict_of(result)->finding_count;
}

size_t normlint_result_position_count(const normlint_result *result)
{
	return result->engine->spoiled ? 0 : result->checked.match->ir->position_count;
}

size_t normlint_result_score_count(const normlint_result *result)
{
	return verdict_of(result)->score_count;
}

size_t normlint_result_axis_count(const normlint_result *result)
{
	return verdict_of(result)->axis_count;
}

uint64_t normlint_result_word_count(const normlint_result *result)
{
	return result->engine->spoiled ? 0 : result->checked.doc->token_count;
}

const char *normlint_result_format(const normlint_result *result)
{
	return result->engine->spoiled ? "" : nl_format_name(result->checked.doc->format);
}

/* ---- findings -------------------------------------------------------------------------------------------------- */

static normlint_place place_at(const normlint_result *result, uint32_t offset)
{
	nl_place place = nl_source_place(result->checked.source, offset);
	uint64_t in_file = place.offset == NL_NO_OFFSET ? NORMLINT_NO_OFFSET : place.offset;
	return (normlint_place){place.line, place.column, in_file, place.page};
}

static normlint_place no_place(void)
{
	return (normlint_place){.offset = NORMLINT_NO_OFFSET};
}

normlint_status normlint_result_finding(const normlint_result *result, size_t i, normlint_finding *finding)
{
	memset(finding, 0, sizeof *finding);
	if (i >= normlint_result_finding_count(result)) return NORMLINT_BAD_ARGUMENT;
	const nl_finding *from = &verdict_of(result)->findings[i];
	bool has_place = from->sentence != NL_NONE;
	finding->severity = (normlint_severity)from->diag.severity;
	finding->ruleset = nl_api_string(from->ruleset);
	finding->rule = nl_api_string(from->rule);
	finding->message = nl_api_string(from->diag.message);
	finding->instead = nl_api_string(from->replacement);
	finding->start = has_place ? place_at(result, from->span.start) : no_place();
	finding->end = has_place ? place_at(result, from->span.end) : no_place();
	finding->fingerprint = from->fingerprint;
	finding->suppressed = from->suppression != NULL;
	finding->reason = nl_api_string(from->suppression ? from->suppression->reason : (nl_str){0});
	finding->note_count = from->diag.notes.len;
	finding->help_count = from->diag.helps.len;
	return NORMLINT_OK;
}

static normlint_string one_of(const nl_strs *list, size_t i)
{
	return nl_api_string(i < list->len ? list->at[i] : (nl_str){0});
}

normlint_string normlint_result_note(const normlint_result *result, size_t finding, size_t i)
{
	if (finding >= normlint_result_finding_count(result)) return (normlint_string){"", 0};
	return one_of(&verdict_of(result)->findings[finding].diag.notes, i);
}

normlint_string normlint_result_help(const normlint_result *result, size_t finding, size_t i)
{
	if (finding >= normlint_result_finding_count(result)) return (normlint_string){"", 0};
	return one_of(&verdict_of(result)->findings[finding].diag.helps, i);
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

normlint_status normlint_result_position(const normlint_result *result, size_t i, normlint_position *position)
{
	memset(position, 0, sizeof *position);
	if (i >= normlint_result_position_count(result)) return NORMLINT_BAD_ARGUMENT;
	const nl_match *match = result->checked.match;
	const nl_position_match *found = &match->positions[i];
	position->id = nl_api_string(match->ir->positions[i].id);
	position->title = nl_api_string(match->ir->positions[i].title);
	position->topic = nl_api_string(match->ir->positions[i].topic);
	position->stance = (normlint_stance)found->stance;
	position->strength = (normlint_strength)found->strength;
	position->evidence_count = found->count;
	position->looked_for = !found->passed_over;
	return NORMLINT_OK;
}

typedef struct {
	normlint_result *result;
	const nl_evidence *from;
	normlint_evidence *to;
} evidence_call;

static normlint_status fill_evidence(void *context)
{
	evidence_call *call = context;
	normlint_result *result = call->result;
	const nl_doc *doc = result->checked.doc;
	nl_span span = nl_wording_origin(doc, call->from->range);
	call->to->start = place_at(result, span.start);
	call->to->end = place_at(result, span.end);
	call->to->text = nl_api_string(nl_wording_quote(doc, call->from->range, UINT32_MAX, &result->arena));
	uint32_t block = doc->sentences[call->from->sentence].block;
	call->to->section = nl_api_string(nl_doc_section_path(doc, block, &result->arena));
	call->to->stance = (normlint_stance)call->from->stance;
	call->to->strength = (normlint_strength)call->from->strength;
	return NORMLINT_OK;
}

/* Of what a call for a result came to: when memory ran out, its engine is left alone from then on. */
static normlint_status settle(normlint_result *result, normlint_status status)
{
	if (status == NORMLINT_NO_MEMORY) result->engine->spoiled = true;
	return status;
}

normlint_status normlint_result_evidence(normlint_result *result, size_t position, size_t i, normlint_evidence *evidence)
{
	memset(evidence, 0, sizeof *evidence);
	if (position >= normlint_result_position_count(result)) return NORMLINT_BAD_ARGUMENT;
	const nl_position_match *found = &result->checked.match->positions[position];
	if (i >= found->count) return NORMLINT_BAD_ARGUMENT;
	evidence_call call = {result, &found->evidence[i], evidence};
	return settle(result, nl_api_guarded(fill_evidence, &call));
}

/* ---- scores ---------------------------------------------------------------------------------------------------- */

normlint_status normlint_result_score(const normlint_result *result, size_t i, normlint_score *score)
{
	memset(score, 0, sizeof *score);
	if (i >= normlint_result_score_count(result)) return NORMLINT_BAD_ARGUMENT;
	const nl_score *from = &verdict_of(result)->scores[i];
	score->ruleset = nl_api_string(from->ruleset->id);
	score->title = nl_api_string(from->ruleset->title);
	score->score = from->score;
	score->errors = from->errors;
	score->warnings = from->warnings;
	score->notes = from->notes;
	score->rule_count = from->ruleset->rule_count;
	return NORMLINT_OK;
}

normlint_status normlint_result_rule(const normlint_result *result, size_t score, size_t i, normlint_rule *rule)
{
	memset(rule, 0, sizeof *rule);
	if (score >= normlint_result_score_count(result)) return NORMLINT_BAD_ARGUMENT;
	const nl_score *of = &verdict_of(result)->scores[score];
	if (i >= of->ruleset->rule_count) return NORMLINT_BAD_ARGUMENT;
	rule->id = nl_api_string(of->rules[i].rule->id);
	rule->weight = of->rules[i].rule->weight;
	rule->credit = of->rules[i].credit;
	rule->applies = of->rules[i].applies;
	return NORMLINT_OK;
}

normlint_status normlint_result_axis(const normlint_result *result, size_t i, normlint_axis *axis)
{
	memset(axis, 0, sizeof *axis);
	if (i >= normlint_result_axis_count(result)) return NORMLINT_BAD_ARGUMENT;
	const nl_axis_place *from = &verdict_of(result)->axes[i];
	axis->id = nl_api_string(from->axis->id);
	axis->value = from->value;
	axis->low = from->low;
	axis->high = from->high;
	return NORMLINT_OK;
}

/* ---- reports --------------------------------------------------------------------------------------------------- */

typedef struct {
	normlint_result *result;
	const nl_report *report;
	nl_buf out;
} report_call;

/* The names that reports want to know beforehand, in `arena`. */
static nl_report_options options_of(const normlint_result *result, nl_arena *arena)
{
	const nl_api_engine *engine = result->engine;
	const nl_ir *ir = engine->checker.ir;
	nl_report_ruleset *rulesets = nl_arena_array(arena, nl_report_ruleset, engine->ruleset_count + 1);
	nl_str *positions = nl_arena_array(arena, nl_str, ir->position_count + 1);
	nl_report_options options = {.style = {.show_source = true}, .texts = 1, .rulesets = rulesets, .positions = positions};
	for (uint32_t i = 0; i < engine->ruleset_count; i++)
		rulesets[options.ruleset_count++] = (nl_report_ruleset){ir, &ir->rulesets[engine->rulesets[i]]};
	for (uint32_t i = 0; i < ir->position_count; i++)
		if (!result->checked.match->positions[i].passed_over) positions[options.position_count++] = ir->positions[i].id;
	return options;
}

/* What the document says, which a report may have to sum up before. */
static void add_document(report_call *call, const nl_report_options *options, nl_totals *totals)
{
	nl_buf part = {0};
	nl_report_taken taken = {.bytes = call->out.len};
	const nl_verdict *verdict = call->result->checked.verdict;
	call->report->document(&part, options, verdict);
	nl_report_fit(call->report, &taken, &part);
	totals->left_out = taken.left_out;
	if (call->report->overview) call->report->overview(&call->out, options, totals);
	nl_buf_add(&call->out, nl_buf_str(&part));
	nl_buf_release(&part);
}

static normlint_status write_report(void *context)
{
	report_call *call = context;
	nl_arena arena = {0};
	nl_totals totals = {.documents = 1};
	nl_report_options options = options_of(call->result, &arena);
	nl_totals_count(&totals, call->result->checked.verdict);
	if (call->report->open) options.state = call->report->open();
	call->report->begin(&call->out, &options);
	add_document(call, &options, &totals);
	call->report->end(&call->out, &options, &totals);
	if (call->report->close) call->report->close(options.state);
	nl_buf_add_byte(&call->out, '\0');
	nl_arena_release(&arena);
	return NORMLINT_OK;
}

normlint_status normlint_result_report(normlint_result *result, const char *format, char **report, size_t *length)
{
	report_call call = {.result = result, .report = nl_report_find(nl_str_of(format))};
	*report = NULL;
	if (length) *length = 0;
	if (!call.report || call.report->rows || result->engine->spoiled) return NORMLINT_BAD_ARGUMENT;
	normlint_status status = settle(result, nl_api_guarded(write_report, &call));
	if (status != NORMLINT_OK) return status;
	*report = call.out.ptr;
	if (length) *length = call.out.len - 1;
	return NORMLINT_OK;
}
