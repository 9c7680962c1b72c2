/* Words are numbered once for both drafts; sentences become runs of them for judge/align.h. What became of a position is then read
 * off its evidence and the passages in which that stands.
 *
 * Which of two equally good alignments comes out depends on the order in which the two texts are given. So the pair is
 * always aligned in an order of its own, that of their words, and the result turned round where that is not old, new. */
#include "judge/compare.h"

#include <string.h>

#include "base/buf.h"
#include "base/edits.h"
#include "base/map.h"
#include "base/mem.h"
#include "judge/wording.h"
#include "text/stem.h"
#include "text/words.h"

enum {
	NUMBERING = 4, /* words that a number may take: "3.2.1 (a)" */
	CHANCE = 2     /* so many words between two larger changes stand in both drafts by chance */
};

static const char *const names[] = {
	[NL_CHANGE_ABSENT] = "absent",
	[NL_CHANGE_UNCHANGED] = "unchanged",
	[NL_CHANGE_MOVED] = "moved",
	[NL_CHANGE_REWORDED] = "reworded",
	[NL_CHANGE_NEW] = "new",
	[NL_CHANGE_STRENGTHENED] = "strengthened",
	[NL_CHANGE_WEAKENED] = "weakened",
	[NL_CHANGE_NEGATED] = "negated",
	[NL_CHANGE_DROPPED] = "dropped",
};

/* A draft as numbers. A word here is what a reader takes for one: parts joined by hyphens are put together, since a line end
 * may take a hyphen away or bring one. */
struct nl_draft_words {
	const nl_doc *doc;
	NL_VEC(uint32_t) words, stems;
	NL_VEC(nl_span) spans; /* of each word in the document's text */
	uint32_t *starts;      /* of each sentence in `words`; one more than there are sentences */
	uint32_t *passage;     /* of each sentence, or NL_NONE */
};

/* ---- words ----------------------------------------------------------------------------------------------------- */

/* A token of a sentence whose text is `text`. */
static nl_str token_text(const nl_sentence *sentence, nl_str text, const nl_token *token)
{
	uint32_t start = token->start - sentence->text.start;
	return nl_str_slice(text, start, start + token->len);
}

static bool all_in(nl_str word, const char *allowed)
{
	for (size_t i = 0; i < word.len; i++)
		if (!memchr(allowed, word.ptr[i], strlen(allowed))) return false;
	return word.len > 0;
}

/* Whether a word before this gap reads as a number: "19." "(a)" "iv)", in a heading also "3". */
static bool is_number(nl_str word, uint32_t gap_behind, bool bare)
{
	bool digits = all_in(word, "0123456789");
	if (bare && digits) return true;
	if (!(gap_behind & (NL_GAP_PAREN | NL_GAP_STOP))) return false;
	return digits || (word.len == 1 && (word.ptr[0] | 32) >= 'a' && (word.ptr[0] | 32) <= 'z') || all_in(word, "ivxlcIVXLC");
}

/* How many tokens of a sentence are its numbering. A sentence that is nothing else has none. */
static uint32_t numbering_of(const nl_doc *doc, const nl_sentence *sentence, nl_str text, const nl_token *tokens)
{
	bool bare = doc->blocks[sentence->block].kind == NL_BLOCK_HEADING;
	uint32_t first = 0, count = sentence->end - sentence->first;
	for (; first < NUMBERING && first + 1 < count; first++)
		if (!is_number(token_text(sentence, text, &tokens[first]), tokens[first + 1].gap, bare || first > 0)) break;
	return first;
}

static bool is_joined(const nl_token *token)
{
	return token->gap & (NL_GAP_HYPHEN | NL_GAP_LINE_END_HYPHEN);
}

/* The numbers of words and of stems, the same for both drafts. */
typedef struct {
	nl_map words, stems;
	NL_VEC(uint32_t) stem; /* by word */
	nl_stemmer *stemmer;
	nl_arena arena; /* keys */
} numbering;

