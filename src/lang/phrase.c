/* The inside of a quoted phrase: parsed by grammar/phrase.y, its words cut by text/words.h as those of documents are, and its
 * shape checked: it must match at least one word, and must begin and end with words that it names. */
#include "lang/parse.h"

#include "base/utf8.h"
#include "diag/codes.h"
#include "phrase.tab.h"
#include "text/word_bytes.h"
#include "text/words.h"

/* ---- words -------------------------------------------------------------------------------------------------------- */

static bool is_apostrophe(nl_str text, size_t at, size_t *len)
{
	*len = text.ptr[at] == '\'' ? 1 : 3;
	return text.ptr[at] == '\'' || nl_str_starts(nl_str_slice(text, at, text.len), NL_STR("\u2019"));
}

/* Behind the last word: nothing, the dot of initials, or an apostrophe with or without an s, which belongs to no word. */
static bool is_word_tail(nl_str tail, bool has_dots)
{
	size_t len;
	if (tail.len == 0) return true;
	if (tail.len == 1 && tail.ptr[0] == '.') return has_dots;
	if (!is_apostrophe(tail, 0, &len)) return false;
	nl_str rest = nl_str_slice(tail, len, tail.len);
	return rest.len == 0 || nl_str_eq(rest, NL_STR("s")) || nl_str_eq(rest, NL_STR("S"));
}

/* Bytes of the run of ASCII letters and digits at `at`: a word whole, when nothing but a space stands around it. */
static uint32_t plain_length(nl_str text, uint32_t at)
{
	uint32_t end = at;
	while (end < text.len && nl_word_bytes[(unsigned char)text.ptr[end]] & NL_BYTE_WORD) end++;
	return end - at;
}

bool nl_phrase_only_words(nl_str text, uint32_t *at)
{
	if (text.len && plain_length(text, 0) == text.len) return true;
	const uint32_t joins = NL_GAP_HYPHEN | NL_GAP_SPACE | NL_GAP_LINE_END_HYPHEN;
	nl_word word;
	uint32_t end = 0;
	bool has_dots = false;
	while (nl_word_next(text, end, &word)) {
		nl_str between = nl_str_slice(text, end, word.start);
		bool joined = end ? (word.gap & ~joins) == 0 || is_word_tail(nl_str_trim(between), has_dots) : between.len == 0;
		*at = end;
		if (!joined) return false;
		has_dots = nl_str_find(nl_str_slice(text, word.start, word.end), NL_STR(".")) != SIZE_MAX;
		end = word.end;
	}
	*at = end;
	return end > 0 && is_word_tail(nl_str_slice(text, end, text.len), has_dots);
}

typedef struct {
	nl_str mark;
	const char *help;
} mark_help;

static const mark_help mark_helps[] = {
	{{".", 1}, "a phrase stays inside one sentence: leave the full stop out; '...' stands for up to 6 words"},
	{{"/", 1}, "write a space: words on both sides of '/' are words of their own; or give both: \"(ICT|cyber)\""},
	{{"*", 1}, "endings need no '*': a word matches every form of it; '...' stands for up to 6 words"},
	{{"?", 1}, "words that may be missing stand in square brackets: \"[all] States\""},
	{{"-", 1}, "a hyphen joins two words, without spaces"},
	{{"'", 1}, "exact text stands outside the quotation marks: \"domain name\" | 'ICANN'; inside, write the word alone"},
	{{"&", 1}, "outside the quotation marks '&' asks for both: \"privacy\" & \"data\""},
	{{"=", 1}, "'=' stands right before a word, which then matches in this form alone"},
	{{"@", 1}, "a term's name follows '@' in small letters: \"use of @ict\""},
	{{"\\", 1}, "quotation marks between words do not matter: leave them out"},
	{{"<", 1}, "names of terms are written '@name'"},
	{{"{", 1}, "words of which any may stand there are written \"(shall|must)\""},
	{{"\xe2\x80\xa6", 3}, "write '...' between spaces: it stands for up to 6 words"},
};

