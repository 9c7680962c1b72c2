/* HTML: one page for people who look at texts and at what they stand for. What is told of all texts comes first, so what is
 * written of each waits until the last is done (nl_report.overview); in memory stays a row for each. */
#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "judge/wording.h"
#include "report/html_report.h"
#include "report/path.h"

enum { TITLE_COLUMNS = 110 };

/* What documents leave behind; the lock is for all of it. */
typedef struct {
	pthread_mutex_t lock;
	nl_map positions; /* of the run, by name */
	nl_arena arena;
	NL_VEC(const nl_page_row *) rows;
	nl_page_definition *definitions;
} html_state;

static void *html_open(void)
{
	html_state *state = nl_alloc(sizeof *state);
	pthread_mutex_init(&state->lock, NULL);
	return state;
}

static void html_close(void *context)
{
	html_state *state = context;
	pthread_mutex_destroy(&state->lock);
	nl_map_release(&state->positions);
	nl_arena_release(&state->arena);
	nl_vec_release(&state->rows);
	free(state);
}

static void html_begin(nl_buf *out, const nl_report_options *options)
{
	html_state *state = options->state;
	(void)out;
	for (uint32_t i = 0; i < options->position_count; i++) nl_map_intern(&state->positions, options->positions[i]);
	state->definitions = nl_arena_array(&state->arena, nl_page_definition, options->position_count + 1);
}

/* ---- a text ------------------------------------------------------------------------------------------------------ */

static int by_place(const void *a, const void *b)
{
	const nl_page_evidence *x = a, *y = b;
	if (x->text.start != y->text.start) return x->text.start < y->text.start ? -1 : 1;
	if (x->text.end != y->text.end) return x->text.end > y->text.end ? -1 : 1;
	return x->position < y->position ? -1 : x->position > y->position;
}

static void number_evidence(nl_page_text *text)
{
	const nl_match *match = text->verdict->match;
	uint32_t count = 0;
	for (uint32_t i = 0; i < match->ir->position_count; i++) count += match->positions[i].count;
	nl_page_evidence *all = nl_arena_array(&text->arena, nl_page_evidence, count + 1);
	for (uint32_t i = 0; i < match->ir->position_count; i++) {
		const nl_position_match *found = &match->positions[i];
		for (uint32_t e = 0; e < found->count && text->positions[i] != NL_NONE; e++) {
			nl_range range = found->evidence[e].range;
			nl_span span = nl_doc_range(match->doc, range.first, range.last);
			all[text->evidence_count++] =
				(nl_page_evidence){&found->evidence[e], text->positions[i], span, nl_doc_origin(match->doc, span)};
		}
	}
	qsort(all, text->evidence_count, sizeof *all, by_place);
	text->evidence = all;
}

static nl_page_text text_of(const html_state *state, const nl_report_options *options, const nl_verdict *verdict)
{
	nl_page_text text = {.options = options, .verdict = verdict, .number = options->number + 1, .full = options->texts <= NL_PAGE_FEW};
	const nl_ir *ir = verdict->match->ir;
	uint32_t *positions = nl_arena_array(&text.arena, uint32_t, ir->position_count + 1);
	for (uint32_t i = 0; i < ir->position_count; i++) {
		bool asked = !verdict->match->positions[i].passed_over;
		positions[i] = asked ? nl_map_get(&state->positions, ir->positions[i].id) : NL_NONE;
	}
	text.positions = positions;
	text.nearest = nl_arena_array(&text.arena, bool, verdict->match->doc->sentence_count + 1);
	number_evidence(&text);
	return text;
}

uint32_t nl_page_number_of(const nl_page_text *text, nl_span source)
{
	for (uint32_t i = 0; i < text->evidence_count; i++) {
		nl_span span = text->evidence[i].source;
		if (span.start == source.start && span.end == source.end) return i + 1;
	}
	return 0;
}

