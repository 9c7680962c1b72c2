#include "engine.h"

#include <stdio.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "base/mem.h"
#include "doc/input.h"
#include "lang/rules.h"
#include "lang/settings.h"
#include "report/report.h"

struct test_engine {
	nl_rules *rules;
	const nl_ir *ir;
	nl_matcher *matcher;
	uint32_t *rulesets; /* all of them */
	nl_report_ruleset *reported;
	nl_str *positions;
};

static void must(bool holds, const char *what)
{
	if (holds) return;
	fprintf(stderr, "broken: %s\n", what);
	abort();
}

static void draw(nl_sink *sink)
{
	nl_buf out = {0};
	nl_draw_sink(&out, sink, (nl_draw_style){.colour = true, .width = 60, .show_source = true});
	nl_buf_release(&out);
}

static void report(const test_engine *engine, const nl_verdict *verdict);

test_engine *engine_new(void)
{
	test_engine *made = nl_alloc(sizeof *made);
	nl_sink sink = {0};
	made->rules = nl_rules_new(nl_builtin_files);
	for (const nl_builtin_file *file = nl_builtin_files; file->name; file++)
		nl_rules_add_builtin(made->rules, file->name, &sink);
	must(nl_rules_compile(made->rules, false, &sink), "the built-in rules compile");
	nl_sink_release(&sink);

	made->ir = nl_rules_ir(made->rules);
	uint32_t language = nl_ir_language_of(made->ir, NL_STR("english"));
	must(language != NL_NONE, "there is an English language pack");
	made->matcher = nl_matcher_new(made->ir, language);
	made->rulesets = nl_alloc(sizeof *made->rulesets * (made->ir->ruleset_count + 1));
	for (uint32_t i = 0; i < made->ir->ruleset_count; i++) made->rulesets[i] = i;
	made->reported = nl_alloc(sizeof *made->reported * (made->ir->ruleset_count + 1));
	for (uint32_t i = 0; i < made->ir->ruleset_count; i++)
		made->reported[i] = (nl_report_ruleset){made->ir, &made->ir->rulesets[i]};
	made->positions = nl_alloc(sizeof *made->positions * (made->ir->position_count + 1));
	for (uint32_t i = 0; i < made->ir->position_count; i++) made->positions[i] = made->ir->positions[i].id;
	report(made, NULL);
	return made;
}

void engine_free(test_engine *engine)
{
	nl_matcher_free(engine->matcher);
	nl_rules_free(engine->rules);
	free(engine->rulesets);
	free(engine->reported);
	free(engine->positions);
	free(engine);
}

/* ---- what must hold ------------------------------------------------------------------------------------------ */

static void check_doc(const nl_doc *doc)
{
	uint32_t text_end = (uint32_t)nl_source_text(doc->source).len, token = 0;
	for (uint32_t i = 0; i < doc->sentence_count; i++) {
		const nl_sentence *sentence = &doc->sentences[i];
		must(sentence->first == token && sentence->end >= token, "every token is in one sentence, in order");
		must(sentence->lead_in == NL_NONE || sentence->lead_in < i, "a lead-in stands before what it governs");
		must(sentence->block < doc->block_count, "a sentence is in a block");
		token = sentence->end;
	}
	must(token == doc->token_count, "the last token is in a sentence");
	uint32_t end = 0;
	for (uint32_t i = 0; i < doc->token_count; i++) {
		nl_token word = nl_doc_token(doc, i);
		must(word.start >= end && word.len > 0, "tokens do not overlap");
		end = word.start + word.len;
		nl_span origin = nl_doc_origin(doc, (nl_span){word.start, end});
		must(origin.start < origin.end && origin.end <= text_end, "a token has its place in the source");
	}
	must(end <= doc->text_len, "tokens lie in the text");
}

static void check_match(const nl_match *match)
{
	for (uint32_t i = 0; i < match->ir->position_count; i++) {
		const nl_position_match *found = &match->positions[i];
		must((found->stance == NL_ABSENT) == (found->count == 0), "a position without evidence is absent");
		for (uint32_t j = 0; j < found->count; j++) {
			nl_range range = found->evidence[j].range;
			must(range.first <= range.last && range.last < match->doc->token_count, "evidence lies in the text");
			must(found->evidence[j].stance <= found->stance, "a document's stance is the strongest");
		}
	}
}

