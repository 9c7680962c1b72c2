/* Credits, scores, axes and fingerprints, on rules and matches made by hand: three positions, and conditions over
 * them. */
#include "check.h"

#include "judge/axis.h"
#include "judge/credit.h"
#include "judge/fingerprint.h"

enum { A, B, C, POSITIONS };

static const nl_position positions[POSITIONS] = {
	{.id = NL_STR("a"), .topic = NL_STR("law")},
	{.id = NL_STR("b"), .topic = NL_STR("crime")},
	{.id = NL_STR("c"), .topic = NL_STR("law")},
};

/* Conditions by index: 0..2 the positions; then what their names say. */
enum { AND_AB = 3, OR_AB, NOT_A, TWO_OF_ABC, COUNT_A_2, CONDITIONS };
static const nl_cond conds[CONDITIONS] = {
	{.op = NL_COND_POSITION, .position = A},
	{.op = NL_COND_POSITION, .position = B},
	{.op = NL_COND_POSITION, .position = C},
	{.op = NL_COND_AND, .first_child = 0, .child_count = 2},
	{.op = NL_COND_OR, .first_child = 0, .child_count = 2},
	{.op = NL_COND_NOT, .first_child = 0, .child_count = 1},
	{.op = NL_COND_N_OF, .n = 2, .first_child = 0, .child_count = 3},
	{.op = NL_COND_COUNT, .position = A, .n = 2},
};
static const uint32_t cond_children[] = {A, B, C};
static const nl_ir ir = {.positions = positions,
	.position_count = POSITIONS,
	.conds = conds,
	.cond_count = CONDITIONS,
	.cond_children = cond_children,
	.cond_child_count = 3};

static const nl_evidence affirmed[] = {
	{.stance = NL_AFFIRMED, .strength = NL_RECOMMENDED},
	{.stance = NL_AFFIRMED, .strength = NL_BINDING},
};
static const nl_evidence hedged[] = {{.stance = NL_HEDGED, .strength = NL_TENTATIVE}};
static const nl_evidence half_affirmed[] = {
	{.stance = NL_AFFIRMED, .strength = NL_DECLARED},
	{.stance = NL_HEDGED, .strength = NL_DECLARED},
};

static const nl_position_match yes = {.stance = NL_AFFIRMED, .strength = NL_BINDING, .evidence = affirmed, .count = 2};
static const nl_position_match should = {.stance = NL_AFFIRMED, .strength = NL_RECOMMENDED, .evidence = affirmed, .count = 1};
static const nl_position_match maybe = {.stance = NL_HEDGED, .strength = NL_TENTATIVE, .evidence = hedged, .count = 1};
static const nl_position_match mixed = {.stance = NL_AFFIRMED, .strength = NL_DECLARED, .evidence = half_affirmed, .count = 2};
static const nl_position_match no = {.stance = NL_OPPOSED, .strength = NL_BINDING, .evidence = NULL, .count = 0};
static const nl_position_match told = {.stance = NL_REPORTED, .strength = NL_BINDING, .evidence = NULL, .count = 0};
static const nl_position_match nothing = {.stance = NL_ABSENT, .strength = NL_TENTATIVE, .evidence = NULL, .count = 0};

/* The credit of a condition, times 10, when the positions stand so. */
static int credit(uint32_t condition, nl_position_match a, nl_position_match b, nl_position_match c, nl_strength at_least)
{
	const nl_position_match matches[] = {a, b, c};
	nl_match match = {.ir = &ir, .positions = matches};
	return (int)(10 * nl_credit_of_condition(&match, condition, at_least));
}

static void test_position(void)
{
	CHECK_INT(credit(A, yes, no, no, NL_TENTATIVE), 10);
	CHECK_INT(credit(A, yes, no, no, NL_BINDING), 10);
	CHECK_INT(credit(A, should, no, no, NL_BINDING), 5);
	CHECK_INT(credit(A, should, no, no, NL_RECOMMENDED), 10);
	CHECK_INT(credit(A, maybe, no, no, NL_TENTATIVE), 5);
	CHECK_INT(credit(A, no, yes, yes, NL_TENTATIVE), 0);
	CHECK_INT(credit(A, told, yes, yes, NL_TENTATIVE), 0);
	CHECK_INT(credit(A, nothing, yes, yes, NL_TENTATIVE), 0);
}

static void test_operators(void)
{
	CHECK_INT(credit(AND_AB, yes, maybe, no, NL_TENTATIVE), 5);
	CHECK_INT(credit(AND_AB, yes, nothing, yes, NL_TENTATIVE), 0);
	CHECK_INT(credit(OR_AB, maybe, nothing, yes, NL_TENTATIVE), 5);
	CHECK_INT(credit(OR_AB, nothing, yes, no, NL_TENTATIVE), 10);
	CHECK_INT(credit(NOT_A, yes, no, no, NL_TENTATIVE), 0);
	CHECK_INT(credit(NOT_A, maybe, no, no, NL_TENTATIVE), 5);
	CHECK_INT(credit(NOT_A, no, no, no, NL_TENTATIVE), 10);
	CHECK_INT(credit(TWO_OF_ABC, yes, no, yes, NL_TENTATIVE), 10);
	CHECK_INT(credit(TWO_OF_ABC, yes, maybe, no, NL_TENTATIVE), 5);
	CHECK_INT(credit(TWO_OF_ABC, maybe, maybe, maybe, NL_TENTATIVE), 5);
	CHECK_INT(credit(TWO_OF_ABC, yes, no, no, NL_TENTATIVE), 0);
}

