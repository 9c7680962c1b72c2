/* A page is rows of a label and a text behind it; long texts go on under their beginning.
 *
 *   existing-law-applies: Existing international law applies in cyberspace
 *
 *     topic     international-law
 *     why       The consensus of 2013. A text without it reopens the question
 *               whether new law is needed. */
#include "app/describe.h"

#include "diag/draw.h"
#include "judge/wording.h"

enum { LABEL_COLUMNS = 12, LEAST_COLUMNS = 30 };

/* ---- rows ------------------------------------------------------------------------------------------------------ */

/* Adds the words of `text`, going on in a new line at `indent` where `width` is reached. The first word stands
 * where the line is. */
static void add_wrapped(nl_buf *out, nl_str text, uint32_t indent, uint32_t width)
{
	uint32_t room = width > indent + LEAST_COLUMNS ? width - indent : LEAST_COLUMNS, used = 0;
	for (size_t at = 0; at < text.len;) {
		nl_str rest = nl_str_trim(nl_str_slice(text, at, text.len));
		if (rest.len == 0) return;
		size_t start = (size_t)(rest.ptr - text.ptr), end = start;
		while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\n' && text.ptr[end] != '\t') end++;
		nl_str word = nl_str_slice(text, start, end);
		uint32_t columns = nl_draw_columns(word);
		if (used > 0 && used + 1 + columns > room) {
			nl_buf_addf(out, "\n%*s", (int)indent, "");
			used = 0;
		} else if (used > 0) {
			nl_buf_add_byte(out, ' ');
			used++;
		}
		nl_draw_clean(out, word);
		used += columns;
		at = end;
	}
}

static void add_row(nl_buf *out, const char *label, nl_str text, uint32_t width)
{
	nl_buf_addf(out, "  %-*s", LABEL_COLUMNS - 2, label);
	add_wrapped(out, text, LABEL_COLUMNS, width);
	nl_buf_add_byte(out, '\n');
}

/* Nothing when the text is empty. */
static void add_some(nl_buf *out, const char *label, nl_str text, uint32_t width)
{
	if (text.len) add_row(out, label, text, width);
}

static void add_title(nl_buf *out, nl_str id, nl_str title)
{
	nl_buf_addf(out, NL_FMT, NL_ARG(id));
	if (title.len) {
		nl_buf_add_c(out, ": ");
		nl_draw_clean(out, title);
	}
	nl_buf_add_c(out, "\n\n");
}

static void add_citations(nl_buf *out, const nl_citation *citations, uint32_t count, uint32_t width)
{
	nl_arena arena = {0};
	nl_buf all = {0};
	for (uint32_t i = 0; i < count; i++) {
		nl_str one = nl_wording_citation(&citations[i], &arena);
		nl_buf_addf(&all, "%s" NL_FMT, i ? "; " : "", NL_ARG(one));
		if (citations[i].url.len) nl_buf_addf(&all, " " NL_FMT, NL_ARG(citations[i].url));
	}
	add_some(out, "source", nl_buf_str(&all), width);
	nl_buf_release(&all);
	nl_arena_release(&arena);
}

static void add_origin(nl_buf *out, const nl_ir *ir, nl_origin origin, uint32_t width)
{
	nl_label at = nl_ir_at(ir, origin);
	if (!at.source) return;
	nl_buf place = {0};
	nl_buf_addf(&place, NL_FMT ":%u", NL_ARG(nl_source_name(at.source)), nl_source_place(at.source, at.span.start).line);
	add_row(out, "defined", nl_buf_str(&place), width);
	nl_buf_release(&place);
}

