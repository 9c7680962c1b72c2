/* normlint test: the examples of the rules are their tests.
 *
 * An accept example passes when its position is found in it, affirmed or hedged; a reject example passes when it is not
 * (opposed and reported evidence is what some reject examples are there for). An alternative of a pattern is exercised
 * when an accept example has a match of it inside its evidence; one that only shuts out, behind "but not" or "unless",
 * when any example matches it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/check.h"
#include "app/commands.h"
#include "app/config.h"
#include "run/load.h"
#include "app/output.h"
#include "app/terminal.h"
#include "app/twins.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "judge/wording.h"

enum { QUOTE_COLUMNS = 70, NODE_COLUMNS = 90 };

typedef struct {
	const nl_options *options;
	nl_configs *configs;
	nl_loaded rules;
	bool configured;                      /* the rules are those of the configuration, since none are named */
	nl_checker *checkers;                 /* one for each language; without a matcher until it is needed */
	bool *exercised, *shuts_out, *topics; /* by node */
	bool *tested;                         /* by position */
	nl_twins twins;
	nl_sink sink; /* the results */
	nl_buf out;
	uint32_t positions, examples, failures, bare_alternatives;
} tests;

/* ---- where a word of an example stands in its rule file -------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Bytes of white space, backslash, line end and white space at `at`, which read as one space; 0 when it is not that. */
static size_t continuation(nl_str raw, size_t at)
{
	size_t end = at;
	while (end < raw.len && is_space(raw.ptr[end])) end++;
	if (end + 1 >= raw.len || raw.ptr[end] != '\\' || !is_space(raw.ptr[end + 1])) return 0;
	for (end++; end < raw.len && is_space(raw.ptr[end]);) end++;
	return end - at;
}

/* The offset in the file of the example's byte `wanted`, by reading the quoted string again along with what it became;
 * SIZE_MAX when the two do not agree. */
static size_t offset_in_file(const nl_ir *ir, const nl_example *example, size_t wanted)
{
	nl_str raw = nl_ir_words(ir, example->origin);
	size_t at = nl_str_starts(raw, NL_STR("\"")) ? 1 : 0;
	for (size_t i = 0; i < wanted; i++) {
		size_t folded = continuation(raw, at);
		if (folded) {
			at += folded;
			continue;
		}
		if (at < raw.len && raw.ptr[at] == '\\') at++;
		if (at >= raw.len || raw.ptr[at++] != example->text.ptr[i]) return SIZE_MAX;
	}
	return example->origin.span.start + at;
}

/* The words of an evidence as a place in the rule file; the whole example when they cannot be told. */
static nl_span span_in_file(const nl_ir *ir, const nl_example *example, nl_span in_text)
{
	size_t start = offset_in_file(ir, example, in_text.start), end = offset_in_file(ir, example, in_text.end);
	if (start == SIZE_MAX || end == SIZE_MAX) return example->origin.span;
	return (nl_span){(uint32_t)start, (uint32_t)end};
}

static void point(tests *t, nl_diag *diag, const nl_example *example, const nl_doc *doc, const nl_evidence *evidence)
{
	const nl_ir *ir = t->rules.ir;
	nl_diag in_text = {0};
	nl_wording_point(&t->sink, &in_text, doc, evidence);
	diag->primary.span = span_in_file(ir, example, in_text.primary.span);
	for (uint32_t i = 0; i < in_text.parts.len; i++)
		nl_diag_part(&t->sink, diag, span_in_file(ir, example, in_text.parts.at[i].span));
}

/* ---- failures -------------------------------------------------------------------------------------------------- */

static nl_diag *begin_failure(tests *t, uint32_t position, const nl_example *example, const char *what)
{
	const nl_ir *ir = t->rules.ir;
	t->failures++;
	return nl_sink_add(&t->sink, NL_ERROR, (nl_str){0}, nl_ir_at(ir, example->origin),
		"an example that '" NL_FMT "' %s", NL_ARG(ir->positions[position].id), what);
}

static void tell_not_found(tests *t, nl_checker *checker, nl_checked *checked, uint32_t position, const nl_example *example)
{
	nl_arena *arena = &t->sink.arena;
	nl_diag *diag = begin_failure(t, position, example, "accepts is not found");
	nl_miss miss = nl_matcher_miss(checker->matcher, checked->match, position);
	if (miss.sentence == NL_NONE) {
		nl_diag_note(&t->sink, diag, "no word of its patterns is in the example");
		return;
	}
	nl_str quote = nl_wording_quote(checked->doc, miss.found, QUOTE_COLUMNS, arena);
	nl_str why = nl_wording_missing(t->rules.ir, &miss, arena);
	diag->primary.span = span_in_file(t->rules.ir, example, nl_wording_origin(checked->doc, miss.found));
	nl_diag_note(&t->sink, diag, "closest is \"" NL_FMT "\" (" NL_FMT ")", NL_ARG(quote), NL_ARG(why));
}

