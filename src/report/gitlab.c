/* GitLab code quality: a list of what the report of Code Climate calls issues, with the members that GitLab reads. An
 * issue is told from others, and found again in the next report, by its fingerprint: it holds the path, the rule and the words of
 * the sentence, and no line. */
#include <inttypes.h>

#include "report/finding.h"
#include "report/json_writer.h"

/* GitLab has info, minor, major, critical, blocker; the last two are for what breaks a program. */
static const char *severity_word(nl_severity severity)
{
	return severity == NL_ERROR ? "major" : severity == NL_WARNING ? "minor" : "info";
}

static void put_fingerprint(nl_json_writer *w, nl_str path, const nl_verdict *verdict, const nl_finding *finding)
{
	nl_buf key = {0}, hash = {0};
	nl_buf_addf(&key, "%016" PRIx64 ":%u:", finding->fingerprint, nl_finding_number(verdict, finding));
	nl_buf_add(&key, path);
	nl_buf_addf(&hash, "%016" PRIx64, nl_hash(key.ptr, key.len));
	nl_json_put_string(w, "fingerprint", nl_buf_str(&hash));
	nl_buf_release(&key);
	nl_buf_release(&hash);
}

static void put_issue(nl_json_writer *w, nl_str path, const nl_verdict *verdict, const nl_finding *finding)
{
	nl_buf message = {0};
	nl_region region = nl_region_of(verdict->match->doc, finding);
	nl_finding_message(&message, finding);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "description", nl_buf_str(&message));
	nl_json_put_string(w, "check_name", finding->diag.code);
	put_fingerprint(w, path, verdict, finding);
	nl_json_put_string(w, "severity", nl_str_of(severity_word(finding->diag.severity)));
	nl_json_open(w, "location", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "path", path);
	nl_json_open(w, "lines", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_count(w, "begin", region.start.line);
	nl_json_put_count(w, "end", region.end.line);
	nl_json_close(w);
	nl_json_close(w);
	nl_json_close(w);
	nl_buf_release(&message);
}

static void gitlab_begin(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_byte(out, '[');
}

static void gitlab_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_findings_put(out, options, verdict, "  ", put_issue);
}

static void gitlab_between(nl_buf *out, const nl_report_options *options)
{
	(void)options;
	nl_buf_add_byte(out, ',');
}

static void gitlab_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)options, (void)totals;
	nl_buf_add_c(out, "\n]\n");
}

const nl_report nl_report_gitlab = {.name = "gitlab",
	.begin = gitlab_begin,
	.document = gitlab_document,
	.between = gitlab_between,
	.end = gitlab_end};
