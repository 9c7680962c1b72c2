/* The HTML report of check, taken apart again by a small reader of tags: it is well formed, every link leads somewhere, every place
 * has its note and every note its place, the text is all there, and nothing from outside is markup. */
#include "check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/load.h"
#include "base/map.h"
#include "base/vec.h"
#include "report/report.h"

static const char rules_text[] =
	"position a \"Apple <b>trees</b> & more\" { topic fruit why \"</dl><script>alert(1)</script>\"\n"
	"  source \"A/1\" url \"https://example.org/?a=b&c=\\\"\" matches \"apple tree\" }\n"
	"position b \"Trees grow\" { topic wood matches \"tree grows\" }\n"
	"position c \"Cherries ripen\" { topic fruit matches \"cherry\" then/3 \"plum\" then/3 \"ripen\" }\n"
	"position d \"The whole\" { topic fruit matches \"an apple\" then/9 \"high\" }\n"
	"axis wood \"Fruit or <wood>\" from a to b\n"
	"ruleset orchard \"An <orchard>\" {\n"
	"  forbid a message \"names an <apple> tree\" help \"<i>Plums</i>\" instead \"a \\\"plum\\\" tree\"\n"
	"  require c error help \"Let \xE2\x80\xAE cherries ripen.\"\n"
	"  require b at least binding warning\n"
	"  recommend d\n"
	"}\n"
	"ruleset other \"Others\" { discourage a require c note }\n";
static const char draft_text[] =
	"# Title <script>alert(2)</script>\n\nToday an apple tree grows high. \xE2\x80\xAE\x1B[1m Cherries & plums "
	"<b>fell</b>.\n\n"
	"1. An apple tree grows here.\n2. No apple tree grows high.\n\n"
	"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\n\n> An apple tree.\n\n```\ncode </pre><script>\n```\n";
static const char name_text[] = "drafts/\"><script>alert(3)</script>\xE2\x80\xAE.md";

typedef struct {
	nl_loaded rules;
	nl_sink sink;
	nl_arena arena;
	nl_source *source;
	nl_doc *doc;
	nl_matcher *matcher;
	nl_match *match;
	nl_verdict *verdict;
	nl_report_ruleset rulesets[2];
	nl_str *positions;
	nl_report_options options;
} trial;

static void load_rules(trial *t)
{
	char path[] = "/tmp/normlint-test-XXXXXX.norm";
	int fd = mkstemps(path, 5);
	CHECK(fd >= 0 && write(fd, rules_text, sizeof rules_text - 1) == sizeof rules_text - 1);
	close(fd);
	const char *paths[] = {path};
	bool loaded = nl_load(&t->rules, paths, 1, NL_LOAD_NO_BUILTIN, &t->sink);
	unlink(path);
	if (loaded) return;
	for (uint32_t i = 0; i < t->sink.list.len; i++) fprintf(stderr, NL_FMT "\n", NL_ARG(t->sink.list.at[i].message));
	exit(1);
}

static void begin(trial *t)
{
	static const uint32_t both[] = {0, 1};
	*t = (trial){0};
	load_rules(t);
	const nl_ir *ir = t->rules.ir;
	uint32_t language = nl_ir_language_of(ir, NL_STR("english"));
	t->matcher = nl_matcher_new(ir, language);
	t->source = nl_doc_source(nl_str_of(name_text), nl_str_of(draft_text), &t->arena, &t->sink);
	t->doc = nl_doc_open(t->source, NL_FORMAT_MARKDOWN, &ir->languages[language].text, nl_matcher_lexicon(t->matcher),
		NULL, &t->sink);
	t->match = nl_matcher_run(t->matcher, t->doc, &t->sink);
	t->verdict = nl_judge(t->matcher, t->match, both, 2);
	t->positions = calloc(ir->position_count, sizeof *t->positions);
	for (uint32_t i = 0; i < ir->position_count; i++) t->positions[i] = ir->positions[i].id;
	for (uint32_t i = 0; i < 2; i++) t->rulesets[i] = (nl_report_ruleset){ir, &ir->rulesets[i]};
	t->options = (nl_report_options){.directory = NL_STR("/nowhere"),
		.rulesets = t->rulesets,
		.ruleset_count = 2,
		.positions = t->positions,
		.position_count = ir->position_count};
}

