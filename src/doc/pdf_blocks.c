/* doc/pdf_blocks.c - see pdf_blocks.h. First all lines are written, and where each word came to stand is kept; then the blocks take
 * their words from there. */
#include "doc/pdf_blocks.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "doc/marker.h"
#include "doc/pdf_groups.h"
#include "text/words.h"

typedef struct {
	nl_pdf_lines *lines;
	nl_rendition *rendition;
	nl_span *words;    /* of the rendition, for each entry of lines->order */
	nl_str *texts;     /* of each line, without marks of notes */
	nl_arena arena;    /* of `texts` and the keys of the maps */
	nl_map vocabulary; /* words of the document in small letters, hyphens and what they part left out */
	nl_map heads;      /* running heads that are a block already */
	nl_pdf_groups groups;
} writer;

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static void write_line(writer *w, uint32_t index)
{
	const nl_pdf_line *line = &w->lines->lines.at[index];
	nl_buf shown = {0}, text = {0};
	uint32_t start = (uint32_t)w->rendition->text.len;
	for (uint32_t i = 0; i < line->end - line->first; i++) {
		const nl_pdf_word *word = nl_pdf_word_of(w->lines, line, i);
		nl_span span = {start + (uint32_t)shown.len, 0};
		nl_buf_add(&shown, word->text);
		span.end = start + (uint32_t)shown.len;
		w->words[line->first + i] = span;
		*nl_vec_push(&w->rendition->boxes) = (nl_text_box){span, {word->x, word->y, word->width, word->height}};
		if (nl_pdf_has_space(w->lines, line, i)) nl_buf_add_byte(&shown, ' ');
	}
	nl_rendition_show(w->rendition, nl_buf_str(&shown), NL_FROM_NOWHERE);
	nl_rendition_line(w->rendition);
	nl_pdf_line_text(w->lines, line, &text);
	w->texts[index] = nl_arena_str(&w->arena, nl_str_trim(nl_buf_str(&text)));
	nl_buf_release(&shown);
	nl_buf_release(&text);
}

static void write_lines(writer *w)
{
	w->words = nl_alloc((w->lines->order.len + 1) * sizeof *w->words);
	w->texts = nl_alloc((w->lines->lines.len + 1) * sizeof *w->texts);
	for (uint32_t page = 0; page + 1 < w->lines->pages.len; page++) {
		nl_rendition_page(w->rendition, page + 1);
		for (uint32_t i = w->lines->pages.at[page]; i < w->lines->pages.at[page + 1]; i++) write_line(w, i);
	}
}

/* ---- hyphens --------------------------------------------------------------------------------------------------- */

/* Bytes of the hyphen that a word ends with; 0 for none. `soft`: one that is nothing but a place to part the word. */
static size_t hyphen_of(nl_str word, bool *soft)
{
	*soft = nl_str_ends(word, NL_STR("\xC2\xAD"));
	if (*soft) return 2;
	if (nl_str_ends(word, NL_STR("\xE2\x80\x90"))) return 3;
	return nl_str_ends(word, NL_STR("-")) && !nl_str_ends(word, NL_STR("--")) ? 1 : 0;
}

