/* The whole engine on small texts: parts, headings, contexts, regexes, limits, and one matcher for many documents. */
#include "check.h"
#include "doc/map.h"
#include "handmade.h"
#include "match/matcher.h"

typedef struct {
	hand_rules rules;
	hand_doc text;
	nl_matcher *matcher;
	nl_match *match;
	nl_sink sink;
	nl_arena arena;
} trial;

static void open_text(trial *t, const char *text)
{
	hand_doc_open(&t->text, text, nl_matcher_lexicon(t->matcher));
	t->match = nl_matcher_run(t->matcher, &t->text.doc, &t->sink);
}

static void close_text(trial *t)
{
	nl_match_free(t->match);
	hand_doc_release(&t->text);
}

static void begin(trial *t, const char *text)
{
	if (!t->rules.positions.len) hand_position(&t->rules, t->rules.nodes.len - 1);
	t->matcher = nl_matcher_new(hand_rules_done(&t->rules), 0);
	open_text(t, text);
}

static void end(trial *t)
{
	close_text(t);
	nl_matcher_free(t->matcher);
	nl_sink_release(&t->sink);
	nl_arena_release(&t->arena);
	hand_rules_release(&t->rules);
}

/* The parts of all evidence of the first position: "law .. apply | law". */
static nl_str evidence(trial *t)
{
	nl_buf out = {0};
	const nl_position_match *position = &t->match->positions[0];
	for (uint32_t i = 0; i < position->count; i++) {
		if (i) nl_buf_add_c(&out, " | ");
		for (uint32_t k = 0; k < position->evidence[i].part_count; k++) {
			if (k) nl_buf_add_c(&out, " .. ");
			nl_buf_add(&out, hand_text(&t->text.doc, position->evidence[i].parts[k]));
		}
	}
	nl_str text = nl_arena_str(&t->arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return text;
}

static void test_parts(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t a = hand_phrase(&t.rules, "state ... respect [the] law"), b = hand_phrase(&t.rules, "peace _ now");
	hand_op(&t.rules, NL_NODE_NEAR, NL_UNIT_SENTENCE, 5, a, b);
	begin(&t, "Peace right now, if States in their wisdom respect the law.");
	CHECK_STR(evidence(&t), "Peace .. now .. States .. respect the law");
	CHECK_INT(t.match->positions[0].evidence[0].range.first, 0);
	CHECK_INT(t.match->positions[0].evidence[0].range.last, 10);
	end(&t);
}

/* A word that both a gap and a word of the phrase could take is the phrase's. */
static void test_parts_prefer_words(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	hand_phrase(&t.rules, "state ... [not] use _ [the] force");
	hand_cue(&t.rules, NL_CUE_NEGATION, NL_CUE_BEFORE, NL_TENTATIVE, "not");
	begin(&t, "States will not use all the force.");
	CHECK_STR(evidence(&t), "States .. not use .. the force");
	CHECK_INT(t.match->positions[0].stance, NL_AFFIRMED);
	end(&t);
}

static void test_parts_of_overlapping_words(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t a = hand_phrase(&t.rules, "human right"), b = hand_phrase(&t.rules, "right law");
	hand_op(&t.rules, NL_NODE_AND, NL_UNIT_SENTENCE, 0, a, b);
	begin(&t, "Of human rights law.");
	CHECK_STR(evidence(&t), "human rights law");
	end(&t);
}

/* Terms that name themselves twice, thirty times over. */
static void test_shared_terms(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t node = hand_phrase(&t.rules, "law");
	for (int i = 0; i < 30; i++) node = hand_op(&t.rules, NL_NODE_AND, NL_UNIT_SENTENCE, 0, node, node);
	begin(&t, "The law is the law.");
	CHECK_STR(evidence(&t), "law .. law");
	end(&t);
}

/* Terms that each name the two before: as many ways down as rabbits after sixty months. What a large document leaves out is walked
 * into once. */
static void test_terms_of_terms_in_large_documents(void)
{
	static const char text[] = "One goes home. Two goes home. None goes.";
	for (int large = 0; large < 2; large++) {
		trial t = {0};
		hand_rules_begin(&t.rules);
		uint32_t one = hand_phrase(&t.rules, "one"), two = hand_phrase(&t.rules, "two"),
				 end_word = hand_phrase(&t.rules, "home");
		for (int i = 0; i < 60; i++) {
			uint32_t both = hand_op(&t.rules, NL_NODE_OR, NL_UNIT_SENTENCE, 0, one, two);
			one = two;
			two = both;
		}
		hand_op(&t.rules, NL_NODE_THEN, NL_UNIT_SENTENCE, 3, two, end_word);
		hand_position(&t.rules, t.rules.nodes.len - 1);
		t.matcher = nl_matcher_new(hand_rules_done(&t.rules), 0);
		if (large) t.matcher->eval.flat_from = 0;
		open_text(&t, text);
		CHECK_STR(evidence(&t), "One .. home .. Two .. home");
		CHECK_INT(t.matcher->eval.found.len > 60, !large);
		end(&t);
	}
}

static void test_headings_and_code_do_not_count(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	hand_phrase(&t.rules, "privacy");
	begin(&t, "# Privacy\nOn privacy.\n``` privacy\n- privacy too");
	CHECK_STR(evidence(&t), "privacy | privacy");
	end(&t);

	t = (trial){0};
	hand_rules_begin(&t.rules);
	uint32_t phrase = hand_phrase(&t.rules, "privacy");
	uint32_t in = hand_op(&t.rules, NL_NODE_IN, NL_UNIT_SENTENCE, 0, phrase, NL_NONE);
	t.rules.nodes.at[in].blocks = 1u << NL_BLOCK_HEADING;
	hand_position(&t.rules, in);
	t.rules.positions.at[0].in_headings = true;
	begin(&t, "# Privacy\nOn privacy.");
	CHECK_STR(evidence(&t), "Privacy");
	end(&t);
}

static void test_about(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t law = hand_phrase(&t.rules, "law"), cyber = hand_phrase(&t.rules, "cyberspace");
	hand_op(&t.rules, NL_NODE_ABOUT, NL_UNIT_SENTENCE, 0, law, cyber);
	begin(&t, "Plain law one.\nA law two in cyberspace.\nIn cyberspace:\n- a law three\n\nThen:\n- a law four");
	CHECK_INT(t.match->positions[0].count, 2); /* two, three */
	close_text(&t);
	open_text(&t, "# Plan\nSome law.\n## Cyberspace\nMore law.\n### Detail\nNo law.\n## Health\nThat law.");
	CHECK_INT(t.match->positions[0].count, 2); /* more, no */
	close_text(&t);
	/* A title in two lines stands over all. */
	open_text(&t, "# Code of cyberspace\n# For States\nThe law.\n## Detail\nA law.");
	CHECK_INT(t.match->positions[0].count, 2);
	close_text(&t);
	open_text(&t, "# Cyberspace\n# Health\nThe law.\n# End\nA law.");
	CHECK_INT(t.match->positions[0].count, 0);
	end(&t);
}

static void test_units(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t a = hand_phrase(&t.rules, "law"), b = hand_phrase(&t.rules, "peace");
	hand_op(&t.rules, NL_NODE_AND, NL_UNIT_PARAGRAPH, 0, a, b);
	begin(&t, "One law.\nOne peace.\n\nTwo laws.\n\nThree peaces.");
	CHECK_STR(evidence(&t), "law .. peace");
	end(&t);
}

/* One regex as the only pattern; how many warnings it gets. */
static void test_regex(const char *pattern, const char *text, const char *wanted, uint32_t warnings)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	*nl_vec_push(&t.rules.nodes) = (nl_node){.op = NL_NODE_REGEX, .leaf = 0};
	hand_position(&t.rules, 0);
	nl_regex_error error;
	nl_regex *regex = nl_regex_compile(nl_str_of(pattern), NL_STR(""), &t.arena, &error);
	nl_source *source = nl_source_new(NL_STR("rules.norm"), nl_str_of(pattern), NL_ENCODING_UTF8, 0);
	nl_regex_leaf leaf = {.regex = regex, .origin = {.source = 0, .span = {0, 1}}};
	hand_rules_done(&t.rules);
	t.rules.ir.regexes = &leaf;
	t.rules.ir.regex_count = 1;
	t.rules.ir.sources = (const nl_source *const *)&source;
	t.rules.ir.source_count = 1;
	t.matcher = nl_matcher_new(&t.rules.ir, 0);
	hand_doc_open(&t.text, text, nl_matcher_lexicon(t.matcher));
	nl_doc_map map = {0};
	nl_doc_map_add(&map, (nl_span){0, (uint32_t)strlen(text)}, (nl_span){0, (uint32_t)strlen(text)});
	t.text.doc.map = &map;
	t.match = nl_matcher_run(t.matcher, &t.text.doc, &t.sink);
	CHECK_STR(evidence(&t), wanted);
	CHECK_INT(t.sink.warnings, warnings);
	CHECK_INT(t.sink.list.len, warnings);
	if (t.sink.list.len) CHECK_STR(t.sink.list.at[0].code, "D0710");
	if (t.sink.list.len) CHECK(t.sink.list.at[0].primary.source == source);
	end(&t);
	nl_doc_map_release(&map);
	nl_regex_free(regex);
	nl_source_free(source);
}

