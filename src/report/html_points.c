/* A point with its words, its place and its source. */
#include "report/html_points.h"

#include "judge/credit.h"
#include "judge/wording.h"
#include "report/finding.h"

enum { QUOTE_COLUMNS = 160, CLOSEST_COLUMNS = 70, SOURCES = 2 };

/* ---- which there are --------------------------------------------------------------------------------------------- */

uint32_t nl_point_position(const nl_match *match, const nl_rule *rule)
{
	const nl_cond *cond = &match->ir->conds[rule->condition];
	return cond->op == NL_COND_POSITION ? cond->position : NL_NONE;
}

static nl_point_kind kind_of(const nl_match *match, const nl_finding *finding, const nl_rule *rule)
{
	if (!nl_rule_asks(rule)) return NL_POINT_CONFLICTS;
	if (finding->sentence == NL_NONE) return NL_POINT_MISSING;
	uint32_t position = nl_point_position(match, rule);
	return position != NL_NONE && match->positions[position].stance == NL_OPPOSED ? NL_POINT_CONFLICTS : NL_POINT_WEAK;
}

nl_points nl_points_of(const nl_page_text *text, const nl_score *score)
{
	const nl_verdict *verdict = text->verdict;
	nl_points all = {0};
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		const nl_finding *finding = &verdict->findings[i];
		if (!nl_str_eq(finding->ruleset, score->ruleset->id) || !nl_report_shows(text->options, finding)) continue;
		const nl_rule *rule = nl_finding_rule(verdict, finding, NULL);
		if (rule) *nl_vec_push(&all) = (nl_point){finding, rule, kind_of(verdict->match, finding, rule)};
	}
	return all;
}

/* ---- words and places -------------------------------------------------------------------------------------------- */

/* "line 12" as a link to where the words stand. */
static void put_link(const nl_pen *pen, nl_span span)
{
	uint32_t number = nl_page_number_of(pen->text, span);
	if (number) nl_buf_addf(pen->out, "<a href=#%ue%u>", pen->text->number, number);
	nl_page_put_place(pen->out, pen->match->doc, span.start);
	if (number) nl_buf_add_c(pen->out, "</a>");
}

static nl_str quoted_words(nl_pen *pen, nl_span span)
{
	nl_str words = nl_str_slice(nl_source_text(pen->match->doc->source), span.start, span.end);
	return nl_wording_cut(nl_wording_fold(words, &pen->scratch), QUOTE_COLUMNS, &pen->scratch);
}

/* What the finding points at, in its own words; what made it so. */
static void put_words(nl_pen *pen, const nl_finding *finding)
{
	if (finding->sentence == NL_NONE) return;
	uint32_t number = nl_page_number_of(pen->text, finding->span);
	const nl_evidence *evidence = number ? pen->text->evidence[number - 1].evidence : NULL;
	nl_buf_add_c(pen->out, "<p>");
	nl_page_put_quote(pen->out,
		evidence ? nl_wording_quote(pen->match->doc, evidence->range, QUOTE_COLUMNS, &pen->scratch)
				 : quoted_words(pen, finding->span));
	nl_buf_add_c(pen->out, " (");
	put_link(pen, finding->span);
	nl_buf_add_byte(pen->out, ')');
	if (!evidence) return;
	nl_str why = nl_wording_stance(pen->match->doc, evidence, false, &pen->scratch);
	if (why.len) nl_buf_add_c(pen->out, ", ");
	nl_page_put(pen->out, why);
}

static void put_related(nl_pen *pen, const nl_finding *finding)
{
	for (uint32_t i = 0; i < finding->diag.related.len; i++) {
		const nl_label *label = &finding->diag.related.at[i];
		nl_buf_add_c(pen->out, i ? ", " : "; ");
		if (!i || !nl_str_eq(label->text, finding->diag.related.at[i - 1].text)) {
			nl_page_put(pen->out, label->text);
			nl_buf_add_byte(pen->out, ' ');
		}
		put_link(pen, label->span);
	}
}

void nl_point_put_message(nl_pen *pen, const nl_finding *finding)
{
	nl_page_put_sentence(pen->out, finding->diag.message);
	put_words(pen, finding);
	put_related(pen, finding);
}

/* ---- what is missing --------------------------------------------------------------------------------------------- */

uint32_t nl_point_nearest(nl_pen *pen, const nl_closest *closest)
{
	uint32_t sentence = nl_doc_sentence_of(pen->match->doc, closest->found.first);
	pen->text->nearest[sentence] = true;
	return sentence;
}

