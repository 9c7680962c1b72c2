/* Pages of comparisons: of two drafts what became of each position, scores and axes before and after, and both texts beside each
 * other; of more a table, a column each. */
#include "report/compare_html.h"

#include <math.h>

#include "report/change_marks.h"
#include "report/html_page.h"
#include "report/html_report.h"
#include "report/json_tree.h"

/* ---- small parts ----------------------------------------------------------------------------------------------- */

void nl_compare_put_change(nl_buf *out, nl_change change)
{
	char mark = nl_change_mark(change);
	nl_buf_addf(out, "<b class=\"change %s\"><span aria-hidden=true>", nl_change_name(change));
	if (mark == '<' || mark == '>') nl_buf_add_c(out, mark == '<' ? "▾" : "▴");
	else if (mark == '-') nl_buf_add_c(out, "−");
	else if (mark == ' ') nl_buf_add_c(out, "·");
	else nl_buf_add_byte(out, mark);
	nl_buf_addf(out, "</span> %s</b>", nl_change_name(change));
}

void nl_compare_put_counts(nl_buf *out, const uint32_t counts[NL_CHANGES], uint32_t which)
{
	uint32_t left = 0, told = 0;
	for (uint32_t change = 0; change < NL_CHANGES; change++) left += which & 1u << change && counts[change] > 0;
	for (uint32_t change = NL_CHANGES; change-- > 0;) {
		if (!(which & 1u << change) || counts[change] == 0) continue;
		nl_buf_addf(out, "%s%u %s",
			told == 0         ? ""
				: --left == 0 ? " and "
							  : ", ",
			counts[change], nl_change_name((nl_change)change));
		if (told++ == 0) left--;
	}
}

void nl_compare_put_difference(nl_buf *out, double difference)
{
	double rounded = nl_json_rounded(difference, 1);
	if (rounded == 0) nl_buf_add_c(out, "<span class=quiet>0.0</span>");
	else
		nl_buf_addf(out, "<span class=%s>%s%.1f <span aria-hidden=true>%s</span></span>", rounded > 0 ? "up" : "down",
			rounded > 0 ? "+" : "−", fabs(rounded), rounded > 0 ? "▴" : "▾");
}

void nl_compare_put_said(nl_buf *out, nl_stance stance, nl_strength strength)
{
	nl_page_put_mark(out, stance, strength, false);
	nl_buf_add_byte(out, ' ');
	nl_page_put_stance(out, stance, strength);
}

/* What the other draft has alone is left out, what this one has alone is marked. */
static void put_edits(nl_buf *out, const nl_edit_list *edits, bool of_new)
{
	const nl_edit_kind left_out = of_new ? NL_EDIT_DROPPED : NL_EDIT_ADDED;
	bool any = false;
	for (uint32_t i = 0; i < edits->count; i++) {
		const nl_edit *edit = &edits->at[i];
		if (edit->kind == left_out) continue;
		if (any) nl_buf_add_byte(out, ' ');
		any = true;
		if (edit->kind != NL_EDIT_KEPT) nl_buf_add_c(out, of_new ? "<ins>" : "<del>");
		nl_page_put(out, edit->kind == NL_EDIT_KEPT && !of_new ? edit->old : edit->shown);
		if (edit->kind != NL_EDIT_KEPT) nl_buf_add_c(out, of_new ? "</ins>" : "</del>");
	}
}

void nl_compare_put_passage(nl_buf *out, const nl_doc *doc, nl_passage_side side, const nl_edit_list *edits, bool of_new)
{
	const nl_sentence *first = &doc->sentences[side.first];
	const nl_block *block = &doc->blocks[first->block];
	if (block->label.len && block->first == side.first) {
		nl_page_put(out, block->label);
		nl_buf_add_byte(out, ' ');
	}
	if (edits) put_edits(out, edits, of_new);
	else nl_page_put(out, nl_doc_text(doc, (nl_span){first->text.start, doc->sentences[side.end - 1].text.end}));
}

