/* From a rule whose credit is below 1 to one finding.
 *
 * A condition is read down to its positions (collect): each position that keeps the credit from being 1 is an
 * issue, which either asks for the position or wants it gone ("not" turns one into the other). Of an `or`, only the
 * parts that came nearest are issues. Each issue gives a clause of the message ("nothing says that ..."); clauses
 * that begin alike are put together. The finding stands at the first evidence of its issues; without any, on the
 * document as a whole. */
#include "judge/finding.h"

#include "judge/credit.h"
#include "judge/fingerprint.h"
#include "judge/fix.h"
#include "judge/suppress.h"
#include "judge/wording.h"

enum { MAX_RELATED = 5, MAX_CLAIMS = 4, MAX_MISSES = 3, QUOTE_COLUMNS = 70 };

/* A nearest miss must help the drafter to find the place: several words that are a fifth of the pattern, or more than
 * half of it. */
static bool is_worth_showing(const nl_miss *miss)
{
	if (miss->sentence == NL_NONE) return false;
	return miss->share > 0.5 || (miss->share > 0.2 && miss->found.last > miss->found.first);
}

nl_str nl_finding_sentence(const nl_findings *f, const nl_evidence *evidence)
{
	if (!evidence) return (nl_str){0};
	return nl_doc_sentence_text(f->match->doc, evidence->sentence);
}

uint64_t nl_finding_fingerprint(nl_findings *f, nl_str ruleset, nl_str rule, const nl_evidence *evidence)
{
	nl_str sentence = nl_finding_sentence(f, evidence);
	if (sentence.ptr != f->folded.ptr || sentence.len != f->folded.len) {
		nl_buf_clear(&f->words);
		nl_fingerprint_words(sentence, &f->words);
		f->folded = sentence;
	}
	return nl_fingerprint_of(ruleset, rule, nl_buf_str(&f->words));
}

/* No editor counts the paragraphs of a rendition, so its reader is told of pages and headings. */
static void note_where(nl_findings *f, nl_diag *diag, const nl_evidence *evidence)
{
	const nl_doc *doc = f->match->doc;
	if (nl_source_encoding(doc->source) != NL_ENCODING_RENDITION || f->plan->in_place) return;
	nl_place place = nl_wording_place(doc, evidence->range);
	nl_str path = nl_doc_section_path(doc, doc->sentences[evidence->sentence].block, &f->sink.arena);
	nl_str page = place.page ? nl_arena_printf(&f->sink.arena, " on page %u", place.page) : NL_STR("");
	if (place.page_line) page = nl_arena_printf(&f->sink.arena, NL_FMT ", line %u,", NL_ARG(page), place.page_line);
	if (path.len) nl_diag_note(&f->sink, diag, "it stands" NL_FMT " under \"" NL_FMT "\"", NL_ARG(page), NL_ARG(path));
	else if (page.len)
		nl_diag_note(&f->sink, diag, "it stands" NL_FMT, NL_ARG(nl_str_slice(page, 0, page.len - (place.page_line > 0))));
}

nl_diag *nl_finding_begin(nl_findings *f, nl_severity severity, nl_str ruleset, nl_str rule, nl_str message,
	const nl_evidence *evidence)
{
	const nl_doc *doc = f->match->doc;
	nl_finding *finding = nl_vec_push(&f->list);
	*finding = (nl_finding){.ruleset = ruleset, .rule = rule, .sentence = NL_NONE};
	nl_str code = nl_arena_printf(&f->sink.arena, NL_FMT "/" NL_FMT, NL_ARG(ruleset), NL_ARG(rule));
	nl_diag *diag = nl_sink_add(&f->sink, severity, code, nl_at_file(doc->source), NL_FMT, NL_ARG(message));
	if (evidence) {
		finding->sentence = evidence->sentence;
		finding->span = nl_wording_origin(doc, evidence->range);
		nl_wording_point(&f->sink, diag, doc, evidence);
		note_where(f, diag, evidence);
	}
	finding->fingerprint = nl_finding_fingerprint(f, ruleset, rule, evidence);
	return diag;
}

void nl_finding_related(nl_findings *f, nl_diag *diag, const nl_evidence *evidence, nl_str text)
{
	nl_label label = nl_at(f->match->doc->source, nl_wording_origin(f->match->doc, evidence->range));
	label.text = text;
	nl_diag_related(&f->sink, diag, label);
}

