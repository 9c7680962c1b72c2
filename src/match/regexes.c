/* match/regexes.c - a regex sees one block at a time, and only blocks that hold the literal that its matches need.
 *
 * The literal is looked for in the whole text at once, so that skipping blocks costs one scan, however many there are. */
#include "match/regexes.h"

#include <string.h>

#include "diag/codes.h"

/* Blocks in which one regex may meet its limits before it is given up for the document: each costs NL_REGEX_STEPS. */
enum { MAX_LIMITS = 8 };

typedef struct {
	const nl_doc *doc;
	nl_str literal;   /* empty: every block is searched */
	bool ignore_case; /* the literal is ASCII lower case */
} filter;

/* ---- finding blocks ------------------------------------------------------------------------------------------ */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
}

static bool equal_folded(const char *text, nl_str literal)
{
	for (size_t i = 0; i < literal.len; i++) {
		if (lower(text[i]) != literal.ptr[i]) return false;
	}
	return true;
}

/* The nearer of two places, either of which may be NULL. */
static const char *nearer(const char *a, const char *b)
{
	if (!a || !b) return a ? a : b;
	return a < b ? a : b;
}

static const char *find_folded(const char *at, const char *end, nl_str literal)
{
	const char *small = at, *large = at; /* the next place of either form of the first letter */
	char low = literal.ptr[0], high = upper(low);
	while (end - at >= (ptrdiff_t)literal.len) {
		if (small && small <= at) small = memchr(at, low, (size_t)(end - at));
		if (high == low) large = NULL;
		else if (large && large <= at) large = memchr(at, high, (size_t)(end - at));
		const char *found = nearer(small, large);
		if (!found || end - found < (ptrdiff_t)literal.len) return NULL;
		if (equal_folded(found, literal)) return found;
		at = found + 1;
	}
	return NULL;
}

/* The first place of the literal in text[from, end), or NULL. */
static const char *find_literal(const filter *f, size_t from)
{
	nl_str text = f->doc->text;
	if (from >= text.len) return NULL;
	if (f->ignore_case) return find_folded(text.ptr + from, text.ptr + text.len, f->literal);
	return memmem(text.ptr + from, text.len - from, f->literal.ptr, f->literal.len);
}

/* The first block from `block` on that must be searched; block_count when there is none. */
static uint32_t next_block(const filter *f, uint32_t block)
{
	if (!f->literal.len || block == f->doc->block_count) return block;
	size_t from = f->doc->blocks[block].text.start;
	for (const char *found; (found = find_literal(f, from)); from++) {
		from = (size_t)(found - f->doc->text.ptr);
		while (block < f->doc->block_count && f->doc->blocks[block].text.end <= from) block++;
		if (block == f->doc->block_count) return block;
		nl_span text = f->doc->blocks[block].text;
		if (text.start <= from && from + f->literal.len <= text.end) return block;
	}
	return f->doc->block_count;
}

/* ---- from bytes to tokens ------------------------------------------------------------------------------------ */

/* The first sentence of a block that ends behind a byte of the text; block->end when none does. */
static uint32_t sentence_behind(const nl_doc *doc, const nl_block *block, uint32_t byte)
{
	uint32_t low = block->first, high = block->end;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (doc->sentences[middle].text.end <= byte) low = middle + 1;
		else high = middle;
	}
	return low;
}

/* The first token of a block that ends behind a byte of the text; NL_NONE when none does. */
static uint32_t token_behind(const nl_doc *doc, const nl_block *block, uint32_t byte, nl_token *token)
{
	for (uint32_t i = sentence_behind(doc, block, byte); i < block->end; i++) {
		const nl_sentence *s = &doc->sentences[i];
		const nl_token *tokens = nl_doc_tokens(doc, i);
		uint32_t low = 0, high = s->end - s->first;
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;
			if (tokens[middle].start + tokens[middle].len <= byte) low = middle + 1;
			else high = middle;
		}
		if (low == s->end - s->first) continue;
		*token = tokens[low];
		return s->first + low;
	}
	return NL_NONE;
}

/* Widens bytes of a block to whole tokens; false when they touch none. */
static bool widen(const nl_doc *doc, const nl_block *block, nl_span bytes, nl_range *range)
{
	nl_token token;
	if (bytes.start >= bytes.end) return false;
	range->first = token_behind(doc, block, bytes.start, &token);
	if (range->first == NL_NONE || token.start >= bytes.end) return false;
	range->last = token_behind(doc, block, bytes.end - 1, &token);
	if (range->last == NL_NONE) range->last = doc->sentences[block->end - 1].end - 1;
	else if (token.start >= bytes.end) range->last--;
	return true;
}

/* ---- searching ----------------------------------------------------------------------------------------------- */

typedef NL_VEC(nl_range) ranges;

/* False when the regex met its limit. */
static bool search_block(const nl_doc *doc, const nl_block *block, const nl_regex *regex, nl_regex_state *state, ranges *found)
{
	nl_str text = nl_str_slice(doc->text, block->text.start, block->text.end);
	nl_span match = {0, 0};
	for (;;) {
		nl_regex_result result = nl_regex_next(regex, state, text, match.end, &match);
		if (result != NL_REGEX_FOUND) return result == NL_REGEX_NOT_FOUND;
		nl_range range;
		nl_span bytes = {block->text.start + match.start, block->text.start + match.end};
		if (!widen(doc, block, bytes, &range)) continue;
		nl_vec_push(found);
		found->len = nl_spans_push(found->at, found->len - 1, range);
	}
}

static void tell_limit(const nl_doc *doc, nl_label where, uint32_t block, nl_sink *sink)
{
	nl_diag *diag = nl_sink_add(sink, NL_WARNING, NL_CODE_NAME(D0710), where, "a regex met its limit in '" NL_FMT "'",
		NL_ARG(nl_source_name(doc->source)));
	nl_diag_note(sink, diag, "what it matches there may be missing from the result");
	nl_diag_help(sink, diag, "write it so that it can fail early, or as a phrase");
	nl_label text = nl_at(doc->source, nl_doc_origin(doc, doc->blocks[block].text));
	text.text = NL_STR("first met in this block");
	nl_diag_related(sink, diag, text);
}

static void search(nl_eval *eval, const nl_regex_leaf *leaf, nl_regex_state *state, ranges *found, nl_sink *sink)
{
	filter f = {.doc = eval->doc};
	f.literal = nl_regex_literal(leaf->regex, &f.ignore_case);
	uint32_t limits = 0, block = next_block(&f, 0);
	for (; block < f.doc->block_count && limits < MAX_LIMITS; block = next_block(&f, block + 1)) {
		if (search_block(f.doc, &f.doc->blocks[block], leaf->regex, state, found)) continue;
		if (limits++ == 0) tell_limit(f.doc, nl_ir_at(eval->ir, leaf->origin), block, sink);
	}
}

void nl_regexes_run(nl_eval *eval, nl_regex_state *state, nl_sink *sink)
{
	ranges found = {0};
	for (uint32_t i = 0; i < eval->ir->regex_count; i++) {
		nl_vec_clear(&found);
		search(eval, &eval->ir->regexes[i], state, &found, sink);
		nl_eval_regex(eval, i, (nl_spans){found.at, found.len});
	}
	nl_vec_release(&found);
}
