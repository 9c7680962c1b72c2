/* diag/: places in sources of every encoding, order, suggestions, the registry, and what a drawn diagnostic looks like. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "diag/codes.h"
#include "diag/draw.h"
#include "diag/suggest.h"

/* ---- sources ------------------------------------------------------------------------------------------------- */

static void check_place(const nl_source *source, uint32_t at, uint32_t line, uint32_t column, size_t offset)
{
	nl_place place = nl_source_place(source, at);
	CHECK_INT(place.line, line);
	CHECK_INT(place.column, column);
	CHECK_INT(place.offset, offset);
}

static void lines_end_in_three_ways(void)
{
	nl_source *source = nl_source_new(NL_STR("a"), NL_STR("one\ntwo\r\nthree\rfour\n"), NL_ENCODING_UTF8, 0);
	CHECK_INT(nl_source_lines(source), 5);
	CHECK_STR(nl_source_line(source, 1), "one");
	CHECK_STR(nl_source_line(source, 2), "two");
	CHECK_STR(nl_source_line(source, 3), "three");
	CHECK_STR(nl_source_line(source, 4), "four");
	CHECK_STR(nl_source_line(source, 5), "");
	CHECK_STR(nl_source_line(source, 6), "");
	CHECK_STR(nl_source_line(source, 0), "");
	check_place(source, 9, 3, 1, 9);
	check_place(source, 999, 5, 1, 20);
	nl_source_free(source);
}

static void an_empty_source_has_one_line(void)
{
	nl_source *source = nl_source_new(NL_STR("a"), (nl_str){0}, NL_ENCODING_UTF8, 3);
	CHECK_INT(nl_source_lines(source), 1);
	check_place(source, 0, 1, 1, 3);
	nl_source_free(source);
}

static void columns_count_characters_and_offsets_bytes_on_disk(void)
{
	nl_str text = NL_STR("é€\xF0\x9F\x98\x80x\nü\xFFy"); /* 2 + 3 + 4 + 1 + 1 + 2 + 1 + 1 bytes */
	nl_source *source = nl_source_new(NL_STR("a"), text, NL_ENCODING_UTF8, 3);
	check_place(source, 9, 1, 4, 12);
	check_place(source, 4, 1, 2, 7); /* inside a character: that character */
	check_place(source, 14, 2, 3, 17);
	nl_source_free(source);

	source = nl_source_new(NL_STR("a"), text, NL_ENCODING_UTF16LE, 2);
	check_place(source, 9, 1, 4, 2 + 8);
	check_place(source, 13, 2, 2, 2 + 14);
	nl_source_free(source);

	source = nl_source_new(NL_STR("a"), text, NL_ENCODING_WINDOWS_1252, 0);
	check_place(source, 11, 2, 1, 5);
	nl_source_free(source);
}

static void a_huge_line_is_counted_like_a_short_one(void)
{
	enum { CHARS = 20000 };
	char *text = malloc(3 * CHARS);
	for (uint32_t i = 0; i < CHARS; i++) memcpy(text + 3 * i, i == 15000 ? "\na\n" : "€", 3);
	nl_source *source = nl_source_new(NL_STR("a"), (nl_str){text, 3 * CHARS}, NL_ENCODING_UTF16BE, 2);
	for (uint32_t i = 0; i < 15000; i += 7) check_place(source, 3 * i, 1, i + 1, 2 + 2 * (size_t)i);
	check_place(source, 3 * 15000 + 1, 2, 1, 2 + 2 * 15001);
	check_place(source, 3 * 19999, 3, 4999, 2 + 2 * (19999 + 2));
	nl_source_free(source);
	free(text);
}

/* ---- sinks, names -------------------------------------------------------------------------------------------- */

static void a_sink_is_sorted_by_place_and_keeps_the_order_of_equals(void)
{
	nl_source *a = nl_source_new(NL_STR("a"), NL_STR("0123456789"), NL_ENCODING_UTF8, 0);
	nl_source *b = nl_source_new(NL_STR("b"), NL_STR("0123456789"), NL_ENCODING_UTF8, 0);
	nl_sink sink = {0};
	nl_sink_add(&sink, NL_ERROR, NL_STR(""), nl_at(b, (nl_span){1, 2}), "6");
	nl_sink_add(&sink, NL_WARNING, NL_STR(""), nl_at(a, (nl_span){5, 6}), "%s", "4");
	nl_sink_add(&sink, NL_NOTE, NL_STR(""), nl_at(a, (nl_span){5, 6}), "5");
	nl_sink_add(&sink, NL_ERROR, NL_STR(""), nl_at(a, (nl_span){1, 9}), "3");
	nl_sink_add(&sink, NL_ERROR, NL_STR(""), nl_at_file(a), "2");
	nl_sink_add(&sink, NL_ERROR, NL_STR(""), (nl_label){0}, "1");
	nl_sink_sort(&sink);
	for (uint32_t i = 0; i < sink.list.len; i++) CHECK_INT(sink.list.at[i].message.ptr[0], '1' + (char)i);
	CHECK_INT(sink.errors, 4);
	CHECK_INT(sink.warnings, 1);
	nl_sink_release(&sink);
	nl_source_free(a);
	nl_source_free(b);
}

