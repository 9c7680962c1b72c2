/* Finding parts of the compiled rules by name, and showing them. */
#include "ir/ir.h"

#include <assert.h>

#include "base/map.h"
#include "diag/draw.h"

/* ---- places ------------------------------------------------------------------------------------------------------- */

nl_label nl_ir_at(const nl_ir *ir, nl_origin origin)
{
	return origin.source < ir->source_count ? nl_at(ir->sources[origin.source], origin.span) : (nl_label){0};
}

nl_str nl_ir_words(const nl_ir *ir, nl_origin origin)
{
	if (origin.source >= ir->source_count) return NL_STR("");
	return nl_str_slice(nl_source_text(ir->sources[origin.source]), origin.span.start, origin.span.end);
}

/* ---- nodes -------------------------------------------------------------------------------------------------------- */

uint32_t nl_ir_wanted(const nl_node *node)
{
	switch (node->op) {
	case NL_NODE_PHRASE:
	case NL_NODE_REGEX: return 0;
	case NL_NODE_OR:
	case NL_NODE_THEN:
	case NL_NODE_NEAR:
	case NL_NODE_AND:
	case NL_NODE_ABOUT: return node->child_count;
	case NL_NODE_BUT_NOT:
	case NL_NODE_UNLESS:
	case NL_NODE_IN:
	case NL_NODE_NOT_IN: return 1;
	}
	return 0;
}

/* ---- by name ------------------------------------------------------------------------------------------------------ */

/* Binary search: `id_at` gives the id of the element with an index. */
static uint32_t find(const nl_ir *ir, uint32_t count, nl_str (*id_at)(const nl_ir *ir, uint32_t i), nl_str id)
{
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = nl_str_cmp(id_at(ir, middle), id);
		if (order == 0) return middle;
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return NL_NONE;
}

static nl_str position_id(const nl_ir *ir, uint32_t i)
{
	return ir->positions[i].id;
}

static nl_str ruleset_id(const nl_ir *ir, uint32_t i)
{
	return ir->rulesets[i].id;
}

static nl_str axis_id(const nl_ir *ir, uint32_t i)
{
	return ir->axes[i].id;
}

static nl_str language_id(const nl_ir *ir, uint32_t i)
{
	return ir->languages[i].text.id;
}

uint32_t nl_ir_position(const nl_ir *ir, nl_str id)
{
	return find(ir, ir->position_count, position_id, id);
}

uint32_t nl_ir_ruleset(const nl_ir *ir, nl_str id)
{
	return find(ir, ir->ruleset_count, ruleset_id, id);
}

uint32_t nl_ir_axis(const nl_ir *ir, nl_str id)
{
	return find(ir, ir->axis_count, axis_id, id);
}

uint32_t nl_ir_language_of(const nl_ir *ir, nl_str id)
{
	return find(ir, ir->language_count, language_id, id);
}

bool nl_ir_cond_names(const nl_ir *ir, uint32_t condition, uint32_t position)
{
	const nl_cond *cond = &ir->conds[condition];
	if (cond->op == NL_COND_POSITION || cond->op == NL_COND_COUNT) return cond->position == position;
	for (uint32_t i = 0; i < cond->child_count; i++)
		if (nl_ir_cond_names(ir, ir->cond_children[cond->first_child + i], position)) return true;
	return false;
}

bool nl_ir_rule_names(const nl_ir *ir, const nl_rule *rule, uint32_t position)
{
	bool in_when = rule->when != NL_NONE && nl_ir_cond_names(ir, rule->when, position);
	return in_when || nl_ir_cond_names(ir, rule->condition, position);
}

bool nl_ir_ruleset_names(const nl_ir *ir, const nl_ruleset *ruleset, uint32_t position)
{
	for (uint32_t i = 0; i < ruleset->rule_count; i++)
		if (nl_ir_rule_names(ir, &ruleset->rules[i], position)) return true;
	return false;
}

/* ---- words for kinds ---------------------------------------------------------------------------------------------- */

const char *nl_strength_name(nl_strength strength)
{
	static const char *const names[] = {
		[NL_TENTATIVE] = "tentative",
		[NL_RECOMMENDED] = "recommended",
		[NL_DECLARED] = "declared",
		[NL_BINDING] = "binding",
	};
	assert((size_t)strength < sizeof names / sizeof *names);
	return names[strength];
}

const char *nl_rule_kind_name(nl_rule_kind kind)
{
	static const char *const names[] = {
		[NL_REQUIRE] = "require",
		[NL_RECOMMEND] = "recommend",
		[NL_DISCOURAGE] = "discourage",
		[NL_FORBID] = "forbid",
	};
	assert((size_t)kind < sizeof names / sizeof *names);
	return names[kind];
}

const char *nl_cue_kind_name(nl_cue_kind kind)
{
	static const char *const names[] = {
		[NL_CUE_NEGATION] = "negation",
		[NL_CUE_HEDGE] = "hedge",
		[NL_CUE_REPORTING] = "reporting",
		[NL_CUE_STRENGTH] = "strength",
	};
	assert((size_t)kind < sizeof names / sizeof *names);
	return names[kind];
}

