/* The IR that comes of rules: order, sharing, what is inherited and what is replaced. */
#include "check.h"

#include "lang/rules.h"
#include "text/words.h"

static nl_sink sink;

/* Texts in layers; a "" begins the next. Ends with NULL. */
static nl_rules *compiled(const char *const *texts)
{
	nl_rules *rules = nl_rules_new(NULL);
	for (; *texts; texts++) {
		if (**texts) nl_rules_add_text(rules, NL_STR("rules.norm"), nl_str_of(*texts), &sink);
		else nl_rules_next_layer(rules);
	}
	CHECK(nl_rules_compile(rules, false, &sink));
	for (uint32_t i = 0; i < sink.list.len; i++) fprintf(stderr, "  " NL_FMT "\n", NL_ARG(sink.list.at[i].message));
	return rules;
}

static void done(nl_rules *rules)
{
	nl_rules_free(rules);
	nl_sink_release(&sink);
}

static const nl_position *position(const nl_ir *ir, const char *id)
{
	uint32_t i = nl_ir_position(ir, nl_str_of(id));
	CHECK(i != NL_NONE);
	return &ir->positions[i];
}

static const nl_node *child(const nl_ir *ir, const nl_node *node, uint32_t i)
{
	CHECK(i < node->child_count);
	return &ir->nodes[ir->children[node->first_child + i]];
}

static void check_node_text(const nl_ir *ir, uint32_t node, const char *wanted)
{
	nl_buf text = {0};
	nl_ir_node_text(ir, node, &text);
	CHECK_STR(nl_buf_str(&text), wanted);
	nl_buf_release(&text);
}

/* What holds of every IR. */
static void check_invariants(const nl_ir *ir)
{
	for (uint32_t n = 0; n < ir->node_count; n++) {
		const nl_node *node = &ir->nodes[n];
		for (uint32_t i = 0; i < node->child_count; i++) {
			uint32_t c = ir->children[node->first_child + i];
			CHECK(c < n);
			bool list = node->op == NL_NODE_OR || node->op == NL_NODE_AND;
			CHECK(!list || ir->nodes[c].op != node->op || ir->nodes[c].term.len || ir->nodes[c].unit != node->unit);
		}
	}
	for (uint32_t i = 0; i < ir->leaf_count; i++) {
		const nl_inst *inst = &ir->insts[ir->leaves[i].start];
		CHECK(inst->op != NL_INST_ANY && inst->op != NL_INST_ACCEPT);
		while (inst->op != NL_INST_ACCEPT) inst++;
		CHECK_INT(inst->a, i);
		CHECK(inst[-1].op != NL_INST_ANY);
	}
	for (uint32_t i = 1; i < ir->position_count; i++)
		CHECK(nl_str_cmp(ir->positions[i - 1].id, ir->positions[i].id) < 0);
	for (uint32_t i = 0; i < ir->position_count; i++) {
		for (uint32_t k = 0; k < ir->positions[i].oppose_count; k++) {
			const nl_position *other = &ir->positions[ir->positions[i].opposes[k]];
			bool back = false;
			for (uint32_t j = 0; j < other->oppose_count; j++) back |= other->opposes[j] == i;
			CHECK(back);
		}
	}
}

