/* normlint explain: what a name or a code means, and with files, why it did or did not match there.
 *
 * One kind of name is a row of `kinds`: how to find it, how to describe it, how to look for it in a text. A name
 * may mean several things (a position and a term may share one); all of them are explained. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/check.h"
#include "app/commands.h"
#include "app/describe.h"
#include "run/files.h"
#include "app/profile.h"
#include "app/output.h"
#include "app/terminal.h"
#include "diag/codes.h"
#include "diag/suggest.h"
#include "judge/wording.h"

enum { PLACES_SHOWN = 20, MISSING_SHOWN = 6, NODE_COLUMNS = 90 };

typedef struct {
	const nl_options *options;
	nl_profiles profiles;
	nl_loaded rules; /* of the profiles */
	nl_sink sink;
	nl_output output;
	nl_buf out;
	nl_draw_style style;
	uint32_t width;
	bool failed;
} explanation;

typedef struct {
	uint32_t (*find)(const nl_ir *ir, nl_str name);
	void (*describe)(const nl_ir *ir, uint32_t index, uint32_t width, nl_buf *out);
	void (*look)(explanation *e, nl_checker *checker, nl_checked *checked, uint32_t index); /* NULL: nothing to look for */
} kind;

/* ---- a position in a text -------------------------------------------------------------------------------------- */

static void draw(explanation *e, const nl_diag *diag)
{
	nl_draw_diag(&e->out, diag, e->style);
}

static void note_strength(nl_sink *found, nl_diag *diag, const nl_doc *doc, const nl_evidence *evidence)
{
	nl_range cue = evidence->strength_cue;
	if (cue.first > cue.last) {
		nl_diag_note(found, diag, "%s: no word makes it weaker or stronger", nl_strength_name(evidence->strength));
		return;
	}
	nl_str words = nl_wording_quote(doc, cue, NODE_COLUMNS, &found->arena);
	nl_place place = nl_wording_place(doc, cue);
	nl_diag_note(found, diag, "%s: by '" NL_FMT "' at %u:%u", nl_strength_name(evidence->strength), NL_ARG(words),
		place.line, place.column);
}

static void show_evidence(explanation *e, const nl_checked *checked, const nl_evidence *evidence, nl_str claim)
{
	static const char *const verbs[] = {
		[NL_AFFIRMED] = "says that",
		[NL_HEDGED] = "says weakly that",
		[NL_OPPOSED] = "opposes that",
		[NL_REPORTED] = "reports that",
	};
	nl_sink found = {0};
	nl_diag *diag = nl_sink_add(&found, NL_NOTE, nl_str_of(nl_stance_name(evidence->stance)),
		nl_at_file(checked->source), "%s " NL_FMT, verbs[evidence->stance], NL_ARG(claim));
	nl_wording_point(&found, diag, checked->doc, evidence);
	nl_str cue = nl_wording_stance(checked->doc, evidence, true, &found.arena);
	if (cue.len) nl_diag_note(&found, diag, "%s: " NL_FMT, nl_stance_name(evidence->stance), NL_ARG(cue));
	note_strength(&found, diag, checked->doc, evidence);
	draw(e, diag);
	nl_sink_release(&found);
}

static void show_miss(explanation *e, nl_checker *checker, nl_checked *checked, uint32_t position, nl_str claim)
{
	nl_sink found = {0};
	nl_miss miss = nl_matcher_miss(checker->matcher, checked->match, position);
	nl_diag *diag = nl_sink_add(&found, NL_NOTE, NL_STR("absent"), nl_at_file(checked->source),
		"nothing says that " NL_FMT, NL_ARG(claim));
	if (miss.sentence == NL_NONE) nl_diag_note(&found, diag, "no word of its patterns is in the text");
	else {
		diag->primary = nl_at(checked->source, nl_wording_origin(checked->doc, miss.found));
		nl_diag_note(&found, diag, "this comes closest; %.0f %% of the pattern is met", miss.share * 100);
		for (uint32_t i = 0; i < miss.missing_count && i < MISSING_SHOWN && !miss.apart; i++) {
			nl_str node = nl_wording_node(e->rules.ir, miss.missing[i], NODE_COLUMNS, &found.arena);
			nl_diag_note(&found, diag, "no word there for " NL_FMT, NL_ARG(node));
		}
		if (miss.apart || miss.missing_count == 0) {
			nl_str why = nl_wording_missing(e->rules.ir, &miss, &found.arena);
			nl_diag_note(&found, diag, NL_FMT, NL_ARG(why));
		}
	}
	draw(e, diag);
	nl_sink_release(&found);
}

