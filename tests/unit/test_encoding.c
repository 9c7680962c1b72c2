/* From the bytes of a file to a source, and what is told on the way; formats by name and content. */
#include "doc_check.h"

typedef struct {
	const char *title;
	nl_str bytes;
	nl_encoding encoding;
	const char *text;    /* NULL when it is refused */
	const char *code;    /* of the first diagnostic; NULL for none */
	const char *message; /* of the same */
} file_case;

static const file_case cases[] = {
	{"plain ASCII", NL_STR("Text."), NL_ENCODING_UTF8, "Text.", NULL, NULL},
	{"UTF-8 with a mark", NL_STR("\xEF\xBB\xBF\xC3\xA9"), NL_ENCODING_UTF8, "\xC3\xA9", NULL, NULL},
	{"UTF-16 with a mark",
		NL_STR("\xFF\xFE"
			   "A\0\xE9\0=\xD8\0\xDE"),
		NL_ENCODING_UTF16LE, "A\xC3\xA9\xF0\x9F\x98\x80", "D0705", "the text was read as UTF-16 (little endian)"},
	{"UTF-16, the other way round", NL_STR("\xFE\xFF\0A\0\xE9"), NL_ENCODING_UTF16BE, "A\xC3\xA9", "D0705",
		"the text was read as UTF-16 (big endian)"},
	{"UTF-16 without a mark", NL_STR("S\0t\0a\0t\0e\0s\0"), NL_ENCODING_UTF16LE, "States", "D0705",
		"the text was read as UTF-16 (little endian)"},
	{"UTF-16 without a mark, the other way round", NL_STR("\0S\0t\0a\0t\0e\0s"), NL_ENCODING_UTF16BE, "States", "D0705",
		"the text was read as UTF-16 (big endian)"},
	{"half a surrogate pair and half a unit",
		NL_STR("\xFF\xFE\0\xDE"
			   "A\0B"),
		NL_ENCODING_UTF16LE,
		"\xEF\xBF\xBD"
		"A\xEF\xBF\xBD",
		"D0705", "the text was read as UTF-16 (little endian)"},
	{"Windows-1252", NL_STR("caf\xE9 \x93tout\x94 \x80 5"), NL_ENCODING_WINDOWS_1252,
		"caf\xC3\xA9 \xE2\x80\x9Ctout\xE2\x80\x9D \xE2\x82\xAC 5", "D0705", "the text was read as Windows-1252"},
	{"another 8-bit charset is left as it is", NL_STR("\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0"), NL_ENCODING_UTF8,
		"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0", "D0706", "9 characters cannot be read (no valid UTF-8), shown as U+FFFD"},
	{"a byte that Windows-1252 lacks", NL_STR("abcdef\x81ghi"), NL_ENCODING_UTF8, "abcdef\x81ghi", "D0706",
		"1 character cannot be read (no valid UTF-8), shown as U+FFFD"},
	{"damaged UTF-8", NL_STR("caf\xC3\xA9 caf\xC3\xA9 caf\xC3 abc"), NL_ENCODING_UTF8,
		"caf\xC3\xA9 caf\xC3\xA9 caf\xC3 abc", "D0706", "1 character cannot be read (no valid UTF-8), shown as U+FFFD"},
	{"nothing", NL_STR(""), NL_ENCODING_UTF8, "", "D0707", "the file is empty"},
	{"nothing but white space", NL_STR(" \r\n"), NL_ENCODING_UTF8, " \r\n", "D0707", "the file is empty"},
	{"NUL bytes", NL_STR("abc\0defghij"), NL_ENCODING_UTF8, NULL, "D0702",
		"cannot read 'draft.txt': it holds NUL bytes and is no text"},
	{"a PDF", NL_STR("%PDF-1.7\nabc"), NL_ENCODING_UTF8, NULL, "D0704", "cannot read 'draft.txt': it is a PDF document"},
	{"a Word document", NL_STR("PK\x03\x04\x14\0\0\0word/document.xml"), NL_ENCODING_UTF8, NULL, "D0704",
		"cannot read 'draft.txt': it is a Word document (.docx)"},
	{"another archive", NL_STR("PK\x03\x04\x14\0\0\0photo.raw"), NL_ENCODING_UTF8, NULL, "D0702",
		"cannot read 'draft.txt': it is a zip archive"},
	{"a program",
		NL_STR("\x7F"
			   "ELF\2\1"),
		NL_ENCODING_UTF8, NULL, "D0702", "cannot read 'draft.txt': it is a program"},
	{"a picture", NL_STR("\x89PNG\r\n\x1A\n"), NL_ENCODING_UTF8, NULL, "D0702", "cannot read 'draft.txt': it is a PNG picture"},
};

