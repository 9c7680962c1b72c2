/* normlint suppress: writes the suppression of a finding where it belongs, into a comment of the text, or for texts without
 * comments into the configuration.
 *
 * A comment could change what a text says, in the middle of a tag or a table. So each way to write it is tried in memory: the
 * text must still say the same, and the finding must be suppressed. Only then is the file written. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "run/check.h"
#include "app/commands.h"
#include "run/files.h"
#include "app/output.h"
#include "app/profile.h"
#include "app/terminal.h"
#include "base/limits.h"
#include "judge/directives.h"
#include "judge/fingerprint.h"
#include "judge/suppress.h"

typedef struct {
	const nl_options *options;
	const char *path;
	uint32_t line; /* 0: the text as a whole */
	nl_str rule, reason;
	nl_profiles profiles;
	const nl_profile *profile;
	nl_checker checker;
	nl_checked checked;
	nl_judge_plan plan;
	const nl_finding *finding;
	uint32_t sentence;    /* NL_NONE: of the text as a whole */
	uint64_t fingerprint; /* of it and the rule */
	nl_sink sink;
	nl_arena arena;
} run;

static nl_diag *fail(run *r, nl_str message)
{
	return nl_sink_add(&r->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, NL_FMT, NL_ARG(message));
}

/* ---- the command line ------------------------------------------------------------------------------------------- */

static bool is_digits(nl_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
	return text.len > 0 && text.len < 10;
}

/* "draft.md:5", or as findings have it, "draft.md:5:18". */
static void take_target(run *r, const char *target)
{
	nl_str path = nl_str_of(target), numbers[2];
	int count = 0;
	while (count < 2) {
		size_t colon = path.len;
		while (colon > 0 && path.ptr[colon - 1] != ':') colon--;
		nl_str behind = nl_str_slice(path, colon, path.len);
		if (colon < 2 || !is_digits(behind)) break;
		numbers[count++] = behind;
		path.len = colon - 1;
	}
	r->path = nl_arena_str(&r->arena, path).ptr;
	if (count) r->line = (uint32_t)strtoul(numbers[count - 1].ptr, NULL, 10);
	if (count && r->line == 0) fail(r, nl_arena_printf(&r->arena, "lines are counted from 1, found '%s'", target));
}

static bool take_operands(run *r)
{
	const nl_options *o = r->options;
	if (o->operands.len != 3) {
		nl_diag *diag = fail(r,
			nl_arena_printf(&r->arena, "expected FILE:LINE RULE REASON, found %u word%s", o->operands.len,
				o->operands.len == 1 ? "" : "s"));
		nl_diag_help(&r->sink, diag, "write it like this: normlint suppress draft.md:5 privacy \"covered by the Data Act\"");
		return false;
	}
	take_target(r, o->operands.at[0]);
	r->rule = nl_str_of(o->operands.at[1]);
	r->reason = nl_str_trim(nl_str_of(o->operands.at[2]));
	if (r->reason.len == 0) fail(r, NL_STR("the reason is empty"));
	if (memchr(r->reason.ptr, '\n', r->reason.len) || nl_str_find(r->reason, NL_STR("-->")) != SIZE_MAX)
		fail(r, NL_STR("a reason is one line, without '-->'"));
	if (o->until != NL_NO_DATE && o->until < nl_date_today()) fail(r, NL_STR("the day of '--until' is over already"));
	if (o->config && o->no_config) fail(r, NL_STR("--config and --no-config are given together"));
	return r->sink.errors == 0;
}

/* ---- the finding ------------------------------------------------------------------------------------------------ */

static bool check(run *r)
{
	uint32_t found = nl_profile_for(&r->profiles, r->path, &r->sink);
	nl_file file = nl_check_read(r->path, &r->options->input);
	if (found == NL_NONE) {
		nl_file_release(&file);
		return false;
	}
	r->profile = r->profiles.list.at[found];
	const nl_profile *p = r->profile;
	nl_checker_init(&r->checker, p->ir, p->language, &r->options->input, p->rulesets.at, p->rulesets.len);
	r->plan = (nl_judge_plan){.rulesets = p->rulesets.at,
		.ruleset_count = p->rulesets.len,
		.comments = true,
		.suppressions = p->suppressions.at,
		.suppression_count = p->suppressions.len,
		.used = nl_arena_array(&r->arena, bool, p->suppressions.len + 1),
		.today = nl_date_today()};
	r->checker.plan = &r->plan;
	return nl_check_file(&r->checker, r->path, &file, (nl_str){0}, &r->sink, &r->checked);
}

