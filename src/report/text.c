/* Text for people: findings as a compiler tells them, then how the document scores.
 *
 *   freedom-online   41.2  ████████░░░░░░░░░░░░   4 errors, 2 warnings
 *   sco-code-2015    94.7  ███████████████████░
 *
 * With several documents each is headed by its name, and a line with the totals ends the report. */
#include <math.h>

#include "judge/wording.h"
#include "report/report.h"

enum { BAR_CELLS = 20, GOOD_SCORE = 75, FAIR_SCORE = 50, PLACES_SHOWN = 6 };

/* ---- pieces ---------------------------------------------------------------------------------------------------- */

static void paint(nl_buf *out, const nl_report_options *options, const char *sgr)
{
	if (options->style.colour) nl_buf_addf(out, "\x1b[%sm", sgr);
}

static void add_padded(nl_buf *out, nl_str text, uint32_t columns)
{
	nl_draw_clean(out, text);
	uint32_t taken = nl_draw_columns(text);
	if (taken < columns) nl_buf_addf(out, "%*s", (int)(columns - taken), "");
}

/* "4 errors, 2 warnings"; kinds of which there are none are left out. Returns whether anything was added. */
static bool add_counts(nl_buf *out, uint32_t errors, uint32_t warnings, uint32_t notes)
{
	const struct {
		uint32_t count;
		const char *one;
	} kinds[] = {{errors, "error"}, {warnings, "warning"}, {notes, "note"}};
	bool any = false;
	for (size_t i = 0; i < 3; i++) {
		if (kinds[i].count == 0) continue;
		nl_buf_addf(out, "%s%u %s%s", any ? ", " : "", kinds[i].count, kinds[i].one, kinds[i].count == 1 ? "" : "s");
		any = true;
	}
	return any;
}

static void add_heading(nl_buf *out, const nl_report_options *options, nl_str name)
{
	paint(out, options, "1");
	nl_draw_clean(out, name);
	paint(out, options, "0");
	nl_buf_add_byte(out, '\n');
}

/* ---- scores ---------------------------------------------------------------------------------------------------- */

/* Rounded, but full only at 100 and empty only at 0, so that a bar never claims what the number does not. */
static uint32_t filled_cells(double score)
{
	uint32_t cells = (uint32_t)lround(score / 100 * BAR_CELLS);
	if (cells == BAR_CELLS && score < 100) return BAR_CELLS - 1;
	return cells == 0 && score > 0 ? 1 : cells;
}

static void add_bar(nl_buf *out, const nl_report_options *options, double score)
{
	uint32_t filled = filled_cells(score);
	paint(out, options, score >= GOOD_SCORE ? "32" : score >= FAIR_SCORE ? "33" : "31");
	for (uint32_t i = 0; i < BAR_CELLS; i++)
		nl_buf_add_c(out, i < filled ? (options->ascii ? "#" : "█") : (options->ascii ? "." : "░"));
	paint(out, options, "0");
}

static void add_score(nl_buf *out, const nl_report_options *options, const nl_score *score, uint32_t name_columns)
{
	if (options->several) nl_buf_add_c(out, "  ");
	add_padded(out, score->ruleset->id, name_columns);
	nl_buf_addf(out, "  %5.1f  ", score->score);
	add_bar(out, options, score->score);
	if (score->errors + score->warnings + score->notes) nl_buf_add_c(out, "   ");
	add_counts(out, score->errors, score->warnings, score->notes);
	nl_buf_add_byte(out, '\n');
}

static void add_scores(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	uint32_t columns = 0;
	for (uint32_t i = 0; i < verdict->score_count; i++) {
		uint32_t name = nl_draw_columns(verdict->scores[i].ruleset->id);
		if (name > columns) columns = name;
	}
	for (uint32_t i = 0; i < verdict->score_count; i++) add_score(out, options, &verdict->scores[i], columns);
}

/* ---- what -v adds ---------------------------------------------------------------------------------------------- */

static void add_places(nl_buf *out, const nl_doc *doc, const nl_position_match *found)
{
	for (uint32_t i = 0; i < found->count && i < PLACES_SHOWN; i++) {
		nl_place place = nl_wording_place(doc, found->evidence[i].range);
		nl_buf_addf(out, "%s%u:%u", i ? ", " : "", place.line, place.column);
		if (found->evidence[i].stance != found->stance)
			nl_buf_addf(out, " %s", nl_stance_name(found->evidence[i].stance));
	}
	if (found->count > PLACES_SHOWN) nl_buf_addf(out, ", %u more", found->count - PLACES_SHOWN);
}

static uint32_t longest_position(const nl_match *match)
{
	uint32_t columns = 0;
	for (uint32_t i = 0; i < match->ir->position_count; i++)
		if (match->ir->positions[i].id.len > columns) columns = (uint32_t)match->ir->positions[i].id.len;
	return columns;
}

