/* What the rule sets make of a text. Of few texts: a card for each rule set, every point in full. Of many: a list with a line for
 * each, in which what conflicts is told in full, and what is missing by name: a text that is about something else misses nearly
 * everything, and then what it does have says more. */
#include "judge/credit.h"
#include "judge/wording.h"
#include "report/finding.h"
#include "report/html_points.h"

static const char *const severities[] = {"Notes", "Warnings", "Errors"};

static uint32_t count_of(const nl_points *all, nl_point_kind kind)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < all->len; i++) count += all->at[i].kind == kind;
	return count;
}

static uint32_t count_at(const nl_points *all, nl_point_kind kind, nl_severity severity)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < all->len; i++)
		count += all->at[i].kind == kind && all->at[i].finding->diag.severity == severity;
	return count;
}

/* Of several texts each has a heading of its own above. */
static void put_heading(nl_pen *pen, const char *words)
{
	unsigned level = pen->text->options->texts == 1 ? 3 : 4;
	nl_buf_addf(pen->out, "<h%u>%s</h%u>\n", level, words, level);
}

/* ---- cards ------------------------------------------------------------------------------------------------------- */

/* Grouped by weight: a list in which each point tells its own would not be read. */
static void put_points(nl_pen *pen, const nl_points *all, nl_point_kind kind)
{
	static const char *const headings[] = {"What conflicts", "What is said too weakly", "What is missing"};
	if (count_of(all, kind)) put_heading(pen, headings[kind]);
	for (int severity = NL_ERROR; severity >= NL_NOTE; severity--) {
		const char *name = nl_severity_name((nl_severity)severity);
		if (!count_at(all, kind, (nl_severity)severity)) continue;
		nl_buf_addf(pen->out, "<p class=\"severity %s\">%s</p>\n<ul class=\"points %s\">\n", name, severities[severity], name);
		for (uint32_t i = 0; i < all->len; i++)
			if (all->at[i].kind == kind && all->at[i].finding->diag.severity == (nl_severity)severity)
				nl_point_put(pen, &all->at[i], false);
		nl_buf_add_c(pen->out, "</ul>\n");
	}
}

static uint32_t met_by(const nl_score *score)
{
	uint32_t met = 0;
	for (uint32_t i = 0; i < score->ruleset->rule_count; i++)
		met += score->rules[i].applies && score->rules[i].credit >= 1;
	return met;
}

static void put_counts(nl_pen *pen, const nl_points *all, uint32_t met)
{
	uint32_t conflicts = count_of(all, NL_POINT_CONFLICTS), weak = count_of(all, NL_POINT_WEAK),
			 missing = count_of(all, NL_POINT_MISSING);
	nl_buf_add_c(pen->out, "<small>");
	if (conflicts) nl_buf_addf(pen->out, "<b>%u conflicting</b>, ", conflicts);
	if (weak) nl_buf_addf(pen->out, "%u too weak, ", weak);
	if (missing) nl_buf_addf(pen->out, "%u missing, ", missing);
	nl_buf_addf(pen->out, "%u met</small>", met);
}

