/* The C library as its users see it: only normlint.h, whatever they do with it. */
#include "check.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "normlint.h"

static const char house[] = "position privacy-kept \"Privacy is kept\" {\n"
							"  topic rights\n  source \"Example Charter\" art 1\n  why \"It is a right.\"\n"
							"  matches \"(protect|respect) ... privacy\"\n"
							"  accept \"We respect privacy.\"\n  reject \"Privacy notice.\"\n}\n"
							"position tracking \"Tracking is allowed\" {\n  matches \"track users\"\n}\n"
							"ruleset house \"House rules\" {\n"
							"  require privacy-kept at least binding weight 3 error help \"Say it.\"\n"
							"  forbid tracking warning instead \"ask users\"\n}\n"
							"ruleset extra \"More\" {\n  optional\n  require tracking note\n}\n"
							"axis liberty from tracking to privacy-kept\n";

static const char draft[] =
	"# Draft\n\nWe may respect the privacy of users.\n\nWe track users. <!-- normlint: ignore tracking: agreed -->\n";

static nl_str str(normlint_string s)
{
	return (nl_str){s.data, s.length};
}

static normlint_rules *rules_of(const char *text)
{
	normlint_rules *rules;
	char *message = NULL;
	CHECK_INT(normlint_rules_new(NORMLINT_NO_BUILTIN, &rules), NORMLINT_OK);
	CHECK_INT(normlint_rules_add_text(rules, "house.norm", text, strlen(text)), NORMLINT_OK);
	CHECK_INT(normlint_rules_compile(rules, &message), NORMLINT_OK);
	CHECK(message == NULL);
	normlint_free(message);
	return rules;
}

static normlint_checker *checker_of(normlint_rules *rules)
{
	normlint_checker *checker;
	CHECK_INT(normlint_checker_new(rules, &checker, NULL), NORMLINT_OK);
	return checker;
}

static normlint_result *result_of(normlint_checker *checker, const char *name, const char *text)
{
	normlint_result *result;
	CHECK_INT(normlint_check(checker, name, text, strlen(text), &result, NULL), NORMLINT_OK);
	return result;
}

static void a_text_is_read(const normlint_result *result)
{
	normlint_finding finding;
	CHECK_STR(nl_str_of(normlint_result_format(result)), "markdown");
	CHECK_INT(normlint_result_word_count(result), 11);
	CHECK_INT(normlint_result_finding_count(result), 2);
	CHECK_INT(normlint_result_finding(result, 0, &finding), NORMLINT_OK);
	CHECK_STR(str(finding.ruleset), "house");
	CHECK_STR(str(finding.rule), "privacy-kept");
	CHECK_INT(finding.severity, NORMLINT_ERROR);
	CHECK_INT(finding.start.line, 3);
	CHECK_INT(finding.start.column, 8);
	CHECK_INT(finding.start.offset, 16);
	CHECK_INT(finding.end.column, 27);
	CHECK_INT(finding.start.page, 0);
	CHECK(finding.fingerprint != 0 && !finding.suppressed);
	CHECK(finding.help_count == 1 && finding.note_count > 0);
	CHECK_STR(str(normlint_result_help(result, 0, 0)), "Say it.");
	CHECK_STR(str(normlint_result_help(result, 0, 1)), "");
	CHECK(nl_str_starts(str(normlint_result_note(result, 0, 0)), NL_STR("weakened by 'may'")));

	CHECK_INT(normlint_result_finding(result, 1, &finding), NORMLINT_OK);
	CHECK_STR(str(finding.rule), "tracking");
	CHECK_STR(str(finding.instead), "ask users");
	CHECK(finding.suppressed);
	CHECK_STR(str(finding.reason), "agreed");
	CHECK_INT(normlint_result_finding(result, 2, &finding), NORMLINT_BAD_ARGUMENT);
	CHECK(finding.message.length == 0);
}