static const char *reach_name(nl_cue_reach reach)
{
	static const char *const names[] = {
		[NL_CUE_BEFORE] = "before",
		[NL_CUE_AFTER] = "after",
		[NL_CUE_AROUND] = "around",
		[NL_CUE_PSEUDO] = "pseudo",
	};
	return names[reach];
}

static const char *op_name(nl_node_op op)
{
	static const char *const names[] = {
		[NL_NODE_PHRASE] = "phrase",
		[NL_NODE_REGEX] = "regex",
		[NL_NODE_OR] = "or",
		[NL_NODE_THEN] = "then",
		[NL_NODE_NEAR] = "near",
		[NL_NODE_AND] = "and",
		[NL_NODE_BUT_NOT] = "but-not",
		[NL_NODE_UNLESS] = "unless",
		[NL_NODE_ABOUT] = "about",
		[NL_NODE_IN] = "in",
		[NL_NODE_NOT_IN] = "not-in",
	};
	return names[op];
}

/* ---- a node in the rule file's words ------------------------------------------------------------------------------- */

/* Several `matches` of a position are alternatives that stand nowhere together; their node's origin is the position's
 * name. They are shown as if they were written in one pattern. */
static bool is_written_whole(const nl_ir *ir, const nl_node *node)
{
	if (node->op != NL_NODE_OR) return true;
	const nl_node *first = &ir->nodes[ir->children[node->first_child]];
	return first->origin.source == node->origin.source && first->origin.span.start >= node->origin.span.start &&
		first->origin.span.end <= node->origin.span.end;
}

void nl_ir_node_text(const nl_ir *ir, uint32_t node, nl_buf *out)
{
	const nl_node *n = &ir->nodes[node];
	if (n->term.len) nl_buf_addf(out, "@" NL_FMT, NL_ARG(n->term));
	else if (is_written_whole(ir, n)) nl_draw_clean(out, nl_ir_words(ir, n->origin));
	else {
		for (uint32_t i = 0; i < n->child_count; i++) {
			if (i) nl_buf_add_c(out, " | ");
			nl_ir_node_text(ir, ir->children[n->first_child + i], out);
		}
	}
}

/* ---- the dump ----------------------------------------------------------------------------------------------------- */

static void dump_program(const nl_ir *ir, uint32_t leaf, nl_buf *out)
{
	const nl_leaf *l = &ir->leaves[leaf];
	const nl_vocab *vocab = ir->languages[l->language].vocab;
	for (uint32_t i = l->start;; i++) {
		const nl_inst *inst = &ir->insts[i];
		switch (inst->op) {
		case NL_INST_WORD:
			nl_buf_addf(out, " %u:" NL_FMT, i - l->start, NL_ARG(nl_vocab_symbol_text(vocab, inst->a)));
			break;
		case NL_INST_ANY: nl_buf_addf(out, " %u:_", i - l->start); break;
		case NL_INST_SPLIT:
			nl_buf_addf(out, " %u:split(%u,%u)", i - l->start, inst->a - l->start, inst->b - l->start);
			break;
		case NL_INST_JUMP: nl_buf_addf(out, " %u:jump(%u)", i - l->start, inst->a - l->start); break;
		case NL_INST_ACCEPT: nl_buf_addf(out, " %u:accept\n", i - l->start); return;
		}
	}
}

static void dump_blocks(uint32_t blocks, nl_buf *out)
{
	for (uint32_t kind = 0; kind <= NL_BLOCK_CODE; kind++) {
		if (blocks & 1u << kind) nl_buf_addf(out, " %s", nl_block_kind_name((nl_block_kind)kind));
	}
}

static void dump_node(const nl_ir *ir, uint32_t node, nl_buf *out)
{
	const nl_node *n = &ir->nodes[node];
	nl_buf_addf(out, "node %u %s", node, op_name(n->op));
	if (n->op == NL_NODE_PHRASE || n->op == NL_NODE_REGEX) nl_buf_addf(out, " leaf %u", n->leaf);
	for (uint32_t i = 0; i < n->child_count; i++) nl_buf_addf(out, " %u", ir->children[n->first_child + i]);
	if ((n->op == NL_NODE_THEN || n->op == NL_NODE_NEAR) && n->gap != UINT32_MAX) nl_buf_addf(out, " gap %u", n->gap);
	if (n->unit != NL_UNIT_SENTENCE) nl_buf_addf(out, " unit %s", nl_unit_name(n->unit));
	dump_blocks(n->blocks, out);
	if (n->term.len) nl_buf_addf(out, " term " NL_FMT, NL_ARG(n->term));
	nl_buf_add_c(out, "  ");
	nl_draw_clean(out, nl_ir_words(ir, n->origin));
	nl_buf_add_byte(out, '\n');
}

