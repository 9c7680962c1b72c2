/* Stance and strength: which cues govern the evidence, and what they make of it. */
#include "check.h"
#include "handmade.h"
#include "match/stance.h"

/* A small language; enough of English for the cases below. */
static void add_cues(hand_rules *h)
{
	static const struct {
		nl_cue_kind kind;
		nl_cue_reach reach;
		nl_strength strength;
		const char *phrase;
	} cues[] = {
		{NL_CUE_NEGATION, NL_CUE_BEFORE, 0, "not|never|no"},
		{NL_CUE_NEGATION, NL_CUE_BEFORE, 0, "no new"},
		{NL_CUE_NEGATION, NL_CUE_BEFORE, 0, "without|oppose"},
		{NL_CUE_NEGATION, NL_CUE_BEFORE, 0, "fail to"},
		{NL_CUE_NEGATION, NL_CUE_AFTER, 0, "is rejected"},
		{NL_CUE_NEGATION, NL_CUE_PSEUDO, 0, "not only"},
		{NL_CUE_HEDGE, NL_CUE_AROUND, 0, "where appropriate"},
		{NL_CUE_REPORTING, NL_CUE_BEFORE, 0, "critics argue|say"},
		{NL_CUE_REPORTING, NL_CUE_AFTER, 0, "critics say"},
		{NL_CUE_STRENGTH, NL_CUE_BEFORE, NL_BINDING, "shall|must|pledge"},
		{NL_CUE_STRENGTH, NL_CUE_BEFORE, NL_RECOMMENDED, "should"},
		{NL_CUE_STRENGTH, NL_CUE_BEFORE, NL_TENTATIVE, "may|endeavor"},
		{NL_CUE_STRENGTH, NL_CUE_BEFORE, NL_BINDING, "may not"},
		{NL_CUE_STRENGTH, NL_CUE_PSEUDO, 0, "in may"},
	};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
		hand_cue(h, cues[i].kind, cues[i].reach, cues[i].strength, cues[i].phrase);
	hand_stop(h, "but");
	hand_stop(h, "in spite");
	h->stop_gaps = NL_GAP_SEMICOLON;
}

/* What the first evidence of the phrase in the text is: "opposed binding, 'not', 'shall'". */
static nl_str describe(const char *phrase, uint32_t ignores, const char *text, nl_arena *arena)
{
	hand_rules h;
	hand_rules_begin(&h);
	add_cues(&h);
	uint32_t position = hand_position(&h, hand_phrase(&h, phrase));
	h.positions.at[position].ignores = ignores;
	nl_matcher *matcher = nl_matcher_new(hand_rules_done(&h), 0);
	hand_doc d;
	const nl_doc *doc = hand_doc_open(&d, text, nl_matcher_lexicon(matcher));
	nl_sink sink = {0};
	nl_match *match = nl_matcher_run(matcher, doc, &sink);
	nl_str said = NL_STR("nothing");
	if (match->positions[0].count) {
		const nl_evidence *e = &match->positions[0].evidence[0];
		nl_str stance_cue = NL_STR("-"), strength_cue = NL_STR("-");
		if (e->stance_cue.first <= e->stance_cue.last) stance_cue = hand_text(doc, e->stance_cue);
		if (e->strength_cue.first <= e->strength_cue.last) strength_cue = hand_text(doc, e->strength_cue);
		said = nl_arena_printf(arena, "%s %s, " NL_FMT ", " NL_FMT, nl_stance_name(e->stance),
			nl_strength_name(e->strength), NL_ARG(stance_cue), NL_ARG(strength_cue));
	}
	nl_match_free(match);
	nl_sink_release(&sink);
	nl_matcher_free(matcher);
	hand_doc_release(&d);
	hand_rules_release(&h);
	return said;
}

#define CHECK_STANCE(phrase, text, wanted) CHECK_STR(describe(phrase, 0, text, &arena), wanted)
#define CHECK_IGNORING(kind, phrase, text, wanted) CHECK_STR(describe(phrase, 1u << (kind), text, &arena), wanted)