static void end(trial *t)
{
	nl_verdict_free(t->verdict);
	nl_match_free(t->match);
	nl_doc_free(t->doc);
	nl_source_free(t->source);
	nl_matcher_free(t->matcher);
	nl_loaded_release(&t->rules);
	nl_sink_release(&t->sink);
	nl_arena_release(&t->arena);
	free(t->positions);
}

/* The page about `count` texts, each of them the draft, of a run of `texts`; the last comes first, as threads would have it. */
static nl_buf page_of(trial *t, uint32_t count, uint32_t texts)
{
	const nl_report *report = &nl_report_html;
	const nl_totals totals = {.documents = count, .failed = texts - count};
	nl_buf out = {0}, *parts = calloc(count + 1, sizeof *parts);
	nl_report_options options = t->options;
	options.texts = texts;
	options.state = report->open();
	report->begin(&out, &options);
	for (uint32_t i = count; i-- > 0;) {
		options.number = i;
		report->document(&parts[i], &options, t->verdict);
	}
	report->overview(&out, &options, &totals);
	for (uint32_t i = 0; i < count; i++) {
		nl_buf_add(&out, nl_buf_str(&parts[i]));
		nl_buf_release(&parts[i]);
	}
	report->end(&out, &options, &totals);
	report->close(options.state);
	free(parts);
	return out;
}

/* ---- a reader of tags ---------------------------------------------------------------------------------------------- */

typedef struct {
	nl_str name, attributes; /* `name` with its slash at an end tag */
	nl_str before;           /* the text between it and the tag before */
} tag;

typedef NL_VEC(tag) tags;

/* The tags of a page, but for what stands in its style and script. A '<' that begins no tag fails. */
static tags tags_of(nl_str page)
{
	tags all = {0};
	size_t at = 0, text = 0;
	while (at < page.len) {
		size_t open = at + nl_str_find(nl_str_slice(page, at, page.len), NL_STR("<"));
		if (open < at || open >= page.len) break;
		size_t name_end = open + 1;
		while (name_end < page.len && (isalnum((unsigned char)page.ptr[name_end]) || strchr("/!", page.ptr[name_end])))
			name_end++;
		CHECK(name_end > open + 1);
		size_t close = name_end;
		for (bool quoted = false; close < page.len && (quoted || page.ptr[close] != '>'); close++)
			if (page.ptr[close] == '"') quoted = !quoted;
		tag found = {nl_str_slice(page, open + 1, name_end), nl_str_slice(page, name_end, close),
			nl_str_slice(page, text, open)};
		*nl_vec_push(&all) = found;
		at = text = close + 1;
		nl_str raw_end = nl_str_eq(found.name, NL_STR("script")) ? NL_STR("</script")
			: nl_str_eq(found.name, NL_STR("style"))             ? NL_STR("</style")
																 : (nl_str){0};
		if (raw_end.len) at = text = at + nl_str_find(nl_str_slice(page, at, page.len), raw_end);
	}
	return all;
}

/* The value of an attribute; empty when it is not there. */
static nl_str attribute(const tag *of, const char *name)
{
	char start[32];
	snprintf(start, sizeof start, " %s=", name);
	size_t at = nl_str_find(of->attributes, nl_str_of(start));
	if (at == SIZE_MAX) return (nl_str){0};
	nl_str rest = nl_str_slice(of->attributes, at + strlen(start), of->attributes.len);
	bool quoted = rest.len && rest.ptr[0] == '"';
	size_t end = quoted;
	while (end < rest.len && (quoted ? rest.ptr[end] != '"' : rest.ptr[end] != ' ')) end++;
	return nl_str_slice(rest, quoted, end);
}

static bool is_one_of(nl_str name, const char *names)
{
	char padded[32];
	snprintf(padded, sizeof padded, " " NL_FMT " ", NL_ARG(name));
	return strstr(names, padded) != NULL;
}

/* Elements whose end tag HTML asks for are closed in turn; links stand in no link, and marks in no mark. */
static void check_nesting(const tags *all)
{
	static const char without[] = " !DOCTYPE meta rect circle path use li p dt dd th td tr thead tbody ";
	NL_VEC(nl_str) open = {0};
	for (uint32_t i = 0; i < all->len; i++) {
		nl_str name = all->at[i].name;
		if (is_one_of(nl_str_slice(name, name.ptr[0] == '/', name.len), without)) continue;
		if (name.ptr[0] != '/') {
			for (uint32_t o = 0; o < open.len && is_one_of(name, " a mark main nav button "); o++)
				CHECK(!nl_str_eq(open.at[o], name));
			*nl_vec_push(&open) = name;
			continue;
		}
		CHECK(open.len > 0);
		if (open.len == 0) break;
		nl_str last = open.at[--open.len], ended = nl_str_slice(name, 1, name.len);
		CHECK(nl_str_eq(last, ended));
		if (!nl_str_eq(last, ended))
			fprintf(stderr, "  <" NL_FMT "> is ended by </" NL_FMT ">\n", NL_ARG(last), NL_ARG(ended));
	}
	CHECK_INT(open.len, 0);
	nl_vec_release(&open);
}