static uint32_t number_of(nl_map *map, nl_str key, nl_arena *arena)
{
	uint32_t number = nl_map_get(map, key);
	return number == NL_NONE ? nl_map_intern(map, nl_arena_str(arena, key)) : number;
}

static uint32_t number_word(numbering *n, nl_str folded)
{
	uint32_t word = number_of(&n->words, folded, &n->arena);
	if (word == n->stem.len) {
		nl_str stem = nl_stemmer_stem(n->stemmer, nl_stemmer_form(n->stemmer, folded));
		*nl_vec_push(&n->stem) = number_of(&n->stems, stem, &n->arena);
	}
	return word;
}

/* A token as it is compared. One that a line end parted ("informa-\ntion") has the hyphen and the line end in it. */
static void add_form(nl_buf *form, nl_str token)
{
	size_t from = form->len, to = from;
	nl_word_fold(token, form);
	for (size_t i = from; i < form->len; i++) {
		nl_str rest = nl_str_slice(nl_buf_str(form), i, form->len);
		if (nl_str_starts(rest, NL_STR("\xE2\x80\x90")) || nl_str_starts(rest, NL_STR("\xE2\x80\x91"))) i += 2;
		else if (!strchr("- \t\r\n", form->ptr[i])) form->ptr[to++] = form->ptr[i];
	}
	form->len = to;
}

static void add_words(nl_draft_words *draft, uint32_t sentence, numbering *n)
{
	nl_buf form = {0};
	const nl_sentence *s = &draft->doc->sentences[sentence];
	const nl_token *tokens = nl_doc_tokens(draft->doc, sentence);
	nl_str text = nl_doc_sentence_text(draft->doc, sentence);
	uint32_t count = s->end - s->first;
	for (uint32_t at = numbering_of(draft->doc, s, text, tokens), end; at < count; at = end) {
		nl_buf_clear(&form);
		add_form(&form, token_text(s, text, &tokens[at]));
		for (end = at + 1; end < count && is_joined(&tokens[end]); end++)
			add_form(&form, token_text(s, text, &tokens[end]));
		uint32_t word = number_word(n, nl_buf_str(&form));
		*nl_vec_push(&draft->words) = word;
		*nl_vec_push(&draft->stems) = n->stem.at[word];
		*nl_vec_push(&draft->spans) = (nl_span){tokens[at].start, tokens[end - 1].start + tokens[end - 1].len};
	}
	nl_buf_release(&form);
}

static nl_draft_words *words_of(const nl_doc *doc, numbering *n)
{
	nl_draft_words *draft = nl_alloc(sizeof *draft);
	*draft = (nl_draft_words){.doc = doc,
		.starts = nl_alloc((doc->sentence_count + 1) * sizeof *draft->starts),
		.passage = nl_alloc((doc->sentence_count + 1) * sizeof *draft->passage)};
	for (uint32_t i = 0; i < doc->sentence_count; i++) {
		draft->starts[i] = draft->words.len;
		draft->passage[i] = NL_NONE;
		if (doc->sentences[i].first < doc->sentences[i].end) add_words(draft, i, n);
	}
	draft->starts[doc->sentence_count] = draft->words.len;
	return draft;
}

static void words_free(nl_draft_words *draft)
{
	if (!draft) return;
	nl_vec_release(&draft->words);
	nl_vec_release(&draft->stems);
	nl_vec_release(&draft->spans);
	free(draft->starts);
	free(draft->passage);
	free(draft);
}

static nl_sentence_words sentence_words(const nl_draft_words *draft)
{
	return (nl_sentence_words){draft->words.at, draft->stems.at, draft->starts, draft->doc->sentence_count};
}

/* ---- passages -------------------------------------------------------------------------------------------------- */