static void suggestions_are_close_or_not_made(void)
{
	const nl_str names[] = {NL_STR("personal-data"), NL_STR("privacy"), NL_STR("private"), NL_STR("un-role")};
	CHECK(nl_suggest(NL_STR("personel-data"), names, 4) == &names[0]);
	CHECK(nl_suggest(NL_STR("pesronal-data"), names, 4) == &names[0]);
	CHECK(nl_suggest(NL_STR("PRIVACY"), names, 4) == &names[1]);
	CHECK(nl_suggest(NL_STR("privac"), names, 4) == &names[1]);
	CHECK(nl_suggest(NL_STR("un-riles"), names, 4) == &names[3]);
	CHECK(nl_suggest(NL_STR("sovereignty"), names, 4) == NULL);
	CHECK(nl_suggest(NL_STR("x"), names, 4) == NULL);
	CHECK(nl_suggest(NL_STR(""), names, 0) == NULL);
}

static void the_registry_is_in_order_and_says_something(void)
{
	for (uint32_t i = 0; nl_code_at(i); i++) {
		const nl_code_entry *entry = nl_code_at(i);
		const char *groups[] = {"E01", "E02", "E03", "E04", "E05", "W06", "D07", "L08", "E09", "B10"};
		const char *group = groups[(entry->code.ptr[1] * 10 + entry->code.ptr[2] - '0' * 11 - 1) % 10];
		CHECK(entry->code.len == 5 && strncmp(entry->code.ptr, group, 3) == 0);
		if (i > 0) CHECK(strcmp(nl_code_at(i - 1)->code.ptr + 1, entry->code.ptr + 1) < 0);
		CHECK(entry->title.len > 5 && !nl_str_ends(entry->title, NL_STR(".")));
		CHECK(entry->text.len > 40 && nl_str_ends(entry->text, NL_STR("\n")));
		CHECK(nl_code_find(entry->code) == entry);
	}
	CHECK(nl_code_find(NL_STR("d0702")) == nl_code_find(NL_CODE_NAME(D0702)));
	CHECK(nl_code_find(NL_STR("D07")) == NULL);
	CHECK(nl_code_find(NL_STR("")) == NULL);
}

/* ---- drawing ------------------------------------------------------------------------------------------------- */

/* One error about `span` of `text`, with up to two further parts, drawn `width` columns wide. */
static void check_drawn(const char *text, nl_span span, const nl_span parts[2], uint32_t width, const char *wanted)
{
	nl_source *source = nl_source_new(NL_STR("a.md"), nl_str_of(text), NL_ENCODING_UTF8, 0);
	nl_sink sink = {0};
	nl_diag *diag = nl_sink_add(&sink, NL_ERROR, NL_STR("E0201"), nl_at(source, span), "wrong");
	for (uint32_t i = 0; parts && i < 2; i++) {
		if (parts[i].end > 0) nl_diag_part(&sink, diag, parts[i]);
	}
	nl_buf out = {0};
	nl_draw_diag(&out, diag, (nl_draw_style){.width = width, .show_source = true});
	CHECK_STR(nl_buf_str(&out), wanted);
	nl_buf_release(&out);
	nl_sink_release(&sink);
	nl_source_free(source);
}

static void the_line_is_shown_with_its_marks(void)
{
	check_drawn("one two three\n", (nl_span){4, 7}, (nl_span[2]){{8, 13}}, 0,
		"a.md:1:5: error: wrong [E0201]\n"
		"    1 | one two three\n"
		"      |     ^~~ ~~~~~\n");
	check_drawn("one", (nl_span){3, 3}, NULL, 0,
		"a.md:1:4: error: wrong [E0201]\n"
		"    1 | one\n"
		"      |    ^\n");
	check_drawn("", (nl_span){0, 0}, NULL, 0, "a.md:1:1: error: wrong [E0201]\n    1 |\n      | ^\n");
	check_drawn("one\n", (nl_span){3, 4}, NULL, 0, "a.md:1:4: error: wrong [E0201]\n    1 | one\n      |    ^\n");
}

