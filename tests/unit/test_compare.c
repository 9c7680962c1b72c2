/* What must hold of every comparison, on texts made at random of the built-in rules' own examples: a text that is wrapped, numbered
 * or marked up otherwise, or whose paragraphs are shuffled, has nothing but what is unchanged and moved; and a comparison is
 * the mirror of that the other way round. The order of stances and strengths is held case by case. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "run/check.h"
#include "run/load.h"
#include "base/buf.h"
#include "harness/chance.h"
#include "judge/compare.h"

enum { CASES = 150, PARAGRAPHS = 30, SENTENCES = 5 };

typedef struct {
	nl_loaded rules;
	nl_checker checker;
	NL_VEC(nl_str) sentences; /* to make texts of */
	nl_sink sink;
} bench;

static const nl_input_options by_itself;

/* One sentence of plain words: no numbers and brackets, which could look like a list where a line begins with them. */
static bool is_plain(nl_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && c != ' ' && c != ',' && !(c == '.' && i + 1 == text.len)) return false;
	}
	return text.len > 20 && nl_str_ends(text, NL_STR("."));
}

static void bench_init(bench *b)
{
	*b = (bench){0};
	CHECK(nl_load(&b->rules, NULL, 0, 0, &b->sink));
	const nl_ir *ir = b->rules.ir;
	nl_checker_init(&b->checker, ir, nl_find_language(ir, NL_STR("english"), &b->sink), &by_itself, NULL, 0);
	for (uint32_t i = 0; i < ir->position_count; i++) {
		for (uint32_t e = 0; e < ir->positions[i].example_count; e++)
			if (is_plain(ir->positions[i].examples[e].text))
				*nl_vec_push(&b->sentences) = ir->positions[i].examples[e].text;
	}
	CHECK(b->sentences.len > 100);
}

static void bench_release(bench *b)
{
	nl_checker_release(&b->checker);
	nl_loaded_release(&b->rules);
	nl_sink_release(&b->sink);
	nl_vec_release(&b->sentences);
}

/* ---- texts ----------------------------------------------------------------------------------------------------- */

typedef struct {
	nl_str sentences[SENTENCES];
	uint32_t count;
} paragraph;

typedef struct {
	paragraph paragraphs[PARAGRAPHS];
	uint32_t count;
	nl_arena arena; /* of sentences that were changed */
} draft;

static void make_draft(const bench *b, chance *c, draft *d)
{
	*d = (draft){.count = 1 + chance_below(c, PARAGRAPHS)};
	for (uint32_t i = 0; i < d->count; i++) {
		d->paragraphs[i].count = 1 + chance_below(c, SENTENCES);
		for (uint32_t s = 0; s < d->paragraphs[i].count; s++)
			d->paragraphs[i].sentences[s] = b->sentences.at[chance_below(c, b->sentences.len)];
	}
}

static void shuffle(draft *d, chance *c)
{
	for (uint32_t i = d->count; i > 1; i--) {
		uint32_t k = chance_below(c, i);
		paragraph kept = d->paragraphs[i - 1];
		d->paragraphs[i - 1] = d->paragraphs[k];
		d->paragraphs[k] = kept;
	}
}

/* How a text is written down. */
typedef struct {
	const char *name;
	uint32_t width;        /* of a line; 0: a paragraph a line */
	uint32_t first_number; /* of the first paragraph; 0: none are numbered */
	bool markup;           /* HTML */
} layout;

static void add_paragraph(nl_buf *out, const paragraph *p, const layout *as)
{
	uint32_t column = 0;
	for (uint32_t s = 0; s < p->count; s++) {
		for (size_t at = 0; at < p->sentences[s].len;) {
			nl_str rest = nl_str_slice(p->sentences[s], at, SIZE_MAX),
				   word = nl_str_slice(rest, 0, nl_str_find(rest, NL_STR(" ")));
			bool wraps = as->width && column > 0 && column + 1 + word.len > as->width;
			if (column > 0) nl_buf_add_byte(out, wraps ? '\n' : ' ');
			column = wraps ? (uint32_t)word.len : column + 1 + (uint32_t)word.len;
			nl_buf_add(out, word);
			at += word.len + 1;
		}
	}
}