static void test_sentence(void)
{
	nl_arena arena = {0};
	CHECK_STANCE("protect privacy", "We protect privacy.", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "States shall protect privacy.", "affirmed binding, -, shall");
	CHECK_STANCE("protect privacy", "States shall not protect privacy.", "opposed binding, not, shall");
	CHECK_STANCE("protect privacy", "To protect privacy is rejected by us.", "opposed declared, is rejected, -");
	CHECK_STANCE("protect privacy", "States may protect privacy.", "hedged tentative, may, may");
	CHECK_STANCE("protect privacy", "States should, where appropriate, protect privacy.",
		"hedged recommended, where appropriate, should");
	CHECK_STANCE("protect privacy", "States should protect privacy where appropriate.",
		"hedged recommended, where appropriate, should");
	CHECK_STANCE("protect privacy", "Critics argue that States shall not protect privacy.",
		"reported binding, Critics argue, shall");
	CHECK_STANCE("protect privacy", "States protect privacy, critics say.", "reported declared, critics say, -");
	/* An AFTER cue does not govern to its right, nor a BEFORE cue to its left. */
	CHECK_STANCE("protect privacy", "War is rejected, we protect privacy.", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "We protect privacy and do not wait.", "affirmed declared, -, -");
	nl_arena_release(&arena);
}

static void test_pseudo_and_longest(void)
{
	nl_arena arena = {0};
	CHECK_STANCE("protect privacy", "We not only protect privacy.", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "In May we protect privacy.", "affirmed declared, -, -");
	CHECK_STANCE("harm privacy", "States may not harm privacy.", "opposed binding, not, may not");
	nl_arena_release(&arena);
}

static void test_stops(void)
{
	nl_arena arena = {0};
	CHECK_STANCE("protect privacy", "We do not wait but protect privacy.", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "We do not wait in spite of cost, protect privacy.", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "We do not wait; protect privacy.", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "We do not wait, protect privacy.", "opposed declared, not, -");
	CHECK_STANCE("protect privacy", "We protect privacy; war is rejected.", "affirmed declared, -, -");
	/* A stop that the pattern asks for stands between nothing. */
	CHECK_STANCE("but protect privacy", "We do not but protect privacy.", "opposed declared, not, -");
	CHECK_STANCE("protect privacy but", "We protect privacy but critics say no.", "reported declared, critics say, -");
	/* The stop stands before the cue. */
	CHECK_STANCE("protect privacy", "All wait but never protect privacy.", "opposed declared, never, -");
	nl_arena_release(&arena);
}

static void test_parts(void)
{
	nl_arena arena = {0};
	/* The pattern's own words do not negate it, those around it and in its gaps do. */
	CHECK_STANCE("not harm privacy", "We do not harm privacy.", "affirmed declared, -, -");
	CHECK_STANCE("not harm privacy", "We never say not harm privacy.", "opposed declared, never, -");
	CHECK_STANCE("state ... privacy", "States do not protect privacy.", "opposed declared, not, -");
	CHECK_STANCE("state ... not ... privacy", "States do not harm privacy.", "affirmed declared, -, -");
	CHECK_STANCE("state ... privacy", "States demand privacy, never war.", "affirmed declared, -, -");
	CHECK_STANCE("not ... not ... privacy", "We do not and never and not shall harm privacy.",
		"opposed binding, never, shall");
	CHECK_STANCE("not ... not ... privacy", "Never do not and not harm privacy.", "opposed declared, Never, -");
	/* A cue that begins outside counts though it ends inside. */
	CHECK_STANCE("new treaty", "We need no new treaty.", "opposed declared, no new, -");
	CHECK_STANCE("to protect privacy", "They fail to protect privacy.", "opposed declared, fail to, -");
	/* Words of strength inside the pattern do give its strength. */
	CHECK_STANCE("state shall|must protect privacy", "We may wait where states shall protect privacy.",
		"affirmed binding, -, shall");
	nl_arena_release(&arena);
}

static void test_double_negation(void)
{
	nl_arena arena = {0};
	CHECK_STANCE("protect privacy", "States shall never fail to protect privacy.", "affirmed binding, -, shall");
	CHECK_STANCE("protect privacy", "States shall not never fail to protect privacy.", "opposed binding, fail to, shall");
	CHECK_STANCE("protect privacy", "We do not and never protect privacy.", "opposed declared, never, -");
	CHECK_STANCE("protect privacy", "It is not so that we never fail to protect privacy.", "opposed declared, not, -");
	CHECK_STANCE("protect privacy", "No, never protect privacy.", "opposed declared, never, -");
	nl_arena_release(&arena);
}

