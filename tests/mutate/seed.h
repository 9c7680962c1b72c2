/* tests/mutate/seed.h - good files, and bad ones made of them. */
#ifndef NL_TESTS_SEED_H
#define NL_TESTS_SEED_H

#include "base/vec.h"
#include "damage.h"
#include "doc/doc.h"
#include "harness/archive.h"

enum { SEED_PARTS = 12 };

typedef struct {
	const char *name;
	nl_str bytes;
	nl_format format;
	archive_part parts[SEED_PARTS]; /* of an archive, those that readers look for */
	uint32_t part_count;            /* 0: no archive */
	NL_VEC(nl_str) words;           /* long ones of its text, each once */
} seed;

typedef struct {
	nl_buf file;
	nl_buf text; /* what stands in it, unpacked; empty when nobody can tell */
} damaged;

/* Reads a file that the project keeps; trouble ends the program. All of it in `arena`. */
void seed_read(seed *s, const char *path, nl_arena *arena);
/* Learns the words of its text, which is borrowed. */
void seed_learn(seed *s, nl_str text);
void seed_release(seed *s);

/* Makes a file of it with some changes: of the file, or inside of the parts of an archive, which are packed again, since changes of an
 * archive are found by its checksums and go no further. */
void seed_damage(const seed *s, chance *c, damaged *made);
void damaged_release(damaged *made);

/* Of the words of the seed that still stand in the file, how many of a hundred were read; 100 when there are few. */
uint32_t seed_share_read(const seed *s, const damaged *made, nl_str read);

#endif