/* By the texts, then by how they are cut; 0 for what is the same to us. */
static int compare_texts(const nl_doc *a, const nl_doc *b)
{
	for (uint32_t i = 0; i < a->block_count && i < b->block_count; i++) {
		int order = nl_str_cmp(nl_doc_block_text(a, i), nl_doc_block_text(b, i));
		if (order) return order;
	}
	if (a->block_count != b->block_count) return a->block_count < b->block_count ? -1 : 1;
	if (a->sentence_count != b->sentence_count) return a->sentence_count < b->sentence_count ? -1 : 1;
	for (uint32_t i = 0; i < a->sentence_count; i++)
		if (a->sentences[i].end != b->sentences[i].end) return a->sentences[i].end < b->sentences[i].end ? -1 : 1;
	return 0;
}

static void turn_round(nl_passages *passages)
{
	for (uint32_t i = 0; i < passages->len; i++) {
		nl_passage_side side = passages->at[i].old;
		passages->at[i].old = passages->at[i].new;
		passages->at[i].new = side;
	}
	nl_passages_sort(passages);
}

static void note_passage(nl_draft_words *draft, nl_passage_side side, uint32_t passage)
{
	for (uint32_t i = side.first; i < side.end; i++)
		if (draft->starts[i] < draft->starts[i + 1]) draft->passage[i] = passage;
}

static void align(nl_comparison *c)
{
	const nl_doc *old = c->old->match->doc, *new = c->new->match->doc;
	numbering n = {.stemmer = nl_stemmer_new(old->language)};
	nl_passages passages = {0};
	c->swapped = compare_texts(old, new) > 0;
	nl_draft_words *first = words_of(c->swapped ? new : old, &n);
	nl_draft_words *second = words_of(c->swapped ? old : new, &n);
	c->words[c->swapped] = first;
	c->words[!c->swapped] = second;
	nl_sentence_words a = sentence_words(first), b = sentence_words(second);
	nl_align(&a, &b, n.stems.len, &passages);
	if (c->swapped) turn_round(&passages);
	for (uint32_t i = 0; i < passages.len; i++) {
		note_passage(c->words[0], passages.at[i].old, i);
		note_passage(c->words[1], passages.at[i].new, i);
		c->passage_counts[nl_passage_change(&passages.at[i])]++;
	}
	c->passages = nl_arena_copy(&c->arena, passages.at, passages.len * sizeof *passages.at);
	c->passage_count = passages.len;
	nl_vec_release(&passages);
	nl_map_release(&n.words);
	nl_map_release(&n.stems);
	nl_vec_release(&n.stem);
	nl_stemmer_free(n.stemmer);
	nl_arena_release(&n.arena);
}

static bool is_in(nl_passage_side side)
{
	return side.end > side.first;
}

nl_change nl_passage_change(const nl_passage *p)
{
	if (!is_in(p->old)) return NL_CHANGE_NEW;
	if (!is_in(p->new)) return NL_CHANGE_DROPPED;
	if (!p->same) return NL_CHANGE_REWORDED;
	return p->moved ? NL_CHANGE_MOVED : NL_CHANGE_UNCHANGED;
}

uint32_t nl_comparison_passage(const nl_comparison *c, bool in_new, uint32_t sentence)
{
	return c->words[in_new]->passage[sentence];
}

/* ---- how far a draft goes -------------------------------------------------------------------------------------- */

const char *nl_change_name(nl_change change)
{
	return names[change];
}

/* Of what is not opposed. */
static int how_far(nl_stance stance, nl_strength strength)
{
	static const int steps[] = {[NL_ABSENT] = 0, [NL_REPORTED] = 1, [NL_HEDGED] = 2, [NL_AFFIRMED] = 3};
	return steps[stance] * 4 + (stance == NL_REPORTED ? 0 : (int)strength);
}