static uint32_t sentence_at(const nl_doc *doc, uint32_t offset)
{
	for (uint32_t i = 0; i < doc->sentence_count; i++) {
		nl_span span = nl_doc_origin(doc, doc->sentences[i].text);
		if (span.start <= offset && offset < span.end) return i;
	}
	return NL_NONE;
}

static nl_str words_of(const nl_doc *doc, uint32_t sentence)
{
	if (sentence == NL_NONE) return (nl_str){0};
	return nl_doc_sentence_text(doc, sentence);
}

static bool is_on_line(const nl_label *label, uint32_t line)
{
	if (label->whole || !label->source) return false;
	uint32_t last = label->span.end > label->span.start ? label->span.end - 1 : label->span.start;
	return nl_source_place(label->source, label->span.start).line <= line &&
		line <= nl_source_place(label->source, last).line;
}

/* The first of a finding's places that is on a line; NULL when there is none. */
static const nl_label *place_on_line(const nl_finding *finding, uint32_t line)
{
	if (is_on_line(&finding->diag.primary, line)) return &finding->diag.primary;
	for (uint32_t i = 0; i < finding->diag.related.len; i++)
		if (is_on_line(&finding->diag.related.at[i], line)) return &finding->diag.related.at[i];
	return NULL;
}

static bool is_of_rule(const run *r, const nl_finding *finding)
{
	return !finding->suppression && nl_rule_name_fits(r->rule, finding->ruleset, finding->rule) &&
		!nl_str_eq(finding->ruleset, NL_STR("suppression"));
}

static void add_places(run *r, nl_diag *diag)
{
	nl_buf lines = {0};
	bool whole = false;
	for (uint32_t i = 0; i < r->checked.verdict->finding_count; i++) {
		const nl_finding *finding = &r->checked.verdict->findings[i];
		if (!is_of_rule(r, finding)) continue;
		whole |= finding->sentence == NL_NONE;
		if (finding->sentence == NL_NONE) continue;
		nl_buf_addf(&lines, "%s%u", lines.len ? ", " : "",
			nl_source_place(r->checked.source, finding->diag.primary.span.start).line);
	}
	if (lines.len) nl_diag_help(&r->sink, diag, "there is one on line " NL_FMT, NL_ARG(nl_buf_str(&lines)));
	if (whole) nl_diag_help(&r->sink, diag, "there is one about the text as a whole: leave the line out");
	nl_buf_release(&lines);
}

/* A finding of the rule on the line that somebody has accepted before; NULL when there is none. */
static const nl_suppression *accepted_before(const run *r)
{
	for (uint32_t i = 0; i < r->checked.verdict->finding_count; i++) {
		const nl_finding *finding = &r->checked.verdict->findings[i];
		bool is_there = r->line ? place_on_line(finding, r->line) != NULL : finding->sentence == NL_NONE;
		if (is_there && finding->suppression && nl_rule_name_fits(r->rule, finding->ruleset, finding->rule))
			return finding->suppression;
	}
	return NULL;
}

static bool tell_none(run *r)
{
	nl_str meant;
	bool known = nl_rule_name_known(r->profile->ir, r->rule, &meant, &r->arena);
	nl_diag *diag;
	if (!known) {
		diag = fail(r, nl_arena_printf(&r->arena, "'" NL_FMT "' is no rule", NL_ARG(r->rule)));
		if (meant.len) nl_diag_help(&r->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(meant));
		else nl_diag_help(&r->sink, diag, "a finding shows its name behind it: [freedom-online/privacy]");
		return false;
	}
	const nl_suppression *before = accepted_before(r);
	if (before) {
		diag = fail(r, nl_arena_printf(&r->arena, "the finding of '" NL_FMT "' is suppressed already", NL_ARG(r->rule)));
		nl_diag_note(&r->sink, diag, "by " NL_FMT ":%u: " NL_FMT, NL_ARG(nl_source_name(before->label.source)),
			nl_source_place(before->label.source, before->label.span.start).line, NL_ARG(before->reason));
		return false;
	}
	nl_str where = r->line ? nl_arena_printf(&r->arena, "on line %u of", r->line) : NL_STR("about the whole of");
	diag = fail(r,
		nl_arena_printf(&r->arena, "there is no finding of '" NL_FMT "' " NL_FMT " '%s'", NL_ARG(r->rule),
			NL_ARG(where), r->path));
	add_places(r, diag);
	return false;
}

