#include "text/forms.h"

#include "base/utf8.h"
#include "text/stem.h"
#include "text/words.h"

typedef struct {
	nl_str from, to;
} pair;

static pair pair_at(const nl_language *language, uint32_t i)
{
	return (pair){language->forms[i], language->forms[i + 1]};
}

static bool is_ending(nl_str text)
{
	return nl_str_starts(text, NL_STR("-"));
}

static nl_str ending_of(nl_str text)
{
	return nl_str_slice(text, 1, text.len);
}

/* An ending that is longer than nothing needs something before it. */
static bool fits(pair p, nl_str word)
{
	if (!is_ending(p.from)) return nl_str_eq(p.from, word);
	nl_str ending = ending_of(p.from);
	return word.len > ending.len && nl_str_ends(word, ending);
}

/* The pair that makes a form of a folded word; false when there is none, or no such form. */
static bool pair_for(const nl_language *language, int form, nl_str word, pair *found)
{
	int now = 0;
	for (uint32_t i = 0; i + 1 < language->form_count; i += 2) {
		*found = pair_at(language, i);
		if (found->from.len == 0) now++;
		else if (now == form && fits(*found, word)) return true;
	}
	return false;
}

static void add_formed(nl_buf *out, pair p, nl_str word)
{
	nl_str from = is_ending(p.from) ? ending_of(p.from) : p.from, to = is_ending(p.to) ? ending_of(p.to) : p.to;
	nl_buf_add(out, nl_str_slice(word, 0, word.len - from.len));
	nl_buf_add(out, to);
}

int nl_form_of(const nl_language *language, nl_str word, nl_str other)
{
	pair p;
	nl_buf formed = {0};
	int forms = 0, found = NL_NO_FORM;
	if (nl_str_eq(word, other)) return 0;
	if (word.len == 0 || other.len == 0 || word.ptr[0] != other.ptr[0])
		return NL_NO_FORM; /* most are told apart by it */
	for (uint32_t i = 0; i < language->form_count; i += 2) forms += language->forms[i].len == 0;
	for (int form = 1; form <= forms && found == NL_NO_FORM; form++, nl_buf_clear(&formed)) {
		if (!pair_for(language, form, word, &p)) continue;
		add_formed(&formed, p, word);
		if (nl_str_eq(nl_buf_str(&formed), other)) found = form;
	}
	nl_buf_release(&formed);
	return found;
}

/* An ending that the stemmer does not take off again is one that this word does not have. */
static bool is_known_again(const nl_language *language, nl_str word, nl_str formed)
{
	nl_stemmer *stemmer = nl_stemmer_new(language);
	nl_buf stem = {0};
	nl_buf_add(&stem, nl_stemmer_stem(stemmer, word));
	bool same = nl_str_eq(nl_buf_str(&stem), nl_stemmer_stem(stemmer, formed));
	nl_buf_release(&stem);
	nl_stemmer_free(stemmer);
	return same;
}

static bool has_inner_capital(nl_str word)
{
	for (size_t at = nl_utf8_decode(word, 0).len; at < word.len;) {
		nl_utf8_char c = nl_utf8_decode(word, at);
		if (nl_char_lower(c.code_point) != c.code_point) return true;
		at += c.len;
	}
	return false;
}

bool nl_form_add(const nl_language *language, int form, nl_str word, nl_buf *out)
{
	pair p;
	nl_buf folded = {0}, formed = {0};
	nl_word_fold(word, &folded);
	nl_str plain = nl_buf_str(&folded);
	bool fine = form == 0;
	if (form > 0 && word.len && plain.len == word.len && !has_inner_capital(word) && pair_for(language, form, plain, &p)) {
		add_formed(&formed, p, plain);
		fine = !is_ending(p.from) || is_known_again(language, plain, nl_buf_str(&formed));
	}
	if (fine && form == 0) nl_buf_add(out, word);
	else if (fine) {
		/* The first letter is the word's own. */
		size_t first = nl_utf8_decode(word, 0).len;
		nl_buf_add(out, nl_str_slice(word, 0, first));
		nl_buf_add(out, nl_str_slice(nl_buf_str(&formed), first, formed.len));
	}
	nl_buf_release(&folded);
	nl_buf_release(&formed);
	return fine;
}

bool nl_form_is_article(const nl_language *language, nl_str word)
{
	for (uint32_t i = 0; i < language->article_count; i++)
		if (nl_str_eq(language->articles[i], word)) return true;
	return false;
}

bool nl_words_only(nl_str text)
{
	uint32_t count = 0, end = 0;
	for (nl_word word; nl_word_next(text, end, &word); end = word.end, count++) {
		nl_str between = nl_str_slice(text, end, word.start);
		bool single = nl_str_eq(between, NL_STR(" ")) || nl_str_eq(between, NL_STR("-"));
		if (count ? !single : between.len != 0) return false;
	}
	return count > 0 && end == text.len;
}