/* Unchanged when one goes as far as the other. */
static nl_change change_of_stance(nl_stance old, nl_strength old_strength, nl_stance new, nl_strength new_strength)
{
	if (old == NL_ABSENT && new == NL_ABSENT) return NL_CHANGE_ABSENT;
	if (old == NL_ABSENT) return NL_CHANGE_NEW;
	if (new == NL_ABSENT) return NL_CHANGE_DROPPED;
	if ((old == NL_OPPOSED) != (new == NL_OPPOSED)) return NL_CHANGE_NEGATED;
	int before = old == NL_OPPOSED ? (int)old_strength : how_far(old, old_strength);
	int after = new == NL_OPPOSED ? (int)new_strength : how_far(new, new_strength);
	return before < after ? NL_CHANGE_STRENGTHENED : before > after ? NL_CHANGE_WEAKENED : NL_CHANGE_UNCHANGED;
}

nl_change nl_change_between(const nl_position_match *old, const nl_position_match *new)
{
	return change_of_stance(old->stance, old->strength, new->stance, new->strength);
}

/* ---- places ---------------------------------------------------------------------------------------------------- */

/* One position of both drafts. */
typedef struct {
	const nl_comparison *comparison;
	const nl_position_match *old, *new;
	uint32_t *mate;         /* by evidence of the new draft: that of the old one, or NL_NONE */
	bool *taken;            /* by evidence of the old draft */
	uint32_t *first, *next; /* by passage: its first evidence of the old draft; by evidence: what follows in its passage */
	NL_VEC(nl_place_change) places;
} pairing;

nl_passage_side nl_evidence_sentences(const nl_doc *doc, const nl_evidence *evidence)
{
	return (nl_passage_side){nl_doc_sentence_of(doc, evidence->range.first),
		nl_doc_sentence_of(doc, evidence->range.last) + 1};
}

static uint32_t passage_of(const nl_comparison *c, bool in_new, const nl_evidence *evidence)
{
	return c->words[in_new]->passage[nl_doc_sentence_of(c->words[in_new]->doc, evidence->range.first)];
}

static void list_by_passage(pairing *p)
{
	for (uint32_t i = 0; i < p->comparison->passage_count; i++) p->first[i] = NL_NONE;
	for (uint32_t o = p->old->count; o-- > 0;) {
		uint32_t passage = passage_of(p->comparison, false, &p->old->evidence[o]);
		if (passage == NL_NONE) continue;
		p->next[o] = p->first[passage];
		p->first[passage] = o;
	}
}

/* Of several places in one passage those come together that have the same stance, then any. */
static void pair_in_passages(pairing *p, bool same_stance)
{
	for (uint32_t n = 0; n < p->new->count; n++) {
		const nl_evidence *fresh = &p->new->evidence[n];
		uint32_t passage = passage_of(p->comparison, true, fresh);
		uint32_t o = passage == NL_NONE ? NL_NONE : p->first[passage];
		for (; o != NL_NONE && p->mate[n] == NL_NONE; o = p->next[o]) {
			if (p->taken[o] || (same_stance && p->old->evidence[o].stance != fresh->stance)) continue;
			p->mate[n] = o;
			p->taken[o] = true;
		}
	}
}

static bool same_run(const nl_comparison *c, nl_passage_side old, nl_passage_side new)
{
	const nl_draft_words *a = c->words[0], *b = c->words[1];
	uint32_t len = a->starts[old.end] - a->starts[old.first];
	if (len != b->starts[new.end] - b->starts[new.first]) return false;
	return len == 0 ||
		memcmp(a->words.at + a->starts[old.first], b->words.at + b->starts[new.first], len * sizeof *a->words.at) == 0;
}

/* What leads in to two sentences is the same, all the way up. */
static bool same_lead_ins(const nl_comparison *c, uint32_t old, uint32_t new)
{
	for (;;) {
		old = c->words[0]->doc->sentences[old].lead_in;
		new = c->words[1]->doc->sentences[new].lead_in;
		if (old == NL_NONE || new == NL_NONE) return old == new;
		if (!same_run(c, (nl_passage_side){old, old + 1}, (nl_passage_side){new, new + 1})) return false;
	}
}

