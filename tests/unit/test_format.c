/* The formatter changes the look of a rule file and nothing else: formatting twice is formatting once, the compiled rules
 * stay the same, and no comment is lost, wherever it stands. Held against every rule file of rules/ and of the golden cases. */
#include "check.h"

#include <glob.h>

#include "base/file.h"
#include "base/limits.h"
#include "golden/cases.h"
#include "lang/parse.h"
#include "lang/rules.h"

/* ---- what a rule file says ------------------------------------------------------------------------------------ */

static void add_text(nl_buf *out, nl_str text)
{
	nl_buf_add(out, text);
	nl_buf_add_byte(out, '\n');
}

static void add_texts(const nl_ir *ir, nl_buf *out)
{
	for (uint32_t i = 0; i < ir->position_count; i++) {
		const nl_position *position = &ir->positions[i];
		add_text(out, position->title);
		add_text(out, position->why);
		for (uint32_t e = 0; e < position->example_count; e++) add_text(out, position->examples[e].text);
	}
	for (uint32_t i = 0; i < ir->ruleset_count; i++) {
		for (uint32_t r = 0; r < ir->rulesets[i].rule_count; r++) {
			add_text(out, ir->rulesets[i].rules[r].message);
			add_text(out, ir->rulesets[i].rules[r].help);
			add_text(out, ir->rulesets[i].rules[r].instead);
		}
	}
}

/* The dump without what nodes look like in the file, which is the last thing on their lines. */
static void add_dump(const nl_ir *ir, nl_buf *out)
{
	nl_buf dump = {0};
	nl_ir_dump(ir, &dump);
	nl_str rest = nl_buf_str(&dump);
	while (rest.len) {
		size_t end = nl_str_find(rest, NL_STR("\n"));
		nl_str line = nl_str_slice(rest, 0, end);
		rest = nl_str_slice(rest, end + 1, rest.len);
		add_text(out, nl_str_starts(line, NL_STR("node ")) ? nl_str_slice(line, 0, nl_str_find(line, NL_STR("  "))) : line);
	}
	nl_buf_release(&dump);
}

/* All that `files` mean; empty when they have an error. Owned. */
static nl_buf meaning(const nl_builtin_file *files)
{
	nl_sink sink = {0};
	nl_buf out = {0};
	nl_rules *rules = nl_rules_new(files);
	for (; files->name; files++) nl_rules_add_builtin(rules, files->name, &sink);
	if (nl_rules_compile(rules, false, &sink)) {
		add_dump(nl_rules_ir(rules), &out);
		add_texts(nl_rules_ir(rules), &out);
	}
	nl_sink_release(&sink);
	nl_rules_free(rules);
	return out;
}

static bool format(nl_str text, nl_buf *out)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(NULL);
	bool fine = nl_rules_format(rules, NL_STR("rules.norm"), text, out, &sink);
	CHECK(fine == (sink.errors == 0));
	CHECK(fine || out->len == 0);
	nl_sink_release(&sink);
	nl_rules_free(rules);
	return fine;
}

/* Formats into `once`, and checks that this is the end of it. */
static bool format_checked(nl_str text, nl_buf *once)
{
	nl_buf twice = {0};
	if (!format(text, once)) return false;
	CHECK(format(nl_buf_str(once), &twice));
	CHECK(nl_str_eq(nl_buf_str(once), nl_buf_str(&twice)));
	nl_buf_release(&twice);
	return true;
}

/* ---- rules/ ----------------------------------------------------------------------------------------------------- */

static uint32_t columns(nl_str line)
{
	uint32_t count = 0;
	for (size_t i = 0; i < line.len; i++)
		count += line.ptr[i] == '\t' ? 4 : ((unsigned char)line.ptr[i] & 0xc0) != 0x80;
	return count;
}

/* Comments are the author's: they are never broken. */
static void check_lines(nl_str text)
{
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		end = at + nl_str_find(nl_str_slice(text, at, text.len), NL_STR("\n"));
		nl_str line = nl_str_slice(text, at, end);
		CHECK(columns(line) <= 120 || nl_str_starts(nl_str_trim(line), NL_STR("#")));
		CHECK(!nl_str_ends(line, NL_STR(" ")) && !nl_str_ends(line, NL_STR("\t")));
	}
}

/* Comments where nobody would write them: behind every `stride`-th token, and above the one after. */
typedef struct {
	nl_str text;
	uint32_t at, count, stride;
	nl_buf out;
} commenter;

static void comment_token(void *context, int token, nl_span span)
{
	commenter *c = context;
	(void)token;
	if (c->count % c->stride == 1) nl_buf_add_c(&c->out, "\n# above\n\n");
	nl_buf_add(&c->out, nl_str_slice(c->text, c->at, span.end));
	if (c->count % c->stride == 0) nl_buf_add_c(&c->out, " # behind\n");
	c->at = span.end;
	c->count++;
}

static nl_buf commented(nl_str text, uint32_t stride)
{
	nl_parser parser = {.text = text};
	commenter c = {.text = text, .stride = stride};
	nl_norm_tokens(&parser, comment_token, &c);
	nl_vec_release(&parser.brackets);
	nl_vec_release(&parser.comments);
	nl_buf_add(&c.out, nl_str_slice(text, c.at, text.len));
	return c.out;
}

