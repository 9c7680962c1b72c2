/* The checks of positions, terms, axes and languages, item by item; those of rule sets are in rulesets.c. Each check tells
 * all that it can and marks what is broken. */
#include "lang/check.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "diag/codes.h"
#include "diag/suggest.h"
#include "lang/parse.h"
#include "lang/names.h"
#include "lang/rulesets.h"
#include "lang/settings_check.h"
#include "text/words.h"

/* ---- shared ------------------------------------------------------------------------------------------------------- */

nl_diag *nl_check_error(const nl_checker *checker, nl_str code, nl_span span, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_diag *diag = nl_rules_verror(checker->rules, checker->sink, code, nl_at(checker->file->source, span), format, args);
	va_end(args);
	return diag;
}

void nl_check_related(const nl_checker *checker, nl_diag *diag, nl_span span, const char *text)
{
	nl_label label = nl_at(checker->file->source, span);
	label.text = nl_str_of(text);
	nl_diag_related(checker->sink, diag, label);
}

uint32_t nl_check_word(const nl_checker *checker, const nl_ast_name *word, nl_str code, const char *what,
	const char *(*name_at)(uint32_t i), uint32_t count)
{
	enum { MOST_WORDS = 16 };
	nl_str words[MOST_WORDS];
	nl_buf all = {0};
	for (uint32_t i = 0; i < count; i++) {
		words[i] = nl_str_of(name_at(i));
		if (nl_str_eq(words[i], word->text)) {
			nl_buf_release(&all);
			return i;
		}
		nl_buf_addf(&all, "%s'" NL_FMT "'", i == 0 ? "" : i + 1 == count ? " or " : ", ", NL_ARG(words[i]));
	}
	nl_diag *diag = nl_check_error(checker, code, word->span, "unknown %s '" NL_FMT "'", what, NL_ARG(word->text));
	const nl_str *meant = nl_suggest(word->text, words, count);
	if (meant) nl_diag_help(checker->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*meant));
	nl_diag_note(checker->sink, diag, "it can be " NL_FMT, NL_ARG(nl_buf_str(&all)));
	nl_buf_release(&all);
	return count;
}

bool nl_check_whole(const nl_checker *checker, const nl_ast_name *number, uint32_t *value)
{
	enum { MOST = 1000000 };
	uint64_t sum = 0;
	bool whole = true;
	for (size_t i = 0; i < number->text.len && whole; i++) {
		char c = number->text.ptr[i];
		whole = c >= '0' && c <= '9' && sum <= MOST;
		sum = sum * 10 + (uint64_t)(c - '0');
	}
	if (whole && sum <= MOST) {
		*value = (uint32_t)sum;
		return true;
	}
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0117), number->span,
		"'" NL_FMT "' is no whole number from 0 to %d", NL_ARG(number->text), MOST);
	nl_diag_help(checker->sink, diag, "write digits alone, as in '3'");
	return false;
}

static void check_once(const nl_checker *checker, const nl_ast_field *first, const nl_ast_field *again)
{
	nl_diag *diag =
		nl_check_error(checker, NL_CODE_NAME(E0109), again->span, "'%s' is given twice", nl_ast_kind_name(again->kind));
	nl_check_related(checker, diag, first->span, "first given here");
}

/* Fields of the kinds may stand once in a block. */
static void check_single_fields(const nl_checker *checker, const nl_ast_item *item, const nl_ast_kind *kinds, size_t count)
{
	for (size_t k = 0; k < count; k++) {
		const nl_ast_field *first = NULL;
		for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
			if (field->kind != kinds[k]) continue;
			if (first) check_once(checker, first, field);
			else first = field;
		}
	}
}

/* ---- patterns ----------------------------------------------------------------------------------------------------- */

static const char *block_kind_at(uint32_t i)
{
	return nl_block_kind_name((nl_block_kind)i);
}

static const char *unit_at(uint32_t i)
{
	return nl_unit_name((nl_unit)i);
}

static void check_kinds(const nl_checker *checker, nl_ast_pattern *pattern)
{
	const uint32_t count = NL_BLOCK_CODE + 1;
	for (const nl_ast_name *name = pattern->kinds.first; name; name = name->next) {
		uint32_t kind = nl_check_word(checker, name, NL_CODE_NAME(E0209), "kind of block", block_kind_at, count);
		if (kind < count) pattern->blocks |= 1u << kind;
	}
}

