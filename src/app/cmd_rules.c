/* normlint rules: what the loaded rules hold, as a list for people, a reference to read, or JSON for tools. */
#include <unistd.h>
#include <stdlib.h>

#include "app/commands.h"
#include "app/describe.h"
#include "app/profile.h"
#include "app/output.h"
#include "app/reference.h"
#include "app/terminal.h"
#include "base/mem.h"
#include "diag/suggest.h"
#include "base/version.h"
#include "judge/wording.h"
#include "report/json_tree.h"

/* ---- topics ---------------------------------------------------------------------------------------------------- */

/* Positions without a topic come last. */
static int by_topic(const void *a, const void *b)
{
	nl_str x = *(const nl_str *)a, y = *(const nl_str *)b;
	if ((x.len == 0) != (y.len == 0)) return x.len == 0 ? 1 : -1;
	return nl_str_cmp(x, y);
}

/* The topics of all positions, sorted, each once; free() it. */
static nl_str *topics_of(const nl_ir *ir, uint32_t *count)
{
	nl_str *topics = nl_alloc((ir->position_count + 1) * sizeof *topics);
	uint32_t all = 0;
	for (uint32_t i = 0; i < ir->position_count; i++) topics[all++] = ir->positions[i].topic;
	qsort(topics, all, sizeof *topics, by_topic);
	*count = 0;
	for (uint32_t i = 0; i < all; i++)
		if (i == 0 || !nl_str_eq(topics[i], topics[i - 1])) topics[(*count)++] = topics[i];
	return topics;
}

static bool is_wanted(const nl_options *options, nl_str topic)
{
	return options->topic.ptr == NULL || nl_str_eq(options->topic, topic);
}

/* ---- text ------------------------------------------------------------------------------------------------------ */

static void add_line(nl_buf *out, nl_str name, uint32_t columns, nl_str text)
{
	nl_buf_addf(out, "  %-*.*s  ", (int)columns, NL_ARG(name));
	nl_draw_clean(out, text);
	nl_buf_add_byte(out, '\n');
}

static uint32_t name_columns(const nl_ir *ir)
{
	size_t longest = 0;
	for (uint32_t i = 0; i < ir->position_count; i++)
		if (ir->positions[i].id.len > longest) longest = ir->positions[i].id.len;
	for (uint32_t i = 0; i < ir->ruleset_count; i++)
		if (ir->rulesets[i].id.len > longest) longest = ir->rulesets[i].id.len;
	for (uint32_t i = 0; i < ir->axis_count; i++)
		if (ir->axes[i].id.len > longest) longest = ir->axes[i].id.len;
	return (uint32_t)longest;
}

static void add_heading(nl_buf *out, nl_str text, bool colour)
{
	nl_buf_addf(out, "%s%s" NL_FMT "%s\n", out->len ? "\n" : "", colour ? "\x1b[1m" : "", NL_ARG(text),
		colour ? "\x1b[0m" : "");
}

static void list_positions(const nl_ir *ir, const nl_options *options, bool colour, nl_buf *out)
{
	uint32_t count, columns = name_columns(ir);
	nl_str *topics = topics_of(ir, &count);
	for (uint32_t t = 0; t < count; t++) {
		if (!is_wanted(options, topics[t])) continue;
		add_heading(out, topics[t].len ? topics[t] : NL_STR("without a topic"), colour);
		for (uint32_t i = 0; i < ir->position_count; i++)
			if (nl_str_eq(ir->positions[i].topic, topics[t]))
				add_line(out, ir->positions[i].id, columns, ir->positions[i].title);
	}
	free(topics);
}