/* One error a phrase; none when a lost quotation mark has made it of what was no phrase. */
static bool is_told(nl_parser *parser)
{
	nl_span whole = {parser->base - 1, parser->base + (uint32_t)parser->text.len + 1};
	if (parser->told) return true;
	parser->told = true;
	return nl_parse_tell_quote(parser->outer, whole);
}

/* A mark that means nothing in a phrase. */
static void tell_mark(nl_parser *parser, uint32_t at)
{
	if (is_told(parser)) return;
	nl_str text = nl_source_text(parser->file->source);
	uint32_t len = at < text.len ? nl_utf8_decode(text, at).len : 0;
	nl_span span = {at, at + len};
	nl_str mark = nl_ast_slice(parser, span);
	nl_diag *diag =
		nl_parse_error(parser, NL_CODE_NAME(E0304), span, "'" NL_FMT "' has no meaning in a phrase", NL_ARG(mark));
	for (size_t i = 0; i < sizeof mark_helps / sizeof *mark_helps; i++) {
		if (!nl_str_starts(mark, mark_helps[i].mark)) continue;
		nl_diag_help(parser->sink, diag, "%s", mark_helps[i].help);
		return;
	}
	nl_diag_help(parser->sink, diag, "leave it out: marks between words do not matter");
}

void nl_phrase_check_word(nl_parser *parser, const nl_ast_phrase *word)
{
	uint32_t at;
	if (nl_phrase_only_words(word->word, &at)) return;
	uint32_t start = word->span.end - (uint32_t)word->word.len;
	tell_mark(parser, start + at);
}

/* ---- mistakes ----------------------------------------------------------------------------------------------------- */

static bool closes(int token)
{
	return token == ']' || token == ')';
}

void nl_phrase_unexpected(nl_parser *parser, nl_span span, int found)
{
	if (found == BAD) {
		tell_mark(parser, span.start);
		return;
	}
	if (is_told(parser)) return;
	nl_str text = nl_ast_slice(parser, span);
	nl_diag *diag;
	if (found == JOINED) {
		diag = nl_parse_error(parser, NL_CODE_NAME(E0305), span, "'_' is joined to a word");
		nl_diag_help(parser->sink, diag, "write '-' to join words; '_' between spaces stands for any one word");
	} else if (found == END) {
		nl_span bracket = parser->brackets.len ? *nl_vec_last(&parser->brackets) : span;
		diag = nl_parse_error(parser, NL_CODE_NAME(E0305), bracket, "this bracket in the phrase is not closed");
		nl_diag_help(parser->sink, diag, "close '[' by ']' and '(' by ')', inside the quotation marks");
	} else if (found == '|') {
		diag = nl_parse_error(parser, NL_CODE_NAME(E0305), span, "'|' stands where a word of the phrase belongs");
		nl_diag_help(parser->sink, diag,
			"choices stand in round brackets: \"(shall|must)\"; whole phrases are joined outside "
			"the quotation marks: \"shall\" | \"must\"");
	} else {
		diag = nl_parse_error(parser, NL_CODE_NAME(E0305), span,
			"found '" NL_FMT "' where a word of the phrase belongs", NL_ARG(text));
		nl_diag_help(parser->sink, diag,
			closes(found) ? "take it out, or put words before it and the opening bracket" : "put a word there");
	}
}

/* ---- shape -------------------------------------------------------------------------------------------------------- */

/* Can the node match no word at all? A term cannot: its own phrases are checked where it is defined. */
static bool is_optional(const nl_ast_phrase *node)
{
	if (node->kind == NL_AST_OPTIONAL || node->kind == NL_AST_GAP) return true;
	if (node->kind != NL_AST_SEQUENCE && node->kind != NL_AST_CHOICE) return false;
	bool any = false, all = true;
	for (const nl_ast_phrase *p = node->children.first; p; p = p->next) {
		bool optional = is_optional(p);
		any |= optional;
		all &= optional;
	}
	return node->kind == NL_AST_CHOICE ? any : all;
}