/* `stride` 0: as the files are. */
static void check_rules(nl_str wanted, uint32_t stride)
{
	enum { MOST = 100 };
	nl_builtin_file files[MOST + 1] = {0};
	nl_buf texts[MOST] = {0};
	uint32_t count = 0;
	for (; nl_builtin_files[count].name && count < MOST; count++) {
		nl_str text = {nl_builtin_files[count].text, nl_builtin_files[count].len};
		nl_buf before = {0};
		if (stride) before = commented(text, stride);
		CHECK(format_checked(stride ? nl_buf_str(&before) : text, &texts[count]));
		if (!stride) check_lines(nl_buf_str(&texts[count]));
		files[count] = (nl_builtin_file){nl_builtin_files[count].name, texts[count].ptr, texts[count].len};
		nl_buf_release(&before);
	}
	nl_buf got = meaning(files);
	CHECK(nl_str_eq(nl_buf_str(&got), wanted));
	nl_buf_release(&got);
	for (uint32_t i = 0; i < count; i++) nl_buf_release(&texts[i]);
}

static void test_rules(void)
{
	static const uint32_t strides[] = {0, 2, 3, 5, 11};
	nl_buf wanted = meaning(nl_builtin_files);
	CHECK(wanted.len > 0);
	for (size_t i = 0; i < sizeof strides / sizeof *strides; i++) check_rules(nl_buf_str(&wanted), strides[i]);
	nl_buf_release(&wanted);
}

/* ---- the golden cases ------------------------------------------------------------------------------------------- */

/* The language pack, and a file beside it. */
static nl_buf meaning_of(nl_str text)
{
	nl_builtin_file files[3] = {{0}, {"rules.norm", text.ptr, text.len}, {0}};
	for (uint32_t i = 0; nl_builtin_files[i].name; i++) {
		if (nl_str_eq(nl_str_of(nl_builtin_files[i].name), NL_STR("lang/english.norm"))) files[0] = nl_builtin_files[i];
	}
	return meaning(files);
}

static void check_case(const char *path, const case_block *block)
{
	nl_arena arena = {0};
	nl_buf once = {0};
	nl_str text = cases_bytes(block, &arena);
	unsigned failed = check_failed;
	if (format_checked(text, &once)) {
		nl_buf wanted = meaning_of(text), got = meaning_of(nl_buf_str(&once));
		CHECK(nl_str_eq(nl_buf_str(&got), nl_buf_str(&wanted)));
		nl_buf_release(&wanted);
		nl_buf_release(&got);
	}
	if (failed != check_failed) fprintf(stderr, "  in the rules at %s:%u\n", path, block->line);
	nl_buf_release(&once);
	nl_arena_release(&arena);
}

static bool is_rules(const case_block *block)
{
	bool is_file = block->kind == BLOCK_RULES || block->kind == BLOCK_FILE || block->kind == BLOCK_BYTES;
	return is_file && nl_str_ends(cases_file_name(block), NL_STR(".norm"));
}

static uint32_t check_cases(const char *path)
{
	uint32_t count = 0;
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	test_file cases = {0};
	CHECK(file.ptr && cases_parse(path, (nl_str){file.ptr, file.len}, &cases));
	for (uint32_t i = 0; i < cases.cases.len; i++) {
		for (uint32_t b = 0; b < cases.cases.at[i].blocks.len; b++) {
			const case_block *block = &cases.cases.at[i].blocks.at[b];
			if (!is_rules(block)) continue;
			check_case(path, block);
			count++;
		}
	}
	cases_release(&cases);
	nl_file_release(&file);
	return count;
}

static void test_cases(void)
{
	glob_t found;
	uint32_t count = 0;
	CHECK(glob("tests/golden/*/*.test", 0, NULL, &found) == 0);
	for (size_t i = 0; i < found.gl_pathc; i++) count += check_cases(found.gl_pathv[i]);
	CHECK(count >= 100);
	globfree(&found);
}

/* ---- by hand ---------------------------------------------------------------------------------------------------- */

static void check_formatted(const char *text, const char *wanted)
{
	nl_buf out = {0};
	CHECK(format_checked(nl_str_of(text), &out));
	CHECK_STR(nl_buf_str(&out), wanted);
	nl_buf_release(&out);
}

static void test_by_hand(void)
{
	check_formatted("", "");
	check_formatted("\n\n  # alone", "# alone\n");
	check_formatted("\xef\xbb\xbfimport \"a.norm\"\r\n", "import \"a.norm\"\n");
	check_formatted("ruleset a \"A\" {\n\n}", "ruleset a \"A\" {}\n");
	check_formatted("ruleset a \"A\" { # why\n}", "ruleset a \"A\" { # why\n}\n");
	check_formatted("ruleset a \"A\" {\n# why\n\n}", "ruleset a \"A\" {\n\t# why\n}\n");
	check_formatted("term a = \"x  y\\\n   z\"", "term a = \"x y z\"\n");
	/* White space that a text holds is the text's. */
	check_formatted("position a \"A  b\\\n c\" {}", "position a \"A  b c\" {}\n");
	nl_buf out = {0};
	CHECK(!format(NL_STR("position a \"A\" {"), &out));
	CHECK(!format(NL_STR("term a = \"(x\""), &out));
	CHECK(!format(NL_STR("# caf\xe9\n"), &out));
}

int main(void)
{
	test_by_hand();
	test_rules();
	test_cases();
	return check_done();
}
