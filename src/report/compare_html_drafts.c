/* Both drafts beside each other: a row for each passage, in the order of the new draft, with what is gone where it stood. Long runs of
 * what did not change are folded. Beside a passage stand the positions that it holds. */
#include "report/compare_html.h"
#include "report/compare_wording.h"
#include "report/html_page.h"

#include <stdlib.h>

#include "base/mem.h"

enum { LONG_RUN = 5 }; /* unchanged passages in a row, of which the first and the last stay in sight */

/* A place of a position in a passage. */
typedef struct {
	uint32_t passage, position;
	const nl_evidence *old, *new; /* NULL: not in this passage */
	nl_change change;
} note;

typedef struct {
	nl_buf *out;
	const nl_comparison *c;
	NL_VEC(note) notes; /* by passage */
	uint32_t next;      /* note */
} writer;

/* ---- which positions are where --------------------------------------------------------------------------------- */

static int by_passage(const void *a, const void *b)
{
	const note *x = a, *y = b;
	if (x->passage != y->passage) return x->passage < y->passage ? -1 : 1;
	return x->position < y->position ? -1 : x->position > y->position;
}

static uint32_t passage_of(const nl_comparison *c, bool of_new, const nl_evidence *evidence)
{
	const nl_doc *doc = of_new ? c->new->match->doc : c->old->match->doc;
	return nl_comparison_passage(c, of_new, nl_doc_sentence_of(doc, evidence->range.first));
}

static void add_note(writer *w, const note *n)
{
	if (n->passage != NL_NONE) *nl_vec_push(&w->notes) = *n;
}

static void gather_place(writer *w, uint32_t position, const nl_place_change *place)
{
	note n = {.position = position, .change = place->change};
	if (place->old != NL_NONE) n.old = &w->c->old->match->positions[position].evidence[place->old];
	if (place->new != NL_NONE) n.new = &w->c->new->match->positions[position].evidence[place->new];
	uint32_t before = n.old ? passage_of(w->c, false, n.old) : NL_NONE;
	uint32_t now = n.new ? passage_of(w->c, true, n.new) : NL_NONE;
	note of_old = n, of_new = n;
	if (before != now && n.old && n.new) of_old.new = NULL, of_new.old = NULL;
	of_old.passage = before;
	of_new.passage = now;
	if (n.old) add_note(w, &of_old);
	if (n.new && !(n.old && before == now)) add_note(w, &of_new);
}

static void gather(writer *w)
{
	const nl_match *match = w->c->new->match;
	for (uint32_t i = 0; i < match->ir->position_count; i++)
		for (uint32_t p = 0; p < w->c->positions[i].count; p++) gather_place(w, i, &w->c->positions[i].places[p]);
	if (w->notes.len) qsort(w->notes.at, w->notes.len, sizeof *w->notes.at, by_passage);
}

/* ---- a passage ------------------------------------------------------------------------------------------------- */

static void put_note(writer *w, const note *n)
{
	const nl_position *position = &w->c->new->match->ir->positions[n->position];
	nl_buf_addf(w->out, "<li class=%c><a href=#c%u>", nl_stance_name(n->new ? n->new->stance : n->old->stance)[0],
		n->position);
	nl_page_put_label(w->out, position->id);
	nl_buf_add_c(w->out, "</a>: ");
	bool same = n->old && n->new && n->old->stance == n->new->stance && n->old->strength == n->new->strength;
	if (n->old) {
		nl_compare_put_said(w->out, n->old->stance, n->old->strength);
		nl_buf_add_c(w->out, same ? "" : n->new ? " before, " : " before");
	}
	if (n->new && !same) {
		nl_compare_put_said(w->out, n->new->stance, n->new->strength);
		nl_buf_add_c(w->out, " now");
	}
	if (!n->new && n->change != NL_CHANGE_DROPPED) nl_buf_add_c(w->out, "; now elsewhere");
	if (!n->old && n->change != NL_CHANGE_NEW) nl_buf_add_c(w->out, "; elsewhere before");
	nl_buf_add_c(w->out, "</li>\n");
}

static void put_notes(writer *w, uint32_t passage)
{
	while (w->next < w->notes.len && w->notes.at[w->next].passage < passage) w->next++;
	if (w->next == w->notes.len || w->notes.at[w->next].passage != passage) return;
	nl_buf_add_c(w->out, "<ul class=notes>\n");
	for (; w->next < w->notes.len && w->notes.at[w->next].passage == passage; w->next++)
		put_note(w, &w->notes.at[w->next]);
	nl_buf_add_c(w->out, "</ul>\n");
}