static void check_case(drafts *d, const file_case *c)
{
	open_bytes(d, "draft.txt", c->bytes);
	if (!d->source != !c->text) fprintf(stderr, "%s:\n", c->title);
	CHECK_INT(d->source != NULL, c->text != NULL);
	CHECK_INT(d->sink.errors, c->text == NULL);
	if (d->source) {
		CHECK_STR(nl_source_text(d->source), c->text);
		CHECK_INT(nl_source_encoding(d->source), c->encoding);
	}
	CHECK_INT(d->sink.list.len > 0, c->code != NULL);
	if (d->sink.list.len == 0) return;
	CHECK_STR(d->sink.list.at[0].code, c->code);
	CHECK_STR(d->sink.list.at[0].message, c->message);
}

/* Offsets on disk of a word behind characters that take different room there. */
static void test_offsets(drafts *d)
{
	open_bytes(d, "draft.txt",
		NL_STR("\xFF\xFE\xE9\0\n\0=\xD8\0\xDE"
			   "A\0"));
	nl_place place = nl_source_place(d->source, 7);
	CHECK_INT(place.line, 2);
	CHECK_INT(place.column, 2);
	CHECK_INT(place.offset, 10);
	open_bytes(d, "draft.txt", NL_STR("caf\xE9\n\x93tout\x94"));
	CHECK_INT(nl_source_place(d->source, 9).offset, 6);
	open_bytes(d, "draft.txt", NL_STR("\xEF\xBB\xBF\xC3\xA9 a"));
	CHECK_INT(nl_source_place(d->source, 3).offset, 6);
}

static void test_formats(void)
{
	nl_format format;
	CHECK_INT(nl_format_detect(NL_STR("a/notes.MD"), NL_STR("")), NL_FORMAT_MARKDOWN);
	CHECK_INT(nl_format_detect(NL_STR("a.txt"), NL_STR("# T\n\n**x** [a](b)\n")), NL_FORMAT_TEXT);
	CHECK_INT(nl_format_detect(NL_STR("-"), NL_STR("# T\n\nSee **x** and [a](b).\n")), NL_FORMAT_MARKDOWN);
	CHECK_INT(nl_format_detect(NL_STR("-"), NL_STR("1. Scope\n\nStates * shall ** act.\n")), NL_FORMAT_TEXT);
	CHECK(nl_format_known_name(NL_STR("x/y.markdown")));
	CHECK(nl_format_known_name(NL_STR("y.TXT")));
	CHECK(!nl_format_known_name(NL_STR("y.doc")));
	CHECK(!nl_format_known_name(NL_STR(".md")));
	CHECK(!nl_format_known_name(NL_STR("")));
	CHECK(nl_format_find(NL_STR("markdown"), &format) && format == NL_FORMAT_MARKDOWN);
	CHECK(nl_format_find(NL_STR("auto"), &format) && format == NL_FORMAT_AUTO);
	CHECK(!nl_format_find(NL_STR("pages"), &format));
	CHECK_STR(nl_str_of(nl_format_name(NL_FORMAT_TEXT)), "text");
}

/* Random bytes, and random pieces of what encodings are recognized by. */
static void test_hostile(drafts *d)
{
	static const nl_str pieces[] = {NL_STR("\xFF\xFE"), NL_STR("\xFE\xFF"), NL_STR("\xEF\xBB\xBF"), NL_STR("a\0"),
		NL_STR("\0b"), NL_STR("\xE9"), NL_STR("\xC3\xA9"), NL_STR("\xD8"), NL_STR("\xDE"), NL_STR("\n"), NL_STR("text ")};
	char bytes[128];
	uint32_t seed = 7;
	for (int round = 0; round < 3000; round++) {
		size_t len = 0;
		for (int i = 0; i < 16; i++) {
			seed = seed * 1664525u + 1013904223u;
			nl_str piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
			memcpy(bytes + len, piece.ptr, piece.len);
			len += piece.len;
		}
		open_bytes(d, round % 2 ? "draft.md" : "draft.txt", (nl_str){bytes, len});
		CHECK(d->doc || d->sink.errors);
	}
}

int main(void)
{
	drafts d;
	drafts_init(&d);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(&d, &cases[i]);
	test_offsets(&d);
	test_formats();
	test_hostile(&d);
	drafts_release(&d);
	return check_done();
}
