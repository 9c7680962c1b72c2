/* Sentences without words are left out at the start, so that what stands beside what is the next entry of a list. */
#include "judge/align.h"

#include <math.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "judge/assign.h"

enum {
	COMMON = 64,    /* a word in more sentences than this suggests no pair */
	CANDIDATES = 8, /* that are looked at for a sentence, by the words that they share */
	BETWEEN = 24,   /* sentences between the same neighbours that are looked at besides */
	MOST_PARTS = 4  /* sentences that one may have been split into */
};

/* How alike a pair must be wherever it stands, and how alike between sentences that are pairs. Neighbours that are pairs make up
 * for a little more each. */
static const double ALIKE_ANYWHERE = 0.4, ALIKE_BETWEEN = 0.3, NEIGHBOUR = 0.05;
/* What joins a passage by a split brings at least this share of its weight. */
static const double NEWLY_SHARED = 0.6;
/* Costs are whole numbers of this unit, and less than a thousandth of it tells the order of two equal pairs. */
static const double COST = 1e9, ORDER = 1e6;

typedef struct {
	uint32_t *origin; /* its number in the caller's list */
	uint32_t *starts; /* count + 1, into words */
	uint32_t *words, *stems;
	uint32_t *sorted; /* the stems of each sentence, in rising order */
	uint32_t *group;  /* equal sentences of both sides have the same */
	uint32_t *mate;   /* on the other side, or NL_NONE */
	bool *joined;     /* is a part of what a neighbour stands for */
	double *weight;   /* of all its words */
	uint32_t count;
} side;

typedef struct {
	side old, new;
	double *word_weight;
	uint32_t kinds;
	double least; /* likeness that a pair must have now */
	NL_VEC(nl_candidate) candidates;
	nl_passages *passages;
} alignment;

/* ---- the two sides --------------------------------------------------------------------------------------------- */