static const nl_evidence *first_with(const nl_position_match *found, nl_stance stance)
{
	for (uint32_t i = 0; i < found->count; i++)
		if (found->evidence[i].stance == stance) return &found->evidence[i];
	return NULL;
}

static void tell_other_stance(tests *t, nl_checked *checked, uint32_t position, const nl_example *example)
{
	const nl_position_match *found = &checked->match->positions[position];
	const nl_evidence *evidence = first_with(found, found->stance);
	bool opposed = found->stance == NL_OPPOSED;
	nl_diag *diag = begin_failure(t, position, example,
		opposed ? "accepts is found, but opposed" : "accepts is found, but only as the words of others");
	point(t, diag, example, checked->doc, evidence);
	nl_str cue = nl_wording_stance(checked->doc, evidence, false, &t->sink.arena);
	if (cue.len) nl_diag_note(&t->sink, diag, NL_FMT, NL_ARG(cue));
	const char *kind = opposed ? "negation" : "reporting";
	nl_diag_help(&t->sink, diag, "if these words belong to the position, write 'ignores %s' in it", kind);
}

static bool covers(nl_range range, nl_range inner)
{
	return range.first <= inner.first && inner.last <= range.last;
}

static bool node_inside(nl_checker *checker, nl_checked *checked, uint32_t node, nl_range range)
{
	uint32_t count;
	const nl_range *spans = nl_matcher_spans(checker->matcher, checked->match, node, &count);
	for (uint32_t i = 0; i < count; i++)
		if (covers(range, spans[i])) return true;
	return false;
}

static void tell_found(tests *t, nl_checker *checker, nl_checked *checked, uint32_t position, const nl_example *example)
{
	const nl_position *p = &t->rules.ir->positions[position];
	const nl_position_match *found = &checked->match->positions[position];
	const nl_evidence *evidence = first_with(found, found->stance);
	nl_diag *diag = begin_failure(t, position, example,
		found->stance == NL_HEDGED ? "rejects is found, if hedged" : "rejects is found");
	point(t, diag, example, checked->doc, evidence);
	for (uint32_t i = 0; i < p->alternative_count; i++) {
		uint32_t node = p->alternatives[i];
		if (t->shuts_out[node] || !node_inside(checker, checked, node, evidence->range)) continue;
		nl_str text = nl_wording_node(t->rules.ir, node, NODE_COLUMNS, &t->sink.arena);
		nl_diag_note(&t->sink, diag, "matched by " NL_FMT, NL_ARG(text));
		return;
	}
}

/* ---- examples -------------------------------------------------------------------------------------------------- */

static void note_exercised(tests *t, nl_checker *checker, nl_checked *checked, uint32_t position, bool accepted)
{
	const nl_position *p = &t->rules.ir->positions[position];
	const nl_position_match *found = &checked->match->positions[position];
	for (uint32_t i = 0; i < p->alternative_count; i++) {
		uint32_t node = p->alternatives[i], count;
		if (t->shuts_out[node] || (t->topics[node] && accepted)) {
			nl_matcher_spans(checker->matcher, checked->match, node, &count);
			t->exercised[node] |= count > 0;
		}
		for (uint32_t e = 0; e < found->count && accepted && !t->exercised[node]; e++)
			t->exercised[node] = node_inside(checker, checked, node, found->evidence[e].range);
	}
}

static nl_checker *checker_for(tests *t, uint32_t language)
{
	nl_checker *checker = &t->checkers[language];
	if (!checker->matcher)
		nl_checker_init(checker, t->rules.ir, language, &(nl_input_options){.format = NL_FORMAT_MARKDOWN}, NULL, 0);
	return checker;
}

static void run_example(tests *t, uint32_t position, const nl_example *example)
{
	nl_checker *checker = checker_for(t, t->rules.ir->positions[position].language);
	nl_checked checked;
	nl_sink trouble = {0};
	t->examples++;
	if (!nl_check_text(checker, NL_STR("example"), example->text, &trouble, &checked)) {
		begin_failure(t, position, example, "gives cannot be read as a text");
	} else {
		nl_stance stance = checked.match->positions[position].stance;
		bool found = stance == NL_AFFIRMED || stance == NL_HEDGED;
		nl_twins_note(&t->twins, checked.match);
		note_exercised(t, checker, &checked, position, example->accept && found);
		if (!example->accept && found) tell_found(t, checker, &checked, position, example);
		else if (example->accept && stance == NL_ABSENT) tell_not_found(t, checker, &checked, position, example);
		else if (example->accept && !found) tell_other_stance(t, &checked, position, example);
	}
	nl_sink_release(&trouble);
	nl_checked_release(&checked);
}

