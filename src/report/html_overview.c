/* What is told of all texts together, from the rows that they left. */
#include <math.h>
#include <stdlib.h>

#include "judge/wording.h"
#include "report/html_report.h"
#include "report/path.h"

/* How much of the names the texts share: "drafts/" of "drafts/a.md" and "drafts/b.md". */
static size_t shared_directory(const nl_page_run *run)
{
	if (run->count < 2) return 0;
	size_t shared = run->rows[0]->path.len;
	for (uint32_t i = 1; i < run->count; i++) {
		nl_str a = run->rows[0]->path, b = run->rows[i]->path;
		size_t same = 0;
		while (same < shared && same < b.len && a.ptr[same] == b.ptr[same]) same++;
		shared = same;
	}
	while (shared && run->rows[0]->path.ptr[shared - 1] != '/') shared--;
	return shared;
}

static void put_text_name(nl_buf *out, const nl_page_run *run, const nl_page_row *row, const char *kind)
{
	nl_buf_addf(out, "<a href=#%s%u>", kind, row->number);
	nl_page_put_name(out, nl_str_slice(row->path, shared_directory(run), row->path.len));
	nl_buf_add_c(out, "</a>");
}

/* ---- the summary ------------------------------------------------------------------------------------------------- */

static const char *step_of(double score)
{
	static const char *const steps[] = {"s0", "s1", "s2", "s3", "s4"};
	return steps[(size_t)fmin(score / 20, 4)];
}

static void put_score_row(nl_buf *out, const nl_page_run *run, const nl_page_row *row)
{
	nl_buf_add_c(out, "<tr><th scope=row>");
	put_text_name(out, run, row, run->options->texts <= NL_PAGE_FEW ? "c" : "t");
	for (uint32_t r = 0; r < run->options->ruleset_count; r++) {
		if (row->scores[r] < 0) nl_buf_add_c(out, "<td class=n>·");
		else nl_buf_addf(out, "<td class=%s>%.0f", step_of(row->scores[r]), row->scores[r]);
	}
	nl_buf_addf(out, "<td class=n>%u\n", row->tally.contradictions);
}

static void put_score_table(nl_buf *out, const nl_page_run *run)
{
	const char *id = run->options->texts > NL_PAGE_FEW ? "scores" : "table";
	nl_buf_addf(out,
		"<h3 id=%s>Scores</h3>\n<p class=intro>From 0, nothing that the rule set asks for, to 100, all of it.</p>\n"
		"<div class=scroll role=region aria-label=\"Table of scores\" tabindex=0><table class=\"sortable scores\">\n"
		"<thead><tr><th scope=col>Text",
		id);
	for (uint32_t r = 0; r < run->options->ruleset_count; r++) {
		nl_buf_add_c(out, "<th scope=col class=n>");
		nl_page_put_ruleset(out, run->options->rulesets[r].ruleset);
	}
	nl_buf_add_c(out, "<th scope=col class=n>Contradictions</thead>\n<tbody>\n");
	for (uint32_t i = 0; i < run->count; i++) put_score_row(out, run, run->rows[i]);
	nl_buf_add_c(out, "</tbody></table></div>\n");
}

void nl_page_put_summary(nl_buf *out, const nl_page_run *run)
{
	nl_page_section_begin(out, "summary", "Summary", NULL);
	if (run->count == 0) nl_buf_add_c(out, "<p>There is no text that could be checked.</p>\n");
	nl_buf_add_c(out, run->count ? "<ol class=texts>\n" : "");
	for (uint32_t i = 0; i < run->count; i++) {
		nl_buf_add_c(out, "<li>");
		put_text_name(out, run, run->rows[i], "t");
		nl_buf_addf(out, " " NL_FMT "\n", NL_ARG(run->rows[i]->sentence));
	}
	nl_buf_add_c(out, run->count ? "</ol>\n" : "");
	if (run->count && run->options->ruleset_count) put_score_table(out, run);
	nl_page_section_end(out);
}

/* ---- the cards of few texts -------------------------------------------------------------------------------------- */

