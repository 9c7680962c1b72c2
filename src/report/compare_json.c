/* JSON of a comparison: one object, described by compare.schema.json beside this file. Two drafts are told with all that is
 * known of both, several as a table. A key is never left out: what is not there is null or an empty list. */
#include <math.h>

#include "base/version.h"
#include "judge/wording.h"
#include "report/compare_report.h"
#include "report/json.h"
#include "report/json_tree.h"

static void put_head(nl_json_writer *w)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_count(w, "version", 1);
	nl_json_open(w, "tool", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "name", NL_STR("normlint"));
	nl_json_put_string(w, "version", NL_STR(NL_VERSION));
	nl_json_close(w);
}

static void put_draft(nl_json_writer *w, const char *key, const nl_doc *doc)
{
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "path", nl_source_name(doc->source));
	nl_json_put_string(w, "format", nl_str_of(nl_format_name(doc->format)));
	nl_json_put_count(w, "words", doc->token_count);
	nl_json_put_count(w, "sentences", doc->sentence_count);
	nl_json_close(w);
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

static void put_changes(nl_json_writer *w, nl_change change, uint32_t also)
{
	nl_json_put_string(w, "change", nl_str_of(nl_change_name(change)));
	nl_json_open(w, "also", NL_JSON_LIST, NL_JSON_FIT);
	for (int c = NL_CHANGE_DROPPED; c > NL_CHANGE_UNCHANGED; c--)
		if (also & 1u << c) nl_json_put_string(w, NULL, nl_str_of(nl_change_name((nl_change)c)));
	nl_json_close(w);
}

static void put_index(nl_json_writer *w, const char *key, uint32_t index)
{
	if (index == NL_NONE) nl_json_put_null(w, key);
	else nl_json_put_count(w, key, index);
}

static void put_titles(nl_json_writer *w, const nl_position *position)
{
	nl_json_put_string(w, "id", position->id);
	nl_json_put_string(w, "title", position->title);
	nl_json_put_string(w, "topic", position->topic);
}

static void put_position(nl_json_writer *w, const nl_comparison *c, uint32_t position)
{
	const nl_position_change *change = &c->positions[position];
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	put_titles(w, &c->new->match->ir->positions[position]);
	put_changes(w, change->change, change->also);
	nl_json_open(w, "old", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_said(w, NULL, c->old->match, position);
	nl_json_close(w);
	nl_json_open(w, "new", NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_said(w, NULL, c->new->match, position);
	nl_json_close(w);
	nl_json_open(w, "places", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < change->count; i++) {
		const nl_place_change *place = &change->places[i];
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
		put_changes(w, place->change, place->also);
		put_index(w, "old", place->old);
		put_index(w, "new", place->new);
		put_index(w, "passage", place->passage);
		nl_json_close(w);
	}
	nl_json_close(w);
	nl_json_close(w);
}

/* ---- passages -------------------------------------------------------------------------------------------------- */

/* Null when the draft has nothing there. */
static void put_side(nl_json_writer *w, const char *key, const nl_doc *doc, nl_passage_side side, nl_arena *arena)
{
	if (side.first == side.end) {
		nl_json_put_null(w, key);
		return;
	}
	nl_span text = {doc->sentences[side.first].text.start, doc->sentences[side.end - 1].text.end};
	nl_span span = nl_doc_origin(doc, text);
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_LINES);
	uint32_t page = nl_json_put_place(w, "start", doc->source, span.start);
	nl_json_put_place(w, "end", doc->source, span.end);
	if (page) nl_json_put_count(w, "page", page);
	else nl_json_put_null(w, "page");
	nl_json_put_string(w, "text", nl_wording_fold(nl_doc_text(doc, text), arena));
	nl_json_close(w);
}

static void put_edits(nl_json_writer *w, const nl_comparison *c, const nl_passage *passage, nl_arena *arena)
{
	static const char *const kinds[] = {[NL_EDIT_KEPT] = "kept", [NL_EDIT_DROPPED] = "dropped", [NL_EDIT_ADDED] = "added"};
	nl_json_open(w, "words", NL_JSON_LIST, NL_JSON_LINES);
	if (nl_passage_change(passage) == NL_CHANGE_REWORDED) {
		nl_edit_list edits = nl_comparison_edits(c, passage->old, passage->new, arena);
		for (uint32_t i = 0; i < edits.count; i++) {
			nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
			nl_json_put_string(w, kinds[edits.at[i].kind], edits.at[i].shown);
			nl_json_close(w);
		}
	}
	nl_json_close(w);
}

static void put_passage(nl_json_writer *w, const nl_comparison *c, const nl_passage *passage)
{
	nl_arena arena = {0};
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "change", nl_str_of(nl_change_name(nl_passage_change(passage))));
	nl_json_put_bool(w, "moved", passage->moved);
	nl_json_put_number(w, "likeness", nl_json_rounded(passage->likeness, 3));
	put_side(w, "old", c->old->match->doc, passage->old, &arena);
	put_side(w, "new", c->new->match->doc, passage->new, &arena);
	put_edits(w, c, passage, &arena);
	nl_json_close(w);
	nl_arena_release(&arena);
}

/* ---- scores and axes ------------------------------------------------------------------------------------------- */

static void put_score(nl_json_writer *w, const nl_score *old, const nl_score *new)
{
	double before = nl_json_rounded(old->score, 1), after = nl_json_rounded(new->score, 1);
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "ruleset", new->ruleset->id);
	nl_json_put_number(w, "old", before);
	nl_json_put_number(w, "new", after);
	nl_json_put_number(w, "difference", nl_json_rounded(after - before, 1));
	nl_json_close(w);
}

