/* What text files cannot show of the parser: limits of size, names of sources, states that stay as they were. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "lang/rules.h"

/* How many errors a text gives in all, and the code of the first. */
static uint32_t errors_of(nl_str text, nl_str *first_code, nl_arena *arena)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(NULL);
	bool added = nl_rules_add_text(rules, NL_STR("rules.norm"), text, &sink);
	CHECK(added == (sink.errors == 0));
	bool compiled = nl_rules_compile(rules, true, &sink);
	uint32_t errors = sink.errors;
	CHECK(compiled == (errors == 0));
	CHECK((nl_rules_ir(rules) != NULL) == compiled);
	*first_code = sink.list.len ? nl_arena_str(arena, sink.list.at[0].code) : NL_STR("");
	nl_rules_free(rules);
	nl_sink_release(&sink);
	return errors;
}

static void check_one_error(nl_str text, const char *code)
{
	nl_arena arena = {0};
	nl_str first;
	CHECK_INT(errors_of(text, &first, &arena), 1);
	CHECK_STR(first, code);
	nl_arena_release(&arena);
}

/* `start`, then `part` so many times, then `end`. */
static nl_buf repeated(const char *start, const char *part, uint32_t count, const char *end)
{
	nl_buf text = {0};
	nl_buf_add_c(&text, start);
	for (uint32_t i = 0; i < count; i++) nl_buf_add_c(&text, part);
	nl_buf_add_c(&text, end);
	return text;
}

static void check_repeated(const char *start, const char *part, uint32_t count, const char *end, const char *code)
{
	nl_buf text = repeated(start, part, count, end);
	if (code) check_one_error(nl_buf_str(&text), code);
	else {
		nl_arena arena = {0};
		nl_str first;
		CHECK_INT(errors_of(nl_buf_str(&text), &first, &arena), 0);
		nl_arena_release(&arena);
	}
	nl_buf_release(&text);
}

/* Deep input ends in one error and not in a full stack; long input that is flat is fine. */
static void test_pathological(void)
{
	check_repeated("term t = ", "(", 100000, "", "E0111");
	check_repeated("term t = \"", "[", 100000, "\"", "E0111");
	check_repeated("term t = \"a\"", " then \"a\"", 100000, "", "E0111");
	check_repeated("term t = \"a\"", " but not \"b\"", 100000, "", "E0111");
	check_repeated("term t = \"a\"", " in list", 100000, "", "E0111");
	check_repeated("position a \"A\" { matches \"a\" } ruleset r \"R\" { require ", "not ", 100000, "a }", "E0111");
	check_repeated("term t = \"a\"", " | \"b\"", 100000, "", NULL);
	check_repeated("term t = \"a\"", " & \"b\"", 100000, "", NULL);
	check_repeated("position a \"A\" { matches \"a\" } ruleset r \"R\" { require a", " or a", 100000, " }", NULL);
	check_repeated("position a \"A\" { matches \"a\"", " matches \"b\"", 10000, " }", NULL);
	check_repeated("position a \"A\" { matches \"x", " x", 100000, "\" }", "E0311");
	check_repeated("", "\n", 100000, "", NULL);
}

static void test_too_large(void)
{
	size_t size = NL_MAX_RULE_FILE + 1;
	char *spaces = nl_alloc(size);
	memset(spaces, ' ', size);
	check_one_error((nl_str){spaces, size}, "E0506");
	check_repeated("", " ", NL_MAX_RULE_FILE, "", NULL);
	free(spaces);
}

/* Past the limit of errors one more tells that there were more; the load has failed all the same. */
static void test_many_errors(void)
{
	nl_buf text = {0};
	for (int i = 0; i < 3000; i++) nl_buf_addf(&text, "term t%d = @no%d\n", i, i);
	nl_arena arena = {0};
	nl_str first;
	CHECK_INT(errors_of(nl_buf_str(&text), &first, &arena), NL_MAX_RULE_ERRORS + 1);
	CHECK_STR(first, "E0201");
	nl_arena_release(&arena);
	nl_buf_release(&text);
}

static void test_texts_of_one_name(void)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(NULL);
	CHECK(nl_rules_add_text(rules, NL_STR("a.norm"), NL_STR("term a = \"a\""), &sink));
	CHECK(nl_rules_add_text(rules, NL_STR("a.norm"), NL_STR("position b \"B\" { matches @a }"), &sink));
	CHECK(nl_rules_compile(rules, false, &sink));
	CHECK_INT(nl_rules_ir(rules)->position_count, 1);
	nl_buf tokens = {0};
	nl_rules_dump_tokens(rules, NL_STR("a.norm"), &tokens);
	CHECK(nl_str_find(nl_buf_str(&tokens), NL_STR("0-4 'term' term\n")) == 0);
	CHECK(nl_str_find(nl_buf_str(&tokens), NL_STR("0-8 'position' position\n")) != SIZE_MAX);
	nl_buf_release(&tokens);
	nl_rules_free(rules);
	nl_sink_release(&sink);
}

static void test_no_rules(void)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(NULL);
	CHECK(nl_rules_ir(rules) == NULL);
	CHECK(!nl_rules_add_builtin(rules, "no.norm", &sink));
	nl_rules_free(rules);
	rules = nl_rules_new(NULL);
	CHECK(nl_rules_compile(rules, true, &sink));
	CHECK_INT(nl_rules_ir(rules)->language_count, 1);
	CHECK_STR(nl_rules_ir(rules)->languages[0].text.id, "english");
	nl_rules_free(rules);
	nl_rules_free(NULL);
	nl_sink_release(&sink);
}

int main(void)
{
	test_pathological();
	test_too_large();
	test_many_errors();
	test_texts_of_one_name();
	test_no_rules();
	return check_done();
}
