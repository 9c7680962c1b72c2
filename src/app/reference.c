/* A position's heading is its name, so that "#privacy" leads to it; the headings of topics, rule sets and axes begin with what
 * they are, so that none is the same as a position's. */
#include "app/reference.h"

#include <string.h>

#include "app/describe.h"
#include "judge/wording.h"

enum { EXAMPLES = 3 }; /* of each kind; `normlint explain NAME` prints all */

/* ---- Markdown --------------------------------------------------------------------------------------------------- */

/* Text of the rules as text of the page: nothing in it is markup. */
static void add_text(nl_buf *out, nl_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c && strchr("\\`*_[]<>|", c)) nl_buf_add_byte(out, '\\');
		nl_buf_add_byte(out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
	}
}

static void add_link(nl_buf *out, nl_str id)
{
	nl_buf_addf(out, "[" NL_FMT "](#" NL_FMT ")", NL_ARG(id), NL_ARG(id));
}

static void add_citations(nl_buf *out, const char *before, const nl_citation *citations, uint32_t count, const char *behind)
{
	nl_arena arena = {0};
	if (count) nl_buf_add_c(out, before);
	for (uint32_t i = 0; i < count; i++) {
		if (i) nl_buf_add_c(out, "; ");
		if (citations[i].url.len) nl_buf_add_byte(out, '[');
		add_text(out, nl_wording_citation(&citations[i], &arena));
		if (citations[i].url.len) nl_buf_addf(out, "](<" NL_FMT ">)", NL_ARG(citations[i].url));
	}
	if (count) nl_buf_add_c(out, behind);
	nl_arena_release(&arena);
}

/* ---- positions -------------------------------------------------------------------------------------------------- */

static void add_topic_row(const nl_ir *ir, nl_str topic, nl_buf *out)
{
	const char *between = "";
	nl_buf_addf(out, "| " NL_FMT " | ", NL_ARG(topic));
	for (uint32_t i = 0; i < ir->position_count; i++) {
		if (!nl_str_eq(ir->positions[i].topic, topic)) continue;
		nl_buf_add_c(out, between);
		add_link(out, ir->positions[i].id);
		between = ", ";
	}
	nl_buf_add_c(out, " |\n");
}

static void add_opposed(const nl_ir *ir, const nl_position *position, nl_buf *out)
{
	for (uint32_t i = 0; i < position->oppose_count; i++) {
		nl_buf_add_c(out, i ? ", " : "- opposes ");
		add_link(out, ir->positions[position->opposes[i]].id);
	}
	if (position->oppose_count) nl_buf_add_byte(out, '\n');
}

static void add_uses(const nl_ir *ir, uint32_t position, nl_buf *out)
{
	bool any = false;
	for (uint32_t s = 0; s < ir->ruleset_count; s++) {
		nl_str id = ir->rulesets[s].id;
		if (!nl_ir_ruleset_names(ir, &ir->rulesets[s], position)) continue;
		nl_buf_addf(out, "%s[" NL_FMT "](#rule-set-" NL_FMT ")", any ? ", " : "- used by ", NL_ARG(id), NL_ARG(id));
		any = true;
	}
	if (any) nl_buf_add_byte(out, '\n');
}

static void add_examples(const nl_position *position, bool accept, nl_buf *out)
{
	uint32_t shown = 0;
	for (uint32_t i = 0; i < position->example_count && shown < EXAMPLES; i++) {
		if (position->examples[i].accept != accept) continue;
		nl_buf_add_c(out, shown++ ? " “" : accept ? "- found in “" : "- not in “");
		add_text(out, position->examples[i].text);
		nl_buf_add_c(out, "”");
	}
	if (shown) nl_buf_add_byte(out, '\n');
}

static void add_position(const nl_ir *ir, uint32_t index, nl_buf *out)
{
	const nl_position *position = &ir->positions[index];
	nl_buf_addf(out, "\n#### " NL_FMT "\n\n**", NL_ARG(position->id));
	add_text(out, position->title);
	nl_buf_add_c(out, ".**");
	if (position->why.len) nl_buf_add_byte(out, ' ');
	add_text(out, position->why);
	nl_buf_add_c(out, "\n\n");
	add_citations(out, "- source ", position->citations, position->citation_count, "\n");
	add_opposed(ir, position, out);
	add_uses(ir, index, out);
	add_examples(position, true, out);
	add_examples(position, false, out);
}

