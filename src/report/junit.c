/* JUnit's XML, for what shows the results of tests: a text is a suite, and each rule that was asked of it a test, so that
 * rules which are met are seen too. A finding is a failure whatever its severity, which is its type; one that is not to be
 * shown is no test at all. A rule whose `when` does not hold is skipped. */
#include "report/finding.h"
#include "report/path.h"
#include "report/xml_writer.h"

static const nl_finding *finding_of(const nl_verdict *verdict, const nl_ruleset *set, const nl_rule *rule)
{
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (nl_str_eq(finding->ruleset, set->id) && nl_str_eq(finding->rule, rule->id)) return finding;
	}
	return NULL;
}

typedef struct {
	nl_buf *out; /* NULL: only counts */
	const nl_report_options *options;
	const nl_verdict *verdict;
	nl_str path;
	uint32_t tests, failures, skipped;
} suite;

static void add_failure(suite *s, const nl_finding *finding)
{
	nl_buf text = {0};
	nl_finding_message(&text, finding);
	nl_buf_add_c(s->out, ">\n      <failure");
	nl_xml_put_attribute(s->out, "type", nl_str_of(nl_severity_name(finding->diag.severity)));
	nl_xml_put_attribute(s->out, "message", nl_buf_str(&text));
	nl_buf_add_byte(s->out, '>');
	nl_buf_clear(&text);
	/* The place first, as tools that know it from compilers show it. */
	nl_region region = nl_region_of(s->verdict->match->doc, finding);
	nl_buf_add(&text, s->path);
	if (!region.whole) nl_buf_addf(&text, ":%u:%u", region.start.line, region.start.column);
	nl_buf_addf(&text, ": %s: ", nl_severity_name(finding->diag.severity));
	nl_finding_message(&text, finding);
	nl_buf_add_byte(&text, '\n');
	nl_finding_remarks(&text, finding);
	nl_xml_put_text(s->out, nl_buf_str(&text));
	nl_buf_add_c(s->out, "</failure>\n    </testcase>\n");
	nl_buf_release(&text);
}

/* `finding` NULL: the rule is met, or skipped. */
static void add_test(suite *s, nl_str code, bool applies, const nl_finding *finding)
{
	s->tests++;
	s->skipped += !applies;
	s->failures += finding != NULL;
	if (!s->out) return;
	nl_buf_add_c(s->out, "    <testcase");
	nl_xml_put_attribute(s->out, "name", code);
	nl_xml_put_attribute(s->out, "classname", s->path);
	nl_xml_put_attribute(s->out, "file", s->path);
	if (finding && finding->sentence != NL_NONE)
		nl_xml_put_count(s->out, "line", nl_region_of(s->verdict->match->doc, finding).start.line);
	nl_xml_put_attribute(s->out, "time", NL_STR("0"));
	if (finding) add_failure(s, finding);
	else if (!applies)
		nl_buf_add_c(s->out, ">\n      <skipped message=\"its condition does not hold\"/>\n    </testcase>\n");
	else nl_buf_add_c(s->out, "/>\n");
	nl_report_send(s->out, s->options);
}

static void add_rule(suite *s, const nl_ruleset *set, const nl_rule_result *result)
{
	const nl_finding *finding = finding_of(s->verdict, set, result->rule);
	if (finding && !nl_report_shows(s->options, finding)) return;
	nl_buf code = {0};
	nl_buf_addf(&code, NL_FMT "/" NL_FMT, NL_ARG(set->id), NL_ARG(result->rule->id));
	add_test(s, nl_buf_str(&code), result->applies, finding);
	nl_buf_release(&code);
}

static void add_tests(suite *s)
{
	for (uint32_t i = 0; i < s->verdict->score_count; i++) {
		const nl_score *score = &s->verdict->scores[i];
		for (uint32_t r = 0; r < score->ruleset->rule_count; r++) add_rule(s, score->ruleset, &score->rules[r]);
	}
	for (uint32_t i = 0; i < s->verdict->finding_count; i++) {
		const nl_finding *finding = &s->verdict->findings[i];
		bool of_rule = nl_finding_rule(s->verdict, finding, NULL) != NULL;
		if (!of_rule && nl_report_shows(s->options, finding)) add_test(s, finding->diag.code, true, finding);
	}
}

static void junit_begin(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"normlint\">\n");
}

/* Twice over the rules: the counts stand before what is counted. */
static void junit_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_buf path = {0};
	nl_report_path(&path, options, verdict->match->doc);
	suite s = {.options = options, .verdict = verdict, .path = nl_buf_str(&path)};
	add_tests(&s);
	nl_buf_add_c(out, "  <testsuite");
	nl_xml_put_attribute(out, "name", s.path);
	nl_xml_put_count(out, "tests", s.tests);
	nl_xml_put_count(out, "failures", s.failures);
	nl_xml_put_count(out, "errors", 0);
	nl_xml_put_count(out, "skipped", s.skipped);
	nl_xml_put_attribute(out, "time", NL_STR("0"));
	nl_buf_add_c(out, ">\n");
	s.out = out;
	add_tests(&s);
	nl_buf_add_c(out, "  </testsuite>\n");
	nl_buf_release(&path);
}

/* Texts that could not be checked are no failures of a rule, but whoever only looks here must not miss them. */
static void junit_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options;
	if (totals->failed)
		nl_buf_addf(out,
			"  <testsuite name=\"normlint\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n"
			"    <testcase name=\"every text is checked\" classname=\"normlint\" time=\"0\">\n"
			"      <error type=\"error\" message=\"%u text%s could not be checked\">Standard error says which and "
			"why.</error>\n"
			"    </testcase>\n  </testsuite>\n",
			totals->failed, totals->failed == 1 ? "" : "s");
	nl_buf_add_c(out, "</testsuites>\n");
}

const nl_report nl_report_junit = {.name = "junit",
	.begin = junit_begin,
	.document = junit_document,
	.between = nl_report_nothing,
	.end = junit_end};