void nl_page_put_place(nl_buf *out, const nl_doc *doc, uint32_t source_offset)
{
	nl_place place = nl_source_place(doc->source, source_offset);
	bool lines = nl_source_encoding(doc->source) != NL_ENCODING_RENDITION;
	if (place.page) nl_buf_addf(out, "page %u", place.page);
	else nl_buf_addf(out, "%s %u", lines ? "line" : "paragraph", place.line);
}

void nl_page_put_ruleset(nl_buf *out, const nl_ruleset *set)
{
	if (set->title.len) nl_page_put(out, set->title);
	else nl_page_put_label(out, set->id);
}

/* ---- a row ------------------------------------------------------------------------------------------------------- */

/* The first heading, if there is one, before anything else that is long. */
static nl_str title_of(const nl_doc *doc, nl_str path, nl_arena *arena)
{
	for (uint32_t i = 0; i < doc->block_count && i < 5; i++) {
		const nl_block *block = &doc->blocks[i];
		nl_str words = nl_doc_block_text(doc, i);
		if (block->kind == NL_BLOCK_HEADING && words.len > 2)
			return nl_wording_cut(nl_wording_fold(words, arena), TITLE_COLUMNS, arena);
	}
	size_t start = path.len;
	while (start && path.ptr[start - 1] != '/') start--;
	return nl_arena_str(arena, nl_str_slice(path, start, path.len));
}

static double *scores_of(const nl_report_options *options, const nl_verdict *verdict, nl_arena *arena)
{
	double *scores = nl_arena_array(arena, double, options->ruleset_count + 1);
	for (uint32_t r = 0; r < options->ruleset_count; r++) {
		scores[r] = -1;
		for (uint32_t s = 0; s < verdict->score_count; s++)
			if (nl_str_eq(verdict->scores[s].ruleset->id, options->rulesets[r].ruleset->id))
				scores[r] = verdict->scores[s].score;
	}
	return scores;
}

static const nl_page_said *said_of(const nl_page_text *text, nl_arena *arena)
{
	const nl_match *match = text->verdict->match;
	nl_page_said *said = nl_arena_array(arena, nl_page_said, text->options->position_count + 1);
	for (uint32_t i = 0; i < match->ir->position_count; i++) {
		const nl_position_match *found = &match->positions[i];
		if (text->positions[i] == NL_NONE) continue;
		said[text->positions[i]] =
			(nl_page_said){.stance = (uint8_t)found->stance, .strength = (uint8_t)found->strength, .count = found->count};
	}
	for (uint32_t i = text->evidence_count; i-- > 0;) {
		nl_page_said *of = &said[text->evidence[i].position];
		const nl_evidence *e = text->evidence[i].evidence;
		if (e->stance == of->stance && e->strength == of->strength) of->first = i + 1;
	}
	return said;
}

static void put_nearest(nl_buf *out, const nl_report_options *options, const double *scores)
{
	uint32_t high = NL_NONE, low = NL_NONE;
	for (uint32_t r = 0; r < options->ruleset_count; r++) {
		if (scores[r] < 0) continue;
		if (high == NL_NONE || scores[r] > scores[high]) high = r;
		if (low == NL_NONE || scores[r] < scores[low]) low = r;
	}
	if (high == NL_NONE) return;
	nl_buf_add_c(out, high == low ? " It scores " : " It is nearest to <b>");
	if (high == low) nl_buf_addf(out, "%.0f of 100 on <b>", scores[high]);
	nl_page_put_ruleset(out, options->rulesets[high].ruleset);
	nl_buf_add_c(out, "</b>");
	if (high != low) {
		nl_buf_addf(out, " (%.0f of 100) and farthest from <b>", scores[high]);
		nl_page_put_ruleset(out, options->rulesets[low].ruleset);
		nl_buf_addf(out, "</b> (%.0f)", scores[low]);
	}
	nl_buf_add_byte(out, '.');
}

