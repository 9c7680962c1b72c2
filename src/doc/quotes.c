/* doc/quotes.c - quotation marks, met in the gaps between tokens. */
#include "doc/quotes.h"

#include <string.h>

#include "base/utf8.h"
#include "text/words.h"

enum {
	MAX_BLOCKS = 12,       /* that a quotation may run over */
	MAX_POSSESSIVE = 2000, /* bytes in which the real end is looked for behind "countries’ right" */
	LEFT_SINGLE = 0x2018,
	RIGHT_SINGLE = 0x2019,
	LOW_SINGLE = 0x201A,
	LEFT_DOUBLE = 0x201C,
	RIGHT_DOUBLE = 0x201D,
	LOW_DOUBLE = 0x201E,
	LEFT_ANGLE = 0xAB,
	RIGHT_ANGLE = 0xBB,
};

/* A quotation mark with its neighbours; `before` and `after` are 0 at the block's ends. */
typedef struct {
	uint32_t mark, before, after;
	uint32_t at, end; /* bytes */
	uint32_t token;   /* the first one behind it */
} quote_mark;

typedef struct {
	nl_quotes *quotes;
	const nl_quote_block *block;
	uint32_t mark, first; /* what is open in this block: opening mark and first token; mark 0 for nothing */
	bool closed_any;
} quote_scan;

static bool is_mark(uint32_t c)
{
	return c == '"' || c == '\'' || (c >= LEFT_SINGLE && c <= LOW_SINGLE) || (c >= LEFT_DOUBLE && c <= LOW_DOUBLE) ||
		c == LEFT_ANGLE || c == RIGHT_ANGLE;
}

static bool is_space(uint32_t c)
{
	return c == 0 || c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x202F || c == 0x2009;
}