static bool find_finding(run *r)
{
	const nl_verdict *verdict = r->checked.verdict;
	for (uint32_t i = 0; i < verdict->finding_count && !r->finding; i++) {
		const nl_finding *finding = &verdict->findings[i];
		const nl_label *label = r->line ? place_on_line(finding, r->line) : NULL;
		if (!is_of_rule(r, finding) || (r->line ? !label : finding->sentence != NL_NONE)) continue;
		r->finding = finding;
		r->sentence = label ? sentence_at(r->checked.doc, label->span.start) : NL_NONE;
		r->fingerprint = nl_fingerprint(finding->ruleset, finding->rule, words_of(r->checked.doc, r->sentence));
	}
	return r->finding || tell_none(r);
}

/* ---- into the text ---------------------------------------------------------------------------------------------- */

/* One way to write the comment. */
typedef struct {
	uint32_t at; /* of the source's text */
	nl_str text;
} edit;

static nl_str comment_of(run *r, const char *verb)
{
	const char *begin, *end;
	nl_buf out = {0};
	char day[16];
	nl_directive_marks(r->checked.doc->format, &begin, &end);
	nl_buf_addf(&out, "%snormlint: %s " NL_FMT, begin, verb, NL_ARG(r->rule));
	if (r->options->until != NL_NO_DATE) {
		nl_date_text(r->options->until, day);
		nl_buf_addf(&out, " until %s", day);
	}
	nl_buf_addf(&out, ": " NL_FMT "%s", NL_ARG(r->reason), end);
	nl_str comment = nl_arena_str(&r->arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return comment;
}

static nl_str line_end_of(nl_str text)
{
	return nl_str_find(text, NL_STR("\r\n")) != SIZE_MAX ? NL_STR("\r\n") : NL_STR("\n");
}

/* Behind the last word of the line: two spaces at its end are a line break in Markdown. */
static edit at_line_end(run *r, nl_str comment)
{
	nl_str line = nl_source_line(r->checked.source, r->line);
	uint32_t start = nl_source_line_start(r->checked.source, r->line);
	while (line.len && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\t')) line.len--;
	return (edit){start + (uint32_t)line.len, nl_arena_printf(&r->arena, " " NL_FMT, NL_ARG(comment))};
}

/* On a line of its own before the block of the sentence, as far in as that; `apart`: with an empty line around it. */
static edit before_block(run *r, nl_str comment, bool apart)
{
	const nl_source *source = r->checked.source;
	nl_str end = line_end_of(nl_source_text(source));
	uint32_t start = nl_source_line_start(source, r->line);
	if (r->sentence != NL_NONE) {
		uint32_t block = r->checked.doc->sentences[r->sentence].block;
		nl_span span = nl_doc_origin(r->checked.doc, r->checked.doc->blocks[block].text);
		start = nl_source_line_start(source, nl_source_place(source, span.start).line);
	}
	uint32_t number = nl_source_place(source, start).line;
	nl_str line = nl_source_line(source, number), indent = line;
	indent.len = 0;
	while (indent.len < line.len && (line.ptr[indent.len] == ' ' || line.ptr[indent.len] == '\t')) indent.len++;
	bool blank_before = number == 1 || nl_str_trim(nl_source_line(source, number - 1)).len == 0;
	return (edit){start,
		nl_arena_printf(&r->arena, NL_FMT NL_FMT NL_FMT NL_FMT NL_FMT, NL_ARG(apart && !blank_before ? end : NL_STR("")),
			NL_ARG(indent), NL_ARG(comment), NL_ARG(end), NL_ARG(apart ? end : NL_STR("")))};
}

static edit at_the_end(run *r, nl_str comment)
{
	nl_str text = nl_source_text(r->checked.source), end = line_end_of(text);
	bool ended = text.len == 0 || nl_str_ends(text, NL_STR("\n"));
	return (edit){(uint32_t)text.len,
		nl_arena_printf(&r->arena, NL_FMT NL_FMT NL_FMT NL_FMT, NL_ARG(ended ? NL_STR("") : end), NL_ARG(end),
			NL_ARG(comment), NL_ARG(end))};
}

static bool stands_alone(const run *r)
{
	const nl_doc *doc = r->checked.doc;
	nl_block_kind kind = r->sentence == NL_NONE ? NL_BLOCK_LIST : doc->blocks[doc->sentences[r->sentence].block].kind;
	return kind == NL_BLOCK_PARAGRAPH || kind == NL_BLOCK_HEADING;
}

static uint32_t ways(run *r, edit out[3])
{
	if (!r->line) {
		out[0] = at_the_end(r, comment_of(r, "ignore-file"));
		return 1;
	}
	nl_str comment = comment_of(r, "ignore");
	switch (r->checked.doc->format) {
	case NL_FORMAT_LATEX: out[0] = at_line_end(r, comment); return 1;
	case NL_FORMAT_RST: out[0] = before_block(r, comment, true); return 1;
	case NL_FORMAT_ASCIIDOC:
		out[0] = before_block(r, comment, false);
		out[1] = before_block(r, comment, true);
		return 2;
	default:
		/* Above a paragraph it can be seen best; between items of a list it would tear the list apart. */
		out[stands_alone(r) ? 2 : 0] = at_line_end(r, comment);
		out[stands_alone(r) ? 0 : 1] = before_block(r, comment, false);
		out[stands_alone(r) ? 1 : 2] = before_block(r, comment, true);
		return 3;
	}
}

static uint32_t count_unsound(const nl_verdict *verdict)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < verdict->finding_count; i++)
		count += nl_str_eq(verdict->findings[i].ruleset, NL_STR("suppression"));
	return count;
}