static void check_verdict(const nl_verdict *verdict)
{
	for (uint32_t i = 0; i < verdict->score_count; i++) {
		double score = verdict->scores[i].score;
		must(score >= 0 && score <= 100, "a score is between 0 and 100");
	}
	for (uint32_t i = 0; i < verdict->axis_count; i++) {
		const nl_axis_place *axis = &verdict->axes[i];
		must(axis->low <= axis->value && axis->value <= axis->high, "a value lies in its interval");
	}
}

/* What counts is counted; what does not has its reason; every finding lies in the text. */
static void check_findings(const nl_verdict *verdict)
{
	uint32_t counted = 0, in_sets = 0, length = (uint32_t)nl_source_text(verdict->match->doc->source).len;
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		bool of_text =
			nl_str_eq(finding->ruleset, NL_STR("contradiction")) || nl_str_eq(finding->ruleset, NL_STR("suppression"));
		must(finding->span.start <= finding->span.end && finding->span.end <= length, "a finding lies in the text");
		must(!finding->suppression || finding->suppression->reason.len > 0, "what is suppressed has a reason");
		counted += !finding->suppression && !of_text;
		for (uint32_t p = 1; p < finding->place_count; p++)
			must(finding->places[p - 1] < finding->places[p], "places are in order, each once");
	}
	for (uint32_t i = 0; i < verdict->score_count; i++)
		in_sets += verdict->scores[i].errors + verdict->scores[i].warnings + verdict->scores[i].notes;
	must(counted == in_sets, "what counts is counted");
}

/* ---- running ------------------------------------------------------------------------------------------------- */

static nl_report_options report_options(const test_engine *engine)
{
	return (nl_report_options){.style = {.width = 80, .show_source = true},
		.min_severity = NL_NOTE,
		.verbose = true,
		.directory = NL_STR("/"),
		.rulesets = engine->reported,
		.ruleset_count = engine->ir->ruleset_count,
		.positions = engine->positions,
		.position_count = engine->ir->position_count};
}

/* All that a report writes of a run; without a verdict, of one that has no text. */
static void write_report(const test_engine *engine, const nl_report *format, const nl_verdict *verdict)
{
	nl_report_options options = report_options(engine);
	nl_totals totals = {.documents = verdict != NULL};
	nl_buf out = {0};
	options.texts = totals.documents;
	if (format->open) options.state = format->open();
	format->begin(&out, &options);
	if (verdict) format->document(&out, &options, verdict);
	if (format->overview) format->overview(&out, &options, &totals);
	format->end(&out, &options, &totals);
	if (format->close) format->close(options.state);
	nl_buf_release(&out);
}

static void report(const test_engine *engine, const nl_verdict *verdict)
{
	for (uint32_t i = 0; nl_report_at(i); i++) write_report(engine, nl_report_at(i), verdict);
}

static void judge(test_engine *engine, nl_match *match)
{
	static const uint64_t known[] = {0, 1, UINT64_MAX};
	bool met[3];
	const nl_judge_plan plan = {.rulesets = engine->rulesets,
		.ruleset_count = engine->ir->ruleset_count,
		.comments = true,
		.with_places = true,
		.known = known,
		.met = met,
		.known_count = 3};
	nl_verdict *verdict = nl_judge_by(engine->matcher, match, &plan);
	check_verdict(verdict);
	check_findings(verdict);
	report(engine, verdict);
	nl_verdict_free(verdict);
}

/* How far a draft goes. */
typedef enum { READ, MATCHED, JUDGED } stage;

static void match_doc(test_engine *engine, const nl_doc *doc, bool judged, nl_sink *sink)
{
	nl_match *match = nl_matcher_run(engine->matcher, doc, sink);
	check_match(match);
	if (judged) judge(engine, match);
	nl_match_free(match);
}

static void read_as(test_engine *engine, const nl_source *source, nl_format format, stage last)
{
	nl_sink sink = {0};
	const nl_language *language = &engine->ir->languages[nl_ir_language_of(engine->ir, NL_STR("english"))].text;
	nl_doc_listener listener = nl_matcher_listener(engine->matcher);
	nl_doc *doc = nl_doc_open(source, format, language, nl_matcher_lexicon(engine->matcher), &listener, &sink);
	must(doc || sink.errors > 0, "a document that cannot be opened has an error");
	if (doc) {
		check_doc(doc);
		if (last != READ) match_doc(engine, doc, last == JUDGED, &sink);
		nl_doc_free(doc);
	}
	draw(&sink);
	nl_sink_release(&sink);
}

