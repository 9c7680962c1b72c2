/* One place for phrasing, so that the same fact is never told in two ways. */
#include "judge/wording.h"

#include "diag/draw.h"
#include "judge/sample.h"
#include "text/words.h"

enum { MISSING_NODES = 2, CUE_COLUMNS = 60 };

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_name(const nl_ir_language *language, nl_str word)
{
	for (uint32_t i = 0; i < language->name_count; i++)
		if (nl_str_eq(language->names[i], word)) return true;
	return false;
}

/* "States" stays when it is a name, "ICTs" and "UN" because of their other capitals. A word that starts in another
 * script than Latin stays as well: its case is the author's business. */
static bool keeps_capital(const nl_ir_language *language, nl_str title)
{
	nl_word word;
	if (!nl_word_next(title, 0, &word) || word.start != 0 || !is_upper(title.ptr[0])) return true;
	for (uint32_t i = 1; i < word.end; i++)
		if (is_upper(title.ptr[i])) return true;
	return is_name(language, nl_str_slice(title, 0, word.end));
}

nl_str nl_wording_claim(const nl_ir *ir, uint32_t position, nl_arena *arena)
{
	const nl_position *p = &ir->positions[position];
	nl_str title = nl_str_trim(p->title.len ? p->title : p->id);
	if (nl_str_ends(title, NL_STR("."))) title.len--;
	nl_str claim = nl_arena_str(arena, title);
	if (!keeps_capital(&ir->languages[p->language], claim)) ((char *)claim.ptr)[0] = (char)(claim.ptr[0] - 'A' + 'a');
	return claim;
}

const char *nl_wording_strength(nl_strength strength)
{
	switch (strength) {
	case NL_BINDING: return "a binding commitment";
	case NL_DECLARED: return "a plain statement";
	case NL_RECOMMENDED: return "a recommendation";
	case NL_TENTATIVE: break;
	}
	return "a possibility";
}

/* ---- words of the text ----------------------------------------------------------------------------------------- */

nl_str nl_wording_fold(nl_str text, nl_arena *arena)
{
	char *out = nl_arena_alloc(arena, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
		if (!space) out[len++] = c;
		else if (len && out[len - 1] != ' ') out[len++] = ' ';
	}
	if (len && out[len - 1] == ' ') len--;
	return (nl_str){out, len};
}

/* Cut behind the last word that leaves room for the ellipsis; a single long word is cut inside. */
nl_str nl_wording_cut(nl_str text, uint32_t columns, nl_arena *arena)
{
	if (columns == UINT32_MAX || nl_draw_fit(text, columns) == text.len) return text;
	size_t end = nl_draw_fit(text, columns - 1), word_end = end;
	while (word_end > 0 && text.ptr[--word_end] != ' ') {}
	nl_str kept = nl_str_slice(text, 0, word_end > end / 2 ? word_end : end);
	return nl_arena_printf(arena, NL_FMT "…", NL_ARG(kept));
}

nl_str nl_wording_quote(const nl_doc *doc, nl_range range, uint32_t columns, nl_arena *arena)
{
	nl_str words = nl_doc_quote(doc, range.first, range.last);
	return nl_wording_cut(nl_wording_fold(words, arena), columns, arena);
}

nl_span nl_wording_origin(const nl_doc *doc, nl_range range)
{
	return nl_doc_origin(doc, nl_doc_range(doc, range.first, range.last));
}

nl_place nl_wording_place(const nl_doc *doc, nl_range range)
{
	return nl_source_place(doc->source, nl_wording_origin(doc, range).start);
}

/* ---- stance ---------------------------------------------------------------------------------------------------- */

static nl_str cue_words(const nl_doc *doc, const char *verb, nl_range cue, bool with_place, nl_arena *arena)
{
	nl_str words = nl_wording_quote(doc, cue, CUE_COLUMNS, arena);
	nl_str told = nl_arena_printf(arena, "%s '" NL_FMT "'", verb, NL_ARG(words));
	if (!with_place) return told;
	nl_place place = nl_wording_place(doc, cue);
	return nl_arena_printf(arena, NL_FMT " at %u:%u", NL_ARG(told), place.line, place.column);
}

nl_str nl_wording_stance(const nl_doc *doc, const nl_evidence *evidence, bool with_place, nl_arena *arena)
{
	nl_range cue = evidence->stance_cue;
	if (evidence->stance == NL_HEDGED && cue.first > cue.last) cue = evidence->strength_cue;
	bool has_cue = cue.first <= cue.last;
	const char *verb = "";
	switch (evidence->stance) {
	case NL_OPPOSED: verb = "negated by"; break;
	case NL_HEDGED: verb = "weakened by"; break;
	case NL_REPORTED: verb = "told of others:"; break;
	case NL_AFFIRMED:
	case NL_ABSENT: return (nl_str){0};
	}
	if (has_cue) return cue_words(doc, verb, cue, with_place, arena);
	return evidence->stance == NL_REPORTED ? NL_STR("it stands in quotation marks") : (nl_str){0};
}

/* ---- patterns -------------------------------------------------------------------------------------------------- */