/* A pattern; the alternatives of its outermost `|` each on a line of their own. */
static void add_pattern(nl_buf *out, const nl_ir *ir, uint32_t node, const char *label, uint32_t width)
{
	const nl_node *n = &ir->nodes[node];
	bool is_list = n->op == NL_NODE_OR;
	nl_buf text = {0};
	for (uint32_t i = 0; i < (is_list ? n->child_count : 1); i++) {
		nl_buf_clear(&text);
		nl_ir_node_text(ir, is_list ? ir->children[n->first_child + i] : node, &text);
		add_row(out, i == 0 ? label : "        |", nl_buf_str(&text), width);
	}
	nl_buf_release(&text);
}

/* ---- rules ----------------------------------------------------------------------------------------------------- */

void nl_describe_rule(const nl_ir *ir, const nl_rule *rule, nl_buf *out)
{
	if (rule->when != NL_NONE) {
		nl_buf_add_c(out, "when ");
		nl_wording_condition(ir, rule->when, out);
		nl_buf_add_c(out, ": ");
	}
	nl_buf_addf(out, "%s ", nl_rule_kind_name(rule->kind));
	nl_wording_condition(ir, rule->condition, out);
	if (rule->at_least != NL_TENTATIVE) nl_buf_addf(out, " at least %s", nl_strength_name(rule->at_least));
	nl_buf_addf(out, ", weight %g, %s", rule->weight, nl_severity_name(rule->severity));
}

/* The rules that name a position, a row each: "freedom-online: require privacy, weight 3, error". */
static void add_uses(nl_buf *out, const nl_ir *ir, uint32_t position, uint32_t width)
{
	const char *label = "used by";
	nl_buf text = {0};
	for (uint32_t s = 0; s < ir->ruleset_count; s++) {
		for (uint32_t r = 0; r < ir->rulesets[s].rule_count; r++) {
			const nl_rule *rule = &ir->rulesets[s].rules[r];
			if (!nl_ir_rule_names(ir, rule, position)) continue;
			nl_buf_clear(&text);
			nl_buf_addf(&text, NL_FMT ": ", NL_ARG(ir->rulesets[s].id));
			nl_describe_rule(ir, rule, &text);
			add_row(out, label, nl_buf_str(&text), width);
			label = "";
		}
	}
	nl_buf_release(&text);
}

/* ---- pages ----------------------------------------------------------------------------------------------------- */

static void add_ids(nl_buf *out, const nl_ir *ir, const char *label, const uint32_t *positions, uint32_t count, uint32_t width)
{
	nl_buf ids = {0};
	for (uint32_t i = 0; i < count; i++)
		nl_buf_addf(&ids, "%s" NL_FMT, i ? ", " : "", NL_ARG(ir->positions[positions[i]].id));
	add_some(out, label, nl_buf_str(&ids), width);
	nl_buf_release(&ids);
}

static void add_ignored_cues(nl_buf *out, uint32_t ignores, uint32_t width)
{
	nl_buf kinds = {0};
	for (uint32_t kind = NL_CUE_NEGATION; kind <= NL_CUE_STRENGTH; kind++)
		if (ignores & 1u << kind)
			nl_buf_addf(&kinds, "%s%s", kinds.len ? ", " : "", nl_cue_kind_name((nl_cue_kind)kind));
	add_some(out, "ignores", nl_buf_str(&kinds), width);
	nl_buf_release(&kinds);
}

static void add_examples(nl_buf *out, const nl_position *position, bool accept, uint32_t width)
{
	nl_buf text = {0};
	for (uint32_t i = 0; i < position->example_count; i++) {
		if (position->examples[i].accept != accept) continue;
		nl_buf_clear(&text);
		nl_buf_addf(&text, "\"" NL_FMT "\"", NL_ARG(position->examples[i].text));
		add_row(out, accept ? "accept" : "reject", nl_buf_str(&text), width);
	}
	nl_buf_release(&text);
}