static void list_others(const nl_ir *ir, bool colour, nl_buf *out)
{
	uint32_t columns = name_columns(ir);
	nl_arena arena = {0};
	if (ir->ruleset_count) add_heading(out, NL_STR("rule sets"), colour);
	for (uint32_t i = 0; i < ir->ruleset_count; i++) {
		const nl_ruleset *set = &ir->rulesets[i];
		nl_str text = nl_arena_printf(&arena, NL_FMT " (%u rule%s%s)", NL_ARG(set->title), set->rule_count,
			set->rule_count == 1 ? "" : "s", set->optional ? ", optional" : "");
		add_line(out, set->id, columns, text);
	}
	if (ir->axis_count) add_heading(out, NL_STR("axes"), colour);
	for (uint32_t i = 0; i < ir->axis_count; i++) {
		const nl_axis *axis = &ir->axes[i];
		nl_str text = nl_arena_printf(&arena, "from " NL_FMT " to " NL_FMT, NL_ARG(ir->positions[axis->from].id),
			NL_ARG(ir->positions[axis->to].id));
		add_line(out, axis->id, columns, text);
	}
	if (ir->language_count) add_heading(out, NL_STR("languages"), colour);
	for (uint32_t i = 0; i < ir->language_count; i++)
		add_line(out, ir->languages[i].text.id, columns, ir->languages[i].title);
	nl_arena_release(&arena);
}

static void list_text(const nl_ir *ir, const nl_options *options, nl_buf *out)
{
	bool colour = nl_terminal_style(options->colour, options->output_file ? -1 : STDOUT_FILENO).colour;
	list_positions(ir, options, colour, out);
	if (options->topic.ptr == NULL) list_others(ir, colour, out);
}

/* ---- JSON ------------------------------------------------------------------------------------------------------ */

static void set_citations(nl_json *object, const nl_citation *citations, uint32_t count)
{
	nl_arena arena = {0};
	nl_json *list = nl_json_set_array(object, "sources");
	for (uint32_t i = 0; i < count; i++) nl_json_push_string(list, nl_wording_citation(&citations[i], &arena));
	nl_arena_release(&arena);
}

static void push_position(nl_json *list, const nl_ir *ir, const nl_position *position)
{
	nl_json *value = nl_json_push_object(list);
	nl_json_set_string(value, "id", position->id);
	nl_json_set_string(value, "title", position->title);
	nl_json_set_string(value, "topic", position->topic);
	nl_json_set_string(value, "why", position->why);
	set_citations(value, position->citations, position->citation_count);
	nl_json *opposes = nl_json_set_array(value, "opposes");
	for (uint32_t i = 0; i < position->oppose_count; i++)
		nl_json_push_string(opposes, ir->positions[position->opposes[i]].id);
	nl_json *accept = nl_json_set_array(value, "accept"), *reject = nl_json_set_array(value, "reject");
	for (uint32_t i = 0; i < position->example_count; i++)
		nl_json_push_string(position->examples[i].accept ? accept : reject, position->examples[i].text);
}

static void push_ruleset(nl_json *list, const nl_ir *ir, const nl_ruleset *set)
{
	nl_json *value = nl_json_push_object(list);
	nl_json_set_string(value, "id", set->id);
	nl_json_set_string(value, "title", set->title);
	set_citations(value, set->citations, set->citation_count);
	nl_json_set_bool(value, "optional", set->optional);
	nl_json *rules = nl_json_set_array(value, "rules");
	nl_buf condition = {0};
	for (uint32_t i = 0; i < set->rule_count; i++, nl_buf_clear(&condition)) {
		const nl_rule *rule = &set->rules[i];
		nl_json *one = nl_json_push_object(rules);
		nl_json_set_string(one, "id", rule->id);
		nl_json_set_string(one, "kind", nl_str_of(nl_rule_kind_name(rule->kind)));
		nl_wording_condition(ir, rule->condition, &condition);
		nl_json_set_string(one, "condition", nl_buf_str(&condition));
		nl_json_set_number(one, "weight", rule->weight);
		nl_json_set_string(one, "severity", nl_str_of(nl_severity_name(rule->severity)));
	}
	nl_buf_release(&condition);
}

static void push_axis(nl_json *list, const nl_ir *ir, const nl_axis *axis)
{
	nl_json *value = nl_json_push_object(list);
	nl_json_set_string(value, "id", axis->id);
	nl_json_set_string(value, "title", axis->title);
	nl_json_set_string(value, "from", ir->positions[axis->from].id);
	nl_json_set_string(value, "to", ir->positions[axis->to].id);
}

static void set_topics(nl_json *root, const nl_ir *ir, const nl_options *options)
{
	nl_json *list = nl_json_set_array(root, "topics");
	uint32_t count;
	nl_str *topics = topics_of(ir, &count);
	for (uint32_t i = 0; i < count; i++)
		if (topics[i].len && is_wanted(options, topics[i])) nl_json_push_string(list, topics[i]);
	free(topics);
}

