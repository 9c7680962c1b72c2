/* Patterns to nodes, positions, rule sets and axes to their places. Everything was checked: names are known, numbers make
 * sense, nothing is deeper than the limit of nesting. */
#include "lang/compile.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ir/lookup.h"
#include "lang/names.h"
#include "lang/rulesets.h"
#include "lang/upon.h"

static nl_origin origin_at(const nl_compiler *c, nl_span span)
{
	return (nl_origin){c->file->number, span};
}

/* ---- nodes -------------------------------------------------------------------------------------------------------- */

static uint32_t compile_pattern(nl_compiler *c, const nl_ast_pattern *pattern, nl_unit unit);

static uint32_t add_node(nl_compiler *c, nl_node_op op, nl_unit unit, nl_span span)
{
	*nl_vec_push(&c->nodes) =
		(nl_node){.op = op, .unit = unit, .gap = UINT32_MAX, .leaf = NL_NONE, .origin = origin_at(c, span)};
	return c->nodes.len - 1;
}

/* The children are there before: their numbers wait in `list`. */
static uint32_t add_parent(nl_compiler *c, nl_node_op op, nl_unit unit, nl_span span, const uint32_t *list, uint32_t count)
{
	uint32_t node = add_node(c, op, unit, span);
	c->nodes.at[node].first_child = c->children.len;
	c->nodes.at[node].child_count = count;
	for (uint32_t i = 0; i < count; i++) *nl_vec_push(&c->children) = list[i];
	return node;
}

static uint32_t compile_regex(nl_compiler *c, const nl_ast_pattern *pattern)
{
	uint32_t node = add_node(c, NL_NODE_REGEX, NL_UNIT_SENTENCE, pattern->span);
	c->nodes.at[node].leaf = c->regexes.len;
	*nl_vec_push(&c->regexes) = (nl_regex_leaf){.regex = pattern->regex,
		.pattern = pattern->text->raw,
		.flags = pattern->flags,
		.origin = origin_at(c, pattern->span)};
	return node;
}

static uint32_t compile_phrase(nl_compiler *c, const nl_ast_pattern *pattern)
{
	uint32_t leaf = nl_compile_leaf(c, pattern);
	uint32_t node = add_node(c, NL_NODE_PHRASE, NL_UNIT_SENTENCE, pattern->span);
	c->nodes.at[node].leaf = leaf;
	return node;
}

/* A term keeps the file, the language and the units that it was written with. One that only names another term gets a node
 * of its own, since a node has one name. */
static uint32_t compile_term(nl_compiler *c, nl_str name)
{
	uint32_t index = nl_names_index(&c->rules->terms, name);
	if (c->term_nodes[index] != NL_NONE) return c->term_nodes[index];
	const nl_ast_item *term = c->rules->terms.items.at[index];
	const nl_rule_file *outer_file = c->file;
	bool outer_in_term = c->in_term;
	c->file = term->file;
	c->in_term = true;
	uint32_t node = compile_pattern(c, term->pattern, NL_UNIT_SENTENCE);
	if (c->nodes.at[node].term.len) node = add_parent(c, NL_NODE_OR, NL_UNIT_SENTENCE, term->pattern->span, &node, 1);
	c->nodes.at[node].term = term->name->text;
	c->term_nodes[index] = node;
	c->file = outer_file;
	c->in_term = outer_in_term;
	return node;
}

static nl_node_op op_of(nl_ast_kind kind)
{
	switch (kind) {
	case NL_AST_OR: return NL_NODE_OR;
	case NL_AST_THEN: return NL_NODE_THEN;
	case NL_AST_NEAR: return NL_NODE_NEAR;
	case NL_AST_AND: return NL_NODE_AND;
	case NL_AST_BUT_NOT: return NL_NODE_BUT_NOT;
	case NL_AST_UNLESS: return NL_NODE_UNLESS;
	case NL_AST_ABOUT: return NL_NODE_ABOUT;
	case NL_AST_IN: return NL_NODE_IN;
	default: return NL_NODE_NOT_IN;
	}
}

static uint32_t compile_operator(nl_compiler *c, const nl_ast_pattern *pattern, nl_unit unit)
{
	uint32_t count = pattern->children.count, i = 0;
	uint32_t *list = nl_alloc(count * sizeof *list);
	for (const nl_ast_pattern *p = pattern->children.first; p; p = p->next) list[i++] = compile_pattern(c, p, unit);
	uint32_t node = add_parent(c, op_of(pattern->kind), unit, pattern->span, list, count);
	c->nodes.at[node].gap = pattern->kind == NL_AST_THEN || pattern->kind == NL_AST_NEAR ? pattern->gap : UINT32_MAX;
	c->nodes.at[node].blocks = pattern->blocks;
	if (pattern->kind == NL_AST_OR && !c->in_term) {
		for (i = 0; i < count; i++) *nl_vec_push(&c->alternatives) = list[i];
	}
	free(list);
	return node;
}

