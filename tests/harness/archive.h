/* tests/harness/archive.h - zip archives made in memory, with all parts stored as they are. */
#ifndef NL_TESTS_ARCHIVE_H
#define NL_TESTS_ARCHIVE_H

#include <string.h>

#include "base/buf.h"

typedef struct {
	const char *name;
	nl_str bytes;
} archive_part;

static inline uint32_t archive_crc(nl_str bytes)
{
	uint32_t crc = 0xFFFFFFFFu;
	for (size_t i = 0; i < bytes.len; i++) {
		crc ^= (unsigned char)bytes.ptr[i];
		for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
	}
	return ~crc;
}

static inline void archive_number(nl_buf *out, uint64_t number, int bytes)
{
	for (; bytes > 0; bytes--, number >>= 8) nl_buf_add_byte(out, (char)(number & 0xFF));
}

/* The fields that a local header and an entry of the directory have in common. */
static inline void archive_fields(nl_buf *out, const archive_part *part, uint32_t claimed)
{
	archive_number(out, 20, 2);
	archive_number(out, 0, 2 + 2 + 2 + 2); /* flags, method: stored, time, date */
	archive_number(out, archive_crc(part->bytes), 4);
	archive_number(out, part->bytes.len, 4);
	archive_number(out, claimed ? claimed : part->bytes.len, 4);
	archive_number(out, strlen(part->name), 2);
	archive_number(out, 0, 2);
}

/* `claimed`: the size that the last part pretends to unpack to; 0: its own. */
static inline void archive_make(nl_buf *out, const archive_part *parts, size_t count, uint32_t claimed)
{
	nl_buf directory = {0};
	nl_buf_clear(out);
	for (size_t i = 0; i < count; i++) {
		uint32_t size = i + 1 == count ? claimed : 0;
		nl_buf_add(&directory, NL_STR("PK\x01\x02"));
		archive_number(&directory, 20, 2);
		archive_fields(&directory, &parts[i], size);
		archive_number(&directory, 0, 2 + 2 + 2); /* comment, disk, attributes */
		archive_number(&directory, 0, 4);
		archive_number(&directory, out->len, 4);
		nl_buf_add_c(&directory, parts[i].name);
		nl_buf_add(out, NL_STR("PK\x03\x04"));
		archive_fields(out, &parts[i], size);
		nl_buf_add_c(out, parts[i].name);
		nl_buf_add(out, parts[i].bytes);
	}
	size_t start = out->len;
	nl_buf_add(out, nl_buf_str(&directory));
	nl_buf_add(out, NL_STR("PK\x05\x06"));
	archive_number(out, 0, 2 + 2);
	archive_number(out, count, 2);
	archive_number(out, count, 2);
	archive_number(out, directory.len, 4);
	archive_number(out, start, 4);
	archive_number(out, 0, 2);
	nl_buf_release(&directory);
}

#endif