static bool is_heading(const nl_doc *doc, nl_passage_side side)
{
	return side.first < side.end && doc->blocks[doc->sentences[side.first].block].kind == NL_BLOCK_HEADING;
}

static void put_half(writer *w, const nl_doc *doc, nl_passage_side side, const nl_edit_list *edits, bool of_new)
{
	const char *name = of_new ? "now" : "before", *spoken = of_new ? "Now: " : "Before: ";
	if (side.first == side.end) {
		nl_buf_addf(w->out, "<div class=%s></div>\n", name);
		return;
	}
	nl_buf_addf(w->out, "<div class=\"%s%s\" dir=auto><span class=said>%s</span>", name,
		is_heading(doc, side) ? " head" : "", spoken);
	nl_compare_put_passage(w->out, doc, side, edits, of_new);
	nl_buf_add_c(w->out, "</div>\n");
}

static void put_passage(writer *w, uint32_t i)
{
	const nl_passage *passage = &w->c->passages[i];
	nl_change change = nl_passage_change(passage);
	nl_arena arena = {0};
	nl_edit_list edits = {0};
	if (change == NL_CHANGE_REWORDED && passage->likeness >= NL_COMPARE_ALIKE)
		edits = nl_comparison_edits(w->c, passage->old, passage->new, &arena);
	nl_buf_addf(w->out, "<li id=p%u class=\"passage %s\">\n<p class=what><a href=#p%u aria-label=\"Passage %u\">%u</a> ",
		i, nl_change_name(change), i, i + 1, i + 1);
	if (change != NL_CHANGE_UNCHANGED) nl_compare_put_change(w->out, change);
	if (passage->moved && change != NL_CHANGE_MOVED) nl_buf_add_c(w->out, " and moved");
	nl_buf_add_c(w->out, "</p>\n");
	put_half(w, w->c->old->match->doc, passage->old, edits.count ? &edits : NULL, false);
	put_half(w, w->c->new->match->doc, passage->new, edits.count ? &edits : NULL, true);
	put_notes(w, i);
	nl_buf_add_c(w->out, "</li>\n");
	nl_arena_release(&arena);
}

/* ---- all of them ----------------------------------------------------------------------------------------------- */

static bool is_unchanged(const writer *w, uint32_t i)
{
	return i < w->c->passage_count && nl_passage_change(&w->c->passages[i]) == NL_CHANGE_UNCHANGED;
}

/* The passages i .. end - 1, none of which changed. */
static void put_run(writer *w, uint32_t i, uint32_t end)
{
	put_passage(w, i);
	nl_buf_addf(w->out,
		"<li class=fold><details><summary>%u passages that did not change</summary>\n<ol class=passages>\n", end - i - 2);
	for (uint32_t k = i + 1; k + 1 < end; k++) put_passage(w, k);
	nl_buf_add_c(w->out, "</ol></details></li>\n");
	put_passage(w, end - 1);
}

static void put_head(nl_buf *out, const nl_comparison *c)
{
	nl_buf_add_c(out, "<div class=\"heads\" aria-hidden=true><b>");
	nl_page_put_name(out, nl_source_name(c->old->match->doc->source));
	nl_buf_add_c(out, "</b><b>");
	nl_page_put_name(out, nl_source_name(c->new->match->doc->source));
	nl_buf_add_c(out, "</b></div>\n");
}

void nl_compare_put_drafts(nl_buf *out, const nl_compare_options *options, const nl_comparison *c)
{
	writer w = {.out = out, .c = c};
	gather(&w);
	nl_page_section_begin(out, "drafts", "Both drafts", NULL);
	nl_buf_add_c(out, "<p class=intro>In the order of the new draft; what is gone stands where it was. ");
	nl_page_put_count(out, c->passage_count, "passage");
	nl_buf_add_c(out, ": ");
	nl_compare_put_counts(out, c->passage_counts, (1u << NL_CHANGES) - 1);
	nl_buf_add_c(
		out, ". <del>Struck out</del> is what only the old draft has, <ins>underlined</ins> what only the new one has.</p>\n");
	put_head(out, c);
	nl_buf_add_c(out, "<ol class=passages>\n");
	for (uint32_t i = 0; i < c->passage_count;) {
		uint32_t end = i;
		while (is_unchanged(&w, end)) end++;
		bool fold = end - i > LONG_RUN && !options->verbose;
		if (fold) put_run(&w, i, end);
		else if (end > i)
			for (uint32_t k = i; k < end; k++) put_passage(&w, k);
		else put_passage(&w, end++);
		i = end;
	}
	nl_buf_add_c(out, "</ol>\n");
	nl_page_section_end(out);
	nl_vec_release(&w.notes);
}