void nl_page_put_scores(nl_buf *out, const nl_page_run *run)
{
	if (run->options->texts > NL_PAGE_FEW) return;
	nl_page_section_begin(out, "scores", "What is missing, and what conflicts",
		"A card for each rule set, with its score of 100. Unfold it for its points.");
	for (uint32_t i = 0; i < run->count; i++) {
		const nl_page_row *row = run->rows[i];
		if (run->count > 1) {
			nl_buf_addf(out, "<h3 id=c%u>", row->number);
			nl_page_put_name(out, row->title);
			nl_buf_add_c(out, "</h3>\n<p class=path>");
			nl_page_put_name(out, row->path);
			nl_buf_add_c(out, "</p>\n");
		}
		nl_buf_add(out, row->cards);
	}
	nl_page_section_end(out);
}

/* ---- scales ------------------------------------------------------------------------------------------------------ */

/* An axis of any text, where it was defined. */
typedef struct {
	const nl_axis *axis;
	const nl_ir *ir;
} known_axis;

static int by_id(const void *a, const void *b)
{
	const known_axis *x = a, *y = b;
	return nl_str_cmp(x->axis->id, y->axis->id);
}

typedef NL_VEC(known_axis) known_axes;

static known_axes axes_of(const nl_page_run *run)
{
	known_axes all = {0};
	for (uint32_t i = 0; i < run->count; i++) {
		for (uint32_t a = 0; a < run->rows[i]->axes.count; a++) {
			const nl_axis *axis = run->rows[i]->axes.places[a].axis;
			bool known = false;
			for (uint32_t k = 0; k < all.len && !known; k++) known = nl_str_eq(all.at[k].axis->id, axis->id);
			if (!known) *nl_vec_push(&all) = (known_axis){axis, run->rows[i]->axes.ir};
		}
	}
	if (all.len) qsort(all.at, all.len, sizeof *all.at, by_id);
	return all;
}

static const nl_axis_place *place_on(const nl_page_row *row, nl_str axis)
{
	for (uint32_t a = 0; a < row->axes.count; a++)
		if (nl_str_eq(row->axes.places[a].axis->id, axis)) return &row->axes.places[a];
	return NULL;
}

static void put_scale(nl_buf *out, const nl_page_run *run, const known_axis *of)
{
	nl_arena arena = {0};
	nl_page_place *places = nl_arena_array(&arena, nl_page_place, run->count + 1);
	uint32_t count = 0;
	size_t shared = shared_directory(run);
	for (uint32_t i = 0; i < run->count; i++) {
		const nl_page_row *row = run->rows[i];
		const nl_axis_place *place = place_on(row, of->axis->id);
		if (!place) continue;
		places[count++] = (nl_page_place){.value = place->value,
			.low = place->low,
			.high = place->high,
			.label = run->count == 1 ? NL_STR("") : nl_str_slice(row->path, shared, row->path.len),
			.nothing = place->from_count + place->to_count == 0};
	}
	nl_page_scale scale = {.title = of->axis->title.len ? of->axis->title : of->axis->id,
		.from = nl_wording_claim(of->ir, of->axis->from, &arena),
		.to = nl_wording_claim(of->ir, of->axis->to, &arena),
		.places = places,
		.count = count,
		.told = true};
	nl_page_put_scale(out, &scale);
	nl_arena_release(&arena);
}

