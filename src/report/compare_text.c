/* What became of each position, as diagnostics with both places:
 *
 *   new.md:8:1: warning: says less strongly that privacy is protected: a recommendation, a binding commitment before [weakened/privacy]
 *       8 | Privacy should be protected.
 *         | ^~~~~~~        ~~~~~~~~~
 *         = note: dropped "shall"; added "should"
 *   old.md:5:1: note: the old draft
 *       5 | Privacy shall be protected.
 *         | ^~~~~~~
 *
 * then scores and axes before and after, and how many positions changed how. Several drafts are a table instead. */
#include <math.h>
#include <string.h>

#include "judge/wording.h"
#include "report/change_marks.h"
#include "report/compare_report.h"
#include "report/compare_wording.h"

enum { EDITS_SHOWN = 4, PLACES_SHOWN = 6, EDIT_COLUMNS = 80 };
typedef struct {
	nl_buf *out;
	const nl_compare_options *options;
	const nl_comparison *comparison;
	const nl_ir *ir;
	nl_sink sink;      /* holds the diagnostic that is made */
	nl_str *explained; /* by passage: the code of the diagnostic that told its edits */
	nl_arena codes;
} writer;

static void paint(nl_buf *out, const nl_compare_options *options, const char *sgr)
{
	if (options->style.colour) nl_buf_addf(out, "\x1b[%sm", sgr);
}

static void add_padded(nl_buf *out, nl_str text, uint32_t columns)
{
	nl_draw_clean(out, text);
	uint32_t taken = nl_draw_columns(text);
	if (taken < columns) nl_buf_addf(out, "%*s", (int)(columns - taken), "");
}

/* ---- how it weighs ---------------------------------------------------------------------------------------------- */

static nl_severity severity_of(const nl_compare_options *options, nl_change change)
{
	if (options->fail_on & 1u << change) return NL_ERROR;
	bool loss = change == NL_CHANGE_DROPPED || change == NL_CHANGE_WEAKENED || change == NL_CHANGE_NEGATED;
	return loss ? NL_WARNING : NL_NOTE;
}

/* ---- words that changed ---------------------------------------------------------------------------------------- */

/* Whether fewer than `most` edits of its kind have more words than edit i, or as many and come before it. */
static bool is_among_longest(const nl_edit_list *edits, uint32_t i, uint32_t most)
{
	uint32_t longer = 0;
	for (uint32_t k = 0; k < edits->count; k++) {
		if (edits->at[k].kind != edits->at[i].kind || k == i) continue;
		size_t a = edits->at[k].words.len, b = edits->at[i].words.len;
		longer += a > b || (a == b && k < i);
	}
	return longer < most;
}

/* `dropped "a", "b" and 2 more`: the longest of a kind, in the order of the text. Empty when there is none. */
static nl_str edits_of_kind(const nl_edit_list *edits, nl_edit_kind kind, const char *verb, nl_arena *arena)
{
	nl_buf list = {0};
	uint32_t count = 0, shown = 0;
	for (uint32_t i = 0; i < edits->count; i++) {
		if (edits->at[i].kind != kind) continue;
		count++;
		if (!is_among_longest(edits, i, EDITS_SHOWN)) continue;
		nl_str words = nl_wording_cut(edits->at[i].words, EDIT_COLUMNS, arena);
		nl_buf_addf(&list, "%s \"" NL_FMT "\"", shown++ ? "," : verb, NL_ARG(words));
	}
	if (count > shown) nl_buf_addf(&list, " and %u more", count - shown);
	nl_str copy = nl_arena_str(arena, nl_buf_str(&list));
	nl_buf_release(&list);
	return copy;
}

/* The whole in one line: "Privacy [-shall-] {+should+} be protected", as Git shows words. */
static nl_str edits_in_line(const nl_edit_list *edits, nl_arena *arena)
{
	static const char *const before[] = {"", "[-", "{+"}, *const behind[] = {"", "-]", "+}"};
	nl_buf line = {0};
	for (uint32_t i = 0; i < edits->count; i++) {
		const nl_edit *edit = &edits->at[i];
		nl_buf_addf(&line, "%s%s" NL_FMT "%s", i ? " " : "", before[edit->kind], NL_ARG(edit->shown), behind[edit->kind]);
	}
	nl_str copy = nl_arena_str(arena, nl_buf_str(&line));
	nl_buf_release(&line);
	return copy;
}