static uint32_t length(const side *s, uint32_t i)
{
	return s->starts[i + 1] - s->starts[i];
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

static uint32_t *numbers(size_t count)
{
	return nl_alloc((count + 1) * sizeof(uint32_t));
}

static side side_of(const nl_sentence_words *text)
{
	uint32_t words = text->count ? text->starts[text->count] : 0;
	side s = {.origin = numbers(text->count),
		.starts = numbers(text->count + 1),
		.words = numbers(words),
		.stems = numbers(words),
		.sorted = numbers(words),
		.group = numbers(text->count),
		.mate = numbers(text->count),
		.joined = nl_alloc(text->count + 1),
		.weight = nl_alloc((text->count + 1) * sizeof(double))};
	if (words) memcpy(s.words, text->words, words * sizeof *s.words);
	if (words) memcpy(s.stems, text->stems, words * sizeof *s.stems);
	if (words) memcpy(s.sorted, text->stems, words * sizeof *s.sorted);
	for (uint32_t i = 0; i < text->count; i++) {
		if (text->starts[i] == text->starts[i + 1]) continue;
		s.origin[s.count] = i;
		s.mate[s.count] = NL_NONE;
		s.starts[s.count++] = text->starts[i];
		s.starts[s.count] = text->starts[i + 1];
	}
	for (uint32_t i = 0; i < s.count; i++)
		qsort(s.sorted + s.starts[i], length(&s, i), sizeof *s.sorted, compare_numbers);
	return s;
}

static void side_release(side *s)
{
	free(s->origin);
	free(s->starts);
	free(s->words);
	free(s->stems);
	free(s->sorted);
	free(s->group);
	free(s->mate);
	free(s->joined);
	free(s->weight);
}

static void pair_up(alignment *al, uint32_t i, uint32_t j)
{
	al->old.mate[i] = j;
	al->new.mate[j] = i;
}

/* ---- the same words -------------------------------------------------------------------------------------------- */

static void number_groups(side *s, nl_map *groups)
{
	for (uint32_t i = 0; i < s->count; i++)
		s->group[i] =
			nl_map_intern(groups, (nl_str){(const char *)(s->words + s->starts[i]), length(s, i) * sizeof *s->words});
}

/* How often each group is on a side, and where first. */
static void count_groups(const side *s, uint32_t *count, uint32_t *first)
{
	for (uint32_t i = s->count; i-- > 0;) {
		count[s->group[i]]++;
		first[s->group[i]] = i;
	}
}

static bool are_equal_and_free(const alignment *al, uint32_t i, uint32_t j)
{
	return i < al->old.count && j < al->new.count && al->old.mate[i] == NL_NONE && al->new.mate[j] == NL_NONE &&
		al->old.group[i] == al->new.group[j];
}

/* From each pair to equal neighbours, on and on. */
static void spread(alignment *al)
{
	for (uint32_t i = 0; i < al->old.count; i++) {
		uint32_t j = al->old.mate[i];
		if (j != NL_NONE && are_equal_and_free(al, i + 1, j + 1)) pair_up(al, i + 1, j + 1);
	}
	for (uint32_t i = al->old.count; i-- > 1;) {
		uint32_t j = al->old.mate[i];
		if (j != NL_NONE && j > 0 && are_equal_and_free(al, i - 1, j - 1)) pair_up(al, i - 1, j - 1);
	}
}

/* The first free one of a group with the first free one on the other side, and so on. `next`: where to look on, by group. */
static void pair_in_order(alignment *al, uint32_t *next, uint32_t groups)
{
	uint32_t *following = numbers(al->new.count), *last = numbers(groups);
	for (uint32_t g = 0; g < groups; g++) next[g] = last[g] = NL_NONE;
	for (uint32_t j = 0; j < al->new.count; j++) {
		uint32_t group = al->new.group[j];
		if (al->new.mate[j] != NL_NONE) continue;
		following[j] = NL_NONE;
		if (next[group] == NL_NONE) next[group] = j;
		else following[last[group]] = j;
		last[group] = j;
	}
	for (uint32_t i = 0; i < al->old.count; i++) {
		uint32_t j = next[al->old.group[i]];
		if (al->old.mate[i] != NL_NONE || j == NL_NONE) continue;
		next[al->old.group[i]] = following[j];
		pair_up(al, i, j);
	}
	free(following);
	free(last);
}

static void pair_equal(alignment *al)
{
	nl_map groups = {0};
	number_groups(&al->old, &groups);
	number_groups(&al->new, &groups);
	uint32_t *counts[2] = {numbers(groups.len), numbers(groups.len)},
			 *first[2] = {numbers(groups.len), numbers(groups.len)};
	count_groups(&al->old, counts[0], first[0]);
	count_groups(&al->new, counts[1], first[1]);
	for (uint32_t g = 0; g < groups.len; g++)
		if (counts[0][g] == 1 && counts[1][g] == 1) pair_up(al, first[0][g], first[1][g]);
	spread(al);
	pair_in_order(al, first[1], groups.len);
	for (uint32_t k = 0; k < 2; k++) {
		free(counts[k]);
		free(first[k]);
	}
	nl_map_release(&groups);
}

/* ---- likeness -------------------------------------------------------------------------------------------------- */

/* A word weighs log(1 + N / n) when it is in n of N sentences. */
static void weigh_words(alignment *al)
{
	uint32_t *in = numbers(al->kinds), *last = numbers(al->kinds), sentence = 0;
	side *sides[] = {&al->old, &al->new};
	for (uint32_t k = 0; k < 2; k++) {
		for (uint32_t i = 0; i < sides[k]->count; i++) {
			sentence++;
			for (uint32_t w = sides[k]->starts[i]; w < sides[k]->starts[i + 1]; w++) {
				uint32_t word = sides[k]->stems[w];
				in[word] += last[word] != sentence;
				last[word] = sentence;
			}
		}
	}
	for (uint32_t i = 0; i < al->kinds; i++) al->word_weight[i] = in[i] ? log(1 + (double)sentence / in[i]) : 0;
	for (uint32_t k = 0; k < 2; k++) {
		for (uint32_t i = 0; i < sides[k]->count; i++)
			for (uint32_t w = sides[k]->starts[i]; w < sides[k]->starts[i + 1]; w++)
				sides[k]->weight[i] += al->word_weight[sides[k]->sorted[w]];
	}
	free(in);
	free(last);
}

/* The weight of what two sorted lists of words have in common. */
static double common_weight(const alignment *al, const uint32_t *a, uint32_t a_len, const uint32_t *b, uint32_t b_len)
{
	double weight = 0;
	for (uint32_t i = 0, j = 0; i < a_len && j < b_len;) {
		if (a[i] < b[j]) i++;
		else if (a[i] > b[j]) j++;
		else {
			weight += al->word_weight[a[i]];
			i++, j++;
		}
	}
	return weight;
}

static double likeness(const alignment *al, uint32_t i, uint32_t j)
{
	const side *old = &al->old, *new = &al->new;
	double common =
		common_weight(al, old->sorted + old->starts[i], length(old, i), new->sorted + new->starts[j], length(new, j));
	return 2 * common / (old->weight[i] + new->weight[j]);
}

/* ---- near pairs ------------------------------------------------------------------------------------------------ */

/* How many neighbours are pairs in the same order. */
static uint32_t neighbours(const alignment *al, uint32_t i, uint32_t j)
{
	uint32_t before = i > 0 && j > 0 && al->old.mate[i - 1] == j - 1;
	return before + (i + 1 < al->old.count && j + 1 < al->new.count && al->old.mate[i + 1] == j + 1);
}

static void consider(alignment *al, uint32_t i, uint32_t j)
{
	double lacks = 1 - likeness(al, i, j) + NEIGHBOUR * (2 - neighbours(al, i, j));
	if (lacks > 1 - al->least + 2 * NEIGHBOUR) return;
	double apart = (double)i / al->old.count - (double)j / al->new.count;
	*nl_vec_push(&al->candidates) = (nl_candidate){i, j, llround(lacks * COST) + llround(apart * apart * ORDER)};
}

/* The sentences of the new text that are still free, by word: those of word w are at[starts[w]] .. at[starts[w + 1] - 1]. */
typedef struct {
	uint32_t *starts, *at;
	double *score;     /* by sentence: weight of the words shared with the one that is looked at */
	uint32_t *touched; /* sentences whose score is set */
	uint32_t touched_count;
} word_index;

/* Calls for each word of each free sentence, each once. */
static void each_word(const side *s, void (*visit)(word_index *index, uint32_t word, uint32_t sentence), word_index *index)
{
	for (uint32_t i = 0; i < s->count; i++) {
		if (s->mate[i] != NL_NONE) continue;
		for (uint32_t w = s->starts[i]; w < s->starts[i + 1]; w++)
			if (w == s->starts[i] || s->sorted[w] != s->sorted[w - 1]) visit(index, s->sorted[w], i);
	}
}

static void count_word(word_index *index, uint32_t word, uint32_t sentence)
{
	(void)sentence;
	index->starts[word + 2]++;
}

/* starts[word + 1] runs from the beginning of the word's list to its end. */
static void list_word(word_index *index, uint32_t word, uint32_t sentence)
{
	index->at[index->starts[word + 1]++] = sentence;
}

static word_index index_of(const alignment *al)
{
	word_index index = {.starts = numbers(al->kinds + 2),
		.at = numbers(al->new.count ? al->new.starts[al->new.count] : 0),
		.score = nl_alloc((al->new.count + 1) * sizeof(double)),
		.touched = numbers(al->new.count)};
	each_word(&al->new, count_word, &index);
	for (uint32_t w = 0; w < al->kinds; w++) index.starts[w + 2] += index.starts[w + 1];
	each_word(&al->new, list_word, &index);
	return index;
}

static void index_release(word_index *index)
{
	free(index->starts);
	free(index->at);
	free(index->score);
	free(index->touched);
}

static void score_shared(const alignment *al, word_index *index, uint32_t i)
{
	const side *s = &al->old;
	for (uint32_t w = s->starts[i]; w < s->starts[i + 1]; w++) {
		uint32_t word = s->sorted[w], first = index->starts[word], end = index->starts[word + 1];
		if (end - first > COMMON || (w > s->starts[i] && word == s->sorted[w - 1])) continue;
		for (uint32_t k = first; k < end; k++) {
			uint32_t j = index->at[k];
			if (index->score[j] == 0) index->touched[index->touched_count++] = j;
			index->score[j] += al->word_weight[word];
		}
	}
}

/* Sentences that share much of their weight, best first; clears the scores. */
static void consider_shared(alignment *al, word_index *index, uint32_t i)
{
	score_shared(al, index, i);
	for (uint32_t n = 0; n < CANDIDATES; n++) {
		uint32_t best = NL_NONE;
		double most = 0;
		for (uint32_t k = 0; k < index->touched_count; k++) {
			uint32_t j = index->touched[k];
			double share = index->score[j] / (al->old.weight[i] + al->new.weight[j]);
			if (share > most || (share == most && share > 0 && j < best)) {
				most = share;
				best = j;
			}
		}
		if (best == NL_NONE) break;
		index->score[best] = 0;
		consider(al, i, best);
	}
	for (uint32_t k = 0; k < index->touched_count; k++) index->score[index->touched[k]] = 0;
	index->touched_count = 0;
}

/* Free sentences between those that the nearest pairs around stand for; `before` and `behind` are their mates. */
static void consider_between(alignment *al, uint32_t i, uint32_t before, uint32_t behind)
{
	uint32_t first = before == NL_NONE ? 0 : before + 1, known = al->candidates.len;
	if (behind <= first || behind - first > BETWEEN) return;
	while (known > 0 && al->candidates.at[known - 1].row == i) known--;
	uint32_t end = al->candidates.len;
	for (uint32_t j = first; j < behind; j++) {
		bool listed = al->new.mate[j] != NL_NONE;
		for (uint32_t k = known; k < end && !listed; k++) listed = al->candidates.at[k].column == j;
		if (!listed) consider(al, i, j);
	}
}

/* The candidates of sentence i; without an index only those between its neighbours. */
static void gather_candidates(alignment *al, word_index *index)
{
	uint32_t *behind = numbers(al->old.count), before = NL_NONE, next = al->new.count;
	for (uint32_t i = al->old.count; i-- > 0;) {
		behind[i] = next;
		if (al->old.mate[i] != NL_NONE) next = al->old.mate[i];
	}
	nl_vec_clear(&al->candidates);
	for (uint32_t i = 0; i < al->old.count; i++) {
		if (al->old.mate[i] != NL_NONE) {
			before = al->old.mate[i];
			continue;
		}
		if (index) consider_shared(al, index, i);
		consider_between(al, i, before, behind[i]);
	}
	free(behind);
}

static void assign_candidates(alignment *al)
{
	uint32_t *mate = numbers(al->old.count);
	int64_t alone = llround((1 - al->least + 2 * NEIGHBOUR) * COST) + llround(2 * ORDER);
	nl_assign(al->candidates.at, al->candidates.len, al->old.count, al->new.count, alone, mate);
	for (uint32_t i = 0; i < al->old.count; i++)
		if (mate[i] != NL_NONE) pair_up(al, i, mate[i]);
	free(mate);
}

/* What was found anywhere holds the places between which less is enough. */
static void pair_near(alignment *al)
{
	word_index index = index_of(al);
	al->least = ALIKE_ANYWHERE;
	gather_candidates(al, &index);
	assign_candidates(al);
	index_release(&index);
	al->least = ALIKE_BETWEEN;
	gather_candidates(al, NULL);
	assign_candidates(al);
}

/* ---- passages -------------------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t first, end; /* entries of a side */
} run;

