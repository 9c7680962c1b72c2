/* The stored rules are the compiled rules: equal as dumps, as descriptions, and in what is found with them. */
#include "check.h"

#include "app/describe.h"
#include "report/report.h"
#include "run/check.h"
#include "store/stored.h"

typedef struct {
	nl_rules *rules;
	nl_stored *stored;
	const nl_ir *fresh, *kept;
} both;

static void begin(both *b)
{
	nl_sink sink = {0};
	b->rules = nl_rules_new(nl_builtin_files);
	for (const nl_builtin_file *file = nl_builtin_files; file->name; file++)
		nl_rules_add_builtin(b->rules, file->name, &sink);
	CHECK(nl_rules_compile(b->rules, false, &sink));
	nl_sink_release(&sink);
	b->fresh = nl_rules_ir(b->rules);
	b->stored = nl_stored_open(&nl_stored_builtin);
	b->kept = nl_stored_ir(b->stored);
}

static void end(both *b)
{
	nl_rules_free(b->rules);
	nl_stored_free(b->stored);
}

static void check_equal(nl_buf *wanted, nl_buf *got)
{
	CHECK(wanted->len > 0);
	CHECK(nl_str_eq(nl_buf_str(wanted), nl_buf_str(got)));
	nl_buf_release(wanted);
	nl_buf_release(got);
}

static void test_dump(const both *b)
{
	nl_buf wanted = {0}, got = {0};
	nl_ir_dump(b->fresh, &wanted);
	nl_ir_dump(b->kept, &got);
	check_equal(&wanted, &got);
}

/* Titles, reasons, sources, examples, messages, places: what a dump leaves out. */
static void describe(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->position_count; i++) nl_describe_position(ir, i, 100, out);
	for (uint32_t i = 0; i < ir->ruleset_count; i++) nl_describe_ruleset(ir, i, 100, out);
	for (uint32_t i = 0; i < ir->axis_count; i++) nl_describe_axis(ir, i, 100, out);
	for (uint32_t i = 0; i < ir->language_count; i++) nl_describe_language(ir, i, 100, out);
}

static void test_descriptions(const both *b)
{
	nl_buf wanted = {0}, got = {0};
	describe(b->fresh, &wanted);
	describe(b->kept, &got);
	check_equal(&wanted, &got);
}

static void add_place(const nl_ir *ir, nl_origin origin, nl_buf *out)
{
	nl_label at = nl_ir_at(ir, origin);
	nl_buf_addf(out, NL_FMT ":%u-%u\n", NL_ARG(nl_source_name(at.source)), at.span.start, at.span.end);
}

static void add_places(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->leaf_count; i++) {
		nl_buf_addf(out, "%u %u ", ir->leaves[i].language, ir->leaves[i].first);
		add_place(ir, ir->leaves[i].origin, out);
	}
	for (uint32_t i = 0; i < ir->node_count; i++) add_place(ir, ir->nodes[i].origin, out);
	for (uint32_t i = 0; i < ir->cond_count; i++) add_place(ir, ir->conds[i].origin, out);
	for (uint32_t i = 0; i < ir->position_count; i++) {
		for (uint32_t k = 0; k < ir->positions[i].example_count; k++)
			add_place(ir, ir->positions[i].examples[k].origin, out);
	}
	for (uint32_t i = 0; i < ir->ruleset_count; i++) {
		for (uint32_t k = 0; k < ir->rulesets[i].rule_count; k++) add_place(ir, ir->rulesets[i].rules[k].origin, out);
	}
}

static void test_places(const both *b)
{
	nl_buf wanted = {0}, got = {0};
	add_places(b->fresh, &wanted);
	add_places(b->kept, &got);
	check_equal(&wanted, &got);
}

static void add_words(const nl_map *map, nl_buf *out)
{
	for (uint32_t i = 0; i < map->len; i++) nl_buf_addf(out, NL_FMT "\n", NL_ARG(map->entries[i].key));
}