static void look_for_position(explanation *e, nl_checker *checker, nl_checked *checked, uint32_t position)
{
	nl_arena arena = {0};
	nl_str claim = nl_wording_claim(e->rules.ir, position, &arena);
	const nl_position_match *found = &checked->match->positions[position];
	for (uint32_t i = 0; i < found->count; i++) show_evidence(e, checked, &found->evidence[i], claim);
	if (found->count == 0) show_miss(e, checker, checked, position, claim);
	nl_arena_release(&arena);
}

/* ---- other things in a text ------------------------------------------------------------------------------------ */

static const char *credit_text(const nl_rule_result *result)
{
	if (!result->applies) return "does not apply";
	return result->credit >= 1 ? "met" : result->credit > 0 ? "met in part" : "not met";
}

static void look_for_ruleset(explanation *e, nl_checker *checker, nl_checked *checked, uint32_t ruleset)
{
	nl_verdict *verdict = nl_judge(checker->matcher, checked->match, &ruleset, 1);
	const nl_score *score = &verdict->scores[0];
	nl_buf_addf(&e->out, NL_FMT ": %.1f on '" NL_FMT "'\n", NL_ARG(nl_source_name(checked->source)), score->score,
		NL_ARG(score->ruleset->id));
	for (uint32_t i = 0; i < score->ruleset->rule_count; i++) {
		nl_buf_addf(&e->out, "  %-14s  ", credit_text(&score->rules[i]));
		nl_describe_rule(e->rules.ir, score->rules[i].rule, &e->out);
		nl_buf_add_byte(&e->out, '\n');
	}
	nl_verdict_free(verdict);
}

static void look_for_axis(explanation *e, nl_checker *checker, nl_checked *checked, uint32_t axis)
{
	(void)checker;
	const nl_axis_place *place = &checked->verdict->axes[axis];
	const nl_ir *ir = e->rules.ir;
	nl_buf_addf(&e->out, NL_FMT ": %+.2f (%+.2f to %+.2f): " NL_FMT " in %u place%s, " NL_FMT " in %u\n",
		NL_ARG(nl_source_name(checked->source)), place->value, place->low, place->high,
		NL_ARG(ir->positions[place->axis->from].id), place->from_count, place->from_count == 1 ? "" : "s",
		NL_ARG(ir->positions[place->axis->to].id), place->to_count);
}

static void look_for_term(explanation *e, nl_checker *checker, nl_checked *checked, uint32_t node)
{
	uint32_t count;
	const nl_range *spans = nl_matcher_spans(checker->matcher, checked->match, node, &count);
	nl_str name = e->rules.ir->nodes[node].term;
	for (uint32_t i = 0; i < count && i < PLACES_SHOWN; i++) {
		nl_diag diag = {.severity = NL_NOTE,
			.message = NL_STR("the term matches here"),
			.primary = nl_at(checked->source, nl_wording_origin(checked->doc, spans[i]))};
		draw(e, &diag);
	}
	if (count == 0 || count > PLACES_SHOWN)
		nl_buf_addf(&e->out, NL_FMT ": @" NL_FMT " matches in %u places\n", NL_ARG(nl_source_name(checked->source)),
			NL_ARG(name), count);
}

/* ---- names ----------------------------------------------------------------------------------------------------- */

static const kind kinds[] = {
	{nl_ir_position, nl_describe_position, look_for_position},
	{nl_ir_ruleset, nl_describe_ruleset, look_for_ruleset},
	{nl_ir_axis, nl_describe_axis, look_for_axis},
	{nl_find_term, nl_describe_term, look_for_term},
	{nl_ir_language_of, nl_describe_language, NULL},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

typedef struct {
	NL_VEC(nl_str) at;
} names;

/* Every name that could have been meant, positions first: ties in "did you mean" go to the first. */
static void all_names(const nl_ir *ir, names *known)
{
	for (uint32_t i = 0; i < ir->position_count; i++) *nl_vec_push(&known->at) = ir->positions[i].id;
	for (uint32_t i = 0; i < ir->ruleset_count; i++) *nl_vec_push(&known->at) = ir->rulesets[i].id;
	for (uint32_t i = 0; i < ir->axis_count; i++) *nl_vec_push(&known->at) = ir->axes[i].id;
	for (uint32_t i = 0; i < ir->language_count; i++) *nl_vec_push(&known->at) = ir->languages[i].text.id;
	for (uint32_t i = 0; i < ir->node_count; i++)
		if (ir->nodes[i].term.len) *nl_vec_push(&known->at) = ir->nodes[i].term;
	for (uint32_t i = 0; nl_code_at(i); i++) *nl_vec_push(&known->at) = nl_code_at(i)->code;
}

/* A finding's code as it is printed, "freedom-online/privacy", is the way in for most readers: what stands behind
 * the slash may be a position, or the name of a rule in the rule set. */
static nl_str plain_name(nl_str name)
{
	size_t slash = nl_str_find(name, NL_STR("/"));
	if (slash != SIZE_MAX) name = nl_str_slice(name, slash + 1, name.len);
	return nl_str_starts(name, NL_STR("@")) ? nl_str_slice(name, 1, name.len) : name;
}

static void tell_unknown(explanation *e, nl_str name)
{
	names known = {0};
	all_names(e->rules.ir, &known);
	nl_diag *diag = nl_sink_add(&e->sink, NL_ERROR, (nl_str){0}, (nl_label){0},
		"'" NL_FMT "' is no position, rule set, axis, term, language or code", NL_ARG(name));
	const nl_str *nearest = nl_suggest(plain_name(name), known.at.at, known.at.len);
	if (nearest) nl_diag_help(&e->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*nearest));
	else nl_diag_help(&e->sink, diag, "'normlint rules' lists all names");
	nl_vec_release(&known.at);
	e->failed = true;
}

