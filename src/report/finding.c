#include "report/finding.h"

#include "report/path.h"

nl_region nl_region_of_span(const nl_source *source, nl_span span)
{
	return (nl_region){.start = nl_source_place(source, span.start), .end = nl_source_place(source, span.end)};
}

nl_region nl_region_of(const nl_doc *doc, const nl_finding *finding)
{
	if (finding->sentence != NL_NONE) return nl_region_of_span(doc->source, finding->span);
	nl_region first_line = nl_region_of_span(doc->source, (nl_span){0, (uint32_t)nl_source_line(doc->source, 1).len});
	first_line.whole = true;
	return first_line;
}

void nl_finding_message(nl_buf *out, const nl_finding *finding)
{
	nl_draw_clean(out, finding->diag.message);
}

static void add_remark(nl_buf *out, const char *word, nl_str text)
{
	nl_buf_addf(out, "%s: ", word);
	nl_draw_clean(out, text);
	nl_buf_add_byte(out, '\n');
}

void nl_finding_remarks(nl_buf *out, const nl_finding *finding)
{
	const nl_diag *diag = &finding->diag;
	for (uint32_t i = 0; i < diag->notes.len; i++) add_remark(out, "note", diag->notes.at[i]);
	for (uint32_t i = 0; i < diag->related.len; i++) {
		const nl_label *label = &diag->related.at[i];
		nl_place place = nl_source_place(label->source, label->span.start);
		nl_buf_addf(out, "note: %u:%u: ", place.line, place.column);
		nl_draw_clean(out, label->text);
		nl_buf_add_byte(out, '\n');
	}
	for (uint32_t i = 0; i < diag->helps.len; i++) add_remark(out, "help", diag->helps.at[i]);
}

nl_strs nl_finding_notes(const nl_finding *finding, nl_arena *arena)
{
	const nl_diag *diag = &finding->diag;
	nl_strs notes = {0};
	nl_str *at = nl_arena_alloc(arena, (diag->notes.len + diag->related.len) * sizeof *at);
	for (uint32_t i = 0; i < diag->notes.len; i++) at[notes.len++] = diag->notes.at[i];
	for (uint32_t i = 0; i < diag->related.len; i++) {
		const nl_label *label = &diag->related.at[i];
		nl_place place = nl_source_place(label->source, label->span.start);
		at[notes.len++] = nl_arena_printf(arena, "%u:%u: " NL_FMT, place.line, place.column, NL_ARG(label->text));
	}
	notes.at = at;
	return notes;
}

nl_str nl_finding_help(const nl_finding *finding, nl_arena *arena)
{
	const nl_strs *helps = &finding->diag.helps;
	nl_str joined = {0};
	for (uint32_t i = 0; i < helps->len; i++)
		joined = i == 0 ? helps->at[i] : nl_arena_printf(arena, NL_FMT "; " NL_FMT, NL_ARG(joined), NL_ARG(helps->at[i]));
	return joined;
}

const char *nl_suppression_by(const nl_suppression *suppression)
{
	if (suppression->in_text) return "comment";
	return suppression->in_baseline ? "baseline" : "configuration";
}

uint32_t nl_finding_number(const nl_verdict *verdict, const nl_finding *finding)
{
	uint32_t number = 1;
	for (const nl_finding *before = verdict->findings; before < finding; before++)
		number += before->fingerprint == finding->fingerprint;
	return number;
}

const nl_rule *nl_finding_rule(const nl_verdict *verdict, const nl_finding *finding, const nl_ruleset **set)
{
	for (uint32_t s = 0; s < verdict->score_count; s++) {
		const nl_ruleset *ruleset = verdict->scores[s].ruleset;
		if (!nl_str_eq(ruleset->id, finding->ruleset)) continue;
		if (set) *set = ruleset;
		for (uint32_t r = 0; r < ruleset->rule_count; r++)
			if (nl_str_eq(ruleset->rules[r].id, finding->rule)) return &ruleset->rules[r];
	}
	return NULL;
}

void nl_findings_put(nl_buf *out, const nl_report_options *options, const nl_verdict *verdict, const char *indent,
	nl_finding_put *put)
{
	nl_buf path = {0};
	bool any = false;
	nl_report_path(&path, options, verdict->match->doc);
	for (uint32_t i = 0; i < verdict->finding_count; i++) {
		if (!nl_report_shows(options, &verdict->findings[i])) continue;
		nl_report_send(out, options);
		nl_buf_addf(out, "%s\n%s", any ? "," : "", indent);
		nl_json_writer w = nl_json_writer_flat(out);
		put(&w, nl_buf_str(&path), verdict, &verdict->findings[i]);
		any = true;
	}
	nl_buf_release(&path);
}