static void write_down(const draft *d, const layout *as, nl_buf *out)
{
	nl_buf_clear(out);
	if (as->markup) nl_buf_add_c(out, "<html><body>\n");
	for (uint32_t i = 0; i < d->count; i++) {
		if (as->markup) nl_buf_add_c(out, "<p>");
		if (as->first_number) nl_buf_addf(out, "%u. ", as->first_number + i);
		add_paragraph(out, &d->paragraphs[i], as);
		nl_buf_add_c(out, as->markup ? "</p>\n" : "\n\n");
	}
	if (as->markup) nl_buf_add_c(out, "</body></html>\n");
}

/* ---- what is the same ------------------------------------------------------------------------------------------ */

static nl_comparison *compare(bench *b, nl_checked checked[2], const char *old_name, nl_str old, const char *new_name,
	nl_str new)
{
	CHECK(nl_check_text(&b->checker, nl_str_of(old_name), old, &b->sink, &checked[0]));
	CHECK(nl_check_text(&b->checker, nl_str_of(new_name), new, &b->sink, &checked[1]));
	return nl_compare(checked[0].verdict, checked[1].verdict);
}

static void release(nl_comparison *c, nl_checked checked[2])
{
	nl_comparison_free(c);
	nl_checked_release(&checked[0]);
	nl_checked_release(&checked[1]);
}

/* How many positions and passages are neither unchanged nor, where that is meant, moved. */
static uint32_t other_changes(const nl_comparison *c, bool may_move)
{
	uint32_t count = 0;
	for (int change = 0; change < NL_CHANGES; change++) {
		if (change == NL_CHANGE_ABSENT || change == NL_CHANGE_UNCHANGED) continue;
		if (change == NL_CHANGE_MOVED && may_move) continue;
		count += c->counts[change] + c->passage_counts[change];
	}
	return count;
}

static void check_same(bench *b, const char *what, uint32_t seed, nl_str old, const char *new_name, nl_str new, bool may_move)
{
	nl_checked checked[2];
	nl_comparison *c = compare(b, checked, "old.txt", old, new_name, new);
	uint32_t others = other_changes(c, may_move);
	CHECK_INT(others, 0);
	if (others) fprintf(stderr, "%s, seed %u:\n%.*s----\n%.*s", what, seed, NL_ARG(old), NL_ARG(new));
	release(c, checked);
}

static void test_same(bench *b)
{
	const layout plain = {.width = 80};
	nl_buf old = {0}, new = {0};
	for (uint32_t seed = 1; seed <= CASES; seed++) {
		chance c = {seed};
		draft d;
		make_draft(b, &c, &d);
		const layout ways[] = {
			{.name = "itself", .width = 80},
			{.name = "wrapped otherwise", .width = 30 + chance_below(&c, 90)},
			{.name = "not wrapped"},
			{.name = "numbered", .width = 80, .first_number = 1},
			{.name = "in HTML", .width = 60, .markup = true},
		};
		write_down(&d, &plain, &old);
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			write_down(&d, &ways[i], &new);
			check_same(b, ways[i].name, seed, nl_buf_str(&old), ways[i].markup ? "new.html" : "new.txt",
				nl_buf_str(&new), false);
		}
		const layout first = {.width = 80, .first_number = 1}, later = {.width = 80, .first_number = 14};
		write_down(&d, &first, &old);
		write_down(&d, &later, &new);
		check_same(b, "numbered anew", seed, nl_buf_str(&old), "new.txt", nl_buf_str(&new), false);
		write_down(&d, &plain, &old);
		shuffle(&d, &c);
		write_down(&d, &ways[1], &new);
		check_same(b, "shuffled", seed, nl_buf_str(&old), "new.txt", nl_buf_str(&new), true);
		nl_arena_release(&d.arena);
	}
	nl_buf_release(&old);
	nl_buf_release(&new);
}

/* ---- the drafts of the examples -------------------------------------------------------------------------------- */

static nl_file read_example(const char *path)
{
	nl_file file = nl_file_read(path, 1 << 20);
	CHECK(file.ptr != NULL);
	return file;
}

