/* doc/encoding.c - from the bytes of a file to UTF-8 text, or to a reason why not.
 *
 * The order of questions: a byte order mark, UTF-16 without one, a known binary format, NUL bytes; then what is not
 * UTF-8 is in the charset that an HTML page names itself, or Windows-1252, or damaged UTF-8. No statistics over languages (libuchardet guesses among some
 * thirty charsets, and is often wrong on short texts with few accents): drafts in other 8-bit charsets are told
 * apart from Windows-1252 by the share of their letters beyond ASCII, and shown as they are, with the advice to
 * save them as UTF-8. */
#include <string.h>

#include "base/utf8.h"
#include "diag/codes.h"
#include "doc/charset.h"
#include "doc/doc.h"
#include "doc/encoding.h"

enum {
	SAMPLE = 4096,            /* bytes looked at for UTF-16 and inside archives */
	MAX_WESTERN_PERCENT = 25, /* letters beyond ASCII among all letters, in a text that reads as Windows-1252 */
};

/* Windows-1252 for 0x80..0x9F; 0 where a byte is not defined. The rest is as in Latin-1. */
/* clang-format off */
static const uint16_t windows_1252[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};
/* clang-format on */

typedef struct {
	nl_str magic;     /* the first bytes, or bytes of a name in an archive */
	const char *what; /* what the file is or holds, as it goes on after "it" */
	bool document;    /* a text in a format that is not read, rather than no text at all */
} signature;

static const signature signatures[] = {
	{NL_STR("%PDF-"), "is a PDF document", true}, /* read by another reader, unless the user says otherwise */
	{NL_STR("PK\x03\x04"), "is a zip archive", false},
	{NL_STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "is an old Office document (.doc, .xls)", true},
	{NL_STR("{\\rtf"), "is an RTF document", true},
	{NL_STR("%!PS"), "is a PostScript document", true},
	{NL_STR("\x89PNG\r\n"), "is a PNG picture", false},
	{NL_STR("\xFF\xD8\xFF"), "is a JPEG picture", false},
	{NL_STR("GIF87a"), "is a GIF picture", false},
	{NL_STR("GIF89a"), "is a GIF picture", false},
	{NL_STR("II*\0"), "is a TIFF picture", false},
	{NL_STR("MM\0*"), "is a TIFF picture", false},
	{NL_STR("\x1F\x8B\x08"), "is a gzip archive", false},
	{NL_STR("BZh91AY"), "is a bzip2 archive", false},
	{NL_STR("\xFD"
			"7zXZ\0"),
		"is an xz archive", false},
	{NL_STR("7z\xBC\xAF\x27\x1C"), "is a 7-Zip archive", false},
	{NL_STR("(\xB5/\xFD"), "is a Zstandard archive", false},
	{NL_STR("\x7F"
			"ELF"),
		"is a program", false},
	{NL_STR("SQLite format 3\0"), "is an SQLite database", false},
	{NL_STR("\xFF\xFE\0\0"), "is UTF-32 text", true},
	{NL_STR("\0\0\xFE\xFF"), "is UTF-32 text", true},
};

/* Office files are zip archives; the names inside tell them apart. */
static const signature archives[] = {
	{NL_STR("word/"), "is a Word document (.docx)", true},
	{NL_STR("mimetypeapplication/vnd.oasis.opendocument.text"), "is an OpenDocument text (.odt)", true},
	{NL_STR("mimetypeapplication/epub"), "is an EPUB book", true},
	{NL_STR("ppt/"), "is a presentation (.pptx)", true},
	{NL_STR("xl/"), "is a spreadsheet (.xlsx)", true},
};

static const signature *signature_of(nl_str bytes)
{
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
		if (!nl_str_starts(bytes, signatures[i].magic)) continue;
		if (!nl_str_eq(signatures[i].magic, NL_STR("PK\x03\x04"))) return &signatures[i];
		nl_str head = nl_str_slice(bytes, 0, SAMPLE);
		for (size_t j = 0; j < sizeof archives / sizeof *archives; j++)
			if (nl_str_find(head, archives[j].magic) != SIZE_MAX) return &archives[j];
		return &signatures[i];
	}
	return NULL;
}

