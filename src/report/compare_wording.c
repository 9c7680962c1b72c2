#include "report/compare_wording.h"

#include "judge/wording.h"

/* "says that", "says only weakly that": what a draft does with a claim. */
static const char *verb_of(nl_stance stance)
{
	switch (stance) {
	case NL_AFFIRMED: return "says that";
	case NL_HEDGED: return "says only weakly that";
	case NL_OPPOSED: return "opposes that";
	case NL_REPORTED: return "reports only of others that";
	case NL_ABSENT: break;
	}
	return "does not say that";
}

/* "No longer says only weakly" would be praise. */
static nl_stance lost(nl_stance stance)
{
	return stance == NL_HEDGED ? NL_AFFIRMED : stance;
}

static const char *less_or_more(const nl_position_match *old, const nl_position_match *new, nl_change change)
{
	bool weaker = change == NL_CHANGE_WEAKENED;
	if (old->stance == NL_OPPOSED) return weaker ? "opposes less strongly that" : "opposes more strongly that";
	if (old->stance == new->stance) return weaker ? "says less strongly that" : "says more strongly that";
	if (new->stance == NL_AFFIRMED) return "now says without reserve that";
	if (new->stance == NL_HEDGED) return weaker ? "now says only weakly that" : "now says, if weakly, that";
	return "now only reports of others that";
}

/* Places that were added and those that are gone, in `counts` by change. */
static const char *reworded(const nl_position_change *change)
{
	uint32_t counts[NL_CHANGES] = {0};
	for (uint32_t i = 0; i < change->count; i++) counts[change->places[i].change]++;
	uint32_t kept = counts[NL_CHANGE_UNCHANGED] + counts[NL_CHANGE_MOVED];
	if (kept + counts[NL_CHANGE_NEW] == change->count) return "says in more places that";
	if (kept + counts[NL_CHANGE_DROPPED] == change->count) return "says in fewer places that";
	return "says in other words that";
}

nl_str nl_compare_message(const nl_comparison *c, uint32_t position, nl_arena *arena)
{
	const nl_position_change *change = &c->positions[position];
	const nl_position_match *old = &c->old->match->positions[position], *new = &c->new->match->positions[position];
	nl_str claim = nl_wording_claim(c->new->match->ir, position, arena);
	switch (change->change) {
	case NL_CHANGE_NEW: return nl_arena_printf(arena, "now %s " NL_FMT, verb_of(new->stance), NL_ARG(claim));
	case NL_CHANGE_DROPPED:
		return nl_arena_printf(arena, "no longer %s " NL_FMT, verb_of(lost(old->stance)), NL_ARG(claim));
	case NL_CHANGE_NEGATED:
		return nl_arena_printf(arena, "now %s " NL_FMT ", which it %s before", verb_of(new->stance), NL_ARG(claim),
			old->stance == NL_OPPOSED        ? "opposed"
				: old->stance == NL_REPORTED ? "only reported"
											 : "held");
	case NL_CHANGE_STRENGTHENED:
	case NL_CHANGE_WEAKENED: {
		nl_str said = nl_arena_printf(arena, "%s " NL_FMT, less_or_more(old, new, change->change), NL_ARG(claim));
		if (old->stance != new->stance) return said;
		return nl_arena_printf(arena, NL_FMT ": %s, %s before", NL_ARG(said), nl_wording_strength(new->strength),
			nl_wording_strength(old->strength));
	}
	case NL_CHANGE_REWORDED: return nl_arena_printf(arena, "%s " NL_FMT, reworded(change), NL_ARG(claim));
	case NL_CHANGE_MOVED: return nl_arena_printf(arena, "elsewhere %s " NL_FMT, verb_of(new->stance), NL_ARG(claim));
	case NL_CHANGE_UNCHANGED: return nl_arena_printf(arena, "still %s " NL_FMT, verb_of(new->stance), NL_ARG(claim));
	case NL_CHANGE_ABSENT: break;
	}
	return (nl_str){0};
}

static bool is_in(nl_passage_side side)
{
	return side.end > side.first;
}

nl_compare_showing nl_compare_show(const nl_comparison *c, uint32_t position)
{
	const nl_position_change *change = &c->positions[position];
	nl_compare_showing s = {.old_doc = c->old->match->doc, .new_doc = c->new->match->doc};
	if (change->old != NL_NONE) s.old = &c->old->match->positions[position].evidence[change->old];
	if (change->new != NL_NONE) s.new = &c->new->match->positions[position].evidence[change->new];
	uint32_t before = s.old ? nl_comparison_passage(c, false, nl_doc_sentence_of(s.old_doc, s.old->range.first)) : NL_NONE;
	uint32_t after = s.new ? nl_comparison_passage(c, true, nl_doc_sentence_of(s.new_doc, s.new->range.first)) : NL_NONE;
	uint32_t shown = before != after && s.old && s.new ? NL_NONE : s.new ? after : before;
	if (shown == NL_NONE) return s;
	const nl_passage *passage = &c->passages[shown];
	if (is_in(passage->old) && is_in(passage->new)) s.passage = passage;
	return s;
}