/* The unit goes to the operators inside; what is shown of them is then the whole, with its unit. */
static uint32_t compile_within(nl_compiler *c, const nl_ast_pattern *pattern)
{
	uint32_t node = compile_pattern(c, pattern->children.first, pattern->unit);
	if (!c->nodes.at[node].term.len) c->nodes.at[node].origin.span = pattern->span;
	return node;
}

static uint32_t compile_pattern(nl_compiler *c, const nl_ast_pattern *pattern, nl_unit unit)
{
	switch (pattern->kind) {
	case NL_AST_PHRASE:
	case NL_AST_EXACT: return compile_phrase(c, pattern);
	case NL_AST_REGEX: return compile_regex(c, pattern);
	case NL_AST_TERM_USE: return compile_term(c, pattern->name->text);
	case NL_AST_WITHIN: return compile_within(c, pattern);
	default: return compile_operator(c, pattern, unit);
	}
}

/* ---- positions ---------------------------------------------------------------------------------------------------- */

typedef NL_VEC(const nl_ast_pattern *) pattern_list;

/* Alternatives of all `matches` lines in one list. */
static uint32_t compile_lines(nl_compiler *c, const nl_ast_item *item, const pattern_list *lines)
{
	NL_VEC(uint32_t) branches = {0};
	for (uint32_t i = 0; i < lines->len; i++) {
		const nl_ast_pattern *line = lines->at[i];
		const nl_ast_pattern *first = line->kind == NL_AST_OR ? line->children.first : line;
		for (const nl_ast_pattern *p = first; p; p = line->kind == NL_AST_OR ? p->next : NULL)
			*nl_vec_push(&branches) = compile_pattern(c, p, NL_UNIT_SENTENCE);
	}
	for (uint32_t i = 0; i < branches.len; i++) *nl_vec_push(&c->alternatives) = branches.at[i];
	uint32_t root = add_parent(c, NL_NODE_OR, NL_UNIT_SENTENCE, item->name->span, branches.at, branches.len);
	nl_vec_release(&branches);
	return root;
}

static uint32_t compile_root(nl_compiler *c, const nl_ast_item *item)
{
	pattern_list lines = {0};
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		if (field->kind == NL_AST_MATCHES) *nl_vec_push(&lines) = field->pattern;
	}
	uint32_t root = NL_NONE;
	if (lines.len == 1) root = compile_pattern(c, lines.at[0], NL_UNIT_SENTENCE);
	else if (lines.len > 1) root = compile_lines(c, item, &lines);
	nl_vec_release(&lines);
	return root;
}

static const nl_citation *compile_citations(nl_compiler *c, const nl_ast_item *item, uint32_t *count)
{
	*count = 0;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next)
		*count += field->citations.count;
	nl_citation *citations = nl_arena_array(&c->rules->arena, nl_citation, *count), *out = citations;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		for (const nl_ast_citation *from = field->citations.first; from; from = from->next)
			*out++ = (nl_citation){from->document->text, from->locator, from->url ? from->url->text : NL_STR("")};
	}
	return citations;
}

static bool is_example(const nl_ast_field *field)
{
	return field->kind == NL_AST_ACCEPT || field->kind == NL_AST_REJECT;
}

static const nl_example *compile_examples(nl_compiler *c, const nl_ast_item *item, uint32_t *count)
{
	*count = 0;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		if (is_example(field)) *count += field->texts.count;
	}
	nl_example *examples = nl_arena_array(&c->rules->arena, nl_example, *count), *out = examples;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		if (!is_example(field)) continue;
		for (const nl_ast_text *text = field->texts.first; text; text = text->next)
			*out++ = (nl_example){text->text, field->kind == NL_AST_ACCEPT, origin_at(c, text->span)};
	}
	return examples;
}

/* Names that the checks have let pass: negation, hedge, reporting. */
static uint32_t ignored_cues(const nl_ast_field *field)
{
	uint32_t mask = 0;
	for (const nl_ast_name *name = field->names.first; name; name = name->next) {
		for (uint32_t kind = 0; kind < NL_CUE_STRENGTH; kind++) {
			if (nl_str_eq(name->text, nl_str_of(nl_cue_kind_name((nl_cue_kind)kind)))) mask |= 1u << kind;
		}
	}
	return mask;
}