static bool is_at(const run *r, const nl_checked *in, const nl_finding *finding, const nl_label *label)
{
	uint32_t sentence = label->whole ? NL_NONE : sentence_at(in->doc, label->span.start);
	return nl_fingerprint(finding->ruleset, finding->rule, words_of(in->doc, sentence)) == r->fingerprint;
}

/* Whether the finding is still told of the sentence. */
static bool is_still_there(const run *r, const nl_checked *in)
{
	for (uint32_t i = 0; i < in->verdict->finding_count; i++) {
		const nl_finding *finding = &in->verdict->findings[i];
		if (finding->suppression || !nl_str_eq(finding->diag.code, r->finding->diag.code)) continue;
		if (is_at(r, in, finding, &finding->diag.primary)) return true;
		for (uint32_t l = 0; l < finding->diag.related.len; l++)
			if (is_at(r, in, finding, &finding->diag.related.at[l])) return true;
	}
	return false;
}

static bool same_words(const nl_doc *a, const nl_doc *b, uint32_t sentence)
{
	const nl_token *x = nl_doc_tokens(a, sentence), *y = nl_doc_tokens(b, sentence);
	bool same = true;
	for (uint32_t i = 0; same && i < a->sentences[sentence].end - a->sentences[sentence].first; i++)
		same = nl_str_eq(nl_doc_text(a, (nl_span){x[i].start, x[i].start + x[i].len}),
			nl_doc_text(b, (nl_span){y[i].start, y[i].start + y[i].len}));
	return same;
}

/* The same words in the same sentences, led in by the same; white space beside a comment does not count. */
static bool same_text(const nl_doc *a, const nl_doc *b)
{
	bool same =
		a->block_count == b->block_count && a->sentence_count == b->sentence_count && a->token_count == b->token_count;
	for (uint32_t i = 0; same && i < a->sentence_count; i++)
		same = a->sentences[i].lead_in == b->sentences[i].lead_in && a->sentences[i].first == b->sentences[i].first &&
			a->sentences[i].end == b->sentences[i].end;
	for (uint32_t i = 0; same && i < a->block_count; i++)
		same = a->blocks[i].kind == b->blocks[i].kind && a->blocks[i].level == b->blocks[i].level;
	for (uint32_t i = 0; same && i < a->sentence_count; i++) same = same_words(a, b, i);
	return same;
}

