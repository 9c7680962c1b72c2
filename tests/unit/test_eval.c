/* Measuring: alpha on published examples, counts by hand and against brute force, and what can be wrong with labels. */
#include "check.h"

#include <math.h>

#include "judge/measure.h"

/* ---- alpha ----------------------------------------------------------------------------------------------------- */

/* From two rows of values, a letter a unit: 'a' is value 0. */
static double alpha_of(const char *first, const char *second, uint32_t values)
{
	uint64_t counts[25] = {0};
	for (size_t i = 0; first[i]; i++) counts[(uint32_t)(first[i] - 'a') * values + (uint32_t)(second[i] - 'a')]++;
	return nl_alpha(counts, values);
}

/* Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section A (two observers, two values: Meg and Owen) and section B
 * (two observers, many values: Ben and Gerry), worked there by hand:
 *
 *   A: 10 units, 4 disagreements; n0 = 14, n1 = 6.                   1 - 19 * 4 / (14 * 6)  = 0.095
 *   B: 12 units, 3 disagreements; n = 4, 6, 6, 6, 2.                 1 - 23 * 6 / 448       = 0.692 */
static void test_published_examples(void)
{
	double a = alpha_of("abaaaaaaba", "bbbaabaaaa", 2);
	CHECK(fabs(a - (1 - 19.0 * 8 / (2 * 14 * 6))) < 1e-12);
	CHECK(fabs(a - 0.095) < 0.0005);
	double b = alpha_of("aabbdcccedda", "babbbccceddd", 5);
	CHECK(fabs(b - (1 - 23.0 * 6 / 448)) < 1e-12);
	CHECK(fabs(b - 0.692) < 0.0005);
}

static void test_ends_of_alpha(void)
{
	CHECK(fabs(alpha_of("aabb", "aabb", 2) - 1) < 1e-12);
	CHECK(fabs(alpha_of("ab", "ba", 2) - (1 - 3.0 * 4 / 8)) < 1e-12); /* worse than chance */
	CHECK(fabs(alpha_of("aabb", "aabb", 5) - 1) < 1e-12);             /* values that nobody uses change nothing */
	CHECK(isnan(alpha_of("aaaa", "aaaa", 2)));
	CHECK(isnan(alpha_of("", "", 2)));
}

/* ---- counts ---------------------------------------------------------------------------------------------------- */

#define LIST(array) ((nl_holdings){(array), sizeof(array) / sizeof *(array)})

static const nl_span five[] = {{0, 10}, {11, 20}, {21, 30}, {31, 40}, {41, 50}}; /* sentences */

static void test_counts(void)
{
	const nl_holding coded[] = {{{0, 10}, NL_AFFIRMED}, {{11, 20}, NL_REPORTED}, {{21, 30}, NL_HEDGED}};
	const nl_holding found[] = {{{2, 5}, NL_HEDGED}, {{4, 8}, NL_AFFIRMED}, {{12, 18}, NL_AFFIRMED}, {{41, 44}, NL_OPPOSED}};
	nl_agreement a = {0};
	nl_agreement_add(&a, LIST(coded), LIST(found), five, 5);
	CHECK_INT(a.sentences.right, 1); /* two finds on one label are one */
	CHECK_INT(a.sentences.missed, 1);
	CHECK_INT(a.sentences.wrong, 1); /* on a reported label; what is found opposed counts nowhere */
	CHECK_INT(a.documents.right, 1);
	CHECK_INT(a.documents.wrong + a.documents.missed, 0);
	CHECK_INT(a.labels.at[NL_AFFIRMED][NL_AFFIRMED], 1); /* the strongest of the two */
	CHECK_INT(a.labels.at[NL_REPORTED][NL_AFFIRMED], 1);
	CHECK_INT(a.labels.at[NL_HEDGED][NL_ABSENT], 1);
	CHECK_INT(nl_stances_count(&a.labels), 3);
	CHECK_INT(nl_stances_matched(&a.labels), 2);
	CHECK_INT(nl_stances_same(&a.labels), 1);
	CHECK_INT(nl_stances_count(&a.units), 5);
	CHECK_INT(a.units.at[NL_ABSENT][NL_OPPOSED], 1);
	CHECK_INT(a.units.at[NL_ABSENT][NL_ABSENT], 1);
	/* holds or not: both 1, coder alone 1, found alone 1, neither 2 */
	CHECK(fabs(nl_alpha_holds(&a.units) - (1 - 9.0 * 4 / (2 * 4 * 6))) < 1e-12);
}

static void test_figures(void)
{
	nl_tally tally = {.right = 6, .wrong = 2, .missed = 4}, none = {0}, missed = {.missed = 1};
	CHECK(fabs(nl_tally_precision(&tally) - 0.75) < 1e-12);
	CHECK(fabs(nl_tally_recall(&tally) - 0.6) < 1e-12);
	CHECK(fabs(nl_tally_f1(&tally) - 12.0 / 18) < 1e-12);
	CHECK(isnan(nl_tally_precision(&none)) && isnan(nl_tally_recall(&none)) && isnan(nl_tally_f1(&none)));
	CHECK(isnan(nl_tally_precision(&missed)) && fabs(nl_tally_f1(&missed)) < 1e-12);
}