/* In `format`; in the two that any text may be in for NL_FORMAT_AUTO. */
static void read_text(test_engine *engine, nl_format format, nl_str bytes, stage last)
{
	nl_arena arena = {0};
	nl_sink sink = {0};
	nl_source *source = nl_doc_source(NL_STR("draft"), bytes, &arena, &sink);
	must(source || sink.errors > 0, "a source that cannot be opened has an error");
	draw(&sink);
	nl_sink_release(&sink);
	if (source && format == NL_FORMAT_AUTO) {
		read_as(engine, source, NL_FORMAT_TEXT, last);
		read_as(engine, source, NL_FORMAT_MARKDOWN, last);
	} else if (source) {
		read_as(engine, source, format, last);
	}
	nl_source_free(source);
	nl_arena_release(&arena);
}

void engine_match(test_engine *engine, nl_str bytes)
{
	read_text(engine, NL_FORMAT_AUTO, bytes, MATCHED);
}

void engine_check(test_engine *engine, nl_str bytes)
{
	read_text(engine, NL_FORMAT_AUTO, bytes, JUDGED);
}

void engine_read_as(test_engine *engine, nl_format format, nl_str bytes)
{
	read_text(engine, format, bytes, READ);
}

void engine_match_as(test_engine *engine, nl_format format, nl_str bytes)
{
	read_text(engine, format, bytes, MATCHED);
}

void engine_check_as(test_engine *engine, nl_format format, nl_str bytes)
{
	read_text(engine, format, bytes, JUDGED);
}

static engine_reading read_input(test_engine *engine, nl_str name, nl_str bytes, const nl_input_options *options,
	bool judged, nl_buf *text)
{
	nl_sink sink = {0};
	nl_input input;
	engine_reading got = {.opened = nl_input_open(&input, name, bytes, options, &sink)};
	must(got.opened == (sink.errors == 0), "a file is refused exactly when it has an error");
	if (got.opened) {
		const nl_language *language = &engine->ir->languages[nl_ir_language_of(engine->ir, NL_STR("english"))].text;
		nl_doc_listener listener = nl_matcher_listener(engine->matcher);
		nl_doc *doc = nl_input_doc(&input, language, nl_matcher_lexicon(engine->matcher), &listener, &sink);
		must(doc || sink.errors > 0, "a document that cannot be opened has an error");
		got.opened = doc != NULL;
		if (doc) {
			check_doc(doc);
			match_doc(engine, doc, judged, &sink);
			if (text) nl_buf_add(text, nl_doc_text(doc, (nl_span){0, doc->text_len}));
			nl_doc_free(doc);
		}
	}
	got.told = sink.list.len;
	draw(&sink);
	nl_sink_release(&sink);
	nl_input_release(&input);
	return got;
}

engine_reading engine_open(test_engine *engine, nl_str name, nl_str bytes, bool judged, nl_buf *text)
{
	const nl_input_options options = {0};
	return read_input(engine, name, bytes, &options, judged, text);
}

void engine_read(test_engine *engine, nl_str bytes, nl_format format)
{
	const nl_input_options accepted = {.format = format}, original = {.format = format, .changes = NL_CHANGES_ORIGINAL};
	read_input(engine, NL_STR("draft"), bytes, &accepted, false, NULL);
	read_input(engine, NL_STR("draft"), bytes, &original, false, NULL);
}

/* ---- comments -------------------------------------------------------------------------------------------------- */

/* A file, or what became of it. */
typedef struct {
	nl_buf bytes;
	nl_input input;
	nl_sink sink;
	bool fine;
} paper;

static void paper_open(paper *p, const nl_input_options *options)
{
	p->fine = nl_input_open(&p->input, NL_STR("paper"), nl_buf_str(&p->bytes), options, &p->sink);
	must(p->fine == (p->sink.errors == 0), "a file is refused exactly when it has an error");
}

static void paper_release(paper *p)
{
	nl_input_release(&p->input);
	nl_sink_release(&p->sink);
	nl_buf_release(&p->bytes);
}

static uint32_t at_character(nl_str text, size_t at)
{
	while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at++;
	return (uint32_t)at;
}

/* `out` becomes `in` with its comments gone. */
static void take_out(const nl_annotator *annotator, paper *in, const nl_input_options *options, paper *out)
{
	uint32_t removed;
	const nl_input_file file = {NL_STR("paper"), nl_buf_str(&in->bytes), options, &in->sink};
	must(nl_annotate_remove(annotator, &file, &out->bytes, &removed) || in->sink.errors, "what cannot be is told");
	if (in->sink.errors == 0) paper_open(out, options);
}

