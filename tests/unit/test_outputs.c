/* The outputs that other programs read, each taken apart again by a small reader of its own and held against the verdict
 * that it was made of: a text whose name and words, and a rule whose message, are all but plain. */
#include "check.h"

#include <cjson/cJSON.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/load.h"
#include "base/utf8.h"
#include "report/finding.h"
#include "report/path.h"

static const char rules_text[] =
	"position a \"Apples are named\" { topic fruit source \"A/1\" url \"https://example.org/a b\" matches \"apple\" }\n"
	"position b \"Bananas {0} are [named](1)\" { opposes a matches \"banana\" }\n"
	"position c \"Cherries are named\" { matches \"cherry\" }\n"
	"ruleset fruit \"Fruit\" {\n"
	"  forbid a message \"a [b](c) {0} <i>x</i> `|*_ @me #1 %0A, \x01 end\" help \"=1+1; @SUM(A1)\"\n"
	"  require c warning\n"
	"  recommend b\n"
	"  when c require b as never\n"
	"}\n";
static const char draft_text[] =
	"# \xC3\x84pfel\n\nNo text, \xF0\x9F\x98\x80 the ap-\nple is red.\nThe banana is a fruit; an apple is not.\n";
/* A line end, XML's marks, a formula's, GitHub's, an escape, a byte that is no UTF-8. */
static const char name_text[] = "/home/ann/space/=a\n]]><&\"'\t\x1b[31m,:%25 `b`|c\xFF.md";
static const char path_text[] = "=a\n]]><&\"'\t\x1b[31m,:%25 `b`|c\xFF.md";
static const char log_path_text[] = "=a\n]]><&\"'\t\uFFFD[31m,:%25 `b`|c\uFFFD.md"; /* where an escape would colour what follows */

typedef struct {
	nl_loaded rules;
	nl_sink sink;
	nl_arena arena;
	nl_source *source;
	nl_doc *doc;
	nl_matcher *matcher;
	nl_match *match;
	nl_verdict *verdict;
	uint32_t rulesets[1];
	nl_report_ruleset report_rulesets[1];
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
	CHECK(nl_load(&t->rules, paths, 1, NL_LOAD_NO_BUILTIN, &t->sink));
	unlink(path);
}

/* `encoding`: NL_ENCODING_RENDITION, or any other for a plain text. */
static void begin(trial *t, nl_encoding encoding)
{
	*t = (trial){0};
	load_rules(t);
	const nl_ir *ir = t->rules.ir;
	uint32_t language = nl_ir_language_of(ir, NL_STR("english"));
	t->matcher = nl_matcher_new(ir, language);
	if (encoding == NL_ENCODING_RENDITION)
		t->source = nl_source_new(nl_str_of(name_text), nl_str_of(draft_text), encoding, 0);
	else t->source = nl_doc_source(nl_str_of(name_text), nl_str_of(draft_text), &t->arena, &t->sink);
	t->doc = nl_doc_open(t->source, NL_FORMAT_MARKDOWN, &ir->languages[language].text, nl_matcher_lexicon(t->matcher),
		NULL, &t->sink);
	t->match = nl_matcher_run(t->matcher, t->doc, &t->sink);
	t->verdict = nl_judge(t->matcher, t->match, t->rulesets, 1);
	t->report_rulesets[0] = (nl_report_ruleset){ir, &ir->rulesets[0]};
	t->positions = calloc(ir->position_count, sizeof *t->positions);
	for (uint32_t i = 0; i < ir->position_count; i++) t->positions[i] = ir->positions[i].id;
	t->options = (nl_report_options){.directory = NL_STR("/home/ann/space"),
		.rulesets = t->report_rulesets,
		.ruleset_count = 1,
		.positions = t->positions,
		.position_count = ir->position_count};
	CHECK_INT(t->verdict->finding_count, 4);
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

/* What the report says of the text once, or of it and again of it. A NUL stands behind it. */
static nl_buf written(const trial *t, const nl_report *report, uint32_t times)
{
	nl_buf head = {0}, out = {0}, part = {0};
	nl_report_taken taken = {0};
	nl_totals totals = {.documents = times, .errors = times, .warnings = 2 * times, .notes = times};
	nl_report_options options = t->options;
	options.texts = times;
	if (report->open) options.state = report->open();
	report->begin(&head, &options);
	for (uint32_t i = 0; i < times; i++) {
		options.number = i;
		report->document(&part, &options, t->verdict);
		nl_report_fit(report, &taken, &part);
		if (i && part.len) report->between(&out, &options);
		nl_buf_add(&out, nl_buf_str(&part));
		nl_buf_clear(&part);
	}
	if (report->overview) report->overview(&head, &options, &totals);
	nl_buf_add(&head, nl_buf_str(&out));
	report->end(&head, &options, &totals);
	if (report->close) report->close(options.state);
	nl_buf_add_byte(&head, '\0');
	nl_buf_release(&out);
	nl_buf_release(&part);
	return head;
}

static const nl_finding *finding(const trial *t, uint32_t i)
{
	return &t->verdict->findings[i];
}

static const char *text_of(const cJSON *object, const char *key)
{
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
	CHECK(text != NULL);
	return text ? text : "";
}

static const cJSON *member(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(object, key);
}

static int number_of(const cJSON *object, const char *key)
{
	return cJSON_IsNumber(member(object, key)) ? member(object, key)->valueint : -1;
}

/* Invalid bytes as U+FFFD: what JSON and CSV can hold of a name. */
static nl_buf replaced(nl_str text)
{
	nl_buf out = {0};
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		nl_buf_add_char(&out, c.code_point);
		at += c.len;
	}
	return out;
}