/* ---- alternatives ---------------------------------------------------------------------------------------------- */

/* Marks what can only keep the position from matching, and what says what evidence is about, which need not lie inside it.
 * Terms are not entered: alternatives of a position never lie inside. */
static void mark_roles(tests *t, uint32_t node, bool shuts_out, bool topic)
{
	const nl_node *n = &t->rules.ir->nodes[node];
	if (shuts_out) t->shuts_out[node] = true;
	if (topic) t->topics[node] = true;
	if (n->term.len) return;
	for (uint32_t i = 0; i < n->child_count; i++) {
		bool keeps_out = i == 1 && (n->op == NL_NODE_BUT_NOT || n->op == NL_NODE_UNLESS);
		bool about = i == 1 && n->op == NL_NODE_ABOUT;
		mark_roles(t, t->rules.ir->children[n->first_child + i], shuts_out || keeps_out, topic || about);
	}
}

static void tell_bare_alternatives(tests *t, uint32_t position)
{
	const nl_position *p = &t->rules.ir->positions[position];
	if (p->example_count == 0) return; /* told as a whole by the lint */
	for (uint32_t i = 0; i < p->alternative_count; i++) {
		const nl_node *node = &t->rules.ir->nodes[p->alternatives[i]];
		if (t->exercised[p->alternatives[i]]) continue;
		t->bare_alternatives++;
		nl_diag *diag = nl_sink_add(&t->sink, t->options->coverage ? NL_ERROR : NL_WARNING, (nl_str){0},
			nl_ir_at(t->rules.ir, node->origin), "no example of '" NL_FMT "' exercises this alternative", NL_ARG(p->id));
		nl_diag_help(&t->sink, diag,
			t->shuts_out[p->alternatives[i]] ? "add a reject example that this alternative keeps out"
											 : "add an accept example that only this alternative finds");
	}
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

static void tell_twins(tests *t)
{
	const nl_ir *ir = t->rules.ir;
	for (uint32_t p = 0; p < ir->position_count; p++) {
		uint32_t first = t->tested[p] ? nl_twins_first(&t->twins, p, t->tested) : NL_NONE;
		if (first == NL_NONE) continue;
		nl_diag *diag = nl_sink_add(&t->sink, NL_WARNING, NL_CODE_NAME(W0616), nl_ir_at(ir, ir->positions[p].origin),
			"'" NL_FMT "' and '" NL_FMT "' are found in the same words of every example",
			NL_ARG(ir->positions[first].id), NL_ARG(ir->positions[p].id));
		nl_label other = nl_ir_at(ir, ir->positions[first].origin);
		other.text = NL_STR("the other position");
		nl_diag_related(&t->sink, diag, other);
		nl_diag_help(&t->sink, diag, "add an example of one that is none of the other, or make them one position");
	}
}

/* ---- the run --------------------------------------------------------------------------------------------------- */

/* With rules of the user, only what they hold is tested. */
static bool is_tested(const tests *t, const nl_source *source)
{
	return (t->options->operands.len == 0 && !t->configured) || !nl_is_builtin(source);
}

static void test_position(tests *t, uint32_t position)
{
	const nl_position *p = &t->rules.ir->positions[position];
	uint32_t failures = t->failures;
	/* Terms are nodes that positions share, so what was learnt of the last position says nothing about this one. */
	memset(t->exercised, 0, t->rules.ir->node_count * sizeof *t->exercised);
	memset(t->shuts_out, 0, t->rules.ir->node_count * sizeof *t->shuts_out);
	memset(t->topics, 0, t->rules.ir->node_count * sizeof *t->topics);
	if (p->root != NL_NONE) mark_roles(t, p->root, false, false);
	for (uint32_t i = 0; i < p->example_count; i++) run_example(t, position, &p->examples[i]);
	tell_bare_alternatives(t, position);
	t->positions++;
	t->tested[position] = true;
	if (t->options->verbose)
		nl_buf_addf(&t->out, NL_FMT ": %u examples, %u failed\n", NL_ARG(p->id), p->example_count, t->failures - failures);
}

static void test_all(tests *t)
{
	const nl_ir *ir = t->rules.ir;
	t->checkers = nl_alloc((ir->language_count + 1) * sizeof *t->checkers);
	t->exercised = nl_alloc((ir->node_count + 1) * sizeof(bool));
	t->shuts_out = nl_alloc((ir->node_count + 1) * sizeof(bool));
	t->topics = nl_alloc((ir->node_count + 1) * sizeof(bool));
	t->tested = nl_alloc((ir->position_count + 1) * sizeof(bool));
	nl_twins_init(&t->twins, ir);
	for (uint32_t p = 0; p < ir->position_count; p++)
		if (is_tested(t, nl_ir_at(ir, ir->positions[p].origin).source)) test_position(t, p);
	tell_twins(t);
	for (uint32_t i = 0; i < ir->language_count; i++)
		if (t->checkers[i].matcher) nl_checker_release(&t->checkers[i]);
	free(t->checkers);
	free(t->exercised);
	free(t->shuts_out);
	free(t->topics);
	free(t->tested);
	nl_twins_release(&t->twins);
}

static void add_results(tests *t)
{
	const nl_options *o = t->options;
	nl_draw_style style = nl_terminal_style(o->colour, o->output_file ? -1 : STDOUT_FILENO);
	nl_sink_sort(&t->sink);
	for (uint32_t i = 0; i < t->sink.list.len; i++) {
		const nl_diag *diag = &t->sink.list.at[i];
		if ((o->quiet && diag->severity != NL_ERROR) || !is_tested(t, diag->primary.source)) continue;
		if (t->out.len) nl_buf_add_byte(&t->out, '\n');
		nl_draw_diag(&t->out, diag, style);
	}
}

static void add_summary(tests *t)
{
	if (t->options->quiet) return;
	if (t->out.len) nl_buf_add_byte(&t->out, '\n');
	nl_buf_addf(&t->out, "%u position%s, %u example%s: %u passed, %u failed", t->positions,
		t->positions == 1 ? "" : "s", t->examples, t->examples == 1 ? "" : "s", t->examples - t->failures, t->failures);
	if (t->bare_alternatives)
		nl_buf_addf(&t->out, "; %u alternative%s without an example", t->bare_alternatives,
			t->bare_alternatives == 1 ? "" : "s");
	nl_buf_add_c(&t->out, "\n");
}

/* Without a rule file named, the rules of the configuration that holds here. */
static bool load(tests *t)
{
	const nl_options *o = t->options;
	nl_str rest;
	unsigned flags = NL_LOAD_LINT | (o->no_builtin ? NL_LOAD_NO_BUILTIN : 0u);
	if (o->config && o->no_config) {
		nl_sink_add(&t->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "--config and --no-config are given together");
		return false;
	}
	if (o->operands.len) return nl_load(&t->rules, o->operands.at, o->operands.len, flags, &t->sink);
	const nl_directory *here = nl_directory_of(nl_configs_directories(t->configs), NL_STR(".normlint"), &rest);
	const nl_config *config = nl_configs_for(t->configs, here, &t->sink);
	const nl_load_plan plan = {.flags = flags, .configs = config->rule_files, .config_count = config->rule_file_count};
	t->configured = plan.config_count > 0;
	return !config->failed && nl_load_by(&t->rules, &plan, &t->sink);
}

static int test_rules(tests *t, nl_sink *trouble)
{
	const nl_options *o = t->options;
	if (!load(t)) {
		nl_tell(&t->sink, o);
		return NL_EXIT_TROUBLE;
	}
	nl_output output;
	if (!nl_output_open(&output, o->output_file, trouble)) return NL_EXIT_TROUBLE;
	test_all(t);
	add_results(t);
	add_summary(t);
	nl_output_write(&output, &t->out);
	if (!nl_output_close(&output, trouble)) return NL_EXIT_TROUBLE;
	if (t->positions == 0) {
		nl_sink_add(trouble, NL_ERROR, (nl_str){0}, (nl_label){0}, "there are no positions to test");
		return NL_EXIT_TROUBLE;
	}
	bool failed = t->failures || (o->coverage && t->bare_alternatives);
	return failed ? NL_EXIT_FINDINGS : NL_EXIT_CLEAN;
}

static int run_test(const nl_options *options)
{
	tests t = {.options = options, .configs = nl_configs_new(options->config, options->no_config)};
	nl_sink trouble = {0};
	int status = test_rules(&t, &trouble);
	nl_tell(&trouble, options);
	nl_sink_release(&t.sink);
	nl_loaded_release(&t.rules);
	nl_configs_free(t.configs);
	nl_buf_release(&t.out);
	return status;
}

const nl_command nl_command_test = {
	.name = "test",
	.bit = NL_COMMAND_TEST,
	.operands = "[RULES...]",
	.first = NL_VALUE_RULE_FILE,
	.further = NL_VALUE_RULE_FILE,
	.summary = "try the rules on their own examples",
	.about =
		"Compiles the rules, warns of what cannot do what it seems to, and runs every accept and reject example.\n"
		"RULES are .norm files or directories; without any, the rules that the configuration brings here are tested,\n"
		"or the built-in ones when it brings none.\n"
		"An accept example must be found affirmed or hedged; a reject example must not be.\n"
		"Ends with 0 when all pass, 1 when one fails, 2 when the rules have errors.",
	.examples = "  normlint test our.norm               the positions of one file\n"
				"  normlint test --coverage rules/      every alternative needs an example\n"
				"  normlint test                        those of .normlint, else the built-in rules\n",
	.run = run_test,
};