static void positions_and_scores(normlint_result *result)
{
	normlint_position position;
	normlint_evidence evidence;
	normlint_score score;
	normlint_rule rule;
	normlint_axis axis;
	CHECK_INT(normlint_result_position_count(result), 2);
	CHECK_INT(normlint_result_position(result, 0, &position), NORMLINT_OK);
	CHECK_STR(str(position.id), "privacy-kept");
	CHECK_STR(str(position.topic), "rights");
	CHECK(position.stance == NORMLINT_HEDGED && position.strength == NORMLINT_TENTATIVE && position.looked_for);
	CHECK_INT(position.evidence_count, 1);
	CHECK_INT(normlint_result_evidence(result, 0, 0, &evidence), NORMLINT_OK);
	CHECK_STR(str(evidence.text), "respect the privacy");
	CHECK_STR(str(evidence.section), "Draft");
	CHECK(evidence.start.line == 3 && evidence.stance == NORMLINT_HEDGED);
	CHECK_INT(normlint_result_evidence(result, 0, 1, &evidence), NORMLINT_BAD_ARGUMENT);
	CHECK_INT(normlint_result_evidence(result, 9, 0, &evidence), NORMLINT_BAD_ARGUMENT);

	CHECK_INT(normlint_result_score_count(result), 1);
	CHECK_INT(normlint_result_score(result, 0, &score), NORMLINT_OK);
	CHECK_STR(str(score.ruleset), "house");
	CHECK(fabs(score.score - 37.5) < 1e-9);
	CHECK_INT(score.rule_count, 2);
	CHECK_INT(normlint_result_rule(result, 0, 0, &rule), NORMLINT_OK);
	CHECK(rule.credit == 0.5 && rule.weight == 3 && rule.applies);
	CHECK_INT(normlint_result_rule(result, 0, 2, &rule), NORMLINT_BAD_ARGUMENT);
	CHECK_INT(normlint_result_axis_count(result), 1);
	CHECK_INT(normlint_result_axis(result, 0, &axis), NORMLINT_OK);
	CHECK_STR(str(axis.id), "liberty");
	CHECK(axis.low < axis.value && axis.value < axis.high);
}

static void every_report_is_made(normlint_result *result)
{
	static const char *const formats[] = {"text", "concise", "json", "ndjson", "sarif", "rdjson", "github", "gitlab",
		"junit", "checkstyle", "csv", "markdown", "html"};
	char *report;
	size_t length;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		CHECK_INT(normlint_result_report(result, formats[i], &report, &length), NORMLINT_OK);
		CHECK(report && length == strlen(report) && length > 0);
		if (strcmp(formats[i], "concise") == 0)
			CHECK(strncmp(report, "draft.md:3:8: error: ", strlen("draft.md:3:8: error: ")) == 0);
		if (strcmp(formats[i], "json") == 0) CHECK(strstr(report, "\"score\": 37.5") != NULL);
		normlint_free(report);
	}
	/* A database is a file. */
	CHECK_INT(normlint_result_report(result, "sqlite", &report, &length), NORMLINT_BAD_ARGUMENT);
	CHECK_INT(normlint_result_report(result, "jsonn", &report, &length), NORMLINT_BAD_ARGUMENT);
	CHECK(report == NULL);
}

/* A program may speak a language that writes 0,5. */
static void numbers_are_those_of_c(normlint_checker *checker)
{
	static const char *const locales[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "nl_NL.UTF-8", "C.UTF-8"};
	size_t i = 0;
	while (i < 3 && !setlocale(LC_ALL, locales[i])) i++;
	setlocale(LC_ALL, locales[i]);
	normlint_result *result = result_of(checker, "draft.md", draft);
	char *report;
	CHECK_INT(normlint_result_report(result, "json", &report, NULL), NORMLINT_OK);
	CHECK(strstr(report, "\"score\": 37.5") != NULL);
	CHECK_STR(nl_str_of(setlocale(LC_ALL, NULL)), locales[i]);
	setlocale(LC_ALL, "C");
	normlint_free(report);
	normlint_result_free(result);
}

