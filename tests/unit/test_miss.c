/* The nearest miss: which sentence, what was there, what was missing. */
#include "check.h"
#include "handmade.h"

typedef struct {
	hand_rules rules;
	hand_doc text;
	nl_matcher *matcher;
	nl_match *match;
	nl_miss miss;
	nl_sink sink;
} trial;

/* Runs the rules, whose last node is the position, over a text. */
static void begin(trial *t, const char *text)
{
	hand_position(&t->rules, t->rules.nodes.len - 1);
	t->matcher = nl_matcher_new(hand_rules_done(&t->rules), 0);
	const nl_doc *doc = hand_doc_open(&t->text, text, nl_matcher_lexicon(t->matcher));
	t->match = nl_matcher_run(t->matcher, doc, &t->sink);
	CHECK_INT(t->match->positions[0].count, 0);
	t->miss = nl_matcher_miss(t->matcher, t->match, 0);
}

static void end(trial *t)
{
	nl_match_free(t->match);
	nl_matcher_free(t->matcher);
	nl_sink_release(&t->sink);
	hand_doc_release(&t->text);
	hand_rules_release(&t->rules);
}

static nl_str found(const trial *t)
{
	return t->miss.found.first <= t->miss.found.last ? hand_text(&t->text.doc, t->miss.found) : NL_STR("-");
}

/* law near/3 (apply | govern), about cyberspace */
static void law_rules(hand_rules *h)
{
	hand_rules_begin(h);
	uint32_t law = hand_phrase(h, "international law"), apply = hand_phrase(h, "apply"), govern = hand_phrase(h, "govern");
	uint32_t verb = hand_op(h, NL_NODE_OR, NL_UNIT_SENTENCE, 0, apply, govern);
	uint32_t near = hand_op(h, NL_NODE_NEAR, NL_UNIT_SENTENCE, 3, law, verb), cyber = hand_phrase(h, "cyberspace");
	hand_op(h, NL_NODE_ABOUT, NL_UNIT_SENTENCE, 0, near, cyber);
}

static void test_nothing(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "Nothing of this kind.\nNor here.");
	CHECK(t.miss.sentence == NL_NONE);
	CHECK_INT(t.miss.missing_count, 0);
	end(&t);
}

static void test_largest_part_wins(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "Rules apply.\nWe respect international law in cyberspace.\nInternational law is old.");
	CHECK_INT(t.miss.sentence, 1);
	CHECK_STR(found(&t), "international law in cyberspace");
	CHECK(t.miss.share > 0.7 && t.miss.share < 0.75); /* two words and one of four, the two less rare */
	CHECK_INT(t.miss.missing_count, 1);
	if (t.miss.missing_count) CHECK_INT(t.miss.missing[0], 3); /* the OR: no word of applying */
	CHECK(!t.miss.apart);
	end(&t);
}

static void test_first_of_equals(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "Rules.\nInternational law is old.\nInternational law is new.");
	CHECK_INT(t.miss.sentence, 1);
	CHECK_INT(t.miss.missing_count, 2);
	if (t.miss.missing_count == 2) {
		CHECK_INT(t.miss.missing[0], 5); /* outermost first: cyberspace, then the OR */
		CHECK_INT(t.miss.missing[1], 3);
	}
	end(&t);
}

/* Another part of the same weight is no nearer. */
static void test_first_of_equal_shares(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "Nothing.\nThe rules apply.\nCyberspace is old.");
	CHECK_INT(t.miss.sentence, 1);
	CHECK_STR(found(&t), "apply");
	end(&t);
}

/* Every sentence says "cyberspace", so the one that says less often heard words is nearer. */
static void test_rare_words_weigh_more(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "They apply cyberspace.\nCyberspace.\nInternational law.\nCyberspace.\nCyberspace.");
	CHECK_INT(t.miss.sentence, 2);
	CHECK_STR(found(&t), "International law");
	end(&t);
}

