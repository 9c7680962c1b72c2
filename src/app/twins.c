/* Equal hashes of the whole history stand for equal evidence: with 64 bits, two that differ do not meet. */
#include "app/twins.h"

#include "base/mem.h"

void nl_twins_init(nl_twins *twins, const nl_ir *ir)
{
	*twins = (nl_twins){.found = nl_alloc((ir->position_count + 1) * sizeof *twins->found)};
}

void nl_twins_release(nl_twins *twins)
{
	free(twins->found);
}

static void add(uint64_t *hash, uint64_t value)
{
	const uint64_t both[2] = {*hash, value};
	*hash = nl_hash(both, sizeof both) | 1; /* never 0, which stands for nothing */
}

void nl_twins_note(nl_twins *twins, const nl_match *match)
{
	twins->examples++;
	for (uint32_t i = 0; i < match->ir->position_count; i++) {
		const nl_position_match *position = &match->positions[i];
		if (position->count) add(&twins->found[i], twins->examples);
		for (uint32_t e = 0; e < position->count; e++) {
			nl_range range = position->evidence[e].range;
			add(&twins->found[i], (uint64_t)range.first << 32 | range.last);
		}
	}
}

uint32_t nl_twins_first(const nl_twins *twins, uint32_t position, const bool *among)
{
	for (uint32_t i = 0; i < position && twins->found[position]; i++)
		if (among[i] && twins->found[i] == twins->found[position]) return i;
	return NL_NONE;
}