static void test_patterns(void)
{
	const char *const texts[] = {
		"term law = \"law\" | \"treaty\"\n"
		"term alias = @law\n"
		"position a \"A\" { matches (@law | (\"x\" | 'Y')) then/3 \"z\" near @law | @alias }\n"
		"position b \"B\" { opposes a, c matches \"one\" matches \"two\" | within section (\"p\" & (\"q\" & \"r\")) }\n"
		"position c \"C\" { opposes b matches \"h\" in heading but not \"i\" }\n"
		"position d \"D\" { matches \"h\" but not \"i\" in heading }\n",
		NULL};
	nl_rules *rules = compiled(texts);
	const nl_ir *ir = nl_rules_ir(rules);
	check_invariants(ir);

	const nl_node *root = &ir->nodes[position(ir, "a")->root];
	CHECK_INT(root->op, NL_NODE_OR);
	const nl_node *near = child(ir, root, 0), *then = child(ir, near, 0), *either = child(ir, then, 0);
	CHECK_INT(near->op, NL_NODE_NEAR);
	CHECK_INT(near->gap, UINT32_MAX);
	CHECK_INT(then->gap, 3);
	CHECK_INT(either->child_count, 3);
	CHECK_STR(child(ir, either, 0)->term, "law");
	CHECK(child(ir, either, 0) == child(ir, near, 1));
	CHECK_STR(child(ir, root, 1)->term, "alias");
	CHECK(child(ir, child(ir, root, 1), 0) == child(ir, near, 1));
	CHECK_INT(position(ir, "a")->alternative_count, 5);
	check_node_text(ir, position(ir, "a")->root, "(@law | (\"x\" | 'Y')) then/3 \"z\" near @law | @alias");

	const nl_position *b = position(ir, "b");
	CHECK_INT(ir->nodes[b->root].child_count, 3);
	CHECK_INT(b->alternative_count, 3);
	CHECK_INT(b->oppose_count, 2);
	check_node_text(ir, b->root, "\"one\" | \"two\" | within section (\"p\" & (\"q\" & \"r\"))");
	const nl_node *both = child(ir, &ir->nodes[b->root], 2);
	CHECK_INT(both->unit, NL_UNIT_SECTION);
	CHECK_INT(both->child_count, 3);

	CHECK_INT(position(ir, "a")->oppose_count, 1);
	CHECK_INT(position(ir, "c")->oppose_count, 1);
	CHECK(position(ir, "c")->in_headings);
	CHECK(!position(ir, "d")->in_headings);
	done(rules);
}

static const nl_rule *rule(const nl_ir *ir, const char *ruleset, uint32_t i, const char *id)
{
	const nl_ruleset *r = &ir->rulesets[nl_ir_ruleset(ir, nl_str_of(ruleset))];
	CHECK(i < r->rule_count);
	CHECK_STR(r->rules[i].id, id);
	return &r->rules[i];
}

static void test_rulesets(void)
{
	const char *const texts[] = {"position a \"A\" { matches \"a\" }\nposition b \"B\" { matches \"b\" }\n"
								 "ruleset r \"R\" { source \"S\" para 3 require a weight 2 recommend b discourage not "
								 "a when b forbid 2 of (a, b) or count(a) > 1 }\n"
								 "ruleset s \"S\" extends r { forbid b drop b override a at least binding weight 2.5 "
								 "warning message \"m\" help \"h\" }\n"
								 "axis x from a to b\n",
		NULL};
	nl_rules *rules = compiled(texts);
	const nl_ir *ir = nl_rules_ir(rules);
	const nl_rule *first = rule(ir, "r", 0, "a");
	CHECK(first->weight == 2 && first->severity == NL_ERROR && first->at_least == NL_TENTATIVE && first->when == NL_NONE);
	CHECK_INT(rule(ir, "r", 1, "b")->severity, NL_NOTE);
	CHECK_INT(rule(ir, "r", 2, "not-a")->severity, NL_WARNING);
	const nl_rule *last = rule(ir, "r", 3, "2-of-a-b-or-count-a-2");
	CHECK_INT(last->severity, NL_ERROR);
	CHECK(last->when != NL_NONE);
	const nl_cond *either = &ir->conds[last->condition];
	CHECK_INT(either->op, NL_COND_OR);
	CHECK_INT(ir->conds[ir->cond_children[either->first_child + 1]].n, 2);

	CHECK_INT(ir->rulesets[nl_ir_ruleset(ir, NL_STR("s"))].rule_count, 4);
	const nl_rule *changed = rule(ir, "s", 0, "a");
	CHECK(changed->weight == 2.5 && changed->severity == NL_WARNING && changed->at_least == NL_BINDING);
	CHECK_STR(changed->message, "m");
	CHECK_INT(rule(ir, "s", 3, "b")->kind, NL_FORBID);
	CHECK_STR(ir->rulesets[nl_ir_ruleset(ir, NL_STR("s"))].extends, "r");
	CHECK_STR(ir->rulesets[0].citations[0].locator, "para 3");
	CHECK_INT(ir->axes[nl_ir_axis(ir, NL_STR("x"))].to, nl_ir_position(ir, NL_STR("b")));
	CHECK_INT(nl_ir_axis(ir, NL_STR("y")), NL_NONE);
	done(rules);
}

