#include "match/packed.h"

#include "check.h"
#include "handmade.h"

/* Spans come back as they were, in whatever parts they came. */
static void test_random(void)
{
	enum { MOST = 3000 };
	static nl_range spans[MOST], back[MOST];
	uint32_t seed = 20240611, bad = 0;
	for (int round = 0; round < 200; round++) {
		uint32_t count = hand_random(&seed, MOST), first = hand_random(&seed, 3), spread = 1u << hand_random(&seed, 20);
		for (uint32_t i = 0; i < count; i++) {
			first += 1 + hand_random(&seed, spread);
			spans[i] = (nl_range){first, first + hand_random(&seed, round % 3 ? 3 : spread)};
		}
		nl_packed packed = {0};
		for (uint32_t i = 0, part; i < count; i += part) {
			part = 1 + hand_random(&seed, 300);
			if (part > count - i) part = count - i;
			nl_packed_add(&packed, (nl_spans){spans + i, part});
		}
		CHECK_INT(packed.count, count);
		nl_packed_read(&packed, back);
		bad += count && memcmp(spans, back, count * sizeof *spans) != 0;
		nl_packed_release(&packed);
	}
	CHECK_INT(bad, 0);
}

static void test_ends(void)
{
	const nl_range spans[] = {{0, UINT32_MAX}, {1, 1}, {UINT32_MAX - 1, UINT32_MAX - 1}, {UINT32_MAX, UINT32_MAX}};
	nl_range back[4];
	nl_packed packed = {0};
	nl_packed_read(&packed, back);
	nl_packed_add(&packed, (nl_spans){spans, 0});
	nl_packed_add(&packed, (nl_spans){spans, 4});
	nl_packed_read(&packed, back);
	CHECK(memcmp(spans, back, sizeof spans) == 0);
	nl_packed_release(&packed);
}

/* What it is for: the words of a frequent phrase take two bytes a place. */
static void test_size(void)
{
	nl_packed packed = {0};
	for (uint32_t i = 0; i < 10000; i++) nl_packed_add(&packed, (nl_spans){&(nl_range){i * 40, i * 40 + 1}, 1});
	CHECK(packed.len < 10010 * 2);
	CHECK(packed.cap < 13000 * 2);
	nl_packed_release(&packed);
}

int main(void)
{
	test_random();
	test_ends();
	test_size();
	return check_done();
}