static void marks_go_on_over_a_line_end(void)
{
	check_drawn("of international\n  law in cyberspace\n", (nl_span){3, 22}, (nl_span[2]){{26, 36}}, 0,
		"a.md:1:4: error: wrong [E0201]\n"
		"    1 | of international\n"
		"      |    ^~~~~~~~~~~~~\n"
		"    2 |   law in cyberspace\n"
		"      |   ~~~    ~~~~~~~~~~\n");
	check_drawn("one\n voilà\n", (nl_span){0, 10}, NULL, 0,
		"a.md:1:1: error: wrong [E0201]\n"
		"    1 | one\n"
		"      | ^~~\n"
		"    2 |  voilà\n"
		"      |  ~~~~~\n");
	check_drawn("one\n2\n3\n4\n5\nsix\n", (nl_span){0, 15}, NULL, 0,
		"a.md:1:1: error: wrong [E0201]\n"
		"    1 | one\n"
		"      | ^~~...\n");
	check_drawn("one\n2\n3\nfour five\n", (nl_span){8, 12}, (nl_span[2]){{0, 3}, {13, 17}}, 0,
		"a.md:4:1: error: wrong [E0201]\n"
		"    1 | one\n"
		"      | ~~~\n"
		"  ... |\n"
		"    4 | four five\n"
		"      | ^~~~ ~~~~\n");
}

static void wide_and_combining_characters_take_their_columns(void)
{
	check_drawn("日本 e\xCC\x81t x", (nl_span){12, 13}, NULL, 0, /* e, combining acute, t */
		"a.md:1:8: error: wrong [E0201]\n"
		"    1 | 日本 e\xCC\x81t x\n"
		"      |         ^\n");
	check_drawn("日本 x", (nl_span){3, 6}, NULL, 0, "a.md:1:2: error: wrong [E0201]\n    1 | 日本 x\n      |   ^~\n");
	check_drawn("a\tb\xC2\xAD"
				"c",
		(nl_span){2, 6}, NULL, 0,
		"a.md:1:3: error: wrong [E0201]\n"
		"    1 | a   bc\n"
		"      |     ^~\n");
}

static void nothing_drives_the_terminal(void)
{
	check_drawn("a\x1B[2Jb \xE2\x80\xAE x", (nl_span){1, 2}, NULL, 0,
		"a.md:1:2: error: wrong [E0201]\n"
		"    1 | a\\u{1b}[2Jb \\u{202e} x\n"
		"      |  ^~~~~~\n");
	check_drawn("a\xFF\xC2\x9B!", (nl_span){4, 5}, NULL, 0,
		"a.md:1:4: error: wrong [E0201]\n"
		"    1 | a\xEF\xBF\xBD\\u{9b}!\n"
		"      |         ^\n");
	nl_buf out = {0};
	nl_draw_clean(&out, NL_STR("a \t\n b\x1B"));
	CHECK_STR(nl_buf_str(&out), "a b\\u{1b}");
	nl_buf_release(&out);
	CHECK_INT(nl_draw_columns(NL_STR("日本 e\xCC\x81\x1B")), 4 + 1 + 1 + 6);
	CHECK_INT(nl_draw_fit(NL_STR("日本 e\xCC\x81\x1B"), 3), 3);  /* no half of a wide character */
	CHECK_INT(nl_draw_fit(NL_STR("日本 e\xCC\x81\x1B"), 6), 10); /* marks stay with their letter */
	CHECK_INT(nl_draw_fit(NL_STR("日本 e\xCC\x81\x1B"), 12), 11);
}

static void long_lines_are_cut_around_the_marks_between_words(void)
{
	const char *text = "The quick brown fox jumps over the lazy dog and then it goes home to sleep for a while";
	check_drawn(text, (nl_span){35, 39}, NULL, 48,
		"a.md:1:36: error: wrong [E0201]\n"
		"    1 | … jumps over the lazy dog and then it …\n"
		"      |                  ^~~~\n");
	check_drawn(text, (nl_span){0, 3}, NULL, 48,
		"a.md:1:1: error: wrong [E0201]\n"
		"    1 | The quick brown fox jumps over the …\n"
		"      | ^~~\n");
	check_drawn(text, (nl_span){81, 86}, NULL, 48,
		"a.md:1:82: error: wrong [E0201]\n"
		"    1 | … it goes home to sleep for a while\n"
		"      |                               ^~~~~\n");
}