/* ---- issues ---------------------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t position;
	uint32_t count; /* how many pieces of evidence `count(...)` speaks of; 0 when the condition is the bare position */
	bool asked;     /* false: the position is there and should not be */
	nl_strength at_least;
	nl_stance telling; /* evidence with this stance, and at least this strength, is what the clause speaks of */
	nl_strength telling_strength;
	const nl_evidence *evidence; /* of the position */
	const bool *suppressed;      /* of each piece of evidence: it is not spoken of; NULL: all are */
} issue;

typedef struct {
	NL_VEC(issue) list;
	const nl_match *match;
	nl_strength at_least;
} issues;

static void add_issue(issues *to, const nl_cond *cond, bool asked)
{
	const nl_position_match *p = &to->match->positions[cond->position];
	issue found = {.position = cond->position,
		.count = cond->op == NL_COND_COUNT ? cond->n : 0,
		.asked = asked,
		.at_least = to->at_least,
		.telling = p->stance,
		.evidence = p->evidence};
	bool strong = p->stance == NL_AFFIRMED && p->strength >= to->at_least;
	if (!asked && strong) found.telling_strength = to->at_least;
	*nl_vec_push(&to->list) = found;
}

static void collect(issues *to, uint32_t condition, bool asked);

/* The parts that keep the whole from what is wanted. Where one part is enough (`or` when asked, `and` when not),
 * only those that came nearest: "says only weakly that A" then needs no "and nothing says that B". */
static void collect_parts(issues *to, const nl_cond *cond, bool asked, bool one_is_enough)
{
	const uint32_t *children = to->match->ir->cond_children + cond->first_child;
	double best = 0;
	for (uint32_t i = 0; i < cond->child_count && one_is_enough; i++) {
		double credit = nl_credit_of_condition(to->match, children[i], to->at_least);
		if (!asked) credit = 1 - credit;
		if (credit > best) best = credit;
	}
	for (uint32_t i = 0; i < cond->child_count; i++) {
		double credit = nl_credit_of_condition(to->match, children[i], to->at_least);
		if (!asked) credit = 1 - credit;
		if (credit < 1 && credit >= best) collect(to, children[i], asked);
	}
}

static void collect(issues *to, uint32_t condition, bool asked)
{
	const nl_cond *cond = &to->match->ir->conds[condition];
	switch (cond->op) {
	case NL_COND_POSITION:
	case NL_COND_COUNT: add_issue(to, cond, asked); break;
	case NL_COND_NOT: collect(to, to->match->ir->cond_children[cond->first_child], !asked); break;
	case NL_COND_AND: collect_parts(to, cond, asked, !asked); break;
	case NL_COND_OR: collect_parts(to, cond, asked, asked); break;
	case NL_COND_N_OF: collect_parts(to, cond, asked, false); break;
	}
}

static bool tells(const issue *i, const nl_evidence *evidence)
{
	if (i->suppressed && i->suppressed[evidence - i->evidence]) return false;
	return evidence->stance == i->telling && evidence->strength >= i->telling_strength;
}

static const nl_evidence *first_evidence(const nl_match *match, const issue *i)
{
	const nl_position_match *p = &match->positions[i->position];
	for (uint32_t e = 0; e < p->count; e++)
		if (tells(i, &p->evidence[e])) return &p->evidence[e];
	return NULL;
}

/* Of evidence that is affirmed but too weak, the strongest is spoken of: it came nearest. */
static const nl_evidence *shown_evidence(const nl_match *match, const issue *i)
{
	const nl_position_match *p = &match->positions[i->position];
	if (!i->asked || i->telling != NL_AFFIRMED || i->count) return first_evidence(match, i);
	for (uint32_t e = 0; e < p->count; e++)
		if (tells(i, &p->evidence[e]) && p->evidence[e].strength == p->strength) return &p->evidence[e];
	return NULL;
}

/* ---- clauses --------------------------------------------------------------------------------------------------- */

typedef struct {
	const char *head;   /* "nothing says that" */
	const char *joiner; /* between claims that share the head */
	nl_str claim;
	nl_str tail; /* ", but as a recommendation ('should'); a binding commitment is asked for"; empty for most */
} clause;

static nl_str places(uint32_t count, nl_arena *arena)
{
	return nl_arena_printf(arena, "%u place%s", count, count == 1 ? "" : "s");
}