static nl_position compile_position(nl_compiler *c, const nl_ast_item *item)
{
	c->file = item->file;
	c->language = nl_compile_language_number(c, nl_names_language(item->file));
	nl_vec_clear(&c->alternatives);
	nl_position position = {.id = item->name->text,
		.title = item->title->text,
		.origin = origin_at(c, item->name->span),
		.language = c->language};
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		if (field->kind == NL_AST_TOPIC) position.topic = field->names.first->text;
		if (field->kind == NL_AST_WHY) position.why = field->texts.first->text;
		if (field->kind == NL_AST_IGNORES) position.ignores |= ignored_cues(field);
	}
	position.root = compile_root(c, item);
	position.citations = compile_citations(c, item, &position.citation_count);
	position.examples = compile_examples(c, item, &position.example_count);
	position.alternative_count = c->alternatives.len;
	position.alternatives =
		nl_arena_copy(&c->rules->arena, c->alternatives.at, c->alternatives.len * sizeof *c->alternatives.at);
	return position;
}

uint32_t nl_compile_position_number(const nl_compiler *c, nl_str name)
{
	return c->position_numbers[nl_names_index(&c->rules->positions, name)];
}

/* ---- what opposes what -------------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t from, to;
} opposition;

static int by_ends(const void *a, const void *b)
{
	const opposition *x = a, *y = b;
	if (x->from != y->from) return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

typedef NL_VEC(opposition) oppositions;

/* Those of the base are listed both ways. */
static void add_stored_oppositions(const nl_compiler *c, oppositions *all)
{
	const nl_ir *base = c->rules->base->ir;
	for (uint32_t i = 0; i < base->position_count; i++) {
		for (uint32_t k = 0; k < base->positions[i].oppose_count; k++) {
			nl_str other = base->positions[base->positions[i].opposes[k]].id;
			*nl_vec_push(all) =
				(opposition){nl_compile_position_number(c, base->positions[i].id), nl_compile_position_number(c, other)};
		}
	}
}

/* Both ways, each once, in the order of the positions. */
static void compile_oppositions(nl_compiler *c, nl_position *positions, uint32_t count)
{
	const nl_table *table = &c->rules->positions;
	oppositions all = {0};
	if (c->rules->base) add_stored_oppositions(c, &all);
	for (uint32_t i = 0; i < table->items.len; i++) {
		for (const nl_ast_field *field = table->items.at[i]->body.fields.first; field; field = field->next) {
			if (field->kind != NL_AST_OPPOSES) continue;
			for (const nl_ast_name *name = field->names.first; name; name = name->next) {
				uint32_t a = c->position_numbers[i], b = c->position_numbers[nl_names_index(table, name->text)];
				*nl_vec_push(&all) = (opposition){a, b};
				*nl_vec_push(&all) = (opposition){b, a};
			}
		}
	}
	if (all.len) qsort(all.at, all.len, sizeof *all.at, by_ends);
	uint32_t *opposes = nl_arena_array(&c->rules->arena, uint32_t, all.len);
	uint32_t len = 0;
	for (uint32_t i = 0, next = 0; i < count; i++) {
		positions[i].opposes = opposes + len;
		for (; next < all.len && all.at[next].from == i; next++) {
			bool again = positions[i].oppose_count && opposes[len - 1] == all.at[next].to;
			if (again) continue;
			opposes[len++] = all.at[next].to;
			positions[i].oppose_count++;
		}
	}
	nl_vec_release(&all);
}

/* ---- rule sets and axes ------------------------------------------------------------------------------------------- */

static nl_cond_op cond_op_of(nl_ast_kind kind)
{
	switch (kind) {
	case NL_AST_IS: return NL_COND_POSITION;
	case NL_AST_COND_AND: return NL_COND_AND;
	case NL_AST_COND_OR: return NL_COND_OR;
	case NL_AST_COND_NOT: return NL_COND_NOT;
	case NL_AST_N_OF: return NL_COND_N_OF;
	default: return NL_COND_COUNT;
	}
}

static uint32_t compile_condition(nl_compiler *c, const nl_ast_cond *condition, uint32_t source)
{
	nl_cond cond = {.op = cond_op_of(condition->kind),
		.n = condition->n,
		.position = NL_NONE,
		.origin = {source, condition->span},
		.child_count = condition->children.count};
	if (condition->position) cond.position = nl_compile_position_number(c, condition->position->text);
	uint32_t *list = nl_alloc((cond.child_count + 1) * sizeof *list), i = 0;
	for (const nl_ast_cond *child = condition->children.first; child; child = child->next)
		list[i++] = compile_condition(c, child, source);
	cond.first_child = c->cond_children.len;
	for (i = 0; i < cond.child_count; i++) *nl_vec_push(&c->cond_children) = list[i];
	free(list);
	*nl_vec_push(&c->conds) = cond;
	return c->conds.len - 1;
}

