/* The words found are compared as they are folded, without what stands between them, so that "multi-stakeholder" also fits
 * "multistakeholder". Only the last word may have another form. */
#include "judge/fix.h"

#include <string.h>

#include "base/utf8.h"
#include "text/forms.h"
#include "text/words.h"

enum { MOST_WORDS = 16, BRACKET_REACH = 2000 };

/* What a replacement stands for: folded, all words but the last without a gap, and the last. */
typedef struct {
	nl_str head, last;
} wording;

typedef NL_VEC(wording) wordings;

typedef struct {
	const nl_match *match;
	const nl_doc *doc;
	const nl_language *language;
	const nl_rule *rule;
	nl_arena *arena;
	wordings stands_for;
	bool whole; /* it stands for all words that were found */
} fixer;

/* Words of the document that are replaced. */
typedef struct {
	uint32_t first, last; /* tokens */
	int form;
} found_words;

/* ---- what it stands for ------------------------------------------------------------------------------------------ */

static void add_wording(fixer *f, nl_str text)
{
	nl_buf all = {0};
	size_t last = 0;
	uint32_t end = 0;
	for (nl_word word; nl_word_next(text, end, &word); end = word.end) {
		last = all.len;
		nl_word_fold(nl_str_slice(text, word.start, word.end), &all);
	}
	nl_str joined = nl_arena_str(f->arena, nl_buf_str(&all));
	nl_buf_release(&all);
	if (joined.len)
		*nl_vec_push(&f->stands_for) = (wording){nl_str_slice(joined, 0, last), nl_str_slice(joined, last, joined.len)};
}

static void add_lines(fixer *f, nl_str lines)
{
	while (lines.len) {
		size_t end = nl_str_find(lines, NL_STR("\n"));
		if (end == SIZE_MAX) end = lines.len;
		add_wording(f, nl_str_slice(lines, 0, end));
		lines = nl_str_slice(lines, end + 1, lines.len);
	}
}

/* The phrases of plain words that alone make up a span of the node. */
static void add_phrases(fixer *f, uint32_t at)
{
	const nl_ir *ir = f->match->ir;
	const nl_node *node = &ir->nodes[at];
	uint32_t count = node->op == NL_NODE_OR ? node->child_count : 1;
	nl_str words;
	switch (node->op) {
	case NL_NODE_PHRASE:
		words = nl_ir_words(ir, ir->leaves[node->leaf].origin);
		words = words.len > 1 ? nl_str_slice(words, 1, words.len - 1) : words;
		if (nl_words_only(words)) add_wording(f, words);
		break;
	case NL_NODE_OR:
	case NL_NODE_BUT_NOT:
	case NL_NODE_UNLESS:
	case NL_NODE_ABOUT:
	case NL_NODE_IN:
	case NL_NODE_NOT_IN:
		for (uint32_t i = 0; i < count; i++) add_phrases(f, ir->children[node->first_child + i]);
		break;
	case NL_NODE_REGEX:
	case NL_NODE_THEN:
	case NL_NODE_NEAR:
	case NL_NODE_AND: break;
	}
}

/* ---- finding it -------------------------------------------------------------------------------------------------- */

static nl_str token_text(const fixer *f, uint32_t token)
{
	return nl_doc_quote(f->doc, token, token);
}

static int form_in(const fixer *f, const wording *w, nl_str joined)
{
	if (!nl_str_starts(joined, w->head)) return NL_NO_FORM;
	return nl_form_of(f->language, w->last, nl_str_slice(joined, w->head.len, joined.len));
}

/* The most words from `first` on that some wording stands for. */
static bool find_at(const fixer *f, uint32_t first, uint32_t end, found_words *found)
{
	const uint32_t between = NL_GAP_SPACE | NL_GAP_HYPHEN | NL_GAP_LINE_END_HYPHEN;
	nl_buf joined = {0};
	bool any = false;
	for (uint32_t i = first; i <= end && i < first + MOST_WORDS; i++) {
		if (i > first && (nl_doc_token(f->doc, i).gap & ~between)) break;
		nl_word_fold(token_text(f, i), &joined);
		for (uint32_t w = 0; w < f->stands_for.len; w++) {
			int form = form_in(f, &f->stands_for.at[w], nl_buf_str(&joined));
			if (form == NL_NO_FORM) continue;
			*found = (found_words){first, i, form};
			any = true;
			break;
		}
	}
	nl_buf_release(&joined);
	return any;
}