static bool works(run *r, nl_str bytes)
{
	nl_sink ignored = {0};
	nl_checked after;
	bool fine = nl_check_text(&r->checker, nl_source_name(r->checked.source), bytes, &ignored, &after) &&
		same_text(after.doc, r->checked.doc) && count_unsound(after.verdict) == count_unsound(r->checked.verdict) &&
		!is_still_there(r, &after);
	nl_checked_release(&after);
	nl_sink_release(&ignored);
	return fine;
}

static bool write_file(run *r, const char *path, nl_buf *text)
{
	nl_output output;
	if (!nl_output_open(&output, path, &r->sink)) return false;
	nl_output_write(&output, text);
	return nl_output_close(&output, &r->sink);
}

/* False when no way works, or writing failed, which is told. */
static bool write_comment(run *r)
{
	edit edits[3];
	uint32_t count = ways(r, edits);
	nl_str before = {r->checked.file.ptr, r->checked.file.len};
	bool written = false;
	for (uint32_t i = 0; i < count && !written; i++) {
		size_t at = nl_source_place(r->checked.source, edits[i].at).offset;
		nl_buf text = {0};
		nl_buf_add(&text, nl_str_slice(before, 0, at));
		nl_buf_add(&text, edits[i].text);
		nl_buf_add(&text, nl_str_slice(before, at, before.len));
		if (works(r, nl_buf_str(&text))) {
			written = write_file(r, r->path, &text);
			if (written)
				nl_sink_add(&r->sink, NL_NOTE, (nl_str){0}, (nl_label){0},
					"'%s' was changed: a comment suppresses the finding", r->path);
			i = count;
		}
		nl_buf_release(&text);
	}
	return written;
}

/* ---- into the configuration ------------------------------------------------------------------------------------- */

static void add_quoted(nl_buf *out, nl_str text, bool pattern)
{
	nl_buf_add_byte(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (pattern && strchr("*?[{\\", c)) nl_buf_add_c(out, "\\\\");
		if (c == '"' || c == '\\') nl_buf_add_byte(out, '\\');
		if (c == '\n' || c == '\r' || c == '\t') c = ' ';
		bool again = c == ' ' && !pattern && out->ptr[out->len - 1] == ' ';
		if (!again) nl_buf_add_byte(out, c);
	}
	nl_buf_add_byte(out, '"');
}

static void add_setting(run *r, nl_str directory, nl_buf *out)
{
	char day[16];
	nl_str below = nl_path_below(nl_profile_path(&r->profiles, r->path), directory);
	bool in_top = nl_str_find(below, NL_STR("/")) == SIZE_MAX;
	nl_str pattern = nl_arena_printf(&r->arena, "%s" NL_FMT, in_top ? "/" : "", NL_ARG(below));
	nl_buf_add_byte(out, '\t');
	add_quoted(out, pattern, true);
	nl_buf_addf(out, " ignore " NL_FMT "\n", NL_ARG(r->rule));
	if (r->sentence != NL_NONE) {
		nl_buf_add_c(out, "\t\tsentence ");
		add_quoted(out, words_of(r->checked.doc, r->sentence), false);
		nl_buf_add_byte(out, '\n');
	}
	if (r->options->until != NL_NO_DATE) {
		nl_date_text(r->options->until, day);
		nl_buf_addf(out, "\t\tuntil %s\n", day);
	}
	nl_buf_add_c(out, "\t\tbecause ");
	add_quoted(out, r->reason, false);
	nl_buf_add_byte(out, '\n');
}

/* Before the brace that closes the last `config`, or as a `config` of its own behind all else. */
static void add_to_config(run *r, nl_str before, uint32_t closes, nl_str directory, nl_buf *out)
{
	size_t at = closes ? closes : before.len;
	nl_buf_add(out, nl_str_slice(before, 0, at));
	while (closes && out->len && (out->ptr[out->len - 1] == ' ' || out->ptr[out->len - 1] == '\t')) out->len--;
	if (out->len && out->ptr[out->len - 1] != '\n') nl_buf_add_byte(out, '\n');
	if (!closes) nl_buf_addf(out, "%sconfig {\n", before.len ? "\n" : "");
	add_setting(r, directory, out);
	if (!closes) nl_buf_add_c(out, "}\n");
	nl_buf_add(out, nl_str_slice(before, at, before.len));
}

static nl_str directory_of(nl_str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] != '/') path.len--;
	return path.len > 1 ? nl_str_slice(path, 0, path.len - 1) : path;
}