static void settings_hold_from_the_next_text_on(normlint_rules *rules)
{
	normlint_checker *checker = checker_of(rules);
	normlint_result *before = result_of(checker, "draft.md", draft);
	normlint_position position;
	normlint_score score;
	char *message;
	CHECK_INT(normlint_checker_add_ruleset(checker, "extra", &message), NORMLINT_OK);
	CHECK(message == NULL);
	normlint_result *after = result_of(checker, "draft.md", draft);
	CHECK_INT(normlint_result_score_count(after), 1);
	normlint_result_score(after, 0, &score);
	CHECK_STR(str(score.ruleset), "extra");
	normlint_result_score(before, 0, &score);
	CHECK_STR(str(score.ruleset), "house");

	CHECK_INT(normlint_checker_add_ruleset(checker, "hous", &message), NORMLINT_BAD_ARGUMENT);
	CHECK(message && strstr(message, "did you mean 'house'?"));
	normlint_free(message);
	CHECK_INT(normlint_checker_set_language(checker, "klingon", &message), NORMLINT_BAD_ARGUMENT);
	CHECK(message && strstr(message, "unknown language 'klingon'"));
	normlint_free(message);
	CHECK_INT(normlint_checker_set_format(checker, "markdwon", &message), NORMLINT_BAD_ARGUMENT);
	CHECK(message && strstr(message, "did you mean 'markdown'?"));
	normlint_free(message);
	normlint_result *unread;
	CHECK_INT(normlint_checker_set_pdf_program(checker, "/no/such/program"), NORMLINT_OK);
	CHECK_INT(normlint_check(checker, "x.pdf", "%PDF-1.7\n", 9, &unread, &message), NORMLINT_BAD_TEXT);
	CHECK(unread == NULL && message && strstr(message, "'/no/such/program', cannot be started"));
	normlint_free(message);
	CHECK_INT(normlint_checker_set_pdf_program(checker, NULL), NORMLINT_OK);
	CHECK_INT(normlint_checker_set_format(checker, "text", NULL), NORMLINT_OK);
	CHECK_INT(normlint_checker_set_max_size(checker, UINT64_MAX), NORMLINT_BAD_ARGUMENT);
	CHECK_INT(normlint_checker_set_max_size(checker, 1 << 20), NORMLINT_OK);
	CHECK_INT(normlint_checker_set_original(checker, 1), NORMLINT_OK);
	normlint_result *plain = result_of(checker, "draft.md", draft);
	CHECK_STR(nl_str_of(normlint_result_format(plain)), "text");

	/* In any order. */
	normlint_checker_free(checker);
	normlint_result_position(before, 0, &position);
	CHECK_STR(str(position.id), "privacy-kept");
	normlint_result_free(before);
	normlint_result_free(plain);
	normlint_result_free(after);
}