static void note_edits(writer *w, nl_diag *diag, nl_passage_side old, nl_passage_side new)
{
	nl_arena *arena = &w->sink.arena;
	nl_edit_list edits = nl_comparison_edits(w->comparison, old, new, arena);
	nl_str dropped = edits_of_kind(&edits, NL_EDIT_DROPPED, "dropped", arena);
	nl_str added = edits_of_kind(&edits, NL_EDIT_ADDED, "added", arena);
	if (dropped.len && added.len) nl_diag_note(&w->sink, diag, NL_FMT "; " NL_FMT, NL_ARG(dropped), NL_ARG(added));
	else if (dropped.len || added.len) nl_diag_note(&w->sink, diag, NL_FMT, NL_ARG(dropped.len ? dropped : added));
	if (w->options->verbose && (dropped.len || added.len))
		nl_diag_note(&w->sink, diag, "in full: " NL_FMT, NL_ARG(edits_in_line(&edits, arena)));
}

/* ---- one position ---------------------------------------------------------------------------------------------- */

/* The first word of a sentence, which stands for the whole. */
static nl_label first_word(const nl_doc *doc, uint32_t sentence, nl_str text)
{
	uint32_t token = doc->sentences[sentence].first;
	return (nl_label){doc->source, nl_doc_origin(doc, nl_doc_range(doc, token, token)), false, text};
}

static nl_label place_of(const nl_doc *doc, const nl_evidence *evidence, nl_str text)
{
	return (nl_label){doc->source, nl_wording_origin(doc, evidence->range), false, text};
}

/* The edits of a passage are told once; who comes later refers to them. */
static void note_passage(writer *w, nl_diag *diag, const nl_passage *passage)
{
	nl_str *by = &w->explained[passage - w->comparison->passages];
	if (by->len) nl_diag_note(&w->sink, diag, "for the words that changed see [" NL_FMT "]", NL_ARG(*by));
	else {
		note_edits(w, diag, passage->old, passage->new);
		*by = nl_arena_str(&w->codes, diag->code);
	}
}

static void note_words(writer *w, nl_diag *diag, const nl_compare_showing *s)
{
	if (!s->passage) return;
	if (!s->passage->same) {
		if (s->passage->likeness >= NL_COMPARE_ALIKE) note_passage(w, diag, s->passage);
		return;
	}
	if (!s->old || !s->new) return;
	uint32_t old = s->old_doc->sentences[nl_doc_sentence_of(s->old_doc, s->old->range.first)].lead_in;
	uint32_t new = s->new_doc->sentences[nl_doc_sentence_of(s->new_doc, s->new->range.first)].lead_in;
	if (old != NL_NONE && new != NL_NONE)
		note_edits(w, diag, (nl_passage_side){old, old + 1}, (nl_passage_side){new, new + 1});
}

/* `'shall' at 5:9 made it binding before` */
static void note_strength(writer *w, nl_diag *diag, const nl_doc *doc, const nl_evidence *e, const char *verb,
	const char *when)
{
	if (e->strength_cue.first > e->strength_cue.last) return;
	nl_place place = nl_wording_place(doc, e->strength_cue);
	nl_str words = nl_wording_quote(doc, e->strength_cue, EDIT_COLUMNS, &w->sink.arena);
	nl_diag_note(&w->sink, diag, "'" NL_FMT "' at %u:%u %s it %s %s", NL_ARG(words), place.line, place.column, verb,
		nl_wording_strength(e->strength), when);
}

