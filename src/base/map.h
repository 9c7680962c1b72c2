/* base/map.h - nl_map: from a string to a 32-bit number. Open addressing, keys borrowed (they must outlive
 * the map), order of insertion kept so that walking a map is the same in every run. */
#ifndef NL_BASE_MAP_H
#define NL_BASE_MAP_H

#include "base/str.h"

#define NL_NONE UINT32_MAX /* "no such index", here and everywhere */

typedef struct {
	nl_str key;
	uint32_t value;
	uint32_t hash;
} nl_map_entry;

typedef struct {
	nl_map_entry *entries; /* in order of insertion */
	uint32_t *slots;       /* index of an entry + 1; 0 is free */
	uint32_t len, entry_cap, slot_cap;
} nl_map; /* all zero is an empty map */

void nl_map_release(nl_map *map);
uint32_t nl_map_get(const nl_map *map, nl_str key);       /* NL_NONE when it is not there */
void nl_map_set(nl_map *map, nl_str key, uint32_t value); /* adds or replaces */
uint32_t nl_map_intern(nl_map *map, nl_str key);          /* its number; a new key gets the next, counted from 0 */

#endif