static void errors_are_told(void)
{
	normlint_rules *rules;
	normlint_checker *checker;
	normlint_result *result;
	char *message;
	normlint_rules_new(NORMLINT_NO_BUILTIN, &rules);
	CHECK_INT(normlint_checker_new(rules, &checker, &message), NORMLINT_BAD_ARGUMENT);
	CHECK(checker == NULL && normlint_rules_ruleset_count(rules) == 0);
	normlint_rules_add_file(rules, "no-such.norm");
	const char wrong[] = "position p \"P\" { matches @nothing }";
	normlint_rules_add_text(rules, "wrong.norm", wrong, strlen(wrong));
	CHECK_INT(normlint_rules_compile(rules, &message), NORMLINT_BAD_RULES);
	CHECK(message && strstr(message, "no-such.norm") && strstr(message, "wrong.norm:1:26: error: unknown term 'nothing'"));
	normlint_free(message);
	CHECK_INT(normlint_rules_compile(rules, NULL), NORMLINT_BAD_ARGUMENT);
	CHECK_INT(normlint_rules_add_file(rules, "more.norm"), NORMLINT_BAD_ARGUMENT);
	CHECK_INT(normlint_checker_new(rules, &checker, NULL), NORMLINT_BAD_ARGUMENT);
	normlint_rules_free(rules);

	rules = rules_of(house);
	checker = checker_of(rules);
	normlint_rules_free(rules);
	CHECK_INT(normlint_check_file(checker, "no-such.md", &result, &message), NORMLINT_BAD_TEXT);
	CHECK(result == NULL && message && strstr(message, "no-such.md"));
	normlint_free(message);
	CHECK_INT(normlint_check(checker, "x.md", "a\0b\0\0\0c", 7, &result, &message), NORMLINT_BAD_TEXT);
	CHECK(result == NULL && message);
	normlint_free(message);
	CHECK_INT(normlint_check(checker, "x.docx", "PK\x03\x04 and no more", 16, &result, &message), NORMLINT_BAD_TEXT);
	CHECK(result == NULL && message);
	normlint_free(message);
	CHECK_INT(normlint_check(checker, "bad.txt", "privacy \xff\xfe\x80 \xc3\xa9", 14, &result, &message), NORMLINT_OK);
	CHECK(message && strstr(message, "bad.txt"));
	normlint_free(message);
	normlint_result_free(result);
	CHECK_INT(normlint_check(checker, "empty.txt", NULL, 0, &result, &message), NORMLINT_OK);
	normlint_free(message);
	normlint_result_free(result);
	normlint_checker_free(checker);
	normlint_result_free(NULL);
	normlint_checker_free(NULL);
	normlint_rules_free(NULL);
}

static void built_in_rules_are_there(void)
{
	normlint_rules *rules;
	normlint_position position;
	char *message;
	normlint_rules_new(NORMLINT_BUILTIN, &rules);
	CHECK_INT(normlint_rules_compile(rules, &message), NORMLINT_OK);
	CHECK(normlint_rules_ruleset_count(rules) > 5);
	CHECK_STR(str(normlint_rules_ruleset(rules, 0)), "cybercrime-cooperation");
	CHECK_STR(str(normlint_rules_ruleset(rules, 1000)), "");
	normlint_checker *checker = checker_of(rules);
	normlint_result *result;
	CHECK_INT(normlint_check_file(checker, "examples/open-internet-declaration.md", &result, &message), NORMLINT_OK);
	CHECK(message == NULL);
	CHECK(normlint_result_finding_count(result) > 0);
	size_t affirmed = 0, passed_over = 0;
	for (size_t i = 0; i < normlint_result_position_count(result); i++) {
		normlint_result_position(result, i, &position);
		affirmed += position.stance == NORMLINT_AFFIRMED;
		passed_over += !position.looked_for;
	}
	CHECK(affirmed > 3 && passed_over > 3);
	normlint_rules_free(rules);
	normlint_checker_free(checker);
	normlint_result_free(result);
}

static void words_have_names(void)
{
	CHECK(normlint_version()[0] >= '0' && normlint_version()[0] <= '9');
	CHECK_STR(nl_str_of(normlint_severity_name(NORMLINT_WARNING)), "warning");
	CHECK_STR(nl_str_of(normlint_stance_name(NORMLINT_OPPOSED)), "opposed");
	CHECK_STR(nl_str_of(normlint_strength_name(NORMLINT_BINDING)), "binding");
	for (int status = NORMLINT_OK; status <= NORMLINT_NO_MEMORY; status++)
		CHECK(normlint_status_text((normlint_status)status)[0] != '\0');
}

int main(void)
{
	normlint_rules *rules = rules_of(house);
	normlint_checker *checker = checker_of(rules);
	normlint_result *result = result_of(checker, "draft.md", draft);
	a_text_is_read(result);
	positions_and_scores(result);
	every_report_is_made(result);
	numbers_are_those_of_c(checker);
	normlint_result_free(result);
	normlint_checker_free(checker);
	settings_hold_from_the_next_text_on(rules);
	normlint_rules_free(rules);
	errors_are_told();
	built_in_rules_are_there();
	words_have_names();
	return check_done();
}
