#include "oracle/spans.h"

#include <string.h>
#include <strings.h>

/* ---- the text ------------------------------------------------------------------------------------------------ */

bool oracle_text_open(oracle_text *text, const nl_doc *doc)
{
	*text = (oracle_text){.doc = doc, .count = doc->token_count};
	if (doc->token_count > ORACLE_TOKENS) return false;
	for (uint32_t s = 0; s < doc->sentence_count; s++) {
		for (uint32_t t = doc->sentences[s].first; t < doc->sentences[s].end; t++) text->sentences[t] = s;
	}
	for (uint32_t t = 0; t < text->count; t++) {
		text->words[t] = oracle_word_written(nl_doc_quote(doc, t, t));
		if (!text->words[t]) return false;
	}
	return true;
}

static nl_block_kind kind_at(const oracle_text *text, uint32_t token)
{
	return text->doc->blocks[text->doc->sentences[text->sentences[token]].block].kind;
}

static uint32_t unit_at(const oracle_text *text, nl_unit unit, uint32_t token)
{
	uint32_t block = text->doc->sentences[text->sentences[token]].block;
	switch (unit) {
	case NL_UNIT_SENTENCE: return text->sentences[token];
	case NL_UNIT_PARAGRAPH: return block;
	case NL_UNIT_SECTION: return text->doc->blocks[block].section;
	default: return 0;
	}
}

/* ---- sets of spans ------------------------------------------------------------------------------------------- */

/* For every span f..l of a set. */
#define EACH(spans, f, l)                            \
	for (uint32_t f = 0; f < ORACLE_TOKENS; f++)     \
		for (uint32_t l = f; l < ORACLE_TOKENS; l++) \
			if (oracle_spans_have(spans, f, l))

static void add(oracle_spans *spans, uint32_t first, uint32_t last)
{
	spans->last[first] |= UINT64_C(1) << last;
}

static bool contains_another(const oracle_spans *spans, uint32_t first, uint32_t last)
{
	for (uint32_t f = first; f <= last; f++) {
		for (uint32_t l = f; l <= last; l++) {
			if (oracle_spans_have(spans, f, l) && (f != first || l != last)) return true;
		}
	}
	return false;
}

static oracle_spans minimal(const oracle_spans *all)
{
	oracle_spans found = {0};
	EACH(all, f, l)
	{
		if (!contains_another(all, f, l)) add(&found, f, l);
	}
	return found;
}

static bool overlap(uint32_t f, uint32_t l, uint32_t first, uint32_t last)
{
	return f <= last && first <= l;
}

static bool any_overlaps(const oracle_spans *spans, uint32_t first, uint32_t last)
{
	EACH(spans, f, l)
	{
		if (overlap(f, l, first, last)) return true;
	}
	return false;
}

/* ---- phrases ------------------------------------------------------------------------------------------------- */

/* A set of places in a sentence: bit t is the place before token t. */
typedef uint64_t places;

typedef struct {
	const oracle_text *text;
	uint32_t end; /* of the sentence */
} sentence;

static bool equal(const oracle_word *word, const oracle_word *wanted, oracle_item_kind kind)
{
	return strcmp(kind == ORACLE_FORM ? word->form : word->family, kind == ORACLE_FORM ? wanted->form : wanted->family) == 0;
}

/* The word that some parts make when their hyphens are nothing; NULL: no word that drafts have. */
static const oracle_word *joined(const oracle_item *item, uint32_t first, uint32_t end)
{
	if (first + 1 == end) return oracle_word_written(nl_str_of(item->parts[first]));
	char form[64] = "";
	for (uint32_t i = first; i < end; i++) strcat(form, item->parts[i]);
	return oracle_word_form(nl_str_of(form));
}