/* What was written must be a configuration again. */
static bool change_config(run *r, const char *path, nl_str directory)
{
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	nl_str before = {file.ptr, file.len};
	nl_rules *rules = nl_rules_new(NULL), *again = nl_rules_new(NULL);
	nl_settings settings = {0}, ignored;
	nl_buf text = {0};
	bool fine = file.ptr ? nl_rules_read_settings(rules, nl_str_of(path), before, &settings, &r->sink) : file.error == ENOENT;
	if (!file.ptr && !fine) nl_files_tell(&r->sink, path, file.error);
	if (fine) {
		bool bom = nl_str_starts(before, NL_STR("\xef\xbb\xbf"));
		add_to_config(r, before, settings.closes ? settings.closes + (bom ? 3 : 0) : 0, directory, &text);
		fine = nl_rules_read_settings(again, nl_str_of(path), nl_buf_str(&text), &ignored, &r->sink) &&
			write_file(r, path, &text);
	}
	if (fine)
		nl_sink_add(&r->sink, NL_NOTE, (nl_str){0}, (nl_label){0}, "'%s' was changed: it suppresses the finding", path);
	nl_tell(&r->sink, r->options); /* while the rules hold what it points to */
	nl_buf_release(&text);
	nl_rules_free(rules);
	nl_rules_free(again);
	nl_file_release(&file);
	return fine;
}

static bool write_config(run *r)
{
	nl_str rest;
	const nl_directory *directory = nl_directory_of(nl_configs_directories(r->profiles.configs), nl_str_of(r->path), &rest);
	const nl_config *config = r->profile->config;
	bool of_project = r->options->config || directory->configuration;
	if (config->path.len && of_project) return change_config(r, config->shown.ptr, directory_of(config->path));
	if (config->path.len || r->options->no_config) {
		nl_diag *diag = fail(r, nl_arena_printf(&r->arena, "there is no .normlint for '%s' to write it into", r->path));
		nl_diag_help(&r->sink, diag, "'normlint init' writes one");
		return false;
	}
	const nl_directory *here = nl_directory_at(nl_configs_directories(r->profiles.configs), NL_STR("."));
	return change_config(r, ".normlint", here->path);
}

/* ---- the run ---------------------------------------------------------------------------------------------------- */

static bool write_suppression(run *r)
{
	const char *begin, *end;
	const nl_checked *c = &r->checked;
	bool has_comments = nl_directive_marks(c->doc->format, &begin, &end) && nl_source_encoding(c->source) == NL_ENCODING_UTF8;
	uint32_t before = r->sink.errors;
	if (has_comments && write_comment(r)) return true;
	return r->sink.errors == before && write_config(r);
}

static int run_suppress(const nl_options *options)
{
	run r = {.options = options, .sentence = NL_NONE};
	nl_profiles_init(&r.profiles, options, options->no_builtin ? NL_LOAD_NO_BUILTIN : 0u);
	bool done = take_operands(&r) && check(&r) && find_finding(&r) && write_suppression(&r);
	nl_tell(&r.sink, options);
	nl_checked_release(&r.checked);
	if (r.profile) nl_checker_release(&r.checker);
	nl_profiles_release(&r.profiles);
	nl_arena_release(&r.arena);
	return done ? NL_EXIT_CLEAN : NL_EXIT_TROUBLE;
}

const nl_command nl_command_suppress = {
	.name = "suppress",
	.bit = NL_COMMAND_SUPPRESS,
	.operands = "FILE:LINE RULE REASON",
	.first = NL_VALUE_TEXT,
	.further = NL_VALUE_NAME,
	.summary = "accept a finding, with a reason",
	.about = "Writes the suppression of a finding: into a comment of a Markdown, HTML, reStructuredText, AsciiDoc or "
			 "LaTeX text,\n"
			 "else into the nearest .normlint. Without a line it is for a finding about the text as a whole.\n"
			 "Ends with 0, or with 2 when there is no such finding or nothing could be written.",
	.examples = "  normlint suppress draft.md:5 privacy \"covered by the Data Act\"\n"
				"  normlint suppress --until 2027-06-30 annex.docx:12 freedom-online/privacy \"under negotiation\"\n",
	.run = run_suppress,
};