static nl_str weaker_tail(const nl_match *match, const issue *i, nl_arena *arena)
{
	const nl_evidence *e = shown_evidence(match, i);
	nl_str cue = {0};
	if (e->strength_cue.first <= e->strength_cue.last) {
		nl_str words = nl_wording_quote(match->doc, e->strength_cue, QUOTE_COLUMNS, arena);
		cue = nl_arena_printf(arena, " ('" NL_FMT "')", NL_ARG(words));
	}
	return nl_arena_printf(arena, ", but as %s" NL_FMT "; %s%s is asked for", nl_wording_strength(e->strength),
		NL_ARG(cue), nl_wording_strength(i->at_least), i->at_least == NL_BINDING ? "" : " or more");
}

/* `count(a) >= 3` with less affirmed evidence than that, or with `not`, with as much. */
static clause count_clause(const nl_match *match, const issue *i, clause c, nl_arena *arena)
{
	uint32_t found = nl_credit_count(&match->positions[i->position], NL_AFFIRMED, i->at_least);
	nl_str wanted = places(i->count, arena);
	c.head = "says that";
	if (!i->asked)
		c.tail = nl_arena_printf(arena, " in " NL_FMT ", where fewer than %u are accepted",
			NL_ARG(places(found, arena)), i->count);
	else if (found == 0)
		c.tail = nl_arena_printf(arena, " only weakly, where " NL_FMT " are asked for", NL_ARG(wanted));
	else
		c.tail =
			nl_arena_printf(arena, " only in " NL_FMT ", where %u are asked for", NL_ARG(places(found, arena)), i->count);
	return c;
}

static clause clause_of(const nl_match *match, const issue *i, nl_arena *arena)
{
	clause c = {.joiner = " and that ", .claim = nl_wording_claim(match->ir, i->position, arena)};
	bool said = i->telling == NL_AFFIRMED || i->telling == NL_HEDGED;
	if (i->count && said) return count_clause(match, i, c, arena);
	switch (i->telling) {
	case NL_ABSENT: c.head = "nothing says that", c.joiner = ", or that "; break;
	case NL_REPORTED: c.head = "only reports that"; break;
	case NL_OPPOSED: c.head = "opposes that"; break;
	case NL_HEDGED: c.head = i->asked ? "says only weakly that" : "says weakly that"; break;
	case NL_AFFIRMED:
		c.head = "says that";
		if (i->asked) c.tail = weaker_tail(match, i, arena);
	}
	return c;
}

/* "nothing says that A, or that B; opposes that C". Past MAX_CLAIMS claims the rest is counted. */
static nl_str message_of(const issues *all, nl_arena *arena)
{
	nl_buf out = {0};
	clause before = {0};
	for (uint32_t i = 0; i < all->list.len && i < MAX_CLAIMS; i++) {
		clause c = clause_of(all->match, &all->list.at[i], arena);
		bool same = before.head && nl_str_eq(nl_str_of(before.head), nl_str_of(c.head)) && !before.tail.len && !c.tail.len;
		if (same) nl_buf_add_c(&out, c.joiner);
		else nl_buf_addf(&out, "%s%s ", before.head ? "; " : "", c.head);
		nl_buf_addf(&out, NL_FMT NL_FMT, NL_ARG(c.claim), NL_ARG(c.tail));
		before = c;
	}
	if (all->list.len > MAX_CLAIMS) nl_buf_addf(&out, "; and %u more", all->list.len - MAX_CLAIMS);
	nl_str message = nl_arena_str(arena, nl_buf_str(&out));
	nl_buf_release(&out);
	return message;
}

/* "2 of (a, b, c)" counts before it names. */
static nl_str counted_message(const nl_match *match, const nl_rule *rule, nl_str message, nl_arena *arena)
{
	const nl_cond *cond = &match->ir->conds[rule->condition];
	if (cond->op != NL_COND_N_OF || !nl_rule_asks(rule)) return message;
	uint32_t met = 0;
	for (uint32_t i = 0; i < cond->child_count; i++)
		met += nl_credit_of_condition(match, match->ir->cond_children[cond->first_child + i], rule->at_least) >= 1;
	return nl_arena_printf(arena, "%u of %u are said where at least %u are asked for: " NL_FMT, met, cond->child_count,
		cond->n, NL_ARG(message));
}

/* ---- notes ----------------------------------------------------------------------------------------------------- */