/* A rule set without a title has that of the one it extends. */
static nl_str title_of(const nl_compiler *c, const nl_ast_item *ruleset)
{
	while (!ruleset->title) ruleset = nl_names_base(c->rules, ruleset);
	return ruleset->title->text;
}

static nl_ruleset compile_ruleset(nl_compiler *c, const nl_ast_item *item)
{
	if (item->file->stored) return c->rules->base->ir->rulesets[nl_ir_ruleset(c->rules->base->ir, item->name->text)];
	c->file = item->file;
	nl_ruleset ruleset = {.id = item->name->text,
		.title = title_of(c, item),
		.origin = origin_at(c, item->name->span),
		.rule_count = item->state->count};
	if (item->extends) ruleset.extends = item->extends->text;
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next)
		ruleset.optional |= field->kind == NL_AST_ON_REQUEST;
	ruleset.citations = compile_citations(c, item, &ruleset.citation_count);
	nl_rule *rules = nl_arena_array(&c->rules->arena, nl_rule, ruleset.rule_count);
	for (uint32_t i = 0; i < ruleset.rule_count; i++) {
		const nl_ruleset_rule *from = &item->state->rules[i];
		rules[i] = from->rule;
		rules[i].condition = compile_condition(c, from->from->condition, from->rule.origin.source);
		rules[i].when = from->from->when ? compile_condition(c, from->from->when, from->rule.origin.source) : NL_NONE;
	}
	ruleset.rules = rules;
	return ruleset;
}

static nl_axis compile_axis(nl_compiler *c, const nl_ast_item *item)
{
	if (item->stored) return nl_upon_axis(c, item->name->text);
	c->file = item->file;
	nl_axis axis = {.id = item->name->text, .origin = origin_at(c, item->name->span)};
	if (item->title) axis.title = item->title->text;
	axis.from = nl_compile_position_number(c, item->from->text);
	axis.to = nl_compile_position_number(c, item->to->text);
	return axis;
}

/* ---- the whole ---------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	const nl_ast_item *const *x = a, *const *y = b;
	return nl_str_cmp((*x)->name->text, (*y)->name->text);
}

/* The items of a table in order of name. Owned. */
static nl_ast_item **sorted(const nl_table *table)
{
	nl_ast_item **items = nl_alloc((table->items.len + 1) * sizeof *items);
	for (uint32_t i = 0; i < table->items.len; i++) items[i] = table->items.at[i];
	qsort(items, table->items.len, sizeof *items, by_name);
	return items;
}

/* Evidence in headings and code counts where a pattern asks for them by name: what is only kept out by it does not ask. */
static void mark_headings(nl_compiler *c, nl_position *positions, uint32_t count)
{
	const uint32_t by_request = 1u << NL_BLOCK_HEADING | 1u << NL_BLOCK_CODE;
	bool *asks = nl_alloc(c->nodes.len + 1);
	for (uint32_t i = 0; i < c->nodes.len; i++) {
		const nl_node *node = &c->nodes.at[i];
		bool first_only = node->op == NL_NODE_BUT_NOT || node->op == NL_NODE_UNLESS || node->op == NL_NODE_ABOUT;
		asks[i] = node->op == NL_NODE_IN && (node->blocks & by_request);
		for (uint32_t k = 0; k < (first_only ? 1 : node->child_count); k++)
			asks[i] |= asks[c->children.at[node->first_child + k]];
	}
	for (uint32_t i = 0; i < count; i++)
		positions[i].in_headings = positions[i].root != NL_NONE && asks[positions[i].root];
	free(asks);
}

static void compile_positions(nl_compiler *c, nl_ir *ir)
{
	const nl_table *table = &c->rules->positions;
	nl_ast_item **items = sorted(table);
	nl_position *positions = nl_arena_array(&c->rules->arena, nl_position, table->items.len);
	for (uint32_t i = 0; i < table->items.len; i++)
		c->position_numbers[nl_names_index(table, items[i]->name->text)] = i;
	for (uint32_t i = 0; i < table->items.len; i++)
		positions[i] = items[i]->stored ? nl_upon_position(c, items[i]->name->text) : compile_position(c, items[i]);
	compile_oppositions(c, positions, table->items.len);
	mark_headings(c, positions, table->items.len);
	ir->positions = positions;
	ir->position_count = table->items.len;
	free(items);
}

