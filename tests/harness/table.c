#include "harness/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"

nl_str table_read(const char *path, nl_arena *arena)
{
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	if (!file.ptr) {
		fprintf(stderr, "%s: %s\n", path, strerror(file.error));
		exit(2);
	}
	nl_str text = nl_arena_str(arena, (nl_str){file.ptr, file.len});
	nl_file_release(&file);
	return text;
}

uint32_t table_next_row(nl_str *text, nl_str fields[TABLE_FIELDS])
{
	while (text->len > 0) {
		size_t end = nl_str_find(*text, NL_STR("\n"));
		nl_str line = nl_str_slice(*text, 0, end);
		*text = nl_str_slice(*text, line.len + 1, text->len);
		if (line.len == 0 || line.ptr[0] == '#') continue;
		uint32_t count = 0;
		for (size_t at = 0; at <= line.len && count < TABLE_FIELDS;) {
			nl_str rest = nl_str_slice(line, at, line.len);
			fields[count++] = nl_str_slice(rest, 0, nl_str_find(rest, NL_STR("\t")));
			at += fields[count - 1].len + 1;
		}
		return count;
	}
	return 0;
}

const cJSON *table_find(const cJSON *list, const char *key, nl_str value)
{
	const cJSON *item;
	cJSON_ArrayForEach(item, list)
	{
		const char *found = cJSON_GetStringValue(cJSON_GetObjectItem(item, key));
		if (found && nl_str_eq(nl_str_of(found), value)) return item;
	}
	return NULL;
}