static nl_str sentence_of(const nl_page_text *text, const nl_page_row *row, nl_arena *arena)
{
	nl_buf out = {0};
	uint32_t taken = 0, asked = 0;
	for (uint32_t i = 0; i < text->verdict->match->ir->position_count; i++) asked += text->positions[i] != NL_NONE;
	for (uint32_t i = 0; i < text->options->position_count; i++)
		taken += row->said[i].stance == NL_AFFIRMED || row->said[i].stance == NL_HEDGED;
	if (taken) nl_buf_addf(&out, "Says %u of the %u positions that are looked for.", taken, asked);
	else nl_buf_addf(&out, "Says none of the %u positions that are looked for.", asked);
	put_nearest(&out, text->options, row->scores);
	if (row->tally.contradictions) {
		nl_buf_add_c(&out, " It contradicts itself ");
		if (row->tally.contradictions == 1) nl_buf_add_c(&out, "once");
		else nl_page_put_count(&out, row->tally.contradictions, "time");
		nl_buf_add_byte(&out, '.');
	}
	nl_str sentence = nl_arena_str(arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return sentence;
}

/* With the lock held. */
static const nl_page_row *row_of(html_state *state, const nl_page_text *text, nl_page_tally tally, nl_str cards)
{
	const nl_verdict *verdict = text->verdict;
	nl_arena *arena = &state->arena;
	nl_page_row *row = nl_arena_new(arena, nl_page_row);
	nl_buf path = {0};
	nl_report_path(&path, text->options, verdict->match->doc);
	*row = (nl_page_row){.number = text->number,
		.path = nl_arena_str(arena, nl_buf_str(&path)),
		.cards = text->full ? nl_arena_str(arena, cards) : (nl_str){0},
		.scores = scores_of(text->options, verdict, arena),
		.said = said_of(text, arena),
		.axes = {nl_arena_copy(arena, verdict->axes, verdict->axis_count * sizeof *verdict->axes), verdict->match->ir,
			verdict->axis_count},
		.tally = tally};
	row->title = title_of(verdict->match->doc, row->path, arena);
	row->sentence = sentence_of(text, row, arena);
	nl_buf_release(&path);
	return row;
}

static void keep(html_state *state, const nl_page_text *text, const nl_page_row *row)
{
	const nl_ir *ir = text->verdict->match->ir;
	*nl_vec_push(&state->rows) = row;
	for (uint32_t i = 0; i < ir->position_count; i++) {
		if (text->positions[i] == NL_NONE) continue;
		nl_page_definition *of = &state->definitions[text->positions[i]];
		if (!of->ir || of->number > row->number) *of = (nl_page_definition){ir, i, row->number};
	}
}

/* ---- a text's part of the page ----------------------------------------------------------------------------------- */

/* Its folder only, where the name of the file is in the line above. */
static void put_path(nl_buf *out, const nl_page_text *text, const nl_page_row *row)
{
	size_t shown = row->path.len;
	bool named = text->options->texts != 1 && nl_str_ends(row->path, row->title);
	if (named) shown -= row->title.len;
	if (!shown) return;
	nl_buf_add_c(out, named ? "In " : "");
	nl_page_put_name(out, nl_str_slice(row->path, 0, shown));
	nl_buf_add_c(out, " · ");
}

static void put_article(nl_buf *out, const nl_page_text *text, const nl_page_row *row, nl_str cards)
{
	nl_buf_addf(out, "<article id=t%u aria-labelledby=t%uh>\n<h3 id=t%uh%s>", row->number, row->number, row->number,
		text->options->texts == 1 ? " class=hidden" : ""); /* its title is that of the page */
	nl_page_put_name(out, row->title);
	nl_buf_add_c(out, "</h3>\n<p class=path>");
	put_path(out, text, row);
	nl_buf_addf(out, "%u words</p>\n", text->verdict->match->doc->token_count);
	if (!text->full) nl_buf_add(out, cards);
	nl_buf_add_c(out, text->full ? "<div class=view>\n" : "<details class=view><summary>The text, with notes</summary>\n");
	nl_page_put_text(out, text);
	nl_buf_add_c(out, text->full ? "</div>\n</article>\n" : "</details>\n</article>\n");
}

static void html_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	html_state *state = options->state;
	nl_page_text text = text_of(state, options, verdict);
	nl_buf cards = {0};
	nl_page_tally tally = nl_page_put_cards(&cards, &text);

	pthread_mutex_lock(&state->lock);
	const nl_page_row *row = row_of(state, &text, tally, nl_buf_str(&cards));
	keep(state, &text, row);
	pthread_mutex_unlock(&state->lock);

	put_article(out, &text, row, nl_buf_str(&cards));
	nl_buf_release(&cards);
	nl_arena_release(&text.arena);
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	const nl_page_row *x = *(const nl_page_row *const *)a, *y = *(const nl_page_row *const *)b;
	return x->number < y->number ? -1 : x->number > y->number;
}