/* "freedom-online/rights-and-law": a rule of a rule set; it may have a name of its own. */
static bool describe_rule(explanation *e, nl_str name)
{
	size_t slash = nl_str_find(name, NL_STR("/"));
	if (slash == SIZE_MAX) return false;
	uint32_t set = nl_ir_ruleset(e->rules.ir, nl_str_slice(name, 0, slash));
	for (uint32_t i = 0; set != NL_NONE && i < e->rules.ir->rulesets[set].rule_count; i++) {
		const nl_rule *rule = &e->rules.ir->rulesets[set].rules[i];
		if (!nl_str_eq(rule->id, nl_str_slice(name, slash + 1, name.len))) continue;
		nl_buf_addf(&e->out, "rule set '" NL_FMT "': ", NL_ARG(e->rules.ir->rulesets[set].id));
		nl_describe_rule(e->rules.ir, rule, &e->out);
		nl_buf_add_byte(&e->out, '\n');
		return true;
	}
	return false;
}

/* "contradiction/privacy" or "contradiction/privacy-vs-surveillance": what it is, and the positions. */
static bool describe_contradiction(explanation *e, nl_str name)
{
	if (!nl_str_starts(name, NL_STR("contradiction/"))) return false;
	nl_str both = plain_name(name);
	size_t versus = nl_str_find(both, NL_STR("-vs-"));
	uint32_t a = nl_ir_position(e->rules.ir, nl_str_slice(both, 0, versus)), b = NL_NONE;
	if (versus != SIZE_MAX) b = nl_ir_position(e->rules.ir, nl_str_slice(both, versus + 4, both.len));
	if (a == NL_NONE || (versus != SIZE_MAX && b == NL_NONE)) return false;
	nl_buf_add_c(&e->out,
		"A contradiction: the text affirms a position and also denies it, or affirms two that oppose each other.\n"
		"It is told whatever the rule sets ask for. Reword one of the two places, or say which of them holds "
		"when.\n\n");
	nl_describe_position(e->rules.ir, a, e->width, &e->out);
	if (b == NL_NONE) return true;
	nl_buf_add_byte(&e->out, '\n');
	nl_describe_position(e->rules.ir, b, e->width, &e->out);
	return true;
}

static bool describe_code(explanation *e, nl_str name)
{
	const nl_code_entry *code = nl_code_find(name);
	if (code)
		nl_buf_addf(&e->out, NL_FMT ": " NL_FMT "\n\n" NL_FMT, NL_ARG(code->code), NL_ARG(code->title), NL_ARG(code->text));
	return code != NULL;
}

static bool describe_name(explanation *e, nl_str name, uint32_t index[KINDS])
{
	for (size_t i = 0; i < KINDS; i++) index[i] = NL_NONE;
	if (describe_contradiction(e, name)) return true;
	bool found = describe_rule(e, name);
	nl_str plain = plain_name(name);
	for (size_t i = 0; i < KINDS; i++) {
		index[i] = kinds[i].find(e->rules.ir, plain);
		if (index[i] == NL_NONE) continue;
		if (e->out.len) nl_buf_add_byte(&e->out, '\n');
		kinds[i].describe(e->rules.ir, index[i], e->width, &e->out);
		found = true;
	}
	return found;
}

/* ---- files ----------------------------------------------------------------------------------------------------- */