/* Where the parts from `part` on may end when they begin at a token. */
static places after_parts(const sentence *s, const oracle_item *item, uint32_t part, uint32_t token)
{
	if (part == item->part_count) return UINT64_C(1) << token;
	places found = 0;
	for (uint32_t end = part + 1; end <= item->part_count && token < s->end; end++) {
		const oracle_word *wanted = joined(item, part, end);
		if (wanted && equal(s->text->words[token], wanted, item->kind)) found |= after_parts(s, item, end, token + 1);
	}
	return found;
}

static places after_sequence(const sentence *s, const oracle_sequence *sequence, places from);

static places after_any(const sentence *s, places from)
{
	return from << 1 & ((UINT64_C(2) << s->end) - 1);
}

static places after_item(const sentence *s, const oracle_item *item, places from)
{
	places found = 0;
	switch (item->kind) {
	case ORACLE_WORD:
	case ORACLE_FORM:
		for (uint32_t t = 0; t < s->end; t++) {
			if (from >> t & 1) found |= after_parts(s, item, 0, t);
		}
		return found;
	case ORACLE_ANY: return after_any(s, from);
	case ORACLE_GAP:
		found = from;
		for (int words = 1; words <= 6; words++) found |= from = after_any(s, from);
		return found;
	case ORACLE_OPTIONAL: found = from; /* fall through */
	case ORACLE_CHOICE:
	case ORACLE_NAMED:
		for (uint32_t i = 0; i < item->way_count; i++) found |= after_sequence(s, &item->ways[i], from);
	}
	return found;
}

static places after_sequence(const sentence *s, const oracle_sequence *sequence, places from)
{
	for (uint32_t i = 0; i < sequence->count; i++) from = after_item(s, &sequence->items[i], from);
	return from;
}

static places after_exact(const sentence *s, const oracle_pattern *pattern, uint32_t token)
{
	for (uint32_t i = 0; i < pattern->text_count; i++, token++) {
		if (token >= s->end || strcmp(s->text->words[token]->exact, pattern->texts[i]) != 0) return 0;
	}
	return UINT64_C(1) << token;
}

static oracle_spans find_phrase(const oracle_text *text, const oracle_pattern *pattern)
{
	oracle_spans all = {0};
	for (uint32_t first = 0; first < text->count; first++) {
		sentence s = {text, text->doc->sentences[text->sentences[first]].end};
		places ends = pattern->kind == ORACLE_EXACT ? after_exact(&s, pattern, first)
													: after_sequence(&s, &pattern->phrase, UINT64_C(1) << first);
		all.last[first] = ends >> 1; /* the last token stands before the place */
	}
	return all;
}

/* ---- regexes ------------------------------------------------------------------------------------------------- */

/* The length of the first literal that stands at a byte; 0: none does. */
static size_t literal_at(const oracle_pattern *pattern, const char *at, const char *end)
{
	for (uint32_t i = 0; i < pattern->text_count; i++) {
		size_t len = strlen(pattern->texts[i]);
		if (len <= (size_t)(end - at) && strncasecmp(at, pattern->texts[i], len) == 0) return len;
	}
	return 0;
}

/* The tokens that share a byte with [start, end), as one span. */
static void add_tokens_of(const oracle_text *text, uint32_t start, uint32_t end, oracle_spans *all)
{
	uint32_t first = NL_NONE, last = 0;
	for (uint32_t t = 0; t < text->count; t++) {
		nl_token at = nl_doc_token(text->doc, t), *token = &at;
		if (token->start >= end || token->start + token->len <= start) continue;
		if (first == NL_NONE) first = t;
		last = t;
	}
	if (first != NL_NONE) add(all, first, last);
}

static oracle_spans find_regex(const oracle_text *text, const oracle_pattern *pattern)
{
	oracle_spans all = {0};
	for (uint32_t b = 0; b < text->doc->block_count; b++) {
		nl_span block = text->doc->blocks[b].text;
		nl_str bytes = nl_doc_text(text->doc, block);
		for (uint32_t at = block.start; at < block.end;) {
			size_t len = literal_at(pattern, bytes.ptr + (at - block.start), bytes.ptr + bytes.len);
			if (len) add_tokens_of(text, at, at + (uint32_t)len, &all);
			at += len ? (uint32_t)len : 1;
		}
	}
	return all;
}