/* Sentences that one place covers together are one unit, also in a chain; a place between sentences touches none. */
static void test_units(void)
{
	const nl_holding coded[] = {{{0, 20}, NL_AFFIRMED}, {{40, 41}, NL_AFFIRMED}};
	const nl_holding found[] = {{{15, 25}, NL_AFFIRMED}};
	nl_agreement a = {0};
	nl_agreement_add(&a, LIST(coded), LIST(found), five, 5);
	CHECK_INT(nl_stances_count(&a.units), 3); /* sentences 0 to 2; 3; 4 */
	CHECK_INT(a.units.at[NL_AFFIRMED][NL_AFFIRMED], 1);
	CHECK_INT(a.units.at[NL_ABSENT][NL_ABSENT], 2);
	nl_agreement_add(&a, LIST(coded), LIST(found), NULL, 0);
	CHECK_INT(nl_stances_count(&a.units), 3);
	CHECK_INT(a.sentences.right, 2);
}

/* ---- against brute force --------------------------------------------------------------------------------------- */

static uint32_t dice(uint32_t *state, uint32_t sides)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 16) % sides;
}

static uint32_t throw_holdings(nl_holding *places, uint32_t *state)
{
	uint32_t count = dice(state, 8), start = 0;
	for (uint32_t i = 0; i < count; i++) {
		start += dice(state, 12);
		places[i] = (nl_holding){{start, start + 1 + dice(state, 15)}, (nl_stance)(1 + dice(state, 4))};
	}
	return count;
}

static nl_stance strongest(nl_holdings list, nl_span span)
{
	nl_stance best = NL_ABSENT;
	for (uint32_t i = 0; i < list.count; i++)
		if (list.at[i].span.start < span.end && list.at[i].span.end > span.start && list.at[i].stance > best)
			best = list.at[i].stance;
	return best;
}

static void check_against_definition(nl_holdings coded, nl_holdings found)
{
	nl_tally wanted = {0};
	for (uint32_t i = 0; i < coded.count; i++) {
		if (coded.at[i].stance < NL_HEDGED) continue;
		if (strongest(found, coded.at[i].span) >= NL_HEDGED) wanted.right++;
		else wanted.missed++;
	}
	for (uint32_t i = 0; i < found.count; i++)
		wanted.wrong += found.at[i].stance >= NL_HEDGED && strongest(coded, found.at[i].span) < NL_HEDGED;
	nl_agreement a = {0};
	nl_agreement_add(&a, coded, found, five, 5);
	CHECK(a.sentences.right == wanted.right && a.sentences.wrong == wanted.wrong && a.sentences.missed == wanted.missed);
	nl_stance stances[8];
	nl_holdings_stances(coded, found, stances);
	for (uint32_t i = 0; i < coded.count; i++) CHECK(stances[i] == strongest(found, coded.at[i].span));
	CHECK(nl_stances_count(&a.labels) == coded.count);
	CHECK(nl_stances_count(&a.units) >= 1 && nl_stances_count(&a.units) <= 5);
}

static void test_many_random_ones(void)
{
	uint32_t state = 7;
	for (int i = 0; i < 2000; i++) {
		nl_holding coded[8], found[8];
		uint32_t coded_count = throw_holdings(coded, &state), found_count = throw_holdings(found, &state);
		check_against_definition((nl_holdings){coded, coded_count}, (nl_holdings){found, found_count});
	}
}

/* ---- labels ---------------------------------------------------------------------------------------------------- */

typedef struct {
	nl_source *source;
	nl_map positions;
	nl_sink sink;
	nl_coding *coding;
} trial;

static void begin(trial *t, const char *labels)
{
	*t = (trial){.source = nl_source_new(NL_STR("labels.tsv"), nl_str_of(labels), NL_ENCODING_UTF8, 0)};
	nl_map_intern(&t->positions, NL_STR("privacy"));
	nl_map_intern(&t->positions, NL_STR("equality"));
	t->coding = nl_coding_read(t->source, &t->positions, true, &t->sink);
}

static void end(trial *t)
{
	nl_coding_free(t->coding);
	nl_map_release(&t->positions);
	nl_source_free(t->source);
	nl_sink_release(&t->sink);
}

static void test_labels_are_sorted(void)
{
	trial t;
	begin(&t,
		"# a comment\r\n\r\nb.md\t7\t9\tprivacy\taffirmed\r\na.md\t5\t6\tequality\topposed\tdoubtful\r\n"
		"b.md\t3\t9\tprivacy\thedged\r\nc.md\t0\t0\t-\t-\r\n");
	CHECK(t.coding != NULL);
	CHECK_INT(t.sink.list.len, 0);
	CHECK_INT(t.coding->document_count, 3);
	CHECK_INT(t.coding->label_count, 3);
	uint32_t b = nl_coding_document(t.coding, NL_STR("b.md"));
	CHECK_INT(t.coding->documents[b].end - t.coding->documents[b].first, 2);
	CHECK_INT(t.coding->labels[t.coding->documents[b].first].bytes.start, 3);
	CHECK_INT(nl_coding_document(t.coding, NL_STR("d.md")), NL_NONE);
	nl_arena arena = {0};
	const nl_holdings *places = nl_coding_holdings(t.coding, b, NULL, t.positions.len, &arena, &t.sink);
	CHECK_INT(places[0].count, 2);
	CHECK_INT(places[1].count, 0);
	CHECK(places[0].at[0].stance == NL_HEDGED && places[0].at[1].stance == NL_AFFIRMED);
	nl_arena_release(&arena);
	end(&t);
}

