/* A text that contradicts itself: it affirms and opposes one position, or affirms two positions that oppose each
 * other. All loaded positions are looked at, whatever the rule sets: a contradiction is a fault for every camp. The
 * finding is placed at the later of the two places, because that is where a reader stumbles. */
#include "judge/finding.h"
#include "judge/suppress.h"
#include "judge/wording.h"

/* The first evidence with a stance, outside the sentence `not_in` (NL_NONE: anywhere). */
static const nl_evidence *first_with(const nl_match *match, uint32_t position, nl_stance stance, uint32_t not_in)
{
	const nl_position_match *p = &match->positions[position];
	for (uint32_t i = 0; i < p->count; i++)
		if (p->evidence[i].stance == stance && p->evidence[i].sentence != not_in) return &p->evidence[i];
	return NULL;
}

static void add(nl_findings *f, nl_str rule, nl_str message, const nl_evidence *a, nl_str a_text, const nl_evidence *b,
	nl_str b_text)
{
	bool a_is_later = a->range.first > b->range.first;
	const nl_evidence *later = a_is_later ? a : b, *earlier = a_is_later ? b : a;
	nl_diag *diag = nl_finding_begin(f, NL_WARNING, NL_STR("contradiction"), rule, message, later);
	nl_str cue = nl_wording_stance(f->match->doc, later, !f->plan->in_place, &f->sink.arena);
	if (cue.len) nl_diag_note(&f->sink, diag, NL_FMT, NL_ARG(cue));
	nl_finding_related(f, diag, earlier, a_is_later ? b_text : a_text);
	nl_finding *finding = nl_vec_last(&f->list);
	if (nl_suppress_concerns(f, finding->ruleset, rule)) {
		finding->suppression = nl_suppress_at(f, finding->ruleset, rule, later);
		if (!finding->suppression) finding->suppression = nl_suppress_at(f, finding->ruleset, rule, earlier);
	}
	if (!f->plan->with_places) return;
	finding->places = nl_arena_copy(&f->sink.arena, &finding->fingerprint, sizeof finding->fingerprint);
	finding->place_count = 1;
}

/* Both within one sentence is no contradiction but a turn of phrase: "who is watched, with all freedom of speech, does not
 * speak freely". */
static void add_both_ways(nl_findings *f, uint32_t position)
{
	const nl_evidence *affirmed = first_with(f->match, position, NL_AFFIRMED, NL_NONE);
	if (!affirmed) return;
	const nl_evidence *opposed = first_with(f->match, position, NL_OPPOSED, affirmed->sentence);
	if (!opposed) {
		affirmed = first_with(f->match, position, NL_AFFIRMED, affirmed->sentence);
		opposed = first_with(f->match, position, NL_OPPOSED, NL_NONE);
	}
	if (!affirmed || !opposed) return;
	nl_arena *arena = &f->sink.arena;
	nl_str claim = nl_wording_claim(f->match->ir, position, arena);
	add(f, f->match->ir->positions[position].id, nl_arena_printf(arena, "both says and denies that " NL_FMT, NL_ARG(claim)),
		affirmed, NL_STR("said here"), opposed, NL_STR("denied here"));
}

static void add_opposites(nl_findings *f, uint32_t a, uint32_t b)
{
	const nl_evidence *of_a = first_with(f->match, a, NL_AFFIRMED, NL_NONE);
	const nl_evidence *of_b = first_with(f->match, b, NL_AFFIRMED, NL_NONE);
	if (!of_a || !of_b) return;
	const nl_ir *ir = f->match->ir;
	nl_arena *arena = &f->sink.arena;
	nl_str claim_a = nl_wording_claim(ir, a, arena), claim_b = nl_wording_claim(ir, b, arena);
	nl_str rule = nl_arena_printf(arena, NL_FMT "-vs-" NL_FMT, NL_ARG(ir->positions[a].id), NL_ARG(ir->positions[b].id));
	nl_str message = nl_arena_printf(arena, "says both that " NL_FMT " and that " NL_FMT, NL_ARG(claim_a), NL_ARG(claim_b));
	add(f, rule, message, of_a, nl_arena_printf(arena, "says here that " NL_FMT, NL_ARG(claim_a)), of_b,
		nl_arena_printf(arena, "says here that " NL_FMT, NL_ARG(claim_b)));
}

void nl_findings_of_contradictions(nl_findings *findings)
{
	const nl_ir *ir = findings->match->ir;
	for (uint32_t p = 0; p < ir->position_count; p++) {
		add_both_ways(findings, p);
		for (uint32_t i = 0; i < ir->positions[p].oppose_count; i++)
			if (ir->positions[p].opposes[i] > p) add_opposites(findings, p, ir->positions[p].opposes[i]);
	}
}