const char *nl_known_content(nl_str bytes)
{
	const signature *known = signature_of(bytes);
	return known ? known->what : NULL;
}

/* --- What a file is. --- */

typedef struct {
	nl_encoding encoding;
	uint32_t bom;
	bool valid;               /* UTF-8 without a flaw; false: that was not looked at, or there is one */
	const signature *refused; /* why it is no text; NULL when it is */
	nl_charset charset;       /* that an HTML page names; of use when it is not UTF-8 */
	uint16_t table[128];      /* of NL_ENCODING_BYTES */
} nature;

static const signature holds_nul = {NL_STR(""), "holds NUL bytes and is no text", false};
static const signature mail = {NL_STR(""), "is an e-mail message", true};
static const signature wide_charset = {NL_STR(""), "is a page in a charset that is not read", true};

/* A message as mail programs keep it (RFC 5322): its text is encoded in ways of its own. A draft may well begin with "From:" and
 * "To:", so it takes a line that only programs write, or the name. */
static bool is_mail(nl_str name, nl_str bytes)
{
	static const char *const lines[] = {"MIME-Version: 1.", "Received: ", "Return-Path: "};
	nl_str head = nl_str_slice(bytes, 0, SAMPLE);
	if (name.len > 4 && strncasecmp(name.ptr + name.len - 4, ".eml", 4) == 0) return true;
	head = nl_str_slice(head, 0, nl_str_find(head, NL_STR("\n\n")));
	bool from = nl_str_starts(head, NL_STR("From: ")) || nl_str_find(head, NL_STR("\nFrom: ")) != SIZE_MAX;
	for (size_t i = 0; from && i < sizeof lines / sizeof *lines; i++) {
		size_t at = nl_str_find(head, nl_str_of(lines[i]));
		if (at != SIZE_MAX && (at == 0 || head.ptr[at - 1] == '\n')) return true;
	}
	return false;
}

/* UTF-16 without a mark, when nearly all first, or all second bytes of the pairs are 0, as in text of Latin letters. */
static bool looks_utf16(nl_str bytes, bool big_endian)
{
	size_t len = bytes.len < SAMPLE ? bytes.len / 2 * 2 : SAMPLE, high = 0, low = 0;
	for (size_t i = 0; i < len; i += 2) {
		high += bytes.ptr[big_endian ? i : i + 1] == '\0';
		low += bytes.ptr[big_endian ? i + 1 : i] == '\0';
	}
	return len >= 4 && low == 0 && high * 10 >= len / 2 * 8;
}

/* Whether bytes that are no UTF-8 read as Windows-1252 text: no byte that it lacks, more of them than valid sequences,
 * and mostly ASCII letters. */