/* ---- capitals ---------------------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t capitals;
	bool first_is_capital;
} letters;

static letters letters_of(nl_str text)
{
	letters l = {0};
	bool any = false;
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		bool capital = nl_char_lower(c.code_point) != c.code_point, small = nl_char_upper(c.code_point) != c.code_point;
		if (!any && (capital || small)) l.first_is_capital = capital, any = true;
		l.capitals += capital;
		at += c.len;
	}
	return l;
}

static bool has_small_letter(nl_str text)
{
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		if (nl_char_upper(c.code_point) != c.code_point && nl_char_lower(c.code_point) == c.code_point) return true;
		at += c.len;
	}
	return false;
}

typedef enum { AS_WRITTEN, FIRST_CAPITAL, EACH_CAPITAL, ALL_CAPITALS } capitals;

static capitals capitals_of(const fixer *f, const found_words *found)
{
	letters first = letters_of(token_text(f, found->first));
	if (!first.first_is_capital) return AS_WRITTEN; /* of most */
	uint32_t index = nl_doc_sentence_of(f->doc, found->first);
	const nl_sentence *sentence = &f->doc->sentences[index];
	nl_str around = nl_doc_sentence_text(f->doc, index);
	if (sentence->end - sentence->first > 1 && !has_small_letter(around)) return ALL_CAPITALS;
	bool each = found->last > found->first;
	for (uint32_t i = found->first; i <= found->last; i++) each &= letters_of(token_text(f, i)).first_is_capital;
	if (each) return EACH_CAPITAL;
	/* "ICT" has its capitals of its own, not from its place. */
	bool of_its_own = first.capitals > 1 && found->first > sentence->first;
	return of_its_own ? AS_WRITTEN : FIRST_CAPITAL;
}

/* Small words of a title stay small. */
static bool is_short_word(nl_str text, size_t at)
{
	size_t end = at;
	while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '-') end++;
	return end - at < 4;
}

static void add_with_capitals(nl_buf *out, nl_str text, capitals how)
{
	bool word_begins = true;
	if (how == AS_WRITTEN) {
		nl_buf_add(out, text);
		return;
	}
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		bool lift = how == ALL_CAPITALS || at == 0 || (how == EACH_CAPITAL && word_begins && !is_short_word(text, at));
		nl_buf_add_char(out, lift ? nl_char_upper(c.code_point) : c.code_point);
		word_begins = c.code_point == ' ';
		at += c.len;
	}
}

/* ---- the place --------------------------------------------------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space at `at`, and none of it past the end. */
static size_t past_space(nl_str text, size_t at)
{
	while (at < text.len && is_space(text.ptr[at])) at++;
	return at;
}

/* The source holds the same words with nothing but white space between them. */
static bool is_verbatim(nl_str source, nl_str text)
{
	size_t s = 0, t = 0;
	while (s < source.len && t < text.len) {
		bool space = is_space(source.ptr[s]);
		if (space != is_space(text.ptr[t])) return false;
		if (!space && source.ptr[s] != text.ptr[t]) return false;
		s = space ? past_space(source, s) : s + 1;
		t = space ? past_space(text, t) : t + 1;
	}
	return s == source.len && t == text.len;
}

/* In brackets that are no text of a link with its address behind it: the words may be the name of one. */
static bool may_be_label(nl_str source, nl_span span)
{
	size_t from = span.start > BRACKET_REACH ? span.start - BRACKET_REACH : 0;
	for (size_t at = span.start, depth = 0; at > from; at--) {
		char c = source.ptr[at - 1];
		if (c == '\n' && at > 1 && source.ptr[at - 2] == '\n') return false;
		if (c == ']') depth++;
		if (c != '[' || (depth && depth--)) continue;
		size_t close = span.end;
		for (depth = 0; close < source.len && (source.ptr[close] != ']' || depth--); close++)
			depth += source.ptr[close] == '[';
		return close + 1 >= source.len || source.ptr[close + 1] != '(';
	}
	return false;
}