static void check_path(nl_str got)
{
	nl_buf wanted = replaced(nl_str_of(path_text));
	CHECK(nl_str_eq(got, nl_buf_str(&wanted)));
	nl_buf_release(&wanted);
}

static uint32_t hex(char c)
{
	return c <= '9' ? (uint32_t)(c - '0') : (uint32_t)(c - 'A' + 10);
}

/* Takes %XX back. */
static nl_buf unescaped(nl_str text)
{
	nl_buf out = {0};
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '%') nl_buf_add_byte(&out, text.ptr[i]);
		else {
			CHECK(i + 2 < text.len);
			nl_buf_add_byte(&out, (char)(hex(text.ptr[i + 1]) * 16 + hex(text.ptr[i + 2])));
			i += 2;
		}
	}
	return out;
}

/* ---- SARIF ----------------------------------------------------------------------------------------------------- */

static void check_region(const cJSON *place, nl_region wanted)
{
	const cJSON *region = member(place, "region");
	CHECK_INT(number_of(region, "startLine"), wanted.start.line);
	CHECK_INT(number_of(region, "startColumn"), wanted.start.column);
	CHECK_INT(number_of(region, "endLine"), wanted.end.line);
	CHECK_INT(number_of(region, "endColumn"), wanted.end.column);
	nl_buf path = unescaped(nl_str_of(text_of(member(place, "artifactLocation"), "uri")));
	CHECK_STR(nl_buf_str(&path), path_text);
	nl_buf_release(&path);
}

/* The message as a reader of SARIF shows it: links are counted and only their text is shown; {0} would be an argument. */
static nl_buf shown_message(const char *text, uint32_t *links)
{
	nl_buf out = {0};
	for (const char *c = text; *c; c++) {
		if (*c == '\\' && c[1] && strchr("[]\\", c[1])) nl_buf_add_byte(&out, *++c);
		else if ((*c == '{' || *c == '}') && c[1] == *c) nl_buf_add_byte(&out, *c++);
		else if (*c == '{' || *c == '}') CHECK(false); /* a brace that is not doubled */
		else if (c[0] == ']' && c[1] == '(') {
			++*links;
			while (*c != ')') c++;
		} else if (*c != '[') nl_buf_add_byte(&out, *c);
	}
	return out;
}