/* The stems of a run, sorted. Owned. */
static uint32_t *sorted_stems(const side *s, run r, uint32_t *len)
{
	*len = s->starts[r.end] - s->starts[r.first];
	uint32_t *list = numbers(*len);
	memcpy(list, s->stems + s->starts[r.first], *len * sizeof *list);
	qsort(list, *len, sizeof *list, compare_numbers);
	return list;
}

/* What entry i of `one` has in common with a run of `other`. */
static double common_with(const alignment *al, const side *one, uint32_t i, const side *other, run r)
{
	uint32_t len, *list = sorted_stems(other, r, &len);
	double weight = common_weight(al, one->sorted + one->starts[i], length(one, i), list, len);
	free(list);
	return weight;
}

/* Whether entry k of `other`, beside the run that entry i of `one` stands for, is a part of i as well. */
static bool belongs(const alignment *al, const side *one, uint32_t i, const side *other, run r, uint32_t k)
{
	if (k >= other->count || other->mate[k] != NL_NONE || other->joined[k] || r.end - r.first >= MOST_PARTS)
		return false;
	run wider = {k < r.first ? k : r.first, k < r.first ? r.end : k + 1};
	double more = common_with(al, one, i, other, wider) - common_with(al, one, i, other, r);
	return more >= NEWLY_SHARED * other->weight[k];
}