/* ---- operators ----------------------------------------------------------------------------------------------- */

static void add_in_unit(const oracle_text *text, nl_unit unit, uint32_t first, uint32_t last, oracle_spans *all)
{
	if (unit_at(text, unit, first) == unit_at(text, unit, last)) add(all, first, last);
}

static void find_then(const oracle_text *text, nl_unit unit, uint32_t gap, const oracle_spans *a, const oracle_spans *b,
	oracle_spans *all)
{
	EACH(a, f, l)
	{
		EACH(b, first, last)
		{
			if (l < first && first - l - 1 <= gap) add_in_unit(text, unit, f, last, all);
		}
	}
}

/* Covers of f..l and one span of each of the lists. */
static void find_and(const oracle_text *text, nl_unit unit, const oracle_spans *lists, uint32_t count, uint32_t f,
	uint32_t l, oracle_spans *all)
{
	if (count == 0) {
		add_in_unit(text, unit, f, l, all);
		return;
	}
	EACH(lists, first, last)
	find_and(text, unit, lists + 1, count - 1, first < f ? first : f, last > l ? last : l, all);
}

static bool share_unit(const oracle_text *text, nl_unit unit, uint32_t f, uint32_t l, uint32_t first, uint32_t last)
{
	for (uint32_t s = f; s <= l; s++) {
		for (uint32_t t = first; t <= last; t++) {
			if (unit_at(text, unit, s) == unit_at(text, unit, t)) return true;
		}
	}
	return false;
}

static bool any_shares_unit(const oracle_text *text, nl_unit unit, const oracle_spans *spans, uint32_t f, uint32_t l)
{
	EACH(spans, first, last)
	{
		if (share_unit(text, unit, f, l, first, last)) return true;
	}
	return false;
}

/* ---- about --------------------------------------------------------------------------------------------------- */

static bool sentences_hold(const oracle_text *text, const oracle_spans *spans, uint32_t first, uint32_t end)
{
	for (uint32_t t = 0; t < text->count; t++) {
		if (text->sentences[t] >= first && text->sentences[t] < end && any_overlaps(spans, t, t)) return true;
	}
	return false;
}

static bool block_holds(const oracle_text *text, const oracle_spans *spans, uint32_t block)
{
	return sentences_hold(text, spans, text->doc->blocks[block].first, text->doc->blocks[block].end);
}

/* The headings at the start, up to four, when none of their level or above comes later: match/context.h. */
static uint32_t title_end(const nl_doc *doc)
{
	uint32_t end = 0, level = doc->block_count ? doc->blocks[0].level : 0;
	while (end < doc->block_count && doc->blocks[end].kind == NL_BLOCK_HEADING && doc->blocks[end].level == level)
		end++;
	for (uint32_t b = end; b < doc->block_count; b++) {
		if (doc->blocks[b].kind == NL_BLOCK_HEADING && doc->blocks[b].level <= level) return 0;
	}
	return end > 4 ? 0 : end;
}

static bool is_about(const oracle_text *text, nl_unit unit, const oracle_spans *spans, uint32_t token)
{
	const nl_doc *doc = text->doc;
	if (any_shares_unit(text, unit, spans, token, token)) return true;
	for (uint32_t s = text->sentences[token]; s != NL_NONE; s = doc->sentences[s].lead_in) {
		if (sentences_hold(text, spans, s, s + 1)) return true;
	}
	for (uint32_t b = 0; b < title_end(doc); b++) {
		if (block_holds(text, spans, b)) return true;
	}
	uint32_t section = doc->blocks[doc->sentences[text->sentences[token]].block].section;
	for (; section != NL_NONE; section = doc->sections[section].parent) {
		uint32_t heading = doc->sections[section].heading;
		if (heading != NL_NONE && block_holds(text, spans, heading)) return true;
	}
	return false;
}