/* A text in Windows-1252, where "é" is one byte of the file and two of what is read. */
static void test_bytes_are_those_of_the_file(void)
{
	trial t;
	begin(&t, "a.txt\t2\t4\tprivacy\taffirmed\na.txt\t5\t7\tequality\taffirmed\n");
	nl_source *text = nl_source_new(NL_STR("a.txt"), NL_STR("é éé a"), NL_ENCODING_WINDOWS_1252, 0);
	nl_arena arena = {0};
	CHECK(nl_coding_holdings(t.coding, 0, text, 2, &arena, &t.sink) == NULL); /* 7 is past the end */
	CHECK_INT(t.sink.errors, 1);
	end(&t);
	begin(&t, "a.txt\t2\t4\tprivacy\taffirmed\n");
	const nl_holdings *places = nl_coding_holdings(t.coding, 0, text, 2, &arena, &t.sink);
	CHECK(places != NULL);
	if (places) CHECK_INT(places[0].at[0].span.start, 3);
	if (places) CHECK_INT(places[0].at[0].span.end, 7);
	nl_arena_release(&arena);
	nl_source_free(text);
	end(&t);
}

/* Every line of a file that is no label at all: told up to a number, and then no more. */
static void test_errors_end(void)
{
	trial t;
	nl_buf file = {0};
	for (int i = 0; i < 1000; i++) nl_buf_add_c(&file, "a,b,c\n");
	nl_buf_add_byte(&file, '\0');
	begin(&t, file.ptr);
	CHECK(t.coding == NULL);
	CHECK_INT(t.sink.errors, 20);
	end(&t);
	nl_buf_release(&file);
}

static void check_refused(const char *labels)
{
	trial t;
	begin(&t, labels);
	CHECK(t.coding == NULL);
	CHECK_INT(t.sink.errors, 1);
	end(&t);
}

static void test_what_is_no_label(void)
{
	check_refused("");
	check_refused("a.md\t1\t2\tprivacy\n");
	check_refused("\t1\t2\tprivacy\taffirmed\n");
	check_refused("dir/a.md\t1\t2\tprivacy\taffirmed\n");
	check_refused("a.md\t2\t2\tprivacy\taffirmed\n");
	check_refused("a.md\t-1\t2\tprivacy\taffirmed\n");
	check_refused("a.md\t1\t99999999999999999999\tprivacy\taffirmed\n");
	check_refused("a.md\t1\t\tprivacy\taffirmed\n");
	check_refused("a.md\t1\t2\tprivcy\taffirmed\nb.md\t1\t2\tprivcy\taffirmed\n"); /* told once */
	check_refused("a.md\t1\t2\t\taffirmed\n");
	check_refused("a.md\t1\t2\tprivacy\tAffirmed\n");
	check_refused("a.md\t1\t2\tprivacy\tabsent\n");
	check_refused("a.md\t1\t2\tprivacy\taffirmed\na.md\t0\t0\t-\t-\n");
}

/* Each beginning and each end of a label file is read without harm, and whatever is a coding has its places. */
static void test_cut_short(void)
{
	const char *whole = "# x\na.md\t0\t4\tprivacy\thedged\tnote\r\nb.md\t0\t0\t-\t-\na.md\t2\t9\tequality\taffirmed\n";
	nl_source *text = nl_source_new(NL_STR("a.md"), NL_STR("One two three."), NL_ENCODING_UTF8, 0);
	size_t length = nl_str_of(whole).len, read = 0;
	for (size_t cut = 0; cut < 2 * length; cut++) {
		nl_str part = cut < length ? nl_str_slice(nl_str_of(whole), 0, cut)
								   : nl_str_slice(nl_str_of(whole), cut - length, length);
		nl_arena arena = {0};
		trial t;
		begin(&t, nl_arena_str(&arena, part).ptr);
		read += t.coding != NULL;
		for (uint32_t i = 0; t.coding && i < t.coding->document_count; i++)
			CHECK(nl_coding_holdings(t.coding, i, text, t.positions.len, &arena, &t.sink) != NULL);
		CHECK((t.coding == NULL) == (t.sink.errors > 0));
		end(&t);
		nl_arena_release(&arena);
	}
	CHECK(read > 10 && read < length);
	nl_source_free(text);
}

int main(void)
{
	test_published_examples();
	test_ends_of_alpha();
	test_counts();
	test_figures();
	test_units();
	test_many_random_ones();
	test_labels_are_sorted();
	test_bytes_are_those_of_the_file();
	test_errors_end();
	test_what_is_no_label();
	test_cut_short();
	return check_done();
}