static void note_cues(writer *w, nl_diag *diag, const nl_compare_showing *s, nl_change change)
{
	bool by_strength = s->old && s->new && s->old->stance == s->new->stance && s->old->strength != s->new->strength;
	if (by_strength && (change == NL_CHANGE_STRENGTHENED || change == NL_CHANGE_WEAKENED)) {
		note_strength(w, diag, s->old_doc, s->old, "made", "before");
		note_strength(w, diag, s->new_doc, s->new, "makes", "now");
	}
	const nl_evidence *told = s->new ? s->new : s->old;
	nl_str stance = nl_wording_stance(s->new ? s->new_doc : s->old_doc, told, true, &w->sink.arena);
	if (stance.len && !by_strength) nl_diag_note(&w->sink, diag, NL_FMT, NL_ARG(stance));
	if (change != NL_CHANGE_STRENGTHENED || !s->old || by_strength) return;
	stance = nl_wording_stance(s->old_doc, s->old, true, &w->sink.arena);
	if (stance.len) nl_diag_note(&w->sink, diag, "before: " NL_FMT, NL_ARG(stance));
}

static void add_other_place(writer *w, nl_buf *list, uint32_t position, const nl_place_change *place)
{
	const nl_comparison *c = w->comparison;
	nl_place old = {0}, new = {0};
	if (place->old != NL_NONE)
		old = nl_wording_place(c->old->match->doc, c->old->match->positions[position].evidence[place->old].range);
	if (place->new != NL_NONE)
		new = nl_wording_place(c->new->match->doc, c->new->match->positions[position].evidence[place->new].range);
	if (place->new == NL_NONE) nl_buf_addf(list, "%u:%u", old.line, old.column);
	else nl_buf_addf(list, "%u:%u", new.line, new.column);
	if (place->new != NL_NONE && place->old != NL_NONE) nl_buf_addf(list, " (%u:%u before)", old.line, old.column);
}

/* `also dropped: 15:25, 47:45 of the old draft`: places besides the one that is shown, those that did not change left out. */
static void note_other_places(writer *w, nl_diag *diag, uint32_t position, const nl_position_change *change)
{
	for (uint32_t kind = NL_CHANGE_REWORDED; kind < NL_CHANGES; kind++) {
		nl_buf list = {0};
		uint32_t count = 0;
		for (uint32_t i = 0; i < change->count; i++) {
			const nl_place_change *place = &change->places[i];
			bool shown = (place->old == NL_NONE || place->old == change->old) &&
				(place->new == NL_NONE || place->new == change->new);
			if ((uint32_t)place->change != kind || shown) continue;
			if (count++ >= PLACES_SHOWN) continue;
			if (count > 1) nl_buf_add_c(&list, ", ");
			add_other_place(w, &list, position, place);
		}
		if (count > PLACES_SHOWN) nl_buf_addf(&list, ", %u more", count - PLACES_SHOWN);
		if (count)
			nl_diag_note(&w->sink, diag, "also %s: " NL_FMT "%s", nl_change_name((nl_change)kind),
				NL_ARG(nl_buf_str(&list)), kind == NL_CHANGE_DROPPED ? " of the old draft" : "");
		nl_buf_release(&list);
	}
}

static void relate_old(writer *w, nl_diag *diag, const nl_compare_showing *s)
{
	if (s->old && s->new) nl_diag_related(&w->sink, diag, place_of(s->old_doc, s->old, NL_STR("before")));
	else if (s->new && s->passage)
		nl_diag_related(&w->sink, diag, first_word(s->old_doc, s->passage->old.first, NL_STR("before, without it")));
	else if (s->old && s->passage)
		nl_diag_related(&w->sink, diag, first_word(s->new_doc, s->passage->new.first, NL_STR("now, without it")));
}