nl_str nl_wording_node(const nl_ir *ir, uint32_t node, uint32_t columns, nl_arena *arena)
{
	nl_buf text = {0};
	nl_ir_node_text(ir, node, &text);
	nl_str whole = nl_wording_fold(nl_buf_str(&text), arena), shown = nl_wording_cut(whole, columns, arena);
	nl_buf_release(&text);
	size_t quotes = 0;
	for (size_t i = 0; i < shown.len; i++) quotes += shown.ptr[i] == '"';
	/* A phrase that was cut is closed again, or what follows in the message would look like a part of it. */
	return quotes % 2 && shown.len < whole.len ? nl_arena_printf(arena, NL_FMT "\"", NL_ARG(shown)) : shown;
}

nl_str nl_wording_missing(const nl_ir *ir, const nl_miss *miss, nl_arena *arena)
{
	if (miss->apart)
		return NL_STR("all its words are there, but too far apart, in another order, or shut out by the pattern");
	if (miss->missing_count == 0) return NL_STR("not all of its words are there");
	nl_str list = {0};
	for (uint32_t i = 0; i < miss->missing_count && i < MISSING_NODES; i++) {
		nl_str sample = nl_sample_node(ir, miss->missing[i], arena);
		list = i == 0 ? sample : nl_arena_printf(arena, NL_FMT ", nor like " NL_FMT, NL_ARG(list), NL_ARG(sample));
	}
	return nl_arena_printf(arena, "no word there like " NL_FMT, NL_ARG(list));
}

nl_str nl_wording_citation(const nl_citation *citation, nl_arena *arena)
{
	if (citation->locator.len == 0) return citation->document;
	return nl_arena_printf(arena, NL_FMT " " NL_FMT, NL_ARG(citation->document), NL_ARG(citation->locator));
}

nl_str nl_wording_citations(const nl_citation *citations, uint32_t count, nl_arena *arena)
{
	nl_str joined = {0};
	for (uint32_t i = 0; i < count; i++) {
		nl_str one = nl_wording_citation(&citations[i], arena);
		joined = i == 0 ? one : nl_arena_printf(arena, NL_FMT "; " NL_FMT, NL_ARG(joined), NL_ARG(one));
	}
	return joined;
}

/* ---- conditions ------------------------------------------------------------------------------------------------- */

static void add_children(const nl_ir *ir, const nl_cond *cond, const char *joiner, nl_buf *out)
{
	for (uint32_t i = 0; i < cond->child_count; i++) {
		uint32_t child = ir->cond_children[cond->first_child + i];
		nl_cond_op op = ir->conds[child].op;
		bool loose = (op == NL_COND_AND || op == NL_COND_OR) && cond->op != NL_COND_N_OF;
		nl_buf_addf(out, "%s%s", i ? joiner : "", loose ? "(" : "");
		nl_wording_condition(ir, child, out);
		if (loose) nl_buf_add_c(out, ")");
	}
}

void nl_wording_condition(const nl_ir *ir, uint32_t condition, nl_buf *out)
{
	const nl_cond *cond = &ir->conds[condition];
	switch (cond->op) {
	case NL_COND_POSITION: nl_buf_add(out, ir->positions[cond->position].id); break;
	case NL_COND_AND: add_children(ir, cond, " and ", out); break;
	case NL_COND_OR: add_children(ir, cond, " or ", out); break;
	case NL_COND_NOT:
		nl_buf_add_c(out, "not ");
		add_children(ir, cond, "", out);
		break;
	case NL_COND_N_OF:
		nl_buf_addf(out, "%u of (", cond->n);
		add_children(ir, cond, ", ", out);
		nl_buf_add_c(out, ")");
		break;
	case NL_COND_COUNT:
		nl_buf_addf(out, "count(" NL_FMT ") >= %u", NL_ARG(ir->positions[cond->position].id), cond->n);
		break;
	}
}

/* ---- evidence -------------------------------------------------------------------------------------------------- */

/* Parts that touch are one underline: "apply" and "to cyberspace" from two phrases read as one stretch. */
static nl_range merged_part(const nl_evidence *evidence, uint32_t *next)
{
	if (evidence->part_count == 0) {
		*next = 1;
		return evidence->range;
	}
	nl_range part = evidence->parts[(*next)++];
	while (*next < evidence->part_count && evidence->parts[*next].first <= part.last + 1) {
		if (evidence->parts[*next].last > part.last) part.last = evidence->parts[*next].last;
		(*next)++;
	}
	return part;
}

/* A sentence without an end may hold a million parts. */
enum { MOST_PARTS = 1000 };

void nl_wording_point(nl_sink *sink, nl_diag *diag, const nl_doc *doc, const nl_evidence *evidence)
{
	uint32_t next = 0;
	diag->primary = nl_at(doc->source, nl_wording_origin(doc, merged_part(evidence, &next)));
	for (uint32_t i = 0; i < MOST_PARTS && next < evidence->part_count; i++)
		nl_diag_part(sink, diag, nl_wording_origin(doc, merged_part(evidence, &next)));
}