static void compile_rulesets(nl_compiler *c, nl_ir *ir)
{
	const nl_table *table = &c->rules->rulesets;
	nl_ast_item **items = sorted(table);
	nl_ruleset *rulesets = nl_arena_array(&c->rules->arena, nl_ruleset, table->items.len);
	for (uint32_t i = 0; i < table->items.len; i++) rulesets[i] = compile_ruleset(c, items[i]);
	ir->rulesets = rulesets;
	ir->ruleset_count = table->items.len;
	free(items);
}

static void compile_axes(nl_compiler *c, nl_ir *ir)
{
	const nl_table *table = &c->rules->axes;
	nl_ast_item **items = sorted(table);
	nl_axis *axes = nl_arena_array(&c->rules->arena, nl_axis, table->items.len);
	for (uint32_t i = 0; i < table->items.len; i++) axes[i] = compile_axis(c, items[i]);
	ir->axes = axes;
	ir->axis_count = table->items.len;
	free(items);
}

/* The array becomes a part of the IR. */
#define KEEP(rules, ir, vec, field, count) \
	((ir)->field = (vec)->at, (ir)->count = (vec)->len, *nl_vec_push(&(rules)->parts) = (vec)->at, (vec)->at = NULL)

static void keep_arrays(nl_compiler *c, nl_ir *ir)
{
	nl_arena *arena = &c->rules->arena;
	KEEP(c->rules, ir, &c->insts, insts, inst_count);
	KEEP(c->rules, ir, &c->leaves, leaves, leaf_count);
	KEEP(c->rules, ir, &c->nodes, nodes, node_count);
	KEEP(c->rules, ir, &c->children, children, child_count);
	KEEP(c->rules, ir, &c->regexes, regexes, regex_count);
	KEEP(c->rules, ir, &c->conds, conds, cond_count);
	KEEP(c->rules, ir, &c->cond_children, cond_children, cond_child_count);
	ir->languages = c->rules->languages_ir;
	ir->language_count = c->rules->language_count;
	const nl_source **sources = nl_arena_array(arena, const nl_source *, c->rules->files.len);
	for (uint32_t i = 0; i < c->rules->files.len; i++) sources[i] = c->rules->files.at[i]->source;
	ir->sources = sources;
	ir->source_count = c->rules->files.len;
}

static void release(nl_compiler *c)
{
	for (uint32_t i = 0; i < c->rules->language_count * NL_SYMBOL_KINDS; i++) nl_map_release(&c->symbols[i]);
	free(c->symbols);
	nl_vec_release(&c->insts);
	nl_vec_release(&c->leaves);
	nl_vec_release(&c->nodes);
	nl_vec_release(&c->children);
	nl_vec_release(&c->regexes);
	nl_vec_release(&c->conds);
	nl_vec_release(&c->cond_children);
	nl_vec_release(&c->alternatives);
	free(c->term_nodes);
	free(c->position_numbers);
}

void nl_compile(nl_rules *rules, nl_sink *sink)
{
	nl_ir *ir = nl_arena_new(&rules->arena, nl_ir);
	nl_compiler c = {.rules = rules, .sink = sink};
	uint32_t terms = rules->terms.items.len, positions = rules->positions.items.len;
	c.term_nodes = nl_alloc((terms + 1) * sizeof *c.term_nodes);
	c.position_numbers = nl_alloc((positions + 1) * sizeof *c.position_numbers);
	for (uint32_t i = 0; i < terms; i++) c.term_nodes[i] = NL_NONE;
	if (rules->base) nl_upon_begin(&c);
	nl_compile_languages(&c);
	uint32_t after_cues = c.leaves.len;
	compile_positions(&c, ir);
	nl_compile_list_leaves(&c, after_cues);
	if (rules->base) nl_upon_renumber(&c);
	compile_rulesets(&c, ir);
	compile_axes(&c, ir);
	keep_arrays(&c, ir);
	nl_ir_set_lookups(ir, rules->base ? rules->base->ir : NULL, rules->languages_ir, &rules->arena);
	release(&c);
	rules->ir = ir;
}

void nl_compile_release(nl_rules *rules)
{
	for (uint32_t i = 0; i < rules->language_count; i++) {
		nl_ir_language *language = &rules->languages_ir[i];
		nl_vocab_free(language->vocab);
		if (rules->base) continue; /* the other two are those of the base */
		nl_map_release(&language->text.abbreviations);
		nl_map_release(&language->text.openers);
	}
}