/* Where length matters, or words are names. */
static bool is_bound(const fixer *f, const found_words *found, nl_span span)
{
	nl_str source = nl_source_text(f->doc->source);
	nl_block_kind kind = f->doc->blocks[f->doc->sentences[nl_doc_sentence_of(f->doc, found->first)].block].kind;
	char before = span.start ? source.ptr[span.start - 1] : ' ';
	switch (f->doc->format) {
	case NL_FORMAT_MARKDOWN: return may_be_label(source, span);
	case NL_FORMAT_RST: return kind == NL_BLOCK_HEADING || kind == NL_BLOCK_TABLE || before == '`' || before == '|';
	case NL_FORMAT_ASCIIDOC: return kind == NL_BLOCK_HEADING || before == '<';
	default: return false;
	}
}

static bool is_code(const fixer *f, uint32_t token)
{
	return f->doc->blocks[f->doc->sentences[nl_doc_sentence_of(f->doc, token)].block].kind == NL_BLOCK_CODE;
}

static bool is_own_text(const fixer *f, const found_words *found)
{
	for (uint32_t i = found->first; i <= found->last; i++)
		if (nl_doc_is_quoted(f->doc, i, i) || is_code(f, i)) return false;
	return true;
}

/* Nothing that could be markup, but in plain text. */
static bool can_be_written(nl_str text, nl_format format)
{
	static const char harmless[] = " -,;()/'.";
	bool plain = format == NL_FORMAT_TEXT;
	if (text.len == 0 || is_space(text.ptr[0]) || is_space(text.ptr[text.len - 1])) return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
		if (c < ' ' || c == 0x7F) return false;
		if (!letter && !plain && !strchr(harmless, c)) return false;
	}
	return plain || nl_str_find(text, NL_STR("--")) == SIZE_MAX;
}

/* ---- articles ---------------------------------------------------------------------------------------------------- */

static bool is_vowel(uint32_t c)
{
	return c < 0x80 && strchr("aeiou", (int)c) != NULL;
}

/* "a" or "an" before a word says how it sounds. Letters tell that only when they are the same, or both no vowel and no "h", which
 * may be silent; initials are spelled out. */
static bool fits_article(const fixer *f, const found_words *found, nl_str replacement)
{
	uint32_t sentence = nl_doc_sentence_of(f->doc, found->first);
	if (found->first == f->doc->sentences[sentence].first || !replacement.len) return true;
	nl_buf before = {0};
	nl_word_fold(token_text(f, found->first - 1), &before);
	bool article = nl_form_is_article(f->language, nl_buf_str(&before));
	nl_buf_release(&before);
	if (!article) return true;
	nl_str old = token_text(f, found->first);
	uint32_t a = nl_char_lower(nl_utf8_decode(old, 0).code_point),
			 b = nl_char_lower(nl_utf8_decode(replacement, 0).code_point);
	size_t end = 0;
	while (end < replacement.len && !is_space(replacement.ptr[end])) end++;
	if (letters_of(nl_str_slice(replacement, 0, end)).capitals > 1 || letters_of(old).capitals > 1) return false;
	return a == b || (!is_vowel(a) && !is_vowel(b) && a != 'h' && b != 'h' && b < 0x80);
}

/* ---- the edit ---------------------------------------------------------------------------------------------------- */

/* The replacement in a form. Of several words only the author knows which one changes. */
static bool add_formed(const fixer *f, int form, nl_buf *out)
{
	nl_str text = nl_str_trim(f->rule->instead);
	size_t last = text.len;
	if (form == 0) {
		nl_buf_add(out, text);
		return true;
	}
	if (!nl_words_only(text) || nl_str_find(text, NL_STR(" ")) != SIZE_MAX) return false;
	while (last > 0 && text.ptr[last - 1] != '-') last--;
	nl_buf_add(out, nl_str_slice(text, 0, last));
	return nl_form_add(f->language, form, nl_str_slice(text, last, text.len), out);
}