static void put_scale_table(nl_buf *out, const nl_page_run *run, const known_axes *all)
{
	nl_buf_add_c(out,
		"<details><summary>The scales as a table</summary>\n<p class=intro>Below 0 a text is nearer to the first of "
		"the two positions, above 0 to the second.</p>\n<div class=scroll><table class=sortable>\n"
		"<thead><tr><th scope=col>Text");
	for (uint32_t i = 0; i < all->len; i++) {
		nl_buf_add_c(out, "<th scope=col class=n>");
		nl_page_put(out, all->at[i].axis->title.len ? all->at[i].axis->title : all->at[i].axis->id);
	}
	nl_buf_add_c(out, "</thead>\n<tbody>\n");
	for (uint32_t r = 0; r < run->count; r++) {
		nl_buf_add_c(out, "<tr><th scope=row>");
		put_text_name(out, run, run->rows[r], "t");
		for (uint32_t i = 0; i < all->len; i++) {
			const nl_axis_place *place = place_on(run->rows[r], all->at[i].axis->id);
			bool says = place && place->from_count + place->to_count > 0;
			if (says) nl_buf_addf(out, "<td class=n>%+.2f", place->value);
			else nl_buf_add_c(out, "<td class=n>neither");
		}
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_add_c(out, "</tbody></table></div></details>\n");
}

void nl_page_put_scales(nl_buf *out, const nl_page_run *run)
{
	known_axes all = axes_of(run);
	nl_page_section_begin(out, "scales", "Scales",
		"Where a text stands between two positions, by how often it affirms either. The farther from the middle, the "
		"clearer; a thin line shows how sure that is.");
	if (all.len == 0) nl_buf_add_c(out, "<p>The rules define no scale.</p>\n");
	for (uint32_t i = 0; i < all.len; i++) put_scale(out, run, &all.at[i]);
	if (all.len) put_scale_table(out, run, &all);
	nl_page_section_end(out);
	nl_vec_release(&all);
}

/* ---- texts and positions ----------------------------------------------------------------------------------------- */

static void put_cell(nl_buf *out, const nl_page_row *row, const nl_page_said *said)
{
	nl_buf_add_c(out, "<td>");
	if (said->first) nl_buf_addf(out, "<a href=#%ue%u>", row->number, said->first);
	else if (said->stance == NL_ABSENT) return; /* an empty cell says it, and there may be many thousands */
	nl_page_put_mark(out, (nl_stance)said->stance, (nl_strength)said->strength, true);
	if (said->first) nl_buf_add_c(out, "</a>");
}

static const nl_position *definition_of(const nl_page_run *run, uint32_t position)
{
	const nl_page_definition *of = &run->definitions[position];
	return of->ir ? &of->ir->positions[of->position] : NULL;
}

/* Positions in the order of their topics, by name in each. */
static uint32_t *order_of(const nl_page_run *run, nl_arena *arena)
{
	uint32_t count = run->options->position_count, *order = nl_arena_array(arena, uint32_t, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = i;
		const nl_position *of = definition_of(run, i);
		for (; of && at > 0; at--) {
			const nl_position *before = definition_of(run, order[at - 1]);
			int by_topic = before ? nl_str_cmp(before->topic, of->topic) : 1;
			if (by_topic < 0 || (by_topic == 0 && nl_str_cmp(before->id, of->id) <= 0)) break;
			order[at] = order[at - 1];
		}
		order[at] = i;
	}
	return order;
}

static void put_position_head(nl_buf *out, const nl_page_run *run, uint32_t position, const char *scope)
{
	const nl_position *of = definition_of(run, position);
	nl_buf_addf(out, "<th scope=%s", scope);
	if (of) nl_page_put_attribute(out, "data-topic", of->topic);
	nl_buf_add_byte(out, '>');
}

/* Few texts: a position a row, in full. */
static void put_tall(nl_buf *out, const nl_page_run *run, const uint32_t *order)
{
	nl_buf_add_c(out, "<table class=\"matrix sortable filterable\">\n<thead><tr><th scope=col>Position<th scope=col>Topic");
	for (uint32_t i = 0; i < run->count; i++) {
		nl_buf_add_c(out, "<th scope=col>");
		if (run->count == 1) nl_buf_add_c(out, "Stance");
		else nl_page_put_name(out, nl_str_slice(run->rows[i]->path, shared_directory(run), run->rows[i]->path.len));
	}
	nl_buf_add_c(out, "</thead>\n<tbody>\n");
	for (uint32_t p = 0; p < run->options->position_count; p++) {
		const nl_position *of = definition_of(run, order[p]);
		if (!of) continue;
		nl_buf_add_c(out, "<tr");
		nl_page_put_attribute(out, "data-topic", of->topic);
		nl_buf_addf(out, "><th scope=row><a href=#p%u>", order[p]);
		nl_page_put_sentence(out, of->title.len ? of->title : of->id);
		nl_buf_add_c(out, "</a><td class=topic>");
		nl_page_put_label(out, of->topic);
		for (uint32_t i = 0; i < run->count; i++) put_cell(out, run->rows[i], &run->rows[i]->said[order[p]]);
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_add_c(out, "</tbody></table>");
}

/* Many texts: a text a row. */
static void put_wide(nl_buf *out, const nl_page_run *run, const uint32_t *order)
{
	nl_buf_add_c(out, "<table class=\"matrix wide sortable filterable\">\n<thead><tr><th scope=col>Text");
	for (uint32_t p = 0; p < run->options->position_count; p++) {
		put_position_head(out, run, order[p], "col");
		nl_page_put_label(out, run->options->positions[order[p]]);
	}
	nl_buf_add_c(out, "</thead>\n<tbody>\n");
	for (uint32_t i = 0; i < run->count; i++) {
		nl_buf_add_c(out, "<tr><th scope=row>");
		put_text_name(out, run, run->rows[i], "t");
		for (uint32_t p = 0; p < run->options->position_count; p++)
			put_cell(out, run->rows[i], &run->rows[i]->said[order[p]]);
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_add_c(out, "</tbody></table>");
}

void nl_page_put_matrix(nl_buf *out, const nl_page_run *run)
{
	nl_arena arena = {0};
	uint32_t *order = order_of(run, &arena);
	nl_page_section_begin(out, "positions", run->count == 1 ? "Positions" : "Texts and positions",
		"What each text says of each position. An empty cell: nothing. A mark leads to the words.");
	nl_page_put_legend(out);
	nl_buf_add_c(out, "<div class=scroll role=region aria-label=\"Table of positions\" tabindex=0>");
	if (run->count <= NL_PAGE_COLUMNS) put_tall(out, run, order);
	else put_wide(out, run, order);
	nl_buf_add_c(out, "</div>\n");
	nl_page_section_end(out);
	nl_arena_release(&arena);
}

/* ---- the glossary ------------------------------------------------------------------------------------------------ */

static const char *verb_of(nl_rule_kind kind)
{
	switch (kind) {
	case NL_REQUIRE: return "requires it";
	case NL_RECOMMEND: return "recommends it";
	case NL_DISCOURAGE: return "discourages it";
	case NL_FORBID: break;
	}
	return "forbids it";
}

static void put_askers(nl_buf *out, const nl_page_run *run, nl_str position)
{
	bool any = false;
	for (uint32_t r = 0; r < run->options->ruleset_count; r++) {
		const nl_ir *ir = run->options->rulesets[r].ir;
		const nl_ruleset *set = run->options->rulesets[r].ruleset;
		uint32_t number = nl_ir_position(ir, position);
		for (uint32_t i = 0; i < set->rule_count && number != NL_NONE; i++) {
			const nl_rule *rule = &set->rules[i];
			if (ir->conds[rule->condition].op != NL_COND_POSITION || ir->conds[rule->condition].position != number)
				continue;
			nl_buf_add_c(out, any ? ", " : "<dd class=aside>");
			nl_page_put_ruleset(out, set);
			nl_buf_addf(out, " %s", verb_of(rule->kind));
			any = true;
		}
	}
	if (any) nl_buf_add_c(out, ".\n");
}

static void put_meaning(nl_buf *out, const nl_page_run *run, uint32_t position)
{
	const nl_position *of = definition_of(run, position);
	nl_buf_addf(out, "<dt id=p%u>", position);
	if (!of) {
		nl_page_put_label(out, run->options->positions[position]);
		nl_buf_add_c(out, "<dd>No text was checked for it.\n");
		return;
	}
	nl_page_put_sentence(out, of->title.len ? of->title : of->id);
	nl_buf_add_c(out, "<dd class=aside>");
	nl_page_put_label(out, of->topic);
	nl_buf_add_c(out, of->topic.len ? " · " : "");
	nl_page_put_name(out, of->id);
	nl_buf_add_byte(out, '\n');
	if (of->why.len) nl_buf_add_c(out, "<dd>");
	nl_page_put(out, of->why);
	if (of->citation_count) nl_buf_add_c(out, "\n<dd>Source: ");
	nl_page_put_citations(out, of->citations, of->citation_count);
	nl_buf_add_byte(out, '\n');
	put_askers(out, run, of->id);
}

void nl_page_put_glossary(nl_buf *out, const nl_page_run *run)
{
	nl_arena arena = {0};
	uint32_t *order = order_of(run, &arena);
	nl_page_section_begin(out, "glossary", "What the positions mean", NULL);
	nl_buf_add_c(out, run->options->position_count ? "<dl class=glossary>\n" : "<p>No position was looked for.</p>\n");
	for (uint32_t p = 0; p < run->options->position_count; p++) put_meaning(out, run, order[p]);
	nl_buf_add_c(out, run->options->position_count ? "</dl>\n" : "");
	nl_page_section_end(out);
	nl_arena_release(&arena);
}
