#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void nl_map_release(nl_map *map)
{
	free(map->entries);
	free(map->slots);
	*map = (nl_map){0};
}

static uint32_t slot_of(const nl_map *map, nl_str key, uint32_t hash)
{
	uint32_t mask = map->slot_cap - 1;
	for (uint32_t slot = hash & mask;; slot = (slot + 1) & mask) {
		uint32_t entry = map->slots[slot];
		if (entry == 0) return slot;
		const nl_map_entry *e = &map->entries[entry - 1];
		if (e->hash == hash && nl_str_eq(e->key, key)) return slot;
	}
}

static void grow(nl_map *map)
{
	uint32_t cap = map->slot_cap ? map->slot_cap * 2 : 32;
	free(map->slots);
	map->slots = nl_alloc(cap * sizeof *map->slots);
	map->slot_cap = cap;
	for (uint32_t i = 0; i < map->len; i++) map->slots[slot_of(map, map->entries[i].key, map->entries[i].hash)] = i + 1;
}

static nl_map_entry *entry_for(nl_map *map, nl_str key, bool *is_new)
{
	if ((map->len + 1) * 2 > map->slot_cap) grow(map);
	uint32_t hash = (uint32_t)nl_hash(key.ptr, key.len);
	uint32_t slot = slot_of(map, key, hash);
	*is_new = map->slots[slot] == 0;
	if (!*is_new) return &map->entries[map->slots[slot] - 1];
	if (map->len == map->entry_cap) {
		map->entry_cap = map->entry_cap ? map->entry_cap * 2 : 16;
		map->entries = nl_realloc(map->entries, map->entry_cap * sizeof *map->entries);
	}
	map->slots[slot] = map->len + 1;
	map->entries[map->len] = (nl_map_entry){key, 0, hash};
	return &map->entries[map->len++];
}

uint32_t nl_map_get(const nl_map *map, nl_str key)
{
	if (map->len == 0) return NL_NONE;
	uint32_t entry = map->slots[slot_of(map, key, (uint32_t)nl_hash(key.ptr, key.len))];
	return entry ? map->entries[entry - 1].value : NL_NONE;
}

void nl_map_set(nl_map *map, nl_str key, uint32_t value)
{
	bool is_new;
	entry_for(map, key, &is_new)->value = value;
}

uint32_t nl_map_intern(nl_map *map, nl_str key)
{
	bool is_new;
	nl_map_entry *entry = entry_for(map, key, &is_new);
	if (is_new) entry->value = map->len - 1;
	return entry->value;
}
