#include "app/names.h"

#include <string.h>

#include "app/profile.h"

static const char *const called[NL_VALUE_KINDS] = {
	[NL_VALUE_RULESETS] = "rulesets",
	[NL_VALUE_RULESET_SCORE] = "rulesets",
	[NL_VALUE_POSITION] = "positions",
	[NL_VALUE_TOPIC] = "topics",
	[NL_VALUE_LANGUAGE] = "languages",
	[NL_VALUE_NAME] = "names",
};

const char *nl_names_called(nl_value_kind kind)
{
	return called[kind];
}

static void add(nl_buf *out, nl_str name)
{
	nl_buf_addf(out, NL_FMT "\n", NL_ARG(name));
}

static void add_rulesets(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->ruleset_count; i++) add(out, ir->rulesets[i].id);
}

static void add_positions(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->position_count; i++) add(out, ir->positions[i].id);
}

static void add_languages(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->language_count; i++) add(out, ir->languages[i].text.id);
}

static void add_topics(const nl_ir *ir, nl_buf *out)
{
	nl_map seen = {0};
	for (uint32_t i = 0; i < ir->position_count; i++) {
		uint32_t count = seen.len;
		nl_str topic = ir->positions[i].topic;
		if (topic.len && nl_map_intern(&seen, topic) == count) add(out, topic);
	}
	nl_map_release(&seen);
}

static void add_names(const nl_ir *ir, nl_buf *out)
{
	add_positions(ir, out);
	add_rulesets(ir, out);
	for (uint32_t i = 0; i < ir->axis_count; i++) add(out, ir->axes[i].id);
	add_languages(ir, out);
}

bool nl_names_list(const char *wanted, nl_buf *out)
{
	static const struct {
		const char *called;
		void (*add)(const nl_ir *ir, nl_buf *out);
	} lists[] = {{"rulesets", add_rulesets}, {"positions", add_positions}, {"topics", add_topics},
		{"languages", add_languages}, {"names", add_names}};
	enum { LISTS = sizeof lists / sizeof *lists };
	size_t i = 0;
	while (i < LISTS && strcmp(lists[i].called, wanted) != 0) i++;
	if (i == LISTS) return false;

	nl_options options;
	nl_profiles profiles;
	nl_sink sink = {0};
	nl_options_init(&options);
	nl_profiles_init(&profiles, &options, 0);
	const nl_loaded *rules = nl_profiles_rules(&profiles, NULL, &sink);
	if (rules) lists[i].add(rules->ir, out);
	nl_sink_release(&sink);
	nl_profiles_release(&profiles);
	nl_options_release(&options);
	return rules != NULL;
}