static void check_files(bench *b, const char *old_path, const char *new_path, bool may_move)
{
	nl_file old = read_example(old_path), new = read_example(new_path);
	nl_checked checked[2];
	nl_comparison *c = compare(b, checked, old_path, (nl_str){old.ptr, old.len}, new_path, (nl_str){new.ptr, new.len});
	uint32_t others = other_changes(c, may_move);
	if (others) fprintf(stderr, "%s and %s:\n", old_path, new_path);
	CHECK_INT(others, 0);
	release(c, checked);
	nl_file_release(&old);
	nl_file_release(&new);
}

/* A footnote stands where its format has it, so what is the same may have moved. */
static void test_formats(bench *b)
{
	static const char *const charters[] = {"docx", "odt", "html", "rst", "adoc", "tex"};
	char path[64];
	for (size_t i = 0; i < sizeof charters / sizeof *charters; i++) {
		snprintf(path, sizeof path, "examples/formats/charter.%s", charters[i]);
		check_files(b, "examples/formats/charter.md", path, true);
		check_files(b, path, "examples/formats/charter.md", true);
	}
	check_files(b, "examples/formats/regional-compact.md", "examples/formats/regional-compact.docx", true);
	check_files(b, "examples/formats/regional-compact.md", "examples/formats/regional-compact.odt", true);
	check_files(b, "examples/information-security-code.md", "examples/information-security-code.md", false);
	check_files(b, "examples/open-internet-declaration.md", "examples/open-internet-declaration.md", false);
	check_files(b, "examples/national-strategy.txt", "examples/national-strategy.txt", false);
}

/* ---- the other way round --------------------------------------------------------------------------------------- */

static nl_str with_other_word(nl_str sentence, chance *c, nl_arena *arena)
{
	static const char *const pairs[][2] = {{" shall ", " should "}, {" should ", " may "}, {" must ", " should "},
		{" are ", " are not "}, {" is ", " is not "}, {" shall ", " shall not "},
		{" and ", ", where appropriate, and "}, {" the ", " all of the "}};
	enum { PAIRS = sizeof pairs / sizeof *pairs };
	uint32_t first = chance_below(c, PAIRS);
	const char *const *pair = pairs[first];
	for (uint32_t i = 0; i < PAIRS && nl_str_find(sentence, nl_str_of(pair[0])) == SIZE_MAX; i++)
		pair = pairs[(first + i) % PAIRS];
	size_t at = nl_str_find(sentence, nl_str_of(pair[0]));
	if (at == SIZE_MAX) return sentence;
	nl_str head = nl_str_slice(sentence, 0, at), tail = nl_str_slice(sentence, at + strlen(pair[0]), SIZE_MAX);
	return nl_arena_printf(arena, NL_FMT "%s" NL_FMT, NL_ARG(head), pair[1], NL_ARG(tail));
}

/* Cut after a comma, as if it were two sentences. */
static nl_str split_in_two(nl_str sentence, nl_arena *arena)
{
	size_t at = nl_str_find(sentence, NL_STR(", "));
	if (at == SIZE_MAX) return sentence;
	return nl_arena_printf(arena, NL_FMT ". And " NL_FMT, NL_ARG(nl_str_slice(sentence, 0, at)),
		NL_ARG(nl_str_slice(sentence, at + 2, SIZE_MAX)));
}

static void edit(const bench *b, draft *d, chance *c)
{
	for (uint32_t edits = 2 + chance_below(c, 20); edits > 0; edits--) {
		paragraph *p = &d->paragraphs[chance_below(c, d->count)];
		nl_str *sentence = &p->sentences[chance_below(c, p->count)];
		switch (chance_below(c, 6)) {
		case 0: *sentence = b->sentences.at[chance_below(c, b->sentences.len)]; break;
		case 1: *sentence = split_in_two(*sentence, &d->arena); break;
		case 2:
			if (d->count > 1) *p = d->paragraphs[--d->count];
			break;
		case 3:
			if (p->count > 1) p->count--;
			break;
		default: *sentence = with_other_word(*sentence, c, &d->arena);
		}
	}
	if (chance_once_in(c, 3)) shuffle(d, c);
}