/* (law about cyberspace) | privacy near (peace near order): a heading alone satisfies nothing of the first. */
static void test_heading_alone_does_not_count(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t law = hand_phrase(&t.rules, "law"), cyber = hand_phrase(&t.rules, "cyberspace");
	uint32_t privacy = hand_phrase(&t.rules, "privacy"), peace = hand_phrase(&t.rules, "peace");
	uint32_t order = hand_phrase(&t.rules, "order");
	uint32_t about = hand_op(&t.rules, NL_NODE_ABOUT, NL_UNIT_SENTENCE, 0, law, cyber);
	uint32_t inner = hand_op(&t.rules, NL_NODE_NEAR, NL_UNIT_SENTENCE, 5, peace, order);
	uint32_t outer = hand_op(&t.rules, NL_NODE_NEAR, NL_UNIT_SENTENCE, 5, privacy, inner);
	hand_op(&t.rules, NL_NODE_OR, NL_UNIT_SENTENCE, 0, about, outer);
	begin(&t, "# Cyberspace\nOn privacy.");
	CHECK_STR(found(&t), "privacy");
	CHECK_INT(t.miss.missing_count, 1);
	if (t.miss.missing_count) CHECK_INT(t.miss.missing[0], inner);
	end(&t);
}

static void test_apart(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "International law, as we have often said, does apply in cyberspace.");
	CHECK_INT(t.miss.sentence, 0);
	CHECK(t.miss.apart);
	CHECK_INT(t.miss.missing_count, 0);
	CHECK(t.miss.share > 0.9 && t.miss.share < 1);
	CHECK_STR(found(&t), "International law, as we have often said, does apply in cyberspace");
	end(&t);
}

/* The topic in a heading counts beside some of the rest, and is not part of what was found. */
static void test_heading_counts(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "# Cyberspace\nWe respect international law.\n# Health\nInternational law is old.");
	CHECK_INT(t.miss.sentence, 1);
	CHECK_STR(found(&t), "international law");
	CHECK_INT(t.miss.missing_count, 1);
	end(&t);
}

static void test_headings_are_no_miss(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "# International law in cyberspace\nIt applies.");
	CHECK_INT(t.miss.sentence, 1);
	end(&t);
}

/* law but not "customary international law" */
static void test_kept_out(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t law = hand_phrase(&t.rules, "international law"), custom = hand_phrase(&t.rules, "customary international law");
	hand_op(&t.rules, NL_NODE_BUT_NOT, NL_UNIT_SENTENCE, 0, law, custom);
	begin(&t, "Customary things.\nCustomary international law applies.");
	CHECK_INT(t.miss.sentence, 1);
	CHECK(t.miss.apart);
	CHECK_STR(found(&t), "international law");
	end(&t);
}

/* A term that names itself twice, thirty times over: 2^30 ways down, one walk. */
static void test_shared_terms(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t node = hand_phrase(&t.rules, "law"), other = hand_phrase(&t.rules, "order");
	node = hand_op(&t.rules, NL_NODE_NEAR, NL_UNIT_SENTENCE, 2, node, other);
	for (int i = 0; i < 30; i++) node = hand_op(&t.rules, NL_NODE_AND, NL_UNIT_SENTENCE, 0, node, node);
	begin(&t, "The law is old.");
	CHECK_INT(t.miss.sentence, 0);
	CHECK_STR(found(&t), "law");
	CHECK_INT(t.miss.missing_count, 1);
	end(&t);
}

/* Of some sentences alone: the best of the text is not among them, and where no word is, there is no miss. */
static void test_among_some_sentences(void)
{
	trial t = {0};
	law_rules(&t.rules);
	begin(&t, "Rules apply.\nWe respect international law in cyberspace.\nInternational law is old.\nNothing.");
	t.miss = nl_matcher_miss_in(t.matcher, t.match, 0, 2, 4);
	CHECK_INT(t.miss.sentence, 2);
	CHECK_STR(found(&t), "International law");
	CHECK(nl_matcher_miss_in(t.matcher, t.match, 0, 3, 4).sentence == NL_NONE);
	CHECK(nl_matcher_miss_in(t.matcher, t.match, 0, 1, 1).sentence == NL_NONE);
	end(&t);
}

int main(void)
{
	test_nothing();
	test_largest_part_wins();
	test_first_of_equals();
	test_first_of_equal_shares();
	test_rare_words_weigh_more();
	test_heading_alone_does_not_count();
	test_apart();
	test_heading_counts();
	test_headings_are_no_miss();
	test_kept_out();
	test_shared_terms();
	test_among_some_sentences();
	return check_done();
}