static void put_card(nl_pen *pen, const nl_score *score, const nl_points *all)
{
	nl_buf_addf(pen->out, "<details class=card%s><summary><b>", pen->text->verdict->score_count == 1 ? " open" : "");
	nl_page_put_ruleset(pen->out, score->ruleset);
	nl_buf_add_c(pen->out, "</b>");
	nl_page_put_score(pen->out, score->score);
	put_counts(pen, all, met_by(score));
	nl_buf_add_c(pen->out, "</summary>\n<div>\n");
	for (nl_point_kind kind = NL_POINT_CONFLICTS; kind < NL_POINT_KINDS; kind++) put_points(pen, all, kind);
	if (all->len == 0) nl_buf_add_c(pen->out, "<p>Nothing is missing, and nothing conflicts.</p>\n");
	nl_buf_add_c(pen->out, "</div></details>\n");
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

/* Whether the same was said of the same words before. */
static bool is_told(const nl_pen *pen, const nl_finding *finding)
{
	for (const nl_finding *before = pen->text->verdict->findings; before < finding; before++) {
		bool same = before->sentence == finding->sentence && before->span.start == finding->span.start &&
			nl_str_eq(before->diag.message, finding->diag.message);
		if (same && nl_report_shows(pen->text->options, before)) return true;
	}
	return false;
}

static void put_all_of(nl_pen *pen, const nl_points *all, nl_point_kind kind, const char *heading)
{
	if (!count_of(all, kind)) return;
	nl_buf_addf(pen->out, "<dd>%s:<ul class=points>\n", heading);
	for (uint32_t i = 0; i < all->len; i++)
		if (all->at[i].kind == kind) nl_point_put(pen, &all->at[i], is_told(pen, all->at[i].finding));
	nl_buf_add_c(pen->out, "</ul>\n");
}

static bool is_missing(const nl_points *all, const nl_rule *rule)
{
	for (uint32_t i = 0; i < all->len; i++)
		if (all->at[i].rule == rule && all->at[i].kind == NL_POINT_MISSING) return true;
	return false;
}

/* The rules of a weight that ask for something, by whether it is missing. */
static void put_labels(nl_pen *pen, const nl_score *score, const nl_points *all, nl_severity severity, bool missing)
{
	const char *before = "";
	for (uint32_t i = 0; i < score->ruleset->rule_count; i++) {
		const nl_rule *rule = &score->ruleset->rules[i];
		if (!score->rules[i].applies || !nl_rule_asks(rule) || rule->severity != severity) continue;
		if (is_missing(all, rule) != missing) continue;
		nl_buf_add_c(pen->out, before);
		nl_point_put_label(pen, rule);
		before = ", ";
	}
}

static uint32_t asked_at(const nl_score *score, nl_severity severity)
{
	uint32_t asked = 0;
	for (uint32_t i = 0; i < score->ruleset->rule_count; i++)
		asked += score->rules[i].applies && nl_rule_asks(&score->ruleset->rules[i]) &&
			score->ruleset->rules[i].severity == severity;
	return asked;
}

static void put_missing(nl_pen *pen, const nl_score *score, const nl_points *all)
{
	for (int severity = NL_ERROR; severity >= NL_NOTE; severity--) {
		uint32_t missing = count_at(all, NL_POINT_MISSING, (nl_severity)severity),
				 asked = asked_at(score, (nl_severity)severity);
		if (!missing) continue;
		nl_buf_addf(pen->out, "<dd>Missing (%s): ", nl_severity_name((nl_severity)severity));
		bool few = missing <= 3 || missing * 2 <= asked;
		if (!few) nl_buf_addf(pen->out, "all %u%s", asked, missing < asked ? " but " : "");
		put_labels(pen, score, all, (nl_severity)severity, few);
		nl_buf_add_byte(pen->out, '\n');
	}
}

static void put_line(nl_pen *pen, const nl_score *score, const nl_points *all)
{
	nl_buf_add_c(pen->out, "<dt>");
	nl_page_put_ruleset(pen->out, score->ruleset);
	nl_buf_addf(pen->out, " <b>%.0f</b>\n", score->score);
	put_all_of(pen, all, NL_POINT_CONFLICTS, "Conflicts");
	put_all_of(pen, all, NL_POINT_WEAK, "Said too weakly");
	put_missing(pen, score, all);
}

typedef struct {
	uint32_t sentence, position; /* NL_NONE once it is told */
} nearest;

/* The names of all positions that are nearest in the sentence of the first of them. */
static void put_names_at(nl_pen *pen, nearest *all, size_t count)
{
	uint32_t sentence = all[0].sentence;
	for (size_t i = 0; i < count; i++) {
		if (all[i].sentence != sentence) continue;
		if (i) nl_buf_add_c(pen->out, ", ");
		nl_page_put_label(pen->out, pen->match->ir->positions[all[i].position].id);
		all[i].position = NL_NONE;
	}
}

/* Where the text came near to what it lacks, each position once; what one sentence is nearest to is one link. */
static void put_nearest(nl_pen *pen)
{
	const nl_verdict *verdict = pen->text->verdict;
	bool *told = nl_arena_array(&pen->text->arena, bool, pen->match->ir->position_count + 1);
	NL_VEC(nearest) all = {0};
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (!nl_report_shows(pen->text->options, finding)) continue;
		for (uint32_t k = 0; k < finding->closest_count; k++) {
			const nl_closest *closest = &finding->closest[k];
			if (told[closest->position]) continue;
			told[closest->position] = true;
			*nl_vec_push(&all) = (nearest){nl_point_nearest(pen, closest), closest->position};
		}
	}
	nl_buf_add_c(pen->out, all.len ? "<p>What is missing comes nearest here: " : "");
	for (uint32_t i = 0, links = 0; i < all.len; i++) {
		if (all.at[i].position == NL_NONE) continue; /* told with one before */
		nl_buf_addf(pen->out, "%s<a href=#%us%u>", links++ ? "; " : "", pen->text->number, all.at[i].sentence);
		put_names_at(pen, all.at + i, all.len - i);
		nl_buf_add_c(pen->out, "</a>");
	}
	nl_buf_add_c(pen->out, all.len ? "</p>\n" : "");
	nl_vec_release(&all);
}