void nl_describe_position(const nl_ir *ir, uint32_t position, uint32_t width, nl_buf *out)
{
	const nl_position *p = &ir->positions[position];
	add_title(out, p->id, p->title);
	add_some(out, "topic", p->topic, width);
	add_citations(out, p->citations, p->citation_count, width);
	add_some(out, "why", p->why, width);
	add_ids(out, ir, "opposes", p->opposes, p->oppose_count, width);
	add_ignored_cues(out, p->ignores, width);
	add_uses(out, ir, position, width);
	add_origin(out, ir, p->origin, width);
	if (p->root != NL_NONE) {
		nl_buf_add_byte(out, '\n');
		add_pattern(out, ir, p->root, "matches", width);
	}
	if (p->example_count) nl_buf_add_byte(out, '\n');
	add_examples(out, p, true, width);
	add_examples(out, p, false, width);
}

void nl_describe_ruleset(const nl_ir *ir, uint32_t ruleset, uint32_t width, nl_buf *out)
{
	const nl_ruleset *set = &ir->rulesets[ruleset];
	add_title(out, set->id, set->title);
	add_citations(out, set->citations, set->citation_count, width);
	add_some(out, "extends", set->extends, width);
	if (set->optional) add_row(out, "optional", NL_STR("judged only when it is named"), width);
	add_origin(out, ir, set->origin, width);
	nl_buf_add_byte(out, '\n');
	nl_buf text = {0};
	for (uint32_t i = 0; i < set->rule_count; i++) {
		nl_buf_clear(&text);
		nl_describe_rule(ir, &set->rules[i], &text);
		nl_buf_add_c(out, "  ");
		add_wrapped(out, nl_buf_str(&text), 4, width);
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_release(&text);
}

static void add_end(nl_buf *out, const nl_ir *ir, const char *label, uint32_t position, uint32_t width)
{
	nl_buf text = {0};
	nl_buf_addf(&text, NL_FMT ": " NL_FMT, NL_ARG(ir->positions[position].id), NL_ARG(ir->positions[position].title));
	add_row(out, label, nl_buf_str(&text), width);
	nl_buf_release(&text);
}

void nl_describe_axis(const nl_ir *ir, uint32_t axis, uint32_t width, nl_buf *out)
{
	const nl_axis *a = &ir->axes[axis];
	add_title(out, a->id, a->title);
	add_end(out, ir, "below 0", a->from, width);
	add_end(out, ir, "above 0", a->to, width);
	add_row(out, "value",
		NL_STR("log((p + 0.5) / (n + 0.5)), where n and p count the affirmed evidence of the two ends; "
			   "with a 95 % interval, which is wide when there is little evidence"),
		width);
	add_origin(out, ir, a->origin, width);
}

void nl_describe_term(const nl_ir *ir, uint32_t node, uint32_t width, nl_buf *out)
{
	nl_buf_addf(out, "@" NL_FMT ": a term, which patterns use by this name\n\n", NL_ARG(ir->nodes[node].term));
	add_pattern(out, ir, node, "means", width);
}

static uint32_t count_cues(const nl_ir_language *language, nl_cue_kind kind)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < language->cue_count; i++) count += language->cues[i].kind == kind;
	return count;
}

void nl_describe_language(const nl_ir *ir, uint32_t language, uint32_t width, nl_buf *out)
{
	const nl_ir_language *l = &ir->languages[language];
	add_title(out, l->text.id, l->title);
	add_row(out, "stemmer", l->text.stemmer, width);
	nl_buf cues = {0};
	for (uint32_t kind = NL_CUE_NEGATION; kind <= NL_CUE_STRENGTH; kind++)
		nl_buf_addf(&cues, "%s%u of %s", kind ? ", " : "", count_cues(l, (nl_cue_kind)kind),
			nl_cue_kind_name((nl_cue_kind)kind));
	add_row(out, "cues", nl_buf_str(&cues), width);
	nl_buf_release(&cues);
	add_origin(out, ir, l->origin, width);
}

uint32_t nl_find_term(const nl_ir *ir, nl_str name)
{
	for (uint32_t i = 0; i < ir->node_count && name.len; i++)
		if (nl_str_eq(ir->nodes[i].term, name)) return i;
	return NL_NONE;
}