static void check_unit(const nl_checker *checker, nl_ast_pattern *pattern)
{
	const uint32_t count = NL_UNIT_DOCUMENT + 1;
	uint32_t unit = nl_check_word(checker, pattern->name, NL_CODE_NAME(E0210), "unit", unit_at, count);
	if (unit < count) pattern->unit = (nl_unit)unit;
}

static void check_exact(const nl_checker *checker, nl_ast_pattern *pattern)
{
	uint32_t at;
	const nl_ast_text *text = pattern->text;
	if (pattern->broken || nl_phrase_only_words(text->raw, &at)) return;
	pattern->broken = true;
	if (text->raw.len == 0) {
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0301), text->span, "the exact text is empty");
		nl_diag_help(checker->sink, diag, "write the characters to look for between the marks");
		return;
	}
	nl_span span = {text->span.start + 1 + at, text->span.end - 1};
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0310), span, "exact text can only hold words");
	nl_diag_help(checker->sink, diag,
		"write letters, digits, hyphens and spaces; for other marks use a regular expression: /C\\+\\+/");
}

static bool check_flags(const nl_checker *checker, const nl_ast_pattern *pattern)
{
	for (size_t i = 0; i < pattern->flags.len; i++) {
		char flag = pattern->flags.ptr[i];
		if (strchr("ixs", flag)) continue;
		uint32_t at = pattern->text->span.end + (uint32_t)i;
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0308), (nl_span){at, at + 1},
			"unknown flag '%c' of a regular expression", flag);
		nl_diag_help(checker->sink, diag,
			"flags are i (ignore case), x (white space and comments are free) and s ('.' matches line ends)");
		return false;
	}
	return true;
}

static void check_regex(const nl_checker *checker, nl_ast_pattern *pattern)
{
	if (pattern->broken || pattern->regex || !check_flags(checker, pattern)) return;
	nl_regex_error error = {0};
	nl_regex *regex = nl_regex_compile(pattern->text->raw, pattern->flags, &checker->rules->arena, &error);
	if (regex) {
		*nl_vec_push(&checker->rules->regexes) = regex;
		pattern->regex = regex;
		return;
	}
	uint32_t at = pattern->text->span.start + 1 + error.offset;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0307), (nl_span){at, at + 1},
		"bad regular expression: " NL_FMT, NL_ARG(error.message));
	nl_diag_note(checker->sink, diag, "the words are those of PCRE2, at byte %u of the expression", error.offset);
}

static void check_pattern(const nl_checker *checker, nl_ast_pattern *pattern)
{
	switch (pattern->kind) {
	case NL_AST_EXACT: check_exact(checker, pattern); break;
	case NL_AST_REGEX: check_regex(checker, pattern); break;
	case NL_AST_IN:
	case NL_AST_NOT_IN: check_kinds(checker, pattern); break;
	case NL_AST_WITHIN: check_unit(checker, pattern); break;
	default: break;
	}
	for (nl_ast_pattern *p = pattern->children.first; p; p = p->next) check_pattern(checker, p);
}

/* ---- positions and axes ------------------------------------------------------------------------------------------- */

/* Cues of strength do not change a stance, so they cannot be ignored. */
static const char *stance_cue_at(uint32_t i)
{
	return nl_cue_kind_name((nl_cue_kind)i);
}

static void check_position(const nl_checker *checker, const nl_ast_item *item)
{
	static const nl_ast_kind single[] = {NL_AST_TOPIC, NL_AST_WHY};
	check_single_fields(checker, item, single, sizeof single / sizeof *single);
	for (const nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		if (field->pattern) check_pattern(checker, field->pattern);
		if (field->kind != NL_AST_IGNORES) continue;
		for (const nl_ast_name *name = field->names.first; name; name = name->next)
			nl_check_word(checker, name, NL_CODE_NAME(E0212), "kind of cue", stance_cue_at, NL_CUE_STRENGTH);
	}
}

static void check_axis(const nl_checker *checker, const nl_ast_item *item)
{
	if (!item->from || !nl_str_eq(item->from->text, item->to->text)) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0409), item->to->span,
		"axis '" NL_FMT "' has position '" NL_FMT "' at both ends", NL_ARG(item->name->text), NL_ARG(item->to->text));
	nl_diag_help(checker->sink, diag, "an axis goes from one position to one that opposes it");
}

/* ---- languages ---------------------------------------------------------------------------------------------------- */

