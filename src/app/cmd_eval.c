/* normlint eval: how well the rules find what people find in the same texts.
 *
 * The labels are read first, and anything wrong with them ends the run: figures of half the labels are no figures. Then
 * each text that has labels goes through the same pipeline as everywhere, adds its counts, and is forgotten. With two
 * label files the second stands where the evidence stands else. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/check.h"
#include "app/commands.h"
#include "run/files.h"
#include "run/load.h"
#include "app/output.h"
#include "app/profile.h"
#include "app/progress.h"
#include "app/terminal.h"
#include "base/limits.h"
#include "base/mem.h"
#include "diag/suggest.h"

enum { CODERS = 2, NAMES_SHOWN = 5 };

typedef struct {
	nl_file file;
	nl_arena arena; /* its text, when it was converted */
	nl_source *source;
	nl_coding *coding;
} label_file;

typedef struct {
	const nl_options *options;
	nl_profiles profiles;
	const nl_ir *ir;  /* the rules that hold for the first text, with their configuration */
	nl_map positions; /* those of the rules first, so that the numbers are the same; then what coders name besides */
	label_file labels[CODERS];
	uint32_t coders, language;
	nl_files files;
	bool *compared; /* by document of the first label file */
	nl_measure measure;
	nl_measure_options report;
	nl_measure_result result;
	nl_sink sink; /* what goes to standard error; shown and emptied after each text */
	nl_progress progress;
	nl_output output;
	nl_buf out;
	bool failed; /* a text could not be read, or is not the one that was coded */
} evaluation;

static nl_str file_name(nl_str path)
{
	size_t start = path.len;
	while (start > 0 && path.ptr[start - 1] != '/') start--;
	return nl_str_slice(path, start, path.len);
}

static bool between_coders(const evaluation *e)
{
	return e->coders == CODERS;
}

/* ---- before the first text ------------------------------------------------------------------------------------- */

static void refuse(evaluation *e, const char *message, const char *help)
{
	nl_diag *diag = nl_sink_add(&e->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "%s", message);
	nl_diag_help(&e->sink, diag, "%s", help);
}

/* The first operand is a label file, and so is the second when its name says so. */
static bool sort_operands(evaluation *e)
{
	const nl_options *o = e->options;
	bool is_tsv[CODERS + 1] = {0};
	for (uint32_t i = 0; i < o->operands.len && i <= CODERS; i++)
		is_tsv[i] = nl_str_ends(nl_str_of(o->operands.at[i]), NL_STR(".tsv"));
	e->coders = is_tsv[1] ? 2 : 1;
	if (o->operands.len == 0)
		refuse(e, "no labels to measure by", "name a label file, then texts: normlint eval labels.tsv drafts/");
	else if (o->operands.len == 1)
		refuse(e, "no text to measure", "name texts or directories behind the labels, or a second label file (.tsv)");
	else if (is_tsv[1] && is_tsv[2]) refuse(e, "more than two label files", "compare two coders at a time");
	nl_options_check_stdin(o, &e->sink);
	return e->sink.errors == 0;
}

static bool sort_options(evaluation *e)
{
	bool texts = e->options->operands.len > e->coders;
	if (e->options->misses.len && !e->options->eval_report->disagreement)
		refuse(e, "a CSV file has no room for places", "ask for --misses with the format text or json");
	else if (e->options->misses.len && !texts)
		refuse(e, "--misses shows places in their texts, and none is given", "name texts or directories behind the labels");
	return e->sink.errors == 0;
}

static bool read_labels(evaluation *e, const char *path, label_file *labels)
{
	labels->file = nl_file_read(path, NL_MAX_DOCUMENT);
	if (!labels->file.ptr) {
		nl_files_tell(&e->sink, path, labels->file.error);
		return false;
	}
	nl_str bytes = {labels->file.ptr, labels->file.len};
	labels->source = nl_doc_source(nl_str_of(path), bytes, &labels->arena, &e->sink);
	if (!labels->source) return false;
	labels->coding = nl_coding_read(labels->source, &e->positions, !between_coders(e), &e->sink);
	return labels->coding != NULL;
}

static void find_misses_position(evaluation *e)
{
	e->report.position = nl_map_get(&e->positions, e->options->misses);
	if (e->report.position != NL_NONE) return;
	nl_str *known = nl_alloc((e->positions.len + 1) * sizeof *known);
	for (uint32_t i = 0; i < e->positions.len; i++) known[i] = e->positions.entries[i].key;
	nl_tell_unknown(&e->sink, "position", e->options->misses, known, e->positions.len);
	free(known);
}