/* ---- patterns ------------------------------------------------------------------------------------------------ */

static oracle_spans find(const oracle_text *text, const oracle_pattern *pattern, nl_unit unit);

/* Whether a span of the first child is kept, `b` being what the second one finds. */
static bool is_kept(const oracle_text *text, const oracle_pattern *p, nl_unit unit, uint32_t f, uint32_t l,
	const oracle_spans *b)
{
	switch (p->kind) {
	case ORACLE_BUT_NOT: return !any_overlaps(b, f, l);
	case ORACLE_UNLESS: return !any_shares_unit(text, unit, b, f, l);
	case ORACLE_ABOUT: return is_about(text, unit, b, f);
	case ORACLE_IN: return p->blocks >> kind_at(text, f) & 1;
	default: return !(p->blocks >> kind_at(text, f) & 1);
	}
}

/* All spans of an operator. */
static oracle_spans find_operator(const oracle_text *text, const oracle_pattern *p, nl_unit unit)
{
	oracle_spans all = {0}, of[ORACLE_CHILDREN] = {0};
	for (uint32_t i = 0; i < p->child_count; i++) of[i] = find(text, p->children[i], unit);
	switch (p->kind) {
	case ORACLE_OR:
		for (uint32_t i = 0; i < p->child_count; i++) EACH(&of[i], f, l) add(&all, f, l);
		break;
	case ORACLE_AND: EACH(&of[0], f, l) find_and(text, unit, of + 1, p->child_count - 1, f, l, &all); break;
	case ORACLE_NEAR: find_then(text, unit, p->gap, &of[1], &of[0], &all); /* fall through */
	case ORACLE_THEN: find_then(text, unit, p->gap, &of[0], &of[1], &all); break;
	default:
		EACH(&of[0], f, l)
		{
			if (is_kept(text, p, unit, f, l, &of[1])) add(&all, f, l);
		}
	}
	return all;
}

/* `unit` is that of the operators in `pattern`. */
static oracle_spans find(const oracle_text *text, const oracle_pattern *pattern, nl_unit unit)
{
	oracle_spans all;
	switch (pattern->kind) {
	case ORACLE_PHRASE:
	case ORACLE_EXACT: all = find_phrase(text, pattern); break;
	case ORACLE_REGEX: all = find_regex(text, pattern); break;
	case ORACLE_WITHIN: all = find(text, pattern->children[0], pattern->unit); break;
	case ORACLE_TERM:
		all = find(text, pattern->children[0], NL_UNIT_SENTENCE);
		break; /* not the unit of who names it */
	default: all = find_operator(text, pattern, unit);
	}
	return minimal(&all);
}

oracle_spans oracle_find(const oracle_text *text, const oracle_pattern *pattern)
{
	return find(text, pattern, NL_UNIT_SENTENCE);
}

/* What a pattern finds in headings and code counts when some part of it that yields words is "in heading" or "in code". */
static bool asks_for_headings(const oracle_pattern *p)
{
	bool first_only = p->kind == ORACLE_BUT_NOT || p->kind == ORACLE_UNLESS || p->kind == ORACLE_ABOUT;
	if (p->kind == ORACLE_IN && (p->blocks & (1u << NL_BLOCK_HEADING | 1u << NL_BLOCK_CODE))) return true;
	for (uint32_t i = 0; i < (first_only ? 1 : p->child_count); i++) {
		if (asks_for_headings(p->children[i])) return true;
	}
	return false;
}

static bool is_prose(const oracle_text *text, uint32_t token)
{
	return kind_at(text, token) != NL_BLOCK_HEADING && kind_at(text, token) != NL_BLOCK_CODE;
}

bool oracle_counts(const oracle_text *text, const oracle_pattern *pattern, uint32_t first, uint32_t last)
{
	return asks_for_headings(pattern) || (is_prose(text, first) && is_prose(text, last));
}