/* What entry i of `one` stands for, with the parts into which it was split. */
static run parts_of(const side *one, uint32_t i, side *other, const alignment *al)
{
	run r = {one->mate[i], one->mate[i] + 1};
	for (;;) {
		uint32_t k;
		if (belongs(al, one, i, other, r, r.end)) k = r.end++;
		else if (r.first > 0 && belongs(al, one, i, other, r, r.first - 1)) k = --r.first;
		else return r;
		other->joined[k] = true;
	}
}

static bool same_words(const side *a, run x, const side *b, run y)
{
	uint32_t len = a->starts[x.end] - a->starts[x.first];
	if (len != b->starts[y.end] - b->starts[y.first]) return false;
	return memcmp(a->words + a->starts[x.first], b->words + b->starts[y.first], len * sizeof *a->words) == 0;
}

static double weight_of(const side *s, run r)
{
	double weight = 0;
	for (uint32_t i = r.first; i < r.end; i++) weight += s->weight[i];
	return weight;
}

static nl_passage_side passage_side(const side *s, run r)
{
	return (nl_passage_side){s->origin[r.first], s->origin[r.end - 1] + 1};
}

static void add_pair(alignment *al, run old, run new)
{
	nl_passage passage = {passage_side(&al->old, old), passage_side(&al->new, new), 1, false, false};
	passage.same = same_words(&al->old, old, &al->new, new);
	if (!passage.same) {
		uint32_t old_len, new_len, *a = sorted_stems(&al->old, old, &old_len), *b = sorted_stems(&al->new, new, &new_len);
		passage.likeness =
			2 * common_weight(al, a, old_len, b, new_len) / (weight_of(&al->old, old) + weight_of(&al->new, new));
		free(a);
		free(b);
	}
	*nl_vec_push(al->passages) = passage;
}