static void put_closest(nl_pen *pen, const nl_finding *finding)
{
	for (uint32_t i = 0; i < finding->closest_count; i++) {
		const nl_closest *closest = &finding->closest[i];
		nl_buf_add_c(pen->out, i ? "; " : "Closest is ");
		nl_page_put_quote(pen->out, nl_wording_quote(pen->match->doc, closest->found, CLOSEST_COLUMNS, &pen->scratch));
		nl_buf_addf(pen->out, " (<a href=#%us%u>", pen->text->number, nl_point_nearest(pen, closest));
		nl_page_put_place(pen->out, pen->match->doc, nl_wording_origin(pen->match->doc, closest->found).start);
		nl_buf_add_c(pen->out, "</a>): ");
		nl_page_put(pen->out, closest->why);
	}
	nl_buf_add_c(pen->out, finding->closest_count ? ". " : "Nothing in the text comes close. ");
}

static void open_meaning(const nl_pen *pen, uint32_t position)
{
	if (pen->text->positions[position] != NL_NONE)
		nl_buf_addf(pen->out, "<a href=#p%u>", pen->text->positions[position]);
}

static void close_meaning(const nl_pen *pen, uint32_t position)
{
	if (pen->text->positions[position] != NL_NONE) nl_buf_add_c(pen->out, "</a>");
}

void nl_point_put_label(nl_pen *pen, const nl_rule *rule)
{
	uint32_t position = nl_point_position(pen->match, rule);
	nl_page_put_label(pen->out, position == NL_NONE ? rule->id : pen->match->ir->positions[position].id);
}

static void put_missing(nl_pen *pen, const nl_point *point)
{
	uint32_t position = nl_point_position(pen->match, point->rule);
	if (position == NL_NONE) nl_page_put_sentence(pen->out, point->finding->diag.message);
	else {
		const nl_position *of = &pen->match->ir->positions[position];
		open_meaning(pen, position);
		nl_page_put_sentence(pen->out, of->title.len ? of->title : of->id);
		close_meaning(pen, position);
	}
	nl_buf_add_c(pen->out, "<p class=aside>");
	put_closest(pen, point->finding);
}

/* ---- advice ------------------------------------------------------------------------------------------------------ */

static void put_sources(nl_pen *pen, const nl_rule *rule)
{
	const nl_ir *ir = pen->match->ir;
	uint32_t sources = 0;
	for (uint32_t i = 0; i < ir->position_count && sources < SOURCES; i++) {
		const nl_position *position = &ir->positions[i];
		if (position->citation_count == 0 || !nl_ir_cond_names(ir, rule->condition, i)) continue;
		nl_buf_add_c(pen->out, sources++ ? "; " : "<cite>Source: ");
		nl_page_put_citations(pen->out, position->citations,
			position->citation_count < SOURCES ? position->citation_count : SOURCES);
	}
	if (sources) nl_buf_add_c(pen->out, ".</cite>");
}

/* Why it is asked for, and what helps. */
static void put_advice(nl_pen *pen, const nl_rule *rule)
{
	const nl_ir *ir = pen->match->ir;
	if (rule->when != NL_NONE && ir->conds[rule->when].op == NL_COND_POSITION) {
		nl_buf_add_c(pen->out, "Asked for because the text says that ");
		nl_page_put(pen->out, nl_wording_claim(ir, ir->conds[rule->when].position, &pen->scratch));
		nl_buf_add_c(pen->out, ". ");
	}
	nl_page_put(pen->out, rule->help);
	if (rule->help.len) nl_buf_add_byte(pen->out, ' ');
	if (rule->instead.len) {
		nl_buf_add_c(pen->out, "Write ");
		nl_page_put_quote(pen->out, rule->instead);
		nl_buf_add_c(pen->out, " instead. ");
	}
}

void nl_point_put(nl_pen *pen, const nl_point *point, bool again)
{
	nl_arena_release(&pen->scratch);
	nl_buf_add_c(pen->out, "<li>");
	if (again) {
		nl_page_put_sentence(pen->out, point->finding->diag.message);
		nl_buf_add_c(pen->out, " (");
		put_link(pen, point->finding->span);
		nl_buf_add_c(pen->out, "). ");
	} else if (point->kind == NL_POINT_MISSING) put_missing(pen, point);
	else {
		nl_point_put_message(pen, point->finding);
		nl_buf_add_c(pen->out, "<p class=aside>");
	}
	put_advice(pen, point->rule);
	if (!again) put_sources(pen, point->rule);
	nl_buf_add_byte(pen->out, '\n');
}
