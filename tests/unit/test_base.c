/* base/: what everything stands on. Invariants that no text case reaches. */
#include "check.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/vsnprintf.h"

static void arena_keeps_what_it_gave(void)
{
	nl_arena arena = {0};
	unsigned char *pieces[200];
	for (unsigned i = 0; i < 200; i++) {
		size_t size = i * 97 + 1;
		pieces[i] = nl_arena_alloc(&arena, size);
		CHECK((uintptr_t)pieces[i] % _Alignof(max_align_t) == 0);
		CHECK(pieces[i][0] == 0 && pieces[i][size - 1] == 0);
		memset(pieces[i], (int)i, size);
	}
	for (unsigned i = 0; i < 200; i++) CHECK(pieces[i][0] == i && pieces[i][i * 97] == i);
	CHECK_STR(nl_arena_printf(&arena, "%s-%d", "a", 7), "a-7");
	for (int width = 250; width < 260; width++) { /* around what is formatted at once */
		nl_str padded = nl_arena_printf(&arena, "%*d", width, 7);
		CHECK(padded.len == (size_t)width && padded.ptr[width - 1] == '7' && padded.ptr[width] == '\0');
	}
	CHECK(nl_arena_str(&arena, NL_STR("text")).ptr[4] == '\0');
	nl_arena_release(&arena);
	CHECK(arena.head == NULL && arena.used == 0);
}

static void map_finds_every_key_in_order(void)
{
	nl_arena arena = {0};
	nl_map map = {0};
	CHECK_INT(nl_map_get(&map, NL_STR("none")), NL_NONE);
	for (uint32_t i = 0; i < 5000; i++) CHECK_INT(nl_map_intern(&map, nl_arena_printf(&arena, "key-%u", i)), i);
	for (uint32_t i = 0; i < 5000; i++) CHECK_INT(nl_map_get(&map, nl_arena_printf(&arena, "key-%u", i)), i);
	nl_map_set(&map, NL_STR("key-7"), 99);
	CHECK_INT(nl_map_get(&map, NL_STR("key-7")), 99);
	CHECK_INT(map.len, 5000);
	CHECK_STR(map.entries[42].key, "key-42");
	nl_map_release(&map);
	nl_arena_release(&arena);
}