static void add_pairs(alignment *al)
{
	for (uint32_t i = 0; i < al->old.count; i++) {
		uint32_t j = al->old.mate[i];
		if (j == NL_NONE) continue;
		run old = {i, i + 1}, new = {j, j + 1};
		bool equal = al->old.group[i] == al->new.group[j];
		if (!equal) new = parts_of(&al->old, i, &al->new, al);
		if (!equal && new.end - new.first == 1) old = parts_of(&al->new, j, &al->old, al);
		add_pair(al, old, new);
	}
}

static void add_alone(alignment *al)
{
	for (uint32_t i = 0; i < al->old.count; i++)
		if (al->old.mate[i] == NL_NONE && !al->old.joined[i])
			*nl_vec_push(al->passages) = (nl_passage){.old = passage_side(&al->old, (run){i, i + 1})};
	for (uint32_t j = 0; j < al->new.count; j++)
		if (al->new.mate[j] == NL_NONE && !al->new.joined[j])
			*nl_vec_push(al->passages) = (nl_passage){.new = passage_side(&al->new, (run){j, j + 1})};
}

/* ---- moves ----------------------------------------------------------------------------------------------------- */

static bool is_there(nl_passage_side s)
{
	return s.end > s.first;
}

/* Where a passage stands: by the new text; what is gone, behind the place of what it stood behind. */
typedef struct {
	uint32_t new, old;
	nl_passage passage;
} placed;