static bool reads_as_1252(nl_str bytes)
{
	size_t invalid = 0, valid = 0, wide_letters = 0, letters = 0;
	for (size_t i = 0; i < bytes.len;) {
		unsigned char byte = (unsigned char)bytes.ptr[i];
		if (byte < 0x80) {
			letters += (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
			i++;
			continue;
		}
		nl_utf8_char c = nl_utf8_decode(bytes, i);
		size_t len = c.valid ? c.len : 1;
		c.valid ? valid++ : invalid++;
		for (size_t j = i; j < i + len; j++) {
			byte = (unsigned char)bytes.ptr[j];
			if (byte < 0xA0 && windows_1252[byte - 0x80] == 0) return false;
			wide_letters += byte >= 0xC0;
		}
		i += len;
	}
	return invalid > valid && wide_letters * 100 <= (letters + wide_letters) * MAX_WESTERN_PERCENT;
}

/* The encoding of bytes that are no UTF-8: what a page says of itself, else a guess. */
static void set_8bit(nature *n, nl_str bytes)
{
	n->charset = nl_charset_declared(bytes);
	switch (n->charset.kind) {
	case NL_CHARSET_WESTERN: n->encoding = NL_ENCODING_WINDOWS_1252; return;
	case NL_CHARSET_BYTES:
		if (nl_charset_table(n->charset.name, n->table)) n->encoding = NL_ENCODING_BYTES;
		else n->refused = &wide_charset;
		return;
	case NL_CHARSET_OTHER: n->refused = &wide_charset; return;
	case NL_CHARSET_NONE:
	case NL_CHARSET_UTF8: break;
	}
	if (reads_as_1252(bytes)) n->encoding = NL_ENCODING_WINDOWS_1252;
}

static nature nature_of(nl_str name, nl_str bytes)
{
	nature n = {.refused = signature_of(bytes)};
	if (!n.refused && is_mail(name, bytes)) n.refused = &mail;
	if (n.refused) return n;
	bool has_nul = bytes.len && memchr(bytes.ptr, '\0', bytes.len);
	if (nl_str_starts(bytes, NL_STR("\xEF\xBB\xBF"))) n.bom = 3;
	else if (nl_str_starts(bytes, NL_STR("\xFF\xFE"))) n = (nature){.encoding = NL_ENCODING_UTF16LE, .bom = 2};
	else if (nl_str_starts(bytes, NL_STR("\xFE\xFF"))) n = (nature){.encoding = NL_ENCODING_UTF16BE, .bom = 2};
	else if (has_nul && looks_utf16(bytes, false)) n.encoding = NL_ENCODING_UTF16LE;
	else if (has_nul && looks_utf16(bytes, true)) n.encoding = NL_ENCODING_UTF16BE;
	if (n.encoding != NL_ENCODING_UTF8) return n;
	if (has_nul) n.refused = &holds_nul;
	else n.valid = nl_utf8_invalid(bytes) == SIZE_MAX; /* a BOM is valid, too */
	if (!n.refused && n.bom == 0 && !n.valid) set_8bit(&n, bytes);
	return n;
}

/* --- Converting. --- */

/* Both converters write into a block that is large enough for the worst case: 3 bytes for a byte of Windows-1252, 3 for
 * the two of a UTF-16 unit. */
static nl_str from_1252(nl_str bytes, nl_arena *arena)
{
	size_t wide = 0, at = 0;
	for (size_t i = 0; i < bytes.len; i++) wide += (unsigned char)bytes.ptr[i] >= 0x80;
	char *out = nl_arena_alloc(arena, bytes.len + 2 * wide + 4);
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];
		if (byte < 0x80) out[at++] = (char)byte;
		else at += nl_utf8_encode(byte < 0xA0 ? windows_1252[byte - 0x80] : byte, out + at);
	}
	return (nl_str){out, at};
}

static uint32_t unit_at(nl_str bytes, size_t at, bool big_endian)
{
	uint32_t first = (unsigned char)bytes.ptr[at], second = (unsigned char)bytes.ptr[at + 1];
	return big_endian ? first << 8 | second : second << 8 | first;
}

static nl_str from_bytes(nl_str bytes, const uint16_t table[128], nl_arena *arena)
{
	size_t at = 0;
	char *out = nl_arena_alloc(arena, bytes.len * 3 + 4);
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char byte = (unsigned char)bytes.ptr[i];
		if (byte < 0x80) out[at++] = (char)byte;
		else at += nl_utf8_encode(table[byte - 0x80], out + at);
	}
	return (nl_str){out, at};
}