static void check_result(const trial *t, const cJSON *rules, const cJSON *result, const nl_finding *of)
{
	const cJSON *rule = cJSON_GetArrayItem(rules, number_of(result, "ruleIndex"));
	bool is_contradiction = nl_str_eq(of->ruleset, NL_STR("contradiction"));
	CHECK(strcmp(text_of(rule, "id"), text_of(result, "ruleId")) == 0);
	CHECK(nl_str_eq(is_contradiction ? of->ruleset : of->diag.code, nl_str_of(text_of(result, "ruleId"))));
	CHECK(nl_str_eq(nl_str_of(nl_severity_name(of->diag.severity)), nl_str_of(text_of(result, "level"))));
	CHECK_INT(cJSON_GetArraySize(member(result, "locations")), 1);
	check_region(member(cJSON_GetArrayItem(member(result, "locations"), 0), "physicalLocation"), nl_region_of(t->doc, of));

	uint32_t links = 0;
	nl_buf message = shown_message(text_of(member(result, "message"), "text"), &links), wanted = {0};
	nl_finding_message(&wanted, of);
	nl_buf_add_byte(&wanted, '.');
	CHECK(nl_str_starts(nl_buf_str(&message), nl_buf_str(&wanted)));
	CHECK_INT(links, of->diag.related.len);
	CHECK_INT(cJSON_GetArraySize(member(result, "relatedLocations")), of->diag.related.len);
	for (uint32_t i = 0; i < of->diag.related.len; i++) {
		const cJSON *related = cJSON_GetArrayItem(member(result, "relatedLocations"), (int)i);
		CHECK_INT(number_of(related, "id"), i + 1);
		check_region(member(related, "physicalLocation"), nl_region_of_span(t->source, of->diag.related.at[i].span));
	}
	nl_buf_release(&message);
	nl_buf_release(&wanted);
}

static cJSON *parsed_run(const nl_buf *out, const cJSON **run)
{
	cJSON *root = cJSON_Parse(out->ptr);
	CHECK(root != NULL);
	*run = cJSON_GetArrayItem(member(root, "runs"), 0);
	return root;
}

static void test_sarif(const trial *t)
{
	const cJSON *run;
	nl_buf out = written(t, &nl_report_sarif, 2);
	cJSON *root = parsed_run(&out, &run);
	const cJSON *rules = member(member(member(run, "tool"), "driver"), "rules"), *results = member(run, "results");
	CHECK_INT(cJSON_GetArraySize(rules), 6);
	CHECK_INT(cJSON_GetArraySize(results), 2 * t->verdict->finding_count);
	for (uint32_t i = 0; i < 2 * t->verdict->finding_count; i++)
		check_result(t, rules, cJSON_GetArrayItem(results, (int)i), finding(t, i % t->verdict->finding_count));
	CHECK(strcmp(text_of(cJSON_GetArrayItem(rules, 0), "helpUri"), "https://example.org/a%20b") == 0);
	CHECK(member(cJSON_GetArrayItem(rules, 1), "helpUri") == NULL);
	cJSON_Delete(root);
	nl_buf_release(&out);
}

static void test_suppressed(trial *t)
{
	static const nl_suppression because = {.in_text = true, .reason = NL_STR("agreed on 3 May")};
	const cJSON *run;
	((nl_finding *)finding(t, 1))->suppression = &because;
	nl_buf out = written(t, &nl_report_sarif, 1);
	cJSON *root = parsed_run(&out, &run);
	const cJSON *results = member(run, "results");
	CHECK_INT(cJSON_GetArraySize(results), t->verdict->finding_count);
	for (uint32_t i = 0; i < t->verdict->finding_count; i++)
		CHECK_INT(cJSON_GetArraySize(member(cJSON_GetArrayItem(results, (int)i), "suppressions")), i == 1);
	const cJSON *suppression = cJSON_GetArrayItem(member(cJSON_GetArrayItem(results, 1), "suppressions"), 0);
	CHECK(strcmp(text_of(suppression, "kind"), "inSource") == 0);
	CHECK(strcmp(text_of(suppression, "justification"), "agreed on 3 May") == 0);
	cJSON_Delete(root);
	nl_buf_release(&out);

	out = written(t, &nl_report_gitlab, 1);
	root = cJSON_Parse(out.ptr);
	CHECK_INT(cJSON_GetArraySize(root), t->verdict->finding_count - 1);
	cJSON_Delete(root);
	nl_buf_release(&out);
	((nl_finding *)finding(t, 1))->suppression = NULL;
}