static void test_regexes(void)
{
	test_regex("rivac", "On privacy and its rivals.\n\nPrivacy.", "privacy | Privacy", 0);
	test_regex("acy and", "On privacy\nand privacy and more.", "privacy and", 0); /* a line end is no space */
	test_regex("A/\\d+/\\d+", "See A/68/98, para 19.", "A/68/98", 0);
	test_regex("!+", "Stop!!! Now.", "", 0); /* touches no word */
	test_regex("(?i)stop(?=!)", "STOP! Stop.", "STOP", 0);
	/* One that backtracks without end: told once, at its place in the rules; the rest of the text still counts. */
	test_regex("(a+)+[.,]",
		"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n\nA plain aa.\n\n"
		"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
		"aa", 1);
}

/* Equal phrases are run once; one that equals a cue is still a phrase. */
static void test_equal_phrases(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	hand_cue(&t.rules, NL_CUE_NEGATION, NL_CUE_BEFORE, NL_TENTATIVE, "no [more] law");
	uint32_t a = hand_phrase(&t.rules, "no [more] law"), b = hand_phrase(&t.rules, "no [more] law");
	uint32_t c = hand_phrase(&t.rules, "peace");
	uint32_t near = hand_op(&t.rules, NL_NODE_NEAR, NL_UNIT_SENTENCE, 2, b, c);
	hand_op(&t.rules, NL_NODE_AND, NL_UNIT_SENTENCE, 0, a, near);
	begin(&t, "No more law. No law is peace.");
	CHECK_STR(evidence(&t), "No law .. peace");
	end(&t);
}