/* The `_` or `...` that a match of the node may begin or end with; NULL when there is none. */
static const nl_ast_phrase *open_edge(const nl_ast_phrase *node, bool at_end)
{
	if (node->kind == NL_AST_ANY || node->kind == NL_AST_GAP) return node;
	const nl_ast_phrase *found = NULL;
	for (const nl_ast_phrase *p = node->children.first; p; p = p->next) {
		const nl_ast_phrase *edge = open_edge(p, at_end);
		if (node->kind != NL_AST_SEQUENCE) {
			if (edge) return edge;
		} else if (at_end) {
			if (edge || !is_optional(p)) found = edge;
		} else if (edge || !is_optional(p)) return edge;
	}
	return found;
}

static bool check_shape(nl_parser *parser, const nl_ast_text *text, const nl_ast_phrase *phrase)
{
	const nl_ast_phrase *first = open_edge(phrase, false), *last = open_edge(phrase, true);
	if (first || last) {
		const nl_ast_phrase *edge = first ? first : last;
		nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0303), edge->span, "a phrase cannot %s with '" NL_FMT "'",
			first ? "begin" : "end", NL_ARG(nl_ast_slice(parser, edge->span)));
		nl_diag_note(parser->sink, diag, "a match is the shortest run of words that fits, so that open ends say nothing");
		nl_diag_help(parser->sink, diag, "leave it out, or put a word %s it", first ? "before" : "behind");
		return false;
	}
	if (!is_optional(phrase)) return true;
	nl_diag *diag = nl_parse_error(parser, NL_CODE_NAME(E0302), text->span, "this phrase can match without any word");
	nl_diag_help(parser->sink, diag, "leave the square brackets away from the words that must be there");
	return false;
}

/* Most phrases are words and single spaces, with no notation in them: what the grammar makes of these, without its tables. NULL
 * when the phrase is not of that kind. */
static nl_ast_phrase *parse_plain_words(nl_parser *parser)
{
	nl_str text = parser->text;
	nl_ast_phrases words = {0};
	uint32_t at = 0, len;
	if (!text.len || text.len > NL_WORD_MAX) return NULL;
	for (uint32_t i = 0; i < text.len; i += len + 1) {
		len = plain_length(text, i);
		if (!len || (i + len < text.len && (text.ptr[i + len] != ' ' || i + len + 1 == text.len))) return NULL;
	}
	for (; at < text.len; at += len + 1) {
		len = plain_length(text, at);
		nl_span span = {parser->base + at, parser->base + at + len};
		words = nl_ast_phrases_push(words, nl_ast_make_word(parser, NL_AST_WORD, span, nl_str_slice(text, at, at + len)));
	}
	nl_span whole = {parser->base, parser->base + (uint32_t)text.len};
	return nl_ast_make_phrase_group(parser, NL_AST_SEQUENCE, whole, words);
}

nl_ast_phrase *nl_parse_phrase(nl_parser *outer, const nl_ast_text *text)
{
	nl_parser parser = {.outer = outer,
		.rules = outer->rules,
		.file = outer->file,
		.sink = outer->sink,
		.text = text->raw,
		.base = text->span.start + 1,
		.too_deep = outer->too_deep};
	nl_ast_phrase *plain = parse_plain_words(&parser);
	if (plain) return plain;
	nl_phrase_run(&parser);
	nl_vec_release(&parser.brackets);
	outer->too_deep |= parser.too_deep;
	if (parser.told) return NULL;
	if (!parser.phrase) {
		nl_diag *diag = nl_parse_error(&parser, NL_CODE_NAME(E0301), text->span, "the phrase is empty");
		nl_diag_help(parser.sink, diag, "write the words to look for between the quotation marks");
		return NULL;
	}
	return check_shape(&parser, text, parser.phrase) ? parser.phrase : NULL;
}