/* The sentences of all passages that a piece of evidence stands in: drafts may cut the same words into sentences elsewhere. */
static nl_passage_side widened(const nl_comparison *c, bool in_new, nl_passage_side sentences)
{
	const uint32_t *passage = c->words[in_new]->passage;
	uint32_t first = passage[sentences.first], last = passage[sentences.end - 1];
	if (first == NL_NONE || last == NL_NONE) return sentences;
	nl_passage_side a = in_new ? c->passages[first].new : c->passages[first].old;
	nl_passage_side b = in_new ? c->passages[last].new : c->passages[last].old;
	return (nl_passage_side){a.first < sentences.first ? a.first : sentences.first,
		b.end > sentences.end ? b.end : sentences.end};
}

static bool is_reworded(const nl_comparison *c, const nl_evidence *old, const nl_evidence *new)
{
	nl_passage_side before = nl_evidence_sentences(c->words[0]->doc, old),
					after = nl_evidence_sentences(c->words[1]->doc, new);
	if (!same_lead_ins(c, before.first, after.first)) return true;
	return !same_run(c, before, after) && !same_run(c, widened(c, false, before), widened(c, true, after));
}

static nl_place_change place_change(const pairing *p, uint32_t o, uint32_t n)
{
	const nl_evidence *old = o == NL_NONE ? NULL : &p->old->evidence[o], *new = n == NL_NONE ? NULL : &p->new->evidence[n];
	nl_place_change place = {.old = o, .new = n};
	if (!old || !new) {
		place.passage = passage_of(p->comparison, !old, old ? old : new);
		place.change = old ? NL_CHANGE_DROPPED : NL_CHANGE_NEW;
		return place;
	}
	uint32_t passage = passage_of(p->comparison, false, old);
	bool together = passage != NL_NONE && passage == passage_of(p->comparison, true, new);
	place.passage = together ? passage : NL_NONE;
	place.change = change_of_stance(old->stance, old->strength, new->stance, new->strength);
	if (is_reworded(p->comparison, old, new)) place.also |= 1u << NL_CHANGE_REWORDED;
	if (together && p->comparison->passages[passage].moved) place.also |= 1u << NL_CHANGE_MOVED;
	if (place.change == NL_CHANGE_UNCHANGED && place.also)
		place.change = place.also & 1u << NL_CHANGE_REWORDED ? NL_CHANGE_REWORDED : NL_CHANGE_MOVED;
	place.also &= ~(1u << place.change);
	return place;
}

static void gather_places(pairing *p)
{
	for (uint32_t n = 0; n < p->new->count; n++) *nl_vec_push(&p->places) = place_change(p, p->mate[n], n);
	for (uint32_t o = 0; o < p->old->count; o++)
		if (!p->taken[o]) *nl_vec_push(&p->places) = place_change(p, o, NL_NONE);
}

/* ---- positions ------------------------------------------------------------------------------------------------- */

/* The evidence from which the document has its stance and strength; NL_NONE when it is absent. */
static uint32_t strongest(const nl_position_match *position)
{
	for (uint32_t i = 0; i < position->count; i++) {
		const nl_evidence *e = &position->evidence[i];
		if (e->stance == position->stance && e->strength == position->strength) return i;
	}
	return position->count ? 0 : NL_NONE;
}

static nl_change change_by_places(const nl_place_change *places, uint32_t count)
{
	nl_change change = NL_CHANGE_UNCHANGED;
	for (uint32_t i = 0; i < count; i++) {
		if (places[i].change == NL_CHANGE_UNCHANGED) continue;
		change = places[i].change == NL_CHANGE_MOVED ? NL_CHANGE_MOVED : NL_CHANGE_REWORDED;
		if (change == NL_CHANGE_REWORDED) break;
	}
	return change;
}