static void utf8_reads_invalid_parts_as_one(void)
{
	/* Unicode 15, table 3-8 and 3-11: what is one invalid part. */
	static const struct {
		const char *bytes;
		size_t characters;
	} cases[] = {
		{"caf\xC3\xA9", 4},
		{"\xE2\x82\xAC", 1},
		{"\xF0\x9F\x98\x80", 1},
		{"\xC0\xAF", 2},
		{"\xE0\x80\xAF", 3},
		{"\xED\xA0\x80", 3},
		{"\xF4\x90\x80\x80", 4},
		{"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 5},
		{"\xF0\x9F\x98", 1},
		{"\x80", 1},
		{"", 0},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_INT(nl_utf8_count(nl_str_of(cases[i].bytes)), cases[i].characters);
	CHECK_INT(nl_utf8_invalid(NL_STR("0123456789 caf\xC3\xA9 \xFF")), 17);
	CHECK_INT(nl_utf8_invalid(NL_STR("plain")), SIZE_MAX);
}

static void utf8_round_trips(void)
{
	char bytes[4];
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		size_t len = nl_utf8_encode(c, bytes);
		nl_utf8_char back = nl_utf8_decode((nl_str){bytes, len}, 0);
		uint32_t wanted = c >= 0xD800 && c <= 0xDFFF ? (uint32_t)NL_REPLACEMENT : c;
		if (back.code_point != wanted || back.len != len || nl_utf8_previous((nl_str){bytes, len}, len) != 0)
			CHECK(false);
	}
	CHECK_INT(nl_utf8_previous(NL_STR("a\x80\x80"), 3), 2);
	CHECK_INT(nl_utf8_previous(NL_STR("a"), 1), 0);
}

static void strings_are_cut_and_found(void)
{
	CHECK_STR(nl_str_trim(NL_STR(" \t a b\r\n")), "a b");
	CHECK_STR(nl_str_slice(NL_STR("abc"), 1, 99), "bc");
	CHECK_STR(nl_str_slice(NL_STR("abc"), 5, 2), "");
	CHECK_INT(nl_str_find(NL_STR("policy text"), NL_STR("text")), 7);
	CHECK_INT(nl_str_find(NL_STR("a"), NL_STR("ab")), SIZE_MAX);
	CHECK_INT(nl_str_find(NL_STR("a:b::"), NL_STR("::")), 3);
	CHECK_INT(nl_str_find(NL_STR("a:b:"), NL_STR("::")), SIZE_MAX);
	CHECK_INT(nl_str_find(NL_STR("aaab"), NL_STR("aab")), 1);
	CHECK_INT(nl_str_find(NL_STR("a longer text to look in"), NL_STR("to look in")), 14);
	CHECK_INT(nl_str_find(NL_STR("a longer text to look in"), NL_STR("to look for")), SIZE_MAX);
	CHECK_INT(nl_str_line_end(NL_STR("a\rb\n"), 0), 1);
	CHECK_INT(nl_str_line_end(NL_STR("more than sixteen bytes\nand more"), 3), 23);
	CHECK_INT(nl_str_line_end(NL_STR("a\n"), 3), 3);
	char label[4];
	nl_str_copy(label, sizeof label, NL_STR("label"));
	CHECK_STR(nl_str_of(label), "lab");
	nl_str_copy(label, sizeof label, (nl_str){0});
	CHECK_STR(nl_str_of(label), "");
	CHECK_INT(nl_str_line_end(NL_STR("no end at all, of more than sixteen bytes"), 0), 41);
	CHECK(nl_str_cmp(NL_STR("a"), NL_STR("ab")) < 0 && nl_str_cmp(NL_STR("b"), NL_STR("ab")) > 0);
	CHECK(nl_str_starts(NL_STR("norm"), NL_STR("no")) && !nl_str_starts(NL_STR("n"), NL_STR("no")));
	CHECK(nl_str_ends(NL_STR("x.norm"), NL_STR(".norm")) && !nl_str_ends(NL_STR("norm"), NL_STR(".norm")));
}

static void vectors_and_buffers_grow(void)
{
	NL_VEC(uint64_t) numbers = {0};
	nl_buf buf = {0};
	for (uint64_t i = 0; i < 100000; i++) *nl_vec_push(&numbers) = i;
	for (uint64_t i = 0; i < 100000; i += 999) CHECK_INT(numbers.at[i], i);
	CHECK_INT(*nl_vec_last(&numbers), 99999);
	nl_vec_release(&numbers);
	for (int width = 100; width < 400; width++) {
		nl_buf_addf(&buf, "%*d", width, 7);
		CHECK(buf.len == (size_t)width && buf.ptr[width - 1] == '7');
		nl_buf_release(&buf);
	}
	for (int i = 0; i < 1000; i++) nl_buf_addf(&buf, "%03d,", i);
	nl_buf_add_char(&buf, 0x20AC);
	CHECK_INT(buf.len, 4003);
	CHECK_STR(nl_str_slice(nl_buf_str(&buf), 3992, 4003), "998,999,\xE2\x82\xAC");
	nl_buf_release(&buf);
}

static size_t formatted(char *out, size_t room, const char *format, ...) __attribute__((format(printf, 3, 4)));
static size_t formatted(char *out, size_t room, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	size_t len = nl_vsnprintf(out, room, format, args);
	va_end(args);
	return len;
}

/* Both ways of printf, into any room from none to more than enough. */
#define CHECK_FORMAT(...)                                                  \
	for (size_t room = 0; room < 60; room++) {                             \
		char ours[64], theirs[64];                                         \
		memset(ours, '#', sizeof ours);                                    \
		memset(theirs, '#', sizeof theirs);                                \
		size_t len = (size_t)snprintf(theirs, room, __VA_ARGS__);          \
		CHECK_INT(formatted(ours, room, __VA_ARGS__), len);                \
		CHECK(memcmp(ours, theirs, room < len + 1 ? room : len + 1) == 0); \
		CHECK(room > len || ours[room] == '#');                            \
	}

static void messages_are_formatted_as_by_the_library(void)
{
	const char unended[] = {'a', 'b', 'c'};
	CHECK_FORMAT("plain, %%, %s.", "with no numbers")
	CHECK_FORMAT("%s%s|%u", "", "twice", 0u)
	CHECK_FORMAT("%u of %zu, %u%%", 4294967295u, (size_t)-1, 10u)
	CHECK_FORMAT("<%.*s> <%.*s> <%.*s>", 2, "cut", 9, "whole", 0, "none")
	CHECK_FORMAT("<%.*s>", 3, unended)
	CHECK_FORMAT("%016" PRIx64 ":%016" PRIx64, UINT64_C(0xFEDCBA9876543210), UINT64_C(0))
	CHECK_FORMAT("%016x %08" PRIx64, 7u, UINT64_C(9))
	CHECK_FORMAT("%-6s,%4d,%x", "left to it", -7, 255u)
	CHECK_FORMAT("%s and %5.1f", "mixed", 2.25)
}

static void files_are_read_whole_or_refused(void)
{
	char path[] = "/tmp/normlint-test-XXXXXX";
	int fd = mkstemp(path);
	CHECK(fd >= 0 && write(fd, "0123456789", 10) == 10);
	close(fd);
	nl_file file = nl_file_read(path, 10);
	CHECK_STR(((nl_str){file.ptr, file.len}), "0123456789");
	nl_file_release(&file);
	file = nl_file_read(path, 9);
	CHECK(file.ptr == NULL && file.error == EFBIG);
	unlink(path);
	file = nl_file_read(path, 10);
	CHECK(file.ptr == NULL && file.error == ENOENT);
	file = nl_file_read("/", 10);
	CHECK(file.ptr == NULL && file.error == EISDIR);
}

int main(void)
{
	arena_keeps_what_it_gave();
	map_finds_every_key_in_order();
	utf8_reads_invalid_parts_as_one();
	utf8_round_trips();
	strings_are_cut_and_found();
	vectors_and_buffers_grow();
	messages_are_formatted_as_by_the_library();
	files_are_read_whole_or_refused();
	return check_done();
}