/* ---- scores ---------------------------------------------------------------------------------------------------- */

static void put_scores(nl_buf *out, const nl_comparison *c)
{
	nl_page_section_begin(out, "scores", "Scores before and after",
		"How far each draft does what a rule set asks for, of 100. A rule set is one camp’s expectations.");
	nl_buf_add_c(out,
		"<div class=scroll tabindex=0 role=region aria-label=\"Table of scores\"><table "
		"class=sortable>\n<thead><tr><th "
		"scope=col>Rule set"
		"<th scope=col class=n>Before<th scope=col class=n>Now<th scope=col class=n>Change</thead>\n<tbody>\n");
	for (uint32_t i = 0; i < c->new->score_count; i++) {
		double before = nl_json_rounded(c->old->scores[i].score, 1), now = nl_json_rounded(c->new->scores[i].score, 1);
		nl_buf_add_c(out, "<tr><th scope=row>");
		nl_page_put_ruleset(out, c->new->scores[i].ruleset);
		nl_buf_addf(out, "<td class=n>%.1f<td class=n>%.1f<td class=n>", before, now);
		nl_compare_put_difference(out, now - before);
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_add_c(out, "</tbody></table></div>\n");
	nl_page_section_end(out);
}

/* ---- scales ---------------------------------------------------------------------------------------------------- */

static void put_scale(nl_buf *out, const nl_draft_list *drafts, uint32_t axis, nl_arena *arena)
{
	const nl_ir *ir = drafts->drafts[0]->match->ir;
	const nl_axis *of = &ir->axes[axis];
	nl_page_place *places = nl_arena_array(arena, nl_page_place, drafts->count);
	nl_buf label = {0};
	for (uint32_t d = 0; d < drafts->count; d++) {
		const nl_axis_place *place = &drafts->drafts[d]->axes[axis];
		places[d] = (nl_page_place){.value = place->value,
			.low = place->low,
			.high = place->high,
			.label = nl_source_name(drafts->drafts[d]->match->doc->source),
			.shape = d + 1 < drafts->count,
			.joined = d > 0,
			.nothing = place->from_count + place->to_count == 0};
	}
	if (of->title.len == 0) nl_page_put_label(&label, of->id);
	const nl_page_scale scale = {.title = of->title.len ? of->title : nl_buf_str(&label),
		.from = ir->positions[of->from].title,
		.to = ir->positions[of->to].title,
		.places = places,
		.count = drafts->count};
	nl_page_put_scale(out, &scale);
	nl_buf_release(&label);
}

void nl_compare_put_scales(nl_buf *out, const nl_draft_list *drafts)
{
	nl_arena arena = {0};
	nl_page_section_begin(out, "scales", "Scales",
		"Where each draft stands between two positions that exclude each other. A ring is what was before, a dot what "
		"is now; "
		"the line through it shows how little evidence there is.");
	for (uint32_t i = 0; i < drafts->drafts[0]->axis_count; i++) put_scale(out, drafts, i, &arena);
	nl_page_section_end(out);
	nl_arena_release(&arena);
}

/* ---- two drafts ------------------------------------------------------------------------------------------------ */

/* The rule set whose score changed most in one direction; NL_NONE when none did. */
static uint32_t farthest(const nl_comparison *c, double sign, double *by)
{
	uint32_t found = NL_NONE;
	*by = 0.05;
	for (uint32_t i = 0; i < c->new->score_count; i++) {
		double change = sign * (c->new->scores[i].score - c->old->scores[i].score);
		if (change <= *by) continue;
		*by = change;
		found = i;
	}
	return found;
}

static void put_movement(nl_buf *out, const nl_comparison *c)
{
	double gain, loss;
	uint32_t nearer = farthest(c, 1, &gain), away = farthest(c, -1, &loss);
	if (nearer != NL_NONE) {
		nl_buf_add_c(out, " It comes nearer to <b>");
		nl_page_put_ruleset(out, c->new->scores[nearer].ruleset);
		nl_buf_addf(out, "</b> (+%.1f of 100)", gain);
	}
	if (away != NL_NONE) {
		nl_buf_add_c(out, nearer != NL_NONE ? " and moves away from <b>" : " It moves away from <b>");
		nl_page_put_ruleset(out, c->new->scores[away].ruleset);
		nl_buf_addf(out, "</b> (−%.1f)", loss);
	}
	if (nearer != NL_NONE || away != NL_NONE) nl_buf_add_byte(out, '.');
}

static void put_lede(nl_buf *out, const nl_comparison *c)
{
	const uint32_t told =
		~(1u << NL_CHANGE_ABSENT | 1u << NL_CHANGE_UNCHANGED | 1u << NL_CHANGE_MOVED) & ((1u << NL_CHANGES) - 1);
	uint32_t asked = 0, changed = 0;
	for (uint32_t change = 0; change < NL_CHANGES; change++) {
		asked += c->counts[change];
		if (told & 1u << change) changed += c->counts[change];
	}
	if (changed == 0) nl_buf_addf(out, "None of the %u positions that are looked for changed.", asked);
	else {
		nl_buf_addf(out, "Of the %u positions that are looked for, %u changed: ", asked, changed);
		nl_compare_put_counts(out, c->counts, told);
		nl_buf_add_byte(out, '.');
	}
	put_movement(out, c);
}

static nl_str last_part(nl_str path)
{
	size_t start = path.len;
	while (start && path.ptr[start - 1] != '/') start--;
	return nl_str_slice(path, start, path.len);
}

/* The drafts without their directories, unless that would make one of two. */
static void put_heading(nl_buf *out, nl_str old, nl_str new)
{
	bool alike = nl_str_eq(last_part(old), last_part(new));
	nl_buf_add_c(out, "From ");
	nl_buf_add(out, alike ? old : last_part(old));
	nl_buf_add_c(out, " to ");
	nl_buf_add(out, alike ? new : last_part(new));
}

static void begin_pair(nl_buf *out, const nl_compare_options *options, const nl_comparison *c)
{
	static const nl_page_link links[] = {{"changes", "What changed"}, {"scores", "Scores"}, {"scales", "Scales"},
		{"drafts", "Both drafts"}};
	static const nl_page_link few[] = {{"changes", "What changed"}, {"drafts", "Both drafts"}};
	nl_buf heading = {0}, lede = {0};
	put_heading(&heading, nl_source_name(c->old->match->doc->source), nl_source_name(c->new->match->doc->source));
	put_lede(&lede, c);
	nl_page_begin(out, nl_buf_str(&heading), nl_buf_str(&heading), nl_buf_str(&lede), options->quiet ? few : links,
		options->quiet ? 2 : 4);
	nl_buf_release(&heading);
	nl_buf_release(&lede);
}

static void html_pair(nl_buf *out, const nl_compare_options *options, const nl_comparison *c)
{
	const nl_draft_list drafts = {(const nl_verdict *const[]){c->old, c->new}, &c, 2};
	begin_pair(out, options, c);
	nl_compare_put_positions(out, options, c);
	if (!options->quiet) {
		put_scores(out, c);
		nl_compare_put_scales(out, &drafts);
	}
	nl_compare_put_drafts(out, options, c);
	nl_page_end(out);
}

/* ---- more than two --------------------------------------------------------------------------------------------- */

static void put_heads(nl_buf *out, const nl_draft_list *drafts, const char *first, const char *class)
{
	nl_buf_addf(out, "<thead><tr><th scope=col>%s", first);
	for (uint32_t d = 0; d < drafts->count; d++) {
		nl_buf_addf(out, "<th scope=col%s>", class);
		nl_page_put_name(out, nl_source_name(drafts->drafts[d]->match->doc->source));
	}
	nl_buf_add_c(out, "</thead>\n<tbody>\n");
}

static void put_score_table(nl_buf *out, const nl_draft_list *drafts)
{
	const nl_verdict *first = drafts->drafts[0];
	nl_page_section_begin(out, "scores", "Scores", "How far each draft does what a rule set asks for, of 100.");
	nl_buf_add_c(out, "<div class=scroll tabindex=0 role=region aria-label=\"Table of scores\"><table class=sortable>\n");
	put_heads(out, drafts, "Rule set", " class=n");
	for (uint32_t s = 0; s < first->score_count; s++) {
		nl_buf_add_c(out, "<tr><th scope=row>");
		nl_page_put_ruleset(out, first->scores[s].ruleset);
		for (uint32_t d = 0; d < drafts->count; d++)
			nl_buf_addf(out, "<td class=n>%.1f", drafts->drafts[d]->scores[s].score);
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_add_c(out, "</tbody></table></div>\n");
	nl_page_section_end(out);
}

static void put_position_row(nl_buf *out, const nl_draft_list *drafts, uint32_t position)
{
	const nl_position *of = &drafts->drafts[0]->match->ir->positions[position];
	nl_buf_add_c(out, "<tr");
	nl_page_put_attribute(out, "data-topic", of->topic);
	nl_buf_add_c(out, "><th scope=row>");
	nl_page_put(out, of->title);
	for (uint32_t d = 0; d < drafts->count; d++) {
		const nl_position_match *said = &drafts->drafts[d]->match->positions[position];
		nl_change change = d ? drafts->comparisons[d - 1]->positions[position].change : NL_CHANGE_ABSENT;
		nl_buf_add_c(out, "<td>");
		nl_compare_put_said(out, said->stance, said->strength);
		if (change == NL_CHANGE_ABSENT || change == NL_CHANGE_UNCHANGED) continue;
		nl_buf_add_c(out, "<br>");
		nl_compare_put_change(out, change);
	}
	nl_buf_add_byte(out, '\n');
}

static void put_position_table(nl_buf *out, const nl_draft_list *drafts)
{
	const nl_match *match = drafts->drafts[0]->match;
	nl_page_section_begin(out, "positions",
		"Positions", "What each draft says, and what became of it since the draft to the left. Of positions that no draft takes there is no row.");
	nl_page_put_legend(out);
	nl_buf_add_c(
		out, "<div class=scroll tabindex=0 role=region aria-label=\"Table of positions\"><table class=\"drafts sortable filterable\">\n");
	put_heads(out, drafts, "Position", "");
	for (uint32_t i = 0; i < match->ir->position_count; i++) {
		bool taken = false;
		for (uint32_t d = 0; d < drafts->count; d++)
			taken |= drafts->drafts[d]->match->positions[i].stance != NL_ABSENT;
		if (taken && !match->positions[i].passed_over) put_position_row(out, drafts, i);
	}
	nl_buf_add_c(out, "</tbody></table></div>\n");
	nl_page_section_end(out);
}

static void html_table(nl_buf *out, const nl_compare_options *options, const nl_draft_list *drafts)
{
	static const nl_page_link links[] = {{"positions", "Positions"}, {"scores", "Scores"}, {"scales", "Scales"}};
	nl_buf heading = {0}, lede = {0};
	nl_page_put_count(&heading, drafts->count, "draft");
	nl_buf_add_c(&heading, " compared");
	nl_buf_add_c(&lede, "From ");
	nl_page_put_name(&lede, nl_source_name(drafts->drafts[0]->match->doc->source));
	nl_buf_add_c(&lede, " to ");
	nl_page_put_name(&lede, nl_source_name(drafts->drafts[drafts->count - 1]->match->doc->source));
	nl_buf_add_c(&lede, ", each draft beside the one before it.");
	nl_page_begin(out, nl_buf_str(&heading), nl_buf_str(&heading), nl_buf_str(&lede), links, options->quiet ? 1 : 3);
	put_position_table(out, drafts);
	if (!options->quiet) {
		put_score_table(out, drafts);
		nl_compare_put_scales(out, drafts);
	}
	nl_page_end(out);
	nl_buf_release(&heading);
	nl_buf_release(&lede);
}

const nl_compare_report nl_compare_report_html = {"html", html_pair, html_table};