static nl_change mirror_of(nl_change change)
{
	switch (change) {
	case NL_CHANGE_NEW: return NL_CHANGE_DROPPED;
	case NL_CHANGE_DROPPED: return NL_CHANGE_NEW;
	case NL_CHANGE_STRENGTHENED: return NL_CHANGE_WEAKENED;
	case NL_CHANGE_WEAKENED: return NL_CHANGE_STRENGTHENED;
	default: return change;
	}
}

static uint32_t mirror_of_mask(uint32_t mask)
{
	uint32_t mirrored = 0;
	for (int change = 0; change < NL_CHANGES; change++)
		if (mask & 1u << change) mirrored |= 1u << mirror_of((nl_change)change);
	return mirrored;
}

static bool has_place(const nl_position_change *in, const nl_place_change *wanted)
{
	for (uint32_t i = 0; i < in->count; i++) {
		const nl_place_change *place = &in->places[i];
		if (place->old != wanted->new || place->new != wanted->old) continue;
		return place->change == mirror_of(wanted->change) && place->also == mirror_of_mask(wanted->also);
	}
	return false;
}

static bool same_side(nl_passage_side a, nl_passage_side b)
{
	return a.first == b.first && a.end == b.end;
}

static bool has_passage(const nl_comparison *in, const nl_passage *wanted)
{
	for (uint32_t i = 0; i < in->passage_count; i++) {
		const nl_passage *p = &in->passages[i];
		if (!same_side(p->old, wanted->new) || !same_side(p->new, wanted->old)) continue;
		return p->likeness == wanted->likeness && p->same == wanted->same && p->moved == wanted->moved;
	}
	return false;
}

/* How much of a comparison is not mirrored by the other. */
static uint32_t not_mirrored(const nl_comparison *c, const nl_comparison *other)
{
	uint32_t wrong = c->passage_count != other->passage_count;
	for (uint32_t i = 0; i < c->new->match->ir->position_count; i++) {
		const nl_position_change *a = &c->positions[i], *b = &other->positions[i];
		wrong += b->change != mirror_of(a->change) || b->also != mirror_of_mask(a->also) || a->count != b->count;
		for (uint32_t k = 0; k < a->count; k++) wrong += !has_place(b, &a->places[k]);
	}
	for (uint32_t i = 0; i < c->passage_count; i++) wrong += !has_passage(other, &c->passages[i]);
	return wrong;
}

static void swap_kinds(nl_buf *out, nl_edit_list edits, bool swapped)
{
	for (uint32_t i = 0; i < edits.count; i++) {
		nl_edit_kind kind = edits.at[i].kind;
		if (kind == NL_EDIT_KEPT) continue;
		if ((kind == NL_EDIT_DROPPED) != swapped) nl_buf_addf(out, "[" NL_FMT "]", NL_ARG(edits.at[i].words));
	}
}

/* What is dropped in one direction is added in the other, and all pieces together are the text. */
static uint32_t edits_not_mirrored(const nl_comparison *c, const nl_comparison *other)
{
	uint32_t wrong = 0;
	for (uint32_t i = 0; i < c->passage_count; i++) {
		nl_arena arena = {0};
		nl_buf here = {0}, there = {0};
		const nl_passage *p = &c->passages[i];
		swap_kinds(&here, nl_comparison_edits(c, p->old, p->new, &arena), false);
		swap_kinds(&there, nl_comparison_edits(other, p->new, p->old, &arena), true);
		wrong += !nl_str_eq(nl_buf_str(&here), nl_buf_str(&there));
		nl_buf_release(&here);
		nl_buf_release(&there);
		nl_arena_release(&arena);
	}
	return wrong;
}