static nl_page_run run_of(html_state *state, const nl_report_options *options)
{
	if (state->rows.len) qsort(state->rows.at, state->rows.len, sizeof *state->rows.at, by_number);
	return (nl_page_run){options, state->rows.at, state->rows.len, state->definitions};
}

static void put_lede(nl_buf *out, const nl_page_run *run, const nl_totals *totals)
{
	if (run->count == 1) nl_buf_add(out, run->rows[0]->sentence);
	else {
		nl_buf_add_c(out, "Held against ");
		nl_page_put_count(out, run->options->ruleset_count, "rule set");
		nl_buf_add_c(out, ", with ");
		nl_page_put_count(out, run->options->position_count, "position");
		nl_buf_add_c(out, " looked for.");
	}
	if (!totals->failed) return;
	nl_buf_add_c(out, " <b>");
	nl_page_put_count(out, totals->failed, "text");
	nl_buf_addf(out, " could not be checked, and %s not in here.</b>", totals->failed == 1 ? "is" : "are");
}

/* Only what the page has. */
static void put_frame(nl_buf *out, const nl_page_run *run, const nl_totals *totals)
{
	bool one = run->count == 1, full = run->options->texts <= NL_PAGE_FEW;
	const nl_page_link links[] = {{"summary", "Summary"}, {"scores", full ? "What is missing" : "Scores"},
		{"scales", "Scales"}, {"positions", "Positions"}, {"texts", one ? "The text" : "The texts"},
		{"glossary", "Meanings"}};
	nl_buf lede = {0}, title = {0}, heading = {0};
	if (one) nl_buf_add(&title, run->rows[0]->title);
	else nl_page_put_count(&title, run->count, "text");
	if (one) nl_buf_add(&heading, nl_buf_str(&title));
	else nl_buf_addf(&heading, "What " NL_FMT " stand for", NL_ARG(nl_buf_str(&title)));
	nl_buf_add_c(&title, " – normlint");
	put_lede(&lede, run, totals);
	nl_page_begin(out, nl_buf_str(&title), nl_buf_str(&heading), nl_buf_str(&lede), links + one, 6 - one);
	nl_buf_release(&lede);
	nl_buf_release(&title);
	nl_buf_release(&heading);
}

static void html_overview(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	nl_page_run run = run_of(options->state, options);
	put_frame(out, &run, totals);
	if (run.count != 1) nl_page_put_summary(out, &run);
	nl_page_put_scores(out, &run);
	nl_page_put_scales(out, &run);
	nl_page_put_matrix(out, &run);
	nl_page_section_begin(out, "texts", run.count == 1 ? "The text" : "The texts",
		"What the rules found is marked. Each mark has a number that leads to the note on it, and back.");
}

static void html_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	(void)totals;
	nl_page_run run = run_of(options->state, options);
	nl_page_section_end(out);
	nl_page_put_glossary(out, &run);
	nl_page_end(out);
}

const nl_report nl_report_html = {.name = "html",
	.begin = html_begin,
	.document = html_document,
	.between = nl_report_nothing,
	.end = html_end,
	.open = html_open,
	.overview = html_overview,
	.close = html_close};