/* Whatever is marked, a drawn line never passes the width, and the first mark is always to be seen. */
static void a_window_holds_its_mark_at_every_place(void)
{
	enum { LEN = 5000, WIDTH = 60 };
	char text[LEN + 1];
	for (uint32_t i = 0; i < LEN; i++) text[i] = i % 7 == 3 ? ' ' : (char)('a' + i % 26);
	text[LEN] = '\0';
	nl_source *source = nl_source_new(NL_STR("a"), nl_str_of(text), NL_ENCODING_UTF8, 0);
	for (uint32_t at = 0; at + 300 < LEN; at += 13) {
		nl_diag diag = {.primary = nl_at(source, (nl_span){at, at + 1 + at % 300})};
		nl_buf out = {0};
		nl_draw_diag(&out, &diag, (nl_draw_style){.width = WIDTH, .show_source = true});
		nl_buf_add_byte(&out, '\0');
		const char *line = strchr(out.ptr, '\n') + 1, *marks = strchr(line, '\n') + 1;
		CHECK(nl_draw_columns((nl_str){line, (size_t)(marks - line - 1)}) <= WIDTH);
		CHECK(strchr(marks, '^') != NULL && strlen(marks) <= WIDTH + 1);
		nl_buf_release(&out);
	}
	nl_source_free(source);
}

static void remarks_and_related_places_follow(void)
{
	nl_source *source = nl_source_new(NL_STR("a.norm"), NL_STR("first\nsecond\n"), NL_ENCODING_UTF8, 0);
	nl_sink sink = {0};
	nl_diag *diag = nl_sink_add(&sink, NL_WARNING, NL_STR("E0202"), nl_at(source, (nl_span){6, 12}), "again");
	nl_diag_note(&sink, diag, "a fact");
	nl_diag_help(&sink, diag, "%s", "do\n  this");
	nl_label first = nl_at(source, (nl_span){0, 5});
	first.text = NL_STR("first defined here");
	nl_diag_related(&sink, diag, first);
	nl_sink_add(&sink, NL_NOTE, NL_STR(""), nl_at_file(source), "whole");
	nl_sink_add(&sink, NL_ERROR, NL_STR(""), (nl_label){0}, "nowhere");

	nl_buf out = {0};
	nl_draw_sink(&out, &sink, (nl_draw_style){.show_source = true});
	CHECK_STR(nl_buf_str(&out),
		"normlint: error: nowhere\n"
		"\n"
		"a.norm: note: whole\n"
		"\n"
		"a.norm:2:1: warning: again [E0202]\n"
		"    2 | second\n"
		"      | ^~~~~~\n"
		"      = note: a fact\n"
		"      = help: do this\n"
		"a.norm:1:1: note: first defined here\n"
		"    1 | first\n"
		"      | ^~~~~\n");
	nl_buf_clear(&out);
	nl_draw_sink(&out, &sink, (nl_draw_style){0});
	CHECK_STR(nl_buf_str(&out), "normlint: error: nowhere\na.norm: note: whole\na.norm:2:1: warning: again [E0202]\n");
	nl_buf_clear(&out);
	nl_draw_diag(&out, &sink.list.at[2], (nl_draw_style){.colour = true});
	CHECK_STR(nl_buf_str(&out), "\033[1ma.norm:2:1: \033[1;35mwarning: \033[0m\033[1magain\033[0m [E0202]\n");
	nl_buf_release(&out);
	nl_sink_release(&sink);
	nl_source_free(source);
}

int main(void)
{
	lines_end_in_three_ways();
	an_empty_source_has_one_line();
	columns_count_characters_and_offsets_bytes_on_disk();
	a_huge_line_is_counted_like_a_short_one();
	a_sink_is_sorted_by_place_and_keeps_the_order_of_equals();
	suggestions_are_close_or_not_made();
	the_registry_is_in_order_and_says_something();
	the_line_is_shown_with_its_marks();
	marks_go_on_over_a_line_end();
	wide_and_combining_characters_take_their_columns();
	nothing_drives_the_terminal();
	long_lines_are_cut_around_the_marks_between_words();
	a_window_holds_its_mark_at_every_place();
	remarks_and_related_places_follow();
	return check_done();
}