static void dump_language(const nl_ir *ir, const nl_ir_language *language, nl_buf *out)
{
	nl_buf_addf(out, "language " NL_FMT " stemmer " NL_FMT ", %u symbols, stop gaps %#x\n", NL_ARG(language->text.id),
		NL_ARG(language->text.stemmer), nl_vocab_symbols(language->vocab), language->stop_gaps);
	for (uint32_t i = 0; i < language->cue_count; i++) {
		const nl_cue *cue = &language->cues[i];
		const char *kind = cue->kind == NL_CUE_STRENGTH ? nl_strength_name(cue->strength) : nl_cue_kind_name(cue->kind);
		nl_buf_addf(out, "  %s %s", kind, reach_name(cue->reach));
		dump_program(ir, cue->leaf, out);
	}
	for (uint32_t i = 0; i < language->stop_count; i++) {
		nl_buf_add_c(out, "  stop");
		dump_program(ir, language->stops[i], out);
	}
}

static void dump_position(const nl_ir *ir, const nl_position *position, nl_buf *out)
{
	nl_buf_addf(out, "position " NL_FMT, NL_ARG(position->id));
	if (position->root != NL_NONE) nl_buf_addf(out, " root %u", position->root);
	for (uint32_t kind = 0; kind <= NL_CUE_STRENGTH; kind++) {
		if (position->ignores & 1u << kind) nl_buf_addf(out, " ignores %s", nl_cue_kind_name((nl_cue_kind)kind));
	}
	if (position->in_headings) nl_buf_add_c(out, " in headings");
	for (uint32_t i = 0; i < position->oppose_count; i++)
		nl_buf_addf(out, " opposes " NL_FMT, NL_ARG(ir->positions[position->opposes[i]].id));
	for (uint32_t i = 0; i < position->alternative_count; i++)
		nl_buf_addf(out, "%s %u", i ? "" : " alternatives", position->alternatives[i]);
	nl_buf_add_byte(out, '\n');
}

static void dump_cond(const nl_ir *ir, uint32_t condition, nl_buf *out)
{
	static const char *const names[] = {
		[NL_COND_POSITION] = "is",
		[NL_COND_AND] = "and",
		[NL_COND_OR] = "or",
		[NL_COND_NOT] = "not",
		[NL_COND_N_OF] = "of",
		[NL_COND_COUNT] = "count",
	};
	const nl_cond *c = &ir->conds[condition];
	if (c->op == NL_COND_POSITION) {
		nl_buf_add(out, ir->positions[c->position].id);
		return;
	}
	nl_buf_addf(out, "%s(", names[c->op]);
	if (c->op == NL_COND_N_OF || c->op == NL_COND_COUNT) nl_buf_addf(out, "%u ", c->n);
	if (c->op == NL_COND_COUNT) nl_buf_add(out, ir->positions[c->position].id);
	for (uint32_t i = 0; i < c->child_count; i++) {
		if (i) nl_buf_add_byte(out, ' ');
		dump_cond(ir, ir->cond_children[c->first_child + i], out);
	}
	nl_buf_add_byte(out, ')');
}

static void dump_ruleset(const nl_ir *ir, const nl_ruleset *ruleset, nl_buf *out)
{
	nl_buf_addf(out, "ruleset " NL_FMT "%s\n", NL_ARG(ruleset->id), ruleset->optional ? " optional" : "");
	for (uint32_t i = 0; i < ruleset->rule_count; i++) {
		const nl_rule *rule = &ruleset->rules[i];
		nl_buf_addf(out, "  " NL_FMT ": %s ", NL_ARG(rule->id), nl_rule_kind_name(rule->kind));
		dump_cond(ir, rule->condition, out);
		if (rule->when != NL_NONE) {
			nl_buf_add_c(out, " when ");
			dump_cond(ir, rule->when, out);
		}
		nl_buf_addf(out, " at least %s weight %g %s\n", nl_strength_name(rule->at_least), rule->weight,
			nl_severity_name(rule->severity));
	}
}

void nl_ir_dump(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->language_count; i++) dump_language(ir, &ir->languages[i], out);
	for (uint32_t i = 0; i < ir->leaf_count; i++) {
		nl_buf_addf(out, "leaf %u", i);
		dump_program(ir, i, out);
	}
	for (uint32_t i = 0; i < ir->node_count; i++) dump_node(ir, i, out);
	for (uint32_t i = 0; i < ir->position_count; i++) dump_position(ir, &ir->positions[i], out);
	for (uint32_t i = 0; i < ir->ruleset_count; i++) dump_ruleset(ir, &ir->rulesets[i], out);
	for (uint32_t i = 0; i < ir->axis_count; i++)
		nl_buf_addf(out, "axis " NL_FMT " from " NL_FMT " to " NL_FMT "\n", NL_ARG(ir->axes[i].id),
			NL_ARG(ir->positions[ir->axes[i].from].id), NL_ARG(ir->positions[ir->axes[i].to].id));
}