/* A place that changed as the position did shows it best: of those, the one that speaks for its draft, else the first. */
static void choose_shown(nl_position_change *change, const nl_position_match *old, const nl_position_match *new)
{
	const nl_place_change *shown = NULL;
	change->old = strongest(old);
	change->new = strongest(new);
	for (uint32_t i = 0; i < change->count; i++) {
		const nl_place_change *place = &change->places[i];
		bool both = place->old != NL_NONE && place->new != NL_NONE;
		if (place->change != change->change || !both) continue;
		if (!shown || place->old == change->old || place->new == change->new) shown = place;
		if (place->old == change->old && place->new == change->new) break;
	}
	if (!shown) return;
	change->old = shown->old;
	change->new = shown->new;
}

static nl_position_change compare_position(nl_comparison *c, uint32_t position)
{
	const nl_position_match *old = &c->old->match->positions[position], *new = &c->new->match->positions[position];
	pairing p = {.comparison = c,
		.old = old,
		.new = new,
		.mate = nl_alloc((new->count + 1) * sizeof *p.mate),
		.taken = nl_alloc(old->count + 1)};
	p.first = nl_alloc((c->passage_count + 1) * sizeof *p.first);
	p.next = nl_alloc((old->count + 1) * sizeof *p.next);
	for (uint32_t i = 0; i < new->count; i++) p.mate[i] = NL_NONE;
	list_by_passage(&p);
	pair_in_passages(&p, true);
	pair_in_passages(&p, false);
	gather_places(&p);
	nl_position_change change = {.change = nl_change_between(old, new), .count = p.places.len};
	change.places = nl_arena_copy(&c->arena, p.places.at, p.places.len * sizeof *p.places.at);
	if (change.change == NL_CHANGE_UNCHANGED) change.change = change_by_places(change.places, change.count);
	for (uint32_t i = 0; i < change.count; i++) change.also |= 1u << change.places[i].change | change.places[i].also;
	change.also &= ~(1u << change.change | 1u << NL_CHANGE_UNCHANGED);
	choose_shown(&change, old, new);
	nl_vec_release(&p.places);
	free(p.mate);
	free(p.taken);
	free(p.first);
	free(p.next);
	return change;
}

nl_comparison *nl_compare(const nl_verdict *old, const nl_verdict *new)
{
	nl_comparison *c = nl_alloc(sizeof *c);
	uint32_t count = old->match->ir->position_count;
	*c = (nl_comparison){.old = old, .new = new};
	align(c);
	nl_position_change *positions = nl_arena_array(&c->arena, nl_position_change, count);
	for (uint32_t i = 0; i < count; i++) {
		positions[i] = compare_position(c, i);
		if (!old->match->positions[i].passed_over) c->counts[positions[i].change]++;
	}
	c->positions = positions;
	return c;
}

void nl_comparison_free(nl_comparison *comparison)
{
	if (!comparison) return;
	words_free(comparison->words[0]);
	words_free(comparison->words[1]);
	nl_arena_release(&comparison->arena);
	free(comparison);
}

/* ---- word by word ---------------------------------------------------------------------------------------------- */

/* What was changed between two stretches that were kept: words of the old draft, of the new one, and how many follow that both
 * have. */
typedef struct {
	uint32_t dropped, added, kept;
} edit_step;

typedef NL_VEC(edit_step) edit_steps;

static uint32_t larger_part(const edit_step *step)
{
	return step->dropped > step->added ? step->dropped : step->added;
}

/* Words that are kept between two changes, both of which are larger, are no help to a reader (the "semantic cleanup" of Fraser's
 * diff-match-patch, 2006). */