/* The white space of `text` that has a line end in it; empty when there is none. */
static nl_span line_end_in(nl_str text)
{
	for (size_t at = 0; at < text.len; at++) {
		if (text.ptr[at] != '\n' && text.ptr[at] != '\r') continue;
		size_t start = at;
		while (start > 0 && is_space(text.ptr[start - 1])) start--;
		return (nl_span){(uint32_t)start, (uint32_t)past_space(text, at)};
	}
	return (nl_span){0, 0};
}

/* Where the words that go had a line end, so have the new ones, at the space before it or else the first one; so lines keep
 * about their length. */
static nl_str with_line_end(const fixer *f, nl_str old, nl_str text)
{
	nl_span gap = line_end_in(old);
	size_t space = SIZE_MAX;
	for (size_t at = 0; at < text.len && gap.end; at++)
		if (text.ptr[at] == ' ' && (at <= gap.start || space == SIZE_MAX)) space = at;
	if (space == SIZE_MAX) return text;
	return nl_arena_printf(f->arena, NL_FMT NL_FMT NL_FMT, NL_ARG(nl_str_slice(text, 0, space)),
		NL_ARG(nl_str_slice(old, gap.start, gap.end)), NL_ARG(nl_str_slice(text, space + 1, text.len)));
}

static bool make_edit(const fixer *f, const found_words *found, nl_replacement *edit)
{
	nl_span span = nl_doc_origin(f->doc, nl_doc_range(f->doc, found->first, found->last));
	nl_str old = nl_str_slice(nl_source_text(f->doc->source), span.start, span.end);
	nl_buf formed = {0}, cased = {0};
	bool fine = is_own_text(f, found) && is_verbatim(old, nl_doc_quote(f->doc, found->first, found->last)) &&
		!is_bound(f, found, span) && add_formed(f, found->form, &formed) &&
		can_be_written(nl_buf_str(&formed), f->doc->format) && fits_article(f, found, nl_buf_str(&formed));
	if (fine) {
		add_with_capitals(&cased, nl_buf_str(&formed), capitals_of(f, found));
		*edit = (nl_replacement){span, with_line_end(f, old, nl_arena_str(f->arena, nl_buf_str(&cased)))};
	}
	nl_buf_release(&formed);
	nl_buf_release(&cased);
	return fine;
}

/* Adds the edits in some of the words; false when one of them cannot be made. */
static bool fix_part(const fixer *f, nl_range part, nl_replacements *edits)
{
	found_words found = {0};
	for (uint32_t i = part.first; i <= part.last; i++) {
		if (!find_at(f, i, part.last, &found)) {
			if (f->whole) return false;
			continue;
		}
		nl_replacement edit;
		if ((f->whole && found.last != part.last) || !make_edit(f, &found, &edit)) return false;
		*nl_vec_push(edits) = edit;
		i = found.last;
	}
	return true;
}

static void fix_place(const fixer *f, const nl_evidence *evidence, nl_replacements *edits)
{
	uint32_t before = edits->len;
	for (uint32_t i = 0; i < evidence->part_count; i++) {
		if (fix_part(f, evidence->parts[i], edits)) continue;
		edits->len = before;
		return;
	}
}

void nl_fix_places(const nl_match *match, const nl_rule *rule, uint32_t position, const nl_evidence *const *places,
	uint32_t count, nl_arena *arena, nl_replacements *edits)
{
	const nl_position *p = &match->ir->positions[position];
	const nl_doc *doc = match->doc;
	bool wanted = rule->kind != NL_FORBID && rule->kind != NL_DISCOURAGE;
	if (rule->instead.len == 0 || wanted || nl_source_encoding(doc->source) == NL_ENCODING_RENDITION) return;
	fixer f = {.match = match,
		.doc = doc,
		.language = doc->language,
		.rule = rule,
		.arena = arena,
		.whole = rule->stands_for.len == 0};
	if (!f.whole) add_lines(&f, rule->stands_for);
	else if (p->root != NL_NONE) add_phrases(&f, p->root);
	for (uint32_t i = 0; i < count && f.stands_for.len; i++) fix_place(&f, places[i], edits);
	nl_vec_release(&f.stands_for);
}
