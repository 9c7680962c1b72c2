/* What a word is: text/words.h, case by case, and invariants on hostile bytes. */
#include "check.h"

#include "text/words.h"

/* All words of `text`, joined by "|", each after its gap bits in hexadecimal when `gaps` is set. */
static void list_words(nl_buf *out, nl_str text, bool gaps)
{
	nl_buf_clear(out);
	nl_word word = {0};
	for (uint32_t from = 0; nl_word_next(text, from, &word); from = word.end) {
		if (out->len) nl_buf_add_byte(out, '|');
		if (gaps) nl_buf_addf(out, "%x:", word.gap);
		nl_buf_add(out, nl_str_slice(text, word.start, word.end));
	}
	if (gaps) nl_buf_addf(out, "|%x", word.gap);
}

static void test_cutting(void)
{
	static const char *const cases[][2] = {
		{"States should not.", "States|should|not"},
		{"multi-stakeholder", "multi|stakeholder"},
		{"don't and don’t", "don't|and|don’t"},
		{"the State's and State’s duty", "the|State|and|State|duty"},
		{"STATE'S, states' own", "STATE|states|own"},
		{"l'état's", "l'état"},
		{"the U.S. and U.S.A. act, e.g. here", "the|U.S|and|U.S.A|act|e.g|here"},
		{"Annex A.B.", "Annex|A.B"},
		{"É.U. Ph.D. a.bc", "É.U|Ph|D|a|bc"},
		{"A/68/98, para. 19(d)", "A|68|98|para|19|d"},
		{"10,000 or 3.5", "10|000|or|3|5"},
		{"infor\xC2\xADmation zero\xE2\x80\x8Bwidth", "infor\xC2\xADmation|zero\xE2\x80\x8Bwidth"},
		{"cyberspace\xC2\xB2 IPv6", "cyberspace|IPv6"},
		{"\xEF\xBB\xBFText", "Text"},
		{"na\xC3\xAFve na\x69\xCC\x88ve \xD0\xBA\xD0\xB8\xD0\xB1\xD0\xB5\xD1\x80",
			"na\xC3\xAFve|na\x69\xCC\x88ve|\xD0\xBA\xD0\xB8\xD0\xB1\xD0\xB5\xD1\x80"},
		{"bad\xFF"
		 "byte \xC3",
			"bad|byte"},
		{"rock 'n' roll 's", "rock|n|roll|s"},
		{"", ""},
		{" \t\n", ""},
	};
	nl_buf out = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		list_words(&out, nl_str_of(cases[i][0]), false);
		CHECK_STR(nl_buf_str(&out), cases[i][1]);
	}
	nl_buf_release(&out);
}

static uint32_t gap_between(const char *text)
{
	nl_word first, second;
	nl_str s = nl_str_of(text);
	CHECK(nl_word_next(s, 0, &first));
	nl_word_next(s, first.end, &second);
	return second.gap;
}

