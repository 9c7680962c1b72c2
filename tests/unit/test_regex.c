/* The PCRE2 wrapper: errors, limits, hostile text, and the literals that spare a search. */
#include "check.h"

#include "base/buf.h"
#include "text/regex.h"

static nl_arena arena;

static nl_regex *compile(const char *pattern, const char *flags)
{
	nl_regex_error error = {{0}, 0};
	nl_regex *regex = nl_regex_compile(nl_str_of(pattern), nl_str_of(flags), &arena, &error);
	CHECK(regex != NULL);
	return regex;
}

static void check_literal(const char *pattern, const char *flags, const char *wanted)
{
	nl_regex *regex = compile(pattern, flags);
	bool ignore_case;
	CHECK_STR(nl_regex_literal(regex, &ignore_case), wanted);
	CHECK_INT(ignore_case, flags[0] == 'i');
	nl_regex_free(regex);
}

static void test_literals(void)
{
	check_literal("A/RES/\\d+", "", "A/RES/");
	check_literal("colou?r of money", "", "r of money");
	check_literal("(foo)?barely", "", "barely");
	check_literal("foo|barely", "", "");
	check_literal("(?:foo|bar)", "", "");
	check_literal("abc\\.def", "", "abc.def");
	check_literal("\\bprivacy\\b", "i", "privacy");
	check_literal("Internet", "i", "internet");
	check_literal("skill", "i", "ill"); /* the Kelvin sign and the long s fold to k and s */
	check_literal("ab{0,3}cdef", "", "cdef");
	check_literal("abcd+ef", "", "abcd");
	check_literal("[abc]def(?i)ghij", "", "");
	check_literal("foo bar # words", "x", "");
	check_literal("foo barely", "x", "barely");
	check_literal("na\xC3\xAFve?", "", "na\xC3\xAFv");
	check_literal("ab\xC3\xAF?xyz", "", "xyz");
	check_literal("\\Qabc\\E", "", "");
	check_literal("abc[[:alpha:]]", "", "");
	check_literal("\\x41bcd", "", "");
}

static void test_errors(void)
{
	nl_regex_error error = {{0}, 0};
	CHECK(!nl_regex_compile(NL_STR("ab(c"), NL_STR(""), &arena, &error));
	CHECK_STR(error.message, "missing closing parenthesis");
	CHECK_INT(error.offset, 4);
	CHECK(!nl_regex_compile(NL_STR("a"), NL_STR("g"), &arena, &error));
	CHECK_STR(error.message, "unknown flag; the flags are i, x and s");
	CHECK(!nl_regex_compile(NL_STR("a\\Cb"), NL_STR(""), &arena, &error));
	CHECK(!nl_regex_compile(NL_STR("\xFF"), NL_STR(""), &arena, &error));
}

static void test_matching(void)
{
	nl_regex *regex = compile("\\bstate\\b", "i");
	nl_regex_state *state = nl_regex_state_new();
	nl_str text = NL_STR("The State, a \xFF state\xC3");
	nl_span match;
	CHECK_INT(nl_regex_next(regex, state, text, 0, &match), NL_REGEX_FOUND);
	CHECK_INT(match.start, 4);
	CHECK_INT(match.end, 9);
	CHECK_INT(nl_regex_next(regex, state, text, match.end, &match), NL_REGEX_FOUND);
	CHECK_INT(match.start, 15);
	CHECK_INT(nl_regex_next(regex, state, text, match.end, &match), NL_REGEX_NOT_FOUND);
	CHECK_INT(nl_regex_next(regex, state, text, 1000, &match), NL_REGEX_NOT_FOUND);
	CHECK_INT(nl_regex_next(regex, state, (nl_str){NULL, 0}, 0, &match), NL_REGEX_NOT_FOUND);
	nl_regex_free(regex);

	regex = compile("x*", "");
	CHECK(nl_regex_matches_empty(regex));
	CHECK_INT(nl_regex_next(regex, state, NL_STR("ab xx"), 0, &match), NL_REGEX_FOUND);
	CHECK_INT(match.start, 3);
	nl_regex_free(regex);

	regex = compile("a\\K", "");
	CHECK_INT(nl_regex_next(regex, state, NL_STR("aaa"), 0, &match), NL_REGEX_NOT_FOUND);
	nl_regex_free(regex);
	nl_regex_state_free(state);
}

static void test_limit(void)
{
	nl_regex *regex = compile("(a+)+$", "");
	CHECK(!nl_regex_matches_empty(regex));
	nl_regex_state *state = nl_regex_state_new();
	nl_buf text = {0};
	for (int i = 0; i < 60; i++) nl_buf_add_byte(&text, 'a');
	nl_buf_add_byte(&text, 'b');
	nl_span match;
	CHECK_INT(nl_regex_next(regex, state, nl_buf_str(&text), 0, &match), NL_REGEX_LIMIT);
	nl_buf_release(&text);
	nl_regex_free(regex);
	nl_regex_state_free(state);
}

int main(void)
{
	test_literals();
	test_errors();
	test_matching();
	test_limit();
	nl_arena_release(&arena);
	return check_done();
}