/* `out` becomes `in` with comments. */
static void put_in(const nl_annotator *annotator, paper *in, const nl_input_options *options, paper *out)
{
	enum { COUNT = 9 };
	static const nl_str line = {"A comment", 9};
	nl_remark remarks[COUNT];
	nl_span spans[COUNT];
	nl_str text = nl_source_text(in->input.source);
	for (uint32_t i = 0; i < COUNT; i++) {
		spans[i].start = at_character(text, text.len * i / COUNT);
		spans[i].end = at_character(text, (size_t)spans[i].start + (text.len - spans[i].start) / (i + 2));
		remarks[i] = (nl_remark){.span = spans[i], .parts = &spans[i], .part_count = 1, .text = &line, .line_count = 1};
	}
	const nl_input_file file = {NL_STR("paper"), nl_buf_str(&in->bytes), options, &in->sink};
	const nl_annotation annotation = {&file, &in->input, remarks, COUNT, 0};
	must(nl_annotate_write(annotator, &annotation, &out->bytes) || in->sink.errors, "what cannot be is told");
	if (in->sink.errors == 0) paper_open(out, options);
}

void engine_annotate(nl_str bytes, nl_format format)
{
	const nl_input_options options = {.format = format};
	const nl_annotator *annotator = nl_annotator_find(format);
	paper papers[5] = {0}; /* as it is; without comments; with them; without; with */
	nl_buf_add(&papers[0].bytes, bytes);
	papers[0].fine = true;
	for (uint32_t i = 0; i < 4 && papers[i].fine; i++)
		(i % 2 ? put_in : take_out)(annotator, &papers[i], &options, &papers[i + 1]);
	/* That a second run makes the same bytes is asked of whole files, by tests/unit/test_annotate.c. In a damaged one the part of comments
	 * may be named in one place and not in another: the first run then leaves what is there, and a later one what the first wrote. */
	for (uint32_t i = 0; i < 5; i++) paper_release(&papers[i]);
}

/* A file that parses can be laid out, and then stays as it is. */
static void check_layout(nl_str bytes)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(NULL);
	nl_buf once = {0}, twice = {0};
	must(nl_rules_format(rules, NL_STR("rules.norm"), bytes, &once, &sink), "a file that parses is formatted");
	must(nl_rules_format(rules, NL_STR("rules.norm"), nl_buf_str(&once), &twice, &sink), "and formatted again");
	must(nl_str_eq(nl_buf_str(&once), nl_buf_str(&twice)), "what is formatted stays as it is");
	nl_buf_release(&once);
	nl_buf_release(&twice);
	nl_sink_release(&sink);
	nl_rules_free(rules);
}

static void read_settings(nl_str bytes)
{
	nl_sink sink = {0};
	nl_settings settings;
	nl_rules *rules = nl_rules_new(NULL);
	bool read = nl_rules_read_settings(rules, NL_STR(".normlint"), bytes, &settings, &sink);
	must(read == (sink.errors == 0), "a configuration is refused exactly when it has an error");
	for (uint32_t i = 0; read && i < settings.count; i++)
		must(settings.list[i].kind != NL_SETTING_IGNORE || settings.list[i].reason.len > 0, "an 'ignore' has its reason");
	draw(&sink);
	nl_sink_release(&sink);
	nl_rules_free(rules);
}

void engine_parse(nl_str bytes)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(nl_builtin_files);
	bool parsed = nl_rules_add_text(rules, NL_STR("rules.norm"), bytes, &sink);
	must(parsed == (sink.errors == 0), "a file is refused exactly when it has an error");
	if (parsed) check_layout(bytes);
	draw(&sink);
	nl_sink_release(&sink);
	nl_rules_free(rules);
	read_settings(bytes);
}

void engine_compile(nl_str bytes)
{
	nl_sink sink = {0};
	nl_rules *rules = nl_rules_new(nl_builtin_files);
	for (const nl_builtin_file *file = nl_builtin_files; file->name; file++) {
		if (nl_str_starts(nl_str_of(file->name), NL_STR("lang/"))) nl_rules_add_builtin(rules, file->name, &sink);
	}
	must(sink.errors == 0, "the language packs parse");
	nl_rules_next_layer(rules);
	bool parsed = nl_rules_add_text(rules, NL_STR("rules.norm"), bytes, &sink);
	must(parsed == (sink.errors == 0), "a file is refused exactly when it has an error");
	bool compiled = nl_rules_compile(rules, true, &sink);
	must(compiled || sink.errors > 0, "rules are refused with an error");
	must(compiled == (nl_rules_ir(rules) != NULL), "rules have an IR exactly when they compiled");
	draw(&sink);
	nl_sink_release(&sink);
	nl_rules_free(rules);
}