/* In the order that an error lists them. */
const nl_cue_word nl_cue_words[NL_CUE_WORDS] = {
	{"negation", NL_CUE_NEGATION, NL_DECLARED},
	{"hedge", NL_CUE_HEDGE, NL_DECLARED},
	{"reporting", NL_CUE_REPORTING, NL_DECLARED},
	{"binding", NL_CUE_STRENGTH, NL_BINDING},
	{"declared", NL_CUE_STRENGTH, NL_DECLARED},
	{"recommended", NL_CUE_STRENGTH, NL_RECOMMENDED},
	{"tentative", NL_CUE_STRENGTH, NL_TENTATIVE},
};

static const char *cue_word_at(uint32_t i)
{
	return nl_cue_words[i].word;
}

/* ORDER of nl_cue_reach */
static const char *reach_at(uint32_t i)
{
	static const char *const words[] = {"before", "after", "around", "pseudo"};
	return words[i];
}

static void check_cue(const nl_checker *checker, nl_ast_field *field)
{
	field->cue =
		nl_check_word(checker, field->names.first, NL_CODE_NAME(E0212), "field or kind of cue", cue_word_at, NL_CUE_WORDS);
	if (field->cue == NL_CUE_WORDS) return;
	field->reach =
		nl_check_word(checker, field->names.last, NL_CODE_NAME(E0214), "reach of a cue", reach_at, NL_CUE_PSEUDO + 1);
}

/* Words between spaces, each of which may end in a dot: "op. cit.". */
static bool are_words(nl_str text, uint32_t most)
{
	uint32_t count = 0, end = 0;
	for (nl_word word; nl_word_next(text, end, &word); end = word.end) {
		bool apart = count == 0 ? word.start == 0 : (word.gap & ~(uint32_t)(NL_GAP_STOP | NL_GAP_SPACE)) == 0;
		if (!apart || ++count > most) return false;
	}
	nl_str rest = nl_str_slice(text, end, text.len);
	return count > 0 && (rest.len == 0 || nl_str_eq(rest, NL_STR(".")));
}

static void check_words(const nl_checker *checker, const nl_ast_field *field)
{
	enum { MOST_WORDS = 8 };
	bool phrases = field->kind == NL_AST_ABBREVIATIONS;
	for (const nl_ast_text *text = field->texts.first; text; text = text->next) {
		if (text->broken || are_words(text->text, phrases ? MOST_WORDS : 1)) continue;
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0411), text->span, "'%s' takes %s",
			nl_ast_kind_name(field->kind), phrases ? "words with their dots" : "single words");
		nl_diag_help(checker->sink, diag,
			phrases ? "write one abbreviation in each text: \"e.g.\", \"para.\", \"op. cit.\""
					: "write one word in each text");
	}
}

/* A form may add to a word as it is: "-" = "-s". */
static bool is_ending(nl_str text, bool may_be_empty)
{
	return nl_str_starts(text, NL_STR("-")) &&
		((may_be_empty && text.len == 1) || are_words(nl_str_slice(text, 1, text.len), 1));
}

/* "-isation" = "-ization" changes endings, "behaviour" = "behavior" whole words. */
static void check_pairs(const nl_checker *checker, const nl_ast_field *field)
{
	bool forms = field->kind == NL_AST_FORMS;
	for (const nl_ast_text *a = field->texts.first, *b; a; a = b->next) {
		b = a->next;
		bool fits = is_ending(a->text, forms) ? is_ending(b->text, forms) && !nl_str_eq(a->text, b->text)
											  : are_words(a->text, 1) && are_words(b->text, 1);
		if (fits || a->broken || b->broken) continue;
		nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0411), (nl_span){a->span.start, b->span.end},
			"'%s' takes pairs of words or of endings", nl_ast_kind_name(field->kind));
		nl_diag_help(checker->sink, diag,
			forms ? "write \"foot\" = \"feet\", or with a hyphen before both: \"-y\" = \"-ies\", \"-\" = \"-s\""
				  : "write \"behaviour\" = \"behavior\", or with a hyphen before both: \"-isation\" = \"-ization\"");
	}
}

static void check_stemmer(const nl_checker *checker, const nl_ast_text *name)
{
	if (name->broken || nl_stemmer_exists(name->text)) return;
	static const nl_str known[] = {{"english", 7}, {"french", 6}, {"german", 6}, {"spanish", 7}, {"russian", 7},
		{"portuguese", 10}, {"italian", 7}, {"arabic", 6}, {"dutch", 5}, {"porter", 6}, {"none", 4}};
	nl_diag *diag =
		nl_check_error(checker, NL_CODE_NAME(E0213), name->span, "unknown stemmer '" NL_FMT "'", NL_ARG(name->text));
	const nl_str *meant = nl_suggest(name->text, known, sizeof known / sizeof *known);
	if (meant) nl_diag_help(checker->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*meant));
	nl_diag_help(checker->sink, diag,
		"stemmers are those of libstemmer, such as 'english' or 'french'; 'none' compares words as they are");
}

