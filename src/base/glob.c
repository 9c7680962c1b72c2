/* A star can go back only as far as the last one: what an earlier star could give, a later one can as well. So one place
 * to return to is enough, for '*' inside a name and for '**' between names (Kirk Krauss, Matching Wildcards, 2008). */
#include "base/glob.h"

#include "base/utf8.h"

nl_glob nl_glob_of(nl_str pattern)
{
	nl_glob glob = {0};
	if (nl_str_starts(pattern, NL_STR("!"))) {
		glob.negated = true;
		pattern = nl_str_slice(pattern, 1, pattern.len);
	}
	if (nl_str_starts(pattern, NL_STR("./"))) pattern = nl_str_slice(pattern, 1, pattern.len);
	if (nl_str_ends(pattern, NL_STR("/"))) {
		glob.directories = true;
		pattern.len--;
	}
	glob.anchored = nl_str_find(pattern, NL_STR("/")) != SIZE_MAX;
	if (nl_str_starts(pattern, NL_STR("/"))) pattern = nl_str_slice(pattern, 1, pattern.len);
	glob.text = pattern;
	return glob;
}

/* ---- inside a name ---------------------------------------------------------------------------------------------- */

/* Reads the member of a set at `at`: a character, or one behind a backslash. */
static uint32_t member(nl_str set, size_t *at)
{
	if (set.ptr[*at] == '\\' && *at + 1 < set.len) ++*at;
	nl_utf8_char c = nl_utf8_decode(set, *at);
	*at += c.len;
	return c.code_point;
}

/* Where the set that begins at `at` ends, past its ']'; SIZE_MAX when it is not closed. A ']' that comes first is a member. */
static size_t set_end(nl_str pattern, size_t at)
{
	at++;
	if (at < pattern.len && (pattern.ptr[at] == '!' || pattern.ptr[at] == '^')) at++;
	bool first = true;
	while (at < pattern.len && (first || pattern.ptr[at] != ']')) {
		member(pattern, &at);
		first = false;
	}
	return at < pattern.len ? at + 1 : SIZE_MAX;
}

static bool in_set(nl_str set, uint32_t c)
{
	size_t at = 1, end = set.len - 1;
	bool without = set.ptr[at] == '!' || set.ptr[at] == '^', found = false;
	at += without;
	while (at < end) {
		uint32_t low = member(set, &at), high = low;
		if (at + 1 < end && set.ptr[at] == '-') {
			at++;
			high = member(set, &at);
		}
		found |= c >= low && c <= high;
	}
	return found != without;
}

/* Matches what stands at `p` of the pattern, no star, against the character at `n`. Moves both on. */
static bool match_one(nl_str pattern, size_t *p, nl_str name, size_t *n)
{
	if (*n == name.len || *p == pattern.len) return false;
	nl_utf8_char c = nl_utf8_decode(name, *n);
	size_t end = pattern.ptr[*p] == '[' ? set_end(pattern, *p) : 0;
	if (end == SIZE_MAX) return false;
	*n += c.len;
	if (end) {
		nl_str set = nl_str_slice(pattern, *p, end);
		*p = end;
		return in_set(set, c.code_point);
	}
	if (pattern.ptr[*p] == '?') return ++*p;
	if (pattern.ptr[*p] == '\\' && *p + 1 < pattern.len) ++*p;
	nl_str wanted = nl_str_slice(pattern, *p, *p + c.len), got = nl_str_slice(name, *n - c.len, *n);
	*p += c.len;
	return nl_str_eq(wanted, got);
}

static bool match_name(nl_str pattern, nl_str name)
{
	size_t p = 0, n = 0, star = SIZE_MAX, from = 0; /* where the last star stands, and what it has taken so far ends */
	while (n < name.len || p < pattern.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			from = n;
		} else if (!match_one(pattern, &p, name, &n)) {
			if (star == SIZE_MAX || from == name.len) return false;
			from += nl_utf8_decode(name, from).len;
			p = star + 1;
			n = from;
		}
	}
	return true;
}

/* ---- between names ---------------------------------------------------------------------------------------------- */

/* The name at `at`, which moves behind the '/' that ends it; past the end when it was the last. */
static nl_str next_name(nl_str path, size_t *at)
{
	nl_str rest = nl_str_slice(path, *at, path.len);
	size_t slash = nl_str_find(rest, NL_STR("/"));
	nl_str name = nl_str_slice(rest, 0, slash == SIZE_MAX ? rest.len : slash);
	*at += name.len + 1;
	return name;
}

static bool match_path(nl_str pattern, nl_str path)
{
	size_t p = 0, n = 0, stars = SIZE_MAX, from = 0;
	while (n <= path.len || p <= pattern.len) {
		size_t p_next = p, n_next = n;
		nl_str wanted = p <= pattern.len ? next_name(pattern, &p_next) : (nl_str){0};
		if (p <= pattern.len && nl_str_eq(wanted, NL_STR("**"))) {
			/* At the end it stands for what is in a directory, not for the directory. */
			if (p_next > pattern.len && n > path.len) return false;
			stars = p = p_next;
			from = n;
			if (p > pattern.len) return true;
			continue;
		}
		bool fits = p <= pattern.len && n <= path.len && match_name(wanted, next_name(path, &n_next));
		if (fits) {
			p = p_next;
			n = n_next;
			continue;
		}
		if (stars == SIZE_MAX || from > path.len) return false;
		next_name(path, &from);
		p = stars;
		n = from;
	}
	return true;
}

static nl_str base_name(nl_str path)
{
	size_t start = path.len;
	while (start > 0 && path.ptr[start - 1] != '/') start--;
	return nl_str_slice(path, start, path.len);
}

bool nl_glob_matches(const nl_glob *glob, nl_str path, bool is_directory)
{
	if (glob->directories && !is_directory) return false;
	return glob->anchored ? match_path(glob->text, path) : match_name(glob->text, base_name(path));
}

bool nl_glob_covers(const nl_glob *glob, nl_str path)
{
	if (nl_glob_matches(glob, path, false)) return true;
	for (size_t i = 1; i < path.len; i++) {
		if (path.ptr[i] == '/' && nl_glob_matches(glob, nl_str_slice(path, 0, i), true)) return true;
	}
	return false;
}

/* ---- faults ----------------------------------------------------------------------------------------------------- */

static const char *fault_of_path(nl_str pattern, size_t *at)
{
	nl_glob glob = nl_glob_of(pattern);
	size_t start = glob.text.ptr ? (size_t)(glob.text.ptr - pattern.ptr) : 0;
	*at = 0;
	if (glob.text.len == 0) return "nothing to match";
	for (size_t i = 0; i <= glob.text.len;) {
		*at = start + i;
		nl_str name = next_name(glob.text, &i);
		if (name.len == 0) return "nothing between two '/'";
		if (nl_str_eq(name, NL_STR("..")) || nl_str_eq(name, NL_STR(".")))
			return "a '.' or '..', which no path has here";
	}
	return NULL;
}

const char *nl_glob_fault(nl_str pattern, size_t *at)
{
	const char *fault = fault_of_path(pattern, at);
	for (size_t i = 0; i < pattern.len && !fault; i++) {
		*at = i;
		char c = pattern.ptr[i];
		if (c == '\\' && i + 1 == pattern.len) return "a '\\' with nothing behind it";
		if (c == '{') return "a '{', which stands for itself alone behind '\\'";
		if (c == '[' && set_end(pattern, i) == SIZE_MAX) return "a '[' that is not closed";
		if (c == '[') i = set_end(pattern, i) - 1;
		else if (c == '\\') i++;
	}
	return fault;
}