static void add_step(edit_steps *steps, edit_step step)
{
	while (steps->len > 0) {
		edit_step *last = nl_vec_last(steps);
		bool by_chance = last->kept <= CHANCE && larger_part(last) >= last->kept && larger_part(&step) >= last->kept;
		if (larger_part(last) == 0 || larger_part(&step) == 0 || !by_chance) break;
		step.dropped += last->dropped + last->kept;
		step.added += last->added + last->kept;
		steps->len--;
	}
	*nl_vec_push(steps) = step;
}

static void gather_steps(edit_steps *steps, const bool *gone, uint32_t before, const bool *fresh, uint32_t after)
{
	for (uint32_t i = 0, j = 0; i < before || j < after;) {
		edit_step step = {0};
		for (; i < before && gone[i]; i++) step.dropped++;
		for (; j < after && fresh[j]; j++) step.added++;
		for (; i < before && j < after && !gone[i] && !fresh[j]; i++, j++) step.kept++;
		add_step(steps, step);
	}
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The words `first` .. `first + count - 1` of a draft as an edit. Marks right behind a word are its own, and so are those right before
 * it that no other word has. */
static nl_edit edit_of(const nl_draft_words *draft, nl_edit_kind kind, uint32_t first, uint32_t count, nl_arena *arena)
{
	const nl_doc *doc = draft->doc;
	uint32_t last = first + count - 1;
	nl_span span = {draft->spans.at[first].start, draft->spans.at[last].end}, shown = span;
	uint32_t floor = first > 0 ? draft->spans.at[first - 1].end : 0, start, end;
	uint32_t ceiling = last + 1 < draft->spans.len ? draft->spans.at[last + 1].start : doc->text_len;
	nl_str before = nl_doc_text_around(doc, span.start, &start), behind = nl_doc_text_around(doc, span.end - 1, &end);
	while (shown.start > floor && shown.start > start && !is_white(before.ptr[shown.start - start - 1])) shown.start--;
	if (shown.start == floor && first > 0) shown.start = span.start;
	while (shown.end < ceiling && shown.end < end + behind.len && !is_white(behind.ptr[shown.end - end])) shown.end++;
	return (nl_edit){.kind = kind,
		.words = nl_wording_fold(nl_doc_text(doc, span), arena),
		.shown = nl_wording_fold(nl_doc_text(doc, shown), arena)};
}

nl_edit_list nl_comparison_edits(const nl_comparison *c, nl_passage_side old, nl_passage_side new, nl_arena *arena)
{
	const nl_draft_words *a = c->words[0], *b = c->words[1];
	uint32_t i = a->starts[old.first], j = b->starts[new.first], before = a->starts[old.end] - i,
			 after = b->starts[new.end] - j;
	bool *gone = nl_alloc(before + 1), *fresh = nl_alloc(after + 1);
	nl_sequence from = {nl_vec_from(&a->words, i), before}, to = {nl_vec_from(&b->words, j), after};
	if (c->swapped) nl_edits(to, from, fresh, gone);
	else nl_edits(from, to, gone, fresh);
	edit_steps steps = {0};
	gather_steps(&steps, gone, before, fresh, after);
	nl_edit *list = nl_arena_array(arena, nl_edit, 3 * (size_t)steps.len + 1);
	uint32_t count = 0;
	for (uint32_t s = 0; s < steps.len; s++) {
		const edit_step *step = &steps.at[s];
		if (step->dropped) list[count++] = edit_of(a, NL_EDIT_DROPPED, i, step->dropped, arena);
		if (step->added) list[count++] = edit_of(b, NL_EDIT_ADDED, j, step->added, arena);
		i += step->dropped + step->kept;
		j += step->added;
		if (step->kept) {
			list[count] = edit_of(b, NL_EDIT_KEPT, j, step->kept, arena);
			list[count++].old = edit_of(a, NL_EDIT_KEPT, i - step->kept, step->kept, arena).shown;
		}
		j += step->kept;
	}
	nl_vec_release(&steps);
	free(gone);
	free(fresh);
	return (nl_edit_list){list, count};
}