/* One yardstick for all texts, or the figures would mean nothing. */
static bool find_rules(evaluation *e)
{
	const nl_options *o = e->options;
	bool is_directory;
	if (o->config && o->no_config) refuse(e, "--config and --no-config are given together", "leave one of them out");
	const char *path = o->operands.len > e->coders ? o->operands.at[e->coders] : ".";
	uint32_t found = nl_profile_of_path(&e->profiles, path, &is_directory, &e->sink);
	if (found == NL_NONE || e->sink.errors) return false;
	e->ir = e->profiles.list.at[found]->ir;
	e->language = e->profiles.list.at[found]->language;
	return true;
}

/* Rules, labels and options; false when the run cannot go on. */
static bool prepare(evaluation *e)
{
	const nl_options *o = e->options;
	if (!sort_operands(e) || !sort_options(e)) return false;
	if (!find_rules(e)) return false;
	for (uint32_t i = 0; i < e->ir->position_count; i++) nl_map_intern(&e->positions, e->ir->positions[i].id);
	bool fine = true;
	for (uint32_t i = 0; i < e->coders; i++) fine = read_labels(e, o->operands.at[i], &e->labels[i]) && fine;
	e->report.position = NL_NONE;
	if (fine && o->misses.len) find_misses_position(e);
	return fine && e->sink.errors == 0;
}

/* ---- a text ---------------------------------------------------------------------------------------------------- */

/* The document that a path stands for, or NL_NONE after telling why it does not count. A text without labels is only
 * counted: a directory of them is no mistake. */
static uint32_t document_of(evaluation *e, const char *path)
{
	bool is_stdin = strcmp(path, "-") == 0;
	nl_str name = file_name(is_stdin ? e->options->stdin_name : nl_str_of(path));
	uint32_t document = nl_coding_document(e->labels[0].coding, name);
	bool coded = document != NL_NONE;
	if (between_coders(e) && nl_coding_document(e->labels[1].coding, name) == NL_NONE) document = NL_NONE;
	if (document == NL_NONE) e->result.unlabelled += !coded;
	if (document == NL_NONE || !e->compared[document]) return document;
	nl_sink_add(&e->sink, NL_WARNING, (nl_str){0}, (nl_label){0},
		"'%s' has the file name of a text that was compared before, and is left out", path);
	return NL_NONE;
}

/* The places of both readers; false after telling that labels do not fit the text. `match` is NULL where no text is. */
static bool gather(evaluation *e, uint32_t document, const nl_match *match, nl_measure_text *text, nl_arena *arena)
{
	const nl_coding *coding = e->labels[0].coding, *second = e->labels[1].coding;
	const nl_source *source = match ? match->doc->source : NULL;
	uint32_t positions = e->positions.len;
	text->coded = nl_coding_holdings(coding, document, source, positions, arena, &e->sink);
	if (between_coders(e)) {
		uint32_t same = nl_coding_document(second, coding->documents[document].name);
		text->found = nl_coding_holdings(second, same, source, positions, arena, &e->sink);
	} else text->found = nl_measure_evidence(match, positions, arena);
	if (match) {
		text->sentences = nl_measure_sentences(match->doc, arena);
		text->sentence_count = match->doc->sentence_count;
	}
	return text->coded && text->found;
}

static void show_disagreements(evaluation *e, nl_matcher *matcher, nl_match *match, const nl_measure_text *text)
{
	uint32_t position = e->report.position;
	bool in_rules = position < e->ir->position_count;
	nl_disagreements all;
	nl_disagreement_case of = {.matcher = matcher,
		.match = match,
		.position = e->positions.entries[position].key,
		.rule_position = in_rules ? position : NL_NONE,
		.coder = between_coders(e) ? e->report.coder : NL_STR("the coder"),
		.other = between_coders(e) ? e->report.other : (nl_str){0},
		.coded = text->coded[position],
		.found = text->found[position]};
	nl_disagreements_find(&all, &of);
	for (uint32_t i = 0; i < all.list.len; i++)
		e->options->eval_report->disagreement(&e->out, &e->report, &all.list.at[i], e->result.disagreements++);
	nl_disagreements_release(&all);
}