static void check_links(const tags *all)
{
	nl_map ids = {0};
	uint32_t links = 0;
	for (uint32_t i = 0; i < all->len; i++) {
		nl_str id = attribute(&all->at[i], "id");
		if (id.len == 0) continue;
		CHECK_INT(nl_map_get(&ids, id), NL_NONE);
		nl_map_set(&ids, id, i);
	}
	for (uint32_t i = 0; i < all->len; i++) {
		nl_str href = attribute(&all->at[i], "href"), label = attribute(&all->at[i], "aria-labelledby");
		if (label.len) CHECK(nl_map_get(&ids, label) != NL_NONE);
		if (href.len == 0) continue;
		bool outside = nl_str_starts(href, NL_STR("https://example.org/"));
		bool found = href.ptr[0] == '#' && nl_map_get(&ids, nl_str_slice(href, 1, href.len)) != NL_NONE;
		CHECK(outside || found);
		if (!outside && !found) fprintf(stderr, "  nothing has the id " NL_FMT "\n", NL_ARG(href));
		links += found;
	}
	CHECK(links > 20);
	nl_map_release(&ids);
}

/* No markup but ours, and none that could run or load something. */
static void check_harmless(const tags *all)
{
	uint32_t scripts = 0, wrong = 0;
	for (uint32_t i = 0; i < all->len; i++) {
		const tag *t = &all->at[i];
		scripts += nl_str_eq(t->name, NL_STR("script"));
		wrong += is_one_of(t->name, " img iframe object embed form base link input textarea ");
		wrong += nl_str_find(t->attributes, NL_STR(" src=")) != SIZE_MAX ||
			nl_str_find(t->attributes, NL_STR(" style=")) != SIZE_MAX;
		wrong += attribute(t, "onclick").len > 0 || attribute(t, "onerror").len > 0;
	}
	CHECK_INT(scripts, 1);
	CHECK_INT(wrong, 0);
}

/* ---- the text in it ------------------------------------------------------------------------------------------------ */

static void add_decoded(nl_buf *out, nl_str text)
{
	static const char *const marks[][2] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""},
		{"[U+202E]", "\xE2\x80\xAE"}, {"[U+001B]", "\x1B"}};
	for (size_t at = 0; at < text.len;) {
		nl_str rest = nl_str_slice(text, at, text.len);
		size_t used = 0;
		for (size_t m = 0; m < sizeof marks / sizeof *marks && !used; m++) {
			if (!nl_str_starts(rest, nl_str_of(marks[m][0]))) continue;
			nl_buf_add_c(out, marks[m][1]);
			used = strlen(marks[m][0]);
		}
		if (!used) nl_buf_add_byte(out, text.ptr[at]);
		at += used ? used : 1;
	}
}

/* What stands in the first view of a text without notes and numbers. */
static nl_buf shown_text(const tags *all)
{
	nl_buf out = {0};
	uint32_t i = 0;
	while (i < all->len && !nl_str_eq(attribute(&all->at[i], "class"), NL_STR("text"))) i++;
	for (i++; i < all->len; i++) {
		const tag *before = &all->at[i - 1], *t = &all->at[i];
		bool note = nl_str_eq(before->name, NL_STR("ul"));
		while (note && !nl_str_eq(all->at[i].name, NL_STR("/ul"))) i++;
		if (note) continue;
		bool number = nl_str_eq(before->name, NL_STR("a"));
		if (!number) add_decoded(&out, t->before);
		if (nl_str_eq(t->name, NL_STR("/div"))) break;
	}
	return out;
}

static void add_words(nl_buf *out, nl_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!isspace((unsigned char)text.ptr[i])) nl_buf_add_byte(out, text.ptr[i]);
}