static void write_position(writer *w, uint32_t position)
{
	const nl_position_change *change = &w->comparison->positions[position];
	nl_str message = nl_compare_message(w->comparison, position, &w->sink.arena), id = w->ir->positions[position].id;
	nl_str code = nl_arena_printf(&w->sink.arena, "%s/" NL_FMT, nl_change_name(change->change), NL_ARG(id));
	nl_compare_showing s = nl_compare_show(w->comparison, position);
	nl_diag *diag =
		nl_sink_add(&w->sink, severity_of(w->options, change->change), code, (nl_label){0}, NL_FMT, NL_ARG(message));
	nl_wording_point(&w->sink, diag, s.new ? s.new_doc : s.old_doc, s.new ? s.new : s.old);
	note_cues(w, diag, &s, change->change);
	note_words(w, diag, &s);
	note_other_places(w, diag, position, change);
	relate_old(w, diag, &s);
	nl_draw_diag(w->out, diag, w->options->style);
	nl_sink_release(&w->sink);
}

static bool is_shown(const nl_compare_options *options, nl_change change)
{
	if (change == NL_CHANGE_ABSENT) return false;
	bool changed = change != NL_CHANGE_UNCHANGED && change != NL_CHANGE_MOVED;
	return changed || options->verbose || options->fail_on & 1u << change;
}

/* ---- in which order -------------------------------------------------------------------------------------------- */

/* By place in the new draft; what is gone, by its passage there or else behind what it stood behind. */
typedef struct {
	uint32_t position, passage, column;
} entry;

static int compare_entries(const void *left, const void *right)
{
	const entry *a = left, *b = right;
	if (a->passage != b->passage) return a->passage < b->passage ? -1 : 1;
	if (a->column != b->column) return a->column < b->column ? -1 : 1;
	return a->position < b->position ? -1 : a->position > b->position;
}

static entry entry_of(const writer *w, uint32_t position)
{
	const nl_comparison *c = w->comparison;
	const nl_position_change *change = &c->positions[position];
	bool in_new = change->new != NL_NONE;
	const nl_match *match = in_new ? c->new->match : c->old->match;
	const nl_evidence *evidence = &match->positions[position].evidence[in_new ? change->new : change->old];
	uint32_t sentence = nl_doc_sentence_of(match->doc, evidence->range.first);
	return (entry){position, nl_comparison_passage(c, in_new, sentence),
		evidence->range.first - match->doc->sentences[sentence].first};
}

static uint32_t write_positions(writer *w)
{
	NL_VEC(entry) list = {0};
	for (uint32_t i = 0; i < w->ir->position_count; i++) {
		if (is_shown(w->options, w->comparison->positions[i].change)) *nl_vec_push(&list) = entry_of(w, i);
	}
	if (list.len) qsort(list.at, list.len, sizeof *list.at, compare_entries);
	for (uint32_t i = 0; i < list.len; i++) write_position(w, list.at[i].position);
	uint32_t count = list.len;
	nl_vec_release(&list);
	return count;
}

/* ---- scores, axes, totals -------------------------------------------------------------------------------------- */

static uint32_t name_columns(const nl_verdict *verdict)
{
	uint32_t columns = 0;
	for (uint32_t i = 0; i < verdict->score_count; i++) {
		uint32_t name = nl_draw_columns(verdict->scores[i].ruleset->id);
		if (name > columns) columns = name;
	}
	for (uint32_t i = 0; i < verdict->axis_count; i++) {
		uint32_t name = nl_draw_columns(verdict->axes[i].axis->id);
		if (name > columns) columns = name;
	}
	return columns;
}

enum { DIFFERENCE_COLUMNS = 9 };

/* "+2.5" in green, "-2.5" in red when more is better, else without colour; blanks when it is 0. */
static void add_difference(nl_buf *out, const nl_compare_options *options, double difference, int decimals, bool graded)
{
	if (fabs(difference) < 0.5 * pow(10, -decimals)) {
		nl_buf_addf(out, "%*s", DIFFERENCE_COLUMNS, "");
		return;
	}
	if (graded) paint(out, options, difference > 0 ? "32" : "31");
	nl_buf_addf(out, "%+*.*f", DIFFERENCE_COLUMNS, decimals, difference);
	if (graded) paint(out, options, "0");
}

static void end_line(nl_buf *out)
{
	while (out->len > 0 && out->ptr[out->len - 1] == ' ') out->len--;
	nl_buf_add_byte(out, '\n');
}