static void compare(evaluation *e, nl_checker *checker, const char *path, uint32_t document)
{
	nl_checked checked;
	nl_arena arena = {0};
	nl_measure_text text = {0};
	nl_file file = nl_check_read(path, &e->options->input);
	if (nl_check_file(checker, path, &file, e->options->stdin_name, &e->sink, &checked) &&
		gather(e, document, checked.match, &text, &arena)) {
		e->compared[document] = true;
		nl_measure_add(&e->measure, &text);
		if (e->report.position != NL_NONE) show_disagreements(e, checker->matcher, checked.match, &text);
	} else e->failed = true;
	if (e->out.len || e->sink.list.len) nl_progress_hide(&e->progress);
	nl_output_write(&e->output, &e->out);
	nl_tell(&e->sink, e->options);
	nl_checked_release(&checked);
	nl_arena_release(&arena);
}

/* What `check` looks for when no rule set is named, and what the coder looked for. */
static void look_for_labels(const evaluation *e, nl_checker *checker)
{
	nl_checker_pass_over(checker);
	const nl_coding *coding = e->labels[0].coding;
	for (uint32_t i = 0; i < coding->label_count; i++)
		nl_matcher_look_for(checker->matcher, coding->labels[i].position, true);
}

static void compare_texts(evaluation *e)
{
	nl_checker checker;
	nl_checker_init(&checker, e->ir, e->language, &e->options->input, NULL, 0);
	look_for_labels(e, &checker);
	e->progress = nl_progress_of(nl_terminal_progress(e->options), e->files.paths.len, nl_seconds());
	for (uint32_t i = 0; i < e->files.paths.len && e->output.error == 0; i++) {
		uint32_t document = document_of(e, e->files.paths.at[i]);
		if (document != NL_NONE) compare(e, &checker, e->files.paths.at[i], document);
		nl_progress_show(&e->progress, i + 1, nl_seconds());
	}
	nl_progress_hide(&e->progress);
	nl_checker_release(&checker);
}

/* Two coders without the texts: their labels alone. */
static void compare_labels(evaluation *e)
{
	const nl_coding *coding = e->labels[0].coding;
	for (uint32_t i = 0; i < coding->document_count; i++) {
		if (nl_coding_document(e->labels[1].coding, coding->documents[i].name) == NL_NONE) continue;
		nl_arena arena = {0};
		nl_measure_text text = {0};
		if (gather(e, i, NULL, &text, &arena)) nl_measure_add(&e->measure, &text);
		e->compared[i] = true;
		nl_arena_release(&arena);
	}
}

/* ---- what was left out ----------------------------------------------------------------------------------------- */

typedef NL_VEC(nl_str) names;

/* Documents of either coder that were not compared. */
static void gather_left_out(const evaluation *e, names *left_out)
{
	const nl_coding *first = e->labels[0].coding, *second = e->labels[1].coding;
	for (uint32_t i = 0; i < first->document_count; i++)
		if (!e->compared[i]) *nl_vec_push(left_out) = first->documents[i].name;
	for (uint32_t i = 0; second && i < second->document_count; i++)
		if (nl_coding_document(first, second->documents[i].name) == NL_NONE)
			*nl_vec_push(left_out) = second->documents[i].name;
}

static void tell_left_out(evaluation *e, const names *left_out)
{
	nl_buf list = {0};
	for (uint32_t i = 0; i < left_out->len && i < NAMES_SHOWN; i++)
		nl_buf_addf(&list, "%s" NL_FMT, i ? ", " : "", NL_ARG(left_out->at[i]));
	if (left_out->len > NAMES_SHOWN) nl_buf_addf(&list, " and %u more", left_out->len - NAMES_SHOWN);
	const char *why = between_coders(e) ? "not read by both coders, or not given" : "not given, or could not be compared";
	if (left_out->len)
		nl_sink_add(&e->sink, NL_WARNING, (nl_str){0}, (nl_label){0}, "%u document%s with labels left out (%s): " NL_FMT,
			left_out->len, left_out->len == 1 ? "" : "s", why, NL_ARG(nl_buf_str(&list)));
	nl_buf_release(&list);
}

/* ---- the run --------------------------------------------------------------------------------------------------- */

static bool meets_min_f1(evaluation *e)
{
	double f1 = nl_tally_f1(&e->measure.total.sentences), wanted = e->options->min_f1;
	if (wanted <= 0 || f1 >= wanted) return true;
	if (isnan(f1))
		nl_sink_add(&e->sink, NL_ERROR, (nl_str){0}, (nl_label){0},
			"there is no F1 to hold against --min-f1: nothing is labelled, and nothing was found");
	else
		nl_sink_add(&e->sink, NL_ERROR, (nl_str){0}, (nl_label){0},
			"F1 by sentence, of all positions together, is %.3f, below the %g asked for", f1, wanted);
	return false;
}