/* ---- beside them ------------------------------------------------------------------------------------------------- */

/* What is said of the text itself, whatever the rule set: it contradicts itself, or a comment in it is of no use. */
static uint32_t put_own(nl_pen *pen)
{
	const nl_verdict *verdict = pen->text->verdict;
	uint32_t told = 0, contradictions = 0;
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (!nl_report_shows(pen->text->options, finding) || nl_finding_rule(verdict, finding, NULL)) continue;
		if (!told++) {
			put_heading(pen, "Within the text");
			nl_buf_add_c(pen->out, "<ul class=\"points warning\">\n");
		}
		contradictions += nl_str_eq(finding->ruleset, NL_STR("contradiction"));
		nl_arena_release(&pen->scratch);
		nl_buf_add_c(pen->out, "<li>");
		nl_point_put_message(pen, finding);
		nl_buf_add_byte(pen->out, '\n');
	}
	if (told) nl_buf_add_c(pen->out, "</ul>\n");
	return contradictions;
}

static void put_accepted(nl_pen *pen)
{
	const nl_verdict *verdict = pen->text->verdict;
	uint32_t accepted = 0;
	for (uint32_t i = 0; i < verdict->finding_count; i++) accepted += verdict->findings[i].suppression != NULL;
	if (!accepted) return;
	nl_buf_add_c(pen->out, "<details><summary>");
	nl_page_put_count(pen->out, accepted, "finding");
	nl_buf_addf(pen->out, " %s accepted</summary>\n<ul>\n", accepted == 1 ? "was" : "were");
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (!finding->suppression) continue;
		nl_buf_add_c(pen->out, "<li>");
		nl_page_put_sentence(pen->out, finding->diag.message);
		nl_buf_add_c(pen->out, " (");
		nl_page_put_name(pen->out, finding->ruleset);
		nl_buf_add_c(pen->out, finding->suppression->in_baseline ? "), known from the baseline" : "): ");
		nl_page_put_name(pen->out, finding->suppression->reason);
		nl_buf_add_byte(pen->out, '\n');
	}
	nl_buf_add_c(pen->out, "</ul></details>\n");
}

nl_page_tally nl_page_put_cards(nl_buf *out, nl_page_text *text)
{
	nl_page_tally tally = {0};
	nl_pen pen = {.out = out, .text = text, .match = text->verdict->match};
	bool any = text->verdict->score_count > 0;
	if (any) nl_buf_add_c(out, text->full ? "<div class=cards>\n" : "<dl class=sets>\n");
	for (uint32_t i = 0; i < text->verdict->score_count; i++) {
		const nl_score *score = &text->verdict->scores[i];
		nl_points all = nl_points_of(text, score);
		tally.conflicts += count_of(&all, NL_POINT_CONFLICTS);
		tally.missing += count_of(&all, NL_POINT_MISSING);
		if (text->full) put_card(&pen, score, &all);
		else put_line(&pen, score, &all);
		nl_vec_release(&all);
	}
	if (any) nl_buf_add_c(out, text->full ? "</div>\n" : "</dl>\n");
	if (!text->full) put_nearest(&pen);
	tally.contradictions = put_own(&pen);
	put_accepted(&pen);
	nl_arena_release(&pen.scratch);
	return tally;
}
