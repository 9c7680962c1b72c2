/* The registry's examples are true: what it shows as failing gives its code, the mended form does not. */
#include "check.h"

#include "base/buf.h"
#include "diag/codes.h"
#include "lang/rules.h"

/* The lines behind the line `head` that are indented by four spaces, without the indentation. They end at an empty line. */
static void example(nl_str text, nl_str head, nl_buf *out)
{
	size_t at = nl_str_find(text, head);
	if (at == SIZE_MAX) return;
	nl_str rest = nl_str_slice(text, at + head.len, text.len);
	while (nl_str_starts(rest, NL_STR("    "))) {
		size_t end = nl_str_find(rest, NL_STR("\n"));
		nl_str line = nl_str_slice(rest, 0, end == SIZE_MAX ? rest.len : end + 1);
		nl_buf_add(out, nl_str_slice(line, 4, line.len));
		rest = nl_str_slice(rest, line.len, rest.len);
	}
}

/* How often a rule file gives `code`, and how many errors in all. */
static uint32_t told(nl_str file, nl_str code, uint32_t *errors)
{
	/* Those of configuration are about such a file, but for what stands in another. */
	bool configuration = nl_str_starts(code, NL_STR("E09")) && !nl_str_eq(code, NL_STR("E0901"));
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(nl_builtin_files);
	nl_rules_add_builtin(rules, "lang/english.norm", &sink);
	nl_rules_next_layer(rules);
	nl_rules_add_text(rules, configuration ? NL_STR(".normlint") : NL_STR("rules.norm"), file, &sink);
	nl_rules_compile(rules, true, &sink);
	uint32_t count = 0;
	for (uint32_t i = 0; i < sink.list.len; i++) count += nl_str_eq(sink.list.at[i].code, code);
	*errors = sink.errors;
	nl_sink_release(&sink);
	nl_rules_free(rules);
	return count;
}

static void check_entry(const nl_code_entry *entry)
{
	nl_buf fails = {0}, mended = {0};
	example(entry->text, NL_STR("Fails:\n"), &fails);
	example(entry->text, NL_STR("Mended:\n"), &mended);
	CHECK((fails.len == 0) == (mended.len == 0));
	uint32_t errors;
	if (fails.len) {
		bool gives = told(nl_buf_str(&fails), entry->code, &errors) > 0;
		if (!gives) fprintf(stderr, "%s: its failing example does not give it\n", entry->code.ptr);
		CHECK(gives);
		bool clean = told(nl_buf_str(&mended), entry->code, &errors) == 0 && errors == 0;
		if (!clean) fprintf(stderr, "%s: its mended example is not mended\n", entry->code.ptr);
		CHECK(clean);
	}
	nl_buf_release(&fails);
	nl_buf_release(&mended);
}

int main(void)
{
	uint32_t with_example = 0;
	for (uint32_t i = 0; nl_code_at(i); i++) {
		check_entry(nl_code_at(i));
		with_example += nl_str_find(nl_code_at(i)->text, NL_STR("Fails:\n")) != SIZE_MAX;
	}
	CHECK(with_example >= 20);
	return check_done();
}
