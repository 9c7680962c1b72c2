/* The forms of English words by the built-in language. */
#include "check.h"

#include "ir/ir.h"
#include "store/stored.h"
#include "text/forms.h"

static const nl_language *english;

/* The word in the form that `other` is of `like`; "-" when there is none. */
static bool becomes(const char *like, const char *other, const char *word, const char *wanted)
{
	nl_buf out = {0};
	int form = nl_form_of(english, nl_str_of(like), nl_str_of(other));
	if (form == NL_NO_FORM || !nl_form_add(english, form, nl_str_of(word), &out)) nl_buf_add_byte(&out, '-');
	bool same = nl_str_eq(nl_buf_str(&out), nl_str_of(wanted));
	if (!same) printf("%s, %s: %s became " NL_FMT "\n", like, other, word, NL_ARG(nl_buf_str(&out)));
	nl_buf_release(&out);
	return same;
}

static void test_forms(void)
{
	CHECK(becomes("weapon", "weapons", "tool", "tools"));
	CHECK(becomes("weapon", "weapon", "tool", "tool"));
	CHECK(becomes("weapon", "weapons", "policy", "policies"));
	CHECK(becomes("policy", "policies", "weapon", "weapons"));
	CHECK(becomes("policy", "policies", "day", "days"));
	CHECK(becomes("weapon", "weapons", "process", "processes"));
	CHECK(becomes("weapon", "weapons", "Breach", "Breaches"));
	CHECK(becomes("weapon", "weapons", "woman", "women"));
	CHECK(becomes("woman", "women", "Person", "People"));
	CHECK(becomes("govern", "governed", "run", "-"));
	CHECK(becomes("govern", "governed", "manage", "managed"));
	CHECK(becomes("govern", "governing", "manage", "managing"));
	CHECK(becomes("govern", "governed", "commit", "committed"));
	CHECK(becomes("submit", "submitting", "apply", "applying"));
	CHECK(becomes("submit", "submitted", "apply", "applied"));
	CHECK(becomes("agree", "agreeing", "die", "dying"));
}

static void test_none(void)
{
	CHECK(becomes("multilateral", "multilateralism", "open", "-"));
	CHECK(becomes("govern", "governance", "rule", "-"));
	CHECK(becomes("weapon", "weaponry", "tool", "-"));
	CHECK(becomes("weapon", "weapo", "tool", "-"));
	/* Nobody says how these go on. */
	CHECK(becomes("weapon", "weapons", "NGO", "-"));
	CHECK(becomes("govern", "governed", "plot", "-"));
	CHECK(becomes("weapon", "weapons", "", "-"));
}

static void test_words(void)
{
	static const char *const words[] = {"weapon", "cyber weapon", "multi-stakeholder model", "Überwachung"};
	static const char *const none[] = {"", " weapon", "weapon ", "cyber  weapon", "(cyber|digital) weapon", "@ict",
		"a, b", "=weapon", "cyber ... weapon", "weapon.", "cyber\nweapon"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) CHECK(nl_words_only(nl_str_of(words[i])));
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) CHECK(!nl_words_only(nl_str_of(none[i])));
	CHECK(nl_form_is_article(english, NL_STR("an")));
	CHECK(!nl_form_is_article(english, NL_STR("the")));
}

int main(void)
{
	nl_stored *rules = nl_stored_open(&nl_stored_builtin);
	const nl_ir *ir = nl_stored_ir(rules);
	english = &ir->languages[nl_ir_language_of(ir, NL_STR("english"))].text;
	test_forms();
	test_none();
	test_words();
	nl_stored_free(rules);
	return check_done();
}