static bool is_letter(char c)
{
	return c < 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The letters of a word from the first to the last of them, in small letters. */
static void add_letters(nl_buf *out, nl_str word)
{
	size_t first = 0, end = word.len;
	while (first < end && !is_letter(word.ptr[first])) first++;
	while (end > first && !is_letter(word.ptr[end - 1])) end--;
	for (size_t i = first; i < end; i++) {
		char c = word.ptr[i];
		nl_buf_add_byte(out, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
	}
}

static void learn_words(writer *w)
{
	nl_buf letters = {0};
	bool soft, any = false;
	for (uint32_t i = 0; i < w->lines->lines.len && !any; i++) any = hyphen_of(w->texts[i], &soft) > 0;
	for (uint32_t i = 0; any && i < w->lines->words->words.len; i++) {
		nl_buf_clear(&letters);
		add_letters(&letters, w->lines->words->words.at[i].text);
		if (nl_map_get(&w->vocabulary, nl_buf_str(&letters)) == NL_NONE)
			nl_map_intern(&w->vocabulary, nl_arena_str(&w->arena, nl_buf_str(&letters)));
	}
	nl_buf_release(&letters);
}

/* Whether the halves are a word that stands elsewhere in the document in one piece. Else the builder tells whether a rule knows
 * it, for the hyphen may as well be the writer's own. */
static bool is_known(const writer *w, nl_str first, nl_str second)
{
	nl_buf whole = {0};
	add_letters(&whole, first);
	size_t half = whole.len;
	add_letters(&whole, second);
	bool known = half > 0 && whole.len > half && nl_map_get(&w->vocabulary, nl_buf_str(&whole)) != NL_NONE;
	nl_buf_release(&whole);
	return known;
}

/* Bytes at the end of the line's last word that the block is better without, since the word goes on in the line `next`. */
static size_t parting_hyphen(const writer *w, const nl_pdf_line *line, const nl_pdf_line *next, uint32_t first_word)
{
	bool soft;
	nl_str first = nl_pdf_word_of(w->lines, line, line->end - line->first - 1)->text;
	nl_str second = nl_pdf_word_of(w->lines, next, first_word)->text;
	size_t hyphen = hyphen_of(first, &soft);
	if (hyphen == 0 || hyphen == first.len || !nl_char_is_lower(nl_utf8_decode(second, 0).code_point)) return 0;
	return soft || is_known(w, nl_str_slice(first, 0, first.len - hyphen), second) ? hyphen : 0;
}

/* ---- blocks ---------------------------------------------------------------------------------------------------- */

static bool is_mark(const writer *w, const nl_pdf_line *line, uint32_t index)
{
	return nl_pdf_is_note_mark(line, nl_pdf_word_of(w->lines, line, index));
}

static nl_span word_span(const writer *w, const nl_pdf_line *line, uint32_t index)
{
	return w->words[line->first + index];
}

/* Gives the block the words first..end of a line and the spaces between, and behind the last up to `stop`; marks of notes are left
 * out. The first `skip` bytes of the text are a marker. */
static void take_words(writer *w, const nl_pdf_line *line, uint32_t first, uint32_t end, uint32_t stop, size_t skip)
{
	uint32_t from = first < end ? word_span(w, line, first).start + (uint32_t)skip : stop;
	for (uint32_t i = first; i < end; i++) {
		if (!is_mark(w, line, i)) continue;
		nl_rendition_take(w->rendition, (nl_span){from, word_span(w, line, i).start});
		from = word_span(w, line, i).end;
	}
	nl_rendition_take(w->rendition, (nl_span){from, stop});
}

/* Part of a block. Behind it white space, or the word goes on in the next part. */
static void take_part(writer *w, const nl_pdf_part *part, const nl_pdf_part *next, size_t skip)
{
	const nl_pdf_line *line = &w->lines->lines.at[part->line];
	uint32_t stop = w->words[line->first + part->end - 1].end;
	if (next) {
		bool whole = part->end == line->end - line->first;
		size_t hyphen = whole ? parting_hyphen(w, line, &w->lines->lines.at[next->line], next->first) : 0;
		stop += hyphen ? -(uint32_t)hyphen : 1; /* behind a word stands a space or the end of the line */
	}
	take_words(w, line, part->first, part->end, stop, skip);
}

static void write_group(writer *w, const nl_pdf_group *group)
{
	nl_marker marker = {.label = NL_STR("")};
	const nl_pdf_part *members = w->groups.members.at;
	if (group->kind == NL_BLOCK_LIST && group->marker) nl_marker_read(w->texts[members[group->first].line], &marker);
	nl_rendition_block(w->rendition, group->kind, group->level, marker.label, group->quoted);
	for (uint32_t i = group->first; i < group->end; i++)
		take_part(w, &members[i], i + 1 < group->end ? &members[i + 1] : NULL, i == group->first ? group->marker : 0);
	nl_rendition_end(w->rendition);
}

/* What a running head says is said once. It stands beside the text, as a footnote does. */
static void write_head(writer *w, uint32_t index)
{
	if (nl_map_get(&w->heads, w->texts[index]) != NL_NONE) return;
	nl_map_intern(&w->heads, w->texts[index]);
	nl_rendition_block(w->rendition, NL_BLOCK_FOOTNOTE, 0, NL_STR(""), false);
	const nl_pdf_line *line = &w->lines->lines.at[index];
	take_part(w, &(nl_pdf_part){index, 0, line->end - line->first}, NULL, 0);
	nl_rendition_end(w->rendition);
}

static int by_first_line(const void *a, const void *b, void *context)
{
	const nl_pdf_part *members = context;
	const nl_pdf_group *x = a, *y = b;
	uint32_t first = members[x->first].line, second = members[y->first].line;
	if (first != second) return first < second ? -1 : 1;
	return x->first < y->first ? -1 : 1; /* cells of a table */
}

static void write_blocks(writer *w)
{
	nl_pdf_groups *groups = &w->groups;
	uint32_t line = 0;
	if (groups->groups.len > 1)
		qsort_r(groups->groups.at, groups->groups.len, sizeof *groups->groups.at, by_first_line, groups->members.at);
	for (uint32_t i = 0; i <= groups->groups.len; i++) {
		uint32_t stop = i < groups->groups.len ? groups->members.at[groups->groups.at[i].first].line : w->lines->lines.len;
		for (; line < stop; line++)
			if (w->lines->lines.at[line].role == NL_PDF_RUNNING) write_head(w, line);
		if (i < groups->groups.len) write_group(w, &groups->groups.at[i]);
	}
}

void nl_pdf_blocks_write(nl_pdf_lines *lines, nl_rendition *rendition)
{
	writer w = {.lines = lines, .rendition = rendition};
	write_lines(&w);
	learn_words(&w);
	nl_pdf_groups_make(&w.groups, lines, w.texts);
	write_blocks(&w);
	nl_pdf_groups_release(&w.groups);
	nl_map_release(&w.vocabulary);
	nl_map_release(&w.heads);
	nl_arena_release(&w.arena);
	free(w.words);
	free(w.texts);
}