static void test_mirror(bench *b)
{
	const layout plain = {.width = 80};
	nl_buf old = {0}, new = {0};
	uint32_t seen[NL_CHANGES] = {0}, passages[NL_CHANGES] = {0};
	for (uint32_t seed = 1; seed <= CASES; seed++) {
		chance c = {1000 + seed};
		draft d;
		nl_checked checked[2];
		make_draft(b, &c, &d);
		write_down(&d, &plain, &old);
		edit(b, &d, &c);
		write_down(&d, &plain, &new);
		nl_comparison *there = compare(b, checked, "old.txt", nl_buf_str(&old), "new.txt", nl_buf_str(&new));
		nl_comparison *back = nl_compare(checked[1].verdict, checked[0].verdict);
		uint32_t wrong = not_mirrored(there, back) + not_mirrored(back, there) + edits_not_mirrored(there, back);
		CHECK_INT(wrong, 0);
		if (wrong)
			fprintf(stderr, "seed %u:\n%.*s----\n%.*s", 1000 + seed, NL_ARG(nl_buf_str(&old)), NL_ARG(nl_buf_str(&new)));
		for (int i = 0; i < NL_CHANGES; i++) {
			seen[i] += there->counts[i];
			passages[i] += there->passage_counts[i];
		}
		nl_comparison_free(back);
		release(there, checked);
		nl_arena_release(&d.arena);
	}
	/* The cases are worth something: everything was met. */
	for (int i = 0; i < NL_CHANGES; i++) CHECK(seen[i] > 5);
	CHECK(passages[NL_CHANGE_REWORDED] > 50);
	nl_buf_release(&old);
	nl_buf_release(&new);
}

/* ---- the order ------------------------------------------------------------------------------------------------- */

static void check_between(nl_stance old, nl_strength old_strength, nl_stance new, nl_strength new_strength, nl_change wanted)
{
	const nl_position_match a = {.stance = old, .strength = old_strength}, b = {.stance = new, .strength = new_strength};
	CHECK_STR(nl_str_of(nl_change_name(nl_change_between(&a, &b))), nl_change_name(wanted));
	CHECK_STR(nl_str_of(nl_change_name(nl_change_between(&b, &a))), nl_change_name(mirror_of(wanted)));
}

static void test_order(void)
{
	check_between(NL_ABSENT, NL_TENTATIVE, NL_ABSENT, NL_TENTATIVE, NL_CHANGE_ABSENT);
	check_between(NL_ABSENT, NL_TENTATIVE, NL_REPORTED, NL_DECLARED, NL_CHANGE_NEW);
	check_between(NL_ABSENT, NL_TENTATIVE, NL_OPPOSED, NL_BINDING, NL_CHANGE_NEW);
	check_between(NL_ABSENT, NL_TENTATIVE, NL_AFFIRMED, NL_BINDING, NL_CHANGE_NEW);
	check_between(NL_REPORTED, NL_BINDING, NL_REPORTED, NL_TENTATIVE, NL_CHANGE_UNCHANGED);
	check_between(NL_REPORTED, NL_BINDING, NL_HEDGED, NL_TENTATIVE, NL_CHANGE_STRENGTHENED);
	check_between(NL_HEDGED, NL_BINDING, NL_AFFIRMED, NL_RECOMMENDED, NL_CHANGE_STRENGTHENED);
	check_between(NL_HEDGED, NL_TENTATIVE, NL_HEDGED, NL_BINDING, NL_CHANGE_STRENGTHENED);
	check_between(NL_AFFIRMED, NL_DECLARED, NL_AFFIRMED, NL_BINDING, NL_CHANGE_STRENGTHENED);
	check_between(NL_AFFIRMED, NL_BINDING, NL_AFFIRMED, NL_BINDING, NL_CHANGE_UNCHANGED);
	check_between(NL_AFFIRMED, NL_BINDING, NL_OPPOSED, NL_BINDING, NL_CHANGE_NEGATED);
	check_between(NL_REPORTED, NL_BINDING, NL_OPPOSED, NL_BINDING, NL_CHANGE_NEGATED);
	check_between(NL_OPPOSED, NL_RECOMMENDED, NL_OPPOSED, NL_BINDING, NL_CHANGE_STRENGTHENED);
}

int main(void)
{
	bench b;
	bench_init(&b);
	test_order();
	test_same(&b);
	test_formats(&b);
	test_mirror(&b);
	bench_release(&b);
	return check_done();
}