/* Everything that is compared, and the report; the exit status. */
static int evaluate(evaluation *e)
{
	const nl_measure_report *report = e->options->eval_report;
	report->begin(&e->out, &e->report);
	if (e->options->operands.len > e->coders) compare_texts(e);
	else compare_labels(e);
	nl_measure_finish(&e->measure);
	names left_out = {0};
	gather_left_out(e, &left_out);
	tell_left_out(e, &left_out);
	e->result.measure = &e->measure;
	e->result.left_out = left_out.at;
	e->result.left_out_count = left_out.len;
	report->end(&e->out, &e->report, &e->result);
	nl_vec_release(&left_out);
	if (e->measure.documents == 0) {
		refuse(e, "nothing was compared",
			"documents are known by their file names; the first column of a label file has them");
		e->failed = true;
	}
	if (e->failed) return NL_EXIT_TROUBLE;
	return meets_min_f1(e) ? NL_EXIT_CLEAN : NL_EXIT_FINDINGS;
}

static int run_prepared(evaluation *e)
{
	const nl_options *o = e->options;
	for (uint32_t i = e->coders; i < o->operands.len; i++)
		nl_files_add(&e->files, o->operands.at[i], nl_format_known_name, "texts", &e->sink);
	e->failed = e->files.failed > 0;
	e->compared = nl_alloc(e->labels[0].coding->document_count + 1);
	e->report.style = nl_terminal_style(o->colour, o->output_file ? -1 : STDOUT_FILENO);
	e->report.quiet = o->quiet;
	e->report.coder = file_name(nl_source_name(e->labels[0].source));
	e->report.other = between_coders(e) ? file_name(nl_source_name(e->labels[1].source)) : NL_STR("normlint");
	if (!nl_output_open(&e->output, o->output_file, &e->sink)) return NL_EXIT_TROUBLE;
	nl_tell(&e->sink, o);
	nl_measure_init(&e->measure, &e->positions);
	int status = evaluate(e);
	nl_output_write(&e->output, &e->out);
	return nl_output_close(&e->output, &e->sink) ? status : NL_EXIT_TROUBLE;
}

static void release_labels(label_file *labels)
{
	nl_coding_free(labels->coding);
	nl_source_free(labels->source);
	nl_arena_release(&labels->arena);
	nl_file_release(&labels->file);
}

static int run_eval(const nl_options *options)
{
	evaluation e = {.options = options};
	nl_profiles_init(&e.profiles, options, options->no_builtin ? NL_LOAD_NO_BUILTIN : 0u);
	int status = prepare(&e) ? run_prepared(&e) : NL_EXIT_TROUBLE;
	nl_tell(&e.sink, options);
	nl_measure_release(&e.measure);
	free(e.compared);
	for (uint32_t i = 0; i < CODERS; i++) release_labels(&e.labels[i]);
	nl_map_release(&e.positions);
	nl_profiles_release(&e.profiles);
	nl_files_release(&e.files);
	nl_buf_release(&e.out);
	return status;
}

const nl_command nl_command_eval = {
	.name = "eval",
	.bit = NL_COMMAND_EVAL,
	.operands = "LABELS PATH...",
	.first = NL_VALUE_LABELS,
	.further = NL_VALUE_TEXT,
	.summary = "measure rules against what coders labelled",
	.about = "Holds what the rules find in texts against the labels of a coder, and prints for each position "
			 "precision, recall and\n"
			 "F1, how often the stance is the coder's, and Krippendorff's alpha.\n"
			 "LABELS has a line a label, divided by tabs: document (a file name), first byte, byte past the last, "
			 "position,\n"
			 "stance; with position - for a document that holds none. Texts without labels are left out.\n"
			 "With two label files (their names end in .tsv) it measures how far the two coders agree; alpha then "
			 "takes the texts.\n"
			 "The rules are those that the configuration brings for the first PATH.\n"
			 "Ends with 1 when F1 is below --min-f1, with 2 when something could not be compared.",
	.examples = "  normlint eval labels.tsv texts/                       how good are the built-in rules\n"
				"  normlint eval --rules our.norm labels.tsv texts/      and with ours\n"
				"  normlint eval --misses privacy labels.tsv texts/      what to mend: each place missed or false\n"
				"  normlint eval anna.tsv ben.tsv texts/                 how far two coders agree: the yardstick\n"
				"  normlint eval -f csv -o figures.csv labels.tsv texts/\n",
	.run = run_eval,
};