static void keep_miss(nl_findings *f, const nl_closest *closest)
{
	nl_finding *finding = nl_vec_last(&f->list);
	nl_closest *all = (nl_closest *)finding->closest;
	if (!all) finding->closest = all = nl_arena_array(&f->sink.arena, nl_closest, MAX_MISSES);
	all[finding->closest_count++] = *closest;
}

static void add_miss(nl_findings *f, nl_diag *diag, const issue *i, bool several)
{
	const nl_match *match = f->match;
	nl_arena *arena = &f->sink.arena;
	nl_str whose = several ? nl_arena_printf(arena, " to '" NL_FMT "'", NL_ARG(match->ir->positions[i->position].id))
						   : (nl_str){0};
	nl_miss miss = nl_matcher_miss(f->matcher, f->match, i->position);
	if (!is_worth_showing(&miss)) {
		nl_diag_note(&f->sink, diag, "nothing in the text comes close" NL_FMT, NL_ARG(whose));
		return;
	}
	nl_str quote = nl_wording_quote(match->doc, miss.found, QUOTE_COLUMNS, arena);
	nl_str why = nl_wording_missing(match->ir, &miss, arena);
	keep_miss(f, &(nl_closest){i->position, miss.found, why});
	nl_str line = nl_arena_printf(arena, " line %u:", nl_wording_place(match->doc, miss.found).line);
	if (f->plan->in_place) line.len = 0;
	nl_diag_note(&f->sink, diag, "closest" NL_FMT " is" NL_FMT " \"" NL_FMT "\" (" NL_FMT ")", NL_ARG(whose),
		NL_ARG(line), NL_ARG(quote), NL_ARG(why));
}

static void add_misses(nl_findings *f, nl_diag *diag, const issues *all)
{
	uint32_t shown = 0;
	for (uint32_t i = 0; i < all->list.len && shown < MAX_MISSES; i++) {
		if (all->list.at[i].telling != NL_ABSENT) continue;
		add_miss(f, diag, &all->list.at[i], all->list.len > 1);
		shown++;
	}
}

static void add_sources(nl_findings *f, nl_diag *diag, const issues *all)
{
	for (uint32_t i = 0; i < all->list.len && !f->plan->in_place; i++) {
		if (all->list.at[i].telling != NL_ABSENT) continue;
		const nl_position *p = &f->match->ir->positions[all->list.at[i].position];
		nl_str source = p->citation_count ? nl_wording_citation(&p->citations[0], &f->sink.arena) : (nl_str){0};
		if (source.len)
			nl_diag_note(&f->sink, diag, "source " NL_FMT "; see 'normlint explain " NL_FMT "'", NL_ARG(source),
				NL_ARG(p->id));
		else nl_diag_note(&f->sink, diag, "see 'normlint explain " NL_FMT "'", NL_ARG(p->id));
		return;
	}
}

/* A rule behind `when` says what made it apply, or the reader wonders why it is asked for. */
static void add_when(nl_findings *f, nl_diag *diag, const nl_rule *rule)
{
	if (rule->when == NL_NONE || f->match->ir->conds[rule->when].op != NL_COND_POSITION) return;
	uint32_t position = f->match->ir->conds[rule->when].position;
	const nl_position_match *p = &f->match->positions[position];
	for (uint32_t i = 0; i < p->count; i++) {
		if (p->evidence[i].stance != p->stance) continue;
		nl_place place = nl_wording_place(f->match->doc, p->evidence[i].range);
		nl_str at = nl_arena_printf(&f->sink.arena, " at %u:%u", place.line, place.column);
		nl_str claim = nl_wording_claim(f->match->ir, position, &f->sink.arena);
		if (f->plan->in_place) at.len = 0;
		nl_diag_note(&f->sink, diag, "asked for because the text says" NL_FMT " that " NL_FMT, NL_ARG(at), NL_ARG(claim));
		return;
	}
}

static void add_rule_note(nl_findings *f, nl_diag *diag, const nl_ruleset *ruleset, const nl_rule *rule)
{
	if (nl_rule_asks(rule)) return;
	bool bare = f->match->ir->conds[rule->condition].op == NL_COND_POSITION;
	nl_diag_note(&f->sink, diag, "rule set '" NL_FMT "' %s this%s (weight %g)", NL_ARG(ruleset->id),
		rule->kind == NL_FORBID ? "forbids" : "discourages", bare ? " position" : "", rule->weight);
}