static void test_one_matcher_for_many_documents(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t a = hand_phrase(&t.rules, "law"), b = hand_phrase(&t.rules, "peace");
	hand_op(&t.rules, NL_NODE_THEN, NL_UNIT_SENTENCE, 2, a, b);
	begin(&t, "The law of peace.");
	CHECK_STR(evidence(&t), "law .. peace");
	uint32_t count;
	nl_matcher_spans(t.matcher, t.match, 0, &count);
	CHECK_INT(count, 1);
	close_text(&t);
	open_text(&t, "Nothing.");
	CHECK_STR(evidence(&t), "");
	CHECK(nl_matcher_spans(t.matcher, t.match, 0, &count) == NULL);
	close_text(&t);
	open_text(&t, "");
	CHECK_STR(evidence(&t), "");
	close_text(&t);
	open_text(&t, "Laws and peace.\nLaw is the peace.");
	CHECK_INT(t.match->positions[0].count, 2);
	end(&t);
}

static void test_trace(void)
{
	trial t = {0};
	hand_rules_begin(&t.rules);
	uint32_t a = hand_phrase(&t.rules, "law"), b = hand_phrase(&t.rules, "peace");
	hand_op(&t.rules, NL_NODE_THEN, NL_UNIT_SENTENCE, 2, a, b);
	hand_cue(&t.rules, NL_CUE_NEGATION, NL_CUE_BEFORE, NL_TENTATIVE, "no");
	for (uint32_t i = 0; i < t.rules.nodes.len; i++) t.rules.nodes.at[i].term = NL_STR("term");
	begin(&t, "No law of\npeace. No law of peace.");
	nl_buf out = {0};
	nl_matcher_trace(t.matcher, t.match, &out);
	CHECK(nl_str_find(nl_buf_str(&out), NL_STR("position position: opposed\n")) != SIZE_MAX);
	CHECK(nl_str_find(nl_buf_str(&out),
			  NL_STR("  opposed, declared: 5-5 \"law\" ... 7-7 \"peace\", stance by 4-4 \"No\"\n")) != SIZE_MAX);
	CHECK(nl_str_find(nl_buf_str(&out), NL_STR("node 2 then @term")) != SIZE_MAX);
	nl_buf_release(&out);
	end(&t);
}

int main(void)
{
	test_parts();
	test_parts_prefer_words();
	test_parts_of_overlapping_words();
	test_shared_terms();
	test_terms_of_terms_in_large_documents();
	test_headings_and_code_do_not_count();
	test_about();
	test_units();
	test_regexes();
	test_equal_phrases();
	test_one_matcher_for_many_documents();
	test_trace();
	return check_done();
}
