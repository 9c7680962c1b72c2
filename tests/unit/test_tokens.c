/* The fast ways through a text against the plain ones: sixteen bytes at once against one, tokens against words, places
 * against a count from the text's start. */
#include <string.h>

#include "base/bytes.h"
#include "base/utf8.h"
#include "check.h"
#include "diag/source.h"
#include "text/tokens.h"

enum { SEED = 19771017, CASES = 3000, PIECES = 60 };

static uint32_t random_below(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

/* ---- bytes --------------------------------------------------------------------------------------------------- */

static void check_masks(const char *bytes)
{
	uint32_t wide = 0, continuing = 0, ends = 0, equal = 0, words = 0;
	for (uint32_t i = 0; i < NL_BYTES; i++) {
		unsigned char c = (unsigned char)bytes[i];
		wide |= (uint32_t)(c >= 0x80) << i;
		continuing |= (uint32_t)((c & 0xC0) == 0x80) << i;
		ends |= (uint32_t)(c >= '\n' && c <= '\r') << i;
		equal |= (uint32_t)(c == 'e') << i;
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		words |= (uint32_t)(letter || (c >= '0' && c <= '9')) << i;
	}
	CHECK_INT(nl_bytes_wide(bytes), wide);
	CHECK_INT(nl_bytes_continuing(bytes), continuing);
	CHECK_INT(nl_bytes_line_ends(bytes), ends);
	CHECK_INT(nl_bytes_equal(bytes, 'e'), equal);
	CHECK_INT(nl_bytes_alphanumeric(bytes), words);
}

static void test_difference(void)
{
	const char a[] = "the same bytes, or not";
	for (uint32_t i = 0; i <= NL_BYTES; i++) {
		char b[sizeof a];
		memcpy(b, a, sizeof a);
		CHECK_INT(nl_bytes_differ(a, b), 0);
		b[i] ^= '\x80';
		CHECK_INT(nl_bytes_differ(a, b), i < NL_BYTES ? 1u << i : 0);
	}
}

static void check_pairs(const char *bytes)
{
	uint32_t plain = 0, folded = 0;
	for (uint32_t i = 0; i < NL_BYTES; i++) {
		plain |= (uint32_t)(bytes[i] == 'P' && bytes[i + 1] == ':') << i;
		folded |= (uint32_t)((bytes[i] | 0x20) == 'p' && (bytes[i + 1] | 0x20) == ':') << i;
	}
	CHECK(folded && (plain & folded) == plain);
	nl_byte_pair pairs[] = {nl_byte_pair_of(0, 'P', ':'), nl_byte_pair_of(0x20, 'p', ':')};
	CHECK_INT(nl_bytes_pairs(bytes, pairs, 1), plain);
	CHECK_INT(nl_bytes_pairs(bytes, pairs + 1, 1), folded);
	CHECK_INT(nl_bytes_pairs(bytes, pairs, 2), plain | folded);
}

static void test_masks(void)
{
	char bytes[NL_BYTES];
	check_pairs("pP:p:P::pPP:\x80:P:");
	check_pairs("...............p:");
	for (uint32_t first = 0; first < 256; first++) {
		for (uint32_t i = 0; i < NL_BYTES; i++) bytes[i] = (char)(first * (i % 3 + 1) + i);
		check_masks(bytes);
	}
}

/* ---- texts --------------------------------------------------------------------------------------------------- */

static const char *const pieces[] = {
	"state",
	"State",
	"STATES",
	"a",
	"U",
	"states",
	"cyber",
	"informa",
	"tion",
	"information",
	"dominance6",
	"12",
	"x1",
	"responsibility",
	"responsibilitys",
	"responsibilities",
	"internationalizations",
	"caf\xC3\xA9",
	"na\xC3\xAFve",
	"\xC2\xB2",
	" ",
	" ",
	" ",
	" ",
	" ",
	"  ",
	"\n",
	"\r\n",
	"\r",
	"\t",
	".",
	". ",
	", ",
	"; ",
	": ",
	"-",
	"-\n",
	"- ",
	" - ",
	"'",
	"'s",
	"\xE2\x80\x99s",
	"\xE2\x80\x99",
	"\"",
	"(",
	")",
	"/",
	"\xE2\x80\x94",
	"\xC2\xAD",
	"\xC2\xAD\n",
	"\xE2\x80\x8B",
	"\xE2\x80\x90\n",
	"...",
	"!",
	"\xF0\x9F\x99\x82",
	"\xC3",
	"\x80",
	"\xE2\x80",
	"\f",
	"\xE3\x80\x82",
};

/* With room behind the text. */
static nl_str random_text(nl_buf *text, uint32_t *seed)
{
	nl_buf_clear(text);
	for (uint32_t n = random_below(seed, PIECES); n; n--)
		nl_buf_add_c(text, pieces[random_below(seed, sizeof pieces / sizeof *pieces)]);
	nl_buf_reserve(text, NL_TOKENS_BEHIND);
	memset(text->ptr + text->len, 0xB0, NL_TOKENS_BEHIND); /* what must not be seen */
	return nl_buf_str(text);
}

/* ---- tokens -------------------------------------------------------------------------------------------------- */

static bool is_marked(const nl_tokens *tokens, uint32_t token)
{
	for (uint32_t i = 0; i < tokens->marks.len; i++)
		if (tokens->marks.at[i] == token) return true;
	return false;
}

/* One word after another, as text/words.h cuts them; where a token covers two words, a line end parted them. */
static void check_cut(const nl_tokens *tokens, nl_lexicon *lexicon, nl_str text, uint32_t start)
{
	nl_word word = {.end = start};
	uint32_t i = 0;
	for (; nl_word_next(text, word.end, &word); i++) {
		CHECK(i < tokens->list.len);
		if (i >= tokens->list.len) return;
		const nl_token *t = &tokens->list.at[i];
		bool parted = (word.gap & ~(uint32_t)NL_GAP_SPACE) == NL_GAP_LINE_END_HYPHEN && i;
		CHECK_INT(t->start, word.start);
		CHECK_INT(t->gap, parted ? NL_GAP_HYPHEN : word.gap);
		CHECK_INT(is_marked(tokens, i), (t->gap & ~(NL_GAP_SPACE | NL_GAP_HYPHEN)) != 0);
		nl_str bytes = nl_str_slice(text, word.start, word.end);
		if (t->start + t->len == word.end) {
			CHECK_INT(t->word_class, nl_lexicon_class(lexicon, bytes, word.plain));
			continue;
		}
		CHECK(t->word_class != 0);
		while (word.end < t->start + t->len && nl_word_next(text, word.end, &word))
			CHECK(word.gap & NL_GAP_LINE_END_HYPHEN);
		CHECK_INT(word.end, t->start + t->len);
	}
	CHECK_INT(i, tokens->list.len);
}

static void test_tokens(void)
{
	static const char *const known[] = {"state", "information", "dominance", "responsibility", "naive"};
	nl_language language = {.id = NL_STR("english"), .stemmer = NL_STR("english")};
	nl_vocab *vocab = nl_vocab_new(&language);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) nl_vocab_add(vocab, NL_SYMBOL_STEM, nl_str_of(known[i]));
	nl_vocab_add(vocab, NL_SYMBOL_EXACT, NL_STR("STATES"));
	nl_lexicon *lexicon = nl_lexicon_new(vocab);
	nl_tokens tokens = {0};
	nl_buf text = {0};
	uint32_t seed = SEED;
	for (int i = 0; i < CASES; i++) {
		nl_str all = random_text(&text, &seed);
		nl_tokens_cut(&tokens, lexicon, all, 0);
		check_cut(&tokens, lexicon, all, 0);
	}
	printf("%d texts from seed %d\n", CASES, SEED);
	nl_tokens_release(&tokens);
	nl_buf_release(&text);
	nl_lexicon_free(lexicon);
	nl_vocab_free(vocab);
}