/* ---- reviewdog and GitLab -------------------------------------------------------------------------------------- */

/* Line and byte of a place, from the text alone. */
static size_t byte_at(const cJSON *position)
{
	size_t at = 0;
	for (int line = 1; line < number_of(position, "line"); line++) at += strcspn(draft_text + at, "\n") + 1;
	return at + (size_t)number_of(position, "column") - 1;
}

static void check_range(const cJSON *location, const nl_span *wanted)
{
	const cJSON *range = member(location, "range");
	check_path(nl_str_of(text_of(location, "path")));
	CHECK((range != NULL) == (wanted != NULL));
	if (!range || !wanted) return;
	CHECK_INT(byte_at(member(range, "start")), wanted->start);
	CHECK_INT(byte_at(member(range, "end")), wanted->end);
}

static void test_rdjson(const trial *t)
{
	nl_buf out = written(t, &nl_report_rdjson, 2);
	cJSON *root = cJSON_Parse(out.ptr);
	const cJSON *list = member(root, "diagnostics");
	CHECK_INT(cJSON_GetArraySize(list), 2 * t->verdict->finding_count);
	for (uint32_t i = 0; i < t->verdict->finding_count; i++) {
		const nl_finding *of = finding(t, i);
		const cJSON *diagnostic = cJSON_GetArrayItem(list, (int)i), *related = member(diagnostic, "related_locations");
		check_range(member(diagnostic, "location"), of->sentence == NL_NONE ? NULL : &of->span);
		CHECK(nl_str_eq(of->diag.code, nl_str_of(text_of(member(diagnostic, "code"), "value"))));
		CHECK_INT(cJSON_GetArraySize(related), of->diag.related.len);
		for (uint32_t r = 0; r < of->diag.related.len; r++)
			check_range(member(cJSON_GetArrayItem(related, (int)r), "location"), &of->diag.related.at[r].span);
	}
	cJSON_Delete(root);
	nl_buf_release(&out);
}

static void test_gitlab(const trial *t)
{
	nl_buf out = written(t, &nl_report_gitlab, 1);
	cJSON *root = cJSON_Parse(out.ptr);
	CHECK_INT(cJSON_GetArraySize(root), t->verdict->finding_count);
	for (int i = 0; i < cJSON_GetArraySize(root); i++) {
		const cJSON *issue = cJSON_GetArrayItem(root, i), *location = member(issue, "location");
		check_path(nl_str_of(text_of(location, "path")));
		CHECK_INT(number_of(member(location, "lines"), "begin"), nl_region_of(t->doc, finding(t, (uint32_t)i)).start.line);
		for (int k = 0; k < i; k++)
			CHECK(strcmp(text_of(issue, "fingerprint"), text_of(cJSON_GetArrayItem(root, k), "fingerprint")) != 0);
	}
	cJSON_Delete(root);
	nl_buf_release(&out);
}

/* ---- GitHub ---------------------------------------------------------------------------------------------------- */

/* The value of a property of "::error file=...,line=3::message", as GitHub's runner reads it. False when it is not there. */
static bool property(nl_str properties, const char *key, nl_buf *value)
{
	for (size_t at = 0; at < properties.len;) {
		nl_str rest = nl_str_slice(properties, at, properties.len);
		nl_str pair = nl_str_slice(rest, 0, nl_str_find(rest, NL_STR(",")));
		size_t equals = nl_str_find(pair, NL_STR("="));
		CHECK(equals != SIZE_MAX);
		at += pair.len + 1;
		if (!nl_str_eq(nl_str_slice(pair, 0, equals), nl_str_of(key))) continue;
		nl_buf_release(value);
		*value = unescaped(nl_str_slice(pair, equals + 1, pair.len));
		nl_buf_add_byte(value, '\0');
		return true;
	}
	return false;
}