static int compare_by_old(const void *left, const void *right)
{
	const placed *a = left, *b = right;
	return a->passage.old.first < b->passage.old.first ? -1 : a->passage.old.first > b->passage.old.first;
}

static int compare_by_place(const void *left, const void *right)
{
	const placed *a = left, *b = right;
	if (a->new != b->new) return a->new < b->new ? -1 : 1;
	return a->old < b->old ? -1 : a->old > b->old;
}

void nl_passages_sort(nl_passages *passages)
{
	placed *list = nl_alloc((passages->len + 1) * sizeof *list);
	for (uint32_t i = 0; i < passages->len; i++) list[i].passage = passages->at[i];
	qsort(list, passages->len, sizeof *list, compare_by_old); /* what is new alone comes anywhere: it has a place of its own */
	uint32_t place = 0;
	for (uint32_t i = 0; i < passages->len; i++) {
		const nl_passage *p = &list[i].passage;
		if (is_there(p->new)) list[i].new = p->new.first + 1;
		if (is_there(p->new) && is_there(p->old)) place = list[i].new;
		if (!is_there(p->new)) {
			list[i].new = place;
			list[i].old = p->old.first + 1;
		}
	}
	qsort(list, passages->len, sizeof *list, compare_by_place);
	for (uint32_t i = 0; i < passages->len; i++) passages->at[i] = list[i].passage;
	free(list);
}

/* Fenwick's tree over the old text: the heaviest chain of passages that ends at or before a sentence. */
typedef struct {
	uint64_t *weight;
	uint32_t *last; /* passage + 1 */
	uint32_t size;
} chains;

static uint32_t heaviest_before(const chains *c, uint32_t at, uint64_t *weight)
{
	uint32_t last = 0;
	*weight = 0;
	for (; at > 0; at &= at - 1) {
		if (c->weight[at] <= *weight) continue;
		*weight = c->weight[at];
		last = c->last[at];
	}
	return last;
}

static void put_chain(chains *c, uint32_t at, uint64_t weight, uint32_t last)
{
	for (; at <= c->size; at += at & -at) {
		if (c->weight[at] >= weight) continue;
		c->weight[at] = weight;
		c->last[at] = last;
	}
}

static uint64_t words_of(const nl_sentence_words *text, nl_passage_side s)
{
	return text->starts[s.end] - text->starts[s.first];
}

/* The passages are in the order of the new text. */
static void mark_moves(nl_passages *passages, const nl_sentence_words *old, const nl_sentence_words *new)
{
	chains c = {nl_alloc((old->count + 2) * sizeof(uint64_t)), numbers(old->count + 1), old->count};
	uint32_t *before = numbers(passages->len);
	for (uint32_t i = 0; i < passages->len; i++) {
		nl_passage *p = &passages->at[i];
		if (!is_there(p->old) || !is_there(p->new)) continue;
		uint64_t weight;
		p->moved = true;
		before[i] = heaviest_before(&c, p->old.first, &weight);
		put_chain(&c, p->old.first + 1, weight + words_of(old, p->old) + words_of(new, p->new), i + 1);
	}
	uint64_t weight;
	for (uint32_t i = heaviest_before(&c, old->count, &weight); i > 0; i = before[i - 1])
		passages->at[i - 1].moved = false;
	free(c.weight);
	free(c.last);
	free(before);
}

void nl_align(const nl_sentence_words *old, const nl_sentence_words *new, uint32_t kinds, nl_passages *passages)
{
	alignment al = {.old = side_of(old), .new = side_of(new), .kinds = kinds, .passages = passages};
	al.word_weight = nl_alloc((kinds + 1) * sizeof *al.word_weight);
	pair_equal(&al);
	weigh_words(&al);
	pair_near(&al);
	add_pairs(&al);
	add_alone(&al);
	nl_passages_sort(passages);
	mark_moves(passages, old, new);
	side_release(&al.old);
	side_release(&al.new);
	free(al.word_weight);
	nl_vec_release(&al.candidates);
}