/* More words than a lexicon remembers, each with the class that it had. */
static void test_many_words(void)
{
	nl_language language = {.id = NL_STR("english"), .stemmer = NL_STR("english")};
	nl_vocab *vocab = nl_vocab_new(&language);
	nl_vocab_add(vocab, NL_SYMBOL_STEM, NL_STR("w77777"));
	nl_lexicon *lexicon = nl_lexicon_new(vocab);
	nl_tokens tokens = {0};
	nl_buf text = {0};
	for (int i = 0; i < 300000; i++) nl_buf_addf(&text, "w%d ", i);
	nl_buf_reserve(&text, NL_TOKENS_BEHIND);
	memset(text.ptr + text.len, 0, NL_TOKENS_BEHIND);
	for (int round = 0; round < 2; round++) {
		uint32_t wrong = 0;
		nl_tokens_cut(&tokens, lexicon, nl_buf_str(&text), 0);
		CHECK_INT(tokens.list.len, 300000);
		for (uint32_t i = 0; i < tokens.list.len; i++) wrong += (tokens.list.at[i].word_class != 0) != (i == 77777);
		CHECK_INT(wrong, 0);
	}
	nl_tokens_release(&tokens);
	nl_buf_release(&text);
	nl_lexicon_free(lexicon);
	nl_vocab_free(vocab);
}

/* ---- places -------------------------------------------------------------------------------------------------- */

static void check_places(nl_str text)
{
	nl_source *source = nl_source_new(NL_STR("t"), text, NL_ENCODING_UTF8, 0);
	uint32_t line = 1, column = 1;
	for (size_t at = 0; at <= text.len;) {
		nl_place place = nl_source_place(source, (uint32_t)at);
		CHECK(place.line == line && place.column == column && place.offset == at);
		if (at == text.len) break;
		nl_utf8_char c = nl_utf8_decode(text, at);
		at += c.len;
		bool ends = c.code_point == '\n' || (c.code_point == '\r' && !(at < text.len && text.ptr[at] == '\n'));
		column = ends ? 1 : column + 1;
		line += ends;
	}
	CHECK_INT(nl_source_lines(source), line);
	nl_source_free(source);
}

static void test_places(void)
{
	nl_buf text = {0}, one = {0};
	uint32_t seed = SEED;
	for (int i = 0; i < 40; i++) {
		nl_buf_clear(&text);
		for (int k = 0; k < 40; k++) nl_buf_add(&text, random_text(&one, &seed));
		check_places(nl_buf_str(&text));
	}
	check_places(NL_STR(""));
	nl_buf_release(&text);
	nl_buf_release(&one);
}

/* ---- UTF-8 --------------------------------------------------------------------------------------------------- */

static void test_invalid(void)
{
	nl_buf text = {0};
	uint32_t seed = SEED;
	for (int i = 0; i < CASES; i++) {
		nl_str all = random_text(&text, &seed);
		size_t at = 0;
		while (at < all.len && nl_utf8_decode(all, at).valid) at += nl_utf8_decode(all, at).len;
		CHECK_INT(nl_utf8_invalid(all), at < all.len ? at : SIZE_MAX);
	}
	static const char plain[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\xB0";
	for (size_t len = 0; len < sizeof plain - 1; len++) CHECK(nl_utf8_invalid((nl_str){plain, len}) == SIZE_MAX);
	nl_buf_release(&text);
}

int main(void)
{
	test_masks();
	test_difference();
	test_tokens();
	test_many_words();
	test_places();
	test_invalid();
	return check_done();
}
