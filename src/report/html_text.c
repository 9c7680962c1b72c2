/* The text with its evidence. A block is swept once from its start to its end, over the places where evidence begins and ends
 * and where somebody is sent to: what lies between two of them is marked by the stances that hold there, however the pieces of
 * evidence overlap. Behind the end of each piece stands its number, which leads to the note beside the block. */
#include <stdlib.h>

#include "judge/wording.h"
#include "report/html_report.h"

enum { STANCES = NL_AFFIRMED + 1 };

typedef enum { AT_END, AT_SENTENCE, AT_START } event_kind; /* in the order in which they are told at one place */

typedef struct {
	uint32_t at;
	event_kind kind;
	uint32_t number; /* of the evidence, from 0; or the sentence */
} event;

typedef struct {
	nl_buf *out;
	const nl_page_text *text;
	NL_VEC(uint32_t) open; /* evidence that began and goes on behind the block */
	NL_VEC(event) events;  /* of the block */
	uint32_t next;         /* evidence that did not begin yet */
	uint32_t holding[STANCES];
	nl_arena scratch;
} sweep;

/* ---- one block --------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const event *x = a, *y = b;
	if (x->at != y->at) return x->at < y->at ? -1 : 1;
	if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void add_event(sweep *s, uint32_t at, event_kind kind, uint32_t number)
{
	*nl_vec_push(&s->events) = (event){at, kind, number};
}

/* What goes on from blocks before, what begins here, and what ends here. */
static void gather_evidence(sweep *s, const nl_block *block)
{
	uint32_t kept = 0;
	for (; s->next < s->text->evidence_count && s->text->evidence[s->next].text.start < block->text.end; s->next++)
		*nl_vec_push(&s->open) = s->next;
	for (uint32_t i = 0; i < s->open.len; i++) {
		uint32_t number = s->open.at[i];
		nl_span span = s->text->evidence[number].text;
		add_event(s, span.start > block->text.start ? span.start : block->text.start, AT_START, number);
		if (span.end <= block->text.end) add_event(s, span.end, AT_END, number);
		else s->open.at[kept++] = number;
	}
	s->open.len = kept;
}

static void gather(sweep *s, const nl_block *block)
{
	const nl_doc *doc = s->text->verdict->match->doc;
	nl_vec_clear(&s->events);
	gather_evidence(s, block);
	for (uint32_t i = block->first; i < block->end; i++)
		if (s->text->nearest[i]) add_event(s, doc->sentences[i].text.start, AT_SENTENCE, i);
	if (s->events.len) qsort(s->events.at, s->events.len, sizeof *s->events.at, by_place);
}

/* The stance that weighs most among those that hold. */
static char class_of(const sweep *s)
{
	static const nl_stance order[] = {NL_OPPOSED, NL_AFFIRMED, NL_HEDGED, NL_REPORTED};
	for (size_t i = 0; i < 4; i++)
		if (s->holding[order[i]]) return nl_stance_name(order[i])[0];
	return '\0';
}

/* What is affirmed looks as the style sheet has it without a class: most is. Ends the start tag. */
static void put_class(nl_buf *out, char class)
{
	if (class == 'a') nl_buf_add_byte(out, '>');
	else nl_buf_addf(out, " class=%c>", class);
}

static void put_words(sweep *s, uint32_t from, uint32_t to)
{
	if (from >= to) return;
	char class = class_of(s);
	if (class) nl_buf_add_c(s->out, "<mark");
	if (class) put_class(s->out, class);
	nl_page_put(s->out, nl_doc_text(s->text->verdict->match->doc, (nl_span){from, to}));
	if (class) nl_buf_add_c(s->out, "</mark>");
}

static uint32_t *holding_of(sweep *s, const event *e)
{
	return &s->holding[s->text->evidence[e->number].evidence->stance];
}

static void tell(sweep *s, const event *e)
{
	uint32_t text = s->text->number, number = e->number + 1;
	if (e->kind == AT_SENTENCE) {
		nl_buf_addf(s->out, "<i id=%us%u></i>", text, e->number);
		return;
	}
	if (e->kind == AT_START) ++*holding_of(s, e);
	else {
		--*holding_of(s, e);
		nl_buf_addf(s->out, "<a id=%ue%u href=#%un%u>%u</a>", text, number, text, number, number);
	}
}

/* Evidence that begins where words are marked for another already, in the same way: it holds from there on, and that is all. */
static bool begins_unseen(sweep *s, const event *e)
{
	if (e->kind != AT_START) return false;
	char before = class_of(s);
	++*holding_of(s, e);
	if (class_of(s) == before) return true;
	--*holding_of(s, e);
	return false;
}

/* Somebody who is sent to its first sentence is sent to the block. */
static bool is_place(const sweep *s, const nl_block *block)
{
	return s->events.len && s->events.at[0].kind == AT_SENTENCE && s->events.at[0].at == block->text.start;
}

static void put_block_text(sweep *s, const nl_block *block)
{
	uint32_t at = block->text.start;
	for (uint32_t i = is_place(s, block); i < s->events.len; i++) {
		if (begins_unseen(s, &s->events.at[i])) continue;
		put_words(s, at, s->events.at[i].at);
		at = s->events.at[i].at;
		tell(s, &s->events.at[i]);
	}
	put_words(s, at, block->text.end);
	for (size_t i = 0; i < STANCES; i++) s->holding[i] = 0; /* what goes on begins anew in the next block */
}