static void add_helps(nl_findings *f, nl_diag *diag, const nl_rule *rule)
{
	if (rule->help.len) nl_diag_help(&f->sink, diag, NL_FMT, NL_ARG(rule->help));
	if (rule->instead.len) nl_diag_help(&f->sink, diag, "use \"" NL_FMT "\"", NL_ARG(rule->instead));
}

/* ---- places ---------------------------------------------------------------------------------------------------- */

static const nl_evidence *place_of(const issues *all)
{
	const nl_evidence *first = NULL;
	for (uint32_t i = 0; i < all->list.len; i++) {
		const nl_evidence *e = shown_evidence(all->match, &all->list.at[i]);
		if (e && (!first || e->range.first < first->range.first)) first = e;
	}
	return first;
}

static nl_str place_text(const issues *all, const issue *i, bool same_position, nl_arena *arena)
{
	if (same_position) return NL_STR("also here");
	clause c = clause_of(all->match, i, arena);
	return nl_arena_printf(arena, "%s " NL_FMT, c.head, NL_ARG(c.claim));
}

static bool is_of(const nl_position_match *p, const nl_evidence *evidence)
{
	for (uint32_t e = 0; e < p->count; e++) {
		if (&p->evidence[e] == evidence) return true;
	}
	return false;
}

/* Every other place that the message speaks of, the first few shown and the rest counted. */
static void add_places(nl_findings *f, nl_diag *diag, const issues *all, const nl_evidence *primary)
{
	uint32_t places = 0;
	for (uint32_t i = 0; i < all->list.len; i++) {
		const issue *it = &all->list.at[i];
		const nl_position_match *p = &all->match->positions[it->position];
		bool holds_primary = is_of(p, primary);
		for (uint32_t e = 0; e < p->count; e++) {
			if (&p->evidence[e] == primary || !tells(it, &p->evidence[e])) continue;
			if (places++ >= MAX_RELATED) continue;
			nl_finding_related(f, diag, &p->evidence[e], place_text(all, it, holds_primary, &f->sink.arena));
		}
	}
	if (places > MAX_RELATED)
		nl_diag_note(&f->sink, diag, "and %u more place%s", places - MAX_RELATED, places - MAX_RELATED == 1 ? "" : "s");
}

/* ---- what to write instead -------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const nl_replacement *x = a, *y = b;
	return x->span.start != y->span.start ? (x->span.start < y->span.start ? -1 : 1)
										  : (x->span.end > y->span.end) - (x->span.end < y->span.end);
}

/* Two positions of one rule may be found in the same words. */
static void keep_apart(nl_replacements *edits)
{
	uint32_t kept = 0;
	if (edits->len) qsort(edits->at, edits->len, sizeof *edits->at, by_place);
	for (uint32_t i = 0; i < edits->len; i++)
		if (kept == 0 || edits->at[kept - 1].span.end <= edits->at[i].span.start) edits->at[kept++] = edits->at[i];
	edits->len = kept;
}

static void add_edits(nl_findings *f, nl_finding *finding, const nl_rule *rule, const issues *all)
{
	nl_replacements edits = {0};
	NL_VEC(const nl_evidence *) told = {0};
	finding->replacement = rule->instead;
	if (rule->instead.len == 0) return;
	for (uint32_t i = 0; i < all->list.len; i++) {
		const issue *it = &all->list.at[i];
		const nl_position_match *p = &all->match->positions[it->position];
		nl_vec_clear(&told);
		for (uint32_t e = 0; e < p->count && !it->asked; e++)
			if (tells(it, &p->evidence[e])) *nl_vec_push(&told) = &p->evidence[e];
		nl_fix_places(all->match, rule, it->position, told.at, told.len, &f->sink.arena, &edits);
	}
	nl_vec_release(&told);
	keep_apart(&edits);
	finding->edits = nl_arena_copy(&f->sink.arena, edits.at, edits.len * sizeof *edits.at);
	finding->edit_count = edits.len;
	nl_vec_release(&edits);
}

/* ---- the finding ----------------------------------------------------------------------------------------------- */

