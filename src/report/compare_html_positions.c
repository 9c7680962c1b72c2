/* What became of each position: groups by change, what is lost first. An entry has the sentence that says it, stance and strength
 * before and now, and the words of both drafts; each place leads to its passage below. */
#include "judge/wording.h"
#include "report/compare_html.h"
#include "report/compare_wording.h"
#include "report/html_page.h"
#include "report/html_report.h"

typedef struct {
	nl_buf *out;
	const nl_comparison *c;
	nl_arena arena; /* of one position; empty between two */
} writer;

static const char *meaning_of(nl_change change)
{
	switch (change) {
	case NL_CHANGE_DROPPED: return "The new draft has no word of it.";
	case NL_CHANGE_NEGATED: return "One draft opposes it, the other does not.";
	case NL_CHANGE_WEAKENED: return "The new draft goes less far.";
	case NL_CHANGE_STRENGTHENED: return "The new draft goes further.";
	case NL_CHANGE_NEW: return "The old draft has no word of it.";
	case NL_CHANGE_REWORDED: return "It goes as far as before, in other words or in more or fewer places.";
	case NL_CHANGE_MOVED: return "The same words, in another order.";
	case NL_CHANGE_UNCHANGED: return "The same words in the same order.";
	case NL_CHANGE_ABSENT: break;
	}
	return "Neither draft says anything of it.";
}

/* ---- the words of both drafts ---------------------------------------------------------------------------------- */

typedef struct {
	const nl_doc *doc;
	const nl_evidence *evidence; /* NULL: this draft has none there */
	nl_passage_side side;        /* what is shown of it; empty: nothing */
	uint32_t passage;            /* NL_NONE: none */
	bool of_new;
} half;

static half half_of(const writer *w, const nl_compare_showing *s, bool of_new)
{
	half h = {.doc = of_new ? s->new_doc : s->old_doc, .evidence = of_new ? s->new : s->old, .passage = NL_NONE, .of_new = of_new};
	if (s->passage) h.side = of_new ? s->passage->new : s->passage->old;
	else if (h.evidence) h.side = nl_evidence_sentences(h.doc, h.evidence);
	if (h.side.first < h.side.end) h.passage = nl_comparison_passage(w->c, of_new, h.side.first);
	return h;
}

/* Whether the words that changed are shown, and not only the sentences. */
static bool with_edits(const nl_compare_showing *s)
{
	return s->passage && !s->passage->same && s->passage->likeness >= NL_COMPARE_ALIKE;
}

static uint32_t lead_in(const half *h)
{
	return h->side.first < h->side.end ? h->doc->sentences[h->side.first].lead_in : NL_NONE;
}

/* What governs an item, "States should:", with what changed in it. */
static void put_lead_in(writer *w, const half *h, const half *other)
{
	uint32_t own = lead_in(h), others = lead_in(other);
	if (own == NL_NONE) return;
	nl_passage_side side = {own, own + 1}, beside = {others, others + 1};
	nl_buf_add_c(w->out, "<span class=lead>");
	nl_edit_list edits = {0};
	if (others != NL_NONE)
		edits = nl_comparison_edits(w->c, h->of_new ? beside : side, h->of_new ? side : beside, &w->arena);
	nl_compare_put_passage(w->out, h->doc, side, edits.count ? &edits : NULL, h->of_new);
	nl_buf_add_c(w->out, "</span> ");
}

static void put_half(writer *w, const half *h, const half *other, const nl_edit_list *edits)
{
	nl_buf_addf(w->out, "<div class=%s>\n<p class=where>%s", h->of_new ? "now" : "before", h->of_new ? "Now" : "Before");
	if (h->passage != NL_NONE) {
		uint32_t start = nl_doc_origin(h->doc, h->doc->sentences[h->side.first].text).start;
		nl_buf_addf(w->out, ", <a href=#p%u>", h->passage);
		nl_page_put_place(w->out, h->doc, start);
		nl_buf_add_c(w->out, "</a>");
	}
	if (!h->evidence) {
		nl_buf_add_c(w->out, h->passage == NL_NONE ? ": nothing" : ", without it");
		nl_buf_add_c(w->out, "</p>\n");
	} else {
		nl_buf_add_c(w->out, ": ");
		nl_compare_put_said(w->out, h->evidence->stance, h->evidence->strength);
		nl_str why = nl_wording_stance(h->doc, h->evidence, false, &w->arena);
		if (why.len) nl_buf_add_c(w->out, "; ");
		nl_page_put(w->out, why);
		nl_buf_add_c(w->out, "</p>\n");
	}
	if (h->side.first < h->side.end) {
		nl_buf_add_c(w->out, "<blockquote dir=auto>");
		put_lead_in(w, h, other);
		nl_compare_put_passage(w->out, h->doc, h->side, edits, h->of_new);
		nl_buf_add_c(w->out, "</blockquote>\n");
	}
	nl_buf_add_c(w->out, "</div>\n");
}

static void put_halves(writer *w, uint32_t position)
{
	nl_compare_showing s = nl_compare_show(w->c, position);
	half old = half_of(w, &s, false), new = half_of(w, &s, true);
	nl_edit_list edits = {0};
	if (with_edits(&s)) edits = nl_comparison_edits(w->c, s.passage->old, s.passage->new, &w->arena);
	nl_buf_add_c(w->out, "<div class=halves>\n");
	put_half(w, &old, &new, edits.count ? &edits : NULL);
	put_half(w, &new, &old, edits.count ? &edits : NULL);
	nl_buf_add_c(w->out, "</div>\n");
}