/* ---- the notes beside it ----------------------------------------------------------------------------------------- */

static void put_note(sweep *s, uint32_t number)
{
	const nl_page_evidence *of = &s->text->evidence[number];
	uint32_t text = s->text->number;
	nl_str id = s->text->options->positions[of->position];
	nl_str why = nl_wording_stance(s->text->verdict->match->doc, of->evidence, false, &s->scratch);
	nl_buf_addf(s->out, "<li id=%un%u", text, number + 1);
	put_class(s->out, nl_stance_name(of->evidence->stance)[0]);
	nl_buf_addf(s->out, "<a href=#%ue%u>%u</a> <a href=#p%u>", text, number + 1, number + 1, of->position);
	nl_page_put_label(s->out, id);
	nl_buf_add_c(s->out, "</a>: ");
	nl_page_put_stance(s->out, of->evidence->stance, of->evidence->strength);
	if (why.len) nl_buf_add_c(s->out, "; ");
	nl_page_put(s->out, why);
	nl_buf_add_byte(s->out, '\n');
	nl_arena_release(&s->scratch);
}

static bool ends_here(const sweep *s, const nl_block *block)
{
	for (uint32_t i = 0; i < s->events.len; i++)
		if (s->events.at[i].kind == AT_END && s->events.at[i].at <= block->text.end) return true;
	return false;
}

/* In the order of their numbers in the text. */
static void put_notes(sweep *s)
{
	nl_buf_add_c(s->out, "<ul>\n");
	for (uint32_t i = 0; i < s->events.len; i++)
		if (s->events.at[i].kind == AT_END) put_note(s, s->events.at[i].number);
	nl_buf_add_c(s->out, "</ul>\n");
}

/* ---- the text ---------------------------------------------------------------------------------------------------- */

static const char *element_of(const nl_block *block)
{
	switch (block->kind) {
	case NL_BLOCK_HEADING: return "h4";
	case NL_BLOCK_CODE: return "pre";
	default: return "p";
	}
}

/* Whether some script that is written from the right may be in it, or a mark that turns the direction: by the first bytes of
 * the ranges that have them (U+0590 to U+08FF, U+200F to U+2069, U+FB1D and up). */
static bool writes_leftward(nl_str words)
{
	for (size_t i = 0; i < words.len; i++) {
		unsigned char byte = (unsigned char)words.ptr[i], next = i + 1 < words.len ? (unsigned char)words.ptr[i + 1] : 0;
		if (byte < 0xD6) continue;
		unsigned char third = i + 2 < words.len ? (unsigned char)words.ptr[i + 2] : 0;
		bool quotes_and_dashes = byte == 0xE2 && next == 0x80 && third >= 0x90 && third <= 0xA7;
		if (byte <= 0xE0 || (byte == 0xE2 && next <= 0x81 && !quotes_and_dashes) || byte >= 0xEF) return true;
	}
	return false;
}

static void put_start(sweep *s, const nl_block *block)
{
	nl_buf *out = s->out;
	nl_str words = nl_doc_text(s->text->verdict->match->doc, block->text);
	nl_buf_addf(out, "<%s", element_of(block));
	if (is_place(s, block)) nl_buf_addf(out, " id=%us%u", s->text->number, s->events.at[0].number);
	switch (block->kind) {
	case NL_BLOCK_HEADING: nl_buf_addf(out, " class=h%u", block->level); break;
	case NL_BLOCK_LIST: nl_buf_addf(out, " class=l%u", block->level < 3 ? block->level : 3); break;
	case NL_BLOCK_QUOTE: nl_buf_add_c(out, " class=quote"); break;
	case NL_BLOCK_FOOTNOTE: nl_buf_add_c(out, " class=foot"); break;
	case NL_BLOCK_TABLE: nl_buf_add_c(out, " class=cell"); break;
	default: break;
	}
	nl_buf_add_c(out, writes_leftward(words) ? " dir=auto>" : ">");
	if (block->label.len) {
		nl_page_put(out, block->label);
		nl_buf_add_byte(out, ' ');
	}
}

static void put_block(sweep *s, const nl_block *block)
{
	gather(s, block);
	put_start(s, block);
	put_block_text(s, block);
	if (block->kind == NL_BLOCK_HEADING || block->kind == NL_BLOCK_CODE)
		nl_buf_addf(s->out, "</%s>", element_of(block));
	nl_buf_add_byte(s->out, '\n');
	if (ends_here(s, block)) put_notes(s);
}

void nl_page_put_text(nl_buf *out, const nl_page_text *text)
{
	const nl_doc *doc = text->verdict->match->doc;
	sweep s = {.out = out, .text = text};
	nl_buf_add_c(out, "<div class=text>\n");
	for (uint32_t i = 0; i < doc->block_count; i++) {
		nl_report_send(out, text->options);
		put_block(&s, &doc->blocks[i]);
	}
	nl_buf_add_c(out, "</div>\n");
	nl_vec_release(&s.open);
	nl_vec_release(&s.events);
	nl_arena_release(&s.scratch);
}