/* A later layer's item takes the place of the earlier one for all who name it; a rule set may extend the one it replaces. */
static void test_layers(void)
{
	const char *const texts[] = {
		"term t = \"old\"\nposition a \"A\" { matches @t }\nruleset r \"R\" { require a weight 2 require not a }", "",
		"term t = \"new\"\nruleset r \"R again\" extends r { override a weight 3 }", "",
		"ruleset r \"R at last\" extends r { drop not-a }", NULL};
	nl_rules *rules = compiled(texts);
	const nl_ir *ir = nl_rules_ir(rules);
	check_node_text(ir, position(ir, "a")->root, "@t");
	nl_origin origin = ir->nodes[position(ir, "a")->root].origin;
	CHECK_STR(nl_ir_words(ir, origin), "\"new\"");
	CHECK_INT(ir->ruleset_count, 1);
	CHECK_STR(ir->rulesets[0].title, "R at last");
	CHECK_INT(ir->rulesets[0].rule_count, 1);
	CHECK(rule(ir, "r", 0, "a")->weight == 3);
	done(rules);
}

static void test_languages(void)
{
	const char *const texts[] = {
		"language plain \"Plain\" { stemmer \"none\" abbreviations \"Art.\", \"op. cit.\", \"e.g.\" openers "
		"\"Noting\"\n"
		"  spelling \"-isation\" = \"-ization\", \"behaviour\" = \"behavior\" names \"Internet\"\n"
		"  negation before \"not\" | @never tentative around \"may\" negation pseudo \"not only\" stop \"but\" | \";\" "
		"| \"\xe2\x80\x94\" }\n"
		"use language plain\nterm never = \"never\" | \"at no time\"\nposition a \"A\" { matches \"a\" | \"b\" }",
		NULL};
	nl_rules *rules = compiled(texts);
	const nl_ir *ir = nl_rules_ir(rules);
	uint32_t index = nl_ir_language_of(ir, NL_STR("plain"));
	const nl_ir_language *plain = &ir->languages[index];
	CHECK_INT(position(ir, "a")->language, index);
	CHECK_INT(plain->cue_count, 4);
	CHECK_INT(plain->cues[0].kind, NL_CUE_NEGATION);
	CHECK_INT(plain->cues[2].strength, NL_TENTATIVE);
	CHECK_INT(plain->cues[3].reach, NL_CUE_PSEUDO);
	CHECK_INT(plain->stop_count, 1);
	CHECK(plain->stop_gaps == (NL_GAP_SEMICOLON | NL_GAP_DASH));
	CHECK_INT(plain->leaf_count, 2);
	CHECK_INT(plain->text.spelling_count, 4);
	CHECK_STR(plain->text.spelling[1], "-ization");
	CHECK(nl_map_get(&plain->text.abbreviations, NL_STR("art")) != NL_NONE);
	CHECK(nl_map_get(&plain->text.abbreviations, NL_STR("op")) != NL_NONE);
	CHECK(nl_map_get(&plain->text.abbreviations, NL_STR("cit")) != NL_NONE);
	CHECK(nl_map_get(&plain->text.abbreviations, NL_STR("e.g")) != NL_NONE);
	CHECK(nl_map_get(&plain->text.openers, NL_STR("noting")) != NL_NONE);
	CHECK(nl_ir_language_of(ir, NL_STR("english")) != NL_NONE);
	done(rules);
}

int main(void)
{
	test_patterns();
	test_rulesets();
	test_layers();
	test_languages();
	return check_done();
}
