/* JSON of a history: one object, described by history.schema.json beside this file. */
#include "base/version.h"
#include "report/history_report.h"
#include "report/json_tree.h"
#include "report/json_writer.h"

static void put_position(nl_json_writer *w, const nl_history *history, uint32_t row, uint32_t position)
{
	const nl_position_match *said = &history->rows.at[row].said[position];
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(w, "id", history->ir->positions[position].id);
	nl_json_put_string(w, "change", nl_str_of(nl_change_name(nl_history_change(history, row, position))));
	nl_json_put_string(w, "stance", nl_str_of(nl_stance_name(said->stance)));
	if (said->stance == NL_ABSENT) nl_json_put_null(w, "strength");
	else nl_json_put_string(w, "strength", nl_str_of(nl_strength_name(said->strength)));
	nl_json_put_count(w, "places", said->count);
	nl_json_close(w);
}

static void put_positions(nl_json_writer *w, const nl_history *history, uint32_t row)
{
	nl_json_open(w, "positions", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < history->ir->position_count; i++)
		if (nl_history_change(history, row, i) != NL_CHANGE_ABSENT) put_position(w, history, row, i);
	nl_json_close(w);
}

static void put_scores(nl_json_writer *w, const nl_history *history, const nl_history_row *row)
{
	nl_json_open(w, "scores", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < history->ruleset_count; i++) {
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
		nl_json_put_string(w, "ruleset", history->ir->rulesets[history->rulesets[i]].id);
		nl_json_put_number(w, "score", nl_json_rounded(row->scores[i], 1));
		nl_json_close(w);
	}
	nl_json_close(w);
}

static void put_axes(nl_json_writer *w, const nl_history *history, const nl_history_row *row)
{
	nl_json_open(w, "axes", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t i = 0; i < history->ir->axis_count; i++) {
		nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_FIT);
		nl_json_put_string(w, "id", history->ir->axes[i].id);
		nl_json_put_number(w, "value", nl_json_rounded(row->axes[i].value, 3));
		nl_json_put_number(w, "low", nl_json_rounded(row->axes[i].low, 3));
		nl_json_put_number(w, "high", nl_json_rounded(row->axes[i].high, 3));
		nl_json_close(w);
	}
	nl_json_close(w);
}

static void put_row(nl_json_writer *w, const nl_history *history, uint32_t row)
{
	const nl_history_row *r = &history->rows.at[row];
	nl_json_open(w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_string(w, "commit", r->revision.commit);
	nl_json_put_string(w, "date", r->revision.date);
	nl_json_put_string(w, "author", r->revision.author);
	nl_json_put_string(w, "summary", r->revision.summary);
	nl_json_put_string(w, "path", r->revision.path);
	nl_json_put_count(w, "words", r->words);
	put_positions(w, history, row);
	put_scores(w, history, r);
	put_axes(w, history, r);
	nl_json_close(w);
}

static void json_write(nl_buf *out, const nl_history_options *options, const nl_history *history)
{
	nl_json_writer w = nl_json_writer_at(out, 0);
	(void)options;
	nl_json_open(&w, NULL, NL_JSON_OBJECT, NL_JSON_LINES);
	nl_json_put_count(&w, "version", 1);
	nl_json_open(&w, "tool", NL_JSON_OBJECT, NL_JSON_FIT);
	nl_json_put_string(&w, "name", NL_STR("normlint"));
	nl_json_put_string(&w, "version", NL_STR(NL_VERSION));
	nl_json_close(&w);
	nl_json_open(&w, "revisions", NL_JSON_LIST, NL_JSON_LINES);
	for (uint32_t row = 0; row < history->rows.len; row++) put_row(&w, history, row);
	nl_json_close(&w);
	nl_json_close(&w);
	nl_buf_add_byte(out, '\n');
}

const nl_history_report nl_history_report_json = {"json", json_write};
