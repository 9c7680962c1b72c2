/* Of the suppressions of a plan and of a text, those that could speak of a rule are looked out once for the rule. What they say
 * of sentences is compared by fingerprint, and the fingerprint of evidence is worked out only when one is asked for. */
#include "judge/suppress.h"

#include <stdlib.h>

#include "base/mem.h"
#include "diag/suggest.h"
#include "judge/directives.h"
#include "judge/fingerprint.h"
#include "judge/wording.h"

/* One that could speak of the rule under way. */
typedef struct {
	const nl_suppression *suppression;
	bool *used;
	uint64_t fingerprint; /* of the rule and the sentence that it names */
} candidate;

typedef struct nl_suppressor {
	nl_directives directives;
	bool *used; /* of each directive */
	nl_str ruleset, rule;
	NL_VEC(candidate) candidates; /* for that rule */
	bool by_sentence;             /* one of them asks for a fingerprint */
} suppressor;

/* ---- names ------------------------------------------------------------------------------------------------------ */

bool nl_rule_name_fits(nl_str name, nl_str ruleset, nl_str rule)
{
	if (nl_str_eq(name, ruleset) || nl_str_eq(name, rule)) return true;
	return name.len == ruleset.len + 1 + rule.len && name.ptr[ruleset.len] == '/' && nl_str_starts(name, ruleset) &&
		nl_str_ends(name, rule);
}

static bool is_of_ruleset(const nl_ruleset *set, nl_str name)
{
	for (uint32_t r = 0; r < set->rule_count; r++)
		if (nl_rule_name_fits(name, set->id, set->rules[r].id)) return true;
	return nl_str_eq(name, set->id);
}

/* A contradiction is called by its position, or by two. */
static bool is_other(const nl_ir *ir, nl_str name)
{
	if (nl_str_eq(name, NL_STR("contradiction")) || nl_str_starts(name, NL_STR("contradiction/"))) return true;
	if (nl_str_eq(name, NL_STR("suppression")) || nl_str_starts(name, NL_STR("suppression/"))) return true;
	return nl_ir_position(ir, name) != NL_NONE || nl_str_find(name, NL_STR("-vs-")) != SIZE_MAX;
}

static nl_str nearest_name(const nl_ir *ir, nl_str name, nl_arena *arena)
{
	NL_VEC(nl_str) names = {0};
	bool whole = nl_str_find(name, NL_STR("/")) != SIZE_MAX;
	for (uint32_t s = 0; s < ir->ruleset_count; s++) {
		const nl_ruleset *set = &ir->rulesets[s];
		*nl_vec_push(&names) = set->id;
		for (uint32_t r = 0; r < set->rule_count; r++) {
			nl_str id = set->rules[r].id;
			if (whole) id = nl_arena_printf(arena, NL_FMT "/" NL_FMT, NL_ARG(set->id), NL_ARG(id));
			*nl_vec_push(&names) = id;
		}
	}
	const nl_str *nearest = nl_suggest(name, names.at, names.len);
	nl_str found = nearest ? *nearest : (nl_str){0};
	nl_vec_release(&names);
	return found;
}

bool nl_rule_name_known(const nl_ir *ir, nl_str name, nl_str *meant, nl_arena *arena)
{
	*meant = (nl_str){0};
	for (uint32_t s = 0; s < ir->ruleset_count; s++)
		if (is_of_ruleset(&ir->rulesets[s], name)) return true;
	if (is_other(ir, name)) return true;
	*meant = nearest_name(ir, name, arena);
	return false;
}

/* ---- looking for one -------------------------------------------------------------------------------------------- */

void nl_suppress_begin(nl_findings *f)
{
	suppressor *s = nl_arena_new(&f->sink.arena, suppressor);
	f->suppressor = s;
	if (f->plan->comments) nl_directives_read(f->match->doc, &s->directives);
	s->used = nl_alloc(s->directives.len + 1);
}

static bool has_ended(const nl_findings *f, const nl_suppression *suppression)
{
	return suppression->until != NL_NO_DATE && suppression->until < f->plan->today;
}