static void test_gaps(void)
{
	CHECK_INT(gap_between("a b"), NL_GAP_SPACE);
	CHECK_INT(gap_between("a, b"), NL_GAP_SPACE | NL_GAP_COMMA);
	CHECK_INT(gap_between("a; b"), NL_GAP_SPACE | NL_GAP_SEMICOLON);
	CHECK_INT(gap_between("a: b"), NL_GAP_SPACE | NL_GAP_COLON);
	CHECK_INT(gap_between("a-b"), NL_GAP_HYPHEN);
	CHECK_INT(gap_between("a\xE2\x80\x91"
						  "b"),
		NL_GAP_HYPHEN);
	CHECK_INT(gap_between("a- b"), NL_GAP_LINE_END_HYPHEN | NL_GAP_SPACE);
	CHECK_INT(gap_between("a - b"), NL_GAP_DASH | NL_GAP_SPACE);
	CHECK_INT(gap_between("a\xE2\x80\x94"
						  "b"),
		NL_GAP_DASH);
	CHECK_INT(gap_between("informa-\n  tion"), NL_GAP_LINE_END_HYPHEN | NL_GAP_SPACE);
	CHECK_INT(gap_between("informa- \r\ntion"), NL_GAP_LINE_END_HYPHEN | NL_GAP_SPACE);
	CHECK_INT(gap_between("informa\xC2\xAD\ntion"), NL_GAP_LINE_END_HYPHEN | NL_GAP_SPACE);
	CHECK_INT(gap_between("a (b"), NL_GAP_SPACE | NL_GAP_PAREN);
	CHECK_INT(gap_between("a/b"), NL_GAP_SLASH);
	CHECK_INT(gap_between("a \"b"), NL_GAP_SPACE | NL_GAP_OPEN_QUOTE);
	CHECK_INT(gap_between("a\" b"), NL_GAP_SPACE | NL_GAP_CLOSE_QUOTE);
	CHECK_INT(gap_between("a \xE2\x80\x98"
						  "b"),
		NL_GAP_SPACE | NL_GAP_OPEN_QUOTE);
	CHECK_INT(gap_between("states\xE2\x80\x99 b"), NL_GAP_SPACE | NL_GAP_CLOSE_QUOTE);
	CHECK_INT(gap_between("State\xE2\x80\x99s b"), NL_GAP_SPACE);
	CHECK_INT(gap_between("a\xC2\xA0"
						  "b"),
		NL_GAP_SPACE);
	CHECK_INT(gap_between("a.\xE2\x80\xA6 b"), NL_GAP_SPACE | NL_GAP_STOP);
	CHECK_INT(gap_between("a."), NL_GAP_STOP);
}

static void test_fold(void)
{
	static const char *const cases[][2] = {
		{"STATES", "states"},
		{"U.S", "us"},
		{"don\xE2\x80\x99t", "don't"},
		{"of\xEF\xAC\x81"
		 "ce",
			"office"},
		{"infor\xC2\xADmation", "information"},
		{"Stra\xC3\x9F"
		 "e",
			"strasse"},
		{"e\xCC\x81tat", "\xC3\xA9tat"},
		{"zero\xE2\x80\x8Bwidth", "zerowidth"},
		{"\xC3\x89.U", "\xC3\xA9u"},
		{"", ""},
	};
	nl_buf out = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		nl_buf_clear(&out);
		nl_word_fold(nl_str_of(cases[i][0]), &out);
		CHECK_STR(nl_buf_str(&out), cases[i][1]);
	}
	nl_buf_clear(&out);
	nl_word_exact(NL_STR("U.S"), &out);
	nl_word_exact(NL_STR("IC\xC2\xADT"), &out);
	CHECK_STR(nl_buf_str(&out), "U.SICT");
	nl_buf_release(&out);
}

/* Whatever the bytes: words go forward, are not empty, and stay inside the text. */
static void check_progress(nl_str text)
{
	nl_word word;
	uint32_t from = 0;
	while (nl_word_next(text, from, &word)) {
		CHECK(word.start >= from && word.end > word.start && word.end <= text.len);
		from = word.end;
	}
	CHECK_INT(word.start, text.len);
	CHECK_INT(word.end, text.len);
}

static void test_hostile(void)
{
	static const char pieces[][5] = {"a", ".", "'", "\xE2\x80\x99", "s", "-", "\n", "\xC2\xAD", "\xE2\x80\x8B", "\xFF",
		"\xC3", "9", " ", "\""};
	char text[64];
	uint32_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		size_t len = 0;
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525u + 1013904223u;
			nl_str piece = nl_str_of(pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
			for (size_t j = 0; j < piece.len; j++) text[len++] = piece.ptr[j];
		}
		check_progress((nl_str){text, len});
	}
}

int main(void)
{
	test_cutting();
	test_gaps();
	test_fold();
	test_hostile();
	return check_done();
}