static bool is_ascii_word(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A letter or a digit, near enough: what is no white space and no mark that stands beside quotes. */
static bool is_wordlike(uint32_t c)
{
	return is_ascii_word(c) || (c >= 0xC0 && !(c >= 0x2000 && c < 0x2070) && c != NL_REPLACEMENT);
}

static bool can_open(const quote_mark *m)
{
	uint32_t b = m->before;
	bool joint = b == '(' || b == '[' || b == '/' || b == '-' || b == 0x2013 || b == 0x2014;
	bool place = joint || is_space(b) || is_mark(b);
	if (!place || is_space(m->after)) return false;
	switch (m->mark) {
	case RIGHT_SINGLE: return false;
	case '\'': return is_wordlike(m->after) && !(m->after >= '0' && m->after <= '9');
	case RIGHT_DOUBLE:
	case RIGHT_ANGLE: return is_wordlike(m->after);
	default: return true;
	}
}

/* Whether `mark` closes what `open` opened, by the marks alone. */
static bool is_pair(uint32_t open, uint32_t mark)
{
	switch (open) {
	case LEFT_DOUBLE:
	case RIGHT_DOUBLE: return mark == RIGHT_DOUBLE;
	case LOW_DOUBLE: return mark == LEFT_DOUBLE || mark == RIGHT_DOUBLE;
	case LEFT_SINGLE: return mark == RIGHT_SINGLE;
	case LOW_SINGLE: return mark == LEFT_SINGLE || mark == RIGHT_SINGLE;
	case LEFT_ANGLE: return mark == RIGHT_ANGLE;
	case RIGHT_ANGLE: return mark == LEFT_ANGLE;
	default: return mark == open;
	}
}

static quote_mark mark_at(const nl_quote_block *block, uint32_t at, uint32_t token)
{
	nl_utf8_char c = nl_utf8_decode(block->text, at);
	quote_mark m = {.mark = c.code_point, .at = at, .end = at + c.len, .token = token};
	if (at > block->start) m.before = nl_utf8_decode(block->text, nl_utf8_previous(block->text, at)).code_point;
	if (m.end < block->text.len) m.after = nl_utf8_decode(block->text, m.end).code_point;
	return m;
}

/* "other countries’ right ... security.’": whether a later mark is the real end, before another quotation opens. */
static bool closes_later(const nl_quote_block *block, const quote_mark *m)
{
	uint32_t end = m->end + MAX_POSSESSIVE;
	for (uint32_t at = m->end; at < end && at < block->text.len;) {
		unsigned char byte = (unsigned char)block->text.ptr[at];
		if (byte != '\'' && byte != 0xE2) {
			at++;
			continue;
		}
		quote_mark next = mark_at(block, at, 0);
		if (m->mark == RIGHT_SINGLE && next.mark == LEFT_SINGLE) return false;
		if (next.mark == m->mark && can_open(&next)) return false;
		if (next.mark == m->mark && !is_space(next.before) && !is_wordlike(next.after)) return true;
		at = next.end;
	}
	return false;
}

static bool closes(const nl_quote_block *block, uint32_t open, const quote_mark *m)
{
	bool angle = m->mark == RIGHT_ANGLE || m->mark == LEFT_ANGLE; /* French sets them off by a space */
	if (!is_pair(open, m->mark) || (!angle && is_space(m->before))) return false;
	if (m->mark == '"') return !is_wordlike(m->after);
	if (m->mark != RIGHT_SINGLE && m->mark != '\'') return true;
	if (is_wordlike(m->after)) return false;
	bool possessive = (m->before | 0x20) == 's' && is_space(m->after) && m->after != 0;
	return !possessive || !closes_later(block, m);
}

/* A single mark that surely ends a quotation, even when none is known to be open. */
static bool closes_surely(const quote_mark *m)
{
	if (is_space(m->before) || is_wordlike(m->after)) return false;
	if (m->mark == RIGHT_DOUBLE || m->mark == RIGHT_ANGLE) return true;
	return m->mark == RIGHT_SINGLE && !is_wordlike(m->before);
}

void nl_quotes_release(nl_quotes *quotes)
{
	nl_vec_release(&quotes->runs);
}

/* Most runs come last; a quotation that went on over blocks may lie before some, and swallow them. */
void nl_quotes_add(nl_quotes *quotes, uint32_t first, uint32_t end)
{
	if (first >= end) return;
	nl_token_run run = {first, end};
	uint32_t past = quotes->runs.len; /* the runs from here on lie behind */
	while (past > 0 && quotes->runs.at[past - 1].first > end) past--;
	uint32_t at = past;
	for (; at > 0 && quotes->runs.at[at - 1].end >= first; at--) {
		const nl_token_run *other = &quotes->runs.at[at - 1];
		if (other->first < run.first) run.first = other->first;
		if (other->end > run.end) run.end = other->end;
	}
	uint32_t behind = quotes->runs.len - past;
	if (at == past) nl_vec_push(&quotes->runs);
	if (behind) memmove(quotes->runs.at + at + 1, quotes->runs.at + past, behind * sizeof run);
	quotes->runs.len = at + 1 + behind;
	quotes->runs.at[at] = run;
}

static bool concerns_pending(const nl_open_quote *pending, const quote_mark *m)
{
	return pending->mark && (is_pair(pending->mark, m->mark) || pending->mark == m->mark);
}

static void meet_pending(quote_scan *scan, const quote_mark *m)
{
	nl_open_quote *pending = &scan->quotes->pending;
	const nl_quote_block *block = scan->block;
	bool first = m->token == block->first && m->before == 0;
	if (first && m->mark == pending->mark && can_open(m)) { /* each paragraph of a quotation opens it again */
		if (!pending->at_start) nl_quotes_add(scan->quotes, pending->first, pending->block_end);
		pending->at_start = true;
	} else if (closes(block, pending->mark, m) && pending->at_start) {
		nl_quotes_add(scan->quotes, pending->first, m->token);
		pending->mark = 0;
		scan->closed_any = true;
	} else if (can_open(m)) {
		pending->mark = 0;
		scan->mark = m->mark;
		scan->first = m->token;
	}
}

static void meet(quote_scan *scan, const quote_mark *m)
{
	const nl_quote_block *block = scan->block;
	if (scan->mark) {
		if (!closes(block, scan->mark, m)) return;
		nl_quotes_add(scan->quotes, scan->first, m->token);
		scan->mark = 0;
		scan->closed_any = true;
	} else if (concerns_pending(&scan->quotes->pending, m)) {
		meet_pending(scan, m);
	} else if (can_open(m)) {
		scan->mark = m->mark;
		scan->first = m->token;
	} else if (block->introduced && !scan->closed_any && closes_surely(m)) {
		nl_quotes_add(scan->quotes, block->first, m->token);
		scan->closed_any = true;
	}
}

static void scan_gap(quote_scan *scan, uint32_t from, uint32_t to, uint32_t token)
{
	nl_str text = scan->block->text;
	while (from < to) {
		unsigned char byte = (unsigned char)text.ptr[from];
		if (byte < 0x80 && byte != '"' && byte != '\'') {
			from++;
			continue;
		}
		quote_mark m = mark_at(scan->block, from, token);
		if (is_mark(m.mark)) meet(scan, &m);
		from = m.end;
	}
}

/* The end of the sentence that holds the token. */
static uint32_t sentence_end(const nl_quote_block *block, uint32_t token)
{
	for (uint32_t i = 0; i < block->sentence_count; i++)
		if (token < block->sentences[i].end) return block->sentences[i].end;
	return block->end;
}

/* What is still open when the block ends. */
static void leave_block(quote_scan *scan)
{
	const nl_quote_block *block = scan->block;
	nl_open_quote *pending = &scan->quotes->pending;
	if (pending->mark && ++pending->blocks > MAX_BLOCKS) pending->mark = 0;
	if (pending->mark && !pending->at_start && pending->block_end != block->end) pending->mark = 0;
	if (!scan->mark || scan->mark == '\'' || scan->first >= block->end) return;
	bool at_start = scan->first == block->first;
	nl_quotes_add(scan->quotes, scan->first, at_start ? block->end : sentence_end(block, scan->first));
	*pending = (nl_open_quote){.mark = scan->mark, .first = scan->first, .block_end = block->end, .at_start = at_start};
}

void nl_quotes_block(nl_quotes *quotes, const nl_quote_block *block)
{
	if (block->heading) quotes->pending.mark = 0;
	quote_scan scan = {.quotes = quotes, .block = block};
	const nl_token *tokens = block->tokens->list.at;
	uint32_t count = block->tokens->list.len;
	if (count) scan_gap(&scan, block->start, tokens[0].start, block->first);
	for (uint32_t m = 0; m < block->tokens->marks.len; m++) {
		uint32_t i = block->tokens->marks.at[m];
		if (i == 0 || !(tokens[i].gap & (NL_GAP_OPEN_QUOTE | NL_GAP_CLOSE_QUOTE))) continue;
		scan_gap(&scan, tokens[i - 1].start + tokens[i - 1].len, tokens[i].start, block->first + i);
	}
	uint32_t behind = count ? tokens[count - 1].start + tokens[count - 1].len : block->start;
	scan_gap(&scan, behind, (uint32_t)block->text.len, block->end);
	if (!block->heading) leave_block(&scan);
}
