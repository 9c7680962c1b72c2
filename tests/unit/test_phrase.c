/* Phrases as programs: which sequences of words each accepts. The programs are run here by trying all ways, as the header
 * says what they mean. */
#include "check.h"

#include "lang/rules.h"
#include "text/words.h"

enum { MOST_WORDS = 16 };

/* Does the program accept exactly the symbols from `at` on? */
static bool runs(const nl_ir *ir, uint32_t pc, const nl_symbols *words, uint32_t at, uint32_t count)
{
	const nl_inst *inst = &ir->insts[pc];
	switch (inst->op) {
	case NL_INST_WORD: {
		if (at == count) return false;
		const nl_symbols *word = &words[at];
		return (word->stem == inst->a || word->form == inst->a || word->exact == inst->a) &&
			runs(ir, pc + 1, words, at + 1, count);
	}
	case NL_INST_ANY: return at < count && runs(ir, pc + 1, words, at + 1, count);
	case NL_INST_SPLIT: return runs(ir, inst->a, words, at, count) || runs(ir, inst->b, words, at, count);
	case NL_INST_JUMP: return runs(ir, inst->a, words, at, count);
	case NL_INST_ACCEPT: return at == count;
	}
	return false;
}

static bool accepts(const nl_ir *ir, const char *text)
{
	nl_symbols words[MOST_WORDS];
	uint32_t count = 0, end = 0;
	nl_str line = nl_str_of(text);
	nl_lexicon *lexicon = nl_lexicon_new(ir->languages[0].vocab);
	for (nl_word word; count < MOST_WORDS && nl_word_next(line, end, &word); end = word.end)
		words[count++] =
			nl_lexicon_symbols(lexicon, nl_lexicon_class(lexicon, nl_str_slice(line, word.start, word.end), word.plain));
	nl_lexicon_free(lexicon);
	return runs(ir, ir->leaves[0].start, words, 0, count);
}

/* `yes` and `no`: texts between bars that the pattern accepts as a whole, and does not. */
static void check_phrase(const char *pattern, const char *yes, const char *no)
{
	nl_sink sink = {0};
	nl_arena arena = {0};
	nl_rules *rules = nl_rules_new(NULL);
	nl_str file = nl_arena_printf(
		&arena, "position p \"P\" { matches %s }\nterm ict = \"ICT\" | \"information technology\" | @net\nterm net = 'NET' | \"inter-net\"",
		pattern);
	nl_rules_add_text(rules, NL_STR("rules.norm"), file, &sink);
	bool fine = nl_rules_compile(rules, false, &sink);
	if (!fine) fprintf(stderr, "%s: " NL_FMT "\n", pattern, NL_ARG(sink.list.at[0].message));
	CHECK(fine);
	for (int wanted = 1; fine && wanted >= 0; wanted--) {
		nl_str list = nl_str_of(wanted ? yes : no);
		for (size_t at = 0; at < list.len;) {
			size_t bar = nl_str_find(nl_str_slice(list, at, list.len), NL_STR("|"));
			size_t end = bar == SIZE_MAX ? list.len : at + bar;
			nl_str text = nl_arena_str(&arena, nl_str_slice(list, at, end));
			bool got = accepts(nl_rules_ir(rules), text.ptr);
			if (got != (wanted == 1)) fprintf(stderr, "%s on '%s'\n", pattern, text.ptr);
			CHECK(got == (wanted == 1));
			at = end + 1;
		}
	}
	nl_rules_free(rules);
	nl_sink_release(&sink);
	nl_arena_release(&arena);
}

int main(void)
{
	check_phrase("\"human right\"", "human rights|Human right|human, right", "right human|human|human rights law");
	check_phrase("\"a, b\"", "a b|a, b", "a c");
	check_phrase("\"multi-stakeholder\"", "multi-stakeholder|multi stakeholders|multistakeholder",
		"multi|stakeholder|multi x stakeholder");
	check_phrase("\"end-to-end use\"", "end-to-end use|end to end use|endtoend use|end toend use|endto end use",
		"end end use|end to use");
	check_phrase("\"[all] States (must|shall not) act\"", "all States must act|States shall not act|state must acting",
		"all must act|States shall act");
	check_phrase("\"[a|b c] d\"", "d|a d|b c d", "b d|c d|a b c d");
	check_phrase("\"x _ y\"", "x a y|x y y", "x y|x a b y");
	check_phrase("\"x ... y\"", "x y|x a y|x a b c d e f y", "x a b c d e f g y|x");
	check_phrase("\"=states act\"", "states act|States acts", "state act");
	check_phrase("'ICT policy'", "ICT policy", "ict policy|ICT Policy|ICT policies");
	check_phrase("\"use of @ict now\"",
		"use of ict now|uses of information technologies now|use of NET now|use of internet now|use of inter net now",
		"use of now|use of net now");
	check_phrase("\"the U.S. view, a State's view\"", "the U.S. view a State's view|the US view a state view",
		"the U S view a State view");
	check_phrase("\"don't\"", "don't|don\u2019t", "dont|do not");
	return check_done();
}
