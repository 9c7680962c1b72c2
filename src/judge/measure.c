#include "judge/measure.h"

#include <stdlib.h>

#include "base/mem.h"
#include "judge/wording.h"

void nl_measure_init(nl_measure *measure, const nl_map *positions)
{
	*measure =
		(nl_measure){.rows = nl_alloc(((size_t)positions->len + 1) * sizeof *measure->rows), .row_count = positions->len};
	for (uint32_t i = 0; i < positions->len; i++) measure->rows[i].position = positions->entries[i].key;
}

void nl_measure_release(nl_measure *measure)
{
	free(measure->rows);
	*measure = (nl_measure){0};
}

void nl_measure_add(nl_measure *measure, const nl_measure_text *text)
{
	measure->documents++;
	measure->sentences += text->sentence_count;
	for (uint32_t i = 0; i < measure->row_count; i++) {
		nl_agreement *row = &measure->rows[i].agreement;
		nl_agreement_add(row, text->coded[i], text->found[i], text->sentences, text->sentence_count);
	}
}

static bool is_shown(const nl_measure_row *row)
{
	return nl_stances_count(&row->agreement.labels) > 0 || row->agreement.sentences.wrong > 0;
}

void nl_measure_finish(nl_measure *measure)
{
	for (uint32_t i = 0; i < measure->row_count; i++)
		if (is_shown(&measure->rows[i])) nl_agreement_sum(&measure->total, &measure->rows[i].agreement);
}

static int by_name(const void *left, const void *right)
{
	const nl_measure_row *const *a = left, *const *b = right;
	return nl_str_cmp((*a)->position, (*b)->position);
}

const nl_measure_row **nl_measure_shown(const nl_measure *measure, uint32_t *count)
{
	const nl_measure_row **shown = nl_alloc(((size_t)measure->row_count + 1) * sizeof *shown);
	*count = 0;
	for (uint32_t i = 0; i < measure->row_count; i++)
		if (is_shown(&measure->rows[i])) shown[(*count)++] = &measure->rows[i];
	qsort(shown, *count, sizeof *shown, by_name);
	return shown;
}

/* ---- a match ------------------------------------------------------------------------------------------------- */

static nl_holdings holdings_of(const nl_match *match, const nl_position_match *found, nl_arena *arena)
{
	nl_holding *places = nl_arena_array(arena, nl_holding, found->count + 1);
	for (uint32_t i = 0; i < found->count; i++)
		places[i] = (nl_holding){nl_wording_origin(match->doc, found->evidence[i].range), found->evidence[i].stance};
	return (nl_holdings){places, found->count};
}

const nl_holdings *nl_measure_evidence(const nl_match *match, uint32_t positions, nl_arena *arena)
{
	nl_holdings *lists = nl_arena_array(arena, nl_holdings, positions + 1);
	for (uint32_t i = 0; i < match->ir->position_count; i++) lists[i] = holdings_of(match, &match->positions[i], arena);
	return lists;
}

const nl_span *nl_measure_sentences(const nl_doc *doc, nl_arena *arena)
{
	nl_span *spans = nl_arena_array(arena, nl_span, doc->sentence_count + 1);
	for (uint32_t i = 0; i < doc->sentence_count; i++) spans[i] = nl_doc_origin(doc, doc->sentences[i].text);
	return spans;
}