static void check_annotation(const trial *t, nl_str line, const nl_finding *of)
{
	static const char *const commands[] = {"::notice ", "::warning ", "::error "};
	nl_str command = nl_str_of(commands[of->diag.severity]);
	CHECK(nl_str_starts(line, command));
	nl_str rest = nl_str_slice(line, command.len, line.len);
	size_t colons = nl_str_find(rest, NL_STR("::"));
	nl_str properties = nl_str_slice(rest, 0, colons);
	nl_buf value = {0}, wanted = {0};
	CHECK(property(properties, "file", &value) && strcmp(value.ptr, log_path_text) == 0);
	nl_region region = nl_region_of(t->doc, of);
	bool one_line = !region.whole && region.start.line == region.end.line;
	CHECK(property(properties, "line", &value) == !region.whole);
	CHECK(property(properties, "endColumn", &value) == one_line);
	CHECK(!one_line || atoi(value.ptr) == (int)region.end.column);
	CHECK(property(properties, "title", &value));
	CHECK(strlen(value.ptr) == of->diag.code.len + strlen("normlint ()"));

	nl_buf message = unescaped(nl_str_slice(rest, colons + 2, rest.len));
	nl_finding_message(&wanted, of);
	nl_buf_add_byte(&wanted, '\n');
	nl_finding_remarks(&wanted, of);
	CHECK(nl_str_eq(nl_buf_str(&message), nl_str_trim(nl_buf_str(&wanted))));
	nl_buf_release(&message);
	nl_buf_release(&wanted);
	nl_buf_release(&value);
}

static void test_github(const trial *t)
{
	nl_buf out = written(t, &nl_report_github, 1);
	nl_str rest = {out.ptr, out.len - 1};
	for (uint32_t i = 0; i < t->verdict->finding_count; i++) {
		size_t line_end = nl_str_find(rest, NL_STR("\n"));
		check_annotation(t, nl_str_slice(rest, 0, line_end), finding(t, i));
		rest = nl_str_slice(rest, line_end + 1, rest.len);
	}
	CHECK_INT(rest.len, 0);
	nl_buf_release(&out);
}

/* ---- CSV ------------------------------------------------------------------------------------------------------- */

/* The next field (RFC 4180); `last` when a line end follows it. */
static nl_buf next_field(nl_str *rest, bool *last)
{
	nl_buf field = {0};
	size_t at = 0;
	bool quoted = rest->len && rest->ptr[0] == '"';
	for (at += quoted; at < rest->len; at++) {
		char c = rest->ptr[at];
		if (quoted && c == '"' && at + 1 < rest->len && rest->ptr[at + 1] == '"') at++;
		else if (quoted ? c == '"' : c == ',' || c == '\r') break;
		nl_buf_add_byte(&field, c);
	}
	at += quoted;
	CHECK(at < rest->len && (rest->ptr[at] == ',' || (rest->ptr[at] == '\r' && rest->ptr[at + 1] == '\n')));
	*last = rest->ptr[at] == '\r';
	*rest = nl_str_slice(*rest, at + (*last ? 2 : 1), rest->len);
	return field;
}

static uint32_t read_row(nl_str *rest, nl_buf *fields, uint32_t most)
{
	uint32_t count = 0;
	for (bool last = false; !last && count < most;) fields[count++] = next_field(rest, &last);
	return count;
}

