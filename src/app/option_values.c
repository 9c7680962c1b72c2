#include "app/option_values.h"

#include "diag/suggest.h"
#include "doc/doc.h"
#include "judge/compare.h"
#include "report/report.h"

enum { MOST_WORDS = 24 };

typedef struct {
	const char *what; /* a word of it is called in errors */
	const char *words[4];
} word_list;

static const word_list lists[NL_VALUE_KINDS] = {
	[NL_VALUE_SEVERITY] = {"severity", {"note", "warning", "error"}},
	[NL_VALUE_COLOUR] = {"word", {"auto", "always", "never"}},
	[NL_VALUE_CHANGES] = {"word", {"accepted", "original"}},
	[NL_VALUE_INPUT_FORMAT] = {"input format", {NULL}},
	[NL_VALUE_REPORT] = {"output format", {NULL}},
	[NL_VALUE_LIST_FORMAT] = {"output format", {"text", "json", "markdown"}},
	[NL_VALUE_EVAL_FORMAT] = {"output format", {"text", "json", "csv"}},
	[NL_VALUE_PLAIN_FORMAT] = {"output format", {"text", "json"}},
	[NL_VALUE_PAGE_FORMAT] = {"output format", {"text", "json", "html"}},
	[NL_VALUE_CHANGE] = {"change", {NULL}},
	[NL_VALUE_SHELL] = {"shell", {"bash", "zsh", "fish"}},
};

static const char *word_of(nl_value_kind kind, size_t i)
{
	if (kind == NL_VALUE_INPUT_FORMAT) return nl_format_at(i);
	if (kind == NL_VALUE_REPORT) return nl_report_at((uint32_t)i) ? nl_report_at((uint32_t)i)->name : NULL;
	/* What can have become of a position that is in one of the drafts. */
	if (kind == NL_VALUE_CHANGE)
		return i < NL_CHANGES - NL_CHANGE_UNCHANGED ? nl_change_name((nl_change)(NL_CHANGE_UNCHANGED + i)) : NULL;
	return i < sizeof lists->words / sizeof *lists->words ? lists[kind].words[i] : NULL;
}

nl_str nl_value_word(nl_value_kind kind, size_t i)
{
	const char *word = word_of(kind, i);
	return word ? nl_str_of(word) : (nl_str){0};
}

bool nl_value_choose(nl_value_kind kind, nl_str value, size_t *chosen, nl_sink *sink)
{
	nl_str known[MOST_WORDS], word;
	size_t count = 0;
	for (*chosen = 0; (word = nl_value_word(kind, *chosen)).len; (*chosen)++) {
		if (nl_str_eq(word, value)) return true;
		if (count < MOST_WORDS) known[count++] = word;
	}
	nl_tell_unknown(sink, lists[kind].what, value, known, count);
	return false;
}

bool nl_value_is_list(nl_value_kind kind)
{
	return kind == NL_VALUE_CHANGE || kind == NL_VALUE_RULESETS;
}