static void consider(nl_findings *f, const nl_suppression *suppression, bool *used)
{
	suppressor *s = f->suppressor;
	if (has_ended(f, suppression) || !nl_rule_name_fits(suppression->name, s->ruleset, s->rule)) return;
	candidate *c = nl_vec_push(&s->candidates);
	*c = (candidate){suppression, used, suppression->fingerprint};
	if (suppression->sentence.len) c->fingerprint = nl_fingerprint(s->ruleset, s->rule, suppression->sentence);
	s->by_sentence |= !suppression->whole && !suppression->in_text;
}

static void look_out(nl_findings *f, nl_str ruleset, nl_str rule)
{
	suppressor *s = f->suppressor;
	if (nl_str_eq(s->ruleset, ruleset) && nl_str_eq(s->rule, rule)) return;
	s->ruleset = ruleset;
	s->rule = rule;
	s->by_sentence = false;
	nl_vec_clear(&s->candidates);
	for (uint32_t i = 0; i < s->directives.len; i++)
		if (!s->directives.at[i].fault) consider(f, &s->directives.at[i].suppression, &s->used[i]);
	for (uint32_t i = 0; i < f->plan->suppression_count; i++) consider(f, &f->plan->suppressions[i], &f->plan->used[i]);
}

bool nl_suppress_concerns(const nl_findings *f, nl_str ruleset, nl_str rule)
{
	look_out((nl_findings *)f, ruleset, rule);
	return f->suppressor->candidates.len || f->plan->known_count;
}

static bool holds_at(const candidate *c, const nl_evidence *evidence, nl_span origin, uint64_t fingerprint)
{
	const nl_suppression *s = c->suppression;
	if (s->whole) return true;
	if (!s->in_text) return c->fingerprint == fingerprint;
	return evidence && origin.start < s->span.end && s->span.start < origin.end;
}

static const nl_suppression baseline = {.in_baseline = true, .reason = {"in the baseline", 15}, .until = NL_NO_DATE};

static const nl_suppression *known_at(const nl_findings *f, uint64_t fingerprint)
{
	const nl_judge_plan *plan = f->plan;
	uint32_t low = 0, high = plan->known_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (plan->known[middle] < fingerprint) low = middle + 1;
		else high = middle;
	}
	if (low == plan->known_count || plan->known[low] != fingerprint) return NULL;
	plan->met[low] = true;
	return &baseline;
}

const nl_suppression *nl_suppress_at(nl_findings *f, nl_str ruleset, nl_str rule, const nl_evidence *evidence)
{
	suppressor *s = f->suppressor;
	look_out(f, ruleset, rule);
	bool ask = s->by_sentence || f->plan->known_count;
	uint64_t fingerprint = ask ? nl_finding_fingerprint(f, ruleset, rule, evidence) : 0;
	nl_span origin = evidence ? nl_wording_origin(f->match->doc, evidence->range) : (nl_span){0, 0};
	for (uint32_t i = 0; i < s->candidates.len; i++) {
		if (!holds_at(&s->candidates.at[i], evidence, origin, fingerprint)) continue;
		*s->candidates.at[i].used = true;
		return s->candidates.at[i].suppression;
	}
	return f->plan->known_count ? known_at(f, fingerprint) : NULL;
}

/* ---- what is wrong with those in the text ------------------------------------------------------------------------- */

static nl_diag *tell(nl_findings *f, nl_severity severity, const char *rule, const nl_directive *d, nl_str message)
{
	nl_diag *diag = nl_finding_begin(f, severity, NL_STR("suppression"), nl_str_of(rule), message, NULL);
	nl_finding *finding = nl_vec_last(&f->list);
	nl_span span = d->suppression.label.span;
	finding->sentence = 0; /* it has a place, though it is about none of the sentences */
	finding->span = span;
	finding->fingerprint = nl_fingerprint(finding->ruleset, finding->rule,
		nl_str_slice(nl_source_text(f->match->doc->source), span.start, span.end));
	if (f->plan->known_count) finding->suppression = known_at(f, finding->fingerprint);
	diag->primary = d->suppression.label;
	return diag;
}