static void write_scores(writer *w, uint32_t columns)
{
	const nl_verdict *old = w->comparison->old, *new = w->comparison->new;
	const char *arrow = w->options->ascii ? "->" : "→";
	for (uint32_t i = 0; i < new->score_count; i++) {
		add_padded(w->out, new->scores[i].ruleset->id, columns);
		double before = round(10 * old->scores[i].score) / 10, after = round(10 * new->scores[i].score) / 10;
		nl_buf_addf(w->out, "  %5.1f %s %5.1f", before, arrow, after);
		add_difference(w->out, w->options, after - before, 1, true);
		end_line(w->out);
	}
	if (new->score_count) nl_buf_add_byte(w->out, '\n');
}

static void write_axes(writer *w, uint32_t columns)
{
	const nl_verdict *old = w->comparison->old, *new = w->comparison->new;
	const char *arrow = w->options->ascii ? "->" : "→";
	bool any = false;
	for (uint32_t i = 0; i < new->axis_count; i++) {
		const nl_axis_place *a = &old->axes[i], *b = &new->axes[i];
		bool bare = a->from_count + a->to_count + b->from_count + b->to_count == 0;
		if (bare && !w->options->verbose) continue;
		any = true;
		add_padded(w->out, b->axis->id, columns);
		nl_buf_addf(w->out, "  %+5.2f %s %+5.2f", a->value, arrow, b->value);
		add_difference(w->out, w->options, round(100 * b->value) / 100 - round(100 * a->value) / 100, 2, false);
		nl_buf_addf(w->out, "  (- " NL_FMT ", + " NL_FMT ")\n", NL_ARG(w->ir->positions[b->axis->from].id),
			NL_ARG(w->ir->positions[b->axis->to].id));
	}
	if (any) nl_buf_add_byte(w->out, '\n');
}

/* In the order in which a reader wants to know. */
static const nl_change told[] = {NL_CHANGE_DROPPED, NL_CHANGE_NEGATED, NL_CHANGE_WEAKENED, NL_CHANGE_NEW,
	NL_CHANGE_STRENGTHENED, NL_CHANGE_REWORDED, NL_CHANGE_MOVED, NL_CHANGE_UNCHANGED, NL_CHANGE_ABSENT};

static void add_counts(nl_buf *out, const char *what, const uint32_t counts[NL_CHANGES])
{
	bool any = false;
	nl_buf_add_c(out, what);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		if (counts[told[i]] == 0) continue;
		nl_buf_addf(out, "%s%u %s", any ? ", " : "", counts[told[i]], nl_change_name(told[i]));
		any = true;
	}
	nl_buf_add_c(out, any ? "\n" : "none\n");
}

static void text_pair(nl_buf *out, const nl_compare_options *options, const nl_comparison *comparison)
{
	writer w = {.out = out, .options = options, .comparison = comparison, .ir = comparison->new->match->ir};
	w.explained = nl_arena_array(&w.codes, nl_str, comparison->passage_count + 1);
	uint32_t shown = write_positions(&w), columns = name_columns(comparison->new);
	nl_arena_release(&w.codes);
	if (options->quiet) return;
	if (shown) nl_buf_add_byte(out, '\n');
	write_scores(&w, columns);
	write_axes(&w, columns);
	add_counts(out, "positions  ", comparison->counts);
	add_counts(out, "sentences  ", comparison->passage_counts);
}

/* ---- a table --------------------------------------------------------------------------------------------------- */

enum { CELL_COLUMNS = 22 };

static void add_cell(nl_buf *out, const nl_compare_options *options, nl_change change, const nl_position_match *found)
{
	const char *sgr = nl_change_sgr(change);
	if (sgr) paint(out, options, sgr);
	nl_buf_addf(out, "%c ", nl_change_mark(change));
	int columns = CELL_COLUMNS - 2;
	if (found->stance != NL_ABSENT) {
		nl_buf_addf(out, "%s %s", nl_stance_name(found->stance), nl_strength_name(found->strength));
		columns -= (int)(strlen(nl_stance_name(found->stance)) + 1 + strlen(nl_strength_name(found->strength)));
	}
	if (sgr) paint(out, options, "0");
	nl_buf_addf(out, "%*s", columns, "");
}