static void test_count(void)
{
	CHECK_INT(credit(COUNT_A_2, yes, no, no, NL_TENTATIVE), 10);
	CHECK_INT(credit(COUNT_A_2, yes, no, no, NL_BINDING), 5);
	CHECK_INT(credit(COUNT_A_2, mixed, no, no, NL_TENTATIVE), 5);
	CHECK_INT(credit(COUNT_A_2, should, yes, yes, NL_TENTATIVE), 0);
	CHECK_INT(credit(COUNT_A_2, nothing, yes, yes, NL_TENTATIVE), 0);
}

static const nl_rule rules[] = {
	{.id = NL_STR("a"), .kind = NL_REQUIRE, .condition = A, .when = NL_NONE, .weight = 3},
	{.id = NL_STR("b"), .kind = NL_FORBID, .condition = B, .when = NL_NONE, .weight = 1},
	{.id = NL_STR("c"), .kind = NL_DISCOURAGE, .condition = C, .when = B, .weight = 4},
};
static const nl_ruleset ruleset = {.id = NL_STR("set"), .rules = rules, .rule_count = 3};

static void test_score(void)
{
	nl_arena arena = {0};
	const nl_position_match matches[] = {yes, no, yes};
	nl_match match = {.ir = &ir, .positions = matches};
	nl_score score = nl_score_of(&match, &ruleset, &arena);
	CHECK_INT(score.score, 100);
	CHECK(!score.rules[2].applies);
	CHECK_INT(score.topic_count, 2);
	CHECK_STR(score.topics[0].topic, "crime");
	CHECK_INT(score.topics[1].score, 100);

	/* The hedged b costs half its weight and makes the rule on c apply, which then costs all of its own. */
	const nl_position_match worse[] = {maybe, maybe, yes};
	match.positions = worse;
	score = nl_score_of(&match, &ruleset, &arena);
	CHECK(score.rules[2].applies);
	CHECK_INT(100 * score.score, 2500);
	CHECK_INT(100 * score.topics[1].score, 2142);
	nl_arena_release(&arena);
}

static void test_score_of_no_rule(void)
{
	nl_arena arena = {0};
	const nl_position_match matches[] = {nothing, nothing, nothing};
	nl_match match = {.ir = &ir, .positions = matches};
	const nl_ruleset only_when = {.id = NL_STR("set"), .rules = &rules[2], .rule_count = 1};
	nl_score score = nl_score_of(&match, &only_when, &arena);
	CHECK_INT(score.score, 100);
	CHECK_INT(score.topic_count, 0);
	nl_arena_release(&arena);
}

static void test_axis(void)
{
	nl_axis_place none = nl_axis_from_counts(0, 0), even = nl_axis_from_counts(30, 30), far = nl_axis_from_counts(0, 4);
	CHECK_INT(1000 * none.value, 0);
	CHECK_INT(1000 * none.high, 3919);
	CHECK_INT(1000 * none.low, -3919);
	CHECK(even.value == 0 && even.high < none.high);
	CHECK_INT(1000 * far.value, 2197);
	CHECK(far.low < far.value && far.value < far.high);
	CHECK(nl_axis_from_counts(4, 0).value == -far.value);

	const nl_position_match matches[] = {mixed, yes, nothing};
	nl_match match = {.ir = &ir, .positions = matches};
	const nl_axis axis = {.id = NL_STR("axis"), .from = A, .to = B};
	nl_axis_place place = nl_axis_place_of(&match, &axis);
	CHECK_INT(place.from_count, 1);
	CHECK_INT(place.to_count, 2);
	CHECK(place.axis == &axis);
}

static uint64_t print(const char *sentence)
{
	return nl_fingerprint(NL_STR("set"), NL_STR("rule"), nl_str_of(sentence));
}

static void test_fingerprint(void)
{
	uint64_t plain = print("States shall not use multi-stakeholder proxies.");
	CHECK(print("States  shall\n  not use multi-stakeholder\r\nproxies") == plain);
	CHECK(print("19. States shall not use multi-stakeholder proxies.") == plain);
	CHECK(print("(a) States shall not use multi-stakeholder proxies;") == plain);
	CHECK(print("iv) States shall not use multi-stakeholder proxies;") == plain);
	CHECK(print("STATES shall not use multi-\nstakeholder proxies.") == plain);
	CHECK(print("States shall use multi-stakeholder proxies.") != plain);
	CHECK(print("States shall not use multi-stakeholder proxies in 2015.") != plain);
	CHECK(print("A State shall not use proxies") != print("State shall not use proxies"));
	CHECK(print("") != plain);
	CHECK(nl_fingerprint(NL_STR("set"), NL_STR("other"), NL_STR("")) != print(""));
}

int main(void)
{
	test_position();
	test_operators();
	test_count();
	test_score();
	test_score_of_no_rule();
	test_axis();
	test_fingerprint();
	return check_done();
}