static void look_in_file(explanation *e, nl_checker *checker, const char *path, const uint32_t index[KINDS])
{
	nl_checked checked;
	nl_file file = nl_check_read(path, &e->options->input);
	if (!nl_check_file(checker, path, &file, e->options->stdin_name, &e->sink, &checked)) e->failed = true;
	else {
		nl_buf_add_byte(&e->out, '\n');
		for (size_t i = 0; i < KINDS; i++)
			if (index[i] != NL_NONE && kinds[i].look) kinds[i].look(e, checker, &checked, index[i]);
	}
	nl_output_write(&e->output, &e->out);
	nl_tell(&e->sink, e->options);
	nl_checked_release(&checked);
}

static void look_in_files(explanation *e, const uint32_t index[KINDS])
{
	const nl_options *o = e->options;
	nl_options_check_stdin(o, &e->sink);
	if (e->sink.errors) e->failed = true;
	uint32_t language = nl_find_language(e->rules.ir, o->language, &e->sink);
	nl_files files = {0};
	for (uint32_t i = 1; i < o->operands.len; i++)
		nl_files_add(&files, o->operands.at[i], nl_format_known_name, "texts", &e->sink);
	if (files.failed || language == NL_NONE) e->failed = true;
	nl_tell(&e->sink, o);
	if (language != NL_NONE) {
		nl_checker checker;
		nl_checker_init(&checker, e->rules.ir, language, &o->input, NULL, 0);
		for (uint32_t i = 0; i < files.paths.len && e->output.error == 0; i++)
			look_in_file(e, &checker, files.paths.at[i], index);
		nl_checker_release(&checker);
	}
	nl_files_release(&files);
}

/* ---- the run --------------------------------------------------------------------------------------------------- */

/* As `check` has them for the first text; without one, as it has them here. */
static bool load_rules(explanation *e)
{
	const char *path = e->options->operands.len > 1 ? e->options->operands.at[1] : NULL;
	const nl_loaded *rules = nl_profiles_rules(&e->profiles, path, &e->sink);
	if (rules) e->rules = *rules;
	return rules != NULL;
}

/* A code is explained even when the rules are broken: that is when it is asked for. */
static void explain(explanation *e, nl_str name)
{
	const nl_options *o = e->options;
	uint32_t index[KINDS];
	if (describe_code(e, name)) {
		if (o->operands.len > 1) {
			nl_sink_add(&e->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "a code cannot be looked for in texts");
			e->failed = true;
		}
	} else if (!load_rules(e)) e->failed = true;
	else if (!describe_name(e, name, index)) tell_unknown(e, name);
	else look_in_files(e, index);
}

static int run_explain(const nl_options *options)
{
	explanation e = {.options = options,
		.style = nl_terminal_style(options->colour, options->output_file ? -1 : STDOUT_FILENO)};
	nl_profiles_init(&e.profiles, options, options->no_builtin ? NL_LOAD_NO_BUILTIN : 0u);
	e.width = e.style.width ? e.style.width : NL_DESCRIBE_WIDTH;
	if (options->operands.len == 0) {
		nl_diag *diag = nl_sink_add(&e.sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "nothing to explain");
		nl_diag_help(&e.sink, diag, "name a position, a rule set, an axis, a term or a code; 'normlint rules' lists them");
		e.failed = true;
	} else if (nl_output_open(&e.output, options->output_file, &e.sink)) {
		explain(&e, nl_str_of(options->operands.at[0]));
		nl_output_write(&e.output, &e.out);
		if (!nl_output_close(&e.output, &e.sink)) e.failed = true;
	} else e.failed = true;
	nl_tell(&e.sink, options);
	nl_profiles_release(&e.profiles);
	nl_buf_release(&e.out);
	return e.failed ? NL_EXIT_TROUBLE : NL_EXIT_CLEAN;
}

const nl_command nl_command_explain = {
	.name = "explain",
	.bit = NL_COMMAND_EXPLAIN,
	.operands = "NAME [PATH...]",
	.first = NL_VALUE_NAME,
	.further = NL_VALUE_TEXT,
	.summary = "what a name or code means, and why it matched or not",
	.about =
		"NAME is a position, a rule set, an axis, a term, a language, the code of an error (E0107), or the code of a\n"
		"finding (freedom-online/privacy). With texts it tells where the position was found in them and how it was\n"
		"read, or which part of its pattern was missing where the text came closest.",
	.examples = "  normlint explain existing-law-applies             what it means, sources, examples\n"
				"  normlint explain existing-law-applies draft.md    why it was found there, or not\n"
				"  normlint explain E0107                            what an error in a rule file means\n",
	.run = run_explain,
};
