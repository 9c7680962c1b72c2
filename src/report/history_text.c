/* What changed in which revision, oldest first, then the scores and axes by revision:
 *
 *   2031-02-06  1f3a9c2d4  Ann: soften it
 *     < privacy                affirmed recommended, affirmed binding before
 *
 *                                1      2
 *   2031-01-05  0c2b71e55    100.0   80.0
 *   2031-02-06  1f3a9c2d4     70.0   80.0
 *   1  freedom-online ... */
#include "report/change_marks.h"
#include "report/history_report.h"

enum { SHORT_COMMIT = 9, FIGURE_COLUMNS = 7 };

static void paint(nl_buf *out, const nl_history_options *options, const char *sgr)
{
	if (options->style.colour && sgr) nl_buf_addf(out, "\x1b[%sm", sgr);
}

static void add_padded(nl_buf *out, nl_str text, uint32_t columns)
{
	nl_draw_clean(out, text);
	uint32_t taken = nl_draw_columns(text);
	if (taken < columns) nl_buf_addf(out, "%*s", (int)(columns - taken), "");
}

static nl_str short_commit(const nl_revision *revision)
{
	return nl_str_slice(revision->commit, 0, SHORT_COMMIT);
}

/* ---- what changed ---------------------------------------------------------------------------------------------- */

static uint32_t position_columns(const nl_history *history)
{
	uint32_t columns = 0;
	for (uint32_t i = 0; i < history->ir->position_count; i++) {
		bool told = false;
		for (uint32_t row = 0; row < history->rows.len && !told; row++) told = nl_history_changed(history, row, i);
		uint32_t id = told ? nl_draw_columns(history->ir->positions[i].id) : 0;
		if (id > columns) columns = id;
	}
	return columns;
}

static void add_said(nl_buf *out, const nl_position_match *said)
{
	nl_buf_addf(out, "%s %s", nl_stance_name(said->stance), nl_strength_name(said->strength));
}

static void add_change(nl_buf *out, const nl_history_options *options, const nl_history *history, uint32_t row,
	uint32_t position, uint32_t columns)
{
	nl_change change = nl_history_change(history, row, position);
	const nl_position_match *now = &history->rows.at[row].said[position];
	nl_buf_add_c(out, "  ");
	paint(out, options, nl_change_sgr(change));
	nl_buf_addf(out, "%c ", nl_change_mark(change));
	add_padded(out, history->ir->positions[position].id, columns);
	if (nl_change_sgr(change)) paint(out, options, "0");
	nl_buf_add_c(out, "  ");
	if (now->stance != NL_ABSENT) add_said(out, now);
	if (change != NL_CHANGE_NEW) {
		nl_buf_add_c(out, now->stance != NL_ABSENT ? ", " : "");
		add_said(out, &history->rows.at[row - 1].said[position]);
		nl_buf_add_c(out, " before");
	}
	nl_buf_add_byte(out, '\n');
}

static void add_revision(nl_buf *out, const nl_history_options *options, const nl_history *history, uint32_t row)
{
	const nl_revision *revision = &history->rows.at[row].revision;
	const nl_revision *before = row ? &history->rows.at[row - 1].revision : revision;
	paint(out, options, "1");
	nl_buf_addf(out, NL_FMT "  " NL_FMT "  ", NL_ARG(revision->date), NL_ARG(short_commit(revision)));
	paint(out, options, "0");
	nl_draw_clean(out, revision->author);
	nl_buf_add_c(out, ": ");
	nl_draw_clean(out, revision->summary);
	if (!nl_str_eq(revision->path, before->path)) {
		nl_buf_add_c(out, " (was ");
		nl_draw_clean(out, before->path);
		nl_buf_add_byte(out, ')');
	}
	nl_buf_add_byte(out, '\n');
}

/* Whether something was written. */
static bool add_changes(nl_buf *out, const nl_history_options *options, const nl_history *history)
{
	uint32_t columns = position_columns(history);
	size_t start = out->len;
	for (uint32_t row = 0; row < history->rows.len; row++) {
		if (!nl_history_row_changed(history, row) && !options->verbose) continue;
		add_revision(out, options, history, row);
		for (uint32_t i = 0; i < history->ir->position_count; i++)
			if (nl_history_changed(history, row, i)) add_change(out, options, history, row, i, columns);
	}
	return out->len > start;
}

/* ---- figures --------------------------------------------------------------------------------------------------- */

static void add_legend(nl_buf *out, const nl_history *history)
{
	uint32_t column = 0;
	for (uint32_t i = 0; i < history->ruleset_count; i++)
		nl_buf_addf(out, "%2u  " NL_FMT "\n", ++column, NL_ARG(history->ir->rulesets[history->rulesets[i]].id));
	for (uint32_t i = 0; i < history->ir->axis_count; i++) {
		const nl_axis *axis = &history->ir->axes[i];
		nl_buf_addf(out, "%2u  axis " NL_FMT " (- " NL_FMT ", + " NL_FMT ")\n", ++column, NL_ARG(axis->id),
			NL_ARG(history->ir->positions[axis->from].id), NL_ARG(history->ir->positions[axis->to].id));
	}
}

static void add_figures(nl_buf *out, const nl_history *history)
{
	uint32_t columns = history->ruleset_count + history->ir->axis_count;
	if (columns == 0) return;
	nl_buf_addf(out, "%*s", 10 + 2 + SHORT_COMMIT, "");
	for (uint32_t i = 0; i < columns; i++) nl_buf_addf(out, "%*u", FIGURE_COLUMNS, i + 1);
	nl_buf_add_byte(out, '\n');
	for (uint32_t row = 0; row < history->rows.len; row++) {
		const nl_history_row *r = &history->rows.at[row];
		nl_buf_addf(out, NL_FMT "  " NL_FMT, NL_ARG(r->revision.date), NL_ARG(short_commit(&r->revision)));
		for (uint32_t i = 0; i < history->ruleset_count; i++) nl_buf_addf(out, "%*.1f", FIGURE_COLUMNS, r->scores[i]);
		for (uint32_t i = 0; i < history->ir->axis_count; i++)
			nl_buf_addf(out, "%+*.2f", FIGURE_COLUMNS, r->axes[i].value);
		nl_buf_add_byte(out, '\n');
	}
	add_legend(out, history);
}

static void text_write(nl_buf *out, const nl_history_options *options, const nl_history *history)
{
	bool any = add_changes(out, options, history);
	if (options->quiet) return;
	if (any) nl_buf_add_c(out, "+ new  - dropped  > strengthened  < weakened  ! negated\n\n");
	add_figures(out, history);
}

const nl_history_report nl_history_report_text = {"text", text_write};
