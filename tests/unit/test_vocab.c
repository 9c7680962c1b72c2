/* Symbols, classes, stems and spelling. */
#include "check.h"

#include "base/buf.h"
#include "text/vocab.h"

static nl_str spelling[] = {NL_STR("-isation"), NL_STR("-ization"), NL_STR("-our"), NL_STR("-or"), NL_STR("cheque"),
	NL_STR("check")};
static const nl_language english = {.stemmer = NL_STR("english"), .spelling = spelling, .spelling_count = 6};
static const nl_language unstemmed = {.stemmer = NL_STR("none")};

static nl_symbols symbols_of(nl_lexicon *lexicon, const char *word)
{
	return nl_lexicon_symbols(lexicon, nl_lexicon_class(lexicon, nl_str_of(word), false));
}

static void test_stemmers(void)
{
	CHECK(nl_stemmer_exists(NL_STR("english")));
	CHECK(nl_stemmer_exists(NL_STR("russian")));
	CHECK(nl_stemmer_exists(NL_STR("none")));
	CHECK(!nl_stemmer_exists(NL_STR("klingon")));
	CHECK(!nl_stemmer_exists(NL_STR("")));
	CHECK(!nl_stemmer_exists(NL_STR("a name that is far too long for a stemmer")));
}

static void test_symbols(void)
{
	nl_vocab *vocab = nl_vocab_new(&english);
	nl_symbol state = nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("State"));
	CHECK_INT(nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("states")), state);
	nl_symbol form = nl_vocab_add(vocab, NL_SYMBOL_FORM, NL_STR("states"));
	nl_symbol exact = nl_vocab_add(vocab, NL_SYMBOL_EXACT, NL_STR("ICT"));
	nl_symbol organization = nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("organisation"));
	nl_symbol check = nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("check"));
	nl_symbol preposition = nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("for"));
	nl_symbol us = nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("U.S"));
	CHECK_INT(nl_vocab_symbols(vocab), 7);
	CHECK_STR(nl_vocab_symbol_text(vocab, form), "=states");
	CHECK_STR(nl_vocab_symbol_text(vocab, exact), "'ICT'");
	CHECK_STR(nl_vocab_symbol_text(vocab, 0), "");

	nl_lexicon *lexicon = nl_lexicon_new(vocab);
	CHECK_INT(symbols_of(lexicon, "State").stem, state);
	CHECK_INT(symbols_of(lexicon, "State").form, 0);
	CHECK_INT(symbols_of(lexicon, "STATES").stem, state);
	CHECK_INT(symbols_of(lexicon, "STATES").form, form);
	CHECK_INT(symbols_of(lexicon, "ICT").exact, exact);
	CHECK_INT(symbols_of(lexicon, "IC\xC2\xADT").exact, exact);
	CHECK_INT(symbols_of(lexicon, "ict").exact, 0);
	CHECK_INT(symbols_of(lexicon, "organization").stem, organization);
	CHECK_INT(symbols_of(lexicon, "Cheque").stem, check);
	CHECK_INT(symbols_of(lexicon, "four").stem, 0);
	CHECK_INT(symbols_of(lexicon, "for").stem, preposition);
	CHECK_INT(symbols_of(lexicon, "US").stem, us);
	CHECK_INT(symbols_of(lexicon, "states6").stem, state); /* a footnote mark that lost its raised position */
	CHECK_INT(symbols_of(lexicon, "states6").form, form);
	CHECK_INT(symbols_of(lexicon, "states6000").stem, 0);
	CHECK_INT(nl_lexicon_class(lexicon, NL_STR("unheard"), true), 0);
	CHECK_INT(nl_lexicon_class(lexicon, NL_STR(""), true), 0);
	nl_lexicon_free(lexicon);
	nl_vocab_free(vocab);
}

static void test_no_stemmer(void)
{
	nl_vocab *vocab = nl_vocab_new(&unstemmed);
	nl_symbol states = nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("States"));
	nl_lexicon *lexicon = nl_lexicon_new(vocab);
	CHECK_INT(symbols_of(lexicon, "states").stem, states);
	CHECK_INT(symbols_of(lexicon, "state").stem, 0);
	nl_lexicon_free(lexicon);
	nl_vocab_free(vocab);
}

/* The class of a word is the same however many words were seen in between, past the bound on memory too. */
static void test_many_words(void)
{
	nl_vocab *vocab = nl_vocab_new(&english);
	nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("privacy"));
	nl_lexicon *lexicon = nl_lexicon_new(vocab);
	nl_class known = nl_lexicon_class(lexicon, NL_STR("Privacy"), true);
	CHECK(known != 0);
	nl_buf word = {0};
	uint32_t wrong = 0;
	for (uint32_t i = 0; i < 300000; i++) {
		nl_buf_clear(&word);
		nl_buf_addf(&word, "w%xord", i);
		wrong += nl_lexicon_class(lexicon, nl_buf_str(&word), true) != 0;
	}
	CHECK_INT(wrong, 0);
	CHECK_INT(nl_lexicon_class(lexicon, NL_STR("Privacy"), true), known);
	CHECK_INT(nl_lexicon_class(lexicon, NL_STR("privacy"), true), known);
	nl_buf_clear(&word);
	for (int i = 0; i < 100000; i++) nl_buf_add_byte(&word, 'x');
	CHECK_INT(nl_lexicon_class(lexicon, nl_buf_str(&word), true), 0);
	nl_buf_release(&word);
	nl_lexicon_free(lexicon);
	nl_vocab_free(vocab);
}

int main(void)
{
	test_stemmers();
	test_symbols();
	test_no_stemmer();
	test_many_words();
	return check_done();
}