/* Marks that end a cue's reach, as bits of what stands between words; 0 when a character is none. */
uint32_t nl_check_mark_gaps(nl_str text)
{
	static const struct {
		nl_str mark;
		uint32_t gap;
	} marks[] = {
		{{";", 1}, NL_GAP_SEMICOLON},
		{{":", 1}, NL_GAP_COLON},
		{{",", 1}, NL_GAP_COMMA},
		{{".", 1}, NL_GAP_STOP},
		{{"(", 1}, NL_GAP_PAREN},
		{{")", 1}, NL_GAP_PAREN},
		{{"\u2014", 3}, NL_GAP_DASH},
		{{"\u2013", 3}, NL_GAP_DASH},
	};
	uint32_t gaps = 0;
	for (size_t at = 0, m; at < text.len;) {
		for (m = 0; m < sizeof marks / sizeof *marks; m++) {
			if (nl_str_starts(nl_str_slice(text, at, text.len), marks[m].mark)) break;
		}
		if (m == sizeof marks / sizeof *marks) return 0;
		gaps |= marks[m].gap;
		at += marks[m].mark.len;
	}
	return gaps;
}

static void check_stop(const nl_checker *checker, nl_ast_pattern *pattern)
{
	for (nl_ast_pattern *p = pattern->children.first; p; p = p->next) check_stop(checker, p);
	if (pattern->kind != NL_AST_MARK || nl_check_mark_gaps(pattern->text->text)) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0411), pattern->span,
		"'stop' takes words, or marks that stand between words");
	nl_diag_help(checker->sink, diag, "marks are ; : , . ( ) and the dash \u2014");
}

static void check_language(const nl_checker *checker, const nl_ast_item *item)
{
	static const nl_ast_kind single[] = {NL_AST_STEMMER};
	check_single_fields(checker, item, single, sizeof single / sizeof *single);
	for (nl_ast_field *field = item->body.fields.first; field; field = field->next) {
		switch (field->kind) {
		case NL_AST_STEMMER: check_stemmer(checker, field->texts.first); break;
		case NL_AST_ABBREVIATIONS:
		case NL_AST_OPENERS:
		case NL_AST_ARTICLES:
		case NL_AST_NAMES: check_words(checker, field); break;
		case NL_AST_SPELLING:
		case NL_AST_FORMS: check_pairs(checker, field); break;
		case NL_AST_STOP: check_stop(checker, field->pattern); break;
		case NL_AST_CUE:
			check_cue(checker, field);
			check_pattern(checker, field->pattern);
			break;
		default: break;
		}
	}
}

/* ---- everything --------------------------------------------------------------------------------------------------- */

static void check_extends(const nl_checker *checker, const nl_ast_item *item)
{
	if (!item->extends || item->kind == NL_AST_RULESET) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0118), item->extends->span, "a %s extends nothing",
		nl_ast_kind_name(item->kind));
	nl_diag_help(checker->sink, diag, "only a rule set extends another");
}

typedef void item_check(const nl_checker *checker, const nl_ast_item *item);

static void check_table(nl_checker *checker, const nl_table *table, item_check *check)
{
	for (uint32_t i = 0; i < table->items.len; i++) {
		if (table->items.at[i]->stored) continue;
		checker->file = table->items.at[i]->file;
		check_extends(checker, table->items.at[i]);
		check(checker, table->items.at[i]);
	}
}

static void check_term(const nl_checker *checker, const nl_ast_item *item)
{
	if (item->pattern) check_pattern(checker, item->pattern);
}

void nl_check(nl_rules *rules, nl_sink *sink)
{
	nl_checker checker = {.rules = rules, .sink = sink};
	check_table(&checker, &rules->terms, check_term);
	check_table(&checker, &rules->positions, check_position);
	check_table(&checker, &rules->axes, check_axis);
	check_table(&checker, &rules->languages, check_language);
	nl_rulesets_check(&checker);
	for (uint32_t i = 0; i < rules->files.len; i++) nl_settings_check(&checker, rules->files.at[i]);
}
