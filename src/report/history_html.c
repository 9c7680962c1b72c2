/* The page of a history: a line for each rule set and axis, what changed in which revision, and all revisions as a table, which also says
 * what the lines show. A step to the right is a revision, however long it took. */
#include <math.h>

#include "report/compare_html.h"
#include "report/history_report.h"
#include "report/html_page.h"
#include "report/html_report.h"

enum { SHORT_COMMIT = 9, WIDTH = 360, HEIGHT = 120, LEFT = 30, RIGHT = 40, TOP = 12, BOTTOM = 24, MOST_DOTS = 60 };

typedef struct {
	nl_buf *out;
	const nl_history *history;
} page;

static void put_commit(nl_buf *out, const nl_revision *revision)
{
	nl_buf_add_c(out, "<code>");
	nl_page_put(out, nl_str_slice(revision->commit, 0, SHORT_COMMIT));
	nl_buf_add_c(out, "</code>");
}

static void put_date(nl_buf *out, nl_str date)
{
	nl_buf_add_c(out, "<time>");
	nl_page_put(out, date);
	nl_buf_add_c(out, "</time>");
}

static void put_axis_title(nl_buf *out, const nl_axis *axis)
{
	if (axis->title.len) nl_page_put(out, axis->title);
	else nl_page_put_label(out, axis->id);
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

/* The course of a figure. */
typedef struct {
	double (*at)(const nl_history_row *row, uint32_t which);
	uint32_t which;
	double low, high; /* ends of the scale; the values do not pass them */
	const char *format;
} course;

static double score_at(const nl_history_row *row, uint32_t which)
{
	return row->scores[which];
}

static double axis_at(const nl_history_row *row, uint32_t which)
{
	return row->axes[which].value;
}

static double x_of(const nl_history *history, uint32_t row)
{
	uint32_t steps = history->rows.len - 1;
	return steps ? LEFT + (double)row * (WIDTH - LEFT - RIGHT) / steps : LEFT + (WIDTH - LEFT - RIGHT) / 2.0;
}

static double y_of(const course *c, double value)
{
	return TOP + (c->high - value) / (c->high - c->low) * (HEIGHT - TOP - BOTTOM);
}

static void put_grid(const page *p, const course *c)
{
	double middle = (c->low + c->high) / 2;
	const double lines[] = {c->low, middle, c->high};
	for (size_t i = 0; i < 3; i++) {
		double y = y_of(c, lines[i]);
		nl_buf_addf(p->out, "<path class=grid d=\"M%d %.1fH%d\" /><text x=%d y=%.1f text-anchor=end>", LEFT, y,
			WIDTH - RIGHT, LEFT - 4, y + 4);
		nl_buf_addf(p->out, "%g</text>", lines[i]);
	}
}

static void put_dates(const page *p)
{
	const nl_history *h = p->history;
	nl_buf_addf(p->out, "<text x=%d y=%d>", LEFT, HEIGHT - 6);
	nl_page_put(p->out, h->rows.at[0].revision.date);
	nl_buf_add_c(p->out, "</text>");
	if (h->rows.len < 2) return;
	nl_buf_addf(p->out, "<text x=%d y=%d text-anchor=end>", WIDTH - RIGHT, HEIGHT - 6);
	nl_page_put(p->out, nl_vec_last(&h->rows)->revision.date);
	nl_buf_add_c(p->out, "</text>");
}

static void put_line(const page *p, const course *c)
{
	const nl_history *h = p->history;
	nl_buf_add_c(p->out, "<path class=course d=\"");
	for (uint32_t i = 0; i < h->rows.len; i++)
		nl_buf_addf(p->out, "%c%.1f %.1f", i ? 'L' : 'M', x_of(h, i), y_of(c, c->at(&h->rows.at[i], c->which)));
	nl_buf_add_c(p->out, "\" />");
	for (uint32_t i = 0; i < h->rows.len && h->rows.len <= MOST_DOTS; i++)
		nl_buf_addf(p->out, "<circle class=dot cx=%.1f cy=%.1f r=3 />", x_of(h, i),
			y_of(c, c->at(&h->rows.at[i], c->which)));
	double last = c->at(nl_vec_last(&h->rows), c->which);
	nl_buf_addf(p->out, "<text x=%d y=%.1f>", WIDTH - RIGHT + 6, y_of(c, last) + 4);
	nl_buf_addf(p->out, c->format, last);
	nl_buf_add_c(p->out, "</text>");
}

/* The line again, for those who hear it: from where to where. */
static void put_words(const page *p, const course *c)
{
	const nl_history *h = p->history;
	double first = c->at(&h->rows.at[0], c->which), last = c->at(nl_vec_last(&h->rows), c->which), low = first, high = first;
	for (uint32_t i = 0; i < h->rows.len; i++) {
		low = fmin(low, c->at(&h->rows.at[i], c->which));
		high = fmax(high, c->at(&h->rows.at[i], c->which));
	}
	const double told[] = {first, last, low, high};
	static const char *const words[] = {"from ", " to ", "; lowest ", ", highest "};
	nl_buf_add_c(p->out, "<span class=quiet>");
	for (size_t i = 0; i < 4; i++) {
		nl_buf_add_c(p->out, words[i]);
		nl_buf_addf(p->out, c->format, told[i]);
	}
	nl_buf_add_c(p->out, "</span></figcaption>\n");
}

static void put_course(const page *p, const course *c)
{
	put_words(p, c);
	nl_buf_addf(p->out, "<svg aria-hidden=true viewBox=\"0 0 %d %d\">", WIDTH, HEIGHT);
	put_grid(p, c);
	put_dates(p);
	put_line(p, c);
	nl_buf_add_c(p->out, "</svg>\n</figure>\n");
}

static void put_scores(const page *p)
{
	const nl_history *h = p->history;
	nl_page_section_begin(p->out, "scores",
		"Scores over time", "How far each revision does what a rule set asks for, of 100. A step to the right is a revision; the table of revisions has the figures.");
	nl_buf_add_c(p->out, "<div class=charts>\n");
	for (uint32_t i = 0; i < h->ruleset_count; i++) {
		const course c = {score_at, i, 0, 100, "%.0f"};
		nl_buf_add_c(p->out, "<figure class=chart>\n<figcaption>");
		nl_page_put_ruleset(p->out, &h->ir->rulesets[h->rulesets[i]]);
		nl_buf_add_c(p->out, "<br>");
		put_course(p, &c);
	}
	nl_buf_add_c(p->out, "</div>\n");
	nl_page_section_end(p->out);
}

static void put_scales(const page *p)
{
	const nl_history *h = p->history;
	nl_page_section_begin(p->out, "scales", "Scales over time",
		"Above 0 a revision is nearer to the one position, below it to the other.");
	nl_buf_add_c(p->out, "<div class=charts>\n");
	for (uint32_t i = 0; i < h->ir->axis_count; i++) {
		const nl_axis *axis = &h->ir->axes[i];
		double reach = 3;
		for (uint32_t row = 0; row < h->rows.len; row++) reach = fmax(reach, ceil(fabs(h->rows.at[row].axes[i].value)));
		const course c = {axis_at, i, -reach, reach, "%+.1f"};
		nl_buf_add_c(p->out, "<figure class=chart>\n<figcaption>");
		put_axis_title(p->out, axis);
		nl_buf_add_c(p->out, "<br><span class=quiet>above: ");
		nl_page_put(p->out, h->ir->positions[axis->to].title);
		nl_buf_add_c(p->out, "<br>below: ");
		nl_page_put(p->out, h->ir->positions[axis->from].title);
		nl_buf_add_c(p->out, "</span><br>");
		put_course(p, &c);
	}
	nl_buf_add_c(p->out, "</div>\n");
	nl_page_section_end(p->out);
}

/* ---- what changed ---------------------------------------------------------------------------------------------- */

static void put_change(const page *p, uint32_t row, uint32_t position)
{
	const nl_history *h = p->history;
	nl_change change = nl_history_change(h, row, position);
	const nl_position_match *now = &h->rows.at[row].said[position];
	nl_buf_add_c(p->out, "<li>");
	nl_compare_put_change(p->out, change);
	nl_buf_addf(p->out, ": <a href=#c%u>", position);
	nl_page_put(p->out, h->ir->positions[position].title);
	nl_buf_add_c(p->out, "</a> ");
	if (now->stance != NL_ABSENT) nl_compare_put_said(p->out, now->stance, now->strength);
	if (change != NL_CHANGE_NEW) {
		const nl_position_match *before = &h->rows.at[row - 1].said[position];
		nl_buf_add_c(p->out, now->stance != NL_ABSENT ? ", before " : "before ");
		nl_compare_put_said(p->out, before->stance, before->strength);
	}
	nl_buf_add_c(p->out, "</li>\n");
}

static void put_rename(const page *p, uint32_t row)
{
	const nl_history_row *rows = p->history->rows.at;
	if (row == 0 || nl_str_eq(rows[row].revision.path, rows[row - 1].revision.path)) return;
	nl_buf_add_c(p->out, " (renamed from ");
	nl_page_put_name(p->out, rows[row - 1].revision.path);
	nl_buf_add_c(p->out, " to ");
	nl_page_put_name(p->out, rows[row].revision.path);
	nl_buf_add_byte(p->out, ')');
}

static void put_revision(const page *p, uint32_t row)
{
	const nl_history *h = p->history;
	const nl_revision *revision = &h->rows.at[row].revision;
	nl_buf_addf(p->out, "<article id=v%u class=revision aria-labelledby=v%u-h>\n<h3 id=v%u-h>", row, row, row);
	put_date(p->out, revision->date);
	nl_buf_add_c(p->out, " · ");
	nl_page_put_name(p->out, revision->summary);
	nl_buf_add_c(p->out, "</h3>\n<p class=aside>");
	nl_page_put_name(p->out, revision->author);
	nl_buf_add_c(p->out, ", ");
	put_commit(p->out, revision);
	put_rename(p, row);
	nl_buf_add_c(p->out, "</p>\n<ul>\n");
	for (uint32_t i = 0; i < h->ir->position_count; i++)
		if (nl_history_changed(h, row, i)) put_change(p, row, i);
	nl_buf_add_c(p->out, "</ul>\n</article>\n");
}

static void put_events(const page *p)
{
	bool any = false;
	nl_page_section_begin(p->out, "changes", "What changed when",
		"The latest revision first. Revisions in which no position changed are in the table alone.");
	for (uint32_t row = p->history->rows.len; row-- > 0;) {
		if (!nl_history_row_changed(p->history, row)) continue;
		put_revision(p, row);
		any = true;
	}
	if (!any) nl_buf_add_c(p->out, "<p>No revision says anything of the positions that are looked for.</p>\n");
	nl_page_section_end(p->out);
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

static void put_event_link(const page *p, uint32_t row)
{
	const nl_revision *revision = &p->history->rows.at[row].revision;
	nl_buf_addf(p->out, "<a href=#v%u>", row);
	put_date(p->out, revision->date);
	nl_buf_add_c(p->out, "</a> ");
	put_commit(p->out, revision);
	nl_buf_add_byte(p->out, ' ');
	nl_page_put_name(p->out, revision->author);
}

/* Where it first appeared, then each change, in order. */
static void put_position(const page *p, uint32_t position)
{
	const nl_history *h = p->history;
	const nl_position_match *now = &nl_vec_last(&h->rows)->said[position];
	bool any = false;
	nl_buf_addf(p->out, "<tr id=c%u><th scope=row>", position);
	nl_page_put(p->out, h->ir->positions[position].title);
	nl_buf_add_c(p->out, "<td>");
	nl_compare_put_said(p->out, now->stance, now->strength);
	nl_buf_add_c(p->out, "<td>");
	for (uint32_t row = 0; row < h->rows.len; row++) {
		if (!nl_history_changed(h, row, position)) continue;
		if (any) nl_buf_add_c(p->out, "<br>");
		nl_compare_put_change(p->out, nl_history_change(h, row, position));
		nl_buf_add_byte(p->out, ' ');
		put_event_link(p, row);
		any = true;
	}
	nl_buf_add_byte(p->out, '\n');
}

static void put_positions(const page *p)
{
	const nl_history *h = p->history;
	nl_page_section_begin(p->out, "positions", "Positions",
		"When each position first appeared, became stronger or weaker, was negated or dropped.");
	nl_page_put_legend(p->out);
	nl_buf_add_c(p->out,
		"<div class=scroll tabindex=0 role=region aria-label=\"Table of positions\"><table "
		"class=sortable>\n<thead><tr><th "
		"scope=col>Position"
		"<th scope=col>In the last revision<th scope=col>What became of it</thead>\n<tbody>\n");
	for (uint32_t i = 0; i < h->ir->position_count; i++) {
		bool said = false;
		for (uint32_t row = 0; row < h->rows.len && !said; row++) said = h->rows.at[row].said[i].stance != NL_ABSENT;
		if (said) put_position(p, i);
	}
	nl_buf_add_c(p->out, "</tbody></table></div>\n");
	nl_page_section_end(p->out);
}

/* ---- revisions ------------------------------------------------------------------------------------------------- */

static void put_heads(const page *p, bool figures)
{
	const nl_history *h = p->history;
	nl_buf_add_c(p->out,
		"<thead><tr><th scope=col>Date<th scope=col>Commit<th scope=col>Author<th scope=col>What it says of itself"
		"<th scope=col class=n>Words");
	for (uint32_t i = 0; figures && i < h->ruleset_count; i++) {
		nl_buf_add_c(p->out, "<th scope=col class=n>");
		nl_page_put_label(p->out, h->ir->rulesets[h->rulesets[i]].id);
	}
	for (uint32_t i = 0; figures && i < h->ir->axis_count; i++) {
		nl_buf_add_c(p->out, "<th scope=col class=n>");
		put_axis_title(p->out, &h->ir->axes[i]);
	}
	nl_buf_add_c(p->out, "</thead>\n<tbody>\n");
}

static void put_row(const page *p, uint32_t number, bool figures)
{
	const nl_history *h = p->history;
	const nl_history_row *row = &h->rows.at[number];
	bool linked = nl_history_row_changed(h, number);
	nl_buf_add_c(p->out, "<tr><th scope=row>");
	if (linked) nl_buf_addf(p->out, "<a href=#v%u>", number);
	put_date(p->out, row->revision.date);
	if (linked) nl_buf_add_c(p->out, "</a>");
	nl_buf_add_c(p->out, "<td>");
	put_commit(p->out, &row->revision);
	nl_buf_add_c(p->out, "<td>");
	nl_page_put_name(p->out, row->revision.author);
	nl_buf_add_c(p->out, "<td>");
	nl_page_put_name(p->out, row->revision.summary);
	put_rename(p, number);
	nl_buf_addf(p->out, "<td class=n>%u", row->words);
	for (uint32_t i = 0; figures && i < h->ruleset_count; i++) nl_buf_addf(p->out, "<td class=n>%.1f", row->scores[i]);
	for (uint32_t i = 0; figures && i < h->ir->axis_count; i++)
		nl_buf_addf(p->out, "<td class=n>%+.2f", row->axes[i].value);
	nl_buf_add_byte(p->out, '\n');
}

static void put_revisions(const page *p, bool figures)
{
	nl_page_section_begin(p->out, "revisions", "Revisions", NULL);
	nl_buf_add_c(p->out,
		"<div class=scroll tabindex=0 role=region aria-label=\"Table of revisions\"><table class=sortable>\n");
	put_heads(p, figures);
	for (uint32_t row = 0; row < p->history->rows.len; row++) put_row(p, row, figures);
	nl_buf_add_c(p->out, "</tbody></table></div>\n");
	nl_page_section_end(p->out);
}

/* ---- the page -------------------------------------------------------------------------------------------------- */

static void put_lede(nl_buf *out, const nl_history *h)
{
	uint32_t said = 0;
	const nl_history_row *last = nl_vec_last(&h->rows);
	for (uint32_t i = 0; i < h->ir->position_count; i++) said += last->said[i].stance != NL_ABSENT;
	nl_page_put_count(out, h->rows.len, "revision");
	nl_buf_add_c(out, " from ");
	put_date(out, h->rows.at[0].revision.date);
	nl_buf_add_c(out, " to ");
	put_date(out, last->revision.date);
	nl_buf_add_c(out, ". The last one takes ");
	nl_page_put_count(out, said, "position");
	nl_buf_add_byte(out, '.');
}

static void begin(const page *p, const nl_history_options *options)
{
	static const nl_page_link links[] = {{"scores", "Scores"}, {"scales", "Scales"}, {"changes", "What changed when"},
		{"positions", "Positions"}, {"revisions", "Revisions"}};
	nl_buf title = {0}, lede = {0};
	nl_buf_add_c(&title, "The history of ");
	nl_buf_add(&title, nl_vec_last(&p->history->rows)->revision.path);
	put_lede(&lede, p->history);
	nl_page_begin(p->out, nl_buf_str(&title), nl_buf_str(&title), nl_buf_str(&lede), options->quiet ? links + 2 : links,
		options->quiet ? 3 : 5);
	nl_buf_release(&title);
	nl_buf_release(&lede);
}

static void html_write(nl_buf *out, const nl_history_options *options, const nl_history *history)
{
	static const nl_page_link none;
	const page p = {out, history};
	if (history->rows.len == 0) {
		nl_page_begin(out, NL_STR("No history"), NL_STR("No history"), NL_STR("No revision could be read."), &none, 0);
		nl_page_end(out);
		return;
	}
	begin(&p, options);
	if (!options->quiet) {
		put_scores(&p);
		put_scales(&p);
	}
	put_events(&p);
	put_positions(&p);
	put_revisions(&p, !options->quiet);
	nl_page_end(out);
}

const nl_history_report nl_history_report_html = {"html", html_write};