/* A surrogate without its other half, and a lone last byte, become U+FFFD; NUL too, since no text holds it. */
nl_str nl_utf16_to_utf8(nl_str bytes, bool big_endian, nl_arena *arena)
{
	size_t at = 0;
	char *out = nl_arena_alloc(arena, bytes.len / 2 * 3 + 8);
	for (size_t i = 0; i < bytes.len; i += 2) {
		uint32_t unit = i + 1 < bytes.len ? unit_at(bytes, i, big_endian) : 0;
		if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.len) {
			uint32_t low = unit_at(bytes, i + 2, big_endian);
			if (low >= 0xDC00 && low < 0xE000) {
				unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		at += nl_utf8_encode(unit ? unit : NL_REPLACEMENT, out + at);
	}
	return (nl_str){out, at};
}

static void add_unit(nl_buf *out, uint32_t unit, bool big_endian)
{
	nl_buf_add_byte(out, (char)(big_endian ? unit >> 8 : unit & 0xFF));
	nl_buf_add_byte(out, (char)(big_endian ? unit & 0xFF : unit >> 8));
}

void nl_utf8_to_utf16(nl_str text, bool big_endian, nl_buf *out)
{
	for (size_t at = 0; at < text.len;) {
		nl_utf8_char c = nl_utf8_decode(text, at);
		at += c.len;
		bool pair = c.code_point >= 0x10000;
		if (pair) add_unit(out, 0xD800 + ((c.code_point - 0x10000) >> 10), big_endian);
		add_unit(out, pair ? 0xDC00 + (c.code_point & 0x3FF) : c.code_point, big_endian);
	}
}

/* --- Telling. --- */

static void refuse(nl_str name, const nature *n, nl_sink *sink)
{
	const signature *why = n->refused;
	nl_str code = why->document ? NL_CODE_NAME(D0704) : NL_CODE_NAME(D0702);
	nl_label nowhere = {0}; /* there is no text that a place could stand in */
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, code, nowhere, "cannot read '" NL_FMT "': it %s", NL_ARG(name), why->what);
	if (n->charset.name.len) nl_diag_note(sink, diag, "the page names '" NL_FMT "'", NL_ARG(n->charset.name));
	nl_buf titles = {0};
	nl_format_titles(&titles);
	nl_diag_help(sink, diag, "normlint reads " NL_FMT "; save the draft as one of these", NL_ARG(nl_buf_str(&titles)));
	nl_buf_release(&titles);
}

static void tell_converted(const nl_source *source, const nature *n, nl_sink *sink)
{
	static const char *const names[] = {
		[NL_ENCODING_UTF8] = "UTF-8",
		[NL_ENCODING_WINDOWS_1252] = "Windows-1252",
		[NL_ENCODING_UTF16LE] = "UTF-16 (little endian)",
		[NL_ENCODING_UTF16BE] = "UTF-16 (big endian)",
		[NL_ENCODING_RENDITION] = "",
	};
	if (n->encoding == NL_ENCODING_UTF8) return;
	nl_str name = n->encoding == NL_ENCODING_BYTES ? n->charset.name : nl_str_of(names[n->encoding]);
	nl_sink_add(sink, NL_NOTE, NL_CODE_NAME(D0705), nl_at_file(source), "the text was read as " NL_FMT, NL_ARG(name));
}

/* Counts what is invalid; each maximal invalid part counts once. */
static void tell_invalid(const nl_source *source, nl_sink *sink)
{
	nl_str text = nl_source_text(source);
	size_t first = nl_utf8_invalid(text), count = 0;
	if (first == SIZE_MAX) return;
	nl_span span = {(uint32_t)first, (uint32_t)first + nl_utf8_decode(text, first).len};
	for (size_t next = first; next != SIZE_MAX; count++) {
		size_t past = next + nl_utf8_decode(text, next).len;
		next = nl_utf8_invalid(nl_str_slice(text, past, text.len));
		if (next != SIZE_MAX) next += past;
	}
	nl_diag *diag = nl_sink_add(sink, NL_NOTE, NL_CODE_NAME(D0706), nl_at(source, span),
		"%zu character%s cannot be read (no valid UTF-8), shown as U+FFFD", count, count == 1 ? "" : "s");
	nl_diag_help(sink, diag, "save the draft as UTF-8");
}

nl_source *nl_doc_source(nl_str name, nl_str bytes, nl_arena *arena, nl_sink *sink)
{
	nature n = nature_of(name, bytes);
	if (n.refused) {
		refuse(name, &n, sink);
		return NULL;
	}
	nl_str text = nl_str_slice(bytes, n.bom, bytes.len);
	if (n.encoding == NL_ENCODING_WINDOWS_1252) text = from_1252(text, arena);
	else if (n.encoding == NL_ENCODING_BYTES) text = from_bytes(text, n.table, arena);
	else if (n.encoding != NL_ENCODING_UTF8) text = nl_utf16_to_utf8(text, n.encoding == NL_ENCODING_UTF16BE, arena);
	nl_source *source = nl_source_new(name, text, n.encoding, n.bom);
	tell_converted(source, &n, sink);
	if (!n.valid) tell_invalid(source, sink); /* a large text is not gone through twice */
	if (nl_str_trim(text).len == 0)
		nl_sink_add(sink, NL_NOTE, NL_CODE_NAME(D0707), nl_at_file(source), "the file is empty");
	return source;
}
