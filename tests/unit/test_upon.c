/* Rules that are added to the stored ones, against the same rules compiled together with the built-in ones from their text: the
 * same reports. What cannot be added is told by silence. */
#include <string.h>

#include "run/check.h"
#include "check.h"
#include "report/report.h"
#include "store/stored.h"

typedef struct {
	nl_stored *stored;
	nl_rules *upon, *together;
	nl_sink sink;
} both;

static bool compile(both *b, const char *text)
{
	*b = (both){.stored = nl_stored_open(&nl_stored_builtin), .together = nl_rules_new(nl_builtin_files)};
	b->upon = nl_rules_upon(nl_builtin_files, nl_stored_base(b->stored));
	for (const nl_builtin_file *file = nl_builtin_files; file->name; file++)
		nl_rules_add_builtin(b->together, file->name, &b->sink);
	nl_rules_next_layer(b->together);
	nl_rules_next_layer(b->upon);
	nl_rules_add_text(b->together, NL_STR("user.norm"), nl_str_of(text), &b->sink);
	bool fine = nl_rules_add_text(b->upon, NL_STR("user.norm"), nl_str_of(text), &b->sink);
	nl_rules_compile(b->together, false, &b->sink);
	nl_sink_release(&b->sink);
	b->sink = (nl_sink){0};
	return nl_rules_compile(b->upon, false, &b->sink) && fine;
}

static void end(both *b)
{
	nl_sink_release(&b->sink);
	nl_rules_free(b->together);
	nl_rules_free(b->upon);
	nl_stored_free(b->stored);
}

static void add_report(const nl_ir *ir, const char *text, nl_buf *out)
{
	uint32_t rulesets[32];
	nl_report_ruleset reported[32];
	CHECK(ir->ruleset_count <= 32);
	for (uint32_t i = 0; i < ir->ruleset_count; i++) {
		rulesets[i] = i;
		reported[i] = (nl_report_ruleset){ir, &ir->rulesets[i]};
	}
	nl_checker checker;
	nl_checker_init(&checker, ir, nl_ir_language_of(ir, NL_STR("english")), &(nl_input_options){0}, rulesets,
		ir->ruleset_count);
	nl_checked checked;
	nl_sink sink = {0};
	CHECK(nl_check_text(&checker, NL_STR("draft.md"), nl_str_of(text), &sink, &checked));
	nl_report_options options = {.min_severity = NL_NOTE, .verbose = true, .rulesets = reported, .ruleset_count = ir->ruleset_count};
	nl_totals totals = {.documents = 1};
	static const char *const formats[] = {"json", "text"};
	for (size_t i = 0; i < 2; i++) {
		const nl_report *report = nl_report_find(nl_str_of(formats[i]));
		report->begin(out, &options);
		report->document(out, &options, checked.verdict);
		report->end(out, &options, &totals);
	}
	nl_checked_release(&checked);
	nl_checker_release(&checker);
	nl_sink_release(&sink);
}

static const char draft[] =
	"# Draft\n\nStates should not: (a) use proxies; (b) attack hospitals. We shall keep records of cyberspace.\n\n"
	"International law applies in cyberspace. Records are kept in the ICT environment, and States reaffirm that the "
	"Charter of "
	"the United Nations governs it. They will protect privacy and the free flow of information.\n\n"
	"Governments may restrict access where necessary. Multilateral institutions should govern the Internet.\n";

static const char *const texts[] = {
	"", /* nothing is added */
	"position zebra-records \"Records are kept\" { matches \"we shall keep records\" | \"records are kept\" }\n"
	"position a-records \"Records are kept\" { matches \"keep records\" near/6 @cyberspace }\n"
	"ruleset mine \"Mine\" { forbid zebra-records weight 2 recommend 2 of (a-records, privacy, zebra-records) }",
	"position records \"Records are kept\" { opposes privacy matches \"records\" but not \"records of @cyberspace\" }\n"
	"axis a-axis from records to privacy",
	"term law-and-order = @international-law | \"order\"\n"
	"position law \"Law\" { matches @law-and-order then/8 @cyberspace | within paragraph (@law-and-order & "
	"\"privacy\") }",
	"ruleset mine \"Mine\" extends freedom-online { drop privacy override existing-law-applies weight 7 }",
	"ruleset mine extends freedom-online { require count(privacy) >= 2 }\nruleset more extends mine { }",
	"import \"terms.norm\" position law \"Law\" { matches /priv[a-z]+/i about @cyberspace }",
};

static void test_reports(void)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		both b;
		CHECK(compile(&b, texts[i]));
		CHECK_INT(b.sink.list.len, 0);
		nl_buf wanted = {0}, got = {0};
		add_report(nl_rules_ir(b.together), draft, &wanted);
		add_report(nl_rules_ir(b.upon), draft, &got);
		bool same = got.len == wanted.len && memcmp(got.ptr, wanted.ptr, got.len) == 0;
		CHECK(same);
		if (!same) printf("%s\n", texts[i]);
		nl_buf_release(&wanted);
		nl_buf_release(&got);
		end(&b);
	}
}

/* Other rules of the base may be written upon what is replaced. */
static void test_replacing(void)
{
	static const char *const replacing[] = {
		"position privacy \"Privacy\" { matches \"privacy\" }",
		"term cyberspace = \"cyberspace\"",
		"ruleset freedom-online extends freedom-online { }",
		"axis internet-governance from privacy to freedom-of-expression",
		"language klingon \"Klingon\" { stemmer \"none\" }",
	};
	for (size_t i = 0; i < sizeof replacing / sizeof *replacing; i++) {
		both b;
		CHECK(!compile(&b, replacing[i]));
		CHECK_INT(b.sink.list.len, 0);
		CHECK(nl_rules_ir(b.together) != NULL);
		end(&b);
	}
}

static void test_errors(void)
{
	both b;
	CHECK(!compile(&b, "position a \"A\" { matches @no-such-term }"));
	CHECK(b.sink.errors > 0);
	end(&b);
}

int main(void)
{
	test_reports();
	test_replacing();
	test_errors();
	return check_done();
}