static bool is_absent_everywhere(const nl_draft_list *drafts, uint32_t position)
{
	for (uint32_t d = 0; d < drafts->count; d++)
		if (drafts->drafts[d]->match->positions[position].stance != NL_ABSENT) return false;
	return true;
}

static void add_rows(nl_buf *out, const nl_compare_options *options, const nl_draft_list *drafts, uint32_t columns)
{
	const nl_ir *ir = drafts->drafts[0]->match->ir;
	uint32_t absent = 0;
	for (uint32_t i = 0; i < ir->position_count; i++) {
		if (drafts->drafts[0]->match->positions[i].passed_over) continue;
		if (is_absent_everywhere(drafts, i)) {
			absent++;
			continue;
		}
		add_padded(out, ir->positions[i].id, columns);
		for (uint32_t d = 0; d < drafts->count; d++) {
			nl_change change = d ? drafts->comparisons[d - 1]->positions[i].change : NL_CHANGE_ABSENT;
			add_cell(out, options, change, &drafts->drafts[d]->match->positions[i]);
		}
		end_line(out);
	}
	if (absent) nl_buf_addf(out, "%u absent in all\n", absent);
}

static uint32_t row_columns(const nl_draft_list *drafts)
{
	const nl_verdict *first = drafts->drafts[0];
	uint32_t columns = name_columns(first);
	for (uint32_t i = 0; i < first->match->ir->position_count; i++) {
		uint32_t id = is_absent_everywhere(drafts, i) ? 0 : nl_draw_columns(first->match->ir->positions[i].id);
		if (id > columns) columns = id;
	}
	return columns + 2;
}

static void add_figures(nl_buf *out, const nl_draft_list *drafts, uint32_t columns)
{
	const nl_verdict *first = drafts->drafts[0];
	for (uint32_t i = 0; i < first->score_count; i++) {
		add_padded(out, first->scores[i].ruleset->id, columns);
		for (uint32_t d = 0; d < drafts->count; d++)
			nl_buf_addf(out, "  %5.1f%*s", drafts->drafts[d]->scores[i].score, CELL_COLUMNS - 7, "");
		end_line(out);
	}
	if (first->score_count && first->axis_count) nl_buf_add_byte(out, '\n');
	for (uint32_t i = 0; i < first->axis_count; i++) {
		add_padded(out, first->axes[i].axis->id, columns);
		for (uint32_t d = 0; d < drafts->count; d++)
			nl_buf_addf(out, "  %+5.2f%*s", drafts->drafts[d]->axes[i].value, CELL_COLUMNS - 7, "");
		end_line(out);
	}
}

/* Drafts are named by numbers above their columns: paths are of any length. */
static void text_table(nl_buf *out, const nl_compare_options *options, const nl_draft_list *drafts)
{
	uint32_t columns = row_columns(drafts);
	for (uint32_t d = 0; d < drafts->count; d++) {
		nl_buf_addf(out, "%u  ", d + 1);
		nl_draw_clean(out, nl_source_name(drafts->drafts[d]->match->doc->source));
		nl_buf_add_byte(out, '\n');
	}
	nl_buf_addf(out, "\n%*s", (int)columns, "");
	for (uint32_t d = 0; d < drafts->count; d++) nl_buf_addf(out, "  %-*u", CELL_COLUMNS - 2, d + 1);
	end_line(out);
	add_rows(out, options, drafts, columns);
	if (options->quiet) return;
	nl_buf_add_c(out, "+ new  - dropped  > strengthened  < weakened  ! negated  ~ reworded  = unchanged or moved\n");
	if (drafts->drafts[0]->score_count + drafts->drafts[0]->axis_count) nl_buf_add_byte(out, '\n');
	add_figures(out, drafts, columns);
}

const nl_compare_report nl_compare_report_text = {"text", text_pair, text_table};