static void put_axis_side(nl_json_writer *w, const char *key, const nl_axis_place *place)
{
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_number(w, "value", nl_json_rounded(place->value, 3));
	nl_json_put_number(w, "low", nl_json_rounded(place->low, 3));
	nl_json_put_number(w, "high", nl_json_rounded(place->high, 3));
	nl_json_close(w);
}

static void put_axis(nl_json_writer *w, const nl_axis_place *old, const nl_axis_place *new)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "id", new->axis->id);
	put_axis_side(w, "old", old);
	put_axis_side(w, "new", new);
	nl_json_put_number(w, "difference", nl_json_rounded(nl_json_rounded(new->value, 3) - nl_json_rounded(old->value, 3), 3));
	nl_json_close(w);
}

static void put_counts(nl_json_writer *w, const char *key, const uint32_t counts[NL_CHANGES], uint32_t which)
{
	nl_json_open(w, key, NL_JSON_OBJECT, NL_JSON_FIT);
	for (int c = NL_CHANGE_DROPPED; c >= 0; c--)
		if (which & 1u << c) nl_json_put_count(w, nl_change_name((nl_change)c), counts[c]);
	nl_json_close(w);
}

/* ---- the whole ------------------------------------------------------------------------------------------------- */

static void json_pair(nl_buf *out, const nl_compare_options *options, const nl_comparison *c)
{
	const uint32_t all = (1u << NL_CHANGES) - 1,
				   of_passages = 1u << NL_CHANGE_UNCHANGED | 1u << NL_CHANGE_MOVED | 1u << NL_CHANGE_REWORDED |
		1u << NL_CHANGE_NEW | 1u << NL_CHANGE_DROPPED;
	const nl_match *match = c->new->match;
	nl_json_writer w = nl_json_writer_at(out, 0);
	(void)options;
	put_head(&w);
	put_draft(&w, "old", c->old->match->doc);
	put_draft(&w, "new", match->doc);
	nl_json_open(&w, "positions", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < match->ir->position_count; i++)
		if (!match->positions[i].passed_over) put_position(&w, c, i);
	nl_json_close(&w);
	nl_json_open(&w, "passages", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < c->passage_count; i++) put_passage(&w, c, &c->passages[i]);
	nl_json_close(&w);
	nl_json_open(&w, "scores", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < c->new->score_count; i++) put_score(&w, &c->old->scores[i], &c->new->scores[i]);
	nl_json_close(&w);
	nl_json_open(&w, "axes", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < c->new->axis_count; i++) put_axis(&w, &c->old->axes[i], &c->new->axes[i]);
	nl_json_close(&w);
	nl_json_open(&w, "summary", NL_JSON_OBJECT, NL_JSON_LINES);
	put_counts(&w, "positions", c->counts, all);
	put_counts(&w, "passages", c->passage_counts, of_passages);
	nl_json_close(&w);
	nl_json_close(&w);
	nl_buf_add_byte(out, '\n');
}

static void put_row(nl_json_writer *w, const nl_draft_list *drafts, uint32_t position)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	put_titles(w, &drafts->drafts[0]->match->ir->positions[position]);
	nl_json_open(w, "drafts", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t d = 0; d < drafts->count; d++) {
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
		if (d == 0) nl_json_put_null(w, "change");
		else
			nl_json_put_string(w, "change",
				nl_str_of(nl_change_name(drafts->comparisons[d - 1]->positions[position].change)));
		nl_json_put_said(w, NULL, drafts->drafts[d]->match, position);
		nl_json_close(w);
	}
	nl_json_close(w);
	nl_json_close(w);
}

static void put_score_row(nl_json_writer *w, const nl_draft_list *drafts, uint32_t score)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "ruleset", drafts->drafts[0]->scores[score].ruleset->id);
	nl_json_open(w, "drafts", NL_JSON_LIST, NL_JSON_FIT);
	for (uint32_t d = 0; d < drafts->count; d++)
		nl_json_put_number(w, NULL, nl_json_rounded(drafts->drafts[d]->scores[score].score, 1));
	nl_json_close(w);
	nl_json_close(w);
}

static void put_axis_row(nl_json_writer *w, const nl_draft_list *drafts, uint32_t axis)
{
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "id", drafts->drafts[0]->axes[axis].axis->id);
	nl_json_open(w, "drafts", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t d = 0; d < drafts->count; d++) put_axis_side(w, NULL, &drafts->drafts[d]->axes[axis]);
	nl_json_close(w);
	nl_json_close(w);
}

static void json_table(nl_buf *out, const nl_compare_options *options, const nl_draft_list *drafts)
{
	const nl_verdict *first = drafts->drafts[0];
	nl_json_writer w = nl_json_writer_at(out, 0);
	(void)options;
	put_head(&w);
	nl_json_open(&w, "drafts", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t d = 0; d < drafts->count; d++) put_draft(&w, NULL, drafts->drafts[d]->match->doc);
	nl_json_close(&w);
	nl_json_open(&w, "positions", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < first->match->ir->position_count; i++)
		if (!first->match->positions[i].passed_over) put_row(&w, drafts, i);
	nl_json_close(&w);
	nl_json_open(&w, "scores", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < first->score_count; i++) put_score_row(&w, drafts, i);
	nl_json_close(&w);
	nl_json_open(&w, "axes", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < first->axis_count; i++) put_axis_row(&w, drafts, i);
	nl_json_close(&w);
	nl_json_close(&w);
	nl_buf_add_byte(out, '\n');
}

const nl_compare_report nl_compare_report_json = {"json", json_pair, json_table};