static void add_positions(nl_buf *out, const nl_match *match)
{
	uint32_t columns = longest_position(match), absent = 0;
	nl_buf_add_c(out, "positions\n");
	for (uint32_t i = 0; i < match->ir->position_count; i++) {
		const nl_position_match *found = &match->positions[i];
		if (found->passed_over) continue;
		if (found->stance == NL_ABSENT) {
			absent++;
			continue;
		}
		nl_buf_add_c(out, "  ");
		add_padded(out, match->ir->positions[i].id, columns);
		nl_buf_addf(out, "  %-8s  %-11s  ", nl_stance_name(found->stance), nl_strength_name(found->strength));
		add_places(out, match->doc, found);
		nl_buf_add_byte(out, '\n');
	}
	if (absent) nl_buf_addf(out, "  %u absent\n", absent);
	nl_buf_add_byte(out, '\n');
}

static void add_axes(nl_buf *out, const nl_verdict *verdict)
{
	const nl_ir *ir = verdict->match->ir;
	if (verdict->axis_count == 0) return;
	nl_buf_add_c(out, "axes\n");
	for (uint32_t i = 0; i < verdict->axis_count; i++) {
		const nl_axis_place *a = &verdict->axes[i];
		nl_buf_addf(out, "  " NL_FMT "  %+.2f (%+.2f to %+.2f): " NL_FMT " in %u place%s, " NL_FMT " in %u\n",
			NL_ARG(a->axis->id), a->value, a->low, a->high, NL_ARG(ir->positions[a->axis->from].id), a->from_count,
			a->from_count == 1 ? "" : "s", NL_ARG(ir->positions[a->axis->to].id), a->to_count);
	}
	nl_buf_add_byte(out, '\n');
}

/* ---- the report ------------------------------------------------------------------------------------------------ */

static void text_between(nl_buf *out, const nl_report_options *options)
{
	if (!options->quiet) nl_buf_add_byte(out, '\n');
}

static void text_document(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict)
{
	bool any = false;
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (!nl_report_shows(options, &verdict->findings[i])) continue;
		nl_draw_diag(out, &verdict->findings[i].diag, options->style);
		nl_report_send(out, options);
		any = true;
	}
	if (options->quiet) return;
	if (any && (options->several || options->verbose || verdict->score_count)) nl_buf_add_byte(out, '\n');
	if (options->several) add_heading(out, options, nl_source_name(verdict->match->doc->source));
	if (options->verbose) {
		add_positions(out, verdict->match);
		add_axes(out, verdict);
	}
	add_scores(out, options, verdict);
}

/* "; fixed 3 places, 2 suppressed, 14 in the baseline" */
static void add_kept_away(nl_buf *out, const nl_totals *totals, const char *before)
{
	if (totals->fixed) {
		nl_buf_addf(out, "%sfixed %u place%s", before, totals->fixed, totals->fixed == 1 ? "" : "s");
		before = ", ";
	}
	const struct {
		uint32_t count;
		const char *what;
	} kinds[] = {{totals->suppressed, "suppressed"}, {totals->known, "in the baseline"}};
	for (size_t i = 0; i < 2; i++) {
		if (kinds[i].count == 0) continue;
		nl_buf_addf(out, "%s%u %s", before, kinds[i].count, kinds[i].what);
		before = ", ";
	}
}

/* "not looked at: 3 that Git ignores, 1 link to a directory": what of the directories that were named is missing here. */
static void add_passed_over(nl_buf *out, const nl_passed_over *over, const char *before)
{
	const struct {
		uint32_t count;
		const char *one, *many;
	} kinds[] = {{over->by_git, "that Git ignores", "that Git ignores"},
		{over->by_configuration, "that the configuration excludes", "that the configuration excludes"},
		{over->links, "link to a directory", "links to directories"},
		{over->unread, "file that normlint does not read", "files that normlint does not read"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (kinds[i].count == 0) continue;
		nl_buf_addf(out, "%s%u %s", before, kinds[i].count, kinds[i].count == 1 ? kinds[i].one : kinds[i].many);
		before = ", ";
	}
	if (over->unread) nl_buf_addf(out, " (" NL_FMT ")", NL_ARG(over->endings));
	if (nl_passed_over_all(over)) nl_buf_add_byte(out, '\n');
}

static void text_end(nl_buf *out, const nl_report_options *options, const nl_totals *totals)
{
	if (options->quiet) return;
	if (!options->several) {
		bool kept_away = totals->suppressed + totals->known + totals->fixed > 0;
		add_kept_away(out, totals, "\n");
		if (kept_away) nl_buf_add_byte(out, '\n');
		add_passed_over(out, &totals->passed_over,
			kept_away || totals->documents == 0 ? "not looked at: " : "\nnot looked at: ");
		return;
	}
	if (totals->documents) nl_buf_add_byte(out, '\n');
	nl_buf_addf(out, "%u document%s, ", totals->documents, totals->documents == 1 ? "" : "s");
	if (!add_counts(out, totals->errors, totals->warnings, totals->notes)) nl_buf_add_c(out, "no findings");
	add_kept_away(out, totals, "; ");
	if (totals->failed) nl_buf_addf(out, "; %u could not be checked", totals->failed);
	nl_buf_add_byte(out, '\n');
	add_passed_over(out, &totals->passed_over, "not looked at: ");
}

const nl_report nl_report_text = {.name = "text",
	.begin = nl_report_nothing,
	.document = text_document,
	.between = text_between,
	.end = text_end};