static void list_json(const nl_ir *ir, const nl_options *options, nl_buf *out)
{
	nl_json *root = nl_json_object();
	nl_json_set_number(root, "version", 1);
	nl_json *tool = nl_json_set_object(root, "tool");
	nl_json_set_string(tool, "name", NL_STR("normlint"));
	nl_json_set_string(tool, "version", NL_STR(NL_VERSION));
	set_topics(root, ir, options);
	nl_json *positions = nl_json_set_array(root, "positions");
	for (uint32_t i = 0; i < ir->position_count; i++)
		if (is_wanted(options, ir->positions[i].topic)) push_position(positions, ir, &ir->positions[i]);
	nl_json *rulesets = nl_json_set_array(root, "rulesets");
	for (uint32_t i = 0; i < ir->ruleset_count; i++) push_ruleset(rulesets, ir, &ir->rulesets[i]);
	nl_json *axes = nl_json_set_array(root, "axes");
	for (uint32_t i = 0; i < ir->axis_count; i++) push_axis(axes, ir, &ir->axes[i]);
	nl_json *languages = nl_json_set_array(root, "languages");
	for (uint32_t i = 0; i < ir->language_count; i++) nl_json_push_string(languages, ir->languages[i].text.id);
	nl_json_print(root, out, 0);
	nl_buf_add_byte(out, '\n');
}

static void list_markdown(const nl_ir *ir, const nl_options *options, nl_buf *out)
{
	uint32_t count;
	nl_str *topics = topics_of(ir, &count);
	if (options->topic.ptr) nl_reference_positions(ir, &options->topic, 1, out);
	else {
		nl_reference_positions(ir, topics, count, out);
		nl_reference_rulesets(ir, out);
		nl_reference_axes(ir, out);
	}
	free(topics);
}

/* ---- the run --------------------------------------------------------------------------------------------------- */

static bool check_request(const nl_ir *ir, const nl_options *options, nl_sink *sink)
{
	if (options->operands.len) {
		nl_diag *diag = nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "'normlint rules' takes no '%s'",
			options->operands.at[0]);
		nl_diag_help(sink, diag, "rule files are named by --rules, and one position is shown by 'normlint explain NAME'");
	}
	if (options->topic.ptr) {
		uint32_t count, found = 0;
		nl_str *topics = topics_of(ir, &count);
		for (uint32_t i = 0; i < count; i++) found += nl_str_eq(topics[i], options->topic);
		if (!found) nl_tell_unknown(sink, "topic", options->topic, topics, count);
		free(topics);
	}
	return sink->errors == 0;
}

static bool list(const nl_ir *ir, const nl_options *options, nl_sink *sink)
{
	nl_output output;
	nl_buf out = {0};
	if (!check_request(ir, options, sink) || !nl_output_open(&output, options->output_file, sink)) return false;
	if (options->json) list_json(ir, options, &out);
	else if (options->markdown) list_markdown(ir, options, &out);
	else list_text(ir, options, &out);
	nl_output_write(&output, &out);
	nl_buf_release(&out);
	return nl_output_close(&output, sink);
}

static int run_rules(const nl_options *options)
{
	nl_profiles profiles;
	nl_sink sink = {0};
	nl_profiles_init(&profiles, options, options->no_builtin ? NL_LOAD_NO_BUILTIN : 0u);
	const nl_loaded *rules = nl_profiles_rules(&profiles, NULL, &sink);
	bool fine = rules && list(rules->ir, options, &sink);
	nl_tell(&sink, options);
	nl_profiles_release(&profiles);
	return fine ? NL_EXIT_CLEAN : NL_EXIT_TROUBLE;
}

const nl_command nl_command_rules = {
	.name = "rules",
	.bit = NL_COMMAND_RULES,
	.operands = "",
	.first = NL_VALUE_ANY,
	.further = NL_VALUE_ANY,
	.summary = "list positions, rule sets, axes and topics",
	.about = "Lists what the loaded rules hold, positions by topic. 'normlint explain NAME' tells more of each.",
	.examples = "  normlint rules\n"
				"  normlint rules --topic human-rights\n"
				"  normlint rules --rules our.norm --format json\n"
				"  normlint rules --format markdown -o reference.md\n",
	.run = run_rules,
};
