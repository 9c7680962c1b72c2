#include "match/sets.h"

#include <string.h>

#include "base/mem.h"

void nl_sets_release(nl_sets *sets)
{
	nl_vec_release(&sets->sets);
	free(sets->of);
	free(sets->holds);
	*sets = (nl_sets){0};
}

void nl_sets_begin(nl_sets *sets, uint32_t sentence_count)
{
	if (sentence_count > sets->cap || !sets->holds) {
		sets->of = nl_realloc(sets->of, (sentence_count + (size_t)1) * sizeof *sets->of);
		sets->holds = nl_realloc(sets->holds, (sentence_count / 64 + (size_t)1) * sizeof *sets->holds);
		sets->cap = sentence_count;
	}
	memset(sets->holds, 0, (sentence_count / 64 + (size_t)1) * sizeof *sets->holds);
	nl_vec_clear(&sets->sets);
	*nl_vec_push(&sets->sets) = (nl_set){0, 0, 0, NL_NONE};
}

/* The set that is `rest` with a member. */
static uint32_t set_with(nl_sets *sets, uint32_t rest, uint32_t member)
{
	nl_set *known = &sets->sets.at[rest];
	if (known->with_member == member) return known->with;
	known->with_member = member;
	known->with = sets->sets.len;
	*nl_vec_push(&sets->sets) = (nl_set){rest, member, 0, NL_NONE};
	return sets->sets.len - 1;
}

void nl_sets_add(nl_sets *sets, uint32_t member, const uint32_t *sentences, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t sentence = sentences[i];
		uint64_t *word = &sets->holds[sentence / 64], bit = UINT64_C(1) << sentence % 64;
		uint32_t rest = *word & bit ? sets->of[sentence] : 0;
		*word |= bit;
		sets->of[sentence] = set_with(sets, rest, member);
	}
}

uint32_t nl_sets_next(const nl_sets *sets, uint32_t sentence, uint32_t end)
{
	while (sentence < end) {
		uint64_t rest = sets->holds[sentence / 64] >> sentence % 64;
		if (rest) {
			sentence += (uint32_t)__builtin_ctzll(rest);
			return sentence < end ? sentence : end;
		}
		sentence += 64 - sentence % 64;
	}
	return end;
}
