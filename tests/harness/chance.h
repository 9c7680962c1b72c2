/* tests/harness/chance.h - random numbers that are the same on every machine for a seed: SplitMix64 (Steele, Lea and Flood
 * 2014), whose streams do not resemble each other for seeds that follow one another. */
#ifndef NL_TESTS_CHANCE_H
#define NL_TESTS_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
	uint64_t state; /* the seed at first */
} chance;

static inline uint32_t chance_below(chance *c, uint32_t n)
{
	uint64_t z = c->state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ z >> 31) >> 32) % n;
}

/* True once in `n`. */
static inline bool chance_once_in(chance *c, uint32_t n)
{
	return chance_below(c, n) == 0;
}

#endif