/* Whether a rule set that was not asked for now may have what it is for. */
static bool may_be_for_another(const nl_findings *f, nl_str name)
{
	const nl_ir *ir = f->match->ir;
	for (uint32_t s = 0; f->plan->partial && s < ir->ruleset_count; s++) {
		bool chosen = false;
		for (uint32_t i = 0; i < f->plan->ruleset_count; i++) chosen |= f->plan->rulesets[i] == s;
		if (!chosen && is_of_ruleset(&ir->rulesets[s], name)) return true;
	}
	return false;
}

static bool is_missing(const nl_findings *f, nl_str name, uint32_t findings)
{
	for (uint32_t i = 0; i < findings; i++) {
		const nl_finding *finding = &f->list.at[i];
		if (finding->sentence == NL_NONE && nl_rule_name_fits(name, finding->ruleset, finding->rule)) return true;
	}
	return false;
}

static void tell_unused(nl_findings *f, const nl_directive *d, uint32_t findings)
{
	nl_str name = d->suppression.name;
	nl_str message =
		nl_arena_printf(&f->sink.arena, "ignores '" NL_FMT "', of which there is no finding here", NL_ARG(name));
	bool missing = !d->suppression.whole && is_missing(f, name, findings);
	nl_diag *diag = tell(f, NL_WARNING, "unused", d, message);
	if (missing)
		nl_diag_help(&f->sink, diag, "the finding is about the text as a whole: write 'ignore-file " NL_FMT ": reason'",
			NL_ARG(name));
	else nl_diag_help(&f->sink, diag, "take it out");
}

static void tell_ended(nl_findings *f, const nl_directive *d)
{
	char day[16];
	nl_date_text(d->suppression.until, day);
	nl_str message =
		nl_arena_printf(&f->sink.arena, "ignored '" NL_FMT "' until %s, which is over", NL_ARG(d->suppression.name), day);
	nl_diag *diag = tell(f, NL_WARNING, "expired", d, message);
	nl_diag_help(&f->sink, diag, "mend the text, or set a later day with its reason");
}

static void tell_unknown(nl_findings *f, const nl_directive *d, nl_str meant)
{
	nl_str message = nl_arena_printf(&f->sink.arena, "ignores '" NL_FMT "', which is no rule", NL_ARG(d->suppression.name));
	nl_diag *diag = tell(f, NL_WARNING, "unknown", d, message);
	if (meant.len) nl_diag_help(&f->sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(meant));
	else nl_diag_help(&f->sink, diag, "a finding shows its name behind it: [freedom-online/privacy]");
}

static void tell_malformed(nl_findings *f, const nl_directive *d)
{
	nl_str message = nl_arena_printf(&f->sink.arena, "this comment suppresses nothing: %s", d->fault);
	nl_diag *diag = tell(f, NL_ERROR, "malformed", d, message);
	nl_diag_help(&f->sink, diag, "%s", d->help);
}

void nl_suppress_end(nl_findings *f)
{
	suppressor *s = f->suppressor;
	uint32_t findings = f->list.len;
	for (uint32_t i = 0; i < s->directives.len; i++) {
		const nl_directive *d = &s->directives.at[i];
		nl_str meant;
		if (d->fault) tell_malformed(f, d);
		else if (!nl_rule_name_known(f->match->ir, d->suppression.name, &meant, &f->sink.arena))
			tell_unknown(f, d, meant);
		else if (has_ended(f, &d->suppression)) tell_ended(f, d);
		else if (!s->used[i] && !may_be_for_another(f, d->suppression.name)) tell_unused(f, d, findings);
	}
}

void nl_suppress_release(nl_findings *f)
{
	suppressor *s = f->suppressor;
	nl_vec_release(&s->candidates);
	free(s->used);
	/* Findings point to the suppressions of the text, which stay as long as the verdict. */
	for (uint32_t i = 0; i < f->list.len; i++) {
		nl_finding *finding = &f->list.at[i];
		if (!finding->suppression || !finding->suppression->in_text) continue;
		finding->suppression = nl_arena_copy(&f->sink.arena, finding->suppression, sizeof *finding->suppression);
	}
	nl_vec_release(&s->directives);
}
