/* match/regexes.c - a regex sees one block at a time, and only blocks that hold the literal that its matches need.
 *
 * The literals of all regexes are looked for in one pass over each block while it is read, so that skipping blocks costs next to
 * nothing, however many there are. */
#include "match/regexes.h"

#include "base/mem.h"
#include "diag/codes.h"
#include "match/literals.h"

/* Blocks in which one regex may meet its limits before it is given up for the document: each costs NL_REGEX_STEPS. */
enum { MAX_LIMITS = 8 };

/* ---- finding blocks ------------------------------------------------------------------------------------------ */

typedef struct {
	uint32_t regex;
	NL_VEC(uint32_t) blocks; /* that hold its literal; rising, each once */
} candidate;

struct nl_regexes {
	const nl_ir *ir;
	nl_regex_state *state;
	nl_literals literals;
	NL_VEC(candidate) candidates; /* one for each literal */
	uint32_t block;               /* that is looked through */
};

nl_regexes *nl_regexes_new(const nl_ir *ir)
{
	nl_regexes *r = nl_alloc(sizeof *r);
	r->ir = ir;
	if (ir->regex_count) r->state = nl_regex_state_new();
	for (uint32_t i = 0; i < ir->regex_count; i++) {
		nl_literal literal;
		literal.text = nl_regex_literal(ir->regexes[i].regex, &literal.ignore_case);
		if (!literal.text.len) continue;
		nl_literals_add(&r->literals, literal);
		*nl_vec_push(&r->candidates) = (candidate){.regex = i};
	}
	return r;
}

void nl_regexes_free(nl_regexes *r)
{
	if (!r) return;
	for (uint32_t i = 0; i < r->candidates.len; i++) nl_vec_release(&r->candidates.at[i].blocks);
	nl_vec_release(&r->candidates);
	nl_literals_release(&r->literals);
	nl_regex_state_free(r->state);
	free(r);
}

void nl_regexes_begin(nl_regexes *r)
{
	for (uint32_t i = 0; i < r->candidates.len; i++) nl_vec_clear(&r->candidates.at[i].blocks);
}

static void found_literal(void *context, uint32_t literal, size_t at)
{
	nl_regexes *r = context;
	candidate *own = &r->candidates.at[literal];
	(void)at;
	if (!own->blocks.len || *nl_vec_last(&own->blocks) != r->block) *nl_vec_push(&own->blocks) = r->block;
}

void nl_regexes_block(nl_regexes *r, uint32_t block, nl_str text)
{
	r->block = block;
	if (r->literals.list.len) nl_literals_find(&r->literals, text, found_literal, r);
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
	nl_str text = {block->bytes, block->text.end - block->text.start};
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
	nl_diag *diag = nl_sink_add(sink, NL_WARNING, NL_CODE_NAME(D0710), where,
		"a regular expression takes too many steps in '" NL_FMT "'", NL_ARG(nl_source_name(doc->source)));
	nl_diag_note(sink, diag, "what it matches there may be missing from the result");
	nl_diag_help(sink, diag, "write it so that it can fail early, or as a phrase");
	nl_label text = nl_at(doc->source, nl_doc_origin(doc, doc->blocks[block].text));
	text.text = NL_STR("first met in this block");
	nl_diag_related(sink, diag, text);
}

/* Searches the blocks that the candidate names; all of them when there is none. */
static void search(nl_eval *eval, const nl_regex_leaf *leaf, const candidate *c, nl_regex_state *state, ranges *found,
	nl_sink *sink)
{
	const nl_doc *doc = eval->doc;
	uint32_t limits = 0, count = c ? c->blocks.len : doc->block_count;
	for (uint32_t i = 0; i < count && limits < MAX_LIMITS; i++) {
		uint32_t block = c ? c->blocks.at[i] : i;
		if (search_block(doc, &doc->blocks[block], leaf->regex, state, found)) continue;
		if (limits++ == 0) tell_limit(doc, nl_ir_at(eval->ir, leaf->origin), block, sink);
	}
}

void nl_regexes_run(nl_regexes *r, nl_eval *eval, nl_sink *sink)
{
	ranges found = {0};
	for (uint32_t i = 0, next = 0; i < r->ir->regex_count; i++) {
		bool named = next < r->candidates.len && r->candidates.at[next].regex == i;
		nl_vec_clear(&found);
		search(eval, &r->ir->regexes[i], named ? &r->candidates.at[next++] : NULL, r->state, &found, sink);
		nl_eval_regex(eval, i, (nl_spans){found.at, found.len});
	}
	nl_vec_release(&found);
}
