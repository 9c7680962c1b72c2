/* What is looked up in rules (rule sets, rules, languages) is not checked here: a configuration is read before its rules. */
#include "lang/settings_check.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/glob.h"
#include "diag/codes.h"

/* ---- values ------------------------------------------------------------------------------------------------------- */

bool nl_setting_fingerprint(nl_str digits, uint64_t *fingerprint)
{
	*fingerprint = 0;
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.ptr[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
			: c >= 'a' && c <= 'f'            ? (uint32_t)(c - 'a') + 10
											  : 16;
		if (digit == 16) return false;
		*fingerprint = *fingerprint << 4 | digit;
	}
	return digits.len == 16;
}

double nl_setting_score(nl_str digits)
{
	char copy[32] = {0};
	if (digits.len >= sizeof copy) return NAN;
	for (size_t i = 0; i < digits.len; i++) copy[i] = digits.ptr[i];
	double score = strtod(copy, NULL);
	return score >= 0 && score <= 100 ? score : NAN;
}

/* ---- checks ------------------------------------------------------------------------------------------------------- */

static void check_path(const nl_checker *checker, const nl_ast_text *text)
{
	size_t at;
	if (text->broken) return;
	const char *fault = nl_glob_fault(text->text, &at);
	if (!fault) return;
	/* Behind an escape or a continued line the offset would be another. */
	bool plain = nl_str_eq(text->raw, text->text) && at < text->raw.len;
	uint32_t start = text->span.start + 1 + (uint32_t)at;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0902), plain ? (nl_span){start, start + 1} : text->span,
		"the pattern \"" NL_FMT "\" has %s", NL_ARG(text->text), fault);
	if (at < text->text.len && text->text.ptr[at] == '{')
		nl_diag_help(checker->sink, diag, "write each alternative as a pattern of its own: \"*.md\", \"*.txt\"");
	else nl_diag_help(checker->sink, diag, "patterns are those of .gitignore, counted from the directory of this file");
}

static void check_paths(const nl_checker *checker, const nl_ast_texts *texts)
{
	for (const nl_ast_text *text = texts->first; text; text = text->next) check_path(checker, text);
}

/* What is the same for every text takes no patterns before it. */
static void check_for_all(const nl_checker *checker, const nl_ast_field *field)
{
	if (!field->paths.first) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0903), field->paths.first->span,
		"'%s' holds for all texts and takes no pattern before it", nl_ast_kind_name(field->kind));
	nl_diag_help(checker->sink, diag,
		field->kind == NL_AST_EXCLUDE ? "write the patterns behind it: exclude \"drafts/old/\"" : "leave the pattern out");
}

static void check_score(const nl_checker *checker, const nl_ast_field *field)
{
	if (!isnan(nl_setting_score(field->value->text))) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0904), field->value->span,
		"a score of " NL_FMT " cannot be reached: scores go from 0 to 100", NL_ARG(field->value->text));
	nl_diag_help(checker->sink, diag, "write a number from 0 to 100, as in 'min-score national-strategy 70'");
}

static const char *answer_at(uint32_t i)
{
	return i == 0 ? "yes" : "no";
}

static void check_date(const nl_checker *checker, const nl_ast_name *date)
{
	if (nl_date_of(date->text) != NL_NO_DATE) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0906), date->span, "there is no day " NL_FMT, NL_ARG(date->text));
	nl_diag_help(checker->sink, diag, "write year, month and day, as in 2027-06-30");
}

static void check_fingerprint(const nl_checker *checker, const nl_ast_text *text)
{
	uint64_t value;
	if (text->broken || nl_setting_fingerprint(text->text, &value)) return;
	nl_diag *diag =
		nl_check_error(checker, NL_CODE_NAME(E0907), text->span, "\"" NL_FMT "\" is no fingerprint", NL_ARG(text->text));
	nl_diag_help(checker->sink, diag,
		"copy the 16 digits from 'normlint check -f json', or name the sentence by its words: sentence \"...\"");
}

static bool is_blank(nl_str text)
{
	return nl_str_trim(text).len == 0;
}

static void check_exception(const nl_checker *checker, const nl_ast_attr *attr)
{
	if (attr->kind == NL_AST_UNTIL) check_date(checker, attr->name);
	if (attr->kind == NL_AST_FINGERPRINT) check_fingerprint(checker, attr->text);
	if (attr->kind != NL_AST_SENTENCE || attr->text->broken || !is_blank(attr->text->text)) return;
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0907), attr->text->span, "the sentence is empty");
	nl_diag_help(checker->sink, diag, "copy the sentence from the text, or leave 'sentence' out to mean the whole text");
}

static void tell_no_reason(const nl_checker *checker, const nl_ast_field *field)
{
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0905), field->names.first->span,
		"nothing says why '" NL_FMT "' is ignored", NL_ARG(field->names.first->text));
	nl_diag_help(checker->sink, diag, "add the reason: because \"covered by the Data Act\"");
}

static void check_ignore(const nl_checker *checker, const nl_ast_field *field)
{
	const nl_ast_attr *seen[NL_AST_BECAUSE + 1] = {0};
	for (const nl_ast_attr *attr = field->attrs.first; attr; attr = attr->next) {
		/* A sentence is named once, in one way or the other. */
		nl_ast_kind slot = attr->kind == NL_AST_FINGERPRINT ? NL_AST_SENTENCE : attr->kind;
		if (seen[slot]) {
			nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0109), attr->span, "%s is given twice",
				slot == NL_AST_SENTENCE ? "the sentence" : nl_ast_kind_name(attr->kind));
			nl_check_related(checker, diag, seen[slot]->span, "first given here");
		} else seen[slot] = attr;
		check_exception(checker, attr);
	}
	const nl_ast_attr *reason = seen[NL_AST_BECAUSE];
	if (!reason || (!reason->text->broken && is_blank(reason->text->text))) tell_no_reason(checker, field);
}

static void check_setting(const nl_checker *checker, nl_ast_field *field)
{
	check_paths(checker, &field->paths);
	switch (field->kind) {
	case NL_AST_EXTENDS: check_for_all(checker, field); break;
	case NL_AST_EXCLUDE:
		check_for_all(checker, field);
		check_paths(checker, &field->texts);
		break;
	case NL_AST_GITIGNORE:
		check_for_all(checker, field);
		nl_check_word(checker, field->value, NL_CODE_NAME(E0908), "answer", answer_at, 2);
		break;
	case NL_AST_MIN_SCORE: check_score(checker, field); break;
	case NL_AST_MAX_WARNINGS: nl_check_whole(checker, field->value, &field->number); break;
	case NL_AST_IGNORE: check_ignore(checker, field); break;
	default: break;
	}
}

static void tell_misplaced(const nl_checker *checker, const nl_ast_item *item)
{
	nl_span word = {item->span.start, item->span.start + (uint32_t)sizeof "config" - 1};
	nl_diag *diag = nl_check_error(checker, NL_CODE_NAME(E0901), word, "'config' stands in a rule file");
	nl_diag_help(checker->sink, diag, "put it into a configuration, a file called '.normlint'");
}

void nl_settings_check(nl_checker *checker, const nl_rule_file *file)
{
	checker->file = file;
	for (const nl_ast_item *item = file->items.first; item; item = item->next) {
		if (item->kind != NL_AST_CONFIG) continue;
		if (!file->configuration) tell_misplaced(checker, item);
		for (nl_ast_field *field = item->body.fields.first; field; field = field->next) check_setting(checker, field);
	}
}