static void test_csv(const trial *t)
{
	enum { FIELDS = 32 };
	nl_buf out = written(t, &nl_report_csv, 1), heading[FIELDS], row[FIELDS];
	nl_str rest = {out.ptr, out.len - 1};
	uint32_t columns = read_row(&rest, heading, FIELDS);
	CHECK_INT(columns, 6 + 1 + 2 * 3);
	CHECK_INT(read_row(&rest, row, FIELDS), columns);
	CHECK_INT(rest.len, 0);
	CHECK_STR(nl_buf_str(&heading[7]), "a stance");
	CHECK_STR(nl_buf_str(&heading[12]), "c strength");
	for (uint32_t i = 0; i < 3; i++) {
		const nl_position_match *found = &t->match->positions[i];
		CHECK_STR(nl_buf_str(&row[7 + 2 * i]), nl_stance_name(found->stance));
		CHECK_STR(nl_buf_str(&row[8 + 2 * i]), found->stance == NL_ABSENT ? "" : nl_strength_name(found->strength));
	}
	/* No formula; what no field can hold is replaced; the line end stays. */
	CHECK_STR(nl_buf_str(&row[0]), "'=a\n]]><&\"'\xEF\xBF\xBD\xEF\xBF\xBD[31m,:%25 `b`|c\xEF\xBF\xBD.md");
	for (uint32_t i = 0; i < columns; i++) {
		nl_buf_release(&heading[i]);
		nl_buf_release(&row[i]);
	}
	nl_buf_release(&out);
}

/* ---- Markdown -------------------------------------------------------------------------------------------------- */

typedef struct {
	nl_buf text; /* all that is shown; a line for each block */
	uint32_t headings, cells, html, links, emphases;
} page;

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	page *p = user;
	(void)detail;
	p->headings += type == MD_BLOCK_H;
	p->cells += type == MD_BLOCK_TD;
	p->html += type == MD_BLOCK_HTML;
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	(void)type, (void)detail;
	nl_buf_add_byte(&((page *)user)->text, '\n');
	return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	page *p = user;
	(void)detail;
	p->links += type == MD_SPAN_A || type == MD_SPAN_IMG;
	p->emphases += type == MD_SPAN_EM || type == MD_SPAN_DEL;
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
	(void)type, (void)detail, (void)user;
	return 0;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
	page *p = user;
	nl_str piece = {text, size};
	if (type == MD_TEXT_HTML) p->html += !nl_str_eq(piece, NL_STR("<!-- -->"));
	else nl_buf_add(&p->text, piece);
	return 0;
}

static void check_shown(const page *p, nl_str text)
{
	nl_buf clean = {0};
	nl_draw_clean(&clean, text);
	CHECK(nl_str_find(nl_buf_str(&p->text), nl_buf_str(&clean)) != SIZE_MAX);
	nl_buf_release(&clean);
}

static void test_markdown(const trial *t)
{
	MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEAUTOLINKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = add_text};
	page p = {0};
	nl_buf out = written(t, &nl_report_markdown, 1);
	CHECK_INT(md_parse(out.ptr, (MD_SIZE)(out.len - 1), &parser, &p), 0);
	CHECK_INT(p.headings, 2);
	CHECK_INT(p.cells, 5);
	CHECK_INT(p.html + p.links + p.emphases, 0);
	check_shown(&p, nl_str_of(path_text));
	for (uint32_t i = 0; i < t->verdict->finding_count; i++) {
		check_shown(&p, finding(t, i)->diag.message);
		for (uint32_t h = 0; h < finding(t, i)->diag.helps.len; h++) check_shown(&p, finding(t, i)->diag.helps.at[h]);
	}
	CHECK(nl_str_find(nl_buf_str(&out), NL_STR("@me")) == SIZE_MAX); /* a mention is parted */
	nl_buf_release(&p.text);
	nl_buf_release(&out);
}

/* Of a file that is no text, a place has a line and no offset: no report may tell the number that stands for none. */
static void test_without_offsets(const trial *t)
{
	for (uint32_t i = 0; nl_report_at(i); i++) {
		nl_buf out = written(t, nl_report_at(i), 1);
		CHECK(nl_str_find(nl_buf_str(&out), NL_STR("18446744073709551615")) == SIZE_MAX);
		CHECK(nl_str_find(nl_buf_str(&out), NL_STR("1.8446744073709")) == SIZE_MAX);
		nl_buf_release(&out);
	}
}