/* Nothing of the text is lost, and nothing is there twice, however evidence overlaps. */
static void check_text(const trial *t, const tags *all)
{
	nl_buf shown = shown_text(all), got = {0}, wanted = {0};
	add_words(&got, nl_buf_str(&shown));
	for (uint32_t b = 0; b < t->doc->block_count; b++) {
		const nl_block *block = &t->doc->blocks[b];
		add_words(&wanted, block->label);
		add_words(&wanted, nl_doc_text(t->doc, block->text));
	}
	nl_buf_add_byte(&wanted, '\0');
	wanted.len--;
	CHECK_STR(nl_buf_str(&got), wanted.ptr);
	nl_buf_release(&shown);
	nl_buf_release(&got);
	nl_buf_release(&wanted);
}

static uint32_t count_of(nl_str text, const char *what)
{
	uint32_t count = 0;
	nl_str wanted = nl_str_of(what);
	for (size_t at = 0, found; (found = nl_str_find(nl_str_slice(text, at, text.len), wanted)) != SIZE_MAX; at += found + 1)
		count++;
	return count;
}

/* ---- pages --------------------------------------------------------------------------------------------------------- */

static nl_buf check_page(trial *t, uint32_t count, uint32_t texts)
{
	nl_buf page = page_of(t, count, texts);
	tags all = tags_of(nl_buf_str(&page));
	check_nesting(&all);
	check_links(&all);
	check_harmless(&all);
	if (count) check_text(t, &all);
	nl_vec_release(&all);
	return page;
}

static void test_one(trial *t)
{
	nl_buf page = check_page(t, 1, 1);
	nl_str text = nl_buf_str(&page);
	/* "an apple tree grows high": three pieces of evidence, each in the others. */
	CHECK_INT(count_of(text,
				  "<mark>an apple tree</mark><a id=1e2 href=#1n2>2</a>"
				  "<mark> grows</mark><a id=1e3 href=#1n3>3</a><mark> high</mark><a id=1e1 href=#1n1>1</a>"),
		1);
	CHECK_INT(count_of(text, "<li id=1n2><a href=#1e2>2</a>"), 1);
	CHECK_INT(count_of(text, "<mark class=o>"), 2);
	CHECK_INT(count_of(text, "<mark class=r>"), 1);
	CHECK(count_of(text, "Names an &lt;apple&gt; tree") == 1 &&
		count_of(text, "Write <q dir=auto>a \"plum\" tree</q> instead.") == 1);
	CHECK_INT(count_of(text, "<p dir=auto>\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"), 1);
	CHECK_INT(count_of(text, "<h1><bdi>Title"), 1);
	CHECK_INT(count_of(text, "<details class=card"), 2);
	CHECK(count_of(text, "<i id=1s") >= 1);
	nl_buf_release(&page);
}

static void test_several(trial *t)
{
	static const uint32_t counts[] = {2, 7, 12, 13, 100};
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		uint32_t n = counts[i];
		bool few = n <= 12;
		nl_buf page = check_page(t, n, n);
		nl_str text = nl_buf_str(&page);
		CHECK_INT(count_of(text, "<article "), n);
		CHECK_INT(count_of(text, "<details class=card"), few ? 2 * n : 0);
		CHECK_INT(count_of(text, "<dl class=sets>"), few ? 0 : n);
		CHECK_INT(count_of(text, "<table class=\"matrix wide"), n > 6);
		CHECK(few || count_of(text, "Missing (error): C\n") == n);
		CHECK(nl_str_find(text, NL_STR("<article id=t1 ")) < nl_str_find(text, NL_STR("<article id=t2 ")));
		nl_buf_release(&page);
	}
}

/* A run of which nothing, or not everything, could be checked says so. */
static void test_failed(trial *t)
{
	nl_buf page = check_page(t, 1, 3);
	CHECK_INT(count_of(nl_buf_str(&page), "2 texts could not be checked, and are not in here."), 1);
	nl_buf_release(&page);
	page = check_page(t, 2, 3);
	CHECK_INT(count_of(nl_buf_str(&page), "1 text could not be checked, and is not in here."), 1);
	nl_buf_release(&page);
}

static void test_none(trial *t)
{
	nl_buf page = page_of(t, 0, 1);
	tags all = tags_of(nl_buf_str(&page));
	check_nesting(&all);
	CHECK_INT(count_of(nl_buf_str(&page), "There is no text that could be checked."), 1);
	nl_vec_release(&all);
	nl_buf_release(&page);
}

int main(void)
{
	trial t;
	begin(&t);
	test_one(&t);
	test_several(&t);
	test_failed(&t);
	test_none(&t);
	end(&t);
	return check_done();
}