static void report_issues(nl_findings *f, const nl_ruleset *ruleset, const nl_rule *rule, const issues *all)
{
	nl_arena *arena = &f->sink.arena;
	nl_str message = rule->message;
	if (message.len == 0) message = counted_message(f->match, rule, message_of(all, arena), arena);
	const nl_evidence *primary = place_of(all);
	nl_diag *diag = nl_finding_begin(f, rule->severity, ruleset->id, rule->id, message, primary);
	add_edits(f, nl_vec_last(&f->list), rule, all);
	if (primary) {
		nl_str cue = nl_wording_stance(f->match->doc, primary, !f->plan->in_place, arena);
		if (cue.len) nl_diag_note(&f->sink, diag, NL_FMT, NL_ARG(cue));
		add_places(f, diag, all, primary);
	}
	add_rule_note(f, diag, ruleset, rule);
	add_misses(f, diag, all);
	add_when(f, diag, rule);
	add_sources(f, diag, all);
	add_helps(f, diag, rule);
}

/* ---- suppressions ---------------------------------------------------------------------------------------------- */

/* The suppression of all that an issue is about; NULL when there is none, or when it is not wanted and stands in other
 * places, too: then it is about those. */
static const nl_suppression *suppress_issue(nl_findings *f, nl_str ruleset, nl_str rule, issue *i)
{
	const nl_position_match *p = &f->match->positions[i->position];
	if (i->telling == NL_ABSENT) return nl_suppress_at(f, ruleset, rule, NULL);
	bool *suppressed = nl_arena_array(&f->sink.arena, bool, p->count), some_left = false;
	const nl_suppression *first = NULL;
	for (uint32_t e = 0; e < p->count; e++) {
		if (!tells(i, &p->evidence[e])) continue;
		const nl_suppression *found = nl_suppress_at(f, ruleset, rule, &p->evidence[e]);
		suppressed[e] = found != NULL;
		some_left |= !found;
		if (!first) first = found;
	}
	if (first && (i->asked || !some_left)) return first;
	if (first) i->suppressed = suppressed;
	return NULL;
}

/* Takes out what is suppressed. When that is everything, it all stays, and the suppression comes back. */
static const nl_suppression *suppress_issues(nl_findings *f, nl_str ruleset, nl_str rule, issues *all)
{
	const nl_suppression *first = NULL;
	uint32_t kept = 0;
	if (!nl_suppress_concerns(f, ruleset, rule)) return NULL;
	for (uint32_t i = 0; i < all->list.len; i++) {
		const nl_suppression *found = suppress_issue(f, ruleset, rule, &all->list.at[i]);
		if (!first) first = found;
		if (found) continue;
		issue left = all->list.at[kept];
		all->list.at[kept++] = all->list.at[i];
		all->list.at[i] = left;
	}
	if (kept == 0) return first;
	all->list.len = kept;
	return NULL;
}

/* ---- for a baseline --------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

/* What is not wanted is known place by place; of the rest, one place stands for all. */
static void set_places(nl_findings *f, const issues *all)
{
	nl_finding *finding = nl_vec_last(&f->list);
	NL_VEC(uint64_t) places = {0};
	*nl_vec_push(&places) = finding->fingerprint;
	for (uint32_t i = 0; i < all->list.len; i++) {
		const issue *it = &all->list.at[i];
		const nl_position_match *p = &f->match->positions[it->position];
		for (uint32_t e = 0; e < p->count && !it->asked; e++)
			if (tells(it, &p->evidence[e]))
				*nl_vec_push(&places) = nl_finding_fingerprint(f, finding->ruleset, finding->rule, &p->evidence[e]);
	}
	qsort(places.at, places.len, sizeof *places.at, by_number);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < places.len; i++)
		if (i == 0 || places.at[i] != places.at[i - 1]) places.at[kept++] = places.at[i];
	finding->places = nl_arena_copy(&f->sink.arena, places.at, kept * sizeof *places.at);
	finding->place_count = kept;
	nl_vec_release(&places);
}

void nl_findings_of_rule(nl_findings *findings, const nl_ruleset *ruleset, const nl_rule_result *result)
{
	if (!result->applies || result->credit >= 1) return;
	issues all = {.match = findings->match, .at_least = result->rule->at_least};
	collect(&all, result->rule->condition, nl_rule_asks(result->rule));
	const nl_suppression *suppression = suppress_issues(findings, ruleset->id, result->rule->id, &all);
	report_issues(findings, ruleset, result->rule, &all);
	nl_vec_last(&findings->list)->suppression = suppression;
	if (findings->plan->with_places) set_places(findings, &all);
	nl_vec_release(&all.list);
}
