#include "report/rule_help.h"

#include "judge/wording.h"
#include "report/markdown_text.h"
#include "report/path.h"

enum { EXAMPLES = 3 }; /* of each kind */

static bool asks_for(const nl_ir *ir, const nl_rule *rule, uint32_t position)
{
	return nl_ir_cond_names(ir, rule->condition, position);
}

/* ---- in one sentence ------------------------------------------------------------------------------------------- */

static const char *verb_of(nl_rule_kind kind)
{
	switch (kind) {
	case NL_REQUIRE: return "Must";
	case NL_RECOMMEND: return "Should";
	case NL_DISCOURAGE: return "Should not";
	case NL_FORBID: break;
	}
	return "Must not";
}

void nl_rule_title(nl_buf *out, const nl_ir *ir, const nl_rule *rule)
{
	const nl_cond *cond = &ir->conds[rule->condition];
	nl_arena arena = {0};
	nl_buf condition = {0};
	nl_buf_addf(out, "%s ", verb_of(rule->kind));
	if (cond->op == NL_COND_POSITION) {
		nl_buf_add_c(out, "say that ");
		nl_draw_clean(out, nl_wording_claim(ir, cond->position, &arena));
	} else {
		nl_wording_condition(ir, rule->condition, &condition);
		nl_buf_addf(out, "meet the condition '" NL_FMT "'", NL_ARG(nl_buf_str(&condition)));
	}
	if (rule->at_least != NL_TENTATIVE) nl_buf_addf(out, ", at least as %s", nl_wording_strength(rule->at_least));
	if (rule->when != NL_NONE) {
		nl_buf_clear(&condition);
		nl_wording_condition(ir, rule->when, &condition);
		nl_buf_addf(out, ", when '" NL_FMT "' holds", NL_ARG(nl_buf_str(&condition)));
	}
	nl_buf_release(&condition);
	nl_arena_release(&arena);
}

/* ---- a page ---------------------------------------------------------------------------------------------------- */

typedef struct {
	nl_buf *out;
	const nl_ir *ir;
	bool markdown;
} page;

static void add_text(const page *to, nl_str text)
{
	if (to->markdown) nl_markdown_add(to->out, text);
	else nl_draw_clean(to->out, text);
}

static void begin_part(const page *to, const char *heading)
{
	nl_buf_addf(to->out, to->markdown ? "\n\n**%s**" : "\n\n%s", heading);
}

static void begin_item(const page *to)
{
	nl_buf_add_c(to->out, "\n- ");
}

static void add_citation(const page *to, const nl_citation *citation)
{
	nl_arena arena = {0};
	nl_buf url = {0};
	bool linked = nl_report_web_address(&url, citation->url);
	begin_item(to);
	if (linked && to->markdown) nl_buf_add_byte(to->out, '[');
	add_text(to, nl_wording_citation(citation, &arena));
	if (linked) nl_buf_addf(to->out, to->markdown ? "](<" NL_FMT ">)" : " " NL_FMT, NL_ARG(nl_buf_str(&url)));
	nl_buf_release(&url);
	nl_arena_release(&arena);
}

static void add_why(const page *to, const nl_rule *rule)
{
	bool any = false;
	for (uint32_t i = 0; i < to->ir->position_count; i++) {
		const nl_position *p = &to->ir->positions[i];
		if (!asks_for(to->ir, rule, i)) continue;
		if (!any) begin_part(to, "Positions");
		any = true;
		begin_item(to);
		add_text(to, p->id);
		nl_buf_add_c(to->out, ": ");
		add_text(to, p->title);
		if (p->why.len) nl_buf_add_c(to->out, ". ");
		add_text(to, p->why);
	}
}

static void add_advice(const page *to, const nl_rule *rule)
{
	if (rule->help.len == 0 && rule->instead.len == 0) return;
	begin_part(to, "What helps");
	if (rule->help.len) {
		begin_item(to);
		add_text(to, rule->help);
	}
	if (rule->instead.len) {
		begin_item(to);
		nl_buf_add_c(to->out, "use \"");
		add_text(to, rule->instead);
		nl_buf_add_byte(to->out, '"');
	}
}

static void add_sources(const page *to, const nl_ruleset *set, const nl_rule *rule)
{
	begin_part(to, "Sources");
	begin_item(to);
	nl_buf_add_c(to->out, "rule set ");
	add_text(to, set->id);
	if (set->title.len) nl_buf_add_c(to->out, ": ");
	add_text(to, set->title);
	for (uint32_t i = 0; i < to->ir->position_count; i++) {
		const nl_position *p = &to->ir->positions[i];
		for (uint32_t c = 0; asks_for(to->ir, rule, i) && c < p->citation_count; c++)
			add_citation(to, &p->citations[c]);
	}
	for (uint32_t c = 0; c < set->citation_count; c++) add_citation(to, &set->citations[c]);
}

static void add_examples(const page *to, const nl_rule *rule, bool accept)
{
	uint32_t shown = 0;
	for (uint32_t i = 0; i < to->ir->position_count; i++) {
		const nl_position *p = &to->ir->positions[i];
		if (!asks_for(to->ir, rule, i)) continue;
		for (uint32_t e = 0; e < p->example_count && shown < EXAMPLES; e++) {
			if (p->examples[e].accept != accept) continue;
			if (shown++ == 0) begin_part(to, accept ? "Says it" : "Does not say it");
			begin_item(to);
			add_text(to, p->examples[e].text);
		}
	}
}

void nl_rule_help(nl_buf *out, const nl_ir *ir, const nl_ruleset *set, const nl_rule *rule, bool markdown)
{
	page to = {out, ir, markdown};
	nl_buf title = {0};
	nl_rule_title(&title, ir, rule);
	add_text(&to, nl_buf_str(&title));
	nl_buf_addf(out, " (weight %g).", rule->weight);
	add_why(&to, rule);
	add_advice(&to, rule);
	add_sources(&to, set, rule);
	add_examples(&to, rule, true);
	add_examples(&to, rule, false);
	nl_buf_release(&title);
}

void nl_rule_summary(nl_buf *out, const nl_ir *ir, const nl_rule *rule)
{
	nl_rule_title(out, ir, rule);
	nl_buf_add_byte(out, '.');
	for (uint32_t i = 0; i < ir->position_count; i++) {
		if (!asks_for(ir, rule, i) || ir->positions[i].why.len == 0) continue;
		nl_buf_add_byte(out, ' ');
		nl_draw_clean(out, ir->positions[i].why);
	}
}

static bool first_address(nl_buf *out, const nl_citation *citations, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (nl_report_web_address(out, citations[i].url)) return true;
	return false;
}

bool nl_rule_address(nl_buf *out, const nl_ir *ir, const nl_ruleset *set, const nl_rule *rule)
{
	for (uint32_t i = 0; i < ir->position_count; i++) {
		const nl_position *p = &ir->positions[i];
		if (asks_for(ir, rule, i) && first_address(out, p->citations, p->citation_count)) return true;
	}
	return first_address(out, set->citations, set->citation_count);
}
