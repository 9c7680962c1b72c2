#include "seed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "doc/zip.h"

enum { MOST_CHANGES = 8, LONG_WORD = 6, FEW_WORDS = 10 };

/* ---- reading ---------------------------------------------------------------------------------------------------- */

static const char *const part_names[] = {"word/document.xml", "content.xml", "mimetype", "[Content_Types].xml",
	"_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml",
	"word/endnotes.xml", "word/comments.xml", "styles.xml"};
_Static_assert(sizeof part_names / sizeof *part_names <= SEED_PARTS, "every part finds its place");

static void read_parts(seed *s, nl_arena *arena)
{
	nl_sink sink = {0};
	const nl_input_options options = {0};
	const nl_input_file file = {nl_str_of(s->name), s->bytes, &options, &sink};
	nl_zip *zip = nl_zip_open(&file);
	for (size_t i = 0; zip && i < sizeof part_names / sizeof *part_names; i++) {
		nl_str bytes;
		if (!nl_zip_has(zip, nl_str_of(part_names[i])) || !nl_zip_read(zip, nl_str_of(part_names[i]), &bytes)) continue;
		s->parts[s->part_count++] = (archive_part){part_names[i], nl_arena_str(arena, bytes)};
	}
	nl_zip_free(zip);
	nl_sink_release(&sink);
}

void seed_read(seed *s, const char *path, nl_arena *arena)
{
	nl_file file = nl_file_read(path, NL_MAX_RULE_FILE);
	if (!file.ptr) {
		fprintf(stderr, "%s: %s\n", path, strerror(file.error));
		exit(2);
	}
	*s = (seed){.name = path, .format = nl_format_by_name(nl_str_of(path))};
	s->bytes = nl_arena_str(arena, (nl_str){file.ptr, file.len});
	nl_file_release(&file);
	if (s->format == NL_FORMAT_DOCX || s->format == NL_FORMAT_ODT) read_parts(s, arena);
}

/* ---- words ------------------------------------------------------------------------------------------------------ */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void learn_word(seed *s, nl_str word)
{
	if (word.len < LONG_WORD) return;
	for (uint32_t i = 0; i < s->words.len; i++)
		if (nl_str_eq(s->words.at[i], word)) return;
	*nl_vec_push(&s->words) = word;
}

void seed_learn(seed *s, nl_str text)
{
	for (size_t start = 0, end; start < text.len; start = end + 1) {
		for (end = start; end < text.len && is_letter(text.ptr[end]);) end++;
		learn_word(s, nl_str_slice(text, start, end));
	}
}

void seed_release(seed *s)
{
	nl_vec_release(&s->words);
}

uint32_t seed_share_read(const seed *s, const damaged *made, nl_str read)
{
	uint32_t there = 0, found = 0;
	for (uint32_t i = 0; i < s->words.len; i++) {
		if (made->text.len && nl_str_find(nl_buf_str(&made->text), s->words.at[i]) == SIZE_MAX) continue;
		there++;
		found += nl_str_find(read, s->words.at[i]) != SIZE_MAX;
	}
	return there < FEW_WORDS ? 100 : found * 100 / there;
}

/* ---- damage ----------------------------------------------------------------------------------------------------- */

static bool has_tags(nl_str text)
{
	return nl_str_starts(nl_str_trim(text), NL_STR("<"));
}

/* What a page may show: all but what stands in these elements, if they end. */
static void add_shown(nl_buf *out, nl_str page)
{
	static const nl_str ends[] = {NL_STR("</style"), NL_STR("</title"), NL_STR("</script"), NL_STR("-->")};
	static const nl_str starts[] = {NL_STR("<style"), NL_STR("<title"), NL_STR("<script"), NL_STR("<!--")};
	while (page.len) {
		size_t first = page.len, past = page.len;
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			size_t start = nl_str_find(page, starts[i]);
			if (start >= first) continue;
			size_t end = nl_str_find(nl_str_slice(page, start, page.len), ends[i]);
			if (end == SIZE_MAX) continue;
			first = start;
			past = start + end + ends[i].len;
		}
		nl_buf_add(out, nl_str_slice(page, 0, first));
		page = nl_str_slice(page, past, page.len);
	}
}

/* Most XML is to stay well-formed, or only the parser would be looked at. */
static void damage_text(nl_buf *b, chance *c)
{
	bool tags = has_tags(nl_buf_str(b)), all_kinds = chance_once_in(c, 3);
	for (uint32_t n = chance_below(c, MOST_CHANGES) + 1; n; n--) {
		uint32_t kind = chance_below(c, 3);
		if (tags && (!all_kinds || kind == 0)) damage_tags(b, c);
		else if (kind == 1) damage_lines(b, c);
		else damage_bytes(b, c);
	}
}

/* One part, now and then two. */
static void damage_parts(const seed *s, chance *c, damaged *made)
{
	archive_part parts[SEED_PARTS];
	nl_buf changed[SEED_PARTS] = {0};
	memcpy(parts, s->parts, sizeof parts);
	for (uint32_t n = chance_once_in(c, 4) ? 2 : 1; n; n--) {
		uint32_t i = chance_once_in(c, 2) ? 0 : chance_below(c, s->part_count);
		if (changed[i].len == 0) nl_buf_add(&changed[i], parts[i].bytes);
		damage_text(&changed[i], c);
		parts[i].bytes = nl_buf_str(&changed[i]);
	}
	archive_make(&made->file, parts, s->part_count, 0);
	nl_buf_add(&made->text, nl_buf_str(&made->file)); /* nothing is packed in it */
	for (uint32_t i = 0; i < s->part_count; i++) nl_buf_release(&changed[i]);
}

void seed_damage(const seed *s, chance *c, damaged *made)
{
	nl_buf_clear(&made->file);
	nl_buf_clear(&made->text);
	if (s->part_count && !chance_once_in(c, 4)) {
		damage_parts(s, c, made);
		return;
	}
	nl_buf_add(&made->file, s->bytes);
	bool text = s->format != NL_FORMAT_PDF && s->part_count == 0;
	if (text) {
		damage_text(&made->file, c);
		add_shown(&made->text, nl_buf_str(&made->file));
	} else {
		for (uint32_t n = chance_below(c, MOST_CHANGES) + 1; n; n--) damage_bytes(&made->file, c);
	}
}

void damaged_release(damaged *made)
{
	nl_buf_release(&made->file);
	nl_buf_release(&made->text);
}