static void test_lead_ins(void)
{
	nl_arena arena = {0};
	CHECK_STANCE("harm privacy", "States should not:\n- harm privacy", "opposed recommended, not, should");
	CHECK_STANCE("harm privacy", "Each State pledges:\n- not to harm privacy", "opposed binding, not, pledges");
	CHECK_STANCE("not ... harm privacy", "Each State pledges:\n- not to harm privacy", "affirmed binding, -, pledges");
	CHECK_STANCE("protect privacy", "Each State pledges:\n- to endeavor to protect privacy",
		"hedged tentative, endeavor, endeavor");
	CHECK_STANCE("protect privacy", "States do not wait but:\n- protect privacy", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "States should not; they:\n- protect privacy", "affirmed declared, -, -");
	CHECK_STANCE("protect privacy", "It is rejected:\n- protect privacy", "affirmed declared, -, -");
	/* Only what governs: the paragraph before a paragraph does not. */
	CHECK_STANCE("protect privacy", "States should not.\n\nWe protect privacy", "affirmed declared, -, -");
	nl_arena_release(&arena);
}

static void test_quotation(void)
{
	nl_arena arena = {0};
	CHECK_STANCE("protect privacy", "It reads \"we protect privacy\" there.", "reported declared, -, -");
	CHECK_STANCE("protect privacy", "We protect \"privacy\" there.", "affirmed declared, -, -");
	CHECK_IGNORING(NL_CUE_REPORTING, "protect privacy", "It reads \"we protect privacy\" there.", "affirmed declared, -, -");
	nl_arena_release(&arena);
}

static void test_ignores(void)
{
	nl_arena arena = {0};
	CHECK_IGNORING(NL_CUE_NEGATION, "weapon", "We shall never spread weapons.", "affirmed binding, -, shall");
	CHECK_IGNORING(NL_CUE_NEGATION, "weapon", "We may never spread weapons.", "hedged tentative, may, may");
	CHECK_IGNORING(NL_CUE_HEDGE, "weapon", "We may, where appropriate, spread weapons.", "affirmed tentative, -, may");
	CHECK_IGNORING(NL_CUE_REPORTING, "weapon", "Critics say we never spread weapons.", "opposed declared, never, -");
	nl_arena_release(&arena);
}

/* The nearest cue of strength gives it, before and inside gaps. */
static void test_nearest_strength(void)
{
	nl_arena arena = {0};
	CHECK_STANCE("protect privacy", "States must act and should protect privacy.", "affirmed recommended, -, should");
	CHECK_STANCE("protect ... privacy", "States should protect what must be privacy.", "affirmed recommended, -, should");
	CHECK_STANCE("protect ... privacy", "States should protect must privacy.", "affirmed recommended, -, should");
	CHECK_STANCE("protect privacy", "States should\nprotect privacy", "affirmed declared, -, -");
	nl_arena_release(&arena);
}

static void test_document(void)
{
	nl_evidence evidence[] = {
		{.stance = NL_OPPOSED, .strength = NL_BINDING},
		{.stance = NL_HEDGED, .strength = NL_TENTATIVE},
		{.stance = NL_REPORTED, .strength = NL_BINDING},
		{.stance = NL_HEDGED, .strength = NL_RECOMMENDED},
	};
	nl_position_match position = {.evidence = evidence, .count = 4};
	nl_stance_of_document(&position);
	CHECK_INT(position.stance, NL_HEDGED);
	CHECK_INT(position.strength, NL_RECOMMENDED);
	position.count = 1;
	nl_stance_of_document(&position);
	CHECK_INT(position.stance, NL_OPPOSED);
	position.count = 0;
	nl_stance_of_document(&position);
	CHECK_INT(position.stance, NL_ABSENT);
	CHECK_INT(position.strength, NL_TENTATIVE);
}

int main(void)
{
	test_sentence();
	test_pseudo_and_longest();
	test_stops();
	test_parts();
	test_double_negation();
	test_lead_ins();
	test_quotation();
	test_ignores();
	test_nearest_strength();
	test_document();
	return check_done();
}