/* ---- other places ---------------------------------------------------------------------------------------------- */

static void put_link(writer *w, const nl_verdict *verdict, uint32_t position, uint32_t evidence, bool of_new)
{
	const nl_doc *doc = verdict->match->doc;
	nl_range range = verdict->match->positions[position].evidence[evidence].range;
	uint32_t passage = nl_comparison_passage(w->c, of_new, nl_doc_sentence_of(doc, range.first));
	if (passage != NL_NONE) nl_buf_addf(w->out, "<a href=#p%u>", passage);
	nl_page_put_place(w->out, doc, nl_wording_origin(doc, range).start);
	if (passage != NL_NONE) nl_buf_add_c(w->out, "</a>");
}

static void put_other_place(writer *w, uint32_t position, const nl_place_change *place)
{
	if (place->old != NL_NONE) {
		put_link(w, w->c->old, position, place->old, false);
		nl_buf_add_c(w->out, " before");
	}
	if (place->old != NL_NONE && place->new != NL_NONE) nl_buf_add_c(w->out, ", ");
	if (place->new != NL_NONE) {
		put_link(w, w->c->new, position, place->new, true);
		nl_buf_add_c(w->out, " now");
	}
}

static void put_other_places(writer *w, uint32_t position)
{
	const nl_position_change *change = &w->c->positions[position];
	bool any = false;
	for (uint32_t i = 0; i < change->count; i++) {
		const nl_place_change *place = &change->places[i];
		bool shown =
			(place->old == NL_NONE || place->old == change->old) && (place->new == NL_NONE || place->new == change->new);
		if (shown) continue;
		nl_buf_addf(w->out, "%s%s: ", any ? "; " : "<p class=aside>Elsewhere ", nl_change_name(place->change));
		put_other_place(w, position, place);
		any = true;
	}
	if (any) nl_buf_add_c(w->out, "</p>\n");
}

/* ---- one position, one change ---------------------------------------------------------------------------------- */

static void put_position(writer *w, uint32_t position, bool in_full)
{
	nl_buf_addf(w->out, "<li id=c%u class=entry>\n<h4>", position);
	nl_page_put(w->out, w->c->new->match->ir->positions[position].title);
	nl_buf_add_c(w->out, "</h4>\n");
	if (in_full) {
		nl_buf_add_c(w->out, "<p>The draft ");
		nl_page_put(w->out, nl_compare_message(w->c, position, &w->arena));
		nl_buf_add_c(w->out, ".</p>\n");
	}
	put_halves(w, position);
	put_other_places(w, position);
	nl_buf_add_c(w->out, "</li>\n");
	nl_arena_release(&w->arena);
}

static bool is_among(const writer *w, uint32_t position, nl_change change)
{
	return w->c->positions[position].change == change && !w->c->new->match->positions[position].passed_over;
}

static void put_absent(writer *w)
{
	const nl_ir *ir = w->c->new->match->ir;
	nl_buf_add_c(w->out, "<ul class=names>\n");
	for (uint32_t i = 0; i < ir->position_count; i++) {
		if (!is_among(w, i, NL_CHANGE_ABSENT)) continue;
		nl_buf_add_c(w->out, "<li>");
		nl_page_put(w->out, ir->positions[i].title);
		nl_buf_add_c(w->out, "</li>\n");
	}
	nl_buf_add_c(w->out, "</ul>\n");
}

/* What did not change is folded, unless more was asked for. */
static void put_group(writer *w, const nl_compare_options *options, nl_change change)
{
	uint32_t count = w->c->counts[change];
	bool in_full = change > NL_CHANGE_MOVED, folded = !in_full && !options->verbose;
	if (count == 0) return;
	nl_buf_addf(w->out, "<h3 id=%s>", nl_change_name(change));
	nl_compare_put_change(w->out, change);
	nl_buf_addf(w->out, " <span class=quiet>%u</span></h3>\n<p class=intro>%s", count, meaning_of(change));
	if (options->fail_on & 1u << change) nl_buf_add_c(w->out, " <b>This was asked not to happen.</b>");
	nl_buf_add_c(w->out, "</p>\n");
	if (folded) {
		nl_buf_add_c(w->out, "<details><summary>");
		nl_page_put_count(w->out, count, "position");
		nl_buf_add_c(w->out, "</summary>\n");
	}
	if (change == NL_CHANGE_ABSENT) put_absent(w);
	else {
		nl_buf_add_c(w->out, "<ul class=entries>\n");
		for (uint32_t i = 0; i < w->c->new->match->ir->position_count; i++)
			if (is_among(w, i, change)) put_position(w, i, in_full);
		nl_buf_add_c(w->out, "</ul>\n");
	}
	if (folded) nl_buf_add_c(w->out, "</details>\n");
}

void nl_compare_put_positions(nl_buf *out, const nl_compare_options *options, const nl_comparison *c)
{
	writer w = {.out = out, .c = c};
	nl_page_section_begin(out, "changes", "What changed",
		"Each position that a draft takes, by what became of it. Places lead to both drafts at the end of the page.");
	nl_page_put_legend(out);
	for (int change = NL_CHANGE_DROPPED; change >= 0; change--) put_group(&w, options, (nl_change)change);
	nl_page_section_end(out);
}