static void add_languages(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->language_count; i++) {
		const nl_ir_language *l = &ir->languages[i];
		add_words(&l->text.abbreviations, out);
		add_words(&l->text.openers, out);
		for (uint32_t k = 0; k < l->text.spelling_count; k++)
			nl_buf_addf(out, NL_FMT "\n", NL_ARG(l->text.spelling[k]));
		for (uint32_t k = 0; k < l->name_count; k++) nl_buf_addf(out, NL_FMT "\n", NL_ARG(l->names[k]));
		for (uint32_t k = 0; k < l->leaf_count; k++) nl_buf_addf(out, "%u\n", l->leaves[k]);
		for (nl_symbol s = 1; s <= nl_vocab_symbols(l->vocab); s++)
			nl_buf_addf(out, NL_FMT "\n", NL_ARG(nl_vocab_symbol_text(l->vocab, s)));
	}
}

static void test_languages(const both *b)
{
	nl_buf wanted = {0}, got = {0};
	add_languages(b->fresh, &wanted);
	add_languages(b->kept, &got);
	check_equal(&wanted, &got);
}

static void add_index(const nl_index *index, uint32_t keys, nl_buf *out)
{
	for (uint32_t k = 0; k < keys; k++) {
		nl_buf_addf(out, "%u:", k);
		for (uint32_t i = index->start[k]; i < index->start[k + 1]; i++) nl_buf_addf(out, " %u", index->values[i]);
		nl_buf_add_byte(out, '\n');
	}
}

static void add_lookups(const nl_ir *ir, nl_buf *out)
{
	add_index(&ir->parents, ir->node_count, out);
	add_index(&ir->of_leaf, ir->leaf_count, out);
	add_index(&ir->of_regex, ir->regex_count, out);
	add_index(&ir->parts, ir->position_count, out);
	for (uint32_t n = 0; n < ir->node_count; n++) nl_buf_addf(out, "%.17g\n", ir->words[n]);
	for (uint32_t i = 0; i < ir->language_count; i++) {
		uint32_t symbols = nl_vocab_symbols(ir->languages[i].vocab);
		add_index(&ir->languages[i].starts, symbols + 1, out);
		add_index(&ir->languages[i].cue_starts, symbols + 1, out);
	}
}

static void test_lookups(const both *b)
{
	nl_buf wanted = {0}, got = {0};
	add_lookups(b->fresh, &wanted);
	add_lookups(b->kept, &got);
	check_equal(&wanted, &got);
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static void add_report(const nl_ir *ir, const char *path, const char *format, nl_buf *out)
{
	uint32_t rulesets[16], count = ir->ruleset_count < 16 ? ir->ruleset_count : 16;
	nl_report_ruleset reported[16];
	for (uint32_t i = 0; i < count; i++) {
		rulesets[i] = i;
		reported[i] = (nl_report_ruleset){ir, &ir->rulesets[i]};
	}
	nl_checker checker;
	nl_checker_init(&checker, ir, nl_ir_language_of(ir, NL_STR("english")), &(nl_input_options){0}, rulesets, count);
	nl_checked checked;
	nl_sink sink = {0};
	nl_file file = nl_check_read(path, &(nl_input_options){0});
	CHECK(nl_check_file(&checker, path, &file, (nl_str){0}, &sink, &checked));
	nl_report_options options = {.style = {.show_source = true},
		.min_severity = NL_NOTE,
		.verbose = true,
		.rulesets = reported,
		.ruleset_count = count};
	nl_totals totals = {.documents = 1};
	const nl_report *report = nl_report_find(nl_str_of(format));
	report->begin(out, &options);
	report->document(out, &options, checked.verdict);
	report->end(out, &options, &totals);
	nl_checked_release(&checked);
	nl_checker_release(&checker);
	nl_sink_release(&sink);
}

static void test_reports(const both *b)
{
	static const char *const paths[] = {"examples/open-internet-declaration.md",
		"examples/information-security-code.md", "examples/national-strategy.txt"};
	static const char *const formats[] = {"text", "json"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		for (size_t k = 0; k < sizeof formats / sizeof *formats; k++) {
			nl_buf wanted = {0}, got = {0};
			add_report(b->fresh, paths[i], formats[k], &wanted);
			add_report(b->kept, paths[i], formats[k], &got);
			check_equal(&wanted, &got);
		}
	}
}

int main(void)
{
	both b;
	begin(&b);
	test_dump(&b);
	test_descriptions(&b);
	test_places(&b);
	test_languages(&b);
	test_lookups(&b);
	test_reports(&b);
	end(&b);
	return check_done();
}