/* ---- paths ----------------------------------------------------------------------------------------------------- */

static void check_name(const char *name, const char *directory, const char *path, const char *uri)
{
	nl_buf out = {0};
	nl_source *source = nl_source_new(nl_str_of(name), NL_STR(""), NL_ENCODING_UTF8, 0);
	nl_doc doc = {.source = source};
	nl_report_options options = {.directory = nl_str_of(directory)};
	nl_report_path(&out, &options, &doc);
	CHECK_STR(nl_buf_str(&out), path);
	nl_buf_clear(&out);
	nl_report_uri(&out, &options, &doc);
	CHECK_STR(nl_buf_str(&out), uri);
	nl_buf_release(&out);
	nl_source_free(source);
}

static void test_paths(void)
{
	check_name("a.md", "/home", "a.md", "a.md");
	check_name("./a//b/./c.md", "/home", "a/b/c.md", "a/b/c.md");
	check_name("../a.md", "/home", "../a.md", "../a.md");
	check_name("/home/a.md", "/home", "a.md", "a.md");
	check_name("/home/./a.md", "/home", "a.md", "a.md");
	check_name("/homestead/a.md", "/home", "/homestead/a.md", "file:///homestead/a.md");
	check_name("/home/a.md", "/", "home/a.md", "home/a.md");
	check_name("/a b.md", "", "/a b.md", "file:///a%20b.md");
	check_name("a:b?c#d%e.md", "/home", "a:b?c#d%e.md", "a%3Ab%3Fc%23d%25e.md");
	check_name("./", "/home", ".", ".");
	nl_buf url = {0};
	CHECK(!nl_report_web_address(&url, NL_STR("javascript:alert(1)")));
	CHECK(!nl_report_web_address(&url, NL_STR("https://")));
	CHECK_INT(url.len, 0);
	nl_buf_release(&url);
}

/* ---- what readers can take --------------------------------------------------------------------------------------- */

static void check_fit(const nl_report *report, nl_report_taken *taken, const char *part, const char *wanted)
{
	nl_buf buf = {0};
	nl_buf_add_c(&buf, part);
	nl_report_fit(report, taken, &buf);
	CHECK_STR(nl_buf_str(&buf), wanted);
	nl_buf_release(&buf);
}

static void test_fit(void)
{
	const nl_report three = {.most_items = 3}, ten = {.most_bytes = 10};
	nl_report_taken taken = {0};
	check_fit(&three, &taken, "\n1,\n2", "\n1,\n2");
	check_fit(&three, &taken, "", "");
	check_fit(&three, &taken, "\n3,\n4,\n5", "\n3");
	check_fit(&three, &taken, ",\n6", "");
	check_fit(&three, &taken, "\n7", "");
	CHECK_INT(taken.items, 3);
	CHECK_INT(taken.left_out, 4);

	taken = (nl_report_taken){0};
	check_fit(&ten, &taken, "1234\n", "1234\n");
	check_fit(&ten, &taken, "5\n7890\n", "5\n");
	check_fit(&ten, &taken, "8\n", ""); /* there would be room, but a line before it is missing */
	CHECK_INT(taken.bytes, 7);
	CHECK_INT(taken.left_out, 2);
}

int main(void)
{
	trial t;
	begin(&t, NL_ENCODING_UTF8);
	test_sarif(&t);
	test_suppressed(&t);
	test_rdjson(&t);
	test_gitlab(&t);
	test_github(&t);
	test_csv(&t);
	test_markdown(&t);
	test_paths();
	test_fit();
	end(&t);
	begin(&t, NL_ENCODING_RENDITION);
	test_without_offsets(&t);
	test_sarif(&t);
	test_rdjson(&t);
	end(&t);
	return check_done();
}
