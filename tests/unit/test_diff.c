/* A diff holds what changed and nothing else: taken back line by line it gives both texts, for every pair of small texts. Its
 * look is held by example; golden cases cannot, as their own marks begin like those of a diff. */
#include "check.h"

#include "app/diff.h"

static void check_diff(const char *before, const char *after, const char *wanted)
{
	nl_buf out = {0};
	nl_diff(NL_STR("a"), NL_STR("a"), nl_str_of(before), nl_str_of(after), false, &out);
	CHECK_STR(nl_buf_str(&out), wanted);
	nl_buf_release(&out);
}

static void test_look(void)
{
	check_diff("", "", "");
	check_diff("a\n", "a\n", "");
	check_diff("a\n", "b\n", "--- a\n+++ a\n@@ -1,1 +1,1 @@\n-a\n+b\n");
	check_diff("", "a\n", "--- a\n+++ a\n@@ -0,0 +1,1 @@\n+a\n");
	check_diff("a\n", "", "--- a\n+++ a\n@@ -1,1 +0,0 @@\n-a\n");
	check_diff("a", "a\n", "--- a\n+++ a\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
	check_diff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n", "--- a\n+++ a\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n");
	/* Six lines between two changes hold them together, seven do not. */
	check_diff("a\n1\n2\n3\n4\n5\n6\nb\n", "1\n2\n3\n4\n5\n6\n",
		"--- a\n+++ a\n@@ -1,8 +1,6 @@\n-a\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n");
	check_diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\n",
		"--- a\n+++ a\n@@ -1,4 +1,3 @@\n-a\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-b\n");
}

/* ---- every pair of small texts ---------------------------------------------------------------------------------- */

enum { LETTERS = 3, LONGEST = 4 };

static nl_str nth_text(uint32_t n, char *out)
{
	size_t len = 0;
	for (; n; n = (n - 1) / LETTERS) {
		out[len++] = (char)('a' + (n - 1) % LETTERS);
		out[len++] = '\n';
	}
	return (nl_str){out, len};
}

/* The lines of the diff that are in the text before (`without` '+') or after ('-'). */
static nl_str taken_back(nl_str diff, char without, nl_buf *out)
{
	nl_buf_clear(out);
	size_t heads = nl_str_find(diff, NL_STR("@@"));
	for (nl_str rest = nl_str_slice(diff, heads, diff.len); rest.len;) {
		size_t end = nl_str_find(rest, NL_STR("\n")) + 1;
		if (rest.ptr[0] != without && rest.ptr[0] != '@') nl_buf_add(out, nl_str_slice(rest, 1, end));
		rest = nl_str_slice(rest, end, rest.len);
	}
	return nl_buf_str(out);
}

static uint32_t changes_in(nl_str diff)
{
	uint32_t count = 0;
	for (size_t i = nl_str_find(diff, NL_STR("@@")); i + 1 < diff.len; i++)
		count += diff.ptr[i] == '\n' && (diff.ptr[i + 1] == '-' || diff.ptr[i + 1] == '+');
	return count;
}

/* By the recursion that defines it. */
static uint32_t fewest_changes(nl_str a, nl_str b)
{
	if (a.len == 0 || b.len == 0) return (uint32_t)(a.len + b.len) / 2;
	nl_str a_rest = nl_str_slice(a, 2, a.len), b_rest = nl_str_slice(b, 2, b.len);
	if (a.ptr[0] == b.ptr[0]) return fewest_changes(a_rest, b_rest);
	uint32_t gone = fewest_changes(a_rest, b), fresh = fewest_changes(a, b_rest);
	return 1 + (gone < fresh ? gone : fresh);
}

static void test_pairs(void)
{
	uint32_t count = 1, bad = 0;
	for (uint32_t i = 0, power = LETTERS; i < LONGEST; i++, power *= LETTERS) count += power;
	nl_buf out = {0}, side = {0};
	for (uint32_t n = 0; n < count * count; n++) {
		char first[2 * LONGEST + 2], second[2 * LONGEST + 2];
		nl_str before = nth_text(n / count, first), after = nth_text(n % count, second);
		nl_buf_clear(&out);
		nl_diff(NL_STR("a"), NL_STR("a"), before, after, false, &out);
		if (nl_str_eq(before, after)) {
			bad += out.len > 0;
			continue;
		}
		/* So short that every line is in the one hunk, as context. */
		bad += !nl_str_eq(taken_back(nl_buf_str(&out), '+', &side), before);
		bad += !nl_str_eq(taken_back(nl_buf_str(&out), '-', &side), after);
		bad += changes_in(nl_buf_str(&out)) != fewest_changes(before, after);
	}
	CHECK_INT(bad, 0);
	nl_buf_release(&out);
	nl_buf_release(&side);
}

int main(void)
{
	test_look();
	test_pairs();
	return check_done();
}