void nl_reference_positions(const nl_ir *ir, const nl_str *topics, uint32_t count, nl_buf *out)
{
	nl_buf_add_c(out, "### Positions by topic\n\n| topic | positions |\n| --- | --- |\n");
	for (uint32_t t = 0; t < count; t++) add_topic_row(ir, topics[t], out);
	for (uint32_t t = 0; t < count; t++) {
		if (topics[t].len) nl_buf_addf(out, "\n### Topic " NL_FMT "\n", NL_ARG(topics[t]));
		else nl_buf_add_c(out, "\n### Without a topic\n");
		for (uint32_t i = 0; i < ir->position_count; i++)
			if (nl_str_eq(ir->positions[i].topic, topics[t])) add_position(ir, i, out);
	}
}

/* ---- rule sets and axes ----------------------------------------------------------------------------------------- */

static void add_condition(const nl_ir *ir, uint32_t condition, nl_buf *out)
{
	nl_buf text = {0};
	if (ir->conds[condition].op == NL_COND_POSITION) add_link(out, ir->positions[ir->conds[condition].position].id);
	else {
		nl_wording_condition(ir, condition, &text);
		add_text(out, nl_buf_str(&text));
	}
	nl_buf_release(&text);
}

static void add_rule_row(const nl_ir *ir, const nl_rule *rule, nl_buf *out)
{
	nl_buf_addf(out, "| " NL_FMT " | ", NL_ARG(rule->id));
	if (rule->when != NL_NONE) {
		nl_buf_add_c(out, "when ");
		add_condition(ir, rule->when, out);
		nl_buf_add_c(out, ": ");
	}
	nl_buf_addf(out, "%s ", nl_rule_kind_name(rule->kind));
	add_condition(ir, rule->condition, out);
	if (rule->at_least != NL_TENTATIVE) nl_buf_addf(out, " at least %s", nl_strength_name(rule->at_least));
	nl_buf_addf(out, " | %g | %s |\n", rule->weight, nl_severity_name(rule->severity));
}

static void add_ruleset(const nl_ir *ir, const nl_ruleset *set, nl_buf *out)
{
	nl_buf_addf(out, "\n#### Rule set " NL_FMT "\n\n**", NL_ARG(set->id));
	add_text(out, set->title);
	nl_buf_add_c(out, ".**");
	if (set->optional) nl_buf_add_c(out, " Optional: judged only when it is named.");
	if (set->extends.len) nl_buf_addf(out, " It extends " NL_FMT ".", NL_ARG(set->extends));
	add_citations(out, " Source: ", set->citations, set->citation_count, ".");
	nl_buf_add_c(out, "\n\n| rule | what it asks | weight | severity |\n| --- | --- | --- | --- |\n");
	for (uint32_t r = 0; r < set->rule_count; r++) add_rule_row(ir, &set->rules[r], out);
}

void nl_reference_rulesets(const nl_ir *ir, nl_buf *out)
{
	if (ir->ruleset_count) nl_buf_add_c(out, "\n### Rule sets\n");
	for (uint32_t s = 0; s < ir->ruleset_count; s++) add_ruleset(ir, &ir->rulesets[s], out);
}

void nl_reference_axes(const nl_ir *ir, nl_buf *out)
{
	if (ir->axis_count) nl_buf_add_c(out, "\n### Axes\n\n| axis | from | to |\n| --- | --- | --- |\n");
	for (uint32_t i = 0; i < ir->axis_count; i++) {
		const nl_axis *axis = &ir->axes[i];
		nl_buf_addf(out, "| " NL_FMT "%s", NL_ARG(axis->id), axis->title.len ? ": " : "");
		add_text(out, axis->title);
		nl_buf_add_c(out, " | ");
		add_link(out, ir->positions[axis->from].id);
		nl_buf_add_c(out, " | ");
		add_link(out, ir->positions[axis->to].id);
		nl_buf_add_c(out, " |\n");
	}
}
